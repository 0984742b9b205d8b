"""Read an RTF file: its text, tables, notes and written-out list marks (Rich Text Format Specification 1.9)."""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace

from lxml import etree

from desktop.intake import equations, formulas, limits, says
from desktop.intake.body import Body, Kind, Piece, Remark
from desktop.intake.counting import LOWERED, RAISED
from desktop.intake.readers.docx_styles import named_level
from desktop.intake.readers.rtf_sink import RowShape, Sink
from desktop.model.errors import UnreadableFile
from desktop.model.report import Notice

_TOKEN = re.compile(
    r"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|[\r\n\x00]+|([^\\{}\r\n\x00]+)"
)
_CHARSETS = {134: "gb18030", 136: "big5", 128: "cp932", 129: "cp949", 204: "cp1251", 2: "symbol"}
_SIGNS = {"emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”"}
_SIGNS |= {"bullet": "•", "tab": "\t", "line": "\n", "emspace": "\u3000", "enspace": " ", "qmspace": " "}
_SYMBOLS = {"~": "\xa0", "_": "-", "{": "{", "}": "}", "\\": "\\"}
_ENDS = frozenset({"par", "sect", "page", "column"})
_SKIPPED = frozenset(
    {
        *(
            "fonttbl",
            "colortbl",
            "stylesheet",
            "info",
            "pict",
            "object",
            "mmathPict",
            "shprslt",
            "nonshppict",
            "nonesttables",
        ),
        *("header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf", "xe", "tc", "fldinst"),
        *("ftnsep", "ftnsepc", "aftnsep", "aftnsepc", "atnid", "atnauthor", "listtable", "listoverridetable"),
    }
)
_STARRED = frozenset({"footnote", "nesttableprops", "shpinst", "annotation", "fldinst", "shptxt", "moMath"})
_LINE_ENDS = re.compile(rb"\\(par|row|cell|nestrow|nestcell)(?![a-z])")
_DEEPEST, _WORDS = 2000, 3_000_000
_BODY_LEVEL = 9


@dataclass
class _Group:
    """What holds inside a pair of braces."""

    skipped: bool = False
    hidden: bool = False
    deleted: bool = False
    raised: str = ""
    fallback: int = 1
    font: int = -1
    name: str = ""
    contents: bool = False
    in_shape: bool = False
    code: bool = False
    formula: etree._Element | None = None
    style: "_Style | None" = None


@dataclass
class _Style:
    """A style of paragraphs as the file defines it."""

    number: int = -1
    level: int | None = None
    name: str = ""


def read(data: bytes, name: str) -> Body:
    """Read the text as far as the file goes; raises ``UnreadableFile`` where it holds more than any report."""
    if data.count(b"\\") + data.count(b"{") > _WORDS:
        raise UnreadableFile(says.crashed(name))
    ends = Counter(_LINE_ENDS.findall(data))
    limits.check(pieces=ends[b"row"] + ends[b"nestrow"] + ends[b"par"], cells=ends[b"cell"] + ends[b"nestcell"])
    reader = _Reader()
    reader.read(data.decode("latin-1"))
    notices = []
    if reader.broken:
        notices.append(Notice(code="damaged", says=says.partly_damaged()))
    if reader.revised:
        notices.append(Notice(code="revisions", says=says.revisions()))
    if reader.pictures:
        notices.append(Notice(code="embedded", says=says.embedded(reader.pictures, 0)))
    return Body(tuple(reader.pieces), tuple(notices), tuple(reader.remarks))


