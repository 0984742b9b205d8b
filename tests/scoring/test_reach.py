"""失分 and 距上一等次: what was lost, how far the next grade is, which items carry the review there."""

import pytest

from desktop import scoring
from desktop.model.checklist import Checklist
from desktop.model.marks import Deduction
from desktop.model.review import Review
from desktop.model.scheme import Band, Bands, Cap, Count, CountBand, Need, Sum, Veto, Weight, Weights
from desktop.scoring.reach import reach
from tests.scoring.schemes import EMPTY, LETTERS, PASSES, D, doubtful, given, line, table

BANDS = Bands(bands=(Band(min=D(90), text="优"), Band(min=D(60), text="良"), Band(min=D(0), text="差")))
POINTS = table(Sum(), BANDS, 甲=(line("A1", 50), line("A2", 30)), 乙=(line("B1", 20),))


def test_what_was_lost_comes_with_the_greatest_first() -> None:
    found = reach(POINTS, given(POINTS, A1=48, A2=10, B1=17)).losses
    assert [(each.item, each.lost, each.gain) for each in found] == [
        ("A2", D(20), D(20)),
        ("B1", D(3), D(3)),
        ("A1", D(2), D(2)),
    ]
    assert found[0].now == "10 / 30 分"


def test_a_point_counts_what_it_weighs() -> None:
    weighed = table(
        Weights(weights=(Weight(of="甲", weight=D(20)), Weight(of="乙", weight=D(80)))),
        BANDS,
        甲=(line("A1", 100),),
        乙=(line("B1", 10),),
    )
    found = reach(weighed, given(weighed, A1=80, B1=8)).losses
    assert [(each.item, each.lost, each.gain) for each in found] == [("B1", D(2), D(16)), ("A1", D(20), D(4))]


def test_each_item_that_reaches_the_next_grade_alone_is_told_with_the_least_that_does() -> None:
    found = reach(POINTS, given(POINTS, A1=45, A2=22, B1=18))
    assert "现在是“良”。" in found.says
    assert "距“优”（90 分）还差 5 分。" in found.says
    assert [(each.item, each.typed) for each in found.alone] == [("A2", "27 分"), ("A1", "50 分")]
    assert found.alone[0].comes_to == "合计 90 分：优。"
    assert found.together == ()


def test_items_that_reach_it_only_together_are_as_few_as_it_takes() -> None:
    found = reach(POINTS, given(POINTS, A1=36, A2=20, B1=18))
    assert found.alone == ()
    assert [each.item for each in found.together] == ["A1", "A2"]
    assert found.together[0].comes_to == "合计 98 分：优。"


def test_the_highest_grade_has_none_above() -> None:
    found = reach(POINTS, given(POINTS, A1=50, A2=30, B1=15))
    assert (found.target, found.alone, found.together) == ("", (), ())
    assert "已是最高等次。" in found.says


@pytest.mark.parametrize("open_", [given(POINTS, A1=40, A2=24), doubtful(given(POINTS, A1=40, A2=24, B1=3), "B1")])
def test_what_is_open_counts_at_its_best_and_the_span_is_told(open_: Review) -> None:
    found = reach(POINTS, open_)
    assert found.says[0] == "还有 1 条未评：都评到最好，合计 84 分：良。都评到最低，合计 64 分：良。"
    assert found.target == "优"
    assert [each.item for each in found.alone] == ["A1", "A2"]
    room = reach(POINTS, given(POINTS, A1=50))
    assert room.target == ""
    assert "未评各项合计最多再失 10 分，仍是“优”。" in room.says


def test_what_a_rule_stumbles_over_comes_first() -> None:
    capped = table(Sum(), BANDS, Cap(of=("B1",), grade="差"), 甲=(line("A1", 90),), 乙=(line("B1", 10),))
    found = reach(capped, given(capped, A1=85, B1=0))
    assert [each.item for each in found.alone] == ["B1"]
    vetoed = table(Sum(), BANDS, Veto(of=("B1",)), 甲=(line("A1", 90),), 乙=(line("B1", 10),))
    found = reach(vetoed, given(vetoed, A1=40, B1=0))
    assert [each.item for each in found.together] == ["B1", "A1"]


def test_grades_by_counts_take_the_least_better_level() -> None:
    count = Count(bands=(CountBand(text="好", needs=(Need(level="基本合格", count=2),)), CountBand(text="不好")))
    counted = table(count, 甲=(line("A1", PASSES), line("A2", PASSES)))
    found = reach(counted, given(counted, A1="合格", A2="不合格"))
    assert [(each.item, each.typed) for each in found.alone] == [("A2", "基本合格")]
    assert [(each.item, each.below, each.lost) for each in found.losses] == [("A2", 2, None)]


def test_points_that_a_rule_works_out_are_raised_whole() -> None:
    held = table(Sum(), BANDS, 甲=(line("A1", Deduction(max=D(40), each=D(5))), line("A2", LETTERS), line("A3", 50)))
    found = reach(held, given(held, A1=(3,), A2="B", A3=50))
    assert [(each.item, each.typed) for each in found.alone] == [("A1", "40 分")]


@pytest.mark.parametrize(
    ("checklist", "review", "says"),
    [
        (table(Sum(), 甲=(line("A1", 10),)), EMPTY, "这张评价表没有规定等次，只列失分。"),
        (POINTS, given(POINTS, A1=None, A2=None, B1=None), "现在是“差”。"),
    ],
)
def test_there_may_be_nothing_to_reach(checklist: Checklist, review: Review, says: str) -> None:
    found = reach(checklist, review)
    assert says in found.says
    assert (found.alone, found.together, found.losses) == ((), (), ())


def test_nothing_is_decided_by_looking() -> None:
    review = given(POINTS, A1=45, A2=22, B1=18)
    before = scoring.tally(POINTS, review)
    reach(POINTS, review)
    assert scoring.tally(POINTS, review) == before
