"""Read the lists of a Word-97 file ([MS-DOC] 2.9.131, 2.9.150)."""

import struct

from desktop.intake.lists import Level, Lists, Numbered
from desktop.intake.readers.doc_binary import location

_PATTERNS, _LISTS = 0x2E2, 0x2EA
LIST, LIST_LEVEL, OUTLINE = 0x460B, 0x260A, 0x2640
_FORMAT, _PATTERN, _OVERRIDE, _LEVEL = 28, 16, 8, 28
_SUFFIXES = ("tab", "space", "nothing")
SHAPES = {
    0: "decimal",
    1: "upperRoman",
    2: "lowerRoman",
    3: "upperLetter",
    4: "lowerLetter",
    10: "ideographDigital",
    11: "japaneseCounting",
    14: "decimalFullWidth",
    16: "japaneseLegal",
    18: "decimalEnclosedCircle",
    19: "decimalFullWidth2",
    22: "decimalZero",
    23: "bullet",
    26: "decimalEnclosedFullstop",
    27: "decimalEnclosedParen",
    28: "decimalEnclosedCircleChinese",
    29: "ideographEnclosedCircle",
    30: "ideographTraditional",
    31: "ideographZodiac",
    33: "taiwaneseCounting",
    34: "ideographLegalTraditional",
    35: "taiwaneseCountingThousand",
    36: "taiwaneseDigital",
    37: "chineseCounting",
    38: "chineseLegalSimplified",
    39: "chineseCountingThousand",
    255: "none",
}
"""How numbers are written, by the codes of MSONFC ([MS-OSHARED] 2.2.1.3)."""


def lists(word: bytes, table: bytes) -> Lists:
    """Read the lists, keyed by the number that a paragraph gives; where they make no sense there are none."""
    try:
        patterns = _patterns(word, table)
        return Lists({str(key): levels for key, levels in patterns.items()}, _lists(word, table))
    except (struct.error, IndexError, UnicodeDecodeError):
        return Lists({}, {})


def _patterns(word: bytes, table: bytes) -> dict[int, dict[int, Level]]:
    start, end = location(word, _PATTERNS)
    if end - start < 2:
        return {}
    (count,) = struct.unpack_from("<H", table, start)
    at = end
    found: dict[int, dict[int, Level]] = {}
    for number in range(count):
        head = start + 2 + _FORMAT * number
        (key,) = struct.unpack_from("<i", table, head)
        levels: dict[int, Level] = {}
        for depth in range(1 if table[head + 26] & 1 else 9):
            levels[depth], at = _level(table, at)
        found[key] = levels
    return found


def _level(table: bytes, at: int) -> tuple[Level, int]:
    """Read one level; gives it and where the next begins."""
    begin, shape, flags = struct.unpack_from("<iBB", table, at)
    follows, characters, paragraphs, limit = table[at + 15], table[at + 24], table[at + 25], table[at + 26]
    at += _LEVEL + paragraphs + characters
    (length,) = struct.unpack_from("<H", table, at)
    words = table[at + 2 : at + 2 + 2 * length].decode("utf-16-le")
    # The numbers of the levels stand as the characters 0 to 8.
    pattern = "".join(f"%{ord(sign) + 1}" if ord(sign) < 9 else sign for sign in words)
    level = Level(
        start=begin,
        shape=SHAPES.get(shape, "decimal"),
        pattern=pattern,
        suffix=_SUFFIXES[follows] if follows < len(_SUFFIXES) else "tab",
        restart=limit if flags & 0x08 else None,
        legal=bool(flags & 0x04),
    )
    return level, at + 2 + 2 * length


def _lists(word: bytes, table: bytes) -> dict[str, Numbered]:
    start, end = location(word, _LISTS)
    if end - start < 4:
        return {}
    (count,) = struct.unpack_from("<I", table, start)
    at = start + 4 + _PATTERN * count
    found: dict[str, Numbered] = {}
    for number in range(count):
        head = start + 4 + _PATTERN * number
        (key,) = struct.unpack_from("<i", table, head)
        starts: dict[int, int] = {}
        levels: dict[int, Level] = {}
        at += 4
        for _ in range(table[head + 12]):
            begin, flags = struct.unpack_from("<iI", table, at)
            depth = flags & 0xF
            at += _OVERRIDE
            if flags & 0x20:
                levels[depth], at = _level(table, at)
            elif flags & 0x10:
                starts[depth] = begin
        found[str(number + 1)] = Numbered(str(key), starts, levels)
    return found
