"""Floor 1: what the program knows of the domain, and how numbers, units, sentences and words are read.

``load()`` gives the lexicon; ``numerals``, ``segment``, ``units`` and ``tokens`` are imported as modules.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop.lexicon.book import Lexicon, load

__all__ = ["Lexicon", "load"]


def __getattr__(name: str) -> object:
    """Load the lexicon's own modules when they are first asked for: what opens a text needs ``patterns`` alone."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from desktop.lexicon import book

    globals().update({each: getattr(book, each) for each in __all__})
    return globals()[name]
