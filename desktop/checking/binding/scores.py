"""How well a figure fits a place in a claim: by its name, its distance, its sentence, its time."""

from functools import lru_cache

from desktop.checking.ledger import bare, same_time
from desktop.checking.passages import Figure
from desktop.lexicon.patterns import regex

_FILLER = regex(
    r"总人数|总[数量额计]|(?:年初|原定|全年)?(?:计划|目标|任务)[数量额]?$|人数|数量|共有|现有|在校|在册|在读|全部|所有|实际|分别|同期|目前|其中|已经|合计|共计|当年|全年|年度|阶段|年[底末]|\d{4}年?|"
    r"[的共约为达占]|[数量总]$"
)
_STOP = regex(r"[,;:。()、]")
_NAMED = 0.6
_FAR = 3.0

NAMED, HALF_NAMED, UNNAMED = 3.0, 1.0, -2.0
"""What it is worth that a figure goes by the words that a claim gives, by half of them, by none."""
NEXT, EACH_FURTHER = 2.0, 0.75
"""What it is worth to be the nearest of its kind, and what every further one loses."""
SENTENCE, PARAGRAPH = 1.0, 1.5
"""What every sentence between takes off, and a paragraph."""
PARTED = 1.0
"""What a ； between takes off."""


@lru_cache(maxsize=8192)
def pairs(words: str) -> frozenset[str]:
    """Cut a name into its pairs of letters, without what says only how much or where."""
    words = _STOP.sub("", _FILLER.sub("", bare(words)))
    return frozenset(words[n : n + 2] for n in range(len(words) - 1)) or frozenset(words)


def name(figure: Figure) -> str:
    """Name a figure by all the words near it."""
    metric = figure.metric
    behind = _STOP.split(figure.tail[:12], maxsplit=1)[0]
    return f"{metric.subject}{metric.indicator} {figure.label} {figure.clause[-16:]} {behind}"


@lru_cache(maxsize=256)
def _pairs_of(figure: Figure) -> frozenset[str]:
    """Cut a figure's name into its pairs; the claims next to each other ask for the same few figures."""
    return pairs(name(figure))


def fit(words: str, figure: Figure) -> float:
    """Measure how much of a phrase a figure goes by, from 0 to 1."""
    sought = pairs(words)
    return len(sought & _pairs_of(figure)) / len(sought) if sought else 0.0


def named(words: str, figure: Figure) -> float:
    """Score how well a figure goes by the words that a claim gives; nothing where it gives none."""
    sought = pairs(words)
    if not sought:
        return 0.0
    share = len(sought & _pairs_of(figure)) / len(sought)
    return NAMED if share >= _NAMED else HALF_NAMED if share >= _NAMED / 2 else UNNAMED


def apart(one: Figure, other: Figure, *, home: bool) -> float:
    """Score how far two figures are apart: by sentences within a paragraph, by the paragraph."""
    if not home:
        return -PARAGRAPH - SENTENCE
    return -min(SENTENCE * abs(one.sentence - other.sentence), _FAR)


def timely(figure: Figure, claim: Figure) -> bool:
    """Tell whether a figure may be of the time that a claim is of."""
    return same_time(figure.metric, claim.metric)
