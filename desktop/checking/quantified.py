"""Said of all, of each or of none (均在50%以上, 各学段均为100%, 无2000人以上学校) against the one that is otherwise."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise, takewhile

from desktop.checking.changes import is_change
from desktop.checking.groups import BROAD, STAGES, group
from desktop.checking.ledger import same_time
from desktop.checking.needs import needs
from desktop.checking.passages import Figure, Passage, Sentence
from desktop.checking.quantities import PERCENT
from desktop.checking.wording import doubt, named
from desktop.lexicon.patterns import regex
from desktop.model.finding import Finding, Relation
from desktop.model.metric import Comparator, Role
from desktop.model.report import Block, Report

_OVER, _UNDER = {Comparator.MORE, Comparator.AT_LEAST}, {Comparator.LESS, Comparator.AT_MOST}
_BOUNDS = _OVER | _UNDER
_ALL = regex(r"均|都|全部|各|每|所有|连续.{1,2}年|始终|一直|历年|一律")
_EACH_IS = regex(r"(?:均|都|全部)(?:已|保持|稳定)?(?:为|是|达到?了?|在|高于|超过|不低于|低于|不超过|达到或超过)*$")
_AHEAD = regex(r"力争|确保|计划|目标|到20\d\d年|争取|要求|应|须|逐步|拟|将|未|不足|没有?达")
_ONE = (
    r"(?:[\u4e00-\u9fff]{1,10}?(?:镇|乡|区|县|街道|小学|中学|学校|[小中高]|园|校|点|村|班)|小学|初中|高中|幼儿园|[\u4e00-\u9fff]{1,8}(?=[(（]))"
    r"(?:[(（\w]{0,6}[)）]班?)?"
)
_ITEM = regex(
    rf"^[,:、;(]*(?:其中|分别[为是]|即|和|及)?[,:]?(?:(?:19|20)\d\d年?|{_ONE})(?:在校生|学生|有|为|是|达到?|班额)*$"
)
_CLASS = regex(r"^(?:的|[小规模大超]+)?[^,;:。]{0,10}$")
_NONE = regex(
    r"(?:无|没有|未出现|不存在|杜绝了?|已无)(?:一[所个])?(?:[\u4e00-\u9fff]{0,6})(?:规模|人数|在校生)?(?:超过|突破|大于)?$"
)
_SCOPE = regex(r"学校|小学|初中|中学|园|班")
_SCHOOL = regex(
    r"[\u4e00-\u9fff]{2,12}(?:小学|中学|学校|[一二三四五六七八九十]小|[一二三四五六七八九十]中|实小|附小|附中|幼儿园)$"
)
_KINDS = regex(
    r"^(?:全[县区市]|城区|农村|乡镇|公办|民办|九年一贯制|完全|普通|义务教育|寄宿制?)*(?:小学|中学|学校|初中|幼儿园)$"
)
_OTHERS = regex(r"教师|教职工|毕业|招生|寄宿|住|留守|考|参|培训|合计|共")
_STAGES_BY_NAME = (
    ("小学", regex(r"小学|完小|[一二三四五六]年级|[一二三四五六七八九]小(?!学?班)")),
    ("初中", regex(r"初中|[七八九]年级|初级中学|[城镇乡]中学")),
)
_LEAST_SCHOOL, _LARGEST_SCHOOL, _LARGEST_CLASS = 300, 9000, 100
_CLASS_SIZE = regex(r"班额|每班|班均")
_ONE_CLASS = regex(
    r"(?:[一二三四五六七八九]年级|[高初][一二三])[(]?[一二三四五六七八九十\d]{1,2}[)]?班"
    r"(?:学生|人数|在校生)?(?:竟|却|高|多|仍|现|共|已)*[达有为到]*$"
)
_FIRST_YEAR = regex(r"起始年级|新生|新招|[一七]年级|[高初]一")
_AVERAGE = regex(r"平均|最大|每班|班均")
_EACH_HAS = regex(
    r"^(?:苏木)?(?:乡镇|街道|镇街|乡|镇|县区?|区县|社区|村|学区)(?:均|都|全部)[^,;。]{0,3}(?:建|设|有|配|办)[^,;。]{0,3}[1一](?P<unit>[所个名])"
    r"(?:以上)?[^,;。]{0,16},?[^,;。]{0,8}共(?:有|计)?$"
)
_GOAL = regex(r"(?:目标|任务|计划)(?:值|数)?[为是:]?$")
_REACHED = regex(r"^,?(?:实际)?(?:完成|达到?|实现)(?:值|数)?[为是:]?$")
_ALL_DONE = regex(r"(?:[各两三四五六七八九十\d]+[项个]|全部)[^，,；;。\d]{0,8}(?:均已?|都已?|全部)(?:完成|达到|实现)")
_WHOLLY = regex(
    r"(?:全部|全员|(?<![生师人校园班平年户])均已?|全面|都已?)(?P<what>[^,;。:]{1,16})[,(](?P<of>[^,;。]{0,10}?)(?:率|比例)(?:为|达到?|是)*$"
)
_COVERED = regex(
    r"^[,(]?(?:实现了?|做到了?|基本)?(?P<what>[^,;。\d]{0,10})(?:100%|百分之百)?(?:的?全覆盖|全部达标|全达标)"
)
_ANY_RATE = regex(r"覆盖|完成|达标|到位|整改|配备|合格|持证|销号|办结")
_BASICALLY = regex(r"基本|近|除|其余|其他|另")
_WHOLE = Decimal(100)
_REACH, _LIST = 8, 24
"""Figures before one that may be all of which it tells, and behind one."""
_FEWEST, _CLOSE = 2, 4
"""Figures that make 均 and 各, and characters before 全部 that may take it back (基本全部)."""


def quantified(report: Report, passages: Sequence[Passage]) -> Iterator[Finding]:
    """Find the one that is otherwise than all are said to be."""
    pupils = [f for passage in passages for f in passage.figures if f.base == "人" and _is_size(f)]
    for passage in passages:
        for sentence in passage.sentences:
            figures = sentence.figures
            for at, limit in enumerate(figures):
                if limit.metric.comparator in _BOUNDS:
                    yield from _of_class(figures, at)
                    yield from _told_after(figures, at)
                    yield from _of_none(limit, pupils)
            yield from _told_before(sentence)
            yield from _wholly(sentence)
            yield from _in_each(sentence)
            yield from _goals(sentence, report.text, passage.block)


def _keeps(figure: Figure, limit: Figure) -> bool:
    """Tell whether some value that a print allows keeps a limit."""
    if figure.stands is None:
        return True
    if limit.metric.comparator in _UNDER:
        return figure.stands.low <= limit.value
    return figure.stands.high >= limit.value


def _of_class(figures: Sequence[Figure], at: int) -> Iterator[Finding]:
    """Hold 超过2000人的学校3所：甲校2216人、乙校1985人 against the limit that makes the class."""
    limit, count = figures[at], figures[at + 1 : at + 2]
    if not count or not count[0].quantity.counted:
        return
    if count[0].base == limit.base or _AHEAD.search(limit.clause) or not _CLASS.match(count[0].lead):
        return
    run = list(takewhile(lambda f: f.base == limit.base and _ITEM.match(f.lead), figures[at + 2 : at + _LIST]))
    out = [f for f in run if not _keeps(f, limit)]
    if len(run) > 1 and 0 < len(out) < len(run):
        yield _otherwise(out[0], limit, count[0])


def _told_after(figures: Sequence[Figure], at: int) -> Iterator[Finding]:
    """Hold 连续三年在50%以上：2021年50.6%、2022年49.2% and 均达10%以上，其中甲镇8.6% against the bound before them."""
    bound = figures[at]
    if not _ALL.search(bound.clause) or _AHEAD.search(bound.clause) or is_change(bound):
        return
    run = list(takewhile(lambda f: f.base == bound.base and _ITEM.match(f.lead), figures[at + 1 : at + _LIST]))
    out = [f for f in run if not _keeps(f, bound)]
    if out and len(out) < max(len(run), 2):
        yield _otherwise(out[0], bound)


@needs("均|都|全部", figures=3)
def _told_before(sentence: Sentence) -> Iterator[Finding]:
    """Hold 小学100%、初中99.6%，各学段均为100% and 7.8、7.4，均在7.5平方米以上 against what all are said to be."""
    for at, whole in enumerate(sentence.figures):
        if at < _FEWEST or not _EACH_IS.search(whole.clause) or _AHEAD.search(whole.clause) or ";" in whole.lead:
            continue
        if whole.exact and whole.value != _WHOLE:
            continue
        run = list(_like_before(sentence.figures[max(0, at - _REACH) : at], whole))
        out = [f for f in run if f.exact and _of_those(f, whole) and not _keeps(f, whole)]
        if len(run) > 1 and out and len(out) < len(run) and whole.base:
            yield _otherwise(out[-1], whole)


def _like_before(before: Sequence[Figure], whole: Figure) -> Iterator[Figure]:
    """List the amounts in the unit of a figure right before it, the nearest first."""
    return takewhile(lambda f: f.base == whole.base and not is_change(f), reversed(before))


@needs("全|均|都", unit=PERCENT)
def _wholly(sentence: Sentence) -> Iterator[Finding]:
    """Hold 全部整改到位，整改率94.4% and 结对率96%，实现结对全覆盖 against each other."""
    for at, rate in enumerate(sentence.figures):
        told = rate.base == PERCENT and rate.exact and rate.metric.role is not Role.TARGET
        if told and rate.stands and rate.stands.high < _WHOLE and not is_change(rate):
            yield from _not_wholly(rate, sentence.figures[at + 1 : at + 2])


def _not_wholly(rate: Figure, behind: Sequence[Figure]) -> Iterator[Finding]:
    """Hold a rate below 100 % against what is said to be done wholly before it, or behind it."""
    said = _WHOLLY.search(rate.lead)
    tail = rate.tail + (f"{behind[0].quote}{behind[0].tail}" if behind and behind[0].value == _WHOLE else "")
    covered = _COVERED.match(tail)
    named_rate = rate.metric.indicator.removesuffix("率")
    if (
        said
        and not _BASICALLY.search(rate.lead[max(0, said.start() - _CLOSE) :])
        and (_ANY_RATE.search(said["of"]) or set(said["of"]) & set(said["what"]))
    ):
        yield _contradicted(rate, said[0].split(",")[0])
    elif (
        covered
        and not _BASICALLY.search(covered[0])
        and (not covered["what"] or set(named_rate) & set(covered["what"]))
    ):
        yield _contradicted(rate, covered[0].strip(","), behind[:1] if behind and behind[0].value == _WHOLE else ())


@needs("均|都|全部", "共", figures=2)
def _in_each(sentence: Sentence) -> Iterator[Finding]:
    """Hold 12个乡镇均建有1所以上公办园，共11所 against the least that makes."""
    for places, total in pairwise(sentence.figures):
        said = _EACH_HAS.match(places.tail) if places.quantity.counted else None
        if said and total.base == said["unit"] and total.stands and total.stands.high < places.value:
            yield _otherwise(total, places)


def _of_none(bound: Figure, pupils: Sequence[Figure]) -> Iterator[Finding]:
    """Hold 无2000人以上小学 and 学校均不超过2000人 against each school or class that a report gives more."""
    words = f"{bound.clause}{bound.tail[:_REACH]}"
    if bound.base != "人" or bound.metric.role is Role.TARGET or not _SCOPE.search(words):
        return
    if _AHEAD.search(bound.clause.replace("没有", "")):
        return
    over, under = bound.metric.comparator in _OVER, bound.metric.comparator in _UNDER
    none = over and _NONE.search(bound.clause) is not None
    every = under and _ALL.search(bound.clause) is not None and not is_change(bound)
    if not none and not every:
        return
    classes = _CLASS_SIZE.search(words) is not None or bound.value < _LARGEST_CLASS
    if not classes and bound.value < _LEAST_SCHOOL:
        return
    stage = group(bound) & STAGES
    for figure in pupils:
        if figure is bound or figure.stands is None or _is_of_class(figure) is not classes:
            continue
        other = group(figure) & STAGES or _stages_of(f"{figure.metric.subject}{_name(figure)}")
        fits = not stage or stage & other or (stage & BROAD and other <= {"小学", "初中"})
        if (
            fits
            and _of_those(figure, bound)
            and same_time(figure.metric, bound.metric)
            and figure.stands.low > bound.value
        ):
            yield _otherwise(figure, bound)
            return


def _of_those(figure: Figure, bound: Figure) -> bool:
    """Tell whether what is said of the first years alone (起始年级均不超过45人) is said of a figure, too."""
    words = f"{figure.metric.subject}{_name(figure)}{figure.lead}"
    return _FIRST_YEAR.search(bound.clause) is None or _FIRST_YEAR.search(words) is not None


def _stages_of(words: str) -> frozenset[str]:
    """Tell the stage of a school or class by its name: 城关中学八年级 is of 初中."""
    return frozenset(stage for stage, name in _STAGES_BY_NAME if name.search(words))


def _is_size(figure: Figure) -> bool:
    """Tell whether a figure is how many pupils one school or one class has."""
    if not figure.exact or figure.metric.role is Role.TARGET or is_change(figure):
        return False
    name = _name(figure)
    if _ONE_CLASS.search(figure.clause):
        return True
    if figure.value < _LARGEST_CLASS:
        return _CLASS_SIZE.search(name) is not None and _AVERAGE.search(name) is not None
    if figure.value > _LARGEST_SCHOOL or "占" in figure.clause:
        return False
    places = (figure.metric.subject, figure.label.removesuffix("在校生").removesuffix("有"))
    school = any(_SCHOOL.search(place) and not _KINDS.match(place) for place in places)
    return school and _OTHERS.search(_name(figure)) is None


def _is_of_class(figure: Figure) -> bool:
    """Tell whether a size is that of a class, not of a school."""
    return bool(_CLASS_SIZE.search(_name(figure)) or _ONE_CLASS.search(figure.clause))


def _name(figure: Figure) -> str:
    return f"{figure.metric.indicator},{figure.clause}"


@needs("目标|任务|计划", "完成|达|实现", figures=2)
def _goals(sentence: Sentence, text: str, block: Block) -> Iterator[Finding]:
    """Hold 目标95%，完成94.1% against 三项均已完成 in the same paragraph."""
    for goal, reached in pairwise(sentence.figures):
        pair = goal.base == reached.base and _GOAL.search(goal.clause) and _REACHED.match(reached.lead)
        short = pair and reached.stands and reached.stands.high < goal.value
        if short and _ALL_DONE.search(text, reached.metric.end, block.end):
            yield _otherwise(reached, goal)


def _otherwise(figure: Figure, limit: Figure, *others: Figure) -> Finding:
    """Record the one that is otherwise."""
    return doubt(
        Relation.CONFLICT,
        (figure, limit, *others),
        says=f"{named(limit)}，{figure.label}{figure.quote}",
        should=f"{figure.quote}不合",
        working=f"称{limit.clause}{limit.quote}，而{figure.label}{figure.quote}",
        rule="conflict.quantified",
    )


def _contradicted(rate: Figure, words: str, others: Sequence[Figure] = ()) -> Finding:
    """Record a rate below 100 % of what is said to be done wholly."""
    return doubt(
        Relation.CONFLICT,
        (rate, *others),
        says=f"{words}，{named(rate)}",
        should="100%，或并非全部",
        working=f"称“{words}”，而{named(rate)}",
        rule="conflict.wholly",
    )
