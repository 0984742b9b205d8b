"""Any text at all is read in linear time without an exception, and every record stands where it says."""

from functools import partial

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from desktop import intake, pipeline
from desktop.extraction.words import words
from desktop.model.errors import UnreadableFile
from desktop.model.examination import Examination
from desktop.model.explanation import Outcome
from tests.growth import grows_with_length

WORDS = words(
    "全区 小学 初中 公办 民办 学校 在校学生 专任教师 比上年 增长 下降 其中 分别 达到 占 比例 近视率 12 3.5 1,234 99 "
    "2023年 —2023学年 至 % 个百分点 万元 人 名 所 元/生 余 以上 以内 约 超过 三 十二 三分之一 百分之五 九成 一是 "
    "二是 （一） 一、 1. ① 第一部分 存在问题 整改措施 下一步 关于“ ”的问题 不足 仍 为解决 力争 将 已 xx% 20xx年 __ "
    "（ ） “ ” 《 》 〔2023〕5号 1:15 ， 。 ； 、 ： 目前 附件： 电话： 责任单位： 整改到位 共 合计 5镇 单位：万元 "
    "序号 高度重视 ％ ３ 𠮷 é"
)
BREAKS = ("\n", "\n\n", "\t", "\r\n", "\r", "\x0b", "\u2028", "\u3000", "\xa0", " ")
ANY = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
TEXTS = st.lists(st.one_of(st.sampled_from(WORDS), st.sampled_from(BREAKS), ANY), min_size=1, max_size=60).map("".join)


def read(text: str) -> Examination | None:
    try:
        return pipeline.examine(intake.read_text(text, "任意.txt"))
    except UnreadableFile:
        return None


def certainly_read(text: str) -> None:
    assert read(text) is not None


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS, st.integers(0, 10_000))
@example("\t12所\n3\n人", 2)
@example("乡  镇  学校(所)  学生\n大  河  12  1,840\n石桥\u3000\u3000l2所\xa0\xa0 620人\n合计  24  2460", 12)
def test_any_text_is_read_and_every_record_stands_where_it_says(text: str, at: int) -> None:
    seen = read(text)
    if seen is None:
        return
    told = seen.report.text
    for mark in (*seen.metrics, *seen.placeholders, *seen.problems, *seen.measures, *seen.defects, *seen.unusual):
        assert mark.start < mark.end
        assert told[mark.start : mark.end] == mark.quote
    starts, problems = {metric.start for metric in seen.metrics}, {problem.start for problem in seen.problems}
    assert all(starts.issuperset(finding.anchors) for finding in seen.findings)
    assert all(starts.issuperset(check.anchors) for check in seen.checks)
    assert all(problems.issuperset(measure.answers) for measure in seen.measures)
    offset = at % len(told)
    why = pipeline.explained(seen, offset)
    assert told[why.start : why.end] == why.quote
    assert (why.outcome is Outcome.METRIC) == any(m.start <= offset < m.end for m in seen.metrics)


REPEATED = (
    *words("（ ） “ ” 《 〔 ， 。 、 ； ： - — 1 一 十 _ □ x 的 区"),
    *words("111, 1. 1: 1/2/ 1万 三分之 2020年 2020- x% A1 A+ 20xx年 第1、 电话 〔2023〕1号 𠮷"),
    *words("小学 问题 为解决 针对 一是 关于“ 不足， 提高 已整改到位， 高度重视 （见附件）"),
    *words(
        "其中3所， 小学1所、 比上年增长3%， 占3%， 占100%， 占比5%，占5%， 小学、初中分别为3%、4%， 3.5% 指标达到3.5%，"
    ),
    *("\t", " ", "\n", "\r", "\u3000", "1 ", "3所\n", "一、工作\n", "1.加强建设\n", "（一）工作\n"),
    *(
        "学校\t3\t4%\n",
        "全区小学100所。\n",
        "乡  校  生\n甲  12  34\n",
        "甲  12  34\n",
        "3个问题：一是",
        "仍有大班额3个，全部消除。",
    ),
)


@pytest.mark.parametrize("repeated", REPEATED, ids=ascii)
def test_what_is_repeated_costs_no_more_than_its_length(repeated: str) -> None:
    assert grows_with_length(
        lambda size: partial(certainly_read, f"报告\n{repeated * (size // len(repeated))}\n。"), 1_000, 8_000
    )


@pytest.mark.parametrize(
    "repeated",
    ["全区有小学12所，在校生1.2万人，比上年增长3.2%，其中公办9所、民办3所；", "95.3%、"],
    ids=("prose", "list"),
)
def test_a_line_without_an_end_is_read_in_linear_time(repeated: str) -> None:
    assert grows_with_length(lambda count: partial(certainly_read, repeated * count), 60, 480)


@pytest.mark.parametrize(
    ("table", "read"),
    [
        (
            "2023年主要指标\n指标 | 单位 | 本年 | 上年\n--- | --- | --- | ---\n教师 | 人 | 1,204 | 1,190\n",
            [("1,204", "人", "教师", "2023"), ("1,190", "人", "教师", "2022")],
        ),
        ("| 学段 | 学校（所） |\n| 小学 | 31 |\n| 初中 | 12 |\n", [("31", "所", "学校", ""), ("12", "所", "学校", "")]),
        ("首页 | 新闻 | 公告\n首页 | 通知 | 下载\n全县有小学31所。\n", [("31所", "所", "小学", "")]),
    ],
)
def test_bars_part_the_cells_of_a_table(table: str, read: list[tuple[str, str, str, str]]) -> None:
    metrics = pipeline.examine(intake.read_text(table, "公报.txt")).metrics
    assert [(m.quote, m.unit, m.indicator, m.period) for m in metrics] == read


def test_a_table_that_blanks_alone_part_is_added_up() -> None:
    seen = read(
        "情况如下。\n乡  镇    学校(所)    学生\n大  河    12        1840\n"
        "石  桥    5         620\n合  计    17        2450\n"
    )
    assert seen is not None
    assert [check.computed for check in seen.checks] == ["12+5=17"]
    assert [finding.should for finding in seen.findings] == ["1840+620=2460"]
