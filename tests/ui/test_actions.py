"""Every key of the key map does what its action says, pressed on the real window."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QFileDialog,
    QLineEdit,
    QMessageBox,
)
from pytestqt.qtbot import QtBot

from desktop import app, paths
from desktop.ui import actions
from desktop.ui.buttons import KeyButton
from desktop.ui.right_side import CHECKLIST, FIGURES, FINDINGS, PROBLEMS
from tests.ui.driver import SEED, Driver

Key = Qt.Key
PRESSED = [(entry.id, key) for entry in (*actions.TABLE, *actions.DIGITS) for key in entry.keys if entry.id != "quit"]


@pytest.fixture
def driver(driver: Driver, monkeypatch: pytest.MonkeyPatch) -> Driver:
    for ask in ("getOpenFileName", "getSaveFileName"):
        monkeypatch.setattr(QFileDialog, ask, lambda *_: ("", ""))
    monkeypatch.setattr(QMessageBox, "exec", lambda _: 0)
    return driver.reviewing(SEED)


def portable(keys: str) -> QKeySequence:
    return QKeySequence(keys, QKeySequence.SequenceFormat.PortableText)


def press(driver: Driver, keys: str) -> None:
    """Press a sequence wherever the focus is."""
    combined = portable(keys)[0]  # type: ignore[index]
    QTest.keyClick(QApplication.focusWidget() or driver.window, combined.key(), combined.keyboardModifiers())


def test_each_key_of_the_table_calls_its_action(driver: Driver) -> None:
    window, called = driver.window, []
    for name, action in window.actions_.items():
        action.triggered.disconnect()
        action.triggered.connect(lambda _=False, name=name: called.append(name))
        action.setEnabled(True)
    for name, keys in PRESSED:
        window.tree.setFocus()
        called.clear()
        press(driver, keys)
        assert called == [name], keys


def test_no_key_means_two_things() -> None:
    keys = [portable(key).toString() for _, key in PRESSED]
    assert len(set(keys)) == len(keys)


def effects(driver: Driver) -> dict[str, Callable[[], object]]:
    """Name what each key that changes what one sees is to change."""
    window, desk = driver.window, driver.window.desk
    return {
        "J": lambda: driver.item,
        "D": lambda: desk.review,
        "Ctrl+=": lambda: window.reader.zoom,
        "Ctrl+-": lambda: window.reader.zoom,
        "G": lambda: window.picker.isVisible(),
        "Esc": lambda: window.picker.isVisible(),
        "M": lambda: window.panel.note_form.isVisible(),
        "Ctrl+2": lambda: window.side.tab,
    }


def test_keys_change_what_they_name(driver: Driver) -> None:
    for keys, seen in effects(driver).items():
        before = seen()
        press(driver, keys)
        assert seen() != before, keys


def test_a_right_click_on_the_page_offers_what_can_be_done_with_a_selection(driver: Driver) -> None:
    offered = [action.text() for action in driver.window.reader.view.actions()]
    assert [words.removesuffix("…") for words in offered] == [
        "复制",
        "复制并注明出处",
        "选中文字作佐证",
        "选中文字作其他项佐证",
        "选中文字记为指标",
        "更正识别的文字",
    ]


def untold(driver: Driver) -> list[str]:
    """List the buttons and fields in sight whose tooltip says nothing, or not the key that is painted on them."""
    inner = (w.lineEdit() for w in driver.window.findChildren(QComboBox))
    controls = {*driver.window.findChildren(QAbstractButton), *driver.window.findChildren(QLineEdit)} - {*inner}
    return [
        f"{type(control).__name__} {control.accessibleName()}"
        for control in controls
        if control.isVisible()
        and control.focusPolicy() & Qt.FocusPolicy.TabFocus
        and (not control.toolTip() or (isinstance(control, KeyButton) and control.key not in control.toolTip()))
    ]


def test_every_button_and_field_tells_what_it_does_and_by_which_key(driver: Driver) -> None:
    window = driver.window
    driver.ctrl(Key.Key_F)
    for tab in (FIGURES, PROBLEMS, FINDINGS, CHECKLIST):
        window.side.show_tab(tab)
        assert not untold(driver)
    driver.keys("m")
    assert not untold(driver)
    assert window.desk.examination is not None
    start = window.desk.examination.metrics[3].start
    window.reader.mark_clicked.emit("metric", start, start)
    driver.key(Key.Key_Escape)
    driver.keys("c")
    assert window.panel.mark_card.form.isVisible()
    assert not untold(driver)


def test_the_picker_goes_away_when_one_goes_elsewhere(driver: Driver) -> None:
    driver.keys("g")
    assert driver.window.picker.isVisible()
    driver.click(driver.window.panel.score_bar.reason)
    assert not driver.window.picker.isVisible()


def test_nothing_piles_up_however_often_things_are_opened_and_chosen(driver: Driver, qtbot: QtBot) -> None:
    window = driver.window
    path = window.desk.path
    assert path is not None

    def round_trip() -> int:
        for _ in range(30):
            driver.keys("j")
        driver.ctrl(Qt.Key.Key_2)
        driver.ctrl(Qt.Key.Key_1)
        driver.ctrl(Qt.Key.Key_W)
        driver.open(path)
        QApplication.sendPostedEvents()
        qtbot.wait(30)
        return held()

    def held() -> int:
        return len(window.findChildren(QObject))

    round_trip()
    first = round_trip()
    for _ in range(3):
        round_trip()
    # A watch of a job that is answered just now goes a moment later.
    qtbot.waitUntil(lambda: held() <= first)


def test_a_window_that_is_closed_is_gone(driver: Driver, qtbot: QtBot) -> None:
    second = app.build_window()
    second.show()
    second.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    with qtbot.waitSignal(second.destroyed):
        second.close()


def test_an_item_takes_at_most_four_keys_where_the_first_suggestion_is_taken(qtbot: QtBot) -> None:
    driver = Driver(qtbot)
    desk, cards = driver.window.desk, driver.window.panel.evidence
    driver.open(paths.seed("000_7247668ee333bfb4.txt"))
    with driver.suggested():
        desk.beginning.show_checklist("yzjh2017")
    driver.begin()
    assert desk.checklist is not None
    count, pressed = len(desk.checklist.items), 0
    for _ in range(count):
        wanted = ["Return"] if cards.row is not None and not cards.row.confirmed else []
        for keys in (*wanted, "1", "U"):
            press(driver, keys)
            pressed += 1
    assert desk.review is not None
    assert sum(score.settled for score in desk.review.scores) == count
    assert pressed / count <= 4
    driver.close()
