"""OFD files (GB/T 33190): the words of their pages where they stand, and what cannot be shown is told."""

import time

import pytest

from desktop import intake
from desktop.model.errors import UnreadableFile
from desktop.model.report import BlockKind
from tests.intake.office import zipped
from tests.intake.printed import wrapped

NS = 'xmlns:ofd="http://www.ofdspec.org/2016"'
MAIN = f"<ofd:OFD {NS}><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>"
SAID = "全县现有小学88所、初中32所，专任教师4126人，其中骨干教师占21.4%，比上年提高1.6个百分点。"


def words(x: float, y: float, said: str, size: float = 4.2) -> str:
    """Place a line as writers do: one step for every sign, half of one after a latin letter."""
    steps = " ".join(str(size * (0.5 if sign.isascii() else 1.0)) for sign in said[:-1])
    return (
        f'<ofd:TextObject Boundary="{x} {y} 180 6" Size="{size}" Font="1">'
        f'<ofd:TextCode X="0" Y="{size}" DeltaX="{steps}">{said.replace("<", "&lt;")}</ofd:TextCode></ofd:TextObject>'
    )


def rule(x: float, y: float, width: float, height: float) -> str:
    box = f'Boundary="{x} {y} {max(width, 1)} {max(height, 1)}"'
    return f"<ofd:PathObject {box}><ofd:AbbreviatedData>M 0 0 L {width} {height}</ofd:AbbreviatedData></ofd:PathObject>"


def ofd(*pages: str, **more: str) -> bytes:
    listed = "".join(f'<ofd:Page ID="{n}" BaseLoc="Pages/Page_{n}/Content.xml"/>' for n in range(len(pages)))
    document = (
        f"<ofd:Document {NS}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox>"
        f"</ofd:PageArea></ofd:CommonData><ofd:Pages>{listed}</ofd:Pages></ofd:Document>"
    )
    page = f"<ofd:Page {NS}><ofd:Content><ofd:Layer>{{}}</ofd:Layer></ofd:Content></ofd:Page>"
    parts = {f"Doc_0/Pages/Page_{n}/Content.xml": page.format(drawn) for n, drawn in enumerate(pages)}
    return zipped({"OFD.xml": MAIN, "Doc_0/Document.xml": document, **parts, **more})


def again(times: int) -> bytes:
    """Make a file of one page that stands in it again and again."""
    listed = "<ofd:Page BaseLoc='Pages/Page_0/Content.xml'/>" * times
    document = f"<ofd:Document {NS}><ofd:Pages>{listed}</ofd:Pages></ofd:Document>"
    return ofd(words(30, 30, SAID), **{"Doc_0/Document.xml": document})


def paragraph(said: str, top: float) -> str:
    found = []
    for at, line in enumerate(wrapped(said, 30)):
        bare = line.lstrip("\u3000")
        found.append(words(30 + 4.2 * (len(line) - len(bare)), top + 7 * at, bare))
    return "".join(found)


def test_lines_become_paragraphs_and_know_their_page() -> None:
    first = words(60, 30, "某县教育督导自评报告", 6) + words(38.4, 45, "一、基本情况") + paragraph(SAID * 2, 55)
    report = intake.read_bytes(ofd(first, paragraph(SAID, 40)), "报告.ofd")
    assert [report.text[b.start : b.end] for b in report.blocks] == [
        "某县教育督导自评报告",
        "一、基本情况",
        SAID * 2,
        SAID,
    ]
    assert [b.origin.page for b in report.blocks if b.origin] == [1, 1, 1, 2]
    assert report.pages is not None
    assert report.pages.sheets[0].width == pytest.approx(595, abs=1)
    at = report.text.index("4126")
    ((_, box),) = report.pages.boxes(at, at + 4)
    assert box.right - box.left == pytest.approx(4 * 2.1 * 72 / 25.4, abs=0.5)


def test_a_ruled_table_and_repeated_steps() -> None:
    lines = "".join(rule(30, 40 + 10 * at, 120, 0) for at in range(3)) + "".join(
        rule(30 + 60 * at, 40, 0, 20) for at in range(3)
    )
    cell = (
        '<ofd:TextObject Boundary="32 42 50 6" Size="4">'
        '<ofd:TextCode X="0" Y="4" DeltaX="g 3 4.0">小学校数</ofd:TextCode></ofd:TextObject>'
    )
    page = lines + cell + words(92, 42, "教师数") + words(32, 52, "88所") + words(92, 52, "4126人")
    report = intake.read_bytes(ofd(page), "表.ofd")
    rows = [report.text[b.start : b.end] for b in report.blocks if b.kind is BlockKind.ROW]
    assert rows == ["小学校数\t教师数", "88所\t4126人"]


