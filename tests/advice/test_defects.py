"""Each fault of form is told where the wording leaves no doubt, and its near misses are left in peace."""

from pathlib import Path

import pytest

from desktop import advice, intake, lexicon, pipeline
from desktop.model.advice import Defect

DOCUMENTS = Path(__file__).parents[1] / "checking" / "documents"


def defects(text: str) -> tuple[Defect, ...]:
    examination = pipeline.examine(intake.read_bytes(text.encode(), "报告.txt"))
    for defect in examination.defects:
        assert text[defect.start : defect.end] == defect.quote
    return examination.defects


def told(text: str) -> list[tuple[str, str]]:
    return [(defect.cue, defect.quote) for defect in defects(text)]


PLAIN = "各校开展了形式多样的活动，" * 12 + "家长反响良好。"
LONG = "全区各校按课程方案开齐课程，教研员每周到校听课评课，结果记入教师档案并在校内公布。\n" * 80

PLAN = """松岭区教育督导反馈问题整改方案

一、关于“部分学校食堂管理不规范”的问题
整改措施：由区市场监管局牵头，2022年6月底前逐校检查食堂12个。
二、关于“乡镇学校教师编制不足”的问题
整改措施：由区委编办牵头，2022年9月底前核增编制35名。
三、关于“校园安全经费投入不够”的问题
整改措施：由区财政局牵头，2022年12月底前拨付120万元。
四、关于“心理健康教育薄弱”的问题
整改措施：{last}
"""


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("全区配备专任教师xx名，校车xx辆。\n", [("D02", "xx名")]),
        ("全区配备专任教师86名。\n", []),
        ("全区教师培训经费增长6.5%。\n", [("D03", "6.5%")]),
        ("全区教师培训经费比上年增长6.5%。\n", []),
        ("2021年，全区教师培训经费增长6.5%。\n", []),
        ("全区教师培训经费120万元，增长6.5%。\n", []),  # an amount beside it
        ("力争全区教师培训经费增长6.5%。\n", []),  # a goal has no base yet
        ("全区总体近视率较上年下降1.2%。\n", [("D05", "1.2%")]),
        ("全区总体近视率较上年下降1.2个百分点。\n", []),
        ("全区总体近视率较上年下降到41.2%。\n", []),  # where it fell to
        ("全区教育经费投入较上年增长8.2%。\n", []),  # an amount grows in per cent
    ],
)
def test_faults_in_figures(text: str, found: list[tuple[str, str]]) -> None:
    assert told(text) == found


@pytest.mark.parametrize(
    ("body", "cues"),
    [
        ("召开专题会议3次，印发文件5份，举办讲座8场，开展演练6次，发放资料900份。\n", ["D11"]),
        ("召开专题会议3次，印发文件5份，举办讲座8场，开展演练6次，专任教师达到96名。\n", []),
        (
            "课堂质量显著提升，家校关系明显改善，办学活力不断增强。" + "各校开展了形式多样的活动，" * 12 + "。\n",
            ["D12"],
        ),
        ("课堂质量显著提升，家校关系明显改善。" + "各校开展了形式多样的活动，" * 12 + "。\n", []),
    ],
)
def test_parts_without_results(body: str, cues: list[str]) -> None:
    text = "松岭区2022年教育工作自评报告\n\n一、基本情况\n全区学校46所。\n二、特色发展\n" + body
    assert [cue for cue, _ in told(text)] == cues


@pytest.mark.parametrize(
    ("measure", "found"),
    [
        ("由区教委牵头，2022年10月底前配备教师9名。", []),
        ("2022年10月底前配备教师9名。", ["D17"]),
        ("由区教委牵头，配备专职心理教师9名。", ["D18"]),
        ("提高站位、压紧压实责任，形成合力，久久为功。", ["D16"]),
        ("由区教委牵头，2022年10月底前提高心理教师配备率。", []),  # names the year: a figure is no must
        ("已由区教委牵头整改到位。", ["D31"]),
        ("已由区教委牵头整改到位，配备教师9名。", []),
    ],
)
def test_a_measure_is_held_against_its_siblings(measure: str, found: list[str]) -> None:
    assert [cue for cue, _ in told(PLAN.format(last=measure)) if cue != "D19"] == found


def test_a_goal_names_its_figure() -> None:
    text = PLAN.format(last="由区教委牵头，年底前提高心理教师配备率。")
    assert told(text) == [("D19", "提高心理教师配备率")]


def test_a_problem_that_nothing_answers_is_told() -> None:
    text = PLAN.format(last="由区教委牵头，2022年10月底前配备教师9名。") + "五、关于“特殊教育资源短缺”的问题\n"
    assert [cue for cue, _ in told(text)] == ["D20"]


def test_measures_that_nothing_can_hold_are_told_once() -> None:
    text = (
        "松岭区2022年教育工作自评报告\n\n一、存在问题\n（一）乡镇学位不足，一些孩子要走很远。\n（二）教师结构不优，年轻人少。\n"
        "二、下一步措施\n（一）补齐学位短板，扩大资源供给。\n（二）优化教师结构，引进青年人才。\n（三）丰富课程资源，办好特色活动。\n"
    )
    assert [cue for cue, _ in told(text)] == ["D17"]
    assert told(text.replace("扩大资源供给", "2023年秋季前新建小学2所")) == []


@pytest.mark.parametrize(("problems", "found"), [("优质资源依然不足。", ["D14"]), ("全区缺小学学位900个。", [])])
def test_a_long_report_owes_more_than_a_line_of_problems(problems: str, found: list[str]) -> None:
    text = f"松岭区2022年教育工作自评报告\n\n一、主要成效\n{LONG}二、存在问题\n{problems}\n"
    assert [cue for cue, _ in told(text)] == found


def test_set_phrases_and_missing_enclosures() -> None:
    phrases = "深入学习贯彻党的二十大精神，全面贯彻党的教育方针，落实立德树人根本任务，办好人民满意的教育。\n"
    body = "全区学校食堂由家长委员会每月查验一次，结果当日公布。\n"
    assert [cue for cue, _ in told(phrases * 8 + body * 24)] == ["D01"]
    assert told(phrases + body * 40) == []
    assert told("职责分工（见附件）由各科室落实。\n") == [("D25", "（见附件）")]
    assert told("职责分工（见附件）由各科室落实。\n附件：职责分工表\n") == []


def test_good_documents_are_left_in_peace() -> None:
    for path in DOCUMENTS.glob("*.txt"):
        assert [(path.stem, d.cue, d.quote) for d in pipeline.open_file(path).defects] == []


def test_every_fault_has_its_cue() -> None:
    known = {cue.id for cue in advice.cues(lexicon.load())}
    assert len(known) == 15
    assert all(cue.advice and cue.name for cue in advice.cues(lexicon.load()))
