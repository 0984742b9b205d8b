"""Floor 1: what the program knows of the domain, and how numbers, units, sentences and words are read.

``load()`` gives the lexicon; ``numerals``, ``segment``, ``units`` and ``tokens`` are imported as modules.
"""

from desktop.lexicon.book import Lexicon, load

__all__ = ["Lexicon", "load"]
