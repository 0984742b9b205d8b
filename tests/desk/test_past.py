"""The past of an item: every step that changed it, by whom, from what to what, and nothing of other items."""

import sys
from decimal import Decimal
from time import process_time

import pytest

from desktop.desk import edits
from desktop.desk.past import past
from desktop.model.review import EvidenceOrigin, LevelWord, Note, NoteMethod, Review, Score, ScoreState
from desktop.model.step import Change, LoggedStep, changes_between
from tests.desk import builders

FIRST, SECOND = builders.checklist().items[:2]


def log_of(*states: tuple[str, str, Review]) -> tuple[LoggedStep, ...]:
    """Log the way from the untouched review through states, each with its kind and words."""
    review, found = builders.review(), []
    for seq, (kind, words, new) in enumerate(states, 1):
        changes = changes_between(review, new)
        found.append(
            LoggedStep.model_validate(
                {"seq": seq, "at": f"2024-03-05T09:3{seq}:00+08:00", "kind": kind, "words": words, "changes": changes}
            )
        )
        review = new
    return tuple(found)


def test_each_step_says_when_who_what_and_from_what_to_what() -> None:
    start = builders.review()
    score = Score(item=FIRST.id, wording=FIRST.wording_hash, state=ScoreState.SCORED, level=LevelWord.REACHED)
    given = start.with_score(score)
    other = given.with_score(Score(item=SECOND.id, wording=SECOND.wording_hash, state=ScoreState.DOUBTFUL))
    named = other.with_about(other.about.model_copy(update={"reviewer": "督学乙"}))
    quoted = edits.quoted(named, FIRST, "a" * 64, builders.candidate("48所"), EvidenceOrigin.MANUAL, "q1")
    reasoned = quoted.with_score(score.model_copy(update={"reason": "有文件", "points": Decimal("1.50")}))
    without = reasoned.without_evidence("q1")
    log = log_of(
        ("edit", "评分：达标", given),
        ("edit", "存疑", other),
        ("edit", "改督学", named),
        ("edit", "添加佐证", quoted),
        ("edit", "填写评分理由", reasoned),
        ("edit", "移除佐证", without),
        ("undo", "移除佐证", reasoned),
    )
    steps = past(start, log, (FIRST.id, ""))
    assert [(step.at[14:16], step.who, step.words) for step in steps] == [
        ("37", "督学乙", "撤销：移除佐证"),
        ("36", "督学乙", "移除佐证"),
        ("35", "督学乙", "填写评分理由"),
        ("34", "督学乙", "添加佐证"),
        ("31", "", "评分：达标"),
    ]
    assert [step.changes for step in steps] == [
        ("添加佐证：48所",),
        ("移除佐证：48所",),
        ("分数：（空） → 1.5", "理由：（空） → 有文件"),
        ("添加佐证：48所",),
        ("状态：未评 → 已评", "等级：（空） → 达标"),
    ]
    assert steps[-1].score == score
    assert [step.changes for step in past(start, log, (SECOND.id, ""))] == [("状态：未评 → 存疑",)]
    assert past(start, log, ("d.A3", "")) == ()


def test_what_a_review_began_with_is_what_it_changed_from() -> None:
    score = Score(item=FIRST.id, wording=FIRST.wording_hash, state=ScoreState.SCORED, level=LevelWord.REACHED)
    carried = builders.review().with_score(score)
    dropped = edits.rejected(carried, FIRST, "a" * 64, *builders.span("960个"))
    changed = dropped.with_score(score.model_copy(update={"level": LevelWord.MISSED}))
    steps = tuple(
        LoggedStep(seq=seq, at="2024", words="改", changes=changes_between(old, new))
        for seq, (old, new) in enumerate(((carried, dropped), (dropped, changed)), 1)
    )
    assert [step.changes for step in past(carried, steps, (FIRST.id, ""))] == [
        ("等级：达标 → 未达标",),
        ("不采用一条建议",),
    ]


@pytest.mark.skipif(sys.platform == "win32", reason="the clock of processor time ticks 64 times a second there")
def test_an_item_of_a_thousand_pieces_of_evidence_is_told_in_time_that_grows_with_their_number() -> None:
    def taken(count: int) -> float:
        initial = Review(id="r", checklist="c")
        log = []
        for number in range(count):
            note = Note(id=f"n{number}", item="x.a", method=NoteMethod.VISIT, text=f"看到第{number}间实验室")
            change = Change(part="evidence", key=(note.id,), fields=note.model_dump(mode="json"), position=number)
            log.append(LoggedStep(words="添加佐证", changes=(change,), seq=number + 1, at="2024-03-05T09:30:00"))
        began = process_time()
        found = past(initial, log, ("x.a", ""))
        spent = process_time() - began
        assert found[-1].changes == ("添加佐证：实地查看：看到第0间实验室",)
        assert len(found) == count
        return spent

    taken(50)
    short, long = min(taken(200) for _ in range(3)), min(taken(1600) for _ in range(3))
    assert long < 8 * short * 2.5, "one by one it would be 64 times"
