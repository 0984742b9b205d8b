"""计分过程: every step of the total as a tree that ends in the total, and a place to try what would be."""

from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.desk import accounts
from desktop.desk.desk import Desk
from desktop.desk.words import item_title
from desktop.model.amount import plain
from desktop.model.checklist import Item
from desktop.model.errors import DuyueError
from desktop.model.tally import Tally, TallyKind
from desktop.ui import theme
from desktop.ui.dialogs.dialog import Dialog

_SIZE = (880, 620)
_TRY_MS = 200
_OUTLOOK = "outlook"
_KEY, _SUBJECT = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
_TOLD_HEIGHT, _RULE_HEIGHT = 112, 72


class TallyView(Dialog):
    """Show how the total of the open review comes about; follows every change, keeps what is tried only when asked."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent, self.tr("计分过程"), _SIZE)
        self._desk = desk
        self._trial: accounts.Trial | None = None
        self._loading = False
        self.tree = QTreeWidget()
        self.tree.setAccessibleName(self.tr("计分过程"))
        self.tree.setAccessibleDescription(self.tr("选一条，在下面试算"))
        self.tree.setHeaderLabels([self.tr("步骤"), self.tr("得分"), self.tr("满分"), self.tr("自评")])
        self.tree.header().setStretchLastSection(False)
        self.tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in (1, 2, 3):
            self.tree.header().setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        self.tree.setUniformRowHeights(True)
        self.tree.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.tree.currentItemChanged.connect(self._on_chosen)
        self.tree.itemActivated.connect(self._on_activated)
        self.total = QLabel()
        self.total.setProperty("role", "title")
        self.total.setWordWrap(True)
        self.score, self.rule = QLineEdit(), QPlainTextEdit()
        self.rule.setTabChangesFocus(True)
        self.rule.setFixedHeight(theme.px(_RULE_HEIGHT))
        self.score.setAccessibleName(self.tr("试算的评分"))
        self.score.setToolTip(self.tr("换一个评分，看合计怎样变"))
        self.rule.setAccessibleName(self.tr("试算的规则"))
        self.rule.setToolTip(self.tr("换一条规则，看合计怎样变；合计规则一行一条"))
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_TRY_MS)
        self._pause.timeout.connect(self._try)
        self.score.textEdited.connect(self._pause.start)
        self.rule.textChanged.connect(self._on_rule)
        self.asked, self.told = QLabel(), QPlainTextEdit()
        self.told.setReadOnly(True)
        self.told.setFixedHeight(theme.px(_TOLD_HEIGHT))
        self.told.setAccessibleName(self.tr("试算的结果"))
        self.told.setPlaceholderText(self.tr("改上面的评分或规则，这里就列出合计会怎样变；采用之前不改动评审。"))
        self.told.setAccessibleDescription(self.tr("合计的每一步"))
        self.take = QPushButton(self.tr("采用"))
        self.take.setToolTip(self.tr("把试算的评分和规则记进案卷；可撤销"))
        self.take.setEnabled(False)
        self.take.clicked.connect(self._on_take)
        desk.changed.connect(self.refresh)
        desk.checklist_shown.connect(self.refresh)
        desk.closed.connect(self.close)
        # Closed is not gone: what changes meanwhile may ask once more.
        jobs = desk.jobs
        self.destroyed.connect(lambda *_: jobs.drop(_OUTLOOK))
        self._lay_out()
        self.refresh()

    def refresh(self) -> None:
        """Show the steps as they are now; what was unfolded stays so, and the line looked at stays current."""
        checklist, review = self._desk.checklist, self._desk.review
        if checklist is None or review is None:
            return
        current = self._current()
        shut = {self._name(at) for at in self._tops() if not at.isExpanded()}
        total = accounts.tally(checklist, review)
        self.tree.clear()
        for step in total.parts:
            self._add(self.tree.invisibleRootItem(), step)
        for at in self._tops():
            at.setExpanded(self._name(at) not in shut)
        self.total.setText(accounts.line(total))
        wanted = current[0] or (self._desk.item.id if self._desk.item else "")
        self._choose(wanted, current[1])

    def _add(self, above: QTreeWidgetItem, step: Tally) -> None:
        """Add one step with what it rests on below."""
        amounts = ("" if value is None else plain(value) for value in (step.points, step.most, step.claimed))
        row = QTreeWidgetItem([accounts.line(step), *amounts])
        row.setToolTip(0, accounts.line(step))
        row.setData(0, _KEY, step.key if step.kind is TallyKind.ITEM else "")
        row.setData(0, _SUBJECT, step.subject)
        for column in (1, 2, 3):
            row.setTextAlignment(column, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if step.kind is not TallyKind.ITEM:
            font = QFont(self.tree.font())
            font.setBold(True)
            row.setFont(0, font)
        above.addChild(row)
        for part in step.parts:
            self._add(row, part)

    def _tops(self) -> list[QTreeWidgetItem]:
        return [item for n in range(self.tree.topLevelItemCount()) if (item := self.tree.topLevelItem(n)) is not None]

    @staticmethod
    def _name(row: QTreeWidgetItem) -> str:
        return row.text(0).partition("：")[0]

    def _current(self) -> tuple[str, str]:
        row = self.tree.currentItem()
        return (row.data(0, _KEY), row.data(0, _SUBJECT)) if row is not None else ("", "")

    def _choose(self, key: str, subject: str) -> None:
        """Make the line of an item current."""
        for top in self._tops():
            for row in (top, *_below(top)):
                if key and (row.data(0, _KEY), row.data(0, _SUBJECT)) in {(key, subject), (key, "")}:
                    self.tree.setCurrentItem(row)
                    return

    def _on_chosen(self) -> None:
        """Offer the current item for a trial, or the rules of the whole."""
        checklist, review, item = self._desk.checklist, self._desk.review, self._item()
        self.take.setEnabled(False)
        self._trial = None
        if checklist is None or review is None:
            return
        key, subject = self._current()
        self.score.setEnabled(item is not None)
        self.score.setText(accounts.typed_score(review.score_of(key, subject)) if item is not None else "")
        self._loading = True
        self.rule.setPlainText(accounts.rule_text(item) if item is not None else accounts.rules_text(checklist))
        self._loading = False
        named = " ".join(filter(None, (item_title(item), subject))) if item is not None else self.tr("合计规则")
        self.asked.setText(self.tr("试算：{0}").format(named))
        self.told.clear()
        begun = self._desk.begun_with
        self._desk.jobs.drop(_OUTLOOK)
        if item is not None and begun is not None:
            work = partial(accounts.outlook, begun, review, item, subject)
            self._desk.jobs.start(_OUTLOOK, work, self._show_outlook, self._desk.fail)

    def _show_outlook(self, lines: tuple[str, ...]) -> None:
        """Say what each answer would come to, unless something is tried already."""
        if self._trial is None and not self.told.toPlainText():
            self.told.setPlainText("\n".join(lines))

    def _on_rule(self) -> None:
        if not self._loading:
            self._pause.start()

    def _item(self) -> Item | None:
        """Give the item of the current line."""
        key, _ = self._current()
        checklist = self._desk.checklist
        return checklist.item_by_id.get(key) if checklist is not None else None

    def _on_activated(self) -> None:
        """Go to the item in the window."""
        key, subject = self._current()
        if key:
            self._desk.choose_item(key, subject)

    def _try(self) -> None:
        """Work out what would be."""
        begun, review = self._desk.begun_with, self._desk.review
        self._trial = None
        self.take.setEnabled(False)
        if begun is None or review is None:
            return
        _, subject = self._current()
        try:
            self._trial = accounts.trial(
                begun, review, self._item(), subject, self.score.text(), self.rule.toPlainText()
            )
        except DuyueError as error:
            self.told.setPlainText(error.says)
            return
        moves = [f"{before or '（无）'}\n　→ {after or '（无）'}" for before, after in self._trial.moves]
        self.told.setPlainText("\n".join((self._trial.says, *moves)))
        self.take.setEnabled(self._trial.review != review)

    def _on_take(self) -> None:
        """Keep what was tried, as one step that can be undone."""
        item, trial = self._item(), self._trial
        if trial is None:
            return
        name = item_title(item) if item is not None else self.tr("合计规则")
        words = self.tr("改定规则 · {0}：{1}").format(name, trial.rule) if trial.rule else ""
        self._desk.amend(trial.review, words or self.tr("采用试算的评分 · {0}").format(name))

    def _lay_out(self) -> None:
        """Lay the tree over the total over the trial."""
        fields = QHBoxLayout()
        fields.setSpacing(8)
        for label, field, stretch in ((self.tr("评分"), self.score, 1), (self.tr("规则"), self.rule, 4)):
            words = QLabel(label)
            words.setBuddy(field)
            fields.addWidget(words)
            fields.addWidget(field, stretch)
        fields.addWidget(self.take)
        done = self.closing()
        self.take.setAutoDefault(False)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(done)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(10)
        column.addWidget(self.tree, 1)
        column.addWidget(self.total)
        column.addWidget(self.asked)
        column.addLayout(fields)
        column.addWidget(self.told)
        column.addLayout(foot)
        self._on_chosen()


def _below(row: QTreeWidgetItem) -> list[QTreeWidgetItem]:
    """List everything below a line."""
    found = []
    for at in range(row.childCount()):
        child = row.child(at)
        if child is not None:
            found += [child, *_below(child)]
    return found
