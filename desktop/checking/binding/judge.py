"""The judgement over the readings of one claim: the best that holds is a tick, else the best is doubted, or nothing."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from desktop.checking.binding.slips import slipped
from desktop.checking.intervals import step
from desktop.checking.passages import Figure
from desktop.checking.wording import asked
from desktop.model.finding import Check, Finding, Relation

SURE, LIKELY = 6.0, 3.0
"""Scores from which a reading is doubted whatever it comes to, or where a slip explains what it comes to."""
_AHEAD = 3.0
"""A reading that is so far behind the best explains nothing."""
_CHANCE = 0.04
"""How likely one of the readings tried may hold by chance, for a tick on a reading that is not likely by itself."""
_DENSITY = 0.3
_TRIED = 24
_TOO_MANY = Decimal("1.6")


class Reading(NamedTuple):
    """One way to work a claim out: how well it fits, what it comes to, and how that is told."""

    score: float
    figures: tuple[Figure, ...]
    point: Decimal
    told: Callable[[], Iterable[Finding | Check]]


def judged(claim: Figure, readings: Sequence[Reading], disputed: set[int]) -> Iterator[Finding | Check]:
    """Tick the best reading that holds; where none does, doubt the best one if it is sure, or likely and a slip.

    What a figure that is ``disputed`` already makes wrong is not told once more.
    """
    ranked = sorted(readings, key=lambda reading: -reading.score)[:_TRIED]
    if not ranked:
        return
    best, missed = ranked[0], list[Finding]()
    for tried, reading in enumerate(ranked, 1):
        if reading.score < best.score - _AHEAD and missed and best.score >= LIKELY:
            break
        outcome = next(iter(reading.told()), None)
        if isinstance(outcome, Finding):
            missed.append(outcome)
            continue
        if outcome and (reading.score >= SURE or (reading.score > 0 and tried * coarse(claim) <= _CHANCE)):
            yield outcome
        return
    if best.score < LIKELY or not missed or not disputed.isdisjoint(missed[0].anchors):
        return
    # parts that are more than their whole need no slip to be wrong
    near = slipped(claim.value, best.point) or (
        missed[0].check is Relation.SUM and claim.value < best.point < claim.value * _TOO_MANY
    )
    if near and best.score >= SURE:
        yield missed[0]
    elif near or (best.score >= SURE and abs(claim.value - best.point) <= best.point / 2):
        yield asked(missed[0])


def coarse(claim: Figure) -> float:
    """Estimate how likely a number that has nothing to do with a claim comes to what it prints."""
    value = abs(claim.metric.value)
    return float(step(claim.metric.value) / value) * 1.5 * _DENSITY if value else 1.0
