"""A printed page as values: what stands in which column, before any file format comes in."""

import unicodedata
from collections.abc import Iterable
from decimal import Decimal
from enum import StrEnum

from desktop.model.value import Value

Cell = str | int | Decimal
_LINES = 16
"""Lines in a row: above 409 points a spreadsheet prints no more of it, and tall rows leave half pages empty."""
_PAUSES = "\n。；！？，、"


class Column(Value):
    """One column; ``width`` in digits of the standard font (a Chinese character takes two)."""

    name: str
    width: int
    centred: bool = False


class RowKind(StrEnum):
    """record begins something, more goes on with it, section is a line across the page."""

    RECORD = "record"
    MORE = "more"
    SECTION = "section"


class Row(Value):
    """One row, a cell for each column; ``lines`` is the height that its longest cell needs."""

    kind: RowKind
    cells: tuple[Cell, ...]
    lines: int = 1


class Total(Value):
    """A line below the table: a formula over columns (``{评分}`` is that column's range), and its value now."""

    label: str
    formula: str
    value: Decimal


class Page(Value):
    """One sheet: ``lines`` stand between the title and the table, totals below it."""

    name: str
    title: str
    lines: tuple[str, ...] = ()
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    totals: tuple[Total, ...] = ()
    total_columns: tuple[str, str] = ("", "")


class Book(Value):
    """Everything that one export holds; ``mark`` stands at the head and foot of every page."""

    title: str
    mark: str = ""
    author: str = ""
    pages: tuple[Page, ...]


def section(columns: tuple[Column, ...], text: str) -> Row:
    """Make a line across the page."""
    return Row(kind=RowKind.SECTION, cells=(text, *("" for _ in columns[1:])))


def spread(columns: tuple[Column, ...], records: Iterable[tuple[Cell, ...]]) -> list[Row]:
    """Lay one record out over as many rows as its longest cell needs; the first of ``records`` begins it.

    Text is cut so that its pieces, read downwards, give it back unchanged. Heights are counted here, for not
    every program fits rows to wrapped text when it opens a file.
    """
    rows: list[Row] = []
    for number, record in enumerate(records):
        cut = [
            pieces(cell, column.width) if isinstance(cell, str) else [cell]
            for cell, column in zip(record, columns, strict=True)
        ]
        for line in range(max(map(len, cut))):
            kind = RowKind.MORE if number or line else RowKind.RECORD
            cells = tuple(cell[line] if line < len(cell) else "" for cell in cut)
            tall = max(
                lines_of(cell, column.width)
                for cell, column in zip(cells, columns, strict=True)
                if isinstance(cell, str)
            )
            rows.append(Row(kind=kind, cells=cells, lines=tall))
    return rows


def pieces(text: str, width: int) -> list[str]:
    """Cut a text into runs that each fit one row of a column, if possible after a pause."""
    found: list[str] = []
    start, lines, used, pause = 0, 1, 0, 0
    for at, character in enumerate(text):
        lines, used = _set(character, lines, used, width)
        if lines > _LINES:
            end = pause if pause > start else at
            found.append(text[start:end])
            start, lines, used = end, 1, 0
            for again in text[end : at + 1]:
                lines, used = _set(again, lines, used, width)
        if character in _PAUSES and lines > _LINES * 3 // 4:
            pause = at + 1
    found.append(text[start:])
    return found


def lines_of(text: str, width: int) -> int:
    """Count the lines that a text takes in a column so wide."""
    lines, used = 1, 0
    for character in text:
        lines, used = _set(character, lines, used, width)
    return lines


def _set(character: str, lines: int, used: int, width: int) -> tuple[int, int]:
    """Set one more character: the line it stands on, and how much of that line is used."""
    if character == "\n":
        return lines + 1, 0
    space = 2 if unicodedata.east_asian_width(character) in "WFA" else 1
    return (lines, used + space) if used + space <= width else (lines + 1, space)
