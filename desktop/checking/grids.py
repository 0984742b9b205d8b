"""Tables as grids: the head over each column, the label before each row, the figure of each cell."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from desktop.checking.passages import Figure, Passage, plain
from desktop.lexicon.patterns import regex
from desktop.model.report import Block, BlockKind, Report, joined_head

_NUMBER = regex(r"\d{1,3}[.、]?")
_LABELS = regex(r"[：:]")
_RULE = regex(r":?[-—–=]{2,}:?")


class Row(NamedTuple):
    """One row: its cells' words and the figures of those that hold one, by column."""

    cells: tuple[str, ...]
    figures: dict[int, Figure]

    @property
    def label(self) -> str:
        """Name the row by the first of its cells that is no running number."""
        return next((cell for cell in self.cells[:2] if cell and not _NUMBER.fullmatch(cell)), "")


class Grid(NamedTuple):
    """One table: a head, whose lines are joined, and the rows below it."""

    head: tuple[str, ...]
    rows: tuple[Row, ...]

    def above(self, column: int) -> str:
        """Give the head over a column."""
        return self.head[column] if column < len(self.head) else ""

    @property
    def turned(self) -> "Grid":
        """Lay the rows down as columns: some tables write one thing a row and one school a column."""
        width = max((max(row.figures, default=-1) + 1 for row in self.rows), default=0)
        columns = [at for at in range(width) if any(at in row.figures for row in self.rows)]
        return Grid(
            ("", *(row.label for row in self.rows)),
            tuple(
                Row((self.above(at),), {n: row.figures[at] for n, row in enumerate(self.rows, 1) if at in row.figures})
                for at in columns
            ),
        )


def grids(report: Report, passages: Sequence[Passage]) -> Iterator[Grid]:
    """Lay every table out; an empty line parts two."""
    by_start = {passage.block.start: passage for passage in passages}
    for is_row, blocks in groupby(report.blocks, key=lambda block: block.kind is BlockKind.ROW):
        if is_row:
            for table in _parted(report.text, list(blocks)):
                yield _grid([_row(report, row, by_start.get(row.start)) for row in table])


def _parted(text: str, rows: Sequence[Block]) -> Iterator[list[Block]]:
    """Part tables that stand one below the other."""
    table: list[Block] = []
    for row in rows:
        if table and text.count("\n", table[-1].end, row.start) > 1:
            yield table
            table = []
        table.append(row)
    yield table


def _row(report: Report, block: Block, passage: Passage | None) -> Row:
    """Cut a row into its cells and find the figure of each; a cell with two figures has none."""
    cells = tuple(plain(cell) for cell in report.text[block.start : block.end].split("\t"))
    found: dict[int, Figure] = {}
    twice: set[int] = set()
    for figure in passage.figures if passage else ():
        column = report.text.count("\t", block.start, figure.start)
        if column in found:
            twice.add(column)
        found[column] = figure
    return Row(cells, {column: figure for column, figure in found.items() if column not in twice})


def _grid(drawn: Sequence[Row]) -> Grid:
    """Take the rows above the first figure as the head; a row of rules (--- | ---) is none."""
    rows = [row for row in drawn if not all(map(_RULE.fullmatch, row.cells))]
    first = next((n for n, row in enumerate(rows) if row.figures), len(rows))
    head: tuple[str, ...] = ()
    for row in rows[:first]:
        second = head and row.cells[0] in {"", head[0]} and not any(map(_LABELS.search, head))
        head = joined_head(head, row.cells) if second else row.cells
    return Grid(head, tuple(rows[first:]))
