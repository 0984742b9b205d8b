"""The foot of the item panel: score by buttons or points, reason, remark, and on to the next item."""

from decimal import Decimal
from itertools import pairwise

from PySide6.QtCore import QRegularExpression, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QRegularExpressionValidator
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from desktop.desk.choices import Choice, choices, takes_points
from desktop.desk.ledger import TextField
from desktop.model.amount import plain
from desktop.model.checklist import Item
from desktop.model.review import Score, ScoreState
from desktop.ui import theme
from desktop.ui.buttons import KeyButton
from desktop.ui.checklist_editor.numbers import ClaimField, NumberFields

_REASON_HEIGHT, _REASON_LEAST = 48, 34


class ScoreBar(QWidget):
    """Ask for the score of one item; shows what is given and never keeps it."""

    chosen = Signal(object)
    points_typed = Signal(object)
    doubted = Signal()
    next_asked = Signal()
    text_typed = Signal(str, str)
    text_left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._item: Item | None = None
        self._choices: tuple[Choice, ...] = ()
        self._group = QButtonGroup(self)
        self._group.setExclusive(False)
        self._group.idClicked.connect(self._on_clicked)
        self.points = QLineEdit()
        self.points.setValidator(QRegularExpressionValidator(QRegularExpression(r"\d{0,4}(\.\d{0,2})?")))
        theme.size(self.points.setFixedWidth, 58)
        self.points.setAccessibleName(self.tr("得分"))
        self.points.editingFinished.connect(self._on_points)
        self.numbers, self.claim = NumberFields(), ClaimField()
        self.reason = _Field()
        self.reason.setPlaceholderText(self.tr("评分理由"))
        self.reason.setAccessibleName(self.tr("评分理由"))
        self.reason.setToolTip(self.tr("这一项为什么这样评；会写进评分表"))
        theme.size(self.reason.setMinimumHeight, _REASON_LEAST)
        theme.size(self.reason.setMaximumHeight, _REASON_HEIGHT)
        self.reason.setTabChangesFocus(True)
        self.reason.textChanged.connect(lambda: self._on_text("reason", self.reason.toPlainText()))
        self.reason.left.connect(self.text_left)
        self.remark = QLineEdit()
        self.remark.setPlaceholderText(self.tr("备注"))
        self.remark.setAccessibleName(self.tr("备注"))
        self.remark.setToolTip(self.tr("给自己或同事的话；会写进评分表"))
        self.remark.textChanged.connect(lambda text: self._on_text("remark", text))
        self.remark.editingFinished.connect(self.text_left)
        self.doubt = KeyButton(self.tr("存疑"), "D")
        self.doubt.setCheckable(True)
        self.doubt.clicked.connect(self._on_doubt)
        self.next = KeyButton(self.tr("下一未评"), "U", primary=True)
        self.next.clicked.connect(self.next_asked)
        self._loading = False
        self._lay_out()

    def button(self, key: str) -> KeyButton | None:
        """Give the button that a digit presses."""
        at = next((i for i, choice in enumerate(self._choices) if choice.key == key), None)
        button = self._group.button(at) if at is not None else None
        return button if isinstance(button, KeyButton) else None

    def choice(self, key: str) -> Choice | None:
        """Give what a digit stands for."""
        return next((choice for choice in self._choices if choice.key == key), None)

    def show_item(self, item: Item) -> None:
        """Offer an item's buttons."""
        if item == self._item:
            return
        self._item = item
        offered = choices(item)
        if offered != self._choices:
            self._offer(offered)
        self._label.setText(self.tr("得分") if item.max_points is not None else self.tr("等级"))
        self.numbers.show_item(item)
        self.claim.setVisible(item.max_points is not None)
        self.points.setVisible(takes_points(item))
        if item.max_points is not None:
            self.points.setPlaceholderText(self.tr("0–{0}").format(plain(item.max_points)))

    def _offer(self, offered: tuple[Choice, ...]) -> None:
        """Make other buttons."""
        for button in self._group.buttons():
            self._group.removeButton(button)
            self._buttons.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._choices = offered
        for at, choice in enumerate(offered):
            made = KeyButton(choice.words, choice.key)
            made.setCheckable(True)
            made.explain(choice.hint or choice.words)
            self._group.addButton(made, at)
            self._buttons.insertWidget(at, made)
        # New buttons come last in the order of Tab; what stands behind them on screen goes behind them there, too.
        given = (*self._group.buttons(), self.points, self.claim.field, *self.numbers.fields)
        row = (*given, self.reason, self.remark, self.doubt, self.next)
        for before, after in pairwise(row):
            QWidget.setTabOrder(before, after)

    def show_score(self, score: Score | None, reason: str, remark: str) -> None:
        """Show what is given; a field whose words are the same is left alone, cursor and all."""
        self._loading = True
        for at, choice in enumerate(self._choices):
            self._group.button(at).setChecked(choice.given_by(score))
        self.doubt.setChecked(score is not None and score.state is ScoreState.DOUBTFUL)
        self.numbers.show_score(score)
        self.claim.show_score(score)
        given = plain(score.points) if score is not None and score.points is not None else ""
        if self.points.text() != given:
            self.points.setText(given)
        if self.reason.toPlainText() != reason:
            self.reason.setPlainText(reason)
        if self.remark.text() != remark:
            self.remark.setText(remark)
        self._loading = False

    def _on_clicked(self, at: int) -> None:
        """Pass a choice on; whether it shows as given is decided by the review."""
        button = self._group.button(at)
        with QSignalBlocker(button):
            button.setChecked(not button.isChecked())
        self.chosen.emit(self._choices[at])

    def _on_doubt(self) -> None:
        with QSignalBlocker(self.doubt):
            self.doubt.setChecked(not self.doubt.isChecked())
        self.doubted.emit()

    def _on_points(self) -> None:
        """Pass typed points on."""
        text = self.points.text().rstrip(".")
        if text and not self._loading:
            self.points_typed.emit(Decimal(text))

    def _on_text(self, field: TextField, text: str) -> None:
        if not self._loading:
            self.text_typed.emit(field, text)

    def _lay_out(self) -> None:
        """Three rows: buttons; reason; remark, 存疑 and 下一未评."""
        self._label = QLabel()
        self._label.setProperty("role", "soft")
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(6)
        first = QHBoxLayout()
        first.setSpacing(8)
        first.addWidget(self._label)
        first.addLayout(self._buttons)
        first.addWidget(self.points)
        first.addWidget(self.claim)
        first.addStretch(1)
        last = QHBoxLayout()
        last.setSpacing(8)
        last.addWidget(self.remark, 1)
        last.addWidget(self.doubt)
        last.addWidget(self.next)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 8, 14, 10)
        column.setSpacing(8)
        column.addLayout(first)
        column.addWidget(self.numbers)
        column.addWidget(self.reason)
        column.addLayout(last)


class _Field(QPlainTextEdit):
    """A small text field that tells when it is left; Esc leaves it."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setUndoRedoEnabled(False)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the field is left."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave by Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.clearFocus()
        else:
            super().keyPressEvent(event)
