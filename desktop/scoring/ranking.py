"""How well a sentence answers an item: how rare its keywords are, and BM25 over letter pairs.

Pairs of neighbouring letters rank as well as the words of a tokenizer here (measured on the example reports), and
need no dictionary in memory.
"""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property

from desktop.scoring.passages import Passage

_K1, _B = 1.2, 0.6
_ONCE = 4.2
_BACKGROUND = 100


def pairs(text: str) -> tuple[str, ...]:
    """List the pairs of neighbouring letters and digits."""
    return tuple(text[at : at + 2] for at in range(len(text) - 1) if text[at : at + 2].isalnum())


class Index:
    """The sentences of one report, counted."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self.passages = passages
        self._containing: dict[str, int] = {}

    @cached_property
    def _counts(self) -> list[Counter[str]]:
        return [Counter(pairs(passage.text)) for passage in self.passages]

    @cached_property
    def _found_in(self) -> Counter[str]:
        return Counter(pair for counts in self._counts for pair in counts)

    @cached_property
    def _mean(self) -> float:
        return sum(map(Counter.total, self._counts)) / max(1, len(self._counts)) or 1

    def rarity(self, term: str) -> float:
        """Weigh a string by how few sentences contain it."""
        if term not in self._containing:
            self._containing[term] = sum(term in passage.text for passage in self.passages)
        return self._weight(self._containing[term])

    def bm25(self, at: int, asked: Iterable[str]) -> float:
        """Score the sentence at a position for some letter pairs."""
        counts = self._counts[at]
        length = 1 - _B + _B * counts.total() / self._mean
        return sum(
            self._weight(self._found_in[pair]) * counts[pair] * (_K1 + 1) / (counts[pair] + _K1 * length)
            for pair in asked
            if pair in counts
        )

    def _weight(self, found: int) -> float:
        """Weigh what is in so many sentences: once is ``_ONCE``, however long the report.

        A short report is read against a background of sentences about other things, so that its one topic still
        counts.
        """
        count = len(self.passages) + _BACKGROUND
        once = math.log(1 + (count - 0.5) / 1.5)
        return _ONCE * math.log(1 + (count - found + 0.5) / (found + 0.5)) / once
