"""What a figure measures where its own words do not say."""

import pytest

from desktop import lexicon, scoring
from desktop.model.checklist import Rule
from desktop.model.metric import Comparator, Metric, Role
from desktop.model.verdict import Verdict, VerdictWord
from tests.scoring.reports import checklist, examined, figure, item, rule

HEAD = "某县教育工作情况的自评报告\n\n一、基本情况\n\n"
DEVICES = rule("生均教学仪器设备值", ">=", "2000", "元", stage="小学", scope="each_school")
BACKBONE = rule("每百名学生拥有县级以上骨干教师数", ">=", "1", "人/百生", stage="初中", scope="each_school")
MET, NOT_MET, PARTIAL, UNKNOWN = VerdictWord.MET, VerdictWord.NOT_MET, VerdictWord.PARTIAL, VerdictWord.UNKNOWN


def verdict(text: str, asked: Rule, *metrics: Metric) -> Verdict:
    examination = examined(HEAD + text, *metrics)
    (suggestion,) = scoring.suggest(examination, checklist(item("要点", asked)), lexicon.load())
    return suggestion.verdict


@pytest.mark.parametrize(
    ("middle", "quote", "word"),
    [
        ("，初中平均", "1.4人", PARTIAL),
        ("，初中平均", "0.9人", NOT_MET),
        ("，其中柳河中学仅", "0.7人", NOT_MET),
        ("，教研员每校", "0.7人", UNKNOWN),
        ("，其中初中新增", "0.7人", UNKNOWN),
    ],
)
def test_a_figure_beside_a_stage_or_a_school_goes_on_with_the_one_before(
    middle: str, quote: str, word: VerdictWord
) -> None:
    name = "每百名学生拥有县级以上骨干教师数"
    text = f"{name}小学平均1.2人{middle}{quote}。"
    found = verdict(text, BACKBONE, figure("1.2人", f"{name}小学平均", subject="小学"), figure(quote, "平均"))
    assert found.word is word


@pytest.mark.parametrize(
    ("text", "quotes", "word"),
    [
        ("生均教学仪器设备值小学2600元，最低的学校也有2100元。", ("2600元", "2100元"), MET),
        ("生均教学仪器设备值小学2600元，最高的学校有3100元。", ("2600元", "3100元"), PARTIAL),
        ("生均教学仪器设备值小学2600元，最低的学校只有1800元。", ("2600元", "1800元"), NOT_MET),
    ],
)
def test_the_least_of_all_schools_speaks_for_each(text: str, quotes: tuple[str, ...], word: VerdictWord) -> None:
    figures = [figure(quote, "生均教学仪器设备值", subject="小学") for quote in quotes]
    assert verdict(text, DEVICES, *figures).word is word


@pytest.mark.parametrize(("value", "word"), [("0.49", MET), ("0.51", NOT_MET)])
def test_resources_listed_under_a_coefficient_are_coefficients(value: str, word: VerdictWord) -> None:
    names = (
        "每百名学生拥有高于规定学历教师数",
        "每百名学生拥有县级以上骨干教师数",
        "每百名学生拥有体育艺术专任教师数",
        "生均教学及辅助用房面积",
        "生均体育运动场馆面积",
        "生均教学仪器设备值",
        "每百名学生拥有网络多媒体教室数",
    )
    values = ("0.21", "0.34", "0.28", "0.37", "0.42", "0.19", value)
    listed = "、".join(f"{name}{value}" for name, value in zip(names, values, strict=True))
    figures = [figure(value, name) for name, value in zip(names, values, strict=True)]
    asked = rule("小学校际差异系数", "<=", "0.5", "", stage="小学", scope="each_metric")
    assert verdict(f"小学各项差异系数为：{listed}。", asked, *figures).word is word
    assert verdict(f"小学{listed}。", DEVICES, *figures).word is UNKNOWN


