"""Stocks: how many schools of a kind the district has, said twice: 全县有幼儿园128所, 全县126所幼儿园均已达标."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from desktop.checking.conflicts import unlike
from desktop.checking.ledger import STANDING, years
from desktop.checking.passages import Figure, Passage
from desktop.lexicon.patterns import regex
from desktop.model.finding import Finding
from desktop.model.metric import Comparator
from desktop.model.report import BlockKind, Report

_KIND = (
    r"(?P<kind>(?:公办|民办|普惠性|农村|城区)?"
    r"(?:幼儿园|(?<=[公民]办)园|小学|初中|普通高中|高中|中小学校?|义务教育(?:阶段)?学校|学校))"
)
_DISTRICT = r"^(?:目前,?|现在,?)?(?:全[县区市旗州省]|我[县区市旗州省])"
_KIND_BEFORE = regex(rf"{_DISTRICT}(?:现|共|现共)?有{_KIND}(?:总数)?(?:为|共)?$")
_KIND_BEHIND = regex(rf"{_DISTRICT}(?:现有|共有|现共有|有|共)?$")
_ALL = regex(rf"{_KIND}(?:(?:已经?)?(?:全部|全都|均|都)|中|[,;。]|$)")
_PART = regex(rf"(?:其中)?{_KIND}")
_OF_DISTRICT = regex(r"[^,;:()]{0,16},?(?:全[县区市旗州省]|我[县区市旗州省])(?:现|共|现共)?有")
_STOPS = regex(r"[,、;。(]|$")
_SLIP = Decimal("1.2")
"""Values farther apart than this factor are rather of two things."""


def stocks(report: Report, passages: Sequence[Passage]) -> Iterator[Finding]:
    """Hold what a report says that the whole district has against what it says of all of them."""
    told: dict[tuple[str, int], list[Figure]] = defaultdict(list)
    for passage in passages:
        if passage.block.kind is not BlockKind.ROW:
            for sentence in passage.sentences:
                for figure in sentence.figures:
                    kind = _kind(figure, sentence.words)
                    if kind:
                        told[kind, bisect_right(report.parts, figure.start)].append(figure)
    standing = (figure.metric for passage in passages for figure in passage.figures if figure.metric.role in STANDING)
    latest = max((span[1] for metric in standing if (span := years(metric))), default=0)
    for same in told.values():
        first = same[0]
        others = [figure for figure in same if figure.value != first.value]
        if others and len({figure.value for figure in same}) == 2 and _one_time(same, latest):
            low, high = sorted((first.value, others[0].value))
            if high <= low * _SLIP:
                yield unlike(first, others[0])


def _kind(figure: Figure, opening: str) -> str:
    """Name the schools that a figure counts for the whole district; empty where it may count some of them."""
    metric = figure.metric
    if figure.base != "所" or metric.comparator is not Comparator.EQUAL or metric.role not in STANDING:
        return ""
    before = _KIND_BEFORE.search(figure.clause) or (_OF_DISTRICT.match(opening) and _PART.fullmatch(figure.label))
    if before and _STOPS.match(figure.tail):
        return _one_name(before["kind"])
    behind = _ALL.match(figure.tail) if _KIND_BEHIND.search(figure.clause) else None
    return _one_name(behind["kind"]) if behind else ""


def _one_name(kind: str) -> str:
    """Call 公办幼儿园 公办园."""
    return kind.replace("幼儿园", "园") if kind != "幼儿园" else kind


def _one_time(figures: Sequence[Figure], latest: int) -> bool:
    """Tell whether all is of one year; what has no date is of the latest year that the report tells of."""
    told = {years(figure.metric) for figure in figures}
    return len(told) == 1 or told == {None, (latest, latest)}
