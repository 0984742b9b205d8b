"""A table as Qt wants it: rows, or groups over rows, with what the view needs to show and to jump."""

from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop.desk.tables import Arrangement, Group, TableRow, arranged

Index = QModelIndex | QPersistentModelIndex
_TOP = 0
"""Internal id of what stands at the top; a row's is its group's number plus one (ids are integers, never objects)."""


class TableRole(IntEnum):
    """What a delegate asks for beside the words."""

    ROW = int(Qt.ItemDataRole.UserRole)
    COUNT = ROW + 1


class TableModel(QAbstractItemModel):
    """Show rows in an arrangement; never writes."""

    def __init__(self, headers: tuple[str, ...], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.headers = headers
        self._rows: tuple[TableRow, ...] = ()
        self._look = Arrangement()
        self._groups: tuple[Group, ...] = (Group("", ()),)

    @property
    def look(self) -> Arrangement:
        """Tell how the table is looked at."""
        return self._look

    @property
    def rows(self) -> tuple[TableRow, ...]:
        """Give the rows shown, in order."""
        return tuple(row for group in self._groups for row in group.rows)

    @property
    def grouped(self) -> bool:
        """Tell whether rows stand under headings."""
        return self._look.group >= 0

    def count(self, tag: str = "") -> int:
        """Count the rows with a tag, shown or not."""
        return sum(1 for row in self._rows if not tag or tag in row.tags)

    def show(self, rows: tuple[TableRow, ...]) -> None:
        """Take other rows; when the same ones are only told anew, nothing moves."""
        if rows == self._rows:
            return
        groups = arranged(rows, self._look)
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
        self._look, self._groups = look, arranged(self._rows, look)
        self.endResetModel()

    def row_at(self, index: Index) -> TableRow | None:
        """Give the row of an index, None for a heading."""
        if not index.isValid():
            return None
        if index.internalId() != _TOP:
            return self._groups[index.internalId() - 1].rows[index.row()]
        return None if self.grouped else self._groups[0].rows[index.row()]

    def index_of(self, key: str) -> QModelIndex:
        """Find the row with a key."""
        for at, group in enumerate(self._groups):
            for row, held in enumerate(group.rows):
                if held.key == key:
                    return self.index(row, 0, self.index(at, 0) if self.grouped else QModelIndex())
        return QModelIndex()

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008
        """Make the index of a heading or row."""
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else _TOP)

    def parent(self, index: Index | None = None) -> Any:  # noqa: ANN401  # QObject.parent() shares the name
        """Find the heading over a row."""
        if index is None:
            return super().parent()
        if not index.isValid() or index.internalId() == _TOP:
            return QModelIndex()
        return self.createIndex(index.internalId() - 1, 0, _TOP)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Count headings, or the rows under one."""
        if not parent.isValid():
            return len(self._groups) if self.grouped else len(self._groups[0].rows)
        if not self.grouped or parent.internalId() != _TOP or parent.column() != 0:
            return 0
        return len(self._groups[parent.row()].rows)

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

    def _tell_all(self) -> None:
        """Announce that every cell may read otherwise."""
        last = len(self.headers) - 1
        parents = [self.index(at, 0) for at in range(len(self._groups))] if self.grouped else [QModelIndex()]
        for parent in parents:
            if self.rowCount(parent):
                self.dataChanged.emit(self.index(0, 0, parent), self.index(self.rowCount(parent) - 1, last, parent))


def _keys(group: Group) -> tuple[str, tuple[str, ...]]:
    return group.title, tuple(row.key for row in group.rows)