@pytest.mark.parametrize(
    ("text", "quote", "indicator", "asked", "word"),
    [
        ("县一中拿出招生名额的52%分配到各初中。", "52%", "名额", ("优质高中招生名额分配比例", "50"), MET),
        ("县一中拿出招生名额，录取率为52%。", "52%", "录取率", ("优质高中招生名额分配比例", "50"), UNKNOWN),
        ("法治副校长由检察官担任，配备率96%。", "96%", "配备率", ("法治副校长配备率", "100"), NOT_MET),
        ("法治副校长由检察官担任，教师参训率96%。", "96%", "教师参训率", ("法治副校长配备率", "100"), UNKNOWN),
        ("教师年均工资收入相当于公务员的103%。", "103%", "年均工资收入", ("教师公务员平均工资收入比", "1"), MET),
        ("教师年均工资收入比公务员高3%。", "3%", "年均工资收入", ("教师公务员平均工资收入比", "1"), UNKNOWN),
        ("全部学校接入宽带，电子白板拥有率90%。", "90%", "拥有率", ("宽带网络接入率", "100"), MET),
    ],
)
def test_a_bare_rate_takes_its_name_from_the_clause_before(
    text: str, quote: str, indicator: str, asked: tuple[str, str], word: VerdictWord
) -> None:
    unit = "" if asked[1] == "1" else "%"
    assert verdict(text, rule(asked[0], ">=", asked[1], unit), figure(quote, indicator)).word is word


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("语文学业水平达到Ⅲ级。", MET),
        ("语文学业水平达到Ⅲ级，科学为Ⅱ级。", NOT_MET),
        ("语文学业水平达到Ⅱ级以上。", UNKNOWN),
    ],
)
def test_one_subject_below_the_level_decides(text: str, word: VerdictWord) -> None:
    assert verdict(text, rule("国家义务教育质量监测学业等级", ">=", "3", "级")).word is word


@pytest.mark.parametrize(("text", "word"), [("最大的一所小学有2300人。", NOT_MET), ("小学最大班额45人。", UNKNOWN)])
def test_the_largest_school_is_not_the_largest_class(text: str, word: VerdictWord) -> None:
    quote = "2300人" if "2300" in text else "45人"
    asked = rule("学校在校生规模", "<=", "2000", "人", stage="小学", scope="each_school")
    assert verdict(text, asked, figure(quote, "最大", subject="小学")).word is word


@pytest.mark.parametrize(
    ("text", "quote", "word"),
    [
        ("初中尚有6个班超过50人。", "超过50人", NOT_MET),
        ("初中没有超过50人的班级。", "超过50人", UNKNOWN),
        ("初中超过50人的班级已全部消除。", "超过50人", UNKNOWN),
    ],
)
def test_classes_over_the_line_fail_it_unless_there_are_none(text: str, quote: str, word: VerdictWord) -> None:
    asked = rule("班级学生数", "<=", "50", "人", stage="初中", scope="each_class")
    number = figure("50人", "班", subject="初中", comparator=Comparator.MORE)
    metric = number.model_copy(update={"quote": quote})
    assert verdict(text, asked, metric).word is word


@pytest.mark.parametrize(
    ("text", "word"),
    [("12所无证园已全部取缔清零。", MET), ("尚有12所无证园。", NOT_MET), ("12所无证园正在整改。", NOT_MET)],
)
def test_what_was_cleared_is_no_longer_counted(text: str, word: VerdictWord) -> None:
    assert verdict(text, rule("无证园数", "==", "0", "所"), figure("12所", "无证园")).word is word


@pytest.mark.parametrize(
    ("text", "quotes", "metric", "word"),
    [
        ("20个乡镇中，20个建有公办中心园。", ("20个", "20个"), "乡镇公办中心园覆盖率", MET),
        ("20个乡镇中，18个建有公办中心园。", ("20个", "18个"), "乡镇公办中心园覆盖率", NOT_MET),
        ("20个乡镇中，18个建有文化站。", ("20个", "18个"), "乡镇公办中心园覆盖率", UNKNOWN),
        ("应配党组织书记50名，实配50名。", ("50名", "50名"), "党组织书记配齐率", MET),
        ("应配党组织书记50名，实配47名。", ("50名", "47名"), "党组织书记配齐率", NOT_MET),
    ],
)
def test_two_counts_of_one_sentence_give_the_rate(
    text: str, quotes: tuple[str, ...], metric: str, word: VerdictWord
) -> None:
    found = verdict(text, rule(metric, ">=", "100"), *(figure(quote, "数") for quote in quotes))
    assert found.word is word
    if word is not UNKNOWN:
        assert len(found.metrics) == 2
        assert "÷" in found.why


def test_stages_of_one_name_are_dealt_in_order() -> None:
    text = "城区小学、初中就近划片入学比例分别为100%和96%。"
    figures = [figure(quote, "就近划片入学比例", subject="城区小学、初中") for quote in ("100%", "96%")]
    assert verdict(text, rule("就近划片入学比例", ">=", "100", stage="小学"), *figures).word is MET
    assert verdict(text, rule("就近划片入学比例", ">=", "97", stage="初中"), *figures).word is NOT_MET


