"""Tell what is printed on every page: headers, footers, page numbers."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from desktop.intake.furniture import is_page_number
from desktop.intake.layout import Line
from desktop.intake.printed.sheet import Strip
from desktop.lexicon.patterns import regex

_MARGIN = 0.12
"""The share of a page's height, above and below, in which headers and footers stand."""
_OUTERMOST = 3
_SHARE = 0.3
_STEP = 4.0
_NUMBER = regex(r"(?:[-—–－·•~]\s*)?(?:\d{1,4}|[ivxlcIVXLC]{1,6})(?:\s*[/／]\s*\d{1,4})?(?:\s*[-—–－·•~])?")
_BROWSER = regex(r"\d{1,4}/\d{1,2}/\d{1,4},? \d{1,2}:\d\d(?: ?[AP]M)?(?!\d).*|(?:https?|file)://\S+(?:\s+\d+/\d+)?")
"""What browsers print above and below a page: when it was printed, with its title; where it came from, its number."""


def running(pages: Sequence[Sequence[Strip]], heights: Sequence[float]) -> list[frozenset[int]]:
    """List for each page which of its lines belong to the page, not to the report."""
    keys = [
        {at: set(_keys(lines[at], number)) for at in _outermost(lines, height)}
        for number, (lines, height) in enumerate(zip(pages, heights, strict=True))
    ]
    seen = Counter(key for page in keys for key in set().union(*page.values()))
    least = max(2, round(_SHARE * len(pages)))
    repeated = {key for key, count in seen.items() if count >= least}
    return [
        frozenset(at for at, own in page.items() if own & repeated or _is_furniture(lines[at].text))
        for lines, page in zip(pages, keys, strict=True)
    ]


def _outermost(lines: Sequence[Strip], height: float) -> list[int]:
    """List the first and last few lines that stand in the page's margins."""
    order = sorted(range(len(lines)), key=lambda at: lines[at].middle)
    above = [at for at in order if lines[at].bottom < _MARGIN * height][:_OUTERMOST]
    below = [at for at in order if lines[at].top > (1 - _MARGIN) * height][-_OUTERMOST:]
    return above + below


def _keys(line: Strip, page: int) -> Iterator[tuple[str, int]]:
    """Tell the same line on another page, at its height: the same words, or with a number that counts the pages."""
    words = "".join(line.text.split())
    # Two rulers half a step apart, for scanned pages lie a little higher or lower, now and then across a step's edge.
    for height in (2 * round(line.middle / _STEP), 2 * round(line.middle / _STEP + 0.5) + 1):
        yield words, height
        for number in re.finditer(r"\d{1,4}", words):
            yield f"{words[: number.start()]}#{int(number[0]) - page}#{words[number.end() :]}", height


def _is_furniture(text: str) -> bool:
    """Tell a page's number, or what a browser prints, although it stands on one page alone."""
    known = _NUMBER.fullmatch(text) or _BROWSER.fullmatch(text)
    return known is not None or is_page_number(text, Line(0, len(text), 0, 0))
