"""A case is written anew in jobs: the review goes on, nothing done meanwhile is lost, nothing half done stays."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop import pipeline
from desktop.desk import says
from desktop.desk.desk import Desk
from desktop.desk.reading import Readers
from desktop.model.case import Document, DocumentRole
from desktop.model.review import About, LevelWord
from desktop.storage import locks
from desktop.storage.casefile import CaseFile
from tests.desk import builders

READERS = Readers(pipeline.examine, pipeline.corrected, pipeline.explained)
WORDS = (LevelWord.REACHED, LevelWord.MOSTLY, LevelWord.MISSED)


@pytest.fixture
def desk(qtbot: QtBot, own_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.setattr(locks, "_CIPHER", {**locks._CIPHER, "mcost": 8, "tcost": 1, "pcost": 1})
    made = Desk(READERS)
    with qtbot.waitSignal(made.suggested, timeout=30_000):
        assert made.open(builders.report_file(tmp_path))
    assert made.beginning.start(About(district="青禾县", year="2024", reviewer="督学甲"))
    yield made
    made.abandon()
    made.jobs.finish()


def left_over(path: Path) -> list[str]:
    return [found.name for found in path.parent.iterdir() if found.name.startswith(".duyue-")]


def ended(desk: Desk, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not desk.jobs.busy, timeout=10_000)


def test_steps_made_while_a_case_is_rewritten_are_in_it(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, given = desk.path, iter(WORDS)
    assert path is not None
    detach = CaseFile.detach

    def detached(file: CaseFile, why: str) -> None:
        detach(file, why)
        assert desk.pen.give(level=next(given)), "while the file has no place"

    monkeypatch.setattr(CaseFile, "detach", detached)
    assert desk.press.lock("abc")
    assert desk.pen.give(level=next(given)), "while the copy is written"
    ended(desk, qtbot)
    assert desk.pen.give(level=next(given)), "when it is done"
    review = desk.review
    assert desk.ledger is not None
    assert not desk.ledger.file.detached
    assert desk.close()
    assert locks.is_locked(path)
    with CaseFile.open(path, password="abc") as file:
        assert file.case().reviews == (review,)
        assert len(file.history(file.case().reviews[0].id)) == len(WORDS)
        assert file.verify() == ()
    assert left_over(path) == []


def test_nothing_is_closed_copied_or_begun_twice_meanwhile(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    told: list[str] = []
    desk.said.connect(lambda _, words: told.append(words))
    assert desk.press.lock("abc")
    told.clear()
    assert not desk.close()
    assert not desk.press.lock("abd")
    assert not desk.press.save_as(tmp_path / "另一份.duyue")
    assert told == [says.REWRITING] * 3
    ended(desk, qtbot)
    assert desk.close()


def test_where_the_new_file_gets_no_place_the_old_one_goes_on(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    desk.said.connect(lambda _, words: told.append(words))
    path = desk.path
    assert path is not None
    replace = Path.replace

    def refused(here: Path, there: Path) -> Path:
        if here.suffix == ".new":
            raise PermissionError(13, "held by another")
        return replace(here, there)

    monkeypatch.setattr(Path, "replace", refused)
    assert desk.press.lock("abc")
    ended(desk, qtbot)
    assert path.name in told[-1]
    assert desk.ledger is not None
    assert not desk.ledger.file.detached
    assert desk.pen.give(level=LevelWord.REACHED)
    review = desk.review
    assert desk.close()
    assert not locks.is_locked(path)
    with CaseFile.open(path) as file:
        assert file.case().reviews == (review,)
    assert left_over(path) == []


def test_what_does_not_fit_the_case_leaves_it_as_it_is(desk: Desk, qtbot: QtBot) -> None:
    path, opened = desk.path, desk.opened_report
    assert path is not None
    assert opened is not None
    again = Document.of(opened.report, opened.data, DocumentRole.PLAN, "2024-05-06")
    assert desk.rewriter.start(lambda: pytest.fail("it is there twice"), change=lambda file: file.add_document(again))
    ended(desk, qtbot)
    assert desk.ledger is not None
    assert len(desk.ledger.file.case().documents) == 1
    assert left_over(path) == []


def test_a_case_that_is_in_memory_alone_is_not_rewritten(desk: Desk) -> None:
    told: list[str] = []
    desk.said.connect(lambda _, words: told.append(words))
    assert desk.ledger is not None
    desk.ledger.file.detach("the disk is gone")
    assert not desk.press.lock("abc")
    assert told == [says.REWRITE_DETACHED]