class _Reader:
    """Go through the file once, word by word."""

    def __init__(self) -> None:
        self.revised = False
        self.broken = False
        self.pictures = 0
        self.remarks: list[Remark] = []
        self._codec = "cp1252"
        self._fonts: dict[int, str] = {}
        self._font_read = -1
        self._usual_font = -1
        self._group = _Group()
        self._groups: list[_Group] = []
        self._sinks = [Sink()]
        self._bytes = bytearray()
        self._to_skip = 0
        self._starred = False
        self._codes: list[list[str]] = []
        self._formulas = 0
        self._levels: dict[int, int | None] = {}
        self._notes: list[str] = []
        self._tables = 0
        self._count = 0
        self._shape = RowShape()

    @property
    def pieces(self) -> list[Piece]:
        """The text in order, notes last."""
        notes = [Piece(f"[{number}] {words}", Kind.NOTE) for number, words in enumerate(self._notes, 1)]
        return self._sinks[0].done + notes

    def read(self, text: str) -> None:
        """Read the file's characters, one a byte."""
        at = 0
        while match := _TOKEN.match(text, at):
            at = match.end()
            word, number, byte, symbol, brace, plain = match.groups()
            if plain is not None:
                self._plain(plain)
            elif byte is not None:
                self._byte(int(byte, 16))
            elif word is not None:
                if word == "bin":
                    at += max(int(number or 0), 0)
                else:
                    self._word(word, None if number is None else int(number))
            elif brace == "{":
                self._flush()
                self._groups.append(self._group)
                self._group = replace(
                    self._group, name="", style=_Style() if self._group.name == "stylesheet" else None
                )
                if len(self._groups) > _DEEPEST:
                    break
            elif brace == "}":
                self._close()
            elif symbol == "*":
                self._starred = True
            elif symbol is None:
                continue
            elif symbol in "\r\n":
                self._end_paragraph()
            else:
                self._say(_SYMBOLS.get(symbol, ""))
        self.broken = at < len(text) or len(self._groups) > 0
        while self._groups:
            self._close()
        self._end_paragraph()
        self._end_table()

    def _plain(self, words: str) -> None:
        words, self._to_skip = words[self._to_skip :], max(self._to_skip - len(words), 0)
        self._bytes += words.encode("latin-1")

    def _byte(self, code: int) -> None:
        if self._to_skip:
            self._to_skip -= 1
        else:
            self._bytes.append(code)

    def _say(self, words: str) -> None:
        self._flush()
        group = self._group
        if group.code and self._codes:
            self._codes[-1].append(words)
        if group.style is not None:
            group.style.name += words
        elif group.formula is not None:
            self._formulas += 1
            limits.check(pieces=self._formulas)
            inner = etree.SubElement(group.formula, "t")
            inner.text = "".join(sign for sign in words if sign.isprintable())
        elif not (group.skipped or group.hidden or group.deleted):
            if group.raised and words.isascii() and not words.startswith("["):
                words = words.translate(RAISED if group.raised == "super" else LOWERED)
            self._sinks[-1].parts.append(words)
            self._sinks[-1].contents = self._sinks[-1].contents or group.contents

    def _flush(self) -> None:
        """Decode the bytes that were collected, by the font that they are written in."""
        if self._bytes:
            codec = self._fonts.get(self._group.font, self._codec)
            written = bytes(self._bytes)
            self._bytes.clear()
            signs = (chr(0xF000 + each) if each >= 0x20 else "" for each in written)
            self._say("".join(signs) if codec == "symbol" else written.decode(codec, errors="replace"))

    def _word(self, word: str, number: int | None) -> None:
        starred, self._starred = self._starred, False
        if word == "u" and number is not None:
            self._say(_unicode(number))
            self._to_skip = self._group.fallback
            return
        self._flush()
        self._to_skip = 0
        if word in _SKIPPED or (starred and word not in _STARRED):
            self.pictures += word == "pict" and not self._group.skipped
            self._group.skipped, self._group.name = True, word
            if word == "fldinst":
                self._group.code = True
                self._codes.append([])
        elif word in _STORIES:
            self._open_story(word)
        elif self._group.formula is not None and word[0] == "m" and len(word) > 1:
            if not self._group.name:
                self._formulas += 1
                limits.check(pieces=self._formulas)
                self._group.formula = etree.SubElement(self._group.formula, word[1:])
                self._group.name = word
        elif word == "moMath":
            self._group.formula, self._group.name = etree.Element("oMath"), word
        elif word == "shpinst":
            self._group.in_shape, self._group.skipped = not self._group.skipped, True
        elif word in _ENDS:
            self._end_paragraph()
        elif word in _SIGNS:
            self._say(_SIGNS[word])
        elif word in _TABLE_WORDS:
            _TABLE_WORDS[word](self, number or 0)
        else:
            self._property(word, number)

    def _property(self, word: str, number: int | None) -> None:
        group = self._group
        is_set = number != 0
        if word == "ansicpg":
            self._codec = "gb18030" if number == 936 else _codec(number or 1252)
        elif word == "deff":
            self._usual_font = number or 0
            group.font = self._usual_font
        elif word == "f" and number is not None:
            group.font = self._font_read = number
        elif word == "fcharset" and number in _CHARSETS:
            self._fonts[self._font_read] = _CHARSETS[number]
        elif word == "uc":
            group.fallback = max(number or 0, 0)
        elif word == "v":
            group.hidden = is_set
        elif word == "deleted":
            group.deleted = is_set
            self.revised = True
        elif word == "revised":
            self.revised = True
        elif word in {"super", "sub"}:
            group.raised = word if is_set else ""
        elif word == "nosupersub":
            group.raised = ""
        elif word == "plain":
            group.raised, group.hidden, group.deleted, group.font = "", False, False, self._usual_font
        elif group.style is not None:
            self._of_style(group.style, word, number or 0)
        elif group.name not in {"listtext", "pntext"} and not group.skipped:
            self._of_paragraph(word, number)

    def _of_style(self, style: _Style, word: str, number: int) -> None:
        if word == "s":
            style.number = number
        elif word == "outlinelevel":
            style.level = _level(number)
        elif word == "sbasedon" and style.level is None:
            style.level = self._levels.get(number)

    def _of_paragraph(self, word: str, number: int | None) -> None:
        sink = self._sinks[-1]
        if word == "pard":
            sink.level, sink.in_table, sink.depth = None, False, 0
        elif word == "itap":
            sink.depth = number or 0
        elif word == "outlinelevel" and number is not None:
            sink.level = _level(number)
        elif word == "s":
            sink.level = self._levels.get(number or 0)
        elif word == "intbl":
            sink.in_table = True

    def _open_story(self, name: str) -> None:
        """Begin a note, comment, text box or list mark, which gathers its own text."""
        if name == "footnote" and not self._group.skipped:
            self._notes.append("")
            self._say(f"[{len(self._notes)}]")
        visible = self._group.in_shape or not self._group.skipped
        self._group = replace(self._group, name=name, skipped=not visible, in_shape=False)
        self._sinks.append(Sink())

    def _close(self) -> None:
        self._flush()
        group = self._group
        if not self._groups:
            return
        self._group = self._groups.pop()
        if group.style is not None:
            named = named_level(group.style.name.strip().rstrip(";"))
            self._levels[group.style.number] = group.style.level if named is None else named
        elif group.name == "fldinst" and self._codes:
            code = "".join(self._codes.pop())
            if code.strip().upper().startswith("TOC"):
                self._group.contents = True
            if equations.is_equation(code):
                self._say(equations.shown(code))
        elif group.name == "moMath" and group.formula is not None:
            self._say(formulas.written(group.formula))
        if group.name in _STORIES:
            self._close_story(group.name)

    def _close_story(self, name: str) -> None:
        if len(self._sinks) < 2:
            return
        if name in {"listtext", "pntext"}:
            mark = "".join(self._sinks.pop().parts).strip()
            self._sinks[-1].mark = self._sinks[-1].mark or mark
            return
        self._end_paragraph()
        self._end_table()
        made = self._sinks.pop().done
        words = " ".join(piece.text for piece in made).strip()
        if name == "footnote" and self._notes:
            self._notes[-1] = words
        elif name == "annotation":
            self.remarks.append(Remark("", words, len(self._sinks[0].done)))
        elif name == "shptxt":
            self._sinks[-1].boxes += made

    def _end_paragraph(self) -> None:
        self._flush()
        sink = self._sinks[-1]
        words = sink.take()
        contents, sink.contents = sink.contents, False
        if self._group.deleted:
            sink.parts = [words]
            return
        if sink.in_table:
            (sink.inner_lines if sink.depth > 1 else sink.lines).append(words)
            return
        self._end_table()
        self._count += 1
        if words.strip():
            kind = Kind.ASIDE if contents else Kind.LINE
            level = None if contents else sink.level
            sink.done.append(Piece(words, kind, level=level, paragraph=self._count - 1))
        sink.put_boxes()

    def _end_cell(self, *, inner: bool) -> None:
        self._flush()
        self._sinks[-1].end_cell(inner=inner)

    def _end_table(self) -> None:
        self._tables += self._sinks[-1].end_table(self._tables, self._count)

    def _shapes(self, shape: Callable[[RowShape], None]) -> None:
        """Take what is said of a row, unless it is one of a nested table, whose shape is not kept."""
        if self._group.name != "nesttableprops":
            shape(self._shape)


