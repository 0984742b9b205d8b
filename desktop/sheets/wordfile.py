"""A Word document on the house's page: margins, fonts and page numbers of GB/T 9704-2012 (党政机关公文格式).

Fonts are named as the standard has them; where one is not installed, the document's font table leads to another.
"""

import io
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from docx import Document
from docx.document import Document as Word
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm, Pt
from docx.styles.style import ParagraphStyle

from desktop.sheets.pages import Book, Page, printable, records

TITLE, ADDRESSEE, BODY, FIRST, SECOND, THIRD, SIGNED, CELL = (
    "公文标题", "公文主送", "公文正文", "公文一级标题", "公文二级标题", "公文三级标题", "公文落款", "公文表格",
)  # fmt: skip
_SONG, _HEI, _KAI, _FANG = "方正小标宋简体", "黑体", "楷体_GB2312", "仿宋_GB2312"
_OTHERS = {_SONG: "华文中宋", _HEI: "SimHei", _KAI: "楷体", _FANG: "仿宋"}
_TWO_SIGNS = 2
_LIST_TITLE = Pt(18)
_LINE = Pt(28.95)
"""22 lines of 28 signs fill a page (GB/T 9704-2012, 5.2.2 and 5.2.3)."""
_STYLES = {
    TITLE: (_SONG, 22.0, WD_ALIGN_PARAGRAPH.CENTER, 0),
    ADDRESSEE: (_FANG, 16.0, WD_ALIGN_PARAGRAPH.LEFT, 0),
    BODY: (_FANG, 16.0, WD_ALIGN_PARAGRAPH.JUSTIFY, _TWO_SIGNS),
    FIRST: (_HEI, 16.0, WD_ALIGN_PARAGRAPH.LEFT, _TWO_SIGNS),
    SECOND: (_KAI, 16.0, WD_ALIGN_PARAGRAPH.LEFT, _TWO_SIGNS),
    THIRD: (_FANG, 16.0, WD_ALIGN_PARAGRAPH.LEFT, _TWO_SIGNS),
    SIGNED: (_FANG, 16.0, WD_ALIGN_PARAGRAPH.RIGHT, 0),
    CELL: (_FANG, 10.5, WD_ALIGN_PARAGRAPH.LEFT, 0),
}


def blank(title: str, author: str, mark: str = "", *, landscape: bool = False) -> Word:
    """Make an empty document with the page, the styles and the page numbers."""
    made = Document()
    made.core_properties.title, made.core_properties.author = printable(title), printable(author) or "督阅"
    made.core_properties.subject = mark
    section = made.sections[0]
    long, short = Mm(297), Mm(210)
    section.page_width, section.page_height = (long, short) if landscape else (short, long)
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.top_margin, section.bottom_margin = (Mm(28), Mm(26)) if landscape else (Mm(37), Mm(35))
    section.left_margin, section.right_margin = (Mm(25), Mm(25)) if landscape else (Mm(28), Mm(26))
    section.footer_distance = Mm(28) if not landscape else Mm(16)
    for name in _STYLES:
        style(made, name)
    _number_pages(made, mark)
    _name_other_fonts(made)
    return made


def save(path: Path, made: Word) -> None:
    """Write a document at once: a zip file that breaks off half-way complains once more when it is forgotten."""
    held = io.BytesIO()
    made.save(held)
    path.write_bytes(held.getvalue())


def style(made: Word, name: str) -> ParagraphStyle:
    """Find a style of the house in a document, or put it there."""
    if name in made.styles:
        held = made.styles[name]
        assert isinstance(held, ParagraphStyle)
        return held
    font, size, align, indent = _STYLES[name]
    added = made.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    assert isinstance(added, ParagraphStyle)
    added.font.name, added.font.size = "Times New Roman", Pt(size)
    fonts = added.element.get_or_add_rPr().get_or_add_rFonts()
    for kind in ("w:eastAsia", "w:ascii", "w:hAnsi"):
        fonts.set(qn(kind), font)
    spacing = added.paragraph_format
    spacing.alignment, spacing.space_before, spacing.space_after = align, Pt(0), Pt(0)
    if name != CELL:
        spacing.line_spacing_rule, spacing.line_spacing = WD_LINE_SPACING.EXACTLY, _LINE
    if indent:
        spacing.first_line_indent = Pt(size * indent)
    return added


def write_book(path: Path, book: Book) -> None:
    """Write a book as tables, one after another; raises ``OSError``."""
    made = blank(book.title, book.author, book.mark, landscape=True)
    for page in book.pages:
        made.add_paragraph("", style(made, TITLE)).add_run(printable(page.title)).font.size = _LIST_TITLE
        for line in page.lines:
            made.add_paragraph(printable(line), style(made, CELL))
        made.element.body.insert(len(made.element.body) - 1, _of_page(made, page))
        for line in page.foot:
            made.add_paragraph(printable(line), style(made, CELL)).paragraph_format.space_before = Pt(24)
    save(path, made)


