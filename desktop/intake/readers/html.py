"""Read a saved web page: its main text as a browser shows it, tables as rows, menus and scripts left out."""

import codecs
import re
from collections.abc import Iterator
from itertools import takewhile

from lxml import etree

from desktop.intake import formulas, limits, plain, says, tables
from desktop.intake.body import Body, Kind, Piece
from desktop.intake.counting import LOWERED, RAISED, written
from desktop.intake.furniture import is_page_label
from desktop.intake.numbering import numbering
from desktop.intake.readers.html_main import accept_changes, bracket_notes, main_part, prune
from desktop.intake.tables import Cell
from desktop.model.errors import UnreadableFile
from desktop.model.report import Notice

_DECLARED = re.compile(rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w-]{3,20})", re.IGNORECASE)
_CHINESE = frozenset({"gb2312", "gbk", "x-gbk", "gb18030", "cp936", "gb_2312-80", "windows-936"})
_INLINE = frozenset(
    {
        *("a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i"),
        *("img", "ins", "kbd", "label", "mark", "math", "nobr", "o:p", "q", "rb", "ruby", "s", "samp", "small", "span"),
        *("strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "st1:chsdate"),
    }
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_SHAPES = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_WRAP = re.compile(
    r"(?<=[\u3000-\u30ff\u4e00-\u9fff\uff00-\uffef])[ \t\f]*[\r\n]\s*(?=[\u3000-\u30ff\u4e00-\u9fff\uff00-\uffef])"
)
_BLANKS = re.compile(r"[ \t\r\n\f\xa0]+")
_UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|&#(?:0*[0-8]|x0*[0-8]);")
_NESTING = re.compile(
    r"<(/?)(?:div|span|table|ul|ol|font|blockquote|center|section|article|form|b|i|u|a)\b", re.IGNORECASE
)
_CROWDED = re.compile(r"""<[a-zA-Z][^\s<>]*+(?:\s++[^\s=<>"']++(?:=(?:"[^"]*+"|'[^']*+'|[^\s<>"']*+))?+){1000}""")
"""A tag of a thousand attributes: the parser compares each with all others."""
_DEEPEST, _ELEMENTS = 4_000, 500_000
_BULK = 0.6
_PROSE_CELL = 200
_INNER_SHARE = 0.3
"""How much of a table of data the tables in its cells may hold; one that lays out a page holds it all in them."""


def read(data: bytes, name: str) -> Body:
    """Read the page; raises ``UnreadableFile`` where it holds no words."""
    decoded = _decoded(data, name)
    parser = etree.HTMLParser(
        encoding="utf-8", recover=True, no_network=True, remove_comments=True, remove_pis=True, huge_tree=True
    )
    text = _UNREADABLE.sub("", re.sub(r"^\s*<\?xml[^>]*>", "", decoded.text))
    if _deep(text) or _CROWDED.search(text):
        raise UnreadableFile(says.crashed(name))
    try:
        page = etree.fromstring(text.encode(errors="replace"), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableFile(says.no_words(name)) from error
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" or "depth" in entry.message for entry in parser.error_log):
        raise UnreadableFile(says.crashed(name))
    root = page.find("body") if page is not None else None
    if root is None:
        raise UnreadableFile(says.no_words(name))
    limits.check_xml(root, rows="tr", cells="td", lines="tr")
    if sum(1 for _ in root.iter()) > _ELEMENTS:
        raise UnreadableFile(says.crashed(name))
    prune(page)
    revised = accept_changes(root)
    bracket_notes(root)
    _write_formulas(root)
    main = main_part(root)
    told = plain.notices(decoded)
    if revised:
        told = (*told, Notice(code="revisions", says=says.struck()))
    return Body(tuple(_Flow(main).pieces()), told, encoding=decoded.encoding, certainty=decoded.certainty)


def _write_formulas(root: etree._Element) -> None:
    """Put what a formula says in one line in its place."""
    for formula in list(root.iter("math")):
        words, tail = formulas.written(formula), formula.tail
        formula.clear()
        formula.text, formula.tail = words, tail


def _deep(text: str) -> bool:
    """Tell tags so deep in each other that the parser would run out of its stack, which Windows keeps small."""
    depth = 0
    for tag in _NESTING.finditer(text):
        depth = max(0, depth - 1) if tag[1] else depth + 1
        if depth > _DEEPEST:
            return True
    return False


def _decoded(data: bytes, name: str) -> plain.Decoded:
    """Decode as the page declares, GB2312 as its superset; as plain text where that does not fit."""
    declared = _DECLARED.search(data[:4096])
    encoding = declared[1].decode().lower() if declared else ""
    encoding = "gb18030" if encoding in _CHINESE else encoding
    if encoding and not data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            return plain.Decoded(data.decode(encoding), encoding, 0)
        except (UnicodeDecodeError, LookupError):
            pass
    return plain.read(data, name)


class _Flow:
    """Walk through an element in order and cut it into lines where a browser would."""

    def __init__(self, root: etree._Element, *, in_cell: bool = False) -> None:
        self._root = root
        self._in_cell = in_cell
        self._bulk = sum(map(len, root.itertext())) * _BULK
        self._parts: list[str] = []
        self._made: list[Piece] = []
        self._level: int | None = None
        self._raised: list[str] = []
        self._preformatted = 0
        self._lists: list[tuple[str, int] | None] = []
        self._mark = ""
        self._tables = 0

    def pieces(self) -> Iterator[Piece]:
        """Give the lines and rows."""
        walk = etree.iterwalk(self._root, events=("start", "end"))
        for event, each in walk:
            if event == "start":
                if each.tag == "table" and each is not self._root and self._is_data(each):
                    self._break()
                    if not self._in_cell:
                        self._table(each)
                    walk.skip_subtree()
                    continue
                self._open(each)
                self._add(each.text)
            else:
                self._close(each)
                if each is not self._root:
                    self._add(each.tail)
        self._break()
        yield from self._made

    def words(self) -> str:
        """Give the text of a cell, its lines below each other."""
        return "\n".join(piece.text for piece in self.pieces())

    def _open(self, element: etree._Element) -> None:
        tag = element.tag
        if tag in {"sup", "sub"}:
            self._raised.append(tag)
        elif tag == "rt":
            self._raised.append("rt")
        elif tag in {"br", "hr"} or tag not in _INLINE:
            self._break()
        if tag in _HEADINGS and not self._in_cell:
            self._level = _HEADINGS[tag]
        elif tag == "pre":
            self._preformatted += 1
        elif tag in {"ol", "ul"}:
            start = element.get("start", "1")
            first = int(start) if start.lstrip("-").isdecimal() else 1
            bare = "none" in element.get("style", "") or tag == "ul"
            self._lists.append(None if bare else (_SHAPES.get(element.get("type", ""), "decimal"), first))
        elif tag == "li" and self._lists and (counted := self._lists[-1]):
            shape, number = counted
            self._lists[-1] = (shape, number + 1)
            self._mark = written(number, shape) + "."

    def _close(self, element: etree._Element) -> None:
        tag = element.tag
        if tag in {"sup", "sub", "rt"} and self._raised:
            self._raised.pop()
        elif tag not in _INLINE:
            self._break()
        if tag in _HEADINGS:
            self._level = None
        elif tag == "pre":
            self._preformatted -= 1
        elif tag in {"ol", "ul"} and self._lists:
            self._lists.pop()

    def _add(self, text: str | None) -> None:
        if not text or (self._raised and self._raised[-1] == "rt"):
            return
        if self._raised and text.strip().isascii() and not text.strip().startswith("["):
            text = text.translate(RAISED if self._raised[-1] == "sup" else LOWERED)
        if self._preformatted and "\n" in text:
            *whole, text = text.splitlines() if not text.endswith("\n") else [*text.splitlines(), ""]
            for line in whole:
                self._parts.append(line)
                self._break()
        self._parts.append(text)

    def _break(self) -> None:
        line = _unwrapped("".join(self._parts))
        self._parts = []
        if not line:
            return
        mark, self._mark = self._mark, ""
        if mark and numbering(line, 0, len(line)) is None:
            line = f"{mark} {line}" if line[0].isdigit() else mark + line
        self._made.append(Piece(line, level=self._level, paragraph=len(self._made)))
        limits.check(pieces=len(self._made))

    def _is_data(self, table: etree._Element) -> bool:
        """Tell a table of data from one that only lays out the page."""
        inner = sum(_length(each) for each in table.iter("table") if each is not table)
        if inner > _length(table) * _INNER_SHARE:
            return False
        rows = [list(_cells(row)) for row in _own_rows(table)]
        limits.check(across=max(map(len, rows), default=0))
        if max(map(len, rows), default=0) < 2:
            return False
        sizes = [_length(cell) for cells in rows for cell in cells]
        filled = [cells for cells in rows if len(cells) > 1]
        if len(filled) < 2 and (max(sizes) > _PROSE_CELL or inner):
            return False
        return max(sizes) < max(self._bulk, _PROSE_CELL)

    def _table(self, table: etree._Element) -> None:
        self._tables += 1
        captions = (_words(each) for each in table.iterchildren("caption"))
        self._made += [Piece(words, paragraph=len(self._made)) for words in captions if words]
        rows = list(_own_rows(table))
        laid = [
            [Cell(_words(cell), _span(cell, "colspan"), _span(cell, "rowspan")) for cell in _cells(row)] for row in rows
        ]
        said = sum(1 for _ in takewhile(_is_head, rows))
        labels = [is_page_label(cell.words) for cells in laid for cell in cells if cell.words]
        made = list(tables.pieces(laid, self._tables, paragraph=len(self._made), heads_said=said))
        if sum(labels) > 1 and sum(labels) * 4 >= len(labels):
            made = [piece._replace(kind=Kind.ASIDE, table=0, text=piece.text.replace("\t", " ")) for piece in made]
        self._made += made
        for inner in table.iter("table"):
            if inner is not table and next(inner.iterancestors("table")) is table and self._is_data(inner):
                self._table(inner)


def _words(cell: etree._Element) -> str:
    """Give what a cell says; most hold nothing but words."""
    return _Flow(cell, in_cell=True).words() if len(cell) else _unwrapped(cell.text or "")


def _unwrapped(text: str) -> str:
    """Set on one line what the page's source wraps."""
    return _BLANKS.sub(" ", _WRAP.sub("", text)).strip()


def _own_rows(table: etree._Element) -> Iterator[etree._Element]:
    """Give a table's rows, without those of the tables in its cells."""
    return (row for row in table.iter("tr") if next(row.iterancestors("table"), None) is table)


def _length(element: etree._Element) -> int:
    """Count what shows in an element, without blanks."""
    return sum(map(len, "".join(map(str, element.itertext())).split()))


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    return (cell for cell in row if cell.tag in {"td", "th"})


def _is_head(row: etree._Element) -> bool:
    """Tell a row that the page calls a head, by where it stands or by its cells."""
    parent = row.getparent()
    return (parent is not None and parent.tag == "thead") or all(cell.tag == "th" for cell in _cells(row))


def _span(cell: etree._Element, name: str) -> int:
    written_ = (cell.get(name) or "").strip()
    return min(max(int(written_), 1), tables.COLUMNS) if written_.isdecimal() else 1
