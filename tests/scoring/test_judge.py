from decimal import Decimal

import pytest

from desktop import lexicon, scoring
from desktop.model.checklist import CountRule, Rule
from desktop.model.metric import Comparator, Metric, Role
from desktop.model.verdict import Verdict, VerdictWord
from tests.scoring.reports import checklist, examined, figure, item, rule

HEAD = "某县履行教育职责情况的自评报告\n\n一、基本情况\n\n"
ENROLLED = rule("学前三年毛入园率", ">=", "85")
ROOM = rule("生均教学及辅助用房面积", ">=", "4.5", "平方米")


def verdict(text: str, rules: tuple[Rule, ...], *metrics: Metric, name: str = "要点") -> Verdict:
    examination = examined(HEAD + text, *metrics)
    (suggestion,) = scoring.suggest(examination, checklist(item(name, *rules)), lexicon.load())
    return suggestion.verdict


@pytest.mark.parametrize(
    ("quote", "comparator", "word"),
    [
        ("85%", Comparator.EQUAL, VerdictWord.MET),
        ("85.0%", Comparator.EQUAL, VerdictWord.MET),
        ("84.9%", Comparator.EQUAL, VerdictWord.NOT_MET),
        ("84%", Comparator.EQUAL, VerdictWord.NOT_MET),
        ("86%以上", Comparator.AT_LEAST, VerdictWord.MET),
        ("80%以上", Comparator.AT_LEAST, VerdictWord.UNKNOWN),
        ("84%左右", Comparator.ABOUT, VerdictWord.UNKNOWN),
        ("85%", Comparator.LESS, VerdictWord.NOT_MET),
    ],
)
def test_digits_and_comparators_decide_only_what_they_can(
    quote: str, comparator: Comparator, word: VerdictWord
) -> None:
    found = verdict(
        f"全县学前三年毛入园率为{quote}。", (ENROLLED,), figure(quote, "学前三年毛入园率", comparator=comparator)
    )
    assert found.word is word
    assert found.metrics


@pytest.mark.parametrize(
    ("quote", "word"),
    [("8.2平方米", VerdictWord.MET), ("8.1平方米", VerdictWord.UNKNOWN), ("8.0平方米", VerdictWord.NOT_MET)],
)
def test_a_figure_cut_off_before_the_line_is_left_open(quote: str, word: VerdictWord) -> None:
    asked = (rule("幼儿园生均活动用房面积", ">=", "8.17", "平方米"),)
    found = verdict(f"幼儿园生均活动用房面积{quote}。", asked, figure(quote, "幼儿园生均活动用房面积"))
    assert found.word is word


def test_the_working_is_one_readable_line() -> None:
    found = verdict("全县学前三年毛入园率为95.3%。", (ENROLLED,), figure("95.3%", "学前三年毛入园率"))
    assert found.why == "达标：95.3% ≥ 85%"
    assert found.outcomes[0].value == Decimal("95.3")


@pytest.mark.parametrize(
    ("rules", "quotes", "word"),
    [
        (("85", "80"), ("95%", "81%"), VerdictWord.MET),
        (("85", "80"), ("95%", "70%"), VerdictWord.NOT_MET),
        (("85", "80"), ("95%",), VerdictWord.PARTIAL),
        (("85", "80"), (), VerdictWord.UNKNOWN),
        (("85", "90"), ("60%",), VerdictWord.NOT_MET),
    ],
)
def test_one_failing_rule_decides_and_all_must_be_shown(
    rules: tuple[str, str], quotes: tuple[str, ...], word: VerdictWord
) -> None:
    names = ("学前三年毛入园率", "普惠性幼儿园覆盖率")
    asked = tuple(rule(name, ">=", value) for name, value in zip(names, rules, strict=True))
    said = "，".join(f"{name}{quote}" for name, quote in zip(names, quotes, strict=False))
    figures = [figure(quote, name) for name, quote in zip(names, quotes, strict=False)]
    assert verdict(f"全县{said}。", asked, *figures).word is word


def test_an_item_without_rules_is_left_to_the_inspector() -> None:
    assert verdict("全县师德良好。", ()).word is VerdictWord.JUDGE


AREA = rule("生均教学仪器设备值", ">=", "2000", "元", stage="小学", scope="each_school")


@pytest.mark.parametrize(
    ("quote", "subject", "word"),
    [
        ("2100元", "小学", VerdictWord.PARTIAL),
        ("1900元", "小学", VerdictWord.NOT_MET),
        ("2100元", "初中", VerdictWord.UNKNOWN),
        ("0.21万元", "小学", VerdictWord.PARTIAL),
        ("2100元", "", VerdictWord.UNKNOWN),
    ],
)
def test_an_average_over_the_line_is_a_part_where_each_school_must_reach_it(
    quote: str, subject: str, word: VerdictWord
) -> None:
    metric = figure(quote, "生均教学仪器设备值", subject=subject)
    assert verdict(f"{subject}生均教学仪器设备值{quote}。", (AREA,), metric).word is word


