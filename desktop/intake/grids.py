"""Lay the sheets of a workbook out: captions as lines, tables as rows, the words of merged cells where they head."""

import re
from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from heapq import heappop, heappush
from itertools import groupby, islice
from typing import NamedTuple

from desktop.intake import limits, says, tables
from desktop.intake.assembly import row
from desktop.intake.body import Body, Kind, Piece, Remark
from desktop.lexicon.patterns import regex
from desktop.model.report import Merged, Notice

_NAMELESS = regex(r"(?:sheet|工作表|表)\s*\d*", re.IGNORECASE)

_REACHED = limits.CELLS
"""How many pairs of a merged cell and a row are looked at."""

Grid = dict[int, dict[int, str]]
"""The words of a sheet by row and column, both counted from 1."""


class Held:
    """What the sheets of a workbook hold that shows, counted as it is read."""

    def __init__(self) -> None:
        self._rows = self._cells = 0

    def row(self, cells: int) -> None:
        """Count one more row that holds so many cells; raises ``TooMuch``."""
        self._rows += 1
        self._cells += cells
        limits.check(pieces=self._rows, cells=self._cells, across=cells)


class Range(NamedTuple):
    """A range of merged cells, its edges counted from 1 and within it."""

    top: int
    left: int
    bottom: int
    right: int


class Beside(NamedTuple):
    """A comment beside a cell."""

    row: int
    column: int
    author: str
    words: str


class Sheet(NamedTuple):
    """A sheet that shows: the words of its cells, what is merged, the comments beside its cells."""

    name: str
    grid: Grid
    merged: Sequence[Range] = ()
    comments: Sequence[Beside] = ()


class Unseen:
    """What a workbook holds that is not read: hidden sheets by name; cells out of sight, formulas without a result."""

    def __init__(self) -> None:
        self.sheets: list[str] = []
        self.cells = 0
        self.uncalculated = 0

    def notices(self) -> Iterator[Notice]:
        """Tell what the text does not show."""
        if self.sheets:
            yield Notice(code="hidden_sheets", says=says.hidden_sheets(self.sheets))
        if self.cells:
            yield Notice(code="hidden_cells", says=says.hidden_cells(self.cells))
        if self.uncalculated:
            yield Notice(code="uncalculated", says=says.uncalculated(self.uncalculated))


def sheet(name: str, grid: Grid, merged: Iterable[Range], unseen: Unseen, comments: Sequence[Beside] = ()) -> Sheet:
    """Make a sheet of its cells, without what lies beneath merged ones: that is stored and does not show."""
    ranges = _apart(merged)
    for each, number in _reached(ranges, sorted(grid)):
        for column in [at for at in grid[number] if each.left <= at <= each.right]:
            if (number, column) != (each.top, each.left):
                unseen.cells += 1
                del grid[number][column]
    return Sheet(name, {number: cells for number, cells in grid.items() if cells}, ranges, comments)


def _apart(ranges: Iterable[Range]) -> list[Range]:
    """Keep the merged cells that overlap none above or left of them: in a sound sheet all of them."""
    kept: list[Range] = []
    open_: list[tuple[int, int]] = []  # the columns of what reaches into the row, as (left, right)
    ends: list[tuple[int, int, int]] = []
    for each in sorted(ranges):
        while ends and ends[0][0] < each.top:
            _, *columns = heappop(ends)
            del open_[bisect_left(open_, tuple(columns))]
        at = bisect_left(open_, (each.right + 1, 0))
        if at == 0 or open_[at - 1][1] < each.left:
            kept.append(each)
            insort(open_, (each.left, each.right))
            heappush(ends, (each.bottom, each.left, each.right))
    return kept


def body(sheets: Sequence[Sheet], notices: Sequence[Notice]) -> Body:
    """Put the sheets one below the other, each under its name where there are several."""
    pieces: list[Piece] = []
    remarks: list[Remark] = []
    tabled = 0
    for sheet in sheets:
        made = list(limits.counted(_pieces(sheet, tabled)))
        tabled = max([tabled, *(piece.table for piece in made)])
        if made and len(sheets) > 1 and not _NAMELESS.fullmatch(sheet.name):
            pieces.append(Piece(sheet.name, level=1, sheet=sheet.name))
        rows = [int(re.findall(r"\d+", piece.cells)[0]) for piece in made]
        for each in sheet.comments:
            at = next((number for number, place in enumerate(rows) if place >= each.row), len(rows) - 1)
            on = sheet.grid.get(each.row, {}).get(each.column, "")
            remarks.append(Remark(each.author, each.words, len(pieces) + max(at, 0), on))
        pieces += made
    return Body(tuple(pieces), tuple(notices), tuple(remarks))


