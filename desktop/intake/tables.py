"""Lay a table's cells out as rows: merged cells stand where they begin, their words also where they head others."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from desktop.intake.assembly import row
from desktop.intake.body import Kind, Piece

COLUMNS = 256
"""The most columns that are laid out; no report has more."""
_REPEATED = 14
_YEAR = re.compile(r"(?:19|20)\d\d(?:[-—–~～至](?:19|20)?\d\d)?学?年?度?")
_ROWS = 1000


class Cell(NamedTuple):
    """A cell's words and how many columns and rows it covers; ``column`` is its place, -1 the next free one."""

    words: str
    across: int = 1
    down: int = 1
    column: int = -1


def pieces(
    rows: Iterable[Sequence[Cell]], table: int, paragraph: int | None = None, sheet: str = ""
) -> Iterator[Piece]:
    """Make a piece of every row that shows anything.

    The words of a merged cell are repeated over all it covers where they are short and hold no figure, so that the
    head of several columns and the label of several rows reach every figure under or beside them.
    """
    width = 0
    held: dict[int, tuple[str, int]] = {}
    for number, cells in enumerate(rows, 1):
        line: dict[int, str] = {column: words for column, (words, _) in held.items()}
        held = {column: (words, left - 1) for column, (words, left) in held.items() if left > 1}
        covered = set(line)
        at = 0
        for cell in cells:
            at = cell.column if cell.column >= 0 else _free(at, covered)
            repeated = cell.words if heads(cell.words) else ""
            for column in range(at, min(at + cell.across, COLUMNS)):
                line[column] = cell.words if column == at else repeated
                if cell.down > 1:
                    held[column] = (repeated, min(cell.down, _ROWS) - 1)
            at += cell.across
        width = max(line, default=-1) + 1
        if any(words.strip() for words in line.values()):
            text = row(line.get(column, "") for column in range(width))
            cells_are = f"A{number}:{letters(width)}{number}"
            yield Piece(text, Kind.ROW, table=table, paragraph=paragraph, sheet=sheet, cells=cells_are)


def letters(column: int) -> str:
    """Name a column, counted from 1, as spreadsheets do: 1 is A, 27 is AA."""
    name = ""
    while column > 0:
        column, place = divmod(column - 1, 26)
        name = chr(65 + place) + name
    return name


def _free(at: int, covered: set[int]) -> int:
    while at in covered:
        at += 1
    return at


def heads(words: str) -> bool:
    """Tell whether a merged cell's words may be repeated: short, and no figure but a year in them."""
    return len(words) <= _REPEATED and not re.search(r"\d", _YEAR.sub("", words))
