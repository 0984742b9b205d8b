import itertools
import json
import sys
from decimal import Decimal
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.model.replay import KEPT, applied, timeline
from desktop.model.review import (
    About,
    Correction,
    Dismissal,
    EvidenceOrigin,
    LevelWord,
    Note,
    NoteMethod,
    Quote,
    Review,
    Score,
    ScoreState,
)
from desktop.model.step import Change, Step, changes_between

EMPTY = Review(id="r", checklist="c")
FEW = st.sampled_from(["a", "b", "c"])
WORDS = st.text(max_size=6)
DOCUMENTS = st.sampled_from(["d1", "d2"])

ABOUTS = st.builds(About, district=WORDS, year=WORDS, reviewer=WORDS, example=st.booleans())
SCORES = st.builds(
    Score,
    item=FEW,
    wording=FEW,
    subject=st.sampled_from(["", "小学"]),
    state=st.sampled_from(ScoreState),
    points=st.none() | st.decimals(0, 100, places=2) | st.sampled_from([Decimal("5"), Decimal("5.0"), Decimal("1E+1")]),
    level=st.none() | st.sampled_from(LevelWord),
    reason=WORDS,
    remark=WORDS,
)
QUOTES = st.builds(
    Quote,
    id=FEW,
    item=FEW,
    document=DOCUMENTS,
    start=st.integers(0, 3),
    end=st.integers(3, 6),
    quote=WORDS,
    origin=st.sampled_from(EvidenceOrigin),
)
NOTES = st.builds(Note, id=FEW, item=FEW, method=st.sampled_from(NoteMethod), text=WORDS, source=WORDS, date=WORDS)
DISMISSALS = st.builds(Dismissal, item=FEW, document=DOCUMENTS, start=st.integers(0, 1), end=st.integers(2, 3))
CORRECTIONS = st.builds(
    Correction,
    document=DOCUMENTS,
    start=st.integers(0, 1),
    field=st.sampled_from(["unit", "indicator", "subject", "period", "metric"]),
    value=WORDS,
)
EDITS = st.one_of(
    st.tuples(st.just("with_about"), ABOUTS),
    st.tuples(st.just("with_score"), SCORES),
    st.tuples(st.just("without_score"), FEW),
    st.tuples(st.just("with_evidence"), QUOTES | NOTES),
    st.tuples(st.just("without_evidence"), FEW),
    st.tuples(st.just("with_dismissed"), DISMISSALS),
    st.tuples(st.just("without_dismissed"), DISMISSALS),
    st.tuples(st.just("with_correction"), CORRECTIONS),
    st.tuples(st.just("without_correction"), CORRECTIONS),
)
MOVES = st.one_of(st.tuples(st.just("edit"), EDITS), st.just(("undo", None)), st.just(("redo", None)))
Edits = list[tuple[str, object]]


def edited(review: Review, edits: Edits) -> Review:
    for name, argument in edits:
        review = getattr(review, name)(argument)
    return review


def through_json(changes: tuple[Change, ...]) -> tuple[Change, ...]:
    step = Step(words="评分", changes=changes)
    return Step.model_validate(json.loads(json.dumps(step.model_dump(mode="json")))).changes


def same(one: Review, other: Review) -> bool:
    return one == other and one.model_dump_json() == other.model_dump_json()


@settings(max_examples=80, deadline=None)
@given(st.lists(EDITS, max_size=8), st.lists(EDITS, max_size=8))
def test_what_was_logged_leads_there_and_back(before: Edits, after: Edits) -> None:
    old = edited(EMPTY, before)
    new = edited(old, after)
    assert same(applied(old, through_json(changes_between(old, new))), new)
    assert same(applied(new, through_json(changes_between(new, old))), old)


@settings(max_examples=60, deadline=None)
@given(st.lists(EDITS, max_size=10), st.lists(EDITS, max_size=10))
def test_any_two_reviews_are_joined_by_their_changes(one: Edits, other: Edits) -> None:
    old, new = edited(EMPTY, one), edited(EMPTY, other)
    assert same(applied(old, through_json(changes_between(old, new))), new)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.one_of(st.tuples(st.just("edit"), EDITS), st.just(("undo", None)), st.just(("redo", None))), max_size=16
    )
)
def test_undo_goes_on_where_it_was_left(moves: list[tuple[str, tuple[str, object] | None]]) -> None:
    done: list[tuple[Review, Review]] = []
    undone: list[tuple[Review, Review]] = []
    review = EMPTY
    log: list[Step] = []

    def moved(to: Review, kind: str) -> None:
        nonlocal review
        log.append(Step.model_validate({"words": kind, "changes": changes_between(review, to), "kind": kind}))
        review = to

    for kind, edit in moves:
        if kind == "edit" and edit is not None:
            new = edited(review, [edit])
            if new.model_dump_json() == review.model_dump_json():
                continue
            done.append((review, new))
            undone.clear()
            moved(new, "edit")
        elif kind == "undo" and done:
            undone.append(done.pop())
            moved(undone[-1][0], "undo")
        elif kind == "redo" and undone:
            done.append(undone.pop())
            moved(done[-1][1], "redo")
    found = timeline(EMPTY, log)
    assert same(found.review, review)
    assert [(t.before, t.after) for t in found.done] == done
    assert [(t.before, t.after) for t in found.undone] == undone


