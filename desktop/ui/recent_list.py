"""最近打开: reports and cases on two lines each, a case with how far its review is."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.desk.recent_rows import RecentRow
from desktop.ui import theme

ROW = 52
_PAD, _BAR, _BAR_HEIGHT = 12, 96, 6
_ROW_ROLE = int(Qt.ItemDataRole.UserRole)


class RecentList(QListWidget):
    """List what was open before; ``file_asked`` carries a path."""

    file_asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("最近打开"))
        self.setAccessibleDescription(self.tr("上下键选择，Enter 打开"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_RowDelegate(self))
        self.itemActivated.connect(self._on_entry)
        self.itemClicked.connect(self._on_entry)
        theme.changed.connect(self.viewport().update)

    def show_rows(self, rows: tuple[RecentRow, ...]) -> None:
        """List files, the last one first."""
        self.clear()
        for row in rows:
            entry = QListWidgetItem(row.title)
            entry.setData(_ROW_ROLE, row)
            entry.setToolTip(str(row.path))
            told = "，".join(filter(None, (row.title, row.about, row.progress)))
            entry.setData(Qt.ItemDataRole.AccessibleTextRole, told)
            self.addItem(entry)

    def _on_entry(self, entry: QListWidgetItem) -> None:
        self.file_asked.emit(entry.data(_ROW_ROLE).path)


class _RowDelegate(QStyledItemDelegate):
    """Paint a file: its title over what it is, and at the right how far it is."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Keep rows even."""
        return QSize(0, theme.px(ROW))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint one row."""
        row: RecentRow = index.data(_ROW_ROLE)
        box: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        if state & QStyle.StateFlag.State_MouseOver or state & QStyle.StateFlag.State_HasFocus:
            painter.fillRect(box, theme.colour("hover"))
        painter.setPen(theme.hairline(painter))
        painter.drawLine(box.bottomLeft(), QPoint(box.right() + 1, box.bottom()))
        inner = box.adjusted(_PAD, theme.px(7), -_PAD, -theme.px(8))
        words = inner.adjusted(0, 0, -theme.px(_BAR) - 20 if row.share is not None else 0, 0)
        for text, token, pixels, bold, at in (
            (row.title, "text", theme.INTERFACE_PX, True, Qt.AlignmentFlag.AlignTop),
            (row.about, "soft", 12, False, Qt.AlignmentFlag.AlignBottom),
        ):
            painter.setFont(theme.font(pixels, bold=bold))
            painter.setPen(theme.colour(token))
            cut = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, words.width())
            painter.drawText(words, at, cut)
        if row.share is not None:
            self._paint_progress(painter, inner, row.progress, row.share)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(theme.colour("ink"))
            painter.drawRect(box.adjusted(0, 0, -1, -1))
        painter.restore()

    def _paint_progress(self, painter: QPainter, inner: QRect, words: str, share: float) -> None:
        """Paint how many items are settled, over a bar that fills."""
        width = theme.px(_BAR)
        right = QRect(inner.right() - width, inner.top(), width, inner.height())
        painter.setFont(theme.font(12))
        painter.setPen(theme.colour("soft"))
        painter.drawText(right, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight, words)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for part, token in ((1.0, "line"), (share, "ink")):
            painter.setBrush(theme.colour(token))
            bar = QRectF(right.left(), right.bottom() - _BAR_HEIGHT - 3, width * part, _BAR_HEIGHT)
            painter.drawRoundedRect(bar, 3, 3)
