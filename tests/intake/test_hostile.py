"""Files that are broken, locked or meant to do harm: one clear sentence, soon."""

import struct
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePath

import pytest

from desktop import intake
from desktop.intake import assembly, formats, grids, limits, package, readers
from desktop.intake.readers import odt
from desktop.intake.worker import Worker
from desktop.model.errors import UnreadableFile
from tests.intake import biff, office, word97
from tests.intake.office import docx, p, tbl
from tests.intake.word97 import Para

DOCUMENT = "word/document.xml"
XXE = (
    f'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY x SYSTEM "{Path(__file__).as_uri()}">]>'
    + office.part("document", "<w:body>" + p("机密：") + "<w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body>").partition(
        "\n"
    )[2]
)
LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "哈哈哈哈哈哈哈哈哈哈">'
    + "".join(f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in zip("abcdefghi", "bcdefghij", strict=True))
    + f']><w:document xmlns:w="{office.W}"><w:body><w:p><w:r><w:t>&j;</w:t></w:r></w:p></w:body></w:document>'
)


@contextmanager
def soon() -> Iterator[None]:
    """Hold what is done to a few seconds, without the start of the process that reads."""
    intake.read_bytes(GOOD, "好.docx")
    begin = time.perf_counter()
    yield
    assert time.perf_counter() - begin < 5


def holding(document: str | bytes, **more: str) -> bytes:
    return office.zipped({DOCUMENT: document, **more})


def with_entry(data: bytes, offset: int, value: bytes) -> bytes:
    """Change the zip directory's record of the only part."""
    at = data.index(b"PK\x01\x02") + offset
    return data[:at] + value + data[at + len(value) :]


def deep(levels: int) -> str:
    inside = "<w:sdt><w:sdtContent>" * levels + p("底") + "</w:sdtContent></w:sdt>" * levels
    return office.part("document", f"<w:body>{inside}</w:body>")


GOOD = docx(p("一、成效") + p("全县小学12所。"))
ALONE = holding(deep(3))
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
HUGE = holding(office.part("document", "<w:body>" + "<w:p/>" * 2_000_000 + "</w:body>"))


