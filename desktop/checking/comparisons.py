"""Comparisons: a figure said to be above or below another that is named and given (高于上年的16.8%, 低于50%的要求)."""

from collections.abc import Iterator
from itertools import pairwise

from desktop.checking.changes import is_change
from desktop.checking.passages import Figure, Passage
from desktop.checking.quantities import POINTS
from desktop.checking.wording import doubt, named
from desktop.lexicon.patterns import regex
from desktop.model.finding import Finding, Relation
from desktop.model.metric import Comparator, Role

_BESIDE = regex(
    r"^[,(]?(?:也|均|都|已经?|仍|还|略|稍|明显|远远?|大大|大幅|分别)*"
    r"(?P<verb>高于|超过了?|大于|多于|优于|达到了?|低于|少于|小于|不足|未达到?|没有达到|达不到|未超过|没有超过|不超过)"
    r"(?P<what>[^,;:()\d]{0,16})\(?$"
)
_OF_WHAT = regex(r"(?:的|标准|要求|规定|底线|目标|水平|平均|平均值|均值|上年|去年|同期|控制线|上限|下限|[省市国县]定)$")
_IS_NORM = regex(r"^\)?(?:以[上下内])?的?(?:[^,;。\d]{0,10}?)(?:标准|要求|规定|底线|目标|控制线|上限|下限|平均)")
_UNDER = ("低于", "少于", "小于", "不足", "未达", "没有达到", "达不到", "未超过", "没有超过", "不超过")
_MET = ("达到",)
_RATIO = regex(r"[:：∶]")
_ONE_SIZE = 2
_STANDS = {Role.LEVEL, Role.PART}


def comparisons(passage: Passage) -> Iterator[Finding]:
    """Find the figures that lie on the other side of what they are compared with."""
    for sentence in passage.sentences:
        for figure, other in pairwise(sentence.figures):
            said = _BESIDE.match(other.lead)
            if said is None or not _comparable(figure, other):
                continue
            if not (_IS_NORM.match(other.tail) or (_OF_WHAT.search(said["what"]) and _near(figure, other))):
                continue
            if _contradicts(said["verb"], figure, other):
                yield _turned(said["verb"], figure, other)


def _near(figure: Figure, other: Figure) -> bool:
    """Tell whether two figures are of one size; 低于全市平均0.6个 says by how much."""
    low, high = sorted((figure.value, other.value))
    return high <= low * _ONE_SIZE


def _comparable(figure: Figure, other: Figure) -> bool:
    """Tell whether two figures are of one unit, and the first says how much there is."""
    alike = figure.base == other.base and bool(figure.base or (_is_ratio(figure) and _is_ratio(other)))
    level = figure.metric.role in _STANDS and figure.metric.comparator is Comparator.EQUAL and not is_change(figure)
    return alike and level and figure.base != POINTS and not is_change(other)


def _is_ratio(figure: Figure) -> bool:
    """Tell whether a figure is printed as a ratio (19.2:1)."""
    return _RATIO.search(figure.quote) is not None


def _contradicts(verb: str, figure: Figure, other: Figure) -> bool:
    """Tell whether no value that the prints allow lies where the words put it."""
    if figure.stands is None:
        return False
    at_most = other.metric.comparator in {Comparator.AT_MOST, Comparator.LESS}
    if verb.startswith(_UNDER) or (verb.startswith(_MET) and at_most):
        return figure.stands.low > other.value
    if verb.startswith(_MET) and _is_ratio(figure):
        return False  # fewer pupils a teacher are better, and 达到 says neither
    return figure.stands.high < other.value


def _turned(verb: str, figure: Figure, other: Figure) -> Finding:
    """Record a comparison that its figures contradict."""
    sign = ">" if figure.value > other.value else "<"
    return doubt(
        Relation.CONFLICT,
        (figure, other),
        says=f"{named(figure)}，{verb}{other.quote}",
        should=f"{figure.quote} {sign} {other.quote}",
        working=f"{figure.quote} {sign} {other.quote}，与“{verb}”不符",
        rule="comparison.order",
    )
