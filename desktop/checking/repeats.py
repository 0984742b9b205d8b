"""Repeats: one number told twice, in the same words or of the same thing, in text and table alike."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import chain

from desktop.checking.changes import grown
from desktop.checking.groups import STAGES, group
from desktop.checking.intervals import digits
from desktop.checking.ledger import bare, same_time
from desktop.checking.passages import Figure, Passage
from desktop.checking.quantities import PERCENT, POINTS
from desktop.checking.wording import tick
from desktop.lexicon.patterns import regex
from desktop.model.finding import Check, Relation
from desktop.model.metric import Comparator, Role
from desktop.model.report import BlockKind, Report

_BEFORE = regex(r"[,，、。;；:：\n]|[一二三四五六七八九十]是")
_AFTER = regex(r"[,，。;；\n]")
_FAR = 200
_SHORTEST = 6
"""So many characters of wording, beside the number, must come back for a passage to count as repeated."""
_DIGITS = 4
"""A number of so many digits comes back by chance hardly ever."""
_FEW_DIGITS = 3
"""A number of so many digits is the same where its group and all of its name are."""
_LEAST = 10
"""Counts of fewer things come back by chance."""
_MANY = 8
_LEAST_SHARED = Decimal("0.6")
_OTHERWISE = {Role.TARGET, Role.EXAMPLE}
_IDLE = regex(r"[该各此本]项|阶段|比上年|同比|较上年|增长|下降|减少|增加|提高|降低|[率数额的]|人数|总数")
_SAME = (
    ("学前教育", "幼儿园"),
    ("入园（班）", "招生"),
    ("入园", "招生"),
    ("在园幼儿", "在校生"),
    ("在园", "在校生"),
    ("在校学生", "在校生"),
    ("中职", "中等职业教育"),
    ("普高", "普通高中"),
)
_STAGE = regex(r"幼儿园|小学|初中|普通高中|高中|中等职业|特殊教育|公办|民办|普惠|男|女|城|乡|镇|农村")
_QUOTES = regex(r"[“”‘’\s]|阶段")
_COUNTING = regex(r"(?:[现共仍还尚总]?有|[共达为是的仅])+$")
_NOUN = 3
"""So many characters of a noun beside two counts tell that both count the same things."""
_LONG_NOUN = 6
_Pair = tuple[Figure, Figure, str]
"""Two figures that are alike, and the rule by which."""
_Around = Mapping[int, tuple[str, str]]
"""By its start, the clause around each figure: what stands before it and what behind."""


def repeats(report: Report, passages: Sequence[Passage], told: set[int]) -> Iterator[Check]:
    """Tick the numbers that come back; those in ``told`` are known."""
    prose = [passage for passage in passages if passage.block.kind is not BlockKind.ROW]
    figures = [figure for passage in prose for figure in passage.figures]
    known = set(told)
    around = {figure.start: _around(report.text, figure) for figure in figures}
    for first, second, rule in chain(_in_words(figures, around, told), _of_a_thing(passages), _counts(prose, around)):
        if first.start not in known and second.start not in known:
            known.add(second.start)
            yield alike(first, second, rule)


def _in_words(figures: Sequence[Figure], around: _Around, told: set[int]) -> Iterator[_Pair]:
    """Tick figures that come back once, in the same words; words that come back oftener are a list's."""
    seen: dict[tuple[str, str], list[Figure]] = defaultdict(list)
    for figure in figures:
        words = around[figure.start]
        if sum(map(str.isalpha, "".join(words))) >= _SHORTEST:
            seen[words].append(figure)
    for same in seen.values():
        if len(same) == 2 and told.isdisjoint(f.start for f in same):
            first, second = same
            if first.quote == second.quote and second.start - first.start > _FAR:
                yield first, second, "conflict.repeated"


def _of_a_thing(passages: Sequence[Passage]) -> Iterator[_Pair]:
    """Tick numbers of many digits, and rates of change, that two blocks give of the same thing."""
    seen: dict[tuple[Decimal, str], list[tuple[int, Figure]]] = defaultdict(list)
    for passage in passages:
        for figure in passage.figures:
            metric = figure.metric
            if metric.comparator is not Comparator.EQUAL or metric.role in _OTHERWISE:
                continue
            many = _digits(figure)
            if not many:
                continue
            same = seen[grown(figure) if metric.role is Role.CHANGE else figure.value, figure.base]
            elsewhere = (f for block, f in same if block != passage.block.start)
            first = next((f for f in elsewhere if _same_thing(f, figure, many)), None)
            if first:
                yield first, figure, "conflict.number"
            elif len(same) < _MANY:
                same.append((passage.block.start, figure))


