"""Wholes told apart from their parts: 8所学校… 5所扩建，其余3所；反馈问题11项。… 已完成9项、正在推进2项.

The words name the relation, but whole and parts stand in different clauses or paragraphs, so that only what adds up to
the unit is told; only a ledger's row of totals is accused.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from desktop.checking.adding import parts_tick, unequal
from desktop.checking.changes import is_change
from desktop.checking.conflicts import unlike
from desktop.checking.differences import judge_gap
from desktop.checking.groups import group
from desktop.checking.ledger import STANDING, same_time
from desktop.checking.partitions import is_state
from desktop.checking.passages import Figure, Passage
from desktop.checking.quantities import PERCENT
from desktop.checking.quotients import held
from desktop.checking.wording import number, tick
from desktop.lexicon.patterns import regex
from desktop.model.finding import Check, Finding, Relation
from desktop.model.report import BlockKind

_TOTAL = regex(r"合计|总计|共计")
_REST = regex(r"(?:其余|余下|剩余|剩下|另外?)(?:的)?[^,;有]{0,4}$")
_UNION = regex(r"[和与及、]")
_WITHOUT = regex(r"^[^,;()]{0,6}\((?:不[含包]括?|不计)(?P<left>[^,;()]{2,10})\)")
_ANSWERS = {"人", "份"}
_NOUN = regex(r"[\u4e00-\u9fff]{2}")
_STILL = regex(r"中,?(?:还|尚|仍)有$")
_FINISHED = regex(r"完成|整改|销号|办结|解决|到位|达标")
_BACK, _ALL_BACK = 24, 120
_UNION_BACK = 60
_FEW = 8
_LEAST = 100
"""Two parts of fewer things than this would make the whole by chance."""


def remainders(passages: Sequence[Passage]) -> Iterator[Finding | Check]:
    """Tick the wholes that parts elsewhere make; a ledger's row of totals is held against its own states."""
    figures = [figure for passage in passages for figure in passage.figures]
    for at, figure in enumerate(figures):
        if not figure.quantity.additive or not figure.quantity.counted:
            if figure.base == PERCENT and at and "满意" in figure.clause:
                yield from _surveyed(figures[at - 1], figure, figures[max(0, at - _ALL_BACK) : at - 1])
            continue
        if "上述" in figure.clause:
            yield from _above(figure, figures[max(0, at - _BACK) : at])
        elif at and "中" in figure.clause and _STILL.search(figure.clause):
            yield from _again(figure, figures[at - 1], figures[max(0, at - _ALL_BACK) : at - 1])
        elif _REST.search(figure.lead):
            yield from _rest(figure, figures[max(0, at - _BACK) : at])
        elif _UNION.search(figure.clause) and figure.value >= _LEAST:
            yield from _union(figure, figures[max(0, at - _UNION_BACK) : at])
        elif without := _WITHOUT.match(figure.tail):
            yield from _without(figure, without["left"], figures[max(0, at - _BACK) : at])
    for passage in passages:
        yield from _states(passage)
        if passage.block.kind is BlockKind.ROW and _TOTAL.match(passage.sentences[0].words):
            yield from _row_of_states(passage.figures)


def _rest(rest: Figure, before: Sequence[Figure]) -> Iterator[Check]:
    """Add 其余 to the part before it, and find the whole before that."""
    counts = [f for f in reversed(before) if f.base == rest.base][:4]
    if counts:
        part, *wholes = counts
        whole = next((f for f in wholes if f.value == part.value + rest.value), None)
        if whole:
            yield parts_tick(whole, (part, rest), "sum.rest")


def _surveyed(part: Figure, share: Figure, before: Sequence[Figure]) -> Iterator[Finding | Check]:
    """Hold 满意的P人，满意率S% against the valid answers, which are counted by 份 and told before."""
    answers = [f for f in before if f.base == "份" and ("有效" in f.clause or f.tail.startswith("有效"))]
    content = part.base in _ANSWERS and "满意" in part.clause + part.tail[:4] and part.sentence == share.sentence
    if content and answers and "不满意" not in part.clause:
        yield from held([(part, answers[-1])], share, "ratio.surveyed", accuse=True, soft=True)


def _above(figure: Figure, before: Sequence[Figure]) -> Iterator[Finding | Check]:
    """Hold 上述19个问题 against the last number of the same things before it, where it is told once."""
    noun = _NOUN.match(figure.tail)
    named_so = [f for f in before if noun and f.base == figure.base and _counts(f, noun[0])]
    if not named_so or not all(f.stands for f in named_so):
        return
    if any(f.value == figure.value for f in named_so):
        same = next(f for f in reversed(named_so) if f.value == figure.value)
        yield tick(Relation.CONFLICT, (same, figure), f"{same.quote}={figure.quote}", "conflict.above")
    elif len(named_so) == 1 and named_so[0].value < figure.value * 2 < named_so[0].value * 4:
        yield unlike(named_so[0], figure, soft=True)


