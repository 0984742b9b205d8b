"""Products: what so many get each day or month comes to in all: 补助12600人，按200天、每天3元计，共756万元."""

import re
from collections.abc import Iterator
from decimal import Decimal

from desktop.checking.changes import is_change, is_past
from desktop.checking.intervals import digits
from desktop.checking.needs import needs
from desktop.checking.passages import Figure, Sentence
from desktop.checking.quantities import MONEY
from desktop.checking.wording import amount, doubt, named, tick
from desktop.lexicon.patterns import regex
from desktop.model.finding import Check, Finding, Relation

_EACH = regex(
    r"(?:每(?P<each>[天日月餐])|(?P<mean>[日月])(?:人)?均)[^,;:()\d]{0,8}$|(?:每[生人])/?(?P<then>[天日月])[^,;:()\d]{0,6}$"
)
_DAYS = regex(r"(?P<many>\d{1,3})个?(?P<unit>[天日月])(?![份底初末均])")
_IN_ALL = regex(r"[共总]|合?计|需|资金|发放|补助|支出|投入|拨付|落实|安排")
_REACH = 6
_LEAST = 20
"""Fewer people are named one by one."""
_SHIFTS = tuple(map(Decimal, ("10", "0.1", "10000", "0.0001")))
"""A nought too many or too few, 万 lost or put in."""


@needs("天|日|月", "每|均", unit="人", figures=3)
def products(sentence: Sentence) -> Iterator[Finding | Check]:
    """Hold N人，D天，每天R元，共T万元 against N × D × R; what a slip does not explain may leave some out."""
    figures = sentence.figures
    for n, rate in enumerate(figures):
        said = _EACH.search(rate.clause) if rate.metric.unit == MONEY and rate.exact else None
        if said is None:
            continue
        spans = [m for m in _DAYS.finditer(sentence.words) if m["unit"] in _alike(said)]
        people = [f for f in figures[max(0, n - _REACH) : n] if _are_people(f)]
        totals = [f for f in figures[n + 1 : n + _REACH] if f.quantity.money and _is_total(f)]
        if len({m["many"] for m in spans}) == len(people) == 1 and totals:
            yield from _held(people[0], int(spans[0]["many"]), rate, totals[0])


def _alike(said: re.Match[str]) -> str:
    """Give the units of time that an amount for each of them is counted by."""
    each = said["each"] or said["mean"] or said["then"]
    return "月" if each == "月" else "天日"


def _are_people(figure: Figure) -> bool:
    """Tell whether a figure counts those who get something."""
    stands = figure.exact and not is_change(figure) and not is_past(figure)
    return figure.base == "人" and figure.value >= _LEAST and stands


def _is_total(figure: Figure) -> bool:
    """Tell whether money is said to be all that there is."""
    each = "每" in figure.clause or "均" in figure.clause
    return figure.exact and not each and _IN_ALL.search(figure.clause) is not None and not is_change(figure)


def _held(people: Figure, many: int, rate: Figure, total: Figure) -> Iterator[Finding | Check]:
    """Compare a product with the total that is told; it is doubted where one digit or a nought explains it."""
    product = people.value * many * rate.value
    told = f"{people.quote} × {many} × {rate.quote}"
    if total.stands is None:
        return
    if total.stands.low <= product <= total.stands.high:
        yield tick(Relation.RATIO, (people, rate, total), f"{told}={total.quote}", "ratio.product")
    elif _one_digit(product, total.value) or any(
        total.stands.low <= product * shift <= total.stands.high for shift in _SHIFTS
    ):
        yield doubt(
            Relation.RATIO,
            (people, rate, total),
            says=f"{named(people)}，{named(rate)}，{named(total)}",
            should=f"≈{amount(product, total.base)}",
            working=f"{told} = {amount(product, total.base)}，与{total.quote}不符",
            rule="ratio.product",
            soft=True,
        )


def _one_digit(product: Decimal, told: Decimal) -> bool:
    """Tell whether a product was told with one digit wrong."""
    one, other = digits(product.normalize()), digits(told.normalize())
    size = max(len(one), len(other))
    pairs = zip(one.ljust(size, "0"), other.ljust(size, "0"), strict=True)
    return product.adjusted() == told.adjusted() and sum(a != b for a, b in pairs) == 1
