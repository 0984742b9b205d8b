"""评审: one inspector's work with one checklist; every change is a pure function ``Review → Review``."""

from collections.abc import Iterable
from decimal import Decimal
from enum import StrEnum
from typing import Literal, Self

from desktop.model.marks import Marks
from desktop.model.report import Reword
from desktop.model.scheme import Scheme
from desktop.model.standing import Pairing, Ruling
from desktop.model.value import Value

ItemKey = tuple[str, str]
"""An item's id and the subject it is scored for (``""`` unless the item repeats)."""


class ScoreState(StrEnum):
    """未评, 已评, 存疑, 不适用."""

    OPEN = "open"
    SCORED = "scored"
    DOUBTFUL = "doubtful"
    NOT_APPLICABLE = "not_applicable"


class LevelWord(StrEnum):
    """The levels of an item whose checklist gives neither points nor levels; digit keys 1, 2, 3 choose them."""

    REACHED = "达标"
    MOSTLY = "基本达标"
    MISSED = "未达标"


class Score(Value):
    """评分: the inspector's decision on one item.

    ``wording`` is ``Item.wording_hash`` at the time of scoring. ``level`` is the level chosen, ``given`` are the
    numbers that the item's rule asked for (扣分处数, 名次, …), ``points`` what followed or was given itself; None
    where the item has none. ``claimed`` is what the report gives itself (自评分).
    """

    item: str
    wording: str
    subject: str = ""
    state: ScoreState = ScoreState.OPEN
    points: Decimal | None = None
    level: str | None = None
    given: tuple[Decimal, ...] = ()
    claimed: Decimal | None = None
    reason: str = ""
    remark: str = ""

    @property
    def key(self) -> ItemKey:
        """Name the item and subject that the score is for."""
        return self.item, self.subject

    @property
    def settled(self) -> bool:
        """Tell whether the item needs no further decision (已评 or 不适用)."""
        return self.state in {ScoreState.SCORED, ScoreState.NOT_APPLICABLE}


class EvidenceOrigin(StrEnum):
    """自动: a suggestion taken as it was; 手动: the inspector's own; 改写: a suggestion changed."""

    SUGGESTED = "auto"
    MANUAL = "manual"
    EDITED = "edited"


class NoteMethod(StrEnum):
    """How evidence outside the report was seen."""

    PAPERS = "查阅资料"
    VISIT = "实地查看"
    INTERVIEW = "访谈"


class Quote(Value):
    """佐证 from a report: a span of the document with this sha256."""

    kind: Literal["quote"] = "quote"
    id: str
    item: str
    subject: str = ""
    document: str
    start: int
    end: int
    quote: str
    origin: EvidenceOrigin = EvidenceOrigin.MANUAL


class Note(Value):
    """佐证 from outside the report: what was seen, where (``source``) and when (``date``, ISO, or empty)."""

    kind: Literal["note"] = "note"
    id: str
    item: str
    subject: str = ""
    method: NoteMethod
    text: str
    source: str = ""
    date: str = ""


Evidence = Quote | Note


class Dismissal(Value):
    """A suggestion that the inspector rejected for an item: the span it proposed."""

    item: str
    document: str
    start: int
    end: int

    @property
    def key(self) -> tuple[str, str, int, int]:
        """Name the suggestion."""
        return self.item, self.document, self.start, self.end


CorrectedField = Literal["unit", "indicator", "subject", "period", "metric", "words"]


class Correction(Value):
    """更正: what the inspector corrected in the reading of the figure that starts at ``start``.

    ``field`` is ``unit``, ``indicator``, ``subject``, ``period`` or ``metric``: with value ``"no"`` it is no figure,
    with ``"yes"`` one that was missed, and then ``end`` says where it ends. With ``words`` the page says ``value``
    where the text, as it was recognised, says what stands from ``start`` to ``end``.
    """

    document: str
    start: int
    field: CorrectedField
    value: str
    end: int | None = None

    @property
    def key(self) -> tuple[str, int, str]:
        """Name the field that is corrected."""
        return self.document, self.start, self.field


