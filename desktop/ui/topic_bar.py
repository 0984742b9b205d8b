"""逐个评: which problem, stage or school the chosen item is scored for, and the list of them."""

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QToolButton, QVBoxLayout, QWidget

from desktop.desk.desk import Desk
from desktop.ui import icons, theme
from desktop.ui.buttons import KeyButton
from desktop.ui.choice_box import ChoiceBox

_HEIGHT = 76


class TopicBar(QWidget):
    """Show the subject that the chosen item is looked at for; hidden for an item that is scored once."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._word = QLabel()
        self._word.setProperty("role", "soft")
        self.box = ChoiceBox()
        self.box.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.box.setMinimumContentsLength(8)
        self.box.activated.connect(self._on_chosen)
        self._count = QLabel()
        self._count.setProperty("role", "soft")
        self.before, self.after, self.add, self.edit, self.remove = (
            _tool(icon) for icon in ("back", "forward", "add", "edit", "trash")
        )
        self.before.clicked.connect(lambda: desk.topics.step(-1))
        self.after.clicked.connect(lambda: desk.topics.step(1))
        self.add.clicked.connect(self._on_add)
        self.edit.clicked.connect(self._on_edit)
        self.remove.clicked.connect(lambda: desk.topics.remove())
        self.form = TopicForm()
        self.form.submitted.connect(self._on_submitted)
        self.form.offered.connect(lambda: self.form.put(desk.topics.found()))
        row = QHBoxLayout()
        row.setSpacing(2)
        row.addWidget(self._word)
        row.addSpacing(6)
        row.addWidget(self.box, 1)
        row.addSpacing(6)
        row.addWidget(self._count)
        for tool in (self.before, self.after, self.add, self.edit, self.remove):
            row.addWidget(tool)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 0, 14, 6)
        column.setSpacing(6)
        column.addLayout(row)
        column.addWidget(self.form)
        self.hide()

    def refresh(self) -> None:
        """Show the subjects as they stand, each with how far it is."""
        topics = self._desk.topics
        shown = bool(topics.kind) and self._desk.review is not None
        self.setVisible(shown)
        if not shown:
            self.form.hide()
            return
        word, chosen, counts = topics.word, topics.chosen, topics.progress()
        names = tuple(counts)
        self._tell(word)
        with QSignalBlocker(self.box):
            self.box.clear()
            for at, (name, (done, of)) in enumerate(counts.items(), 1):
                self.box.addItem(f"{'✓ ' if done == of else ''}{at}. {name or self.tr('（未分）')}", name)
            if not names:
                self.box.addItem(self.tr("还没有{0}，先添加").format(word), "")
            self.box.setCurrentIndex(names.index(chosen) if chosen in names else 0)
        at = names.index(chosen) if chosen in names else -1
        self.box.setToolTip(chosen)
        done, of = counts.get(chosen, (0, 0))
        whole = sum(done == of for done, of in counts.values())
        self._count.setText(self.tr("已评 {0}/{1}").format(done, of))
        self._count.setVisible(bool(names))
        told = self.tr("这个{0}已评 {1} 条，共 {2} 条；全部 {4} 个{0}评完 {3} 个")
        self._count.setToolTip(told.format(word, done, of, whole, len(names)))
        self.before.setEnabled(at > 0)
        self.after.setEnabled(0 <= at < len(names) - 1)
        for tool in (self.edit, self.remove):
            tool.setEnabled(at >= 0)

    def _tell(self, word: str) -> None:
        """Name everything by what the item repeats for."""
        self._word.setText(word)
        self.box.setAccessibleName(self.tr("按哪个{0}评分").format(word))
        self.box.setAccessibleDescription(self.tr("上下键换一个{0}").format(word))
        told = {
            self.before: self.tr("上一个{0}（Ctrl+Shift+J）"),
            self.after: self.tr("下一个{0}（Ctrl+J）"),
            self.add: self.tr("添加{0}"),
            self.edit: self.tr("给这个{0}改名"),
            self.remove: self.tr("删除这个{0}和它的评分、佐证；可撤销"),
        }
        for tool, words in told.items():
            tool.setToolTip(words.format(word))
            tool.setAccessibleName(words.format(word).partition("（")[0])

    def _on_chosen(self, at: int) -> None:
        if self._desk.topics.names:
            self._desk.topics.choose(str(self.box.itemData(at)))

    def _on_add(self) -> None:
        word, found = self._desk.topics.word, self._desk.topics.found()
        self.form.ask(self.tr("要逐个评分的{0}，一行一个").format(word), "", len(found))

    def _on_edit(self) -> None:
        self.form.ask(self.tr("改成"), self._desk.topics.chosen, None)

    def _on_submitted(self, text: str, renames: bool) -> None:
        topics = self._desk.topics
        if topics.rename(" ".join(text.split())) if renames else topics.add(text.splitlines()):
            self.form.hide()


class TopicForm(QWidget):
    """Ask for names; ``submitted`` carries them and whether one is renamed, ``offered`` asks for the report's own."""

    submitted = Signal(str, bool)
    offered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._renames = False
        self.text = QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        theme.size(self.text.setMaximumHeight, _HEIGHT)
        self.offer = KeyButton("", "")
        self.offer.clicked.connect(self.offered)
        cancel = KeyButton(self.tr("取消"), "Esc")
        cancel.clicked.connect(self.hide)
        self.done = KeyButton(self.tr("确定"), "Ctrl+Enter", primary=True)
        self.done.clicked.connect(self.submit)
        foot = QHBoxLayout()
        foot.setSpacing(6)
        foot.addWidget(self.offer)
        foot.addStretch(1)
        foot.addWidget(cancel)
        foot.addWidget(self.done)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.text)
        column.addLayout(foot)
        self.hide()

    def ask(self, told: str, text: str, found: int | None) -> None:
        """Ask for names, or (``found`` None) for another name; ``found`` is how many the report offers."""
        self._renames = found is None
        self.text.setPlaceholderText(told)
        self.text.setAccessibleName(told)
        self.text.setToolTip(told)
        self.text.setPlainText(text)
        self.offer.setVisible(bool(found))
        self.offer.setText(self.tr("取自材料（{0}）").format(found))
        self.offer.explain(self.tr("填入材料里读到的 {0} 个问题，可以再删改").format(found))
        self.show()
        self.text.selectAll()
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def put(self, names: tuple[str, ...]) -> None:
        """Write names into the field, below those that are there."""
        held = self.text.toPlainText().splitlines()
        self.text.setPlainText("\n".join(dict.fromkeys((*filter(str.strip, held), *names))))

    def submit(self) -> None:
        """Hand the names over; nothing written is no answer."""
        if self.text.toPlainText().strip():
            self.submitted.emit(self.text.toPlainText(), self._renames)
        else:
            self.text.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close by Esc, hand over by Ctrl+Enter."""
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and (
            event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self.submit()
        else:
            super().keyPressEvent(event)


def _tool(icon: str) -> QToolButton:
    """Make a small button with a sign."""
    button = QToolButton()
    button.setProperty("role", "flat")
    icons.dress(button, icon)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button
