"""Read a Word-97 file (doc, wps): text and tables through its piece table, deleted and hidden text left out."""

import io
import re
import struct
from bisect import bisect_right
from collections.abc import Iterator

import olefile

from desktop.intake import equations, limits, says, tables
from desktop.intake.body import Body, Kind, Piece, Remark
from desktop.intake.counting import LOWERED, RAISED, joined, symbol
from desktop.intake.readers import doc_lists
from desktop.intake.readers.doc_binary import Properties, Runs, location, pieces
from desktop.intake.readers.doc_lists import LIST, LIST_LEVEL, OUTLINE
from desktop.intake.readers.doc_styles import Styles
from desktop.intake.tables import EdgedRow, by_edges, without_covered
from desktop.model.errors import UnreadableFile
from desktop.model.report import Notice

_LARGEST = 64 * 1024 * 1024
_MAGIC, _OLDER = 0xA5EC, (0xA5DC, 0xA5DB, 0xA697, 0xA698, 0xA699)
_ENCRYPTED, _SECOND_TABLE = 0x0100, 0x0200
_LENGTHS = 0x4C
_FOOTNOTE_CALLS, _ENDNOTE_CALLS = 0xAA, 0x20A
_DELETED, _INSERTED, _RAISED, _SYMBOL = 0x0800, 0x0801, 0x2A48, 0x6A09
_IN_TABLE, _ROW_ENDS, _DEPTH, _INNER_CELL, _INNER_ROW = 0x2416, 0x2417, 0x6649, 0x244B, 0x244C
_TABLE = 0xD608
_NO_LIST = 0xF801
_BODY_LEVEL = 9
_COMMENTED = 24
_GONE = "\x00"
_SHOWING = re.compile("[^\x07]")
_SET_OFF = {b"\x01": RAISED, b"\x02": LOWERED}
_SIGNS = str.maketrans(
    {"\x1e": "-", "\x1f": "", "\x0b": "\n", "\x0e": "\n", "\x0c": "\n", _GONE: "", "\x02": "", "\x05": ""}
)
_ENDS = re.compile("[\x07\x0c\r]")
_FIELD = re.compile("[\x13\x14\x15]")


def read(data: bytes, name: str) -> Body:
    """Read the main text, the text boxes and the notes; raises ``UnreadableFile``."""
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as file:
            word = _stream(file, "WordDocument")
            magic, flags = struct.unpack_from("<H8xH", word)
            if magic in _OLDER:
                raise UnreadableFile(says.too_old(name))
            if magic != _MAGIC:
                raise UnreadableFile(says.damaged(name))
            if flags & _ENCRYPTED:
                raise UnreadableFile(says.locked(name))
            table = _stream(file, "1Table" if flags & _SECOND_TABLE else "0Table")
            story = _Story(word, table, _stream(file, "Data"))
        made = tuple(limits.counted(story.pieces()))
    except (OSError, struct.error, ValueError, IndexError, TypeError) as error:
        raise UnreadableFile(says.damaged(name)) from error
    notices = [Notice(code="legacy", says=says.legacy(unnumbered=story.unnumbered))]
    if story.revised:
        notices.append(Notice(code="revisions", says=says.revisions()))
    return Body(made, tuple(notices), tuple(story.remarks))


def _stream(file: olefile.OleFileIO, name: str) -> bytes:
    """Read a stream, empty where it is missing."""
    if not file.exists(name) or file.get_size(name) > _LARGEST:
        return b""
    return bytes(file.openstream(name).read())


