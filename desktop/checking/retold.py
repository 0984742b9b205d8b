"""Retold: one fact told twice, its number off by one digit or by two that changed places (1206.5, 1260.5; 58, 59).

Two figures are of one fact where their names agree but for words that tell nothing (现有, 共有, 达到), their stages,
owners and places are the same, and their times may be: what has no date is of the latest year that is told.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from desktop.checking.changes import is_change, is_past
from desktop.checking.groups import STAGES, group
from desktop.checking.ledger import STANDING, bare, letters, same_time, years
from desktop.checking.passages import Figure, Passage
from desktop.checking.quantities import PERCENT, POINTS
from desktop.lexicon.patterns import regex
from desktop.model.metric import Comparator
from desktop.model.report import BlockKind, Report

_IDLE = regex(
    r"[仍尚还现共总]+有|达到?了?|已经?|总[数量额计人]+|人数|数量|[的虽各将要及和共]|阶段|学段|目前|截至|合计|[“”‘’《》,、\d]"
)
_OF_GROUP = regex(
    r"幼儿园|学前教育|小学|初中|普通?高中?|中等?职业?(?:教育|学校)?|特殊教育|义务教育|公办|民办|普惠性?|农村|乡村|城区|城镇"
)
_PART = regex(
    r"新|改扩?|扩|增|减|女|男|骨干|级|本科|研究生|专科|大专|随迁|留守|寄宿|住校|残疾|困难|贫困|临聘|[在未非]编|编外|特岗|"
    r"[专兼]职|毕业|招|年级|班额|超大|大|小规模|持证|合格|达标|缺|空|差异|中|上|下|前|后|人均|生均|师均|每|其他|其中|以"
)
_ONE_PLACE = regex(r"(?:镇|乡|村|街道|中学|小学|学校|幼儿园|园|校|片区|学区)$")
_KIND = regex(
    r"^(?:各级各类|各|普通|完全|独立|公办|民办|普惠性?|农村|乡村|乡镇|城区|城镇|城乡|县城|九年一贯制|十二年一贯制|完全|寄宿制?|小规模|"
    r"义务教育|中等职业|职业|特殊教育|高级|初级|技工|高等|薄弱|中心|民族|附属|高?中?小?初?)*(?:镇|乡|村|中学|小学|学校|幼儿园|园|校)?$"
)
_DISTRICT = regex(r"[全我本](?P<level>[区县市省州旗盟国])|(?P<state>国家|省定|省均|市均|全国)")
_STOP = regex(r"[,、;。:()]")
_VERB = regex(r"[的由在已均都被需未]")
_THEN = regex(r"上年|去年|前一年|年初|原有?|由|从|同期|此前|曾|预计|计划|拟|力争|目标|[每各]")
_LEAST_DIGITS = 2
_SURE_DIGITS = 3
"""A number of so many digits may be told by a name that only holds the other's."""
_LONG_DIGITS = 4
"""Two digits side by side of so many are turned by chance hardly ever."""
_LEAST_NAME = 2
_BEHIND = 10
_RUN = 4
"""So many characters beside a count that come back tell that it is of the same things."""
_MANY = 20
_Key = tuple[str, int, tuple[int, ...], int]
"""A unit, where the point stands, the digits with one left out (or all in rising order), and which one."""


class _Told(NamedTuple):
    """A figure with what its fact is known by."""

    figure: Figure
    digits: tuple[int, ...]
    row: bool
    thing: frozenset[str]
    around: frozenset[str]
    group: frozenset[str]
    parts: frozenset[str]
    place: str
    words: str
    settled: bool
    sentence: tuple[int, int]


