"""Plans read as plans: the seed's eighteen items against the hand judgements, ledgers, and plans with faults."""

import json
from pathlib import Path
from typing import Any

import pytest

from desktop import intake, lexicon, paths, pipeline
from desktop.lexicon import yamltext
from desktop.model.examination import Examination
from desktop.model.loop import Answer, Match
from desktop.model.plan import ActorRole, Plan
from desktop.rectification import read_plan
from desktop.rectification.judging import fit_of, judged_item, judged_plan
from desktop.rectification.matching import Answers

SEED = next(paths.seeds_dir().glob("004_*"))


def calibration() -> dict[str, Any]:
    path = paths.resource("checklists", "zgfh.yaml")
    told = json.loads(yamltext.as_json(path.name, path.read_bytes()))["calibration"]
    assert isinstance(told, dict)
    return told


@pytest.fixture(scope="module")
def seed() -> Examination:
    return pipeline.open_file(SEED)


@pytest.fixture(scope="module")
def plan(seed: Examination) -> Plan:
    return read_plan(seed, lexicon.load())


def plan_of(text: str, name: str = "方案.txt") -> Plan:
    return read_plan(pipeline.examine(intake.read_text(text, name)), lexicon.load())


def test_the_seed_is_read_as_eighteen_items(plan: Plan, seed: Examination) -> None:
    assert plan.answers == "渝府教督〔2024〕4号"
    assert [item.number for item in plan.items] == [str(number) for number in range(1, 19)]
    assert sum(len(item.quoted) for item in plan.items) == 23
    assert all(len(item.promises) == 1 for item in plan.items)
    assert all("bookmark" not in item.promises[0].quote.partition("整改")[0] for item in plan.items)
    text = seed.report.text
    assert all(text[item.start : item.end] == item.quote for item in plan.items)


REACHED = {"fit": 17, "unit": 17, "deadline": 18, "target": 18}
"""How many of the eighteen agreed once; no rule for another plan may cost one."""


@pytest.mark.parametrize("column", list(REACHED))
def test_suggestions_agree_with_the_hand_judgements(column: str, plan: Plan, seed: Examination) -> None:
    rows = calibration()["rows"]
    answers = Answers(plan.items)
    hand = [bool(row[column]) if column == "deadline" else row[column] for row in rows]
    told: list[object] = []
    for item in plan.items:
        fit, why = fit_of(seed, [item], "。".join(item.quoted), answers)
        assert why
        told.append({"fit": fit, "unit": item.unit, "deadline": bool(item.deadlines), "target": item.target}[column])
    agreed = sum(one == other for one, other in zip(told, hand, strict=True))
    commonest = max(hand.count(word) for word in hand)
    assert agreed >= (commonest + len(hand)) / 2, list(zip(told, hand, strict=True))
    assert agreed >= REACHED[column], list(zip(told, hand, strict=True))


def test_the_deadlines_of_the_seed_are_those_read_by_hand(plan: Plan) -> None:
    for item, row in zip(plan.items, calibration()["rows"], strict=True):
        told = [deadline.quote for deadline in item.deadlines]
        assert len(told) == len(str(row["deadline"] or "").split("/")) if row["deadline"] else not told
        for wanted in str(row["deadline"] or "").split("/"):
            assert not wanted or any(wanted in quote for quote in told)


def test_the_plan_as_a_whole_is_judged_as_by_hand(plan: Plan, seed: Examination) -> None:
    hand = {row["item"]: row["score"] for row in calibration()["plan_level"]}
    told = {each.item: int(each.points) for each in judged_plan(seed, plan)}
    assert told.keys() == hand.keys()
    assert sum(told[item] == hand[item] for item in hand) >= 6


def test_every_item_of_the_framework_is_judged_with_a_reason_and_within_its_points(
    plan: Plan, seed: Examination
) -> None:
    most = {"P1": 2, "P2": 2, "P3": 2, "P4": 2, "P5": 2, "P6": 3, "P7": 1, "P8": 1}
    answers = Answers(plan.items)
    for item in plan.items:
        asked = "。".join(item.quoted)
        told = judged_item(seed, [item], asked, Match(answer=Answer.ANSWERED, by="引用原文"), answers, loop_told=True)
        assert [each.item for each in told] == [f"zgfh.{name}" for name in most]
        assert all(0 <= each.points <= most[each.item[-2:]] and each.why for each in told)


FIT = """青山县整改方案
一、整改措施
1.关于“{asked}”的问题。
整改措施：{told}
2.关于“校园保安配备不足”的问题。
整改措施：县公安局配齐保安。
"""


