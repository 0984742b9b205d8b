"""原文与答复: documents of the loop beside the report, and the ways from each to the other."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop.desk.loop_rows import Place, place_of, places
from desktop.model.loop import LoopRow
from desktop.ui.right_side import RightSide

if TYPE_CHECKING:
    from desktop.desk.desk import Desk
    from desktop.ui.reader import ReaderPane


class Papers(QObject):
    """Lead from an issue, its answer and what is told of it to the document that says so, in the report or beside."""

    def __init__(self, desk: "Desk", reader: "ReaderPane", side: RightSide) -> None:
        """Lead between this reader and the table of this side."""
        super().__init__(side)
        self._desk, self._reader, self._side = desk, reader, side
        side.looked.connect(self.look)
        side.cell_opened.connect(self._on_cell)
        reader.mark_clicked.connect(self._on_mark)
        reader.companion.mark_clicked.connect(self._on_mark_beside)
        desk.opened.connect(reader.companion.put_away)
        desk.closed.connect(reader.companion.put_away)

    def look(self, place: Place) -> None:
        """Go to a place of the report on the desk, or show it in its own document beside."""
        report = self._desk.report
        if report is not None and place.document == report.sha256:
            self._reader.jump(*place.run)
            return
        paper = self._desk.loops.paper(place.document)
        if paper is not None:
            self._reader.show_beside(*paper, place.run)

    def _on_cell(self, key: str, column: int) -> None:
        """Go to where a cell's words stand, and to the other side of them in what lies open beside."""
        row, plan = self._desk.loops.row(key), self._desk.loops.plan
        place = place_of(row, column, plan) if row else None
        if row is not None and place is not None:
            self.look(place)
            self._show_other_side(row, place.document)

    def _on_mark(self, _kind: str, _names: int, start: int) -> None:
        """Follow a mark of the report to the other side of it, where a document lies open beside."""
        if self._desk.report is not None and self._reader.companion.document:
            self._follow(self._desk.report.sha256, start)

    def _on_mark_beside(self, start: int) -> None:
        """Follow a mark of the document beside into the report."""
        self._follow(self._reader.companion.document, start)

    def _follow(self, document: str, at: int) -> None:
        """Choose the issue of a place, and show the other side of it."""
        row = self._side.find_issue(document, at)
        if row is not None:
            self._show_other_side(row, document)

    def _show_other_side(self, row: LoopRow, document: str) -> None:
        """Show where an issue stands in the one of the two open documents that is not this one."""
        report = self._desk.report.sha256 if self._desk.report else ""
        other = report if document != report else self._reader.companion.document
        place = next((each for each in places(row, self._desk.loops.plan) if each.document == other), None)
        if other and place is not None:
            self.look(place)
