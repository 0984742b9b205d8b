"""整改: the loop of what lies on the desk, read in a job when it is first looked at, and what is decided in it."""

from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from PySide6.QtCore import QObject, Signal

from desktop.desk import files
from desktop.desk.words import shortened
from desktop.model.case import Case, Document, DocumentRole
from desktop.model.errors import DuyueError, LockedCase, LockedFile, WrongRequest
from desktop.model.examination import Examination
from desktop.model.loop import Loop, LoopRow, Proposal
from desktop.model.report import Report
from desktop.model.review import Review
from desktop.model.standing import Standing
from desktop.model.words import PAPER_WORD
from desktop.storage.casefile import CaseFile

if TYPE_CHECKING:
    from desktop.desk.desk import Desk
    from desktop.model.plan import PlanItem
    from desktop.rectification import Rounds

Examine = Callable[[Report], Examination]


class Loops(QObject):
    """Keep the loop of one desk; every method that changes the review tells whether anything was written.

    ``changed`` tells that it was read, or is seen otherwise; ``says`` is why there is none. ``today`` gives the day
    that deadlines are held against.
    """

    changed = Signal()

    def __init__(self, desk: "Desk", examine: Examine) -> None:
        """Keep the loop of this desk, whose documents ``examine`` reads."""
        super().__init__(desk)
        self._desk, self.examine = desk, examine
        self.today: Callable[[], date] = date.today
        self.loop: Loop | None = None
        self.says = ""
        self._rounds: Rounds | None = None
        self._read_for: object = None
        desk.opened.connect(self.forget)
        desk.closed.connect(self.forget)
        desk.changed.connect(self._on_changed)

    def forget(self) -> None:
        """Have nothing read."""
        self._desk.jobs.drop("loop")
        self._rounds, self.loop, self.says, self._read_for = None, None, "", None
        self.changed.emit()

    def ask(self) -> None:
        """Read the loop of what lies on the desk, unless it is read already or being read."""
        desk = self._desk
        if desk.examination is None or desk.opened_report is None:
            return
        state = (desk.report, desk.ledger and desk.ledger.file.key)
        if state == self._read_for:
            return
        self._read_for = state
        try:
            held = desk.ledger.file.snapshot() if desk.ledger else _alone(desk.opened_report)
        except DuyueError as error:
            desk.refuse(error)
            return
        work = partial(read_rounds, held, self.examine, desk.examination)
        desk.jobs.start("loop", work, self._on_read, self._on_failed)

    def row(self, key: str) -> LoopRow | None:
        """Find a row by the key of its issue."""
        return next((row for row in self.loop.rows if row.key == key), None) if self.loop else None

    def items(self) -> "tuple[PlanItem, ...]":
        """List the items of the plan that a match can be corrected to."""
        return self._rounds.plan.plan.items if self._rounds and self._rounds.plan else ()

    def proposals(self, row: LoopRow | None) -> tuple[Proposal, ...]:
        """Tell what the framework for plans would give an issue's answer, or the plan as a whole, as suggestions."""
        from desktop import rectification

        if self._rounds is None or self.loop is None:
            return ()
        judgements = rectification.judged(self._rounds, row) if row else self.loop.judgements
        return rectification.proposals(judgements, self.loop, row, self._desk.checklist, self._desk.review)

    def paper(self, document: str) -> tuple[str, Examination] | None:
        """Give a document of the loop by its sha256, as what and under which name it lies in the case."""
        held = self._rounds.papers.get(document) if self._rounds else None
        return (f"{PAPER_WORD[held[0].role]}　{held[0].name}", held[1]) if held else None

    @property
    def plan(self) -> str:
        """Name the document that holds the plan, by its sha256."""
        return self._rounds.plan.round.document if self._rounds and self._rounds.plan else ""

    # Changing

    def decide(self, key: str, standing: Standing, on: str, evidence: str, note: str = "") -> bool:
        """Decide how far an issue is; a fresh decision, with what was decided before as its past."""
        from desktop import rectification

        by = self._desk.review.about.reviewer if self._desk.review else ""
        return self._amend(
            key,
            f"认定{standing.value}",
            lambda review, row: review.with_ruling(
                rectification.ruled(row, standing, on, evidence, by, uuid4().hex[:12], note)
            ),
        )

    def pair(self, key: str, item: str) -> bool:
        """Say which item of the plan answers an issue, by its key, "" for none."""
        from desktop import rectification

        found = next((each for each in self.items() if each.key == item), None)
        return self._amend(key, "改正对应", lambda review, row: rectification.paired(review, row, self.plan, found))

    def unpair(self, key: str) -> bool:
        """Return to the match that the program found."""
        return self._amend(key, "恢复对应", lambda review, row: review.without_pairing(row.key, self.plan))

    def reassign(self, key: str, to: str) -> bool:
        """Move what was decided on an issue that is named no more to another, both by their keys."""
        from desktop import rectification

        desk, former, target = self._desk, self.row(key), self.row(to)
        if desk.ledger is None or former is None or target is None or not desk.ledger.flush():
            return False
        try:
            new = rectification.reassigned(desk.ledger.review, former, target)
        except DuyueError as error:
            return desk.refuse(error)
        return desk.amend(new, f"改归认定 · {shortened(target.words)}")

    def accept(self, key: str, item: str) -> bool:
        """Take the suggestion for one item into the scores: of an issue's answer by its key, "" for the whole plan."""
        from desktop import rectification

        desk, row = self._desk, self.row(key) if key else None
        told = next((each for each in self.proposals(row) if each.judgement.item == item), None)
        if told is None or desk.checklist is None:
            return False
        if desk.ledger is None:
            desk.said.emit("info", "请先开始评审，再采用复核建议。")
            return False
        if not desk.ledger.flush():
            return False
        try:
            new = rectification.accepted(desk.ledger.review, desk.checklist, told)
        except DuyueError as error:
            return desk.refuse(error)
        return desk.amend(new, " · ".join(filter(None, ("采用复核建议", told.name, shortened(told.subject)))))

    def bring(self, path: Path, role: DocumentRole, password: str = "") -> bool:
        """Take one more document into the case, in a job; the loop is read anew when it is there.

        A file or an earlier case that is locked has its ``password`` asked for, which is kept nowhere.
        """
        desk = self._desk
        if desk.ledger is None:
            desk.said.emit("info", "请先开始评审，再把材料加入案卷。")
            return False
        desk.said.emit("wait", f"正在读取“{path.name}”…")

        def fail(error: Exception) -> None:
            if isinstance(error, LockedCase | LockedFile):
                desk.password_asked.emit(partial(self.bring, path, role), error.says)
            else:
                desk.fail(error)

        desk.jobs.start("bring", partial(_read_document, path, role, password), self._on_brought, fail)
        return True

    def _amend(self, key: str, words: str, change: Callable[[Review, LoopRow], Review]) -> bool:
        desk, row = self._desk, self.row(key)
        if row is None or row.issue is None:
            return False
        if desk.ledger is None:
            desk.said.emit("info", "请先开始评审，再认定整改状态。")
            return False
        if not desk.ledger.flush():
            return False
        try:
            new = change(desk.ledger.review, row)
        except DuyueError as error:
            return desk.refuse(error)
        return desk.amend(new, f"{words} · {shortened(row.words)}")

    def _on_brought(self, document: Document) -> None:
        """Write it into the case, which is a job of its own."""
        self._desk.rewriter.start(
            partial(self._on_kept, document), change=partial(CaseFile.add_document, document=document)
        )

    def _on_kept(self, document: Document) -> None:
        """Say that it is there, and read the loop anew."""
        desk = self._desk
        desk.said.emit("done", f"已把“{document.name}”作为{PAPER_WORD[document.role]}加入案卷。")
        self._read_for = None
        self.ask()

    def _on_read(self, rounds: "Rounds") -> None:
        self._rounds, self.says = rounds, ""
        self._lay_out()

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, WrongRequest):
            self.says = error.says
            self.changed.emit()
        else:
            self._desk.fail(error)

    def _on_changed(self, old: Review, new: Review) -> None:
        if old.rulings is not new.rulings or old.pairings is not new.pairings:
            self._lay_out()

    def _lay_out(self) -> None:
        from desktop import rectification

        if self._rounds is not None:
            review = self._desk.review or Review(id="", checklist="")
            self.loop = rectification.matrix(self._rounds, review, self.today())
            self.changed.emit()


