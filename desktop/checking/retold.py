"""Retold: one fact told twice, its number off by one digit or by two that changed places (1206.5, 1260.5; 58, 59).

Two figures are of one fact where their names agree but for words that tell nothing (现有, 共有, 达到), their stages,
owners and places are the same, and their times may be: what has no date is of the latest year that is told.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from desktop.checking.changes import is_change, is_past
from desktop.checking.groups import BROAD, STAGES, group
from desktop.checking.intervals import digits
from desktop.checking.ledger import STANDING, bare, letters, overlap, span_of, usual
from desktop.checking.passages import Figure, Passage
from desktop.checking.quantities import PERCENT, POINTS, quantity
from desktop.lexicon.patterns import regex
from desktop.model.metric import Role
from desktop.model.report import BlockKind, Report

_IDLE = regex(
    r"[仍尚还现共总]+有|(?:近|过去)?[两三四五六七八九十]年[来间]|[仍尚还](?=缺)|[缺差]额|达到?了?|已经?|总[数量额计人]+|人数|数量|[的虽各将要及和共]|阶段|学段|目前|截至|合计|[“”‘’《》,、\d]"
)
_OF_GROUP = regex(
    r"幼儿园|学前教育|中小学|小学|初中|普通?高中?|中等?职业?(?:教育|学校)?|特殊教育|特教|义务教育|公办|民办|普惠性?|农村|乡村|城区|城镇"
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
_LEVEL = regex(r"[全我本]([区县市省州旗盟国])")
_STOP = regex(r"[,、;。:()]")
_NUMBERED = regex(
    r"第(?:\d{1,4}|[一二三四五六七八九十百]{1,4})(?![次批年期季位条款章节名届轮个十方课线产]|学期|责任|阶段|时间|书记)[\u4e00-\u9fff]{1,2}"
    r"|(?:\d{1,3}|[一二三四五六七八九十]{1,2})(?:年级|号[楼院校园点]?|片区|小区|学区|校区|标段|分[校园]|[中小幼](?![学型时心等高央考国职间专组]))"
    r"|\d{1,2}[)）]?班(?![级额次以])"
)
"""Places that only a number tells apart: 第3片区, 12号楼, 二中, 6小, 4班."""
_VERB = regex(r"[的由在已均都被需未]")
_THEN = regex(r"上年|去年|前一年|年初|原有?|由|从|同期|此前|曾|预计|计划|拟|力争|目标|[每各]")
_PLANNED = regex(r"可(?:提供|容纳|新增)|设计|计划|预计|拟|力争|目标|应[到建配拨]")
_STRETCH = regex(r"累计|[近前过去这]?[两三四五六七八九十\d]年[来间]|近[两三四五六七八九十\d]年|以来")
"""What is told of several years together is more than what is told of one."""
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
_MOST_SLIPS = 2
"""What goes by one name and differs in a digit more often than this is a list, whose numbers are of many things."""
_LEAST_BESIDE = 10
"""Fewer things come back by chance."""
_HEAD = 12
_REACH = 200
_TAKEN_ON = regex(
    r"新?(?:招聘|招录|招考|录用|引进|补充|新进|进)了?的?(?=.{0,8}(?:教师|人员|人才|毕业生|$))|新聘|新招(?!生)"
)
"""Words for one act."""
_AS_RATE = regex(r"的?(?:比例|比重|占比|比率)|[只仅]有?|达到?|[约为的]|仍然?|已经?")
_WANTED = regex(r"[把将要须]|确保")
_MOVES = regex(r"[,，]?(?:提[高升]|上升|增[加长至到]|下?降|减少?|回[升落])[^,，。;；]{0,4}[到至为]")
_TWICE, _MOST_TOLD = 2, 4
_LEFT_OUT = "_"
"""In a key, what stands for the digit that is left out."""


class _Place(NamedTuple):
    """A figure with its digits and where it stands."""

    figure: Figure
    digits: str
    passage: Passage
    row: bool


class _Told(NamedTuple):
    """What a figure's fact is known by, but for its digits."""

    row: bool
    unit: str
    planned: bool
    stretch: bool
    thing: frozenset[str]
    around: frozenset[str]
    group: frozenset[str]
    parts: frozenset[str]
    town: str
    beside: frozenset[tuple[Decimal, str]]
    words: str
    settled: bool
    span: tuple[int, int] | None
    rate: bool
    counted: bool


