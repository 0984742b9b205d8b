"""评价意见 on pages: a letter's template, the house's own or an office's, read paragraph by paragraph and filled.

What a template says of fonts, sizes, colours, places, lines and tables is kept; what cannot be painted (pictures, text
boxes, automatic numbers) is refused by name, for an office's letter without its seal or number is not its letter.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from docx.document import Document as Word
from docx.oxml.ns import qn
from docx.section import _Footer, _Header
from PySide6.QtCore import QMarginsF, QSizeF, Qt

from desktop.model.errors import WrongRequest
from desktop.sheets import wordfile, words
from desktop.sheets.flow import FANG, HEI, KAI, SONG, Face, Piece, Record, Table, Text, plain
from desktop.sheets.letterfile import BLOCKS, FIELD, HEADS, OPENING, STYLE, TABLE, WIDTHS, checked, sources
from desktop.sheets.opinion import Letter
from desktop.sheets.pages import printable

Element = Any
"""An element of the document's XML, as lxml has it."""
_ALIGN = {
    "center": Qt.AlignmentFlag.AlignHCenter,
    "right": Qt.AlignmentFlag.AlignRight,
    "end": Qt.AlignmentFlag.AlignRight,
    "both": Qt.AlignmentFlag.AlignJustify,
    "distribute": Qt.AlignmentFlag.AlignJustify,
}
_KNOWN = {"方正小标宋简体": SONG, "黑体": HEI, "SimHei": HEI, "楷体_GB2312": KAI, "楷体": KAI, "KaiTi": KAI}
_UNPAINTED = {"w:drawing": "图片或图形", "w:pict": "图片或文本框", "w:object": "嵌入的对象", "w:numPr": "自动编号"}
_TWIPS, _MM = 20, 56.6929
_DEFAULT_PT, _SINGLE = 10.5, 1.3


@dataclass(frozen=True)
class Setting:
    """The page that a template is set on: its size and margins, what stands at its head and foot beside numbers."""

    size: QSizeF
    margins: QMarginsF
    head: str
    foot: str


@dataclass(frozen=True)
class _Look:
    """How a paragraph looks, every point of it settled; lengths in points, ``line`` 0 for as high as the words are."""

    face: Face
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft
    indent: float = 0
    left: float = 0
    above: float = 0
    below: float = 0
    line: float = 0
    rule: str = ""


