"""A printed report by mouse and keys: its password, the recognition of its pages and stopping that."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from desktop import intake
from desktop.intake.printed import ocr
from desktop.model.case import DocumentRole
from desktop.model.recognition import Recognised
from tests.intake.printed import Page, pdf
from tests.intake.test_scans import line, scan
from tests.ui.driver import SEED, WAIT, Driver

Key = Qt.Key


class Typist:
    """Answer whoever asks for a password: with words and Enter, or with Esc where there are no words."""

    def __init__(self, driver: Driver, *answers: str) -> None:
        self.asked: list[str] = []
        self._answers = iter(answers)
        self._timer = QTimer(driver.window, interval=5)
        self._timer.timeout.connect(self._answer)
        self._timer.start()

    def _answer(self) -> None:
        box = QApplication.activeModalWidget()
        if box is None:
            return
        (field,) = box.findChildren(QLineEdit)
        assert field.echoMode() is QLineEdit.EchoMode.Password
        self.asked.append(box.findChildren(QLabel)[0].text())
        words = next(self._answers)
        QTest.keyClicks(field, words)
        QTest.keyClick(field, Key.Key_Return if words else Key.Key_Escape)


@pytest.fixture
def locked(tmp_path: Path) -> Path:
    path = tmp_path / "加密.pdf"
    path.write_bytes(pdf(Page().text(90, 90, "青山县教育督导自评报告"), owner="o", user="abc123"))
    return path


def test_a_wrong_password_is_told_and_the_right_one_opens_the_file(driver: Driver, locked: Path) -> None:
    typist = Typist(driver, "abc", "abc123")
    driver.open(locked)
    assert [("设有打开密码" in says, "不对" in says) for says in typist.asked] == [(True, False), (False, True)]
    assert driver.window.desk.report is not None
    assert "青山县教育督导自评报告" in driver.window.desk.report.text


def test_who_gives_none_keeps_what_lies_open_and_nothing_waits(driver: Driver, locked: Path, tmp_path: Path) -> None:
    before = tmp_path / "前.txt"
    before.write_text("红河县教育督导自评报告\n全县有小学12所。\n", encoding="utf-8")
    driver.open(before)
    typist = Typist(driver, "")
    driver.window.files.open_path(locked)
    driver.qtbot.waitUntil(lambda: bool(typist.asked), timeout=WAIT)
    driver.qtbot.waitUntil(lambda: not driver.window.desk.jobs.busy, timeout=WAIT)
    assert driver.window.desk.report is not None
    assert driver.window.desk.report.name == "前.txt"
    assert "正在读取" not in driver.window.messages.words


def test_a_locked_plan_is_taken_into_the_case_with_its_password(driver: Driver, locked: Path) -> None:
    driver.reviewing(SEED)
    typist = Typist(driver, "abc", "abc123")
    loops, ledger = driver.window.desk.loops, driver.window.desk.ledger
    assert loops.bring(locked, DocumentRole.PLAN)
    assert ledger is not None
    driver.qtbot.waitUntil(lambda: len(ledger.file.case().documents) == 2, timeout=WAIT)
    assert len(typist.asked) == 2
    assert "青山县教育督导自评报告" in ledger.file.case().documents[1].text
    driver.qtbot.waitUntil(lambda: not driver.window.desk.jobs.busy, timeout=WAIT)


@pytest.mark.parametrize("damaged", [True, False])
def test_a_first_file_that_is_not_opened_leaves_the_ways_to_begin(
    driver: Driver, locked: Path, *, damaged: bool
) -> None:
    if damaged:
        locked.write_bytes(b"%PDF-1.4\n1 0 obj\n<<")
    typist = Typist(driver, "")
    driver.window.open_first(locked)
    driver.qtbot.waitUntil(lambda: bool(typist.asked) or "加密.pdf" in driver.window.messages.words, timeout=WAIT)
    driver.qtbot.waitUntil(driver.window.start_page.isVisible, timeout=WAIT)
    assert bool(typist.asked) is not damaged
    assert ("加密.pdf" in driver.window.messages.words) is damaged


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Recognise pages, each as soon as it is let go."""
    go = threading.Event()

    def recognised(_: intake.Pictures, page: int) -> Recognised:
        go.wait(20)
        return Recognised(page, 0.0, (line(f"第{page}所学校有学生{page}00人。", 90, 90),))

    monkeypatch.setattr(ocr, "available", lambda: True)
    monkeypatch.setattr(ocr, "named", lambda: "a test")
    monkeypatch.setattr(intake.Pictures, "recognised", recognised)
    monkeypatch.setattr(intake.Pictures, "give_up", lambda _: go.set())
    yield go
    go.set()


def test_recognition_is_stopped_offered_again_and_done(
    qtbot: QtBot, driver: Driver, slow: threading.Event, tmp_path: Path
) -> None:
    path = tmp_path / "扫描.pdf"
    path.write_bytes(pdf(Page().text(90, 90, "青山县教育督导自评报告"), scan(), scan()))
    driver.open(path)
    messages, desk = driver.window.messages, driver.window.desk
    assert messages.action_button.text() == "识别 2 页"
    driver.click(messages.action_button)
    assert "第 1 页，共 2 页" in messages.words
    assert messages.action_button.text() == "停止"
    driver.click(messages.action_button)
    assert not desk.recogniser.busy
    assert "已停止识别" in messages.words
    assert messages.action_button.text() == "识别 2 页"
    slow.set()
    with driver.suggested():
        driver.click(messages.action_button)
    assert desk.report is not None
    assert "第3所学校有学生300人。" in desk.report.text
    assert "识别" not in messages.action_button.text() or messages.action_button.isHidden()
