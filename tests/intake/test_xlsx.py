"""Workbooks and tables saved as text: what the sheets show, as rows."""

import codecs
import csv
import io
from datetime import date

import openpyxl
import pytest
from openpyxl.comments import Comment

from desktop import intake
from desktop.intake import grids
from desktop.intake.readers.xlsx_numbers import shown
from desktop.model.report import BlockKind, Report
from tests.intake.office import grid, xlsx


def read(*sheets: str, states: dict[int, str] | None = None, styles: str = "", strings: str = "") -> Report:
    return intake.read_bytes(xlsx(*sheets, states=states, styles=styles, strings=strings), "台账.xlsx")


@pytest.mark.parametrize(
    ("raw", "code", "expected"),
    [
        ("0.953", "0.0%", "95.3%"),
        ("0.95349999999999999", "0.00%", "95.35%"),
        ("0.985", "0%", "99%"),
        ("1234567.5", "#,##0.00", "1,234,567.50"),
        ("1234567", "#,##0", "1,234,567"),
        ("12.5", "0.##", "12.5"),
        ("12", "0.##", "12"),
        ("3.50", 'G/通用格式"人"', "3.5人"),
        ("0.30000000000000004", "General", "0.3"),
        ("1.2E-2", "General", "0.012"),
        ("35600000000", "General", "35600000000"),
        ("12.5", '0.0"万元"', "12.5万元"),
        ("12.5", "¥#,##0.0", "¥12.5"),
        ("-3.2", "0.0_ ", "-3.2"),
        ("-3.2", "0.0;(0.0)", "(3.2)"),
        ("12345678", '#,##0,"千元"', "12,346千元"),
        ("45170", "yyyy-m-d", "2023-09-01"),
        ("45170", 'yyyy"年"m"月"d"日"', "2023年9月1日"),
        ("45170", 'yyyy"年"m"月"', "2023年9月"),
        ("45170.5", "yyyy/m/d h:mm", "2023-09-01 12:00"),
        ("0.75", "h:mm", "18:00"),
        ("59", "yyyy-m-d", "1900-02-28"),
        ("3", "@", "3"),
        ("不是数", "0.0%", "不是数"),
        ("7", "0000", "0007"),
        ("95.3", '0.0"%"', "95.3%"),
        ("1234567", '0!.0,"万元"', "123.5万元"),
        ("1234", "0\\.0,", "0.1"),
        ("0", "0;-0;;@", ""),
        ("8", ";;;", ""),
        ("0", '_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * "-"??_ ;_ @_ ', "-"),
        ("0", '0.0;-0.0;"无"', "无"),
        ("12345", '[>=10000]0!.0,"万人";0"人"', "1.2万人"),
        ("345", '[>=10000]0!.0,"万人";0"人"', "345人"),
        ("-0.4", "0", "0"),
        ("7", 'General"所"', "7所"),
        ("1.5", "[h]:mm", "36:00"),
        ("45047", "[$-804]aaaa", "星期一"),
    ],
)
def test_numbers_as_they_are_shown(raw: str, code: str, expected: str) -> None:
    assert shown(raw, code) == expected


STYLES = (
    '<numFmts><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/></numFmts>'
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="10"/><xf numFmtId="164"/></cellXfs>'
)
STRINGS = (
    "<si><t>学段</t></si><si><r><t>面积（m</t></r>"
    '<r><rPr><vertAlign val="superscript"/></rPr><t>2</t></r><r><t>）</t></r><rPh><t>mianji</t></rPh></si>'
)


