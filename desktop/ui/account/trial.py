"""试算: fields for another score and another rule, what the total would be, and whether to go by it."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from desktop.ui import theme

_TRY_MS = 200
_TOLD_HEIGHT, _RULE_HEIGHT = 104, 56


class TrialForm(QFrame):
    """Ask what to try of one line; ``edited`` comes after a pause. Nothing in it is a decision before 采用."""

    edited = Signal()
    taken = Signal()
    dropped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "trial")
        self.asked = QLabel()
        self.asked.setProperty("role", "heading")
        self.asked.setWordWrap(True)
        self.score, self.rule, self.told = QLineEdit(), QPlainTextEdit(), QPlainTextEdit()
        self.score.setAccessibleName(self.tr("试算的评分"))
        self.score.setToolTip(self.tr("换一个评分，看合计怎样变"))
        self.score.setAccessibleDescription(self.score.toolTip())
        self.rule.setAccessibleName(self.tr("试算的规则"))
        self.rule.setToolTip(self.tr("换一条规则，看合计怎样变；合计规则一行一条"))
        self.rule.setAccessibleDescription(self.rule.toolTip())
        self.told.setAccessibleName(self.tr("试算的结果"))
        self.told.setAccessibleDescription(self.tr("合计的每一步"))
        self.told.setReadOnly(True)
        self.told.setPlaceholderText(self.tr("改上面的评分或规则，这里就列出合计会怎样变；采用之前不改动评审。"))
        for field in (self.rule, self.told):
            field.setTabChangesFocus(True)
        theme.size(self.rule.setFixedHeight, _RULE_HEIGHT)
        theme.size(self.told.setFixedHeight, _TOLD_HEIGHT)
        self.take = self._button(self.tr("采用"), self.tr("把试算的评分和规则一步记进案卷；可撤销"))
        self.drop = self._button(self.tr("放弃试算"), self.tr("清去全部试算，评审不变"))
        self.take.clicked.connect(self.taken)
        self.drop.clicked.connect(self.dropped)
        self._loading = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_TRY_MS)
        self._pause.timeout.connect(self.edited)
        self.score.textEdited.connect(self._pause.start)
        self.rule.textChanged.connect(self._on_rule)
        self._lay_out()

    def ask(self, name: str, score: str, rule: str, *, of_item: bool) -> None:
        """Offer one line with what it has."""
        self._pause.stop()
        self._loading = True
        self.asked.setText(self.tr("试算（不是评分）：{0}").format(name))
        self.score.setEnabled(of_item)
        self.score.setText(score)
        self.rule.setPlainText(rule)
        self._loading = False

    def begin(self, amount: str) -> None:
        """Go on with an amount that was begun elsewhere."""
        if self.score.isEnabled():
            self.score.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.score.setText(amount)
            self._pause.start()

    def tell(self, words: str, *, can_take: bool, can_drop: bool) -> None:
        """Say what would be."""
        if self.told.toPlainText() != words:
            self.told.setPlainText(words)
        self.take.setEnabled(can_take)
        self.drop.setEnabled(can_drop)

    def _on_rule(self) -> None:
        if not self._loading:
            self._pause.start()

    def _button(self, words: str, hint: str) -> QPushButton:
        button = QPushButton(words)
        button.setToolTip(hint)
        button.setAccessibleDescription(hint)
        button.setEnabled(False)
        return button

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(8)
        column.addWidget(self.asked)
        for words, field in ((self.tr("评分"), self.score), (self.tr("规则"), self.rule)):
            label = QLabel(words)
            label.setBuddy(field)
            row = QHBoxLayout()
            row.setSpacing(8)
            row.addWidget(label)
            row.addWidget(field, 1)
            column.addLayout(row)
        column.addWidget(self.told)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.take)
        foot.addWidget(self.drop)
        foot.addStretch(1)
        column.addLayout(foot)
