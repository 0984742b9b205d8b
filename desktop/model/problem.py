"""问题 and 措施: what a report says is wrong, and what it promises."""

from dataclasses import dataclass
from enum import StrEnum

from desktop.model.claim import ClaimKind
from desktop.model.record import Mark


class ProblemOrigin(StrEnum):
    """Who says it: the report's own section, an admission in passing, or the inspectors it quotes."""

    SELF = "self"
    INLINE = "inline"
    FEEDBACK = "feedback"
    ADVICE = "advice"


@dataclass(frozen=True, kw_only=True)
class Problem(Mark):
    """问题: the smallest run of text that states completely what is wrong, missing or short."""

    origin: ProblemOrigin
    rule: str = ""


@dataclass(frozen=True, kw_only=True)
class Measure(Mark):
    """措施: one promise of a rectification or next-steps section; ``answers`` are starts of problems.

    ``claim`` tells what was done already and what is but fine words from a plan.
    """

    answers: tuple[int, ...] = ()
    claim: ClaimKind = ClaimKind.PLANNED
    rule: str = ""
