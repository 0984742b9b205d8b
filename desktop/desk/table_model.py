"""A table as Qt wants it: rows, or groups over rows, with what the view needs to show and to jump."""

from collections.abc import Sequence
from enum import IntEnum
from operator import attrgetter, eq
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, Qt

from desktop.desk.grouped_model import GroupedModel, Index
from desktop.desk.tables import Arrangement, Group, Listing, TableRow, listed

_GIVEN = 2_000
"""Rows that a view is given at once, and each time it comes to their end: it lays out all that it is given."""


_key = attrgetter("key")


class TableRole(IntEnum):
    """What a delegate asks for beside the words."""

    ROW = int(Qt.ItemDataRole.UserRole)
    COUNT = ROW + 1


class TableModel(GroupedModel):
    """Show rows in an arrangement; never writes."""

    def __init__(self, headers: tuple[str, ...], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.headers = headers
        self.listing = Listing()
        self._given = _GIVEN

    @property
    def look(self) -> Arrangement:
        """Tell how the table is looked at."""
        return self.listing.look

    @property
    def rows(self) -> tuple[TableRow, ...]:
        """Give the rows shown, in order, also those that the view was not given yet."""
        if len(self.listing.groups) == 1:
            return self.listing.groups[0].rows
        return tuple(row for group in self.listing.groups for row in group.rows)

    @property
    def held(self) -> tuple[TableRow, ...]:
        """Give all rows as they were read, shown or not."""
        return self.listing.rows

    @property
    def grouped(self) -> bool:
        """Tell whether rows stand under headings."""
        return self.listing.look.group >= 0

    @property
    def sizes(self) -> Sequence[int]:
        """Count the rows of each group, without groups those that the view was given."""
        if self.grouped:
            return [len(group.rows) for group in self.listing.groups]
        return (min(len(self.listing.groups[0].rows), self._given),)

    @property
    def headings(self) -> tuple[str, ...]:
        """Name the headings shown, from top to bottom."""
        return tuple(group.title for group in self.listing.groups) if self.grouped else ()

    def count(self, tag: str = "") -> int:
        """Count the rows with a tag, shown or not."""
        return self.listing.counts.get(tag, 0) if tag else len(self.listing.rows)

    def canFetchMore(self, parent: Index) -> bool:
        """Tell whether the view was not given all rows yet; what stands under headings is given at once."""
        return not self.grouped and not parent.isValid() and self._given < len(self.listing.groups[0].rows)

    def fetchMore(self, parent: Index) -> None:
        """Give the view some more rows."""
        if self.canFetchMore(parent):
            self._give(self._given + _GIVEN)

    def give_all(self) -> None:
        """Give the view every row."""
        if self.canFetchMore(QModelIndex()):
            self._give(len(self.listing.groups[0].rows))

    def show(self, rows: tuple[TableRow, ...]) -> None:
        """Take other rows; when the same ones are only told anew, nothing moves."""
        self.take(listed(rows, self.listing))

    def take(self, listing: Listing) -> None:
        """Take rows that were listed elsewhere, in the way that one looks at them by now."""
        before, listing = self.listing, listing.looked_at(self.listing.look)
        if listing is before:
            return
        if _same(listing.groups, before.groups):
            self.listing = listing
            self._tell_all()
            return
        self.beginResetModel()
        self.listing = listing
        self.endResetModel()

    def arrange(self, look: Arrangement) -> None:
        """Look at the table in another way."""
        if look == self.listing.look:
            return
        self.beginResetModel()
        self.listing, self._given = self.listing.looked_at(look), _GIVEN
        self.endResetModel()

    def row_at(self, index: Index) -> TableRow | None:
        """Give the row of an index, None for a heading."""
        place = self.place_of(index)
        return self.listing.groups[place[0]].rows[place[1]] if place else None

    def index_of(self, key: str) -> QModelIndex:
        """Find the row with a key."""
        for at, group in enumerate(self.listing.groups):
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
            return self._heading_data(self.listing.groups[index.row()], column, role)
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
        last = min(count, len(self.listing.groups[0].rows)) - 1
        self.beginInsertRows(QModelIndex(), first, last)
        self._given = count
        self.endInsertRows()

    def _tell_all(self) -> None:
        """Announce that every cell may read otherwise."""
        last = len(self.headers) - 1
        parents = [self.index(at, 0) for at in range(len(self.listing.groups))] if self.grouped else [QModelIndex()]
        for parent in parents:
            if self.rowCount(parent):
                self.dataChanged.emit(self.index(0, 0, parent), self.index(self.rowCount(parent) - 1, last, parent))


def _same(groups: Sequence[Group], before: Sequence[Group]) -> bool:
    """Tell whether the same rows stand under the same headings, whatever they say."""
    return len(groups) == len(before) and all(
        one.title == other.title
        and len(one.rows) == len(other.rows)
        and all(map(eq, map(_key, one.rows), map(_key, other.rows)))
        for one, other in zip(groups, before, strict=True)
    )
