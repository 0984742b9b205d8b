"""A passage of a document that is only read: a paper of the reference shelf."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QPlainTextEdit


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
