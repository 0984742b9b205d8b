"""From a report to everything the program can say of it, in jobs: marks, the checklists on offer, suggestions."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from desktop.desk.jobs import Jobs
from desktop.model.checklist import Checklist, Judge
from desktop.model.examination import Examination
from desktop.model.explanation import Explanation
from desktop.model.replay import Timeline, Transition
from desktop.model.report import Report
from desktop.model.review import About, Correction, Review, Score
from desktop.model.step import Change, Step
from desktop.model.value import Value
from desktop.model.verdict import Hint, Suggestion

if TYPE_CHECKING:
    from desktop.scoring import Basis


@dataclass(frozen=True)
class Readers:
    """How a report is read, read as corrected, and how one figure's reading is explained: given from above."""

    examine: Callable[[Report], Examination]
    correct: Callable[[Examination, tuple[Correction, ...]], Examination]
    explain: Callable[[Examination, int], Explanation]


class Offer(Value):
    """What can be begun with a report: the checklists, the likeliest of them, and what the report says it is about.

    Where none fits, ``likely`` is the first and ``fits`` is false.
    """

    checklists: tuple[Checklist, ...]
    likely: str
    about: About
    fits: bool = True
    faults: tuple[str, ...] = ()


class Reading(QObject):
    """Read one report at a time and hold what was read; answers about an earlier one are dropped."""

    examined = Signal(object)
    offered = Signal(object)
    suggested = Signal(object)
    hinted = Signal()
    failed = Signal(object)

    def __init__(self, readers: Readers, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._readers, self._jobs = readers, jobs
        self._corrections: tuple[Correction, ...] = ()
        self.forget()

    def see(self, part: Report | None) -> None:
        """Look at one document of the file alone from now on, or at all of it."""
        self._part: Report | None = part
        if self._whole is not None:
            self._on_examined(self._whole)

    def forget(self) -> None:
        """Drop everything that was read, and every answer under way."""
        for lane in ("examine", "offer", "suggest", "hint"):
            self._jobs.drop(lane)
        self._raw: Examination | None = None
        self._whole: Examination | None = None
        self._part = None
        self.examination: Examination | None = None
        self.offer: Offer | None = None
        self.forget_suggestions()

    def forget_suggestions(self) -> None:
        """Drop what was suggested for another checklist."""
        self.suggestions: tuple[Suggestion, ...] = ()
        self.suggestion_of: dict[str, Suggestion] = {}
        self.hints: dict[str, tuple[Hint, ...]] = {}

    def examine(self, report: Report, corrections: tuple[Correction, ...]) -> None:
        """Find the marks of a report, as far as they were not corrected."""
        self._corrections = corrections
        self._read("examine", report, partial(self._readers.examine, report), self._on_read)

    def correct(self, corrections: tuple[Correction, ...]) -> None:
        """Read the figures as they are corrected now."""
        self._corrections = corrections
        if self._raw is not None:
            work = partial(self._readers.correct, self._raw, corrections)
            self._read("examine", self._raw.report, work, self._on_examined)

    def explain(self, start: int) -> Explanation | None:
        """Tell why the figure at an offset was read as it is."""
        return self._readers.explain(self.examination, start) if self.examination else None

    def ask_offer(self, report: Report) -> None:
        """Find the checklists for a report, and what it is about."""
        self._read("offer", report, partial(_offer, report), self._on_offered)

    def suggest(self, checklist: Checklist) -> None:
        """Find verdicts and evidence for a checklist, then what the thresholds say beside its items."""
        if self.examination is not None:
            work = partial(_suggest, self.examination, checklist)
            self._read("suggest", self.examination.report, work, partial(self._on_suggested, checklist))

    def _read(self, lane: str, report: Report, work: Callable[[], Any], done: Callable[[Any], object]) -> None:
        """Work through a report in a job, which a long one may take long for."""
        self._jobs.start(lane, work, done, self.failed.emit, characters=len(report.text))

    def _on_read(self, raw: Examination) -> None:
        self._raw = raw
        if self._corrections:
            self.correct(self._corrections)
        else:
            self._on_examined(raw)

    def _on_examined(self, examination: Examination) -> None:
        self._whole = examination
        self.examination = examination.within(self._part) if self._part else examination
        self.examined.emit(self.examination)

    def _on_offered(self, offer: Offer) -> None:
        self.offer = offer
        self.offered.emit(offer)

    def _on_suggested(self, checklist: Checklist, answer: "tuple[tuple[Suggestion, ...], Basis]") -> None:
        suggestions, basis = answer
        self.suggestions = suggestions
        self.suggestion_of = {suggestion.item: suggestion for suggestion in suggestions}
        self.suggested.emit(suggestions)
        self._jobs.start("hint", partial(_hint, basis, checklist), self._on_hinted, self.failed.emit)

    def _on_hinted(self, hints: dict[str, tuple[Hint, ...]]) -> None:
        self.hints = hints
        self.hinted.emit()


def _offer(report: Report) -> Offer:
    """Load the shelf and read who the report is about; build what the first steps of a review are made of.

    pydantic builds a value when it is first used: left to the window's thread, the first score would wait for seven.
    """
    from desktop import scoring
    from desktop.extraction.about import about
    from desktop.storage.shelf import Shelf

    for value in (Review, Timeline, Transition, Score, Change, Step, Judge):
        value.model_rebuild()
    shelf = Shelf()
    checklists = shelf.checklists()
    likely = scoring.likely_checklist(report, checklists)
    first = (likely or checklists[0]).id
    return Offer(checklists=checklists, likely=first, fits=likely is not None, about=about(report), faults=shelf.faults)


def _suggest(examination: Examination, checklist: Checklist) -> "tuple[tuple[Suggestion, ...], Basis]":
    """Load the lexicon and suggest; gives also what that rests on."""
    from desktop import lexicon, scoring

    basis = scoring.Basis.of(examination, lexicon.load())
    return scoring.suggest(examination, checklist, lexicon.load(), basis), basis


def _hint(basis: "Basis", checklist: Checklist) -> dict[str, tuple[Hint, ...]]:
    """Look up the thresholds of every item."""
    from desktop import lexicon, scoring

    return scoring.hints_by_item(basis, checklist.items, lexicon.load())
