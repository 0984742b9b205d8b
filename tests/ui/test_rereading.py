"""A report that this version reads otherwise: offered in the bar, compared in a dialog, taken or left by a click."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QDialogButtonBox, QTreeWidget
from pytestqt.qtbot import QtBot

from tests.desk import test_rereading
from tests.desk.test_rereading import NOW, THEN
from tests.ui.driver import WAIT, Driver


@pytest.fixture
def driver(qtbot: QtBot, tmp_path: Path) -> Iterator[Driver]:
    made = Driver(qtbot)
    with made.suggested():
        made.window.desk.open(test_rereading.made(tmp_path))
    yield made
    made.window.desk.abandon()
    made.window.close()


def text(driver: Driver) -> str:
    assert driver.window.desk.report is not None
    return driver.window.desk.report.text


def asked(driver: Driver, qtbot: QtBot) -> tuple[QTreeWidget, QDialogButtonBox]:
    """Click on the offer; gives the list of what is lost and the buttons."""
    with qtbot.waitSignal(driver.window.desk.rereader.compared, timeout=WAIT):
        driver.click(driver.window.messages.action_button)
    (dialog,) = (each for each in QApplication.topLevelWidgets() if isinstance(each, QDialog) and each.isVisible())
    table, buttons = dialog.findChild(QTreeWidget), dialog.findChild(QDialogButtonBox)
    assert isinstance(table, QTreeWidget)
    assert isinstance(buttons, QDialogButtonBox)
    return table, buttons


def test_the_offer_lists_what_would_be_lost_and_a_click_takes_it(driver: Driver, qtbot: QtBot) -> None:
    assert "佐证不受影响" in driver.window.messages.words
    table, buttons = asked(driver, qtbot)
    line = table.topLevelItem(0)
    assert line is not None
    assert (table.topLevelItemCount(), line.text(1)) == (1, "仅供内部使用")
    assert text(driver) == THEN
    with driver.suggested():
        driver.click(buttons.buttons()[0])
    assert text(driver) == NOW.text
    assert driver.window.desk.undo()
    qtbot.waitUntil(lambda: text(driver) == THEN, timeout=WAIT)


def test_what_is_left_stays_as_it_is(driver: Driver, qtbot: QtBot) -> None:
    _, buttons = asked(driver, qtbot)
    before = driver.window.desk.review
    driver.click(buttons.buttons()[1])
    assert driver.window.desk.review is before
    assert text(driver) == THEN
    assert not driver.window.desk.rereader.offered
