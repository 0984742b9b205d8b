"""版本对照: two editions of a checklist side by side, what changed in front."""

from collections.abc import Callable
from html import escape

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.desk import library
from desktop.desk.words import item_title
from desktop.model.checklist import Checklist, Item
from desktop.model.edition import Change, Difference
from desktop.ui import theme
from desktop.ui.dialogs.dialog import Dialog

_SIZE = (1080, 680)
_WORD = 56


class EditionsView(Dialog):
    """Show how a new edition differs; ``carry``, where given, begins a review of it with the unchanged answers."""

    def __init__(
        self, old: Checklist, new: Checklist, carry: Callable[[], object] | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent, self.tr("版本对照"), _SIZE)
        self.differences = library.differences(old, new)
        self.table = QTableWidget(0, 3)
        self.table.setAccessibleName(self.tr("版本对照"))
        self.table.setAccessibleDescription(self.tr("左旧右新，一行一处变化"))
        self.table.setHorizontalHeaderLabels([self.tr("变化"), _named(old), _named(new)])
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Fixed)
        self.table.setColumnWidth(0, theme.px(_WORD))
        self.table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        # One column tells of its width before the next one has its own.
        self._resized = QTimer(self)
        self._resized.setSingleShot(True)
        self._resized.setInterval(0)
        self._resized.timeout.connect(self._fit)
        self.table.horizontalHeader().sectionResized.connect(lambda: self._resized.start())
        self.table.verticalHeader().hide()
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.table.setWordWrap(True)
        self.table.setShowGrid(False)
        self.every = QCheckBox(self.tr("未变的也列出"))
        self.every.setToolTip(self.tr("连没有变化的条目也列在表里"))
        self.every.toggled.connect(self._fill)
        counts = {change: sum(d.change is change for d in self.differences) for change in Change}
        told = QLabel("　".join(f"{change.value} {count}" for change, count in counts.items() if count))
        told.setProperty("role", "title")
        head = QHBoxLayout()
        head.addWidget(told, 1)
        head.addWidget(self.every)
        foot = QHBoxLayout()
        foot.addStretch(1)
        if carry is not None:
            self.carry = QPushButton(self.tr("按新版另建案卷，沿用未变各条的评分"))
            self.carry.setToolTip(self.tr("有改动的条目不沿用，要重新评。原案卷不动。"))
            self.carry.clicked.connect(carry)
            self.carry.clicked.connect(self.close)
            foot.addWidget(self.carry)
        done = self.closing()
        done.setDefault(True)
        foot.addWidget(done)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(self.table, 1)
        column.addLayout(foot)
        self._fill()

    def _fill(self) -> None:
        """List what changed, and the rest when it is asked for."""
        shown = [d for d in self.differences if self.every.isChecked() or d.change is not Change.SAME]
        self.table.setRowCount(len(shown))
        for row, difference in enumerate(shown):
            cells = (difference.change.value, _cell(difference, before=True), _cell(difference, before=False))
            for column, words in enumerate(cells):
                label = QLabel(words)
                label.setTextFormat(Qt.TextFormat.RichText)
                label.setWordWrap(True)
                label.setAlignment(Qt.AlignmentFlag.AlignTop)
                label.setMargin(6)
                self.table.setCellWidget(row, column, label)
        self._fit()

    def _fit(self) -> None:
        """Make every row as high as its words at the width that they have."""
        for row in range(self.table.rowCount()):
            labels = (self.table.cellWidget(row, column) for column in range(self.table.columnCount()))
            heights = (label.heightForWidth(self.table.columnWidth(at)) for at, label in enumerate(labels) if label)
            self.table.setRowHeight(row, max(heights))


def _named(checklist: Checklist) -> str:
    return f"{checklist.title}（{checklist.year or checklist.id}）"


def _cell(difference: Difference, *, before: bool) -> str:
    """Write one item, its changed fields below it."""
    item: Item | None = difference.old if before else difference.new
    if item is None:
        return ""
    told = [f"<b>{escape(item_title(item))}</b>"]
    if difference.change in {Change.ADDED, Change.REMOVED}:
        told.append(escape(item.check))
    for field in difference.fields:
        words = escape(field.before if before else field.after) or "（无）"
        told.append(f"{field.name}：{words.replace(chr(10), '<br>')}")
    return "<br>".join(told)
