"""From a report to everything the program can say of it, in jobs: marks, the checklists on offer, suggestions."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from desktop.desk.jobs import Jobs
from desktop.model.checklist import Checklist
from desktop.model.examination import Examination
from desktop.model.report import Report
from desktop.model.review import About
from desktop.model.value import Value
from desktop.model.verdict import Hint, Suggestion

Examine = Callable[[Report], Examination]


class Offer(Value):
    """What can be begun with a report: the checklists, the likeliest of them, and what the report says it is about."""

    checklists: tuple[Checklist, ...]
    likely: str
    about: About
    faults: tuple[str, ...] = ()


class Reading(QObject):
    """Read one report at a time; answers about an earlier one are dropped."""

    examined = Signal(object)
    offered = Signal(object)
    suggested = Signal(object)
    hinted = Signal(object)
    failed = Signal(object)

    def __init__(self, examine: Examine, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._examine, self._jobs = examine, jobs

    def examine(self, report: Report) -> None:
        """Find the marks of a report."""
        self.forget()
        self._jobs.start("examine", partial(self._examine, report), self.examined.emit, self.failed.emit)

    def offer(self, report: Report) -> None:
        """Find the checklists for a report, and what it is about."""
        self._jobs.start("offer", partial(_offer, report), self.offered.emit, self.failed.emit)

    def suggest(self, examination: Examination, checklist: Checklist) -> None:
        """Find verdicts and evidence for a checklist."""
        work = partial(_suggest, examination, checklist)
        self._jobs.start("suggest", work, self.suggested.emit, self.failed.emit)

    def hint(self, examination: Examination, checklist: Checklist) -> None:
        """Find what the cross-framework thresholds say beside each item."""
        self._jobs.start("hint", partial(_hint, examination, checklist), self.hinted.emit, self.failed.emit)

    def forget(self) -> None:
        """Drop every answer under way."""
        for lane in ("examine", "offer", "suggest", "hint"):
            self._jobs.drop(lane)


def _offer(report: Report) -> Offer:
    """Load the shelf and read who the report is about."""
    from desktop import scoring
    from desktop.extraction.about import about
    from desktop.storage.shelf import Shelf

    shelf = Shelf()
    checklists = shelf.checklists()
    likely = scoring.likely_checklist(report, checklists) or checklists[0]
    return Offer(checklists=checklists, likely=likely.id, about=about(report), faults=shelf.faults)


def _suggest(examination: Examination, checklist: Checklist) -> tuple[Suggestion, ...]:
    """Load the lexicon and suggest."""
    from desktop import lexicon, scoring

    return scoring.suggest(examination, checklist, lexicon.load())


def _hint(examination: Examination, checklist: Checklist) -> dict[str, tuple[Hint, ...]]:
    """Load the lexicon and look up the thresholds of every item."""
    from desktop import lexicon, scoring

    words = lexicon.load()
    return {item.id: scoring.hints(examination, item, words) for item in checklist.items}
