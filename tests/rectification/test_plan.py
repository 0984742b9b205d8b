"""Plans read as plans: the seed's eighteen items, a ledger's rows, and findings held against them."""

import pytest

from desktop import intake, lexicon, paths, pipeline
from desktop.model.plan import Plan
from desktop.rectification import matrix, read_plan

# What a person read in the seed's items: how responsibility is named, whether a date is, what may be verified.
UNITS = "several several none none none lead_support several lead_support none one none one " + "none " * 6
DATED = {2, 4, 7, 12}
TARGETS = {2: "qualitative", 4: "number", 5: "qualitative", 7: "number", 12: "qualitative"}


def plan_of(text: str) -> Plan:
    return read_plan(pipeline.examine(intake.read_text(text, "方案.txt")), lexicon.load())


def test_the_seed_is_read_as_eighteen_items() -> None:
    examined = pipeline.open_file(next(paths.seeds_dir().glob("004_*")))
    plan = read_plan(examined, lexicon.load())
    assert plan.answers == "渝府教督〔2024〕4号"
    assert [item.number for item in plan.items] == [str(number) for number in range(1, 19)]
    assert sum(len(item.problems) for item in plan.items) == 23
    assert all(len(item.promises) == 1 for item in plan.items)
    promises = [item.promises[0] for item in plan.items]
    # halfway from the commonest answer to full agreement, and above
    assert sum(p.unit == unit for p, unit in zip(promises, UNITS.split(), strict=True)) >= 15
    assert sum(bool(p.deadlines) is (n in DATED) for n, p in enumerate(promises, 1)) >= 16
    assert sum(p.target == TARGETS.get(n, "none") for n, p in enumerate(promises, 1)) >= 16


LEDGER = (
    "青山县督导反馈问题整改台账\n序号\t反馈问题\t整改措施\t责任单位\t完成时限\n"
    "1\t三所学校食堂面积不足\t扩建食堂三处\t县教育局、县住建局\t2031年8月底前\n"
    "2\t图书陈旧\t更新图书2万册\t县教育局\t2031年12月\n"
)


def test_the_rows_of_a_ledger_are_its_items() -> None:
    first, second = plan_of(LEDGER).items
    assert first.promises[0].unit == "several"
    assert [deadline.last for item in (first, second) for deadline in item.promises[0].deadlines] == [
        "2031-08",
        "2031-12",
    ]
    assert (first.number, second.number) == ("1", "2")


PLAN = """青山县整改方案
根据《关于印发督导意见的通知》（青府督〔2031〕2号），制定本方案。
一、整改措施
1.关于“三所学校食堂面积不足，学生分批就餐”的问题。
整改措施：县教育局扩建食堂三处，2031年8月底前投用。
2.关于“音体美教师紧缺”的问题。
整改措施：县人社局招聘教师四十名。
3.关于“校园周边交通拥堵”的问题。
整改措施：县公安局设护学岗九处。
"""
FINDINGS = (
    "（一）三所学校食堂面积不足，学生分批就餐",
    "2.音乐、体育、美术学科教师数量紧缺",
    "（三）教育督导机构没有独立设置",
)


def held(findings: tuple[str, ...], plan: Plan, text: str) -> list[tuple[str, str | None, str]]:
    examined = pipeline.examine(intake.read_text(text, "方案.txt"))
    words = {problem.start: problem.quote for problem in examined.problems}
    quoted = [[words[start] for start in item.problems] for item in plan.items]
    rows = matrix(findings, plan.items, quoted)
    return [(str(row.state), None if row.item is None else plan.items[row.item].number, row.by) for row in rows]


def test_findings_are_matched_by_quotation_number_and_wording() -> None:
    told = held(FINDINGS, plan_of(PLAN), PLAN)
    assert told[0] == ("answered", "1", "引用原文")
    assert told[1][:2] == ("answered", "2")
    assert told[2] == ("not", None, "方案中没有相近的条目")
    assert told[3][:2] == ("added", "3")


def test_an_item_without_a_measure_answers_nothing() -> None:
    text = PLAN.replace("整改措施：县人社局招聘教师四十名。\n", "")
    plan = plan_of(text)
    assert held(FINDINGS[1:2], plan, text)[0][:2] == ("not", "2")


@pytest.mark.parametrize("findings", [(), ("",), ("一二三四五六七八九十",)])
def test_a_plan_is_held_against_anything(findings: tuple[str, ...]) -> None:
    assert len(held(findings, plan_of(PLAN), PLAN)) >= 3
