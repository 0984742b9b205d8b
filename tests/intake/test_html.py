"""Saved web pages: what a browser shows of the report, and where."""

import codecs

import pytest

from desktop import intake
from desktop.model.errors import UnreadableFile
from desktop.model.report import BlockKind, Report

PROSE = "全县教育系统围绕年度目标任务，稳步推进各项工作，取得了积极进展，群众满意度不断提升。"


def page(body: str, head: str = '<meta charset="utf-8">') -> bytes:
    return f"<!DOCTYPE html><html><head>{head}<title>页名12</title></head><body>{body}</body></html>".encode()


def read(body: str, head: str = '<meta charset="utf-8">') -> Report:
    return intake.read_bytes(page(body, head), "报告.html")


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>一</p><p>二</p>", "一\n二"),
        ("一<br>二<br/><br>三", "一\n二\n三"),
        ("<div>甲<span>乙</span><b>丙</b></div>丁", "甲乙丙\n丁"),
        ("<p>入学率<span>9</span><span>9</span>.8%</p>", "入学率99.8%"),
        ("<p>全县小\n      学35所\n 合计 40 人</p>", "全县小学35所合计 40 人"),
        ("<p>&nbsp;&nbsp;&emsp;&lt;规划&gt;&amp;&#25253;&#x544A;&ldquo;好&rdquo;</p>", "<规划>&报告“好”"),
        ("<p>5000m<sup>2</sup>，CO<sub>2</sub>，注<sup>[1]</sup></p>", "5000m²，CO₂，注[1]"),
        ("<p>见<a href='http://a.invalid/95%'>附件</a></p>", "见附件"),
        ("<p>小学31所<a name='sdfootnote1anc' href='#a'><sup>1</sup></a>。</p>"
         "<p><a name=sdfootnote1sym href='#b'>1</a>含教学点</p>", "小学31所[1]。\n[1]含教学点"),
        ("<p>小学31所<sup><a name='_ftnref2' href='#a'><span>[2]</span></a></sup>。</p>", "小学31所[2]。"),
        ("<p>小学<a name='b3'>31</a>所</p>", "小学31所"),
        ("<p>前</p><script>'12%'</script><style>p{}</style><p>后</p>", "前\n后"),
        ("<noscript>开启脚本12</noscript><template><p>模板9人</p></template><p>文</p>", "文"),
        ("<p style='display: none'>隐5所</p><p hidden>隐</p><p>显<i style='visibility:hidden'>3</i>示</p>", "显示"),
        ("<style>.gone,#away{display:none}@media print{.kept{display:none}}</style>"
         "<p class='a gone'>隐</p><p id=away>隐</p><p class=kept>显</p>", "显"),
        ("<textarea>草稿1</textarea><select><option>2</option></select><button>3</button><p>文</p>", "文"),
        ("<table><tr><td>甲<comment>批9</comment><td>3</table>", "甲\t3"),
        ("<ol><li>增加投入</li><li>补充教师</li></ol><ol start=5><li>校舍</li></ol>", "1.增加投入\n2.补充教师\n5.校舍"),
        ("<ol><li>1、增加投入</li></ol><ul><li>补充教师</li></ul>", "1、增加投入\n补充教师"),
        ("<pre>第一行\n第二行</pre>", "第一行\n第二行"),
        ("<ruby>青<rt>qīng</rt></ruby>山", "青山"),
        ("<p>占<math><mfrac><mn>1</mn><mn>3</mn></mfrac><annotation>1 over 3</annotation></math>强</p>", "占1/3强"),
        ("<table><caption>生源</caption><tr><td>甲<td>3<tr><td>乙<td>4</table>", "生源\n甲\t3\n乙\t4"),
        ("<p>未闭合<p>下一段<div>又一段", "未闭合\n下一段\n又一段"),
        ("<!-- 注释7% --><p>文</p>", "文"),
    ],
)  # fmt: skip
def test_what_a_browser_shows(body: str, expected: str) -> None:
    assert read(body).text == expected


