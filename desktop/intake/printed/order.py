"""Find the order in which a page is read: columns one after the other, whatever spans them in between."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import reduce
from itertools import accumulate, pairwise
from math import ceil, floor
from statistics import median, quantiles

from desktop.intake.printed.sheet import Strip, joined

_STEP = 2.0
_EDGE = 6.0
_LEAST_STRIPS, _LEAST_FILLED = 4, 2
_NARROWEST = 8
_FILLED = 0.7
_MOSTLY, _MUCH = 0.5, 0.4
_DEEPEST = 4
_WHITE, _BLANK = 0.6, 0.3
"""How many signs' widths of white part two columns, and how many are left of it where a line ends behind its column."""
_HANGS = "，。、；：！？）》〉”’」』】…"
"""What may hang into the margin at the end of a line; half of it is white besides."""


def flows(strips: Sequence[Strip], depth: int = 0) -> list[list[Strip]]:
    """Part what stands on a page into flows that are read one after the other."""
    gutter = _gutter(strips, depth) if depth < _DEEPEST else None
    if gutter is None:
        return [list(strips)] if strips else []
    strips = _cut(strips, gutter)
    ends = edge([s.right for s in strips if _reach(s) <= gutter], last=True)
    begins = edge([s.left for s in strips if s.left >= gutter])
    spanning = [s for s in strips if _reach(s) > ends + s.em and s.left < begins - s.em]
    spanning.sort(key=lambda s: s.middle)
    found: list[list[Strip]] = []
    above = float("-inf")
    for number, wide in enumerate([*spanning, None]):
        below = wide.middle if wide else float("inf")
        band = [s for s in strips if s not in spanning and above < s.middle <= below]
        for side in _sides(band, gutter):
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


def _reach(strip: Strip) -> float:
    """Tell where a strip ends, without what hangs into the margin."""
    return strip.edges[-2] if len(strip.text) > 1 and strip.text[-1] in _HANGS else strip.right


def _sides(strips: Sequence[Strip], gutter: float) -> tuple[list[Strip], list[Strip]]:
    """Give what begins on the left of the white between two columns, and what begins on the right."""
    return [s for s in strips if s.left < gutter], [s for s in strips if s.left >= gutter]


def _cut(strips: Sequence[Strip], gutter: float) -> list[Strip]:
    """Part what stands in both columns at one height; so narrow is the white that it was taken for a blank."""
    behind = [part.left for strip in strips for part in strip.parts(_BLANK) if part.left >= gutter]
    begins = edge(behind) if behind else gutter
    found = []
    for strip in strips:
        at = bisect_left(strip.edges, gutter)
        at += len(strip.text[at:]) - len(strip.text[at:].lstrip())
        before = strip.part(0, len(strip.text[:at].rstrip()))
        parted = bool(before.text) and at < len(strip.text) and _reach(before) <= gutter
        if parted and len(before.text) == at:
            parted = before.text[-1] in _HANGS and abs(strip.edges[at] - begins) < strip.em / 2
        found += [_own(before), _own(strip.part(at, len(strip.text)))] if parted else [strip]
    return found


def _own(part: Strip) -> Strip:
    """Measure a sign's width again: beside a heading of the other column it was taken for that of the heading's."""
    signs = zip(part.text, pairwise(part.edges), strict=True)
    wide = [right - left for sign, (left, right) in signs if not sign.isascii()]
    return part._replace(em=min(part.em, sum(wide) / len(wide))) if wide else part


def _gutter(strips: Sequence[Strip], depth: int) -> float | None:
    """Find the white between two columns of running text, or columns of columns; None where there are none."""
    if len(strips) < 2 * _LEAST_STRIPS:
        return None
    parts = [part for strip in strips for part in strip.parts(_BLANK)]
    first, last = min(s.left for s in parts), max(s.right for s in parts)
    em = median(s.em for s in parts)
    best: tuple[int, float, float] | None = None
    begin = first + _NARROWEST * em
    count = int((last - first - 2 * _NARROWEST * em) / _STEP)
    crossed = _crossed(parts, begin, max(count, 0))
    for at, number in enumerate(crossed):
        if number * 2 > len(strips):
            continue
        wide = 0
        while at + wide < len(crossed) and crossed[at + wide] == number:
            wide += 1
        if wide * _STEP >= _WHITE * em and (best is None or (-number, wide) > (best[0], best[1])):
            best = (-number, wide, begin + (at + wide / 2) * _STEP)
    if best is None:
        return None
    gutter = best[2]
    cut = _cut(strips, gutter)
    left, right = [s for s in cut if _reach(s) <= gutter], [s for s in cut if s.left >= gutter]
    filled = all(_is_column(side, em) or (depth < _DEEPEST and _gutter(side, depth + 1)) for side in (left, right))
    return gutter if filled and _beside(left, right) else None


def _crossed(strips: Sequence[Strip], begin: float, count: int) -> list[int]:
    """Count the strips that lie over each of so many places, one step apart."""
    changes = [0] * (count + 1)
    for strip in strips:
        first = max(floor((strip.left - begin) / _STEP) + 1, 0)
        behind = min(ceil((_reach(strip) - begin) / _STEP), count)
        if first < behind:
            changes[first] += 1
            changes[behind] -= 1
    return list(accumulate(changes))[:count]


def _is_column(strips: Sequence[Strip], em: float) -> bool:
    """Tell a column of running text from the cells of a table: much of it stands in lines that fill it."""
    if len(strips) < _LEAST_STRIPS:
        return False
    left, right = min(s.left for s in strips), quantiles((s.right for s in strips), n=10)[-1]
    width = right - left
    filled = [len(s.text) for s in strips if s.right - s.left >= _FILLED * width]
    return (
        width >= _NARROWEST * em
        and len(filled) >= _LEAST_FILLED
        and sum(filled) >= _MUCH * sum(len(s.text) for s in strips)
    )


def _beside(left: Sequence[Strip], right: Sequence[Strip]) -> bool:
    """Tell whether two columns stand side by side for a good part of their height."""
    tops, bottoms = [min(s.top for s in c) for c in (left, right)], [max(s.bottom for s in c) for c in (left, right)]
    shorter = min(bottom - top for top, bottom in zip(tops, bottoms, strict=True))
    return min(bottoms) - max(tops) >= _MOSTLY * shorter
