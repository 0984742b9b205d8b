"""Figures promised beside figures reported: 近视率每年降 0.9 against 由 58.4% 下降到 57.9%."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from desktop.lexicon import Lexicon
from desktop.lexicon.patterns import regex
from desktop.model.amount import plain
from desktop.model.examination import Examination
from desktop.model.lexicon import Direction
from desktop.model.loop import Kept
from desktop.model.metric import Comparator, Metric, Role
from desktop.model.plan import PlanItem

_BEFORE = 14
_TO = regex(r"(?:到|至|达|为|在|于|超过|突破)\s*$")
_DOWN = regex(r"(?:降低?|下降|回落|减少|压减|缩小|下调)了?\s*$")
_UP = regex(r"(?:提高|提升|增加|增长|上升|新增|上调|增)了?\s*$")
_AT_MOST = regex(r"(?:降低?到|降至|下降到|控制在|压减到|不高于|不超过|低于)[^，。；\d]{0,4}$")
_YEARLY = regex(r"每年|年均|逐年|每学年")
_POINTS = frozenset(("个百分点", "百分点", "%", ""))
_FILLER = regex(r"力争|确保|实现|使|全[区县市]|我[区县市]|已|新|共|累计|计划|[^\u4e00-\u9fff]")
_ALIKE = 0.5


class Pledge(NamedTuple):
    """A figure that was promised: the amount, how it changes (-1 down, 1 up, 0 a level), and whether year by year."""

    metric: Metric
    change: int
    yearly: bool
    at_most: bool


def pledges(examination: Examination, item: PlanItem, lexicon: Lexicon) -> Iterator[Pledge]:
    """List the figures that an item promises."""
    for target in item.targets:
        metric = examination.metric_at.get(target.start)
        if metric is None:
            continue
        before = examination.report.text[max(0, metric.start - _BEFORE) : metric.start]
        lower = metric.comparator in {Comparator.AT_MOST, Comparator.LESS} or bool(_AT_MOST.search(before))
        change = _change(before)
        if not change and metric.canonical:
            known = lexicon.indicator(metric.canonical)
            at_least = metric.comparator in {Comparator.AT_LEAST, Comparator.MORE}
            lower = lower or (known is not None and known.direction is Direction.LOWER and not at_least)
        yield Pledge(metric, change, bool(_YEARLY.search(before)), lower)


def held_against(pledge: Pledge, told: Sequence[Metric], text: str, baseline: Sequence[Metric]) -> Kept | None:
    """Hold what was promised against figures of a later text; None where they tell nothing of it.

    ``baseline`` are the figures of the issue itself, from which a change is reckoned where only the new level is told.
    """
    found = [m for m in told if alike(pledge.metric, m) and m.role is not Role.TARGET]
    if not found:
        return None
    return _changed(pledge, found, text, baseline) if pledge.change else _reached(pledge, found, text)


def within(examination: Examination, start: int, end: int) -> Sequence[Metric]:
    """List the figures of a span."""
    starts = examination.starts
    return examination.metrics[bisect_left(starts, start) : bisect_left(starts, end)]


def alike(one: Metric, other: Metric) -> bool:
    """Tell whether two figures measure the same thing."""
    rates = {one.unit, other.unit} <= _POINTS
    if not rates and one.unit != other.unit:
        return False
    if one.canonical and other.canonical:
        return one.canonical == other.canonical
    first, second = (_pairs(metric.canonical or metric.indicator) for metric in (one, other))
    fewest = min(len(first), len(second))
    return fewest > 0 and len(first & second) / fewest >= _ALIKE


@lru_cache(maxsize=8_192)
def _pairs(name: str) -> frozenset[str]:
    words = _FILLER.sub("", name)
    return frozenset(words[at : at + 2] for at in range(len(words) - 1))


def _change(before: str) -> int:
    """Tell from the words before a number whether it is a change and which way."""
    if _TO.search(before):
        return 0
    return -1 if _DOWN.search(before) else 1 if _UP.search(before) else 0


def _reached(pledge: Pledge, found: Sequence[Metric], text: str) -> Kept | None:
    """Hold a level or an amount against the last level told."""
    levels = [m for m in found if m.unit == pledge.metric.unit and (_level(m, text) or m.unit not in _POINTS)]
    if not levels:
        return None
    got, wanted = levels[-1], pledge.metric
    kept = got.value <= wanted.value if pledge.at_most else got.value >= wanted.value
    sign = "≤" if pledge.at_most else "≥"
    working = f"承诺 {sign}{_shown(wanted)}，报告 {_shown(got)}：{'达到' if kept else '未达到'}"
    return Kept(promised=wanted.quote, reported=got.quote, kept=kept, working=working)


def _changed(pledge: Pledge, found: Sequence[Metric], text: str, baseline: Sequence[Metric]) -> Kept | None:
    """Hold a change against the change told, or against the difference of two levels."""
    wanted = pledge.metric
    way = "升" if pledge.change > 0 else "降"
    told = next((m for m in found if _way(m, text)), None)
    levels = [m for m in found if _level(m, text) and m.unit not in {"个百分点", "百分点"}]
    if len(levels) == 1:
        levels = [*[m for m in baseline if alike(wanted, m) and m.unit == levels[0].unit][:1], *levels]
    if told is not None:
        got, working = told.value * _way(told, text) * pledge.change, f"报告{_word(_way(told, text))} {_shown(told)}"
    elif len(levels) > 1:
        got = (levels[-1].value - levels[0].value) * pledge.change
        turn = f"{_word(1 if levels[-1].value > levels[0].value else -1)} {plain(abs(got))}"
        working = f"报告 {_shown(levels[0])} → {_shown(levels[-1])}（{turn}）"
    else:
        return Kept(promised=wanted.quote, reported=found[-1].quote, kept=None, working="没有基数，无法比较")
    kept = got >= wanted.value
    each = "每年" if pledge.yearly else ""
    says = f"承诺{each}{way} {_shown(wanted)}，{working}：{'达到' if kept else '未达到'}"
    return Kept(promised=wanted.quote, reported=(told or levels[-1]).quote, kept=kept, working=says)


def _way(metric: Metric, text: str) -> int:
    """Tell which way a reported figure says that something changed; 0 where it is a level."""
    return _change(text[max(0, metric.start - _BEFORE) : metric.start])


def _level(metric: Metric, text: str) -> bool:
    return not _way(metric, text) and metric.role in {Role.LEVEL, Role.PART, Role.CHANGE}


def _word(way: int) -> str:
    return "升" if way > 0 else "降"


def _shown(metric: Metric) -> str:
    return f"{plain(Decimal(metric.value))}{metric.unit}"
