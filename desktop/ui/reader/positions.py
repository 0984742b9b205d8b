"""Code point ↔ document position: what of a report's text stands where in the reading view's document."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from desktop.model.report import UNSHOWN

_BREAKS = "\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
_LINE = "\u2028"
_SPECIAL = re.compile(f"[{_BREAKS}]+|[\U00010000-\U0010ffff]+|{UNSHOWN.pattern}")
# Qt takes these for frame borders, objects, a byte order mark or the end of a string; each is shown as one other unit.
_SHOWN_AS = str.maketrans(
    {"\ufdd0": "\ufffd", "\ufdd1": "\ufffd", "\ufffc": "\ufffd", "\x00": "\ufffd", "\ufeff": "\u200b"}
)
_SURROGATES = re.compile("[\ud800-\udfff]")


class Positions:
    """Translate code-point offsets of a text to document positions (UTF-16 units) and back.

    It holds runs in rising order of both; within a run every code point takes ``width`` units (1 or 2). What lies
    between two runs on the text's side is not shown, on the document's side it is not text.
    """

    def __init__(self) -> None:
        self._offsets: list[int] = []
        self._positions: list[int] = []
        self._lengths: list[int] = []
        self._widths: list[int] = []

    def add(self, offset: int, length: int, position: int, width: int) -> None:
        """Say that ``length`` code points from ``offset`` stand at ``position``; runs come in rising order."""
        self._offsets.append(offset)
        self._positions.append(position)
        self._lengths.append(length)
        self._widths.append(width)

    def position(self, offset: int) -> int:
        """Give where the code point at ``offset`` stands; one not shown stands where the text before it ends."""
        at = bisect_right(self._offsets, offset) - 1
        if at < 0:
            return self._positions[0] if self._positions else 0
        return self._positions[at] + min(offset - self._offsets[at], self._lengths[at]) * self._widths[at]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Give the positions around the shown code points of ``start:end``; equal where nothing of it is shown."""
        at = bisect_right(self._offsets, start) - 1
        if at < 0 or start >= self._offsets[at] + self._lengths[at]:
            at += 1
            if at >= len(self._offsets):
                here = self.position(start)
                return here, here
            start = self._offsets[at]
        first = self.position(start)
        return first, max(first, self._after(end))

    def offset(self, position: int) -> int:
        """Give the first code point shown at or after ``position``."""
        at = bisect_right(self._positions, position) - 1
        if at < 0:
            return self._offsets[0] if self._offsets else 0
        units = self._lengths[at] * self._widths[at]
        if position - self._positions[at] < units:
            return self._offsets[at] + (position - self._positions[at]) // self._widths[at]
        return self._offsets[at + 1] if at + 1 < len(self._offsets) else self._offsets[at] + self._lengths[at]

    def end_offset(self, position: int) -> int:
        """Give the end of the last code point shown before ``position``."""
        at = bisect_left(self._positions, position) - 1
        if at < 0:
            return self._offsets[0] if self._offsets else 0
        points = -(-(position - self._positions[at]) // self._widths[at])
        return self._offsets[at] + min(points, self._lengths[at])

    def _after(self, end: int) -> int:
        """Give the position behind the last code point shown before ``end``."""
        at = bisect_left(self._offsets, end) - 1
        if at < 0:
            return 0
        return self._positions[at] + min(end - self._offsets[at], self._lengths[at]) * self._widths[at]


def pieces(
    text: str, start: int, end: int, *, spaced: bool = False, lined: bool = False
) -> Iterator[tuple[int, int, int, str]]:
    """Cut a stretch of the text into runs that a document can show: (offset, code points, width, shown).

    Line breaks inside it are the file's, not the author's: they vanish between Chinese characters and become a space
    between letters or digits, or everywhere where ``spaced``. The first code point of the break carries that space.
    Where the text is ``lined``, as in the cell of a table, a line separator is the author's and stays.
    """
    at = start
    for match in _SPECIAL.finditer(text, start, end):
        if match.start() > at:
            yield at, match.start() - at, 1, _shown(text[at : match.start()])
        if match.group() > "\uffff":
            yield match.start(), match.end() - match.start(), 2, match.group()
        elif match.group()[0] not in _BREAKS:
            pass
        elif match.start() > start and match.end() < end and lined and _LINE in match.group():
            yield match.start(), 1, 1, _LINE
        elif match.start() > start and match.end() < end:
            before, after = text[match.start() - 1], text[match.end()]
            if spaced or (before.isascii() and before.isalnum() and after.isascii() and after.isalnum()):
                yield match.start(), 1, 1, " "
        at = match.end()
    if at < end:
        yield at, end - at, 1, _shown(text[at:end])


def _shown(run: str) -> str:
    """Replace what a document would not keep as one unit."""
    return _SURROGATES.sub("\ufffd", run.translate(_SHOWN_AS))
