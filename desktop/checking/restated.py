"""Amounts told again in another unit right behind: 征地3.2公顷（合48亩）, 1.2亿元，即12000万元."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from desktop.checking.intervals import Interval, times
from desktop.checking.needs import needs
from desktop.checking.passages import Figure, Sentence
from desktop.checking.wording import doubt, named, short, tick
from desktop.lexicon.patterns import regex
from desktop.model.finding import Check, Finding, Relation

_AGAIN = regex(r"^[,(]?(?P<verb>(?:折算|折合|换算|约合|相当于|等于|合|即|折)(?:成|为|约|是)*)$|^\((?:约|大约)?$")
_MEASURES = {
    "公里": ("米", Decimal(1000)),
    "华里": ("米", Decimal(500)),
    "平方公里": ("平方米", Decimal(1_000_000)),
    "吨": ("斤", Decimal(2000)),
    "公斤": ("斤", Decimal(2)),
    "千克": ("斤", Decimal(2)),
}
"""Units that the unit book keeps apart, for they are told of different things, in the smaller one of their kind."""
_NEARLY = Decimal("0.05")
"""亩 are converted by 667, too."""


@needs("折|换算|合|相当于|等于|即|(", figures=2)
def restated(sentence: Sentence) -> Iterator[Finding | Check]:
    """Hold each amount against what it is said to be in another unit."""
    for first, again in pairwise(sentence.figures):
        said = _AGAIN.search(again.lead) if first.metric.unit != again.metric.unit else None
        if said is not None and (said["verb"] or again.tail.startswith(")")):
            yield from _held(first, again, soft=said["verb"] is None)


def _held(first: Figure, again: Figure, *, soft: bool) -> Iterator[Finding | Check]:
    """Compare two amounts of one kind; a bracket alone may tell of something else."""
    (base, one), (other_base, other) = _measured(first), _measured(again)
    if base != other_base or one is None or other is None or not first.quantity.additive:
        return
    if one.meets(other):
        yield tick(Relation.CONFLICT, (first, again), f"{first.quote}={again.quote}", "conflict.restated")
    elif one.gap(other) > abs(one.high) * _NEARLY:
        factor = _MEASURES.get(again.base, ("", Decimal(1)))[1] * again.quantity.factor
        meant = first.value * _MEASURES.get(first.base, ("", Decimal(1)))[1] / factor
        instead = f"{short(meant, 4)}{again.metric.unit}"
        yield doubt(
            Relation.CONFLICT,
            (first, again),
            says=f"{named(first)}，合{again.quote}",
            should=f"{first.quote}≈{instead}",
            working=f"{first.quote}合{instead}，与{again.quote}不符",
            rule="conflict.restated",
            soft=soft,
        )


def _measured(figure: Figure) -> tuple[str, Interval | None]:
    """Give what a figure stands for in the smallest unit of its kind, and that unit."""
    base, factor = _MEASURES.get(figure.base, (figure.base, Decimal(1)))
    return base, times(figure.stands, factor) if base and figure.stands else None
