"""The checklist as the inspector sees it: 32-pixel rows of sign, name, verdict, score and evidence count."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop.desk.checklist_model import ChecklistModel, Column, Role
from desktop.desk.grouped_model import Index
from desktop.model.review import ScoreState
from desktop.model.verdict import VerdictWord
from desktop.model.words import VERDICT_WORD
from desktop.ui import icons, theme
from desktop.ui.grouped_tree import GroupedTree
from desktop.ui.keys import goes_back_or_forward

ROW = 32
_SIGN_X, _NAME_X = 12, 36
_STATE_ICON = {
    ScoreState.OPEN: ("circle", "soft"),
    ScoreState.SCORED: ("check", "met"),
    ScoreState.DOUBTFUL: ("help", "partial"),
    ScoreState.NOT_APPLICABLE: ("remove", "soft"),
}
VERDICT_TOKEN = {
    VerdictWord.MET: "met",
    VerdictWord.NOT_MET: "not_met",
    VerdictWord.PARTIAL: "partial",
    VerdictWord.UNKNOWN: "unknown",
    VerdictWord.JUDGE: "judge",
}
VERDICT_ICON = {
    VerdictWord.MET: "check",
    VerdictWord.NOT_MET: "close",
    VerdictWord.PARTIAL: "triangle",
    VerdictWord.UNKNOWN: "remove",
    VerdictWord.JUDGE: "",
}
_WIDTHS = {Column.VERDICT: 88, Column.SCORE: 64, Column.EVIDENCE: 48}


class ChecklistTree(GroupedTree):
    """Show the checklist; a row that is clicked or reached by keys is the chosen item."""

    chosen = Signal(str)

    def __init__(self, model: ChecklistModel, parent: QWidget | None = None) -> None:
        super().__init__(model, parent)
        self._items = model
        self._chosen = ""
        self.watch()
        self.setAccessibleName(self.tr("评价表"))
        self.setAccessibleDescription(self.tr("J、K 或上下键选评分项，数字键评分，U 到下一未评"))
        self.setItemDelegate(_RowDelegate(self))
        self.setUniformRowHeights(True)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = self.header()
        header.setMinimumSectionSize(32)
        header.setStretchLastSection(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(Column.NAME, QHeaderView.ResizeMode.Stretch)
        theme.changed.connect(self._measure)
        self._measure()
        theme.changed.connect(self.viewport().update)

    def _measure(self) -> None:
        """Give the columns beside the name the room that their words need."""
        for column, width in _WIDTHS.items():
            self.setColumnWidth(column, theme.px(width))

    def minimumSizeHint(self) -> QSize:
        """Give way to two rows: a form that opens below must not make the window higher than the screen."""
        return QSize(theme.px(200), 2 * theme.px(ROW))

    def choose(self, item: str) -> None:
        """Show an item as the chosen one, scrolling only if it is out of sight."""
        self._chosen = item
        index = self._items.index_of(item)
        if index.isValid() and self.currentIndex().siblingAtColumn(0) != index:
            self.setExpanded(index.parent(), True)
            self.setCurrentIndex(index)

    def keep(self, change: Callable[[], None]) -> None:
        """Do something to the rows, and leave chosen item and scroll where they can stay."""
        was_shown, at = self.currentIndex().isValid(), self.verticalScrollBar().value()
        self.blockSignals(True)
        change()
        index = self._items.index_of(self._chosen)
        if index.isValid():
            self.setCurrentIndex(index)
        self.blockSignals(False)
        self.verticalScrollBar().setValue(at)
        if index.isValid() and not was_shown:
            self.scrollTo(index)

    def all_shown(self) -> bool:
        """Tell whether every item is shown."""
        return not self._items.look.filtered

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell which item is chosen."""
        super().currentChanged(current, previous)
        item = self._items.item_at(current)
        if item is not None:
            self._chosen = item.id
            self.chosen.emit(item.id)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Open or close a dimension by a click anywhere on its row."""
        if goes_back_or_forward(event):
            event.ignore()
            return
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index.isValid() and self._items.item_at(index) is None:
            self.turn(index)
            return
        super().mousePressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows, or say that there are none."""
        super().paintEvent(event)
        if self._items.rowCount() == 0:
            told = self.tr("没有符合条件的评分项。") if self._items.look.filtered else self.tr("正在读报告，马上就好…")
            painter = QPainter(self.viewport())
            painter.setPen(theme.colour("soft"))
            painter.drawText(self.viewport().rect(), Qt.AlignmentFlag.AlignCenter, told)


