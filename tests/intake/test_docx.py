"""Word files: what the author saw, in order, and nothing else."""

import io
import re
import zipfile

import pytest

from desktop import intake
from desktop.intake.counting import written
from desktop.model.report import BlockKind, Report
from tests.intake import office
from tests.intake.office import abstract, docx, level, num, p, part, r, tbl, tc

PROSE = "全县教育系统围绕年度目标任务，稳步推进各项工作，取得了积极进展，群众满意度不断提升。"


def read(body: str, **parts: str) -> Report:
    return intake.read_bytes(docx(body, **parts), "报告.docx")


def lines(body: str, **parts: str) -> list[str]:
    return read(body, **parts).text.split("\n")


def codes(report: Report) -> list[str]:
    return [notice.code for notice in report.notices]


LIST = (
    abstract(
        0,
        level(0, "chineseCountingThousand", "%1、"),
        level(1, "japaneseCounting", "（%2）"),
        level(2, "decimal", "%3."),
    )
    + abstract(1, level(0, "decimal", "%1."), level(1, "decimal", "%1.%2"))
    + abstract(2, level(0, "bullet", "\uf06c"))
    + num(1, 0)
    + num(2, 1)
    + num(3, 1, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>')
    + num(4, 2)
)


def test_automatic_numbers_are_text_again() -> None:
    body = [
        p("成效", number="1"),
        p("经费", number="1", depth=1),
        p("校舍", number="1", depth=2),
        p("设备", number="1", depth=2),
        p("教师", number="1", depth=1),
        p("2023年新增教师", number="1", depth=2),
        p("问题", number="1"),
        p("用地", number="1", depth=1),
        p("条目", number="4"),
        p("基本", number="2"),
        p("沿革", number="2", depth=1),
        p("重来", number="3"),
        p("续", number="3"),
        p("取消", number="0"),
        p("不存在", number="77"),
    ]
    assert lines("".join(body), numbering=LIST) == [
        "一、成效",
        "（一）经费",
        "1.校舍",
        "2.设备",
        "（二）教师",
        "1. 2023年新增教师",
        "二、问题",
        "（一）用地",
        "• 条目",
        "1.基本",
        "1.1 沿革",
        "1.重来",
        "2.续",
        "取消",
        "不存在",
    ]


@pytest.mark.parametrize(
    ("shape", "expected"),
    [
        ("decimal", "1 12 20 103"),
        ("chineseCounting", "一 十二 二十 一百零三"),
        ("ideographDigital", "一 一二 二〇 一〇三"),
        ("chineseLegalSimplified", "壹 壹拾贰 贰拾 壹佰零叁"),
        ("decimalEnclosedCircleChinese", "① ⑫ ⑳ 103"),
        ("decimalZero", "01 12 20 103"),
        ("decimalFullWidth", "１ １２ ２０ １０３"),
        ("upperRoman", "I XII XX CIII"),
        ("lowerLetter", "a l t yyyy"),
        ("ideographTraditional", "甲 乙 癸 丙"),
        ("custom:001, 002", "001 012 020 103"),
        ("some later shape", "1 12 20 103"),
    ],
)
def test_numbers_in_every_shape(shape: str, expected: str) -> None:
    assert [written(count, shape) for count in (1, 12, 20, 103)] == expected.split()


def test_numbers_come_from_styles_and_what_they_are_based_on() -> None:
    styles = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 1"/><w:basedOn w:val="a"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="3"><w:name w:val="二级"/><w:basedOn w:val="2"/>'
        '<w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr><w:outlineLvl w:val="1"/></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="4"><w:name w:val="heading 3"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="5"><w:name w:val="无号"/><w:basedOn w:val="2"/>'
        '<w:pPr><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr></w:style>'
    )
    numbering = abstract(
        0,
        level(0, "chineseCounting", "%1、"),
        level(1, "chineseCounting", "（%2）"),
        level(2, "decimal", "%3．", '<w:pStyle w:val="4"/>'),
    ) + num(1, 0)
    body = (
        p("成效", style="2") + p("经费", style="3") + p("校舍", style="4") + p("附言", style="5") + p("问题", style="2")
    )
    report = read(body + p(PROSE), styles=styles, numbering=numbering)
    assert report.text.split("\n")[:5] == ["一、成效", "（一）经费", "1．校舍", "附言", "二、问题"]
    assert [(h.level, h.quote) for h in report.headings()] == [
        (1, "一、成效"),
        (2, "（一）经费"),
        (3, "1．校舍"),
        (1, "附言"),
        (1, "二、问题"),
    ]


