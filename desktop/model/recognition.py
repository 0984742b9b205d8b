"""What was recognised on pages that are pictures: words with their places, how sure each sign is, what was missed."""

from dataclasses import dataclass
from typing import NamedTuple

from desktop.model.pages import Box
from desktop.model.record import Record


class WordLine(NamedTuple):
    """A line as recognised; ``edges`` are the left edges of its signs and the last right one, in points.

    ``scores`` tell in percent how sure each sign is.
    """

    text: str
    top: float
    bottom: float
    edges: tuple[float, ...]
    scores: tuple[int, ...]


class Recognised(NamedTuple):
    """One page, counted from 1; everything is measured on the picture turned by ``skew`` degrees, clockwise.

    ``rules`` are the straight lines on it, ``missed`` where there is ink and no words.
    """

    page: int
    skew: float
    lines: tuple[WordLine, ...]
    rules: tuple[Box, ...] = ()
    missed: tuple[Box, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Recognition(Record):
    """The pages of one file that were recognised, in order, and ``by`` what program."""

    by: str
    pages: tuple[Recognised, ...] = ()

    def with_page(self, page: Recognised) -> "Recognition":
        """Take one more page, in the place of what was known of it."""
        kept = (*(each for each in self.pages if each.page != page.page), page)
        return Recognition(by=self.by, pages=tuple(sorted(kept)))
