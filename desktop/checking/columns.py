"""Columns: what the head of a column says it is (增减、占比、合计) held against the columns beside it, row by row.

The operands of a column are those with which most of its rows hold; a row that does not is then wrong.
"""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from itertools import permutations

from desktop.checking.adding import adds_up, parts_tick, unequal
from desktop.checking.changes import Change
from desktop.checking.differences import judge_gap
from desktop.checking.grids import Grid, Row
from desktop.checking.growth import judge_rate
from desktop.checking.passages import counted_as
from desktop.checking.quantities import MONEY, PERCENT, POINTS
from desktop.checking.quotients import held
from desktop.checking.tables import adds
from desktop.checking.wording import doubt, number
from desktop.lexicon.patterns import regex
from desktop.model.finding import Check, Finding, Relation

_GROWN = regex(r"增[减长幅速]|同比|[比较]上年|[比较]去年|增加|净增|变化")
_OLD = regex(r"上年|去年|上期|同期|年初|前一年")
_YEAR = regex(r"(?:19|20)\d\d")
_GAP = regex(r"缺(?![勤考席课])|空编|差额|差距|超编|[结剩节]余|余额|未完成|未到位|未支出|[尚仍还]欠")
_NO_AMOUNT = regex(r"[率比均%占]|系数|年龄|名次|排名|序号|编号|代码|年[份度]?$")
_SHARE = regex(r"率|占|比[例重]|进度|完成")
_RATIO = regex(r"[生师幼]比|班额|[生师校园班人户]均")
_TOTAL = regex(r"合计|总计|小计|总[数量额人投收支面]|^计$|共计")
_SURE = 3
"""So many rows that hold leave no doubt what a column without named operands is worked out of."""
_NEAR = 6
"""A column is worked out of the next columns to its left."""
_FEWEST = 2
_WAN, _FAR = Decimal(10000), 50
Columns = tuple[int, ...]
Outcomes = list[Finding | Check]


def columns(grid: Grid) -> Iterator[Finding | Check]:
    """Recompute the columns of a table that their heads say are worked out of others."""
    width = max((max(row.figures, default=-1) + 1 for row in grid.rows), default=0)
    for at in range(width):
        head, base = grid.above(at), _base(grid, at)
        if _GROWN.search(head) and (base or _amounts(grid, at)):
            yield from _best(grid, at, list(_years(grid, at)), _growth, fewest=1)
        elif base == PERCENT and _SHARE.search(head):
            amounts = _amounts(grid, at)
            yield from _best(grid, at, list(permutations(amounts, 2)), _share, fewest=_SURE)
            yield from _best(grid, at, [(n,) for n in amounts], _share_of_all, fewest=_FEWEST)
        elif _GAP.search(head) and base != PERCENT:
            yield from _best(grid, at, list(permutations(_amounts(grid, at), 2)), _gap, fewest=_FEWEST)
        elif _TOTAL.search(head):
            yield from _best(grid, at, list(_parts(grid, at)), _sum, fewest=_FEWEST)
        if base[:1] == MONEY:
            yield from _in_yuan(grid, at)


def _in_yuan(grid: Grid, at: int) -> Iterator[Finding]:
    """Find the one amount of a column in 万元 that was written in 元: far above all others, and among them in 万元."""
    figures = [row.figures[at] for row in grid.rows if at in row.figures and not _TOTAL.search(row.label)]
    largest = max(figures, key=lambda f: f.value, default=None)
    others = [f for f in figures if largest and f is not largest and f.quantity == largest.quantity and f.value > 0]
    if largest is None or len(others) < _SURE or largest.quantity.factor != _WAN:
        return
    most, least = max(f.value for f in others), min(f.value for f in others)
    if largest.value >= most * _FAR and least / _NEAR <= largest.value / _WAN <= most * _NEAR:
        yield doubt(
            Relation.UNIT,
            (largest,),
            says=f"{largest.quote}（{largest.metric.unit}）",
            should=f"{largest.metric.value / _WAN:f}（{largest.metric.unit}）？",
            working=f"同列其他最多{number(most / _WAN)}{largest.metric.unit}，此格{largest.quote}像是按元填写",
            rule="unit.column",
        )


def row_shares(grid: Grid) -> Iterator[Finding | Check]:
    """Recompute the rows of a table whose labels say that they are shares of the rows above them."""
    turned = grid.turned
    for at in range(1, len(turned.head)):
        if _RATIO.search(turned.head[at]) and _base(turned, at) != PERCENT:
            yield from _best(turned, at, list(permutations(_amounts(turned, at), 2)), _quotient, fewest=_FEWEST)
        elif _base(turned, at) == PERCENT and _SHARE.search(turned.head[at]):
            yield from _best(turned, at, list(permutations(_amounts(turned, at), 2)), _share, fewest=_SURE)


def _amounts(grid: Grid, at: int) -> list[int]:
    """List the columns not far left of one that hold amounts."""
    return [n for n in range(max(0, at - _NEAR), at) if _is_amount(grid, n)]


