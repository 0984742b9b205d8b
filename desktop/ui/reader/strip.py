"""The overview strip beside the scroll bar: where in the whole report the marks lie."""

from collections.abc import Iterable

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.ui import theme

WIDTH = 14
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

    def set_places(self, kind: str, places: Iterable[float]) -> None:
        """Show the ticks of one kind: shares of the whole height, 0 to 1."""
        self._places[kind] = list(places)
        self.update()

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
