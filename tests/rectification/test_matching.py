"""Findings held against a plan: by quotation, number and wording, in whole, in part, by another item, not at all."""

import pytest

from desktop import intake, lexicon, pipeline
from desktop.model.loop import Answer, Issue, Match
from desktop.model.plan import Plan, key_of
from desktop.rectification import read_plan
from desktop.rectification.issues import read_issues
from desktop.rectification.matching import Answers

PLAN = """青山县整改方案
根据《关于印发督导意见的通知》（青府督〔2031〕2号），制定本方案。
一、整改措施
1.关于“三所学校食堂面积不足，学生分批就餐”的问题。
整改措施：县教育局扩建食堂三处，2031年8月底前投用。
2.关于“音体美教师紧缺”的问题。
整改措施：县人社局招聘教师四十名。
3.关于“校园周边交通拥堵”的问题。
整改措施：县公安局设护学岗九处。
4.关于“乡镇中心幼儿园户外场地偏小”的问题。
"""


def plan_of(text: str) -> Plan:
    return read_plan(pipeline.examine(intake.read_text(text, "方案.txt")), lexicon.load())


def issue(words: str, number: str = "") -> Issue:
    return Issue(start=0, end=len(words), quote=words, document="d", key=key_of(words), number=number)


def matched(*issues: Issue, plan: str = PLAN, **chosen: str) -> list[Match]:
    return list(Answers(plan_of(plan).items).matched(issues, chosen))


@pytest.mark.parametrize(
    ("words", "number", "answer", "item", "by"),
    [
        ("三所学校食堂面积不足，学生分批就餐。", "", Answer.ANSWERED, 0, "引用原文"),
        ("办学条件有短板。三所学校食堂面积不足，学生分批就餐。", "", Answer.ANSWERED, 0, "引用原文"),
        ("音乐、体育、美术学科教师数量紧缺", "2", Answer.ANSWERED, 1, "编号相同"),
        ("音乐、体育、美术学科教师数量紧缺", "二", Answer.ANSWERED, 1, "编号相同"),
        ("上下学时段校园周边交通拥堵严重", "九", Answer.ANSWERED, 2, "引用原文"),
        ("校园周边秩序混乱、车辆拥堵", "", Answer.PARTLY, 2, "用语相近：校园周边"),
        ("教育督导机构没有独立设置", "", Answer.NOT, None, "没有相近的条目"),
        ("教育督导机构没有独立设置", "2", Answer.NOT, None, "没有相近的条目"),
        ("乡镇中心幼儿园户外场地偏小", "", Answer.NOT, 3, "没有写措施"),
        ("", "", Answer.NOT, None, "没有相近的条目"),
    ],
)
def test_every_match_says_why(words: str, number: str, answer: Answer, item: int | None, by: str) -> None:
    (found,) = matched(issue(words, number))
    assert (found.answer, found.items) == (answer, () if item is None else (item,))
    assert by in found.by


def test_an_issue_of_many_statements_of_which_few_are_quoted_is_answered_in_part() -> None:
    words = (
        "条件不足。三所学校食堂面积不足，学生分批就餐；运动场地硬化率低于全市标准两成以上；功能教室被挤占改作普通教室。"
    )
    (found,) = matched(issue(words))
    assert found.answer is Answer.PARTLY
    assert "运动场地硬化率" in found.by


def test_two_items_may_answer_one_issue() -> None:
    words = "三所学校食堂面积不足，学生分批就餐；校园周边交通拥堵。"
    (found,) = matched(issue(words))
    assert (found.items, found.answer) == ((0, 2), Answer.ANSWERED)


def test_advice_that_the_answer_to_another_issue_takes_up_is_told_so() -> None:
    first, second = matched(issue("三所学校食堂面积不足，学生分批就餐。"), issue("尽快扩建食堂，满足学生就餐。"))
    assert first.answer is Answer.ANSWERED
    assert (second.answer, second.items) == (Answer.OTHER, (0,))
    assert "第 1 条" in second.by


def test_what_somebody_decided_goes_before_what_was_found() -> None:
    plan = plan_of(PLAN)
    told = issue("三所学校食堂面积不足，学生分批就餐。")
    answers = Answers(plan.items)
    (moved,) = answers.matched([told], {told.key: plan.items[2].key})
    assert (moved.items, moved.chosen) == ((2,), True)
    (none,) = answers.matched([told], {told.key: ""})
    assert (none.items, none.answer, none.chosen) == ((), Answer.NOT, True)
    (gone,) = answers.matched([told], {told.key: "an item that is there no more"})
    assert gone.items == (0,)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("序号\t问题\n1\t食堂面积不足\n2\t督导机构没有独立\n", [("1", "食堂面积不足"), ("2", "督导机构没有独立")]),
        ("反馈意见\n1.食堂面积不足\n2.督导机构没有独立\n", [("1", "食堂面积不足"), ("2", "督导机构没有独立")]),
        (
            "反馈意见\n一、存在问题\n（一）食堂面积不足，学生分批就餐。\n二、整改建议\n（一）尽快扩建学生食堂。\n",
            [("一", "食堂面积不足"), ("一", "尽快扩建学生食堂")],
        ),
    ],
)
def test_letters_and_lists_are_read_as_issues(text: str, told: list[tuple[str, str]]) -> None:
    found = read_issues(pipeline.examine(intake.read_text(text, "反馈.txt")))
    assert len(found) == len(told)
    for issue_, (number, words) in zip(found, told, strict=True):
        assert issue_.number == number
        assert words in issue_.quote
        assert text[issue_.start : issue_.end] == issue_.quote


def test_the_same_issue_twice_is_two() -> None:
    found = read_issues(pipeline.examine(intake.read_text("序号\t问题\n1\t食堂面积不足\n2\t食堂面积不足\n", "a.txt")))
    assert len({each.key for each in found}) == 2


def test_the_last_advice_ends_before_the_letter_closes() -> None:
    advice = "健全投入机制，确保经费只增不减。\n统筹师资配置，加大教师交流力度。"
    text = f"反馈意见\n整改建议\n{advice}\n请你县于三十日内报送方案。\n督导室\n"
    found = read_issues(pipeline.examine(intake.read_text(text, "反馈.txt")))
    assert [each.quote for each in found] == advice.split("\n")
