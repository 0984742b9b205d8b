"""Nothing moves by itself: what was closed, chosen, sorted, scrolled or widened stays so, and is so next time."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QHeaderView
from pytestqt.qtbot import QtBot

from desktop.desk.figure_rows import HEADERS
from desktop.desk.filters import OPEN
from desktop.model.review import NoteMethod
from desktop.ui.right_side import FIGURES
from desktop.ui.tables.pane import TablePane
from tests.ui.driver import LEFT, SEED, Driver

Key = Qt.Key


@pytest.fixture
def driver(driver: Driver) -> Driver:
    return driver.reviewing(SEED)


def turn(driver: Driver, heading: int) -> None:
    """Click on a dimension."""
    tree = driver.window.tree
    driver.click(tree.viewport(), tree.visualRect(driver.window.items.index(heading, 0)).center())


def drag(header: QHeaderView, edge: int, by: int) -> None:
    """Make a column wider by its edge."""
    port, y = header.viewport(), header.height() // 2
    before = header.sectionSize(1)
    QTest.mousePress(port, LEFT, Qt.KeyboardModifier.NoModifier, QPoint(edge, y))
    QTest.mouseMove(port, QPoint(edge + by, y))
    QTest.mouseRelease(port, LEFT, Qt.KeyboardModifier.NoModifier, QPoint(edge + by, y))
    assert header.sectionSize(1) > before


def grouped(driver: Driver) -> TablePane:
    """Group the figures by their period, and close the first heading by a click."""
    driver.ctrl(Key.Key_2)
    pane = driver.window.side.pane(FIGURES)
    pane.group.setCurrentIndex(pane.group.findData(HEADERS.index("时期")))
    driver.click(pane.view.viewport(), pane.view.visualRect(pane.table.index(0, 0)).center())
    assert len(pane.view.closed) == 1
    return pane


def test_a_closed_dimension_stays_closed_through_scores_and_filters(driver: Driver) -> None:
    tree, items = driver.window.tree, driver.window.items
    turn(driver, 1)
    closed = tree.closed
    assert len(closed) == 1
    driver.keys("1d")
    driver.ctrl(Key.Key_Z)
    assert tree.closed == closed
    driver.click(driver.window.checklist.chips[OPEN])
    assert tree.isExpanded(items.index(1, 0)), "what is looked for is not hidden"
    driver.click(driver.window.checklist.reset)
    assert not tree.isExpanded(items.index(1, 0))
    assert tree.isExpanded(items.index(0, 0))


def test_a_closed_group_of_a_table_stays_closed_when_its_rows_change(driver: Driver) -> None:
    pane = grouped(driver)
    (name,) = pane.view.closed
    unused = [row for row in pane.table.rows if "unused" in row.tags]
    assert driver.window.desk.pen.ignore((unused[-1].start,), "概况")
    driver.ctrl(Key.Key_Z)
    at = pane.table.headings.index(name)
    assert not pane.view.isExpanded(pane.table.index(at, 0))


def test_a_note_half_written_is_there_next_time_and_gone_once_it_is_evidence(driver: Driver, qtbot: QtBot) -> None:
    driver.keys("m")
    driver.click(driver.window.panel.note_form.method_button(NoteMethod.VISIT))
    driver.click(driver.window.panel.note_form.text)
    driver.compose("食堂明厨亮灶")
    path = driver.window.desk.path
    assert path is not None
    driver.close()
    again = Driver(qtbot)
    again.open(path)
    again.keys("m")
    form = again.window.panel.note_form
    assert form.text.toPlainText() == "食堂明厨亮灶"
    assert form.method_button(NoteMethod.VISIT).isChecked()
    again.ctrl(Key.Key_Return)
    assert len(again.cards) > 0
    assert form.draft() == ""
    assert again.window.desk.bookmark.places["note"] == ""
    again.close()


def test_the_current_card_and_the_panels_scroll_are_there_next_time(driver: Driver, qtbot: QtBot) -> None:
    panel = driver.window.panel
    driver.click_row("cq.A1")
    while panel.evidence.currentIndex().row() < len(driver.cards) - 1:
        driver.key(Key.Key_J, Qt.KeyboardModifier.ShiftModifier)
    qtbot.wait(20)
    before, path = panel.place(), driver.window.desk.path
    assert before["card"] == driver.cards[-1].key
    assert int(before["panel_at"]) > 0
    assert path is not None
    driver.close()
    again = Driver(qtbot)
    again.open(path)
    qtbot.waitUntil(lambda: again.window.panel.place() == before)
    again.keys("j")
    assert again.window.panel.place() != before
    again.close()


def test_a_crash_loses_no_width_of_the_window(driver: Driver, qtbot: QtBot) -> None:
    view, memory = driver.window.work_view, driver.window.desk.memory
    handle = view.handle(1)
    with qtbot.waitSignal(memory.changed):
        QTest.mousePress(handle, LEFT, Qt.KeyboardModifier.NoModifier, QPoint(0, 300))
        QTest.mouseMove(handle, QPoint(-60, 300))
        QTest.mouseRelease(handle, LEFT, Qt.KeyboardModifier.NoModifier, QPoint(-60, 300))
    assert memory.settings.splitters["desk"] == tuple(view.sizes())


def test_everything_stands_where_it_was_left_next_time(driver: Driver, qtbot: QtBot) -> None:
    window = driver.window
    pane = grouped(driver)
    pane.view.choose(pane.table.rows[-1].key)
    driver.ctrl(Key.Key_1)
    turn(driver, 0)
    driver.click_row("cq.D2")
    window.reader.splitter.setSizes([240, 600])
    qtbot.wait(50)

    def places(window: Driver) -> tuple[object, ...]:
        pane = window.window.side.pane(FIGURES)
        return (
            window.item,
            window.window.tree.closed,
            window.window.tree.verticalScrollBar().value(),
            window.window.reader.splitter.sizes(),
            pane.view.columnWidth(1),
            pane.view.closed,
            [row.key for row in pane.view.chosen],
            pane.view.verticalScrollBar().value(),
        )

    driver.ctrl(Key.Key_2)
    drag(pane.view.header(), pane.view.columnViewportPosition(2) - 1, 40)
    qtbot.wait(50)
    before, path = places(driver), window.desk.path
    assert path is not None
    driver.close()
    again = Driver(qtbot)
    again.open(path)
    qtbot.waitUntil(lambda: bool(again.window.side.pane(FIGURES).view.chosen))
    assert places(again) == before
    assert again.window.side.pane(FIGURES).view.hasFocus()
    again.close()
