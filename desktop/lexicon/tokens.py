"""Words of a Chinese text; the only importer of jieba.

jieba's dictionary takes 0.3 s on the first call, 1 s where no cache is kept: keep it off the way to the first reading.
"""

import logging
import marshal
import tempfile
import warnings
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from desktop import paths
from desktop.lexicon.book import load
from desktop.lexicon.patterns import regex

if TYPE_CHECKING:
    import jieba

_FREQUENCY = 100_000
_WORD = regex(r"[\w%‰]+")


def words(text: str) -> tuple[str, ...]:
    """Cut a text into words without punctuation; the indicators' names and aliases stay whole."""
    return tuple(word for word in _cutter()(text) if _WORD.search(word))


def _initialize(tokenizer: "jieba.Tokenizer", kept: Path) -> None:
    """Take the dictionary from its cache in one piece; where it cannot be read, jieba builds it.

    jieba reads the same cache word by word, which takes three times as long.
    """
    try:
        tokenizer.FREQ, tokenizer.total = marshal.loads(kept.read_bytes())
        tokenizer.initialized = True
    except (OSError, EOFError, ValueError, TypeError):
        tokenizer.initialize()


@cache
def _cutter() -> Callable[[str], list[str]]:
    """Load jieba's dictionary from the cache folder, with the lexicon's names as words."""
    with warnings.catch_warnings():
        # jieba 0.42.1 has invalid escapes in its source and asks for pkg_resources.
        warnings.simplefilter("ignore")
        import jieba

        logging.getLogger("jieba").setLevel(logging.WARNING)
        tokenizer = jieba.Tokenizer()
        folder = paths.cache_dir()
        try:
            folder.mkdir(parents=True, exist_ok=True)
            tokenizer.tmp_dir = str(folder)
        except OSError:
            tokenizer.tmp_dir = tempfile.gettempdir()
        tokenizer.cache_file = "jieba.cache"
        _initialize(tokenizer, Path(tokenizer.tmp_dir) / tokenizer.cache_file)
        for indicator in load().indicators:
            for name in (indicator.name, *indicator.aliases):
                tokenizer.add_word(name, _FREQUENCY)
    cutter: Callable[[str], list[str]] = tokenizer.lcut
    return cutter
