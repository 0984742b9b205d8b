"""Words of a Chinese text; the only importer of jieba.

All of jieba's half a million words take 0.2 s to load, 1 s where no cache is kept. Our cache has them by their first
sign, and only those are loaded that a text can hold: those that begin with a sign of it.
"""

import logging
import marshal
import warnings
from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import cache
from typing import TYPE_CHECKING

from desktop import paths
from desktop.lexicon.book import load
from desktop.lexicon.keeping import keep
from desktop.lexicon.patterns import regex

if TYPE_CHECKING:
    import jieba

_FREQUENCY = 100_000
_WORD = regex(r"[\w%‰]+")
_Kept = tuple[int, dict[str, bytes]]
"""The sum of all frequencies, and by their first sign those of words, each dictionary as marshal writes it."""


def words(text: str) -> tuple[str, ...]:
    """Cut a text into words without punctuation; the indicators' names and aliases stay whole."""
    return tuple(word for word in _cutter().cut(text) if _WORD.search(word))


class _Cutter:
    """Cut texts with jieba, which is given the words that each can hold, and ``names`` as words."""

    def __init__(self, tokenizer: "jieba.Tokenizer", kept: _Kept, names: Iterable[str]) -> None:
        total, self._by_sign = kept
        self._names: dict[str, list[str]] = defaultdict(list)
        for name in names:
            self._names[name[0]].append(name)
        self._known: dict[str, int] = {}
        tokenizer.FREQ, tokenizer.initialized = self._known, True
        tokenizer.total = total + _FREQUENCY * sum(map(len, self._names.values()))
        self._cut: Callable[[str], list[str]] = tokenizer.lcut
        self._signs: set[str] = set()

    def cut(self, text: str) -> list[str]:
        """Cut a text into words and signs."""
        for sign in set(text) - self._signs:
            self._learn(sign)
        return self._cut(text)

    def _learn(self, sign: str) -> None:
        """Load the words that begin with a sign; jieba goes on along a word as long as it knows what it has of it."""
        if sign in self._by_sign:
            self._known.update(marshal.loads(self._by_sign[sign]))
        for name in self._names[sign]:
            for end in range(1, len(name)):
                self._known.setdefault(name[:end], 0)
            self._known[name] = _FREQUENCY
        self._signs.add(sign)  # last, for another thread may cut the while


@cache
def _cutter() -> _Cutter:
    """Load jieba and what the cache folder keeps of its dictionary, which is built where it cannot be read."""
    with warnings.catch_warnings():
        # jieba 0.42.1 has invalid escapes in its source and asks for pkg_resources.
        warnings.simplefilter("ignore")
        import jieba

        logging.getLogger("jieba").setLevel(logging.WARNING)
        tokenizer = jieba.Tokenizer()
        names = (name for indicator in load().indicators for name in (indicator.name, *indicator.aliases))
        return _Cutter(tokenizer, _kept(tokenizer), names)


def _kept(tokenizer: "jieba.Tokenizer") -> _Kept:
    """Read the dictionary from the cache folder, or build it and keep it there."""
    path = paths.cache_dir() / "words.cache"
    try:
        total, by_sign = marshal.loads(path.read_bytes())
    except (OSError, EOFError, ValueError, TypeError):
        pass  # never kept, or damaged
    else:
        return total, by_sign
    frequencies, total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
    parted: dict[str, dict[str, int]] = defaultdict(dict)
    for word, frequency in frequencies.items():
        parted[word[0]][word] = frequency
    built = total, {sign: marshal.dumps(held) for sign, held in parted.items()}
    keep(path, marshal.dumps(built))
    return built