def _counts(figure: Figure, noun: str) -> bool:
    """Tell whether a figure counts what a noun names: 17个问题, 反馈问题17个."""
    return figure.tail.startswith(noun) or figure.label.endswith(noun)


def _again(rest: Figure, whole: Figure, before: Sequence[Figure]) -> Iterator[Finding | Check]:
    """Hold 23项问题中还有7项尚未完成 against what an earlier sentence says was done of the same whole."""
    if whole.base != rest.base or whole.sentence != rest.sentence or whole.value <= rest.value:
        return
    for one, other in pairwise(before):
        if one.value == whole.value and one.base == other.base == whole.base and _FINISHED.search(other.clause):
            at = before.index(one)
            run = [f for f in before[at + 1 : at + _FEW] if f.base == one.base and f.sentence == other.sentence]
            left = one.value - other.value
            states = [f for f in run[1:] if f.value <= left]
            may_be = {left, *(left - f.value for f in states), *(f.value for f in states)}
            if rest.value == left:
                terms = f"{number(one.metric.value)}-{number(other.metric.value)}={number(rest.metric.value)}"
                yield tick(Relation.DIFFERENCE, (one, other, rest), terms, "difference.again")
            elif rest.value not in may_be:
                yield from judge_gap(one, other, rest, "difference.again", up=True, soft=True)
            return


def _union(whole: Figure, before: Sequence[Figure]) -> Iterator[Check]:
    """Add up the groups that a figure counts together (公办园和普惠性民办园在园幼儿)."""
    names = group(whole)
    alike = [
        f
        for f in reversed(before)
        if f.base == whole.base
        and f.metric.role in STANDING
        and group(f) < names
        and not is_change(f)
        and same_time(f.metric, whole.metric)
    ][:_FEW]
    for a, b in combinations(alike, 2):
        if a.value + b.value == whole.value and group(a) != group(b):
            yield parts_tick(whole, (b, a), "sum.union")
            return


def _without(rest: Figure, left: str, before: Sequence[Figure]) -> Iterator[Check]:
    """Take what a bracket leaves out off the whole: 评估学校52所（不含特殊教育学校）."""
    alike = [f for f in before if f.base == rest.base]
    out = next((f for f in reversed(alike) if left in f"{f.metric.subject}{f.label}"), None)
    whole = next(
        (f for f in reversed(alike) if out and f.start < out.start and f.value - out.value == rest.value), None
    )
    if out and whole:
        terms = f"{number(whole.metric.value)}-{number(out.metric.value)}={number(rest.metric.value)}"
        yield tick(Relation.DIFFERENCE, (whole, out, rest), terms, "difference.without")


def _states(passage: Passage) -> Iterator[Check]:
    """Add up the states of projects or tasks that an earlier sentence counts."""
    figures = passage.figures
    at = 0
    while at < len(figures):
        run = [figures[at]]
        while at + len(run) < len(figures) and _goes_on(run[-1], figures[at + len(run)]):
            run.append(figures[at + len(run)])
        if len(run) > 1 and all(is_state(f.label) for f in run):
            total = sum(f.value for f in run)
            earlier = [
                f for f in figures[max(0, at - _FEW) : at] if f.base == run[0].base and f.sentence != run[0].sentence
            ]
            whole = next((f for f in reversed(earlier) if f.value == total), None)
            if whole:
                yield parts_tick(whole, run, "sum.states")
        at += len(run)


def _row_of_states(figures: Sequence[Figure]) -> Iterator[Finding | Check]:
    """Hold the last row of a ledger against itself: 合计 7项 … 销号3项，正在整改4项."""
    whole, *parts = figures
    counted = all(f.base == whole.base and f.quantity.counted and f.stands for f in figures)
    if len(parts) > 1 and counted and all(is_state(f.label) for f in parts):
        holds = sum(f.value for f in parts) == whole.value
        yield parts_tick(whole, parts, "sum.states") if holds else unequal(whole, parts, soft=False, rule="sum.states")


def _goes_on(last: Figure, figure: Figure) -> bool:
    """Tell whether a figure is the next state of a list."""
    return figure.sentence == last.sentence and figure.base == last.base and is_state(figure.label)
