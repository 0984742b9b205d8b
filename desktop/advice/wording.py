"""Faults of form in words: set phrases in place of content, praise without a figure, an enclosure that is not there."""

import re
from collections.abc import Iterator
from functools import lru_cache

from desktop.advice import says
from desktop.advice.ground import Fault, Ground
from desktop.lexicon.patterns import regex

_PRAISE = regex(r"(?:显著|明显|大幅|大为|极大|有效|持续|稳步|不断)(?:地)?(?:提升|提高|改善|增强|优化|好转|进步)")
_NOT_RESULTS = regex(r"问题|不足|措施|整改|下一步|打算|安排|目标|要求|思路|依据|组织|附件")
_FEWEST_PRAISES, _SHORTEST_PART = 3, 150
_SHORTEST_BODY = 800
_ENCLOSED = regex(r"[（(]\s?(?:详?见|附)\s?附[件表]\s?\d{0,2}[^（）()\n]{0,12}[)）]|详?见附[件表]\s?\d{0,2}")
_ENCLOSURE = regex(
    r"^[ \t\u3000]*附\s?[件表录]?\s?\d{0,2}\s?[:：.．、\n]|^[ \t\u3000]*附[件表]\s?\d{0,2}", re.MULTILINE
)


def set_phrases(ground: Ground) -> Iterator[Fault]:
    """Tell a report of which sentences of set phrases make up more than their share."""
    whole = sum(block.end - block.start for block in ground.body)
    if whole < _SHORTEST_BODY:
        return
    spans = {ground.sentence(match.start()) for match in _boilerplate(ground).finditer(ground.text)}
    share = sum(end - start for start, end in spans) / whole
    if spans and share > ground.cues.empty_talk.ratio_warn:
        start, end = min(spans)
        yield Fault(start, end, "D01", says.phrases(share), "form.phrases")


def praise_without_figures(ground: Ground) -> Iterator[Fault]:
    """Tell a part that says several times how much better things are, and gives not one figure."""
    for part in ground.parts:
        if part.heading is None or not part.body or _NOT_RESULTS.search(ground.title(part)):
            continue
        start, end = part.body[0].start, part.body[-1].end
        if end - start < _SHORTEST_PART or ground.metrics(start, end):
            continue
        praises = [*_PRAISE.finditer(ground.text, start, end)]
        if len(praises) >= _FEWEST_PRAISES:
            words = "、".join(dict.fromkeys(praise[0] for praise in praises))
            yield Fault(praises[0].start(), praises[0].end(), "D12", says.praise(words), "form.praise")


def enclosure_missing(ground: Ground) -> Iterator[Fault]:
    """Tell a （见附件） of a report that has no enclosure."""
    named = next((m for b in ground.body if (m := _ENCLOSED.search(ground.text, b.start, b.end))), None)
    if named and not _ENCLOSURE.search(ground.text):
        yield Fault(named.start(), named.end(), "D25", says.ENCLOSURE, "form.enclosure")


def _boilerplate(ground: Ground) -> re.Pattern[str]:
    return _any(ground.cues.empty_talk.boilerplate)


@lru_cache(maxsize=2)
def _any(words: tuple[str, ...]) -> re.Pattern[str]:
    return regex("|".join(sorted(map(re.escape, words), key=len, reverse=True)))
