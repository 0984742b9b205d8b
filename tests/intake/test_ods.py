"""OpenDocument workbooks: values as their cells show them, merged heads, what is hidden told, sheets by name."""

import pytest

from desktop import intake
from desktop.intake import limits, readers
from desktop.model.errors import UnreadableFile
from desktop.model.report import BlockKind, Report
from tests.intake.office import zipped
from tests.intake.test_odt import _SPACES

MIME = "application/vnd.oasis.opendocument.spreadsheet"
STYLES = (
    '<style:style style:name="off" style:family="table"><style:table-properties table:display="false"/></style:style>'
)


def sheet(*rows: str, name: str = "Sheet1", style: str = "", columns: str = "") -> str:
    return f'<table:table table:name="{name}" table:style-name="{style}">{columns}{"".join(rows)}</table:table>'


def row(*cells: str, more: str = "") -> str:
    return f"<table:table-row {more}>{''.join(map(cell, cells))}</table:table-row>"


def cell(words: str, more: str = "") -> str:
    return (
        words
        if words.startswith("<table:")
        else f"<table:table-cell {more}><text:p>{words}</text:p></table:table-cell>"
    )


def workbook(*sheets: str) -> bytes:
    content = (
        f"<office:document-content {_SPACES}><office:automatic-styles>{STYLES}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{''.join(sheets)}</office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    return zipped({"mimetype": MIME, "content.xml": content, "META-INF/manifest.xml": "<m/>"}, method=0)


def read(*sheets: str) -> Report:
    return intake.read_bytes(workbook(*sheets), "台账.ods")


def told(report: Report) -> dict[str, str]:
    return {notice.code: notice.says for notice in report.notices}


EMPTY = '<table:table-cell table:number-columns-repeated="1020"/>'


def test_a_table_is_read_as_its_cells_show_it() -> None:
    percent = cell("96.50%", 'office:value-type="percentage" office:value="0.965"')
    date = cell("2023年6月1日", 'office:value-type="date" office:date-value="2023-06-01"')
    report = read(
        sheet(
            row("整改台账", EMPTY),
            row("事项", "完成率", "完成日期", EMPTY),
            row("补齐教师", percent, date, EMPTY),
            '<table:table-row table:number-rows-repeated="1048000"><table:table-cell/></table:table-row>',
        )
    )
    assert report.text == "整改台账\n事项\t完成率\t完成日期\n补齐教师\t96.50%\t2023年6月1日"
    rows = [block for block in report.blocks if block.kind is BlockKind.ROW]
    assert [block.head for block in rows] == [True, False]
    assert report.notices == ()


def test_merged_heads_repeated_cells_and_sheets_by_name() -> None:
    wide = cell("在校生", 'table:number-columns-spanned="2"')
    same = cell("0", 'table:number-columns-repeated="2"')
    first = sheet(
        row("学校", wide, "<table:covered-table-cell/>"), row("", "小学", "初中"), row("甲校", same), name="学生"
    )
    second = sheet(row("学校", "专任教师"), row("甲校", "31"), name="教师")
    assert (
        read(first, second).text
        == "学生\n学校\t在校生\t在校生\n\t小学\t初中\n甲校\t0\t0\n教师\n学校\t专任教师\n甲校\t31"
    )


def test_what_is_hidden_is_told_and_left_out() -> None:
    hidden = '<table:table-column/><table:table-column table:visibility="collapse"/><table:table-column/>'
    report = read(
        sheet(
            row("学校", "内部口径", "人数"),
            row("甲校", "7", "120"),
            row("乙校", "8", "90", more='table:visibility="filter"'),
            columns=hidden,
        ),
        sheet(row("底稿", "1"), row("略", "2"), name="底稿", style="off"),
    )
    assert report.text == "学校\t人数\n甲校\t120"
    assert "底稿" in told(report)["hidden_sheets"]
    assert "5 个单元格" in told(report)["hidden_cells"]


def test_comments_stand_beside_their_cells_and_not_in_the_text() -> None:
    note = (
        "<table:table-cell><office:annotation><dc:creator>王</dc:creator><text:p>请核实</text:p></office:annotation>"
        "<text:p>120</text:p></table:table-cell>"
    )
    report = read(sheet(row("学校", "人数"), row("甲校", note)))
    assert report.text == "学校\t人数\n甲校\t120"
    assert [(comment.author, comment.words) for comment in report.comments] == [("王", "请核实")]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (zipped({"mimetype": MIME, "content.xml": "<a/>"}, method=0), "已损坏或不完整"),
        (workbook(sheet(row(""))), "没有可读的文字"),
    ],
)
def test_what_cannot_be_read_is_said(data: bytes, says: str) -> None:
    with pytest.raises(UnreadableFile, match=says):
        intake.read_bytes(data, "台账.ods")


def test_cells_without_end_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "CELLS", 1000)
    many = row(cell("1", 'table:number-columns-repeated="200"'), more='table:number-rows-repeated="200"')
    with pytest.raises(UnreadableFile, match="超过一份报告的限度"):
        readers.read("ods", workbook(sheet(many)), "台账.ods")


def test_a_package_that_was_packed_anew_is_known_by_what_it_says() -> None:
    whole = zipped({"content.xml": "<a/>" * 2000, "mimetype": MIME})
    with pytest.raises(UnreadableFile, match="已损坏"):
        intake.read_bytes(whole, "台账.ods")
