"""Word-97 files (doc, wps): text, tables and notes; what is deleted or hidden stays out; the rest is told."""

import pytest

from desktop import intake
from desktop.model.errors import UnreadableFile
from desktop.model.report import BlockKind, Report
from tests.intake.word97 import Para, Style, compound, row, word97

PROSE = "全县教育系统围绕年度目标任务，稳步推进各项工作，取得了积极进展，群众满意度不断提升。"
DELETED, HIDDEN, LISTED = b"\x00\x08\x01", b"\x3c\x08\x01", b"\x0b\x46\x01\x00"
RAISED = b"\x48\x2a\x01"
IN_TABLE = b"\x16\x24\x01"


def read(*paragraphs: Para, notes: tuple[str, ...] = (), name: str = "报告.doc") -> Report:
    return intake.read_bytes(word97(*paragraphs, notes=notes), name)


def codes(report: Report) -> list[str]:
    return [notice.code for notice in report.notices]


@pytest.mark.parametrize("name", ["报告.doc", "报告.wps"])
def test_paragraphs_and_headings(name: str) -> None:
    report = read(
        Para("青山县教育工作报告\r"),
        Para("一、成效\r"),
        Para("经费\r", style=2),
        Para(PROSE + "\r"),
        Para("甲\x0b乙\x1e丙\x1f丁\r"),
        name=name,
    )
    assert report.text.split("\n") == ["青山县教育工作报告", "一、成效", "经费", PROSE, "甲", "乙-丙丁"]
    assert [(h.level, h.quote) for h in report.headings()][:3] == [
        (0, "青山县教育工作报告"),
        (1, "一、成效"),
        (2, "经费"),
    ]
    assert codes(report) == ["legacy"]


def test_deleted_and_hidden_text_stays_out() -> None:
    report = read(
        Para("比例由"),
        Para("93%", characters=DELETED),
        Para("升至96%"),
        Para("（底稿12所）", characters=HIDDEN),
        Para("，生均6m"),
        Para("2", characters=RAISED),
        Para("。\r"),
        Para("整段删去5人\r", characters=DELETED),
        Para("完\r"),
    )
    assert report.text == "比例由升至96%，生均6m²。\n完"
    assert codes(report) == ["legacy", "revisions"]


def test_tables_are_rows_of_cells() -> None:
    def cell(words: str) -> Para:
        return Para(words + "\x07", properties=IN_TABLE)

    report = read(
        Para("经费情况\r"),
        *(cell("学段"), cell("经费"), Para("\x07", properties=row(0, 2000, 6000))),
        *(cell(""), cell("2021年"), cell("2022年"), Para("\x07", properties=row(0, 2000, 4000, 6000, goes_on=[True]))),
        *(cell("小学"), cell("1200"), Para("分两行，\r", properties=IN_TABLE), cell("1300")),
        Para("\x07", properties=row(0, 2000, 4010, 6000)),
        Para("完\r"),
    )  # fmt: skip
    assert report.text.split("\n") == [
        "经费情况",
        "学段\t经费\t经费",
        "学段\t2021年\t2022年",
        "小学\t1200\t分两行，\u20281300",
        "完",
    ]
    assert [block.kind for block in report.blocks][1:4] == [BlockKind.ROW] * 3


def test_cells_merged_to_the_left_give_their_room_to_the_one_before() -> None:
    rows = [Para(words + "\x07", properties=IN_TABLE) for words in ("学段", "经费", "", "小学", "1200", "1300")]
    rows.insert(3, Para("\x07", properties=row(0, 2000, 4000, 6000, covered=[2])))
    report = read(*rows, Para("\x07", properties=row(0, 2000, 4000, 6000)), Para("完\r"))
    assert report.text.split("\n") == ["学段\t经费\t经费", "小学\t1200\t1300", "完"]


def test_notes_fields_and_contents() -> None:
    report = read(
        Para('\x13 TOC \\o "1-3" \x14一、成效\t1\r'),
        Para("\x15二、问题\r"),
        Para('投入\x13 HYPERLINK "x99%" \x14增长\x15\x02。\r'),
        notes=("含上级补助12万元。",),
    )
    assert report.text.split("\n") == ["一、成效 1", "二、问题", "投入增长[1]。", "[1] 含上级补助12万元。"]
    assert report.blocks[0].kind is BlockKind.FURNITURE
    assert report.blocks[-1].kind is BlockKind.NOTE


def test_eight_bit_text_and_lost_numbers() -> None:
    report = intake.read_bytes(word97(Para("Rate 95.3% in 2023\r", properties=LISTED), eight_bit=True), "a.doc")
    assert report.text == "Rate 95.3% in 2023"
    assert "自动编号" in report.notices[0].says
    assert "自动编号" not in read(Para("甲\r")).notices[0].says