def retold(report: Report, passages: Sequence[Passage], told: set[int]) -> Iterator[tuple[Figure, Figure, bool]]:
    """Find pairs of one fact that differ by a slip of a digit, each with whether that is only worth asking."""
    level = _level(report)
    spans = [years(f.metric) for p in passages for f in p.figures if f.metric.role in STANDING]
    latest = max((span[1] for span in spans if span), default=0)
    seen: dict[_Key, list[tuple[Figure, Passage]]] = {}
    names: dict[int, _Told | None] = {}

    def known(figure: Figure, passage: Passage) -> _Told | None:
        if figure.start not in names:
            names[figure.start] = _told(figure, level, passage)
        return names[figure.start]

    for passage in passages:
        for figure in passage.figures:
            if figure.start in told or not _may_slip(figure):
                continue
            keys = _keys(figure)
            near = [each for key in keys for each in seen.get(key, ()) if each[0].value != figure.value]
            mine = known(figure, passage) if near else None
            others = [known(*each) for each in near] if mine else []
            same = [other for other in others if mine and other and _one_fact(other, mine, latest)]
            listed = [other.figure.start for other in same if mine and other.sentence == mine.sentence]
            told.update(listed)
            left = [other for other in same if other.figure.start not in told]
            if mine and left and not listed and len({other.figure.value for other in left}) == 1:
                told.update((left[0].figure.start, figure.start))
                yield left[0].figure, figure, mine.row or left[0].row or len(mine.digits) < _SURE_DIGITS
            elif not listed:
                for key in keys:
                    if len(bucket := seen.setdefault(key, [])) < _MANY:
                        bucket.append((figure, passage))


def _may_slip(figure: Figure) -> bool:
    """Tell whether a figure is a plain level of two digits and more, or anything else of three."""
    metric = figure.metric
    plain = metric.comparator is Comparator.EQUAL and bool(figure.base) and figure.base != POINTS
    return plain and len(_digits(figure)) >= _LEAST_DIGITS and not is_past(figure)


def _keys(figure: Figure) -> list[_Key]:
    """Give what a number shares with those that differ from it in one digit, or in the order of its digits."""
    _, digits, exponent = figure.metric.value.as_tuple()
    place = int(exponent)
    unit = figure.metric.unit
    left_out = [(unit, place, (*digits[:n], *digits[n + 1 :]), n) for n in range(len(digits))]
    return [(unit, place, tuple(sorted(digits)), -1), *left_out]


def _level(report: Report) -> str:
    """Tell of what a report is by what it calls itself: 全县, 我省."""
    found = Counter(m["level"] for m in _DISTRICT.finditer(report.text) if m["level"])
    return found.most_common(1)[0][0] if found else ""


def _told(figure: Figure, level: str, passage: Passage) -> _Told | None:
    """Take a figure's name apart; None for what is of another district, or of another time by its own clause."""
    metric = figure.metric
    words = f"{metric.subject}{metric.indicator}"
    for found in _DISTRICT.finditer(f"{metric.subject}，{figure.clause}"):
        if found["level"] != level:
            return None
    settled = metric.role in STANDING and not is_change(figure) and not _THEN.search(figure.clause)
    thing, parts = _named(words)
    place = _place(metric.subject)
    behind = _STOP.split(figure.tail, maxsplit=1)[0][:_BEHIND].removesuffix("中")
    around, words = thing | letters(behind), f"{figure.clause},{_VERB.split(behind, maxsplit=1)[0]}"
    row, sentence = passage.block.kind is BlockKind.ROW, (passage.block.start, figure.sentence)
    return _Told(figure, _digits(figure), row, thing, around, group(figure), parts, place, words, settled, sentence)


@lru_cache(maxsize=4096)
def _named(words: str) -> tuple[frozenset[str], frozenset[str]]:
    """Reduce a name to the characters of what is measured, and list the words that make it a part of more."""
    name = _DISTRICT.sub("", bare(words))
    return frozenset(_OF_GROUP.sub("", _IDLE.sub("", name))), frozenset(_PART.findall(name))


@lru_cache(maxsize=1024)
def _place(subject: str) -> str:
    """Give the one town or school that a figure is of, "" where it is of all or of a kind."""
    place = _DISTRICT.sub("", bare(subject))
    return place if _ONE_PLACE.search(place) and not _KIND.match(place) else ""


