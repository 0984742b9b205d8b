"""评价表编辑器: items on the left, the fields of one on the right, what is wrong below, as it is typed."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut, QTextCursor
from PySide6.QtWidgets import (
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QTabWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.desk import library
from desktop.desk.editing import PARTS, REPEATS, SHOWN, Editing
from desktop.model.amount import plain
from desktop.model.checklist import Checklist, number_of, renumbered
from desktop.model.errors import DuyueError
from desktop.ui import theme
from desktop.ui.checklist_editor.rule_form import RuleForm
from desktop.ui.dialogs import leaving
from desktop.ui.dialogs.dialog import Dialog
from desktop.ui.splitter import Splitter

_SIZE = (1120, 720)
_TALL = {"评价标准": 96, "判定线": 60, "关键词": 60, "指标": 60, "依据": 44}
_FAULT, _FAULTS_MOST = 32, 110
_AT = Qt.ItemDataRole.UserRole
_ABOUT = ("名称", "编号", "文件", "文号", "年份", "适用范围")
_HINTS = {
    "逐条": "本维度要按问题、学段、学校等各评一次时，写上是哪一种；只评一次的留空",
    "评分方式": "如 得分：满分=10　扣分：满分=10；每处扣=0.2；最低=6　名次：名次=1/10|3/8；其余=4",
    "判定线": "一行一条，如 学前三年毛入园率 ≥ 85 % [学段=学前；范围=每校]",
    "指标": "一行一个，用指标词典里的名称",
    "关键词": "一行一个，用来在报告里找佐证",
}


class Editor(Dialog):
    """Edit one checklist; ``save_asked`` carries it, and whoever saves it answers by ``settle`` or ``refuse``."""

    save_asked = Signal(object)
    several = True

    def __init__(self, checklist: Checklist, parent: QWidget | None = None) -> None:
        super().__init__(parent, self.tr("编辑评价表：{0}").format(checklist.title), _SIZE)
        self.editing = Editing(checklist)
        self._saved, self._loading = self.editing.form, False
        self._asked = (checklist, self._saved)
        self.items = QTreeWidget()
        self.items.setHeaderHidden(True)
        self.items.setAccessibleName(self.tr("评分项"))
        self.items.setAccessibleDescription(self.tr("选一条，在右边改它"))
        self.items.currentItemChanged.connect(self._on_chosen)
        self.fields: dict[str, QLineEdit | QPlainTextEdit] = {}
        self.about: dict[str, QLineEdit] = {}
        self.rules = QPlainTextEdit()
        self.rules.setAccessibleName(self.tr("合计规则"))
        self.rules.setAccessibleDescription(self.tr("怎样合计，一行一条"))
        derived = "\n".join(library.rule_lines(checklist))
        self.rules.setPlaceholderText(self.tr("不写规则时按原表的公式：\n{0}").format(derived) if derived else "")
        self.rules.textChanged.connect(self._on_rules)
        self.rules.cursorPositionChanged.connect(self._show_total)
        self.marks_form, self.total_form = RuleForm(total=False), RuleForm(total=True)
        self.marks_form.changed.connect(self._on_marks)
        self.total_form.changed.connect(self._on_total)
        self.faults = QListWidget()
        self.faults.setAccessibleName(self.tr("要改正的地方"))
        self.faults.setAccessibleDescription(self.tr("单击转到要改的条目"))
        self.faults.itemClicked.connect(self._on_fault)
        self.faults.itemActivated.connect(self._on_fault)
        self.told = QLabel()
        self.save = QPushButton(self.tr("保存到评价表库"))
        self.save.setProperty("role", "primary")
        self.save.setToolTip(self.tr("没有要改正的地方时可以保存"))
        self.save.clicked.connect(self._on_save)
        self.buttons: dict[str, QPushButton] = {}
        self._lay_out()
        undo = QShortcut(QKeySequence.StandardKey.Undo, self)
        undo.activated.connect(self._on_undo)
        self._fill()
        self._choose(0)
        self.items.setFocus()

    def settle(self, checklist: Checklist) -> None:
        """Take note that a checklist was saved, which may be another one's."""
        if self._asked[0] is checklist:
            self._saved = self._asked[1]
            self._tell()

    def refuse(self, error: Exception) -> None:
        """Tell why the checklist was not saved."""
        self.told.setText(error.says if isinstance(error, DuyueError) else self.tr("保存时出错，没有写入；请重试。"))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask before changes are given up."""
        if self.editing.form == self._saved or leaving.give_up(self):
            event.accept()
        else:
            event.ignore()

    def reject(self) -> None:
        """Leave by Esc as by the close button."""
        self.close()

    # What is shown

    @property
    def row(self) -> int:
        """Give the row of the chosen item, -1 where a part is chosen."""
        current = self.items.currentItem()
        return int(current.data(0, _AT)) if current is not None else -1

    def _fill(self) -> None:
        """Show the tree, the whole and what is wrong; the fields follow what is chosen."""
        self._loading = True
        row = self.row
        self.items.clear()
        parts: dict[str, QTreeWidgetItem] = {}
        wrong = {fault.row for fault in self.editing.faults}
        for at, item in enumerate(self.editing.items):
            top = parts.get(item["维度编号"])
            if top is None:
                top = parts[item["维度编号"]] = QTreeWidgetItem([item[PARTS] or item["维度编号"]])
                top.setData(0, _AT, -1)
                self.items.addTopLevelItem(top)
                top.setExpanded(True)
            points = f"（{item['分值']}分）" if item["分值"] else ""
            line = QTreeWidgetItem([f"{'⚠ ' if at in wrong else ''}{number_of(item['编号'])} {item['评分项']}{points}"])
            line.setToolTip(0, item["评价标准"])
            line.setData(0, _AT, at)
            top.addChild(line)
        for name, field in self.about.items():
            _show(field, self.editing.about.get(name, ""))
        _show(self.rules, "\n".join(self.editing.rules))
        self._loading = False
        self._tell()
        if row >= 0:
            self._choose(row)

    def _tell(self) -> None:
        """Say what is wrong, or what the whole comes to."""
        self.faults.clear()
        for fault in self.editing.faults:
            item = number_of(self.editing.items[fault.row]["编号"]) if 0 <= fault.row < len(self.editing.items) else ""
            line = QListWidgetItem(" ".join(filter(None, (item, f"{fault.field}：{fault.says}"))))
            line.setData(_AT, (fault.row, fault.field))
            self.faults.addItem(line)
        made = self.editing.checklist
        self.faults.setVisible(made is None)
        self.faults.setFixedHeight(theme.px(min(_FAULTS_MOST, _FAULT * self.faults.count() + 2)))
        self.save.setEnabled(made is not None and self.editing.form != self._saved)
        self.buttons["undo"].setEnabled(self.editing.can_undo)
        if made is None:
            self.told.setText(self.tr("有 {0} 处要改正，改好才能保存。").format(self.faults.count()))
            return
        points = [item.max_points for item in made.items if item.max_points is not None]
        told = self.tr("{0} 个维度，{1} 条").format(len(made.dimensions), len(made.items))
        self.told.setText(f"{told}，{self.tr('分值合计 {0} 分').format(sum(points))}" if points else told)

    def _choose(self, row: int) -> None:
        """Make an item current."""
        for n in range(self.items.topLevelItemCount()):
            top = self.items.topLevelItem(n)
            for at in range(top.childCount() if top is not None else 0):
                line = top.child(at) if top is not None else None
                if line is not None and line.data(0, _AT) == row:
                    self.items.setCurrentItem(line)
                    return

    # What is done

    def _on_chosen(self) -> None:
        """Show the fields of the chosen item."""
        if self._loading:
            return
        row = self.row
        self.form.setEnabled(row >= 0)
        self._loading = True
        item = self.editing.items[row] if row >= 0 else {}
        for name, field in self.fields.items():
            _show(field, number_of(item.get(name, "")) if name == "编号" else item.get(name, ""))
        self.marks_form.show_line(item.get("评分方式", ""))
        self._loading = False
        for name in ("split", "up", "down", "remove"):
            self.buttons[name].setEnabled(row >= 0)

    def _on_field(self, name: str, *_: object) -> None:
        """Take what is typed into a field."""
        row = self.row
        if self._loading or row < 0:
            return
        field = self.fields[name]
        words = field.text() if isinstance(field, QLineEdit) else field.toPlainText()
        self.editing.set(row, name, renumbered(self.editing.items[row][name], words) if name == "编号" else words)
        if name == "评分方式":
            self.marks_form.show_line(self.editing.items[row][name])
        if name in {"编号", PARTS, "评分项", "分值"}:
            self._fill()
        else:
            self._tell()

    def _on_about(self, name: str, *_: object) -> None:
        if not self._loading:
            self.editing.set_about(name, self.about[name].text())
            self._tell()

    def _on_rules(self) -> None:
        if not self._loading:
            self.editing.set_rules(tuple(self.rules.toPlainText().splitlines()))
            self._tell()

    def _on_marks(self, line: str) -> None:
        """Take the rule that the form says, and the points that go with it."""
        field = self.fields["评分方式"]
        most = library.most_of(line)
        _show(field, line)
        self._on_field("评分方式")
        if most is not None:
            _show(self.fields["分值"], plain(most))
            self._on_field("分值")

    def _show_total(self) -> None:
        """Show the rule of the whole that the cursor stands in."""
        self.total_form.show_line(self.rules.textCursor().block().text().strip())

    def _on_total(self, line: str) -> None:
        """Write the rule that the form says over the one that the cursor stands in."""
        cursor = self.rules.textCursor()
        cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
        after = cursor.selectedText().startswith("\u2029")
        cursor.insertText(("\n" if after else "") + line)
        self.rules.setTextCursor(cursor)

    def _on_undo(self) -> None:
        self.editing.undo()
        row = min(self.row, len(self.editing.items) - 1)
        self._fill()
        self._choose(max(row, 0))
        self._on_chosen()

    def _on_button(self, name: str) -> None:
        """Add, split, move or take away the chosen item."""
        row, editing = self.row, self.editing
        if name == "undo":
            self._on_undo()
            return
        if name == "remove":
            editing.remove(row)
            to = min(row, len(editing.items) - 1)
        elif name == "add":
            to = editing.add(row if row >= 0 else len(editing.items) - 1)
        elif name == "split":
            to = editing.split(row)
        else:
            to = editing.move(row, -1 if name == "up" else 1)
        self._fill()
        self._choose(to)
        self._on_chosen()

    def _on_fault(self, line: QListWidgetItem) -> None:
        """Lead to the field that is wrong."""
        row, name = line.data(_AT)
        if row >= 0:
            self.tabs.setCurrentIndex(0)
            self._choose(row)
            field: QWidget | None = self.fields.get(name)
        else:
            self.tabs.setCurrentIndex(1)
            field = self.about.get(name, self.rules)
        if field is not None:
            field.setFocus()

    def _on_save(self) -> None:
        """Ask that the checklist is kept."""
        made = self.editing.checklist
        if made is not None:
            self._asked = made, self.editing.form
            self.save_asked.emit(made)

    # Layout

    def _lay_out(self) -> None:
        """Lay the tree and its buttons left of the fields, what is wrong below."""
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 10, 0)
        column.addWidget(self.items, 1)
        for names in (
            (("add", "添加"), ("split", "拆分"), ("remove", "删除")),
            (("up", "上移"), ("down", "下移"), ("undo", "撤销")),
        ):
            row = QHBoxLayout()
            row.setSpacing(6)
            for name, words in names:
                button = self.buttons[name] = QPushButton(self.tr(words))
                button.setToolTip(
                    self.tr("{0}选中的条目").format(words) if name != "undo" else self.tr("撤销上一步改动")
                )
                button.setAutoDefault(False)
                button.clicked.connect(partial(self._on_button, name))
                row.addWidget(button)
            column.addLayout(row)
        self.form = QWidget()
        fields = QFormLayout(self.form)
        fields.setContentsMargins(8, 8, 8, 8)
        for name in (PARTS, REPEATS, "编号", *SHOWN):
            field = self.fields[name] = self._field(name)
            fields.addRow(self.tr(name), field)
            if name == "评分方式":
                fields.addRow("", self.marks_form)
        room = QScrollArea()
        room.setWidgetResizable(True)
        room.setFrameShape(QScrollArea.Shape.NoFrame)
        room.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        room.setWidget(self.form)
        for ground in (room.viewport(), self.form):
            ground.setAutoFillBackground(False)
        self.tabs = QTabWidget()
        self.tabs.tabBar().setAccessibleDescription(self.tr("左右键切换"))
        self.tabs.addTab(room, self.tr("评分项"))
        self.tabs.addTab(self._whole(), self.tr("整表与合计规则"))
        splitter = Splitter(Qt.Orientation.Horizontal)
        splitter.addWidget(left)
        splitter.addWidget(self.tabs)
        splitter.setStretchFactor(1, 1)
        splitter.ask((theme.px(380), theme.px(740)))
        foot = QHBoxLayout()
        foot.addWidget(self.told, 1)
        foot.addWidget(self.save)
        done = self.closing()
        foot.addWidget(done)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 14, 16, 14)
        whole.setSpacing(10)
        whole.addWidget(splitter, 1)
        whole.addWidget(self.faults)
        whole.addLayout(foot)

    def _field(self, name: str) -> QLineEdit | QPlainTextEdit:
        """Make the field of an item."""
        if name not in _TALL:
            line = QLineEdit()
            line.textEdited.connect(partial(self._on_field, name))
            made: QLineEdit | QPlainTextEdit = line
        else:
            text = QPlainTextEdit()
            text.setFixedHeight(theme.px(_TALL[name]))
            text.setTabChangesFocus(True)
            text.textChanged.connect(partial(self._on_field, name))
            made = text
        made.setAccessibleName(self.tr(name))
        made.setToolTip(self.tr("这一条的{0}").format(name))
        if name in _HINTS:
            made.setPlaceholderText(self.tr(_HINTS[name]))
            made.setToolTip(self.tr(_HINTS[name]))
        if name == "评分方式":
            kinds = [f"{word}：{fields}" for word, fields in library.mark_words().items()]
            made.setToolTip("\n".join((self.tr("可写的评分方式："), *kinds)))
        return made

    def _whole(self) -> QWidget:
        """Lay out what is said of the whole, and the rules."""
        page = QWidget()
        form = QFormLayout(page)
        form.setContentsMargins(8, 8, 8, 8)
        for name in _ABOUT:
            field = self.about[name] = QLineEdit()
            field.setAccessibleName(self.tr(name))
            field.setToolTip(self.tr("整份评价表的{0}").format(name))
            field.textEdited.connect(partial(self._on_about, name))
            form.addRow(self.tr(name), field)
        form.addRow(self.tr("合计规则"), self.rules)
        form.addRow("", self.total_form)
        kinds = "\n".join(f"{word}：{fields}" for word, fields in library.total_words().items())
        self.rules.setToolTip(self.tr("可写的规则：\n{0}").format(kinds))
        told = QLabel(self.tr("一行一条，次序不影响结果；光标在哪一条，下面就填哪一条。“项目”写维度或评分项的编号。"))
        told.setProperty("role", "small")
        told.setWordWrap(True)
        told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        form.addRow("", told)
        return page


def _show(field: QLineEdit | QPlainTextEdit, words: str) -> None:
    """Show words in a field unless they are there, so that the cursor stays."""
    if isinstance(field, QLineEdit):
        if field.text() != words:
            field.setText(words)
    elif "\n".join(filter(str.strip, field.toPlainText().splitlines())) != words and field.toPlainText() != words:
        field.setPlainText(words)
