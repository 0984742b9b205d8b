"""The tables of printed pages: rows from ruled or aligned cells, what a page's end cuts, their pieces."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from desktop.intake import tables
from desktop.intake.body import Piece
from desktop.intake.layout import ends_sentence
from desktop.intake.printed import aligned, order, ruled
from desktop.intake.printed.joining import Written, written
from desktop.intake.printed.sheet import Strip
from desktop.model.pages import Stretch

_SAME_EDGE = 4.0
_WORDY = 12
"""How long words are that stand for no mere name or figure."""


class Row(NamedTuple):
    """A table's row: what each cell says, by column, and which cells stand merged where."""

    cells: tuple[tuple[tables.Cell, Written], ...]


class Table(NamedTuple):
    """A table, its column edges as far as they are known, where it begins and ends on its pages."""

    rows: list[Row]
    edges: tuple[float, ...]
    page: int


def ruled_rows(grid: ruled.Grid, inside: Sequence[Strip]) -> Iterator[Row]:
    """Write the cells of a grid row by row, a cell's lines one after the other."""
    held: dict[ruled.Place, list[Strip]] = {}
    for strip in inside:
        place = grid.place_at(strip.left + min(2.0, (strip.right - strip.left) / 2), strip.middle)
        if place is not None:
            held.setdefault(place, []).append(strip)
    for _, row in groupby(grid.places, key=lambda place: place.row):
        cells = []
        for place in row:
            said = written(order.lines(held.get(place, ())))
            cells.append((tables.Cell(said.text, place.across, place.down, place.column), said))
        yield Row(tuple(cells))


def aligned_row(row: aligned.Row) -> Row:
    """Write the cells of a row that no rule parts."""
    said = [(at, written(row.cells.get(at, ()))) for at in range(row.columns)]
    return Row(tuple((tables.Cell(each.text, column=at), each) for at, each in said))


def goes_on(table: Table, other: Table) -> bool:
    """Tell whether a table goes on over the page's end: the next page has one with the same columns."""
    return (
        other.page == table.page + 1
        and len(table.edges) == len(other.edges) > 0
        and all(abs(a - b) <= _SAME_EDGE for a, b in zip(table.edges, other.edges, strict=True))
    )


def gone_on(table: Table, other: Table) -> Table:
    """Add the rows on the next page, without a head printed there again; a row that the page's end cut is one."""
    again = [cell.words for cell, _ in table.rows[0].cells] == [cell.words for cell, _ in other.rows[0].cells]
    rows = other.rows[1:] if again else other.rows
    held = table.rows
    if held and rows and _is_cut(held[-1], rows[0]):
        held, rows = [*held[:-1], _whole(held[-1], rows[0])], rows[1:]
    return table._replace(rows=[*held, *rows], page=other.page)


def _is_cut(row: Row, rest: Row) -> bool:
    """Tell whether a row is what a page's end left of the one before: its name is not there, nor is every cell.

    What goes on is words that ended nowhere; two figures never become one.
    """
    if [cell.column for cell, _ in row.cells] != [cell.column for cell, _ in rest.cells]:
        return False
    pairs = [(before.words, after.words) for (before, _), (after, _) in zip(row.cells, rest.cells, strict=True)]
    going = [(before, after) for before, after in pairs if after]
    if pairs[0][1] or not going or any(not before for before, _ in going):
        return False
    if any(before[-1].isdigit() and after[0].isdigit() for before, after in going):
        return False
    wordy = all(len(before) > _WORDY and not ends_sentence(before, len(before)) for before, _ in going)
    figures = any(any(sign.isdigit() for sign in before) for before, _ in going if len(before) <= _WORDY)
    return wordy or (not figures and any(before and not after for before, after in pairs[1:]))


def _whole(row: Row, rest: Row) -> Row:
    """Put a row together again."""
    cells = []
    for (cell, said), (_, more) in zip(row.cells, rest.cells, strict=True):
        at = len(said.text)
        moved = tuple(each._replace(start=each.start + at, end=each.end + at) for each in more.stretches)
        joined = Written(said.text + more.text, (*said.stretches, *moved))
        cells.append((cell._replace(words=joined.text), joined))
    return Row(tuple(cells))


def rows_of(table: Table, number: int) -> Iterator[Piece]:
    """Make a piece of every row, and find again where each of its cells stands."""
    owners: dict[int, tuple[Written, int]] = {}
    placed = []
    for row in table.rows:
        owners = {column: (said, left - 1) for column, (said, left) in owners.items() if left > 1}
        for cell, said in row.cells:
            owners |= {at: (said, cell.down) for at in range(cell.column, cell.column + cell.across)}
        if any(cell.words for cell, _ in row.cells) or any(said.text for said, _ in owners.values()):
            placed.append(dict(owners))
    made = tables.pieces(([cell for cell, _ in row.cells] for row in table.rows), number)
    for piece, cells in zip(made, placed, strict=False):
        yield piece._replace(stretches=tuple(_placed(piece.text, cells)))


def _placed(text: str, cells: dict[int, tuple[Written, int]]) -> Iterator[Stretch]:
    at = 0
    for column, words in enumerate(text.split("\t")):
        said = cells.get(column, (None, 0))[0]
        if said is not None and words and said.text == words:
            yield from (each._replace(start=each.start + at, end=each.end + at) for each in said.stretches)
        at += len(words) + 1
