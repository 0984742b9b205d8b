"""离群: a figure that lies off the course which the other years of its series take. It is shown, and is no 疑点."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise
from statistics import median

Place = tuple[Decimal, Decimal]
"""When, in years, and how much."""
_LEAST = 4
_FAR, _FLOOR = 4, Decimal("0.02")
"""How many usual steps off the course is far, and the least share of the usual amount that counts as a step.

Both are the program's own choice, kept wide: what is told is only what one sees at a glance in the picture.
"""


def outliers(course: Sequence[Place]) -> dict[int, Decimal]:
    """Name the places of a course, oldest first, that the others leave aside, with what these make them about.

    The farthest is set aside first, so that it makes none of its neighbours look odd. Fewer than four figures have no
    course, and where more than a third lie off there is none.
    """
    kept, found = dict(enumerate(course)), dict[int, Decimal]()
    while len(kept) >= _LEAST:
        told = [(*_off([place for other, place in kept.items() if other != at], kept[at]), at) for at in kept]
        far, expected, at = max(told)
        if far <= _FAR:
            break
        found[at] = expected
        del kept[at]
    return found if 3 * len(found) <= len(course) else {}


def _off(rest: Sequence[Place], place: Place) -> tuple[Decimal, Decimal]:
    """Say by how many usual steps a place lies off the course of the rest, and what the rest make it."""
    step = max(_usual_step(rest), _FLOOR * abs(median(amount for _, amount in rest)))
    expected = _expected(rest, place[0], step)
    return (abs(place[1] - expected) / step if step else Decimal(0)), expected


def _usual_step(course: Sequence[Place]) -> Decimal:
    """Give the median change from one figure to the next."""
    return median(abs(later[1] - earlier[1]) for earlier, later in pairwise(course))


def _expected(rest: Sequence[Place], when: Decimal, step: Decimal) -> Decimal:
    """Give the amount on the straight line between the neighbours; at an end, the neighbour's, a step on its way."""
    before = [place for place in rest if place[0] < when]
    after = [place for place in rest if place[0] > when]
    if before and after:
        (t0, v0), (t1, v1) = before[-1], after[0]
        return v0 + (v1 - v0) * (when - t0) / (t1 - t0)
    near, next_ = (before[-1], before[-2]) if before else (after[0], after[1])
    way = near[1] - next_[1]
    return near[1] + min(max(way, -step), step)