class _Story:
    """The characters of a file with what holds for them, cut into paragraphs and rows."""

    def __init__(self, word: bytes, table: bytes, data: bytes) -> None:
        self.revised = False
        self.unnumbered = False
        self.remarks: list[Remark] = []
        self._runs = Runs(word, table, data, of_paragraphs=False)
        self._properties = Runs(word, table, data, of_paragraphs=True)
        self._styles = Styles(word, table)
        self._begins: list[int] = []
        self._places: list[tuple[int, int]] = []
        text: list[str] = []
        length = 0
        for piece in pieces(word, table):
            self._begins.append(length)
            self._places.append((piece.at, piece.width))
            text.append(self._visible(piece.text, piece.at, piece.width))
            length += len(text[-1])
            limits.check(signs=length)
        self._text = "".join(text)
        limits.check(pieces=self._text.count("\r"), cells=self._text.count("\x07"))
        main, foot, head, _, notes, end, boxes = struct.unpack_from("<7I", word, _LENGTHS)
        bounds = [0]
        for size in (main, foot, head, 0, notes, end, boxes):
            bounds.append(bounds[-1] + size)
        self._bounds = bounds
        calls = sorted(_calls(word, table, _FOOTNOTE_CALLS) + _calls(word, table, _ENDNOTE_CALLS))
        self._calls = {place: number for number, place in enumerate(calls, 1)}
        self._lists = doc_lists.lists(word, table)
        self._tables = 0
        self._count = 0

    def pieces(self) -> Iterator[Piece]:
        """Give the main text, then the text boxes, then the notes."""
        bounds = self._bounds
        yield from self._walk(bounds[0], bounds[1])
        yield from self._walk(bounds[6], bounds[7])
        foot, end = (self._notes(bounds[at], bounds[at + 1]) for at in (1, 5))
        for number, words in enumerate((*foot, *end), 1):
            yield Piece(f"[{number}] {words}", Kind.NOTE)
        said = [_clean(each).strip() for each in self._text[bounds[4] : bounds[5]].split("\x05")[1:]]
        on = dict(enumerate(self._commented()))
        self.remarks = [Remark("", words, 0, on.get(number, "")) for number, words in enumerate(said)]

    def _commented(self) -> list[str]:
        """Give the last words before each comment's mark."""
        before = self._text[: self._bounds[1]].split("\x05")[:-1]
        return [_clean(re.split("[\x07\r]", each)[-1])[-_COMMENTED:] for each in before]

    def _notes(self, start: int, end: int) -> list[str]:
        return [" ".join(_clean(words).split()) for words in self._text[start:end].split("\x02")[1:]]

    def _visible(self, text: str, at: int, width: int) -> str:
        """Blank out what was deleted or is hidden, raise what is raised; every character keeps its place."""
        shown, done = [], 0
        for start, stop, style, own in self._formatted(at, at + width * len(text)):
            deleted, hidden = _is_set(own, _DELETED), self._styles.hidden(own, style)
            self.revised = self.revised or deleted or _is_set(own, _INSERTED)
            first, last = (start - at) // width, (stop - at) // width
            words = text[first:last]
            raised = _SET_OFF.get(self._styles.of_characters(own).get(_RAISED, b""))
            if deleted:
                words = _GONE * len(words)
            elif hidden:
                words = _SHOWING.sub(_GONE, words)
            elif _SYMBOL in own:
                words = (symbol(int.from_bytes(own[_SYMBOL][2:], "little")) or _GONE) * len(words)
            elif raised and words.isascii():
                words = words.translate(raised)
            else:
                continue
            shown += [text[done:first], words]
            done = last
        return "".join(shown) + text[done:]

    def _formatted(self, start: int, end: int) -> Iterator[tuple[int, int, int, Properties]]:
        """List the runs of a stretch of bytes with the style of their paragraph, where styles hide words."""
        for first, last, _, own in self._runs.between(start, end):
            at = first
            if self._styles.hiding:
                for begin, stop, style, _ in self._properties.between(first, last):
                    if begin >= at:
                        yield begin, stop, style, own
                        at = stop
            if at < last and own:
                yield at, last, 0, own

    def _at(self, place: int) -> tuple[int, Properties]:
        """Give the style and properties of the paragraph that the mark at a character ends."""
        number = bisect_right(self._begins, place) - 1
        at, width = self._places[number]
        return self._properties.at(at + width * (place - self._begins[number]))

    def _walk(self, start: int, end: int) -> Iterator[Piece]:
        cells: list[str] = []
        lines: list[str] = []
        inner: list[str] = []
        rows: list[EdgedRow] = []
        nested: list[EdgedRow] = []
        fields: list[str] = []
        at = start
        for match in _ENDS.finditer(self._text, start, end):
            style, own = self._at(match.start())
            properties = self._styles.of(style, own)
            words, contents = self._words(at, match.start(), fields)
            at = match.end()
            in_table = match[0] == "\x07" or _is_set(properties, _IN_TABLE)
            if not (_is_set(properties, _ROW_ENDS) or _is_set(properties, _INNER_ROW)):
                words = self._numbered(words, properties, in_table=in_table)
            depth = int.from_bytes(properties.get(_DEPTH, b"\x01"), "little")
            if not in_table:
                yield from self._rows(rows, nested)
                rows, nested = [], []
                yield from self._line(words, style, properties, contents=contents)
            elif _is_set(properties, _INNER_ROW):
                nested.append(EdgedRow(inner, (), ()))
                inner = []
            elif _is_set(properties, _INNER_CELL):
                inner.append(words)
            elif match[0] != "\x07":
                (inner if depth > 1 else lines).append(words)
            elif _is_set(properties, _ROW_ENDS):
                rows.append(_row(cells, properties.get(_TABLE, b"")))
                cells, lines = [], []
            else:
                cells.append("\n".join((*lines, words)))
                lines = []
        yield from self._rows(rows, nested)
        words, contents = self._words(at, end, fields)
        yield from self._line(words, 0, {}, contents=contents)

    def _numbered(self, words: str, properties: Properties, *, in_table: bool) -> str:
        """Count a paragraph's list on and set its mark before it; in a cell the mark may stand alone."""
        number = int.from_bytes(properties.get(LIST, b""), "little") % _NO_LIST
        mark = self._lists.mark(str(number), properties.get(LIST_LEVEL, b"\0")[0]) if number else None
        self.unnumbered = self.unnumbered or (number > 0 and mark is None)
        return joined(mark, words.lstrip()) if mark and (in_table or words.strip()) else words

    def _line(self, words: str, style: int, properties: Properties, *, contents: bool) -> Iterator[Piece]:
        self._count += 1
        if not words.strip():
            return
        outline = properties.get(OUTLINE)
        level = outline[0] + 1 if outline else self._styles.heading(style)
        kept = None if contents or (level or 0) > _BODY_LEVEL else level
        yield Piece(words, Kind.ASIDE if contents else Kind.LINE, level=kept, paragraph=self._count - 1)

    def _rows(self, rows: list[EdgedRow], nested: list[EdgedRow]) -> Iterator[Piece]:
        for each in (rows, nested):
            if each:
                limits.check(pieces=len(each))
                self._tables += 1
                yield from tables.pieces(by_edges(each), self._tables, paragraph=self._count)

    def _words(self, start: int, end: int, fields: list[str]) -> tuple[str, bool]:
        """Give the text between two places without field codes; tells whether it stands in a table of contents."""
        parts: list[str] = []
        at = start
        contents = _in_contents(fields)
        for match in _FIELD.finditer(self._text, start, end):
            self._take(at, match.start(), fields, parts)
            if match[0] == "\x13":
                fields.append("")
                del fields[: -equations.DEEPEST_FIELD]
            elif not fields:
                pass
            elif match[0] == "\x15":
                code = fields.pop()
                if equations.is_equation(code):
                    _put(equations.shown(code), fields, parts)
            else:
                fields[-1] += equations.RESULT if equations.is_equation(fields[-1]) else "\x14"
            at = match.end()
        self._take(at, end, fields, parts)
        return _clean("".join(parts)), contents or _in_contents(fields)

    def _take(self, start: int, end: int, fields: list[str], parts: list[str]) -> None:
        words = self._text[start:end]
        for place in [at for at, sign in enumerate(words, start) if sign == "\x02"] if "\x02" in words else ():
            if place in self._calls:
                _put(self._text[start:place] + f"[{self._calls[place]}]", fields, parts)
                start = place + 1
        _put(self._text[start:end], fields, parts)


