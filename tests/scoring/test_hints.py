import pytest

from desktop import intake, lexicon, paths, scoring
from desktop.model.metric import Metric, Role
from desktop.model.verdict import Hint
from desktop.storage.shelf import Shelf
from tests.scoring.reports import examined, figure, item, rule
from tests.scoring.seeds import STEMS


def hints(text: str, *metrics: Metric, asked: tuple[str, ...], own: tuple[str, str] | None = None) -> tuple[Hint, ...]:
    rules = (rule(asked[0], *own),) if own else ()
    return scoring.hints(
        examined(f"某县自评报告\n\n一、情况\n\n{text}", *metrics), item("要点", *rules, metrics=asked), lexicon.load()
    )


def test_a_figure_is_held_against_the_lines_that_the_item_lacks() -> None:
    (hint,) = hints("优良率55%。", figure("55%", "体质健康优良率"), asked=("学生体质健康优良率",), own=(">=", "50"))
    assert hint.says == "学生体质健康优良率 55% < 60%（2030年目标）"
    assert hint.source == "国务院关于实施健康中国行动的意见（国发〔2019〕13号）"
    assert len(hint.metrics) == 1


def test_without_a_figure_the_line_itself_is_told_unless_the_item_has_rules() -> None:
    (hint,) = hints("无数。", asked=("优质高中招生名额分配比例",))
    assert hint.says == "优质高中指标到校：不低于50%并向农村初中倾斜。"
    assert hints("无数。", asked=("优质高中招生名额分配比例",), own=(">=", "50")) == ()


def test_the_clause_of_a_law_is_told() -> None:
    (hint,) = hints("无数。", asked=("教师公务员平均工资收入比",))
    assert hint.source == "中华人民共和国义务教育法第三十一条（2018年修正；教督〔2017〕6号）"


def test_a_reference_line_says_that_it_does_not_judge() -> None:
    (hint,) = hints("占比14%。", figure("14%", "一般公共预算教育支出占比"), asked=("一般公共预算教育支出占比",))
    assert "14% < 15%（旧目标）" in hint.says
    assert hint.says.endswith("（只供参考，不作判定）")


@pytest.mark.parametrize(("year", "line"), [("2021", "≥ 650元/生年"), ("2024", "< 720元/生年")])
def test_the_line_of_the_figures_year_is_taken(year: str, line: str) -> None:
    metric = figure("700元", "生均公用经费标准", subject="小学", period=year)
    (hint,) = hints("小学生均公用经费标准700元。", metric, asked=("生均公用经费标准",))
    assert f"小学生均公用经费标准 700元 {line}" in hint.says


def test_a_promise_is_not_held_against_a_line() -> None:
    metric = figure("55%", "体质健康优良率", role=Role.TARGET)
    assert hints("力争优良率55%。", metric, asked=("学生体质健康优良率",), own=(">=", "50")) == ()


def test_no_threshold_no_hint() -> None:
    assert hints("一条。", asked=("报告字数",))[0].threshold == "zl.zp"
    assert hints("一条。", asked=()) == ()


@pytest.mark.parametrize(
    ("stem", "expected"), [*zip(STEMS, ("cq2023", "cq2023", "sc2023", "jbjh2012", "zgfh"), strict=True)]
)
def test_the_likely_checklist_of_the_seeds(stem: str, expected: str) -> None:
    found = scoring.likely_checklist(intake.read(paths.seed(f"{stem}.txt")), Shelf().checklists())
    assert found is not None
    assert found.id == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "某县创建全国义务教育优质均衡发展县自评报告\n\n根据教督〔2017〕6号文件要求，我县开展自评。\n\n七项指标校际差异系数达标。",
            "yzjh2017",
        ),
        (
            "某市县域学前教育普及普惠督导评估自评报告\n\n学前三年毛入园率、普惠性幼儿园覆盖率、公办园在园幼儿占比均已达标。",
            "pjph2020",
        ),
        (
            "某区教育督导反馈问题整改方案\n\n针对履行教育职责评价反馈意见，制定整改措施，明确责任单位，建立台账，逐项销号。",
            "zgfh",
        ),
        ("某县统计局国民经济公报\n\n全年粮食产量稳定增长。", None),
    ],
)
def test_the_likely_checklist_of_other_reports(text: str, expected: str | None) -> None:
    found = scoring.likely_checklist(intake.read_bytes(text.encode(), "report.txt"), Shelf().checklists())
    assert (found and found.id) == expected


def test_without_checklists_none_is_likely() -> None:
    assert scoring.likely_checklist(intake.read_bytes("某县自评报告".encode(), "r.txt"), ()) is None
