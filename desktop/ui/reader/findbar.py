"""查找: a slim bar above the page that counts hits and goes from one to the next."""

from bisect import bisect_left
from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from desktop.desk.search import Hits, by_pattern, by_words
from desktop.ui import icons, theme
from desktop.ui.search_field import SearchField


class FindBar(QFrame):
    """Ask for words; Enter goes on, Shift+Enter back; the pane closes it by Esc.

    ``marked`` tells whether a run of the text touches a mark that is shown.
    """

    found = Signal(list)
    went = Signal(int, int)
    closed = Signal()

    def __init__(self, marked: Callable[[int, int], bool], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._marked = marked
        self._text = ""
        self._hits: list[tuple[int, int]] = []
        self._complaint = ""
        self._at = -1
        self.field = SearchField(self.tr("查找报告原文"))
        self.field.setToolTip(self.tr("查找报告原文（Ctrl+F）；回车下一处，Shift+回车上一处"))
        theme.size(self.field.setMaximumWidth, 280)
        self.field.textChanged.connect(self.search)
        self.count = QLabel()
        self.count.setProperty("role", "soft")
        theme.size(self.count.setMinimumWidth, 72)
        self.pattern = self._switch(self.tr("正则"), "Alt+R", self.tr("按正则表达式查找"))
        self.in_marks = self._switch(self.tr("仅标注"), "Alt+M", self.tr("只在显示的标注里查找"))
        self._lay_out()
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
        found = Hits()
        if not self.isHidden():
            find = by_pattern if self.pattern.isChecked() else by_words
            found = find(self._text, self.field.text())
        self._hits = [run for run in found.runs if not self.in_marks.isChecked() or self._marked(*run)]
        self._complaint = found.complaint
        self._at = -1
        self._tell()
        self.found.emit(self._hits)

    def marks_changed(self) -> None:
        """Find anew where marks decide what counts."""
        if self.in_marks.isChecked() and not self.isHidden():
            self.search()

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

    def _go(self, number: int) -> None:
        if not self._hits:
            return
        self._at = number % len(self._hits)
        self._tell()
        self.went.emit(*self._hits[self._at])

    def _tell(self) -> None:
        """Write which hit of how many, and what is wrong with what was asked."""
        words = ""
        if self.field.text().strip():
            place = f"{self._at + 1} / {len(self._hits)}" if self._at >= 0 else self.tr("{0} 处")
            words = place.format(len(self._hits)) if self._hits else "" if self._complaint else self.tr("未找到")
        self.count.setText("　".join(filter(None, (words, self._complaint))))

    def _lay_out(self) -> None:
        """Field, count, ways; switches; close."""
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 6, 8, 6)
        layout.setSpacing(4)
        layout.addWidget(self.field, 1)
        for name, hint, slot in (
            ("up", self.tr("上一处（Shift+F3）"), self.previous),
            ("down", self.tr("下一处（F3）"), self.next),
        ):
            layout.addWidget(self._button(name, hint, slot))
        layout.addWidget(self.pattern)
        layout.addWidget(self.in_marks)
        layout.addSpacing(4)
        layout.addWidget(self.count)
        layout.addStretch(1)
        layout.addWidget(self._button("close", self.tr("关闭查找（Esc）"), self.close_bar))

    def _switch(self, words: str, key: str, hint: str) -> QPushButton:
        """Make a chip that changes what counts as a hit."""
        chip = QPushButton(words)
        chip.setProperty("role", "chip")
        chip.setCheckable(True)
        chip.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keyboard to the field
        chip.setShortcut(key)
        chip.setToolTip(f"{hint}（{key}）")
        chip.setAccessibleName(hint)
        chip.toggled.connect(self.search)
        return chip

    def _button(self, name: str, hint: str, slot: object) -> QToolButton:
        button = QToolButton()
        button.setProperty("role", "flat")
        icons.dress(button, name)
        button.setToolTip(hint)
        button.setAccessibleName(hint.partition("（")[0])
        button.clicked.connect(slot)
        return button
