"""Adding up: whether parts make their whole, and how that or its failing is told."""

from collections.abc import Sequence
from decimal import Decimal

from desktop.checking.intervals import exactly, plus, step
from desktop.checking.passages import Figure
from desktop.checking.wording import doubt, named, number, short, tick
from desktop.model.finding import Check, Finding, Relation


def adds_up(whole: Figure, parts: Sequence[Figure]) -> bool:
    """Tell whether some values that the prints allow add up, and the printed ones to one step."""
    if whole.stands is None or any(f.stands is None for f in parts):
        return False
    exact = sum((f.value for f in parts), start=Decimal(0))
    least = step(whole.metric.value) * whole.quantity.factor
    close = exactly(exact).gap(whole.stands) == 0 or abs(exact - whole.value) <= least
    return close and plus(*(f.stands for f in parts if f.stands)).meets(whole.stands)


def misprinted(whole: Figure, parts: Sequence[Figure]) -> bool:
    """Tell whether one digit of one print, put wrong, keeps parts from their whole."""
    missed = abs(sum((f.value for f in parts), start=-whole.value))
    missed /= whole.quantity.factor
    telling = len(whole.metric.value.normalize().as_tuple().digits) >= _TELLING and missed < whole.metric.value
    return telling and len(missed.normalize().as_tuple().digits) == 1


def parts_tick(whole: Figure, parts: Sequence[Figure], rule: str) -> Check:
    """Record parts that make their whole, exactly or after rounding."""
    exact = sum((f.value for f in parts), start=Decimal(0))
    result = number(whole.metric.value) if exact == whole.value else f"{_in_unit(exact, whole)}≈{whole.quote}"
    return tick(Relation.SUM, (whole, *parts), f"{_sum(parts, whole)}={result}", rule)


def unequal(whole: Figure, parts: Sequence[Figure], *, soft: bool, rule: str = "sum.parts") -> Finding:
    """Record parts that do not make their whole."""
    exact = sum((f.value for f in parts), start=Decimal(0))
    return doubt(
        Relation.SUM,
        (whole, *parts),
        says=f"{named(whole)}：{'、'.join(named(f) for f in parts)}",
        should=f"{_sum(parts, whole)}={_in_unit(exact, whole)}",
        working=f"{_sum(parts, whole)} = {_in_unit(exact, whole)}，比{whole.quote}"
        f"{'多' if exact > whole.value else '少'}{_in_unit(abs(exact - whole.value), whole)}",
        rule=rule,
        soft=soft,
    )


VIEWED = "sum.viewed"
"""The rule of a list that views a whole anew: it says nothing of the list that divides it first."""
_TELLING = 3
"""Numbers of fewer digits miss their whole by one digit more often than not."""


def _sum(parts: Sequence[Figure], whole: Figure) -> str:
    """Write the parts as a sum, in the whole's unit where all share it."""
    return "+".join(_term(part, whole) for part in parts)


def _in_unit(value: Decimal, whole: Figure) -> str:
    """Write a computed amount in the whole's unit."""
    return f"{short(value / whole.quantity.factor, 12)}{whole.metric.unit}"


def _term(figure: Figure, whole: Figure) -> str:
    """Write one term: digits alone in the whole's unit, else with its own."""
    same = figure.quantity.factor == whole.quantity.factor
    return number(figure.metric.value) if same else f"{number(figure.metric.value)}{figure.metric.unit}"
