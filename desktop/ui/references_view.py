"""资料架: search the office's own papers beside the chosen item, and quote them with their source."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.desk import references
from desktop.desk.desk import Desk
from desktop.model.checklist import number_of
from desktop.model.errors import DuyueError
from desktop.model.reference import Paper, Passage, Reference
from desktop.ui import theme
from desktop.ui.buttons import foot_button
from desktop.ui.dialogs import files
from desktop.ui.dialogs.dialog import Dialog
from desktop.ui.paper_view import PaperView

_SIZE = (900, 560)
_LIST_WIDTH, _BETWEEN, _PAUSE_MS = 240, 5, 250
_HELD = int(Qt.ItemDataRole.UserRole)


class ReferencesView(Dialog):
    """Show papers and what is found in them; looks for the chosen item's words until others are typed."""

    filled = Signal()
    """What was asked for is on screen."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent, self.tr("资料架"), _SIZE)
        self._desk = desk
        self._typed = False
        self._passages: tuple[Passage, ...] = ()
        self.setAcceptDrops(True)
        self.papers, self.found = QListWidget(), QListWidget()
        self.found.setSpacing(theme.px(_BETWEEN))
        self.papers.setFixedWidth(theme.px(_LIST_WIDTH))
        self.papers.setAccessibleName(self.tr("资料"))
        self.papers.setAccessibleDescription(self.tr("本单位的通知、办法、公报；上下键选择"))
        self.found.setAccessibleName(self.tr("找到的段落"))
        self.found.setAccessibleDescription(self.tr("上下键选择，V 看原文，Enter 引入理由"))
        for view in (self.papers, self.found):
            view.setWordWrap(True)
            view.setResizeMode(QListView.ResizeMode.Adjust)
            view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
            view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            view.currentRowChanged.connect(self._enable)
        self.field = QLineEdit()
        self.field.setAccessibleName(self.tr("查资料"))
        self.field.setPlaceholderText(self.tr("查资料里的词，如“大班额 比例”"))
        self.field.textEdited.connect(self._on_typed)
        self.words = QLabel()
        self.words.setProperty("role", "soft")
        self.words.setWordWrap(True)
        self.add = foot_button(self.tr("加入…"), self.tr("加入通知、办法、公报；也可拖进来"), self._on_add)
        self.remove = foot_button(self.tr("移除"), self.tr("从资料架上拿掉选中的资料；原文件不动"), self._on_remove)
        self.look = foot_button(self.tr("看原文"), self.tr("打开这份资料，停在找到的段落（V）"), self._on_look)
        self.quote = foot_button(self.tr("引入理由"), self.tr("把选中的段落连同出处写进本项理由"), self._on_quote)
        self.copy = foot_button(self.tr("复制并注明出处"), self.tr("把选中的段落连同出处放进剪贴板"), self._on_copy)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._search)
        self.found.itemActivated.connect(self._on_quote)
        desk.item_chosen.connect(self._on_item)
        # Closed is not gone: what changes meanwhile may ask once more.
        jobs = desk.jobs
        self.destroyed.connect(lambda *_: jobs.drop("references"))
        visit = QShortcut(QKeySequence("V"), self.found, self._on_look)
        visit.setContext(Qt.ShortcutContext.WidgetShortcut)
        self._lay_out()
        self._run(references.papers, self._show_papers)

    def take(self, *paths: Path) -> None:
        """Add files to the shelf, one after another."""
        self.words.setText(self.tr("正在加入…"))
        self._run(partial(references.added, paths), self._on_added)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Add the files that were dropped."""
        event.acceptProposedAction()
        self.take(*(Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()))

    def _show_papers(self, papers: tuple[Reference, ...]) -> None:
        """List the papers, then look for what is asked."""
        self.papers.clear()
        for paper in papers:
            row = QListWidgetItem(self.tr("{0}（{1} 段）").format(paper.title, paper.count))
            row.setToolTip(paper.name)
            row.setData(_HELD, paper.id)
            self.papers.addItem(row)
        if not self._typed:
            self._on_item()
        else:
            self._search()

    def _on_added(self, told: tuple[tuple[Reference, ...], tuple[str, ...]]) -> None:
        papers, faults = told
        self._show_papers(papers)
        if faults:
            self._desk.said.emit("error", "\n".join(faults))

    def _on_item(self, *_: object) -> None:
        """Look for the words of the chosen item, unless others were typed."""
        item = self._desk.item
        if not self._typed:
            self.field.setText(item.name if item is not None else "")
            self._search()

    def _on_typed(self, text: str) -> None:
        self._typed = bool(text)
        self._pause.start()

    def _search(self) -> None:
        self._run(partial(references.search, self.field.text()), self._show_found)

    def _show_found(self, passages: tuple[Passage, ...]) -> None:
        self._passages = passages
        self.found.clear()
        for passage in passages:
            row = QListWidgetItem(f"{passage.text}\n——《{passage.title}》{passage.place}")
            self.found.addItem(row)
        self.found.setCurrentRow(0 if passages else -1)
        if not self.papers.count():
            self.words.setText(self.tr("资料架还是空的。把通知、办法、公报的文件拖进来，或点“加入…”。"))
        else:
            self.words.setText(self.tr("找到 {0} 段；V 看原文，Enter 引入理由。").format(len(passages)))
        self._enable()
        self.filled.emit()

    def _enable(self, *_: object) -> None:
        chosen = self._passage is not None
        for button in (self.copy, self.look):
            button.setEnabled(chosen)
        self.quote.setEnabled(chosen and self._can_quote)
        self.remove.setEnabled(self.papers.currentItem() is not None)

    def _on_add(self) -> None:
        path = files.ask_report(self, "")
        if path is not None:
            self.take(path)

    def _on_remove(self) -> None:
        paper = self.papers.currentItem().data(_HELD)
        self._run(partial(references.removed, paper), self._show_papers)

    def _on_look(self) -> None:
        """Open the paper at the passage that is chosen."""
        passage = self._passage
        if passage is not None:
            self._run(partial(references.paper, passage.id), self._show_paper)

    def _show_paper(self, paper: Paper) -> None:
        view = PaperView(paper, self, quotes=self._can_quote)
        view.quoted.connect(lambda cited: view.tell(self._quoted(cited)))
        view.copied.connect(lambda cited: view.tell(self._copied(cited)))
        view.show()

    def _on_copy(self) -> None:
        if self._passage is not None:
            self.words.setText(self._copied(self._passage.cited))

    def _on_quote(self, *_: object) -> None:
        if self._passage is not None and self._can_quote:
            self.words.setText(self._quoted(self._passage.cited))

    def _copied(self, cited: str) -> str:
        """Put words with their source on the clipboard; gives what to say of it."""
        QGuiApplication.clipboard().setText(cited)
        return self.tr("已复制，连同出处。")

    def _quoted(self, cited: str) -> str:
        """Write words with their source behind the reason of the item in hand; gives what to say of it."""
        ledger, pen, item = self._desk.ledger, self._desk.pen, self._desk.item
        if ledger is None or item is None:
            return self.tr("开始评审、选一个评分项以后才能引入理由。")
        pen.type_text("reason", f"{pen.text('reason')}{cited}")
        ledger.flush()
        return self.tr("已写进 {0} 的评分理由；可撤销。").format(number_of(item.id))

    @property
    def _passage(self) -> Passage | None:
        """Give the passage that is chosen."""
        row = self.found.currentRow()
        return self._passages[row] if 0 <= row < len(self._passages) else None

    @property
    def _can_quote(self) -> bool:
        return self._desk.ledger is not None and self._desk.item is not None

    def _run(self, work: Callable[[], object], done: Callable[..., object]) -> None:
        self._desk.jobs.start("references", work, done, self._on_failed)

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, DuyueError):
            raise error
        self.words.setText(error.says)

    def _lay_out(self) -> None:
        """Papers at the left; what is asked over what is found at the right."""
        left = QVBoxLayout()
        left.addWidget(self.papers, 1)
        below = QHBoxLayout()
        below.addWidget(self.add)
        below.addWidget(self.remove)
        left.addLayout(below)
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addWidget(self.field)
        right.addWidget(self.found, 1)
        right.addWidget(self.words)
        foot = QHBoxLayout()
        foot.addWidget(self.look)
        foot.addWidget(self.quote)
        foot.addWidget(self.copy)
        foot.addStretch(1)
        foot.addWidget(self.closing())
        right.addLayout(foot)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 14, 16, 14)
        row.setSpacing(12)
        row.addLayout(left)
        row.addLayout(right, 1)
        self.field.setFocus()
