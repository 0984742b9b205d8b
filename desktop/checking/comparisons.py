"""Comparisons: a figure said to be above, below or up to another beside it: 高于85%, 较16.8%有所提高, 达到标准(5%)."""

import re
from collections.abc import Iterator, Sequence
from enum import Enum
from itertools import pairwise, takewhile

from desktop.checking.changes import is_change
from desktop.checking.groups import STAGES, group
from desktop.checking.ledger import letters
from desktop.checking.needs import needs
from desktop.checking.passages import Figure, Passage, Sentence
from desktop.checking.quantities import POINTS
from desktop.checking.wording import doubt, named
from desktop.lexicon.patterns import regex
from desktop.model.finding import Finding, Relation
from desktop.model.metric import Comparator, Role

_BESIDE = regex(
    r"^[,(]?(?:也|均|都|已经?|仍|还|略|稍|明显|远远?|大大|大幅|分别|全部|基本)*"
    r"(?P<verb>(?:[不未]|没有|并未)?(?:高于|超过|超出|大于|多于|少于|低于|小于|达到)了?|优于|好于|突破了?|不足|不到|未达|达不到|"
    r"已达|控制在|保持在|压减?到|降[到至]|符合)"
    r"(?P<what>[^,;:()\d]{0,16})[(:]?(?P<bound>(?:不?[高低少大小多]于|不超过|不足|至少|≥|≤|<|>)?)$"
)
_NORM = regex(
    r"标准|要求|规定|底线|目标|红线|控制线|上限|下限|[省市国县法核]定|比例$|水平|平均|均值|上年|去年|同期|上学年"
)
_IS_NORM = regex(r"^\)?(?:以[上下内])?的?(?:[^,;。\d]{0,10}?)(?:标准|要求|规定|底线|目标|红线|控制线|上限|下限|平均)")
_CLOSES = regex(r"^(?:\)|以[上下内])*(?:[,;。]|$)")
_OVER = ("高于", "超过", "超出", "大于", "多于", "优于", "好于", "突破")
_DENIED = regex(r"^(?:[不未]|没有|并未)")
_WITHIN = regex(r"控制|保持|压|降")
_MET = regex(r"达|符合")
_AGAINST = regex(
    r"^[,(]?(?:与|同|对比|相比|较|比)(?:上一?年度?|去年|前一年|上一?学年|同期|上年同期|年初|(?:19|20)\d\d年|原来|此前)?(?:的|同期)?$"
)
_MOVED = regex(
    r"^(?:相比|比较|比)?,?(?:也|都|均|还|又|有所|略有|稍有|有了?|明显|显著|大幅|小幅|稳步|稳中有|持续|进一步|实现|得到|逐步|较大|一定)*"
    r"(?:(?P<up>提高|提升|增长|增加|上升|上涨|升高|升|扩大|改善)|(?P<down>下降|降低|减少|回落|下滑|降|缩小))(?:了|明显|显著|较[多大快]|幅度|态势|趋势)*(?=[,;。)]|$)"
)
_REACHES = regex(
    r"^\)?,?(?:现)?(?:已|均|都|全部|也)*(?:达到?|符合|满足)了?(?:(?:国家|省定|规定|标准|要求|法定|目标)|[,;。]|$)"
)
_EACH = regex(r"^[,(]?(?:分别|均|都)")
_IN_LIST = regex(r"[、,和与及][^,;:()\d]{0,8}")
_GOAL_REACHED = regex(
    r"^,?(?:已经?|均|也|都)*(?:提前|超额|如期|顺利|全面)*(?:达到|完成|实现)了?[^,;。\d]{0,8}(?:目标|任务)"
)
_BEHIND = regex(
    r"^,?(?:均|都|也)?(?:实现|达到|落实|做到|保证|确保|符合|兑现)了?[^,;。\d]{0,8}?(?P<verb>不低于|不高于|高于|超过|低于)[^,;。\d]{2,18}"
    r"(?:水平|目标|要求|标准|收入)"
)
_STANDARD_OF = regex(r"公务员|国家|省定|标准|要求|规定|平均水平")
_JOINS = regex(r"^[、,和与及]$")
_FEW = 4
_IN_BRACKETS = regex(r"^\((?:国家|省定?|规定|最低)?的?(?:标准|要求|规定|底线)(?:值|为|是|应?不低于|≥|:)*$")
_ALL_WELL = regex(r"(?:全部|均已?|都已?|全面)(?:达标|达到|符合|满足)")
_NOT_WELL = regex(r"[未不没]达|不足|仍有|尚有|偏低")
_LESS_IS_BETTER = regex(r"比$|班额|系数|近视|辍学|率")
_MOST = regex(r"最[高多大](?:的)?[^,;:、]{0,12}$")
_MOST_NEXT = regex(r"^[,、和](?:而)?最[高多大](?:的)?[^,;:、\d]{0,12}$")
_LEAST = regex(r"(?:^[,、和](?:而)?|(?<=[^,、和而]))最[低少小](?:的)?[^,;:、\d]{0,12}$")
_RATIO = regex(r"[:：∶]")
_BEFORE_NUMBER = regex(r"^[^\d]*")
_ONE_SIZE = 2
_STANDS = {Role.LEVEL, Role.PART}


