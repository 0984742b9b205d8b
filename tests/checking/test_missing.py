import pytest

from tests.checking.marked import lacking, right, wrong

SPENT = "教育支出||"


@pytest.mark.parametrize(
    ("text", "relation", "quotes", "missing"),
    [
        (f"支出{{7.3亿元|{SPENT}2023}}，比上年增长{{6.2%}}。", "growth", ("7.3亿元", "6.2%"), "缺上年的教育支出"),
        (f"支出{{7.3亿元|{SPENT}2023}}，较2020年增长{{19%}}。", "growth", ("7.3亿元", "19%"), "缺2020年的教育支出"),
        ("教师{812人|专任教师}，同比减少{3.1%}。", "growth", ("812人", "3.1%"), "缺上年的专任教师数"),
        ("教师{812人|专任教师||2023}，比上年减少{26人}。", "difference", ("812人", "26人"), "缺上年的专任教师数"),
        (
            "巩固率{97.2%|巩固率||2023}，比上年提高{0.4个百分点}。",
            "difference",
            ("97.2%", "0.4个百分点"),
            "缺上年的巩固率",
        ),
        ("近视率比上年下降{1.3个百分点|近视率|||change}。", "difference", ("1.3个百分点",), "缺本期和上年的近视率"),
        ("财政收入同比增长{5.5%|财政收入|||change}。", "growth", ("5.5%",), "缺本期和上年的财政收入"),
        (
            "校舍面积比上年增加{600平方米|校舍面积|||change}，增长{2.5%|校舍面积增长率|||change}。",
            "growth",
            ("600平方米", "2.5%"),
            "缺本期和上年的校舍面积",
        ),
        (
            "支出{7.3亿元|教育支出}，占地方财政支出的{18.9%}。",
            "ratio",
            ("7.3亿元", "18.9%"),
            "缺总量：地方财政支出",
        ),
        ("全县民办幼儿园，其中普惠园{41所|幼儿园}、高收费园{9所|幼儿园}。", "sum", ("41所",), "缺总量：全县民办幼儿园"),
        ("中级职称教师占比达{41.7%}。", "ratio", ("41.7%",), "缺部分：中级职称教师"),
        ("经费{90万元|经费}，住宿生占在校生{2400人}的{35%}。", "ratio", ("2400人", "35%"), "缺部分：住宿生"),
    ],
)
def test_a_check_that_cannot_be_run_says_what_is_missing(
    text: str, relation: str, quotes: tuple[str, ...], missing: str
) -> None:
    assert lacking(text) == [(relation, quotes, missing)]
    assert (wrong(text), right(text)) == ([], [])


@pytest.mark.parametrize(
    "text",
    [
        f"支出{{7.3亿元|{SPENT}2023}}，比上年{{6.9亿元|{SPENT}2022}}增长{{5.8%}}。",  # holds
        f"支出{{7.3亿元|{SPENT}2023}}，比上年{{6.9亿元|{SPENT}2022}}增长{{9.8%}}。",  # does not
        f"2022年{{6.9亿元|{SPENT}2022}}。\n2023年{{7.3亿元|{SPENT}2023}}，比上年增长{{5.8%}}。",  # given elsewhere
        f"原支出{{6.9亿元|{SPENT}}}。\n支出{{7.3亿元|{SPENT}2023}}，比上年增长{{5.8%}}。",  # may be the year before's
        "教师{812人|专任教师||2023}，比上年减少{26人}，下降{3.1%}。",  # the two changes prove each other
        "教师{812人|专任教师||2023}，增长{3.1%}。",  # names no comparison: a fault of form
        "到2025年教育支出比上年增长{6%|教育支出||2025|target}。",  # is to be
        "小学{300人|学生}、初中{200人|学生}，分别比上年增长{3%}、{4%}。",  # which belongs to which
        "按同口径计算，教师{812人|专任教师||2023}，比上年减少{3.1%}。",
        "财政收入{40亿元|财政收入}。\n全年财政收入同比增长{5.5%|财政收入|||change}。",  # one of the two is given
        "支出{7.3亿元|教育支出}，占地方财政支出的{18.9%}。\n全年{38.6亿元|地方财政支出}。",
        "完成{30所|学校}，占计划的{60%}。",  # the plan has another name where it is given
        "毛入园率达{93%|毛入园率}。",  # no relation named
        "学生{500人|学生}，其中男生{260人}，占{52%}。",
    ],
)
def test_nothing_is_missing_where_it_is_given_or_no_relation_named(text: str) -> None:
    assert lacking(text) == []


def test_a_figure_is_told_to_lack_something_once() -> None:
    text = "住宿生占比{35%|住宿生占比||2023}，比上年提高{2.1个百分点}。"
    assert lacking(text) == [("difference", ("35%", "2.1个百分点"), "缺上年的住宿生占比")]
