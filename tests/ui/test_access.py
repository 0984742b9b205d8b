"""For everyone: each control has a name and a description, is reached by Tab, and shows where the focus is."""

from collections.abc import Iterable, Iterator
from pathlib import Path

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
from desktop.ui.right_side import TITLES
from tests.ui import sights
from tests.ui.driver import SEED, Driver


@pytest.fixture
def driver(driver: Driver) -> Driver:
    return driver.reviewing(SEED)


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


def unreached(root: QWidget) -> list[str]:
    """List the controls that Tab does not lead to; of buttons in a group, the arrow keys lead to the others."""
    wanted = [widget for widget in controls(root) if widget.focusProxy() is None]
    reached = walk(root)
    groups = {w.group() for w in reached if isinstance(w, QAbstractButton) and w.group() is not None}
    return [
        f"{type(w).__name__} {told(w)[0]}"
        for w in wanted
        if w not in reached and not (isinstance(w, QAbstractButton) and w.group() in groups)
    ]


def walk(root: QWidget) -> list[QWidget]:
    """Go once around by Tab, from the first control."""
    first = next((widget for widget in controls(root) if widget.focusProxy() is None), None)
    if first is None:
        return []
    first.setFocus(Qt.FocusReason.TabFocusReason)
    met: list[QWidget] = []
    while (focus := QApplication.focusWidget()) is not None and focus not in met:
        met.append(focus)
        root.focusNextChild()
    return met


def unmarked(widgets: Iterable[QWidget]) -> list[str]:
    """List the controls that look alike with the focus and without."""
    found = []
    for widget in widgets:
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        focused = widget.grab().toImage()
        widget.clearFocus()
        if widget.grab().toImage() == focused:
            found.append(f"{type(widget).__name__} {told(widget)[0]}")
    return found


def test_everything_on_screen_is_named_reached_by_tab_and_shows_the_focus(qtbot: QtBot, tmp_path: Path) -> None:
    """Whatever the program can show is seen in this round; a new widget or dialog has to be put into it."""
    driver = Driver(qtbot)
    faults: dict[str, list[str]] = {}
    seen, names, marked = set[type[QWidget]](), set[str](), set[QWidget]()

    def see(name: str, root: QWidget) -> None:
        names.add(name)
        qtbot.wait(20)
        shown = [widget for widget in root.findChildren(QWidget) if widget.isVisible()]
        seen.update(map(type, (root, *shown)))
        fresh = [widget for widget in controls(root) if widget not in marked and widget.focusProxy() is None]
        marked.update(fresh)
        found = [*untold(root), *(f"unreached {each}" for each in unreached(root))]
        found += [f"no focus to be seen {each}" for each in unmarked(fresh)]
        if found:
            faults[name] = found

    sights.go_round(driver, see, tmp_path)
    driver.window.desk.abandon()
    driver.window.close()
    assert not faults, "\n".join(f"{name}: {'; '.join(found)}" for name, found in faults.items())
    assert not (missed := sorted(each.__name__ for each in sights.widgets() - seen)), " ".join(missed)
    assert not (missed := sorted(sights.made_by_hand() - names)), " ".join(missed)


@pytest.mark.parametrize("key", ["shelf", "inspect", "preferences", "keys", "restore", "info", "export"])
def test_what_is_asked_for_twice_stands_there_once(driver: Driver, key: str) -> None:
    window = driver.window
    window.desk.pen.give(level="达标")
    for _ in range(2):
        window.actions_[key].trigger()
    shown = [dialog for dialog in window.findChildren(QDialog) if dialog.isVisible()]
    assert len(shown) == 1
    shown[0].close()


def test_tab_goes_the_way_the_eye_goes(driver: Driver) -> None:
    window = driver.window
    panel, bar = window.panel, window.panel.score_bar
    driver.keys("jj")
    given = bar.button("1")
    assert given is not None
    window.topbar.findChildren(QToolButton)[0].setFocus(Qt.FocusReason.TabFocusReason)
    met = walk(window)
    wanted: list[QWidget] = [window.reader.view, window.side.tabs, window.tree, panel.evidence, given]
    wanted += [bar.reason, bar.remark, bar.doubt, bar.next]
    assert [widget for widget in met if widget in wanted] == wanted
    assert all(window.status.isAncestorOf(widget) for widget in met[met.index(bar.next) + 1 :])


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
    for _ in range(10):  # a larger part tells its parent, that one its own
        driver.qtbot.wait(5)
    assert window.minimumSizeHint().height() <= 544
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
