"""Sides: what a proportion of two kinds (普职比6:4) gives for each, held against the numbers of both."""

import re
from collections.abc import Iterator
from decimal import Decimal

from desktop.checking.changes import is_change, is_past
from desktop.checking.intervals import Interval, over, plus, printed
from desktop.checking.needs import needs
from desktop.checking.passages import Figure, Sentence, plain
from desktop.checking.wording import doubt, named, short, tick
from desktop.lexicon.patterns import regex
from desktop.model.finding import Check, Finding, Relation

_SIDES = regex(r"(?P<one>[普职])(?P<other>[普职])[^,;:()]{0,6}比(?:例|重)?(?:约|大致|保持在|达到?|为|是)*$")
_KINDS = {"普": regex(r"普通高中|普高|高中"), "职": regex(r"中职|中等职业|职业|职高|技工")}
_TWO = regex(r"(\d+(?:\.\d+)?)[:：∶比](\d+(?:\.\d+)?)")
_REACH = 8
_SLIP = Decimal("0.15")
"""Sides farther apart are rather of other pupils."""


@needs("普职|职普", "比")
def sides(sentence: Sentence) -> Iterator[Finding | Check]:
    """Hold 普高A人、中职B人，普职比a:b against A and B, the nearest before it that count alike."""
    for i, figure in enumerate(sentence.figures):
        said, two = _SIDES.search(figure.lead), _TWO.fullmatch(plain(figure.quote))
        if said is None or two is None or said["one"] == said["other"]:
            continue
        before = sentence.figures[max(0, i - _REACH) : i]
        ranked = [next((f for f in reversed(before) if _is_of(f, said[side])), None) for side in ("one", "other")]
        one, other = ranked
        if one is not None and other is not None and one.base == other.base:
            yield from _held(one, other, figure, two)


def _is_of(figure: Figure, kind: str) -> bool:
    """Tell whether a figure counts people of a kind."""
    counts = figure.quantity.counted and figure.stands is not None and not is_change(figure) and not is_past(figure)
    return counts and _KINDS[kind].search(f"{figure.metric.subject}{figure.label}") is not None


def _held(one: Figure, other: Figure, claim: Figure, two: re.Match[str]) -> Iterator[Finding | Check]:
    """Compare the share of the first kind with that which the two printed numbers allow."""
    left, right = (printed(Decimal(side)) for side in two.groups())
    meant, told = _share(one.stands, other.stands), _share(left, right)
    if meant is None or told is None:
        return
    point = one.value * 10 / (one.value + other.value)
    ten = f"{short(point, 3)}:{short(10 - point, 3)}"
    if meant.meets(told):
        yield tick(Relation.RATIO, (one, other, claim), f"{one.quote}:{other.quote}={ten}", "ratio.sides")
    elif told.gap(meant) <= _SLIP:
        yield doubt(
            Relation.RATIO,
            (one, other, claim),
            says=f"{named(one)}，{named(other)}，{claim.quote}",
            should=f"≈{ten}",
            working=f"{one.quote} : {other.quote} = {ten}，与{claim.quote}不符",
            rule="ratio.sides",
            soft=True,
        )


def _share(one: Interval | None, other: Interval | None) -> Interval | None:
    """Give what part of both the first is, as far as their prints allow."""
    if one is None or other is None:
        return None
    return over(one, plus(one, other))
