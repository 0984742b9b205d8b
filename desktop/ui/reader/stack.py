"""How printed pages stand one below the other: where a page and its words are, and what stands at a place."""

from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate
from statistics import median

from PySide6.QtCore import QPointF, QRectF

from desktop.model.pages import Pages, Stretch

GAP = 12
_LEAST = 50
_NEAR = 3.0
"""How far beside a word, in points of the page, a place still counts as on it."""


class PageStack:
    """The pages of a report at one size. Places are in pixels from the left and top of the whole stack."""

    def __init__(self, pages: Pages, room: int, zoom: int) -> None:
        """Stack pages in so many pixels of room; at a ``zoom`` of 100 percent, most of them fill it."""
        sheets = pages.sheets
        usual = median(sheet.width for sheet in sheets) if sheets else 1.0
        self.pages = pages
        self.scale = max(room - 2 * GAP, _LEAST) / usual * zoom / 100
        *self._tops, end = accumulate((sheet.height * self.scale + GAP for sheet in sheets), initial=float(GAP))
        widest = max((sheet.width for sheet in sheets), default=0.0) * self.scale + 2 * GAP
        self.width, self.height = max(room, round(widest)), round(end)

    def page_at(self, y: float) -> int:
        """Find the page that stands at a height, counted from 1; 0 where there is none."""
        return min(max(bisect_right(self._tops, y), 1), len(self._tops)) if self._tops else 0

    def between(self, top: float, bottom: float) -> list[int]:
        """List the pages that stand between two heights."""
        first, last = self.page_at(top), self.page_at(bottom)
        return list(range(first, last + 1)) if first else []

    def rect(self, page: int) -> QRectF:
        """Give where a page stands, in whole pixels."""
        sheet = self.pages.sheets[page - 1]
        left, top = round(self._left(page)), round(self._tops[page - 1])
        return QRectF(left, top, round(sheet.width * self.scale), round(sheet.height * self.scale))

    def places(self, start: int, end: int) -> Iterator[tuple[int, QRectF]]:
        """Give where the words of a run stand, as (page, rectangle)."""
        for page, box in self.pages.boxes(start, end):
            left, top, scale = self._left(page), self._tops[page - 1], self.scale
            width, height = (box.right - box.left) * scale, (box.bottom - box.top) * scale
            yield page, QRectF(left + box.left * scale, top + box.top * scale, width, height)

    def first_below(self, y: float) -> int | None:
        """Give the offset of the first word on the nearest page that has any below a height."""
        for page in range(max(self.page_at(y), 1), len(self.pages.sheets) + 1):
            at = (y - self._tops[page - 1]) / self.scale
            below = [stretch.start for stretch in self.pages.on(page) if stretch.bottom > at]
            if below:
                return min(below)
        return None

    def offset_at(self, place: QPointF, *, near: bool = False) -> int | None:
        """Find the sign at a place, or the one nearest to it on its page."""
        page = self.page_at(place.y())
        if not page:
            return None
        across = (place.x() - self._left(page)) / self.scale
        down = (place.y() - self._tops[page - 1]) / self.scale
        best: tuple[float, Stretch] | None = None
        for stretch in self.pages.on(page):
            aside = max(stretch.edges[0] - across, across - stretch.edges[-1], 0.0)
            away = max(stretch.top - down, down - stretch.bottom, 0.0)
            if near or (aside <= _NEAR and away <= _NEAR):
                distance = aside + 4 * away
                if best is None or distance < best[0]:
                    best = (distance, stretch)
        if best is None:
            return None
        stretch = best[1]
        sign = min(max(bisect_right(stretch.edges, across) - 1, 0), stretch.end - stretch.start - 1)
        return stretch.start + sign

    def _left(self, page: int) -> float:
        """Give where a page begins: in the middle, or at the left where it is the widest."""
        return max((self.width - self.pages.sheets[page - 1].width * self.scale) / 2, GAP)
