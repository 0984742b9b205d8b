"""Schemes as provinces have them, each with totals worked out by hand."""

from decimal import Decimal

import pytest

from desktop import scoring
from desktop.model.checklist import Checklist, Rule
from desktop.model.errors import WrongRequest
from desktop.model.marks import Deduction, Limit, Marks, Proportional, Ranked, Shared, Stepped, Threshold
from desktop.model.scheme import (
    Band,
    Bands,
    Bonus,
    Cap,
    Count,
    CountBand,
    Downgrade,
    Need,
    Pass,
    Sum,
    Veto,
    Weight,
    Weights,
)
from tests.scoring.reports import rule
from tests.scoring.schemes import EMPTY, LETTERS, PASSES, D, doubtful, given, line, table

BANDS = Bands(
    bands=(
        Band(min=D(90), text="优秀"),
        Band(min=D(80), text="良好"),
        Band(min=D(65), text="合格"),
        Band(min=D(0), text="不合格"),
    )
)
HUNDRED = table(
    Sum(),
    BANDS,
    Veto(of=("v",)),
    Cap(of=("c",), grade="良好"),
    Downgrade(of=("d",)),
    甲=(line("a", 60), line("b", 40)),
    乙=(line("v", PASSES), line("c", PASSES), line("d", PASSES)),
)


@pytest.mark.parametrize(
    ("scores", "total", "grade"),
    [
        ({"a": 56, "b": "38.5", "v": "合格", "c": "合格", "d": "合格"}, "94.5", "优秀"),
        ({"a": 50, "b": "40", "v": "合格", "c": "合格", "d": "合格"}, "90", "优秀"),
        ({"a": 50, "b": "39.99", "v": "合格", "c": "合格", "d": "合格"}, "89.99", "良好"),
        ({"a": 56, "b": "38.5", "v": "合格", "c": "不合格", "d": "合格"}, "94.5", "良好"),
        ({"a": 56, "b": "38.5", "v": "合格", "c": "基本合格", "d": "不合格"}, "94.5", "良好"),
        ({"a": 40, "b": "30", "v": "合格", "c": "合格", "d": "不合格"}, "70", "不合格"),
        ({"a": 56, "b": "38.5", "v": "合格", "c": "不合格", "d": "不合格"}, "94.5", "合格"),
        ({"a": 60, "b": "40", "v": "不合格", "c": "合格", "d": "合格"}, "100", "不合格"),
        ({"a": 0, "b": "20", "v": "合格", "c": "合格", "d": "不合格"}, "20", "不合格"),
    ],
)
def test_a_hundred_points_with_bands_a_cap_a_downgrade_and_a_veto(
    scores: dict[str, object], total: str, grade: str
) -> None:
    found = scoring.totals(HUNDRED, given(HUNDRED, **scores))
    assert (found.total, found.band) == (D(total), grade)


TENTH = Deduction(max=D(10), each=D("0.2"), floor=D(6))
RANK = Ranked(limits=tuple(Limit(at=D(at), points=D(points)) for at, points in ((1, 10), (3, 8), (6, 6))), rest=D(4))
CROWDED = Stepped(limits=(Limit(at=D(0), points=D(5)), Limit(at=D(2), points=D(3))), rest=D(1), higher=False, unit="%")


