"""Rates told by two counts of one sentence: 14个乡镇中13个建有公办中心园 is 92.9 %."""

import bisect
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext

from desktop.lexicon import Lexicon, units
from desktop.lexicon.patterns import regex
from desktop.model.claim import ClaimKind
from desktop.model.examination import Examination
from desktop.model.metric import Comparator, Metric, Role
from desktop.model.relations import Share
from desktop.scoring.areas import Areas
from desktop.scoring.figures import COMPUTED, Figure, Figures
from desktop.scoring.passages import Passage

_STOP = regex(r"[，,；;。：:、]")
_LACKS = regex(r"没有|未|尚无|还无|缺")
"""What tells a count of those that lack something from one of those that have it."""


@dataclass(frozen=True, slots=True)
class _Count:
    """A figure with the words beside it."""

    metric: Metric
    words: str


def shares(examination: Examination, passages: Sequence[Passage], lexicon: Lexicon, areas: Areas) -> Figures:
    """Compute the rates whose whole and part a sentence gives as counts, the nearest whole before each part.

    The sentence before in the same paragraph may give the whole, too.
    """
    metrics, text = examination.metrics, examination.report.text
    starts = [metric.start for metric in metrics]
    found: dict[str, list[Figure]] = defaultdict(list)
    before: tuple[_Count, ...] = ()
    end = 0
    for passage in passages:
        inside = metrics[bisect.bisect_left(starts, passage.start) : bisect.bisect_left(starts, passage.end)]
        counts = tuple(
            _Count(metric, _beside(inside, at, passage))
            for at, metric in enumerate(inside)
            if not areas.is_of_another(metric, passage)
        )
        earlier = before if "\n" not in text[end : passage.start] else ()
        before, end = counts, passage.end
        if passage.measure or not counts:
            continue
        for share in lexicon.relations.shares:
            if not any(word in passage.text for word in share.part or share.parts[0]):
                continue
            for part, whole in _pairs(share, counts, earlier):
                stages = lexicon.stages(passage.text[: part[-1].end - passage.start]) or passage.stages
                found[share.metric].append(_figure(share, part, whole, stages))
    return {name: tuple(group) for name, group in found.items()}


def _pairs(
    share: Share, counts: Sequence[_Count], earlier: Sequence[_Count]
) -> Iterator[tuple[tuple[Metric, ...], Metric]]:
    """List the parts of each whole: the first count that is one, or one of each sort."""
    wholes: dict[int, list[tuple[Metric, ...]]] = defaultdict(list)
    known: dict[int, Metric] = {}
    for at in range(len(counts)):
        part = _part(share, counts[at:])
        if not part:
            continue
        before = (*earlier, *counts[:at])
        whole = next((c.metric for c in reversed(before) if _is_whole(c, part, share)), None)
        if whole:
            wholes[whole.start].append(part)
            known[whole.start] = whole
    for start, parts in wholes.items():
        if not (share.alone and len(parts) > 1):
            yield parts[0], known[start]


def _part(share: Share, counts: Sequence[_Count]) -> tuple[Metric, ...]:
    """Give the part that begins with the first of some counts: that one, or one of each sort from there on."""
    if not share.parts:
        return (counts[0].metric,) if _has(counts[0], share.part, share) else ()
    chosen: list[Metric] = []
    for words in share.parts:
        rest = (c.metric for c in counts if c.metric not in chosen and _has(c, words, share))
        chosen += [metric for metric in (next(rest, None),) if metric]
    return tuple(chosen) if len(chosen) == len(share.parts) and counts[0].metric in chosen else ()


def _has(count: _Count, words: Iterable[str], share: Share) -> bool:
    """Tell whether a count that is there has one of some words beside it."""
    return (
        count.metric.claim is ClaimKind.DONE
        and any(word in count.words for word in words)
        and not any(word in count.words for word in share.never)
        and not _LACKS.search(count.words)
    )


def _beside(inside: Sequence[Metric], at: int, passage: Passage) -> str:
    """Give the words around a figure, from the mark or figure before it to the next."""
    start = inside[at - 1].end if at else passage.start
    end = inside[at + 1].start if at + 1 < len(inside) else passage.end
    before = _STOP.split(passage.text[start - passage.start : inside[at].start - passage.start])[-1]
    return before + _STOP.split(passage.text[inside[at].end - passage.start : end - passage.start])[0]


def _is_whole(whole: _Count, parts: Sequence[Metric], share: Share) -> bool:
    """Tell whether a count is the whole of others: so named, as large, counted alike, all plain states."""
    if not any(word in whole.words for word in share.whole):
        return False
    every = (whole.metric, *parts)
    bases = {units.scale(metric.unit)[0] for metric in every}
    alike = len(bases) == 1 or any(bases <= family for family in units.load().families)
    plain = all(m.comparator is Comparator.EQUAL and (m.role is not Role.CHANGE or m in parts) for m in every)
    return alike and plain and not bases & {"%", "个百分点", "元"} and 0 < _sum(parts) <= whole.metric.value


def _sum(parts: Sequence[Metric]) -> Decimal:
    return sum((part.value for part in parts), Decimal(0))


def _figure(share: Share, parts: Sequence[Metric], whole: Metric, stages: frozenset[str]) -> Figure:
    with localcontext(prec=12):
        value = (_sum(parts) * 100 / whole.value).quantize(Decimal("0.0001"))
    quotes = "＋".join(part.quote for part in parts)
    return Figure(
        metric=parts[0],
        name=share.metric,
        unit="%",
        value=value,
        low=value,
        high=value,
        stages=stages,
        says=f"{f'({quotes})' if len(parts) > 1 else quotes} ÷ {whole.quote}{COMPUTED}",
        parts=(*parts[1:], whole),
    )