class _Side(Enum):
    """Where a figure is said to lie of another."""

    ABOVE = "above"
    BELOW = "below"


@needs(
    "最|于|超|达|突破|不足|不到|控制|保持|压|降|符合|较|比|与|同",
    figures=2,  # _LEAST, _BESIDE, _BEHIND, _AGAINST
)
def comparisons(sentence: Sentence) -> Iterator[Finding]:
    """Find the figures that lie on the other side of what they are compared with."""
    pairs = [pair for pair in pairwise(sentence.figures) if pair[0].base == pair[1].base]
    if not pairs:
        return
    told = list(_one_by_one(sentence.figures))
    yield from told
    listed = {finding.anchors[-1] for finding in told}
    last = sentence.figures[-1]
    listed.update(_opens_lists(sentence.figures))
    for figure, other in pairs:
        if other.start in listed or not _comparable(figure, other):
            continue
        standing = figure.metric.role in _STANDS
        if standing and _crossed(figure, other):
            yield _turned("最高、最低", figure, other)
            continue
        said = (standing and (_compared(figure, other) or _claimed_behind(other))) or _moved(other, last=other is last)
        if said and _contradicts(said[0], figure, other):
            yield _turned(said[1], figure, other)


def _claimed_behind(other: Figure) -> tuple[_Side, str] | None:
    """Read what is claimed of two figures behind both: 教师8.64万元，公务员8.91万元，实现了不低于公务员的目标."""
    claimed = _BEHIND.match(other.tail) if _STANDARD_OF.search(other.clause) else None
    if claimed is None:
        return None
    return (_Side.BELOW if claimed["verb"] in {"低于", "不高于"} else _Side.ABOVE), claimed["verb"]


def _one_by_one(figures: Sequence[Figure]) -> Iterator[Finding]:
    """Hold 小学A、初中B，分别低于C、D against each other in their order, and A、B，均低于C each against C."""
    for i, first in enumerate(figures):
        said = _beside(first) if i > 1 and (_EACH.match(first.lead) or _each_its_own(figures, i)) else None
        if said is None:
            continue
        bounds = [first, *takewhile(_goes_on, figures[i + 1 : i + _FEW])]
        told = figures[max(0, i - len(bounds)) : i]
        if len(bounds) == 1:
            run = [*takewhile(_goes_on, reversed(figures[max(0, i - _FEW) : i]))]
            told, bounds = figures[i - len(run) - 1 : i - 1], bounds * len(run)
        pairs = list(zip(told, bounds, strict=len(told) == len(bounds)))
        if len(told) < len(bounds) or not all(f.base == b.base and _near(f, b) for f, b in pairs):
            continue
        for figure, bound in pairs:
            side = (
                _side(said["verb"], figure, bound) if not is_change(figure) and figure.metric.role in _STANDS else None
            )
            if side and _contradicts(side, figure, bound):
                yield _turned(said["verb"], figure, bound)


