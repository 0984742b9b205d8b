"""Set the signs of a page side by side again, in whatever order they were drawn."""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from operator import sub

from desktop.intake.printed.notes import called
from desktop.intake.printed.sheet import Glyph, Rule, Strip, joined
from desktop.intake.printed.walls import Walls

APART = 1.5
"""How many signs' widths of white part two strips."""
_TIGHT = 0.3
_SAME_ROW = 0.5
_HALF_LINE = 0.25
_HAN_BLANK, _DIGIT_BLANK, _LATIN_BLANK = 0.4, 0.3, 0.15
_OVERPRINT = 0.4
_IN_FIGURE = tuple("0123456789.,")
"""What stands tight in a figure, so that even a narrow gap behind it begins another."""


def strips(glyphs: Sequence[Glyph], page: int, rules: Sequence[Rule] = ()) -> list[Strip]:
    """List what stands side by side on a page, from above and from the left; an upright rule parts what is near."""
    found: list[Strip] = []
    walls = Walls(rules)
    for row in _rows(_once(_runs(glyphs, page, walls))):
        row.sort(key=lambda run: run.left)
        whole = row[0]
        for run in row[1:]:
            gap = run.left - whole.right
            em = max(whole.em, run.em)
            if -em < gap < em:
                # What begins a line has nothing before it that it could be raised above.
                whole, run = called(run, whole, behind=False), called(whole, run)
            parted = (
                gap > APART * em
                or gap < -em
                or not _level(whole, run)
                or (gap > _HAN_BLANK * em and _lower(whole, run))
            )
            if parted or walls.part(whole.right, run.left, run.middle, min(whole.em, run.em)):
                found.append(whole)
                whole = run
            else:
                whole = joined(whole, run, _blanks(whole.text, run.text, gap / em))
        found.append(whole)
    found.sort(key=lambda strip: (round(strip.middle), strip.left))
    return found


def _runs(glyphs: Sequence[Glyph], page: int, walls: Walls) -> Iterator[Strip]:
    """Take signs together that were drawn one right after the other."""
    run: list[Glyph] = []
    walled = bool(walls)
    top = right = bottom = 0.0
    for glyph in glyphs:
        sign, left, above, end, below = glyph
        if sign.isspace():
            continue
        if run:
            em = bottom - top if bottom - top > below - above else below - above
            em = em if em > 1.0 else 1.0  # thousands of signs: a call of max each is felt
            level = -0.3 * em < top + bottom - above - below < 0.3 * em
            beside = level and -_TIGHT * em / 2 < left - right < _TIGHT * em / 2
            if not beside or (walled and walls.part(right, left, (top + bottom) / 2, em)):
                yield _strip(run, page)
                run = []
        run.append(glyph)
        top, right, bottom = above, end, below
    if run:
        yield _strip(run, page)


def _strip(run: Sequence[Glyph], page: int) -> Strip:
    signs, lefts, tops, rights, bottoms = zip(*run, strict=True)
    text = "".join(signs)
    wide = (
        []
        if text.isascii()
        else [right - left for sign, left, right in zip(signs, lefts, rights, strict=True) if _is_wide(sign)]
    )
    return Strip(
        text,
        (*lefts, rights[-1]),
        min(tops),
        max(bottoms),
        # A recogniser's widths are steps of its own; their mean is steadier than any of them.
        max(sum(wide) / len(wide) if wide else 0.9 * max(map(sub, bottoms, tops)), 1.0),
        page,
    )


@cache
def _is_wide(sign: str) -> bool:
    return unicodedata.east_asian_width(sign) in "WF"


def _once(runs: Iterable[Strip]) -> Iterator[Strip]:
    """Leave out what was drawn once more a hair's breadth beside itself, as bold type is feigned."""
    drawn: dict[str, list[Strip]] = {}
    for run in runs:
        near = _OVERPRINT * run.em
        same = drawn.setdefault(run.text, [])
        if not any(abs(each.left - run.left) < near and abs(each.middle - run.middle) < near for each in same):
            same.append(run)
            yield run


def _rows(runs: Iterable[Strip]) -> list[list[Strip]]:
    """Group runs that stand at one height."""
    rows: list[list[Strip]] = []
    for run in sorted(runs, key=lambda run: run.middle):
        row = next((row for row in reversed(rows[-3:]) if _level(row[0], run)), None)
        if row is None:
            rows.append([run])
        else:
            row.append(run)
    return rows


def _level(one: Strip, other: Strip) -> bool:
    """Tell whether two runs stand at one height, a raised note number included."""
    over = min(one.bottom, other.bottom) - max(one.top, other.top)
    return over > _SAME_ROW * min(one.bottom - one.top, other.bottom - other.top)


def _lower(one: Strip, other: Strip) -> bool:
    """Tell whether two runs of one size stand half a line apart, as cells do that are folded or not."""
    high = max(one.bottom - one.top, other.bottom - other.top)
    return min(abs(one.top - other.top), abs(one.bottom - other.bottom)) > _HALF_LINE * high


def _blanks(before: str, after: str, gap: float) -> str:
    """Give the blanks that a gap between two words stands for; ``gap`` counts signs' widths."""
    last, first = before[-1], after[0]
    if last.isascii() and first.isascii():
        figures = last.isdigit() and first.isdigit() and (before[-2:-1] in _IN_FIGURE or after[1:2] in _IN_FIGURE)
        words = figures or (last.isalpha() and first.isalpha())
        return " " if gap > (_LATIN_BLANK if words else _DIGIT_BLANK) else ""
    return " " * max(1, round(2 * gap)) if gap > _HAN_BLANK else ""
