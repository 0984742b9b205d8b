"""Find the tables that no rule draws and whose cells are folded: rows of several lines, cells at any height in them."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from desktop.intake.numbering import numbering
from desktop.intake.printed import order
from desktop.intake.printed.aligned import FULL_ROWS, LEAST_ROWS, PROSE, Row, at_one_height
from desktop.intake.printed.sheet import Strip

_GAP = 0.35
"""How many signs' widths of white part two cells: less than elsewhere, for all rows have to agree."""
_MOST_LINES, _MOST_IN_CELL, _MOST_HEADS = 200, 8, 3
_STEP = 1.12
"""How much further apart than a cell's lines two cells stand, the least of it."""
_BODY = 0.4
"""How far above and below its middle a line reaches, in signs' widths, where lines are set tight."""
_LEAST_GUTTER = 0.25
_SHORT = 14
_HELD = 0.8

_Cell = tuple[Strip, ...]
_Parts = list[tuple[Strip, Strip]]
"""What stands in cells at one height, each with the strip that it is part of."""
_Edges = list[tuple[float, float]]


def tables(strips: Sequence[Strip]) -> list[list[Row]]:
    """List the tables with folded cells among what stands on a page or in a column of it."""
    lines = [_parts(row) for row in at_one_height(strips)]
    found: list[list[Row]] = []
    at = free = 0
    while at < len(lines):
        if len(lines[at]) < 2:
            at += 1
            continue
        first, behind, columns = _region(lines, at, free)
        table = _table([part for line in lines[first:behind] for part in line], columns)
        if table:
            found.append(table)
            free = behind
        # A line that is none of a table may have spoilt its columns; not every line is tried as the first of one.
        at = behind if table else at + max((behind - at) // 2, 1)
    return found


def _parts(row: Sequence[Strip]) -> _Parts:
    return [(part, strip) for strip in row for part in (strip.parts(_GAP) if " " in strip.text else (strip,))]


def _region(lines: Sequence[_Parts], at: int, free: int) -> tuple[int, int, _Edges]:
    """Take lines before and behind one as long as they stand in its columns: where they begin and end, the columns."""
    columns = [(part.left, part.right) for part, _ in lines[at]]
    first, behind = at, at + 1
    while behind < min(len(lines), at + _MOST_LINES) and _near(lines[behind - 1], lines[behind]):
        grown = _grown(columns, lines[behind])
        if grown is None:
            break
        columns, behind = grown, behind + 1
    while first > free and _near(lines[first - 1], lines[first]):
        grown = _grown(columns, lines[first - 1])
        if grown is None:
            break
        columns, first = grown, first - 1
    return first, behind, columns


def _near(above: _Parts, below: _Parts) -> bool:
    last, first = above[0][0], below[0][0]
    return first.middle - last.middle < 3 * max(first.em, last.em)


def _grown(columns: _Edges, parts: _Parts) -> _Edges | None:
    """Widen columns so that they hold one more line; None where that joins two of them, or the line is no cell."""
    if len(parts) == 1 and numbering(parts[0][0].text, 0, len(parts[0][0].text)):
        return None
    grown = list(columns)
    for part, _ in parts:
        over = [each for each in grown if part.left < each[1] and each[0] < part.right]
        if len(over) > 1:
            return None
        left, right = over[0] if over else (part.left, part.right)
        grown = sorted([*(each for each in grown if each not in over), (min(left, part.left), max(right, part.right))])
    least = _LEAST_GUTTER * parts[0][0].em
    return grown if all(after[0] - before[1] >= least for before, after in pairwise(grown)) else None


def _table(parts: _Parts, columns: _Edges) -> list[Row]:
    """Set what stands in columns into rows; none where it is no table or none of its cells is folded."""
    if len(columns) < 2:
        return []
    held = [order.lines(part for part, _ in parts if left <= part.left < right) for left, right in columns]
    steps = [below.middle - above.middle for lines in held for above, below in pairwise(lines)]
    if not steps:
        return []
    for rows in (_by_white(held, _STEP * min(steps)), _by_fullness(held)):
        while rows and len(rows[0]) < 2:
            del rows[0]
        while rows and len(rows[-1]) < 2:
            del rows[-1]
        if _is_table(rows, len(columns)):
            return [Row(cells, len(columns), tuple(dict.fromkeys(_within(cells, parts)))) for cells in rows]
    return []


def _by_white(held: Sequence[Sequence[Strip]], most: float) -> list[dict[int, _Cell]]:
    """Make rows of cells, whose lines stand no further apart than ``most``: cells at one height are a row."""
    cells: list[tuple[int, _Cell]] = []
    for column, lines in enumerate(held):
        cell: list[Strip] = []
        for line in lines:
            if cell and line.middle - cell[-1].middle > most:
                cells.append((column, tuple(cell)))
                cell = []
            cell.append(line)
        if cell:
            cells.append((column, tuple(cell)))
    rows: list[dict[int, _Cell]] = []
    below = float("-inf")
    for column, each in sorted(cells, key=lambda cell: _extent(cell[1])[0]):
        top, bottom = _extent(each)
        if top >= below:
            rows.append({})
        elif column in rows[-1]:
            return []
        rows[-1][column] = each
        below = max(below, bottom) if top < below else bottom
    return rows


def _by_fullness(held: Sequence[Sequence[Strip]]) -> list[dict[int, _Cell]]:
    """Make rows of lines of even distance: one that fills most columns begins a row, what others hold goes on in it."""
    lines = sorted(((line, column) for column, each in enumerate(held) for line in each), key=lambda e: e[0].middle)
    rows: list[dict[int, _Cell]] = []
    at = 0
    while at < len(lines):
        behind = at + 1
        while behind < len(lines) and lines[behind][0].middle - lines[at][0].middle < _BODY * lines[at][0].em:
            behind += 1
        level = {column: line for line, column in lines[at:behind]}
        if len(level) >= FULL_ROWS * len(held):
            rows.append({column: (line,) for column, line in level.items()})
        elif not rows:
            return []
        else:
            for column, line in level.items():
                rows[-1][column] = (*rows[-1].get(column, ()), line)
        at = behind
    rows = _with_whole_head(rows)
    # What follows the last row alone, in a table with no other folded cell, is more likely the text below it.
    if not any(len(cell) > 1 for row in rows[:-1] for cell in row.values()):
        return []
    return rows


def _with_whole_head(rows: list[dict[int, _Cell]]) -> list[dict[int, _Cell]]:
    """Join the lines of a head that fills most columns twice: rows without a figure above rows that all have some."""
    figured = [any(sign.isdigit() for cell in row.values() for line in cell for sign in line.text) for row in rows]
    head = figured.index(True) if True in figured else 0
    if not (1 < head <= _MOST_HEADS and all(figured[head:])):
        return rows
    columns = sorted({column for row in rows[:head] for column in row})
    joined = {column: tuple(line for row in rows[:head] for line in row.get(column, ())) for column in columns}
    return [joined, *rows[head:]]


def _is_table(rows: Sequence[dict[int, _Cell]], columns: int) -> bool:
    """Tell a table with folded cells from columns of running text and from lists."""
    if len(rows) < LEAST_ROWS or not any(len(cell) > 1 for row in rows for cell in row.values()):
        return False
    if any(len(cell) > _MOST_IN_CELL for row in rows for cell in row.values()):
        return False
    if sum(1 for row in rows if len(row) > 1) < _HELD * len(rows):
        return False
    said = [["".join(line.text for line in row[at]) for row in rows if at in row] for at in range(columns)]
    full = [at for at, words in enumerate(said) if len(words) >= FULL_ROWS * len(rows)]
    wordy = {at for at, words in enumerate(said) if any(not PROSE.isdisjoint(each) for each in words)}
    short = [at for at in full if at not in wordy and median(map(len, said[at])) <= _SHORT]
    if len(full) < 2 or not short or len(wordy) > max(1, columns // 3):
        return False
    figures = sum(1 for at in short if at for words in said[at] if any(sign.isdigit() for sign in words))
    listed = all(numbering(words, 0, len(words)) for words in said[0])
    return len(full) > 2 or (figures >= len(rows) // 2 and not listed)


def _extent(cell: _Cell) -> tuple[float, float]:
    return cell[0].middle - _BODY * cell[0].em, cell[-1].middle + _BODY * cell[-1].em


def _within(cells: dict[int, _Cell], parts: _Parts) -> Iterator[Strip]:
    """List the strips that a row's cells were cut from."""
    extents = [_extent(cell) for cell in cells.values()]
    top, bottom = min(top for top, _ in extents), max(bottom for _, bottom in extents)
    return (strip for part, strip in parts if top <= part.middle <= bottom)
