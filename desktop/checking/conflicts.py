"""Conflicts: one fact given twice. Alike it is a check, unlike a finding."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from desktop.checking.ledger import Ledger, years
from desktop.checking.passages import Figure, Passage
from desktop.checking.quantities import PERCENT, POINTS
from desktop.checking.repeats import alike, repeats
from desktop.checking.retold import retold
from desktop.checking.tellings import tellings
from desktop.checking.wording import amount, doubt
from desktop.lexicon.patterns import regex
from desktop.model.finding import Check, Finding, Relation
from desktop.model.report import BlockKind, Report

_NAMED = regex(
    r"率|占比|比例|支出|收入|经费|总[数量额人]|投入|人数|学生|幼儿|教师|教职工|人口|面积|系数|学校|幼儿园|园数"
)
_ACTS = regex(
    r"新[建增招]|扩建|改建|投入资金|完成投资|培训|补充|招聘|增[加长]|减少|下降|提高|其中|[各每某]|等|较|比|从|由|调整"
)
_ELSEWHERE = regex(r"全国|全省|省定|国家|标准|要求|目标|规划|计划|以[上下内]")
_RATE = regex(r"率|占比|比例|满意度|系数")
_ONE_PLACE = regex(
    r"(?<=[\u4e00-\u9fff])(?<!普通)(?<!公办)(?<!民办)(?<!农村)(?<!城乡)(?<!各类)(?<!中)"
    r"(?:镇|乡|街道|中学|小学|学校|幼儿园|片区|学区|中心校|村)[\W_]*$"
)
_OF_ONE = regex(r"^[^，,。]{1,15}(?:镇|乡|街道|中学|小学|学校|幼儿园|片区|学区|中心校|村)[:：]")
_FIRST = 20
_SLIP = Decimal("1.5")
"""Values farther apart than this factor are rather of two things."""
_MANY = 20
"""A name that stands for more figures than this (a list of schools) is no longer looked through."""
_NAME_LEAST = 4
_TWO = 2
_NEAR = 12
"""Figures closer than so many characters are one statement."""


def conflicts(report: Report, passages: Sequence[Passage], ledger: Ledger) -> Iterator[Finding | Check]:
    """Hold every fact of the district that is given more than once against itself."""
    at_large = _at_large(report, passages)
    prose = (passage for passage in at_large if passage.block.kind is not BlockKind.ROW)
    home = {figure.start: passage.block.start for passage in prose for figure in passage.figures}
    told: set[int] = set()
    for name, same in ledger.facts():
        years_of: dict[tuple[str, int], list[Figure]] = defaultdict(list)
        for figure in same:
            if figure.metric.period and figure.stands and len(name.indicator) > 2 and figure.start in home:
                years_of[figure.metric.period, bisect_right(report.parts, figure.start)].append(figure)
        for dated in years_of.values():
            for outcome in _compared(dated, name.indicator, home):
                told.update(outcome.anchors)
                yield outcome
    for one, other, soft in (*retold(report, at_large, told), *tellings(at_large, told)):
        yield alike(one, other, "conflict.telling") if soft is None else unlike(one, other, soft=soft)
    yield from repeats(report, at_large, told)


def _at_large(report: Report, passages: Sequence[Passage]) -> list[Passage]:
    """Leave out what stands under the name of one town or school: there, the same words mean another thing."""
    headings = [b for b in report.blocks if b.kind is BlockKind.HEADING and b.level is not None]
    starts = [heading.start for heading in headings]
    found = []
    for passage in passages:
        above = bisect_right(starts, passage.block.start) - 1
        title = report.text[headings[above].start : headings[above].end] if above >= 0 else ""
        first = report.text[passage.block.start : min(passage.block.end, passage.block.start + _FIRST)]
        if not _ONE_PLACE.search(title) and not _OF_ONE.match(first):
            found.append(passage)
    return found


def _compared(group: Sequence[Figure], indicator: str, home: dict[int, int]) -> Iterator[Finding | Check]:
    """Compare the values of one fact in one year: two values that disagree conflict, more of them are a list."""
    values: list[Figure] = []
    for figure in group[:_MANY]:
        first = next((known for known in values if _agree(known, figure)), None)
        if first is None:
            values.append(figure)
        elif _apart(first, figure) and (first.value == figure.value or home[first.start] != home[figure.start]):
            yield alike(first, figure, "conflict.fact")
    if len(values) == 2:
        one, other = values
        if home[one.start] != home[other.start] and _certain(one, other, indicator):
            yield unlike(one, other)


def _certain(a: Figure, b: Figure, indicator: str) -> bool:
    """Tell whether two figures must be the same fact: a named total or rate of one year, near enough to be a slip."""
    if a.metric.role is not b.metric.role or years(a.metric) is None:
        return False
    if not _NAMED.search(indicator) or _ACTS.search(indicator) or len(indicator) < _NAME_LEAST:
        return False
    if a.base == PERCENT and not _RATE.search(indicator):
        return False
    if any(_ELSEWHERE.search(f"{figure.metric.subject}{figure.clause}") for figure in (a, b)):
        return False
    low, high = sorted((abs(a.value), abs(b.value)))
    return 0 < high <= low * _SLIP


def _agree(a: Figure, b: Figure) -> bool:
    """Tell whether one value may have been printed in both ways (5.2万人, 51987人)."""
    same = a.metric.comparator is b.metric.comparator
    return a.value == b.value if not (a.stands and b.stands) else same and a.stands.meets(b.stands)


def _apart(a: Figure, b: Figure) -> bool:
    """Tell whether two figures stand in different places, far enough to be told twice."""
    return abs(a.start - b.start) > _NEAR and not (a.lead == b.lead == "")


def unlike(a: Figure, b: Figure, *, soft: bool = False) -> Finding:
    """Record one fact told twice unlike."""
    period = a.metric.period or b.metric.period
    thing = f"{a.metric.subject}{a.metric.indicator.removeprefix(a.metric.subject)}"
    name = f"{period}{'年' if period else ''}{thing}"
    gap = amount(abs(a.value - b.value), POINTS if a.base == PERCENT else a.base)
    return doubt(
        Relation.CONFLICT,
        (a, b),
        says=f"{name}{b.quote}",
        should=f"同文另作{a.quote}",
        working=f"{name}：一处{a.quote}，一处{b.quote}，相差{gap}",
        rule="conflict.fact",
        soft=soft,
    )
