"""评语库: own reasons written, ordered, taken away and put back, brought in and given out; then offered at `/`."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop.ui import theme
from desktop.ui.phrases_view import PhrasesView
from tests.ui.driver import Driver, report_of

Key = Qt.Key
ALT, SHIFT, CTRL = (
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
)
WORDS = "某县自查报告\n一、学前教育\n2023年全县学前三年毛入园率为95.5%，普惠性幼儿园覆盖率为76.5%。\n"


@pytest.fixture
def driver(driver: Driver, tmp_path: Path) -> Driver:
    driver.reviewing(report_of(WORDS, tmp_path))
    driver.click_row(next(s.item for s in driver.window.desk.suggestions if len(s.verdict.metrics) > 1))
    return driver


def opened(driver: Driver) -> PhrasesView:
    driver.key(Key.Key_M, CTRL | SHIFT)
    (view,) = driver.window.findChildren(PhrasesView)
    driver.qtbot.waitUntil(view.isActiveWindow)
    return view


def test_those_of_the_program_follow_the_theme(driver: Driver, qapp: QApplication) -> None:
    view = opened(driver)
    theme.apply(qapp, "dark")
    soft = theme.colour("soft")
    assert {view.list.item(at).foreground().color().name() for at in range(view.list.count())} == {soft.name()}
    theme.apply(qapp, "light")
    assert view.list.item(0).foreground().color() != soft


def own(driver: Driver) -> list[str]:
    return [comment.text for comment in driver.window.desk.memory.comments.own]


def test_by_keys_alone_one_is_written_with_a_field_and_offered_first(driver: Driver) -> None:
    view = opened(driver)
    driver.key(Key.Key_N, CTRL)
    driver.compose("经核，{指标}{数值}")
    assert view.told.text() == "本项插入：经核，学前三年毛入园率95.5%"
    view.keep()
    driver.key(Key.Key_Escape)
    assert own(driver) == ["经核，{指标}{数值}"]
    driver.window.activateWindow()
    driver.qtbot.waitUntil(driver.window.isActiveWindow)
    driver.window.panel.score_bar.reason.setFocus()
    driver.keys("jh")
    assert driver.window.rules.phrases.list.item(0).text() == "经核，学前三年毛入园率95.5%"
    driver.key(Key.Key_Return)
    assert driver.window.panel.score_bar.reason.toPlainText() == "经核，学前三年毛入园率95.5%"


def test_they_are_ordered_taken_away_and_put_back(driver: Driver) -> None:
    bank = driver.window.desk.memory.comments
    for text in ("丙一", "乙一", "甲一"):
        bank.add(text)
    view = opened(driver)
    assert view.list.hasFocus()
    driver.key(Key.Key_Down, ALT)
    assert own(driver) == ["乙一", "甲一", "丙一"]
    assert view.list.currentRow() == 1, "the one that was moved stays chosen"
    driver.key(Key.Key_Delete)
    assert own(driver) == ["乙一", "丙一"]
    driver.click(view.buttons["back"])
    assert own(driver) == ["乙一", "甲一", "丙一"]
    assert not view.buttons["back"].isEnabled()


def test_what_came_with_the_program_is_only_followed(driver: Driver) -> None:
    view = opened(driver)
    assert view.text.isReadOnly()
    assert not view.buttons["remove"].isEnabled()
    shipped = view.text.toPlainText()
    driver.key(Key.Key_Delete)
    driver.key(Key.Key_D, CTRL)
    assert own(driver) == [shipped]
    assert not view.text.isReadOnly()


def test_a_field_that_there_is_not_is_told(driver: Driver) -> None:
    view = opened(driver)
    driver.key(Key.Key_N, CTRL)
    driver.compose("共{总数}所")
    assert view.told.text().startswith("没有“总数”这个字段")
    view.text.selectAll()
    driver.compose("差{差}")
    assert view.told.text() == "本项插入：差3.5个百分点"
    bare = next(s.item for s in driver.window.desk.suggestions if not s.verdict.metrics)
    driver.window.desk.choose_item(bare)
    assert "没有能填满" in view.told.text()


def test_an_emptied_one_stays_as_it_was_and_one_item_s_own_is_kept_to_it(driver: Driver) -> None:
    driver.window.desk.memory.comments.add("只此一条")
    view = opened(driver)
    view.text.setFocus()
    view.text.selectAll()
    driver.key(Key.Key_Delete)
    view.keep()
    assert own(driver) == ["只此一条"]
    view.fill(0)
    view.use.setCurrentIndex(1)
    view.use.activated.emit(1)
    (held,) = driver.window.desk.memory.comments.own
    assert held.item == driver.item


def test_files_are_brought_in_and_given_out_and_faults_are_told(driver: Driver, tmp_path: Path) -> None:
    (tmp_path / "来.txt").write_bytes("甲甲\n乙乙\n".encode())
    view = opened(driver)
    view.take(tmp_path / "来.txt")
    assert own(driver) == ["甲甲", "乙乙"]
    assert "导入 2 条" in view.words.text()
    view.give(tmp_path / "去.json")
    assert (tmp_path / "去.json").exists()
    view.take(tmp_path / "没有.txt")
    assert "没有.txt" in view.words.text()
    assert own(driver) == ["甲甲", "乙乙"]
