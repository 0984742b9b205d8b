"""The desk: one report, one checklist, the review of one by the other, and everything that can be done with them."""

import logging
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.desk import edits, files, says
from desktop.desk.answers import Answers
from desktop.desk.batch import Batch
from desktop.desk.beginning import Beginning
from desktop.desk.bookmark import Bookmark
from desktop.desk.citing import title_of
from desktop.desk.jobs import Jobs
from desktop.desk.ledger import Ledger
from desktop.desk.loops import Loops
from desktop.desk.memory import Memory
from desktop.desk.order import Walk
from desktop.desk.pen import Pen
from desktop.desk.pictures import PagePictures
from desktop.desk.porter import Porter
from desktop.desk.press import Press
from desktop.desk.progress import progress
from desktop.desk.reading import Offer, Readers, Reading
from desktop.desk.recent_rows import RecentRow, recent_rows
from desktop.desk.recogniser import Recogniser
from desktop.desk.rereading import Rereader
from desktop.desk.rewriter import Rewriter
from desktop.desk.safety import Safety
from desktop.desk.topics import Topics
from desktop.desk.words import review_title
from desktop.model.checklist import Checklist, Item
from desktop.model.errors import DuyueError
from desktop.model.examination import Examination
from desktop.model.explanation import Explanation
from desktop.model.places import Places
from desktop.model.replay import Timeline
from desktop.model.report import Report
from desktop.model.review import Review
from desktop.model.revision import revised
from desktop.model.verdict import Hint, Suggestion
from desktop.storage.casefile import CaseFile
from desktop.storage.settings import Settings

logger = logging.getLogger(__name__)

_PAINTED_MS = 10
"""After what time a text that is shown is painted: a job beside it would take turns with the painting."""


