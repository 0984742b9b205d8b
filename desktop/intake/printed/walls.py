"""The upright rules of a page: what stands on either side of one is never one word."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from desktop.intake.printed.ruled import NEAR
from desktop.intake.printed.sheet import Rule

_LEAST = 6.0
_INTO = 0.25


class Walls:
    """The upright rules of a page, from the left."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        upright = (r for r in rules if r.right - r.left < NEAR and r.bottom - r.top >= _LEAST)
        self._rules = sorted(((r.left + r.right) / 2, r.top, r.bottom) for r in upright)
        self._places = [place for place, *_ in self._rules]

    def __bool__(self) -> bool:
        """Tell whether there are any."""
        return bool(self._rules)

    def part(self, right: float, left: float, middle: float, em: float) -> bool:
        """Tell whether one stands between what ends at ``right`` and what begins at ``left``, at a height.

        It may reach a little way into either: signs are often drawn right up to a rule.
        """
        into = _INTO * em
        first = bisect_left(self._places, min(right, left) - into)
        behind = bisect_right(self._places, max(right, left) + into)
        return any(top <= middle <= bottom for _, top, bottom in self._rules[first:behind])
