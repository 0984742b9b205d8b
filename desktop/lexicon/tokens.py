"""Words of a Chinese text; the only importer of jieba.

jieba's dictionary takes 0.4 s on the first call: keep it off the way to the first reading.
"""

import logging
import re
import tempfile
import warnings
from collections.abc import Callable
from functools import cache

from desktop import paths
from desktop.lexicon.book import load

_FREQUENCY = 100_000
_WORD = re.compile(r"[\w%‰]+")


def words(text: str) -> tuple[str, ...]:
    """Cut a text into words without punctuation; the indicators' names and aliases stay whole."""
    return tuple(word for word in _cutter()(text) if _WORD.search(word))


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
        tokenizer.initialize()
        for indicator in load().indicators:
            for name in (indicator.name, *indicator.aliases):
                tokenizer.add_word(name, _FREQUENCY)
    cutter: Callable[[str], list[str]] = tokenizer.lcut
    return cutter
