import pytest

from desktop.model.marks import Deduction, Threshold
from desktop.model.replay import applied
from desktop.model.review import Revision, ScoreState
from desktop.model.revision import revised, with_revision
from desktop.model.scheme import Band, Bands, Scheme, Sum
from desktop.model.step import changes_between
from desktop.scoring import scored, totals
from tests.scoring.schemes import D, given, line, table

LIST = table(Sum(), 甲=(line("a", 10), line("b", 5)))
HARDER = Deduction(max=D(10), each=D(2))


def test_a_revised_rule_takes_back_what_was_decided_by_the_old_one() -> None:
    review = given(LIST, a=8, b=5)
    review = review.with_score(review.scores[0].model_copy(update={"reason": "缺一份台账"}))
    new = with_revision(review, LIST, Revision(item="a", marks=HARDER))
    changed = revised(LIST, new.revisions)
    assert changed.item_by_id["a"].rule == HARDER
    assert changed.item_by_id["a"].own_points
    first, second = new.scores
    assert (first.state, first.points, first.reason) == (ScoreState.OPEN, None, "缺一份台账")
    assert first.wording == changed.item_by_id["a"].wording_hash
    assert second == review.scores[1]
    again = scored(new, changed.item_by_id["a"], given=(D(3),))
    assert totals(changed, again).total == 9
    assert LIST.item_by_id["a"].rule != HARDER


def test_a_revised_rule_is_a_step_that_can_be_taken_back() -> None:
    review = given(LIST, a=8, b=5)
    new = with_revision(review, LIST, Revision(item="a", marks=HARDER))
    there, back = changes_between(review, new), changes_between(new, review)
    assert {change.part for change in there} == {"revision", "score"}
    assert applied(review, there) == new
    assert applied(new, back) == review


def test_the_rules_of_the_whole_are_shown_as_the_offices_own() -> None:
    bands = Scheme(rules=(Sum(), Bands(bands=(Band(min=D(12), text="好"), Band(min=D(0), text="差")))))
    review = given(LIST, a=8, b=5)
    changed = revised(LIST, with_revision(review, LIST, Revision(scheme=bands)).revisions)
    counted = totals(changed, review)
    assert (counted.total, counted.band) == (D(13), "好")
    assert any("自拟" in each for each in counted.lines)


def test_the_checklists_own_rule_is_no_revision() -> None:
    review = with_revision(given(LIST, a=8, b=5), LIST, Revision(item="a", marks=HARDER))
    assert with_revision(review, LIST, Revision(item="a", marks=LIST.item_by_id["a"].rule)).revisions == ()
    assert revised(LIST, ()) is LIST


def test_a_rule_that_does_not_fit_is_refused() -> None:
    with pytest.raises(ValueError, match="判定线"):
        with_revision(given(LIST), LIST, Revision(item="a", marks=Threshold(max=D(3))))
