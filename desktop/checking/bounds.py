"""Bounds: what is said of all (各项均小于0.45) held against the figures."""

from collections.abc import Iterator, Sequence

from desktop.checking.groups import STAGES, group
from desktop.checking.ledger import STANDING, letters, same_time
from desktop.checking.passages import Figure, Passage
from desktop.checking.wording import doubt, named
from desktop.lexicon.patterns import regex
from desktop.model.finding import Finding, Relation
from desktop.model.metric import Comparator, Role

_ALL = regex(r"[各每]项|所有|全部|均|都")
_EACH = regex(r"[各每该此本]项|所有|全部|指标|均|都|的")
_OVER, _UNDER = {Comparator.MORE, Comparator.AT_LEAST}, {Comparator.LESS, Comparator.AT_MOST}
_LIST = regex(r"^(?:、|[和与及])$")
"""A bound that stands in a list of bounds is of one thing each."""
_MANY = 200


def bounds(passages: Sequence[Passage]) -> Iterator[Finding]:
    """Find the figures that lie beyond a bound that the text says all of their kind keep."""
    by_base: dict[str, list[Figure]] = {}
    for passage in passages:
        for figure in passage.figures:
            by_base.setdefault(figure.base, []).append(figure)
    for passage in passages:
        for figure in passage.figures:
            bound = figure.metric.comparator in _OVER | _UNDER and figure.metric.role is not Role.CHANGE
            if bound and _ALL.search(figure.clause) and _said_of_all(figure) and not _LIST.match(figure.tail):
                yield from _beyond(figure, by_base[figure.base][:_MANY])


def _said_of_all(bound: Figure) -> bool:
    """Tell whether a bound is said of a quotient by its name, which other figures then carry, too."""
    return len(_thing(bound)) > 2 and bound.metric.role is not Role.TARGET


def _thing(figure: Figure) -> frozenset[str]:
    """Reduce a name to the characters of what is measured (差异系数)."""
    return letters(_EACH.sub("", figure.metric.indicator))


def _beyond(bound: Figure, figures: Sequence[Figure]) -> Iterator[Finding]:
    """List the figures of a kind that a bound on all of them leaves out, as one finding."""
    thing, stage = _thing(bound), group(bound) & STAGES
    outside = [
        f
        for f in figures
        if f is not bound
        and f.exact
        and f.metric.role in STANDING | {Role.TARGET}
        and thing <= letters(f.metric.indicator)
        and stage == group(f) & STAGES
        and same_time(f.metric, bound.metric)
        and ("年级" in f.clause or "年级" not in bound.clause)
        and not _keeps(f, bound)
    ]
    if outside:
        yield _unkept(bound, outside)


def _keeps(figure: Figure, bound: Figure) -> bool:
    """Tell whether some value that a print allows keeps a bound."""
    if figure.stands is None:
        return True
    over = bound.metric.comparator in _OVER
    return figure.stands.high >= bound.value if over else figure.stands.low <= bound.value


def _unkept(bound: Figure, outside: Sequence[Figure]) -> Finding:
    """Record figures beyond a bound."""
    quotes = "、".join(named(f) for f in outside)
    said = f"{bound.metric.subject}{bound.metric.indicator}{bound.quote}"
    return doubt(
        Relation.CONFLICT,
        (bound, *outside),
        says=said,
        should=f"同文有{quotes}",
        working=f"说{said}，而{quotes}",
        rule="bound.all",
    )
