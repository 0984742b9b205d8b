"""The overview strip beside the scroll bar: where in the whole report the marks lie."""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.ui import theme
from desktop.ui.reader.underlay import Run, Underlay

WIDTH = 14
_TICKS_MOST = 2_000
_Place = TypeVar("_Place")
Shares = Callable[[Iterable[int]], Iterable[float]]
"""Tells at which share of the whole height, 0 to 1, places of the text stand, given in their order."""
# Figures are many and thin; what asks for a look is wider and lies above them.
_TICKS = {
    "metric": (4, 6, 2),
    "measure": (3, 8, 3),
    "placeholder": (3, 8, 3),
    "problem": (3, 8, 3),
    "finding": (2, 10, 3),
    "hit": (1, 12, 2),
}


class OverviewStrip(QWidget):
    """Paint one tick a mark at its share of the page's height; a click goes there, ``grabbed`` tells of it before.

    The evidence of the chosen item stands at the strip's left edge: solid is confirmed, hollow is suggested.
    """

    grabbed = Signal()
    asked = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(self.tr("全文概览"))
        self.setToolTip(self.tr("全文概览：标注、本项佐证和查找结果所在；单击到该处"))
        self._places: dict[str, list[float]] = {}

    def sizeHint(self) -> QSize:
        """Be a narrow column."""
        return QSize(WIDTH, 100)

    def show_marks(self, underlay: Underlay, shares: Shares) -> None:
        """Show where the marks of the layers that are shown stand, and the evidence of the chosen item."""
        marks = underlay.marks
        for layer, held in marks.layers.items():
            self._set(layer, shares(_sampled(held.starts if layer in marks.shown else ())))
        for kind, runs in (("confirmed", underlay.confirmed), ("suggested", underlay.suggested)):
            self._set(kind, shares(sorted(run[0] for run in runs)))

    def show_hits(self, runs: Sequence[Run], shares: Shares) -> None:
        """Show where search hits stand."""
        self._set("hit", shares(run[0] for run in _sampled(runs)))

    def places(self, kind: str) -> list[float]:
        """Give the ticks of one kind."""
        return self._places.get(kind, [])

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint each row of pixels once a kind, however many marks share it."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), theme.colour("window"))
        painter.fillRect(QRectF(0, 0, 1, self.height()), theme.colour("line"))
        height = self.height() - 8
        for kind, (x, width, thick) in _TICKS.items():
            colour = theme.colour("ink" if kind == "hit" else f"{kind}_line")
            for row in {round(4 + place * height) for place in self._places.get(kind, ())}:
                painter.fillRect(QRectF(x, row - 1, width, thick), colour)
        self._paint_evidence(painter, height)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to the clicked share of the report."""
        if event.button() is not Qt.MouseButton.LeftButton:
            event.ignore()
            return
        self.grabbed.emit()
        self._ask(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the pressed pointer."""
        self._ask(event)

    def _set(self, kind: str, places: Iterable[float]) -> None:
        self._places[kind] = list(places)
        self.update()

    def _paint_evidence(self, painter: QPainter, height: int) -> None:
        """Paint where the chosen item's evidence stands."""
        painter.setPen(theme.colour("ink"))
        for kind, filled in (("suggested", False), ("confirmed", True)):
            for row in {round(4 + place * height) for place in self._places.get(kind, ())}:
                box = QRectF(0.5, row - 3.5, 4, 7)
                painter.fillRect(box, theme.colour("ink" if filled else "window"))
                painter.drawRect(box)

    def _ask(self, event: QMouseEvent) -> None:
        self.asked.emit(min(1.0, max(0.0, (event.position().y() - 4) / max(1, self.height() - 8))))


def _sampled(places: Sequence[_Place]) -> Sequence[_Place]:
    """Take no more of many places than a strip could show."""
    return places[:: len(places) // _TICKS_MOST + 1]
