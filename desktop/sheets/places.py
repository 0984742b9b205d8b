"""Say on paper where a quote stands: the headings above it and its offsets."""

import re
from bisect import bisect_right

from desktop.model.report import Heading, Report

_LONGEST = 16
_NUMBER = re.compile(r"\s*[（(]?[第\d一二三四五六七八九十百]{1,8}(?:[)）、.．]|是|[章节条部])")


class Places:
    """Name places in one report."""

    def __init__(self, report: Report) -> None:
        """Walk through the outline once; a title is named only where nothing else stands above."""
        self._starts: list[int] = []
        self._paths: list[str] = []
        above: list[Heading] = []
        for heading in report.headings():
            above = [*(h for h in above if h.level < heading.level), heading]
            self._starts.append(heading.start)
            self._paths.append(_path([h.quote for h in above if h.level > 0 or len(above) == 1]))

    def of(self, start: int, end: int) -> str:
        """Name a span: the headings above it, its first and its last character, counted from 1."""
        at = bisect_right(self._starts, start)
        return "\n".join(filter(None, (self._paths[at - 1] if at else "文首", span(start, end))))


def span(start: int, end: int) -> str:
    """Name a span by its characters alone."""
    return f"第{start + 1}–{end}字"


def _path(quotes: list[str]) -> str:
    """Cite the headings above by their numbers and the nearest by its words: ``三、（二）一是加强管理``."""
    numbers = [match[0] for match in map(_NUMBER.match, quotes[:-1]) if match]
    return "".join((*(number.strip() for number in numbers), *map(_short, quotes[-1:])))


def _short(quote: str) -> str:
    """Cut a heading to its first words."""
    words = " ".join(quote.split())
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"
