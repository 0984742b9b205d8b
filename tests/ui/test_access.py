"""For everyone: each control has a name, is reached by Tab, and shows where the focus is."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop import paths
from desktop.ui.dialogs.preferences import Preferences
from desktop.ui.right_side import CHECKLIST, FIGURES, FINDINGS, PROBLEMS
from tests.ui.driver import Driver


@pytest.fixture
def driver(qtbot: QtBot) -> Iterator[Driver]:
    made = Driver(qtbot)
    made.open(paths.seed("000_7247668ee333bfb4.txt"))
    made.begin()
    yield made
    made.window.desk.abandon()
    made.window.close()


def controls(root: QWidget) -> list[QWidget]:
    """List what can be used in a window, in sight now."""
    return [
        widget
        for widget in root.findChildren(QWidget)
        if widget.isVisible()
        and widget.isEnabled()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.window() is root.window()
        and not (isinstance(widget, QLineEdit) and isinstance(widget.parentWidget(), QComboBox))
    ]


def name(widget: QWidget) -> str:
    words = widget.text() if isinstance(widget, QAbstractButton) else ""
    return widget.accessibleName() or words


def nameless(root: QWidget) -> list[QWidget]:
    return [widget for widget in controls(root) if not name(widget) and widget.focusProxy() is None]


@pytest.mark.parametrize("tab", [CHECKLIST, FIGURES, PROBLEMS, FINDINGS])
def test_every_control_of_every_tab_has_a_name(driver: Driver, tab: int) -> None:
    driver.window.side.show_tab(tab)
    driver.ctrl(Qt.Key.Key_F)
    assert not nameless(driver.window)


def test_cards_and_dialogs_have_names_too(driver: Driver) -> None:
    window, seen = driver.window, driver.window.desk.examination
    assert seen is not None
    metric = seen.metrics[3]
    window.reader.mark_clicked.emit("metric", metric.start, metric.start)
    driver.keys("c")
    assert window.panel.mark_card.form.isVisible()
    driver.keys("m")
    assert not nameless(window)
    driver.key(Qt.Key.Key_Escape)
    driver.window.scoring.go_to()
    assert not nameless(window)
    window.views.show_preferences()
    dialog = window.findChild(Preferences)
    assert dialog is not None
    assert len(controls(dialog)) >= 7
    assert not nameless(dialog)
    dialog.close()


@pytest.mark.parametrize("tab", [CHECKLIST, FIGURES, FINDINGS])
def test_tab_reaches_every_control(driver: Driver, tab: int) -> None:
    window = driver.window
    window.side.show_tab(tab)
    wanted = set(controls(window))
    reached: set[QWidget] = set()
    for _ in range(2 * len(wanted) + 10):
        window.focusNextChild()
        focus = QApplication.focusWidget()
        if focus is not None:
            reached.add(focus)
    # Of buttons in a group, Tab reaches one and the arrow keys the others.
    groups = {w.group() for w in reached if isinstance(w, QAbstractButton) and w.group() is not None}
    missed = [
        f"{type(w).__name__} {name(w)}"
        for w in wanted - reached
        if w.focusProxy() is None and not (isinstance(w, QAbstractButton) and w.group() in groups)
    ]
    assert not missed
