"""A table as Qt wants it: rows, or groups over rows, with what the view needs to show and to jump."""

from collections.abc import Collection, Sequence
from enum import IntEnum
from operator import attrgetter, eq
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, Qt

from desktop.desk.grouped_model import GroupedModel, Index
from desktop.desk.tables import Arrangement, Group, Listing, TableRow, listed

GIVEN = 3_000
"""The most rows without headings that a view is given at once: it lays out all that it is given."""


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
        self._given = range(0)
        self._grouped = False

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
        return self._grouped

    @property
    def whole(self) -> bool:
        """Tell whether the view was given every row that is shown."""
        return self.grouped or len(self._given) == len(self.listing.groups[0].rows)

    @property
    def sizes(self) -> Sequence[int]:
        """Count the rows of each group, without groups those that the view was given."""
        if self.grouped:
            return [len(group.rows) for group in self.listing.groups]
        return (len(self._given),)

    @property
    def headings(self) -> tuple[str, ...]:
        """Name the headings shown, from top to bottom."""
        return tuple(group.title for group in self.listing.groups) if self.grouped else ()

    def count(self, tag: str = "") -> int:
        """Count the rows with a tag, shown or not."""
        return self.listing.counts.get(tag, 0) if tag else len(self.listing.rows)

    def place_of(self, index: Index) -> tuple[int, int] | None:
        """Give group and row of an index, the row counted from the first of its group, given or not."""
        place = super().place_of(index)
        return (place[0], place[1] + self._given.start) if place else None

    def index_at(self, group: int, row: int) -> QModelIndex:
        """Make the index of a row's first cell; none where the view was not given it."""
        return super().index_at(group, row - self._given.start)

    def bring(self, row: int) -> None:
        """Give the view the rows about one, counted from the first shown."""
        given = self._about(row)
        if given != self._given:
            self.beginResetModel()
            self._given = given
            self.endResetModel()

    def show(self, rows: tuple[TableRow, ...]) -> None:
        """Take other rows, looked at as those before; when the same ones are only told anew, nothing moves."""
        self.take(listed(rows, self.listing))

    def take(self, listing: Listing) -> None:
        """Take rows, in the way that they are looked at."""
        before = self.listing
        if listing is before:
            return
        if listing.grouped == self._grouped and _same(listing.groups, before.groups):
            self.listing = listing
            self._tell_all()
            return
        self.beginResetModel()
        self.listing, self._grouped = listing, listing.grouped
        self._given = self._about(0)
        self.endResetModel()

    def arrange(self, look: Arrangement) -> None:
        """Look at the table in another way."""
        self.take(self.listing.looked_at(look))

    def row_at(self, index: Index) -> TableRow | None:
        """Give the row of an index, None for a heading."""
        place = self.place_of(index)
        return self.listing.groups[place[0]].rows[place[1]] if place else None

    def index_of(self, key: str) -> QModelIndex:
        """Find the row with a key, and give it to the view."""
        for at, group in enumerate(self.listing.groups):
            for row, held in enumerate(group.rows):
                if held.key == key:
                    if not self.grouped and row not in self._given:
                        self.bring(row)
                    return self.index_at(at, row)
        return QModelIndex()

    def indexes_of(self, keys: Collection[str]) -> dict[str, QModelIndex]:
        """Find rows by their keys among those that the view was given."""
        return {
            group.rows[row].key: self.index_at(at, row)
            for at, group in enumerate(self.listing.groups)
            for row in (range(len(group.rows)) if self.grouped else self._given)
            if group.rows[row].key in keys
        }

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

    def _about(self, row: int) -> range:
        """Choose the rows to be given with one in their midst; none by this where rows stand under headings."""
        count = 0 if self.grouped else len(self.listing.groups[0].rows)
        first = max(0, min(row - GIVEN // 2, count - GIVEN))
        return range(first, min(count, first + GIVEN))

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