@pytest.mark.parametrize(
    ("asked", "told", "fit"),
    [
        ("未制定民办园教师最低工资标准", "引导民办园依法办园，规范收费。", "none"),
        (
            "未制定民办园教师最低工资标准",
            "2031年6月底前印发民办园教师最低工资标准实施办法，实现全县民办园全覆盖。",
            "full",
        ),
        ("学生近视率偏高", "新建城南幼儿园。", "none"),
        ("学生近视率偏高", "进一步加强近视防控工作。", "partial"),
        ("学生近视率偏高", "力争2032年学生近视率降到50%以下。", "full"),
        # a figure for another matter is no target of this one
        ("学生近视率偏高", "加强近视防控，新增公用经费300万元。", "partial"),
    ],
)
def test_measures_are_held_against_what_they_answer(asked: str, told: str, fit: str) -> None:
    examined = pipeline.examine(intake.read_text(FIT.format(asked=asked, told=told), "方案.txt"))
    read = read_plan(examined, lexicon.load())
    assert fit_of(examined, read.items[:1], asked, Answers(read.items))[0] == fit


ROWS = (
    ("序号", "存在问题", "整改措施", "牵头单位", "配合单位", "整改时限", "进展情况", "是否销号"),
    ("1", "三所学校食堂面积不足", "扩建食堂三处", "县教育局", "县住建局、县财政局", "2031.8", "已全部完工投用", "是"),
    ("2", "图书陈旧", "更新图书2万册", "县教育局", "", "2031年12月", "正在采购", "否"),
)


def written(tmp_path: Path, suffix: str) -> Path:
    path = tmp_path / f"台账.{suffix}"
    if suffix == "docx":
        from docx import Document

        document = Document()
        document.add_paragraph("青山县整改台账")
        table = document.add_table(len(ROWS), len(ROWS[0]))
        for row, told in zip(table.rows, ROWS, strict=True):
            for cell, words in zip(row.cells, told, strict=True):
                cell.text = words
        document.save(str(path))
    elif suffix == "xlsx":
        from openpyxl import Workbook

        book = Workbook()
        assert book.active is not None
        book.active.append(("青山县整改台账",))
        for told in ROWS:
            book.active.append(told)
        book.save(path)
    else:
        lines = ["青山县整改台账", *("\t".join(row) for row in ROWS)]
        path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    return path


@pytest.mark.parametrize("suffix", ["docx", "xlsx", "tsv", "txt"])
def test_the_rows_of_a_ledger_are_its_items(suffix: str, tmp_path: Path) -> None:
    examined = pipeline.open_file(written(tmp_path, suffix))
    first, second = read_plan(examined, lexicon.load()).items
    assert (first.number, second.number) == ("1", "2")
    assert (first.quoted, second.quoted) == (("三所学校食堂面积不足",), ("图书陈旧",))
    assert [promise.quote for promise in first.promises] == ["扩建食堂三处"]
    assert (first.unit, second.unit) == ("lead_support", "lead")
    assert [a.quote for a in first.actors if a.role is ActorRole.SUPPORT] == ["县住建局", "县财政局"]
    assert [each.last for item in (first, second) for each in item.deadlines] == ["2031-08", "2031-12"]
    assert (first.target, second.target) == ("number", "number")
    assert [item.progress.quote for item in (first, second) if item.progress] == ["已全部完工投用", "正在采购"]
    assert (first.shut, second.shut) == ("是", "否")


DAMAGED = """青山县整改方案
一、整改任务
1．关于“操场不足”的问题和“建设操场”的建议。
[bookmark: _GoBack]整改措施：县教育局新建操场两处。
3.关于“图书馆藏书陈旧”的问题。
整改建议：更新图书。
3、关于“心理教师缺乏”的问题。
整改措施：招聘心理教师9名。
关于“食堂管理粗放”的问题。
整改措施：开展食堂专项检查。
"""


def test_damaged_numbers_and_labels_lose_no_item() -> None:
    items = plan_of(DAMAGED).items
    assert [item.number for item in items] == ["1", "3", "3", ""]
    assert [len(item.quoted) for item in items] == [2, 1, 1, 1]
    assert all(item.promises for item in items)
    assert len({item.key for item in items}) == 4


HAN = ("九十九", "一百", "一百零一", "一百一十")


@pytest.mark.parametrize(
    ("mark", "numbers"),
    [
        ("{0}. ", ("99", "100", "101", "110")),
        ("{0}、", ("99", "100", "101", "110")),
        ("({0})", ("99", "100", "101", "110")),
        ("{0}、", HAN),
        ("（{0}）", HAN),
        ("问题{0}：", ("99", "100", "101", "110")),
    ],
)
def test_numbers_past_ninety_nine_are_numbers(mark: str, numbers: tuple[str, ...]) -> None:
    lines = [
        f"{mark.format(number)}关于“{place}校舍陈旧失修”的问题。\n整改措施：县教育局翻修{place}校舍。\n"
        for number, place in zip(numbers, ("城东", "河西", "北塘", "南坪"), strict=True)
    ]
    items = plan_of(f"青山县整改方案\n{''.join(lines)}").items
    assert [item.number for item in items] == list(numbers)
    assert [len(item.promises) for item in items] == [1] * len(numbers)


@pytest.mark.parametrize("line", ["100.5万元用于扩建食堂。", "一百年来学校多次迁建。", "（2031）年度计划已完成。"])
def test_what_only_begins_like_a_number_is_none(line: str) -> None:
    from desktop.intake.numbering import numbering

    assert numbering(line, 0, len(line)) is None
