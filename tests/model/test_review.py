from decimal import Decimal

import pytest

from desktop.model.case import Case
from desktop.model.errors import WrongRequest
from desktop.model.replay import applied
from desktop.model.review import (
    About,
    Correction,
    Dismissal,
    Ignored,
    LevelWord,
    Note,
    NoteMethod,
    Quote,
    Review,
    Score,
    ScoreState,
)
from desktop.model.step import changes_between

EMPTY = Review(id="r", checklist="c")


def score(item: str, points: str, subject: str = "") -> Score:
    return Score(item=item, wording="w", subject=subject, state=ScoreState.SCORED, points=Decimal(points))


def quote(name: str, item: str = "a") -> Quote:
    return Quote(id=name, item=item, document="d", start=0, end=2, quote="全区")


def test_a_score_is_kept_by_item_and_subject() -> None:
    review = EMPTY.with_score(score("a", "3")).with_score(score("a", "4", "实验小学")).with_score(score("a", "5"))
    assert [(s.key, s.points) for s in review.scores] == [(("a", ""), Decimal(5)), (("a", "实验小学"), Decimal(4))]
    assert review.score_of("a", "实验小学") == score("a", "4", "实验小学")
    assert review.score_of("b") is None
    assert review.without_score("a").scores == (score("a", "4", "实验小学"),)
    assert EMPTY.scores == ()


@pytest.mark.parametrize(
    ("state", "settled"),
    [
        (ScoreState.OPEN, False),
        (ScoreState.SCORED, True),
        (ScoreState.DOUBTFUL, False),
        (ScoreState.NOT_APPLICABLE, True),
    ],
)
def test_doubt_is_not_settled(state: ScoreState, settled: bool) -> None:
    assert Score(item="a", wording="w", state=state, level=LevelWord.MOSTLY).settled is settled


def test_evidence_keeps_its_order_and_place() -> None:
    note = Note(id="e1", item="a", method=NoteMethod.VISIT, text="看了食堂")
    review = EMPTY.with_evidence(quote("e1")).with_evidence(quote("e2", "b")).with_evidence(quote("e3"))
    assert [e.id for e in review.evidence_of("a")] == ["e1", "e3"]
    assert [e.id for e in review.with_evidence(note).evidence] == ["e1", "e2", "e3"]
    assert [e.id for e in review.without_evidence("e1").evidence] == ["e2", "e3"]


def test_a_rejected_suggestion_can_be_offered_again() -> None:
    no = Dismissal(item="a", document="d", start=4, end=9)
    review = EMPTY.with_dismissed(no)
    assert review.with_dismissed(no) is review
    assert review.dismissed_of("a") == {("d", 4, 9)}
    assert review.dismissed_of("b") == frozenset()
    assert review.without_dismissed(no) == EMPTY


def test_a_correction_is_replaced_where_it_stands() -> None:
    first = Correction(document="d", start=4, field="unit", value="万元")
    second = Correction(document="d", start=4, field="subject", value="小学")
    review = EMPTY.with_correction(first).with_correction(second)
    again = review.with_correction(first.model_copy(update={"value": "亿元"}))
    assert [c.value for c in again.corrections] == ["亿元", "小学"]
    assert again.without_correction(first).corrections == (second,)


def test_a_case_names_what_it_lacks() -> None:
    case = Case(documents=(), reviews=(EMPTY.with_about(About(district="东河县")),), checklists={})
    assert case.review("r").about.district == "东河县"
    with pytest.raises(WrongRequest, match="评审"):
        case.review("q")
    with pytest.raises(WrongRequest, match="材料"):
        case.document("0" * 64)


def test_a_figure_is_let_pass_with_a_reason_and_asked_for_again() -> None:
    review = Review(id="r", checklist="c").with_ignored(Ignored(document="d", start=3, reason="与本表无关"))
    again = review.with_ignored(Ignored(document="d", start=3, reason="重复"))
    assert [i.reason for i in again.ignored] == ["重复"]
    assert again.without_ignored("d", 4) == again
    back = again.without_ignored("d", 3)
    assert back.ignored == ()
    assert applied(back, changes_between(back, again)) == again
    assert applied(again, changes_between(again, back)) == back