def test_what_is_not_shown_is_told() -> None:
    page = words(30, 30, "全县小学12所。") + '<ofd:ImageObject Boundary="0 0 9 9"/>'
    report = intake.read_bytes(ofd(page, **{"Doc_0/Signs/Sign_0/SignedValue.dat": "x"}), "章.ofd")
    assert [notice.code for notice in report.notices] == ["ofd"]
    assert "1 张图片和 1 处电子签章没有显示" in report.notices[0].says


def test_what_no_page_shows_is_not_read_and_what_cannot_be_shown_is_counted() -> None:
    hidden = words(30, 60, "另有99所。").replace("<ofd:TextObject", '<ofd:TextObject Visible="false"')
    curve = (
        '<ofd:PathObject Boundary="30 80 4 4" Fill="true"><ofd:AbbreviatedData>'
        "M 0 0 B 1 1 2 2 3 3 Q 1 2 2 2 C</ofd:AbbreviatedData></ofd:PathObject>"
    )
    page = words(30, 30, "全县小学12所。") + words(30, 45, "\ue001\ue002") + hidden + curve * 40
    report = intake.read_bytes(ofd(page, **{"Doc_0/Annots/Page_0/Annotation.xml": "<x/>"}), "杂.ofd")
    assert report.text == "全县小学12所。"
    assert [notice.code for notice in report.notices] == ["ofd", "unknown_signs"]
    assert "40 个可能是字的图形和 1 页批注没有显示" in report.notices[0].says
    assert "2 个字" in report.notices[1].says


def test_all_documents_of_a_file_are_read() -> None:
    body = "<ofd:DocBody><ofd:DocRoot>{}</ofd:DocRoot></ofd:DocBody>"
    main = f"<ofd:OFD {NS}>{body.format('Doc_0/Document.xml')}{body.format('/Doc_1/Document.xml')}</ofd:OFD>"
    more = f"<ofd:Document {NS}><ofd:Pages><ofd:Page ID='1' BaseLoc='Page.xml'/></ofd:Pages></ofd:Document>"
    page = (
        f"<ofd:Page {NS}><ofd:Content><ofd:Layer>{words(30, 30, '全县初中7所。')}</ofd:Layer></ofd:Content></ofd:Page>"
    )
    parts = {"OFD.xml": main, "Doc_1/Document.xml": more, "Doc_1/Page.xml": page}
    report = intake.read_bytes(ofd(words(30, 30, "全县小学12所。"), **parts), "两份.ofd")
    assert report.pages is not None
    assert [report.pages.page_of(report.text.index(quote)) for quote in ("12所", "7所")] == [1, 2]


@pytest.mark.parametrize(
    ("data", "fragment"),
    [
        (zipped({"OFD.xml": "<x/>"}), "已损坏或不完整"),
        (zipped({"OFD.xml": MAIN}), "已损坏或不完整"),
        (zipped({"OFD.xml": MAIN.replace("<ofd:OFD", "<!DOCTYPE a [<!ENTITY b 'c'>]><ofd:OFD")}), "不安全的声明"),
        (zipped({"OFD.xml": MAIN, "Doc_0/Document.xml": f"<ofd:Document {NS}/>"}), "已损坏或不完整"),
        (ofd(""), "没有可读的文字"),
        (
            ofd(
                '<ofd:TextObject Boundary="a b" Size="nan">'
                '<ofd:TextCode X="1e999" DeltaX="g 99999999 1"/></ofd:TextObject>'
            ),
            "没有可读的文字",
        ),
        (ofd(*("" for _ in range(2001))), "页"),
        (again(500), "展开后过大"),
    ],
)
def test_bad_files_get_one_sentence_soon(data: bytes, fragment: str) -> None:
    begin = time.perf_counter()
    with pytest.raises(UnreadableFile) as told:
        intake.read_bytes(data, "来历不明.ofd")
    assert time.perf_counter() - begin < 5
    assert fragment in told.value.says
    assert told.value.says.count("。") == 1
