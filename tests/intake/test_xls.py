"""Workbooks of the format before 2007: what the sheets show, as in those of today."""

import time

import pytest

from desktop import intake
from desktop.model.errors import UnreadableFile
from desktop.model.report import BlockKind
from tests.intake import biff

FORMATS = {164: "0.0%", 165: 'yyyy"年"m"月"'}
SHEET = (
    *biff.row(0, "办学条件台账"),
    biff.merged(0, 0, 0, 2),
    *biff.row(1, "学段", "达标率", "是否达标"),
    *biff.row(2, "小学", 0.953, True, style=1),
    *biff.row(3, "初中", 0.5, False, style=1),
    *biff.row(4, "停办", 0.1, hidden=True),
)


def test_cells_are_read_as_they_show() -> None:
    report = intake.read_bytes(biff.workbook(SHEET, formats=FORMATS), "台账.xls")
    assert report.text == "办学条件台账\n学段\t达标率\t是否达标\n小学\t95.3%\t是\n初中\t50.0%\t否"
    assert [notice.code for notice in report.notices] == ["hidden_cells"]
    rows = [block for block in report.blocks if block.kind is BlockKind.ROW]
    assert [block.head for block in rows] == [True, False, False]
    assert rows[1].origin is not None
    assert (rows[1].origin.sheet, rows[1].origin.cells) == ("表一", "A3:C3")


def test_dates_signs_set_above_the_line_and_whole_numbers() -> None:
    cells = (*biff.row(0, "月份", None), biff.raised(0, 1, "面积（m2）", 4), *biff.row(1, 45170.0, 1250.0, style=2))
    text = intake.read_bytes(biff.workbook(cells, formats=FORMATS), "台账.xls").text
    assert text.partition("\n")[0] == "月份\t面积（m²）"
    assert text.partition("\n")[2].startswith("2023年9月\t")


def test_hidden_sheets_and_columns_are_told() -> None:
    shown = (*biff.row(0, "学校", "人数", "备注"), *biff.row(1, "一小", 820.0, "内部"), biff.hidden_columns(2, 2))
    data = biff.workbook(shown, biff.row(0, "底稿", 1.0), states={1: 1})
    report = intake.read_bytes(data, "台账.et")
    assert report.text == "学校\t人数\n一小\t820"
    assert [notice.code for notice in report.notices] == ["hidden_sheets", "hidden_cells"]


def test_merged_heads_reach_every_column() -> None:
    cells = (
        *biff.row(0, "学校", "在校生", None),
        *biff.row(1, None, "男", "女"),
        *biff.row(2, "一小", 410.0, 390.0),
        biff.merged(0, 0, 1, 2),
        biff.merged(0, 1, 0, 0),
    )
    text = intake.read_bytes(biff.workbook(cells), "台账.xls").text
    assert text == "学校\t在校生\t在校生\n学校\t男\t女\n一小\t410\t390"


WHOLE = biff.workbook(SHEET, formats=FORMATS)
LOCKED = WHOLE.replace(b"\x42\x00\x02\x00\xb0\x04", b"\x2f\x00\x02\x00\x01\x00", 1)


@pytest.mark.parametrize(
    ("data", "fragment"),
    [
        (WHOLE[:1500], "已损坏或不完整"),
        (WHOLE.replace(b"\x85\x00", b"\x86\x00"), "没有可读的文字"),
        (LOCKED, "打开密码"),
        (biff.workbook(()), "没有可读的文字"),
    ],
)
def test_one_sentence_soon(data: bytes, fragment: str) -> None:
    begin = time.perf_counter()
    with pytest.raises(UnreadableFile, match=fragment) as told:
        intake.read_bytes(data, "来历不明.xls")
    assert "来历不明.xls" in told.value.says
    assert time.perf_counter() - begin < 5