_Seen = dict[str, dict[_Told, list[_Place]]]
"""By a key that numbers share, the figures that have it, by their names."""


def retold(report: Report, passages: Sequence[Passage], told: set[int]) -> Iterator[tuple[Figure, Figure, bool]]:
    """Find pairs of one fact that differ by a slip of a digit, each with whether that is only worth asking."""
    level, latest = _level(report), _latest(passages)
    pairs = list(_pairs(report, passages, told, level, latest))
    often = Counter(name for name, _ in pairs)
    yield from (pair for name, pair in pairs if often[name] <= _MOST_SLIPS)
    yield from _rates(report, passages, told, level, latest)


def _rates(
    report: Report, passages: Sequence[Passage], told: set[int], level: str, latest: int
) -> Iterator[tuple[Figure, Figure, bool]]:
    """Find the rates that two paragraphs give by one full name, each with another number, whatever its digits are."""
    named: dict[str, list[_Place]] = {}
    for passage in passages:
        if passage.block.kind is not BlockKind.ROW:
            for figure in passage.figures:
                if figure.base == PERCENT and figure.start not in told and _may_slip(figure):
                    subject, indicator = bare(figure.metric.subject), bare(figure.metric.indicator)
                    name = _AS_RATE.sub("", indicator if subject in indicator else subject + indicator)
                    if len(name) >= _RUN and not _WANTED.search(figure.clause):
                        named.setdefault(name, []).append(_Place(figure, "", passage, row=False))
    for places in named.values():
        if len({place.figure.value for place in places}) < _TWICE:
            continue
        facts: dict[object, list[tuple[_Place, _Told]]] = {}
        for place in places:
            one = _told(place.figure, level, place.passage)
            if one and one.settled and not one.planned and not one.stretch and not _MOVES.match(place.figure.tail):
                fact = one.group - BROAD, one.parts, one.town, _numbered(report.text, place)
                facts.setdefault(fact, []).append((place, one))
        for same in facts.values():
            yield from _two_values(same, latest)


def _two_values(same: Sequence[tuple[_Place, _Told]], latest: int) -> Iterator[tuple[Figure, Figure, bool]]:
    """Give the first two figures of one name where they are all of two values and stand in two paragraphs."""
    first, told = same[0]
    others = [(place, name) for place, name in same if place.figure.value != first.figure.value]
    if not others or len(same) > _MOST_TOLD or len({place.figure.value for place, _ in others}) > 1:
        return
    other, name = others[0]
    a, b = first.figure, other.figure
    met = a.stands is None or b.stands is None or a.stands.meets(b.stands)
    if first.passage is not other.passage and not met and overlap(told.span, name.span):
        yield from [(a, b, True)] if _one_time(told, name, latest, turned=False) else []


def _pairs(
    report: Report, passages: Sequence[Passage], told: set[int], level: str, latest: int
) -> Iterator[tuple[object, tuple[Figure, Figure, bool]]]:
    """List the pairs, each with the name that its later figure goes by."""
    seen: _Seen = defaultdict(lambda: defaultdict(list))
    placed = [(place, _keys(place.figure, place.digits)) for place in _places(passages)]
    shared = _shared(placed)
    names: dict[_Told, _Told] = {}
    for here, keys in placed:
        keys, figure = [key for key in keys if key in shared], here.figure
        name = _told(figure, level, here.passage) if keys and figure.start not in told else None
        if name is None:
            continue
        name = names.setdefault(name, name)
        same = [each for each in _same(here, name, keys, seen, latest) if _one_number(report.text, each, here)]
        listed = [each.figure.start for each in same if _in_one_sentence(each, here)]
        told.update(listed)
        left = [each for each in same if each.figure.start not in told]
        if left and not listed and len({each.figure.value for each in left}) == 1:
            told.update((left[0].figure.start, figure.start))
            rows = left[0].row or here.row
            yield (
                (name.thing, name.parts, name.group, figure.base),
                (left[0].figure, figure, rows or len(here.digits) < _SURE_DIGITS),
            )
        elif not listed:
            for key in keys:
                if sum(map(len, seen[key].values())) < _MANY:
                    seen[key][name].append(here)


