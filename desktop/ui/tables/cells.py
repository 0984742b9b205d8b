"""How a table's cells, group headings and column names are measured and painted."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionHeader, QStyleOptionViewItem

from desktop.desk.grouped_model import Index
from desktop.desk.table_model import TableRole
from desktop.ui import icons, theme
from desktop.ui.wrapping import line_height, wrapped

if TYPE_CHECKING:
    from desktop.desk.tables import TableRow
    from desktop.ui.tables.view import TableView

_PAD, _EDGE, _FRAME = 8, 14, 5
_HEADING = 30


class Header(QHeaderView):
    """Name columns; amounts stand at the right, as below."""

    def __init__(self, amounts: tuple[int, ...]) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._amounts = amounts

    def initStyleOptionForIndex(self, option: QStyleOptionHeader, logicalIndex: int) -> None:
        """Set a name as the column is set."""
        super().initStyleOptionForIndex(option, logicalIndex)
        if logicalIndex == self.sortIndicatorSection():
            # The style's own arrow stands where the words of a column set right end.
            arrow = "↑" if self.sortIndicatorOrder() is Qt.SortOrder.AscendingOrder else "↓"
            option.text, option.sortIndicator = f"{option.text} {arrow}", QStyleOptionHeader.SortIndicator.None_
        if logicalIndex in self._amounts:
            option.textAlignment = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class CellDelegate(QStyledItemDelegate):
    """Paint cells on one or several lines, and group headings; amounts are set right, so that digits stand in line."""

    def __init__(self, view: "TableView", lines: int, amounts: tuple[int, ...]) -> None:
        super().__init__(view)
        self._view, self._lines, self._amounts = view, lines, amounts
        theme.changed.connect(self.measure)
        self.measure()

    def measure(self) -> None:
        """Take the fonts in the size that text has."""
        self._font, self._bold = theme.font(theme.INTERFACE_PX), theme.font(theme.INTERFACE_PX, bold=True)
        self.font_metrics = QFontMetrics(self._font)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Measure a cell at its column's width."""
        row: TableRow | None = index.data(TableRole.ROW)
        if row is None:
            return QSize(0, theme.px(_HEADING))
        lines = len(
            wrapped(row.cells[index.column()], self._font, self.room(index.column()), self._most(index.column()))
        )
        return QSize(0, lines * line_height(theme.INTERFACE_PX) + 12)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw ground, hairline and words."""
        painter.save()
        box: QRect = option.rect
        state: QStyle.StateFlag = option.state
        row: TableRow | None = index.data(TableRole.ROW)
        if row is None:
            painter.fillRect(box, theme.colour("window"))
        elif state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, theme.colour("select"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, theme.colour("hover"))
        painter.setPen(theme.hairline(painter))
        painter.drawLine(box.bottomLeft(), QPoint(box.right() + 1, box.bottom()))
        if row is None:
            self._paint_heading(painter, box, index)
        else:
            faint = (row.runs[index.column()] is None or index.column() not in (0, 1)) and not (
                row.framed and row.framed[1] and row.framed[0] == index.column()
            )
            painter.setPen(theme.colour("soft" if faint else "text"))
            painter.setFont(self._font)
            left, right = self._edges(index.column())
            top, width = box.top() + 6, box.width() - left - right
            if row.framed is not None and row.framed[0] == index.column():
                self._paint_frame(
                    painter, QPoint(box.left() + left, top), row.cells[index.column()], solid=row.framed[1]
                )
            side = Qt.AlignmentFlag.AlignRight if index.column() in self._amounts else Qt.AlignmentFlag.AlignLeft
            for line in wrapped(row.cells[index.column()], self._font, width, self._most(index.column())):
                place = QRect(box.left() + left, top, width, line_height(theme.INTERFACE_PX))
                painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | side | Qt.TextFlag.TextDontClip, line)
                top += line_height(theme.INTERFACE_PX)
        if state & QStyle.StateFlag.State_Selected and self._view.hasFocus():
            painter.setPen(theme.hairline(painter, "ink"))
            painter.drawLine(box.topLeft(), QPoint(box.right() + 1, box.top()))
            painter.drawLine(box.bottomLeft(), QPoint(box.right() + 1, box.bottom()))
        if index.column() == 0 and state & QStyle.StateFlag.State_Selected:
            painter.fillRect(QRect(box.topLeft(), QPoint(box.left() + 2, box.bottom())), theme.colour("ink"))
        painter.restore()

    def _paint_frame(self, painter: QPainter, at: QPoint, words: str, *, solid: bool) -> None:
        """Draw a line round words: solid for what was decided, dashed for what is suggested."""
        width = painter.fontMetrics().horizontalAdvance(words) + 2 * _FRAME
        pen = theme.hairline(painter, "ink" if solid else "soft")
        pen.setStyle(Qt.PenStyle.SolidLine if solid else Qt.PenStyle.DashLine)
        painter.save()
        painter.setPen(pen)
        painter.drawRoundedRect(at.x() - _FRAME, at.y() - 1, width, line_height(theme.INTERFACE_PX) + 1, 4, 4)
        painter.restore()

    def room(self, column: int) -> int:
        """Give the pixels that a column has for words."""
        left, right = self._edges(column)
        return self._view.columnWidth(column) - left - right

    def _most(self, column: int) -> int:
        """Tell on how many lines a cell may stand: what is read stands on several, what is only told on one."""
        several = column in self._view.stretched and not self._view.uniformRowHeights()
        return self._lines if several else 1

    def _edges(self, column: int) -> tuple[int, int]:
        """Give the room left and right of a cell's words; the outer columns stand in line with what is above."""
        last = self._view.model().columnCount() - 1
        return _EDGE if column == 0 else _PAD, _EDGE if column == last else _PAD

    def _paint_heading(self, painter: QPainter, box: QRect, index: Index) -> None:
        """Draw a group: open or closed, its words, how many rows."""
        open_ = self._view.isExpanded(self._view.model().index(index.row(), 0))
        sign = QRect(box.left() + _EDGE - 2, box.top(), theme.px(icons.SIDE), box.height())
        icons.paint(painter, sign, "down" if open_ else "forward", "soft")
        count = str(index.data(TableRole.COUNT))
        room = box.adjusted(sign.right() + 6 - box.left(), 0, -_EDGE, 0)
        painter.setFont(self._font)
        painter.setPen(theme.colour("soft"))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, count)
        painter.setFont(self._bold)
        painter.setPen(theme.colour("text"))
        room.adjust(0, 0, -painter.fontMetrics().horizontalAdvance(count) - _PAD, 0)
        words = painter.fontMetrics().elidedText(str(index.data()), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, words)
