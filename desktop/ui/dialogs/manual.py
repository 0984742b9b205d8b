"""使用说明: chapters at the left, the one chosen at the right, with its pictures."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent, QTextBlockFormat, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListWidget, QListWidgetItem, QTextBrowser, QVBoxLayout, QWidget

from desktop import paths
from desktop.desk.manual import Chapter
from desktop.ui import theme
from desktop.ui.dialogs.dialog import Dialog

_SIZE = (980, 680)
_LIST, _ROW = 170, 32
_SPACING = 145
_PICTURE = "\ufffc"


class ManualDialog(Dialog):
    """Show the manual; the window behind stays usable. What is searched is found in any chapter."""

    def __init__(self, parent: QWidget, chapters: Sequence[Chapter]) -> None:
        super().__init__(parent, self.tr("使用说明"), _SIZE)
        self._chapters = chapters
        self.list = QListWidget()
        self.list.setFixedWidth(theme.px(_LIST))
        self.list.setAccessibleName(self.tr("章节"))
        self.list.setAccessibleDescription(self.tr("上下键换一章，右边是这一章的正文"))
        for chapter in chapters:
            line = QListWidgetItem(chapter.title)
            line.setSizeHint(QSize(0, theme.px(_ROW)))
            self.list.addItem(line)
        self.page = _Page()
        self.page.setAccessibleName(self.tr("正文"))
        self.page.setAccessibleDescription(self.tr("上下键滚动，Ctrl+C 复制选中的文字"))
        self.page.setSearchPaths([str(paths.resource("manual"))])
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("在说明里查找"))
        self.search.setAccessibleName(self.tr("在说明里查找"))
        self.search.setToolTip(self.tr("输入要找的字，按 Enter 找下一处"))
        self.search.returnPressed.connect(self._on_search)
        self.list.currentRowChanged.connect(self._show)
        side = QVBoxLayout()
        side.setSpacing(8)
        side.addWidget(self.search)
        side.addWidget(self.list, 1)
        self.search.setFixedWidth(theme.px(_LIST))
        body = QHBoxLayout()
        body.setSpacing(12)
        body.addLayout(side)
        body.addWidget(self.page, 1)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.closing())
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 14, 16, 14)
        whole.setSpacing(10)
        whole.addLayout(body, 1)
        whole.addLayout(foot)
        self.list.setCurrentRow(0)
        self.list.setFocus()
        theme.changed.connect(self._show_again)

    def _show(self, row: int) -> None:
        """Show a chapter from its beginning."""
        self.page.show_words(self._chapters[row].words)

    def _show_again(self) -> None:
        """Write the page in the colours of another theme."""
        self._show(self.list.currentRow())

    def _on_search(self) -> None:
        """Find the next place of the words, in this chapter and then in those after it."""
        words = self.search.text().strip()
        if not words or self.page.find(words):
            return
        rows = len(self._chapters)
        for step in range(1, rows + 1):
            row = (self.list.currentRow() + step) % rows
            if words in self._chapters[row].words:
                self.list.setCurrentRow(row)
                self.page.moveCursor(QTextCursor.MoveOperation.Start)
                self.page.find(words)
                return


class _Page(QTextBrowser):
    """A page of Markdown whose pictures are as wide as it, and no wider than they were taken."""

    def __init__(self) -> None:
        super().__init__()
        self.setOpenLinks(False)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.document().setDocumentMargin(theme.px(12))

    def show_words(self, words: str) -> None:
        """Show a chapter."""
        self.setMarkdown(words)
        airy = QTextBlockFormat()
        airy.setLineHeight(_SPACING, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        block = self.document().begin()
        while block.isValid():
            if _PICTURE not in block.text():
                QTextCursor(block).mergeBlockFormat(airy)
            block = block.next()
        self._fit()
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the pictures as wide as the page."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Make every picture as wide as the page."""
        room = self.viewport().width() - 3 * theme.px(12)
        block = self.document().begin()
        while block.isValid():
            pieces = block.begin()
            while not pieces.atEnd():
                fragment = pieces.fragment()
                shape = fragment.charFormat().toImageFormat()
                if shape.isValid() and shape.width() != room:
                    cursor = QTextCursor(self.document())
                    cursor.setPosition(fragment.position())
                    cursor.setPosition(fragment.position() + fragment.length(), QTextCursor.MoveMode.KeepAnchor)
                    shape.setWidth(room)
                    cursor.setCharFormat(shape)
                pieces += 1
            block = block.next()
