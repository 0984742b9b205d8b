"""整改闭环: the issues of an opinion held against what answers them, round by round."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from desktop.model.plan import PlanItem
from desktop.model.record import Mark
from desktop.model.standing import Ruling, Standing
from desktop.model.value import Value


@dataclass(frozen=True, kw_only=True)
class Issue(Mark):
    """A problem or recommendation (``advice``) of an opinion, in the document with this sha256.

    ``key`` names it by its words; ``number`` is its mark as printed, without brackets and points.
    """

    document: str
    key: str
    number: str = ""
    advice: bool = False


class Answer(StrEnum):
    """How an issue is answered; ``other``: by an item that answers another issue; ``added``: no issue asked for it.

    ``gone`` is what was decided on an issue that the documents do not name any more.
    """

    ANSWERED = "answered"
    PARTLY = "partly"
    NOT = "not"
    OTHER = "other"
    ADDED = "added"
    GONE = "gone"


class Match(Value):
    """Which items of a plan or report (their places in its list) take an issue up, and why that is believed.

    ``score`` is the likeness of the wording, 0 to 1; ``chosen`` tells that somebody corrected the match.
    """

    items: tuple[int, ...] = ()
    answer: Answer = Answer.NOT
    by: str = ""
    score: float = 0.0
    chosen: bool = False


class Due(StrEnum):
    """How a deadline stands to today; ``unset`` where no date can be told."""

    OVERDUE = "逾期"
    SOON = "临期"
    LATER = "未到期"
    UNSET = "无明确时限"
    OVER = "不再计时"


@dataclass(frozen=True, kw_only=True)
class Passage(Mark):
    """A run of one of the case's documents, by its sha256."""

    document: str


class Kept(Value):
    """A figure that was promised beside the one reported; ``kept`` is None where they cannot be compared."""

    promised: str
    reported: str
    kept: bool | None
    working: str


class Told(Value):
    """What one round (a progress report, a later self-evaluation) says of an issue; no ``passage``: nothing.

    ``standing`` is what it claims, ``why`` the words that say so; ``worse`` tells that a figure turned worse.
    """

    document: str
    name: str
    passage: Passage | None = None
    standing: Standing | None = None
    why: str = ""
    figures: tuple[Kept, ...] = ()
    worse: bool = False


class Judgement(Value):
    """What the program would give for an item of the framework for plans, and why; a suggestion, never a score."""

    item: str
    points: Decimal
    why: str


class Proposal(Value):
    """A judgement that may become a score (``fits``: the review goes by the framework), and what is given so far.

    ``score`` is "" while the item is open for this ``subject``, else the points that somebody decided on.
    """

    judgement: Judgement
    name: str
    subject: str = ""
    score: str = ""
    fits: bool = False


class LoopRow(Value):
    """One line of the matrix.

    ``issue`` is None where an item was added without one. ``ruling`` is the last decision, ``past`` those before it;
    ``suggested`` is what the documents say, with ``reasons``. ``last`` is the day that the deadline ends on.
    """

    number: int
    key: str
    words: str
    issue: Issue | None = None
    match: Match = Match()
    answers: tuple[PlanItem, ...] = ()
    due: Due = Due.UNSET
    last: date | None = None
    told: tuple[Told, ...] = ()
    suggested: Standing = Standing.UNANSWERED
    reasons: tuple[str, ...] = ()
    ruling: Ruling | None = None
    past: tuple[Ruling, ...] = ()

    @property
    def standing(self) -> Standing:
        """Give the state that was decided, or the one suggested while nothing is."""
        return self.ruling.standing if self.ruling else self.suggested

    @property
    def units(self) -> str:
        """Name who is to act, the lead first."""
        return "、".join(
            dict.fromkeys(a.quote for item in self.answers for a in sorted(item.actors, key=lambda a: a.role != "lead"))
        )

    @property
    def until(self) -> str:
        """Tell when it is to be done, in the plan's words."""
        return "、".join(dict.fromkeys(each.quote for item in self.answers for each in item.deadlines))

    @property
    def target(self) -> str:
        """Tell what is to be reached, in the plan's words."""
        return "、".join(dict.fromkeys(each.quote for item in self.answers for each in item.targets))

    @property
    def measure(self) -> str:
        """Give the measures in the plan's words."""
        return "\n".join(promise.quote for item in self.answers for promise in item.promises)


class Round(Value):
    """One document of the loop: its sha256, name, role's word and the day it was added."""

    document: str
    name: str
    role: str
    added: str


class Loop(Value):
    """The whole loop as it stands on a day: its rounds, one row an issue, and what is to be told beside."""

    today: date
    rounds: tuple[Round, ...] = ()
    rows: tuple[LoopRow, ...] = ()
    notices: tuple[str, ...] = ()
    judgements: tuple[Judgement, ...] = ()

    @property
    def issues(self) -> tuple[LoopRow, ...]:
        """List the rows that an issue stands behind."""
        return tuple(row for row in self.rows if row.issue is not None)

    def count(self, standing: Standing) -> int:
        """Count the issues in a state."""
        return sum(row.standing is standing for row in self.issues)

    def shares(self) -> tuple[Decimal, Decimal, Decimal]:
        """Give how many issues there are, how many were decided to be closed, and how many done but not verified.

        These are the three numbers that a rule for shared marks asks for; what is only suggested counts for nothing.
        """
        decided = [row.ruling.standing for row in self.issues if row.ruling]
        counts = len(self.issues), decided.count(Standing.CLOSED), decided.count(Standing.DONE)
        total, closed, done = map(Decimal, counts)
        return total, closed, done
