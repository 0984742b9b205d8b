"""A passage of a document that does not lie on the desk: the letter, the plan, a progress report."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from desktop.ui.dialogs.dialog import Dialog


def show(parent: QWidget, name: str, text: str, run: tuple[int, int]) -> Dialog:
    """Show a document's text with a run of it selected and in sight."""
    dialog = Dialog(parent, name, (640, 480))
    words = page(name, text, run)
    column = QVBoxLayout(dialog)
    column.setContentsMargins(16, 14, 16, 14)
    column.addWidget(words)
    column.addWidget(dialog.closing())
    dialog.show()
    words.centerCursor()
    words.setFocus()
    return dialog


def page(name: str, text: str, run: tuple[int, int]) -> QPlainTextEdit:
    """Make a page that is read only, with a run of its text selected."""
    words = QPlainTextEdit()
    words.setReadOnly(True)
    words.setTabChangesFocus(True)
    words.setAccessibleName(name)
    words.setAccessibleDescription(
        QCoreApplication.translate("passage", "原文只读，要看的那一段已选中；Shift 加方向键选别的")
    )
    words.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    words.setPlainText(text)
    cursor = words.textCursor()
    # Qt counts UTF-16 units and CRLF as one break, the case code points
    first, last = (len(text[:at].replace("\r\n", "\n").encode("utf-16-le", "replace")) // 2 for at in run)
    cursor.setPosition(first)
    cursor.setPosition(last, QTextCursor.MoveMode.KeepAnchor)
    words.setTextCursor(cursor)
    return words