def test_automatic_numbers_are_text_again() -> None:
    first, second = LISTED, LISTED + b"\x0a\x26\x01"
    data = word97(
        Para("成效\r", style=1),
        Para("经费\r", style=2),
        Para("教师\r", style=2),
        Para("问题\r", properties=first),
        Para("用地\r", properties=second),
        Para("完\r"),
        levels=[(39, "\x00、"), (37, "（\x01）"), (0, "\x02.")],
        styles=[Style(), Style(properties=first), Style(1, b"\x0a\x26\x01")],
    )
    report = intake.read_bytes(data, "报告.doc")
    assert report.text.split("\n") == ["一、成效", "（一）经费", "（二）教师", "二、问题", "（一）用地", "完"]
    assert "自动编号" not in report.notices[0].says


@pytest.mark.parametrize(
    ("own", "style", "shows"),
    [
        (b"", 0, True),
        (b"", 1, False),
        (b"", 2, False),
        (b"\x3c\x08\x00", 2, True),
        (b"\x3c\x08\x80", 2, False),
        (b"\x3c\x08\x81", 2, True),
        (b"\x3c\x08\x81", 0, False),
        (b"\x30\x4a\x03\x00", 0, False),
        (b"\x30\x4a\x03\x00\x3c\x08\x00", 0, True),
        (b"\x30\x4a\x04\x00", 2, True),
    ],
)
def test_words_hidden_by_a_style_stay_out(own: bytes, style: int, *, shows: bool) -> None:
    data = word97(
        Para("开办12所\r"),
        Para("底稿34人", style=style, characters=own),
        Para("核对56项\r", style=style, characters=b"\x3c\x08\x00"),
        Para("完\r"),
        styles=[
            Style(),
            Style(characters=HIDDEN),
            Style(1, properties=b"\x03\x24\x01"),
            Style(characters=HIDDEN, of_characters=True),
            Style(3, characters=b"\x3c\x08\x00", of_characters=True),
        ],
    )
    shown = "底稿34人核对56项" if shows else "核对56项"
    assert intake.read_bytes(data, "报告.doc").text.split("\n") == ["开办12所", shown, "完"]


def test_a_cell_whose_words_a_style_hides_stays_a_cell() -> None:
    rows = (Para("甲\x07", 0, IN_TABLE), Para("底稿7\x07", 1, IN_TABLE), Para("8\x07", 0, IN_TABLE))
    data = word97(*rows, Para("\x07", 0, row(0, 1000, 2000, 3000)), styles=[Style(), Style(characters=HIDDEN)])
    assert intake.read_bytes(data, "报告.doc").text == "甲\t\t8"


def test_a_style_based_on_a_heading_is_one() -> None:
    styles = [Style(), Style(0), *[Style(0)] * 9, Style(1), Style(11), Style(2, b"\x40\x26\x09")]
    paragraphs = (Para(f"第{number}段话\r", number) for number in (1, 11, 12, 13, 0))
    report = intake.read_bytes(word97(*paragraphs, styles=styles), "报告.doc")
    assert [(head.level, head.quote) for head in report.headings()] == [
        (1, "第1段话"), (1, "第11段话"), (1, "第12段话"),
    ]  # fmt: skip


def test_symbols_and_what_is_ringed_show() -> None:
    report = read(
        Para("(", characters=b"\x09\x6a\x05\x00\xfe\xf0"),
        Para("合格\x13 eq \\o\\ac(○,\x13 = 1 \x142\x15)\x15，共\x13EQ \\f(3,4)\x14?\x15\r"),
        Para('\x13EQ \\* jc2 \\* "Font:宋体" \\* hps10 \\o\\ad(\\s\\up 9(qing),青)\x15山\r'),
    )
    assert report.text == "☑合格②，共3/4\n青山"


@pytest.mark.parametrize(
    ("data", "fragment"),
    [
        (word97(Para("甲\r"), flags=0x0100), "打开密码"),
        (word97(Para("甲\r"))[:3000], "已损坏或不完整"),
        (word97(Para("\r")), "没有可读的文字"),
        (compound({"WordDocument": b"\xdc\xa5" + bytes(600)}), "Word 97 以前"),
        (compound({"WordDocument": b"\xec\xa5" + bytes(900)}), "已损坏或不完整"),
        (compound({"WordDocument": b"\xec\xa5" + b"\xff" * 900, "0Table": b"\xff" * 900}), "打开密码"),
        (compound({"Workbook": bytes(600)}), "已损坏或不完整"),
        (compound({"PowerPoint Document": bytes(600)}), "暂不支持旧版演示文稿"),
    ],
)
def test_what_cannot_be_read_is_said(data: bytes, fragment: str) -> None:
    with pytest.raises(UnreadableFile, match=fragment):
        intake.read_bytes(data, "报告.doc")
