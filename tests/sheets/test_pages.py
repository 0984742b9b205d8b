"""Papers on pages: what is painted is read again word for word, and a paper that lacks something is never given out."""

import io
import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm, Pt, RGBColor
from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QPainter, QPdfWriter

from desktop.model.errors import ExportFailed, WrongRequest
from desktop.model.export import Kind
from desktop.model.review import Review
from desktop.sheets import export, flow, pdf
from desktop.sheets.flow import Laid, Piece, Record, Table, Text
from desktop.sheets.letterfile import house_template
from desktop.sheets.onpages import page_texts
from desktop.sheets.recount import Recount
from desktop.sheets.reread import Reread
from tests.sheets.conftest import LEVELS, POINTS, a_dossier, a_review, scored

pytestmark = pytest.mark.usefixtures("qapp")
TABLE = Table(("序号", "内容"), (10, 90), (), frozenset({0}))


def painted(tmp_path: Path, *pieces: Piece) -> list[str]:
    """Lay pieces out on pages of 100 by 60 millimetres and give the words of each."""
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    device = QPdfWriter(buffer)
    device.setResolution(300)
    painter = QPainter(device)
    laid = Laid(pieces, 100 / 25.4 * 300, 60 / 25.4 * 300, device)
    for page in range(len(laid.pages)):
        if page:
            device.newPage()
        laid.paint(painter, page)
    painter.end()
    path = tmp_path / "页.pdf"
    path.write_bytes(bytes(held.data()))
    return page_texts(path)


def test_a_record_is_parted_only_where_it_is_longer_than_a_page(tmp_path: Path) -> None:
    short = tuple(Record(((str(n), "一句话，" * 30),)) for n in range(1, 9))
    long = Record((("9", "很长的一段话。" * 400),))
    pages = painted(tmp_path, Text("标题"), Table(TABLE.heads, TABLE.widths, (*short, long)))
    assert len(pages) > 5
    assert all("序号内容" in "".join(page.split()) for page in pages), "the head stands on every page"
    for number in range(1, 9):
        (page,) = [page for page in pages if f"\n{number}" in page]
        assert "".join(page.split()).count("一句话，") % 30 == 0
    assert "".join("".join(pages).split()).replace("序号内容", "").count("很长的一段话。") == 400


def test_the_name_of_a_part_stands_with_its_first_record(tmp_path: Path) -> None:
    records = [Record(((str(n), "话" * 150),)) for n in range(1, 9)]
    parts = [record for at, each in enumerate(records) for record in (Record(((f"第{at}部分",),)), each)]
    for page in painted(tmp_path, Table(TABLE.heads, TABLE.widths, tuple(parts))):
        assert not re.search(r"部分\s*$", page)


def test_cells_below_one_another_belong_to_one_record(tmp_path: Path) -> None:
    record = Record((("1", "甲句"), ("", "乙句"), ("", "丙句")))
    whole = Table(TABLE.heads, TABLE.widths, (Record((("第一部分",),)), record))
    pages = painted(tmp_path, whole)
    assert "".join(pages[0].split()) == "序号内容第一部分1甲句乙句丙句"
    Reread(pages, "", "").pieces([whole], Recount("x"))


@pytest.mark.parametrize(
    "change",
    [
        lambda pages: [pages[0].replace("乙", ""), *pages[1:]],
        lambda pages: pages[:-1],
        lambda pages: [page.replace("3", "4") for page in pages],
    ],
)
def test_what_lacks_or_differs_on_a_page_is_found(tmp_path: Path, change: Callable[[list[str]], list[str]]) -> None:
    records = tuple(Record(((str(n), f"第 {n} 条乙" + "话" * 200),)) for n in range(1, 6))
    pieces = (Table(TABLE.heads, TABLE.widths, records), Text("末行"))
    pages = painted(tmp_path, *pieces)
    Reread(pages, "", "").pieces(pieces, Recount("x"))
    with pytest.raises(ExportFailed, match="对不上"):
        Reread(change(pages), "", "").pieces(pieces, Recount("x"))