class Pages:
    """A template's paragraphs and tables as pieces, its fields filled; each part of ``parts`` begins a page."""

    def __init__(self, made: Word, letter: Letter) -> None:
        """Fill them; raises ``WrongRequest`` for a wrong template and for what cannot be painted."""
        checked(made, letter)
        self._made, self._letter = made, letter
        body = made.element.body
        strange = [word for tag, word in _UNPAINTED.items() if next(body.iter(qn(tag)), None) is not None]
        if strange:
            raise WrongRequest(words.UNPAINTED.format(what="、".join(strange)))
        for style in (*STYLE.values(), wordfile.CELL):
            wordfile.style(made, style)
        self._styles = {each.get(qn("w:styleId")): each for each in made.styles.element.iter(qn("w:style"))}
        self._defaults = made.styles.element.find(qn("w:docDefaults"))
        self._looks = {level: self._of_style(name) for level, name in STYLE.items()}
        self.parts: list[list[Piece]] = [[]]
        self._below = 0.0
        for element in list(body):
            if element.tag == qn("w:tbl"):
                self.parts[-1].append(self._table(element))
            else:
                for paragraph in element.iter(qn("w:p")):
                    self._paragraph(paragraph)
        self.parts = [part for part in self.parts if part]

    @property
    def setting(self) -> Setting:
        """Give the page that the template is set on."""
        section = self._made.sections[0]
        size = QSizeF((section.page_width or 0) / 36000, (section.page_height or 0) / 36000)
        edges = (section.left_margin, section.top_margin, section.right_margin, section.bottom_margin)
        return Setting(
            size=size,
            margins=QMarginsF(*((edge or 0) / 36000 for edge in edges)),
            head=self._around(section.header),
            foot=self._around(section.footer),
        )

    def _around(self, part: _Header | _Footer) -> str:
        """Give the words of a head or foot, without dashes and numbers of pages."""
        return self._filled("　".join(paragraph.text for paragraph in part.paragraphs)).strip(" —-－　第页共")

    def _paragraph(self, paragraph: Element) -> None:
        """Set one paragraph, or what its field stands for."""
        look = self._look(paragraph)
        breaks = [each for each in paragraph.iter(qn("w:br")) if each.get(qn("w:type")) == "page"]
        properties = paragraph.find(qn("w:pPr"))
        if properties is not None and properties.find(qn("w:pageBreakBefore")) is not None:
            self.parts.append([])
        said = wordfile.text_of(paragraph)
        name = next(iter(FIELD.findall(said)), "")
        if name == TABLE:
            self.parts[-1].append(_sources(self._letter, self._of_style(wordfile.CELL).face))
        elif name in BLOCKS:
            self._block(name, look)
        elif breaks:
            self.parts.append([])
        else:
            self._say(look, self._runs(paragraph, look.face))

    def _block(self, name: str, own: _Look) -> None:
        """Set the paragraphs of a section, each in the style of its level."""
        found = self._letter.opening if name == OPENING else self._letter.sections[name]
        for each in found:
            look = own if name == OPENING else self._looks[each.level]
            self._say(look, [(each.text, look.face)])

    def _say(self, look: _Look, runs: Sequence[tuple[str, Face]]) -> None:
        """Add one paragraph."""
        said = [(plain(printable(text)), face) for text, face in runs if text]
        self.parts[-1].append(
            Text(
                "".join(text for text, _ in said),
                said[0][1] if said else look.face,
                look.align,
                look.indent,
                look.left,
                max(look.above, self._below),
                look.line,
                look.rule,
                tuple((len(text), face) for text, face in said[1:] and said),
            )
        )
        self._below = look.below

    def _runs(self, paragraph: Element, face: Face) -> list[tuple[str, Face]]:
        """Give the runs of a paragraph, their fields filled; a field that is parted looks as it begins."""
        own = [(wordfile.text_of(run), self._face(run.find(qn("w:rPr")), face)) for run in paragraph.iter(qn("w:r"))]
        whole = "".join(text for text, _ in own)
        faces = [look for text, look in own for _ in text]
        found: list[tuple[str, Face]] = []
        at = 0
        while at < len(whole):
            field = FIELD.match(whole, at)
            end = field.end() if field else at + 1
            text = self._filled(field[0]) if field else whole[at]
            if found and found[-1][1] == faces[at]:
                found[-1] = (found[-1][0] + text, faces[at])
            else:
                found.append((text, faces[at]))
            at = end
        return found

    def _filled(self, text: str) -> str:
        return FIELD.sub(lambda match: self._letter.fields.get(match[1], match[0]), text)

    def _table(self, table: Element) -> Table:
        """Set a table; a cell that reaches over others stands in the first of them."""
        widths = [int(each.get(qn("w:w"), "1000")) for each in table.iter(qn("w:gridCol"))]
        records = []
        face = Face(points=_DEFAULT_PT)
        for row in table.iter(qn("w:tr")):
            cells: list[str] = []
            for cell in row.iter(qn("w:tc")):
                paragraphs = list(cell.iter(qn("w:p")))
                face = self._look(paragraphs[0]).face if paragraphs else face
                span = next((int(each.get(qn("w:val"), "1")) for each in cell.iter(qn("w:gridSpan"))), 1)
                said = "\n".join(self._filled(wordfile.text_of(each)) for each in paragraphs)
                cells += [printable(said), *("" for _ in range(span - 1))]
            records.append(Record((tuple([*cells, *("" for _ in widths)][: len(widths)]),)))
        return Table((), tuple(widths), tuple(records), face=face)

    def _of_style(self, name: str) -> _Look:
        return self._settled(wordfile.style(self._made, name).style_id, None)

    def _look(self, paragraph: Element) -> _Look:
        """Settle how a paragraph looks: the document's own look, its styles, then what it says itself."""
        properties = paragraph.find(qn("w:pPr"))
        named = properties.find(qn("w:pStyle")) if properties is not None else None
        default = next((key for key, each in self._styles.items() if each.get(qn("w:default")) == "1"), "")
        return self._settled(named.get(qn("w:val")) if named is not None else default, properties)

    def _settled(self, style: str, properties: Element) -> _Look:
        """Lay one look over another, from the most general to the most particular."""
        chain: list[Element] = []
        while (held := self._styles.get(style)) is not None and held not in chain:
            chain.insert(0, held)
            above = held.find(qn("w:basedOn"))
            style = above.get(qn("w:val")) if above is not None else ""
        look = _Look(Face(FANG, _DEFAULT_PT))
        if self._defaults is not None:
            for kind in ("w:rPrDefault", "w:pPrDefault"):
                held = self._defaults.find(qn(kind))
                look = self._laid_over(look, held)
        for held in chain:
            look = self._laid_over(look, held)
        return _of_paragraph(look, properties)

    def _laid_over(self, look: _Look, held: Element) -> _Look:
        if held is None:
            return look
        return _of_paragraph(replace(look, face=self._face(held.find(qn("w:rPr")), look.face)), held.find(qn("w:pPr")))

    @staticmethod
    def _face(properties: Element, face: Face) -> Face:
        """Read how words look."""
        if properties is None:
            return face
        changes: dict[str, Any] = {}
        for child in properties:
            value = child.get(qn("w:val"))
            match child.tag.rpartition("}")[2]:
                case "rFonts" if name := child.get(qn("w:eastAsia")):
                    changes["families"] = _KNOWN.get(name, (name, *FANG))
                case "sz":
                    changes["points"] = int(value) / 2
                case "b":
                    changes["bold"] = value not in {"0", "false"}
                case "color" if value != "auto":
                    changes["colour"] = f"#{value}"
        return replace(face, **changes)


