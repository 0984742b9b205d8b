"""Rows of a ledger: what one cell says was done, held against what a cell before it planned or found."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from desktop.checking.adding import adds_up, parts_tick, unequal
from desktop.checking.changes import is_change
from desktop.checking.conflicts import unlike
from desktop.checking.differences import judge_gap
from desktop.checking.partitions import is_state
from desktop.checking.passages import Figure, Passage
from desktop.checking.quantities import PERCENT
from desktop.checking.quotients import held
from desktop.checking.repeats import alike
from desktop.lexicon.patterns import regex
from desktop.model.finding import Check, Finding

_DONE = regex(r"已|完成|到位")
_LACKS = regex(r"(?:[尚还仍]?[缺差欠]|未完成|剩余?)$")
_NEED = regex(r"应|需|核定|缺")
_OWED = regex(r"[欠缺差]|缺口|应[补拨付缴退]|未[拨付缴]")
_TURN = regex(r"第[一二三四五六\d]+[批期次笔轮]|[首末]批|(?:\d{1,2}|[一二三四五六七八九十]{1,2})月")
_SETTLED = regex(r"(?:全部|全额|已|悉数)[^,;。]{0,6}(?:[付还结补缴]清|补齐|补足|到位|退还|清偿|结清)")
_OF_PLAN = regex(
    r"(?:占(?:计划|目标|任务|总数|总量|总投资|全部|应)?[^,;:()\d]{0,8}的?|完成(?:率|计划|任务|投资)?[^,;:()\d]{0,4})$"
)
_FROM, _TO = regex(r"[由从][^,;]{0,6}$"), regex(r"[到至为]$")
_OF_NAMED = regex(r"占(?P<whole>[^,;:()\d]{3,14}?)的(?:比[例重])?[约为达]*$")


def rows(row: Passage, cells: Sequence[Passage]) -> Iterator[Finding | Check]:
    """Recompute what the cells of one row say of each other; ``cells`` are those of them that hold sentences."""
    for cell in cells:
        earlier = [f for f in row.figures if f.start < cell.block.start and f.quantity.additive and not is_change(f)]
        yield from _shares(cell.figures, earlier)
        yield from _states(cell.figures, earlier)
        yield from _lacking(cell.figures, earlier)
        yield from _moved(cell.figures, earlier)
        yield from _in_turns(cell.figures, earlier)


def _shares(figures: Sequence[Figure], earlier: Sequence[Figure]) -> Iterator[Finding | Check]:
    """Hold 到位P，占计划的S% against the one planned figure that fits, or against the one that 占经费的S% names."""
    for i, share in enumerate(figures):
        part = figures[i - 1] if i else None
        said = _OF_NAMED.search(share.lead) if part and share.base == PERCENT else None
        named = [f for f in earlier if said and part and f.base == part.base and f.clause.endswith(said["whole"])]
        if part and len(named) == 1 and not is_change(part):
            yield from held([(part, named[0])], share, "ratio.row", accuse=True)
            continue
        if part is None or share.base != PERCENT or part.base == PERCENT or not _OF_PLAN.search(share.lead):
            continue
        fits = [
            outcome
            for whole in earlier
            if whole.base == part.base
            for outcome in held([(part, whole)], share, "ratio.row", accuse=False)
            if isinstance(outcome, Check)
        ]
        if len(fits) == 1:
            yield fits[0]


def _lacking(figures: Sequence[Figure], earlier: Sequence[Figure]) -> Iterator[Finding | Check]:
    """Hold 已补P，尚缺Q against the one need that a cell before names."""
    for done, lack in pairwise(figures):
        if done.base != lack.base or not (_DONE.search(done.clause) and _LACKS.search(lack.clause)):
            continue
        needs = [f for f in earlier if f.base == lack.base and _NEED.search(f.clause)]
        if len(needs) == 1:
            yield from judge_gap(needs[0], done, lack, "difference.row", up=True)


def _moved(figures: Sequence[Figure], earlier: Sequence[Figure]) -> Iterator[Finding | Check]:
    """Hold 由A减少到B against the two cells before that tell what there was and what there is."""
    for old, new in pairwise(figures):
        cells = [f for f in earlier if f.base == new.base]
        if not (_FROM.search(old.clause) and _TO.search(new.clause)) or len(cells) != len((old, new)):
            continue
        was, now = cells
        if now.value == new.value and now.quantity.counted:
            yield alike(now, new, "conflict.row")
            yield alike(was, old, "conflict.row") if was.value == old.value else unlike(was, old, soft=True)


def _in_turns(figures: Sequence[Figure], earlier: Sequence[Figure]) -> Iterator[Finding | Check]:
    """Hold 第一批拨付P、第二批拨付Q，已全部付清 against the one amount owed that a cell before names."""
    parts = [f for f in figures if _TURN.search(f.clause)]
    owed = [f for f in earlier if f.base == parts[0].base and _OWED.search(f.clause)] if len(parts) > 1 else []
    alike = len(owed) == 1 and all(f.base == owed[0].base and f.stands for f in parts)
    if not alike or not _SETTLED.search(figures[-1].tail) or figures[-1] is not parts[-1]:
        return
    if adds_up(owed[0], parts):
        yield parts_tick(owed[0], parts, "sum.row_turns")
    elif owed[0].stands:
        yield unequal(owed[0], parts, soft=True, rule="sum.row_turns")


def _states(figures: Sequence[Figure], earlier: Sequence[Figure]) -> Iterator[Check]:
    """Add up 完工P、在建Q to the one count before that they make."""
    parts = [f for f in figures if f.quantity.counted and is_state(f.label)]
    alike = len(parts) > 1 and len({f.base for f in parts}) == 1 and len({f.label for f in parts}) == len(parts)
    if not alike or sum((f.value for f in parts), start=Decimal(0)) < len(parts):
        return
    wholes = [whole for whole in earlier if whole.base == parts[0].base and adds_up(whole, parts)]
    if len(wholes) == 1:
        yield parts_tick(wholes[0], parts, "sum.row_states")