@pytest.mark.parametrize(
    ("data", "fragment"),
    [
        (GOOD[: len(GOOD) // 2], "已损坏或不完整"),
        (GOOD[:-30], "已损坏或不完整"),
        (GOOD[:40], "已损坏或不完整"),
        (office.zipped({"a.jpg": "x"}), "暂不支持压缩包"),
        (ALONE[:60] + b"\xff" * 40 + ALONE[100:], "已损坏或不完整"),
        (holding(""), "已损坏或不完整"),
        (holding("not xml at all"), "已损坏或不完整"),
        (holding("<a/>"), "已损坏或不完整"),
        (docx(""), "没有可读的文字"),
        (docx(p(" \u3000\u200b\xad") + tbl(("", ""))), "没有可读的文字"),
        (OLE + b"\x00" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\x00" * 600, "打开密码"),
        (with_entry(holding(deep(1)), 8, struct.pack("<H", 1)), "打开密码"),
        (HUGE, "展开后过大"),
        (office.zipped({DOCUMENT: "", **{f"word/{n}": "" for n in range(package.ENTRIES)}}), "展开后过大"),
        (with_entry(holding(deep(1)), 24, struct.pack("<I", 0x7FFFFFFF)), "展开后过大"),
        (with_entry(HUGE, 24, struct.pack("<I", 4000)), "已损坏或不完整"),
        (holding(XXE), "不安全的声明"),
        (holding(XXE.replace('<?xml version="1.0"?>', "").encode("utf-16")), "不安全的声明"),
        (holding(LAUGHS), "不安全的声明"),
        (holding(deep(1), **{"word/styles.xml": LAUGHS}), "不安全的声明"),
        (holding(deep(1900)), "超出了本程序能读的范围"),
    ],
    ids=lambda each: each if isinstance(each, str) else "",  # a zip holds the time at which it was made
)
def test_one_sentence_soon(data: bytes, fragment: str) -> None:
    with soon(), pytest.raises(UnreadableFile) as told:
        intake.read_bytes(data, "来历不明.docx")
    assert fragment in told.value.says
    assert "来历不明.docx" in told.value.says
    assert told.value.says.endswith("。")
    assert told.value.says.count("。") == 1


SHEET = f'<worksheet xmlns="{office.SHEET}"><sheetData>{{}}</sheetData></worksheet>'


@pytest.mark.parametrize(
    ("data", "fragment"),
    [
        (office.xlsx("<sheetData/>"), "没有可读的文字"),
        (office.xlsx("<sheetData><row><c><v>1</v></c></row></sheetData>")[:700], "已损坏或不完整"),
        (office.zipped({"xl/workbook.xml": "<workbook"}), "没有可读的文字"),
        (office.zipped({"xl/workbook.xml": LAUGHS}), "不安全的声明"),
        (office.xlsx(f"<sheetData>{'<row><c/></row>' * 900_000}</sheetData>"), "展开后过大"),
        (office.zipped({"xl/worksheets/sheet1.xml": SHEET.format("")}), "已损坏或不完整"),
    ],
)
def test_workbooks_too(data: bytes, fragment: str) -> None:
    with soon(), pytest.raises(UnreadableFile, match=fragment):
        intake.read_bytes(data, "来历不明.xlsx")


def test_a_merged_range_without_end_costs_no_time() -> None:
    merge = '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    rows = '<sheetData><row r="1"><c r="A1" t="str"><v>名</v></c><c r="B1"><v>1</v></c></row></sheetData>'
    with soon():
        report = intake.read_bytes(office.xlsx(rows + merge), "宽.xlsx")
        assert report.text == "名"


ROWS = (
    "<sheetData>" + "".join(f'<row r="{r}"><c r="A{r}"><v>{r}</v></c></row>' for r in range(1, 9000)) + "</sheetData>"
)
NOTED = '<w:p><w:r><w:t>正文</w:t><w:footnoteReference w:id="1"/></w:r></w:p>'


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("叠.xlsx", office.xlsx(ROWS + "<mergeCells>" + '<mergeCell ref="A1:XFD1048576"/>' * 20_000 + "</mergeCells>")),
        (
            "阶.xlsx",
            office.xlsx(
                ROWS
                + "<mergeCells>"
                + "".join(f'<mergeCell ref="B{r}:XFD{r + 900}"/>' for r in range(1, 9000))
                + "</mergeCells>"
            ),
        ),
        (
            "域.docx",
            docx(p('<w:r><w:fldChar w:fldCharType="begin"/><w:fldChar w:fldCharType="separate"/></w:r>', "a") * 4000),
        ),
        ("域.doc", word97.word97(*[Para("\x13X\x14甲\r")] * 4000)),
        ("注.docx", docx(NOTED * 5_000, footnotes=f'<w:footnote w:id="1">{p("注" * 1000)}</w:footnote>')),
        ("环.docx", docx(NOTED, footnotes=f'<w:footnote w:id="1">{NOTED * 2}</w:footnote>')),
        (
            "批.docx",
            docx(
                "<w:p>"
                + "".join(f'<w:commentRangeStart w:id="{n}"/>' for n in range(3000))
                + "<w:r><w:t>正文</w:t></w:r>" * 3000
                + "</w:p>"
            ),
        ),
        ("格.html", f"<table><tr>{'<td><a>甲</a><a>乙</a></td>' * 9000}</tr></table><p>正文</p>".encode()),
        ("签.txt", b"[bookmark: a]" * 90_000 + b"text"),
        ("藏.html", b"<div style='visibility:hidden'>a</div>" * 9000 + b"<p>text</p>"),
    ],
)
def test_what_would_take_quadratic_time_is_read_soon(name: str, data: bytes) -> None:
    with soon():
        assert intake.read_bytes(data, name).text


def test_merged_cells_that_lie_over_each_other_are_looked_at_so_often(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(grids, "_REACHED", 10)
    grid = {row: {1: "学校名称", 2: "3"} for row in range(1, 40)}
    grids._fill_merged([grids.Range(1, 1, 30, 4)] * 5, full := {row: {**cells, 9: "末"} for row, cells in grid.items()})
    assert sum(len(cells) for cells in full.values()) == 39 * 3 + 10 * 2


@pytest.mark.parametrize(
    "body",
    [
        p("甲") + tbl((office.tc("乙", across=10**6), "丙")),
        tbl(*(((office.tc("甲", merge="continue")), "1") for _ in range(3))),
        "<w:tbl/>" + p("甲"),
        "<w:tbl><w:tr/></w:tbl>" + p("甲"),
        "<w:p><w:pPr><w:numPr><w:ilvl w:val='99'/><w:numId w:val='x'/></w:numPr></w:pPr><w:r><w:t>甲</w:t></w:r></w:p>",
        '<w:p><w:r><w:fldChar w:fldCharType="end"/><w:fldChar w:fldCharType="separate"/><w:t>甲</w:t></w:r></w:p>',
        '<w:p><w:r><w:sym w:char="ZZ"/><w:sym/><w:t>甲</w:t></w:r></w:p>',
    ],
)
def test_odd_structures_are_read(body: str) -> None:
    report = intake.read_bytes(docx(body), "怪.docx")
    assert "甲" in report.text or "1" in report.text


def test_a_hang_is_ended_and_the_next_file_is_read() -> None:
    worker = Worker(seconds=0.0, per_mb=0.0)
    data = docx(p("全县小学12所。") * 20_000)
    try:
        with pytest.raises(UnreadableFile, match="读取时间过长"):
            worker.read("docx", data, "慢.docx")
        patient = Worker(seconds=60.0)
        assert len(patient.read("docx", data, "慢.docx").pieces) == 20_000
        patient.close()
    finally:
        worker.close()


def test_a_crash_costs_one_file_at_most() -> None:
    worker = Worker()
    try:
        assert len(worker.read("docx", GOOD, "好.docx").pieces) == 2
        assert worker._process is not None
        worker._process.kill()
        worker._process.join()
        assert len(worker.read("docx", GOOD, "好.docx").pieces) == 2
    finally:
        worker.close()


def test_links_to_the_outside_are_not_followed() -> None:
    rels = office.relations("https://example.invalid/styles.xml").replace("/>", ' TargetMode="External"/>')
    data = office.zipped({DOCUMENT: deep(1), "word/_rels/document.xml.rels": rels}, zipfile.ZIP_STORED)
    assert intake.read_bytes(data, "报告.docx").text == "底"


IN_TABLE = b"\x16\x24\x01"
OLDER = "http://schemas.microsoft.com/office/word/2003/wordml"
ENTITIES = '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY a "哈哈哈哈哈哈哈哈">'
SPOILT = ("全县教育系统围绕年度目标任务，稳步推进各项工作，群众满意度不断提升。" * 20).encode()
SPOILT_TWICE = SPOILT.decode("gb18030", "replace").encode()


@pytest.mark.parametrize(
    ("name", "data", "fragment"),
    [
        ("网页.html", b"<html><body>" + b"<div>" * 200_000 + b"</body></html>", "超出了本程序能读的范围"),
        ("网页.html", b"<html><body>" + b"<p><span>" * 5_000 + b"</body></html>", "超出了本程序能读的范围"),
        ("网页.html", b"<html><body> \xc2\xa0 &nbsp; \r\n</body></html>", "没有可读的文字"),
        ("网页.html", b"<html>" + bytes(range(1, 9)) * 400, "不是文本文件"),
        ("网页.html", b"<html><body " + b" a" * 30_000 + b">text</body></html>", "超出了本程序能读的范围"),
        ("网页.html", b"<html><body>" + b"<hr>" * 500_000 + b"text</body></html>", "超出了本程序能读的范围"),
        ("富文本.rtf", b"{\\rtf1" + b"{" * 300_000, "没有可读的文字"),
        ("富文本.rtf", b"{\\rtf1" + b"\\b" * 3_000_000 + b" text}", "超出了本程序能读的范围"),
        ("富文本.rtf", b"{\\rtf1 \\par\\par }", "没有可读的文字"),
        ("旧表.xls", OLE + b"\x00" * 600 + "Workbook".encode("utf-16-le") + b"\x00" * 600, "已损坏或不完整"),
        ("旧文档.doc", OLE + b"\x00" * 600 + "WordDocument".encode("utf-16-le") + b"\x00" * 600, "已损坏或不完整"),
        ("表.xlsx", OLE + b"\x00" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\x00" * 600, "打开密码"),
        ("表.csv", b"\x00" * 5000, "不是文本文件"),
        ("表.csv", b",,,\n,,,\n", "没有可读的文字"),
        ("文.txt", bytes(200) + b"\xff" * 200, "不是文本文件"),
        ("文.txt", b"\xff\xfe" + b"\x20\x00" * 5000, "空文件"),
        ("空.docx", b"", "空文件"),
        (
            "一.doc",
            LAUGHS.replace("<w:document ", f'<w:wordDocument xmlns:o="{OLDER}" ').encode(),
            "不安全的声明",
        ),
        ("一.xml", f'<w:wordDocument xmlns:w="{OLDER}"><w:body/></w:wordDocument>'.encode(), "没有可读的文字"),
        ("空.odt", b"   ", "空文件"),
        (
            "二.xml",
            f'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "{"x" * 5000}">]><w>{"&a;" * 5000}</w>'.encode(),
            "XML 文件",
        ),
        ("多.mht", b"MIME-Version: 1.0\nContent-Type: text/html\n\n" + b"--x\n\n" * 30_000, "超出了本程序能读的范围"),
        ("引.csv", b'a,b\n"' + b'x,"",\n' * 300_000, "超过一份报告的限度"),
    ],
)
def test_every_format_says_one_sentence_soon(name: str, data: bytes, fragment: str) -> None:
    with soon(), pytest.raises(UnreadableFile) as told:
        intake.read_bytes(data, name)
    assert fragment in told.value.says
    assert name in told.value.says
    assert told.value.says.endswith("。")
    assert "\n" not in told.value.says


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("乱码.txt", SPOILT_TWICE, "mojibake"),
        ("乱码.csv", SPOILT.decode("latin-1").encode(), "mojibake"),
        (
            "乱码.html",
            b"<html><body><p>" + SPOILT_TWICE + b"</p></body></html>",
            "mojibake",
        ),
    ],
)
def test_spoilt_text_is_told_soon(name: str, data: bytes, code: str) -> None:
    with soon():
        notices = intake.read_bytes(data, name).notices
    assert [notice.code for notice in notices] == [code]
    assert notices[0].says.count("。") == 1


def test_a_web_page_opens_no_entity_and_no_file() -> None:
    laughs = "".join(
        f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in zip("abcdefg", "bcdefgh", strict=True)
    )
    page = f"{ENTITIES}{laughs}]><html><body><p>小学12所 &x; &h;</p></body></html>"
    with soon():
        report = intake.read_bytes(page.encode(), "网页.html")
    assert "小学12所" in report.text
    assert "root:" not in report.text
    assert len(report.text) < 2000


def opendocument(kind: str, rows: str) -> bytes:
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "text", "table")
    )
    body = f"<office:{kind}><table:table>{rows}</table:table></office:{kind}>"
    content = f"<office:document-content {spaces}><office:body>{body}</office:body></office:document-content>"
    return office.zipped({"mimetype": f"application/vnd.oasis.opendocument.{kind}", "content.xml": content})


