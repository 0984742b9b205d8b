"""重读: a report that today's program reads otherwise than the one that read it into its case, for a person to decide.

The case shows the text that its evidence points into until somebody takes the new reading; that is one step of the log,
and its undo brings the older text back.
"""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from desktop import __version__
from desktop.desk import files, says
from desktop.desk.ledger import Ledger
from desktop.model.carry import Carried
from desktop.model.errors import DuyueError
from desktop.model.recognition import Recognition
from desktop.model.review import Review
from desktop.storage.casefile import CaseFile

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
        self.read_anew(self._on_read)

    def read_anew(self, done: Callable[[files.ReadAnew], object], recognition: Recognition | None = None) -> None:
        """Read the report anew in a job, with what was recognised on its pages now, and hand it on."""
        desk = self._desk
        if desk.ledger is None or not desk.ledger.flush():
            return
        state = self._state(desk.ledger)
        if state is not None:
            desk.jobs.start(_LANE, partial(files.read_anew, state, desk.ledger.review, recognition), done, desk.fail)

    def leave(self) -> None:
        """Keep the older text; this version asks no more."""
        self._desk.bookmark.keep(**{_KEPT: __version__})

    def take(
        self, anew: files.ReadAnew, words: str = says.REREAD_TAKEN, done: Callable[[], object] = lambda: None
    ) -> bool:
        """Go by the new reading, as one step made of jobs; False where that cannot be written, which is told."""
        desk = self._desk
        ledger, shown = desk.ledger, desk.opened_report
        if ledger is None or shown is None or not ledger.flush() or shown.report.sha256 != anew.older.sha256:
            return False
        if ledger.file.detached:
            desk.said.emit("error", says.REREAD_DETACHED)
            return False
        self._held |= {opened.report.sha256: opened for opened in (shown, anew.opened)}
        carry = partial(self._carry, anew, words, done)
        if anew.stored:
            carry()
            return True
        recognition = anew.opened.report.recognition
        change = partial(CaseFile.add_document, document=anew.document, recognition=recognition)
        return desk.rewriter.start(carry, change=change)

    def _carry(self, anew: files.ReadAnew, words: str, done: Callable[[], object]) -> None:
        """Move the review as it stands now to the new reading, in a job."""
        ledger = self._desk.ledger
        if ledger is not None and ledger.flush():
            carried = partial(self._on_carried, anew, words, done, ledger.review)
            self._desk.jobs.start(_LANE, partial(anew.carried, ledger.review), carried, self._desk.fail)

    def _on_carried(
        self, anew: files.ReadAnew, words: str, done: Callable[[], object], review: Review, made: Carried
    ) -> None:
        """Let it stand, unless the review went on meanwhile: then that is moved."""
        ledger = self._desk.ledger
        assert ledger is not None
        if not ledger.flush() or ledger.review is not review:
            self._carry(anew, words, done)
        elif self._desk.amend(made.review, words):
            done()

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
        state = self._state(desk.ledger) if desk.ledger else None
        if state is not None and desk.review is not None:
            work = partial(files.read_going, state, desk.review, dict(self._held))
            desk.jobs.start(_LANE, work, self._lay, desk.fail)

    def _lay(self, opened: files.OpenedReport) -> None:
        desk = self._desk
        if desk.ledger is not None:
            desk.lay_reading(opened, desk.item.id if desk.item else "")

    def _state(self, ledger: Ledger) -> CaseFile | None:
        """Copy the case for a job; None, and said why, where it cannot be read."""
        try:
            return ledger.file.snapshot()
        except DuyueError as error:
            self._desk.refuse(error)
            return None