@pytest.mark.parametrize(
    ("subject", "word"),
    [("城关第一小学", VerdictWord.NOT_MET), ("城区小学", VerdictWord.PARTIAL), ("全县小学", VerdictWord.PARTIAL)],
)
def test_one_named_school_over_the_limit_decides(subject: str, word: VerdictWord) -> None:
    asked = (rule("学校在校生规模", "<=", "2000", "人", stage="小学", scope="each_school"),)
    text = f"小学办学规模均不超过2000人。{subject}在校学生2380人。"
    limit = figure("2000人", "办学规模", subject="小学", comparator=Comparator.AT_MOST)
    assert verdict(text, asked, limit, figure("2380人", "在校学生", subject=subject)).word is word


def test_one_coefficient_over_the_line_decides_and_a_short_list_is_a_part() -> None:
    asked = (rule("小学校际差异系数", "<=", "0.5", "", stage="小学", scope="each_metric"),)
    low, high = figure("0.41", "差异系数", subject="小学"), figure("0.52", "差异系数", subject="小学")
    assert verdict("小学两项差异系数为0.41。", asked, low).word is VerdictWord.PARTIAL
    assert verdict("小学两项差异系数为0.41、0.52。", asked, low, high).word is VerdictWord.NOT_MET


@pytest.mark.parametrize(("quote", "word"), [("60%", VerdictWord.MET), ("40%", VerdictWord.UNKNOWN)])
def test_missing_a_reference_line_never_fails(quote: str, word: VerdictWord) -> None:
    asked = (rule("学生体质健康优良率", ">=", "50", scope="reference"),)
    assert verdict(f"体质健康优良率{quote}。", asked, figure(quote, "体质健康优良率")).word is word


def test_a_promise_is_no_proof() -> None:
    metric = figure("90%", "学前三年毛入园率", role=Role.TARGET)
    assert verdict("到2027年学前三年毛入园率达到90%。", (ENROLLED,), metric).word is VerdictWord.UNKNOWN


def test_the_latest_year_decides() -> None:
    old = figure("80%", "学前三年毛入园率", period="2021")
    new = figure("88%", "学前三年毛入园率", period="2023")
    found = verdict("学前三年毛入园率2021年80%，2023年88%。", (ENROLLED,), old, new)
    assert found.word is VerdictWord.MET


@pytest.mark.parametrize(
    ("between", "word"),
    [("提高到", VerdictWord.MET), ("上升至2023年的", VerdictWord.MET), ("，初中为", VerdictWord.NOT_MET)],
)
def test_a_figure_that_was_overtaken_does_not_count(between: str, word: VerdictWord) -> None:
    text = f"学前三年毛入园率由80%{between}88%。"
    found = verdict(text, (ENROLLED,), figure("80%", "学前三年毛入园率"), figure("88%", "学前三年毛入园率"))
    assert found.word is word


def test_a_heading_tells_the_stage_that_a_figure_leaves_out() -> None:
    asked = (rule("中职生师比", "<=", "20", ":1"),)
    text = "（一）职业教育办学条件\n\n达标工程扎实推进，生师比18.6。"
    assert verdict(text, asked, figure("18.6", "生师比")).word is VerdictWord.MET
    assert verdict(text.replace("职业教育", "学校"), asked, figure("18.6", "生师比")).word is VerdictWord.UNKNOWN


def test_growth_stage_by_stage_needs_every_stage() -> None:
    asked = (rule("生均一般公共预算教育支出增长率", ">=", "0", scope="each_stage"),)
    stages = ("幼儿园", "小学", "初中", "高中", "中职")
    growths = ("2.1%", "3.4%", "1.9%", "0.8%", "1.2%")
    figures = [
        figure(q, "生均一般公共预算教育经费", subject=s, role=Role.CHANGE) for s, q in zip(stages, growths, strict=True)
    ]
    text = (
        "生均一般公共预算教育经费分别增长" + "、".join(f"{s}{q}" for s, q in zip(stages, growths, strict=True)) + "。"
    )
    assert verdict(text, asked, *figures).word is VerdictWord.MET
    assert verdict(text, asked, *figures[:3]).word is VerdictWord.PARTIAL
    fallen = figures[4].model_copy(update={"quote": "-1.2%", "value": Decimal("-1.2")})
    assert verdict(text.replace("1.2%", "-1.2%"), asked, *figures[:4], fallen).word is VerdictWord.NOT_MET


