"""Where messages stand: over the foot of what is read, so that nothing moves for them."""

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop.ui import theme
from desktop.ui.messages import MessageBar

_INSET = 12
_LEAST = 300
"""Pixels that words and their button need; where the reading side is narrower, the bar reaches beyond it."""


class Foot(QObject):
    """Lay the message bar of a page over the foot of its reading side, or of the start page."""

    def __init__(self, bar: MessageBar, page: QWidget, stack: QStackedWidget, reader: QWidget) -> None:
        super().__init__(bar)
        self._bar, self._page, self._stack, self._reader = bar, page, stack, reader
        bar.spoke.connect(self.place)
        # What stands at the foot has its place only when the page that was called up is laid out.
        stack.currentChanged.connect(self.place_soon)
        for watched in (page, reader):
            watched.installEventFilter(self)

    def place(self) -> None:
        """Lay the bar along the foot; what was just done is told in a corner of it."""
        over = self._reader if self._reader.isVisibleTo(self._page) else self._stack
        corner = over.mapTo(self._page, over.rect().bottomLeft())
        wanted, width = self._bar.sizeHint(), max(over.width(), theme.px(_LEAST))
        if self._bar.kind == "step" and wanted.width() <= width - 2 * _INSET:
            left, top = corner.x() + _INSET, corner.y() - wanted.height() - _INSET
            self._bar.setGeometry(left, top, wanted.width(), wanted.height())
        else:
            height = self._bar.heightForWidth(width)
            self._bar.setGeometry(corner.x(), corner.y() - height + 1, width, height)
        self._bar.raise_()

    def place_soon(self) -> None:
        """Lay the bar anew once everything else is laid out."""
        QTimer.singleShot(0, self, self.place)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay over the reading side, whatever made that wider or narrower."""
        if event.type() is QEvent.Type.Resize:
            self.place()
        return super().eventFilter(watched, event)
