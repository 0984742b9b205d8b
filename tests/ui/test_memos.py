"""旁注: written beside the text, listed, printed only where they are meant for others."""

from pathlib import Path
from typing import TypeVar

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from desktop.model.review import Audience, Memo
from desktop.ui.memos.form import MemoForm
from desktop.ui.memos.view import MemosView
from tests.ui.driver import Driver, report_of

WORDS = "某县教育自查报告\n一、工作情况\n全县新建小学3所，改建4所。\n二、存在问题\n城区学位仍有缺口。\n"
D = TypeVar("D", bound=QDialog)
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def driver(driver: Driver, tmp_path: Path) -> Driver:
    return driver.reviewing(report_of(WORDS, tmp_path))


def shown(driver: Driver, kind: type[D]) -> D:
    view = next(w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible())
    view.activateWindow()
    driver.qtbot.waitUntil(view.isActiveWindow)
    return view


def come_back(driver: Driver) -> None:
    """Go back to the window, as a desktop does once a dialog is gone."""
    driver.window.activateWindow()
    driver.qtbot.waitUntil(driver.window.isActiveWindow)


def write(driver: Driver, words: str, on: str, *, chief: bool = False) -> None:
    """Write a memo as one does: select, press P, type, Ctrl+Enter."""
    start = WORDS.index(on)
    come_back(driver)
    driver.drag(start, start + len(on))
    driver.window.tree.setFocus()
    driver.keys("p")
    form = shown(driver, MemoForm)
    QTest.keyClicks(form.text, words)
    if chief:
        QTest.keyClick(form.to_chief, Qt.Key.Key_Space)
    QTest.keyClick(form.text, Qt.Key.Key_Return, CTRL)
    driver.qtbot.waitUntil(lambda: not any(isinstance(w, MemoForm) for w in QApplication.topLevelWidgets()))
    come_back(driver)


def memos(driver: Driver) -> tuple[Memo, ...]:
    review = driver.window.desk.review
    assert review is not None
    return review.memos


def test_a_memo_stands_beside_its_words_and_can_be_undone(driver: Driver) -> None:
    margin = driver.window.reader.margin
    assert margin.isHidden()
    write(driver, "ask for the list", "新建小学3所")
    (memo,) = memos(driver)
    assert (memo.quote, memo.text, memo.audience) == ("新建小学3所", "ask for the list", Audience.SELF)
    driver.qtbot.waitUntil(lambda: len(margin.boxes) == 1)
    box = margin.boxes[0][0]
    assert abs(box.top() - driver.window.reader.view.height_of(memo.start)) < 20
    driver.window.tree.setFocus()
    driver.ctrl(Qt.Key.Key_Z)
    assert memos(driver) == ()
    assert margin.isHidden()
    driver.ctrl(Qt.Key.Key_Y)
    assert memos(driver) == (memo,)


def test_margin_and_outline_leave_a_narrow_page_to_the_text(driver: Driver) -> None:
    write(driver, "ask for the list", "新建小学3所")
    window, margin = driver.window, driver.window.reader.margin
    driver.qtbot.waitUntil(margin.isVisible)
    wide, beside = window.work_view.sizes()
    least = window.reader.minimumSizeHint().width()
    outline = window.reader.outline.width()
    for reader, shown in ((least, False), (wide, True)):
        window.work_view.setSizes([reader, wide + beside - reader])
        window.messages.say("已导出。", "done")
        driver.qtbot.waitUntil(margin.isVisible if shown else margin.isHidden)
        assert window.messages.width() == window.reader.width(), "the bar goes with the page"
        assert window.reader.outline.isVisible() is shown
    assert window.reader.outline.width() == outline


def test_a_click_in_the_margin_opens_the_memo_and_another_can_be_written_over_it(driver: Driver) -> None:
    write(driver, "first", "新建小学3所")
    margin = driver.window.reader.margin
    driver.qtbot.waitUntil(lambda: len(margin.boxes) == 1)
    driver.click(margin, margin.boxes[0][0].center().toPoint())
    form = shown(driver, MemoForm)
    assert form.text.toPlainText() == "first"
    form.text.selectAll()
    QTest.keyClicks(form.text, "second")
    QTest.keyClick(form.text, Qt.Key.Key_Return, CTRL)
    assert [memo.text for memo in memos(driver)] == ["second"]


