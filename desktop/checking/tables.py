"""Tables: the row of totals held against the rows above or below it, column by column."""

import re
from collections.abc import Iterator, Sequence
from itertools import dropwhile, groupby

from desktop.checking.intervals import plus
from desktop.checking.passages import Figure, Passage
from desktop.checking.wording import amount, doubt, number, tick
from desktop.model.finding import Check, Finding, Relation
from desktop.model.report import Block, BlockKind, Report

_TOTAL = re.compile(r"^(?:合计|总计|总[数额]?|共计|全[区县市]合?计?)$")
_NUMBER = re.compile(r"\d{1,3}[.、]?")
_BLANK = re.compile(r"\s")
_UNDER = re.compile(r"小计|其中|^#|平均|占比|比例|率")
_RATES = re.compile(r"[率比均%％占]|系数|年龄|名次|排名|编号|代码|年[份度]$")
_FEWEST = 2


def tables(report: Report, passages: Sequence[Passage]) -> Iterator[Finding | Check]:
    """Add up the columns of every table that has one row of totals at its head or foot."""
    by_start = {passage.block.start: passage for passage in passages}
    for is_row, blocks in groupby(report.blocks, key=lambda block: block.kind is BlockKind.ROW):
        if is_row:
            yield from _table(report, list(blocks), by_start)


def _table(report: Report, rows: Sequence[Block], by_start: dict[int, Passage]) -> Iterator[Finding | Check]:
    """Add up one table; a table with sub-totals, 其中 rows or several totals is left alone."""
    cells = [_cells(report, row) for row in rows]
    totals = [n for n, row in enumerate(cells) if any(_TOTAL.match(_BLANK.sub("", cell)) for cell in row[:2])]
    if len(totals) != 1 or any(_UNDER.search(cell) for row in cells[1:] for cell in row[:2]):
        return
    at = totals[0]
    body = slice(at + 1, None) if at <= 1 else slice(0, at)
    if at > 1 and at != len(rows) - 1:
        return
    grid = list(dropwhile(lambda row: not row, (_columns(report, row, by_start.get(row.start)) for row in rows[body])))
    whole = _columns(report, rows[at], by_start.get(rows[at].start))
    heads = cells[0] if at != 0 else ()
    outcomes: list[Finding | Check] = []
    for column, total in whole.items():
        parts = [row[column] for row in grid if column in row]
        if len(parts) < _FEWEST or total.stands is None or not _adds(total, heads[column : column + 1]):
            continue
        if any(f.stands is None or f.quantity != total.quantity for f in parts):
            continue
        outcomes += _column(total, parts, complete=len(parts) == len(grid))
    # where 合计 stands in the column of running numbers, a cell may be lost, and the columns with it
    aligned = not all(_NUMBER.fullmatch(row[0]) for row in cells[body][-len(grid) :]) or "" in cells[at][:2]
    holding = sum(isinstance(outcome, Check) for outcome in outcomes)
    sure = aligned and (holding * 2 >= len(outcomes) or len(outcomes) == 1)
    yield from (outcome for outcome in outcomes if isinstance(outcome, Check) or sure)


def _adds(total: Figure, head: Sequence[str]) -> bool:
    """Tell whether a column adds up: by its unit, or where none is printed by a head that names no rate."""
    return total.quantity.additive or (not total.base and any(cell and not _RATES.search(cell) for cell in head))


def _cells(report: Report, row: Block) -> list[str]:
    """Cut a row into its cells, the empty ones before its first word, too."""
    return [cell.strip() for cell in report.text[_head(report, row) : row.end].split("\t")]


def _head(report: Report, row: Block) -> int:
    """Find where the line of a row begins: a reader may have set its start behind empty cells."""
    start = row.start
    while start > 0 and report.text[start - 1] in " \t\u3000":
        start -= 1
    return start


def _columns(report: Report, row: Block, passage: Passage | None) -> dict[int, Figure]:
    """Find the figure of each column; a cell with two figures has none."""
    found: dict[int, Figure] = {}
    twice: set[int] = set()
    head = _head(report, row)
    for figure in passage.figures if passage else ():
        column = report.text.count("\t", head, figure.start)
        if column in found:
            twice.add(column)
        found[column] = figure
    return {column: figure for column, figure in found.items() if column not in twice}


def _column(total: Figure, parts: Sequence[Figure], *, complete: bool) -> Iterator[Finding | Check]:
    """Hold one column against its total."""
    whole = total.stands
    summed = plus(*(f.stands for f in parts if f.stands))
    terms = "+".join(number(f.metric.value) for f in parts)
    if whole and summed.meets(whole):
        yield tick(Relation.SUM, (total, *parts), f"{terms}={number(total.metric.value)}", "sum.table")
    elif whole and complete:
        exact = sum((f.metric.value for f in parts), start=total.metric.value * 0)
        yield doubt(
            Relation.SUM,
            (total, *parts),
            says=f"合计{total.quote}",
            should=f"{terms}={amount(exact * total.quantity.factor, total.base)}",
            working=f"{terms} = {number(exact)}，与合计{total.quote}不符",
            rule="sum.table",
        )
