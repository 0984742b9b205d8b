"""Slips of a digit between two figures: one digit is another (58, 59), or two side by side changed places."""

from collections.abc import Sequence
from functools import lru_cache

from desktop.checking.intervals import digits
from desktop.checking.passages import Figure
from desktop.checking.quantities import quantity

LEAST_DIGITS = 2
"""Of numbers of fewer digits every other would be a slip."""
SURE_DIGITS = 3
"""A number of so many digits may be told by a name that only holds the other's."""
LEFT_OUT = "_"
"""In a key, what stands for the digit that is left out."""


def slipped(one: Figure, other: Figure) -> bool:
    """Tell whether two numbers of one size differ in one digit, or in two side by side that changed places."""
    if one.value.adjusted() != other.value.adjusted():
        return False
    told = digits(one.metric.value), digits(other.metric.value)
    size = max(map(len, told))
    if size < LEAST_DIGITS:
        return False
    first, second = (each.ljust(size, "0") for each in told)
    return sum(x != y for x, y in zip(first, second, strict=True)) == 1 or swapped(first, second)


def turned(one: Figure, other: Figure) -> bool:
    """Tell whether two figures of one unit have the same digits, three at least, in another order."""
    if one.metric.unit != other.metric.unit or one.value == other.value:
        return False
    first, second = (figure.metric.value.as_tuple() for figure in (one, other))
    alike = first.exponent == second.exponent and sorted(first.digits) == sorted(second.digits)
    return alike and len(first.digits) >= SURE_DIGITS


def swapped(one: Sequence[object], other: Sequence[object]) -> bool:
    """Tell whether two digits side by side are all that differs between two numbers of equally many."""
    places = [n for n, (x, y) in enumerate(zip(one, other, strict=True)) if x != y]
    if len(places) != LEAST_DIGITS or places[1] != places[0] + 1:
        return False
    n = places[0]
    return one[n] == other[n + 1] and one[n + 1] == other[n]


def keys_of(figure: Figure, digits: str) -> list[str]:
    """Give what a number shares with those that differ from it in the order of its digits, or in one of them.

    That is its base unit, what its last digit is worth in it, the digits in rising order or with one left out.
    """
    unit, tens = _in_tens(figure.metric.unit)
    unit = f"{int(figure.metric.value.as_tuple().exponent) + tens}{unit} "
    left_out = [f"{unit}{digits[:n]}{LEFT_OUT}{digits[n + 1 :]}" for n in range(len(digits))]
    return [unit + "".join(sorted(digits)), *left_out]


@lru_cache(maxsize=1024)
def _in_tens(unit: str) -> tuple[str, int]:
    """Give a unit's base and the power of ten that it is worth; 亩 has other digits than its 平方米 and stays."""
    base, factor = quantity(unit)[:2]
    return (base, factor.adjusted()) if factor.normalize().as_tuple().digits == (1,) else (unit, 0)