def read_rounds(held: CaseFile | Case, examine: Examine, known: Examination | None = None) -> "Rounds":
    """Read every document of a case again, but for one that is examined already; closes a copy of a case file."""
    from desktop import intake, lexicon
    from desktop.rectification import Rounds

    if not isinstance(held, Case):
        with held as state:
            held = state.case()
    read = []
    for document in held.documents:
        if known is not None and (document.sha256, document.text) == (known.report.sha256, known.report.text):
            read.append((document, known))
            continue
        recognition = held.recognitions.get(document.sha256)
        read.append((document, examine(intake.read_kept(document.data, document.name, document.text, recognition))))
    return Rounds(read, lexicon.load())


def _alone(opened: files.OpenedReport) -> Case:
    """Take a report that has no case yet for the only document."""
    document = Document.of(opened.report, opened.data, DocumentRole.REPORT, "")
    return Case(documents=(document,), reviews=(), checklists={})


def _read_document(path: Path, role: DocumentRole, password: str) -> Document:
    """Read a file as a document of a case; an earlier case becomes the list of what it found wanting."""
    at = datetime.now().astimezone().isoformat(timespec="seconds")
    if role is DocumentRole.FINDINGS and path.suffix.lower() == files.SUFFIX:
        return _earlier(path, at, password)
    opened = files.read_report(path, password)
    return Document.of(opened.report, opened.data, role, at)


def _earlier(path: Path, at: str, password: str) -> Document:
    from desktop import intake, rectification

    with CaseFile.open(path, writing=False, password=password) as file:
        case = file.case()
    text = rectification.findings_of(case, case.reviews[0])
    return Document.of(intake.read_text(text, f"{path.stem}-问题清单.txt"), text.encode(), DocumentRole.FINDINGS, at)
