"""What a page is before it is read: signs with their boxes, and the rules drawn on it.

Everything is measured in points from the upper left corner of the page as it is looked at.
"""

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from desktop.lexicon.patterns import regex
from desktop.model.pages import Box, PageKind

if TYPE_CHECKING:
    from collections.abc import Iterator

_BLANKS = regex(r" +")


Glyph: TypeAlias = tuple[str, float, float, float, float]
"""One sign with its box (left, top, right, bottom); blanks stand for themselves. A plain tuple: files hold 100,000s."""


class Rule(NamedTuple):
    """A straight line, level where ``top == bottom``, upright where ``left == right``."""

    left: float
    top: float
    right: float
    bottom: float


class Sheet(NamedTuple):
    """A page: its size, its signs in the order drawn, its rules, and the words that stand aslant over it.

    ``missed`` is where a recogniser saw ink and read no words; ``skew`` is how far the picture has to be turned.
    """

    width: float
    height: float
    glyphs: tuple[Glyph, ...] = ()
    rules: tuple[Rule, ...] = ()
    aslant: str = ""
    kind: PageKind = PageKind.TEXT
    missed: tuple[Box, ...] = ()
    skew: float = 0.0


class Strip(NamedTuple):
    """Signs that stand side by side; ``edges`` are their left edges and the last right one, ``em`` a sign's width."""

    text: str
    edges: tuple[float, ...]
    top: float
    bottom: float
    em: float
    page: int = 0

    @property
    def left(self) -> float:
        """Where it begins."""
        return self.edges[0]

    @property
    def right(self) -> float:
        """Where it ends."""
        return self.edges[-1]

    def part(self, start: int, end: int) -> "Strip":
        """Take some of its signs."""
        return self._replace(text=self.text[start:end], edges=self.edges[start : end + 1])

    def parts(self, gap: float) -> "Iterator[Strip]":
        """Cut it at every blank that is so many signs' widths wide or wider."""
        start = 0
        for blank in _BLANKS.finditer(self.text):
            if self.edges[blank.end()] - self.edges[blank.start()] >= gap * self.em:
                yield self.part(start, blank.start())
                start = blank.end()
        yield self.part(start, len(self.text))

    @property
    def middle(self) -> float:
        """The height it stands at."""
        return (self.top + self.bottom) / 2


def joined(first: Strip, second: Strip, between: str) -> Strip:
    """Make one strip of two that stand side by side, with blanks or a blank's underscores between them."""
    if not between:
        edges = (*first.edges[:-1], *second.edges)
    else:
        step = (second.left - first.right) / len(between)
        gap = tuple(first.right + step * at for at in range(len(between)))
        edges = (*first.edges[:-1], *gap, *second.edges)
    return Strip(
        first.text + between + second.text,
        edges,
        min(first.top, second.top),
        max(first.bottom, second.bottom),
        max(first.em, second.em),
        first.page,
    )