def table(suffix: str, rows: int, across: int) -> bytes:
    """Write a table of so many rows and columns, every cell a figure, in a format."""
    word = "<w:tr>" + "<w:tc><w:p><w:r><w:t>31</w:t></w:r></w:p></w:tc>" * across + "</w:tr>"
    match suffix:
        case "docx":
            return docx(f"<w:tbl>{word * rows}</w:tbl>")
        case "xml":
            return (
                f'<w:wordDocument xmlns:w="{OLDER}"><w:body><w:tbl>{word * rows}</w:tbl></w:body></w:wordDocument>'
            ).encode()
        case "xlsx":
            return office.xlsx(f"<sheetData>{('<row>' + '<c><v>31</v></c>' * across + '</row>') * rows}</sheetData>")
        case "xls":
            return biff.workbook(record for row in range(rows) for record in biff.row(row, *[31.0] * across))
        case "odt" | "ods":
            row = "<table:table-row>" + "<table:table-cell><text:p>31</text:p></table:table-cell>" * across
            return opendocument({"odt": "text", "ods": "spreadsheet"}[suffix], (row + "</table:table-row>") * rows)
        case "html" | "mht":
            page = f"<html><table>{('<tr>' + '<td>31</td>' * across + '</tr>') * rows}</table></html>"
            head = "MIME-Version: 1.0\r\nContent-Type: text/html\r\n\r\n" if suffix == "mht" else ""
            return (head + page).encode()
        case "rtf":
            edges = "".join(f"\\cellx{500 * at}" for at in range(1, across + 1))
            return (r"{\rtf1 " + (rf"\trowd{edges}\intbl " + r"31\cell " * across + r"\row ") * rows + "}").encode()
        case "doc":
            cells = [Para("31\x07", properties=IN_TABLE) for _ in range(across)]
            end = Para("\x07", properties=IN_TABLE + b"\x17\x24\x01")
            return word97.word97(*[*cells, end] * rows, Para("\r"))
        case _:
            return (",".join(["31"] * across) + "\n").encode() * rows


