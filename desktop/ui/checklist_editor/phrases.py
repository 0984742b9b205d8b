"""评语: reasons that can be used again, offered below the field while a few letters are typed."""

import re

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QListWidget, QPlainTextEdit

from desktop.desk.desk import Desk
from desktop.model.errors import DuyueError

_TYPED = re.compile(r"(?:^|(?<=[\s，。；、：]))(/?[A-Za-z]{2,10}|/)$|(?:^|(?<=[\s。；]))(、)$")
"""Letters, or the key of the stroke, which an input method of Chinese writes as 、; no sentence begins with one."""
_MOST = 10
_LEAST_WIDTH = 380


class Phrases(QObject):
    """Offer comments for what stands before the cursor: two letters or more (zzbz), or ``/`` for all.

    Templates are offered with the figures linked to the item in their fields.
    """

    said = Signal(str, str)

    def __init__(self, field: QPlainTextEdit, desk: Desk) -> None:
        super().__init__(field)
        self._field, self._desk = field, desk
        self._offered: tuple[str, ...] = ()
        self.list = QListWidget(field.window())
        self.list.setWindowFlags(Qt.WindowType.ToolTip | Qt.WindowType.FramelessWindowHint)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setAccessibleName(self.tr("评语"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.hide()
        self.list.itemClicked.connect(lambda row: self._put(self.list.row(row)))
        field.textChanged.connect(self._on_typed)
        field.installEventFilter(self)

    def keep(self) -> None:
        """Keep the reason that is written as one to use again, for the chosen item."""
        item, text = self._desk.item, self._field.toPlainText().strip()
        if item is None or not text:
            self.said.emit("info", self.tr("先写好评分理由，再记入评语库。"))
            return
        try:
            kept = self._desk.memory.comments.add(text, item.id)
        except DuyueError as error:
            self.said.emit("error", error.says)
            return
        told = self.tr("已记入评语库，以后在理由里打拼音首字母就能插入。") if kept else self.tr("评语库里已有这一条。")
        self.said.emit("done", told)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Choose among what is offered by the arrow keys, take it by Enter or Tab, put it away by Esc."""
        if event.type() in (QEvent.Type.FocusOut, QEvent.Type.Hide):
            self.list.hide()
        if event.type() in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride) and self.list.isVisible():
            assert isinstance(event, QKeyEvent)
            if event.key() in _KEYS and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
                if event.type() is QEvent.Type.ShortcutOverride:
                    event.accept()
                else:
                    self._on_key(event.key())
                return True
        return False

    def _on_key(self, key: int) -> None:
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            step = 1 if key == Qt.Key.Key_Down else -1
            self.list.setCurrentRow((self.list.currentRow() + step) % self.list.count())
        elif key == Qt.Key.Key_Escape:
            self.list.hide()
        else:
            self._put(self.list.currentRow())

    def _on_typed(self) -> None:
        """Offer what fits the letters before the cursor; nothing while the field is only being filled."""
        typed = self._typed() if self._field.hasFocus() else ""
        comments = self._desk.answers.comments(typed.lstrip("/、"), _MOST) if typed else ()
        self._offered = tuple(comment.text for comment in comments)
        if not self._offered:
            self.list.hide()
            return
        self.list.clear()
        self.list.addItems([text.replace("\n", " ") for text in self._offered])
        self.list.setCurrentRow(0)
        corner = self._field.cursorRect().topLeft()
        height = self.list.sizeHintForRow(0) * len(self._offered) + 2 * self.list.frameWidth()
        place = self._field.viewport().mapToGlobal(corner - QPoint(0, height + 2))
        self.list.setGeometry(place.x(), place.y(), max(_LEAST_WIDTH, self._field.width()), height)
        self.list.show()

    def _typed(self) -> str:
        """Give the letters before the cursor."""
        cursor = self._field.textCursor()
        before = cursor.block().text()[: cursor.positionInBlock()]
        match = _TYPED.search(before)
        return match[1] or match[2] if match else ""

    def _put(self, at: int) -> None:
        """Put a comment where its letters stand."""
        typed = self._typed()
        self.list.hide()
        if not 0 <= at < len(self._offered):
            return
        cursor = self._field.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.KeepAnchor, len(typed))
        cursor.insertText(self._offered[at])
        self._field.setTextCursor(cursor)


_KEYS = frozenset(
    {
        Qt.Key.Key_Down,
        Qt.Key.Key_Up,
        Qt.Key.Key_Return,
        Qt.Key.Key_Enter,
        Qt.Key.Key_Tab,
        Qt.Key.Key_Escape,
    }
)