@pytest.mark.parametrize("kind", [Kind.SHEET, Kind.OPINION, Kind.VISITS])
def test_a_paper_that_lost_a_line_is_not_given_out(
    tmp_path: Path, review: Review, kind: Kind, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = flow.Laid.paint

    def lossy(self: Laid, painter: QPainter, page: int) -> None:
        self.pages[page] = self.pages[page][:-1]
        whole(self, painter, page)

    monkeypatch.setattr(flow.Laid, "paint", lossy)
    path = tmp_path / "纸.pdf"
    path.write_bytes(b"earlier")
    with pytest.raises(ExportFailed, match="对不上"):
        export(path, a_dossier(review, *LEVELS), kind)
    assert path.read_bytes() == b"earlier"
    assert sorted(each.name for each in tmp_path.iterdir() if each.name != "home") == ["纸.pdf"]


def test_items_scores_quotes_and_total_are_counted_on_pages(tmp_path: Path, review: Review) -> None:
    path = tmp_path / "评分表.pdf"
    written = export(path, a_dossier(review, *LEVELS), Kind.SHEET)
    assert (written.of("评分项"), written.of("已评"), written.of("佐证")) == (5, 4, 3)
    points = a_review().with_score(scored(POINTS[0], "8.50")).with_score(scored(POINTS[3], "2.25"))
    export(path, a_dossier(points, *POINTS), Kind.SHEET)
    assert "10.75" in "".join(page_texts(path))


def test_signs_that_fonts_lack_do_not_stop_a_paper(tmp_path: Path) -> None:
    odd = "⼈民⾄上，ﬁ、①②㎡℃，𠮷野家😀，软\u00ad连\u200b字，é ü — “引”…·"
    review = a_review().with_score(scored(LEVELS[0], "达标", reason=odd * 8, remark="\u3000两头\t有空 "))
    export(tmp_path / "x.pdf", a_dossier(review, *LEVELS), Kind.SHEET)
    export(tmp_path / "y.pdf", a_dossier(review, *LEVELS), Kind.OPINION)


def an_office_template() -> bytes:
    """Make a letter with a red head, a number line, a table of its own and the fields of the sections."""
    made = Document()
    section = made.sections[0]
    section.page_width, section.page_height, section.left_margin = Mm(210), Mm(297), Mm(40)
    section.header.paragraphs[0].text = "内部资料"
    head = made.add_paragraph()
    head.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = head.add_run("东河县督导委员会文件")
    run.font.size, run.font.color.rgb, run.font.bold = Pt(30), RGBColor(0xC0, 0, 0), True
    line = made.add_paragraph("东督〔{{年度}}〕7号")
    line._p.get_or_add_pPr().append(
        parse_xml(f'<w:pBdr {nsdecls("w")}><w:bottom w:val="single" w:sz="12" w:color="C00000"/></w:pBdr>')
    )
    title = made.add_paragraph("关于{{地")
    title.add_run("区}}的反馈意见")
    for text in ("{{前言}}", "一、成效", "{{主要成效}}", "二、问题", "{{存在问题}}", "三、建议", "{{整改建议}}"):
        made.add_paragraph(text)
    table = made.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "抄送", "{{评审人}}"
    held = io.BytesIO()
    made.save(held)
    return held.getvalue()


def test_a_letter_on_pages_follows_the_offices_template(tmp_path: Path, review: Review) -> None:
    path = tmp_path / "意见.pdf"
    written = export(path, a_dossier(review, *LEVELS), Kind.OPINION, template=an_office_template())
    assert written.of("句子") > 5
    said = "".join("".join(page_texts(path)).split())
    for words in (
        "东河县督导委员会文件",
        "东督〔2023〕7号",
        "关于东河县的反馈意见",
        "二、问题",
        "抄送王督学",
        "内部资料",
    ):
        assert words in said
    assert "附件" not in said, "a template without a table of sources has none"
    assert "主要成效" not in said


def test_a_template_that_cannot_be_painted_says_so(tmp_path: Path, review: Review) -> None:
    made = house_template()
    made.paragraphs[0]._p.append(parse_xml(f"<w:r {nsdecls('w')}><w:pict/></w:r>"))
    held = io.BytesIO()
    made.save(held)
    with pytest.raises(WrongRequest, match=r"图片或文本框.*导出 Word"):
        export(tmp_path / "x.pdf", a_dossier(review, *LEVELS), Kind.OPINION, template=held.getvalue())
    export(tmp_path / "x.docx", a_dossier(review, *LEVELS), Kind.OPINION, template=held.getvalue())


def test_wrong_fields_are_named_before_a_page_is_painted(tmp_path: Path, review: Review) -> None:
    made = house_template()
    made.add_paragraph("{{县长}}")
    held = io.BytesIO()
    made.save(held)
    with pytest.raises(WrongRequest, match=re.escape("不认识的字段 {{县长}}")):
        export(tmp_path / "x.pdf", a_dossier(review, *LEVELS), Kind.OPINION, template=held.getvalue())
    assert not list(tmp_path.glob("*.pdf"))


def test_a_paper_can_be_set_on_a_worker(tmp_path: Path, review: Review) -> None:
    """Everything below a page may be called in a job: the file is the same as on the main thread."""
    made = a_dossier(review, *LEVELS)
    with ThreadPoolExecutor(1) as worker:
        there = worker.submit(pdf.rendered, Kind.SHEET, made, lambda _: None).result()
    (tmp_path / "a.pdf").write_bytes(there)
    (tmp_path / "b.pdf").write_bytes(pdf.rendered(Kind.SHEET, made, lambda _: None))
    assert page_texts(tmp_path / "a.pdf") == page_texts(tmp_path / "b.pdf")
