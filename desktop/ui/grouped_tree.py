"""A tree of rows under headings; a heading that was closed stays closed, whatever is done to the rows."""

from collections.abc import Collection

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QTreeView, QWidget

from desktop.desk.grouped_model import GroupedModel


class GroupedTree(QTreeView):
    """Show a grouped model, each heading over the whole width; ``branched`` tells that one was opened or closed."""

    branched = Signal()

    def __init__(self, model: GroupedModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grouped = model
        self._closed: set[str] = set()
        self._settling = False
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setExpandsOnDoubleClick(False)
        self.setVerticalScrollMode(QTreeView.ScrollMode.ScrollPerPixel)
        self.expanded.connect(self._on_opened)
        self.collapsed.connect(self._on_closed)

    def watch(self) -> None:
        """Show the model, once whoever answers for its rows is ready."""
        self.setModel(self._grouped)
        self._grouped.modelReset.connect(self._on_reset)

    @property
    def closed(self) -> tuple[str, ...]:
        """Name the headings that were closed."""
        return tuple(sorted(self._closed))

    def close_headings(self, names: Collection[str]) -> None:
        """Close the headings of these names alone."""
        self._closed = set(names)
        self._on_reset()

    def turn(self, index: QModelIndex) -> None:
        """Open a closed heading, close an open one."""
        first = index.siblingAtColumn(0)
        self.setExpanded(first, not self.isExpanded(first))

    def all_shown(self) -> bool:
        """Tell whether every row is shown; while some are looked for, none hides behind a closed heading."""
        return True

    def _on_reset(self) -> None:
        """Open every heading but those that were closed."""
        self._settling = True
        if self._grouped.headings:
            self.expandAll()
        for row, name in enumerate(self._grouped.headings):
            self.setFirstColumnSpanned(row, QModelIndex(), True)
            if name in self._closed and self.all_shown():
                self.collapse(self._grouped.index(row, 0))
        self._settling = False

    def _on_opened(self, index: QModelIndex) -> None:
        self._mark(index, closed=False)

    def _on_closed(self, index: QModelIndex) -> None:
        self._mark(index, closed=True)

    def _mark(self, index: QModelIndex, *, closed: bool) -> None:
        if self._settling or not self.all_shown():
            return
        name = self._grouped.headings[index.row()]
        (self._closed.add if closed else self._closed.discard)(name)
        self.branched.emit()
