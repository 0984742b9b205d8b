"""Say where in a report a sentence stands, as an inspector would cite it: 三、(三) 一是，第 3 页."""

import re
from bisect import bisect_right

from desktop.model.report import Heading, Report

_NUMBER = re.compile(
    r"\s*(第[一二三四五六七八九十百零\d]+[章节部分篇条]+|[一二三四五六七八九十百]+、|"
    r"[（(][一二三四五六七八九十百\d]+[)）]|\d+(?:\.\d+)*[.．、]?|[一二三四五六七八九十]+是)"
)
_SHORT, _LONG = 9, 16
_NOWHERE = "文首"


class Places:
    """Look up the headings above any offset of one report."""

    def __init__(self, report: Report) -> None:
        """Walk through the outline once; titles count only where nothing else stands above."""
        self._pages = report.pages
        self._starts: list[int] = []
        self._paths: list[tuple[str, ...]] = []
        above: list[Heading] = []
        for heading in report.headings():
            above = [*(h for h in above if h.level < heading.level), heading]
            self._starts.append(heading.start)
            self._paths.append(tuple(h.quote for h in above if h.level > 0) or (heading.quote,))

    def of(self, start: int) -> str:
        """Cite an offset by the numbers of the headings above it: ``三、(三) 一是``; a lone number has its words."""
        above = self._above(start)
        if len(above) == 1:
            return _cut(above[0], _LONG) + self.page(start)
        cited = " ".join(_number(quote) or _cut(quote, _SHORT) for quote in above)
        return (cited.replace("、 ", "、") or _NOWHERE) + self.page(start)

    def named(self, start: int) -> str:
        """Cite an offset by the numbers above it and the nearest heading's words: ``三、(三) 一是加强管理``."""
        *above, nearest = self._above(start) or (_NOWHERE,)
        return "".join((*map(_number, above), _cut(nearest, _LONG)))

    def page(self, start: int) -> str:
        """Name the page of an offset, behind the headings: ``，第 3 页``; nothing in a report without pages."""
        page = self._pages.page_of(start) if self._pages else None
        return f"，第 {page} 页" if page else ""

    def _above(self, start: int) -> tuple[str, ...]:
        """List the headings above an offset, the outermost first."""
        at = bisect_right(self._starts, start)
        return self._paths[at - 1] if at else ()


def _number(quote: str) -> str:
    """Give a heading's number, or nothing."""
    number = _NUMBER.match(quote)
    return number[1].rstrip(".．") if number else ""


def _cut(quote: str, longest: int) -> str:
    """Cut a heading to its first characters."""
    words = " ".join(quote.split())
    return words if len(words) <= longest else words[: longest - 1] + "…"
