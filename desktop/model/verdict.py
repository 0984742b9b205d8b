"""研判: what the figures say of an item, and the sentences offered as evidence."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from desktop.model.checklist import Rule
from desktop.model.record import Mark
from desktop.model.value import Value


class VerdictWord(StrEnum):
    """met 达标, not_met 未达标, partial 部分可判, unknown 无法判断, judge 需人工."""

    MET = "met"
    NOT_MET = "not_met"
    PARTIAL = "partial"
    UNKNOWN = "unknown"
    JUDGE = "judge"


class RuleOutcome(Value):
    """How one rule fared: ``holds`` is None where the report gives no deciding figure.

    ``partly`` tells that what is shown is needed but not enough (an average over the line where every school must
    reach it). ``metrics`` are starts of the figures looked at, ``places`` the clauses that decide in words (全覆盖);
    ``working`` is one line (``95.3% ≥ 85%``); ``value`` is the figure compared, in the rule's unit.
    """

    rule: Rule
    holds: bool | None
    working: str
    partly: bool = False
    metrics: tuple[int, ...] = ()
    places: tuple[tuple[int, int], ...] = ()
    value: Decimal | None = None


class Verdict(Value):
    """研判 of one item; ``why`` is one readable line, ``metrics`` the starts of the deciding figures.

    ``missing`` says what would have to be known to decide.
    """

    word: VerdictWord
    why: str
    metrics: tuple[int, ...] = ()
    outcomes: tuple[RuleOutcome, ...] = ()
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Candidate(Mark):
    """A run of clauses offered as evidence; ``why`` says what led there, higher ``weight`` comes first."""

    why: str
    weight: float


class Suggestion(Value):
    """What the program points to for one item; the inspector decides."""

    item: str
    verdict: Verdict
    evidence: tuple[Candidate, ...] = ()


class Hint(Value):
    """What a cross-framework threshold says beside an item: never a verdict. ``source`` names 文号 and year."""

    threshold: str
    says: str
    source: str
    metrics: tuple[int, ...] = ()
