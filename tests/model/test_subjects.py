import pytest

from desktop.model import subjects
from desktop.model.errors import WrongRequest
from desktop.model.replay import applied
from desktop.model.review import Note, NoteMethod, Review, Subject
from desktop.model.step import changes_between
from desktop.scoring import scored, totals
from tests.scoring.schemes import EMPTY, D, line, table

MADE = table(甲=(line("a", 10), line("b", 10)), 乙=(line("c", 5),))
LIST = MADE.model_copy(
    update={"dimensions": (MADE.dimensions[0].model_copy(update={"repeats": "school"}), MADE.dimensions[1])}
)
PART, ONCE = (dimension.id for dimension in LIST.dimensions)


def scored_for(review: Review, item: str, subject: str, points: int) -> Review:
    return scored(review, LIST.item_by_id[item], points=D(points), subject=subject)


def test_subjects_are_those_named_then_those_that_answers_name() -> None:
    assert subjects.subjects(LIST, None) == {PART: ("",), ONCE: ("",)}
    named = subjects.added(EMPTY, "school", ("一小", " 二小 ", "", "一小"))
    assert subjects.subjects(LIST, named)[PART] == ("一小", "二小")
    more = scored_for(named, "b", "三小", 4).with_evidence(
        Note(id="n", item="a", subject="四小", method=NoteMethod.VISIT, text="看过")
    )
    assert subjects.subjects(LIST, more) == {PART: ("一小", "二小", "三小", "四小"), ONCE: ("",)}


def test_everything_to_be_scored_goes_subject_by_subject() -> None:
    named = subjects.added(EMPTY, "school", ("一小", "二小"))
    assert subjects.pairs(LIST, named) == (
        ("a", "一小"),
        ("b", "一小"),
        ("a", "二小"),
        ("b", "二小"),
        ("c", ""),
    )


def test_a_subject_that_is_named_is_still_to_be_scored() -> None:
    one = scored_for(scored_for(subjects.added(EMPTY, "school", ("一小",)), "a", "一小", 8), "b", "一小", 6)
    assert totals(LIST, one).scored == 2
    assert totals(LIST, subjects.added(one, "school", ("二小",))).scored == 0


def test_a_subject_takes_its_answers_along_when_it_is_renamed() -> None:
    review = scored_for(subjects.added(EMPTY, "school", ("一小", "二小")), "a", "一小", 8)
    review = scored_for(
        review.with_evidence(Note(id="n", item="a", subject="一小", method="访谈", text="问过")), "c", "", 3
    )
    new = subjects.renamed(review, LIST, "school", "一小", " 实验一小 ")
    assert [s.name for s in new.subjects] == ["实验一小", "二小"]
    assert [(s.item, s.subject, s.points) for s in new.scores] == [("a", "实验一小", D(8)), ("c", "", D(3))]
    assert new.evidence[0].subject == "实验一小"
    assert applied(review, changes_between(review, new)) == new
    assert applied(new, changes_between(new, review)) == review
    with pytest.raises(WrongRequest, match="已经有了"):
        subjects.renamed(review, LIST, "school", "一小", "二小")
    with pytest.raises(WrongRequest, match="不能空"):
        subjects.renamed(review, LIST, "school", "一小", "  ")


def test_answers_given_before_any_subject_was_named_can_be_named() -> None:
    review = scored_for(EMPTY, "a", "", 8)
    new = subjects.renamed(review, LIST, "school", "", "一小")
    assert new.subjects == (Subject(kind="school", name="一小"),)
    assert subjects.subjects(LIST, new)[PART] == ("一小",)


def test_a_subject_goes_with_its_answers_and_with_no_others() -> None:
    review = scored_for(scored_for(subjects.added(EMPTY, "school", ("一小", "二小")), "a", "一小", 8), "a", "二小", 6)
    less = subjects.removed(review, LIST, "school", "一小")
    assert subjects.subjects(LIST, less)[PART] == ("二小",)
    assert [s.subject for s in less.scores] == ["二小"]
    assert applied(less, changes_between(less, review)) == review
