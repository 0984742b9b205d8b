import pytest

from desktop.model.checklist import Item
from desktop.model.edition import Change
from desktop.model.marks import Deduction, Points, Threshold
from desktop.model.review import Quote, Revision
from desktop.model.revision import revised
from desktop.model.scheme import Sum
from desktop.scoring import editions, tally, what_if
from tests.scoring.schemes import D, given, line, table

OLD = table(Sum(), 甲=(line("a", 10), line("b", 5)), 乙=(line("c", 5), line("d", 6)))


def renamed(item: Item, **update: object) -> Item:
    return Item.model_validate({**item.model_dump(), **update})


NEW = table(
    Sum(),
    甲=(
        renamed(OLD.item_by_id["b"]),
        renamed(OLD.item_by_id["a"], check="另有要求"),
        renamed(OLD.item_by_id["c"], id="c2"),
    ),
    乙=(line("e", 3), renamed(OLD.item_by_id["d"], marks=Points(max=D(7)), max_points=D(7))),
)


def test_every_item_of_both_editions_is_told() -> None:
    found = editions.differences(OLD, NEW)
    assert [(d.change, d.old.id if d.old else "", d.new.id if d.new else "") for d in found] == [
        (Change.SAME, "b", "b"),
        (Change.CHANGED, "a", "a"),
        (Change.RENUMBERED, "c", "c2"),
        (Change.ADDED, "", "e"),
        (Change.CHANGED, "d", "d"),
    ]
    assert [(f.name, f.before, f.after) for f in found[1].fields] == [("标准", "", "另有要求")]
    assert [(f.name, f.before, f.after) for f in found[4].fields] == [
        ("评分方式", "得分：满分=6", "得分：满分=7"),
    ]
    assert editions.differences(NEW, OLD)[-1].change is Change.REMOVED


def test_unchanged_items_keep_their_answers_and_changed_ones_do_not() -> None:
    review = given(OLD, a=9, b=4, c=3, d=6)
    for item in "abcd":
        review = review.with_evidence(Quote(id=f"q{item}", item=item, document="x", start=0, end=2, quote="甲乙"))
    found = editions.carried_over(review, OLD, NEW, "r2")
    assert [(s.item, s.points) for s in found.review.scores] == [("b", D(4)), ("c2", D(3))]
    assert all(s.wording == NEW.item_by_id[s.item].wording_hash for s in found.review.scores)
    assert [e.item for e in found.review.evidence] == ["b", "c2"]
    assert (found.kept, found.left, found.review.id) == (2, ("a", "d"), "r2")


def test_the_same_edition_carries_everything() -> None:
    review = given(OLD, a=9, b=4)
    assert editions.carried_over(review, OLD, OLD, "r").review.scores == review.scores
    assert {d.change for d in editions.differences(OLD, OLD)} == {Change.SAME}


def test_what_if_a_rule_were_another() -> None:
    review = given(OLD, a=8, b=5, c=5, d=6)
    trial = revised(OLD, (Revision(item="a", marks=Points(max=D(8))),))
    before, after = tally(OLD, review), tally(trial, review)
    assert what_if.verdict(before, after) == "24 → 24 分（总分不变）"
    names = [move.name for move in what_if.moved(before, after)]
    assert names == ["item/a", "part/甲"]
    assert OLD.item_by_id["a"].max_points == 10


def test_what_if_a_score_were_another() -> None:
    review = given(OLD, a=8, b=5, c=5, d=6)
    less = given(OLD, a=7, b=5, c=5, d=6)
    before, after = tally(OLD, review), tally(OLD, less)
    moves = what_if.moved(before, after)
    assert what_if.verdict(before, after) == "24 → 23 分（少 1 分）"
    assert moves[-1].after == "合计 23 分。"
    assert what_if.moved(before, before) == ()


def test_what_if_refuses_a_rule_that_does_not_fit() -> None:
    with pytest.raises(ValueError, match="判定线"):
        revised(OLD, (Revision(item="a", marks=Threshold(max=D(3))),))
    assert revised(OLD, (Revision(item="a", marks=Deduction(max=D(10), each=D(1))),)).item_by_id["a"].max_points == 10
