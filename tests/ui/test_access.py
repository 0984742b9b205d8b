"""For everyone: each control has a name and a description, is reached by Tab, and shows where the focus is."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible, QFont, QFontDatabase
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QTextEdit,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop import paths
from desktop.ui import theme
from desktop.ui.checklist_editor.editions_view import EditionsView
from desktop.ui.checklist_editor.editor import Editor
from desktop.ui.dialogs.fault import FaultDialog
from desktop.ui.dialogs.lost import show_lost
from desktop.ui.right_side import TITLES
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


def told(widget: QWidget) -> tuple[str, str]:
    """Give name and description as a screen reader gets them; a box of choices has its name from its label there."""
    seen = QAccessible.queryAccessibleInterface(widget)
    name = widget.accessibleName() or seen.text(QAccessible.Text.Name)
    return name, widget.accessibleDescription() or seen.text(QAccessible.Text.Description)


def untold(root: QWidget) -> list[str]:
    """List the controls that lack a name or a description."""
    held = [(widget, *told(widget)) for widget in controls(root) if widget.focusProxy() is None]
    return [f"{type(widget).__name__} {name!r} {words!r}" for widget, name, words in held if not (name and words)]


@pytest.mark.parametrize("tab", range(len(TITLES)))
def test_every_control_of_every_tab_has_a_name_and_a_description(driver: Driver, tab: int) -> None:
    driver.window.side.show_tab(tab)
    driver.ctrl(Qt.Key.Key_F)
    assert not untold(driver.window)


def test_cards_forms_and_dialogs_have_them_too(driver: Driver) -> None:
    window, seen = driver.window, driver.window.desk.examination
    assert seen is not None
    metric = seen.metrics[3]
    window.reader.mark_clicked.emit("metric", metric.start, metric.start)
    driver.keys("c")
    assert window.panel.mark_card.form.isVisible()
    driver.keys("m")
    window.messages.say("已导出。", "error", "打开文件夹", lambda: None)
    window.scoring.search_items()
    assert window.checklist.search.isVisible()
    assert not untold(window)
    driver.key(Qt.Key.Key_Escape)
    window.scoring.go_to()
    assert window.picker.isVisible()
    assert not untold(window)
    window.views.show_preferences()
    window.helping.show_keys()
    dialogs = window.findChildren(QDialog)
    assert len(dialogs) == 2
    for dialog in dialogs:
        assert controls(dialog)
        assert not untold(dialog)
        dialog.close()


def test_the_dialogs_of_checklists_have_them(driver: Driver) -> None:
    window, held = driver.window, driver.window.desk.checklist
    assert held is not None
    for dialog in (
        window.rules.show_shelf(),
        window.rules.show_tally(),
        window.rules.show_inspection(),
        Editor(held, window),
        EditionsView(held, held, None, window),
        show_lost(window, (("a", "一项", "旧句", "近句"),), lambda _: None),
        window.files.show_backups(),
        window.files.show_case(),
        window.files.show_export(),
        FaultDialog(window, "一处出错。", "somewhere.py:1"),
    ):
        assert dialog is not None
        dialog.show()
        assert len(controls(dialog)) >= 1
        assert not untold(dialog), type(dialog).__name__
        dialog.close()


@pytest.mark.parametrize("key", ["shelf", "inspect", "preferences", "keys", "restore", "info", "export"])
def test_what_is_asked_for_twice_stands_there_once(driver: Driver, key: str) -> None:
    window = driver.window
    window.desk.pen.give(level="达标")
    for _ in range(2):
        window.actions_[key].trigger()
    shown = [dialog for dialog in window.findChildren(QDialog) if dialog.isVisible()]
    assert len(shown) == 1
    shown[0].close()


def test_the_start_page_and_the_bar_before_a_review_have_them(driver: Driver) -> None:
    window = driver.window
    assert window.desk.close()
    assert window.start_page.isVisible()
    assert len(controls(window)) >= 5
    assert not untold(window)
    driver.open(paths.seed("000_7247668ee333bfb4.txt"))
    assert window.start_bar.begin.isVisible()
    assert not untold(window)


def walk(driver: Driver) -> list[QWidget]:
    """Go once around by Tab, from the menu."""
    window = driver.window
    window.topbar.findChildren(QToolButton)[0].setFocus(Qt.FocusReason.TabFocusReason)
    met: list[QWidget] = []
    while (focus := QApplication.focusWidget()) is not None and focus not in met:
        met.append(focus)
        window.focusNextChild()
    return met


@pytest.mark.parametrize("tab", range(len(TITLES)))
def test_tab_reaches_every_control(driver: Driver, tab: int) -> None:
    window = driver.window
    window.side.show_tab(tab)
    wanted, reached = set(controls(window)), set(walk(driver))
    # Of buttons in a group, Tab reaches one and the arrow keys the others.
    groups = {w.group() for w in reached if isinstance(w, QAbstractButton) and w.group() is not None}
    missed = [
        f"{type(w).__name__} {told(w)[0]}"
        for w in wanted - reached
        if w.focusProxy() is None and not (isinstance(w, QAbstractButton) and w.group() in groups)
    ]
    assert not missed


def test_tab_goes_the_way_the_eye_goes(driver: Driver) -> None:
    window = driver.window
    panel, bar = window.panel, window.panel.score_bar
    driver.keys("jj")
    given = bar.button("1")
    assert given is not None
    met = walk(driver)
    wanted: list[QWidget] = [window.reader.view, window.side.tabs, window.tree, panel.evidence, given]
    wanted += [bar.reason, bar.remark, bar.doubt, bar.next]
    assert [widget for widget in met if widget in wanted] == wanted
    assert all(window.status.isAncestorOf(widget) for widget in met[met.index(bar.next) + 1 :])


def test_the_focus_can_be_seen_wherever_it_is(driver: Driver) -> None:
    window = driver.window
    driver.ctrl(Qt.Key.Key_F)
    driver.key(Qt.Key.Key_Escape)
    for tab in range(len(TITLES)):
        window.side.show_tab(tab)
        rows = window.side.pane(tab).view if tab else window.tree
        if tab and rows.model().rowCount():
            rows.setCurrentIndex(rows.model().index(0, 0))
        for widget in walk(driver):
            widget.setFocus(Qt.FocusReason.TabFocusReason)
            focused = widget.grab().toImage()
            window.setFocus()
            assert widget.grab().toImage() != focused, (tab, type(widget).__name__, told(widget))


@pytest.fixture
def large(qapp: QApplication) -> Iterator[None]:
    """Let the system want text half as large again, before the window is built."""
    theme.fit(20)
    theme.apply(qapp, "light")
    qapp.setFont(theme.font(theme.INTERFACE_PX))
    yield
    theme.fit(theme.INTERFACE_PX)
    qapp.setFont(theme.font(theme.INTERFACE_PX))
    theme.apply(qapp, "light")


@pytest.mark.usefixtures("large")
def test_larger_text_of_the_system_is_cut_off_nowhere(qtbot: QtBot) -> None:
    driver = Driver(qtbot)
    driver.window.resize(1920, 1080)
    driver.open(paths.seed("000_7247668ee333bfb4.txt"))
    driver.begin()
    window = driver.window
    for tab in range(len(TITLES)):
        window.side.show_tab(tab)
        qtbot.wait(20)
        buttons = [
            w
            for w in window.findChildren(QAbstractButton)
            if w.isVisible() and not isinstance(w.parentWidget(), QLineEdit)
        ]
        cut = [
            f"{type(w).__name__} {w.text()} {w.size()} {w.sizeHint()}"
            for w in buttons
            if w.height() < w.fontMetrics().height() or (w.text() and w.width() < w.sizeHint().width())
        ]
        assert not cut
    assert window.tree.sizeHintForRow(0) >= window.tree.fontMetrics().height() + 8
    assert window.reader.view.document().defaultFont().pixelSize() > 20 or (
        window.reader.view.document().defaultFont().pointSizeF() > 15
    )
    window.desk.abandon()
    window.close()


def test_the_window_fits_a_small_laptop_at_125_percent(driver: Driver) -> None:
    window = driver.window
    window.resize(1093, 544)
    driver.keys("m")
    assert window.panel.note_form.isVisible()
    metric = window.desk.examination.metrics[3] if window.desk.examination else None
    assert metric is not None
    window.reader.mark_clicked.emit("metric", metric.start, metric.start)
    driver.qtbot.wait(20)
    assert (window.width(), window.height()) == (1093, 544), "1366×768, less the bars of the system"


WORDED = (QLabel, QAbstractButton, QLineEdit, QTextEdit, QPlainTextEdit, QListWidget)


def sizes(window: QWidget) -> list[tuple[object, ...]]:
    """List what was measured for text: the fonts of what holds words, and the sizes that it may have."""
    held = [widget for widget in window.findChildren(QWidget) if isinstance(widget, WORDED)]
    return [(type(w).__name__, w.font().pixelSize(), w.minimumSize(), w.maximumSize()) for w in held]


def test_text_grows_with_the_systems_while_the_program_runs(
    qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A window that grew is measured as one that was built for the larger text."""
    driver = Driver(qtbot)
    driver.open(paths.seed("000_7247668ee333bfb4.txt"))
    driver.begin()
    small = driver.window.tree.sizeHintForRow(0)
    system = QFont(qapp.font())
    system.setPixelSize(20)
    monkeypatch.setattr(QFontDatabase, "systemFont", lambda _: system)
    try:
        QApplication.sendEvent(driver.window, QEvent(QEvent.Type.ThemeChange))
        assert theme.scale() == 20 / theme.INTERFACE_PX
        other = Driver(qtbot)
        other.open(paths.seed("000_7247668ee333bfb4.txt"))
        other.begin()
        grown, built = sizes(driver.window), sizes(other.window)
        assert [pair for pair in zip(grown, built, strict=True) if pair[0] != pair[1]] == []
        assert driver.window.tree.sizeHintForRow(0) > small
    finally:
        monkeypatch.undo()
        theme.fit(theme.INTERFACE_PX)
        qapp.setFont(theme.font(theme.INTERFACE_PX))
        theme.apply(qapp, "light")
