"""Yearly growth: 年均增长R% held against the first and the last amount, as compound growth over the years between.

年均 alone is held against the amount of all the years.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from desktop.checking.changes import is_change
from desktop.checking.intervals import Interval, exactly, near, over, printed, step, times
from desktop.checking.ledger import years
from desktop.checking.needs import needs
from desktop.checking.passages import Figure, Sentence
from desktop.checking.quantities import PERCENT
from desktop.checking.wording import about, doubt, fine, number, tick
from desktop.lexicon import numerals
from desktop.lexicon.patterns import regex
from desktop.model.finding import Check, Finding, Relation

_YEARLY = regex(
    r"年均(?:复合|递|净)?(?:(?P<up>增长|递增|增幅|增速|增加|提高|上升|增)|(?P<down>下降|减少|递减|降幅|降))"
    r"(?:率|速度)?(?:了|为|约|达到?|是)*$"
)
_FRAME = regex(r"(?:近|过去|前|最近)(?P<count>[三四五345])年")
_COUNT = {"三": 3, "四": 4, "五": 5, "3": 3, "4": 4, "5": 5}
_REACHED = regex(r"(?:到|至|为)了?$")
_YEAR = regex(r"(?:19|20)\d\d")
_OF_YEARS = regex(
    r"(?<![第\d])(?P<count>[两三四五六七八九十2-9])年(?:来|间|内)?(?:以来)?(?:[^,;年\d]{0,10})$",
    begins="两三四五六七八九十23456789",
)
_EACH_YEAR = regex(r"^[,(]?(?:年均|平均每年|每年平均)[^,;\d增减升降]{0,4}$")
_MEAN = "ratio.yearly"
_REACH = 8
_FEWEST = 2


@needs("年均", unit=PERCENT, figures=3)
def yearly(sentence: Sentence) -> Iterator[Finding | Check]:
    """Recompute the yearly growth that a sentence claims for the amounts it gives before."""
    for i, rate in enumerate(sentence.figures):
        said = _YEARLY.search(rate.lead) if rate.base == PERCENT and rate.stands else None
        if said is None or ";" in rate.lead:
            continue
        amounts = _amounts(sentence.figures[max(0, i - _REACH) : i])
        span = _span(amounts)
        if span >= _FEWEST:
            yield from _judge(amounts[0], amounts[-1], rate, span, up=said["up"] is not None)


@needs("年均|平均每年|每年平均", figures=2)
def averaged(sentence: Sentence) -> Iterator[Finding | Check]:
    """Hold an amount for each year against the amount of all years right before it: 三年流失427名，年均142.3名."""
    for total, each in pairwise(sentence.figures):
        said = _OF_YEARS.search(total.clause) if _EACH_YEAR.match(each.lead) else None
        if said is None or total.base != each.base or not each.quantity.additive or total.stands is None:
            continue
        count, factor = int(numerals.parse(said["count"]) or 0), each.quantity.factor
        if count < _FEWEST:
            continue
        point, least = total.value / count, step(each.metric.value) * factor
        claimed = times(printed(each.metric.value), factor)
        division = f"{number(total.metric.value)}/{count}"
        if near(point, claimed, Decimal(0)) and total.quantity == each.quantity:
            yield tick(
                Relation.RATIO, (total, each), f"{division}={fine(point / factor, each.metric.value, '')}", _MEAN
            )
        elif exactly(point).gap(claimed) > least:
            yield doubt(
                Relation.RATIO,
                (total, each),
                says=f"{count}年{total.quote}，年均{each.quote}",
                should=f"≈{fine(point / factor, each.metric.value, each.metric.unit)}",
                working=f"{total.quote} ÷ {count} = {fine(point / factor, each.metric.value, each.metric.unit)}，"
                f"与{each.quote}不符",
                rule=_MEAN,
                soft=True,
            )


def _amounts(figures: Sequence[Figure]) -> tuple[Figure, ...]:
    """List the amounts of one kind right before a rate, the oldest first."""
    found: list[Figure] = []
    for figure in reversed(figures):
        if found and (figure.base != found[0].base or ";" in found[0].lead):
            break
        if figure.quantity.share or (is_change(figure) and found):
            break
        found.insert(0, figure)
    return tuple(found)


def frame(amounts: Sequence[Figure]) -> int:
    """Count the years that 近三年…分别为 announces for a list; 0 where it announces none."""
    told = _FRAME.search(amounts[0].lead) if "分别" in amounts[0].lead else None
    return _COUNT[told["count"]] if told else 0


def _span(amounts: Sequence[Figure]) -> int:
    """Count the years between the first and the last amount; 0 where the text does not say them."""
    if len(amounts) < _FEWEST:
        return 0
    if frame(amounts) == len(amounts):
        return len(amounts) - 1
    first, last = (_year(figure) for figure in (amounts[0], amounts[-1]))
    if not first and not last and _REACHED.search(amounts[-1].lead):  # 2019—2023年，由A增加到B
        whole = years(amounts[0].metric)
        first, last = whole if whole and whole == years(amounts[-1].metric) else (0, 0)
    span = last - first if first and last else 0
    return span if len(amounts) in {_FEWEST, span + 1} else 0


def _year(figure: Figure) -> int:
    """Tell the year of an amount, by the words before it or else by its period."""
    named = _YEAR.findall(figure.clause)
    if len(named) == 1:
        return int(named[0])
    span = years(figure.metric)
    return span[0] if span and span[0] == span[1] else 0


def _judge(old: Figure, new: Figure, rate: Figure, span: int, *, up: bool) -> Iterator[Finding | Check]:
    """Compare a rate with the compound growth from old to new; a plain average of the whole growth passes, too."""
    quotient = over(new.stands, old.stands) if new.stands and old.stands else None
    if quotient is None or quotient.low <= 0 or rate.stands is None or not old.value:
        return
    sign = Decimal(1 if up else -1)
    compound = Interval(*sorted(sign * _root(bound, span) for bound in quotient))
    plain = Interval(*sorted(sign * (bound - 1) * 100 / span for bound in quotient))
    point = sign * _root(new.value / old.value, span)
    figures, least = (new, old, rate), step(rate.metric.value)
    sum_ = f"({number(new.metric.value)}/{number(old.metric.value)})^(1/{span})-1"
    if new.quantity != old.quantity:
        sum_ = f"({new.quote}/{old.quote})^(1/{span})-1"
    if compound.meets(rate.stands) and near(point, rate.stands, least):
        yield tick(Relation.GROWTH, figures, f"{sum_}={fine(point * sign, rate.metric.value)}", "growth.yearly")
    elif exactly(point).gap(rate.stands) > least and not plain.meets(rate.stands):
        yield doubt(
            Relation.GROWTH,
            figures,
            says=f"{old.quote}到{new.quote}，年均{'增长' if up else '下降'}{rate.quote}",
            should=about(compound, PERCENT),
            working=f"{span}年间由{old.quote}到{new.quote}，年均{fine(point, rate.metric.value)}，与{rate.quote}不符",
            rule="growth.yearly",
        )


def _root(quotient: Decimal, span: int) -> Decimal:
    """Work out the yearly growth in per cent behind a growth over several years."""
    return ((quotient.ln() / span).exp() - 1) * 100
