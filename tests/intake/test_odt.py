"""OpenDocument texts: list numbers, tables, notes; what does not show stays out."""

import pytest

from desktop import intake
from desktop.model.errors import UnreadableFile
from desktop.model.report import BlockKind, Report
from tests.intake.office import zipped

PROSE = "全县教育系统围绕年度目标任务，稳步推进各项工作，取得了积极进展，群众满意度不断提升。"
MIME = "application/vnd.oasis.opendocument.text"
_KEYS = ("office", "text", "table", "style", "draw", "xlink", "dc")
_SPACES = " ".join(f'xmlns:{key}="urn:oasis:names:tc:opendocument:xmlns:{key}:1.0"' for key in _KEYS)
STYLES = (
    '<style:style style:name="gone"><style:text-properties text:display="none"/></style:style>'
    '<style:style style:name="back"><style:text-properties text:display="true"/></style:style>'
    '<style:style style:name="up"><style:text-properties style:text-position="super 58%"/></style:style>'
    '<style:style style:name="high"><style:text-properties style:text-position="33% 80%"/></style:style>'
    '<style:style style:name="low"><style:text-properties style:text-position="-33% 80%"/></style:style>'
    '<text:list-style style:name="L">'
    '<text:list-level-style-number text:level="1" style:num-format="一, 二, 三, ..." style:num-suffix="、"/>'
    '<text:list-level-style-number text:level="2" style:num-format="1" style:num-prefix="（" style:num-suffix="）"/>'
    '<text:list-level-style-number text:level="3" style:num-format="1" style:num-suffix="." text:display-levels="2"/>'
    '<text:list-level-style-number text:level="4" style:num-format="" style:num-suffix="附："/>'
    "</text:list-style>"
)


def odt(body: str, **parts: str) -> bytes:
    content = (
        f"<office:document-content {_SPACES}><office:automatic-styles>{STYLES}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    return zipped({"mimetype": MIME, "content.xml": content, "META-INF/manifest.xml": "<m/>", **parts}, method=0)


def read(body: str, **parts: str) -> Report:
    return intake.read_bytes(odt(body, **parts), "报告.odt")


def p(words: str, style: str = "") -> str:
    return f'<text:p text:style-name="{style}">{words}</text:p>'


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (p("甲<text:s text:c='2'/>乙<text:tab/>丙<text:line-break/>丁"), "甲\xa0\xa0乙\t丙\n丁"),
        (p("入学率<text:span>9</text:span><text:span>9.8%</text:span>\n"), "入学率99.8%"),
        (p('5000m<text:span text:style-name="up">2</text:span>'), "5000m²"),
        (p('5000m<text:span text:style-name="high">2</text:span>'), "5000m²"),
        (p('共<text:span text:style-name="low">31</text:span>所'), "共31所"),
        (p('显<text:span text:style-name="gone">12</text:span>') + p("隐", "gone"), "显"),
        (
            p('显<text:span text:style-name="gone">1<text:span text:style-name="back">2</text:span></text:span>3'),
            "显23",
        ),
        (p("链<text:a xlink:href='x'>接</text:a>"), "链接"),
        ("<text:section text:display='none'>" + p("隐") + "</text:section>" + p("显"), "显"),
        (
            p("占<draw:frame><draw:object xlink:href='./F'/><draw:image xlink:href='./P'/></draw:frame>强"),
            "占1/3强",
        ),
        (p("前<draw:frame><draw:text-box>" + p("框") + "</draw:text-box></draw:frame>后"), "前后\n框"),
    ],
)
def test_what_shows(body: str, expected: str) -> None:
    formula = "<math><mfrac><mn>1</mn><mn>3</mn></mfrac></math>"
    report = read(body, **{"F/content.xml": formula})
    assert report.text == expected
    assert not report.notices


def test_lists_are_numbered_as_the_author_saw_them() -> None:
    inner = "<text:list><text:list-item>{}</text:list-item></text:list>".format
    body = (
        '<text:list text:style-name="L"><text:list-item>'
        + p("成效")
        + inner(p("经费") + inner(p("投入")))
        + "</text:list-item></text:list>"
        + p(PROSE)
        + '<text:list text:style-name="L" text:continue-numbering="true"><text:list-item>'
        + p("问题")
        + p("续段")
        + "</text:list-item><text:list-header>"
        + p("无号")
        + "</text:list-header></text:list>"
    )
    assert read(body).text.split("\n") == ["一、成效", "（1）经费", "1.1.投入", PROSE, "二、问题", "续段", "无号"]


def test_what_stands_deeper_in_a_list_that_goes_on_is_counted_on_too() -> None:
    def at(depth: int, words: str, more: str = 'text:continue-numbering="true"') -> str:
        inside = p(words)
        for _ in range(depth - 1):
            inside = f"<text:list><text:list-item>{inside}</text:list-item></text:list>"
        return f'<text:list text:style-name="L" {more}><text:list-item>{inside}</text:list-item></text:list>'

    body = at(1, "成效", "") + at(2, "校舍") + p(PROSE) + at(3, "教室") + at(3, "操场") + p(PROSE) + at(2, "师资")
    text = read(body + at(4, "名单") + at(1, "问题") + at(2, "大班额") + at(2, "另起", "")).text
    assert [line for line in text.split("\n") if line != PROSE] == [
        *(
            "一、成效",
            "（1）校舍",
            "1.1.教室",
            "1.2.操场",
            "（2）师资",
            "附：名单",
            "二、问题",
            "（1）大班额",
            "（1）另起",
        ),
    ]


