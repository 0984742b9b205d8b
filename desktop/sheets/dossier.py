"""What every export draws on: one review of a case, with what was read in its report and suggested from it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from pydantic import Field

from desktop.model.case import Case, DocumentRole
from desktop.model.checklist import Checklist, Item
from desktop.model.examination import Examination
from desktop.model.loop import Loop, LoopRow, Told
from desktop.model.record import Mark
from desktop.model.report import Report
from desktop.model.review import Evidence, Note, Quote, Review, rewords
from desktop.model.step import LoggedStep
from desktop.model.tally import Tally, TallyKind
from desktop.model.value import Value
from desktop.model.verdict import Suggestion
from desktop.scoring.engine import tally
from desktop.sheets import words
from desktop.sheets.spans import Cited, span


@dataclass(frozen=True)
class Entry:
    """One line to be scored: an item for a subject; ``part`` is what is summed up with it, ``leaf`` how it stands.

    ``key`` names it in formulas, ``number`` is how people call it: ``A10``, or ``A10#2`` for the second subject.
    """

    key: str
    number: str
    part: str
    item: Item
    subject: str
    leaf: Tally


class Dossier(Value):
    """One review with all that is printed of it.

    ``loop`` is the state of the rectification, for the papers that show it; ``logs`` are the steps of each review,
    ``at`` is the ISO time of the export.
    """

    case: Case
    review: Review
    checklist: Checklist
    examination: Examination
    suggestions: tuple[Suggestion, ...] = ()
    logs: dict[str, tuple[LoggedStep, ...]] = Field(default_factory=dict)
    loop: Loop | None = None
    at: str = ""
    version: str = ""

    @property
    def code(self) -> str:
        """Name the state of the case (核对码)."""
        return self.case.code

    @property
    def mark(self) -> str:
        """Say on every page that an example is none of a review."""
        return words.EXAMPLE if self.review.about.example else ""

    @property
    def year(self) -> str:
        """Give the year under review as it is written before what is done in it."""
        year = self.review.about.year
        return f"{year}年" if year.isdigit() else year

    @property
    def title(self) -> str:
        """Name district, year and checklist."""
        mark = f"（{self.mark}）" if self.mark else ""
        return f"{self.review.about.district}{self.year}{self.checklist.title}{mark}"

    @property
    def source(self) -> str:
        """Name the document that the checklist comes from."""
        number = f"（{self.checklist.doc_no}）" if self.checklist.doc_no else ""
        return f"{self.checklist.document}{number}"

    @cached_property
    def tally(self) -> Tally:
        """Replay the total."""
        return tally(self.checklist, self.review)

    @cached_property
    def suggestion_of(self) -> dict[str, Suggestion]:
        """Look up what is suggested for an item."""
        return {suggestion.item: suggestion for suggestion in self.suggestions}

    @cached_property
    def numbers(self) -> dict[str, str]:
        """Look up how an item is called; its whole id where two of the checklist are called the same."""
        items = self.checklist.items
        times = Counter(item.number for item in items)
        return {item.id: item.number if times[item.number] == 1 else item.id for item in items}

    def named(self, item: Item) -> str:
        """Name an item with its number."""
        return f"{self.numbers[item.id]} {item.name}"

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """List the lines of the sheet, part by part, subject by subject, as the total is made of them."""
        found: list[Entry] = []
        for part in self.tally.parts:
            if part.kind is not TallyKind.PART:
                continue
            each = part.parts if part.parts and part.parts[0].kind is TallyKind.PART else (part,)
            for number, once in enumerate(each, start=1):
                tail = f"#{number}" if once.subject or len(each) > 1 else ""
                found += [
                    Entry(
                        key=f"{leaf.key}{tail}",
                        number=f"{self.numbers[leaf.key]}{tail}",
                        part=f"{part.key}{tail}",
                        item=self.checklist.item_by_id[leaf.key],
                        subject=leaf.subject,
                        leaf=leaf,
                    )
                    for leaf in once.parts
                ]
        return tuple(found)

    @cached_property
    def cited(self) -> dict[str, Cited]:
        """Look up who cites a document, by its sha256: those whose text is read as when its quotes were taken."""
        report = self.examination.report
        same = [d for d in self.case.documents if d.sha256 == report.sha256 and d.text == report.text]
        return {document.sha256: Cited(report) for document in same}

    @cached_property
    def own(self) -> Cited:
        """Cite the report that was examined."""
        return self.cited.get(self.examination.report.sha256) or Cited(self.examination.report)

    def place(self, evidence: Evidence) -> str:
        """Say where a piece of evidence comes from."""
        if isinstance(evidence, Note):
            return "\n".join(filter(None, (evidence.method.value, evidence.source, evidence.date)))
        known = self.cited.get(evidence.document)
        where = known.place(evidence.start, evidence.end) if known else span(evidence.start, evidence.end)
        name = self.case.document(evidence.document).name
        return f"{name}\n{where}" if len(self.case.documents) > 1 else where


_M = TypeVar("_M", bound=Mark)
_PLANNING = (DocumentRole.PLAN, DocumentRole.REPORT)
"""As what a document lies in a case whose plan it is."""


def _quoted(review: Review, report: Report) -> Review:
    """Let a review quote a report as its recognised words were corrected."""
    evidence = (
        each.model_copy(update={"quote": report.reads(each.start, each.end)})
        if isinstance(each, Quote) and each.document == report.sha256
        else each
        for each in review.evidence
    )
    return review.model_copy(update={"evidence": tuple(evidence)})


def _marked(read: Examination, report: Report) -> Examination:
    """Let all that was read in a report quote it as its recognised words were corrected."""

    def as_corrected(marks: tuple[_M, ...]) -> tuple[_M, ...]:
        return tuple(mark.model_copy(update={"quote": report.reads(mark.start, mark.end)}) for mark in marks)

    return read.model_copy(
        update={
            "report": report,
            "metrics": as_corrected(read.metrics),
            "placeholders": as_corrected(read.placeholders),
            "problems": as_corrected(read.problems),
            "measures": as_corrected(read.measures),
            "defects": as_corrected(read.defects),
            "unusual": as_corrected(read.unusual),
        }
    )


def _looped(loop: Loop, report: Report) -> Loop:
    """Let a loop quote a report as its recognised words were corrected, be it the letter, the plan or a later round."""
    own = report.sha256
    planned = any(each.document == own and each.role in _PLANNING for each in loop.rounds)

    def said(mark: _M) -> _M:
        held = {
            name: tuple(said(inner) if isinstance(inner, Mark) else inner for inner in value)
            for name, value in vars(mark).items()
            if isinstance(value, tuple)
        }
        return mark.model_copy(update={"quote": report.reads(mark.start, mark.end), **held})

    def told(each: Told) -> Told:
        passage = each.passage
        return each.model_copy(update={"passage": said(passage)}) if passage and passage.document == own else each

    def row(each: LoopRow) -> LoopRow:
        issue = said(each.issue) if each.issue and each.issue.document == own else each.issue
        return each.model_copy(
            update={
                "issue": issue,
                "words": issue.quote if issue else each.words,
                "answers": tuple(map(said, each.answers)) if planned else each.answers,
                "told": tuple(map(told, each.told)),
            }
        )

    return loop.model_copy(update={"rows": tuple(map(row, loop.rows))})


def dossier(
    case: Case,
    review_id: str,
    examination: Examination,
    suggestions: tuple[Suggestion, ...] = (),
    at: str = "",
    logs: Mapping[str, tuple[LoggedStep, ...]] | None = None,
    loop: Loop | None = None,
) -> Dossier:
    """Gather what is printed of one review; raises ``WrongRequest`` for a review that is not there."""
    from desktop import __version__

    review = case.review(review_id)
    mended = rewords(review.corrections, examination.report.sha256)
    if mended:
        report = examination.report.model_copy(update={"rewords": mended})
        examination, review = _marked(examination, report), _quoted(review, report)
        loop = _looped(loop, report) if loop else None
    return Dossier(
        case=case,
        review=review,
        checklist=case.checklist(review_id),
        examination=examination,
        suggestions=suggestions,
        logs=dict(logs or {}),
        loop=loop,
        at=at,
        version=__version__,
    )
