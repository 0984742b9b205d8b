"""资料架: papers dropped in, found for the chosen item, quoted into its reason."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.ui.paper_view import PaperView
from desktop.ui.references_view import ReferencesView
from tests.ui.driver import WAIT, Driver, report_of

WORDS = "某县自查报告\n一、工作情况\n全县大班额已经消除。\n"
RULES = "某省班额管理办法\n第一章 总则\n各县应当制定消除大班额的规划。\n第二章 附则\n本办法自印发之日起施行。\n"


@pytest.fixture
def driver(driver: Driver, tmp_path: Path) -> Driver:
    (tmp_path / "办法.txt").write_bytes(RULES.encode())
    return driver.reviewing(report_of(WORDS, tmp_path))


def opened(driver: Driver) -> ReferencesView:
    driver.ctrl(Qt.Key.Key_R)
    view = next(w for w in QApplication.topLevelWidgets() if isinstance(w, ReferencesView) and w.isVisible())
    with driver.qtbot.waitSignal(view.filled, timeout=WAIT):
        pass
    view.activateWindow()
    driver.qtbot.waitUntil(view.isActiveWindow)
    return view


def drop(view: ReferencesView, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    view.dropEvent(QDropEvent(QPointF(5, 5), copy, data, left, none))


def test_a_paper_is_dropped_in_searched_and_quoted(driver: Driver, tmp_path: Path) -> None:
    view = opened(driver)
    item = driver.window.desk.item
    assert item is not None
    assert view.field.text() == item.name
    assert "还是空的" in view.words.text()
    with driver.qtbot.waitSignal(view.filled, timeout=WAIT):
        drop(view, tmp_path / "办法.txt")
    assert view.papers.item(0).text().startswith("某省班额管理办法")
    view.field.setFocus()
    view.field.selectAll()
    with driver.qtbot.waitSignal(view.filled, timeout=WAIT):
        driver.compose("大班额")
    assert view.found.count() == 1
    view.found.setFocus()
    QTest.keyClick(view.found, Qt.Key.Key_Return)
    review = driver.window.desk.review
    assert review is not None
    assert review.scores[0].reason.startswith("“各县应当制定消除大班额的规划。”（《某省班额管理办法》")
    assert driver.window.panel.score_bar.reason.toPlainText() == review.scores[0].reason
    driver.window.desk.undo()
    assert driver.window.panel.score_bar.reason.toPlainText() == ""


def test_the_shelf_follows_the_item_until_words_are_typed(driver: Driver) -> None:
    view = opened(driver)
    first = view.field.text()
    driver.window.desk.walk.step(1)
    assert view.field.text() != first
    view.field.setFocus()
    view.field.selectAll()
    QTest.keyClicks(view.field, "own")
    driver.window.desk.walk.step(1)
    assert view.field.text() == "own"


def test_a_file_that_cannot_be_read_is_told_and_nothing_is_added(driver: Driver, tmp_path: Path) -> None:
    view = opened(driver)
    with driver.qtbot.waitSignal(driver.window.desk.said, timeout=WAIT) as told:
        drop(view, tmp_path / "没有.txt")
    assert told.args is not None
    assert "没有.txt" in told.args[1]
    assert view.papers.count() == 0


def test_a_paper_is_opened_at_the_passage_read_only_and_quoted_from(driver: Driver, tmp_path: Path) -> None:
    view = opened(driver)
    with driver.qtbot.waitSignal(view.filled, timeout=WAIT):
        drop(view, tmp_path / "办法.txt")
    view.field.setFocus()
    view.field.selectAll()
    with driver.qtbot.waitSignal(view.filled, timeout=WAIT):
        driver.compose("大班额")
    view.found.setFocus()
    QTest.keyClick(view.found, Qt.Key.Key_V)
    driver.qtbot.waitUntil(lambda: bool(view.findChildren(PaperView)), timeout=WAIT)
    (paper,) = view.findChildren(PaperView)
    driver.qtbot.waitUntil(paper.isActiveWindow)
    assert paper.page.textCursor().selectedText() == "各县应当制定消除大班额的规划。"
    before = paper.page.toPlainText()
    assert "第二章 附则" in before
    driver.keys("x")
    assert paper.page.toPlainText() == before
    cursor = paper.page.textCursor()
    cursor.setPosition(cursor.selectionStart() + 2)
    cursor.movePosition(cursor.MoveOperation.Right, cursor.MoveMode.KeepAnchor, 4)
    paper.page.setTextCursor(cursor)
    driver.key(Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert QApplication.clipboard().text().startswith("“应当制定”（《某省班额管理办法》")
    driver.ctrl(Qt.Key.Key_Return)
    review = driver.window.desk.review
    assert review is not None
    assert review.scores[0].reason.startswith("“应当制定”（《某省班额管理办法》")
    driver.key(Qt.Key.Key_Escape)
    assert view.isVisible()
    assert not paper.isVisible()
