"""Averages: 平均班额, 校均, 生师比, 生均 held against the two totals of their sentence."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from desktop.checking.changes import is_change, is_past
from desktop.checking.intervals import near, over, step
from desktop.checking.ledger import Ledger
from desktop.checking.passages import Figure, Passage
from desktop.checking.quantities import MONEY
from desktop.checking.wording import doubt, named, number, short, tick
from desktop.model.finding import Check, Finding, Relation

_ANY = re.compile(r"均|师比|生比")
_PUPILS = re.compile(r"学生|在校生|幼儿|学位|就读")
_NO_PUPILS = re.compile(r"教师|教职工|毕业|招生")
_STAGE = re.compile(r"幼儿园|学前|小学|初中|普通高中|高中|中职|中等职业|特殊教育")
_REACH = 8
_ALL = ("学生", "在校生", "幼儿")
_EARLIER = 24
"""So many figures before a sentence may hold the pupils of a stage that it gives the teachers of."""


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


def averages(passage: Passage, ledger: Ledger) -> Iterator[Finding | Check]:
    """Recompute the averages that stand behind both of their totals."""
    before: tuple[Figure, ...] = ()
    for sentence in passage.sentences:
        for i, figure in enumerate(sentence.figures):
            if figure.stands is None or not _ANY.search(figure.clause):
                continue
            kind = next((average for average in _AVERAGES if average.name.search(figure.clause)), None)
            if kind:
                yield from _average(kind, figure, sentence.figures[max(0, i - _REACH) : i], before, ledger)
        before = (*before, *sentence.figures)[-_EARLIER:]


def _average(
    kind: _Average, figure: Figure, figures: Sequence[Figure], earlier: Sequence[Figure], ledger: Ledger
) -> Iterator[Finding | Check]:
    """Hold one average against its dividend and its divisor: the only ones before it, or those of its own group."""
    standing = [f for f in figures if not is_change(f) and not is_past(f)]
    wholes = [f for f in standing if f.base == kind.dividend_base and kind.dividend.search(_words(f))]
    counts = [f for f in standing if f not in wholes and f.quantity.counted and kind.divisor.search(_words(f))]
    if ";" in figure.lead or not counts:
        return
    count = counts[-1]
    if len(wholes) == len(counts) == 1:
        yield from _held(kind, figure, wholes[0], count, accuse=kind.certain)
        return
    group = _group(count)
    parts = _parts(figures)
    whole = next((f for f in reversed(wholes) if f.start not in parts and _group(f) in {group, ""}), None)
    if whole is None and group:
        elsewhere = (f for name in _ALL for f in ledger.called(f"{group}{name}", kind.dividend_base))
        pupils = (f for f in (*reversed(earlier), *elsewhere) if f.base == kind.dividend_base and not is_change(f))
        whole = next((f for f in pupils if _group(f) == group and _NO_PUPILS.search(_words(f)) is None), None)
    if whole and figures[-1] is count:
        yield from _held(kind, figure, whole, count, accuse=False)


def _parts(figures: Sequence[Figure]) -> set[int]:
    """Find which figures stand between 其中 and the next ；."""
    found, inside = set(), False
    for figure in figures:
        inside = (inside and ";" not in figure.lead) or "其中" in figure.lead
        if inside:
            found.add(figure.start)
    return found


def _group(figure: Figure) -> str:
    """Name the stage that a figure is of, by the words before it or else by its subject; empty for none."""
    found = _STAGE.findall(figure.clause) or _STAGE.findall(f"{figure.metric.subject}{figure.metric.indicator}")
    return found[-1] if found else ""


def _held(kind: _Average, figure: Figure, whole: Figure, count: Figure, *, accuse: bool) -> Iterator[Finding | Check]:
    """Compare whole ÷ count with the average."""
    quotient = over(whole.stands, count.stands) if whole.stands and count.stands else None
    if quotient is None or figure.stands is None:
        return
    point = whole.value / count.value
    figures = (whole, count, figure)
    plain = whole.quantity.factor == count.quantity.factor == 1
    sum_ = f"{number(whole.value)}/{number(count.value)}" if plain else f"{whole.quote}/{count.quote}"
    least = step(figure.metric.value) * figure.quantity.factor
    if quotient.meets(figure.stands):
        if near(point, figure.stands, least):
            yield tick(Relation.RATIO, figures, f"{sum_}={short(point)}", "ratio.average")
    elif accuse:
        yield doubt(
            Relation.RATIO,
            figures,
            says=f"{named(whole)}，{named(count)}，{figure.clause}{figure.quote}",
            should=f"≈{short(point, 4)}{figure.base}",
            working=f"{whole.quote} ÷ {count.quote} = {short(point, 4)}，与{figure.quote}不符",
            rule="ratio.average",
            soft=quotient.gap(figure.stands) < least,
        )


def _words(figure: Figure) -> str:
    """Name a figure by all the words near it."""
    return f"{figure.metric.subject}{figure.metric.indicator}{figure.label}{figure.metric.unit}"
