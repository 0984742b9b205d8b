"""A table of more rows than are laid out at once: sorted in a job, gone through from end to end."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.desk.jobs import Jobs
from desktop.desk.table_model import GIVEN
from desktop.desk.tables import Listing, listed
from desktop.ui.tables.pane import TablePane
from tests.desk.test_tables import row

ROWS = tuple(row(f"第{n}项", n * 7 % 9_000, "偶" if n % 2 == 0 else "奇") for n in range(9_000))
Key = Qt.Key


@pytest.fixture
def pane(qtbot: QtBot) -> Iterator[TablePane]:
    made = TablePane(
        "试",
        ("名", "数"),
        groupable=("数",),
        tags=(("", "全部"), ("奇", "奇数")),
        widths=(90, 60),
        stretched=(0,),
        lines=2,
    )
    qtbot.addWidget(made)
    made.jobs = Jobs(made)
    made.resize(400, 500)
    made.show()
    made.show_listing(listed(ROWS, Listing()))
    yield made
    made.jobs.finish()


def shown(pane: TablePane) -> list[str]:
    rows = (pane.table.row_at(pane.view.indexAt(pane.view.viewport().rect().topLeft())), pane.table.rows[0])
    return [held.key for held in rows if held]


def test_rows_stay_until_they_are_sorted_and_then_the_chosen_one_is_found_again(pane: TablePane, qtbot: QtBot) -> None:
    pane.view.choose(ROWS[9].key)
    pane.view.header().setSortIndicator(1, Qt.SortOrder.AscendingOrder)
    assert pane.table.rows == ROWS, "a job sorts"
    assert pane.view.chosen == (ROWS[9],)
    qtbot.waitUntil(lambda: pane.table.look.sort == 1)
    assert [held.start for held in pane.table.rows[:3]] == [0, 1, 2]
    assert pane.view.chosen == (ROWS[9],)


def test_only_the_last_that_was_asked_for_is_shown(pane: TablePane, qtbot: QtBot) -> None:
    looks = []
    pane.table.modelReset.connect(lambda: looks.append(pane.table.look))
    pane.view.header().setSortIndicator(1, Qt.SortOrder.AscendingOrder)
    pane.look_for("奇")
    fewer = listed(ROWS[:5_000], Listing())
    pane.show_listing(fewer)
    qtbot.waitUntil(lambda: bool(looks))
    assert [(look.sort, look.tag) for look in looks] == [(1, "奇")]
    assert len(pane.table.rows) == 2_500
    assert pane.table.count() == 5_000


def test_a_row_that_is_filtered_out_is_chosen_once_all_are_shown(pane: TablePane, qtbot: QtBot) -> None:
    pane.look_for("奇")
    qtbot.waitUntil(lambda: len(pane.table.rows) == 4_500)
    pane.choose(ROWS[8_000].key)
    qtbot.waitUntil(lambda: pane.view.chosen == (ROWS[8_000],))


def test_one_comes_from_end_to_end_with_the_keyboard(pane: TablePane, qtbot: QtBot) -> None:
    QTest.keyClick(pane.view, Key.Key_End)
    assert pane.view.chosen == (ROWS[-1],)
    QTest.keyClick(pane.view, Key.Key_Home)
    assert pane.view.chosen == (ROWS[0],)


@pytest.mark.parametrize("down", [True, False])
def test_at_the_end_of_what_is_given_more_comes_and_nothing_moves(pane: TablePane, qtbot: QtBot, down: bool) -> None:
    if not down:
        QTest.keyClick(pane.view, Key.Key_End)
    bar = pane.view.verticalScrollBar()
    bar.setValue(bar.maximum() if down else bar.minimum())
    before = shown(pane)
    with qtbot.waitSignal(pane.table.modelReset):
        pass
    assert shown(pane) == before
    assert bar.minimum() < bar.value() < bar.maximum()


def test_too_many_to_select_or_group_is_said_and_all_are_copied(pane: TablePane, qtbot: QtBot) -> None:
    said: list[str] = []
    pane.said.connect(said.append)
    pane.view.choose(ROWS[3].key)
    pane.view.selectAll()
    assert pane.view.chosen == ()
    pane.copy_rows()
    qtbot.waitUntil(lambda: len(said) == 2)
    assert "9000 行" in said[1]
    pane.group.setCurrentIndex(1)
    qtbot.waitUntil(lambda: len(said) == 3)
    assert "不分组" in said[2]
    assert pane.table.rowCount() == GIVEN