def _latest(passages: Sequence[Passage]) -> int:
    """Tell the latest year that is told of, 0 where none is."""
    periods = {f.metric.period for p in passages for f in p.figures if f.metric.role in STANDING}
    return max((span[1] for span in map(span_of, periods) if span), default=0)


def _places(passages: Sequence[Passage]) -> Iterator[_Place]:
    """List the plain amounts of today of two digits and more."""
    for passage in passages:
        row = passage.block.kind is BlockKind.ROW
        for figure in passage.figures:
            if _may_slip(figure):
                told = digits(figure.metric.value)
                if len(told) >= _LEAST_DIGITS:
                    yield _Place(figure, told, passage, row)


def _shared(placed: Iterable[tuple[_Place, Sequence[str]]]) -> set[str]:
    """Keep the keys that numbers of other digits have, too."""
    first: dict[str, str] = {}
    return {key for place, keys in placed for key in keys if first.setdefault(key, place.digits) != place.digits}


def _same(here: _Place, name: _Told, keys: Iterable[str], seen: _Seen, latest: int) -> Iterator[_Place]:
    """List the figures of one fact that differ in one digit, or in two side by side that changed places.

    What goes by one name is judged once. Two rows tell of two things.
    """
    judged: dict[tuple[_Told, bool], bool] = {}
    for key in keys:
        turned = _LEFT_OUT not in key
        for other, places in seen.get(key, {}).items():
            if (other, turned) not in judged:
                judged[other, turned] = _one_fact(other, name, len(here.digits), latest, turned=turned)
            if judged[other, turned]:
                yield from (place for place in places if _slips(place, here, turned=turned))


def _slips(one: _Place, other: _Place, *, turned: bool) -> bool:
    """Tell whether the digits of two figures that share a key are not the same, and neither stands by the other."""
    if one.digits == other.digits or (one.row and other.row) or (turned and not _swapped(one.digits, other.digits)):
        return False
    return not _divides(one, other) and not _given_beside(one, other) and not _given_beside(other, one)


def _divides(one: _Place, other: _Place) -> bool:
    """Tell whether one of two figures is a part of what its own paragraph tells right before or behind it."""
    near = one.passage is other.passage and abs(one.figure.sentence - other.figure.sentence) < _TWICE
    return near and (one.figure.metric.role is Role.PART) is not (other.figure.metric.role is Role.PART)


def _given_beside(one: _Place, other: _Place) -> bool:
    """Tell whether the sentence of one figure gives the other's amount, too: then it tells of two things."""
    return (one.figure.sentence, other.figure.value, other.figure.base) in one.passage.amounts


def _in_one_sentence(one: _Place, other: _Place) -> bool:
    return one.passage is other.passage and one.figure.sentence == other.figure.sentence


def _may_slip(figure: Figure) -> bool:
    """Tell whether a figure is a plain amount of today."""
    plain = figure.exact and bool(figure.base) and figure.base != POINTS
    return plain and not is_past(figure)


def _keys(figure: Figure, digits: str) -> list[str]:
    """Give what a number shares with those that differ from it in the order of its digits, or in one of them.

    That is its base unit, what its last digit is worth in it, the digits in rising order or with one left out.
    """
    unit, tens = _in_tens(figure.metric.unit)
    unit = f"{int(figure.metric.value.as_tuple().exponent) + tens}{unit} "
    left_out = [f"{unit}{digits[:n]}{_LEFT_OUT}{digits[n + 1 :]}" for n in range(len(digits))]
    return [unit + "".join(sorted(digits)), *left_out]