@pytest.mark.parametrize(
    ("marks", "numbers", "points", "says"),
    [
        (TENTH, (0,), "10", "10 − 0 处 × 0.2"),
        (TENTH, (7,), "8.6", "10 − 7 处 × 0.2"),
        (TENTH, (20,), "6", "10 − 20 处 × 0.2"),
        (TENTH, (21,), "6", "10 − 21 处 × 0.2，最低 6 分"),
        (RANK, (1,), "10", "第 1 名"),
        (RANK, (2,), "8", "第 2 名"),
        (RANK, (6,), "6", "第 6 名"),
        (RANK, (7,), "4", "第 7 名"),
        (Shared(max=D(12)), (8, 5, 2), "9", "12 ×（5 + 2 × 0.5）÷ 8"),
        (Shared(max=D(10)), (3, 1, 0), "3.33", "10 × 1 ÷ 3"),
        (Shared(max=D(10)), (3, 1, 1), "5", "10 ×（1 + 1 × 0.5）÷ 3"),
        (Shared(max=D(10)), (0, 0, 0), "10", "没有问题"),
        (Proportional(max=D(8), zero_at=D(80), full_at=D(100), unit="%"), ("95",), "6", "95% 在 80 至 100% 之间按比例"),
        (Proportional(max=D(8), zero_at=D(80), full_at=D(100)), ("79.9",), "0", "79.9 在 80 至 100 之间按比例"),
        (Proportional(max=D(8), zero_at=D(5), full_at=D(2)), ("3",), "5.33", "3 在 5 至 2 之间按比例"),
        (CROWDED, ("0",), "5", "0% ≤ 0%"),
        (CROWDED, ("1.9",), "3", "1.9% ≤ 2%"),
        (CROWDED, ("2",), "3", "2% ≤ 2%"),
        (CROWDED, ("2.1",), "1", "2.1% 不到最低一段"),
    ],
)
def test_points_follow_from_the_numbers_asked_for(
    marks: Marks, numbers: tuple[str | int, ...], points: str, says: str
) -> None:
    checklist = table(Sum(), 甲=(line("a", marks),))
    review = given(checklist, a=numbers)
    held = review.score_of("a")
    assert held is not None
    assert held.points == D(points)
    leaf = scoring.tally(checklist, review).leaves()[0]
    assert leaf.working == says


@pytest.mark.parametrize(
    ("marks", "numbers", "says"),
    [
        (TENTH, ("1.5",), "“要点a”的扣分数量应是 0 或正整数。"),
        (TENTH, ("1", "2"), "“要点a”要填 1 个数：扣分数量。"),
        (RANK, ("0",), "“要点a”的名次从 1 起。"),
        (Shared(max=D(10)), ("3", "2", "2"), "“要点a”已整改与部分整改之和超过共有的 3 个问题。"),
        (CROWDED, ("NaN",), "“要点a”的数值不是数。"),
    ],
)
def test_numbers_that_cannot_be_are_refused(marks: Marks, numbers: tuple[str, ...], says: str) -> None:
    with pytest.raises(WrongRequest) as error:
        given(table(甲=(line("a", marks),)), a=numbers)
    assert error.value.says == says


def test_fixed_deductions_add_up_with_a_cap() -> None:
    checklist = table(Sum(), BANDS, 甲=(line("a", TENTH), line("b", Deduction(max=D(90), each=D(3)))))
    # 10 − 4 × 0.2 = 9.2; 90 − 5 × 3 = 75
    found = scoring.totals(checklist, given(checklist, a=("4",), b=("5",)))
    assert (found.total, found.band) == (D("84.2"), "良好")


POINTS_36 = table(
    Count(
        bands=(
            CountBand(text="三级目标", needs=(Need(level="合格", count=33), Need(level="不合格", count=0, most=True))),
            CountBand(text="二级目标", needs=(Need(level="合格", count=31), Need(level="不合格", count=0, most=True))),
            CountBand(text="一级目标", needs=(Need(level="合格", count=29), Need(level="不合格", count=0, most=True))),
            CountBand(text="未达目标"),
        ),
        out_of=36,
    ),
    甲=tuple(line(f"p{n}", PASSES) for n in range(36)),
)


@pytest.mark.parametrize(
    ("passed", "nearly", "waived", "grade"),
    [
        (36, 0, 0, "三级目标"),
        (33, 3, 0, "三级目标"),
        (32, 4, 0, "二级目标"),
        (31, 5, 0, "二级目标"),
        (29, 7, 0, "一级目标"),
        (28, 8, 0, "未达目标"),
        (35, 0, 0, "未达目标"),
        (29, 5, 2, "一级目标"),  # 31 × 34 ÷ 36 = 29.3, so 30 are needed for the second
        (30, 4, 2, "二级目标"),
        (31, 3, 2, "二级目标"),  # 33 × 34 ÷ 36 = 31.2, so 32 for the third
    ],
)
def test_grades_counted_over_thirty_six_points(passed: int, nearly: int, waived: int, grade: str) -> None:
    words: list[str | None] = ["合格"] * passed + ["基本合格"] * nearly + [None] * waived
    words += ["不合格"] * (36 - len(words))
    scores = {f"p{n}": word for n, word in enumerate(words)}
    assert scoring.totals(POINTS_36, given(POINTS_36, **scores)).band == grade


SEVEN = (*[rule("骨干教师数", ">=", "1", "人") for _ in range(6)], rule("大班数", "<=", "2", "个"))


