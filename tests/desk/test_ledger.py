"""The one door: what stands is on the disk, undo is logged, and nothing typed is lost."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.desk import edits, files
from desktop.desk.ledger import Ledger
from desktop.desk.words import item_title
from desktop.model.replay import Timeline
from desktop.model.review import EvidenceOrigin, LevelWord, Review, Score, ScoreState
from desktop.storage.casefile import CaseFile
from tests.desk import builders
from tests.disks import pulled

CHECKLIST = builders.checklist()
ITEM = CHECKLIST.items[0]


@pytest.fixture
def ledger(qapp: object, tmp_path: Path) -> Iterator[Ledger]:
    review = builders.review()
    opened = files.OpenedReport(builders.report(), b"bytes")
    file = files.new_case(tmp_path, opened, CHECKLIST, review, datetime(2024, 5, 6).astimezone())
    made = Ledger(file, Timeline(review=review))
    yield made
    made.close()


def given(review: Review, level: LevelWord, item: str = ITEM.id) -> Review:
    return review.with_score(Score(item=item, wording=ITEM.wording_hash, state=ScoreState.SCORED, level=level))


def on_disk(ledger: Ledger) -> Review:
    """Read the review as another process would find it."""
    ledger.file.close()
    with CaseFile.open(ledger.file.path) as again:
        review = again.case().reviews[0]
    ledger.file = CaseFile.open(ledger.file.path)
    return review


def kinds(ledger: Ledger) -> list[str]:
    return [f"{step.kind} {step.words}" for step in ledger.file.history("r1")]


def test_a_change_stands_is_announced_and_is_on_the_disk(ledger: Ledger) -> None:
    seen: list[tuple[Review, Review]] = []
    told: list[str] = []
    ledger.changed.connect(lambda old, new: seen.append((old, new)))
    ledger.saved.connect(told.append)
    old, new = ledger.review, given(ledger.review, LevelWord.REACHED)
    assert ledger.amend(new, "评分")
    assert seen == [(old, new)]
    assert len(told) == 1
    assert on_disk(ledger) == new


def test_what_changes_nothing_is_no_step(ledger: Ledger) -> None:
    new = given(ledger.review, LevelWord.REACHED)
    assert ledger.amend(new, "评分")
    assert not ledger.amend(given(new, LevelWord.REACHED), "评分")
    assert kinds(ledger) == ["edit 评分"]
    assert ledger.history.count() == 1


def test_undo_and_redo_are_rows_too_and_give_back_the_same_objects(ledger: Ledger) -> None:
    first = ledger.review
    second = given(first, LevelWord.REACHED)
    ledger.amend(second, "评分")
    assert ledger.undo()
    assert ledger.review is first
    assert on_disk(ledger) == first
    assert ledger.redo()
    assert ledger.review is second
    assert on_disk(ledger) == second
    assert kinds(ledger) == ["edit 评分", "undo 评分", "redo 评分"]
    assert not ledger.redo()


def test_whoever_hears_of_a_change_sees_what_can_be_undone_now(ledger: Ledger) -> None:
    seen: list[tuple[bool, bool]] = []
    can = ledger.history.ahead
    ledger.changed.connect(lambda *_: seen.append((can(undo=True) is not None, can(undo=False) is not None)))
    ledger.amend(given(ledger.review, LevelWord.REACHED), "评分")
    ledger.undo()
    ledger.redo()
    assert seen == [(True, False), (False, True), (True, False)]


def test_a_new_change_after_undo_ends_what_could_be_redone(ledger: Ledger) -> None:
    ledger.amend(given(ledger.review, LevelWord.REACHED), "甲")
    ledger.undo()
    ledger.amend(given(ledger.review, LevelWord.MISSED), "乙")
    assert not ledger.redo()
    ahead = ledger.history.ahead(undo=True)
    assert ahead is not None
    assert ahead.words == "乙"


def test_the_history_is_rebuilt_from_the_log(ledger: Ledger) -> None:
    states = [ledger.review]
    for level in (LevelWord.REACHED, LevelWord.MOSTLY, LevelWord.MISSED):
        ledger.amend(given(ledger.review, level), level.value)
        states.append(ledger.review)
    ledger.undo()
    ledger.file.close()
    file = CaseFile.open(ledger.file.path)
    again = Ledger(file, file.timeline("r1"))
    shown: list[Review] = []
    again.changed.connect(lambda _, new: shown.append(new))
    assert again.review == states[2]
    assert again.undo()
    assert again.undo()
    assert again.review == states[0]
    assert [again.redo() for _ in range(4)] == [True, True, True, False]
    assert shown == [states[1], states[0], states[1], states[2], states[3]]
    again.close()


def test_text_is_written_after_a_pause_as_one_step(ledger: Ledger, qtbot: QtBot) -> None:
    for text in ("有", "有文", "有文件"):
        ledger.type_text(ITEM, "reason", text)
    assert (ledger.pending, ledger.review.scores) == (True, ())
    assert ledger.text(ITEM.id, "reason") == "有文件"
    with qtbot.waitSignal(ledger.saved, timeout=2000):
        pass
    assert not ledger.pending
    assert ledger.review.scores[0].reason == "有文件"
    assert ledger.review.scores[0].state is ScoreState.OPEN
    assert len(kinds(ledger)) == 1


def test_text_typed_with_pauses_is_undone_as_one(ledger: Ledger) -> None:
    first = ledger.review
    for text in ("有", "有文件", "有文件和照片"):
        ledger.type_text(ITEM, "reason", text)
        assert ledger.flush()
    assert len(kinds(ledger)) == 3
    assert ledger.history.count() == 1
    ledger.undo()
    assert ledger.review == first
    ledger.redo()
    assert ledger.review.scores[0].reason == "有文件和照片"


def test_two_fields_are_two_steps(ledger: Ledger) -> None:
    ledger.type_text(ITEM, "reason", "理由")
    ledger.type_text(ITEM, "remark", "备注")
    ledger.flush()
    assert ledger.history.count() == 2
    ledger.undo()
    assert (ledger.review.scores[0].reason, ledger.review.scores[0].remark) == ("理由", "")


def test_undo_takes_back_what_is_still_being_typed(ledger: Ledger) -> None:
    first = ledger.review
    ledger.type_text(ITEM, "reason", "没写完")
    assert ledger.undo()
    assert ledger.review == first
    assert ledger.text(ITEM.id, "reason") == ""


def test_text_typed_back_to_where_it_began_leaves_nothing_to_undo(ledger: Ledger) -> None:
    ledger.amend(given(ledger.review, LevelWord.REACHED), "评分")
    for text in ("有", ""):
        ledger.type_text(ITEM, "reason", text)
        ledger.flush()
    ahead = ledger.history.ahead(undo=True)
    assert ahead is not None
    assert ahead.words == "评分"


def test_when_the_disk_is_gone_work_goes_on_in_memory_and_is_written_back(ledger: Ledger) -> None:
    ledger.amend(given(ledger.review, LevelWord.REACHED), "甲")
    told: list[str] = []
    saved: list[str] = []
    refused: list[str] = []
    ledger.detached.connect(told.append)
    ledger.saved.connect(saved.append)
    ledger.refused.connect(refused.append)
    with pulled(ledger.file):
        assert ledger.amend(given(ledger.review, LevelWord.MISSED), "乙")
        ledger.type_text(ITEM, "reason", "不能丢")
        assert ledger.undo()
        assert not ledger.settle(), "a ledger is not put away while only the memory holds it"
        assert (len(told), saved) == (1, []), "it is told once, and nothing is called saved"
        assert "移走" in told[0]
        assert all("找不到" in words for words in refused)
    assert ledger.review.scores[0].reason == ""
    assert ledger.settle()
    assert (told[1:], len(saved)) == ([""], 1)
    assert not ledger.file.detached
    ledger.redo()
    wanted = [
        "edit 甲",
        "edit 乙",
        f"edit 填写评分理由 · {item_title(ITEM)}",
        f"undo 填写评分理由 · {item_title(ITEM)}",
    ]
    assert kinds(ledger)[:4] == wanted
    review = ledger.review
    assert review.scores[0].reason == "不能丢"
    assert on_disk(ledger) == review


def test_a_change_that_does_not_fit_the_file_does_not_stand(ledger: Ledger) -> None:
    refused: list[str] = []
    ledger.refused.connect(refused.append)
    before = ledger.review
    ledger.review = before.model_copy(update={"id": "unknown"})
    assert not ledger.amend(given(ledger.review, LevelWord.MISSED), "评分")
    assert "没有这次评审" in refused[0]
    assert ledger.history.count() == 0


def test_evidence_comes_back_where_it_stood(ledger: Ledger) -> None:
    for number, words in enumerate(("48所", "91.2%", "960个")):
        new = edits.quoted(
            ledger.review, ITEM, "a" * 64, builders.candidate(words), EvidenceOrigin.MANUAL, f"q{number}"
        )
        ledger.amend(new, "添加佐证")
    ledger.amend(ledger.review.without_evidence("q1"), "移除佐证")
    ledger.undo()
    assert [e.id for e in on_disk(ledger).evidence] == ["q0", "q1", "q2"]