_STORIES = frozenset({"footnote", "annotation", "shptxt", "listtext", "pntext"})
_TABLE_WORDS: dict[str, Callable[[_Reader, int], None]] = {
    "cell": lambda reader, _: reader._end_cell(inner=False),
    "nestcell": lambda reader, _: reader._end_cell(inner=True),
    "row": lambda reader, _: reader._sinks[-1].end_row(reader._shape),
    "nestrow": lambda reader, _: reader._sinks[-1].end_inner_row(),
    "trowd": lambda reader, _: reader._shapes(RowShape.begin),
    "cellx": lambda reader, number: reader._shapes(lambda shape: shape.edge(number)),
    "trleft": lambda reader, number: reader._shapes(lambda shape: shape.begin_at(number)),
    "clvmrg": lambda reader, _: reader._shapes(RowShape.go_on),
    "clmrg": lambda reader, _: reader._shapes(RowShape.cover),
}


def _level(number: int) -> int | None:
    """Read an outline level, which counts from 0; 9 is body text."""
    return number + 1 if 0 <= number < _BODY_LEVEL else None


def _unicode(number: int) -> str:
    code = number + 65536 if number < 0 else number
    return chr(code) if 0 < code < 0x110000 else ""


def _codec(number: int) -> str:
    return {950: "big5", 932: "cp932", 65001: "utf-8"}.get(number, "cp1252")