def _one_fact(one: _Told, other: _Told, latest: int) -> bool:
    """Tell whether two figures are one fact that was written down otherwise."""
    a, b = one.figure, other.figure
    if a.value == b.value or (one.row and other.row) or one.place != other.place:
        return False
    turned_round = _swapped(one, other)
    if not turned_round and sorted(one.digits) == sorted(other.digits):
        return False
    if not same_time(a.metric, b.metric):
        return False
    if turned_round and a.base != PERCENT and not one.row and not other.row and _may_be_one_name(one, other):
        return True
    if not _one_time(one, other, latest):
        return False
    if one.settled and other.settled and _one_name(one, other, turned_round=turned_round):
        return True
    return a.quantity.counted and not one.row and not other.row and one.group == other.group and _in_words(one, other)


def _one_name(one: _Told, other: _Told, *, turned_round: bool) -> bool:
    """Tell whether two names are one, or one holds the other and the number is long; a rate may lack its stage."""
    few, many = sorted((one.thing, other.thing), key=len)
    sure = len(one.digits) >= _SURE_DIGITS
    owners = one.group - STAGES, other.group - STAGES
    staged = one.group & STAGES and other.group & STAGES
    stageless = one.figure.base == PERCENT and sure and owners[0] == owners[1] and not staged
    if one.parts != other.parts or not (one.group == other.group or stageless):
        return False
    if few == many:
        return len(few) >= _LEAST_NAME or (bool(one.group) and sure)
    return few <= many and len(few) >= _LEAST_NAME and (sure or turned_round)


def _may_be_one_name(one: _Told, other: _Told) -> bool:
    """Tell whether two names of numbers whose digits were turned have so much in common that they are one."""
    few, many = sorted((one.thing, other.thing), key=len)
    digits = len(one.digits)
    if digits < _SURE_DIGITS or (one.group and other.group and one.group != other.group):
        return False
    if one.parts == other.parts and few <= many and len(few) > _LEAST_NAME:
        return True
    return digits >= _LONG_DIGITS and len(one.around & other.around) >= _LEAST_NAME


def _in_words(one: _Told, other: _Told) -> bool:
    """Tell whether so many signs around one figure come back around another, and none makes one a part."""
    first, second = (_OF_GROUP.sub("", each.words) for each in (one, other))
    if set(_PART.findall(first)) != set(_PART.findall(second)):
        return False
    runs = (first[n : n + _RUN] for n in range(len(first) - _RUN + 1))
    return any("," not in run and run in second for run in runs)


def _one_time(one: _Told, other: _Told, latest: int) -> bool:
    """Tell whether two figures may be of one year; what has no date is of the latest, but in a table of any."""
    a, b = one.figure.metric, other.figure.metric
    dated = [span for span in (years(a), years(b)) if span]
    if one.row or other.row:
        rate = one.figure.base == PERCENT
        return len(dated) > 1 or ((rate or one.thing != other.thing) and _swapped(one, other))
    return len(dated) != 1 or dated[0][0] <= latest <= dated[0][1]


def _digits(figure: Figure) -> tuple[int, ...]:
    return figure.metric.value.as_tuple().digits


def _swapped(one: _Told, other: _Told) -> bool:
    """Tell whether two digits side by side are all that differs between two numbers of equally many."""
    digits = one.digits, other.digits
    places = [n for n, (x, y) in enumerate(zip(*digits, strict=True)) if x != y]
    if len(places) != _LEAST_DIGITS or places[1] != places[0] + 1:
        return False
    n = places[0]
    return digits[0][n] == digits[1][n + 1] and digits[0][n + 1] == digits[1][n]


def turned(one: Figure, other: Figure) -> bool:
    """Tell whether two figures of one unit have the same digits, three at least, in another order."""
    if one.metric.unit != other.metric.unit or one.value == other.value:
        return False
    first, second = (figure.metric.value.as_tuple() for figure in (one, other))
    alike = first.exponent == second.exponent and sorted(first.digits) == sorted(second.digits)
    return alike and len(first.digits) >= _SURE_DIGITS
