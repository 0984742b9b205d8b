"""全部旁注: every memo of the review in the text's order, gone to, changed and taken away."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from desktop.desk.desk import Desk
from desktop.desk.words import one_line
from desktop.model.review import Audience, Memo
from desktop.model.words import AUDIENCE_WORD
from desktop.ui import theme
from desktop.ui.buttons import foot_button
from desktop.ui.dialogs.dialog import Dialog

_SIZE = (820, 460)
_COLUMNS = (("给谁", 80), ("旁注", 330), ("原文", 220), ("所在", 140))
_ID = int(Qt.ItemDataRole.UserRole)


class MemosView(Dialog):
    """List the memos; follows every change. ``place_asked`` carries where one stands, ``change_asked`` its id."""

    place_asked = Signal(int, int)
    change_asked = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent, self.tr("全部旁注"), _SIZE)
        self._desk = desk
        self.told = QLabel()
        self.told.setWordWrap(True)
        self.table = QTreeWidget()
        self.table.setRootIsDecorated(False)
        self.table.setAccessibleName(self.tr("全部旁注"))
        self.table.setAccessibleDescription(self.tr("上下键选择，Enter 到原文"))
        self.table.setHeaderLabels([self.tr(name) for name, _ in _COLUMNS])
        for at, (_, width) in enumerate(_COLUMNS):
            self.table.setColumnWidth(at, theme.px(width))
        self.table.itemActivated.connect(self._on_visited)
        self.table.currentItemChanged.connect(self._enable)
        self.change = foot_button(self.tr("改…"), self.tr("改选中的旁注，或改给谁看"), self._on_change)
        self.remove = foot_button(self.tr("删除"), self.tr("删去选中的旁注；可撤销"), self._on_remove)
        foot = QHBoxLayout()
        foot.addWidget(self.change)
        foot.addWidget(self.remove)
        foot.addStretch(1)
        foot.addWidget(self.closing())
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(10)
        column.addWidget(self.told)
        column.addWidget(self.table, 1)
        column.addLayout(foot)
        desk.changed.connect(self.refresh)
        desk.closed.connect(self.close)
        self.refresh()

    def refresh(self) -> None:
        """List the memos as they are now; the one that was current stays so."""
        before = self._current()
        memos = sorted(self._desk.review.memos if self._desk.review else (), key=lambda memo: memo.start)
        self.table.clear()
        for memo in memos:
            row = QTreeWidgetItem(
                [AUDIENCE_WORD[memo.audience], one_line(memo.text), one_line(memo.quote), self._place(memo)]
            )
            row.setData(0, _ID, memo.id)
            row.setToolTip(1, memo.text)
            row.setToolTip(2, memo.quote)
            self.table.addTopLevelItem(row)
            if memo.id == before:
                self.table.setCurrentItem(row)
        if self.table.currentItem() is None and memos:
            first = self.table.topLevelItem(0)
            if first is not None:
                self.table.setCurrentItem(first)
        printed = sum(memo.audience is Audience.CHIEF for memo in memos)
        told = self.tr("共 {0} 条，其中呈组长 {1} 条，印在评分表“说明”里；自记的不打印。Enter 到原文。")
        empty = self.tr("还没有旁注。在报告里选中文字按 P 写一条。")
        self.told.setText(told.format(len(memos), printed) if memos else empty)
        self._enable()

    def _place(self, memo: Memo) -> str:
        desk = self._desk
        here = desk.report is not None and memo.document == desk.report.sha256
        return desk.places.of(memo.start) if here and desk.places else self.tr("报告旧版")

    def _current(self) -> str:
        row = self.table.currentItem()
        return str(row.data(0, _ID)) if row is not None else ""

    def _memo(self) -> Memo | None:
        current = self._current()
        memos = self._desk.review.memos if self._desk.review else ()
        return next((memo for memo in memos if memo.id == current), None)

    def _enable(self) -> None:
        for button in (self.change, self.remove):
            button.setEnabled(self.table.currentItem() is not None)

    def _on_visited(self) -> None:
        memo = self._memo()
        if memo is not None and self._desk.report is not None and memo.document == self._desk.report.sha256:
            self.place_asked.emit(memo.start, memo.end)

    def _on_change(self) -> None:
        self.change_asked.emit(self._current())

    def _on_remove(self) -> None:
        self._desk.pen.remove_memo(self._current())
