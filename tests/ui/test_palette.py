"""Ctrl+K: one box for everything that can be done or gone to, by keyboard alone."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop import paths
from desktop.desk.palette import Kind, Line
from tests.ui.driver import Driver

Key = Qt.Key
REPORT = paths.seed("000_7247668ee333bfb4.txt")


@pytest.fixture
def driver(driver: Driver) -> Driver:
    return driver.reviewing(REPORT)


def offered(driver: Driver) -> list[Line]:
    rows = driver.window.palette_.list
    return [rows.item(at).data(Qt.ItemDataRole.UserRole) for at in range(rows.count())]


def ask(driver: Driver, letters: str, kind: Kind) -> Line:
    """Open the box, write letters, walk down to the first line of a kind and take it."""
    driver.ctrl(Key.Key_K)
    driver.qtbot.waitUntil(lambda: not driver.window.desk.jobs.waits("palette"))
    driver.keys(letters)
    lines = offered(driver)
    at = next(at for at, line in enumerate(lines) if line.kind is kind)
    for _ in range(at):
        driver.key(Key.Key_Down)
    driver.key(Key.Key_Return)
    assert not driver.window.palette_.isVisible()
    return lines[at]


def test_an_action_is_done_and_offered_first_next_time(driver: Driver) -> None:
    assert ask(driver, "cy", Kind.ACTION).words == "存疑"
    assert driver.window.desk.review is not None
    assert [score.state.value for score in driver.window.desk.review.scores] == ["doubtful"]
    driver.ctrl(Key.Key_K)
    assert offered(driver)[0].words == "存疑"


def test_an_item_is_chosen_whatever_tab_is_in_sight(driver: Driver) -> None:
    driver.ctrl(Key.Key_2)
    line = ask(driver, "sz", Kind.ITEM)
    assert driver.item == line.target
    assert driver.window.tree.isVisible()


def test_a_heading_and_a_figure_are_gone_to(driver: Driver) -> None:
    for letters, kind in (("", Kind.HEADING), ("%", Kind.FIGURE)):
        line = ask(driver, letters, kind)
        assert driver.window.reader.view.underlay.focus == line.target
        driver.window.reader.view.scroll_to(0)


def test_a_file_of_the_recent_list_is_opened(driver: Driver) -> None:
    driver.window.desk.close()
    with driver.suggested():
        line = ask(driver, "", Kind.RECENT)
    assert driver.window.desk.path == line.target


def test_only_what_can_be_done_now_is_offered(driver: Driver) -> None:
    driver.window.desk.close()
    driver.ctrl(Key.Key_K)
    kinds = {line.kind for line in offered(driver)}
    assert kinds == {Kind.ACTION, Kind.RECENT}
    assert "打开报告" in [line.words for line in offered(driver)]
    assert "存疑" not in [line.words for line in offered(driver)]


def test_the_keyboard_goes_back_to_where_it_was(driver: Driver) -> None:
    reason = driver.window.panel.score_bar.reason
    reason.setFocus()
    driver.ctrl(Key.Key_K)
    assert QApplication.focusWidget() is driver.window.palette_.field
    driver.key(Key.Key_Escape)
    assert QApplication.focusWidget() is reason
    driver.ctrl(Key.Key_K)
    driver.ctrl(Key.Key_K)
    assert not driver.window.palette_.isVisible()


def test_words_that_nothing_has_are_answered(driver: Driver) -> None:
    driver.ctrl(Key.Key_K)
    driver.compose("不存在的东西")
    assert offered(driver) == []
    assert driver.window.palette_.nothing.isVisible()
    driver.key(Key.Key_Return)
    assert driver.window.palette_.isVisible()
