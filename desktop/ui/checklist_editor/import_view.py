"""导入预览: what a table is taken for, column by column, and what it would give, before it is put on the shelf."""

from decimal import Decimal

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import (
    QCheckBox,
    QFormLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QTabWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.desk import accounts
from desktop.desk.words import item_title
from desktop.model.amount import plain
from desktop.model.checklist import Checklist
from desktop.model.draft import ColumnRole, Draft, Reading, SheetGuess
from desktop.model.errors import DuyueError
from desktop.ui import theme
from desktop.ui.choice_box import ChoiceBox
from desktop.ui.dialogs.dialog import Dialog

_SIZE = (1040, 700)
_LOWEST_HEADING = 999


class ImportView(Dialog):
    """Show what a file would give: ``confirmed`` carries the checklist that the user wants, ``corrected`` how to read.

    Whoever hears of a corrected reading answers by ``show_draft`` or ``refuse``.
    """

    confirmed = Signal(object)
    corrected = Signal(object)
    several = True

    def __init__(self, name: str, draft: Draft, parent: QWidget | None = None) -> None:
        super().__init__(parent, self.tr("导入评价表：{0}").format(name), _SIZE)
        self.draft = draft
        self._confirmed: Checklist | None = None
        self.sheets = QTabWidget()
        self.sheets.setVisible(bool(draft.guesses))
        self.uses: dict[str, QCheckBox] = {}
        self.heads: dict[str, QLineEdit] = {}
        self.roles: dict[tuple[str, str], ChoiceBox] = {}
        self.items = QTreeWidget()
        self.items.setAccessibleName(self.tr("导入后的评分项"))
        self.items.setAccessibleDescription(self.tr("照现在的读法会放进库里的内容；上下键选择"))
        self.items.setUniformRowHeights(True)
        self.items.setHeaderLabels([self.tr("评分项"), self.tr("分值"), self.tr("评分方式"), self.tr("评价标准")])
        self.faults = QListWidget()
        self.faults.setAccessibleName(self.tr("要改正的地方"))
        self.faults.setMaximumHeight(theme.px(120))
        self.faults.setWordWrap(True)
        self.proposed = QLabel(self.tr("表里的文字像是在说这些合计规则，不要的去掉勾："))
        self.proposals = QListWidget()
        self.proposals.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.proposals.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.proposals.setAccessibleName(self.tr("按文字提议的合计规则"))
        self.proposals.setToolTip(self.tr("表里的文字像是在说这些规则；不要的去掉勾"))
        self.proposals.setMaximumHeight(96)
        self.proposals.itemChanged.connect(self._on_changed)
        self.title, self.id, self.doc_no, self.year = QLineEdit(), QLineEdit(), QLineEdit(), QLineEdit()
        self.told = QLabel()
        self.told.setWordWrap(True)
        self.confirm = QPushButton(self.tr("导入到评价表库"))
        self.confirm.setProperty("role", "primary")
        self.confirm.setToolTip(self.tr("放进评价表库，新建评审时可以选用（Enter）"))
        self.confirm.setDefault(True)
        self.confirm.clicked.connect(self._on_confirm)
        for guess in draft.guesses:
            self.sheets.addTab(self._sheet(guess), guess.name)
        used = next((n for n, guess in enumerate(draft.guesses) if guess.used), 0)
        self.sheets.setCurrentIndex(used)
        self._lay_out()
        self._show(draft, fresh=True)

    def guesses(self) -> tuple[SheetGuess, ...]:
        """Give the guesses as they are corrected."""
        return tuple(
            guess.model_copy(
                update={
                    "used": self.uses[guess.name].isChecked(),
                    "heading_row": int(self.heads[guess.name].text()),
                    "columns": tuple(
                        column.model_copy(
                            update={"role": ColumnRole(self.roles[guess.name, column.letter].currentData())}
                        )
                        for column in guess.columns
                    ),
                }
            )
            for guess in self.draft.guesses
        )

    def refused(self) -> frozenset[str]:
        """Name the proposals that the user does not want."""
        rows = (self.proposals.item(at) for at in range(self.proposals.count()))
        return frozenset(
            str(row.data(Qt.ItemDataRole.UserRole)) for row in rows if row.checkState() is Qt.CheckState.Unchecked
        )

    def show_draft(self, draft: Draft) -> None:
        """Show what the file gives as it is taken now."""
        self._show(draft, fresh=False)

    def leave(self, checklist: Checklist) -> None:
        """Close once the checklist that was confirmed is on the shelf."""
        if checklist is self._confirmed:
            self.close()

    def refuse(self, error: Exception) -> None:
        """Tell why the file gives nothing as it is taken now."""
        self.told.setText(error.says if isinstance(error, DuyueError) else self.tr("读取时出错，请关闭预览后重试。"))

    def _on_changed(self, *_: object) -> None:
        """Ask for what the file gives as it is taken now; until then nothing can be confirmed."""
        self.confirm.setEnabled(False)
        self.corrected.emit(Reading(guesses=self.guesses(), refused=self.refused()))

    def _show(self, draft: Draft, *, fresh: bool) -> None:
        """Show what would come in, and what is wrong."""
        self._show_guesses(draft)
        self._show_proposals(draft)
        self.draft = draft
        made = draft.checklist
        self.items.ensurePolished()  # rows that are laid out before keep the height of an unstyled list
        self.items.clear()
        self.faults.clear()
        self.faults.addItems(
            [f"{'' if fault.blocking else self.tr('请看一眼　')}{fault.line}" for fault in draft.faults]
        )
        self.faults.setVisible(bool(draft.faults))
        self.confirm.setEnabled(made is not None)
        if made is None:
            self.told.setText(self.tr("还不能导入：请按下面所列的单元格改正文件，或改正各列的用途。什么都没有写入。"))
            return
        if fresh:
            self.title.setText(made.title)
            self.title.setCursorPosition(0)
            self.id.setText(made.id)
            self.doc_no.setText(made.doc_no or "")
            self.year.setText(str(made.year) if made.year else "")
        for part in made.dimensions:
            points = [item.max_points for item in part.items if item.max_points is not None]
            top = QTreeWidgetItem([part.name, plain(sum(points, Decimal(0))) if points else ""])
            for item in part.items:
                most = plain(item.max_points) if item.max_points is not None else ""
                how = accounts.rule_text(item)
                row = QTreeWidgetItem([item_title(item), most, how, item.check.replace("\n", " ")])
                row.setToolTip(0, item.name)
                row.setToolTip(2, how)
                row.setToolTip(3, item.check)
                top.addChild(row)
            self.items.addTopLevelItem(top)
        self.items.expandAll()
        every = [item.max_points for item in made.items if item.max_points is not None]
        told = self.tr("将导入 {0} 个维度、{1} 条").format(len(made.dimensions), len(made.items))
        self.told.setText(
            told + (self.tr("，分值合计 {0} 分。").format(plain(sum(every, Decimal(0)))) if every else "。")
        )

    def _show_guesses(self, draft: Draft) -> None:
        """Lay a sheet out anew whose columns are seen for the first time."""
        for at, guess in enumerate(draft.guesses):
            if all((guess.name, column.letter) in self.roles for column in guess.columns):
                continue
            self.sheets.removeTab(at)
            self.sheets.insertTab(at, self._sheet(guess), guess.name)
            self.sheets.setCurrentIndex(at)

    def _show_proposals(self, draft: Draft) -> None:
        """List what the words suggest; what was refused stays so."""
        refused = self.refused()
        self.proposals.blockSignals(True)
        self.proposals.clear()
        for proposal in draft.proposals:
            words = proposal.words.replace("\n", " ")
            row = QListWidgetItem(f"{proposal.rule}　（“{proposal.sheet}”{proposal.cell}：{words}）")
            row.setToolTip(words)
            row.setData(Qt.ItemDataRole.UserRole, proposal.key)
            row.setCheckState(Qt.CheckState.Unchecked if proposal.key in refused else Qt.CheckState.Checked)
            self.proposals.addItem(row)
        self.proposals.blockSignals(False)
        self.proposals.setVisible(bool(draft.proposals))
        self.proposed.setVisible(bool(draft.proposals))

    def _on_confirm(self) -> None:
        """Hand the checklist over under the names that were given to it."""
        made = self.draft.checklist
        if made is None:
            return
        year = self.year.text().strip()
        update = {
            "title": self.title.text().strip() or made.title,
            "id": self.id.text().strip() or made.id,
            "doc_no": self.doc_no.text().strip() or None,
            "year": int(year) if year.isdigit() else made.year,
        }
        self._confirmed = made.model_copy(update=update)
        self.confirmed.emit(self._confirmed)

    def _sheet(self, guess: SheetGuess) -> QWidget:
        """Lay out how one sheet is taken: used or not, its heading row, each column's use."""
        page = QWidget()
        use = self.uses[guess.name] = QCheckBox(self.tr("导入这张表"))
        use.setChecked(guess.used)
        use.toggled.connect(self._on_changed)
        head = self.heads[guess.name] = QLineEdit(str(guess.heading_row))
        # A spin box without buttons leaves its number no room under this style sheet.
        head.setValidator(QIntValidator(1, _LOWEST_HEADING, head))
        head.setFixedWidth(theme.px(84))
        head.setAccessibleName(self.tr("表头所在行"))
        head.editingFinished.connect(self._on_changed)
        top = QHBoxLayout()
        top.addWidget(use)
        top.addWidget(QLabel(self.tr("表头在第")))
        top.addWidget(head)
        top.addWidget(QLabel(self.tr("行")))
        top.addStretch(1)
        table = QTableWidget(3, len(guess.columns))
        table.setHorizontalHeaderLabels([column.letter for column in guess.columns])
        table.setVerticalHeaderLabels([self.tr("用途"), self.tr("表头"), self.tr("第一格")])
        table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        table.setSelectionMode(QTableWidget.SelectionMode.NoSelection)
        table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        table.horizontalHeader().setDefaultSectionSize(theme.px(132))
        for at, column in enumerate(guess.columns):
            box = self.roles[guess.name, column.letter] = ChoiceBox()
            box.setAccessibleName(self.tr("{0} 列的用途").format(column.letter))
            for role in ColumnRole:
                box.addItem(self.tr(role.value), role.value)
            box.setCurrentIndex(box.findData(column.role.value))
            box.currentIndexChanged.connect(self._on_changed)
            table.setCellWidget(0, at, box)
            table.setItem(1, at, QTableWidgetItem(column.heading.replace("\n", " ")))
            table.setItem(2, at, QTableWidgetItem(column.sample.replace("\n", " ")))
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        inside = QVBoxLayout(page)
        inside.addLayout(top)
        inside.addWidget(table)
        return page

    def _lay_out(self) -> None:
        """Lay the guesses over names, items and faults."""
        names = QFormLayout()
        for words, field, hint in (
            ("名称", self.title, "评价表的全称，印在评分表上"),
            ("编号", self.id, "库里的编号；与库里一份相同时替换那一份"),
            ("文号", self.doc_no, "所依据文件的文号，如 渝教督〔2024〕1号"),
            ("年份", self.year, "四位数字"),
        ):
            field.setAccessibleName(self.tr(words))
            field.setToolTip(self.tr(hint))
            names.addRow(self.tr(words), field)
        self.sheets.setFixedHeight(theme.px(232))
        self.items.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
        for at, width in ((0, 240), (1, 60), (2, 150)):
            self.items.setColumnWidth(at, theme.px(width))
        middle = QHBoxLayout()
        middle.setSpacing(12)
        middle.addWidget(self.items, 7)
        middle.addLayout(names, 3)
        cancel = QPushButton(self.tr("取消"))
        cancel.setToolTip(self.tr("什么都不写入（Esc）"))
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.close)
        foot = QHBoxLayout()
        foot.addWidget(self.told, 1)
        foot.addWidget(self.confirm)
        foot.addWidget(cancel)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(10)
        column.addWidget(self.sheets)
        column.addLayout(middle, 1)
        column.addWidget(self.proposed)
        column.addWidget(self.proposals)
        column.addWidget(self.faults)
        column.addLayout(foot)
