"""Rates told by two counts of one sentence: 14个乡镇中13个建有公办中心园 is 92.9 %."""

import bisect
from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal, localcontext

from desktop.lexicon import Lexicon, units
from desktop.lexicon.patterns import regex
from desktop.model.examination import Examination
from desktop.model.metric import Comparator, Metric, Role
from desktop.model.relations import Share
from desktop.scoring.figures import Figure, Figures
from desktop.scoring.passages import Passage

_STOP = regex(r"[，,；;。：:、]")


def shares(examination: Examination, passages: Sequence[Passage], lexicon: Lexicon) -> Figures:
    """Compute the rates whose whole and part a sentence gives as counts, the nearest whole before each part."""
    metrics = examination.metrics
    starts = [metric.start for metric in metrics]
    found: dict[str, list[Figure]] = defaultdict(list)
    for passage in passages:
        if passage.measure:
            continue
        inside = metrics[bisect.bisect_left(starts, passage.start) : bisect.bisect_left(starts, passage.end)]
        counts = [(metric, _beside(inside, at, passage)) for at, metric in enumerate(inside)]
        for share in lexicon.relations.shares:
            for at, (part, words) in enumerate(counts):
                if any(word in words for word in share.part):
                    whole = next((m for m, w in reversed(counts[:at]) if _is_whole(m, w, part, share)), None)
                    if whole:
                        stages = lexicon.stages(passage.text[: part.end - passage.start]) or passage.stages
                        found[share.metric].append(_figure(share, part, whole, stages))
    return {name: tuple(group) for name, group in found.items()}


def _beside(inside: Sequence[Metric], at: int, passage: Passage) -> str:
    """Give the words around a figure, from the mark or figure before it to the next."""
    start = inside[at - 1].end if at else passage.start
    end = inside[at + 1].start if at + 1 < len(inside) else passage.end
    before = _STOP.split(passage.text[start - passage.start : inside[at].start - passage.start])[-1]
    return before + _STOP.split(passage.text[inside[at].end - passage.start : end - passage.start])[0]


def _is_whole(whole: Metric, words: str, part: Metric, share: Share) -> bool:
    """Tell whether a count is the whole of another: so named, as large, counted alike, both plain states."""
    bases = {units.scale(whole.unit)[0], units.scale(part.unit)[0]}
    alike = len(bases) == 1 or any(bases <= family for family in units.load().families)
    plain = all(m.comparator is Comparator.EQUAL and m.role is not Role.CHANGE for m in (whole, part))
    counted = not bases & {"%", "个百分点", "元"}
    return alike and plain and counted and 0 < part.value <= whole.value and any(w in words for w in share.whole)


def _figure(share: Share, part: Metric, whole: Metric, stages: frozenset[str]) -> Figure:
    with localcontext(prec=12):
        value = (part.value * 100 / whole.value).quantize(Decimal("0.0001"))
    says = f"由 {part.quote} ÷ {whole.quote} 算得"
    return Figure(
        metric=part,
        name=share.metric,
        unit="%",
        value=value,
        low=value,
        high=value,
        stages=stages,
        says=says,
        parts=(whole,),
    )
