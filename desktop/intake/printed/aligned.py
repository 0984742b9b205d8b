"""Find the tables that no rule draws: cells that stand below one another, row for row."""

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby, pairwise
from statistics import median_low
from typing import NamedTuple

from desktop.intake.printed.sheet import Strip

LEAST_ROWS = 3
_LONGEST_CELL = 26
FULL_ROWS = 0.6
_GAP, _CLOSE = 0.45, 0.2
"""How many signs' widths of white may part two cells, where it does so in every row; how many in rows of no prose."""
PROSE = frozenset("，。；：！？")
_NARROW = 0.55
"""How wide a letter or digit is, in signs' widths, where no two stand side by side."""

_Cut = Callable[[Strip], list[Strip]]
"""What cuts a strip into cells."""


class Row(NamedTuple):
    """The cells of one row by column, each with its lines, and the strips that they were cut from."""

    cells: dict[int, tuple[Strip, ...]]
    columns: int
    strips: tuple[Strip, ...]


def tables(strips: Sequence[Strip]) -> list[list[Row]]:
    """List the tables among what stands on a page; where cells all but touch, their rows hold no prose."""
    found = _found(strips, _apart)
    taken = {strip for table in found for row in table for strip in row.strips}
    return found + _found([strip for strip in strips if strip not in taken], _closely)


def _found(strips: Sequence[Strip], cut: _Cut) -> list[list[Row]]:
    found: list[list[Row]] = []
    run: list[list[Strip]] = []
    for row in [*at_one_height(strips), []]:
        parts = [part for strip in row for part in cut(strip)]
        fits = len(parts) > 1 and all(len(part.text) <= _LONGEST_CELL for part in parts)
        if fits and _near(run, row):
            run.append(row)
            continue
        found += _tabled(run, cut)
        run = [row] if fits else []
    return found


def _apart(strip: Strip) -> list[Strip]:
    """Cut a strip at every blank that is wide enough to part two cells."""
    return list(strip.parts(_GAP))


def _closely(strip: Strip) -> list[Strip]:
    """Cut a strip wherever a sign takes more room than others of its kind."""
    if not PROSE.isdisjoint(strip.text):
        return [strip]
    steps = [right - left for left, right in pairwise(strip.edges)]
    narrow = [step for sign, step in zip(strip.text, steps, strict=True) if sign.isascii() and sign != " "]
    wide = [step for sign, step in zip(strip.text, steps, strict=True) if not sign.isascii()]
    usual = {True: median_low(narrow) if len(narrow) > 2 else _NARROW * strip.em, False: median_low(wide or [strip.em])}
    found, start = [], 0
    for at, sign in enumerate(strip.text):
        if sign == " ":
            start = at + 1 if start == at else start
            continue
        end, behind = at + 1, strip.edges[at + 1]
        while strip.text[end : end + 1] == " ":
            end += 1
        ends = min(strip.edges[at] + usual[sign.isascii()], behind)
        if end == len(strip.text) or strip.edges[end] - ends >= _CLOSE * strip.em:
            cell = strip.part(start, at + 1)
            found.append(cell._replace(edges=(*cell.edges[:-1], behind if end == len(strip.text) else ends)))
            start = end
    return found


def at_one_height(strips: Sequence[Strip]) -> Iterator[list[Strip]]:
    """Give what stands at one height, from the left."""
    row: list[Strip] = []
    for strip in sorted(strips, key=lambda s: s.middle):
        if row and strip.middle - row[0].middle > 0.5 * max(row[0].em, strip.em):
            yield sorted(row, key=lambda s: s.left)
            row = []
        row.append(strip)
    if row:
        yield sorted(row, key=lambda s: s.left)


def _near(run: list[list[Strip]], row: list[Strip]) -> bool:
    """Tell whether a row stands right below the last, no more than three lines' height under it."""
    return not run or row[0].top - run[-1][0].bottom < 2.5 * row[0].em


def _tabled(run: list[list[Strip]], cut: _Cut) -> Iterator[list[Row]]:
    """Set a run of rows into columns, if they have some in common."""
    if len(run) < LEAST_ROWS:
        return
    columns = _columns([[part for strip in row for part in cut(strip)] for row in run])
    if len(columns) < 2:
        return
    rows = []
    for row in run:
        cells: dict[int, tuple[Strip, ...]] = {}
        for strip in row:
            for at, cell in _cells(strip, columns, cut):
                if at in cells:
                    return
                cells[at] = (cell,)
        rows.append(Row(cells, len(columns), tuple(row)))
    held = [sum(1 for row in rows if at in row.cells) for at in range(len(columns))]
    full = sum(1 for count in held if count >= FULL_ROWS * len(rows))
    # What stands first, and close to the next, may be an item's number.
    values = [cell[0].text for row in rows for at, cell in row.cells.items() if at or cut is _apart]
    figures = sum(1 for value in values if any(sign.isdigit() for sign in value))
    if full >= 2 and (full > 2 or figures >= len(rows) // 2):
        yield rows


def _cells(strip: Strip, columns: Sequence[tuple[float, float]], cut: _Cut) -> Iterator[tuple[int, Strip]]:
    """Cut a strip where one column ends and another begins; blanks within a column stay."""
    parts = [(next(n for n, (_, right) in enumerate(columns) if part.left < right), part) for part in cut(strip)]
    for at, same in groupby(parts, key=lambda each: each[0]):
        within = [part for _, part in same]
        start = strip.edges.index(within[0].left)
        yield at, strip.part(start, strip.edges.index(within[-1].left, start) + len(within[-1].text))


def _columns(run: list[list[Strip]]) -> list[tuple[float, float]]:
    """Give the widths that the cells of all rows cover, from the left."""
    found: list[tuple[float, float]] = []
    for strip in sorted((strip for row in run for strip in row), key=lambda s: s.left):
        if found and strip.left < found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], strip.right))
        else:
            found.append((strip.left, strip.right))
    return found
