"""Write Word-97 files by hand: the compound file, the header, one piece of text, and its runs."""

import struct
from collections.abc import Sequence
from typing import NamedTuple

_SECTOR = 512
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_TEXT_AT = 0x800
_ON_PAGE = 4


class Para(NamedTuple):
    """A paragraph: its text with the mark that ends it, its style, its properties and those of its characters."""

    text: str
    style: int = 0
    properties: bytes = b""
    characters: bytes = b""


class Style(NamedTuple):
    """A style: the one it is based on, the properties of its paragraphs and characters, or of characters alone."""

    base: int = 0xFFF
    properties: bytes = b""
    characters: bytes = b""
    of_characters: bool = False


def word97(
    *paragraphs: Para,
    notes: Sequence[str] = (),
    flags: int = 0,
    eight_bit: bool = False,
    levels: Sequence[tuple[int, str]] = (),
    styles: Sequence[Style] = (),
) -> bytes:
    """Write a file; every note is called by a U+0002 in the text, in order.

    ``levels`` are those of list 1, as (shape, text with the characters 0 to 8 for numbers); ``styles`` are
    numbered from 0.
    """
    main = "".join(paragraph.text for paragraph in paragraphs)
    story = main + "".join(f"\x02 {note}\r" for note in notes) + ("\r" if notes else "")
    encoded = story.encode("cp1252" if eight_bit else "utf-16-le")
    width = 1 if eight_bit else 2
    word = bytearray(_TEXT_AT + len(encoded))
    word[_TEXT_AT:] = encoded
    word += bytes(-len(word) % _SECTOR)
    struct.pack_into("<H8xH", word, 0, 0xA5EC, 0x0200 | flags)
    note_length = len(story) - len(main)
    struct.pack_into("<7I", word, 0x4C, len(main), note_length, 0, 0, 0, 0, 0)
    table = bytearray(8)

    def add(offset: int, content: bytes) -> None:
        struct.pack_into("<II", word, offset, len(table), len(content))
        table.extend(content)

    bounds = [_TEXT_AT]
    for paragraph in paragraphs:
        bounds.append(bounds[-1] + width * len(paragraph.text))
    papx = [struct.pack("<H", paragraph.style) + paragraph.properties for paragraph in paragraphs]
    for offset, entries in ((0x102, papx), (0xFA, [paragraph.characters for paragraph in paragraphs])):
        begins, numbers = [], []
        for at in range(0, len(entries), _ON_PAGE):
            numbers.append(len(word) // _SECTOR)
            begins.append(bounds[at])
            last = min(at + _ON_PAGE, len(entries))
            word += _page(bounds[at : last + 1], entries[at:last], of_paragraphs=offset == 0x102)
        add(offset, struct.pack(f"<{2 * len(numbers) + 1}I", *begins, bounds[-1], *numbers))
    if levels:
        add(0x2E2, struct.pack("<Hii18xBx", 1, 77, 0, 0))
        table.extend(b"".join(_level(*levels[depth] if depth < len(levels) else (0, "")) for depth in range(9)))
        add(0x2EA, struct.pack("<Ii8xB3xI", 1, 77, 0, 0xFFFFFFFF))
    if styles:
        add(0xA2, struct.pack("<HHH", 4, len(styles), 10) + b"".join(map(_style, styles)))
    calls = [at for at, sign in enumerate(main) if sign == "\x02"]
    add(0xAA, struct.pack(f"<{len(calls) + 1}I", *calls, len(main)) + b"\x01\x00" * len(calls))
    at = (_TEXT_AT * 2) | 0x40000000 if eight_bit else _TEXT_AT
    pieces = struct.pack("<II", 0, len(story)) + struct.pack("<HIH", 0, at, 0)
    add(0x1A2, b"\x01\x02\x00\xff\xff" + b"\x02" + struct.pack("<I", len(pieces)) + pieces)
    return compound({"WordDocument": bytes(word), "1Table": bytes(table)})


def _page(bounds: Sequence[int], entries: Sequence[bytes], *, of_paragraphs: bool) -> bytes:
    page = bytearray(_SECTOR)
    count = len(entries)
    struct.pack_into(f"<{count + 1}I", page, 0, *bounds)
    width = 13 if of_paragraphs else 1
    at = _SECTOR - 2
    for number, entry in enumerate(entries):
        if not entry:
            continue
        written = _entry(entry) if of_paragraphs else bytes([len(entry)]) + entry
        at = (at - len(written)) // 2 * 2
        assert at > 4 * (count + 1) + width * count
        page[at : at + len(written)] = written
        page[4 * (count + 1) + width * number] = at // 2
    page[-1] = count
    return bytes(page)


def _entry(content: bytes) -> bytes:
    return bytes([(len(content) + 1) // 2]) + content if len(content) % 2 else bytes([0, len(content) // 2]) + content


def _level(shape: int, words: str) -> bytes:
    head = struct.pack("<iBB9xB8xBBBB", 1, shape, 0, 2, 0, 0, 0, 0)
    return head + struct.pack("<H", len(words)) + words.encode("utf-16-le")


def _style(style: Style) -> bytes:
    lists = [style.characters] if style.of_characters else [b"\0\0" + style.properties, style.characters]
    written = struct.pack("<HHHHH", 0, style.base << 4 | 1 + style.of_characters, len(lists), 0, 0)
    written += struct.pack("<HHH", 1, ord("s"), 0)
    for each in lists:
        written += struct.pack("<H", len(each)) + each + bytes(len(each) % 2)
    return struct.pack("<H", len(written)) + written


def row(*edges: int, goes_on: Sequence[bool] = (), covered: Sequence[int] = ()) -> bytes:
    """Write the properties of a row's end: where its cells' edges stand, which go on from above or from the left."""
    count = len(edges) - 1
    flags = [(1 if n < len(goes_on) and goes_on[n] else 0) << 5 | (n in covered) for n in range(count)]
    definition = (
        bytes([count]) + struct.pack(f"<{count + 1}h", *edges) + b"".join(struct.pack("<H18x", f) for f in flags)
    )
    return b"\x16\x24\x01\x17\x24\x01\x08\xd6" + struct.pack("<H", len(definition) + 1) + definition


def compound(streams: dict[str, bytes]) -> bytes:
    """Write a compound file of large streams (version 3, one FAT sector after another)."""
    padded = {name: content.ljust(4096, b"\0") for name, content in streams.items()}
    sectors: list[bytes] = []
    chains: list[int] = []

    def store(content: bytes) -> int:
        first = len(sectors)
        cut = [content[at : at + _SECTOR].ljust(_SECTOR, b"\0") for at in range(0, len(content), _SECTOR)]
        sectors.extend(cut)
        chains.extend(range(first + 1, first + len(cut)))
        chains.append(_END)
        return first

    begins = {name: store(content) for name, content in padded.items()}
    names = sorted(padded)
    entries = _directory("Root Entry", 5, _FREE, _FREE, 1, _END, 0)
    for number, name in enumerate(names, 1):
        right = number + 1 if number < len(names) else _FREE
        entries += _directory(name, 2, _FREE, right, _FREE, begins[name], len(padded[name]))
    directory = store(entries.ljust(-(-len(entries) // _SECTOR) * _SECTOR, b"\0"))
    fats = -(-(len(sectors) + 1) // 127)
    first_fat = len(sectors)
    table = [*chains, *[_FAT] * fats]
    table += [_FREE] * (fats * 128 - len(table))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<IIIIIIIII", 0, fats, directory, 0, 4096, _END, 0, _END, 0)
    header += struct.pack("<109I", *range(first_fat, first_fat + fats), *[_FREE] * (109 - fats))
    return header + b"".join(sectors) + struct.pack(f"<{len(table)}I", *table)


def _directory(name: str, kind: int, left: int, right: int, inner: int, start: int, size: int) -> bytes:
    written = name.encode("utf-16-le")
    head = written.ljust(64, b"\0") + struct.pack("<HBB", len(written) + 2, kind, 1)
    return head + struct.pack("<III", left, right, inner) + bytes(36) + struct.pack("<IQ", start, size)
