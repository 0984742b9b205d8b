"""The numbers that an item's rule asks for, and the report's own 自评分 beside the score."""

from decimal import Decimal

from PySide6.QtCore import QRegularExpression, Signal
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QLineEdit, QWidget

from desktop.desk.choices import asks
from desktop.model.amount import plain
from desktop.model.checklist import Item
from desktop.model.marks import Ask
from desktop.model.review import Score
from desktop.ui import theme

_WIDTH, _ABREAST = 56, 3
_WHOLE, _AMOUNT = r"\d{0,5}", r"-?\d{0,9}(\.\d{0,4})?"


class ClaimField(QWidget):
    """Ask for the 自评分; ``claimed`` carries it, None when it is taken away."""

    claimed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = _field(self.tr("自评分"), self.tr("报告给自己打的分，只作对照，不计入合计"), _AMOUNT)
        self.field.editingFinished.connect(self._on_left)
        self._shown = ""
        label = QLabel(self.tr("自评"))
        label.setProperty("role", "soft")
        label.setBuddy(self.field)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(label)
        row.addWidget(self.field)

    def show_score(self, score: Score | None) -> None:
        """Show what the report gives itself."""
        self._shown = plain(score.claimed) if score is not None and score.claimed is not None else ""
        if self.field.text() != self._shown:
            self.field.setText(self._shown)

    def _on_left(self) -> None:
        """Pass a changed amount on."""
        text = self.field.text().rstrip(".")
        if text != self._shown:
            self.claimed.emit(Decimal(text) if text.strip("-") else None)


class NumberFields(QWidget):
    """Ask for numbers; ``given`` carries them all once every field is filled."""

    given = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fields: tuple[QLineEdit, ...] = ()
        self._asks: tuple[Ask, ...] = ()
        self._loading = False
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(6)
        self._grid.setColumnStretch(2 * _ABREAST, 1)
        self.hide()

    def show_item(self, item: Item) -> None:
        """Ask what an item's rule asks."""
        wanted = asks(item)
        self.setVisible(bool(wanted))
        if wanted != self._asks:
            self._make(wanted)

    def show_score(self, score: Score | None) -> None:
        """Show what was given; fields that are being filled are left alone."""
        given = score.given if score is not None and len(score.given) == len(self.fields) else ()
        typing = any(field.hasFocus() for field in self.fields) and any(field.text() for field in self.fields)
        self._loading = True
        for at, field in enumerate(self.fields):
            words = plain(given[at]) if given else ""
            if field.text() != words and (given or not typing):
                field.setText(words)
        self._loading = False

    def _make(self, wanted: tuple[Ask, ...]) -> None:
        """Make other fields, a few abreast so that the panel stays as wide as it is."""
        while (place := self._grid.takeAt(0)) is not None:
            held = place.widget()
            if held is not None:
                held.deleteLater()
        self._asks = wanted
        made = []
        for at, ask in enumerate(wanted):
            told = f"{ask.name}（{ask.unit}）" if ask.unit else ask.name
            field = _field(ask.name, told, _WHOLE if ask.whole else _AMOUNT)
            field.setPlaceholderText(ask.unit)
            field.editingFinished.connect(self._on_number)
            label = QLabel(ask.name if len(ask.name) <= 5 else f"{ask.name[:4]}…")
            label.setProperty("role", "soft")
            label.setToolTip(told)
            label.setBuddy(field)
            row, column = divmod(at, _ABREAST)
            self._grid.addWidget(label, row, 2 * column)
            self._grid.addWidget(field, row, 2 * column + 1)
            # What joins a layout that is on screen would be shown only by the event loop.
            label.show()
            field.show()
            made.append(field)
        self.fields = tuple(made)

    def _on_number(self) -> None:
        """Pass the numbers on when all are there."""
        words = [field.text().rstrip(".") for field in self.fields]
        if not self._loading and all(text.strip("-.") for text in words):
            self.given.emit(tuple(map(Decimal, words)))


def _field(name: str, told: str, pattern: str) -> QLineEdit:
    """Make a field for one number."""
    field = QLineEdit()
    theme.size(field.setFixedWidth, _WIDTH)
    field.setAccessibleName(name)
    field.setToolTip(told)
    field.setValidator(QRegularExpressionValidator(QRegularExpression(pattern), field))
    return field
