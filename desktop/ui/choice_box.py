"""A box to choose from, with the program's own arrow and list."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QListView, QStyleOptionComboBox, QWidget

from desktop.ui import icons, theme

_BEFORE = 20
"""Pixels that frame and padding leave no words."""
_SHEET = "QComboBox::drop-down { border: 0; width: 28px; } QComboBox::down-arrow { image: none; }"


class ChoiceBox(QComboBox):
    """Draw no bevel: the style sheet cannot colour an arrow, so it is painted over."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setStyleSheet(_SHEET)
        self.setView(QListView())

    def initStyleOption(self, option: QStyleOptionComboBox) -> None:
        """Shorten words that there is no room for by a sign that says so."""
        super().initStyleOption(option)
        room = self.width() - theme.px(28 + _BEFORE)
        option.currentText = self.fontMetrics().elidedText(option.currentText, Qt.TextElideMode.ElideRight, room)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the box, then the arrow."""
        super().paintEvent(event)
        painter = QPainter(self)
        icons.paint(painter, QRect(self.width() - theme.px(28), 0, theme.px(28), self.height()), "down", "soft")
