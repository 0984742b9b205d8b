"""The model of a table keeps Qt's rules in every arrangement, and moves nothing that stays."""

import pytest
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from desktop.desk import table_model
from desktop.desk.table_model import TableModel, TableRole
from desktop.desk.tables import Arrangement
from tests.desk.test_tables import ROWS, row

GIVEN = 300
FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal


@pytest.fixture
def model(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> TableModel:
    monkeypatch.setattr(table_model, "GIVEN", GIVEN)
    made = TableModel(("名", "数"))
    made.tester = QAbstractItemModelTester(made, FATAL)  # type: ignore[attr-defined]
    made.show(ROWS)
    return made


LOOKS = (
    Arrangement(group=1),
    Arrangement(words="小学", group=0),
    Arrangement(words="没有"),
    Arrangement(group=0, words="没有"),
    Arrangement(sort=1, descending=True),
    Arrangement(),
)


def test_every_arrangement_is_a_sound_model(model: TableModel) -> None:
    for look in LOOKS:
        model.arrange(look)
        shown = [model.rowCount(model.index(at, 0)) for at in range(model.rowCount())]
        assert len(model.rows) == (sum(shown) if model.grouped else len(shown))
        for held in model.rows:
            index = model.index_of(held.key)
            assert model.row_at(index) == held
            assert model.data(index, TableRole.ROW) == held
            assert model.data(index, Qt.ItemDataRole.AccessibleTextRole) == f"名：{held.cells[0]}"


MANY = tuple(row(f"第{n}项", n) for n in range(9_000))


@pytest.mark.parametrize("at", [0, 700, 4_500, 8_999])
def test_a_view_is_given_the_rows_about_the_one_that_is_gone_to(model: TableModel, at: int) -> None:
    model.show(MANY)
    assert not model.whole
    for sought in (at, 4_500, at):
        index = model.index_of(MANY[sought].key)
        assert model.row_at(index) == MANY[sought]
        assert model.place_of(index) == (0, sought)
    assert model.rowCount() == GIVEN < len(model.rows)
    near = {MANY[at].key, MANY[max(at - 100, 0)].key, MANY[at - 5_000].key}
    assert {key: index.data() for key, index in model.indexes_of(near).items()} == dict(
        (held.cells[0],) * 2 for held in MANY if held.key in near and abs(held.start - at) < GIVEN
    )


def test_rows_that_are_sorted_begin_with_the_first(model: TableModel) -> None:
    model.show(MANY)
    model.bring(7_000)
    model.arrange(Arrangement(sort=1, descending=True))
    assert (model.rowCount(), model.row_at(model.index(0, 0))) == (GIVEN, MANY[-1])
    model.arrange(Arrangement(words="第1234项"))
    assert (model.rowCount(), model.whole) == (1, True)


def test_more_rows_than_can_be_laid_out_stand_under_no_heading(model: TableModel) -> None:
    model.show(MANY)
    model.arrange(Arrangement(group=1))
    assert (model.grouped, model.headings, model.rowCount()) == (False, (), GIVEN)
    model.arrange(Arrangement(group=1, words="第77"))
    assert model.grouped
    assert model.rowCount() == len(model.headings) == len(model.rows) == 111


def test_a_heading_tells_how_many_rows_it_has(model: TableModel) -> None:
    model.arrange(Arrangement(group=1))
    heading = model.index(1, 0)
    assert model.row_at(heading) is None
    assert heading.data() == "9"
    assert heading.data(TableRole.COUNT) == 2
    assert "2 行" in heading.data(Qt.ItemDataRole.AccessibleTextRole)
    assert model.parent(model.index(0, 0, heading)) == heading


def test_rows_told_anew_move_nothing(model: TableModel, qtbot: QtBot) -> None:
    kept = QPersistentModelIndex(model.index(2, 0))
    again = (*ROWS[:2], row("小学在校生", 101), ROWS[3])
    with qtbot.waitSignal(model.dataChanged), qtbot.assertNotEmitted(model.modelReset):
        model.show(again)
    assert kept.isValid()
    assert model.index(2, 1).data() == "101"


def test_the_count_of_a_tag_is_that_of_all_rows(model: TableModel) -> None:
    model.arrange(Arrangement(words="幼儿园"))
    assert (model.count(), model.count("x"), model.count("y")) == (4, 2, 0)


def test_an_unknown_row_is_nowhere(model: TableModel) -> None:
    assert not model.index_of("无").isValid()
    assert model.row_at(QModelIndex()) is None
