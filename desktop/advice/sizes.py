"""Unusual sizes: a figure far outside what its indicator comes to in a county or city."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from desktop.advice import says
from desktop.lexicon import Lexicon, units
from desktop.lexicon.patterns import regex
from desktop.model.advice import Unusual
from desktop.model.lexicon import Indicator, IndicatorKind
from desktop.model.metric import Comparator, Metric, Role

_EXACT = "词典"
_SIZED = frozenset({IndicatorKind.RATE, IndicatorKind.PER_CAPITA, IndicatorKind.RATIO, IndicatorKind.COEFFICIENT})
_TO_ONE = (":1", "1:")
_PER_HEAD = ("生均", "人均", "师均", "班均")
_STOCKS = frozenset({IndicatorKind.COUNT, IndicatorKind.AMOUNT, IndicatorKind.AREA})
_FAR = Decimal(10)
"""A stock is told only from so many times the usual: a city has more schools than any county."""
_ELSEWHERE = regex(r"全国|全省|全市|[\u4e00-\u9fff]省|校$|园$|..[小中]学$|镇|乡$|村$|[一二三四五六七八九]年级|其中")


def unusual(metrics: Sequence[Metric], lexicon: Lexicon) -> tuple[Unusual, ...]:
    """List the figures of the whole district that lie outside the range of their indicator."""
    return tuple(_unusual(metrics, lexicon))


def _unusual(metrics: Sequence[Metric], lexicon: Lexicon) -> Iterator[Unusual]:
    for metric in metrics:
        if metric.role is not Role.LEVEL or metric.comparator is not Comparator.EQUAL or metric.alias != _EXACT:
            continue
        indicator = lexicon.indicator(metric.canonical)
        value = _in_unit(metric, indicator) if indicator and not _ELSEWHERE.search(metric.subject) else None
        if indicator is None or value is None or not _outside(value, indicator):
            continue
        low, high = indicator.range
        usual = f"{low:f}—{high:f}{indicator.unit}"
        yield Unusual(
            start=metric.start,
            end=metric.end,
            quote=metric.quote,
            indicator=indicator.name,
            says=says.unusual(indicator.name, metric.quote),
            usual=usual,
            rule="size.range",
        )


def _outside(value: Decimal, indicator: Indicator) -> bool:
    """Tell whether a value is farther out than the kind of its indicator explains."""
    low, high = indicator.range
    if indicator.kind in _SIZED or indicator.name.startswith(_PER_HEAD):
        return not low <= value <= high
    return indicator.kind in _STOCKS and value > high * _FAR


def _in_unit(metric: Metric, indicator: Indicator) -> Decimal | None:
    """Give a figure in its indicator's unit; None where the two measure different things.

    A ratio (1:15 read as 15) and a coefficient are printed without one; one below 1 may be meant the other way round.
    """
    if not metric.unit:
        plain = indicator.kind is IndicatorKind.COEFFICIENT or (indicator.unit in _TO_ONE and metric.value > 1)
        return metric.value if plain else None
    (base, factor), (wanted, by) = units.scale(metric.unit), units.scale(indicator.unit)
    alike = base in {wanted, wanted.partition("/")[0]}  # 平方米 says enough where the name says 生均
    return metric.value * factor / by if alike else None
