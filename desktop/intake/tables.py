"""Lay a table's cells out as rows: merged cells stand where they begin, their words also where they head others."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from desktop.intake import assembly, limits
from desktop.intake.body import Kind, Piece
from desktop.lexicon.patterns import regex
from desktop.model.report import Merged

COLUMNS = 256
"""The most columns that one cell reaches over; no report has more."""
_REPEATED = 14
_YEAR = regex(r"(?:19|20)\d\d(?:[-—–~～至](?:19|20)?\d\d)?学?年?度?")
_ROWS = 1000
_NEAR = 40
_HEAD_ROWS = 5


class Cell(NamedTuple):
    """A cell's words and how many columns and rows it covers; ``column`` is its place, -1 the next free one."""

    words: str
    across: int = 1
    down: int = 1
    column: int = -1


class Head:
    """Tell which rows head a table: as many as the file says, at least one, and what merged cells there reach."""

    def __init__(self, said: int = 0) -> None:
        self._left = max(said, 1)
        self._most = _HEAD_ROWS

    def takes(self, cells: Iterable[tuple[str, int, int]]) -> bool:
        """Take the next row, its cells as (words, columns, rows); a row with a figure ends the head."""
        self._most -= 1
        if self._left <= 0 or self._most < 0:
            return False
        self._left -= 1
        for words, across, down in cells:
            if re.search(r"\d", _YEAR.sub("", words)):
                self._left = 0
                return False
            self._left = max(self._left, down - 1, int(across > 1))
        return True


def pieces(
    rows: Iterable[Sequence[Cell]], table: int, paragraph: int | None = None, sheet: str = "", heads_said: int = 0
) -> Iterator[Piece]:
    """Make a piece of every row that shows anything; a row that is one wide cell above all others is a caption.

    The words of a merged cell are repeated over all it covers where they are short and hold no figure, so that the
    head of several columns and the label of several rows reach every figure under or beside them.
    """
    width = 0
    begun = False
    head = Head(heads_said)
    held: list[Cell] = []
    for number, cells in enumerate(rows, 1):
        line: dict[int, str] = {at: cell.words for cell in held for at in _covered(cell)}
        merged = [Merged(column=cell.column, across=cell.across, goes_on=True) for cell in held]
        held = [cell._replace(down=cell.down - 1) for cell in held if cell.down > 1]
        covered = set(line)
        at = 0
        for cell in cells:
            at = cell.column if cell.column >= 0 else _free(at, covered)
            limits.check(across=at + 1)
            repeated = cell.words if heads(cell.words) else ""
            across = min(cell.across, max(COLUMNS - at, 1))
            line |= dict.fromkeys(range(at, at + across), repeated) | {at: cell.words}
            if cell.down > 1:
                held.append(Cell(repeated, across, min(cell.down, _ROWS) - 1, at))
            if cell.down > 1 or across > 1:
                merged.append(Merged(column=at, across=across))
            at += across
        width = max(line, default=-1) + 1
        if any(words.strip() for words in line.values()):
            cells_are = f"A{number}:{letters(width)}{number}"
            if not begun and len(cells) == 1 and cells[0].across > 1 and not covered:
                yield Piece(cells[0].words, paragraph=paragraph, sheet=sheet, cells=cells_are)
                continue
            begun = True
            text = assembly.row(line.get(column, "") for column in range(width))
            own = [(cell.words, cell.across, cell.down) for cell in cells]
            yield Piece(
                text,
                Kind.ROW,
                table=table,
                head=head.takes(own),
                merged=tuple(merged),
                paragraph=paragraph,
                sheet=sheet,
                cells=cells_are,
            )


class EdgedRow(NamedTuple):
    """A row of which the place of every edge is known: its cells, the edges in twips, which go on from above."""

    cells: list[str]
    edges: tuple[int, ...]
    goes_on: tuple[bool, ...]


def without_covered(row: EdgedRow, covered: Sequence[bool]) -> EdgedRow:
    """Give the room of cells that are merged to the left to the cell before them."""
    if not any(covered) or len(row.edges) != len(row.cells) + 1:
        return row
    kept = [at for at in range(len(row.cells)) if not (at and at < len(covered) and covered[at])]
    edges = (*(row.edges[at] for at in kept), row.edges[-1])
    return EdgedRow([row.cells[at] for at in kept], edges, tuple(row.goes_on[at] for at in kept))


def by_edges(rows: Sequence[EdgedRow]) -> list[list[Cell]]:
    """Set every cell into the columns that the edges of all rows make."""
    edges: list[int] = []
    for edge in sorted({edge for row in rows for edge in row.edges}):
        if not edges or edge - edges[-1] > _NEAR:
            edges.append(edge)
    spans = [
        [max(bisect_right(edges, b + _NEAR) - bisect_right(edges, a + _NEAR), 1) for a, b in pairwise(row.edges)]
        for row in rows
    ]
    laid: list[list[Cell]] = []
    below: dict[int, int] = {}  # in how many rows, from the next one on, the cell of a column goes on
    for row, widths in zip(reversed(rows), reversed(spans), strict=True):
        line = []
        going: dict[int, int] = {}
        column = 0
        for at, words in enumerate(row.cells):
            across = widths[at] if at < len(widths) else 1
            reached = 1 + below.get(column, 0)
            if at < len(row.goes_on) and row.goes_on[at]:
                going[column] = reached
            else:
                line.append(Cell(words, across, reached, column))
            column += across
        laid.append(line)
        below = going
    return laid[::-1]


def letters(column: int) -> str:
    """Name a column, counted from 1, as spreadsheets do: 1 is A, 27 is AA."""
    name = ""
    while column > 0:
        column, place = divmod(column - 1, 26)
        name = chr(65 + place) + name
    return name


def _covered(cell: Cell) -> range:
    """Give the columns of a cell whose place is known."""
    return range(cell.column, cell.column + cell.across)


def _free(at: int, covered: set[int]) -> int:
    while at in covered:
        at += 1
    return at


def heads(words: str) -> bool:
    """Tell whether a merged cell's words may be repeated: short, and no figure but a year in them."""
    return len(words) <= _REPEATED and not re.search(r"\d", _YEAR.sub("", words))
