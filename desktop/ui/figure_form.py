"""更正: write down how a figure should have been read."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QGridLayout, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from desktop.desk.words import FIGURE_WORD
from desktop.model.metric import Metric
from desktop.ui.buttons import KeyButton

if TYPE_CHECKING:
    from desktop.model.review import CorrectedField


class FigureForm(QWidget):
    """Ask for the fields of one figure; ``corrected`` carries its start and the fields that differ."""

    corrected = Signal(int, object)
    struck = Signal(int)
    restored = Signal(int)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._start = -1
        self._read: dict[CorrectedField, str] = {}
        self.fields: dict[CorrectedField, QLineEdit] = {}
        self.asked = QLabel()
        self.asked.setTextFormat(Qt.TextFormat.PlainText)
        self.asked.setProperty("role", "heading")
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(6)
        for at, (field, words) in enumerate(FIGURE_WORD.items()):
            label, edit = QLabel(words), QLineEdit()
            label.setProperty("role", "soft")
            label.setBuddy(edit)
            edit.setAccessibleName(self.tr("更正{0}").format(words))
            edit.setToolTip(self.tr("这个数真正的{0}；Enter 保存，Esc 放弃").format(words))
            edit.returnPressed.connect(self.submit)
            self.fields[field] = edit
            grid.addWidget(label, at // 2, at % 2 * 2)
            grid.addWidget(edit, at // 2, at % 2 * 2 + 1)
        self.fields["period"].setPlaceholderText(self.tr("2023、2015-2016 或 2015-09"))
        grid.setColumnStretch(1, 3)
        grid.setColumnStretch(3, 2)
        self.save = KeyButton(self.tr("保存更正"), "Enter", primary=True)
        self.save.clicked.connect(self.submit)
        self.strike = QPushButton(self.tr("不是指标"))
        self.strike.setToolTip(self.tr("不再把这里当作指标，研判和核对随之更新；可撤销"))
        self.strike.clicked.connect(lambda: self._leave(self.struck))
        self.restore = QPushButton(self.tr("恢复原读数"))
        self.restore.setToolTip(self.tr("去掉对这里的所有更正"))
        self.restore.clicked.connect(lambda: self._leave(self.restored))
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self.strike)
        row.addWidget(self.restore)
        row.addStretch(1)
        row.addWidget(self.save)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.asked)
        column.addLayout(grid)
        column.addLayout(row)
        self.hide()

    def open(self, metric: Metric, *, touched: bool, names: Sequence[str]) -> None:
        """Show what was read, ready to be overwritten."""
        self._start = metric.start
        self.asked.setText(self.tr("更正“{0}”").format(metric.quote))
        self._read = {
            "indicator": metric.canonical or metric.indicator,
            "unit": metric.unit,
            "period": metric.period,
            "subject": metric.subject,
        }
        for field, edit in self.fields.items():
            edit.setText(self._read[field])
        completer = QCompleter(list(names), self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        popup = completer.popup()
        assert popup is not None
        popup.setProperty("role", "offer")
        self.fields["indicator"].setCompleter(completer)
        self.restore.setVisible(touched)
        self.show()
        self.fields["indicator"].setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.fields["indicator"].selectAll()

    def submit(self) -> None:
        """Hand over the fields that differ from what was read."""
        written = {field: edit.text().strip() for field, edit in self.fields.items()}
        changed = {field: text for field, text in written.items() if text != self._read[field]}
        self.close_form()
        if changed:
            self.corrected.emit(self._start, changed)

    def close_form(self) -> None:
        """Put the form away."""
        self.hide()
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close by Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_form()
        else:
            super().keyPressEvent(event)

    def _leave(self, told: SignalInstance) -> None:
        """Put the form away before what it says takes its card away: the keyboard goes back where it was."""
        self.close_form()
        told.emit(self._start)
