"""Find the order in which a page is read: columns one after the other, whatever spans them in between."""

from collections.abc import Iterable, Sequence
from functools import reduce
from itertools import accumulate
from math import ceil, floor
from statistics import median, quantiles

from desktop.intake.printed.sheet import Strip, joined

_STEP = 2.0
_EDGE = 6.0
_LEAST_STRIPS = 4
_NARROWEST = 8
_FILLED = 0.7
_MOSTLY = 0.5
_DEEPEST = 4


def flows(strips: Sequence[Strip], depth: int = 0) -> list[list[Strip]]:
    """Part what stands on a page into flows that are read one after the other."""
    gutter = _gutter(strips) if depth < _DEEPEST else None
    if gutter is None:
        return [list(strips)] if strips else []
    ends = edge([s.right for s in strips if s.right <= gutter], last=True)
    begins = edge([s.left for s in strips if s.left >= gutter])
    spanning = sorted((s for s in strips if s.right > ends + s.em and s.left < begins - s.em), key=lambda s: s.middle)
    found: list[list[Strip]] = []
    above = float("-inf")
    for number, wide in enumerate([*spanning, None]):
        below = wide.middle if wide else float("inf")
        band = [s for s in strips if s not in spanning and above < s.middle <= below]
        for side in ([s for s in band if s.right <= gutter], [s for s in band if s.left >= gutter]):
            found += flows(side, depth + 1)
        if wide:
            if band or number == 0:
                found.append([wide])
            else:
                found[-1].append(wide)
        above = below
    return found


def lines(strips: Iterable[Strip]) -> list[Strip]:
    """Join what stands at one height to whole lines, from the left, wide blanks between."""
    rows: list[list[Strip]] = []
    top = bottom = 0.0
    for strip in sorted(strips, key=lambda s: s.middle):
        over = min(bottom, strip.bottom) - max(top, strip.top)
        if not rows or over < 0.5 * min(bottom - top, strip.bottom - strip.top):
            rows.append([])
            top, bottom = strip.top, strip.bottom
        rows[-1].append(strip)
        top, bottom = min(top, strip.top), max(bottom, strip.bottom)
    return [reduce(_side_by_side, sorted(row, key=lambda s: s.left)) for row in rows]


def _side_by_side(first: Strip, second: Strip) -> Strip:
    gap = max(2, round(2 * (second.left - first.right) / max(first.em, second.em)))
    return joined(first, second, " " * gap)


def edge(values: Sequence[float], *, last: bool = False) -> float:
    """Give the outermost place, within a sign's width, at which more than a tenth of some lines begin (or end)."""
    order = sorted(values, reverse=last)
    least = max(2, len(order) // 10)
    return next(
        (
            value
            for at, value in enumerate(order)
            if len(order) > at + least - 1 and abs(order[at + least - 1] - value) < _EDGE
        ),
        order[0],
    )


def _gutter(strips: Sequence[Strip]) -> float | None:
    """Find the white between two columns of running text; None where there are none."""
    if len(strips) < 2 * _LEAST_STRIPS:
        return None
    first, last = min(s.left for s in strips), max(s.right for s in strips)
    em = median(s.em for s in strips)
    best: tuple[int, float, float] | None = None
    begin = first + _NARROWEST * em
    count = int((last - first - 2 * _NARROWEST * em) / _STEP)
    crossed = _crossed(strips, begin, max(count, 0))
    for at, number in enumerate(crossed):
        if number * 2 > len(strips):
            continue
        wide = 0
        while at + wide < len(crossed) and crossed[at + wide] == number:
            wide += 1
        if wide * _STEP >= 0.6 * em and (best is None or (-number, wide) > (best[0], best[1])):
            best = (-number, wide, begin + (at + wide / 2) * _STEP)
    if best is None:
        return None
    gutter = best[2]
    left, right = [s for s in strips if s.right <= gutter], [s for s in strips if s.left >= gutter]
    return gutter if _is_column(left, em) and _is_column(right, em) and _beside(left, right) else None


def _crossed(strips: Sequence[Strip], begin: float, count: int) -> list[int]:
    """Count the strips that lie over each of so many places, one step apart."""
    changes = [0] * (count + 1)
    for strip in strips:
        first = max(floor((strip.left - begin) / _STEP) + 1, 0)
        behind = min(ceil((strip.right - begin) / _STEP), count)
        if first < behind:
            changes[first] += 1
            changes[behind] -= 1
    return list(accumulate(changes))[:count]


def _is_column(strips: Sequence[Strip], em: float) -> bool:
    """Tell a column of running text from the cells of a table: most of its lines fill it."""
    if len(strips) < _LEAST_STRIPS:
        return False
    left, right = min(s.left for s in strips), quantiles((s.right for s in strips), n=10)[-1]
    width = right - left
    filled = sum(1 for s in strips if s.right - s.left >= _FILLED * width)
    return width >= _NARROWEST * em and filled >= _MOSTLY * len(strips)


def _beside(left: Sequence[Strip], right: Sequence[Strip]) -> bool:
    """Tell whether two columns stand side by side for a good part of their height."""
    tops, bottoms = [min(s.top for s in c) for c in (left, right)], [max(s.bottom for s in c) for c in (left, right)]
    shorter = min(bottom - top for top, bottom in zip(tops, bottoms, strict=True))
    return min(bottoms) - max(tops) >= _MOSTLY * shorter
