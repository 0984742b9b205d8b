"""The judgement over the readings of one claim: the best that holds is a tick, else the best is doubted, or nothing."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from desktop.checking.binding.slips import slipped
from desktop.checking.intervals import step
from desktop.checking.passages import Figure
from desktop.model.finding import Check, Finding, Relation

SURE, LIKELY = 6.0, 3.0
"""Scores from which a reading is doubted whatever it comes to, or where a slip explains what it comes to."""
_AHEAD = 5.0
"""A reading that is so far behind the best explains nothing."""
_CHANCE = 0.04
"""How likely one of the readings tried may hold by chance, for a tick on a reading that is not likely by itself."""
_DENSITY = 0.3
_BEHIND = 1.5
"""A reading that a slip explains may be so far behind the best."""
_TRIED = 24
_TOO_MANY = Decimal("1.6")
_ROUGHLY = Decimal("0.5")
"""A sure reading is doubted where what it comes to is of one size with the claim."""


class Reading(NamedTuple):
    """One way to work a claim out: how well it fits, what it comes to, and how that is told.

    ``product`` is an operand as printed and as the claim makes it, where the slip may as well be there.
    """

    score: float
    figures: tuple[Figure, ...]
    point: Decimal
    told: Callable[[], Iterable[Finding | Check]]
    product: tuple[Decimal, Decimal] | None = None


def judged(claim: Figure, readings: Iterable[Reading], disputed: set[int]) -> Iterator[Finding | Check]:
    """Tick the best reading that holds; where none does, doubt the best one if it is sure, or likely and a slip.

    What a figure that is ``disputed`` already makes wrong is not told once more.
    """
    ranked = list(readings)
    if not ranked:
        return
    ranked = sorted(ranked, key=lambda reading: -reading.score)[:_TRIED]
    missed: list[tuple[Reading, Finding]] = []
    for tried, reading in enumerate(ranked, 1):
        if reading.score < ranked[0].score - _AHEAD and missed and ranked[0].score >= LIKELY:
            break
        outcome = next(iter(reading.told()), None)
        if isinstance(outcome, Finding):
            missed.append((reading, outcome))
            continue
        if outcome and (reading.score >= SURE or (reading.score > 0 and tried * coarse(claim) <= _CHANCE)):
            yield outcome
        return
    likely = [(reading, doubt) for reading, doubt in missed if reading.score >= LIKELY]
    if likely:
        yield from _doubted(claim, likely, disputed)


def _doubted(claim: Figure, likely: Sequence[tuple[Reading, Finding]], disputed: set[int]) -> Iterator[Finding]:
    """Doubt the best of the likely readings, or one not far behind it that a slip explains."""
    best = likely[0][0].score
    slip = next((pair for pair in likely if pair[0].score >= best - _BEHIND and _near(claim, *pair)), None)
    reading, doubt = slip or likely[0]
    # parts of a sum that fails make no claim right that slipped itself
    own = claim.start not in disputed and slipped(claim.value, reading.point)
    if not own and not disputed.isdisjoint(doubt.anchors):
        return
    if slip and reading.score >= SURE:
        yield doubt
    elif slip or (reading.score >= SURE and abs(claim.value - reading.point) <= reading.point * _ROUGHLY):
        yield doubt.model_copy(update={"soft": True})


def _near(claim: Figure, reading: Reading, doubt: Finding) -> bool:
    """Tell whether a slip explains a claim; parts that are more than their whole need none to be wrong."""
    product = reading.product is not None and slipped(*reading.product)
    return (
        product
        or slipped(claim.value, reading.point)
        or (doubt.check is Relation.SUM and claim.value < reading.point < claim.value * _TOO_MANY)
    )


def coarse(claim: Figure) -> float:
    """Estimate how likely a number that has nothing to do with a claim comes to what it prints."""
    value = abs(claim.metric.value)
    return float(step(claim.metric.value) / value) * 1.5 * _DENSITY if value else 1.0
