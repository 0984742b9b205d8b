"""`/` in the reason field: templates with the numbers of the report, whatever keyboard they are asked with."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication

from tests.ui.driver import Driver, report_of

WORDS = "某县自查报告\n一、学前教育\n2023年全县学前三年毛入园率为95.5%，普惠性幼儿园覆盖率为76.5%。\n"


@pytest.fixture
def driver(driver: Driver, tmp_path: Path) -> Driver:
    driver.reviewing(report_of(WORDS, tmp_path))
    review = driver.window.desk.review
    assert review is not None
    assert review.checklist == "cq2023"
    driver.click_row(next(s.item for s in driver.window.desk.suggestions if len(s.verdict.metrics) > 1))
    driver.click(driver.window.panel.score_bar.reason)
    return driver


def test_a_stroke_offers_sentences_with_the_figures_of_the_item(driver: Driver) -> None:
    field, phrases = driver.window.panel.score_bar.reason, driver.window.rules.phrases
    driver.keys("/")
    rows = [phrases.list.item(at).text() for at in range(phrases.list.count())]
    assert rows[0].startswith("学前三年毛入园率为95.5%，达到“不低于85%”的要求")
    assert any(row.startswith("普惠性幼儿园覆盖率为76.5%，没有达到") for row in rows)
    assert any("{" not in row and "%" not in row for row in rows)
    assert not any("{" in row for row in rows)
    driver.key(Qt.Key.Key_Down)
    driver.key(Qt.Key.Key_Return)
    assert field.toPlainText() == rows[1]
    driver.window.tree.setFocus()
    review = driver.window.desk.review
    assert review is not None
    assert [score.reason for score in review.scores] == [rows[1]]


def test_a_stroke_written_by_an_input_method_is_one_and_composing_is_left_alone(driver: Driver) -> None:
    field, phrases = driver.window.panel.score_bar.reason, driver.window.rules.phrases
    QApplication.sendEvent(field, QInputMethodEvent("zhao", []))
    assert not phrases.list.isVisible()
    driver.compose("、")
    assert phrases.list.isVisible()
    driver.key(Qt.Key.Key_Return)
    assert field.toPlainText().startswith("学前三年毛入园率")
    driver.compose("另有问题、")
    assert not phrases.list.isVisible()


def test_an_own_reason_with_fields_is_a_template_next_time(driver: Driver) -> None:
    field, phrases = driver.window.panel.score_bar.reason, driver.window.rules.phrases
    driver.compose("核实数{数值}")
    driver.ctrl(Qt.Key.Key_M)
    field.clear()
    driver.keys("hss")
    assert phrases.list.count() > 0
    assert phrases.list.item(0).text() == "核实数95.5%"