@pytest.mark.parametrize(
    ("values", "points"),
    [
        (("1", "1", "1", "1", "1", "1", "2"), 6),
        (("1", "1", "1", "1", "1", "0.85", "2"), 6),
        (("1", "1", "1", "1", "1", "0.84", "2"), 0),
        (("1", "1", "1", "1", "0.9", "0.9", "2"), 0),
        (("1", "1", "1", "1", "1", "1", "2.35"), 6),
        (("1", "1", "1", "1", "1", "1", "2.36"), 0),
    ],
)
def test_six_of_seven_with_the_rest_at_eighty_five_percent(values: tuple[str, ...], points: int) -> None:
    checklist = table(Sum(), 甲=(line("a", Threshold(max=D(6)), *SEVEN, n=6),))
    assert scoring.totals(checklist, given(checklist, a=values)).total == points


@pytest.mark.parametrize(
    ("how", "values", "points"),
    [("all", ("85", "80"), 5), ("all", ("85", "79"), 0), ("any", ("85", "79"), 5), ("any", ("84", "79"), 0)],
)
def test_all_or_any_of_the_lines(how: str, values: tuple[str, ...], points: int) -> None:
    both: tuple[Rule, ...] = (rule("甲率", ">=", "85"), rule("乙率", "between", ("80", "90")))
    item = line("a", Threshold(max=D(5)), *both)
    item = item.model_copy(update={"judge": item.judge.model_copy(update={"passes": how})})
    checklist = table(Sum(), 甲=(item,))
    assert scoring.totals(checklist, given(checklist, a=values)).total == points


@pytest.mark.parametrize(
    ("extra", "total"),
    [("0", "95.5"), ("2", "97.5"), ("3", "98.5"), ("5", "98.5")],
)
def test_a_bonus_has_a_ceiling(extra: str, total: str) -> None:
    checklist = table(Sum(), Bonus(of=("加",), ceiling=D(3)), 甲=(line("a", 100),), 加=(line("x", 5),))
    assert scoring.totals(checklist, given(checklist, a="95.5", x=extra)).total == D(total)


def test_a_bonus_stays_within_the_limit_of_the_total() -> None:
    checklist = table(Sum(), Bonus(of=("x",), ceiling=D(3), limit=D(100)), 甲=(line("a", 100), line("x", 5)))
    assert scoring.totals(checklist, given(checklist, a="99", x="3")).total == D(100)


def test_what_does_not_apply_leaves_the_denominator() -> None:
    checklist = table(Sum(), 甲=(line("a", 30), line("b", 20)), 乙=(line("c", 50),))
    # 24 + 40 = 64 of 80 is 80 of 100
    found = scoring.totals(checklist, given(checklist, a=24, b=None, c=40))
    assert found.total == D(80)
    assert "各部分相加 64 分，÷ 80 × 100 = 80 分" in found.lines


def test_weights_are_made_whole_over_what_applies() -> None:
    weights = Weights(
        weights=(
            Weight(of="常规", weight=D(60)),
            Weight(of="丙", weight=D(40)),
            Weight(of="甲", weight=D(1), under="常规"),
            Weight(of="乙", weight=D(2), under="常规"),
        )
    )
    checklist = table(weights, 甲=(line("a", 10),), 乙=(line("b", 10),), 丙=(line("c", LETTERS),))
    # 0.6 × (1/3 × 0.8 + 2/3 × 0.5) + 0.4 × 0.7 = 0.36 + 0.28
    assert scoring.totals(checklist, given(checklist, a=8, b=5, c="B")).total == D(64)
    # without 丙 the usual part is all: 1/3 × 0.8 + 2/3 × 0.5
    assert scoring.totals(checklist, given(checklist, a=8, b=5, c=None)).total == D(60)
    # without 甲 its group is all 乙: 0.6 × 0.5 + 0.4 × 0.7
    assert scoring.totals(checklist, given(checklist, a=None, b=5, c="B")).total == D(58)


@pytest.mark.parametrize(
    ("rule_", "grade"),
    [
        (Pass(of=("甲",), share=D("0.6")), "优秀"),
        (Pass(of=("甲",), share=D("0.61")), "不合格"),
        (Pass(of=("甲",), points=D(6)), "优秀"),
        (Pass(of=("甲",), points=D("6.01"), otherwise="合格"), "合格"),
        (Pass(of=("丙",), share=D("0.5")), "优秀"),
        (Pass(of=("丙",), share=D(1)), "不合格"),
        (Pass(points=D(97)), "不合格"),
    ],
)
def test_a_part_has_to_pass_by_itself(rule_: Pass, grade: str) -> None:
    checklist = table(
        Sum(), BANDS, rule_, 甲=(line("a", 10),), 乙=(line("b", 90),), 丙=(line("c", PASSES), line("d", PASSES))
    )
    assert scoring.totals(checklist, given(checklist, a=6, b=90, c="合格", d="基本合格")).band == grade