def test_every_one_of_the_last_years_is_looked_at() -> None:
    asked = (rule("教育支出增幅与财政经常性收入增幅差", ">", "0", "个百分点", period="近3年逐年"),)
    text = "教育支出增长2021年高于财政经常性收入增长1.2个百分点，2022年低于财政经常性收入增长0.4个百分点。"
    words = "教育支出增长高于财政经常性收入增长"
    first = figure("1.2个百分点", words, period="2021", role=Role.CHANGE)
    second = figure("0.4个百分点", words, period="2022", role=Role.CHANGE)
    assert verdict(text, asked, first, second).word is VerdictWord.NOT_MET
    assert verdict(text, asked, first).word is VerdictWord.PARTIAL


@pytest.mark.parametrize(
    ("text", "quote", "word"),
    [
        ("总体近视率较上年下降0.6个百分点。", "0.6个百分点", VerdictWord.MET),
        ("总体近视率较上年下降0.3个百分点。", "0.3个百分点", VerdictWord.NOT_MET),
        ("总体近视率较上年上升0.6个百分点。", "0.6个百分点", VerdictWord.NOT_MET),
        ("总体近视率较上年降低0.7%。", "0.7%", VerdictWord.MET),
    ],
)
def test_a_fall_is_read_from_the_words(text: str, quote: str, word: VerdictWord) -> None:
    asked = (rule("总体近视率年下降", ">=", "0.5", "个百分点"),)
    assert verdict(text, asked, figure(quote, "总体近视率", role=Role.CHANGE)).word is word


@pytest.mark.parametrize(
    ("text", "quote", "word"),
    [
        ("一般公共预算教育支出比上年增加320万元。", "320万元", VerdictWord.MET),
        ("一般公共预算教育支出比上年减少320万元。", "320万元", VerdictWord.NOT_MET),
        ("一般公共预算教育支出增长-0.5%。", "-0.5%", VerdictWord.NOT_MET),
    ],
)
def test_an_amount_that_rose_shows_growth(text: str, quote: str, word: VerdictWord) -> None:
    asked = (rule("一般公共预算教育支出增长率", ">=", "0"),)
    assert verdict(text, asked, figure(quote, "一般公共预算教育支出", role=Role.CHANGE)).word is word


def test_a_ratio_may_stand_either_way_round() -> None:
    asked = (rule("幼儿园生师比", "<=", "15", ":1"),)
    for quote, word in (("13.2", VerdictWord.MET), ("0.0625", VerdictWord.NOT_MET), ("0.08", VerdictWord.MET)):
        assert verdict(f"幼儿园生师比{quote}。", asked, figure(quote, "幼儿园生师比")).word is word


@pytest.mark.parametrize(
    ("pupils", "teachers", "word"),
    [("9000人", "650人", VerdictWord.MET), ("9000人", "500人", VerdictWord.NOT_MET)],
)
def test_a_rate_that_is_not_printed_is_computed_from_its_parts(pupils: str, teachers: str, word: VerdictWord) -> None:
    asked = (rule("幼儿园生师比", "<=", "15", ":1"),)
    figures = (figure(pupils, "在园幼儿"), figure(teachers, "幼儿园专任教师"))
    found = verdict(f"在园幼儿{pupils}，幼儿园专任教师{teachers}。", asked, *figures)
    assert found.word is word
    assert "÷" in found.why


def test_missing_parts_compute_nothing() -> None:
    asked = (rule("幼儿园生师比", "<=", "15", ":1"),)
    assert verdict("在园幼儿9000人。", asked, figure("9000人", "在园幼儿")).word is VerdictWord.UNKNOWN


@pytest.mark.parametrize(
    ("text", "metric", "value", "word"),
    [
        ("全县学校校园网实现全覆盖。", "校园网建设覆盖率", "100", VerdictWord.MET),
        ("加快推进校园网全覆盖。", "校园网建设覆盖率", "100", VerdictWord.UNKNOWN),
        ("校园网基本实现全覆盖。", "校园网建设覆盖率", "100", VerdictWord.UNKNOWN),
        ("校园网管理严格落实。", "校园网建设覆盖率", "100", VerdictWord.UNKNOWN),
        ("全县各校一键报警装置、视频监控全部与公安联网。", "一键报警与视频监控联网率", "100", VerdictWord.MET),
        ("相关科目学生学业水平达到Ⅲ级以上。", "国家义务教育质量监测学业等级", "3", VerdictWord.MET),
        ("学业水平达到Ⅲ级以上的占比偏低。", "国家义务教育质量监测学业等级", "3", VerdictWord.UNKNOWN),
        ("全县各校一键报警装置全部安装。", "一键报警与视频监控联网率", "100", VerdictWord.UNKNOWN),
    ],
)
def test_all_said_in_words_counts_as_a_hundred_percent(text: str, metric: str, value: str, word: VerdictWord) -> None:
    assert verdict(text, (rule(metric, ">=", value),)).word is word


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("近两年未发生较大及以上安全责任事故。", VerdictWord.MET),
        ("有效防范了安全事故的发生。", VerdictWord.UNKNOWN),
        ("切实避免发生安全事故。", VerdictWord.UNKNOWN),
        ("力争实现安全责任事故零发生。", VerdictWord.UNKNOWN),
    ],
)
def test_none_said_in_words_counts_as_zero(text: str, word: VerdictWord) -> None:
    found = verdict(text, (rule("安全责任事故数", "==", "0", "起"),))
    assert found.word is word
    assert bool(found.outcomes[0].places) is (word is VerdictWord.MET)


