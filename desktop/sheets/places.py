"""Say on paper where a quote stands: the headings above it and its offsets."""

from bisect import bisect_right

from desktop.model.report import Heading, Report

_LONGEST = 16


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
            self._paths.append(" ＞ ".join(_short(h.quote) for h in above if h.level > 0 or len(above) == 1))

    def of(self, start: int, end: int) -> str:
        """Name a span: ``一、… ＞ （二）…`` and its first and last character, counted from 1."""
        at = bisect_right(self._starts, start)
        return "\n".join(filter(None, (self._paths[at - 1] if at else "文首", span(start, end))))


def span(start: int, end: int) -> str:
    """Name a span by its characters alone."""
    return f"第{start + 1}–{end}字"


def _short(quote: str) -> str:
    """Cut a heading to its first words."""
    words = " ".join(quote.split())
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"