def test_cells_of_every_kind() -> None:
    sheet = grid(
        ('<c t="s"><v>0</v></c>', '<c t="s"><v>1</v></c>', "达标率", "时间", "合计"),
        ("小学", 1200, '<c s="1"><v>0.9535</v></c>', '<c s="2"><v>45170</v></c>', "<c ><f>SUM(B2)</f><v>1200</v></c>"),
        (
            "初中",
            '<c t="e"><v>#DIV/0!</v></c>',
            "<c ><f>A1</f></c>",
            '<c t="str"><f>A1</f><v>待定</v></c>',
            '<c t="b"><v>1</v></c>',
        ),
    )
    report = read(sheet, styles=STYLES, strings=STRINGS)
    assert report.text.split("\n") == [
        "学段\t面积（m²）\t达标率\t时间\t合计",
        "小学\t1200\t95.35%\t2023年9月\t1200",
        "初中\t#DIV/0!\t\t待定\t是",
    ]
    assert {block.kind for block in report.blocks} == {BlockKind.ROW}
    assert [notice.code for notice in report.notices] == ["uncalculated"]


def test_captions_are_lines_and_empty_rows_part_tables() -> None:
    merges = '<mergeCells><mergeCell ref="A1:C1"/><mergeCell ref="A3:A4"/><mergeCell ref="B3:C3"/></mergeCells>'
    sheet = grid(
        ("青山县2022年教育经费情况表",),
        (None, None, "单位：万元"),
        ("学段", "经费"),
        (None, "2021年", "2022年"),
        ("小学", 1200, 1300),
        ("注：不含民办学校",),
        (),
        (None, "学校", "人数"),
        (None, "一小", 300),
        after=merges,
    )
    report = read(sheet)
    assert report.text.split("\n") == [
        "青山县2022年教育经费情况表",
        "单位：万元",
        "学段\t经费\t经费",
        "学段\t2021年\t2022年",
        "小学\t1200\t1300",
        "注：不含民办学校",
        "学校\t人数",
        "一小\t300",
    ]
    spans = [[(cell.column, cell.across, cell.goes_on) for cell in b.merged] for b in report.blocks]
    assert spans[2:5] == [[(0, 1, False), (1, 2, False)], [(0, 1, True)], []]
    assert [(b.origin.sheet, b.origin.cells) for b in report.blocks if b.origin][2:4] == [
        ("表一", "A3:C3"),
        ("表一", "A4:C4"),
    ]
    assert report.headings()[0].level == 0
    assert [b.head for b in report.blocks if b.kind is BlockKind.ROW] == [True, True, False, True, False]


def test_what_lies_beneath_merged_cells_does_not_show() -> None:
    sheet = grid(
        ("学校", "学生", "教师"),
        ("一小", 321, 77),
        ("二小", 654, 88),
        after='<mergeCells><mergeCell ref="B2:C3"/></mergeCells>',
    )
    report = read(sheet)
    assert report.text.split("\n") == ["学校\t学生\t教师", "一小\t321\t", "二小\t\t"]
    assert ["3 " in notice.says for notice in report.notices if notice.code == "hidden_cells"] == [True]


@pytest.mark.parametrize(
    ("ranges", "kept"),
    [
        ([(1, 1, 2, 2), (2, 2, 3, 3)], [0]),
        ([(2, 2, 3, 3), (1, 1, 2, 2)], [1]),
        ([(1, 1, 2, 1), (1, 2, 2, 2), (3, 1, 3, 2)], [0, 1, 2]),
        ([(1, 1, 1, 3), (1, 1, 2, 1), (2, 1, 2, 3)], [0, 2]),
        ([(1, 1, 3, 1), (1, 2, 2, 3), (2, 2, 3, 2), (3, 3, 4, 3)], [0, 1, 3]),
        ([(1, 4, 9, 6), (2, 1, 2, 9), (2, 1, 2, 3), (2, 7, 3, 9), (10, 1, 10, 9)], [0, 2, 3, 4]),
        ([(1, 1, 1, 2)] * 3, [0]),
    ],
)
def test_of_merged_cells_that_overlap_the_upper_one_holds(
    ranges: list[tuple[int, int, int, int]], kept: list[int]
) -> None:
    given = [grids.Range(*each) for each in ranges]
    assert grids.sheet("", {1: {1: "一"}}, given, grids.Unseen()).merged == [given[at] for at in kept]


