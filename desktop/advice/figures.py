"""Faults of form in figures: blanks left, growth without a base, % written for 个百分点, work told for results."""

from collections.abc import Iterator
from itertools import groupby, islice

from desktop.advice import says
from desktop.advice.ground import Fault, Ground
from desktop.lexicon.patterns import regex
from desktop.model.claim import ClaimKind
from desktop.model.lexicon import IndicatorKind
from desktop.model.metric import Metric, Role

_COMPARES = regex(
    r"[比较同]|上[年期学]|去年|前年|以来|[从由自]|年均|每年|逐年|连续|基础上|原来|期间|近.{1,3}年|分别|累计|相当|占|超过|高于|低于|不低于"
)
_MOVED = regex(r"(?:提高|提升|上升|增加|增长|下降|降低|减少|回落)了?(?:近|约|超过?|逾)?$")
_GROWS = regex(r"增[长幅速]|降幅|涨幅|增量")
_RATE = regex(r"(?<![效频倍汇功])率$|占比$|比例$|满意度$|知晓度$")
_PLAIN_WORK = regex(r"自查|组织|领导|机制|问题|不足|措施|整改|下一步|打算|安排|督导|检查|附件|依据")
_FEWEST_EVENTS = 5
_SHOWN = 4


def blanks_left(ground: Ground) -> Iterator[Fault]:
    """Tell the blanks of each paragraph once."""
    ends = [block.end for block in ground.report.blocks]
    blocks = iter(ends)
    end = next(blocks, 0)
    told = []
    for blank in ground.said.placeholders:
        while blank.start >= end and (following := next(blocks, None)) is not None:
            end = following
        told.append((end, blank))
    for _, group in groupby(told, key=lambda pair: pair[0]):
        blanks = [blank for _, blank in group]
        quotes = "、".join(islice(dict.fromkeys(blank.quote for blank in blanks), _SHOWN))
        yield Fault(blanks[0].start, blanks[0].end, "D02", says.blanks(len(blanks), quotes), "form.blank")


def base_missing(ground: Ground) -> Iterator[Fault]:
    """Tell a growth of so many per cent that says neither from when nor from what."""
    for metric in _grown(ground):
        start, end = ground.sentence(metric.start)
        alone = len(ground.metrics(start, end)) == 1
        if alone and not metric.period and not _COMPARES.search(ground.text, start, end):
            yield Fault(metric.start, metric.end, "D03", says.base_missing(metric), "form.base")


def percent_for_points(ground: Ground) -> Iterator[Fault]:
    """Tell the change of a rate that is printed in % (近视率下降0.66%)."""
    for metric in _grown(ground):
        moved = _MOVED.search(ground.text, max(0, metric.start - 8), metric.start)
        if moved and _is_rate(ground, metric):
            yield Fault(metric.start, metric.end, "D05", says.points(metric), "form.points")


def work_for_results(ground: Ground) -> Iterator[Fault]:
    """Tell a part whose figures all count meetings, papers and visits."""
    for part in ground.parts:
        if part.heading is None or not part.body or _PLAIN_WORK.search(ground.title(part)):
            continue
        found = ground.metrics(part.body[0].start, part.body[-1].end)
        if len(found) >= _FEWEST_EVENTS and all(metric.role is Role.EXAMPLE for metric in found):
            yield Fault(part.heading.start, part.heading.end, "D11", says.work(len(found)), "form.work")


def _grown(ground: Ground) -> Iterator[Metric]:
    """Walk through the changes in per cent that are told as done."""
    for metric in ground.said.metrics:
        if metric.role is Role.CHANGE and metric.unit == "%" and metric.claim is ClaimKind.DONE:
            yield metric


def _is_rate(ground: Ground, metric: Metric) -> bool:
    """Tell whether a figure is the change of a rate, not a rate of change."""
    if _GROWS.search(metric.indicator):
        return False
    indicator = ground.lexicon.indicator(metric.canonical)
    if indicator is not None and not _GROWS.search(indicator.name):
        return indicator.kind is IndicatorKind.RATE
    return _RATE.search(metric.indicator) is not None
