"""A paper of the reference shelf, open at the passage that was found: to be read, and quoted with its source."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop.model.reference import Paper
from desktop.ui.buttons import KeyButton
from desktop.ui.dialogs import passage
from desktop.ui.dialogs.dialog import Dialog

_SIZE = (760, 600)


class PaperView(Dialog):
    """Show a paper; ``quoted`` carries the selected words with their source, ``copied`` the same for the clipboard."""

    quoted = Signal(str)
    copied = Signal(str)

    def __init__(self, paper: Paper, parent: QWidget | None, *, quotes: bool) -> None:
        super().__init__(parent, self.tr("资料原文"), _SIZE)
        self._paper = paper
        title = QLabel(f"《{paper.title}》")
        title.setProperty("role", "heading")
        title.setWordWrap(True)
        self.page = passage.page(paper.title, paper.text, paper.run)
        self.page.selectionChanged.connect(self._show_place)
        self.place = QLabel()
        self.place.setProperty("role", "soft")
        self.place.setWordWrap(True)
        self.quote = KeyButton(self.tr("引入理由"), "Ctrl+Enter", primary=True)
        self.quote.explain(self.tr("把选中的文字连同出处写进本项理由"))
        self.quote.setEnabled(quotes)
        self.copy = KeyButton(self.tr("复制并注明出处"), "Ctrl+Shift+C")
        self.copy.explain(self.tr("把选中的文字连同出处放进剪贴板"))
        for button, keys, slot in (
            (self.quote, ("Ctrl+Return", "Ctrl+Enter"), self._on_quote),
            (self.copy, ("Ctrl+Shift+C",), self._on_copy),
        ):
            button.setAutoDefault(False)
            button.clicked.connect(slot)
            for key in keys:
                QShortcut(QKeySequence(key, QKeySequence.SequenceFormat.PortableText), self, button.click)
        foot = QHBoxLayout()
        foot.addWidget(self.quote)
        foot.addWidget(self.copy)
        foot.addStretch(1)
        foot.addWidget(self.closing())
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(10)
        column.addWidget(title)
        column.addWidget(self.page, 1)
        column.addWidget(self.place)
        column.addLayout(foot)
        self._show_place()

    def tell(self, words: str) -> None:
        """Say what became of the words."""
        self.place.setText(words)

    def _cited(self) -> str:
        """Write the selected words with their source; nothing where none are selected."""
        cursor = self.page.textCursor()
        words = " ".join(cursor.selectedText().split())
        units = self._paper.text.encode("utf-16-le")
        # Qt counts UTF-16 units
        start = len(units[: 2 * cursor.selectionStart()].decode("utf-16-le", "ignore"))
        return self._paper.cited(words, start) if words else ""

    def _show_place(self) -> None:
        cited = self._cited()
        self.copy.setEnabled(bool(cited))
        self.place.setText(cited if len(cited) <= 120 else f"{cited[:60]}…{cited[-58:]}")

    def _on_quote(self) -> None:
        cited = self._cited()
        if cited:
            self.quoted.emit(cited)
        else:
            self.tell(self.tr("先选中要引的文字。"))

    def _on_copy(self) -> None:
        self.copied.emit(self._cited())

    def showEvent(self, event: object) -> None:
        """Bring the passage into the middle."""
        super().showEvent(event)  # type: ignore[arg-type]
        self.page.centerCursor()
        self.page.setFocus()
