"""The pages that a report was printed on, and where on them each stretch of its text stands."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from desktop.model.record import Record


class PageKind(StrEnum):
    """What a page gives: its text as written, a picture alone, or a picture whose words were recognised."""

    TEXT = "text"
    PICTURE = "picture"
    RECOGNISED = "recognised"


class Page(NamedTuple):
    """One page as it is looked at: width and height in points, what it gives, and how far its picture is turned.

    ``skew`` is in degrees clockwise: a page that lay askew when it was scanned is straightened.
    """

    width: float
    height: float
    kind: PageKind = PageKind.TEXT
    skew: float = 0.0


class Box(NamedTuple):
    """A rectangle on a page, in points from its upper left corner."""

    left: float
    top: float
    right: float
    bottom: float


class Stretch(NamedTuple):
    """A run of text that stands on one line of a page.

    ``edges`` are the left edges of its characters and the right one of the last; ``page`` is counted from 1; ``start``
    and ``end`` are offsets into the text.
    """

    start: int
    end: int
    page: int
    top: float
    bottom: float
    edges: tuple[float, ...]

    def box(self, start: int, end: int) -> Box:
        """Give the rectangle of what of the run lies between two offsets."""
        first, last = max(start, self.start) - self.start, min(end, self.end) - self.start
        return Box(self.edges[first], self.top, self.edges[last], self.bottom)


class Picture(NamedTuple):
    """A page's picture: four bytes a pixel (blue, green, red, unused), rows from above."""

    width: int
    height: int
    pixels: bytes


@dataclass(frozen=True, kw_only=True)
class Pages(Record):
    """The pages in order, and the stretches of the text in the text's order, none over another.

    ``doubts`` are the runs of the text of which the recogniser was not sure.
    """

    sheets: tuple[Page, ...]
    doubts: tuple[tuple[int, int], ...] = ()
    stretches: tuple[Stretch, ...] = field(default=(), repr=False)

    def page_of(self, at: int) -> int | None:
        """Tell on which page an offset stands, counted from 1; None where it is on none."""
        found = next(self.between(at, at + 1), None)
        if found is None:
            place = bisect_left(self.stretches, (at,))
            found = self.stretches[min(place, len(self.stretches) - 1)] if self.stretches else None
        return found.page if found else None

    def between(self, start: int, end: int) -> Iterator[Stretch]:
        """List the stretches that hold any of the text between two offsets."""
        first = max(bisect_right(self.stretches, (start, end + 1)) - 1, 0)
        for stretch in self.stretches[first:]:
            if stretch.start >= end:
                break
            if stretch.end > start:
                yield stretch

    def boxes(self, start: int, end: int) -> Iterator[tuple[int, Box]]:
        """List where the text between two offsets stands, as (page, rectangle), a line each."""
        for stretch in self.between(start, end):
            yield stretch.page, stretch.box(start, end)

    def on(self, page: int) -> tuple[Stretch, ...]:
        """List the stretches of one page, in the text's order."""
        return self._by_page.get(page, ())

    @cached_property
    def _by_page(self) -> dict[int, tuple[Stretch, ...]]:
        found: dict[int, list[Stretch]] = {}
        for stretch in self.stretches:
            found.setdefault(stretch.page, []).append(stretch)
        return {page: tuple(held) for page, held in found.items()}
