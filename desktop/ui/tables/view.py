"""A table over a model of rows: headings that sort, groups that open, cells on up to four lines."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QRect,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView

from desktop.desk.grouped_model import Index
from desktop.desk.table_model import TableModel
from desktop.desk.tables import Run, TableRow
from desktop.ui import theme
from desktop.ui.grouped_tree import GroupedTree
from desktop.ui.keys import goes_back_or_forward
from desktop.ui.tables.cells import CellDelegate, Header

_MANY = 600
"""Rows that are measured one by one in some 150 ms."""


class TableView(GroupedTree):
    """Show rows; ``place_asked`` carries the place of a cell that was clicked or reached by Enter.

    ``opened`` carries the key of its row and its column, whether or not it has a place.

    Where there is no room for the ``stretched`` columns, the ``yielding`` ones are left out, the first of them first;
    ``gave_way`` tells that the room has changed, ``too_many`` that there are more rows than can all be selected.
    """

    place_asked = Signal(int, int)
    opened = Signal(str, int)
    row_chosen = Signal(object)
    gave_way = Signal()
    too_many = Signal()

    def __init__(
        self,
        model: TableModel,
        widths: tuple[int, ...],
        stretched: tuple[int, ...],
        lines: int,
        amounts: tuple[int, ...] = (),
        yielding: tuple[int, ...] = (),
    ) -> None:
        super().__init__(model)
        self._table, self.stretched, self._yielding = model, stretched, yielding
        self.setHeader(Header(amounts))
        self.setHeaderHidden(False)
        self.watch()
        self.setProperty("role", "table")
        self._cells = CellDelegate(self, lines, amounts)
        self.setItemDelegate(self._cells)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._lines = lines
        self.suit(0)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        header = self.header()
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        header.setSortIndicatorClearable(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setStretchLastSection(False)
        header.setMinimumSectionSize(40)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._usual = tuple(map(theme.px, widths))
        self._widths = list(self._usual)
        for column, width in enumerate(self._widths):
            mode = QHeaderView.ResizeMode.Stretch if column in stretched else QHeaderView.ResizeMode.Interactive
            header.setSectionResizeMode(column, mode)
            self.setColumnWidth(column, width)
        header.sectionResized.connect(self._on_resized)
        self._slide = QTimer(self)
        self._slide.setSingleShot(True)
        self._slide.timeout.connect(self._on_end_reached)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        theme.changed.connect(self.viewport().update)

    @property
    def chosen(self) -> tuple[TableRow, ...]:
        """Give the selected rows in the table's order."""
        indexes = self.selectionModel().selectedRows()
        places = sorted(place for index in indexes if (place := self._table.place_of(index)))
        return tuple(self._table.listing.groups[group].rows[row] for group, row in places)

    def suit(self, count: int) -> None:
        """Set every row on one line where there are so many that measuring each would hold the window up."""
        self.setUniformRowHeights(self._lines == 1 or count > _MANY)

    def choose(self, key: str) -> bool:
        """Select a row and bring it into sight; False when it is not shown."""
        index = self._table.index_of(key)
        if not index.isValid():
            return False
        alone = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().setCurrentIndex(index, alone)
        self.scrollTo(index)
        return True

    def hold(self, keys: Iterable[str], current: str) -> None:
        """Select rows again after they were laid anew, those that are still there, without scrolling."""
        flags = QItemSelectionModel.SelectionFlag
        wanted = set(keys)
        found = self._table.indexes_of(wanted | {current})
        if current in found:
            self.selectionModel().setCurrentIndex(found[current], flags.NoUpdate)
        chosen = QItemSelection()
        for key in wanted & found.keys():
            chosen.select(found[key], found[key])
        self.selectionModel().select(chosen, flags.Select | flags.Rows)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell which row is chosen."""
        super().currentChanged(current, previous)
        self.row_chosen.emit(self._table.row_at(current))

    def selectAll(self) -> None:
        """Select every row; where there are too many to lay out, none, so that all of them are meant."""
        if self._table.whole:
            super().selectAll()
        else:
            self.clearSelection()
            self.too_many.emit()

    def _on_scrolled(self, value: int) -> None:
        """Come to an end of the rows that were given."""
        if not self._table.whole and value in (self.verticalScrollBar().minimum(), self.verticalScrollBar().maximum()):
            self._slide.start(0)

    def _on_end_reached(self) -> None:
        """Have the rows about this end given, and go on where one is: nothing moves, there is more to scroll to."""
        bar = self.verticalScrollBar()
        at_end = bar.value() == bar.maximum()
        edge = self.indexAt(self.viewport().rect().bottomLeft() if at_end else QPoint(0, 0))
        place, row = self._table.place_of(edge), self._table.row_at(edge)
        if self._table.whole or place is None or row is None or bar.value() not in (bar.minimum(), bar.maximum()):
            return
        top = self.visualRect(edge).top()
        chosen, current = self.chosen, self._table.row_at(self.currentIndex())
        self._table.bring(place[1])
        self.hold([each.key for each in chosen], current.key if current else "")
        self.doItemsLayout()
        bar.setValue(bar.value() + self.visualRect(self._table.index_at(*place)).top() - top)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Leave the side buttons to the window."""
        if goes_back_or_forward(event):
            event.ignore()
        else:
            super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Go to the place of the cell that was clicked, or open and close a group."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        held = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
        if event.button() is Qt.MouseButton.LeftButton and index.isValid() and not held:
            self._open(index)

    def event(self, event: QEvent) -> bool:
        """Keep Enter from the window's shortcuts, for here it leads to the row's place."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _is_enter(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the row's place by Enter."""
        if _is_enter(event):
            self._open(self.currentIndex())
            return
        if event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End) and not self._table.whole:
            rows = self._table.rows
            self.choose(rows[0 if event.key() == Qt.Key.Key_Home else -1].key)
        else:
            super().keyPressEvent(event)

    def _open(self, index: QModelIndex) -> None:
        row = self._table.row_at(index)
        if row is None:
            self.turn(index)
            return
        self.opened.emit(row.key, index.column())
        run: Run | None = row.runs[index.column()] or row.run
        if run is not None:
            self.place_asked.emit(*run)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave columns out, or show them again, as there is room."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._give_way()

    def _give_way(self) -> None:
        """Show as many columns as leave the stretched ones what they need, however wide the others were made."""
        needed, room = sum(self._usual), self.viewport().width()
        for at in self._yielding:
            hidden = needed > room
            needed -= self._usual[at] if hidden else 0
            self.setColumnHidden(at, hidden)
        self.gave_way.emit()

    @property
    def widths(self) -> tuple[int, ...]:
        """Give the width of each column, left out or not; of the stretched ones what they need."""
        return tuple(self._widths)

    @property
    def yields(self) -> bool:
        """Tell whether there are columns that may be left out."""
        return bool(self._yielding)

    def unseen(self, row: TableRow) -> tuple[int, ...]:
        """Name the columns of a row that are left out, or are too narrow for its words."""
        return tuple(at for at in range(len(self._widths)) if at not in self.stretched and self._cuts(row, at))

    def _cuts(self, row: TableRow, at: int) -> bool:
        words = self._cells.font_metrics.horizontalAdvance(row.cells[at])
        return self.isColumnHidden(at) or words > self._cells.room(at)

    def take_widths(self, widths: Sequence[int]) -> None:
        """Make the columns as wide as they were left."""
        if len(widths) == len(self._widths):
            for at in set(range(len(widths))) - set(self.stretched):
                self.setColumnWidth(at, widths[at])

    def _on_resized(self, column: int, _: int, width: int) -> None:
        """Remember how wide a column was made; one that is left out is made narrow by nobody."""
        if width and column not in self.stretched and width != self._widths[column]:
            self._widths[column] = width
            self.branched.emit()
        self.scheduleDelayedItemsLayout()

    def drawBranches(self, painter: QPainter, rect: QRect, index: Index) -> None:
        """Draw none: the heading carries its own sign."""


def _is_enter(event: QKeyEvent) -> bool:
    return event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not (
        event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    )