def test_heading_styles_are_the_outline() -> None:
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{n}"><w:name w:val="{name}"/></w:style>'
        for n, name in enumerate(("Title", "heading 1", "heading 2", "toc 1"))
    )
    body = [
        p("青山县的一年", style="0"),
        p("目录里的一行\t3", style="3"),
        p("我们做了什么", style="1"),
        p("投入更多了", style="2"),
        p(PROSE),
        p("还差什么", style="1"),
        p(PROSE + PROSE, style="2"),
        p("正文里的话", style="1", more='<w:outlineLvl w:val="9"/>'),
        p(PROSE),
    ]
    report = read("".join(body), styles=styles)
    assert [(h.level, h.quote) for h in report.headings()] == [
        (0, "青山县的一年"),
        (1, "我们做了什么"),
        (2, "投入更多了"),
        (1, "还差什么"),
    ]
    assert [report.quote(b.start, b.end) for b in report.blocks if b.kind is BlockKind.FURNITURE] == [
        "目录里的一行\t3".replace("\t", " ")
    ]


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("1", "2", [(0, "教育投入"), (1, "学校情况")]),
        ("1", "", [(1, "教育投入"), (0, "学校情况")]),
        ("", "", [(0, "教育投入\n学校情况")]),
        ("1", "1", [(0, "教育投入\n学校情况")]),
    ],
)
def test_headings_of_different_levels_are_no_title_over_two_lines(
    first: str, second: str, expected: list[tuple[int, str]]
) -> None:
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{n}"><w:name w:val="heading {n}"/></w:style>' for n in (1, 2)
    )
    report = read(p("教育投入", style=first) + p("学校情况", style=second) + p(PROSE) * 2, styles=styles)
    assert [(h.level, h.quote) for h in report.headings()] == expected


def test_a_lone_first_heading_is_the_title_and_the_others_move_up() -> None:
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{n}"><w:name w:val="heading {n}"/></w:style>' for n in (1, 2)
    )
    body = p("青山一年", style="1") + p("做法", style="2") + p(PROSE) + p("不足", style="2") + p(PROSE)
    assert [(h.level, h.quote) for h in read(body, styles=styles).headings()] == [
        (0, "青山一年"),
        (1, "做法"),
        (1, "不足"),
    ]


def test_runs_make_one_figure() -> None:
    body = p(r("全县小学入学率达"), r("9"), r("9", "<w:b/>"), '<w:proofErr w:type="gramStart"/>', r(".8%"), r("。"))
    assert lines(body) == ["全县小学入学率达99.8%。"]


