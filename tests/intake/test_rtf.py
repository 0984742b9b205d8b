"""RTF files: text of every code page, tables, notes, list marks; what does not show stays out."""

import pytest

from desktop import intake
from desktop.model.report import BlockKind, Report

HEAD = (
    r"{\rtf1\ansi\ansicpg936\deff0\uc1{\fonttbl{\f0\fcharset134 SimSun;}{\f1\fcharset0 Arial;}"
    r"{\f2\fcharset2 Wingdings;}}{\stylesheet{\s1 heading 12;}}"
)


def hexed(words: str) -> str:
    return "".join(f"\\'{byte:02x}" for byte in words.encode("gb18030"))


def coded(words: str) -> str:
    units = words.encode("utf-16-le")
    codes = (int.from_bytes(units[at : at + 2], "little", signed=True) for at in range(0, len(units), 2))
    return "".join(f"\\u{code}?" for code in codes)


def read(body: str) -> Report:
    return intake.read_bytes((HEAD + body + "}").encode("latin-1"), "报告.rtf")


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (hexed("一、成效") + r"\par " + hexed("全县小学12所。"), "一、成效\n全县小学12所。"),
        (coded("入学率") + r"99.8\'25" + coded("𠮷。"), "入学率99.8%𠮷。"),
        (r"{\uc2 \u25945\'bd\'cc}" + hexed("育"), "教育"),
        (r"{\f1 95}{\b .3%}" + hexed("以上"), "95.3%以上"),
        (r"{\v " + hexed("隐12所") + "}" + hexed("显"), "显"),
        (r"\{A\}\~B\_C\-D\tab E\line F", "{A}\xa0B-CD\tE\nF"),
        (r"5000m{\super 2}" + hexed("操场"), "5000m²操场"),
        (r"{\field{\*\fldinst{HYPERLINK 99%}}{\fldrslt " + hexed("链接") + "}}", "链接"),
        (r"{\field{\*\fldinst EQ \\o\\ac(" + coded("○") + r",7)}{\fldrslt }}" + hexed("项"), "⑦项"),
        (r"{\f2\'fe}" + hexed("合格"), "☑合格"),
        (
            r"{\mmath{\*\moMath{\mr\mscr0\msty2 S=}{\mf{\mfPr{\mctrlPr\f1}}{\mnum{\mr 3}}{\mden{\mr 8}}}}}"
            r"{\mmathPict{\pict 0102}}" + hexed("。"),
            "S=3/8。",
        ),
        (r"{\header 1%\par}{\footer 2%}{\*\generator 3;}{\info{\title 4}}{\pict 89504e47}" + hexed("文"), "文"),
        (r"{\listtext\pard\plain\f0 " + hexed("（一）") + r"\tab}" + hexed("经费") + r"\par", "（一）经费"),
        (r"{\pntext 1.\tab}2023" + hexed("年"), "1. 2023年"),
        (r"\bin5 }}}}}" + hexed("文"), "文"),
        (
            hexed("前")
            + r"{\shp{\*\shpinst{\sp{\sn x}{\sv 9}}{\shptxt "
            + hexed("框5万元")
            + r"\par}}{\shprslt 7}}"
            + hexed("后"),
            "前后\n框5万元",
        ),
        (r"{\header{\shp{\*\shpinst{\shptxt 9\par}}}}" + hexed("文"), "文"),
    ],
)
def test_what_shows(body: str, expected: str) -> None:
    assert read(body).text == expected


def test_headings_by_their_styles() -> None:
    styles = r"{\stylesheet{\ql Normal;}{\s2\sbasedon0 heading 2;}{\*\cs3 heading 1;}{\s5\sbasedon2 Mine;}"
    styles += r"{\s7\outlinelevel0\b Chapter;}{\s8\outlinelevel9 Body;}}"
    words = {
        "s2": "经费投入",
        "s5": "拨款进度",
        "s7": "总体成效",
        "s8": "不是标题",
        "s3": "也不是",
        "s2\\outlinelevel9": "正文",
    }
    body = "".join(rf"\pard\plain \{style} {hexed(each)}\par " for style, each in words.items())
    title, prose = hexed("青山县自评报告"), hexed("全县小学12所。")
    report = read(rf"{styles}{title}\par {prose}\par {body}\pard\plain {prose}\par")
    assert [(head.level, head.quote) for head in report.headings()] == [
        (0, "青山县自评报告"), (2, "经费投入"), (2, "拨款进度"), (1, "总体成效"),
    ]  # fmt: skip


