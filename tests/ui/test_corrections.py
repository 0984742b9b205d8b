"""更正 by key and mouse: what is corrected on a mark's card counts at once, and can be undone."""

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QCursor, QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from desktop.model.metric import Metric
from tests.ui.driver import Driver, report_of

WORDS = "全县教育自查报告\n一、基本情况\n全县现有小学30所，其中城区小学12所，乡村小学19所。学区覆盖三十七个乡镇。\n"


@pytest.fixture
def driver(driver: Driver, tmp_path: Path) -> Driver:
    return driver.reviewing(report_of(WORDS, tmp_path))


def figure(driver: Driver, words: str) -> Metric | None:
    seen = driver.window.desk.examination
    return seen.metric_at.get(WORDS.index(words)) if seen else None


def click_on(driver: Driver, words: str) -> None:
    start = WORDS.index(words)
    middle = (driver.point(start) + driver.point(start + len(words))) / 2
    driver.click(driver.window.reader.view.viewport(), middle)


def test_a_unit_is_corrected_used_at_once_and_undone(driver: Driver) -> None:
    click_on(driver, "12所")
    form = driver.window.panel.mark_card.form
    driver.keys("c")
    assert form.isVisible()
    assert "12所" in form.asked.text()
    driver.qtbot.wait(30)
    field = form.fields["unit"]
    driver.click(field)
    field.selectAll()
    driver.compose("个")
    with driver.suggested():
        driver.key(Qt.Key.Key_Return)
    corrected = figure(driver, "12所")
    assert corrected is not None
    assert corrected.unit == "个"
    assert driver.window.messages.words == "更正“12所”：单位“个”"
    with driver.suggested():
        driver.ctrl(Qt.Key.Key_Z)
    back = figure(driver, "12所")
    assert back is not None
    assert back.unit == "所"


def test_what_is_no_figure_leaves_page_and_checks(driver: Driver) -> None:
    desk, window = driver.window.desk, driver.window
    assert desk.examination is not None
    assert desk.examination.findings
    count = window.reader.layer_counts()["metric"]
    click_on(driver, "19所")
    driver.keys("c")
    driver.qtbot.wait(30)
    with driver.suggested():
        driver.click(window.panel.mark_card.form.strike)
    assert window.tree.hasFocus()
    assert figure(driver, "19所") is None
    assert window.reader.layer_counts()["metric"] == count - 1
    assert WORDS.index("19所") not in [a for f in desk.examination.findings for a in f.anchors]
    assert window.panel.mark_card.isHidden() or "19所" not in window.panel.mark_card.accessibleName()


def test_corrections_are_there_when_the_case_is_opened_again(driver: Driver, qtbot: QtBot) -> None:
    desk = driver.window.desk
    assert desk.path is not None
    path = desk.path
    with driver.suggested():
        assert desk.pen.correct(WORDS.index("12所"), {"period": "2021"})
    driver.window.desk.close()
    driver.open(path)
    corrected = figure(driver, "12所")
    assert corrected is not None
    assert corrected.period == "2021"


def test_a_missed_figure_is_marked_from_a_selection(driver: Driver) -> None:
    desk = driver.window.desk
    with driver.suggested():
        assert desk.pen.strike(WORDS.index("12所"))
    driver.drag(WORDS.index("12所"), WORDS.index("12所") + 3)
    driver.window.resize(1366, 480)
    panel = driver.window.panel
    panel.reveal(panel.evidence)
    driver.qtbot.waitUntil(lambda: int(panel.place()["panel_at"]) > 0)
    with driver.suggested():
        driver.keys("i")
    found = figure(driver, "12所")
    assert found is not None
    assert found.quote == "12所"
    assert (panel.mark_card.isVisible(), panel.place()["panel_at"]) == (True, 0), "its card is in sight"
    driver.drag(WORDS.index("基本情况"), WORDS.index("基本情况") + 4)
    before = desk.review
    driver.keys("i")
    assert desk.review is before
    assert "没有数" in driver.window.messages.words


def test_the_places_of_an_indicator_are_cycled(driver: Driver) -> None:
    click_on(driver, "12所")
    window = driver.window
    window.marks.step(1)
    focus = window.reader.view.underlay.focus
    assert focus is not None
    window.marks.step(-1)
    assert window.reader.view.underlay.focus == (WORDS.index("12所"), WORDS.index("12所") + 3)


def test_a_figure_under_the_pointer_is_told_and_corrected_without_a_click(
    driver: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    view, start = driver.window.reader.view, WORDS.index("12所")
    middle = (driver.point(start) + driver.point(start + 3)) / 2
    told: list[str] = []
    monkeypatch.setattr(QToolTip, "showText", lambda _, words, *__: told.append(words))
    where = view.viewport().mapToGlobal(middle)
    QApplication.sendEvent(view.viewport(), QHelpEvent(QEvent.Type.ToolTip, middle, where))
    for words in ("小学", "12所", "城区", "更正", "前有总数"):
        assert words in told[0]
    assert "digits" not in told[0], "why is told in Chinese"
    monkeypatch.setattr(QCursor, "pos", lambda: where)
    monkeypatch.setattr(type(view.viewport()), "underMouse", lambda _: True)
    driver.keys("c")
    assert driver.window.panel.mark_card.form.isVisible()
    assert "12所" in driver.window.panel.mark_card.accessibleName()