def test_a_step_holds_the_changed_fields_only() -> None:
    scored = EMPTY.with_score(Score(item="a", wording="w", level=LevelWord.REACHED)).with_score(
        Score(item="b", wording="w", level=LevelWord.MISSED)
    )
    new = scored.with_score(Score(item="b", wording="w", level=LevelWord.MISSED, reason="缺两间实验室"))
    assert changes_between(scored, new) == (Change(part="score", key=("b", ""), fields={"reason": "缺两间实验室"}),)
    assert changes_between(new, new) == ()


def test_an_entry_put_back_stands_where_it_stood() -> None:
    full = EMPTY
    for name in "abc":
        full = full.with_evidence(Note(id=name, item="1", method=NoteMethod.PAPERS, text=name))
    without = full.without_evidence("b")
    assert applied(without, changes_between(without, full)) == full


def test_one_undo_takes_back_edits_that_were_merged() -> None:
    states = [EMPTY.with_about(About(reviewer=name)) for name in ("", "王", "王督", "王督学")]
    rows = [Step(words="督学", changes=changes_between(a, b)) for a, b in itertools.pairwise(states)]
    rows.append(Step(words="督学", changes=changes_between(states[3], states[1]), kind="undo"))
    found = timeline(EMPTY, rows)
    assert [(t.before.about.reviewer, t.after.about.reviewer) for t in found.done] == [("", "王")]
    assert [(t.before.about.reviewer, t.after.about.reviewer) for t in found.undone] == [("王", "王督学")]


NOTE = {
    "kind": "note",
    "id": "",
    "item": "x.a",
    "subject": "",
    "method": "实地查看",
    "text": "看到两间实验室",
    "source": "",
    "date": "",
}


@pytest.mark.skipif(sys.platform == "win32", reason="the clock of processor time ticks 64 times a second there")
def test_a_log_of_thousands_of_entries_replays_in_time_that_grows_with_its_length() -> None:
    def taken(count: int) -> float:
        log = [
            Step(words="", changes=(Change(part="evidence", key=(name,), fields={**NOTE, "id": name}, position=at),))
            for at, name in enumerate(f"n{at}" for at in range(count))
        ]
        began = process_time()
        found = timeline(EMPTY, log)
        spent = process_time() - began
        assert len(found.review.evidence) == count
        assert len(found.done) == min(count, KEPT)
        assert found.done[-1].after is found.review
        return spent

    taken(100)
    short, long = min(taken(600) for _ in range(3)), min(taken(4800) for _ in range(3))
    assert long < 8 * short * 2.5, "entry by entry it would be 64 times"


def test_undo_finds_its_state_among_those_that_differ_in_order_alone() -> None:
    one, other = (Note(id=name, item="x.a", method=NoteMethod.VISIT, text=name) for name in "ab")
    both, less, turned = (
        EMPTY.model_copy(update={"evidence": evidence}) for evidence in ((one, other), (other,), (other, one))
    )
    log = [Step(words="改", changes=changes_between(old, new)) for old, new in itertools.pairwise((both, less, turned))]
    back = Step(words="改", kind="undo", changes=changes_between(turned, both))
    assert timeline(both, [*log, back]).done == ()
    assert [move.after for move in timeline(both, log).done] == [less, turned]


@pytest.mark.skipif(sys.platform == "win32", reason="the clock of processor time ticks 64 times a second there")
def test_taking_away_amid_thousands_of_entries_costs_no_look_at_the_others() -> None:
    def taken(count: int) -> float:
        notes = [Note.model_validate({**NOTE, "id": f"n{at}"}) for at in range(count)]
        full = EMPTY.model_copy(update={"evidence": tuple(notes)})
        log = [
            Step(words="移除", changes=(Change(part="evidence", key=(f"n{at}",), fields=None),))
            for at in range(0, count, 2)
        ]
        began = process_time()
        found = timeline(full, log)
        spent = process_time() - began
        assert [each.id for each in found.review.evidence] == [f"n{at}" for at in range(1, count, 2)]
        return spent

    taken(100)
    short, long = min(taken(600) for _ in range(3)), min(taken(4800) for _ in range(3))
    assert long < 8 * short * 2.5, "entry by entry it would be 64 times"


def test_what_an_older_program_logged_in_fewer_fields_is_undone_as_it_was() -> None:
    first = Change(part="score", key=("a", ""), fields={"wording": "w", "item": "a", "level": "达标"}, position=0)
    (held,) = applied(EMPTY, [first]).scores
    assert isinstance(held, Score)
    old, new = EMPTY.with_score(held), EMPTY.with_score(held.model_copy(update={"given": (Decimal(2),)}))
    back = Step(words="填数", kind="undo", changes=changes_between(new, old))
    log = [
        Step(words="评分", changes=(first,)),
        Step(words="填数", changes=changes_between(old, new)),
        back,
    ]
    found = timeline(EMPTY, log)
    assert [move.words for move in found.done] == ["评分"]
    assert [move.words for move in found.undone] == ["填数"]
