"""版本对照: two editions of a checklist side by side, what changed in front."""

from collections.abc import Callable
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.desk import library
from desktop.model.checklist import Checklist, Item
from desktop.model.edition import Change, Difference

_SIZE = (1080, 680)


class EditionsView(QDialog):
    """Show how a new edition differs; ``carry``, where given, begins a review of it with the unchanged answers."""

    def __init__(
        self, old: Checklist, new: Checklist, carry: Callable[[], object] | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("版本对照"))
        self.resize(*_SIZE)
        self.differences = library.differences(old, new)
        self.table = QTableWidget(0, 3)
        self.table.setAccessibleName(self.tr("版本对照"))
        self.table.setAccessibleDescription(self.tr("左旧右新，一行一处变化"))
        self.table.setHorizontalHeaderLabels([self.tr("变化"), _named(old), _named(new)])
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        self.table.verticalHeader().hide()
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.table.setWordWrap(True)
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
        done = QPushButton(self.tr("关闭"))
        done.setToolTip(self.tr("关闭（Esc）"))
        done.setDefault(True)
        done.clicked.connect(self.close)
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
            word = QTableWidgetItem(difference.change.value)
            word.setTextAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)
            self.table.setItem(row, 0, word)
            for column, before in ((1, True), (2, False)):
                label = QLabel(_cell(difference, before=before))
                label.setTextFormat(Qt.TextFormat.RichText)
                label.setWordWrap(True)
                label.setAlignment(Qt.AlignmentFlag.AlignTop)
                label.setMargin(6)
                self.table.setCellWidget(row, column, label)
        self.table.resizeRowsToContents()


def _named(checklist: Checklist) -> str:
    return f"{checklist.title}（{checklist.year or checklist.id}）"


def _cell(difference: Difference, *, before: bool) -> str:
    """Write one item, its changed fields below it."""
    item: Item | None = difference.old if before else difference.new
    if item is None:
        return ""
    told = [f"<b>{escape(item.id)} {escape(item.name)}</b>"]
    if difference.change in {Change.ADDED, Change.REMOVED}:
        told.append(escape(item.check))
    for field in difference.fields:
        words = escape(field.before if before else field.after) or "（无）"
        told.append(f"{field.name}：{words.replace(chr(10), '<br>')}")
    return "<br>".join(told)