@lru_cache(maxsize=1024)
def _in_tens(unit: str) -> tuple[str, int]:
    """Give a unit's base and the power of ten that it is worth; 亩 has other digits than its 平方米 and stays."""
    base, factor = quantity(unit)[:2]
    return (base, factor.adjusted()) if factor.normalize().as_tuple().digits == (1,) else (unit, 0)


def _level(report: Report) -> str:
    """Tell of what a report is by what it calls itself: 全县, 我省."""
    found = Counter(_LEVEL.findall(report.text))
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
    behind = _STOP.split(figure.tail, maxsplit=1)[0][:_BEHIND].removesuffix("中")
    around, words = (
        thing | letters(behind),
        f"{_TAKEN_ON.sub('招', figure.clause)},{_VERB.split(behind, maxsplit=1)[0]}",
    )
    row, rate, counted = passage.block.kind is BlockKind.ROW, figure.base == PERCENT, figure.quantity.counted
    return _Told(
        row,
        metric.unit,
        _PLANNED.search(figure.clause) is not None,
        _STRETCH.search(f"{metric.subject}{figure.clause}") is not None,
        thing,
        around,
        group(figure),
        parts,
        _town(metric.subject),
        _beside(figure, passage),
        words,
        settled,
        span_of(metric.period),
        rate,
        counted,
    )


@lru_cache(maxsize=4096)
def _named(words: str) -> tuple[frozenset[str], frozenset[str]]:
    """Reduce a name to the characters of what is measured, and list the words that make it a part of more."""
    name = _TAKEN_ON.sub("招", _DISTRICT.sub("", usual(bare(words))))
    return frozenset(_OF_GROUP.sub("", _IDLE.sub("", name))), frozenset(_PART.findall(_OF_GROUP.sub("", name)))


@lru_cache(maxsize=1024)
def _town(subject: str) -> str:
    """Give the one town or school that a figure is of, "" where it is of all or of a kind."""
    place = _DISTRICT.sub("", bare(subject))
    return place if _ONE_PLACE.search(place) and not _KIND.match(place) else ""


def _beside(figure: Figure, passage: Passage) -> frozenset[tuple[Decimal, str]]:
    """List the counts next to a figure in its sentence: two facts that have one in common are told of one thing."""
    at = passage.place[figure.start]
    near = (*passage.figures[max(0, at - 1) : at], *passage.figures[at + 1 : at + 2])
    same = (f for f in near if f.sentence == figure.sentence and f.quantity.counted)
    return frozenset((f.value, f.base) for f in same if f.value >= _LEAST_BESIDE)


def _one_number(text: str, one: _Place, other: _Place) -> bool:
    """Tell whether two figures are of no places that only a number tells apart."""
    return _numbered(text, one) == _numbered(text, other)


def _numbered(text: str, place: _Place) -> str:
    """Give the numbered place that a figure is of, by its sentence or by the head of its paragraph; "" for none."""
    figure, start = place.figure, place.passage.block.start
    before = text[max(start, figure.start - _REACH) : figure.start].rsplit("。", 1)[-1]
    found = _NUMBERED.findall(before)
    if not found and not _DISTRICT.search(before):
        found = _NUMBERED.findall(text[start : min(start + _HEAD, figure.start)])
    return found[-1] if found else ""


def _one_fact(one: _Told, other: _Told, digits: int, latest: int, *, turned: bool) -> bool:
    """Tell whether two figures of one place are one fact that was written down otherwise, or two digits turned."""
    rows = one.row or other.row
    if one.town != other.town or not overlap(one.span, other.span) or one.planned is not other.planned:
        return False
    if one.stretch is not other.stretch and not (one.settled and other.settled and one.counted):
        return False
    if turned and not one.rate and not rows and _may_be_one_name(one, other, digits):
        return True
    if turned and digits >= _SURE_DIGITS and one.counted and not rows and one.beside & other.beside:
        return True
    if one.settled and other.settled and _one_name(one, other, digits, turned=turned):
        return _one_time(one, other, latest, turned=turned)
    same_unit = one.unit == other.unit or turned
    if not same_unit or not one.counted or rows or one.group != other.group:
        return False
    return _one_time(one, other, latest, turned=turned) and _in_words(one, other)