def rewords(corrections: Iterable[Correction], document: str) -> tuple[Reword, ...]:
    """List the words of a document that were corrected, in the text's order."""
    return tuple(
        sorted(
            Reword(each.start, each.end, each.value)
            for each in corrections
            if each.field == "words" and each.document == document and each.end is not None
        )
    )


class Ignored(Value):
    """A figure that no item needs, and why the inspector lets it pass."""

    document: str
    start: int
    reason: str

    @property
    def key(self) -> tuple[str, int]:
        """Name the figure."""
        return self.document, self.start


class Audience(StrEnum):
    """For whom a memo is written: self 自记 is never printed, chief 呈组长 stands in the sheet's 说明."""

    SELF = "self"
    CHIEF = "chief"


class Memo(Value):
    """旁注: a note beside words of the document with this sha256; it proves nothing and scores nothing."""

    id: str
    document: str
    start: int
    end: int
    quote: str
    text: str
    audience: Audience = Audience.SELF


class Subject(Value):
    """对象: what a repeating item is scored for; ``kind`` is what its dimension ``repeats`` (problem, school)."""

    kind: str
    name: str

    @property
    def key(self) -> tuple[str, str]:
        """Name the subject."""
        return self.kind, self.name


class Revision(Value):
    """改定: a rule that this review goes by instead of the checklist's: an item's ``marks``, or the whole's ``scheme``.

    ``item`` is empty for the whole.
    """

    item: str = ""
    marks: Marks | None = None
    scheme: Scheme | None = None

    @property
    def key(self) -> tuple[str]:
        """Name the rule that is revised."""
        return (self.item,)


class Rereading(Value):
    """重读: the review goes by a later reading of a document; both are named by their sha256, the older text stays."""

    document: str
    reading: str

    @property
    def key(self) -> tuple[str]:
        """Name the document that was read again."""
        return (self.document,)


class About(Value):
    """What the sheet's head says; an ``example`` is marked 示例，非评审结论 wherever it is shown or printed."""

    district: str = ""
    year: str = ""
    reviewer: str = ""
    example: bool = False


