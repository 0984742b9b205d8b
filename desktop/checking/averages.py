"""Averages: 平均班额, 校均, 生师比, 生均 held against the two totals of their sentence."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from desktop.checking.intervals import near, over, step
from desktop.checking.passages import Figure, Passage
from desktop.checking.quantities import MONEY
from desktop.checking.wording import doubt, named, number, short, tick
from desktop.model.finding import Check, Finding, Relation

_ANY = re.compile(r"均|师比|生比")
_PUPILS = re.compile(r"学生|在校生|幼儿|学位|就读")
_REACH = 8


class _Average(NamedTuple):
    """How one average is named, and what it divides by what; ``certain`` where no weighting is usual."""

    name: re.Pattern[str]
    dividend: re.Pattern[str]
    dividend_base: str
    divisor: re.Pattern[str]
    certain: bool


_AVERAGES = (
    _Average(re.compile(r"平均班额|班均|平均每班"), _PUPILS, "人", re.compile(r"班"), certain=True),
    _Average(re.compile(r"校均|平均每校"), _PUPILS, "人", re.compile(r"学校|校|幼儿园|园"), certain=True),
    _Average(re.compile(r"生师比|师生比"), _PUPILS, "人", re.compile(r"教师|教职工"), certain=False),
    _Average(re.compile(r"生均|人均"), re.compile(r"投入|支出|经费|资金|拨款"), MONEY, _PUPILS, certain=False),
)


def averages(passage: Passage) -> Iterator[Finding | Check]:
    """Recompute the averages that stand behind both of their totals."""
    for sentence in passage.sentences:
        for i, figure in enumerate(sentence.figures):
            if i < 2 or figure.stands is None or not _ANY.search(figure.clause):
                continue
            kind = next((average for average in _AVERAGES if average.name.search(figure.clause)), None)
            if kind:
                yield from _average(kind, figure, sentence.figures[max(0, i - _REACH) : i])


def _average(kind: _Average, figure: Figure, before: Sequence[Figure]) -> Iterator[Finding | Check]:
    """Hold one average against the only dividend and the only divisor before it."""
    wholes = [f for f in before if f.base == kind.dividend_base and kind.dividend.search(_words(f))]
    counts = [f for f in before if f not in wholes and f.quantity.counted and kind.divisor.search(_words(f))]
    if len(wholes) != 1 or len(counts) != 1 or ";" in figure.lead:
        return
    whole, count = wholes[0], counts[0]
    quotient = over(whole.stands, count.stands) if whole.stands and count.stands else None
    if quotient is None or figure.stands is None:
        return
    point = whole.value / count.value
    figures = (whole, count, figure)
    sum_ = (
        f"{number(whole.metric.value)}{whole.metric.unit if whole.quantity.factor != 1 else ''}/{number(count.value)}"
    )
    least = step(figure.metric.value) * figure.quantity.factor
    if quotient.meets(figure.stands):
        if near(point, figure.stands, least):
            yield tick(Relation.RATIO, figures, f"{sum_}={short(point)}", "ratio.average")
    elif kind.certain:
        yield doubt(
            Relation.RATIO,
            figures,
            says=f"{named(whole)}，{named(count)}，{figure.clause}{figure.metric.quote}",
            should=f"≈{short(point, 4)}{figure.base}",
            working=f"{whole.metric.quote} ÷ {count.metric.quote} = {short(point, 4)}，与{figure.metric.quote}不符",
            rule="ratio.average",
            soft=quotient.gap(figure.stands) < least,
        )


def _words(figure: Figure) -> str:
    """Name a figure by all the words near it."""
    return f"{figure.metric.subject}{figure.metric.indicator}{figure.label}{figure.metric.unit}"
