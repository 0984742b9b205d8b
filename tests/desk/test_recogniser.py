"""Recognition at the desk: page by page with time left, stopped at any page, laid on the desk, kept in the case."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop import app, intake
from desktop.desk.desk import Desk
from desktop.desk.reading import Readers
from desktop.intake.printed import ocr
from desktop.model.recognition import Recognised
from desktop.model.review import About, Quote
from desktop.storage.casefile import CaseFile
from tests.intake.printed import Page, pdf
from tests.intake.test_scans import line, scan

WAIT = 30_000


@pytest.fixture
def desk(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Desk]:
    def recognised(_: intake.Pictures, page: int) -> Recognised:
        return Recognised(page, 0.0, (line(f"第{page}所学校有学生{page}00人。", 90, 90),))

    monkeypatch.setattr(ocr, "available", lambda: True)
    monkeypatch.setattr(ocr, "named", lambda: "a test")
    monkeypatch.setattr(intake.Pictures, "recognised", recognised)
    path = tmp_path / "扫描.pdf"
    path.write_bytes(pdf(Page().text(90, 90, "青山县教育督导自评报告"), scan(), scan(), scan()))
    made = Desk(Readers(app.examine, app.corrected, app.explained))
    with qtbot.waitSignal(made.suggested, timeout=WAIT):
        made.open(path)
    yield made
    made.abandon()
    made.finish()


def shown(desk: Desk) -> str:
    return desk.report.text if desk.report else ""


def test_pages_are_recognised_one_by_one_and_laid_on_the_desk(qtbot: QtBot, desk: Desk) -> None:
    went: list[tuple[int, int]] = []
    desk.recogniser.went.connect(lambda done, count, _: went.append((done, count)))
    assert desk.recogniser.offered == 3
    with qtbot.waitSignal(desk.suggested, timeout=WAIT):
        desk.recogniser.start()
    assert went == [(0, 3), (1, 3), (2, 3)]
    assert desk.report is not None
    assert "第4所学校有学生400人。" in desk.report.text
    assert desk.recogniser.offered == 0


def test_what_is_done_when_it_is_stopped_stays(qtbot: QtBot, desk: Desk) -> None:
    desk.recogniser.went.connect(lambda done, *_: desk.recogniser.stop() if done == 1 else None)
    with qtbot.waitSignal(desk.suggested, timeout=WAIT):
        desk.recogniser.start()
    assert desk.report is not None
    assert "第2所学校" in desk.report.text
    assert intake.pictured(desk.report) == (3, 4)
    assert not desk.recogniser.busy


def test_the_case_keeps_it(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    with qtbot.waitSignal(desk.suggested, timeout=WAIT):
        desk.recogniser.start()
    text = desk.report.text if desk.report else ""
    with qtbot.waitSignal(desk.started, timeout=WAIT):
        desk.beginning.start(About(district="青山县", year="2023"), tmp_path)
    path = desk.path
    assert path is not None
    assert desk.recogniser.offered == 0
    desk.close()
    with qtbot.waitSignal(desk.started, timeout=WAIT):
        desk.open(path)
    assert desk.report is not None
    assert desk.report.text == text
    assert desk.report.pages is not None
    assert intake.pictured(desk.report) == ()
    assert desk.report.pages.page_of(text.index("300人")) == 3


def test_a_review_that_was_begun_goes_on_with_what_is_recognised_later(
    qtbot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    with qtbot.waitSignal(desk.started, timeout=WAIT):
        desk.beginning.start(About(district="青山县", year="2023"), tmp_path)
    path, before = desk.path, desk.report
    assert path is not None
    assert before is not None
    words = "青山县教育督导自评报告"
    placeholder = "〔第 3 页是扫描图片，文字没有读出〕"
    for quote in (words, placeholder):
        at = before.text.index(quote)
        assert desk.pen.add_selection(at, at + len(quote))
    desk.pen.type_text("reason", "写到一半")
    assert desk.recogniser.offered == 3
    with qtbot.waitSignal(desk.suggested, timeout=WAIT):
        desk.recogniser.start()
    assert desk.path == path
    after = desk.report
    assert after is not None
    assert "第3所学校有学生300人。" in after.text
    review = desk.review
    assert review is not None
    kept, lost = review.evidence
    assert isinstance(kept, Quote)
    assert isinstance(lost, Quote)
    assert (kept.document, after.text[kept.start : kept.end]) == (after.sha256, words)
    assert (lost.document, lost.quote) == (before.sha256, placeholder)
    assert [score.reason for score in review.scores] == ["写到一半"]
    with qtbot.waitSignal(desk.suggested, timeout=WAIT):
        assert desk.undo()
    assert shown(desk) == before.text
    with qtbot.waitSignal(desk.suggested, timeout=WAIT):
        assert desk.redo()
    desk.close()
    with CaseFile.open(path, writing=False) as file:
        assert file.verify() == ()
    with qtbot.waitSignal(desk.suggested, timeout=WAIT):
        desk.open(path)
    assert desk.report is not None
    assert desk.report.pages is not None
    assert desk.report.pages.page_of(desk.report.text.index("300人")) == 3
    assert intake.pictured(desk.report) == ()


def test_pages_that_cannot_be_recognised_are_told_and_can_be_tried_again(
    qtbot: QtBot, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def recognised(_: intake.Pictures, page: int) -> Recognised | None:
        return Recognised(page, 0.0, (line(f"第{page}所学校。", 90, 90),)) if page == 3 else None

    monkeypatch.setattr(intake.Pictures, "recognised", recognised)
    told: list[tuple[str, str]] = []
    desk.said.connect(lambda kind, says: told.append((kind, says)))
    with qtbot.waitSignal(desk.suggested, timeout=WAIT):
        desk.recogniser.start()
    assert [says for kind, says in told if kind == "error" and "第 2、4 页" in says]
    assert desk.recogniser.offered == 2


def test_closing_waits_for_no_page_and_calls_none_frozen(
    qtbot: QtBot, desk: Desk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    asked, unwanted = threading.Event(), threading.Event()

    def recognised(_: intake.Pictures, page: int) -> None:
        asked.set()
        assert unwanted.wait(WAIT / 1000), page

    monkeypatch.setattr(intake.Pictures, "recognised", recognised)
    monkeypatch.setattr(intake.Pictures, "give_up", lambda _: unwanted.set())
    desk.recogniser.start()
    assert asked.wait(WAIT / 1000)
    assert desk.recogniser.finish()
    assert unwanted.is_set()
    assert not desk.recogniser.busy
    assert "frozen" not in caplog.text