@pytest.mark.parametrize("suffix", ["docx", "xml", "xlsx", "xls", "odt", "ods", "html", "mht", "rtf", "doc", "csv"])
@pytest.mark.parametrize(("rows", "across"), [(130, 2), (30, 20), (2, 70)])
def test_a_table_longer_or_wider_than_any_is_refused_before_it_is_laid_out(
    monkeypatch: pytest.MonkeyPatch, suffix: str, rows: int, across: int
) -> None:
    data, name = table(suffix, rows, across), f"表.{suffix}"
    reader = formats.recognise(data, PurePath(name).suffix).reader
    assert len(readers.read(reader, data, name).pieces) == rows
    for limit, most in (("PIECES", 100), ("CELLS", 500), ("ACROSS", 60)):
        monkeypatch.setattr(limits, limit, most)
    monkeypatch.setattr(assembly, "row", pytest.fail)
    with pytest.raises(UnreadableFile, match=f"“{name}”超过一份报告的限度"):
        readers.read(reader, data, name)


@pytest.mark.parametrize(("limit", "most"), [("PIECES", 100), ("CELLS", 250)])
def test_a_workbook_longer_than_any_is_refused_before_a_cell_is_read(
    monkeypatch: pytest.MonkeyPatch, limit: str, most: int
) -> None:
    monkeypatch.setattr(limits, limit, most)
    monkeypatch.setattr(odt.Story, "words", pytest.fail)
    with pytest.raises(UnreadableFile, match="超过一份报告的限度"):
        readers.read("ods", table("ods", 130, 2), "表.ods")


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("长.csv", b"1 2\n" * 120),
        ("长.html", b"<html><body>" + "<p>全县小学31所</p>".encode() * 120 + b"</body></html>"),
        ("长.rtf", rb"{\rtf1\ansi " + rb"31 schools\par " * 120 + b"}"),
        ("式.rtf", rb"{\rtf1{\*\moMath" + rb"{\mr 1}" * 60 + b"}}"),
        ("长.docx", docx(p("全县小学31所") * 120)),
        ("多.docx", docx(p("全县小学31所" * 300))),
        (
            "多.xlsx",
            office.xlsx(f"<sheetData>{'<row><c><v>3</v></c></row>' * 2}</sheetData>".replace("3<", "3" * 900 + "<")),
        ),
    ],
)
def test_what_is_longer_than_any_report_is_refused(monkeypatch: pytest.MonkeyPatch, name: str, data: bytes) -> None:
    monkeypatch.setattr(limits, "PIECES", 100)
    monkeypatch.setattr(limits, "SIGNS", 1500)
    with pytest.raises(UnreadableFile, match="超过一份报告的限度"):
        readers.read(formats.recognise(data, PurePath(name).suffix).reader, data, name)


def test_a_plain_text_without_end_is_refused_before_it_is_cut_into_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intake, "outline", pytest.fail)
    for data in (b"31\n" * 200_001, b"31\r" * 200_001, b"31" * 3_000_001):
        with pytest.raises(UnreadableFile, match="超过一份报告的限度（20 万段或行"):
            intake.read_bytes(data, "长.txt")