def _counts(passages: Sequence[Passage], around: _Around) -> Iterator[_Pair]:
    """Tick counts that come back beside the same noun: 教学点29个 … 29个教学点平均只有14名学生."""
    seen: dict[tuple[Decimal, str], list[tuple[int, Figure, tuple[str, str]]]] = defaultdict(list)
    for passage in passages:
        for figure in passage.figures:
            if not figure.quantity.counted or figure.metric.role is Role.EXAMPLE or figure.metric.value < _LEAST:
                continue
            words = around[figure.start]
            nouns = _COUNTING.sub("", _QUOTES.sub("", words[0])), _QUOTES.sub("", words[1])
            same = seen[figure.value, figure.base]
            for block, first, others in same:
                apart = block != passage.block.start and same_time(first.metric, figure.metric)
                alone = (first.metric.role is Role.TARGET) is (figure.metric.role is Role.TARGET)
                if apart and _share_noun(others, nouns, _NOUN if alone else _LONG_NOUN):
                    yield first, figure, "conflict.count"
                    break
            else:
                if len(same) < _MANY:
                    same.append((passage.block.start, figure, nouns))


def _share_noun(one: tuple[str, str], other: tuple[str, str], least: int) -> bool:
    """Tell whether two counts share a noun of so many characters, before or behind them."""
    before, behind = one[0][-least:], one[1][:least]
    return (
        (len(behind) == least and other[1].startswith(behind))
        or (len(before) == least and other[0].endswith(before))
        or _meet(one[0], other[1], least)
        or _meet(other[0], one[1], least)
    )


def _meet(before: str, behind: str, least: int) -> bool:
    """Tell whether one ends with the characters, so many at least, with which the other begins."""
    return any(behind.startswith(before[-size:]) for size in range(least, len(before) + 1))


def _digits(figure: Figure) -> int:
    """Count the digits of a number that does not come back by chance; 0 for one that may."""
    if figure.base in {PERCENT, POINTS} and figure.metric.role is Role.CHANGE:
        return _DIGITS if figure.value != figure.value.to_integral_value() else 0
    value, told = figure.metric.value, digits(figure.metric.value)
    if len(told) < _FEW_DIGITS:
        return 0
    many = len(told.rstrip("0")) if value == value.to_integral_value() else len(told)
    return many if many >= _FEW_DIGITS else 0


def _same_thing(a: Figure, b: Figure, many: int) -> bool:
    """Tell whether two figures are of one thing, by most characters of the shorter name, by all for few digits."""
    if (a.metric.role is Role.CHANGE) is not (b.metric.role is Role.CHANGE) or not same_time(a.metric, b.metric):
        return False
    one_stage, one = _thing(a.metric.subject, a.metric.indicator)
    other_stage, other = _thing(b.metric.subject, b.metric.indicator)
    if one_stage != other_stage and ((one_stage and other_stage) or a.metric.role is Role.CHANGE):
        return False
    few, more = (one, other) if len(one) <= len(other) else (other, one)
    if many >= _DIGITS:
        return len(few) > 1 and len(few & more) >= len(few) * _LEAST_SHARED
    return len(few) > 1 and few <= more and bool(group(a)) and group(a) & STAGES == group(b) & STAGES


@lru_cache(maxsize=4096)
def _thing(subject: str, indicator: str) -> tuple[frozenset[str], frozenset[str]]:
    """Name a figure by its subject and indicator: the stages that they tell, and the characters of what is meant."""
    name = f"{bare(subject)}{bare(indicator)}"
    for word, usual in _SAME:
        name = name.replace(word, usual)
    return frozenset(_STAGE.findall(name)), frozenset(_IDLE.sub("", name))


def _around(text: str, figure: Figure) -> tuple[str, str]:
    """Cut out the clause around a figure, up to 20 characters each way."""
    before = _BEFORE.split(text[max(0, figure.start - 20) : figure.start])[-1]
    after = _AFTER.split(text[figure.metric.end : figure.metric.end + 20], maxsplit=1)[0]
    return before, after


def alike(a: Figure, b: Figure, rule: str) -> Check:
    """Record one fact told twice alike."""
    sign = "=" if a.value == b.value or grown(a) == grown(b) else "≈"
    return tick(Relation.CONFLICT, (a, b), f"{a.quote}{sign}{b.quote}", rule)