def test_a_file_that_is_one_xml_is_read_and_words_deleted_where_they_stand_are_left_out() -> None:
    region = '<text:changed-region text:id="{}"><text:{}/></text:changed-region>'
    changes = region.format("a", "deletion") + region.format("b", "insertion") + region.format("c", "deletion")
    around = '<text:change-start text:change-id="{0}"/>{1}<text:change-end text:change-id="{0}"/>'.format
    body = f"<text:tracked-changes>{changes}</text:tracked-changes>" + p(
        f"学位{around('a', '1200')}{around('b', '1350')}个<text:change-start text:change-id='c'/>，另"
    )
    body += p("删去77所<text:change-end text:change-id='c'/>留下58所")
    content = f"<office:body><office:text>{body}</office:text></office:body>"
    data = f"<?xml version='1.0' encoding='UTF-8'?>\n<office:document {_SPACES}>{content}</office:document>"
    report = intake.read_bytes(data.encode(), "报告.fodt")
    assert report.text == "学位1350个\n留下58所"
    assert (report.source, [notice.code for notice in report.notices]) == ("flat_odf", ["revisions"])
    sheet = "<office:body><office:spreadsheet><table:table><table:table-row>"
    sheet += f"<table:table-cell>{p('小学')}</table:table-cell><table:table-cell>{p('31')}</table:table-cell>"
    sheet += "</table:table-row></table:table></office:spreadsheet></office:body>"
    data = f"<office:document {_SPACES}>{sheet}</office:document>"
    assert intake.read_bytes(data.encode(), "表.fods").text == "小学\t31"


def test_headings_are_numbered_by_the_outline() -> None:
    levels = (
        f"<office:document-styles {_SPACES}><office:styles><text:outline-style>"
        '<text:outline-level-style text:level="1" style:num-format="一, 二, 三, ..." style:num-suffix="、"/>'
        '<text:outline-level-style text:level="2" style:num-format=""/>'
        "</text:outline-style></office:styles></office:document-styles>"
    )

    def h(words: str, level: int = 1) -> str:
        return f'<text:h text:outline-level="{level}">{words}</text:h>'

    report = read(h("做法") + h("投入", 2) + p(PROSE) + h("问题") + p(PROSE), **{"styles.xml": levels})
    assert [heading.quote for heading in report.headings()] == ["一、做法", "投入", "二、问题"]


def test_tables_notes_changes_and_contents() -> None:
    def cell(words: str, more: str = "") -> str:
        return f"<table:table-cell {more}>{p(words) if words else ''}</table:table-cell>"

    covered = "<table:covered-table-cell/>"
    rows = (
        cell("学段", 'table:number-rows-spanned="2"') + cell("经费", 'table:number-columns-spanned="2"') + covered,
        covered + cell("2021年") + cell("2022年"),
        cell("小学") + cell("1200", 'table:number-columns-repeated="2"'),
    )
    inside = f"<text:note-body>{p('含补助。')}</text:note-body>"
    note = f"<text:note><text:note-citation>1</text:note-citation>{inside}</text:note>"
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion>"
        + p("删去9人") + "</text:deletion></text:changed-region></text:tracked-changes>"
        "<text:table-of-content><text:index-body>" + p("一、成效 1") + "</text:index-body></text:table-of-content>"
        '<text:h text:outline-level="1">做法</text:h>'
        + p(f"增长{note}。<office:annotation><dc:creator>王某</dc:creator>{p('请核对')}</office:annotation>")
        + f"<table:table>{''.join(f'<table:table-row>{row}</table:table-row>' for row in rows)}</table:table>"
    )  # fmt: skip
    report = read(body)
    assert report.text.split("\n") == [
        "一、成效 1",
        "做法",
        "增长[1]。",
        "学段\t经费\t经费",
        "学段\t2021年\t2022年",
        "小学\t1200\t1200",
        "[1] 含补助。",
    ]
    assert report.blocks[0].kind is BlockKind.FURNITURE
    assert [h.quote for h in report.headings()] == ["做法"]
    assert [notice.code for notice in report.notices] == ["revisions", "comments"]


def test_rows_that_the_file_calls_heads() -> None:
    def row(*cells: str) -> str:
        inside = "".join(f"<table:table-cell>{p(cell)}</table:table-cell>" for cell in cells)
        return f"<table:table-row>{inside}</table:table-row>"

    heads = f"<table:table-header-rows>{row('学校', '学生')}{row('名称', '人')}</table:table-header-rows>"
    report = read(f"<table:table>{heads}{row('一小', '300')}</table:table>")
    assert [block.head for block in report.blocks] == [True, True, False]


@pytest.mark.parametrize(
    ("data", "fragment"),
    [
        (odt(p("甲"))[:400], "已损坏或不完整"),
        (odt(""), "没有可读的文字"),
        (odt(p("甲"), **{"META-INF/manifest.xml": "<m><manifest:encryption-data/></m>"}), "打开密码"),
        (odt(p("甲"), **{"content.xml": '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'}), "不安全的声明"),
    ],
)
def test_what_cannot_be_read_is_said(data: bytes, fragment: str) -> None:
    with pytest.raises(UnreadableFile, match=fragment):
        intake.read_bytes(data, "报告.odt")
