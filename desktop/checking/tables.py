"""Tables: rows of totals and of sub-totals held against the rows that they add up, column by column."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import takewhile

from desktop.checking.binding.slips import slipped
from desktop.checking.grids import Grid, Row
from desktop.checking.intervals import plus
from desktop.checking.passages import Figure
from desktop.checking.wording import amount, asked, doubt, number, tick
from desktop.lexicon.patterns import regex
from desktop.model.finding import Check, Finding, Relation

_TOTAL = regex(r"^(?:全[区县市州旗])?(?:合计|总计|总[数额]?|共计)(?:[(（][^)）]*[)）])?$|^全[区县市]$")
_AMONG, _MARKED = regex(r"其中[:：]?|[#＃]"), regex(r"[#＃]")
_ALL, _ITEM = regex(r"总|合计|共"), regex(r"[(（]?[一二三四五六七八九十]{1,2}[)）、.]")
_SUBTOTAL = regex(r"小计$")
_NUMBER = regex(r"\d{1,3}[.、]?")
_UNDER = regex(r"其中|^#|平均|占比|比例|率")
_AVERAGED = regex(r"均|每|率|系数|生师比|年龄|最[大小高低多少长短]|班额|极[值差]")
_RATES = regex(r"[率比均%占]|系数|年龄|名次|排名|编号|代码|年[份度]$")
_FEWEST = 2


def tables(grid: Grid) -> Iterator[Finding | Check]:
    """Add up the columns of a table that has one row of totals at its head or foot.

    A table with 其中 rows or several totals is left alone.
    """
    totals = [n for n, row in enumerate(grid.rows) if any(map(_TOTAL.match, row.cells[:2]))]
    if any(_AMONG.match(row.label) for row in grid.rows):
        yield from _among(grid)
        return
    if len(totals) > 1 or any(_UNDER.search(cell) for row in grid.rows for cell in row.cells[:2]):
        return
    if (
        grid.rows
        and not totals
        and _ALL.search(grid.rows[0].label)
        and all(_ITEM.match(row.label) for row in grid.rows[1:])
    ):
        totals = [0]
    subs = [n for n, row in enumerate(grid.rows) if any(map(_SUBTOTAL.search, row.cells[:2]))]
    if subs:
        yield from _subtotals(grid, subs, totals)
    elif totals and totals[0] in {0, len(grid.rows) - 1}:
        body = grid.rows[1:] if totals[0] == 0 else grid.rows[:-1]
        yield from _sure(_added(grid, grid.rows[totals[0]], body), body, grid.rows[totals[0]])


def _subtotals(grid: Grid, subs: Sequence[int], totals: Sequence[int]) -> Iterator[Finding | Check]:
    """Add up the rows above each 小计, or those below it where these hold better, and the 小计 to the total."""
    rows, edges = grid.rows, {*totals, *subs}
    above, below = [], []
    for n in subs:
        first = max((edge for edge in edges if edge < n), default=-1) + 1
        last = min((edge for edge in edges if edge > n), default=len(rows))
        above += _added(grid, rows[n], rows[first:n])
        below += _added(grid, rows[n], rows[n + 1 : last])
    better = max(above, below, key=_holding)
    if _holding(better) * 2 >= len(better):
        yield from better
        for n in totals:
            yield from _sure(_added(grid, rows[n], [rows[at] for at in subs]), (), rows[n])


def _among(grid: Grid) -> Iterator[Finding | Check]:
    """Add up the marked rows (#公办, #民办), and those from each 其中 on, as far as they make the row before them."""
    rows = grid.rows
    for n in (n for n, row in enumerate(rows) if n and _AMONG.match(row.label)):
        if _is_marked(rows[n]):  # every part has the mark
            added = [] if _is_marked(rows[n - 1]) else _added(grid, rows[n - 1], [*takewhile(_is_marked, rows[n:])])
            yield from added if _holding(added) * 2 > len(added) else ()
            continue
        ends = [end for end in range(len(rows), n + 1, -1) if not any(_AMONG.match(r.label) for r in rows[n + 1 : end])]
        told = [_added(grid, rows[n - 1], rows[n:end]) for end in ends] or [[]]
        best = max(told, key=_holding, default=[])
        if _holding(best) * 2 > len(best):
            yield from best
        elif len(told[0]) == 1 and _slipped(rows[n - 1], rows[n : ends[0]]):
            yield from map(asked, told[0])


def _is_marked(row: Row) -> bool:
    """Tell whether a row bears the mark of a part."""
    return _MARKED.match(row.label) is not None


def _slipped(whole: Row, parts: Sequence[Row]) -> bool:
    """Tell whether a slip explains that the one column of some rows does not make the row before them."""
    figures = [f for row in parts for f in row.figures.values()]
    return any(slipped(f.value, sum((part.value for part in figures), Decimal(0))) for f in whole.figures.values())


def _holding(outcomes: Sequence[Finding | Check]) -> int:
    """Count the sums that hold."""
    return sum(isinstance(outcome, Check) for outcome in outcomes)


def _sure(outcomes: Sequence[Finding | Check], body: Sequence[Row], total: Row) -> Iterator[Finding | Check]:
    """Accuse where half of the columns hold; where 合计 stands in the column of running numbers, a cell may be lost."""
    numbered = bool(body) and all(_NUMBER.fullmatch(row.cells[0]) for row in body)
    aligned = not numbered or "" in total.cells[:2]
    sure = aligned and (_holding(outcomes) * 2 >= len(outcomes) or len(outcomes) == 1)
    yield from (outcome for outcome in outcomes if isinstance(outcome, Check) or sure)


def _added(grid: Grid, total: Row, body: Sequence[Row]) -> list[Finding | Check]:
    """Add up every column that can be."""
    outcomes: list[Finding | Check] = []
    for column, whole in total.figures.items():
        parts = [row.figures[column] for row in body if column in row.figures]
        if len(parts) < _FEWEST or whole.stands is None or not adds(whole, grid.above(column)):
            continue
        if all(f.stands is not None and f.quantity == whole.quantity for f in parts):
            outcomes += _column(whole, parts, complete=len(parts) == len(body))
    return outcomes


def adds(total: Figure, head: str) -> bool:
    """Tell whether a column or a row adds up: by its unit, or where none is printed by a head that names no rate."""
    if _AVERAGED.search(head) or (_RATES.search(head) and not total.quantity.additive):
        return False
    return total.quantity.additive or (not total.base and bool(head))


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
