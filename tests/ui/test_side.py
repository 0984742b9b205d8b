"""The right side by keys and mouse: tables that jump and come back, filters, going to a number, other items."""

import threading
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from desktop.desk.figure_rows import HEADERS, IGNORED, UNUSED, figure_rows
from desktop.desk.filters import OPEN
from desktop.desk.tables import TableRow
from desktop.model.review import EvidenceOrigin, Quote, ScoreState
from desktop.ui import right_side
from desktop.ui.right_side import CHECKLIST, FIGURES, FINDINGS, PROBLEMS
from desktop.ui.tables.figures import FiguresPane
from tests.ui.driver import SEED, Driver

Key = Qt.Key


@pytest.fixture
def driver(driver: Driver) -> Driver:
    return driver.reviewing(SEED)


def test_a_row_leads_to_its_place_and_back(driver: Driver) -> None:
    window = driver.window
    driver.ctrl(Key.Key_2)
    pane = window.side.pane(FIGURES)
    row = pane.table.rows[-1]
    assert row.run is not None
    before = window.reader.view.top
    pane.view.choose(row.key)
    driver.key(Key.Key_Return)
    first, last = window.reader.view.visible_run()
    assert first <= row.run[0] < last
    assert window.reader.view.underlay.focus == row.run
    driver.key(Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert window.reader.view.top == before
    assert pane.view.chosen == (row,)


def test_the_names_of_figures_have_room_and_lesser_columns_give_way(driver: Driver) -> None:
    window = driver.window
    driver.ctrl(Key.Key_2)
    view = window.side.pane(FIGURES).view
    assert window.width() == 1366
    assert view.columnWidth(0) > 120
    assert view.isColumnHidden(HEADERS.index("所在"))
    window.work_view.setSizes([500, 866])
    driver.qtbot.waitUntil(lambda: not view.isColumnHidden(HEADERS.index("所在")))
    assert view.columnWidth(0) > 120


def test_a_table_of_very_many_rows_sets_each_on_one_line(qtbot: QtBot) -> None:
    pane = FiguresPane()
    qtbot.addWidget(pane)
    pane.resize(500, 400)
    pane.show()

    def rows(count: int) -> tuple[TableRow, ...]:
        cells = ("名称很长的一项指标" * 6, *[""] * 6)
        runs = ((0, 1),) * 7
        return tuple(TableRow(key=str(n), kind="metric", start=n, cells=cells, runs=runs) for n in range(count))

    heights = []
    for count in (3, 5000, 3):
        pane.show_rows(rows(count))
        pane.view.doItemsLayout()
        heights.append(pane.view.visualRect(pane.table.index_at(0, 1)).height())
    assert heights[0] == heights[2] > heights[1] > 0


def test_very_many_rows_are_made_in_a_job_and_a_mark_is_found_in_them(
    driver: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    makers = []

    def made(*given: Any) -> tuple[TableRow, ...]:  # noqa: ANN401  # whatever it is given is passed on
        makers.append(threading.get_ident())
        return figure_rows(*given)

    monkeypatch.setattr(right_side, "AT_ONCE", 0)
    monkeypatch.setattr(right_side, "figure_rows", made)
    side, examination = driver.window.side, driver.window.desk.examination
    assert examination is not None
    last = examination.metrics[-1]
    assert side.find_mark("metric", last.start)
    assert side.pane(FIGURES).table.rows == ()
    driver.qtbot.waitUntil(lambda: bool(side.pane(FIGURES).view.chosen))
    assert [held.start for held in side.pane(FIGURES).view.chosen] == [last.start]
    assert len(side.pane(FIGURES).table.rows) == len(examination.metrics)
    assert threading.get_ident() not in makers


def test_very_many_rows_that_are_replaced_are_let_go_in_a_job(driver: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    let_go: list[list[TableRow]] = []
    desk, side = driver.window.desk, driver.window.side
    monkeypatch.setattr(right_side, "AT_ONCE", 0)
    monkeypatch.setattr(desk.jobs, "let_go", let_go.append)
    driver.ctrl(Key.Key_2)
    driver.qtbot.waitUntil(lambda: bool(side.pane(FIGURES).table.rows))
    shown = side.pane(FIGURES).table.held
    assert not let_go
    driver.window.side.refresh()
    driver.qtbot.waitUntil(lambda: not desk.jobs.busy)
    assert side.pane(FIGURES).table.held is shown
    desk.pen.ignore((shown[0].start,), "与本表无关")
    driver.qtbot.waitUntil(lambda: bool(let_go))
    assert let_go == [list(shown)]


def test_keys_that_score_are_still_while_a_table_is_in_sight(driver: Driver) -> None:
    desk = driver.window.desk
    driver.ctrl(Key.Key_2)
    item, review = driver.item, desk.review
    driver.keys("1dnju")
    assert desk.review is review
    assert driver.item == item
    driver.ctrl(Key.Key_1)
    driver.keys("1")
    assert desk.review is not review


def test_a_figure_nobody_needs_is_let_pass_with_a_reason_and_undone(driver: Driver) -> None:
    window, desk = driver.window, driver.window.desk
    window.side.show_unused()
    pane = window.side.pane(FIGURES)
    assert isinstance(pane, FiguresPane)
    assert {tag for row in pane.table.rows for tag in row.tags} == {UNUSED}
    count = desk.answers.unused_figures()
    first = pane.table.rows[0]
    pane.view.choose(first.key)
    driver.click(pane.ignore)
    assert "原因" in window.messages.words
    driver.click(pane.reason)
    driver.compose("概况数字")
    driver.click(pane.ignore)
    assert pane.view.hasFocus()
    assert desk.answers.unused_figures() == count - 1
    assert pane.table.count(IGNORED) == 1
    assert first.key not in [row.key for row in pane.table.rows]
    driver.ctrl(Key.Key_Z)
    assert desk.answers.unused_figures() == count
    assert pane.table.count(IGNORED) == 0


def test_rows_are_copied_for_a_spreadsheet(driver: Driver) -> None:
    driver.ctrl(Key.Key_4)
    pane = driver.window.side.pane(FINDINGS)
    pane.view.selectAll()
    driver.ctrl(Key.Key_C)
    lines = QGuiApplication.clipboard().text().split("\n")
    assert lines[0].split("\t") == list(pane.table.headers)
    assert len(lines) == len(pane.table.rows) + 1
    driver.ctrl(Key.Key_2)
    driver.click(driver.window.side.pane(FIGURES).copy)
    table = [line.split("\t") for line in QGuiApplication.clipboard().text().split("\n")]
    assert table[0][:4] == ["指标", "关系", "数值", "单位"]
    assert all(float(line[2]) >= 0 for line in table[1:])


def test_a_click_on_a_mark_chooses_its_row_in_the_table_in_sight(driver: Driver) -> None:
    window, desk = driver.window, driver.window.desk
    assert desk.examination is not None
    driver.ctrl(Key.Key_3)
    problem = desk.examination.problems[1]
    window.reader.mark_clicked.emit("problem", problem.start, problem.start)
    assert window.side.tab == PROBLEMS
    assert [row.start for row in window.side.pane(PROBLEMS).view.chosen] == [problem.start]
    metric = desk.examination.metrics[0]
    window.reader.mark_clicked.emit("metric", metric.start, metric.start)
    assert window.side.tab == CHECKLIST
    assert window.panel.mark_card.isVisible()


def test_tab_sort_and_filter_are_there_next_time(driver: Driver, qtbot: QtBot) -> None:
    window, desk = driver.window, driver.window.desk
    driver.ctrl(Key.Key_2)
    pane = window.side.pane(FIGURES)
    pane.view.header().setSortIndicator(1, Qt.SortOrder.DescendingOrder)
    pane.group.setCurrentIndex(1)
    pane.search.setText("人")
    qtbot.waitUntil(lambda: pane.table.look.words == "人")
    look, path = pane.table.look, desk.path
    assert path is not None
    driver.close()
    again = Driver(qtbot)
    again.open(path)
    assert again.window.side.tab == FIGURES
    assert again.window.side.pane(FIGURES).table.look == look
    again.close()


def test_chips_filter_items_and_choosing_a_hidden_one_clears_them(driver: Driver) -> None:
    window = driver.window
    first = driver.item
    driver.keys("1")
    driver.click(window.checklist.chips[OPEN])
    assert first not in window.items.order
    window.desk.choose_item(first)
    assert not window.items.look.filtered
    assert window.tree.currentIndex().isValid()
    driver.keys("/")
    driver.keys("C2")
    driver.key(Key.Key_Return)
    driver.qtbot.waitUntil(lambda: window.items.look.words == "C2")
    assert all("C2" in name for name in window.items.order)
    driver.click(window.checklist.reset)
    assert not window.items.look.filtered


def test_a_chosen_item_that_a_filter_hid_is_the_chosen_row_again(driver: Driver) -> None:
    window = driver.window
    driver.keys("gD2")
    driver.key(Key.Key_Return)
    driver.keys("/zzz")
    driver.qtbot.waitUntil(lambda: not window.items.order)
    driver.click(window.checklist.reset)
    row = window.tree.visualRect(window.items.index_of("cq.D2"))
    assert window.tree.currentIndex() == window.items.index_of("cq.D2")
    assert window.tree.viewport().rect().contains(row.center())


def test_g_goes_to_a_number(driver: Driver) -> None:
    driver.keys("g")
    assert driver.window.picker.isVisible()
    driver.keys("c2")
    driver.key(Key.Key_Return)
    assert driver.item == "cq.C2"
    assert not driver.window.picker.isVisible()
    driver.keys("g")
    driver.key(Key.Key_Escape)
    assert driver.item == "cq.C2"


def test_shift_e_ties_evidence_to_another_item(driver: Driver) -> None:
    desk = driver.window.desk
    assert desk.report is not None
    start, item = desk.report.text.index("一、荣昌教育基本情况") + 30, driver.item
    driver.drag(start, start + 10)
    driver.key(Key.Key_E, Qt.KeyboardModifier.ShiftModifier)
    driver.keys("d2")
    driver.key(Key.Key_Return)
    review = desk.review
    assert review is not None
    (quote,) = review.evidence
    assert isinstance(quote, Quote)
    assert (quote.item, quote.start, driver.item) == ("cq.D2", start, item)


def test_words_across_a_suggestion_are_the_suggestion_changed(driver: Driver) -> None:
    while not driver.cards:
        driver.keys("j")
    start, end = driver.cards[0].span or (0, 0)
    assert driver.window.desk.pen.add_selection(start, end - 2)
    review = driver.window.desk.review
    assert review is not None
    assert [getattr(e, "origin", None) for e in review.evidence] == [EvidenceOrigin.EDITED]


def test_n_is_not_applicable_and_brackets_cycle_places(driver: Driver) -> None:
    driver.keys("n")
    review = driver.window.desk.review
    assert review is not None
    score = review.score_of(driver.item)
    assert score is not None
    assert score.state is ScoreState.NOT_APPLICABLE
    while len(driver.cards) < 2:
        driver.keys("j")
    spans = [card.span for card in driver.cards if card.span]
    seen = []
    for _ in range(len(spans) + 1):
        driver.keys("]")
        seen.append(driver.window.reader.view.underlay.focus)
    assert seen == [*spans, spans[0]]
    driver.keys("[")
    assert driver.window.reader.view.underlay.focus == spans[-1]
    driver.keys("v]")
    assert driver.window.reader.view.underlay.focus == spans[0]


def test_the_button_for_the_next_place_stays_beneath_the_mouse(driver: Driver) -> None:
    while len(driver.cards) < 4:
        driver.keys("j")
    steps = driver.window.panel.findChildren(QToolButton)
    (button,) = (step for step in steps if "下一处佐证" in step.accessibleName())
    at, seen = button.mapTo(driver.window, button.rect().center()), []
    for _ in driver.cards:
        under = driver.window.childAt(at)
        assert under is not None
        driver.click(under)
        seen.append(driver.window.reader.view.underlay.focus)
    assert seen == [card.span for card in driver.cards]


def test_columns_that_a_narrow_window_leaves_out_stand_below_the_table(driver: Driver) -> None:
    driver.ctrl(Key.Key_2)
    pane = driver.window.side.pane(FIGURES)
    row = pane.table.rows[0]
    hidden = [at for at in range(len(HEADERS)) if pane.view.isColumnHidden(at)]
    assert hidden, "at 1366 pixels not all columns have room"
    pane.view.choose(row.key)
    for at in hidden:
        assert f"{HEADERS[at]}：{row.cells[at] or '–'}" in pane.rest.text()


def test_an_empty_table_gives_the_keyboard_to_its_tab(driver: Driver, tmp_path: Path) -> None:
    path = tmp_path / "无问题.txt"
    path.write_bytes("关于学校情况的报告\n全县共有小学12所。\n".encode())
    driver.open(path)
    driver.ctrl(Key.Key_3)
    assert driver.window.side.tabs.hasFocus()
    driver.key(Key.Key_Left)
    assert driver.window.side.tab == FIGURES