def test_pass_conditions_alone_give_a_conclusion() -> None:
    checklist = table(Pass(of=("甲",), share=D(1)), Veto(of=("v",)), 甲=(line("a", PASSES),), 乙=(line("v", PASSES),))
    told = [
        scoring.explain(scoring.tally(checklist, given(checklist, a=a, v=v)))[-1]
        for a, v in (("合格", "合格"), ("基本合格", "合格"), ("合格", "不合格"))
    ]
    assert told == ["结论：通过。", "结论：不合格。", "结论：不合格。"]


def test_a_doubtful_item_keeps_the_total_open_and_a_veto_does_not_wait() -> None:
    scores: dict[str, object] = {"a": 56, "b": 38, "v": "合格", "c": "合格", "d": "合格"}
    review = doubtful(given(HUNDRED, **scores), "b")
    found = scoring.totals(HUNDRED, review)
    assert (found.total, found.band, found.lines[-1]) == (D(56), "", "暂计 56 分，尚未评完。")
    vetoed = scoring.scored(review, HUNDRED.item_by_id["v"], level="不合格")
    assert scoring.totals(HUNDRED, vetoed).band == "不合格"


def test_the_report_s_own_points_stand_beside_the_review_s() -> None:
    review = given(HUNDRED, a=50, b=40)
    for name, own in (("a", "58"), ("b", "39")):
        held = review.score_of(name)
        assert held is not None
        review = review.with_score(held.model_copy(update={"claimed": D(own)}))
    found = scoring.totals(HUNDRED, review)
    assert (found.claimed, found.difference) == (D(97), D(-7))
    assert "自评 97 分，评审比自评低 7 分。" in found.lines
    assert "　a 要点a：得 50 分，满分 60 分，自评 58 分，评审比自评低 8 分" in scoring.explain(
        scoring.tally(HUNDRED, review)
    )


@pytest.mark.parametrize(
    ("weights", "says"),
    [
        ((("甲", ""), ("甲", "")), "权重写了两次"),
        ((("甲", "乙"), ("乙", "甲")), "循环"),
        ((("甲", "丁"),), "自己没有权重"),
        ((("丁", ""),), "没有这个维度或评分项"),
    ],
)
def test_weights_that_lead_nowhere_are_refused(weights: tuple[tuple[str, str], ...], says: str) -> None:
    def made() -> Checklist:
        rule_ = Weights(weights=tuple(Weight(of=of, weight=D(1), under=under) for of, under in weights))
        return table(rule_, 甲=(line("a", 1),), 乙=(line("b", 1),))

    with pytest.raises(ValueError, match=says):
        made()


def test_an_empty_review_of_any_scheme_is_open() -> None:
    for checklist in (HUNDRED, POINTS_36):
        found = scoring.totals(checklist, EMPTY)
        assert (found.settled, found.band) == (0, "")
        assert found.lines[-1].endswith("尚未评完。")


def test_amounts_are_decimal_to_the_cent() -> None:
    thirds = Weights(weights=tuple(Weight(of=of, weight=D(1)) for of in "甲乙丙"))
    checklist = table(thirds, 甲=(line("a", 3),), 乙=(line("b", 3),), 丙=(line("c", 3),))
    # 1/9 + 2/9 + 3/9 of 100 = 66.666…
    total = scoring.totals(checklist, given(checklist, a=1, b=2, c=3)).total
    assert isinstance(total, Decimal)
    assert total == D("66.67")


def test_a_veto_comes_last_and_names_the_grade_itself() -> None:
    checklist = table(
        Veto(of=("v",), grade="合格"),
        Downgrade(of=("d",)),
        Sum(),
        BANDS,
        甲=(line("a", 100),),
        乙=(line("v", PASSES), line("d", PASSES)),
    )
    review = given(checklist, a=95, v="不合格", d="不合格")
    assert scoring.totals(checklist, review).band == "合格"
    assert scoring.totals(checklist, given(checklist, a=10, v="不合格", d="合格")).band == "不合格"
