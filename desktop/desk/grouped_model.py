"""Rows under headings, or rows alone, as Qt asks for them: what every such model says of its shape."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex

Index = QModelIndex | QPersistentModelIndex
_TOP = 0
"""Internal id of what stands at the top; a row's is its heading's number plus one (ids are integers, never objects)."""


class GroupedModel(QAbstractItemModel):
    """Give indexes for ``sizes`` rows under each heading, or for the rows of the one group where none are shown."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)

    @property
    def grouped(self) -> bool:
        """Tell whether rows stand under headings."""
        raise NotImplementedError

    @property
    def sizes(self) -> Sequence[int]:
        """Count the rows of each group; without headings there is one group."""
        raise NotImplementedError

    @property
    def headings(self) -> tuple[str, ...]:
        """Name the headings shown, from top to bottom; none without groups."""
        raise NotImplementedError

    def place_of(self, index: Index) -> tuple[int, int] | None:
        """Give group and row of an index; None for a heading, or no index at all."""
        if not index.isValid() or (self.grouped and index.internalId() == _TOP):
            return None
        return (index.internalId() - 1 if self.grouped else 0), index.row()

    def index_at(self, group: int, row: int) -> QModelIndex:
        """Make the index of a row's first cell."""
        return self.index(row, 0, self.index(group, 0) if self.grouped else QModelIndex())

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008
        """Make the index of a heading or row."""
        # Asked for every row of a table: what hasIndex() asks of it, without the way through Qt and back.
        if not (0 <= row < self.rowCount(parent) and 0 <= column < self.columnCount(parent)):
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
            return len(self.sizes) if self.grouped else self.sizes[0]
        if not self.grouped or parent.internalId() != _TOP or parent.column() != 0:
            return 0
        return self.sizes[parent.row()]
