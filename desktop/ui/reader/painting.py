"""Paint marks beneath the words: each layer's ground and its cue, evidence bars, hits and the place just jumped to."""

import math
from collections.abc import Callable
from functools import cache
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen

from desktop.ui import theme

_WAVE = 4.0
_QUIET = 0.4
_PROOF = 0.62
_DASHES = [2.0, 1.2]


Colours = Callable[[str], QColor]
"""Gives a token's colour: of the theme on screen, or on white paper."""


def paint_mark(
    painter: QPainter, kind: str, rect: QRectF, *, quiet: bool = False, colour: Colours = theme.colour
) -> None:
    """Paint one line of a mark: its layer's ground, faint if ``quiet``, and the cue that tells it without colour."""
    ground = colour(kind)
    if quiet:
        ground.setAlphaF(_QUIET)
    painter.fillRect(rect, ground)
    line = colour(f"{kind}_line")
    if kind == "metric":
        painter.fillRect(QRectF(rect.left(), rect.bottom() - 2, rect.width(), 2), line)
    elif kind == "problem":
        painter.fillRect(QRectF(rect.left(), rect.bottom() - 2, rect.width(), 3), line)
    elif kind == "measure":
        painter.fillRect(QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), line)
    elif kind == "finding":
        _wave(painter, rect, line)
    else:
        painter.setPen(QPen(line, 1.5, Qt.PenStyle.DotLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(rect.adjusted(0.5, 0.5, -0.5, -0.5))


def paint_hit(painter: QPainter, rect: QRectF, colour: Colours = theme.colour) -> None:
    """Paint a search hit."""
    painter.fillRect(rect, colour("flash"))


def paint_doubt(painter: QPainter, rect: QRectF, colour: Colours = theme.colour) -> None:
    """Paint a dotted line under signs of which the recogniser was not sure."""
    painter.setPen(QPen(colour("partial"), 2, Qt.PenStyle.DotLine))
    painter.drawLine(rect.bottomLeft(), rect.bottomRight())


def paint_frame(painter: QPainter, rect: QRectF, colour: Colours = theme.colour) -> None:
    """Frame words of the page that were recognised wrongly, and corrected."""
    painter.setPen(QPen(colour("partial"), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(rect)


def paint_reword(painter: QPainter, rect: QRectF, words: str, colour: Colours = theme.colour) -> None:
    """Strike words out and write above them what the page says, as a proofreader does."""
    painter.setPen(QPen(colour("partial"), 2))
    painter.drawLine(QPointF(rect.left(), rect.center().y()), QPointF(rect.right(), rect.center().y()))
    font = QFont(painter.font())
    font.setPixelSize(max(round(rect.height() * _PROOF), 9))
    painter.setFont(font)
    high = QFontMetricsF(font).height()
    width = max(QFontMetricsF(font).horizontalAdvance(words), rect.width())
    place = QRectF(rect.center().x() - width / 2, rect.top() - high + 2, width, high)
    painter.fillRect(place, colour("card"))
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, words)


def paint_focus(painter: QPainter, rects: list[QRectF], glow: float, colour: Colours = theme.colour) -> None:
    """Frame the place just jumped to; ``glow`` from 1 to 0 is what is left of its flash."""
    if not rects:
        return
    shape = QPainterPath()
    for rect in _joined([rect.adjusted(-1, -1, 1, 1) for rect in rects]):
        part = QPainterPath()
        part.addRect(rect)
        shape = shape.united(part)
    ground = QColor(colour("flash"))
    ground.setAlphaF(glow)
    painter.setBrush(ground)
    painter.setPen(QPen(colour("ink"), 2, j=Qt.PenJoinStyle.MiterJoin))
    painter.drawPath(shape)


def _joined(rects: list[QRectF]) -> list[QRectF]:
    """Let the lines of one run overlap, so that it has one outline; the cells of a row stay apart."""
    for above, below in pairwise(rects):
        if 0 < below.top() - above.bottom() < above.height():
            middle = (above.bottom() + below.top()) / 2
            above.setBottom(middle + 0.5)
            below.setTop(middle - 0.5)
    return rects


def paint_bar(
    painter: QPainter, rects: list[QRectF], x: float, *, dashed_from: float | None, colour: Colours = theme.colour
) -> None:
    """Paint what is seen of an evidence bar in the margin: solid is confirmed, dashed from where it begins suggested.

    The dashes hang on where the bar begins, so that scrolled parts meet.
    """
    if not rects:
        return
    top = rects[0].top()
    pen = QPen(colour("ink"), 3, c=Qt.PenCapStyle.FlatCap)
    if dashed_from is not None:
        pen.setDashPattern(_DASHES)
        pen.setDashOffset((top - dashed_from) / pen.widthF())
    painter.setPen(pen)
    painter.drawLine(QPointF(x, top - 2), QPointF(x, rects[-1].bottom() + 2))


def paint_corners(painter: QPainter, rects: list[QRectF], colour: Colours = theme.colour) -> None:
    """Set the words of a memo between two corners, as a proofreader does."""
    if not rects:
        return
    first, last = rects[0].adjusted(-1, -1, 0, 0), rects[-1].adjusted(0, 0, 1, 1)
    painter.setPen(QPen(colour("soft"), 2, c=Qt.PenCapStyle.FlatCap))
    painter.drawPolyline([first.topLeft() + QPointF(6, 0), first.topLeft(), first.topLeft() + QPointF(0, 7)])
    painter.drawPolyline([last.bottomRight() - QPointF(6, 0), last.bottomRight(), last.bottomRight() - QPointF(0, 7)])


def _wave(painter: QPainter, rect: QRectF, colour: QColor) -> None:
    """Draw a wavy underline; its phase hangs on x alone, so that scrolled parts meet."""
    left = round(rect.left())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour, 1.5))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.translate(left, rect.bottom() - 0.5)
    painter.drawPath(_waves(left % round(2 * _WAVE), max(round(rect.right()) - left, 1)))
    painter.restore()


@cache
def _waves(phase: int, width: int) -> QPainterPath:
    """Draw a wave from 0 on, as wide as so many pixels; a page of contradictions has hundreds, alike in length."""
    path = QPainterPath()
    path.moveTo(0, 1.5 * math.sin(phase / _WAVE * math.pi))
    for x in range(1, width + 1):
        path.lineTo(x, 1.5 * math.sin((phase + x) / _WAVE * math.pi))
    return path