def test_subject_and_name_of_two_stages_go_by_the_subject() -> None:
    metric = figure("96%", "小学就近划片入学比例", subject="初中")
    text = "小学就近划片入学比例100%，初中96%。"
    whole = figure("100%", "小学就近划片入学比例", subject="小学")
    asked = rule("就近划片入学比例", ">=", "100", stage="小学")
    assert verdict(text, asked, whole, metric).word is MET


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("生均教学仪器设备值，小学1900元。", NOT_MET),
        ("生均教学仪器设备值，小学2300元。", PARTIAL),
        ("生均教学仪器设备值稳步提高，添置课桌1900元。", UNKNOWN),
    ],
)
def test_a_stage_alone_goes_back_to_the_clause_before(text: str, word: VerdictWord) -> None:
    quote = text[-6:-1]
    assert verdict(text, DEVICES, figure(quote, "小学", subject="小学")).word is word


@pytest.mark.parametrize(("last", "word"), [("0.46", MET), ("0.53", NOT_MET)])
def test_the_upper_end_of_a_range_speaks_for_all_coefficients(last: str, word: VerdictWord) -> None:
    asked = rule("小学校际差异系数", "<=", "0.5", "", stage="小学", scope="each_metric")
    low = figure("0.21", "小学", subject="小学", comparator=Comparator.AT_LEAST)
    high = figure(last, "小学", subject="小学")
    assert verdict(f"各项指标差异系数，小学在0.21至{last}之间。", asked, low, high).word is word


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("全县有幼儿园36所。36所幼儿园全部配齐教职工。", MET),
        ("全县有幼儿园41所。36所幼儿园全部配齐教职工。", UNKNOWN),
    ],
)
def test_all_of_a_number_is_all_where_the_report_counts_as_many(text: str, word: VerdictWord) -> None:
    assert verdict(text, rule("教职工配备达标园比例", ">=", "100")).word is word


def test_the_title_tells_the_stage_of_a_whole_report() -> None:
    asked = rule("幼儿园生均户外活动场地", ">=", "4", "平方米")
    metric = figure("4.4平方米", "生均户外活动场地")
    for title, word in (("学前教育普及普惠自评报告", MET), ("义务教育自评报告", UNKNOWN)):
        examination = examined(f"某县{title}\n\n一、条件\n\n生均户外活动场地4.4平方米。", metric)
        (found,) = scoring.suggest(examination, checklist(item("要点", asked)), lexicon.load())
        assert found.verdict.word is word


def test_a_rise_that_is_prescribed_is_no_proof() -> None:
    metric = figure("3%", "一般公共预算教育支出", role=Role.CHANGE, comparator=Comparator.AT_LEAST)
    bound = metric.model_copy(update={"quote": "不低于3%"})
    asked = rule("一般公共预算教育支出增长率", ">=", "0")
    assert verdict("一般公共预算教育支出增幅不低于3%。", asked, bound).word is UNKNOWN


def test_a_near_quantity_is_linked_where_the_own_is_not_given() -> None:
    metric = figure("780元", "生均公用经费", subject="小学")
    examination = examined(f"{HEAD}小学生均公用经费780元。", metric)
    asked = checklist(
        item("经费", metrics=("生均公用经费标准",)), item("装备", metrics=("生均教学仪器设备值",), id="t.A2")
    )
    first, other = scoring.suggest(examination, asked, lexicon.load())
    assert first.verdict.metrics == (examination.metrics[0].start,)
    assert not other.verdict.metrics


def test_a_fall_of_the_coefficient_is_not_the_coefficient() -> None:
    asked = rule("小学校际差异系数", "<=", "0.5", "", stage="小学", scope="each_metric")
    metric = figure("0.02", "差异系数", subject="小学", role=Role.CHANGE)
    assert verdict("小学校际差异系数比上年下降0.02。", asked, metric).word is UNKNOWN


@pytest.mark.parametrize(
    ("text", "quote", "word"),
    [
        ("还有4间美术教室每间只有64平方米。", "64平方米", NOT_MET),
        ("新建美术教室64平方米、共投入8万元。", "64平方米", UNKNOWN),
    ],
)
def test_only_the_area_of_one_room_is_held_against_that_of_a_room(text: str, quote: str, word: VerdictWord) -> None:
    asked = rule("美术专用教室单间面积", ">=", "90", "平方米", scope="each_room")
    assert verdict(text, asked, figure(quote, "教室")).word is word
