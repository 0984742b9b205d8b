"""What every dialog beside the desk is: alone of its kind, gone once closed, no larger than the screen."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QPushButton, QWidget

from desktop.ui import theme

_AROUND = QSize(32, 96)
"""What the screen keeps for title bars and the panel."""


class Dialog(QDialog):
    """A dialog of ``size`` pixels, meant for interface text of 13; without one it is as large as what it holds.

    Asked for again while it stands there, a new one takes its place, unless ``several`` may be worked in side by side.
    """

    several = False

    def __init__(self, parent: QWidget | None, title: str, size: tuple[int, int] | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        if size is not None:
            self.resize(QSize(*map(theme.px, size)).boundedTo(self.screen().availableSize() - _AROUND))

    def showEvent(self, event: QShowEvent) -> None:
        """Take the place of an earlier one."""
        super().showEvent(event)
        parent = self.parentWidget()
        if parent is None or self.several:
            return
        for other in parent.findChildren(type(self)):
            if other is not self and other.isVisible() and other.windowTitle() == self.windowTitle():
                self.move(other.pos())
                other.close()

    def closing(self, words: str = "") -> QPushButton:
        """Make the button that closes the dialog, as Esc does."""
        button = QPushButton(words or self.tr("关闭"))
        button.setToolTip(self.tr("关闭（Esc）"))
        button.setAutoDefault(False)
        button.clicked.connect(self.close)
        return button
