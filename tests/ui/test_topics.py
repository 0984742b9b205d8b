"""Items that repeat: scored for each subject, in the window as in the sheet."""

from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from desktop.desk.checklist_model import Column, Role
from desktop.desk.library import Library
from desktop.model.review import ScoreState
from desktop.model.scheme import Sum
from desktop.sheets.readback import read_sheet
from tests.scoring.schemes import line, table
from tests.ui.driver import Driver, report_of

WORDS = "全县教育自查报告\n一、存在问题\n（一）城区学位仍有缺口。\n（二）个别村小缺少音乐教师。\n"
_PLAIN = table(Sum(), 逐校=(line("A1", 10), line("A2", 5)), 全县=(line("B1", 10),))
OWN = _PLAIN.model_copy(
    update={
        "dimensions": (_PLAIN.dimensions[0].model_copy(update={"repeats": "problem"}), *_PLAIN.dimensions[1:]),
    }
)


@pytest.fixture
def shelf() -> None:
    """Put our own checklist on the shelf, before there is a window."""
    Library().keep(OWN)


@pytest.fixture
def driver(shelf: None, driver: Driver, tmp_path: Path) -> Driver:
    driver.reviewing(report_of(WORDS, tmp_path), "t").click_row("A1")
    return driver


def shown(driver: Driver, item: str) -> tuple[str, ScoreState]:
    index = driver.window.items.index_of(item)
    return str(index.siblingAtColumn(Column.SCORE).data()), index.data(Role.STATE)


def name(driver: Driver, *names: str) -> None:
    """Add subjects as one types them."""
    bar = driver.window.panel.topic_bar
    driver.click(bar.add)
    driver.compose("\n".join(names))
    driver.ctrl(Qt.Key.Key_Return)


def points(driver: Driver, item: str, subject: str) -> Decimal | None:
    review = driver.window.desk.review
    score = review.score_of(item, subject) if review else None
    return score.points if score else None


def give(driver: Driver, number: str) -> None:
    field = driver.window.panel.score_bar.points
    field.setFocus()
    field.selectAll()
    driver.keys(number)
    driver.key(Qt.Key.Key_Return)


def test_an_item_is_scored_for_each_subject(driver: Driver, tmp_path: Path) -> None:
    window, desk = driver.window, driver.window.desk
    bar = window.panel.topic_bar
    give(driver, "8")
    assert desk.review is not None
    assert desk.review.scores == ()
    assert "先在评分项上方添加问题" in window.messages.words
    name(driver, "学位缺口", "缺音乐教师")
    assert [bar.box.itemText(at) for at in range(bar.box.count())] == ["1. 学位缺口", "2. 缺音乐教师"]
    give(driver, "8")
    assert shown(driver, "A1") == ("1 / 2 个", ScoreState.OPEN)
    driver.ctrl(Qt.Key.Key_J)
    assert (desk.topics.chosen, window.panel.score_bar.points.text()) == ("缺音乐教师", "")
    give(driver, "6")
    assert shown(driver, "A1") == ("2 / 2 个", ScoreState.SCORED)
    assert (points(driver, "A1", "学位缺口"), points(driver, "A1", "缺音乐教师")) == (Decimal(8), Decimal(6))
    window.tree.setFocus()
    driver.keys("u")
    assert (driver.item, desk.topics.chosen) == ("A2", "缺音乐教师")
    driver.keys("u")
    assert (driver.item, desk.topics.chosen) == ("B1", "")
    assert bar.isHidden()
    driver.keys("u")
    assert (driver.item, desk.topics.chosen) == ("A2", "学位缺口")
    assert window.items.index(0, 0).data(Role.PROGRESS) == "已评 2 / 4 项次"
    assert "2 项逐个对象评，每个对象计一次，共 4 项次" in window.items.index(0, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert window.status._progress.text() == "已评 1 / 3 项"
    with driver.qtbot.waitSignal(desk.exported):
        desk.press.export(tmp_path / "表.xlsx")
    lines = [score.key for score in read_sheet(tmp_path / "表.xlsx").scores]
    assert lines == ["A1#1", "A2#1", "A1#2", "A2#2", "B1"]


def test_subjects_are_renamed_and_taken_away_and_all_of_it_can_be_undone(driver: Driver) -> None:
    desk, bar = driver.window.desk, driver.window.panel.topic_bar
    name(driver, "学位缺口", "缺音乐教师")
    give(driver, "8")
    driver.click(bar.edit)
    driver.compose("城区学位")
    driver.ctrl(Qt.Key.Key_Return)
    assert list(desk.topics.names) == ["城区学位", "缺音乐教师"]
    assert points(driver, "A1", "城区学位") == 8
    driver.click(bar.remove)
    assert list(desk.topics.names) == ["缺音乐教师"]
    assert desk.review is not None
    assert desk.review.scores == ()
    driver.ctrl(Qt.Key.Key_Z)
    assert (desk.topics.names, desk.topics.chosen) == (("城区学位", "缺音乐教师"), "城区学位")
    assert points(driver, "A1", "城区学位") == 8
    driver.ctrl(Qt.Key.Key_Z)
    assert points(driver, "A1", "学位缺口") == 8


def test_the_problems_read_in_the_report_are_offered(driver: Driver) -> None:
    bar = driver.window.panel.topic_bar
    driver.click(bar.add)
    driver.click(bar.form.offer)
    assert bar.form.text.toPlainText().splitlines() == ["城区学位仍有缺口", "个别村小缺少音乐教师"]
    driver.ctrl(Qt.Key.Key_Return)
    assert len(driver.window.desk.topics.names) == 2
    assert driver.window.desk.topics.found() == ()


def test_reason_and_evidence_are_those_of_the_subject(driver: Driver) -> None:
    window, desk = driver.window, driver.window.desk
    name(driver, "学位缺口", "缺音乐教师")
    window.panel.score_bar.reason.setFocus()
    driver.compose("措施不具体")
    desk.pen.add_selection(WORDS.index("城区"), WORDS.index("缺口"))
    assert any(card.confirmed for card in driver.cards)
    driver.ctrl(Qt.Key.Key_J)
    assert window.panel.score_bar.reason.toPlainText() == ""
    assert not any(card.confirmed for card in driver.cards)
    driver.key(Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert window.panel.score_bar.reason.toPlainText() == "措施不具体"
    assert desk.review is not None
    assert [entry.subject for entry in desk.review.evidence] == ["学位缺口"]


def test_a_case_opens_at_the_subject_where_it_was_left(driver: Driver) -> None:
    desk = driver.window.desk
    name(driver, "学位缺口", "缺音乐教师")
    desk.topics.choose("缺音乐教师")
    path = desk.path
    assert path is not None
    assert desk.close()
    driver.open(path)
    assert (driver.item, desk.topics.chosen) == ("A1", "缺音乐教师")
