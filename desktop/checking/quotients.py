"""Quotients: a share or an average held against what it divides."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from desktop.checking.intervals import Interval, near, over, printed, step, times
from desktop.checking.passages import Figure
from desktop.checking.quantities import PERCENT
from desktop.checking.wording import about, doubt, fine, named, number, short, tick
from desktop.model.finding import Check, Finding, Relation


def held(
    pairs: Iterable[tuple[Figure, Figure]],
    quotient: Figure,
    rule: str,
    *,
    accuse: bool,
    soft: bool = False,
    factor: int = 100,
) -> Iterator[Finding | Check]:
    """Compare part ÷ whole × ``factor`` with a quotient: right if one pair fits, wrong where none may."""
    missed: tuple[Figure, Figure, Interval] | None = None
    claimed = _claimed(quotient)
    if claimed is None:
        return
    for part, whole in pairs:
        divided = over(part.stands, whole.stands) if part.stands and whole.stands else None
        if divided is None or not whole.value:
            continue
        computed = times(divided, Decimal(factor))
        # what is a number exactly was not cut off to the one before it
        if computed.meets(claimed) and not computed.low == computed.high == claimed.high > claimed.low:
            if near(_point(part, whole, factor), claimed, _least(quotient)):
                yield tick(Relation.RATIO, (part, whole, quotient), _sum(part, whole, quotient, factor), rule)
            return
        missed = missed or (part, whole, computed)
    if accuse and missed:
        part, whole, computed = missed
        share = quotient.base == PERCENT
        result = fine(_point(part, whole, factor) / quotient.quantity.factor, quotient.metric.value, "")
        yield doubt(
            Relation.RATIO,
            (part, whole, quotient),
            says=f"{named(part)}占{named(whole)}的{quotient.quote}"
            if share
            else f"{named(part)}，{named(whole)}，{named(quotient)}",
            should=about(computed, quotient.base),
            working=f"{part.quote} ÷ {whole.quote} = {result}{quotient.metric.unit}，与{quotient.quote}不符",
            rule=rule,
            soft=soft or computed.gap(claimed) < _least(quotient),
        )


def _least(quotient: Figure) -> Decimal:
    """Tell what one step of a printed quotient's last digit is worth."""
    return step(quotient.metric.value) * quotient.quantity.factor


def _claimed(quotient: Figure) -> Interval | None:
    """Stand for a printed quotient: unlike a count, 41人 a class was rounded."""
    stands = quotient.stands
    if quotient.exact and (stands is None or stands.low == stands.high):
        return times(printed(quotient.metric.value), quotient.quantity.factor)
    return stands


def _point(part: Figure, whole: Figure, factor: int) -> Decimal:
    """Work a quotient out from the printed numbers."""
    return part.value * factor / whole.value


def _sum(part: Figure, whole: Figure, quotient: Figure, factor: int) -> str:
    """Write the division and what it gives, with one digit more than the quotient has."""
    point = _point(part, whole, factor) / quotient.quantity.factor
    division = f"{_term(part, whole)}/{_term(whole, part)}"
    if quotient.base == PERCENT:
        return f"{division}={fine(point, quotient.metric.value, quotient.metric.unit)}"
    return f"{division}{'' if factor == 1 else f'*{factor}'}={short(point)}"


def _term(figure: Figure, other: Figure) -> str:
    """Write one operand, with its unit where the two are scaled unlike."""
    same = figure.quantity.factor == other.quantity.factor
    return number(figure.metric.value) if same else f"{number(figure.metric.value)}{figure.metric.unit}"
