"""Read the paragraph and character styles of a Word-97 file ([MS-DOC] 2.9.271, 2.9.258, 2.9.338)."""

import struct
from collections.abc import Iterator
from typing import NamedTuple

from desktop.intake.readers.doc_binary import Properties, location, operands

HIDDEN, _CHARACTER_STYLE = 0x083C, 0x4A30
_STYLES = 0xA2
_CHAIN = 12
_OF_PARAGRAPHS, _OF_CHARACTERS = 1, 2
_DEEPEST_HEADING = 9
_AS_STYLED, _UNLIKE_STYLED = b"\x80", b"\x81"


class _Style(NamedTuple):
    base: int
    paragraph: Properties
    characters: Properties


class Styles:
    """What the styles set, by their numbers; a style has what it is based on as well."""

    def __init__(self, word: bytes, table: bytes) -> None:
        self._styles: dict[int, _Style] = {}
        start, end = location(word, _STYLES)
        sheet = table[start:end]
        if len(sheet) >= 6:
            self._read_sheet(sheet)
        self.hiding = frozenset(number for number in self._styles if self._hides(number, otherwise=False))
        """The styles whose words do not show."""

    def of(self, number: int, own: Properties) -> Properties:
        """Give what holds for a paragraph of a style with properties of its own."""
        found = dict(own)
        for style in self._chain(number):
            found = {**style.paragraph, **found}
        return found

    def of_characters(self, own: Properties) -> Properties:
        """Give what holds for characters with properties of their own, which may name a style; hiding is apart."""
        if _CHARACTER_STYLE not in own:
            return own
        found = dict(own)
        for style in self._chain(_number(own)):
            found = {**style.characters, **found}
        return found

    def hidden(self, own: Properties, paragraph: int) -> bool:
        """Tell whether characters with properties of their own, in a paragraph of a style, do not show."""
        styled = paragraph in self.hiding
        if _CHARACTER_STYLE in own:
            styled = self._hides(_number(own), otherwise=styled)
        return _switched(own.get(HIDDEN), styled)

    def heading(self, number: int) -> int | None:
        """Give the level of the heading that a style is or is based on, which are those numbered 1 to 9."""
        for _ in range(_CHAIN):
            if 1 <= number <= _DEEPEST_HEADING:
                return number
            if number not in self._styles:
                break
            number = self._styles[number].base
        return None

    def _chain(self, number: int) -> Iterator[_Style]:
        for _ in range(_CHAIN):
            style = self._styles.get(number)
            if style is None:
                return
            yield style
            number = style.base

    def _hides(self, number: int, *, otherwise: bool) -> bool:
        said = next((style.characters[HIDDEN] for style in self._chain(number) if HIDDEN in style.characters), None)
        return _switched(said, otherwise)

    def _read_sheet(self, sheet: bytes) -> None:
        head, count, width = struct.unpack_from("<HHH", sheet)
        at = 2 + head
        for number in range(count):
            if at + 2 > len(sheet):
                return
            (size,) = struct.unpack_from("<H", sheet, at)
            if size:
                self._read(number, sheet[at + 2 : at + 2 + size], width)
            at += 2 + size

    def _read(self, number: int, written: bytes, width: int) -> None:
        if len(written) < width + 4:
            return
        kind_and_base, parts = struct.unpack_from("<HH", written, 2)
        kind = kind_and_base & 0xF
        (letters,) = struct.unpack_from("<H", written, width)
        lists = _lists(written, width + 2 + 2 * letters + 2, parts & 0xF)
        if kind == _OF_PARAGRAPHS and lists:
            # The first is led by the number of the style itself.
            characters = dict(operands(lists[1])) if len(lists) > 1 else {}
            self._styles[number] = _Style(kind_and_base >> 4, dict(operands(lists[0][2:])), characters)
        elif kind == _OF_CHARACTERS and lists:
            self._styles[number] = _Style(kind_and_base >> 4, {}, dict(operands(lists[0])))


def _lists(written: bytes, at: int, count: int) -> list[bytes]:
    """Cut a style's lists of properties, each begun by its length and filled up to an even one."""
    found: list[bytes] = []
    while len(found) < count and at + 2 <= len(written):
        (size,) = struct.unpack_from("<H", written, at)
        found.append(written[at + 2 : at + 2 + size])
        at += 2 + size + size % 2
    return found


def _number(own: Properties) -> int:
    return int.from_bytes(own[_CHARACTER_STYLE], "little")


def _switched(operand: bytes | None, styled: bool) -> bool:
    """Read a switch that may say to do as the style does, or otherwise."""
    if not operand or operand == _AS_STYLED:
        return styled
    return not styled if operand == _UNLIKE_STYLED else operand != b"\0"
