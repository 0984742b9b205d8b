"""Say where in a report a sentence stands, as an inspector would cite it: 三、(三) 一是."""

import re
from bisect import bisect_right

from desktop.desk.words import one_line
from desktop.model.report import Heading, Report

_NUMBER = re.compile(
    r"\s*(第[一二三四五六七八九十百零\d]+[章节部分篇条]+|[一二三四五六七八九十百]+、|"
    r"[（(][一二三四五六七八九十百\d]+[)）]|\d+(?:\.\d+)*[.．、]?|[一二三四五六七八九十]+是)"
)
_WORDS = 8


class Places:
    """Look up the headings above any offset of one report."""

    def __init__(self, report: Report) -> None:
        """Walk through the outline once."""
        self._starts: list[int] = []
        self._paths: list[str] = []
        above: list[Heading] = []
        for heading in report.headings():
            above = [*(h for h in above if h.level < heading.level), heading]
            self._starts.append(heading.start)
            self._paths.append(_path(above))

    def of(self, start: int) -> str:
        """Name the place of an offset, or ``文首`` before the first heading."""
        at = bisect_right(self._starts, start)
        return self._paths[at - 1] if at else "文首"


def _path(above: list[Heading]) -> str:
    """Join the numbers of the headings above a place; titles count only when nothing else does."""
    lines = [h for h in above if h.level > 0] or above[-1:]
    return " ".join(filter(None, (_short(h.quote) for h in lines))).replace("、 ", "、")


def _short(quote: str) -> str:
    """Cut a heading to its number, or to its first words where it has none."""
    number = _NUMBER.match(quote)
    if number:
        return number[1].rstrip(".．")
    words = one_line(quote)
    return words if len(words) <= _WORDS else words[:_WORDS] + "…"
