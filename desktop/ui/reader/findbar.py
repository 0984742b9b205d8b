"""查找: a slim bar above the page that counts hits and goes from one to the next."""

import re
from bisect import bisect_left

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QWidget

from desktop.ui import icons, theme
from desktop.ui.search_field import SearchField

# Full-width letters, digits and signs are found by their plain forms, code point for code point.
_FOLD = {0xFF01 + n: 0x21 + n for n in range(94)} | {0x3000: 0x20, 0xA0: 0x20}


def hits(text: str, wanted: str) -> list[tuple[int, int]]:
    """Find every place of some words as (start, end): case, width and line breaks of the file do not matter."""
    wanted = wanted.strip().translate(_FOLD)
    if not wanted:
        return []
    pattern = re.compile(r"[\r\n]*".join(map(re.escape, wanted)), re.IGNORECASE)
    return [match.span() for match in pattern.finditer(text.translate(_FOLD))]


class FindBar(QFrame):
    """Ask for words; Enter goes on, Shift+Enter back; the pane closes it by Esc."""

    found = Signal(list)
    went = Signal(int, int)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self._hits: list[tuple[int, int]] = []
        self._at = -1
        self.field = SearchField(self.tr("查找报告原文"))
        self.field.setMaximumWidth(theme.px(280))
        self.field.textChanged.connect(self._on_typed)
        self.count = QLabel()
        self.count.setProperty("role", "soft")
        self.count.setMinimumWidth(theme.px(72))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 6, 8, 6)
        layout.setSpacing(4)
        layout.addWidget(self.field, 1)
        layout.addWidget(self.count)
        for name, hint, slot in (
            ("up", self.tr("上一处（Shift+F3）"), self.previous),
            ("down", self.tr("下一处（F3）"), self.next),
        ):
            layout.addWidget(self._button(name, hint, slot))
        layout.addStretch(1)
        layout.addWidget(self._button("close", self.tr("关闭查找（Esc）"), self.close_bar))
        self.hide()

    def set_text(self, text: str) -> None:
        """Search another report from now on."""
        self._text = text
        self.search()

    def open(self, words: str = "") -> None:
        """Show the bar, with words to begin with."""
        if words:
            self.field.setText(words)
        self.show()
        self.search()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def close_bar(self) -> None:
        """Hide the bar and its hits."""
        if self.isHidden():
            return
        self.hide()
        self._hits, self._at = [], -1
        self.found.emit([])
        self.closed.emit()

    def search(self) -> None:
        """Find the words anew."""
        self._hits = hits(self._text, self.field.text()) if not self.isHidden() else []
        self._at = -1
        self._tell()
        self.found.emit(self._hits)

    def go_near(self, offset: int) -> None:
        """Go to the first hit at or after a code point, around to the beginning."""
        if self._hits:
            self._go(bisect_left(self._hits, (offset, offset)) % len(self._hits))

    def next(self) -> None:
        """Go to the next hit."""
        self._go(self._at + 1)

    def previous(self) -> None:
        """Go to the previous hit."""
        self._go(self._at - 1 if self._at >= 0 else -1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Enter and Shift+Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self.previous()
            else:
                self.next()
        else:
            super().keyPressEvent(event)

    def _on_typed(self) -> None:
        self.search()

    def _go(self, number: int) -> None:
        if not self._hits:
            return
        self._at = number % len(self._hits)
        self._tell()
        self.went.emit(*self._hits[self._at])

    def _tell(self) -> None:
        """Write which hit of how many."""
        if not self.field.text().strip():
            self.count.clear()
        elif not self._hits:
            self.count.setText(self.tr("未找到"))
        elif self._at < 0:
            self.count.setText(self.tr("{0} 处").format(len(self._hits)))
        else:
            self.count.setText(f"{self._at + 1} / {len(self._hits)}")

    def _button(self, name: str, hint: str, slot: object) -> QToolButton:
        button = QToolButton()
        button.setProperty("role", "flat")
        icons.dress(button, name)
        button.setToolTip(hint)
        button.setAccessibleName(hint)
        button.clicked.connect(slot)
        return button
