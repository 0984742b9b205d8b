"""A field to look for words in, with the program's own signs for finding and clearing."""

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.ui import icons, theme


class SearchField(QLineEdit):
    """A line to type what is looked for; ``short`` stands in it while it is empty, ``name`` says what it is."""

    def __init__(self, name: str, short: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "search")
        self.setAccessibleName(name)
        self.setPlaceholderText(short or name)
        self.setToolTip(name)
        self.setClearButtonEnabled(True)
        self._sign = self.addAction(icons.icon("find", "soft"), QLineEdit.ActionPosition.LeadingPosition)
        theme.changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        """Draw both signs in the colours on screen; Qt has no other way to its own sign for clearing."""
        self._sign.setIcon(icons.icon("find", "soft"))
        clear = self.findChild(QAction, "_q_qlineeditclearaction")
        if isinstance(clear, QAction):
            clear.setIcon(icons.icon("close", "soft"))