def test_another_stage_is_another_matter() -> None:
    asked = (rule("责任督学挂牌覆盖率", ">=", "100"),)
    metric = figure("100%", "责任督学挂牌覆盖率", subject="中小学")
    text = "中小学责任督学挂牌覆盖率100%。"
    assert verdict(text, asked, metric).word is VerdictWord.MET
    assert verdict(text, asked, metric, name="幼儿园监管").word is VerdictWord.UNKNOWN


def test_between_takes_both_bounds() -> None:
    asked = (rule("普职比", "between", ("0.8", "1.5"), ""),)
    for quote, word in (("1.2", VerdictWord.MET), ("1.5", VerdictWord.MET), ("1.9", VerdictWord.NOT_MET)):
        assert verdict(f"普职比为{quote}。", asked, figure(quote, "普职比")).word is word


@pytest.mark.parametrize(
    ("values", "word"),
    [
        (("90", "90", "90"), VerdictWord.MET),
        (("90", "90", "80"), VerdictWord.MET),  # 80 is over 85 % of 85
        (("90", "90", "70"), VerdictWord.NOT_MET),
        (("90", "80", "80"), VerdictWord.NOT_MET),
    ],
)
def test_so_many_of_the_lines_have_to_be_kept_and_the_rest_to_come_near(
    values: tuple[str, ...], word: VerdictWord
) -> None:
    names = ("学前三年毛入园率", "普惠性幼儿园覆盖率", "公办园在园幼儿占比")
    asked = item("若干项", *(rule(name, ">=", "85") for name in names))
    count = CountRule(kind="n_of_m", n=2, m=3, rest_min_ratio=Decimal("0.85"))
    asked = asked.model_copy(update={"judge": asked.judge.model_copy(update={"rule": count})})
    text = "".join(f"{name}为{value}%。" for name, value in zip(names, values, strict=True))
    seen = examined(text, *(figure(f"{value}%", name) for name, value in zip(names, values, strict=True)))
    (found,) = scoring.suggest(seen, checklist(asked), lexicon.load())
    assert found.verdict.word is word


def test_one_line_that_sums_up_so_many_decides_by_itself() -> None:
    asked = item("校校达标", rule("学校资源配置综合达标率", ">=", "100"))
    count = CountRule(kind="n_of_m", n=6, m=7, rest_min_ratio=Decimal("0.85"))
    asked = asked.model_copy(update={"judge": asked.judge.model_copy(update={"rule": count})})
    for text, word in (("全县教育稳步发展。", VerdictWord.UNKNOWN), ("校校达标率为100%。", VerdictWord.MET)):
        figures = [figure("100%", "校校达标率")] if "100%" in text else []
        (found,) = scoring.suggest(examined(text, *figures), checklist(asked), lexicon.load())
        assert found.verdict.word is word


def test_what_is_missing_to_decide_is_said() -> None:
    asked = item(
        "两项",
        rule("公办园在园幼儿占比", ">=", "50", scope="each_school"),
        rule("学前三年毛入园率", ">=", "85"),
    )
    seen = examined("全县公办园在园幼儿占比为62%。", figure("62%", "公办园在园幼儿占比"))
    (found,) = scoring.suggest(seen, checklist(asked), lexicon.load())
    assert found.verdict.missing == ("各校的公办园在园幼儿占比", "学前三年毛入园率的数")
    assert found.verdict.why.endswith("还缺：各校的公办园在园幼儿占比、学前三年毛入园率的数")


@pytest.mark.parametrize(
    ("unit", "rule", "says"),
    [
        ("万平方米", "更正", "4.38平方米（单位更正为万平方米）"),
        ("平方米", "words+更正", "4.38平方米 "),
        ("万平方米", "words", "4.38平方米 "),
    ],
)
def test_a_unit_that_was_corrected_stands_in_the_working(unit: str, rule: str, says: str) -> None:
    metric = figure("4.38平方米", "生均教学及辅助用房面积").model_copy(update={"unit": unit, "rule": rule})
    found = verdict("小学生均教学及辅助用房面积为4.38平方米。", (ROOM,), metric)
    assert says in found.why
