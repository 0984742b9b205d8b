"""用时: what the reviewer's own record of time says, for nobody else."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.desk.desk import Desk
from desktop.desk.words import item_title
from desktop.model import timesheet
from desktop.ui.dialogs.dialog import Dialog

_SIZE = (760, 480)


class TimeView(Dialog):
    """Show seconds by item and strictness by hour; the record is kept only while its box is ticked."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent, self.tr("用时"), _SIZE)
        self._desk = desk
        self.on = QCheckBox(self.tr("记录我的用时"))
        self.on.setChecked(desk.settings.keeps_time)
        self.on.setToolTip(self.tr("记下每一项看了多久；只存在这台电脑上"))
        self.on.toggled.connect(self._on_toggled)
        told = QLabel(self.tr("只存在这台电脑的设置文件夹里，不进案卷、不打印、不外传；不勾就不记。"))
        told.setProperty("role", "soft")
        told.setWordWrap(True)
        self.items = _table(self.tr("各项用时"), (self.tr("评分项"), self.tr("用时"), self.tr("看过几次")))
        self.hours = _table(
            self.tr("一天里的宽严"), (self.tr("时段"), self.tr("评过"), self.tr("平均得分率"), self.tr("平均用时"))
        )
        self.clear = QPushButton(self.tr("清空记录"))
        self.clear.setToolTip(self.tr("删去全部用时记录，包括其他案卷的；不可恢复"))
        self.clear.setAutoDefault(False)
        self.clear.clicked.connect(self._on_clear)
        tables = QHBoxLayout()
        tables.setSpacing(12)
        tables.addWidget(self.items, 1)
        tables.addWidget(self.hours, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.clear)
        foot.addStretch(1)
        foot.addWidget(self.closing())
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(10)
        column.addWidget(self.on)
        column.addWidget(told)
        column.addLayout(tables, 1)
        column.addLayout(foot)
        desk.item_chosen.connect(self.refresh)
        self.refresh()

    def refresh(self, *_: object) -> None:
        """Show what is recorded of this review."""
        from desktop.desk.stopwatch import recorded

        review, checklist = self._desk.review, self._desk.checklist
        spells = recorded(review.id) if review is not None else ()
        self.items.clear()
        for time in timesheet.by_item(spells):
            item = checklist.item_by_id.get(time.item) if checklist is not None else None
            name = item_title(item) if item is not None else time.item
            self.items.addTopLevelItem(_line(name, _long(time.seconds), str(time.looks)))
        self.hours.clear()
        for hour in timesheet.by_hour(spells):
            span = self.tr("{0}–{1} 时").format(hour.hour, hour.hour + 1)
            self.hours.addTopLevelItem(_line(span, str(hour.scored), f"{hour.share:.0%}", _long(hour.seconds)))

    def _on_toggled(self, on: bool) -> None:
        self._desk.memory.prefer(keeps_time=on)

    def _on_clear(self) -> None:
        from desktop.desk.stopwatch import forget

        forget()
        self.refresh()


def _table(name: str, heads: tuple[str, ...]) -> QTreeWidget:
    """Make a table of plain lines."""
    table = QTreeWidget()
    table.setRootIsDecorated(False)
    table.setAccessibleName(name)
    table.setAccessibleDescription("、".join(heads))
    table.setHeaderLabels(list(heads))
    table.header().setStretchLastSection(False)
    table.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    for column in range(1, len(heads)):
        table.header().setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
    return table


def _line(*cells: str) -> QTreeWidgetItem:
    """Make a line whose amounts stand at the right."""
    line = QTreeWidgetItem(list(cells))
    line.setToolTip(0, cells[0])
    for column in range(1, len(cells)):
        line.setTextAlignment(column, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return line


def _long(seconds: int) -> str:
    """Write a time in minutes and seconds."""
    minutes, rest = divmod(seconds, 60)
    return f"{minutes} 分 {rest:02} 秒" if minutes else f"{rest} 秒"
