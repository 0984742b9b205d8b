"""评语库: the office's own reasons and templates, written, ordered, brought in and given out."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.desk.desk import Desk
from desktop.desk.templates import FIELDS, fault_of
from desktop.model.checklist import number_of
from desktop.model.comment import Comment
from desktop.model.errors import DuyueError
from desktop.ui import theme
from desktop.ui.buttons import foot_button
from desktop.ui.choice_box import ChoiceBox
from desktop.ui.dialogs.dialog import Dialog

_SIZE = (860, 560)
_LIST_WIDTH, _IDLE_MS, _SHOWN = 330, 600, 60
_TAKES = "评语 (*.json *.yaml *.yml *.txt *.docx *.xlsx *.doc *.wps *.xls *.et);;所有文件 (*)"
_GIVES = "评语 (*.json)"


class PhrasesView(Dialog):
    """List the reasons, the user's own first and as they are offered; what is written is kept after a pause."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent, self.tr("评语库"), _SIZE)
        self._desk, self._bank = desk, desk.memory.comments
        self._loading = False
        self._removed: tuple[int, Comment] | None = None
        self.list = QListWidget()
        self.list.setFixedWidth(theme.px(_LIST_WIDTH))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(self.tr("评语"))
        self.list.setAccessibleDescription(self.tr("上下键选择，Delete 删除，Alt+↑、Alt+↓ 移动；自己的在前"))
        self.list.currentRowChanged.connect(self._on_chosen)
        self.text = QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(self.tr("评语的文字"))
        self.text.setAccessibleDescription(self.tr("花括号里的字段由本项的数据填上"))
        self.text.setPlaceholderText(self.tr("写一条评语；{数值}、{出处} 这样的字段由本项关联的数据填上"))
        self.use = ChoiceBox()
        self.use.setAccessibleName(self.tr("用于哪一项"))
        self.use.setToolTip(self.tr("在哪一项的理由里列出这条评语"))
        self.use.setAccessibleDescription(self.use.toolTip())
        self.fields = [self._field(name) for name in FIELDS]
        self.told = QLabel()
        self.told.setWordWrap(True)
        self.told.setTextFormat(Qt.TextFormat.PlainText)
        self.words = QLabel()
        self.words.setProperty("role", "soft")
        self.words.setWordWrap(True)
        self.buttons: dict[str, QPushButton] = {}
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_IDLE_MS)
        self._pause.timeout.connect(self.keep)
        self.text.textChanged.connect(self._on_typed)
        self.use.activated.connect(lambda: self.keep())
        self.finished.connect(lambda: self.keep())
        desk.item_chosen.connect(self._show_told)
        theme.changed.connect(self._dress)
        self._lay_out()
        self.fill(0)

    def fill(self, row: int) -> None:
        """List every reason, and choose one."""
        self._loading = True
        self.list.clear()
        for comment in self._bank.comments:
            shown = " ".join(comment.text.split())
            entry = QListWidgetItem(shown if len(shown) <= _SHOWN else f"{shown[:_SHOWN]}…")
            entry.setToolTip(comment.text if comment.own else self.tr("{0}\n（随程序提供）").format(comment.text))
            self.list.addItem(entry)
        self._dress()
        self._loading = False
        self.list.setCurrentRow(max(0, min(row, self.list.count() - 1)))
        self._on_chosen()

    def keep(self) -> None:
        """Keep what is written of the current reason; an emptied one stays as it was."""
        self._pause.stop()
        held, row = self._current, self.list.currentRow()
        if held is None or not held.own or self._loading:
            return
        made = held.model_copy(update={"text": self.text.toPlainText().strip(), "item": self.use.currentData()})
        if made.text and made != held:
            own = self._bank.own
            if self._write((*own[:row], made, *own[row + 1 :])):
                entry = self.list.currentItem()
                if entry is not None:
                    shown = " ".join(made.text.split())
                    entry.setText(shown if len(shown) <= _SHOWN else f"{shown[:_SHOWN]}…")
                    entry.setToolTip(made.text)

    def take(self, path: Path) -> None:
        """Bring the reasons of a file in."""
        self.keep()
        before = len(self._bank.own)
        if self._did(lambda: self._bank.take(path)):
            count = len(self._bank.own) - before
            if count:
                self.fill(before)
            self._say(self.tr("从 {0} 导入 {1} 条；已有的不重复。").format(path.name, count))

    def give(self, path: Path) -> None:
        """Give the user's own out to a file."""
        self.keep()
        if self._did(lambda: self._bank.give(path)):
            self._say(self.tr("已导出 {0} 条到 {1}。").format(len(self._bank.own), path.name))

    def _dress(self) -> None:
        """Write those that came with the program softly, in the colours on screen."""
        for row, comment in enumerate(self._bank.comments):
            if not comment.own:
                self.list.item(row).setForeground(theme.colour("soft"))

    @property
    def _current(self) -> Comment | None:
        comments, row = self._bank.comments, self.list.currentRow()
        return comments[row] if 0 <= row < len(comments) else None

    def _on_chosen(self) -> None:
        """Show the reason that was chosen, to be changed if it is the user's own."""
        if self._loading:
            return
        held = self._current
        own = held is not None and held.own
        self._loading = True
        self.text.setPlainText(held.text if held is not None else "")
        self.text.setReadOnly(not own)
        self._offer_uses(held.item if held is not None else "")
        self._loading = False
        self.use.setEnabled(own)
        for button in self.fields:
            button.setEnabled(own)
        row, last = self.list.currentRow(), len(self._bank.own) - 1
        can = {"copy": held is not None, "remove": own, "up": own and row > 0, "down": own and row < last}
        for name, able in {**can, "back": self._removed is not None, "give": last >= 0}.items():
            self.buttons[name].setEnabled(able)
        self._show_told()

    def _offer_uses(self, item: str) -> None:
        """Offer any item, that of the reason and that in hand."""
        checklist, chosen = self._desk.checklist, self._desk.item
        known = checklist.item_by_id if checklist is not None else {}
        self.use.clear()
        self.use.addItem(self.tr("任何评分项"), "")
        for name in dict.fromkeys(filter(None, (item, chosen.id if chosen is not None else ""))):
            words = (
                f"{number_of(name)} {known[name].name}" if name in known else self.tr("别的评价表的 {0}").format(name)
            )
            self.use.addItem(words, name)
        self.use.setCurrentIndex(max(0, self.use.findData(item)))

    def _on_typed(self) -> None:
        if not self._loading:
            self._pause.start()
            self._show_told()

    def _show_told(self) -> None:
        """Say how it reads for the item in hand, or what is wrong with its fields."""
        text = self.text.toPlainText().strip()
        fault = fault_of(text)
        filled = self._desk.answers.filled(Comment(text=text)) if text and not fault else ()
        if fault or not text:
            self.told.setText(fault)
        elif filled:
            self.told.setText(self.tr("本项插入：{0}").format(filled[0]))
        elif self._desk.item is None:
            self.told.setText(self.tr("打开报告、选一个评分项，就看得到填好的句子。"))
        else:
            self.told.setText(self.tr("本项没有能填满这些字段的数据，按 / 时不列出。"))

    def _on_new(self) -> None:
        """Begin a reason of one's own, at the top."""
        self.keep()
        fresh = self.tr("新评语")
        if self._write((Comment(text=fresh, own=True), *(own for own in self._bank.own if own.text != fresh))):
            self.fill(0)
            self.text.setFocus()
            self.text.selectAll()

    def _on_copy(self) -> None:
        """Make a reason of one's own like this one."""
        self.keep()
        held = self._current
        if held is not None:
            text = held.text if not held.own else self.tr("{0}（另一条）").format(held.text)
            if self._write((held.model_copy(update={"text": text, "own": True}), *self._bank.own)):
                self.fill(0)
                self.text.setFocus()

    def _on_remove(self) -> None:
        """Take one of the user's own away; it can be put back while the window is open."""
        held, row, own = self._current, self.list.currentRow(), self._bank.own
        if held is not None and held.own and self._write((*own[:row], *own[row + 1 :])):
            self._removed = row, held
            self.fill(row)
            self._say(self.tr("已删除一条；点“放回”可取回。"))

    def _on_back(self) -> None:
        """Put back what was taken away last."""
        if self._removed is not None:
            row, held = self._removed
            own = self._bank.own
            if self._write((*own[:row], held, *own[row:])):
                self._removed = None
                self.fill(row)

    def _move(self, step: int) -> None:
        """Let one be offered earlier or later."""
        self.keep()
        row, own = self.list.currentRow(), list(self._bank.own)
        if 0 <= row < len(own) and 0 <= row + step < len(own):
            own.insert(row + step, own.pop(row))
            if self._write(tuple(own)):
                self.fill(row + step)

    def _on_take(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, self.tr("导入评语"), "", self.tr(_TAKES))
        if chosen:
            self.take(Path(chosen))

    def _on_give(self) -> None:
        chosen, _ = QFileDialog.getSaveFileName(self, self.tr("导出评语"), self.tr("评语库.json"), self.tr(_GIVES))
        if chosen:
            self.give(Path(chosen) if Path(chosen).suffix else Path(f"{chosen}.json"))

    def _write(self, own: tuple[Comment, ...]) -> bool:
        """Let these be the user's own; False where they could not be written."""
        return self._did(lambda: self._bank.keep(own))

    def _did(self, work: Callable[[], object]) -> bool:
        """Do something with the bank; what prevents it is told."""
        try:
            work()
        except DuyueError as error:
            self._say(error.says)
            return False
        return True

    def _say(self, words: str) -> None:
        self.words.setText(words)

    def _field(self, name: str) -> QPushButton:
        """Make the button that puts a field in."""
        button = QPushButton(name)
        button.setProperty("role", "chip")
        button.setProperty("size", "small")
        button.setToolTip(self.tr("插入 {0}").format(f"{{{name}}}"))
        button.setAutoDefault(False)
        button.clicked.connect(lambda: self._put(f"{{{name}}}"))
        return button

    def _put(self, words: str) -> None:
        self.text.insertPlainText(words)
        self.text.setFocus()

    def _button(self, name: str, words: str, hint: str, slot: Callable[[], object], key: str = "") -> QPushButton:
        self.buttons[name] = foot_button(words, f"{hint}（{key}）" if key else hint, slot)
        return self.buttons[name]

    def _lay_out(self) -> None:
        """Lay the list at the left; the reason, its use and its fields at the right."""
        order = QHBoxLayout()
        order.setSpacing(6)
        for button in (
            self._button("new", self.tr("新建"), self.tr("写一条自己的评语"), self._on_new, "Ctrl+N"),
            self._button("copy", self.tr("照着写"), self.tr("照选中的一条另写一条自己的"), self._on_copy, "Ctrl+D"),
            self._button("remove", self.tr("删除"), self.tr("删去选中的一条"), self._on_remove, "Delete"),
            self._button("back", self.tr("放回"), self.tr("取回刚删的一条"), self._on_back),
        ):
            order.addWidget(button)
        moves = QHBoxLayout()
        moves.setSpacing(6)
        for button in (
            self._button("up", self.tr("上移"), self.tr("按 / 时早一点列出"), lambda: self._move(-1), "Alt+↑"),
            self._button("down", self.tr("下移"), self.tr("按 / 时晚一点列出"), lambda: self._move(1), "Alt+↓"),
            self._button("take", self.tr("导入…"), self.tr("从 Word、Excel、文本或导出的文件加进来"), self._on_take),
            self._button("give", self.tr("导出…"), self.tr("把自己的评语写成文件，给别的电脑用"), self._on_give),
        ):
            moves.addWidget(button)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self.list, 1)
        left.addLayout(order)
        left.addLayout(moves)
        fields = QHBoxLayout()
        fields.setSpacing(4)
        for button in self.fields:
            fields.addWidget(button)
        fields.addStretch(1)
        use = QHBoxLayout()
        label = QLabel(self.tr("用于"))
        label.setBuddy(self.use)
        use.addWidget(label)
        use.addWidget(self.use, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.words, 1)
        foot.addWidget(self.closing())
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addWidget(self.text, 1)
        right.addLayout(fields)
        right.addLayout(use)
        right.addWidget(self.told)
        right.addStretch(1)
        right.addLayout(foot)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 14, 16, 14)
        row.setSpacing(12)
        row.addLayout(left)
        row.addLayout(right, 1)
        keys: tuple[tuple[str, QWidget, Callable[[], object]], ...] = (
            ("Ctrl+N", self, self._on_new),
            ("Ctrl+D", self, self._on_copy),
            ("Alt+Up", self, lambda: self._move(-1)),
            ("Alt+Down", self, lambda: self._move(1)),
            ("Delete", self.list, self._on_remove),
        )
        for key, owner, slot in keys:
            named = QKeySequence(key, QKeySequence.SequenceFormat.PortableText)
            shortcut = QShortcut(named, owner, lambda slot=slot: slot())
            shortcut.setContext(
                Qt.ShortcutContext.WidgetShortcut if owner is self.list else Qt.ShortcutContext.WindowShortcut
            )
        self.list.setFocus()
