"""Shares that leave nothing out: 满意62%、基本满意28%、不满意10% make 100%, whatever they are shares of."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from desktop.checking.changes import is_change
from desktop.checking.intervals import exactly, plus
from desktop.checking.needs import needs
from desktop.checking.partitions import Partition, partition
from desktop.checking.passages import Figure, Sentence
from desktop.checking.quantities import PERCENT
from desktop.checking.wording import doubt, named, number, short, tick
from desktop.lexicon.patterns import regex
from desktop.model.finding import Check, Finding, Relation
from desktop.model.metric import Role

_SCALES = tuple(
    tuple(map(regex, kinds))
    for kinds in (
        ("(?<![不较])(?<!基本)(?<!比较)满意", "基本满意|(?:比较|较为?)满意|一般", "不(?:太|够|很)?满意"),
        ("优秀", "良好", "(?<!不)(?:及格|合格)", "不(?:及格|合格)|待提高"),
        ("(?<!正)(?<!副)高级", "中级|一级", "初级|二级|未定级|员级"),
        ("研究生|硕士", "本科", "专科|大专|中专"),
        (r"周?岁(?:及)?以下|不满\d", "[至到—~-]", r"周?岁(?:及)?以上"),
    )
)
"""Kinds of an order, the last of which closes it; each list must name another kind, the first and the last at least."""
_HALVES = tuple(
    tuple(map(regex, kinds))
    for kinds in (("^公办", "^民办"), ("^男", "^女"), ("^(?:城区|城镇|城市|县城)", "^(?:农村|乡村|乡镇)"))
)
_TAKES = regex(r"占|比[例重]|^为?$")
_TOLD = regex(r"表示|认为|评价|占|比[例重]|[意秀好格]率?(?:的|率|为|达)*$")
_OWN = regex(r"(?P<own>[^,;:、()]{2,8})占(?:比)?(?:为|约)?$")
_NAME = regex(r"[^,;:。()]*$")
_OPENS = regex(r"^[,;]?(?:从|按|其中)")
_HEAD = regex(r"^(?:其中|(?:从|按)[^,;:]{1,8}[看分],?)")
_WHOLE = Decimal(100)
_FEWEST = 2
_CLOSE = Decimal(15)
"""Shares that miss 100 by more are of several things."""


@needs(unit=PERCENT, figures=2)
def complete(sentence: Sentence) -> Iterator[Finding | Check]:
    """Add up every list of shares whose names leave nothing out."""
    for run in _lists(sentence.figures):
        if len(run) >= _FEWEST:
            yield from _held(run)


def _lists(figures: Sequence[Figure]) -> Iterator[tuple[Figure, ...]]:
    """List the shares that follow each other; what they count may stand between, but no share of another kind."""
    run: list[Figure] = []
    for figure in figures:
        parted = ";" in figure.lead
        if figure.base != PERCENT and figure.quantity.counted and not parted:
            continue
        share = figure.base == PERCENT and not is_change(figure) and figure.metric.role is not Role.TARGET
        if run and (parted or not share or _OPENS.match(figure.lead)):
            yield tuple(run)
            run = []
        if share:
            run.append(figure)
    yield tuple(run)


def _held(run: Sequence[Figure]) -> Iterator[Finding | Check]:
    """Hold the shares of one list against 100 %."""
    if any(figure.stands is None or not figure.exact for figure in run):
        return
    total = sum((figure.value for figure in run), start=Decimal(0))
    if abs(total - _WHOLE) > _CLOSE:
        return
    names = [_name(figure) for figure in run]
    halves = len(run) == _FEWEST and any(_each_one(names, kinds) for kinds in _HALVES)
    halves = halves and all(_TAKES.search(figure.clause) for figure in run)
    divided = not halves and len(run) > _FEWEST and _is_divided(run)
    kinds = next((kinds for kinds in _SCALES if _in_order(names, kinds)), None) if not halves else None
    if not halves and not divided and (kinds is None or not all(map(_TOLD.search, (f.clause for f in run)))):
        return
    span = plus(*(figure.stands for figure in run if figure.stands))
    shares = "+".join(number(figure.metric.value) for figure in run)
    if span.meets(exactly(_WHOLE)):
        # what merely divides a whole may well leave something out
        yield from [tick(Relation.SUM, run, f"{shares}={short(total)}", "sum.complete")] if halves or kinds else []
    elif total > _WHOLE or not divided or kinds:
        more = "多" if total > _WHOLE else "少"
        yield doubt(
            Relation.SUM,
            run,
            says="、".join(named(figure) for figure in run),
            should="合计100%",
            working=f"{shares} = {short(total)}%，比100%{more}{short(abs(total - _WHOLE))}个百分点",
            rule="sum.complete",
            soft=total < _WHOLE or (kinds is None and not halves),
        )


def _name(figure: Figure) -> str:
    """Name what a share is of by the words before it, back to a comma."""
    found = _NAME.search(figure.lead.rstrip(",占的为达"))
    words = figure.clause or (found[0] if found else "")
    return _HEAD.sub("", words) or _HEAD.sub("", figure.lead)


def _each_one(names: Sequence[str], kinds: Sequence[re.Pattern[str]]) -> bool:
    """Tell whether every name is of another kind, in any order."""
    found = [next((n for n, kind in enumerate(kinds) if kind.search(name)), None) for name in names]
    return sorted(n for n in found if n is not None) == list(range(len(kinds)))


def _is_divided(run: Sequence[Figure]) -> bool:
    """Tell whether the names right before 占 divide a whole, as those of three stages or three levels do."""
    said = [_OWN.search(figure.lead) for figure in run]
    labels = [match["own"] for match in said if match]
    return len(labels) == len(run) and partition(labels, "") is not Partition.NONE


def _in_order(names: Sequence[str], kinds: Sequence[re.Pattern[str]]) -> bool:
    """Tell whether names run through an order from its first kind to its last."""
    found = [next((n for n in reversed(range(len(kinds))) if kinds[n].search(name)), None) for name in names]
    if None in found or len(found) <= _FEWEST or found[0] != 0 or found[-1] != len(kinds) - 1:
        return False
    return all(a is not None and b is not None and a <= b for a, b in pairwise(found))
