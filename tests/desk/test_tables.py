"""The tables of what was read: what stands in a row, and how rows are filtered, sorted, grouped and copied."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from desktop.desk import edits
from desktop.desk.figure_rows import CORRECTED, HEADERS, IGNORED, UNUSED, figure_rows
from desktop.desk.finding_rows import ADVICE, DOUBT, HOLDS, LACKING, finding_rows, spaced, working
from desktop.desk.problem_rows import LOOSE, UNANSWERED, problem_rows
from desktop.desk.tables import Arrangement, Listing, TableRow, arranged, copied, listed
from desktop.model.advice import Defect, Unusual
from desktop.model.examination import Examination
from desktop.model.finding import Check, Finding, Relation, Unchecked
from desktop.model.places import Places
from desktop.model.problem import Measure, Problem, ProblemOrigin
from desktop.model.review import Review
from tests.desk import builders


def row(name: str, amount: int, *tags: str) -> TableRow:
    cells = (name, str(amount))
    return TableRow(name, "metric", amount, cells, (None, None), ((1, ("", Decimal(amount))),), frozenset(tags))


ROWS = (row("小学数", 12), row("初中数", 9, "x"), row("小学在校生", 100, "x"), row("幼儿园数", 9))


@pytest.mark.parametrize(
    ("look", "expected"),
    [
        (Arrangement(), ["小学数", "初中数", "小学在校生", "幼儿园数"]),
        (Arrangement(words="小学"), ["小学数", "小学在校生"]),
        (Arrangement(words="小学 100"), ["小学在校生"]),
        (Arrangement(words="高中"), []),
        (Arrangement(tag="x"), ["初中数", "小学在校生"]),
        (Arrangement(sort=1), ["初中数", "幼儿园数", "小学数", "小学在校生"]),
        (Arrangement(sort=1, descending=True), ["小学在校生", "小学数", "初中数", "幼儿园数"]),
    ],
)
def test_rows_are_filtered_and_sorted(look: Arrangement, expected: list[str]) -> None:
    (group,) = arranged(ROWS, look)
    assert [row.key for row in group.rows] == expected


@pytest.mark.parametrize("descending", [False, True])
def test_many_rows_are_sorted_in_portions_as_they_would_be_in_one_go(descending: bool) -> None:
    many = tuple(row(f"第{n}项", n * 37 % 101) for n in range(9_000))
    (group,) = arranged(many, Arrangement(sort=1, descending=descending))
    assert group.rows == tuple(sorted(many, key=lambda each: each.start, reverse=descending))


def test_rows_listed_again_are_the_list_that_was_there_and_others_are_looked_at_in_the_same_way() -> None:
    look = Arrangement(tag="x", sort=1)
    first = listed(ROWS, Listing(look=look))
    assert [row.key for row in first.groups[0].rows] == ["初中数", "小学在校生"]
    assert dict(first.counts) == {"x": 2}
    assert listed(tuple(map(replace, ROWS)), first) is first
    fewer = listed(ROWS[:2], first)
    assert (fewer.look, [row.key for row in fewer.groups[0].rows], dict(fewer.counts)) == (look, ["初中数"], {"x": 1})
    assert first.looked_at(look) is first
    assert len(first.looked_at(Arrangement()).groups[0].rows) == 4


def test_groups_stand_in_the_order_of_their_first_rows() -> None:
    groups = arranged(ROWS, Arrangement(group=1))
    assert [(group.title, len(group.rows)) for group in groups] == [("12", 1), ("9", 2), ("100", 1)]


def test_a_copy_has_headers_and_tabs_and_no_formula() -> None:
    held = TableRow("k", "metric", 0, ("=1+1", "a\tb\nc"), (None, None))
    assert copied(("甲", "乙"), (held,)) == "甲\t乙\n'=1+1\ta b c"


@pytest.mark.parametrize(
    ("shown", "unit", "value", "cells"),
    [
        ("≤ 12.5%", "%", "12.50", "≤\t12.5\t%"),
        ("208177万元", "万元", "208177", "\t208177\t万元"),
        ("-0.3", "", "-0.3", "\t-0.3\t"),
    ],
)
def test_a_copied_amount_is_a_number_with_its_bound_and_unit_beside_it(
    shown: str, unit: str, value: str, cells: str
) -> None:
    held = TableRow("k", "metric", 0, ("增速", shown), (None, None), ((1, (unit, Decimal(value))),))
    other = replace(held, cells=("总量", "7所"), ranks=((1, ("所", Decimal(7))),))
    assert copied(("指标", "数值"), (held, other), (1,)) == f"指标\t关系\t数值\t单位\n增速\t{cells}\n总量\t\t7\t所"


def figures(review: Review | None = None) -> tuple[TableRow, ...]:
    seen = builders.examination()
    return figure_rows(seen, builders.suggestions(), review, Places(seen.report))


def test_a_figure_tells_its_items_and_what_was_done_with_it() -> None:
    schools, rate, seats = figures()
    used = HEADERS.index("用于")
    assert rate.cells[used] == "A1"
    assert schools.tags == seats.tags == {UNUSED}
    review = edits.ignored(builders.review(), "a" * 64, (schools.start,), "与本表无关")
    review = edits.corrected(review, "a" * 64, seats.start, {"unit": "座"})
    schools, rate, seats = figures(review)
    assert schools.tags == {IGNORED}
    assert "与本表无关" in schools.cells[used]
    assert seats.tags == {UNUSED, CORRECTED}
    assert figures(edits.asked_again(review, "a" * 64, (schools.start,)))[0].tags == {UNUSED}


def test_problems_stand_beside_their_measures() -> None:
    report = builders.report()

    def mark(words: str) -> dict[str, Any]:
        start, end = builders.span(words)
        return {"start": start, "end": end, "quote": words}

    problem = Problem(**mark("城区仍有部分班级超过规定人数"), origin=ProblemOrigin.SELF)
    alone = Problem(**mark("今年新建公办园3所"), origin=ProblemOrigin.INLINE)
    answer = Measure(**mark("新增学位960个"), answers=(problem.start,))
    loose = Measure(**mark("全县共有幼儿园48所"))
    seen = Examination(report=report, problems=(alone, problem), measures=(loose, answer))
    rows = problem_rows(seen, Places(report))
    assert [(r.cells[0][:4], r.cells[1][:4], set(r.tags)) for r in rows] == [
        ("今年新建", "未见对应", {UNANSWERED}),
        ("城区仍有", "新增学位", set()),
        ("未对应到", "全县共有", {LOOSE}),
    ]
    assert rows[1].runs[:2] == ((problem.start, problem.end), (answer.start, answer.end))
    assert rows[0].runs[1] is None
    assert len({r.key for r in rows}) == 3


@pytest.mark.parametrize(
    ("sum_", "shown"),
    [
        ("120+30=150", "120 + 30 = 150"),
        ("450/300-1=50.0%", "450 ÷ 300 − 1 = 50.0%"),
        ("12/48-1=-75%", "12 ÷ 48 − 1 = −75%"),
        ("-0.5-2=-2.5", "−0.5 − 2 = −2.5"),
        ("96.5%-91%=5.5", "96.5% − 91% = 5.5"),
        ("三所=三所", "三所 = 三所"),
        ("1.5<2.5（逐年增长）", "1.5 < 2.5（逐年增长）"),
    ],
)
def test_a_sum_is_set_with_true_signs(sum_: str, shown: str) -> None:
    assert spaced(sum_) == shown


def test_a_working_is_laid_out_on_the_quoted_figures() -> None:
    seen = builders.examination()
    anchors = tuple(metric.start for metric in seen.metrics)
    finding = Finding(check=Relation.SUM, anchors=anchors, says="48≠91.2+960", working="91.2+960=1051.2", should="1051")
    check = Check(check=Relation.GROWTH, anchors=anchors, computed="48/91.2-1")
    seen = seen.model_copy(update={"findings": (finding,), "checks": (check,)})
    rows = finding_rows(seen, Places(seen.report))
    assert [r.tags for r in rows] == [{DOUBT}, {HOLDS}]
    laid = working(seen, rows[0].key)
    assert laid is not None
    assert [(line.sign, line.label, line.quote) for line in laid.lines] == [
        ("", "分项", "91.2%"),
        ("＋", "分项", "960个"),
        ("≠", "合计", "48所"),
    ]
    assert (laid.arithmetic, laid.outcome, laid.tag) == ("91.2+960=1051.2", "应为：1051", DOUBT)
    held = working(seen, rows[1].key)
    assert held is not None
    assert [(line.sign, line.label) for line in held.lines] == [("", "本期"), ("÷", "基期"), ("−1 ＝", "增长率")]
    assert held.tag == HOLDS
    assert working(seen, "finding-7") is None


def test_a_relation_with_a_figure_missing_shows_no_signs() -> None:
    seen = builders.examination()
    finding = Finding(check=Relation.GROWTH, anchors=tuple(m.start for m in seen.metrics)[:2], says="", soft=True)
    laid = working(seen.model_copy(update={"findings": (finding,)}), "finding-0")
    assert laid is not None
    assert [line.sign for line in laid.lines] == ["", ""]


def test_what_lacks_an_operand_is_a_quiet_group_between_what_holds_and_advice() -> None:
    seen = builders.examination()
    first, second, *_ = (metric.start for metric in seen.metrics)
    place: dict[str, Any] = {"start": first, "end": first + 1, "quote": seen.report.text[first]}
    defect = Defect(**place, cue="D03", name="缺基期", says="没有写基期。", advice="补上年数。", rule="form.base")
    lacking = Unchecked(check=Relation.GROWTH, anchors=(first, second), missing="缺上年的学校数")
    check = Check(check=Relation.SUM, anchors=(first,), computed="1+1=2")
    seen = seen.model_copy(update={"checks": (check,), "unchecked": (lacking,), "defects": (defect,)})
    rows = finding_rows(seen, Places(seen.report))
    assert [row.tags for row in rows] == [{HOLDS}, {LACKING}, {ADVICE}]
    assert rows[1].cells[0] == "· 增长率"
    assert rows[1].cells[2] == "缺上年的学校数"
    assert rows[1].start == second
    laid = working(seen, rows[1].key)
    assert laid is not None
    assert [(line.sign, line.label, line.run[0]) for line in laid.lines] == [
        ("", "所给", first),
        ("", "增长率", second),
    ]
    assert (laid.arithmetic, laid.outcome, laid.tag) == ("缺上年的学校数", "", LACKING)
    assert working(seen, "unchecked-1") is None


def test_advice_stands_last_apart_from_doubts_and_can_be_quiet() -> None:
    seen = builders.examination()
    metric = seen.metrics[0]
    place: dict[str, Any] = {"start": metric.start, "end": metric.end, "quote": metric.quote}
    defect = Defect(**place, cue="D03", name="缺基期", says="没有写基期。", advice="补上年数。", rule="form.base")
    figure = Unusual(**place, indicator="学校总数", says="超出常见范围。", usual="1—300所", rule="size.range")
    check = Check(check=Relation.SUM, anchors=(metric.start,), computed="1+1=2")
    seen = seen.model_copy(update={"checks": (check,), "defects": (defect,), "unusual": (figure,)})
    rows = finding_rows(seen, Places(seen.report))
    assert [row.tags for row in rows] == [{HOLDS}, {ADVICE}, {ADVICE}]
    assert [row.cells[0] for row in rows[1:]] == ["· 缺基期", "· 提示"]
    assert [row.key for row in finding_rows(seen, Places(seen.report), ("D03",))] == ["check-0", "hint-0"]
    laid = working(seen, rows[1].key)
    assert laid is not None
    assert (laid.arithmetic, laid.outcome, laid.tag) == ("没有写基期。", "补上年数。", ADVICE)
    assert "不计入疑点" in laid.title