def _beside(figure: Figure) -> re.Match[str] | None:
    """Read what a figure is held against by the words before its number."""
    sign = _BEFORE_NUMBER.match(figure.quote)
    return _BESIDE.match(figure.lead + (sign[0] if sign else ""))


def _each_its_own(figures: Sequence[Figure], at: int) -> bool:
    """Tell whether two bounds follow upon two figures: 分别为0.72%、0.86%，控制在0.6%和1.8%以内."""
    bounds, told = figures[at : at + 2], figures[at - 2 : at]
    lists = len(bounds) == len(told) and all(_JOINS.match(each[1].lead) for each in (bounds, told))
    return lists and "分别" in told[0].lead and len({f.base for f in (*bounds, *told)}) == 1


def _opens_lists(figures: Sequence[Figure]) -> Iterator[int]:
    """List the figures that open a list of bounds, each of which is for one of the figures before."""
    for first, second in pairwise(figures):
        if _EACH.match(first.lead) and _goes_on(second) and first.base == second.base:
            yield first.start


def _goes_on(figure: Figure) -> bool:
    """Tell whether a figure stands in a list with the one before it."""
    return _IN_LIST.fullmatch(figure.lead) is not None


@needs("标准|要求|规定|底线|目标|红线|控制线|上限|下限|平均", "达|符合|满足")
def against_norms(passage: Passage) -> Iterator[Finding]:
    """Find figures said to reach a norm that the same passage named before: 未达到5%的规定 … 占4.6%，已达到规定比例."""
    norms: list[Figure] = []
    before: Figure | None = None
    for sentence in passage.sentences:
        for figure in sentence.figures:
            if _IS_NORM.match(figure.tail) and figure.metric.comparator not in {Comparator.AT_MOST, Comparator.LESS}:
                norms.append(figure)
            elif before is not None and _IN_BRACKETS.match(figure.lead) and _below_norm(sentence.words, before, figure):
                yield _turned("达标", before, figure)
            elif _REACHES.match(figure.tail) and figure.exact and figure.base:
                alike = [n for n in norms[-_FEW:] if n.base == figure.base and _near(n, figure)]
                alike = [n for n in alike if _one_thing(n, figure)]
                if len({n.value for n in alike}) == 1 and _contradicts(_Side.ABOVE, figure, alike[-1]):
                    yield _turned("达到", figure, alike[-1])
            before = figure


def against_targets(passages: Sequence[Passage]) -> Iterator[Finding]:
    """Find figures said to have reached a target that the report gives higher: 91.2%，已达到规划目标 (of 93%)."""
    reached = [figure for passage in passages for figure in _reached(passage)]
    figures = (figure for passage in passages for figure in passage.figures)
    targets = [f for f in figures if f.metric.role is Role.TARGET] if reached else ()
    for figure in reached:
        alike = [t for t in targets if t.base == figure.base and _near(t, figure) and _one_thing(t, figure)]
        if len({t.value for t in alike}) == 1 and _contradicts(_Side.ABOVE, figure, alike[-1]):
            yield _turned("达到目标", figure, alike[-1])


@needs("目标|任务", "达|完成|实现")
def _reached(passage: Passage) -> Iterator[Figure]:
    """List the figures of a passage that are said to have reached a target."""
    for figure in passage.figures:
        if _GOAL_REACHED.match(figure.tail) and figure.metric.role in _STANDS and figure.base:
            yield figure


def _below_norm(words: str, figure: Figure, norm: Figure) -> bool:
    """Tell a figure below the norm in the bracket behind it where its sentence says that all is well."""
    name = f"{figure.metric.indicator}{figure.clause}"
    if figure.base != norm.base or not figure.base or _LESS_IS_BETTER.search(name):
        return False
    well = _ALL_WELL.search(words) is not None and not _NOT_WELL.search(words)
    return well and _near(figure, norm) and _contradicts(_Side.ABOVE, figure, norm)


def _one_thing(one: Figure, other: Figure) -> bool:
    """Tell whether the name of one figure holds that of the other."""
    few, many = sorted((letters(f.metric.indicator) for f in (one, other)), key=len)
    return len(few) > 1 and few <= many and group(one) & STAGES == group(other) & STAGES


