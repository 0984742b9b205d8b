"""进度: how far each dimension is, as bars of what is decided, doubtful and open."""

from functools import partial

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen
from PySide6.QtWidgets import QWidget

from desktop.model.amount import plain
from desktop.model.chart import Standing
from desktop.ui import theme
from desktop.ui.charts.chart import Chart, Ink, Spot, legend, wide, words

_EDGE, _ROW, _BAR, _LEGEND, _GAP = 16, 34, 14, 26, 12

_STATES = (
    ("已评", "ink", Qt.BrushStyle.SolidPattern),
    ("不适用", "soft", Qt.BrushStyle.BDiagPattern),
    ("存疑", "finding_line", Qt.BrushStyle.DiagCrossPattern),
    ("未评", "card", Qt.BrushStyle.NoBrush),
)
"""How each state is drawn, in the order of a bar."""


class BarChart(Chart):
    """Draw a bar for every dimension; states are told by ground, hatching and frame, not by colour alone."""

    def __init__(self, title: str, standings: tuple[Standing, ...], parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self._standings = standings

    def show_standings(self, standings: tuple[Standing, ...]) -> None:
        """Draw how far the review is now."""
        self._standings = standings
        self.updateGeometry()
        self.update()

    def tall(self, width: float) -> float:
        """Be a legend and a row for each dimension."""
        return theme.px(_LEGEND + _ROW * len(self._standings) + 12)

    def draw(self, painter: QPainter, width: float, ink: Ink) -> tuple[Spot, ...]:
        """Draw row after row."""
        edge = theme.px(_EDGE)
        entries = [
            (partial(_fill, ground=ink(token), style=style, frame=ink("grip")), word) for word, token, style in _STATES
        ]
        legend(painter, QRectF(edge, 0, width - 2 * edge, theme.px(_LEGEND)), entries, ink)
        spots = []
        for at, standing in enumerate(self._standings):
            row = QRectF(edge, theme.px(_LEGEND + _ROW * at), width - 2 * edge, theme.px(_ROW))
            spots.append(self._draw_row(painter, row, standing, ink))
        return tuple(spots)

    def _draw_row(self, painter: QPainter, row: QRectF, standing: Standing, ink: Ink) -> Spot:
        """Draw name, bar and figures of one dimension."""
        name = QRectF(row.left(), row.top(), row.width() * 0.34, row.height())
        words(painter, name, standing.name, ink("text"), theme.font(13))
        room = max(wide(_figures(each)) for each in self._standings) + 2
        figures = QRectF(row.right() - room, row.top(), room, row.height())
        words(painter, figures, _figures(standing), ink("text"), side=Qt.AlignmentFlag.AlignRight)
        left = name.right() + _GAP
        bar = QRectF(left, row.center().y() - theme.px(_BAR) / 2, figures.left() - _GAP - left, theme.px(_BAR))
        x = bar.left()
        for (_, token, style), count in zip(_STATES, _counts(standing), strict=True):
            part = QRectF(x, bar.top(), bar.width() * count / max(1, standing.count), bar.height())
            painter.fillRect(part, QBrush(ink(token), style))
            x = part.right()
        painter.setPen(QPen(ink("grip"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(bar)
        states = "，".join(f"{word} {n}" for (word, _, _), n in zip(_STATES, _counts(standing), strict=True))
        return Spot(row, "，".join(filter(None, (f"{standing.name}：{states}", _given(standing)))))


def _counts(standing: Standing) -> tuple[int, int, int, int]:
    """Give how many lines are in each state, in the order of a bar."""
    return standing.scored, standing.not_applicable, standing.doubtful, standing.open


def _fill(painter: QPainter, box: QRectF, ground: QColor, style: Qt.BrushStyle, frame: QColor) -> None:
    """Draw a sample of a bar."""
    painter.fillRect(box, QBrush(ground, style))
    painter.setPen(QPen(frame, 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(box)


def _figures(standing: Standing) -> str:
    """Write how many lines need no more decision, and what was given."""
    settled = f"{standing.scored + standing.not_applicable} / {standing.count}"
    return "　".join(filter(None, (settled, _given(standing))))


def _given(standing: Standing) -> str:
    """Write what was given of all that can be had."""
    if standing.points is None or standing.most is None:
        return ""
    return f"得 {plain(standing.points)} / {plain(standing.most)}"
