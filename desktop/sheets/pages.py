"""A printed page as values: what stands in which column, before any file format comes in."""

import re
import unicodedata
from collections.abc import Iterable
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import Literal

from desktop.model.value import Value


class Formula(Value):
    """A live figure: a formula and the value that it has now.

    ``{评分}`` is a column: its cell in the same row, or below the table its whole range. ``{评分@key}`` is the cell
    of the row or total of that key, or the range of the rows of that part.
    """

    template: str
    value: Decimal | str


Cell = str | int | Decimal | Formula
_LINES = 16
"""Lines in a row: above 409 points a spreadsheet prints no more of it, and tall rows leave half pages empty."""
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_BREAKS = re.compile("\r\n?")
_PAUSES = "\n。；！？，、"


class Column(Value):
    """One column; ``width`` in digits of the standard font (a Chinese character takes two)."""

    name: str
    width: int
    centred: bool = False


class RowKind(StrEnum):
    """record begins something, more adds a line to it, piece goes on with a text, section is a line across the page."""

    RECORD = "record"
    MORE = "more"
    PIECE = "piece"
    SECTION = "section"


class Takes(Value):
    """What may be typed into a cell: one of ``words``, or a number from 0 to ``most``."""

    words: tuple[str, ...]
    most: Decimal | None = None
    says: str = ""


class Row(Value):
    """One row, a cell for each column; ``lines`` is the height that its longest cell needs.

    ``key`` names it in formulas, ``part`` those that are summed up together; ``takes`` is what may be typed, by column.
    """

    kind: RowKind
    cells: tuple[Cell, ...]
    lines: int = 1
    key: str = ""
    part: str = ""
    takes: tuple[tuple[str, Takes], ...] = ()


class Total(Value):
    """A line below the table: figures by column, each with its formula; ``part`` as in a row, ``note`` after them."""

    key: str
    label: str
    figures: tuple[tuple[str, Formula], ...]
    part: str = ""
    note: str = ""


class Emphasis(Value):
    """Rows that are set off where a column says so, by strokes of the pen and no colour alone."""

    column: str
    says: str
    bold: bool = False
    italic: bool = False
    hatch: Literal["lightUp", "gray125"] = "gray125"


class Page(Value):
    """One sheet: ``lines`` stand between the title and the table, totals below it, then ``foot``.

    The label of a total stands in the column ``labels``; ``heads`` rename columns above the totals.
    """

    name: str
    title: str
    lines: tuple[str, ...] = ()
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    labels: str = ""
    heads: tuple[tuple[str, str], ...] = ()
    totals: tuple[Total, ...] = ()
    foot: tuple[str, ...] = ()
    emphases: tuple[Emphasis, ...] = ()


class Book(Value):
    """Everything that one export holds; ``mark`` stands at the head and foot of every page.

    ``stamp`` is what the program itself reads when the sheet comes back.
    """

    title: str
    mark: str = ""
    author: str = ""
    pages: tuple[Page, ...]
    stamp: tuple[tuple[str, ...], ...] = ()


def section(columns: tuple[Column, ...], text: str) -> Row:
    """Make a line across the page."""
    return Row(kind=RowKind.SECTION, cells=(text, *("" for _ in columns[1:])))


def spread(
    columns: tuple[Column, ...],
    records: Iterable[tuple[Cell, ...]],
    key: str = "",
    part: str = "",
    takes: tuple[tuple[str, Takes], ...] = (),
) -> list[Row]:
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
            kind = RowKind.PIECE if line else RowKind.MORE if number else RowKind.RECORD
            cells = tuple(cell[line] if line < len(cell) else "" for cell in cut)
            tall = max(
                lines_of(cell, column.width) if isinstance(cell, str) else 1
                for cell, column in zip(cells, columns, strict=True)
            )
            first = not number and not line
            rows.append(
                Row(
                    kind=kind,
                    cells=cells,
                    lines=tall,
                    key=key if first else "",
                    part=part,
                    takes=takes if first else (),
                )
            )
    return rows


def pieces(text: str, width: int) -> list[str]:
    """Cut a text into runs that each fit one row of a column, if possible after a pause."""
    if len(text) <= width // 2 * _LINES and "\n" not in text:
        return [text]
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
    if len(text) <= width // 2 and "\n" not in text:
        return 1
    lines, used = 1, 0
    for character in text:
        lines, used = _set(character, lines, used, width)
    return lines


def _set(character: str, lines: int, used: int, width: int) -> tuple[int, int]:
    """Set one more character: the line it stands on, and how much of that line is used."""
    if character == "\n":
        return lines + 1, 0
    space = _space(character)
    return (lines, used + space) if used + space <= width else (lines + 1, space)


@cache
def _space(character: str) -> int:
    return 2 if unicodedata.east_asian_width(character) in "WFA" else 1


def quoted(text: str) -> str:
    """Write a text as a formula holds it."""
    return '"' + text.replace('"', '""') + '"'


def printable(text: str) -> str:
    """Give a text as XML can hold it: line feeds alone, U+FFFD for what XML forbids."""
    return _ILLEGAL.sub("\ufffd", _BREAKS.sub("\n", text))


def records(page: Page) -> list[tuple[tuple[str, ...], ...]]:
    """Give the rows by record, however many a sheet needs for one: a line for each that it begins and its MORE.

    A section is a record of one line with one cell.
    """
    found: list[list[tuple[str, ...]]] = []
    for row in page.rows:
        texts = tuple(str(cell.value) if isinstance(cell, Formula) else str(cell) for cell in row.cells)
        if row.kind is RowKind.SECTION:
            found.append([texts[:1]])
        elif row.kind is RowKind.RECORD:
            found.append([texts])
        elif row.kind is RowKind.MORE:
            found[-1].append(texts)
        else:
            above = found[-1][-1]
            found[-1][-1] = tuple(one + more for one, more in zip(above, texts, strict=True))
    return [tuple(lines) for lines in found] or [(("（无）",),)]