def _of_paragraph(look: _Look, properties: Element) -> _Look:
    """Read how a paragraph is set."""
    if properties is None:
        return look
    changes: dict[str, Any] = {}
    for child in properties:
        match child.tag.rpartition("}")[2]:
            case "jc":
                changes["align"] = _ALIGN.get(child.get(qn("w:val")), Qt.AlignmentFlag.AlignLeft)
            case "ind":
                changes |= _indents(child, look.face.points)
            case "spacing":
                changes |= _spacing(child, look.face.points)
            case "pBdr":
                edge = child.find(qn("w:bottom"))
                if edge is not None and edge.get(qn("w:val")) not in {"none", "nil"}:
                    colour = edge.get(qn("w:color"), "auto")
                    changes["rule"] = "#000000" if colour == "auto" else f"#{colour}"
    return replace(look, **changes)


def _indents(child: Element, points: float) -> dict[str, float]:
    """Read indents; those told in signs go before those in lengths."""
    found: dict[str, float] = {}
    for name, key in (("indent", "firstLine"), ("left", "left"), ("left", "start")):
        signs, length = child.get(qn(f"w:{key}Chars")), child.get(qn(f"w:{key}"))
        if signs is not None and int(signs):
            found[name] = int(signs) / 100 * points
        elif length is not None:
            found[name] = int(length) / _TWIPS
    return found


def _spacing(child: Element, points: float) -> dict[str, float]:
    """Read the room above and below, and between lines."""
    found: dict[str, float] = {}
    for name, key in (("above", "before"), ("below", "after")):
        if (length := child.get(qn(f"w:{key}"))) is not None:
            found[name] = int(length) / _TWIPS
    if (line := child.get(qn("w:line"))) is not None:
        exact = child.get(qn("w:lineRule"), "auto") != "auto"
        found["line"] = int(line) / _TWIPS if exact else int(line) / 240 * points * _SINGLE
    return found


def _sources(letter: Letter, face: Face) -> Table:
    """Set the table of all that the sentences rest on."""
    records = tuple(Record(tuple(tuple(map(printable, line)) for line in lines)) for lines in sources(letter))
    return Table(HEADS, WIDTHS, records, frozenset({0}), replace(face, points=min(face.points, 9)))
