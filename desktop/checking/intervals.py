"""What a printed figure may stand for: intervals, and the arithmetic on them.

95.3 was rounded or cut off from something in [95.25, 95.4); a count of whole things is exact; 余, 近 and 约 widen.
Intervals are closed, so that a value on the edge is never called wrong.
"""

from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from desktop.model.metric import Comparator, Metric

_ABOUT = Decimal("0.1")
_ONE = Decimal(1)
_EQUAL = Comparator.EQUAL


class Interval(NamedTuple):
    """Everything from ``low`` to ``high``, both included."""

    low: Decimal
    high: Decimal

    def meets(self, other: "Interval") -> bool:
        """Tell whether some value lies in both."""
        return self.low <= other.high and other.low <= self.high

    def gap(self, other: "Interval") -> Decimal:
        """Measure how far apart the two are; 0 where they meet."""
        return max(self.low - other.high, other.low - self.high, Decimal(0))

    def __neg__(self) -> "Interval":
        return Interval(-self.high, -self.low)


def exactly(value: Decimal | int) -> Interval:
    """Stand for one value."""
    value = Decimal(value)
    return Interval(value, value)


def step(value: Decimal) -> Decimal:
    """Tell what one step of the last printed digit is worth: 0.1 for 95.3, 1 for 300."""
    whole, point, fraction = str(value).partition(".")
    if "E" in whole or "E" in fraction:
        return Decimal(1).scaleb(min(int(value.as_tuple().exponent), 0))
    return _step(len(fraction)) if point else _ONE


@lru_cache(maxsize=64)
def _step(decimals: int) -> Decimal:
    return _ONE.scaleb(-decimals)


def digits(value: Decimal) -> str:
    """List the digits of a number as it is printed, without its sign, its point and the noughts before them."""
    text = str(value)
    if "E" in text:
        return "".join(map(str, value.as_tuple().digits))
    return text.replace(".", "").lstrip("-0") or "0"


def printed(value: Decimal, *, whole: bool = False) -> Interval:
    """Stand for what rounds or cuts to these digits; ``whole`` things without a fraction are exact."""
    if whole and value == value.to_integral_value():
        return Interval(value, value)
    size, least = abs(value), step(value)
    spread = Interval(size - least / 2, size + least)
    return -spread if value < 0 else spread


def stands_for(metric: Metric, *, whole: bool = False) -> Interval | None:
    """Stand for a figure with its modifiers, in its own unit; None where one side is open (以上, 超过)."""
    value = metric.value
    near = printed(value, whole=whole)
    if metric.comparator is _EQUAL:
        return near
    if metric.comparator is Comparator.ABOUT:
        return Interval(min(near.low, value - abs(value) * _ABOUT), max(near.high, value + abs(value) * _ABOUT))
    if metric.comparator is Comparator.MORE and any(mark in metric.quote for mark in "余多几"):
        return Interval(value, value + max(_place(value), step(value)))
    if metric.comparator is Comparator.LESS and "近" in metric.quote:
        return Interval(min(value - _place(value), value * (1 - _ABOUT)), value)
    return None


def near(point: Decimal, claimed: Interval, least: Decimal) -> bool:
    """Tell whether a number worked out of the prints comes within one step of a claim.

    Operands of few digits allow wide intervals: that they meet a claim far off is no confirmation.
    """
    return exactly(point).gap(claimed) <= least


def plus(*terms: Interval) -> Interval:
    """Add up."""
    return Interval(sum((t.low for t in terms), Decimal(0)), sum((t.high for t in terms), Decimal(0)))


def minus(a: Interval, b: Interval) -> Interval:
    """Subtract ``b`` from ``a``."""
    return Interval(a.low - b.high, a.high - b.low)


def times(a: Interval, factor: Decimal) -> Interval:
    """Multiply by one number."""
    low, high = a.low * factor, a.high * factor
    return Interval(low, high) if low <= high else Interval(high, low)


def over(a: Interval, b: Interval) -> Interval | None:
    """Divide ``a`` by ``b``; None where ``b`` may be zero or negative."""
    if b.low <= 0:
        return None
    quotients = [x / y for x in a for y in b]
    return Interval(min(quotients), max(quotients))


def _place(value: Decimal) -> Decimal:
    """Tell what the last digit that is not zero is worth: 1000 for 7000, 1 for 5759, 0.1 for 1.3."""
    digits, exponent = value.normalize().as_tuple()[1:]
    return Decimal(1).scaleb(int(exponent)) if digits != (0,) else Decimal(1)
