"""A splitter whose sizes can be asked for before it is on screen."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QSplitter, QWidget


class Splitter(QSplitter):
    """Part widgets by a hairline; before it is dressed and shown, Qt would hold sizes against other least sizes."""

    def __init__(self, orientation: Qt.Orientation, parent: QWidget | None = None) -> None:
        super().__init__(orientation, parent)
        self._asked: tuple[int, ...] = ()
        self._aside: tuple[int, ...] = ()
        self._folded: tuple[int, ...] = ()
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)

    def ask(self, sizes: Sequence[int]) -> None:
        """Take these sizes, as soon as there is room to take, or all widgets are unfolded."""
        if self._folded:
            self._folded = tuple(sizes)
            return
        self._asked = tuple(sizes)
        if self.isVisible():
            self._take()

    def kept(self) -> tuple[int, ...]:
        """Give the sizes to be asked for next time."""
        return self._folded or self._aside or self._asked or tuple(self.sizes())

    def set_aside(self, sizes: Sequence[int]) -> None:
        """Take other sizes for now; what is kept are those from before."""
        if not self._aside:
            self._aside = self.kept()
            self.ask(sizes)

    def take_back(self) -> None:
        """Take the sizes again that were set aside."""
        if self._aside:
            self.ask(self._aside)
            self._aside = ()

    def fold(self, widget: QWidget, sizes: Sequence[int] = ()) -> None:
        """Hide a widget; ``sizes``, else those from before, are kept until it is unfolded."""
        if not self._folded:
            self._folded = tuple(sizes) or self.kept()
        widget.hide()

    def unfold(self, widget: QWidget) -> None:
        """Show a widget again as wide as it was."""
        widget.show()
        if self._folded:
            sizes, self._folded = self._folded, ()
            self.ask(sizes)

    def showEvent(self, event: QShowEvent) -> None:
        """Take what was asked."""
        super().showEvent(event)
        self._take()

    def _take(self) -> None:
        if self._asked:
            self.setSizes(list(self._asked))
            self._asked = ()