def _pieces(sheet: Sheet, tabled: int) -> Iterator[Piece]:
    """Give a sheet's captions as lines and its tables as rows; an empty row ends a table."""
    grid = sheet.grid
    covering = _covering(sheet.merged, sorted(grid))
    alone = {
        number: len(cells) == 1 and all(each.top == number for each in covering.get(number, ()))
        for number, cells in grid.items()
    }
    merged = _fill_merged(sheet.merged, grid)
    for _, region in groupby(enumerate(sorted(grid)), key=lambda pair: pair[1] - pair[0]):
        numbers = [number for _, number in region]
        body = [number for number in numbers if not alone[number]]
        first, last = (body[0], body[-1]) if body else (0, -1)
        tabled += 1
        head = tables.Head()
        columns = sorted({column for number in body for column in grid[number]})
        limits.check(across=len(columns))
        for number in numbers:
            cells = grid[number]
            place = f"{tables.letters(min(cells))}{number}:{tables.letters(max(cells))}{number}"
            if first <= number <= last:
                text = row(cells.get(column, "") for column in columns)
                own = [(words, *merged.get((number, column), (1, 1))) for column, words in cells.items()]
                spans = _spans(covering.get(number, ()), columns, number, first)
                yield Piece(
                    text,
                    Kind.ROW,
                    table=tabled,
                    head=head.takes(own),
                    merged=tuple(spans),
                    sheet=sheet.name,
                    cells=place,
                )
            else:
                yield Piece(next(iter(cells.values())), sheet=sheet.name, cells=place)


def _covering(ranges: Sequence[Range], numbers: list[int]) -> dict[int, list[Range]]:
    """List the merged cells that reach into each row, from left to right."""
    found: dict[int, list[Range]] = {}
    for each, number in _reached(sorted(ranges, key=lambda each: each.left), numbers):
        found.setdefault(number, []).append(each)
    return found


def _reached(ranges: Iterable[Range], numbers: list[int]) -> Iterator[tuple[Range, int]]:
    """Pair merged cells with the rows that they reach into, as many as a sheet without overlaps may have."""
    pairs = (
        (each, number)
        for each in ranges
        for number in numbers[bisect_left(numbers, each.top) : bisect_right(numbers, each.bottom)]
    )
    return islice(pairs, _REACHED)


def _spans(ranges: Sequence[Range], columns: list[int], number: int, first: int) -> Iterator[Merged]:
    """Place a row's merged cells among the columns that hold anything."""
    for each in ranges:
        left, right = bisect_left(columns, each.left), bisect_right(columns, each.right)
        if right - left > 1 or (right > left and each.bottom > each.top):
            yield _merged(left, right - left, number > max(each.top, first))


@cache
def _merged(column: int, across: int, goes_on: bool) -> Merged:
    """Make the same value once: a sheet of merged cells holds few that differ."""
    return Merged(column=column, across=across, goes_on=goes_on)


def _fill_merged(ranges: Sequence[Range], grid: Grid) -> dict[tuple[int, int], tuple[int, int]]:
    """Repeat the words of merged cells where they head other cells; gives (columns, rows) by (row, column)."""
    merged: dict[tuple[int, int], tuple[int, int]] = {}
    widest = max((max(cells) for cells in grid.values()), default=0)
    heading: list[Range] = []
    for each in ranges:
        merged[each.top, each.left] = (each.right - each.left + 1, each.bottom - each.top + 1)
        words = grid.get(each.top, {}).get(each.left, "")
        if words and tables.heads(words):
            heading.append(each)
    for each, number in _reached(heading, sorted(grid)):
        # A row that holds nothing else is a caption: its words stand once.
        if len(grid[number]) > 1 or number > each.top:
            for column in range(each.left, min(each.right, widest) + 1):
                grid[number].setdefault(column, grid[each.top][each.left])
    return merged
