"""重读: a report that today's program reads otherwise than the one that read it into its case, for a person to decide.

The case shows the text that its evidence points into until somebody takes the new reading; that is one step of the log,
and its undo brings the older text back.
"""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from desktop import __version__
from desktop.desk import files, says
from desktop.model.errors import DuyueError
from desktop.model.review import Review

if TYPE_CHECKING:
    from desktop.desk.desk import Desk

_LANE = "reread"
_KEPT = "kept_reading"


class Rereader(QObject):
    """Offer the new reading of the report of a case; ``compared`` carries what it would change."""

    compared = Signal(object)

    def __init__(self, desk: "Desk") -> None:
        super().__init__(desk)
        self._desk = desk
        self._held: dict[str, files.OpenedReport] = {}
        desk.changed.connect(self._on_changed)
        desk.closed.connect(self._held.clear)

    @property
    def offered(self) -> bool:
        """Tell whether the report is read otherwise today, and nobody decided yet to leave it as it is."""
        report, places = self._desk.report, self._desk.bookmark.places
        told = report is not None and any(notice.code == files.REREAD for notice in report.notices)
        return told and places.get(_KEPT) != __version__

    def compare(self) -> None:
        """Read the report anew in a job; ``compared`` carries what became of the review."""
        desk = self._desk
        if desk.ledger is None or not desk.ledger.flush():
            return
        try:
            case = desk.ledger.file.case()
        except DuyueError as error:
            desk.refuse(error)
            return
        desk.jobs.start(_LANE, partial(files.read_anew, case, desk.ledger.review), self._on_read, desk.fail)

    def leave(self) -> None:
        """Keep the older text; this version asks no more."""
        self._desk.bookmark.keep(**{_KEPT: __version__})

    def take(self, anew: files.ReadAnew, words: str = says.REREAD_TAKEN) -> bool:
        """Go by the new reading, as one step; False where that cannot be written, which is told."""
        desk = self._desk
        ledger, shown = desk.ledger, desk.opened_report
        if ledger is None or shown is None or not ledger.flush() or shown.report.sha256 != anew.older.sha256:
            return False
        if ledger.file.detached:
            desk.said.emit("error", says.REREAD_DETACHED)
            return False
        try:
            if all(each.sha256 != anew.document.sha256 for each in ledger.file.case().documents):
                ledger.file.add_document(anew.document, anew.opened.report.recognition)
        except DuyueError as error:
            return desk.refuse(error)
        self._held |= {opened.report.sha256: opened for opened in (shown, anew.opened)}
        return desk.amend(anew.carried(ledger.review).review, words)

    def _on_read(self, anew: files.ReadAnew) -> None:
        """Ask for a decision where there is one to make."""
        if anew.document.text == anew.older.text:
            self._desk.said.emit("info", says.REREAD_SAME)
        else:
            self.compared.emit(anew)

    def _on_changed(self, old: Review, new: Review) -> None:
        """Show the text that the review now goes by, once everybody knows of the change."""
        if old.rereadings != new.rereadings:
            QTimer.singleShot(0, self, self._show)

    def _show(self) -> None:
        desk = self._desk
        if desk.ledger is None:
            return
        try:
            case = desk.ledger.file.case()
        except DuyueError as error:
            desk.refuse(error)
            return
        document = case.read_for(desk.ledger.review)
        if document.sha256 in self._held:
            self._lay(self._held[document.sha256])
        else:
            desk.jobs.start(_LANE, partial(files.read_held, case, document), self._lay, desk.fail)

    def _lay(self, opened: files.OpenedReport) -> None:
        desk = self._desk
        if desk.ledger is not None:
            desk.lay_reading(opened, desk.item.id if desk.item else "")
