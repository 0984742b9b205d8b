"""Stocks: how many there are of a kind in the district, said twice: 全县有幼儿园128所, 全县126所幼儿园均已达标.

A sentence may take a whole up again by its name, too: 专任教师918人。…全县专任教师908人中，持证899人.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from desktop.checking.conflicts import unlike
from desktop.checking.ledger import STANDING, Ledger, letters, years
from desktop.checking.passages import Figure, Passage
from desktop.lexicon.patterns import regex
from desktop.model.finding import Finding
from desktop.model.metric import Comparator
from desktop.model.report import BlockKind, Report

_KIND = (
    r"(?P<kind>(?:公办|民办|普惠性|农村|城区)?"
    r"(?:幼儿园|(?<=[公民]办)园|小学|初中|普通高中|高中|中小学校?|义务教育(?:阶段)?学校|学校|乡镇(?:街道)?|镇街|教学点))"
)
_DISTRICT = r"^(?:目前,?|现在,?)?(?:全[县区市旗州省]|我[县区市旗州省])"
_KIND_BEFORE = regex(rf"{_DISTRICT}(?:现|共|现共)?有{_KIND}(?:总数)?(?:为|共)?$")
_KIND_BEHIND = regex(rf"{_DISTRICT}(?:现有|共有|现共有|有|共)?$")
_ALL = regex(rf"{_KIND}(?:(?:已经?)?(?:全部|全都|均|都)|中|[,;。]|$)")
_PART = regex(rf"(?:其中)?{_KIND}")
_OF_DISTRICT = regex(r"[^,;:()]{0,16},?(?:全[县区市旗州省]|我[县区市旗州省])(?:现|共|现共)?有")
_OF_ALL = regex(r"[全我][县区市旗州省]|[该本][县区市]")
_STOPS = regex(r"[,、;。(]|$")
_TAKEN_BEHIND = regex(
    r"^(?:名|位)?(?P<kind>[^,;:。()\d的]{2,12}?)(?:中的?(?=[,有\d持具共只仅仍还尚已达]|$)|(?:已经?)?(?:全部|全都|均|都))"
)
_TAKEN_BEFORE = regex(r"^(?:中(?:,|有|持|具|$)|(?:已经?)?(?:全部|全都|均|都))")
_TAKES = regex(r"^(?:在|这|上述|目前,?)?(?:全[县区市旗州省]|我[县区市旗州省]|[该本][县区市])?(?:现有|共有|现|共)?的?$")
_STILL = regex(r"(?P<whose>[^,;:()]{0,12})(?:[仍尚还]有|还剩|现存)(?P<what>[^,;:()\d]{1,8})$")
_LEFT = regex(r"[仍尚还]有|还剩|现存|[到至为]$")
_DOWN_TO = regex(r"[减降](?:少|低|至|到)?(?:[到至为])$|压[减缩][到至]$")
_PHASE = regex(r"阶段|学段")
_TWO = 2
_SLIP = Decimal("1.2")
"""Values farther apart than this factor are rather of two things."""


def stocks(report: Report, passages: Sequence[Passage], ledger: Ledger) -> Iterator[Finding]:
    """Hold what a report says that the whole district has against what it says of all of them."""
    standing = (figure.metric for passage in passages for figure in passage.figures if figure.metric.role in STANDING)
    latest = max((span[1] for metric in standing if (span := years(metric))), default=0)
    prose = [passage for passage in passages if passage.block.kind is not BlockKind.ROW]
    yield from _of_district(report, prose, latest)
    for passage in prose:
        for figure in passage.figures:
            kind = _taken(figure)
            if kind:
                yield from _told_before(figure, kind, passage, ledger, latest)
    yield from _left(prose, latest)


def _taken(figure: Figure) -> str:
    """Name the kind of which a figure takes up all: 全县专任教师908人中, 在908名专任教师中, 全县59所学校全部."""
    if not figure.quantity.counted or not figure.exact:
        return ""
    behind = _TAKEN_BEHIND.match(figure.tail) if _TAKES.match(figure.clause) else None
    if behind:
        return behind["kind"]
    return figure.clause if len(figure.clause) > 1 and _TAKEN_BEFORE.match(figure.tail) else ""


def _told_before(figure: Figure, kind: str, passage: Passage, ledger: Ledger, latest: int) -> Iterator[Finding]:
    """Hold what is taken up against the one figure before it that gives the same by its name.

    Without the district's name only a figure of the same paragraph is meant.
    """
    large = _OF_ALL.search(figure.clause) is not None
    told = [
        f
        for f in ledger.called(_OF_ALL.sub("", kind), figure.base)
        if f.start < figure.start and f.exact and _one_time((f, figure), latest) and (large or f.start in passage.place)
    ]
    if len({f.value for f in told}) == 1 and told[0].value != figure.value and _close(told[0], figure):
        yield unlike(told[-1], figure)


def _left(passages: Sequence[Passage], latest: int) -> Iterator[Finding]:
    """Hold 减少到52个 against 仍有62个 of the same: both say what is left now."""
    told: dict[tuple[frozenset[str], str], Figure] = {}
    for passage in passages:
        for figure in passage.figures:
            if not figure.quantity.counted or not _LEFT.search(figure.clause):
                continue
            still, metric = _STILL.search(figure.clause), figure.metric
            if still is None and not _DOWN_TO.search(figure.clause):
                continue
            name = _OF_ALL.sub("", still["whose"] + still["what"] if still else metric.subject + metric.indicator)
            first = told.setdefault((letters(_PHASE.sub("", name)), figure.base), figure)
            other = len(name) > _TWO and first.value != figure.value
            if other and _close(first, figure) and _one_time((first, figure), latest):
                yield unlike(first, figure, soft=True)


def _close(one: Figure, other: Figure) -> bool:
    """Tell whether two values may be one that was mistyped: near each other, or with the same digits (86, 68)."""
    low, high = sorted((one.value, other.value))
    digits = sorted(one.metric.value.as_tuple().digits), sorted(other.metric.value.as_tuple().digits)
    return high <= low * _SLIP or digits[0] == digits[1]


def _of_district(report: Report, passages: Sequence[Passage], latest: int) -> Iterator[Finding]:
    """Hold the numbers of schools that are told for the district against each other."""
    told: dict[tuple[str, int], list[Figure]] = defaultdict(list)
    for passage in passages:
        for sentence in passage.sentences:
            for figure in sentence.figures:
                kind = _kind(figure, sentence.words)
                if kind:
                    told[kind, bisect_right(report.parts, figure.start)].append(figure)
    for same in told.values():
        first = same[0]
        other = next((figure for figure in same if figure.value != first.value), first)
        if len({figure.value for figure in same}) == _TWO and _one_time(same, latest) and _close(first, other):
            yield unlike(first, other)


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
    told = {span and span[1] for span in (years(figure.metric) for figure in figures)}
    return len(told) == 1 or told == {None, latest}
