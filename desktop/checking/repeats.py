"""Repeats: one number told twice, in the same words or of the same thing, in text and table alike."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from desktop.checking.changes import grown
from desktop.checking.ledger import bare, same_time
from desktop.checking.passages import Figure, Passage
from desktop.checking.quantities import PERCENT, POINTS
from desktop.checking.wording import tick
from desktop.model.finding import Check, Relation
from desktop.model.metric import Comparator, Role
from desktop.model.report import BlockKind, Report

_BEFORE = re.compile(r"[,，、。;；:：\n]|[一二三四五六七八九十]是")
_AFTER = re.compile(r"[,，。;；\n]")
_FAR = 200
_SHORTEST = 6
"""So many characters of wording, beside the number, must come back for a passage to count as repeated."""
_DIGITS = 4
"""A number of so many digits comes back by chance hardly ever."""
_MANY = 8
_LEAST_SHARED = Decimal("0.6")
_IDLE = re.compile(r"比上年|同比|较上年|增长|下降|减少|增加|提高|降低|[率数额的]|人数|总数")
_SAME = (("学前教育", "幼儿园"), ("中职", "中等职业教育"), ("普高", "普通高中"))
_STAGE = re.compile(r"幼儿园|小学|初中|普通高中|高中|中等职业|特殊教育|公办|民办|普惠|男|女|城|乡|镇|农村")


def repeats(report: Report, passages: Sequence[Passage], told: set[int]) -> Iterator[Check]:
    """Tick the numbers that come back; those in ``told`` are known."""
    prose = (passage for passage in passages if passage.block.kind is not BlockKind.ROW)
    figures = [figure for passage in prose for figure in passage.figures]
    known = set(told)
    for outcome in (*_in_words(report, figures, told), *_of_a_thing(passages)):
        if known.isdisjoint(outcome.anchors):
            known.add(outcome.anchors[1])
            yield outcome


def _in_words(report: Report, figures: Sequence[Figure], told: set[int]) -> Iterator[Check]:
    """Tick figures that come back once, in the same words; words that come back oftener are a list's."""
    seen: dict[tuple[str, str], list[Figure]] = defaultdict(list)
    for figure in figures:
        around = _around(report.text, figure)
        if sum(map(str.isalpha, "".join(around))) >= _SHORTEST:
            seen[around].append(figure)
    for same in seen.values():
        if len(same) == 2 and told.isdisjoint(f.start for f in same):
            first, second = same
            if first.quote == second.quote and second.start - first.start > _FAR:
                yield alike(first, second, "conflict.repeated")


def _of_a_thing(passages: Sequence[Passage]) -> Iterator[Check]:
    """Tick numbers of many digits, and rates of change, that two blocks give of the same thing."""
    seen: dict[tuple[Decimal, str], list[tuple[int, Figure]]] = defaultdict(list)
    for passage in passages:
        for figure in passage.figures:
            metric = figure.metric
            if metric.comparator is not Comparator.EQUAL or metric.role in {Role.TARGET, Role.EXAMPLE}:
                continue
            if not _telling(figure):
                continue
            same = seen[grown(figure) if metric.role is Role.CHANGE else figure.value, figure.base]
            first = next((f for block, f in same if block != passage.block.start and _same_thing(f, figure)), None)
            if first:
                yield alike(first, figure, "conflict.number")
            elif len(same) < _MANY:
                same.append((passage.block.start, figure))


def _telling(figure: Figure) -> bool:
    """Tell whether a number is one that does not come back by chance."""
    if figure.base in {PERCENT, POINTS} and figure.metric.role is Role.CHANGE:
        return figure.value != figure.value.to_integral_value()
    return len(figure.metric.value.normalize().as_tuple().digits) >= _DIGITS


def _same_thing(a: Figure, b: Figure) -> bool:
    """Tell whether two figures are of one thing, by most of the characters that name the shorter."""
    if (a.metric.role is Role.CHANGE) is not (b.metric.role is Role.CHANGE) or not same_time(a.metric, b.metric):
        return False
    one, other = _name(a), _name(b)
    groups = set(_STAGE.findall(one)), set(_STAGE.findall(other))
    if groups[0] != groups[1] and ((groups[0] and groups[1]) or a.metric.role is Role.CHANGE):
        return False
    few, many = sorted((set(_IDLE.sub("", one)), set(_IDLE.sub("", other))), key=len)
    return len(few) > 1 and len(few & many) >= len(few) * _LEAST_SHARED


def _name(figure: Figure) -> str:
    """Name a figure by its subject and indicator, one word for each stage."""
    name = f"{bare(figure.metric.subject)}{bare(figure.metric.indicator)}"
    for word, usual in _SAME:
        name = name.replace(word, usual)
    return name


def _around(text: str, figure: Figure) -> tuple[str, str]:
    """Cut out the clause around a figure, up to 20 characters each way."""
    before = _BEFORE.split(text[max(0, figure.start - 20) : figure.start])[-1]
    after = _AFTER.split(text[figure.metric.end : figure.metric.end + 20], maxsplit=1)[0]
    return before, after


def alike(a: Figure, b: Figure, rule: str) -> Check:
    """Record one fact told twice alike."""
    sign = "=" if a.value == b.value or grown(a) == grown(b) else "≈"
    return tick(Relation.CONFLICT, (a, b), f"{a.quote}{sign}{b.quote}", rule)
