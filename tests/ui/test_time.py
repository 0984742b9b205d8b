"""用时: off until asked for, private, and nothing of it in the case."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop import paths
from desktop.storage.timesheet import NAME
from desktop.ui.time_view import TimeView
from tests.ui.driver import Driver, report_of

WORDS = "某县自查报告\n一、工作情况\n全县有小学3所。\n"


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.at = datetime.fromisoformat("2026-03-02T15:30:00+08:00")

    def __call__(self) -> datetime:
        return self.at

    def go_on(self, seconds: int) -> None:
        self.at += timedelta(seconds=seconds)


@pytest.fixture
def driver(driver: Driver, tmp_path: Path) -> Driver:
    return driver.reviewing(report_of(WORDS, tmp_path))


@pytest.fixture
def clock(driver: Driver, monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(driver.window.asides.stopwatch, "_now", made)
    return made


def work(driver: Driver, clock: Clock) -> None:
    """Score one item after 40 seconds, and look at two more for 9 seconds and for a lunch."""
    driver.window.tree.setFocus()
    driver.keys("j")
    clock.go_on(40)
    driver.keys("1j")
    clock.go_on(9)
    driver.keys("j")
    clock.go_on(5000)
    driver.keys("j")


def opened(driver: Driver) -> TimeView:
    view = driver.window.asides.show_time()
    driver.qtbot.addWidget(view)
    driver.qtbot.waitExposed(view)
    return view


def test_nothing_is_recorded_until_it_is_asked_for(driver: Driver, clock: Clock) -> None:
    work(driver, clock)
    assert not (paths.settings_dir() / NAME).exists()
    view = opened(driver)
    assert not view.on.isChecked()
    assert view.items.topLevelItemCount() == 0


def test_looks_are_summed_up_and_kept_out_of_the_case(driver: Driver, clock: Clock) -> None:
    view = opened(driver)
    view.activateWindow()
    driver.qtbot.waitUntil(view.isActiveWindow)
    view.on.setFocus()
    QTest.keyClick(view.on, Qt.Key.Key_Space)
    driver.window.activateWindow()
    driver.qtbot.waitUntil(driver.window.isActiveWindow)
    before = driver.window.desk.path
    assert before is not None
    work(driver, clock)
    rows = [row for at in range(view.items.topLevelItemCount()) if (row := view.items.topLevelItem(at))]
    assert [row.text(1) for row in rows] == ["10 分 00 秒", "40 秒", "9 秒"]
    hour = view.hours.topLevelItem(0)
    assert hour is not None
    assert [hour.text(column) for column in range(4)] == ["15–16 时", "1", "100%", "40 秒"]
    assert b"seconds" not in before.read_bytes()
    driver.click(view.clear)
    assert view.items.topLevelItemCount() == 0
    assert not (paths.settings_dir() / NAME).exists()