def test_tables_with_merged_cells() -> None:
    cells = [hexed(words) for words in ("学段", "经费", "2021年", "2022年", "小学", "1200")]
    body = (
        r"\trowd\clvmgf\cellx2000\cellx6000\pard\intbl " + cells[0] + r"\cell " + cells[1] + r"\cell\row"
        r"\trowd\clvmrg\cellx2000\cellx4000\cellx6000\intbl\cell " + cells[2] + r"\cell " + cells[3] + r"\cell\row"
        r"\trowd\cellx2000\cellx4000\cellx6000\intbl " + cells[4] + r"\cell " + cells[5] + r"\cell 1,\par 300\cell\row"
        r"\pard " + hexed("完") + r"\par"
    )
    report = read(body)
    assert report.text.split("\n") == [
        "学段\t经费\t经费",
        "学段\t2021年\t2022年",
        "小学\t1200\t1,\u2028300",
        "完",
    ]
    assert [block.kind for block in report.blocks][:3] == [BlockKind.ROW] * 3


def test_the_shape_of_a_nested_table_leaves_the_outer_one_alone() -> None:
    words = [hexed(each) for each in ("学校", "班", "备注", "一小", "大班", "无")]
    inner = (
        r"\itap2 "
        + words[4]
        + r"\nestcell 41\nestcell{\*\nesttableprops\trowd\cellx500\cellx900\nestrow}{\nonesttables\par}"
    )
    outer = r"\trowd\cellx2000\cellx4000\cellx6000\pard\intbl "
    body = (
        outer + words[0] + r"\cell " + words[1] + r"\cell " + words[2] + r"\cell\row"
        + outer + words[3] + r"\cell " + inner + r"\itap1\cell " + words[5] + r"\cell\cell\cell\row"
    )  # fmt: skip
    assert read(body).text.split("\n") == ["学校\t班\t备注", "一小\t\t无", "", "大班\t41"]


def test_a_line_that_stands_before_a_nested_table_stays_in_its_own_cell() -> None:
    words = [hexed(each) for each in ("合计", "基建", "设备")]
    body = (
        r"\trowd\cellx2000\cellx4000\pard\intbl\itap1 2023\cell " + words[0] + r"\par\pard\intbl\itap2 "
        + words[1] + r"\nestcell 880\nestcell{\*\nesttableprops\trowd\cellx500\cellx900\nestrow}"
        + words[2] + r"\nestcell 415\nestcell{\*\nesttableprops\trowd\cellx500\cellx900\nestrow}"
        + r"\pard\intbl\itap1\cell\row"
    )  # fmt: skip
    assert read(body).text.split("\n") == ["2023\t合计", "", "基建\t880", "设备\t415"]


def test_notes_comments_contents_and_levels() -> None:
    body = (
        r"{\field{\*\fldinst{ TOC }}{\fldrslt " + hexed("做法 1") + r"}}\par"
        r"\outlinelevel0 " + hexed("做法") + r"\par\pard " + hexed("投入增长")
        + r"{\footnote\chftn " + hexed("含补助12万元。") + "}"
        + hexed("，师资达标") + r"{\super\chftn{\*\footnote\ftnalt\chftn " + hexed("指专任教师。") + "}}"
        + hexed("。") + r"{\*\annotation " + hexed("请核对") + r"}\par"
        r"{\deleted " + hexed("删去9人") + "}" + hexed("完")
    )  # fmt: skip
    report = read(body)
    assert report.text.split("\n") == [
        "做法 1",
        "做法",
        "投入增长[1]，师资达标[2]。",
        "完",
        "[1] 含补助12万元。",
        "[2] 指专任教师。",
    ]
    assert [h.quote for h in report.headings()] == ["做法"]
    assert report.blocks[0].kind is BlockKind.FURNITURE
    assert [notice.code for notice in report.notices] == ["revisions", "comments"]


def test_a_cut_file_is_read_as_far_as_it_goes() -> None:
    data = (HEAD + hexed("一、成效") + r"\par " + hexed("全县小学12所")).encode("latin-1")
    report = intake.read_bytes(data, "报告.doc")
    assert report.text == "一、成效\n全县小学12所"
    assert [notice.code for notice in report.notices] == ["suffix", "damaged"]