def table(
    made: Word, heads: Sequence[str], widths: Sequence[int], found: Iterable[Sequence[Sequence[str]]]
) -> BaseOxmlElement:
    """Make a table of records; its head is repeated on every page, no line is parted, one cell alone goes across.

    A column that says nothing below a record's first line reaches down over all of them. It is made as text, for a
    document of thousands of cells takes minutes to make one by one.
    """
    whole = sum(widths)
    sizes = [round(width / whole * _width(made)) for width in widths]
    grid = "".join(f'<w:gridCol w:w="{size}"/>' for size in sizes)
    edges = "".join(f'<w:{e} w:val="single" w:sz="4" w:color="000000"/>' for e in _EDGES)
    look = style(made, CELL).style_id
    head = "".join(_cell(look, text, size, bold=True) for text, size in zip(heads, sizes, strict=True))
    rows = [f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{head}</w:tr>"]
    for lines in found:
        if len(lines[0]) == 1:
            across = _cell(look, lines[0][0], sum(sizes), bold=True, more=f'<w:gridSpan w:val="{len(sizes)}"/>')
            rows.append(f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{across}</w:tr>")
            continue
        down = [len(lines) > 1 and not any(line[n] for line in lines[1:]) for n in range(len(sizes))]
        for at, line in enumerate(lines):
            merge = "" if at else ' w:val="restart"'
            cells = "".join(
                _cell(look, text, size, more=f"<w:vMerge{merge}/>" if merged else "")
                for text, size, merged in zip(line, sizes, down, strict=True)
            )
            rows.append(f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>")
    return parse_xml(
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblW w:w="{sum(sizes)}" w:type="dxa"/><w:tblBorders>{edges}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{"".join(rows)}</w:tbl>'
    )


_SIGNS = {"\n": "<w:br/>", "\t": "<w:tab/>"}
_T, _R = qn("w:t"), qn("w:r")
_BREAK_SIGN = {qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:tab"): "\t"}
_WORDS = (_T, *_BREAK_SIGN)
_EDGES = ("top", "left", "bottom", "right", "insideH", "insideV")


def _of_page(made: Word, page: Page) -> BaseOxmlElement:
    """Make the table of a page."""
    return table(made, [column.name for column in page.columns], [c.width for c in page.columns], records(page))


def _cell(look: str, text: str, width: int, *, bold: bool = False, more: str = "") -> str:
    """Write one cell; ``look`` is the id of its style, ``more`` says over which others it reaches."""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{more}</w:tcPr>'
        f'<w:p><w:pPr><w:pStyle w:val="{look}"/></w:pPr>{run(text, "<w:b/>" if bold else "")}</w:p></w:tc>'
    )


def run(text: str, look: str = "") -> str:
    """Write a run as XML; ``look`` is what stands in its properties."""
    properties = f"<w:rPr>{look}</w:rPr>" if look else ""
    return "".join(
        f"<w:r>{properties}{sign}</w:r>"
        if (sign := _SIGNS.get(part))
        else f'<w:r>{properties}<w:t xml:space="preserve">{_escaped(part)}</w:t></w:r>'
        for part in re.split("([\n\t])", printable(text))
        if part
    )


def text_of(element: BaseOxmlElement) -> str:
    """Give the words of an element, breaks and tabs as signs."""
    found = []
    for node in element.iter(*_WORDS):
        if node.tag == _T:
            found.append(node.text or "")
        elif (above := node.getparent()) is not None and above.tag == _R:
            found.append(_BREAK_SIGN[node.tag])
    return "".join(found)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _width(made: Word) -> int:
    """Give the room between the margins in twentieths of a point."""
    section = made.sections[-1]
    edges = (section.page_width, section.left_margin, section.right_margin)
    page, left, right = (edge if edge is not None else Mm(25) for edge in edges)
    return round((page - left - right) / 635)


def _number_pages(made: Word, mark: str) -> None:
    """Put — 1 — at the foot of every page, and the mark of an example at its head."""
    foot = made.sections[0].footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for part in ("— ", "PAGE", " —"):
        run = foot.add_run("" if part == "PAGE" else part)
        run.font.size, run.font.name = Pt(14), "宋体"
        if part == "PAGE":
            for xml in (
                f'<w:fldChar {nsdecls("w")} w:fldCharType="begin"/>',
                f'<w:instrText {nsdecls("w")} xml:space="preserve"> PAGE </w:instrText>',
                f'<w:fldChar {nsdecls("w")} w:fldCharType="end"/>',
            ):
                run._r.append(parse_xml(xml))
    if mark:
        head = made.sections[0].header.paragraphs[0]
        head.alignment = WD_ALIGN_PARAGRAPH.CENTER
        head.add_run(mark).font.size = Pt(10.5)


def _name_other_fonts(made: Word) -> None:
    """Tell which font may stand for one that is not installed."""
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="86"/><w:family w:val="auto"/></w:font>'
        for name, other in _OTHERS.items()
    )
    for part in made.part.package.iter_parts():
        if str(part.partname) == "/word/fontTable.xml":
            held: Any = part
            held._blob = part.blob.replace(b"</w:fonts>", f"{fonts}</w:fonts>".encode())
