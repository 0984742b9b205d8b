"""Where the words of a report stand on its page, and what stands at a place of it."""

from collections.abc import Iterable
from typing import cast

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QTextDocument, QTextLine

from desktop.ui.reader.positions import Positions
from desktop.ui.reader.underlay import Run

_ASCENT, _BENEATH = 0.78, 2
"""Where a mark begins above the line's foot, as a share of the height of its signs, and how far it ends below them."""


class PageLayout:
    """The page of one report. Offsets are code points of its text, places are in pixels from the page's left and top.

    What is not set yet is nowhere; what is set and not yet laid out is laid out where it is asked for.
    """

    def __init__(self, document: QTextDocument, positions: Positions) -> None:
        self.document, self.positions = document, positions

    @property
    def height(self) -> float:
        """Give the height of the whole; lays out all that is set."""
        return self.document.documentLayout().documentSize().height()

    def rects(self, start: int, end: int) -> list[QRectF]:
        """Give one rectangle a line, snug around the words of a run."""
        return _line_rects(self.document, *self.positions.span(start, end))

    def lines(self, start: int, end: int) -> list[QRectF]:
        """Give the same, or where nothing of the run is shown one for the sign behind it; none at the very end."""
        first, last = self.positions.span(start, end)
        return _line_rects(self.document, first, max(last, first + 1))

    def nearest(self, place: QPointF) -> int:
        """Give the offset of the sign nearest to a place."""
        return self.positions.offset(self._near(place))

    def hit(self, place: QPointF) -> tuple[int, ...]:
        """Give the offset of the sign at a place and, since past its middle the next one is hit, of the sign before.

        Beside all of them it gives none.
        """
        position = self.document.documentLayout().hitTest(place, Qt.HitTestAccuracy.ExactHit)
        return tuple(self.positions.offset(near) for near in (position, position - 1) if near >= 0)

    def between(self, top: float, bottom: float) -> Run:
        """Give the offsets around what stands between two heights."""
        last = self._near(QPointF(self.document.textWidth(), bottom))
        return self.nearest(QPointF(0, top)), self.positions.end_offset(last + 1)

    def shares(self, offsets: Iterable[int]) -> list[float]:
        """Tell at which share of the page's height some rising offsets stand, near enough for a strip."""
        layout, height = self.document.documentLayout(), self.height
        found, until, top, step, begin = [], -1, 0.0, 0.0, 0
        for offset in offsets:
            position = self.positions.position(offset)
            if position >= until:
                block = self.document.findBlock(position)
                rect = layout.blockBoundingRect(block)
                begin, until = block.position(), block.position() + block.length()
                top, step = rect.top(), rect.height() / max(1, block.length())
            found.append((top + (position - begin) * step) / max(1.0, height))
        return found

    def _near(self, place: QPointF) -> int:
        return max(self.document.documentLayout().hitTest(place, Qt.HitTestAccuracy.FuzzyHit), 0)


def _line_rects(document: QTextDocument, first: int, last: int) -> list[QRectF]:
    """Give one rectangle a line, snug around the words between two positions, in document coordinates."""
    rects: list[QRectF] = []
    layout = document.documentLayout()
    block = document.findBlock(first)
    while block.isValid() and (begin := block.position()) < last:
        origin = layout.blockBoundingRect(block).topLeft()
        start = max(first - begin, 0)
        end = min(last - begin, block.length() - 1)
        lines = block.layout()
        line = lines.lineForTextPosition(start) if start < end else QTextLine()
        while line.isValid():
            stop = min(end, line.textStart() + line.textLength())
            left, right = _x(line, start), _x(line, stop)
            ascent = line.ascent()
            height = ascent + line.descent()
            top = origin.y() + line.y() + ascent - _ASCENT * height
            rects.append(QRectF(origin.x() + min(left, right), top, abs(right - left), height + _BENEATH))
            start, number = stop, line.lineNumber() + 1
            if start >= end or number >= lines.lineCount():
                break
            line = lines.lineAt(number)
        if begin + end >= last:
            break
        block = block.next()
    return rects


def _x(line: QTextLine, position: int) -> float:
    """Ask a line where a position stands; the binding answers with the place and the position."""
    return cast("tuple[float, int]", line.cursorToX(position))[0]