def _one_name(one: _Told, other: _Told, digits: int, *, turned: bool) -> bool:
    """Tell whether two names are one, or one holds the other and the number is long; a rate may lack its stage."""
    sure = digits >= _SURE_DIGITS
    if one.parts != other.parts:
        return False
    if one.group - BROAD != other.group - BROAD or (one.group != other.group and not turned and not sure):
        owners = one.group - STAGES, other.group - STAGES
        staged = one.group & STAGES and other.group & STAGES
        if not one.rate or not sure or owners[0] != owners[1] or staged:
            return False
    few, many = sorted((one.thing, other.thing), key=len)
    if few == many:
        return len(few) >= _LEAST_NAME or (bool(one.group) and sure)
    return few <= many and len(few) >= _LEAST_NAME and (sure or turned)


def _may_be_one_name(one: _Told, other: _Told, digits: int) -> bool:
    """Tell whether two names of numbers whose digits were turned have so much in common that they are one."""
    few, many = sorted((one.thing, other.thing), key=len)
    if digits < _SURE_DIGITS or (one.group and other.group and one.group - BROAD != other.group - BROAD):
        return False
    if one.parts == other.parts and few <= many and len(few) >= _LEAST_NAME + (one.group != other.group):
        return True
    return digits >= _LONG_DIGITS and len(one.around & other.around) >= _LEAST_NAME


def _in_words(one: _Told, other: _Told) -> bool:
    """Tell whether so many signs around one figure come back around another, and none makes one a part."""
    first, second = (_OF_GROUP.sub("", each.words) for each in (one, other))
    if set(_PART.findall(first)) != set(_PART.findall(second)):
        return False
    runs = (first[n : n + _RUN] for n in range(len(first) - _RUN + 1))
    return any("," not in run and run in second for run in runs)


def _one_time(one: _Told, other: _Told, latest: int, *, turned: bool) -> bool:
    """Tell whether two figures may be of one year; what has no date is of the latest, but in a table of any."""
    dated = [span for span in (one.span, other.span) if span]
    if one.row or other.row:
        return len(dated) > 1 or ((one.rate or one.thing != other.thing) and turned)
    return len(dated) != 1 or dated[0][0] <= latest <= dated[0][1]


def _swapped(one: Sequence[object], other: Sequence[object]) -> bool:
    """Tell whether two digits side by side are all that differs between two numbers of equally many."""
    places = [n for n, (x, y) in enumerate(zip(one, other, strict=True)) if x != y]
    if len(places) != _LEAST_DIGITS or places[1] != places[0] + 1:
        return False
    n = places[0]
    return one[n] == other[n + 1] and one[n + 1] == other[n]


def parts_of(figure: Figure) -> frozenset[str]:
    """List the words of a figure's name that make it a part of more (骨干, 新, 残疾)."""
    return _named(figure.metric.indicator)[1]


def slipped(one: Figure, other: Figure) -> bool:
    """Tell whether two numbers of one size differ in one digit, or in two side by side that changed places."""
    if one.value.adjusted() != other.value.adjusted():
        return False
    told = digits(one.metric.value), digits(other.metric.value)
    size = max(map(len, told))
    if size < _LEAST_DIGITS:
        return False
    first, second = (each.ljust(size, "0") for each in told)
    return sum(x != y for x, y in zip(first, second, strict=True)) == 1 or _swapped(first, second)


def turned(one: Figure, other: Figure) -> bool:
    """Tell whether two figures of one unit have the same digits, three at least, in another order."""
    if one.metric.unit != other.metric.unit or one.value == other.value:
        return False
    first, second = (figure.metric.value.as_tuple() for figure in (one, other))
    alike = first.exponent == second.exponent and sorted(first.digits) == sorted(second.digits)
    return alike and len(first.digits) >= _SURE_DIGITS