def _compared(figure: Figure, other: Figure) -> tuple[_Side, str] | None:
    """Read on which side of another a figure is said to lie, and by which verb; None where nothing is said."""
    said = _beside(other)
    if said is None:
        return None
    verb = said["verb"]
    norm = _IS_NORM.match(other.tail) or (_NORM.search(said["what"]) and _near(figure, other))
    met = _MET.search(verb) or _WITHIN.search(verb)
    if not norm and (met or not _CLOSES.match(other.tail) or not _near(figure, other)):
        return None
    return (side, verb) if (side := _side(verb, figure, other)) else None


def _crossed(figure: Figure, other: Figure) -> bool:
    """Tell a greatest that is less than the least beside it, or the other way round."""
    most, least = _MOST.search(figure.clause), _LEAST.match(other.lead)
    if most and least:
        return _contradicts(_Side.ABOVE, figure, other)
    return bool(_LEAST.search(figure.clause) and _MOST_NEXT.match(other.lead)) and _contradicts(
        _Side.BELOW, figure, other
    )


def _side(verb: str, figure: Figure, other: Figure) -> _Side | None:
    """Tell on which side of another a figure lies by a verb."""
    denied = _DENIED.match(verb) is not None
    limit = other.metric.comparator in {Comparator.AT_MOST, Comparator.LESS}
    ratio = _RATIO.search(figure.quote) is not None
    if _WITHIN.search(verb):
        return _Side.BELOW if limit else None
    if _MET.search(verb):
        if limit or ratio:  # fewer pupils a teacher are better, and 达到 says neither
            return _Side.BELOW if limit and not denied else None
        return _Side.BELOW if denied or verb == "达不到" else _Side.ABOVE
    if verb in {"优于", "好于"} and not figure.base:
        return _Side.BELOW if ratio else None
    above = any(word in verb for word in _OVER)
    return _Side.ABOVE if above is not denied else _Side.BELOW


def _moved(other: Figure, *, last: bool) -> tuple[_Side, str] | None:
    """Read how a figure moved against an earlier one that is given, where no amount of the change follows."""
    moved = _MOVED.match(other.tail) if _AGAINST.match(other.lead) else None
    if moved is None or not (last or moved.end() < len(other.tail)):
        return None
    return (_Side.ABOVE, moved["up"]) if moved["up"] else (_Side.BELOW, moved["down"])


def _near(figure: Figure, other: Figure) -> bool:
    """Tell whether two figures are of one size; 低于全市平均0.6个 says by how much."""
    low, high = sorted((figure.value, other.value))
    return high <= low * _ONE_SIZE


def _comparable(figure: Figure, other: Figure) -> bool:
    """Tell whether two figures of one unit may be compared, and the first says how much there is."""
    if figure.base == POINTS or not figure.exact:
        return False
    if not (figure.base or _in_pieces(figure, other) or all(_RATIO.search(f.quote) for f in (figure, other))):
        return False
    return not is_change(figure) and not is_change(other)


def _in_pieces(*figures: Figure) -> bool:
    """Tell whether all of some figures are coefficients, printed with a fraction and no unit."""
    return all(figure.value != figure.value.to_integral_value() for figure in figures)


def _contradicts(side: _Side, figure: Figure, other: Figure) -> bool:
    """Tell whether no value that the prints allow lies where the words put it."""
    if figure.stands is None:
        return False
    return figure.stands.high < other.value if side is _Side.ABOVE else figure.stands.low > other.value


def _turned(verb: str, figure: Figure, other: Figure) -> Finding:
    """Record a comparison that its figures contradict."""
    sign = ">" if figure.value > other.value else "<"
    says = other.quote if re.search(re.escape(verb), other.quote) else f"{verb}{other.quote}"
    return doubt(
        Relation.CONFLICT,
        (figure, other),
        says=f"{named(figure)}，{says}",
        should=f"{figure.quote} {sign} {other.quote}",
        working=f"{figure.quote} {sign} {other.quote.removeprefix(verb)}，与“{verb}”不符",
        rule="comparison.order",
    )