@pytest.mark.parametrize(
    ("declared", "encoding", "told"),
    [
        ('<meta charset="gb2312">', "gb18030", "gb18030"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=GBK">', "gb18030", "gb18030"),
        ('<meta charset="utf-8">', "utf-8", "utf-8"),
        ('<meta charset="utf-8">', "gb18030", "gb18030"),
        ("", "gb18030", "gb18030"),
        ("", "utf-8-sig", "utf-8"),
        ("", "utf-16", "utf-16-le"),
        ('<meta charset="big5">', "big5", "big5"),
    ],
)
def test_encodings(declared: str, encoding: str, told: str) -> None:
    words = "中華教育" if told == "big5" else "全县中小学喆镕" + PROSE
    data = f"<html><head>{declared}</head><body><p>{words}</p></body></html>".encode(encoding)
    report = intake.read_bytes(data, "a.htm")
    assert (report.text, report.encoding) == (words, told)


CHROME = (
    "<div class='top-nav'><ul><li><a href=1>首页</a></li><li><a href=2>要闻</a></li></ul></div>"
    "<div class='crumb'>当前位置：<a>首页</a> &gt; <a>公开</a></div>{}"
    "<div class='related'><h3>相关链接</h3><ul><li><a>甲县报告2021年</a></li><li><a>乙县报告</a></li></ul></div>"
    "<footer>主办：青山县政府办公室 电话12345678</footer>"
)


def test_menus_stay_outside_and_titles_inside() -> None:
    article = (
        f"<h1>青山县教育工作报告</h1><div>发布日期：2023-01-02</div><div id=zoom>{f'<p>{PROSE}</p>' * 5}<p>完</p></div>"
    )
    report = read(CHROME.format(f"<div class=wrap><div class=article>{article}</div></div>"))
    assert report.text == "\n".join(["青山县教育工作报告", "发布日期：2023-01-02", *[PROSE] * 5, "完"])
    assert [(h.level, h.quote) for h in report.headings()] == [(0, "青山县教育工作报告")]
    assert report.blocks[1].kind is BlockKind.FURNITURE


def test_a_page_laid_out_by_tables_is_text() -> None:
    data = "<table><tr><td>学段</td><td>人数</td></tr><tr><td>小学</td><td>300</td></tr></table>"
    cell = f"<table width=100%><tr><td><p>一、成效</p>{PROSE}<br>{PROSE}{data}</td></tr></table>"
    report = read(f"<table><tr><td><a>首页</a></td></tr><tr><td>左</td><td>{cell}</td></tr></table>")
    assert report.text.endswith(f"一、成效\n{PROSE}\n{PROSE}\n学段\t人数\n小学\t300")


def test_spans_are_filled_like_the_page_shows_them() -> None:
    body = (
        "<table><thead><tr><th rowspan=2>学段</th><th colspan=2>人数（人）</th></tr>"
        "<tr><th>2021年</th><th>2022年</th></tr></thead>"
        "<tr><td>小学</td><td>1200</td><td>1300</td></tr><tr><td>合计</td><td colspan=2>2500人以上</td></tr></table>"
    )
    report = read(f"<p>{PROSE}</p>{body}<p>完</p>")
    assert report.text.split("\n")[1:] == [
        "学段\t人数（人）\t人数（人）",
        "学段\t2021年\t2022年",
        "小学\t1200\t1300",
        "合计\t2500人以上\t",
        "完",
    ]
    rows = [b for b in report.blocks if b.origin and b.origin.cells]
    assert [b.kind for b in rows] == [BlockKind.ROW] * 4
    assert [b.head for b in rows] == [True, True, False, False]
    spans = [[(cell.column, cell.across, cell.goes_on) for cell in b.merged] for b in rows]
    assert spans == [[(0, 1, False), (1, 2, False)], [(0, 1, True)], [], [(1, 2, False)]]


@pytest.mark.parametrize("first", ["MIME-Version: 1.0", "From: <Saved by some browser>\r\nMIME-Version: 1.0"])
@pytest.mark.parametrize("coding", ["base64", "quoted-printable"])
def test_a_page_saved_as_one_file(first: str, coding: str) -> None:
    content = page(f"<h1>教育工作报告</h1><p>{PROSE}</p>").decode().replace("utf-8", "gb2312").encode("gb18030")
    written = codecs.encode(content, "base64" if coding == "base64" else "quopri")
    kind = 'Content-Type: multipart/related; type="text/html"; boundary="xx"'
    inner = f"Content-Type: text/html\r\nContent-Transfer-Encoding: {coding}"
    head = f"{first}\r\n{kind}\r\n\r\n--xx\r\n{inner}\r\n\r\n"
    after = b"\r\n--xx\r\nContent-Type: image/png\r\n\r\nAAAA\r\n--xx--\r\n"
    report = intake.read_bytes(head.encode() + written + after, "报告.mht")
    assert report.text.split("\n") == ["教育工作报告", PROSE]
    assert (report.source, report.notices) == ("mht", ())


def test_a_column_of_links_beside_the_text_is_a_menu() -> None:
    links = "<td><a>教育动态</a><br><a>督导之窗</a><br><a>通知公告</a></td>"
    body = f"<td><b>关于教育工作的报告</b><br>一、成效<br>{PROSE}<br>{PROSE}</td>"
    lines = ["关于教育工作的报告", "一、成效", PROSE, PROSE]
    assert read(f"<table><tr>{links}{body}</tr></table>").text.split("\n") == lines
    assert read(f"<table><tr>{body}{links}</tr></table>").text.split("\n") == lines


def test_the_text_that_a_script_would_show_is_read_and_what_stays_hidden_is_not() -> None:
    page = f'<p>某县教育</p><div style="visibility: hidden">{PROSE}</div><div style="display:none">另有9人。</div>'
    assert read(page).text.split("\n") == ["某县教育", PROSE]
    assert read(f'<p>{PROSE}</p><p style="visibility:hidden">另有9人。</p>').text == PROSE


def test_a_small_table_inside_a_cell_follows_the_table_around_it() -> None:
    inner = "<table>\n<tr>\n<td>小班</td><td>41</td></tr><tr><td>大班</td><td>37</td></tr>\n</table>"
    rows = [("镇街", "公办幼儿数", "备注说明"), ("城关镇", "1250", "含分园2所"), ("河东镇", inner, "见左侧所列")]
    cells = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    report = read(f"<p>{PROSE}</p><table>{cells}</table><p>完</p>")
    assert report.text.split("\n")[1:] == [
        "镇街\t公办幼儿数\t备注说明",
        "城关镇\t1250\t含分园2所",
        "河东镇\t\t见左侧所列",
        "",
        "小班\t41",
        "大班\t37",
        "完",
    ]


def test_rows_that_the_page_calls_heads() -> None:
    rows = "<tr><td>学校</td><td>学生</td></tr><tr><td>名称</td><td>人</td></tr>"
    data = "<tr><td>一小</td><td>300</td></tr>"
    report = read(f"<p>{PROSE}</p><table><thead>{rows}</thead><tbody>{data}</tbody></table>")
    assert [b.head for b in report.blocks if b.kind is BlockKind.ROW] == [True, True, False]


def test_the_box_of_a_page_is_furniture() -> None:
    box = "<table><tr><td>索 引 号：</td><td>0012-3</td></tr><tr><td>发文日期：</td><td>2023年1月2日</td></tr></table>"
    report = read(f"{box}<p>{PROSE}</p>")
    assert [block.kind.value for block in report.blocks] == ["furniture", "furniture", "paragraph"]


@pytest.mark.parametrize(
    ("above", "below", "kind"),
    [
        ("<h1>白石区履职自评</h1>", "发布时间：2024-03-05 浏览次数：432", BlockKind.HEADING),
        ("<h1>白石区履职自评</h1>", "来源：教育局", BlockKind.HEADING),
        ("<p>白石区履职自评</p>", "发布时间：2024-03-05", BlockKind.FURNITURE),
        ("<h1>白石区教育网</h1>", "发布时间：2024-03-05", BlockKind.FURNITURE),
        ("<h1>白石教育之窗</h1>", "当前位置：首页 > 公开 > 正文", BlockKind.FURNITURE),
    ],
)
def test_a_heading_above_its_date_is_no_furniture(above: str, below: str, kind: BlockKind) -> None:
    report = read(f"{above}<div>{below}</div><p>一、经费</p><p>财政拨款9.42亿元，增长7.8%，全部到位。</p>")
    assert report.blocks[0].kind is kind
    assert [head.level for head in report.headings()] == [0, 1][kind is BlockKind.FURNITURE :]


def test_heading_tags_are_the_outline() -> None:
    report = read(f"<h1>青山一年</h1><h2>做法</h2><p>{PROSE}</p><h3>投入</h3><p>{PROSE}</p><h2>不足</h2><p>{PROSE}</p>")
    assert [(h.level, h.quote) for h in report.headings()] == [(0, "青山一年"), (1, "做法"), (2, "投入"), (1, "不足")]


def test_deeply_nested_and_endless_pages_are_read() -> None:
    assert read("<font>" * 1500 + PROSE).text == PROSE
    # How deep the parser goes differs from system to system; what it refuses is said, never cut.
    try:
        deepest = read("<font>" * 5000 + PROSE).text
    except UnreadableFile as refused:
        deepest = refused.says
    assert deepest == PROSE or "超出了本程序" in deepest
    assert read("<div>" * 1500 + PROSE + "</div>" * 1500 + "<p>完</p>").text == f"{PROSE}\n完"


def test_a_page_named_as_another_file_is_told() -> None:
    report = intake.read_bytes(page(f"<p>{PROSE}</p>"), "报告.doc")
    assert report.source == "html"
    assert [notice.code for notice in report.notices] == ["suffix"]


def test_what_is_struck_through_is_left_out_and_told() -> None:
    page = "<html><body><p>教师缺编<del>88</del>103人，<s>投入5亿元，</s>校舍12所。</p></body></html>"
    report = intake.read_bytes(page.encode(), "网页.html")
    assert report.text == "教师缺编103人，校舍12所。"
    assert [notice.code for notice in report.notices] == ["revisions"]


@pytest.mark.parametrize("frame", ["{}", "<div>{}</div>", "<table><tr><td>{}</td></tr></table>"])
def test_a_page_that_is_one_table_is_a_table(frame: str) -> None:
    report = read(frame.format("<table><tr><th>学校</th><th>人数</th></tr><tr><td>一小</td><td>31</td></tr></table>"))
    assert [(block.kind, report.quote(block.start, block.end)) for block in report.blocks] == [
        (BlockKind.ROW, "学校\t人数"),
        (BlockKind.ROW, "一小\t31"),
    ]


def test_the_pages_of_a_site_to_turn_to_are_no_figures() -> None:
    pages = "<div class=page>共 33 页 <a>1</a> 2 3 下一页 尾页 转到第页</div>"
    prose = "全县共12所小学，办学条件逐年改善，群众比较满意。" * 3
    report = intake.read_bytes(f"<body><p>{prose}</p>{pages}</body>".encode(), "页.html")
    assert [block.kind for block in report.blocks] == [BlockKind.PARAGRAPH, BlockKind.FURNITURE]