def _is_amount(grid: Grid, at: int) -> bool:
    """Tell whether a column holds amounts; where no unit is printed, by a head that names none but amounts."""
    base = _base(grid, at)
    counted = any(at in row.figures for row in grid.rows) and grid.above(at) and not _NO_AMOUNT.search(grid.above(at))
    return base != PERCENT and bool(base or counted)


def _best(
    grid: Grid, at: int, choices: Sequence[Columns], hold: Callable[[Grid, Row, int, Columns], Outcomes], fewest: int
) -> Iterator[Finding | Check]:
    """Hold a column by those operands with which most of its rows hold; two rows of three at least must."""
    best: Outcomes = []
    for choice in choices:
        told = [outcome for row in grid.rows if at in row.figures for outcome in hold(grid, row, at, choice)]
        if _holding(told) > _holding(best):
            best = told
    if _holding(best) >= fewest and _holding(best) * 3 >= len(best) * 2:
        yield from best


def _holding(outcomes: Outcomes) -> int:
    """Count the rows that hold."""
    return sum(isinstance(outcome, Check) for outcome in outcomes)


def _base(grid: Grid, at: int) -> str:
    """Tell what the figures of a column are counted in."""
    return next((row.figures[at].base for row in grid.rows if at in row.figures), "")


def _years(grid: Grid, at: int) -> Iterator[Columns]:
    """List the columns of this year and of the year before that a column of growth may compare, the next ones first."""
    left = [n for n in range(max(0, at - _NEAR), at) if not _GROWN.search(grid.above(n))]
    for new, old in permutations(reversed(left), 2):
        years = [_YEAR.findall(grid.above(n)) for n in (new, old)]
        after = all(map(len, years)) and int(years[0][-1]) == int(years[1][-1]) + 1
        if _base(grid, new) == _base(grid, old) and (
            after or (_OLD.search(grid.above(old)) and not _OLD.search(grid.above(new)))
        ):
            yield new, old


def _parts(grid: Grid, at: int) -> Iterator[Columns]:
    """List the columns that a column of totals may add up: those to its right, or to its left, of one kind."""
    alike = [n for n in range(at + 40) if n != at and _base(grid, n) == _base(grid, at) and _is_amount(grid, n)]
    alike = [n for n in alike if not _TOTAL.search(grid.above(n)) and not _GROWN.search(grid.above(n))]
    right, left = tuple(n for n in alike if n > at), tuple(n for n in alike if n < at)
    for run in (right, left):
        for length in range(len(run), 1, -1):
            yield run[:length] if run is right else run[-length:]


def _growth(_: Grid, row: Row, at: int, years: Columns) -> Outcomes:
    """Hold one row's growth, a rate or a difference, against its two years."""
    new, old = (row.figures.get(n) for n in years)
    if new is None or old is None:
        return []
    figure = counted_as(row.figures[at], new)
    if figure.base == PERCENT and new.base != PERCENT:
        return list(judge_rate(Change(up=True), figure, ((new, old),), soft=False, rule="growth.column"))
    if figure.base in {new.base, POINTS}:
        return list(judge_gap(new, old, figure, "difference.column", up=True))
    return []


def _gap(_: Grid, row: Row, at: int, operands: Columns) -> Outcomes:
    """Hold one row's gap against two of its cells."""
    needed, held_ = (row.figures.get(n) for n in operands)
    if needed is None or held_ is None or not needed.base == held_.base == row.figures[at].base:
        return []
    return list(judge_gap(needed, held_, row.figures[at], "difference.column", up=True))


def _share(_: Grid, row: Row, at: int, operands: Columns) -> Outcomes:
    """Hold one row's share against two of its cells."""
    part, whole = (row.figures.get(n) for n in operands)
    return list(held([(part, whole)], row.figures[at], "ratio.column", accuse=True)) if part and whole else []


def _quotient(_: Grid, row: Row, at: int, operands: Columns) -> Outcomes:
    """Hold one row's ratio (生师比, 平均班额) against two of its cells."""
    part, whole = (row.figures.get(n) for n in operands)
    return list(held([(part, whole)], row.figures[at], "ratio.column", accuse=True, factor=1)) if part and whole else []


def _share_of_all(grid: Grid, row: Row, at: int, operands: Columns) -> Outcomes:
    """Hold one row's share against its cell and that of the row of totals."""
    total = next((r.figures.get(operands[0]) for r in grid.rows if _TOTAL.search(r.label)), None)
    part = row.figures.get(operands[0])
    if part is None or total is None or part is total:
        return []
    return list(held([(part, total)], row.figures[at], "ratio.of_total", accuse=True))


def _sum(_: Grid, row: Row, at: int, parts: Columns) -> Outcomes:
    """Hold one row's total against its parts."""
    whole, figures = row.figures[at], [row.figures[n] for n in parts if n in row.figures]
    if not adds(whole, row.label):
        return []
    if len(figures) < _FEWEST or any(f.stands is None for f in (whole, *figures)):
        return []
    if adds_up(whole, figures):
        return [parts_tick(whole, figures, "sum.row")]
    return [unequal(whole, figures, soft=False, rule="sum.row")] if len(figures) == len(parts) else []