def test_what_was_begun_and_closed_is_there_again(driver: Driver) -> None:
    start = WORDS.index("改建4所")
    driver.drag(start, start + 4)
    driver.window.tree.setFocus()
    driver.keys("p")
    form = shown(driver, MemoForm)
    QTest.keyClicks(form.text, "half")
    QTest.keyClick(form, Qt.Key.Key_Escape)
    come_back(driver)
    driver.window.tree.setFocus()
    driver.keys("p")
    assert shown(driver, MemoForm).text.toPlainText() == "half"
    assert memos(driver) == ()


def test_memos_crowded_together_stand_one_below_the_other(driver: Driver) -> None:
    write(driver, "one", "新建小学3所")
    write(driver, "two", "改建4所")
    margin = driver.window.reader.margin
    driver.qtbot.waitUntil(lambda: len(margin.boxes) == 2)
    (upper, first), (lower, second) = margin.boxes
    assert (first.text, second.text) == ("one", "two")
    assert upper.bottom() <= lower.top()
    driver.window.tree.setFocus()
    driver.key(Qt.Key.Key_F9)
    assert margin.isHidden()
    driver.key(Qt.Key.Key_F9)
    assert margin.isVisible()


def test_the_list_leads_to_the_text_and_follows_changes(driver: Driver) -> None:
    write(driver, "later", "学位仍有缺口")
    write(driver, "earlier", "改建4所", chief=True)
    driver.window.tree.setFocus()
    driver.key(Qt.Key.Key_P, Qt.KeyboardModifier.ShiftModifier)
    view = shown(driver, MemosView)
    rows = [row for at in range(view.table.topLevelItemCount()) if (row := view.table.topLevelItem(at))]
    assert [(row.text(0), row.text(1)) for row in rows] == [("呈组长", "earlier"), ("自记", "later")]
    view.table.setFocus()
    view.table.setCurrentItem(rows[1])
    QTest.keyClick(view.table, Qt.Key.Key_Return)
    focus = driver.window.reader.view.underlay.focus
    assert focus is not None
    assert WORDS[slice(*focus)] == "学位仍有缺口"
    driver.click(view.remove)
    assert [memo.text for memo in memos(driver)] == ["earlier"]
    assert view.table.topLevelItemCount() == 1


def test_only_what_is_meant_for_the_chief_is_printed_and_both_are_kept(driver: Driver, tmp_path: Path) -> None:
    write(driver, "for nobody else", "新建小学3所")
    write(driver, "please ask again", "学位仍有缺口", chief=True)
    desk = driver.window.desk
    with driver.qtbot.waitSignal(desk.exported):
        desk.press.export(tmp_path / "表.xlsx")
    book = load_workbook(tmp_path / "表.xlsx")
    printed = [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value]
    assert any("please ask again" in cell and "学位仍有缺口" in cell for cell in printed)
    assert not any("for nobody else" in cell for cell in printed)
    path = desk.path
    assert path is not None
    assert desk.close()
    driver.open(path)
    assert [memo.text for memo in memos(driver)] == ["for nobody else", "please ask again"]
    assert driver.window.reader.margin.isVisible()


def test_a_memo_that_does_not_stand_where_it_says_is_told_at_opening(driver: Driver) -> None:
    desk = driver.window.desk
    assert desk.report is not None
    start = desk.report.text.index("新建")
    assert desk.pen.write_memo((start, start + 5), "问口径", Audience.SELF)
    review, path = desk.review, desk.path
    assert review is not None
    assert path is not None
    (memo,) = review.memos
    assert desk.amend(review.with_memo(memo.model_copy(update={"quote": "新建学校9所"})), "别处改的")
    assert desk.close()
    told: list[str] = []
    desk.said.connect(lambda kind, words: told.append(words) if kind == "error" else None)
    driver.open(path)
    assert "旁注“问口径”引的“新建学校9所”与原文不符" in told[0]
    assert desk.review is not None
    assert len(desk.review.memos) == 1, "it is told, and kept"


def test_the_column_waits_while_the_text_has_little_room(driver: Driver) -> None:
    window = driver.window
    assert window.desk.pen.write_memo((20, 26), "问口径", Audience.SELF)
    margin = window.reader.margin
    assert margin.isVisible()
    window.resize(1366, 728)
    driver.ctrl(Qt.Key.Key_T)
    driver.qtbot.waitUntil(margin.isHidden)
    driver.qtbot.waitUntil(lambda: not window.reader.outline.isVisible())
    driver.qtbot.waitUntil(lambda: window.reader.view.width() > 2 * margin.sizeHint().width())
    driver.key(Qt.Key.Key_F9)
    driver.key(Qt.Key.Key_F9)
    assert margin.isHidden()
    assert "太窄" in window.messages.words
    driver.ctrl(Qt.Key.Key_T)
    driver.qtbot.waitUntil(margin.isVisible)