@pytest.mark.parametrize(
    ("runs", "expected"),
    [
        (r("建成5000m") + r("2", '<w:vertAlign w:val="superscript"/>') + r("操场"), "建成5000m²操场"),
        (r("10") + r("4", '<w:vertAlign w:val="superscript"/>') + r("元"), "10⁴元"),
        (r("经费") + r("[3]", '<w:vertAlign w:val="superscript"/>'), "经费[3]"),
        ("<w:r><w:t>教</w:t><w:softHyphen/><w:t>育\u00ad局</w:t><w:noBreakHyphen/><w:t>2</w:t></w:r>", "教育局-2"),
        (r("显") + r("隐95%", "<w:vanish/>") + r("也显", '<w:vanish w:val="0"/>'), "显也显"),
        ("<w:r><w:t>一</w:t><w:br/><w:t>二</w:t></w:r>", "一\n二"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:t>是</w:t></w:r>', "☑是"),
        ('<w:hyperlink r:id="rId9"><w:r><w:t>链接</w:t></w:r></w:hyperlink>', "链接"),
        ("<w:sdt><w:sdtPr/><w:sdtContent><w:r><w:t>控件</w:t></w:r></w:sdtContent></w:sdt>", "控件"),
        (
            "<w:ruby><w:rt><w:r><w:t>qing</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>青</w:t></w:r></w:rubyBase></w:ruby>",
            "青",
        ),
        (
            "<m:oMath><m:f><m:num><m:r><m:t>12</m:t></m:r></m:num><m:den><m:r><m:t>35</m:t></m:r></m:den></m:f></m:oMath>",
            "12/35",
        ),
        (
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> HYPERLINK "a12%" </w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>结果</w:t></w:r>'
            '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
            "<w:r><w:t>之后</w:t></w:r>",
            "结果之后",
        ),
        (
            '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>eq </w:instrText><w:instrText>\\o\\ac(○,</w:instrText>'
            '<w:fldChar w:fldCharType="begin"/><w:instrText>=2</w:instrText><w:fldChar w:fldCharType="separate"/>'
            '<w:t>2</w:t><w:fldChar w:fldCharType="end"/><w:instrText>)</w:instrText>'
            '<w:fldChar w:fldCharType="separate"/><w:t>x</w:t><w:fldChar w:fldCharType="end"/><w:t>学校</w:t></w:r>',
            "②学校",
        ),
        ('<w:fldSimple w:instr="EQ \\f(1,3)"><w:r><w:t>?</w:t></w:r></w:fldSimple>', "1/3"),
        (
            '<w:r><w:fldChar w:fldCharType="begin"/><w:fldChar w:fldCharType="separate"/><w:t>甲</w:t>'
            '<w:fldChar w:fldCharType="separate"/><w:fldChar w:fldCharType="end"/>'
            '<w:fldChar w:fldCharType="end"/><w:t>乙</w:t></w:r>',
            "甲乙",
        ),
        ('<w:fldSimple w:instr=" SUM(A1) "><w:r><w:t>30</w:t></w:r></w:fldSimple>', "30"),
    ],
)
def test_what_shows_in_a_paragraph(runs: str, expected: str) -> None:
    assert "\n".join(lines(p(runs))) == expected


def test_hidden_styles_hide() -> None:
    styles = (
        '<w:style w:type="character" w:styleId="h"><w:name w:val="暗"/><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="q"><w:name w:val="暗段"/><w:rPr><w:vanish/></w:rPr></w:style>'
    )
    body = p(r("显"), r("隐", '<w:rStyle w:val="h"/>')) + p("全隐12所", style="q")
    assert lines(body, styles=styles) == ["显"]


def test_tracked_changes_read_as_accepted() -> None:
    gone = "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>"
    body = (
        p(
            "比例由",
            "<w:ins><w:r><w:t>96%</w:t></w:r></w:ins>",
            "<w:del><w:r><w:delText>93%</w:delText></w:r></w:del>",
            "升",
        )
        + f"<w:p>{gone}{r('前半')}</w:p>"
        + p("后半。")
        + f"<w:p>{gone}<w:del><w:r><w:delText>全删</w:delText></w:r></w:del></w:p>"
        + p("<w:moveFrom><w:r><w:t>旧处</w:t></w:r></w:moveFrom>", "<w:moveTo><w:r><w:t>新处</w:t></w:r></w:moveTo>")
        + "<w:tbl><w:tr><w:trPr><w:del/></w:trPr>"
        + tc("去")
        + tc("掉")
        + "</w:tr><w:tr>"
        + tc("留")
        + tc("下")
        + "</w:tr></w:tbl>"
    )
    report = read(body)
    assert report.text.split("\n") == ["比例由96%升", "前半后半。", "新处", "留\t下"]
    assert codes(report) == ["revisions"]
    assert codes(read(p(PROSE))) == []


def test_tables_are_rows_of_cells() -> None:
    body = (
        p("表1 经费")
        + tbl(
            (tc("学段", merge="restart"), tc("经费（万元）", across=2), tc("备注")),
            (tc("", merge="continue"), "2021年", "2022年", ""),
            (tc("小学", merge="restart"), "1200", "1300", tc("第一行", "第二行，完。")),
            (tc("", merge="continue"), tc("合并的35%", across=2), ""),
        )
        + p("之后")
    )
    report = read(body)
    assert report.text.split("\n") == [
        "表1 经费",
        "学段\t经费（万元）\t经费（万元）\t备注",
        "学段\t2021年\t2022年\t",
        "小学\t1200\t1300\t第一行\u2028第二行，完。",
        "小学\t合并的35%\t\t",
        "之后",
    ]
    rows = [block for block in report.blocks if block.kind is BlockKind.ROW]
    assert [block.origin.cells for block in rows if block.origin] == ["A1:D1", "A2:D2", "A3:D3", "A4:D4"]
    assert [report.quote(block.start, block.end) for block in rows] == report.text.split("\n")[1:5]
    assert [block.head for block in rows] == [True, True, False, False]
    assert [[(cell.column, cell.across, cell.goes_on) for cell in block.merged] for block in rows] == [
        [(0, 1, False), (1, 2, False)],
        [(0, 1, True)],
        [(0, 1, False)],
        [(0, 1, True), (1, 2, False)],
    ]


def test_rows_and_cells_that_the_file_marks() -> None:
    """Rows said to be heads, hidden rows, cells deleted in revision, and cells merged as older programs do."""

    def cell(words: str, properties: str) -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(words)}</w:tc>"

    def row(properties: str, *cells: str) -> str:
        inside = "".join(each if each.startswith("<") else tc(each) for each in cells)
        return f"<w:tr><w:trPr>{properties}</w:trPr>{inside}</w:tr>"

    rows = (
        row("<w:tblHeader/>", "学校", "学生", "教师"),
        row("<w:tblHeader/>", "名称", "人", "人"),
        row("", "一小", "300", cell("999", '<w:cellDel w:id="1"/>'), "20"),
        row("<w:hidden/>", "二小", "888", "8"),
        row("", "三小", cell("合并66", '<w:hMerge w:val="restart"/>'), cell("", "<w:hMerge/>")),
    )
    report = read(f"<w:tbl>{''.join(rows)}</w:tbl>")
    assert report.text.split("\n") == ["学校\t学生\t教师", "名称\t人\t人", "一小\t300\t20", "三小\t合并66\t"]
    assert [block.head for block in report.blocks] == [True, True, False, False]
    assert [notice.code for notice in report.notices] == ["revisions"]