class Desk(QObject):
    """Hold what is open; every change to the review goes through ``amend``.

    ``said`` carries a kind (info, wait, error, done) and a Chinese sentence for the message bar, ``password_asked``
    whom to call with a password, and the sentence that asks for it.
    """

    opened = Signal()
    text_ready = Signal(object)
    examined = Signal(object)
    offered = Signal(object)
    checklist_shown = Signal(object)
    suggested = Signal(object)
    hinted = Signal()
    started = Signal()
    changed = Signal(object, object)
    saved = Signal(str)
    detached = Signal(str)
    said = Signal(str, str)
    item_chosen = Signal(str)
    stepped = Signal(str, str)
    exported = Signal(object, object)
    part_shown = Signal(object)
    known = Signal(object)
    carried_over = Signal(object)
    password_asked = Signal(object, str)
    closed = Signal()

    def __init__(self, readers: Readers, memory: Memory | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.jobs = Jobs(self)
        self.jobs.frozen.connect(lambda _: self._on_refused(says.FROZEN))
        self.pictures = PagePictures(self)
        self.recogniser = Recogniser(self)
        self.rereader = Rereader(self)
        self.memory = memory or Memory(self)
        self.memory.refused.connect(self._on_refused)
        self.memory.gathering.connect(self.remember)
        self.pen = Pen(self)
        self.press = Press(self)
        self.porter = Porter(self)
        self.answers = Answers(self)
        self.topics = Topics(self)
        self.rewriter = Rewriter(self)
        self.walk = Walk(self)
        self.bookmark = Bookmark(self)
        self.batch = Batch(self, readers)
        self.loops = Loops(self, readers.examine)
        self._reading = Reading(readers, self.jobs, self)
        self._reading.examined.connect(self._on_examined)
        self._reading.suggested.connect(self.suggested)
        self._reading.hinted.connect(self.hinted)
        self._reading.failed.connect(self.fail)
        self._painted = QTimer(self, singleShot=True, interval=_PAINTED_MS)
        self._painted.timeout.connect(self._examine)
        self.beginning = Beginning(self, self._reading)
        self._opened: files.OpenedReport | None = None
        self.read_from: Path | None = None
        self.places: Places | None = None
        self.checklist: Checklist | None = None
        self.begun_with: Checklist | None = None
        self.ledger: Ledger | None = None
        self._item = ""

    @property
    def settings(self) -> Settings:
        """Give what the user chose."""
        return self.memory.settings

    @property
    def examination(self) -> Examination | None:
        """Give what was read in the report, as far as it was not corrected."""
        return self._reading.examination

    @property
    def offer(self) -> Offer | None:
        """Give the checklists that can be begun with."""
        return self._reading.offer

    @property
    def suggestions(self) -> tuple[Suggestion, ...]:
        """Give what is suggested, item by item."""
        return self._reading.suggestions

    @property
    def suggestion_of(self) -> dict[str, Suggestion]:
        """Give what is suggested, by item."""
        return self._reading.suggestion_of

    @property
    def hints(self) -> dict[str, tuple[Hint, ...]]:
        """Give what the thresholds say beside the items."""
        return self._reading.hints

    @property
    def report(self) -> Report | None:
        """Give the open report."""
        return self._opened.report if self._opened else None

    @property
    def shown_report(self) -> Report | None:
        """Give what is looked at: the open report, or one document of a file that holds several."""
        return self.report.part(self.part) if self.report and self.part >= 0 else self.report

    @property
    def part(self) -> int:
        """Say which document of the file is looked at alone, -1 for all of it."""
        part = int(self.bookmark.places.get("part", -1))
        return part if self.report and part < len(self.report.parts) else -1

    @property
    def opened_report(self) -> files.OpenedReport | None:
        """Give the open report with the bytes that it was read from."""
        return self._opened

    @property
    def review(self) -> Review | None:
        """Give the review as it stands, or None before it was begun."""
        return self.ledger.review if self.ledger else None

    @property
    def path(self) -> Path | None:
        """Say where the case file lies."""
        return self.ledger.file.path if self.ledger else None

    @property
    def title(self) -> str:
        """Give the report's own title, or its file's name."""
        return title_of(self.report) if self.report else ""

    @property
    def item(self) -> Item | None:
        """Give the chosen item."""
        return self.checklist.item_by_id.get(self._item) if self.checklist else None

    @property
    def recent(self) -> tuple[RecentRow, ...]:
        """List the files that were open before, the last one first."""
        return recent_rows(self.memory.recent, datetime.now().astimezone())

    def explain(self, start: int) -> Explanation | None:
        """Tell why the figure at an offset was read as it is."""
        return self._reading.explain(start)

    # Opening and closing

    def open(self, path: Path) -> bool:
        """Open a report or a case file; what cannot be opened is told, and what is open stays."""
        return self.porter.bring(path)

    def lay_report(self, opened: files.OpenedReport, path: Path | None = None) -> bool:
        """Lay a report that was read on the desk, unless what lies there cannot be put away; writes nothing.

        Its text shows at once, its marks and the checklists on offer as they are ready.
        """
        if not self.close():
            return False
        self._lay(opened)
        if path is not None:
            self.memory.remember(path, self.title, path.name)
            self.read_from = path
        return True

    def lay_recognised(self, opened: files.OpenedReport) -> bool:
        """Lay a report on the desk again whose pages were recognised, unless a review was begun meanwhile."""
        return self.ledger is None and self.lay_report(opened, self.read_from)

    def lay_case(self, case: files.OpenedCase) -> bool:
        """Lay a case on the desk where it was left, unless what lies there cannot be put away."""
        if not self.close():
            case.close()
            return False
        self.hold(case.file, case.log)
        self.bookmark.lay(case.view, self.ledger)
        self.begun_with = case.checklist
        self.lay_reading(files.OpenedReport(case.report, case.data), str(self.bookmark.places.get("item", "")))
        self.remember()
        if case.file.detached:
            self.detached.emit(case.file.detached)
        if case.doubts:
            self.said.emit("error", says.doubted(case.doubts))
        if case.carried is not None:
            self.carried_over.emit(case.carried)
        return True

    def lay_reading(self, opened: files.OpenedReport, item: str) -> None:
        """Lay the report of the open case on the desk as it was read, and choose an item."""
        self._lay(opened)
        if self.begun_with is not None and self.review is not None:
            self.lay_checklist(revised(self.begun_with, self.review.revisions))
        self.started.emit()
        self.choose_item(item)

    def hold(self, file: CaseFile, log: Timeline) -> None:
        """Take a case file into the ledger."""
        self.ledger = Ledger(file, log, self)
        self.ledger.changed.connect(self._on_changed)
        self.ledger.saved.connect(self.saved)
        self.ledger.refused.connect(self._on_refused)
        self.ledger.detached.connect(self.detached)
        self._safety = Safety(self.ledger, self.memory.backups)
        self.ledger.stepped.connect(self.stepped)

    def lay_checklist(self, checklist: Checklist) -> None:
        """Lay a checklist on the desk, without what was suggested for the one before."""
        self.checklist, self._item = checklist, ""
        self._reading.forget_suggestions()
        self.checklist_shown.emit(checklist)

    def remember(self) -> None:
        """Put the case in its report's place on the recent list, with how far it is, and note that it is open."""
        if self.ledger is not None and self.checklist is not None:
            if self.read_from is not None:
                self.memory.forget(self.read_from)
            path, review = self.ledger.file.path, self.ledger.review
            if not self.ledger.file.detached:
                self.memory.mark_open(path)
            made = progress(self.checklist, review)
            self.memory.remember(path, review_title(review.about) or path.stem, self.checklist.title, made)

    def go_on_in(self, file: CaseFile) -> bool:
        """Go on in a copy of the case file; False, and said why, where it does not hold what the case does."""
        if self.ledger is None:
            file.close()
            return False
        old = self.ledger.file.path
        try:
            self.ledger.go_on_in(file)
        except DuyueError as error:
            file.close()
            return self.refuse(error)
        self.memory.mark_closed(old)
        self.remember()
        self.started.emit()
        return True

    def close(self) -> bool:
        """Put everything away; False when something is in memory alone and cannot be written, and then all stays.

        While the case is being rewritten, it stays, too.
        """
        if self.rewriter.busy:
            self.said.emit("info", says.REWRITING)
            return False
        if self.ledger and not self.ledger.settle():
            self.said.emit("error", says.UNSAVED)
            return False
        self.abandon()
        return True

    def finish(self) -> bool:
        """Let no job outlive the window; False where one is frozen."""
        self.memory.backups.settle()
        return all([self.jobs.finish(), self.pictures.finish(), self.recogniser.finish(), self.batch.finish()])

    def abandon(self) -> None:
        """Put everything away, even what could not be written."""
        held = self._opened is not None
        for lane in ("open", "known", "begin", "copy", "bring", "rewrite", "reread"):
            self.jobs.drop(lane)
        self._reading.forget()
        if self.ledger:
            self.bookmark.write()
            self.remember()
            self.memory.mark_closed(self.ledger.file.path)
            self._safety.keep()
            self.ledger.close()
            self.ledger.deleteLater()
        self._clear()
        if held:
            self.closed.emit()

    def show_part(self, part: int) -> None:
        """Look at one document of the file alone, -1 at all of it: its text, its marks, what is suggested from it."""
        if self.report is None or part == self.part or part >= len(self.report.parts):
            return
        self.bookmark.places["part"] = part
        self.bookmark.write()
        if self.ledger is None:
            self.checklist = None
        self.part_shown.emit(self.shown_report)
        self._reading.see(self.shown_report if part >= 0 else None)

    # Changing

    def attach(self) -> bool:
        """Write what only the memory holds back to the case file; what prevents it is told."""
        return self.ledger is not None and self.ledger.attach()

    def amend(self, new: Review, words: str, key: str = "") -> bool:
        """Write a change of the review and let it stand: the one door."""
        return self.ledger is not None and self.ledger.amend(new, words, key)

    def undo(self) -> bool:
        """Take back the last change, and choose the item that it was made to."""
        return self.ledger is not None and self._moved(self.ledger.undo)

    def redo(self) -> bool:
        """Bring back the change taken back last, and choose its item."""
        return self.ledger is not None and self._moved(self.ledger.redo)

    # Telling what went wrong

    def fail(self, error: Exception) -> None:
        """Tell what a job could not do."""
        if isinstance(error, DuyueError):
            self.refuse(error)
        else:
            logger.error("a job failed", exc_info=error)
            self.said.emit("error", says.BROKEN)

    def refuse(self, error: DuyueError) -> bool:
        """Tell what went wrong; always False."""
        self.said.emit("error", error.says)
        return False

    # Moving about

    def choose_item(self, item: str, subject: str | None = None) -> None:
        """Choose an item, and what to look at it for unless that stays; an unknown item means the first."""
        if self.checklist is None:
            return
        if self.ledger:
            self.ledger.flush()
        self._item = item if item in self.checklist.item_by_id else self.checklist.items[0].id
        if subject is not None:
            self.topics.stand_at(self._item, subject)
        self.item_chosen.emit(self._item)
        self.bookmark.keep(item=self._item)

    # Answers of the reading

    def _on_examined(self, examination: Examination) -> None:
        """Show the marks, and go on to what is asked next."""
        self.examined.emit(examination)
        if self.ledger and self.checklist:
            self._reading.suggest(self.checklist)
        else:
            self._reading.ask_offer(examination.report)

    def _on_changed(self, old: Review, new: Review) -> None:
        """Tell of a change; go by revised rules, and read the figures anew where the reading was corrected."""
        if old.revisions != new.revisions and self.begun_with is not None:
            self.checklist = revised(self.begun_with, new.revisions)
            self.checklist_shown.emit(self.checklist)
            self.suggested.emit(self.suggestions)
            self.item_chosen.emit(self._item)
        self.changed.emit(old, new)
        if old.corrections != new.corrections:
            self._reading.correct(new.corrections)

    def _moved(self, move: Callable[[], bool]) -> bool:
        """Undo or redo, and follow to the item that changed."""
        before = self.review
        if not move() or before is None or self.review is None:
            return False
        key = edits.changed_item(before, self.review)
        if key is not None and key != (self._item, self.topics.chosen):
            self.choose_item(*key)
        return True

    def _lay(self, opened: files.OpenedReport) -> None:
        """Lay a report on the desk; its examination starts once, after its text could be shown."""
        self._reading.forget()
        self._opened = opened
        self.places = Places(opened.report)
        self.pictures.lay(opened)
        self.opened.emit()
        self.text_ready.emit(self.shown_report)
        self._painted.start()

    def _examine(self) -> None:
        """Start reading the report that lies on the desk."""
        if self.report is not None:
            self._reading.see(self.shown_report if self.part >= 0 else None)
            self._reading.examine(self.report, self.review.corrections if self.review else ())
            self.porter.look_for_known()

    def _on_refused(self, why: str) -> None:
        """Tell what stands in the way."""
        self.said.emit("error", why)

    def _clear(self) -> None:
        """Have nothing on the desk."""
        self._opened = self.read_from = self.places = None
        self.pictures.forget()
        self.recogniser.forget()
        self.checklist = self.begun_with = self.ledger = None
        self.bookmark.lay({}, None)
        self.topics.forget()
        self._item = ""