def test_what_is_hidden_is_named_and_left_out() -> None:
    hidden = '<cols><col min="2" max="2" hidden="1"/></cols>'
    shown_sheet = grid(("学校", "隐列", "人数"), ("一小", "x9", 300), more=hidden)
    report = read(shown_sheet, grid(("底稿", "88"), ("a", 1)), states={1: "hidden"})
    assert report.text == "学校\t人数\n一小\t300"
    assert [notice.code for notice in report.notices] == ["hidden_sheets", "hidden_cells"]
    assert "“表二”" in report.notices[0].says


def test_several_sheets_are_headed_by_their_names() -> None:
    report = read(grid(("甲", "1"), ("乙", "2")), grid(("丙", "3"), ("丁", "4")))
    assert report.text == "表一\n甲\t1\n乙\t2\n表二\n丙\t3\n丁\t4"


def test_a_workbook_of_another_program() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["问题", "整改措施", "完成时间", "完成率"])
    sheet.append(["校舍不足。", "新建学校2所。\n改造3所。", date(2023, 9, 1), 0.5])
    sheet["D2"].number_format = "0.0%"
    made = io.BytesIO()
    book.save(made)
    report = intake.read_bytes(made.getvalue(), "台账.xlsx")
    assert report.text.split("\n") == [
        "问题\t整改措施\t完成时间\t完成率",
        "校舍不足。\t新建学校2所。\u2028改造3所。\t2023-09-01\t50.0%",
    ]


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("表.csv", "学段,人数\r\n小学,\"1,200\"\r\n", "学段\t人数\n小学\t1,200"),
        ("表.csv", "学段;人数\n小学;1200\n", "学段\t人数\n小学\t1200"),
        ("表.tsv", "学段\t人数\n\t1200\n", "学段\t人数\n\t1200"),
        ("表.csv", "经费情况表,,\n学段,人数,\n小学,3,\n,,\n甲,乙\n", "经费情况表\n学段\t人数\n小学\t3\n\n甲\t乙"),
        ("表.csv", '甲,乙\n"新建\n1所。","改造\n2所。"\n', "甲\t乙\n新建\u20281所。\t改造\u20282所。"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-8-sig"])
def test_tables_saved_as_text(name: str, text: str, expected: str, encoding: str) -> None:
    report = intake.read_bytes(text.encode(encoding), name)
    assert report.text == expected
    assert BlockKind.ROW in {block.kind for block in report.blocks}
    assert report.notices == ()


def test_comments_stand_beside_their_cells() -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    for cells in (("学校", "人数"), ("一小", 820), ("二小", 820)):
        book.active.append(cells)
    book.active["B3"].comment = Comment("与学籍系统不符", "李某")
    stream = io.BytesIO()
    book.save(stream)
    report = intake.read_bytes(stream.getvalue(), "台账.xlsx")
    assert report.text == "学校\t人数\n一小\t820\n二小\t820"
    (said,) = report.comments
    assert (said.author, said.words) == ("李某", "与学籍系统不符")
    assert (said.start, said.end) == (len(report.text) - 3, len(report.text))
    assert [notice.code for notice in report.notices] == ["comments"]


def test_a_quotation_mark_that_nobody_closed_takes_no_rows_in() -> None:
    data = '学校名称,人数\n"丙镇中心小学,1\n丁县小学,"2"\n'.encode()
    assert intake.read_bytes(data, "表.csv").text == '学校名称\t人数\n"丙镇中心小学\t1\n丁县小学\t2'
    data = ('学校名称,人数\n"丙镇' + "中心,1\n" * 9_000 + '",2\n').encode()
    assert intake.read_bytes(data, "表.csv").text.endswith('中心\t1\n"\t2'), "it was closed, and far too late"
    assert csv.field_size_limit() == 131_072, "the limit is the whole program's"


def test_a_mark_of_the_encoding_that_stands_there_twice_leaves_the_first_cell_its_quotes() -> None:
    data = codecs.BOM_UTF8 * 2 + '"学段","人数"\n"小学","1,200"\n'.encode()
    assert intake.read_bytes(data, "表.csv").text == "学段\t人数\n小学\t1,200"
