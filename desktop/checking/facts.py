"""Facts: what a figure is known by besides its digits, and whether two figures are of one fact.

They are where their names agree but for words that tell nothing (现有, 共有, 达到), their stages, owners and places are
the same, and their times may be: what has no date is of the latest year that is told.
"""

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from desktop.checking.changes import is_change
from desktop.checking.groups import BROAD, STAGES, group
from desktop.checking.ledger import STANDING, bare, letters, overlap, span_of, usual
from desktop.checking.passages import Figure, Passage
from desktop.checking.quantities import PERCENT
from desktop.checking.transcription import SURE_DIGITS
from desktop.lexicon.patterns import regex
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
_LONG_DIGITS = 4
"""Two digits side by side of so many are turned by chance hardly ever."""
_LEAST_NAME = 2
_BEHIND = 10
_RUN = 4
"""So many characters beside a count that come back tell that it is of the same things."""
_LEAST_BESIDE = 10
"""Fewer things come back by chance."""
_HEAD = 12
_REACH = 200
_TAKEN_ON = regex(
    r"新?(?:招聘|招录|招考|录用|引进|补充|新进|进)了?的?(?=.{0,8}(?:教师|人员|人才|毕业生|$))|新聘|新招(?!生)"
)
"""Words for one act."""


class Fact(NamedTuple):
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


def level_of(report: Report) -> str:
    """Tell of what a report is by what it calls itself: 全县, 我省."""
    found = Counter(_LEVEL.findall(report.text))
    return found.most_common(1)[0][0] if found else ""


def latest_year(passages: Sequence[Passage]) -> int:
    """Tell the latest year that is told of, 0 where none is."""
    periods = {f.metric.period for p in passages for f in p.figures if f.metric.role in STANDING}
    return max((span[1] for span in map(span_of, periods) if span), default=0)


def fact_of(figure: Figure, level: str, passage: Passage) -> Fact | None:
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
    return Fact(
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


def parts_of(figure: Figure) -> frozenset[str]:
    """List the words of a figure's name that make it a part of more (骨干, 新, 残疾)."""
    return _named(figure.metric.indicator)[1]


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


def numbered(text: str, figure: Figure, passage: Passage) -> str:
    """Give the numbered place that a figure is of, by its sentence or by the head of its paragraph; "" for none."""
    start = passage.block.start
    before = text[max(start, figure.start - _REACH) : figure.start].rsplit("。", 1)[-1]
    found = _NUMBERED.findall(before)
    if not found and not _DISTRICT.search(before):
        found = _NUMBERED.findall(text[start : min(start + _HEAD, figure.start)])
    return found[-1] if found else ""


def one_fact(one: Fact, other: Fact, digits: int, latest: int, *, turned: bool) -> bool:
    """Tell whether two figures of one place are one fact that was written down otherwise, or two digits turned."""
    rows = one.row or other.row
    if one.town != other.town or not overlap(one.span, other.span) or one.planned is not other.planned:
        return False
    if one.stretch is not other.stretch and not (one.settled and other.settled and one.counted):
        return False
    if turned and not one.rate and not rows and _may_be_one_name(one, other, digits):
        return True
    if turned and digits >= SURE_DIGITS and one.counted and not rows and one.beside & other.beside:
        return True
    if one.settled and other.settled and _one_name(one, other, digits, turned=turned):
        return one_time(one, other, latest, turned=turned)
    same_unit = one.unit == other.unit or turned
    if not same_unit or not one.counted or rows or one.group != other.group:
        return False
    return one_time(one, other, latest, turned=turned) and _in_words(one, other)


def one_time(one: Fact, other: Fact, latest: int, *, turned: bool) -> bool:
    """Tell whether two figures may be of one year; what has no date is of the latest, but in a table of any."""
    dated = [span for span in (one.span, other.span) if span]
    if one.row or other.row:
        return len(dated) > 1 or ((one.rate or one.thing != other.thing) and turned)
    return len(dated) != 1 or dated[0][0] <= latest <= dated[0][1]


def _one_name(one: Fact, other: Fact, digits: int, *, turned: bool) -> bool:
    """Tell whether two names are one, or one holds the other and the number is long; a rate may lack its stage."""
    sure = digits >= SURE_DIGITS
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


def _may_be_one_name(one: Fact, other: Fact, digits: int) -> bool:
    """Tell whether two names of numbers whose digits were turned have so much in common that they are one."""
    few, many = sorted((one.thing, other.thing), key=len)
    if digits < SURE_DIGITS or (one.group and other.group and one.group - BROAD != other.group - BROAD):
        return False
    if one.parts == other.parts and few <= many and len(few) >= _LEAST_NAME + (one.group != other.group):
        return True
    return digits >= _LONG_DIGITS and len(one.around & other.around) >= _LEAST_NAME


def _in_words(one: Fact, other: Fact) -> bool:
    """Tell whether so many signs around one figure come back around another, and none makes one a part."""
    first, second = (_OF_GROUP.sub("", each.words) for each in (one, other))
    if set(_PART.findall(first)) != set(_PART.findall(second)):
        return False
    runs = (first[n : n + _RUN] for n in range(len(first) - _RUN + 1))
    return any("," not in run and run in second for run in runs)