class _RowDelegate(QStyledItemDelegate):
    """Paint one cell of a row."""

    def __init__(self, tree: ChecklistTree) -> None:
        super().__init__(tree)
        self._tree = tree
        theme.changed.connect(self.measure)
        self.measure()

    def measure(self) -> None:
        """Take the fonts in the size that text has."""
        self._font = theme.font(theme.INTERFACE_PX)
        self._bold = theme.font(theme.INTERFACE_PX, bold=True)
        self._small = theme.font(12)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Keep every row on the grid."""
        return QSize(0, theme.px(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw ground, hairline and content."""
        painter.save()
        box: QRect = option.rect
        state: QStyle.StateFlag = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        is_item = index.data(Role.ITEM) is not None
        if not is_item:
            painter.fillRect(box, theme.colour("window"))
        elif chosen:
            painter.fillRect(box, theme.colour("select"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, theme.colour("hover"))
        painter.setPen(theme.hairline(painter))
        painter.drawLine(box.bottomLeft(), QPoint(box.right() + 1, box.bottom()))
        if not is_item:
            self._paint_dimension(painter, box, index)
        else:
            if chosen and self._tree.hasFocus():
                painter.setPen(theme.hairline(painter, "ink"))
                painter.drawLine(box.topLeft(), QPoint(box.right() + 1, box.top()))
                painter.drawLine(box.bottomLeft(), QPoint(box.right() + 1, box.bottom()))
            if chosen and index.column() == Column.NAME:
                painter.fillRect(QRect(box.left(), box.top(), 3, box.height()), theme.colour("ink"))
            self._paint_item(painter, box, index)
        painter.restore()

    def _paint_dimension(self, painter: QPainter, box: QRect, index: Index) -> None:
        """Draw a dimension: open or closed, name, progress."""
        painter.setFont(self._font)
        open_ = self._tree.isExpanded(self._tree.model().index(index.row(), 0))
        icons.paint(painter, _sign_box(box), "down" if open_ else "forward", "soft")
        progress = str(index.data(Role.PROGRESS))
        width = painter.fontMetrics().horizontalAdvance(progress)
        painter.setPen(theme.colour("soft"))
        right = box.adjusted(0, 0, -12, 0)
        painter.drawText(right, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, progress)
        painter.setFont(self._bold)
        painter.setPen(theme.colour("text"))
        _elided(painter, box.adjusted(theme.px(_NAME_X), 0, -width - 28, 0), str(index.data()))

    def _paint_item(self, painter: QPainter, box: QRect, index: Index) -> None:
        """Draw one cell of an item."""
        painter.setFont(self._font)
        words = str(index.data() or "")
        if index.column() == Column.NAME:
            icons.paint(painter, _sign_box(box), *_STATE_ICON[index.data(Role.STATE)])
            painter.setPen(theme.colour("text"))
            _elided(painter, box.adjusted(theme.px(_NAME_X), 0, -8, 0), words)
        elif index.column() == Column.VERDICT:
            verdict = index.data(Role.VERDICT)
            if verdict is not None:
                painter.setFont(self._small)
                _badge(painter, box, verdict)
        else:
            faint = index.column() == Column.EVIDENCE or words.startswith("–")
            painter.setPen(theme.colour("soft" if faint else "text"))
            right = box.adjusted(0, 0, -12 if index.column() == Column.EVIDENCE else -4, 0)
            painter.drawText(right, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, words)


def _sign_box(box: QRect) -> QRect:
    """Give the place of the sign before a name."""
    return QRect(box.left() + _SIGN_X, box.top(), theme.px(icons.SIDE), box.height())


def _elided(painter: QPainter, box: QRect, words: str) -> None:
    """Draw words on one line, cut with an ellipsis where they do not fit."""
    metrics = QFontMetrics(painter.font())
    short = metrics.elidedText(words, Qt.TextElideMode.ElideRight, box.width())
    painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, short)


def _badge(painter: QPainter, box: QRect, verdict: VerdictWord) -> None:
    """Draw a verdict in its frame; an item that only a person can judge keeps a quiet one."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    sign, token = VERDICT_ICON[verdict], VERDICT_TOKEN[verdict]
    frame = QRectF(box.left() + 4, box.center().y() - theme.px(19) // 2, box.width() - 12, theme.px(19))
    painter.setPen(QPen(theme.colour(token if sign else "line"), 1))
    painter.drawRoundedRect(frame.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    before = 7
    if sign:
        place = QRect(box.left() + 8, box.top(), theme.px(icons.SMALL), box.height())
        icons.paint(painter, place, sign, token, icons.SMALL)
        before += theme.px(icons.SMALL)
    painter.setPen(theme.colour(token))
    painter.drawText(frame.adjusted(before, 0, -2, 0), Qt.AlignmentFlag.AlignVCenter, VERDICT_WORD[verdict])