def test_a_caption_inside_the_table_is_a_line() -> None:
    report = read(
        tbl((tc("青山县教育经费情况", across=2),), (tc("单位：万元", across=2),), ("学段", "2022年"), ("小学", "12"))
    )
    assert [(b.kind, b.head) for b in report.blocks][1:] == [
        (BlockKind.PARAGRAPH, False),
        (BlockKind.ROW, True),
        (BlockKind.ROW, False),
    ]


def test_a_cell_that_begins_empty_keeps_its_place() -> None:
    report = read(p("人数") + tbl(("", "小学", "初中"), ("教师", "12", "")))
    assert [report.quote(b.start, b.end) for b in report.blocks[1:]] == ["\t小学\t初中", "教师\t12\t"]


def test_a_column_of_automatic_numbers_is_kept() -> None:
    numbered = p("", number="2")
    report = read(
        tbl(("序号", "问题"), (tc(numbered), "校舍不足"), (tc(numbered), "教师缺编")) + numbered, numbering=LIST
    )
    assert report.text.split("\n") == ["序号\t问题", "1.\t校舍不足", "2.\t教师缺编"]


def test_nested_tables_follow_the_outer_one() -> None:
    inner = tbl(("班数", "6"))
    report = read(tbl(("学校", tc(inner, p("说明"))), ("人数", "300")) + tbl(("甲", "乙")))
    assert report.text == "学校\t说明\n人数\t300\n\n班数\t6\n\n甲\t乙"


def test_a_table_of_one_column_is_only_a_frame() -> None:
    report = read(tbl((tc(p("一、成效"), p(PROSE), tbl(("学段", "数"), ("小学", "3"))),)) + p("完"))
    assert report.text.split("\n") == ["一、成效", PROSE, "学段\t数", "小学\t3", "完"]
    assert report.headings()[0].quote == "一、成效"


BOX = "<w:txbxContent>" + p("框内：投入500万元") + "</w:txbxContent>"


@pytest.mark.parametrize(
    "drawn",
    [
        "<mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>"
        + BOX
        + "</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>"
        + BOX
        + "</v:textbox></w:pict></mc:Fallback></mc:AlternateContent>",
        "<mc:AlternateContent><mc:Choice Requires='wpg'><w:drawing/></mc:Choice><mc:Fallback><w:pict><v:textbox>"
        + BOX
        + "</v:textbox></w:pict></mc:Fallback></mc:AlternateContent>",
        "<w:pict><v:shape><v:textbox>" + BOX + "</v:textbox></v:shape></w:pict>",
    ],
)
def test_a_text_box_is_read_once_after_its_paragraph(drawn: str) -> None:
    assert lines(p("前文", f"<w:r>{drawn}</w:r>", "后文") + p("下段")) == ["前文后文", "框内：投入500万元", "下段"]


