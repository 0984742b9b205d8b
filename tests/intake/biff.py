"""Write workbooks of the format before 2007 by hand: the few records of BIFF8 that the tests need."""

import struct
from collections.abc import Iterable, Mapping

from tests.intake.word97 import compound

RAISED_FONT = 5
Value = str | float | bool


def workbook(
    *sheets: Iterable[bytes], states: Mapping[int, int] | None = None, formats: Mapping[int, str] | None = None
) -> bytes:
    """Write a workbook of sheets called 表一, 表二, …; a sheet is its records.

    ``formats`` gives number formats by key; the style of a cell, by number, is the first plain and then theirs.
    """
    fonts = [_font(0)] * 4 + [_font(1)]
    keys = [0, *(formats or {})]
    before = [_bof(5), _record(0x42, struct.pack("<H", 1200)), *fonts]
    before += [_record(0x41E, struct.pack("<H", key) + _words(code)) for key, code in (formats or {}).items()]
    before += [_record(0xE0, struct.pack("<HHHHHHIIH", 0, key, 0, 0x20, 0, 0, 0, 0, 0)) for key in keys]
    bodies = [_bof(0x10) + b"".join(records) + _record(0x0A) for records in sheets]
    names = ["表一", "表二", "表三"]

    def bound(number: int, at: int) -> bytes:
        state = (states or {}).get(number, 0)
        return _record(0x85, struct.pack("<IBB", at, state, 0) + bytes([len(names[number]), 1]) + _utf16(names[number]))

    head = b"".join(before)
    at = len(head) + sum(len(bound(number, 0)) for number in range(len(bodies))) + 4
    bounds = b""
    for number, body in enumerate(bodies):
        bounds += bound(number, at)
        at += len(body)
    return compound({"Workbook": head + bounds + _record(0x0A) + b"".join(bodies)})


def row(number: int, *values: Value | None, style: int = 0, hidden: bool = False) -> list[bytes]:
    """Write a row, counted from 0; words are stored in the cell."""
    flags = 0x0120 if hidden else 0x0100
    records = [_record(0x208, struct.pack("<HHHHHHHH", number, 0, len(values), 255, 0, 0, flags, 0))]
    for column, value in enumerate(values):
        place = struct.pack("<HHH", number, column, style if isinstance(value, float) else 0)
        if isinstance(value, bool):
            records.append(_record(0x205, place + bytes([value, 0])))
        elif isinstance(value, str):
            records.append(_record(0x204, place + _words(value)))
        elif value is not None:
            records.append(_record(0x203, place + struct.pack("<d", value)))
    return records


def raised(number: int, column: int, words: str, begin: int) -> bytes:
    """Write a cell whose words stand above the line from ``begin`` to their end."""
    place = struct.pack("<HHH", number, column, 0)
    return _record(0xD6, place + _words(words) + struct.pack("<HHH", 1, begin, RAISED_FONT))


def merged(top: int, bottom: int, left: int, right: int) -> bytes:
    """Merge a range of cells."""
    return _record(0xE5, struct.pack("<HHHHH", 1, top, bottom, left, right))


def hidden_columns(first: int, last: int) -> bytes:
    """Hide columns."""
    return _record(0x7D, struct.pack("<HHHHHH", first, last, 2048, 0, 1, 0))


def _record(number: int, content: bytes = b"") -> bytes:
    return struct.pack("<HH", number, len(content)) + content


def _bof(kind: int) -> bytes:
    return _record(0x809, struct.pack("<HHHHII", 0x600, kind, 0x0DBB, 1996, 0, 0x600))


def _font(escapement: int) -> bytes:
    return _record(0x31, struct.pack("<HHHHHBBBB", 200, 0, 0, 400, escapement, 0, 0, 134, 0) + b"\x02\x00Ab")


def _words(words: str) -> bytes:
    return struct.pack("<HB", len(words), 1) + _utf16(words)


def _utf16(words: str) -> bytes:
    return words.encode("utf-16-le")
