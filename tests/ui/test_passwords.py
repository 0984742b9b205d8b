"""A case is locked in its window, asks for its password when it is opened, and keeps its backups locked."""

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from desktop import paths
from desktop.storage import locks
from desktop.ui.dialogs import files
from desktop.ui.dialogs.case_info import CaseInfo
from tests.ui.driver import SEED, Driver

Key = Qt.Key
PASSWORD = "duxue 2024!"


@pytest.fixture
def driver(driver: Driver, monkeypatch: pytest.MonkeyPatch) -> Driver:
    monkeypatch.setattr(locks, "_CIPHER", {**locks._CIPHER, "mcost": 8, "tcost": 1, "pcost": 1})
    return driver.reviewing(SEED)


def shown(driver: Driver) -> CaseInfo:
    dialog = driver.window.files.show_case()
    assert isinstance(dialog, CaseInfo)
    driver.qtbot.waitExposed(dialog)
    return dialog


def lock(driver: Driver, first: str, second: str = "") -> None:
    dialog = shown(driver)
    QTest.keyClicks(dialog.first, first)
    assert not dialog.give.isEnabled()
    QTest.keyClicks(dialog.second, second or first)
    assert dialog.give.isEnabled() is (not second)
    if second:
        dialog.close()
        return
    driver.click(dialog.give)
    driver.qtbot.waitUntil(lambda: not driver.window.desk.jobs.busy)


def test_a_case_is_locked_and_opens_with_its_password(driver: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    driver.keys("1")
    path = driver.window.desk.path
    assert path is not None
    assert not locks.is_locked(path)
    lock(driver, "abc", "abd")
    assert not locks.is_locked(path)
    lock(driver, "abc")
    kept = [backup.path for backup in driver.window.desk.porter.backups()]
    assert locks.is_locked(path)
    assert kept
    assert all(locks.is_locked(each) for each in kept)
    driver.keys("2")
    review = driver.window.desk.review
    assert driver.window.desk.close()

    asked: list[str] = []
    answers = iter(("falsch", "abc"))

    def answer(_: object, says: str) -> str:
        asked.append(says)
        return next(answers)

    monkeypatch.setattr(files, "ask_password", answer)
    driver.open(path)
    assert driver.window.desk.review == review
    assert [("请输入密码" in says, "密码不对" in says) for says in asked] == [(True, False), (False, True)]


def test_the_password_is_taken_away_and_the_code_of_the_state_is_told(driver: Driver) -> None:
    lock(driver, PASSWORD)
    path = driver.window.desk.path
    assert path is not None
    ledger = driver.window.desk.ledger
    assert ledger is not None
    dialog = shown(driver)
    told = [label.text() for label in dialog.findChildren(QLabel)]
    assert ledger.file.code in told
    assert "已设置" in told
    driver.click(dialog.take)
    driver.qtbot.waitUntil(lambda: not driver.window.desk.jobs.busy)
    assert not locks.is_locked(path)
    driver.keys("1")
    assert ledger.file.detached == ""
    assert ledger.file.verify() == ()


def give_none() -> None:
    """Press Esc where a password is asked for."""
    asked = QApplication.activeModalWidget()
    assert asked is not None
    QTest.keyClick(asked, Key.Key_Escape)


def test_who_gives_no_password_keeps_what_lies_open(driver: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    lock(driver, PASSWORD)
    path = driver.window.desk.path
    assert path is not None
    assert driver.window.desk.close()
    QTimer.singleShot(0, driver.window, give_none)
    driver.window.files.open_path(path)
    assert driver.window.desk.review is None
    driver.open(paths.seed("000_7247668ee333bfb4.txt"))
    assert driver.window.desk.report is not None
