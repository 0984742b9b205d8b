"""Recognition at the desk: page by page with time left, stopped at any page, laid on the desk, kept in the case."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop import app, intake
from desktop.desk.desk import Desk
from desktop.desk.reading import Readers
from desktop.intake.printed import ocr
from desktop.model.recognition import Recognised
from desktop.model.review import About
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
        desk.start_review(About(district="青山县", year="2023"), tmp_path)
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
