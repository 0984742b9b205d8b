"""目录: the report's outline beside the page, the section in sight marked."""

from bisect import bisect_right

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from desktop.model.report import Heading, Report
from desktop.ui import theme
from desktop.ui.keys import goes_back_or_forward

_ROW = 26
_STEP = 14
_LEVEL = Qt.ItemDataRole.UserRole
_DEEPEST = 3


class Outline(QWidget):
    """List the headings of levels 0 to 3; choosing one asks to go there."""

    chosen = Signal(int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._title = title = QLabel(self.tr("目录"))
        title.setProperty("role", "small")
        title.setContentsMargins(12, 10, 12, 6)
        self._list = _Sections()
        self._list.setProperty("role", "outline")
        self._list.setFrameShape(QFrame.Shape.NoFrame)
        self._list.setUniformItemSizes(True)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setItemDelegate(_OutlineDelegate(self._list))
        self._list.setAccessibleName(self.tr("目录"))
        self._list.setAccessibleDescription(self.tr("上下键走到哪一节，原文就到哪一节"))
        self._list.itemClicked.connect(self._on_clicked)
        self._list.walked.connect(self._lead)
        title.setBuddy(self._list)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(title)
        layout.addWidget(self._list)
        self._headings: list[Heading] = []
        self._starts: list[int] = []

    def show_title(self, shown: bool) -> None:
        """Show the list's own title, where nothing above says what it is."""
        self._title.setVisible(shown)

    def show_report(self, report: Report) -> None:
        """Fill the list; run-in headings are shown only where a report has no others."""
        headings = report.headings()
        self._headings = [h for h in headings if h.level <= _DEEPEST] or list(headings)
        self._starts = [heading.start for heading in self._headings]
        self._list.clear()
        shallowest = min((h.level for h in self._headings if h.level > 0), default=1)
        for heading in self._headings:
            words = " ".join(heading.quote.split()).rstrip("。.:：")
            item = QListWidgetItem(words)
            item.setData(_LEVEL, max(0, heading.level - shallowest))
            item.setToolTip(words)
            self._list.addItem(item)

    def follow(self, offset: int) -> None:
        """Mark the section that holds a code point."""
        at = bisect_right(self._starts, offset) - 1
        if at != self._list.currentRow():
            self._list.setCurrentRow(at)

    def current(self) -> Heading | None:
        """Give the marked section."""
        row = self._list.currentRow()
        return self._headings[row] if 0 <= row < len(self._headings) else None

    def _on_clicked(self, item: QListWidgetItem) -> None:
        self._lead(self._list.row(item))

    def _lead(self, row: int) -> None:
        self.chosen.emit(self._headings[row].start, self._headings[row].end)


class _Sections(QListWidget):
    """Tell the row that a key has led to; taking the focus leads nowhere."""

    walked = Signal(int)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Leave the side buttons to the window."""
        if goes_back_or_forward(event):
            event.ignore()
        else:
            super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move by keyboard."""
        before = self.currentRow()
        super().keyPressEvent(event)
        if self.currentRow() != before:
            self.walked.emit(self.currentRow())


class _OutlineDelegate(QStyledItemDelegate):
    """Paint a section: indented by level, the current one on ink ground with a bar."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Keep rows even."""
        return QSize(80, theme.px(_ROW))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint one row."""
        rect: QRect = option.rect
        state = option.state
        current = bool(state & QStyle.StateFlag.State_Selected)
        if current:
            painter.fillRect(rect, theme.colour("select"))
            painter.fillRect(rect.x(), rect.y(), 3, rect.height(), theme.colour("ink"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, theme.colour("hover"))
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(theme.colour("ink"))
            painter.drawRect(rect.adjusted(0, 0, -1, -1))
        painter.setPen(theme.colour("text" if current else "soft"))
        room = rect.adjusted(12 + theme.px(_STEP) * index.data(_LEVEL), 0, -8, 0)
        words = painter.fontMetrics().elidedText(index.data(), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
