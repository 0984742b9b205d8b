"""Why a place of a report was read as it was: a chain of decisions, each with its rule and the words that decided."""

from dataclasses import dataclass
from enum import StrEnum

from desktop.model.record import Mark, Record


class Outcome(StrEnum):
    """What became of a place: a figure, a blank, a number that was left out, or no number at all."""

    METRIC = "metric"
    PLACEHOLDER = "placeholder"
    EXCLUDED = "excluded"
    NOTHING = "nothing"


@dataclass(frozen=True, kw_only=True)
class Step(Record):
    """One decision: about what (``topic``, 指标), what was decided (``says``), by which ``rule``.

    Both are Chinese; ``words`` are the text's own words that decided, where some did.
    """

    topic: str
    says: str
    rule: str = ""
    words: str = ""


@dataclass(frozen=True, kw_only=True)
class Explanation(Mark):
    """The chain of decisions behind one number, in the order in which they were taken."""

    outcome: Outcome
    steps: tuple[Step, ...]