def test_words_drawn_along_a_path_are_read() -> None:
    drawn = '<w:r><w:pict><v:shape><v:textpath string="某县教育局&#10;工作报告"/></v:shape></w:pict></w:r>'
    assert lines(p(drawn) + p("小学12所。")) == ["某县教育局", "工作报告", "小学12所。"]


def test_notes_stand_at_the_end() -> None:
    call = '<w:r><w:{0}Reference w:id="{1}"/></w:r>'
    body = (
        p("投入增长", call.format("footnote", 2), "。")
        + p("教师充足", call.format("endnote", 2), call.format("footnote", 9))
        + p(PROSE)
    )
    note = '<w:{0} w:id="2"><w:p><w:r><w:{0}Ref/></w:r><w:r><w:t> {1}</w:t></w:r></w:p></w:{0}>'
    foot = '<w:footnote w:id="0" w:type="separator"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    report = read(
        body,
        footnotes=foot + note.format("footnote", "含上级补助12万元。"),
        endnotes=note.format("endnote", "指专任教师。"),
    )
    assert report.text.split("\n") == [
        "投入增长[1]。",
        "教师充足[2]",
        PROSE,
        "[1] 含上级补助12万元。",
        "[2] 指专任教师。",
    ]
    assert [block.kind for block in report.blocks][-2:] == [BlockKind.NOTE] * 2


def test_comments_are_told_and_left_out() -> None:
    comment = '<w:comment w:id="1" w:author="王某">' + p("此数存疑，请核对。") + "</w:comment>"
    marked = ('<w:commentRangeStart w:id="1"/>', "100%", '<w:commentRangeEnd w:id="1"/>')
    report = read(
        p("升学率100%") + p("入学率", *marked, '<w:r><w:commentReference w:id="1"/></w:r>', "左右"), comments=comment
    )
    assert report.text == "升学率100%\n入学率100%左右"
    (said,) = report.comments
    assert (said.author, said.words) == ("王某", "此数存疑，请核对。")
    assert (said.start, report.quote(said.start, said.end)) == (report.text.rindex("100%"), "100%")
    (notice,) = report.notices
    assert notice.code == "comments"
    assert "王某：此数存疑" in notice.says


def test_headers_and_footers_are_left_out_and_pictures_told() -> None:
    report = read(p("正文", "<w:r><w:drawing><a:blip/></w:drawing></w:r>"), header1=p("页眉95%"), footer1=p("第1页"))
    assert report.text == "正文"
    assert codes(report) == ["embedded"]