class Review(Value):
    """评审: scores, evidence and what else the inspector decided, each in the order of making."""

    id: str
    checklist: str
    about: About = About()
    scores: tuple[Score, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    dismissed: tuple[Dismissal, ...] = ()
    corrections: tuple[Correction, ...] = ()
    ignored: tuple[Ignored, ...] = ()
    subjects: tuple[Subject, ...] = ()
    revisions: tuple[Revision, ...] = ()
    rulings: tuple[Ruling, ...] = ()
    pairings: tuple[Pairing, ...] = ()
    rereadings: tuple[Rereading, ...] = ()
    memos: tuple[Memo, ...] = ()

    def score_of(self, item: str, subject: str = "") -> Score | None:
        """Find the score of an item, or None while it is untouched."""
        return next((score for score in self.scores if score.key == (item, subject)), None)

    def evidence_of(self, item: str, subject: str = "") -> tuple[Evidence, ...]:
        """List an item's evidence in the order it was added."""
        return tuple(e for e in self.evidence if (e.item, e.subject) == (item, subject))

    def dismissed_of(self, item: str) -> frozenset[tuple[str, int, int]]:
        """List the suggestions rejected for an item, as (document, start, end)."""
        return frozenset((d.document, d.start, d.end) for d in self.dismissed if d.item == item)

    def reading_of(self, document: str) -> str:
        """Name the reading of a document that the review goes by: the document itself until it was read again."""
        return next((each.reading for each in self.rereadings if each.document == document), document)

    def with_rereading(self, rereading: Rereading) -> Self:
        """Go by a later reading of a document."""
        kept = tuple(each for each in self.rereadings if each.key != rereading.key)
        return self.model_copy(update={"rereadings": (*kept, rereading)})

    def with_about(self, about: About) -> Self:
        """Replace the head."""
        return self.model_copy(update={"about": about})

    def with_score(self, score: Score) -> Self:
        """Set one item's score."""
        kept = [score if old.key == score.key else old for old in self.scores]
        if all(old.key != score.key for old in self.scores):
            kept.append(score)
        return self.model_copy(update={"scores": tuple(kept)})

    def without_score(self, item: str, subject: str = "") -> Self:
        """Make an item untouched again."""
        return self.model_copy(update={"scores": tuple(s for s in self.scores if s.key != (item, subject))})

    def with_evidence(self, evidence: Evidence) -> Self:
        """Add a piece of evidence, or replace the one with its id."""
        kept = [evidence if old.id == evidence.id else old for old in self.evidence]
        if all(old.id != evidence.id for old in self.evidence):
            kept.append(evidence)
        return self.model_copy(update={"evidence": tuple(kept)})

    def without_evidence(self, evidence_id: str) -> Self:
        """Take a piece of evidence off its item."""
        return self.model_copy(update={"evidence": tuple(e for e in self.evidence if e.id != evidence_id)})

    def with_memo(self, memo: Memo) -> Self:
        """Add a memo, or replace the one with its id."""
        kept = [memo if old.id == memo.id else old for old in self.memos]
        if all(old.id != memo.id for old in self.memos):
            kept.append(memo)
        return self.model_copy(update={"memos": tuple(kept)})

    def without_memo(self, memo_id: str) -> Self:
        """Take a memo away."""
        return self.model_copy(update={"memos": tuple(m for m in self.memos if m.id != memo_id)})

    def with_dismissed(self, dismissal: Dismissal) -> Self:
        """Reject a suggestion."""
        if dismissal in self.dismissed:
            return self
        return self.model_copy(update={"dismissed": (*self.dismissed, dismissal)})

    def without_dismissed(self, dismissal: Dismissal) -> Self:
        """Offer a rejected suggestion again."""
        return self.model_copy(update={"dismissed": tuple(d for d in self.dismissed if d != dismissal)})

    def with_correction(self, correction: Correction) -> Self:
        """Set one corrected field."""
        kept = [correction if old.key == correction.key else old for old in self.corrections]
        if all(old.key != correction.key for old in self.corrections):
            kept.append(correction)
        return self.model_copy(update={"corrections": tuple(kept)})

    def without_correction(self, correction: Correction) -> Self:
        """Return one field to what was read."""
        return self.model_copy(update={"corrections": tuple(c for c in self.corrections if c.key != correction.key)})

    def with_ignored(self, ignored: Ignored) -> Self:
        """Let a figure pass, or give another reason for it."""
        kept = [ignored if old.key == ignored.key else old for old in self.ignored]
        if all(old.key != ignored.key for old in self.ignored):
            kept.append(ignored)
        return self.model_copy(update={"ignored": tuple(kept)})

    def without_ignored(self, document: str, start: int) -> Self:
        """Ask for a figure again."""
        return self.model_copy(update={"ignored": tuple(i for i in self.ignored if i.key != (document, start))})

    def with_ruling(self, ruling: Ruling) -> Self:
        """Decide on an issue; what was decided before stays as its past."""
        return self.model_copy(update={"rulings": (*self.rulings, ruling)})

    def with_pairing(self, pairing: Pairing) -> Self:
        """Correct which item of a document answers an issue."""
        kept = tuple(old for old in self.pairings if old.key != pairing.key)
        return self.model_copy(update={"pairings": (*kept, pairing)})

    def without_pairing(self, issue: str, document: str) -> Self:
        """Return the match of an issue to what the program found."""
        kept = tuple(old for old in self.pairings if old.key != (issue, document))
        return self.model_copy(update={"pairings": kept})
