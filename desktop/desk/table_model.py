"""A table as Qt wants it: rows, or groups over rows, with what the view needs to show and to jump."""

from collections import Counter
from collections.abc import Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, Qt

from desktop.desk.grouped_model import GroupedModel, Index
from desktop.desk.tables import Arrangement, Group, TableRow, arranged

_GIVEN = 2_000
"""Rows that a view is given at once, and each time it comes to their end: it lays out all that it is given."""


class TableRole(IntEnum):
    """What a delegate asks for beside the words."""

    ROW = int(Qt.ItemDataRole.UserRole)
    COUNT = ROW + 1


class TableModel(GroupedModel):
    """Show rows in an arrangement; never writes."""

    def __init__(self, headers: tuple[str, ...], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.headers = headers
        self._rows: tuple[TableRow, ...] = ()
        self._counts: Counter[str] = Counter()
        self._look = Arrangement()
        self._groups: tuple[Group, ...] = (Group("", ()),)
        self._given = _GIVEN

    @property
    def look(self) -> Arrangement:
        """Tell how the table is looked at."""
        return self._look

    @property
    def rows(self) -> tuple[TableRow, ...]:
        """Give the rows shown, in order, also those that the view was not given yet."""
        if len(self._groups) == 1:
            return self._groups[0].rows
        return tuple(row for group in self._groups for row in group.rows)

    @property
    def held(self) -> tuple[TableRow, ...]:
        """Give all rows as they were read, shown or not."""
        return self._rows

    @property
    def grouped(self) -> bool:
        """Tell whether rows stand under headings."""
        return self._look.group >= 0

    @property
    def sizes(self) -> Sequence[int]:
        """Count the rows of each group, without groups those that the view was given."""
        if self.grouped:
            return [len(group.rows) for group in self._groups]
        return (min(len(self._groups[0].rows), self._given),)

    @property
    def headings(self) -> tuple[str, ...]:
        """Name the headings shown, from top to bottom."""
        return tuple(group.title for group in self._groups) if self.grouped else ()

    def count(self, tag: str = "") -> int:
        """Count the rows with a tag, shown or not."""
        return self._counts[tag] if tag else len(self._rows)

    def canFetchMore(self, parent: Index) -> bool:
        """Tell whether the view was not given all rows yet; what stands under headings is given at once."""
        return not self.grouped and not parent.isValid() and self._given < len(self._groups[0].rows)

    def fetchMore(self, parent: Index) -> None:
        """Give the view some more rows."""
        if self.canFetchMore(parent):
            self._give(self._given + _GIVEN)

    def give_all(self) -> None:
        """Give the view every row."""
        if self.canFetchMore(QModelIndex()):
            self._give(len(self._groups[0].rows))

    def show(self, rows: tuple[TableRow, ...]) -> None:
        """Take other rows; when the same ones are only told anew, nothing moves."""
        if rows == self._rows:
            return
        groups = arranged(rows, self._look)
        self._counts = Counter(tag for row in rows for tag in row.tags)
        if [_keys(group) for group in groups] == [_keys(group) for group in self._groups]:
            self._rows, self._groups = rows, groups
            self._tell_all()
            return
        self.beginResetModel()
        self._rows, self._groups = rows, groups
        self.endResetModel()

    def arrange(self, look: Arrangement) -> None:
        """Look at the table in another way."""
        if look == self._look:
            return
        self.beginResetModel()
        self._look, self._groups, self._given = look, arranged(self._rows, look), _GIVEN
        self.endResetModel()

    def row_at(self, index: Index) -> TableRow | None:
        """Give the row of an index, None for a heading."""
        place = self.place_of(index)
        return self._groups[place[0]].rows[place[1]] if place else None

    def index_of(self, key: str) -> QModelIndex:
        """Find the row with a key."""
        for at, group in enumerate(self._groups):
            for row, held in enumerate(group.rows):
                if held.key == key:
                    if not self.grouped and row >= self._given:
                        self._give(row + _GIVEN)
                    return self.index_at(at, row)
        return QModelIndex()

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Count the columns."""
        return len(self.headers)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401  # Qt's signature
        """Name a column."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.headers[section] if 0 <= section < len(self.headers) else None
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401  # Qt's signature
        """Answer for one cell."""
        if not index.isValid():
            return None
        row, column = self.row_at(index), index.column()
        if row is None:
            return self._heading_data(self._groups[index.row()], column, role)
        if role == TableRole.ROW:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return row.cells[column]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self.headers[column]}：{row.cells[column]}"
        return None

    def _heading_data(self, group: Group, column: int, role: int) -> object:
        """Answer for a heading: its words and how many rows stand under it."""
        if role == TableRole.COUNT:
            return len(group.rows)
        if column != 0:
            return None
        title = group.title or "未注明"
        if role == Qt.ItemDataRole.DisplayRole:
            return title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{title}，{len(group.rows)} 行"
        return None

    def _give(self, count: int) -> None:
        """Give the view so many rows in all."""
        first = self.sizes[0]
        last = min(count, len(self._groups[0].rows)) - 1
        self.beginInsertRows(QModelIndex(), first, last)
        self._given = count
        self.endInsertRows()

    def _tell_all(self) -> None:
        """Announce that every cell may read otherwise."""
        last = len(self.headers) - 1
        parents = [self.index(at, 0) for at in range(len(self._groups))] if self.grouped else [QModelIndex()]
        for parent in parents:
            if self.rowCount(parent):
                self.dataChanged.emit(self.index(0, 0, parent), self.index(self.rowCount(parent) - 1, last, parent))


def _keys(group: Group) -> tuple[str, tuple[str, ...]]:
    return group.title, tuple(row.key for row in group.rows)