def _put(words: str, fields: list[str], parts: list[str]) -> None:
    """Add words to the text, or to the code of the innermost field of which it is a part."""
    for number in range(len(fields) - 1, -1, -1):
        if "\x14" not in fields[number]:
            fields[number] += words
            return
    parts.append(words)


def _in_contents(fields: list[str]) -> bool:
    return any("\x14" in field and field.strip().upper().startswith("TOC") for field in fields)


def _clean(words: str) -> str:
    """Write Word's own signs as text and drop what stands for pictures."""
    return re.sub("[\x01\x03\x04\x06\x08\x13-\x15]", "", words.translate(_SIGNS))


def _is_set(properties: Properties, number: int) -> bool:
    operand = properties.get(number)
    return bool(operand) and operand != b"\x00" and operand != b"\x80"


def _calls(word: bytes, table: bytes, offset: int) -> list[int]:
    """List where notes are called, in characters."""
    start, end = location(word, offset)
    count = max((end - start - 4) // 6, 0)
    return list(struct.unpack_from(f"<{count}I", table, start)) if count else []


def _row(cells: list[str], definition: bytes) -> EdgedRow:
    """Make a row by its definition: where the edges of its cells stand, in twips, and how they are merged."""
    count = definition[2] if len(definition) >= 3 else 0
    at = 3 + 2 * (count + 1)
    if not count or len(definition) < at:
        return EdgedRow(cells, (), ())
    edges = struct.unpack_from(f"<{count + 1}h", definition, 3)
    flags = [int.from_bytes(definition[at + 20 * n : at + 20 * n + 2], "little") for n in range(count)]
    goes_on = tuple((flag >> 5) & 3 == 1 for flag in flags)
    return without_covered(EdgedRow(cells, edges, goes_on), [flag & 3 == 1 for flag in flags])
