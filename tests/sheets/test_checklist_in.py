from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from desktop import intake
from desktop.model.case import Document, DocumentRole
from desktop.model.draft import ColumnRole, Draft, Reading
from desktop.model.errors import UnreadableFile
from desktop.model.marks import Deduction
from desktop.model.review import Review
from desktop.sheets.checklist_in import checked, guessed
from desktop.sheets.checklist_out import form_of, write_checklist
from desktop.sheets.grids import Cell, Grid
from desktop.sheets.guessing import drafted
from desktop.storage import CaseFile, shelf
from desktop.storage.shelf import Shelf
from tests.scoring.schemes import every_rule, line, table

Rows = Sequence[Sequence[object]]


def saved(path: Path, *merges: str, **sheets: Rows) -> Path:
    """Save rows as sheets; merges count for the first."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    for area in merges:
        book.worksheets[0].merge_cells(area)
    book.save(path)
    return path


HEAD = ("序号", "一级指标", "二级指标", "三级指标", "评分标准", "分值", "自评分")
MESSY: Rows = (
    ("某省教育督导评分表（2026年）",),
    ("被评单位：", None, None, "总分100分"),
    (),
    HEAD,
    (1, "一、组织领导（40分）", "党的领导", "定期研究教育工作", "每年不少于2次得满分；每少一次扣5分", 15, None),
    (2, None, None, "落实领导联系学校制度", "有制度、有记录", "25分", None),
    (3, "二、经费保障（60分）", "投入", "依法落实经费（30分）", "两个只增不减", None, None),
    (4, None, "管理", "经费使用规范", "无挤占挪用；发现一处不合规，每处扣2分", 30, None),
    HEAD,
    (None, "合计", None, None, None, 100, None),
    ("注：自评分由被评单位填写。",),
)


@pytest.fixture
def messy(tmp_path: Path) -> Draft:
    return guessed(saved(tmp_path / "某省评分表2026.xlsx", "A1:G1", "B5:B6", "C5:C6", "B7:B8", 评分表=MESSY))


def test_a_messy_table_becomes_items_under_their_parts(messy: Draft) -> None:
    assert messy.faults == ()
    held = messy.checklist
    assert held is not None
    assert (held.title, held.year) == ("某省评分表2026", 2026)
    assert [(part.name, len(part.items)) for part in held.dimensions] == [("一、组织领导", 2), ("二、经费保障", 2)]
    assert [item.name for item in held.items] == [
        "党的领导：定期研究教育工作",
        "党的领导：落实领导联系学校制度",
        "投入：依法落实经费",
        "管理：经费使用规范",
    ]
    assert [item.max_points for item in held.items] == [Decimal(n) for n in (15, 25, 30, 30)]
    assert held.items[1].check == "有制度、有记录"
    assert [item.id for item in held.items] == ["1.1", "1.2", "2.1", "2.2"]


def test_what_takes_points_off_each_time_is_proposed_as_a_deduction(messy: Draft) -> None:
    assert messy.checklist is not None
    rules = [item.marks for item in messy.checklist.items]
    assert rules[0] == Deduction(max=Decimal(15), each=Decimal(5), unit="次")
    assert rules[3] == Deduction(max=Decimal(30), each=Decimal(2), unit="处")
    assert rules[1:3] == [None, None]


def test_every_column_is_shown_with_what_it_is_taken_for(messy: Draft) -> None:
    (guess,) = messy.guesses
    assert (guess.used, guess.heading_row) == (True, 4)
    assert [(column.letter, column.role.value) for column in guess.columns] == [
        ("A", "不用"),
        ("B", "维度"),
        ("C", "二级指标"),
        ("D", "评分项"),
        ("E", "评价标准"),
        ("F", "分值"),
        ("G", "不用"),
    ]
    assert guess.columns[4].sample == "每年不少于2次得满分；每少一次扣5分"


def test_a_guess_that_is_corrected_is_followed(tmp_path: Path) -> None:
    path = saved(
        tmp_path / "表.xlsx", 表=(("评价项目", "评分标准", "分值"), ("甲", "甲的做法", 5), ("乙", "乙的做法", 6))
    )
    first = guessed(path)
    assert first.checklist is not None
    assert [item.name for item in first.checklist.items] == ["甲", "乙"]
    roles = {"A": ColumnRole.PART, "B": ColumnRole.ITEM, "C": ColumnRole.POINTS}
    columns = tuple(c.model_copy(update={"role": roles[c.letter]}) for c in first.guesses[0].columns)
    second = guessed(path, Reading(guesses=(first.guesses[0].model_copy(update={"columns": columns}),)))
    assert second.checklist is not None
    assert [(part.name, part.items[0].name) for part in second.checklist.dimensions] == [
        ("甲", "甲的做法"),
        ("乙", "乙的做法"),
    ]


def test_an_item_over_several_rows_joins_its_standards_and_adds_its_points(tmp_path: Path) -> None:
    rows: Rows = (
        ("一级指标", "评价要点", "评分细则", "分值"),
        ("甲", "办学条件", "校舍达标", 4),
        (None, None, "器材齐备", 3),
        (None, "师资", "学历达标", 2),
        (None, None, "交流轮岗", None),
    )
    held = guessed(saved(tmp_path / "表.xlsx", "A2:A5", "B2:B3", 表=rows)).checklist
    assert held is not None
    assert [item.check for item in held.items] == ["校舍达标\n器材齐备", "学历达标\n交流轮岗"]
    assert [item.max_points for item in held.items] == [Decimal(7), Decimal(2)]


def test_several_sheets_are_read_one_after_the_other(tmp_path: Path) -> None:
    sheets: dict[str, Rows] = {
        "学前": (("评分项", "分值"), ("普惠", 5)),
        "义务": (("评分项", "分值"), ("均衡", 6)),
        "填表说明": (("请于月底前报送。",),),
    }
    draft = guessed(saved(tmp_path / "表.xlsx", **sheets))
    assert draft.checklist is not None
    assert [part.name for part in draft.checklist.dimensions] == ["学前", "义务"]
    assert [guess.used for guess in draft.guesses] == [True, True, False]


TWO: Rows = (("编号", "评分项", "分值"), ("A1", "甲", 5), ("A2", "乙", 6))


@pytest.mark.parametrize(
    ("rows", "place", "says"),
    [
        ((("姓名", "电话"), ("张", 1)), "A1", "没有找到评分项所在的列"),
        ((("编号", "评分项", "分值"), ("A1", "甲", 5), ("A1", "乙", 6)), "A3", "编号“A1”在 A2 已经用过"),
        ((*TWO, ("合计", None, 12)), "C4", "写的总分是 12 分，各项相加为 11 分"),
        ((("总分20分",), *TWO), "A1", "写的总分是 20 分，各项相加为 11 分"),
        ((*TWO, ("A3", "丙", "多")), "C4", "分值应是数，写的是“多”"),
        ((*TWO, ("A3", "丙", "#REF!")), "C4", "公式出错（#REF!）"),
        ((*TWO, ("A3", "丙", "=SUM(C2:C3)")), "C4", "公式没有计算结果"),
        ((("编号", "评分项", "分值"),), "A1", "没有读到任何评分项"),
        ((("分值", "评分项"), *((1, f"第{n}项") for n in range(5_001))), "A5001", "超过 5000 行"),
    ],
)
def test_a_fault_is_named_by_its_cell_and_nothing_is_imported(
    tmp_path: Path, rows: Rows, place: str, says: str
) -> None:
    draft = guessed(saved(tmp_path / "表.xlsx", 表=rows))
    assert draft.checklist is None
    assert [(fault.sheet, fault.cell) for fault in draft.faults] == [("表", place)]
    assert says in draft.faults[0].says
    assert f"“表”{place}：" in draft.faults[0].line


def test_points_that_add_up_raise_nothing_and_a_part_that_does_not_wants_a_look(tmp_path: Path) -> None:
    assert guessed(saved(tmp_path / "a.xlsx", 表=(*TWO, ("合计", None, 11)))).faults == ()
    rows: Rows = (("一级指标", "评分项", "分值"), ("甲（10分）", "一", 5), (None, "二", 4))
    draft = guessed(saved(tmp_path / "b.xlsx", 表=rows))
    assert draft.checklist is not None
    assert [(fault.cell, fault.blocking) for fault in draft.faults] == [("A2", False)]


@pytest.mark.parametrize("data", [b"", b"PK", b"not a workbook", b"PK\x03\x04" + b"x" * 200])
def test_what_is_no_workbook_is_told(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "坏.xlsx"
    path.write_bytes(data)
    with pytest.raises(UnreadableFile, match=r"坏\.xlsx"):
        guessed(path)


@pytest.mark.parametrize("name", ["cq2023", "jbjh2012", "pjph2020", "sc2023", "yzjh2017", "zgfh"])
def test_a_checklist_goes_through_excel_unchanged(tmp_path: Path, name: str) -> None:
    checklist = Shelf().get(name)
    path = tmp_path / "out.xlsx"
    write_checklist(path, checklist)
    again = guessed(path).checklist
    assert again == checklist
    assert [item.wording_hash for item in again.items] == [item.wording_hash for item in checklist.items]
    assert [path] == list(tmp_path.glob("*.xlsx"))


@pytest.mark.parametrize(
    ("sheet", "cell", "value", "says"),
    [
        ("评分项", "C3", "zgfh.P1", "编号“zgfh.P1”在 C2 已经用过"),
        ("评分项", "F2", "两分", "分值应是数，写的是“两分”"),
        ("评分项", "F2", 3, "满分与评分方式的满分不一致"),
        ("评分项", "G2", "打折：满分=2", "不认识规则“打折”"),
        ("评分项", "H2", "看着办", "“看着办”不在可填的词里：达线、定性"),
        ("评分项", "J2", "没有的率", "指标“没有的率”在指标词典里没有"),
        ("评分项", "L2", "没有的文件", "来源“没有的文件”不在 sources 里"),
        ("评分项", "E1", "标淮", "不认识“标淮”这一列"),
        ("评价表", "B6", "二〇二四", "“年份”缺少或不合要求"),
        ("评价表", "B3", "=1/0", "公式没有计算结果"),
    ],
)
def test_a_fault_in_our_own_form_is_named_by_its_cell(
    tmp_path: Path, sheet: str, cell: str, value: str | int, says: str
) -> None:
    path = tmp_path / "out.xlsx"
    write_checklist(path, Shelf().get("zgfh"))
    book = load_workbook(path)
    if value == 3:
        book[sheet]["G2"] = "得分：满分=2"
    book[sheet][cell] = value
    book.save(path)
    draft = guessed(path)
    assert draft.checklist is None
    assert (draft.faults[0].sheet, draft.faults[0].cell) == (sheet, cell)
    assert says in draft.faults[0].says


def test_a_circular_weight_is_named_by_its_cell(tmp_path: Path) -> None:
    path = tmp_path / "out.xlsx"
    write_checklist(path, Shelf().get("zgfh"))
    book = load_workbook(path)
    book["评价表"].insert_rows(8)
    book["评价表"]["A8"], book["评价表"]["B8"] = "合计规则", "加权：权重=甲/1/乙|乙/1/甲"
    book.save(path)
    draft = guessed(path)
    assert [(fault.sheet, fault.cell) for fault in draft.faults] == [("评价表", "B8")]
    assert "循环" in draft.faults[0].says


def test_every_kind_of_rule_goes_through_excel_yaml_json_and_a_case(tmp_path: Path) -> None:
    checklist = every_rule()
    write_checklist(tmp_path / "out.xlsx", checklist)
    assert guessed(tmp_path / "out.xlsx").checklist == checklist
    for name in ("out.yaml", "out.json"):
        shelf.given(tmp_path / name, checklist)
        assert shelf.taken(tmp_path / name) == (checklist,)
    report = intake.read_bytes("全区共有幼儿园48所。".encode(), "报告.txt")
    document = Document.of(report, "全区共有幼儿园48所。".encode(), DocumentRole.REPORT, "2026-01-01")
    review = Review(id="r", checklist=checklist.id)
    CaseFile.create(tmp_path / "案卷.duyue", document, checklist, review, "2026-01-01").close()
    assert shelf.taken(tmp_path / "案卷.duyue") == (checklist,)


HEADS = ("编号", "三级指标", "一级指标", "评分标准", "分值")
WORDS = st.sampled_from(
    (
        *(*HEADS, "", "合计", "甲", "A1", "5", "5分", "总分20分", "（10分）", "注：", "每处扣2分", "一、甲", "1.乙"),
        *("权重", "20%", "0", "A等", "B等", "加分项（最多5分）", "一票否决项", "总分90分以上为优秀，60分以下为不合格"),
        "有下列情形之一的一票否决：1.甲；2.乙",
    )
)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.lists(WORDS, min_size=4, max_size=4), max_size=8), st.booleans())
def test_any_table_becomes_a_checklist_or_says_why_not(rows: list[list[str]], merged: bool) -> None:
    cells = [tuple(Cell(text, own=not merged or at == 0) for text in row) for at, row in enumerate(rows)]
    draft = drafted("表", (Grid("表", tuple(cells)),))
    assert (draft.checklist is None) == any(fault.blocking for fault in draft.faults)
    if draft.checklist is not None:
        assert checked(form_of(draft.checklist)).checklist == draft.checklist


def test_words_keep_the_blanks_and_breaks_around_them(tmp_path: Path) -> None:
    first = line("A1", 5).model_copy(update={"name": " 要点", "check": "第一行\n第二行\n", "note": "注 "})
    checklist = table(甲=(first,))
    write_checklist(tmp_path / "out.xlsx", checklist)
    assert guessed(tmp_path / "out.xlsx").checklist == checklist
