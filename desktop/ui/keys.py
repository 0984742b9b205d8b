"""Keep single keys for those who type: while a field is being written in, letters and digits are letters and digits."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QComboBox, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

_HELD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


def goes_back_or_forward(event: QMouseEvent) -> bool:
    """Tell a press of the side buttons, which belong to the whole window."""
    return event.button() in (Qt.MouseButton.BackButton, Qt.MouseButton.ForwardButton)


def typing_in(widget: QWidget) -> bool:
    """Tell whether keys pressed now are text for a widget."""
    if isinstance(widget, QLineEdit | QPlainTextEdit | QTextEdit):
        return not widget.isReadOnly()
    return isinstance(widget, QAbstractSpinBox | QComboBox)


def is_plain(event: QKeyEvent) -> bool:
    """Tell whether a key is pressed without Ctrl, Alt or Meta, and is none of those that belong to the whole window."""
    own = event.key() == Qt.Key.Key_Escape or Qt.Key.Key_F1 <= event.key() <= Qt.Key.Key_F35
    return not own and not event.modifiers() & _HELD


class TypingGuard(QObject):
    """Give plain keys to the field that is being written in before any shortcut can see them.

    Undo and redo are kept from the fields: they belong to the whole review, typed text included. Only the field that
    has the focus is watched; a filter on the application would see every event of the program.
    """

    def __init__(self, app: QApplication, parent: QObject | None = None) -> None:
        super().__init__(parent)
        app.focusChanged.connect(self._on_focus_changed)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Decide who gets a key."""
        if event.type() is not QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        if event.key() in (Qt.Key.Key_Z, Qt.Key.Key_Y) and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
            return True
        if not is_plain(event):
            return False
        event.accept()
        return True

    def _on_focus_changed(self, old: QWidget | None, now: QWidget | None) -> None:
        if old is not None:
            old.removeEventFilter(self)
        if now is not None and typing_in(now):
            now.installEventFilter(self)