def test_the_contents_field_is_furniture() -> None:
    def field(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    begin = field("begin") + '<w:r><w:instrText> TOC \\o "1-3" </w:instrText></w:r>' + field("separate")
    for listed, lines in (
        (p(begin, "一、成效\t1") + p("二、问题\t5") + p(field("end")), 2),
        (p(begin, "二、问题\t5", field("end")), 1),
    ):
        report = read(listed + p("一、成效") + p(PROSE))
        assert [h.quote for h in report.headings()] == ["一、成效"]
        assert report.headings()[0].start > report.text.index("二、问题")
        assert [block.kind for block in report.blocks][: lines + 1] == [
            *[BlockKind.FURNITURE] * lines,
            BlockKind.HEADING,
        ]


def test_strict_and_oddly_packed_files_open() -> None:
    body = p("一、成效") + p(PROSE)
    plain = docx(body)
    with zipfile.ZipFile(io.BytesIO(plain)) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    strict = {name: text.replace(office.W, office.STRICT) for name, text in parts.items()}
    backslashed = {name.replace("/", "\\"): text for name, text in parts.items()}
    moved = {**parts, "_rels/.rels": office.relations("word/document2.xml")}
    moved["word/document2.xml"] = moved.pop("word/document.xml")
    dangling = {
        **parts,
        "word/_rels/document.xml.rels": office.relations("styles.xml", "../NULL", "missing/image1.png"),
    }
    bare = {"word/document.xml": parts["word/document.xml"]}
    broken = {**parts, "_rels/.rels": "<Relationships", "word/_rels/document.xml.rels": "no xml"}
    for each in (strict, backslashed, moved, dangling, bare, broken):
        assert intake.read_bytes(office.zipped(each), "报告.docx").text == f"一、成效\n{PROSE}"


def test_a_cut_document_is_read_as_far_as_it_goes_and_told() -> None:
    whole = office.part("document", "<w:body>" + p("一、成效") + p(PROSE) * 3 + "</w:body>")
    cut = whole[: whole.rindex(PROSE) + 8]
    report = intake.read_bytes(office.zipped({"word/document.xml": cut}), "报告.docx")
    assert report.text.startswith("一、成效\n" + PROSE)
    assert codes(report) == ["damaged"]


def test_every_block_knows_its_paragraph() -> None:
    report = read(p("一、成效") + p("") + p(PROSE) + tbl(("甲", "乙")) + p(PROSE))
    assert [(b.kind.value, b.origin.paragraph) for b in report.blocks if b.origin] == [
        ("heading", 0),
        ("paragraph", 2),
        ("row", 3),
        ("paragraph", 5),
    ]
    for block in report.blocks:
        assert re.search(r"\S", report.quote(block.start, block.end))


PACKAGE = "http://schemas.microsoft.com/office/2006/xmlPackage"
OLDER = "http://schemas.microsoft.com/office/word/2003/wordml"


def flat(body: str, **parts: str) -> bytes:
    """Write a Word file as one XML of its parts."""
    named = {"document": f"<w:body>{body}</w:body>", **parts}
    inside = ""
    for name, content in named.items():
        held = part(name, content).partition("\n")[2]
        inside += f'<pkg:part pkg:name="/word/{name}.xml"><pkg:xmlData>{held}</pkg:xmlData></pkg:part>'
    return f'<?xml version="1.0"?><pkg:package xmlns:pkg="{PACKAGE}">{inside}</pkg:package>'.encode()


def test_a_word_file_that_is_one_xml_of_its_parts() -> None:
    body = p("成效", number="1") + p("小学", "12", "所。")
    numbers = abstract(0, level(0, "chineseCounting", "%1、")) + num(1, 0)
    report = intake.read_bytes(flat(body, numbering=numbers), "报告.doc")
    assert report.text == "一、成效\n小学12所。"
    assert (report.source, [notice.code for notice in report.notices]) == ("wordxml", [])


def test_the_xml_of_word_2003_and_of_programs_that_write_it() -> None:
    def line(words: str, properties: str = "") -> str:
        return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>"

    def aside(kind: str, content: str) -> str:
        return f'<aml:annotation w:type="Word.{kind}"><aml:content>{content}</aml:content></aml:annotation>'

    comment = aside("Comment", line("批注里写的"))
    deleted = aside("Deletion", "<w:r><w:delText>9</w:delText></w:r>")
    cell = "<w:tc><w:tcPr>{}</w:tcPr>{}</w:tc>"
    rows = (
        cell.format('<w:vmerge w:val="restart"/>', line("学段")) + cell.format("", line("学校数")),
        cell.format("<w:vmerge/>", line("")) + cell.format("", line("31")),
    )
    body = (
        line("成效", '<w:listPr><w:ilvl w:val="0"/><wx:t wx:val="一、"/></w:listPr>')
        + f"<w:p><w:r><w:t>小学1</w:t></w:r>{deleted}<w:r><w:t>2所。</w:t></w:r>{comment}</w:p>"
        + f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"
    )
    spaces = f'xmlns:w="{OLDER}" xmlns:wx="urn:wx" xmlns:aml="urn:aml"'
    data = f'<?xml version="1.0"?><w:wordDocument {spaces}><w:body><wx:sect>{body}</wx:sect></w:body></w:wordDocument>'
    report = intake.read_bytes(data.encode(), "报告.doc")
    assert report.text.split("\n") == ["一、成效", "小学12所。", "学段\t学校数", "学段\t31"]
    assert report.headings()[0].quote == "一、成效"
    broken = intake.read_bytes(data.encode()[:-120], "报告.xml")
    assert [notice.code for notice in broken.notices] == ["damaged", "revisions", "comments"]
