"""计分过程与试算: the panel beside the desk stays open while one scores, leads to items, and decides nothing itself."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from desktop.desk.library import Library
from desktop.model.scheme import Band, Bands, Sum
from desktop.model.tally import Tally, TallyKind
from desktop.ui import theme
from desktop.ui.account.panel import AccountPanel
from desktop.ui.account.rows import Steps
from tests.scoring.schemes import D, line, table
from tests.ui.driver import Driver, report_of

Key = Qt.Key
WORDS = "全县教育自查报告\n一、基本情况\n全县现有小学30所，普惠率91.2%。\n"
BANDS = Bands(bands=(Band(min=D(90), text="优"), Band(min=D(60), text="良"), Band(min=D(0), text="差")))
OWN = table(Sum(), BANDS, 甲=(line("A1", 50), line("A2", 30)), 乙=(line("B1", 20),))


@pytest.fixture
def shelf() -> None:
    """Put our own checklist on the shelf, before there is a window."""
    Library().keep(OWN)


@pytest.fixture
def driver(shelf: None, driver: Driver, tmp_path: Path) -> Driver:
    return driver.reviewing(report_of(WORDS, tmp_path), "t")


def give(driver: Driver, **points: int) -> None:
    for item, given in points.items():
        driver.window.desk.choose_item(item)
        assert driver.window.desk.pen.give(points=D(given))


def opened(driver: Driver) -> AccountPanel:
    driver.ctrl(Key.Key_T)
    (panel,) = driver.window.findChildren(AccountPanel)
    assert panel.isVisible()
    return panel


def points(driver: Driver) -> dict[str, int]:
    review = driver.window.desk.review
    assert review is not None
    return {score.item: int(score.points) for score in review.scores if score.points is not None}


def test_it_stands_beside_the_desk_while_one_scores(driver: Driver) -> None:
    panel = opened(driver)
    assert panel.window() is driver.window
    assert not [dialog for dialog in driver.window.findChildren(QDialog) if dialog.isVisible()]
    driver.key(Key.Key_Escape)
    assert panel.isVisible()
    assert driver.window.tree.hasFocus()
    driver.click_row("A1")
    driver.click(driver.window.panel.score_bar.points)
    driver.keys("40")
    driver.key(Key.Key_Return)
    assert panel.total.text() == "暂计 40 分，尚未评完。"
    driver.window.tree.setFocus()
    driver.keys("j")
    assert panel.steps.key == ("A2", ""), "it follows the item in hand"
    driver.window.desk.undo()
    assert panel.total.text() == "暂计 0 分，尚未评完。"


def test_what_is_tried_follows_the_theme(qtbot: QtBot, qapp: QApplication) -> None:
    steps = Steps()
    qtbot.addWidget(steps)
    steps.show_steps([Tally(TallyKind.ITEM, "经费", key="A1")])
    steps.show_tried({("A1", ""): "40"}, ())
    row = steps.topLevelItem(0)
    assert row is not None
    theme.apply(qapp, "dark")
    assert (row.text(2), row.foreground(2).color()) == ("40", theme.colour("placeholder_line"))
    theme.apply(qapp, "light")
    assert row.foreground(2).color() == theme.colour("placeholder_line")


def test_a_long_step_takes_more_lines(qtbot: QtBot) -> None:
    steps = Steps()
    qtbot.addWidget(steps)
    steps.resize(260, 300)
    steps.show()
    steps.show_steps(
        [Tally(TallyKind.ITEM, name, key="A1") for name in ("经费", "城乡学校教师交流轮岗与支教走教的落实情况")]
    )
    short, long = (steps.topLevelItem(at) for at in (0, 1))
    assert short is not None
    assert long is not None
    one = steps.visualItemRect(short).height()
    assert steps.visualItemRect(long).height() > one
    steps.resize(900, 300)
    qtbot.waitUntil(lambda: steps.visualItemRect(long).height() == one)


def test_it_is_put_away_and_comes_back_as_it_was_left(driver: Driver, qtbot: QtBot) -> None:
    panel = opened(driver)
    driver.window.desk_view.setSizes([900, 450])
    width = driver.window.desk_view.sizes()[1]
    path = driver.window.desk.path
    assert path is not None
    driver.window.close()
    again = Driver(qtbot)
    again.open(path)
    (panel,) = again.window.findChildren(AccountPanel)
    assert panel.isVisible()
    assert abs(again.window.desk_view.sizes()[1] - width) < 3
    reader = again.window.reader.width()
    panel.take_focus()
    again.ctrl(Key.Key_T)
    assert not panel.isVisible()
    qtbot.waitUntil(lambda: again.window.reader.width() > reader)
    assert again.window.tree.hasFocus()
    again.window.close()
    third = Driver(qtbot)
    third.open(path)
    assert not third.window.aside.isVisible()
    third.window.desk.abandon()
    third.window.close()


def test_a_digit_in_it_is_tried_and_scores_nothing(driver: Driver, qtbot: QtBot) -> None:
    give(driver, A1=40)
    panel = opened(driver)
    before = driver.window.desk.review
    driver.key(Key.Key_Down)
    assert panel.steps.key == ("A2", "")
    driver.keys("25")
    assert panel.form.score.text() == "25"
    qtbot.waitUntil(panel.form.take.isEnabled)
    assert panel.form.told.toPlainText().startswith("40 → 65 分（多 25 分）")
    assert "不是评分" in panel.form.asked.text()
    row = panel.steps.currentItem()
    assert row is not None
    assert (row.text(1), row.text(2)) == ("", "25")
    assert row.font(2).italic()
    assert driver.window.desk.review is before
    driver.click(panel.form.drop)
    assert row.text(2) == ""
    assert not panel.form.take.isEnabled()
    assert driver.window.desk.review is before


def test_all_that_is_tried_is_taken_as_one_step(driver: Driver, qtbot: QtBot) -> None:
    give(driver, A1=40, A2=10)
    panel = opened(driver)
    for key, amount in ((("A2", ""), "28"), (("B1", ""), "19")):
        panel.steps.choose(key)
        panel.steps.setFocus()
        driver.keys(amount)
        panel.form.edited.emit()
    assert "共试 2 处" in panel.form.told.toPlainText()
    driver.click(panel.form.take)
    assert points(driver) == {"A1": 40, "A2": 28, "B1": 19}
    assert panel.total.text() == "合计 87 分：良。"
    driver.ctrl(Key.Key_Z)
    assert points(driver) == {"A1": 40, "A2": 10}
    assert panel.total.text() == "暂计 50 分，尚未评完。"


def test_what_was_lost_and_what_reaches_further_lead_to_their_items(driver: Driver, qtbot: QtBot) -> None:
    give(driver, A1=45, A2=22, B1=18)
    panel = opened(driver)
    qtbot.waitUntil(lambda: panel.losses.topLevelItemCount() == 3)
    assert "距“优”（90 分）还差 5 分。" in panel.distance.text()
    panel.tabs.setFocus()
    driver.key(Key.Key_Right)
    panel.take_focus()
    driver.key(Key.Key_Home)
    driver.key(Key.Key_Return)
    assert driver.item == "A2"
    panel.tabs.setFocus()
    driver.key(Key.Key_Right)
    rows = [panel.raises.topLevelItem(at) for at in range(panel.raises.topLevelItemCount())]
    assert [(row.text(0)[:2], row.text(2)) for row in rows if row] == [("A2", "27 分"), ("A1", "50 分")]
    assert "“优”" in panel.below.text()
    row = rows[1]
    assert row is not None
    driver.click(panel.raises.viewport(), panel.raises.visualItemRect(row).center())
    assert driver.item == "A1"
    give(driver, A1=50)
    qtbot.waitUntil(lambda: panel.losses.topLevelItemCount() == 2)
    assert panel.raises.topLevelItemCount() == 0
    assert "已是最高等次" in panel.distance.text()


def test_lines_stay_folded_and_in_place_while_amounts_change(driver: Driver) -> None:
    panel = opened(driver)
    top = panel.steps.topLevelItem(0)
    assert top is not None
    top.setExpanded(False)
    give(driver, B1=20)
    assert panel.steps.topLevelItem(0) is top
    assert not top.isExpanded()


def test_an_item_that_repeats_is_not_tried_for_nothing(driver: Driver, tmp_path: Path) -> None:
    desk = driver.window.desk
    assert desk.close()
    driver.open(tmp_path / "某县.txt")
    with driver.suggested():
        desk.beginning.show_checklist("zgfh")
    driver.begin()
    panel = opened(driver)
    assert desk.checklist is not None
    panel.steps.choose((desk.checklist.items[0].id, ""))
    panel.steps.setFocus()
    driver.keys("1")
    panel.form.edited.emit()
    assert "请先在评分项上方添加" in panel.form.told.toPlainText()
    assert not panel.form.take.isEnabled()
    assert QApplication.focusWidget() is panel.form.score


def test_before_a_review_it_says_what_it_is_for(driver: Driver, tmp_path: Path) -> None:
    panel = opened(driver)
    assert driver.window.desk.close()
    assert not panel.isVisible()
    assert panel.steps.topLevelItemCount() == 0
    driver.open(tmp_path / "某县.txt")
    assert panel.isVisible()
    assert panel.total.text().startswith("开始评审以后")
    assert not panel.form.isEnabled()
    driver.ctrl(Key.Key_Return)
    driver.qtbot.waitUntil(lambda: driver.window.desk.review is not None)
    driver.qtbot.waitUntil(lambda: panel.steps.key == (driver.item, ""))
    assert panel.form.isEnabled()
