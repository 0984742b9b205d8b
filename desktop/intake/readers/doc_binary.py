"""The tables inside a Word-97 file ([MS-DOC]): pieces of text, and what holds for each run and paragraph."""

import struct
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from typing import NamedTuple

_PAGE = 512
_CHARACTERS, _PARAGRAPHS, _CLX = 0xFA, 0x102, 0x1A2
_HUGE, _TABLE, _TABS = 0x6646, 0xD608, 0xC615
_SIZES = {0: 1, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2, 7: 3}
_MOST_PIECES = 200_000

Properties = Mapping[int, bytes]
"""The operands of what is set, by the number of the property."""


class Piece(NamedTuple):
    """Characters that stand together in the file: their text, where they begin, and how many bytes each takes."""

    text: str
    at: int
    width: int


def location(word: bytes, offset: int) -> tuple[int, int]:
    """Read where a table lies in the table stream, as (start, end)."""
    start, size = struct.unpack_from("<II", word, offset)
    return start, start + size


def pieces(word: bytes, table: bytes) -> Iterator[Piece]:
    """List the pieces of text in order; raises ``struct.error`` where the list is broken."""
    at, end = location(word, _CLX)
    clx = table[at:end]
    at = 0
    while at < len(clx) and clx[at] == 1:
        at += 3 + int(struct.unpack_from("<H", clx, at + 1)[0])
    if at >= len(clx) or clx[at] != 2:
        raise struct.error("no piece table")
    (size,) = struct.unpack_from("<I", clx, at + 1)
    count = (size - 4) // 12
    if not 0 < count <= _MOST_PIECES or at + 5 + size > len(clx):
        raise struct.error("broken piece table")
    places = struct.unpack_from(f"<{count + 1}I", clx, at + 5)
    for number in range(count):
        (stored,) = struct.unpack_from("<I", clx, at + 5 + 4 * (count + 1) + 8 * number + 2)
        length = places[number + 1] - places[number]
        if stored & 0x40000000:
            start = (stored & 0x3FFFFFFF) // 2
            yield Piece(word[start : start + length].decode("cp1252", errors="replace"), start, 1)
        else:
            yield Piece(word[stored : stored + 2 * length].decode("utf-16-le", errors="replace"), stored, 2)


class Runs:
    """What holds for each byte of the text: runs of characters, or of paragraphs with the number of their style."""

    def __init__(self, word: bytes, table: bytes, data: bytes, *, of_paragraphs: bool) -> None:
        self._word = word
        self._data = data
        self._paragraphs = of_paragraphs
        start, end = location(word, _PARAGRAPHS if of_paragraphs else _CHARACTERS)
        count = max((end - start - 4) // 8, 0)
        pages = struct.unpack_from(f"<{count}I", table, start + 4 * (count + 1)) if count else ()
        self._starts: list[int] = []
        self._found: list[tuple[int, int, bytes]] = []
        for page in pages:
            self._read_page((page & 0x3FFFFF) * _PAGE)

    def at(self, offset: int) -> tuple[int, Properties]:
        """Give the style number and the properties that hold at a byte."""
        place = bisect_right(self._starts, offset) - 1
        if place < 0 or offset >= self._found[place][0]:
            return 0, {}
        _, style, written = self._found[place]
        return style, self._properties(written)

    def between(self, start: int, end: int) -> Iterator[tuple[int, int, int, Properties]]:
        """List the runs that reach into a stretch of bytes, as (start, end, style, properties)."""
        place = max(bisect_right(self._starts, start) - 1, 0)
        while place < len(self._starts) and self._starts[place] < end:
            stop, style, written = self._found[place]
            if stop > start:
                yield max(self._starts[place], start), min(stop, end), style, self._properties(written)
            place += 1

    def _properties(self, written: bytes) -> Properties:
        found = dict(operands(written))
        huge = found.get(_HUGE)
        if huge:
            (at,) = struct.unpack("<I", huge)
            (size,) = struct.unpack_from("<H", self._data, at) if at + 2 <= len(self._data) else (0,)
            found.update(operands(self._data[at + 2 : at + 2 + size]))
        return found

    def _read_page(self, at: int) -> None:
        page = self._word[at : at + _PAGE]
        if len(page) < _PAGE:
            return
        count = page[-1]
        width = 13 if self._paragraphs else 1
        if 4 * (count + 1) + width * count > _PAGE:
            return
        offsets = struct.unpack_from(f"<{count + 1}I", page)
        for number in range(count):
            place = 2 * page[4 * (count + 1) + width * number]
            self._starts.append(offsets[number])
            self._found.append((offsets[number + 1], *self._entry(page, place)))

    def _entry(self, page: bytes, place: int) -> tuple[int, bytes]:
        if not place or place + 2 > _PAGE:
            return 0, b""
        if not self._paragraphs:
            return 0, page[place + 1 : place + 1 + page[place]]
        size, begin = (2 * page[place] - 1, place + 1) if page[place] else (2 * page[place + 1], place + 2)
        return int.from_bytes(page[begin : begin + 2], "little"), page[begin + 2 : begin + size]


def operands(written: bytes) -> Iterator[tuple[int, bytes]]:
    """Cut a list of properties; it ends where it makes no sense."""
    at = 0
    while at + 2 <= len(written):
        (number,) = struct.unpack_from("<H", written, at)
        at += 2
        size = _SIZES.get(number >> 13, -1)
        if number == _TABLE and at + 2 <= len(written):
            size = 1 + int.from_bytes(written[at : at + 2], "little")
        elif size < 0:
            if at >= len(written) or (number == _TABS and written[at] == 255):
                return
            size = 1 + written[at]
        yield number, written[at : at + size]
        at += size
