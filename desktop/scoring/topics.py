"""What an item is about, and the sentences that speak of it."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from desktop.lexicon import Lexicon
from desktop.model.checklist import Item
from desktop.scoring.passages import Passage, Span
from desktop.scoring.ranking import Index, pairs

_LEAST = 3.0
"""The weight of keywords and title from which a sentence is worth offering."""
_IN_NAME, _IN_CHECK, _ELSEWHERE = 1.0, 0.8, 0.55
_LONG = 4
"""Keywords of this length say enough by themselves."""
_SYNONYM = 0.75
_ALONE = 0.6
"""What a sentence loses that has one keyword of two letters, once (整改)."""
_TITLE, _TITLE_ALONE = 3.0, 1.5
_PROBLEM, _PLAN, _BLANK, _PAIRS = 0.5, 1.0, 1.0, 0.1
_SHORT = 48
"""Sentences up to this length are offered whole."""


@dataclass(frozen=True)
class Topic:
    """What an item asks for: weighted keywords, the letter pairs of its name and of name and check, its stages."""

    keywords: dict[str, float]
    name: frozenset[str]
    pairs: frozenset[str]
    stages: frozenset[str]

    def hits(self, text: str, index: Index) -> dict[str, float]:
        """Weigh the keywords that a sentence has, the weightiest first; one inside another counts once."""
        found = {word: weight * index.rarity(word) for word, weight in self.keywords.items() if word in text}
        kept: dict[str, float] = {}
        for word in sorted(found, key=lambda word: -found[word]):
            if not any(word in other or other in word for other in kept):
                kept[word] = found[word]
        return kept


@dataclass(frozen=True)
class Spoken:
    """A sentence that speaks of a topic: the run to offer, the ``tight`` one with the keywords, and its weight."""

    passage: Passage
    run: Span
    tight: Span
    hits: tuple[str, ...]
    weight: float


def topic(item: Item, stages: frozenset[str], lexicon: Lexicon) -> Topic:
    """Collect what to look for in an item's name, check, keywords and their synonyms."""
    weights: dict[str, float] = {}
    for word in item.keywords:
        if len(word) < 2:
            continue
        weight = (
            _IN_NAME if word in item.name else _IN_CHECK if word in item.check or len(word) >= _LONG else _ELSEWHERE
        )
        weights[word] = max(weights.get(word, 0), weight)
        for group in lexicon.relations.synonyms:
            for other in group if word in group else ():
                weights.setdefault(other, weights[word] * _SYNONYM)
    name = frozenset(pairs(item.name))
    return Topic(weights, name, name.union(pairs(item.check)), stages)


def spoken(asked: Topic, index: Index) -> Iterator[Spoken]:
    """List the sentences that speak of a topic, in the text's order; those of another stage do not."""
    for at, passage in enumerate(index.passages):
        if asked.stages and passage.stages and not asked.stages & passage.stages:
            continue
        hits = asked.hits(passage.text, index)
        title = _TITLE * _likeness(asked.name, passage.headings[-1:])
        found = sum(hits.values()) + title + _PROBLEM * passage.problem
        if len(hits) == 1 and len(hit := next(iter(hits))) < _LONG - 1 and passage.text.count(hit) == 1:
            found -= _ALONE
        if found < _LEAST or not (hits or title > _TITLE_ALONE):
            continue
        weight = found + _PAIRS * index.bm25(at, asked.pairs) - _PLAN * passage.measure - _BLANK * bool(passage.blanks)
        tight = _tight(passage, hits)
        whole = len(passage.text) <= _SHORT or not hits
        yield Spoken(passage, (passage.start, passage.end) if whole else tight, tight, tuple(hits), weight)


def _tight(passage: Passage, hits: Collection[str]) -> Span:
    """Find the run of clauses from the first keyword to the last."""
    having = [
        (start, end)
        for start, end in passage.clauses
        if any(word in passage.text[start - passage.start : end - passage.start] for word in hits)
    ]
    return (having[0][0], having[-1][1]) if having else (passage.start, passage.end)


def _likeness(name: frozenset[str], titles: Iterable[str]) -> float:
    """Give the share of a name's letter pairs that a title has."""
    return max((len(name.intersection(_pairs(title))) / len(name) for title in titles), default=0.0) if name else 0.0


@lru_cache(maxsize=1024)
def _pairs(title: str) -> tuple[str, ...]:
    """List a title's letter pairs once, not for every sentence under it."""
    return pairs(title)
