"""Settings count at once; cases come back after a crash; each case has one window."""

from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from desktop import app
from desktop.model.review import About
from desktop.storage import settings
from desktop.ui import theme
from desktop.ui.dialogs.preferences import Preferences
from desktop.ui.right_side import FIGURES, FINDINGS
from tests.ui.driver import SEED, WAIT, Driver


def test_each_setting_counts_at_once_and_is_kept(qtbot: QtBot) -> None:
    driver = Driver(qtbot)
    driver.open(SEED)
    driver.window.views.show_preferences()
    dialog = driver.window.findChild(Preferences)
    assert dialog is not None
    for button in dialog.themes.buttons():
        if button.text() == "深色":
            driver.click(button)
    assert theme.shown() == "dark"
    dialog.zoom.setCurrentIndex(dialog.zoom.findData(130))
    assert driver.window.reader.zoom == 130
    side = driver.window.side
    side.show_tab(FINDINGS)
    points = [row for row in side.pane(FINDINGS).table.rows if row.cells[0] == "· 百分号与百分点混用"]
    assert len(points) == 2
    driver.click(dialog.defects["D05"])
    assert not {row.key for row in points} & {row.key for row in side.pane(FINDINGS).table.rows}
    dialog.reviewer.setText("督学乙")
    dialog.reviewer.editingFinished.emit()
    dialog.font_box.setCurrentIndex(dialog.font_box.count() - 1)
    family = dialog.font_box.currentData()
    assert driver.window.reader.view.document().defaultFont().families()[0] == (family or theme.FAMILIES[0])
    dialog.close()
    kept, fault = settings.load()
    assert not fault
    assert kept.quiet_defects == ("D05",)
    assert (kept.theme.value, kept.zoom, kept.reviewer, kept.reading_font) == ("dark", 130, "督学乙", family)
    driver.window.views.theme_light()
    theme.read_in("")
    driver.close()


def test_the_key_map_names_every_key(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    driver = Driver(qtbot)
    large = SimpleNamespace(availableSize=lambda: QSize(1600, 1000))
    monkeypatch.setattr(type(driver.window), "screen", lambda _: large, raising=False)
    driver.window.helping.show_keys()
    dialog = next(d for d in driver.window.findChildren(QDialog) if d.windowTitle() == "快捷键")
    told = " ".join(label.property("text") for label in dialog.findChildren(QWidget) if label.property("text"))
    for key in ("Shift+E", "Ctrl+F", "Alt+", "Ctrl+1", "/", "N", "G"):
        assert key in told
    (area,) = dialog.findChildren(QScrollArea)
    assert not [bar for bar in (area.horizontalScrollBar(), area.verticalScrollBar()) if bar.isVisible()]
    dialog.close()
    driver.close()


def test_a_case_comes_back_after_a_crash_and_is_said(qtbot: QtBot) -> None:
    first = Driver(qtbot)
    first.open(SEED)
    first.begin()
    path = first.window.desk.path
    assert path is not None
    first.window.side.show_tab(FIGURES)
    qtbot.waitUntil(lambda: settings.load()[0].open_cases == (str(path),))
    left = settings.load()[0]
    first.close()
    settings.save(left)

    windows = app.Windows()
    window = windows.add()
    qtbot.addWidget(window)
    told: list[str] = []
    window.desk.started.connect(lambda: told.extend(each.text() for each in window.side.findChildren(QLabel)))
    windows.come_back()
    with qtbot.waitSignal(window.desk.suggested, timeout=WAIT):
        pass
    assert "正在列出指标…" in told, "nobody is told that there are none while it is read"
    assert window.desk.path == path
    assert "没有正常退出" in window.messages.words
    assert window.focusWidget() is window.side.pane(FIGURES).view, "no field takes what are keys of the desk"
    window.close()
    assert settings.load()[0].open_cases == ()


def test_a_case_that_cannot_come_back_is_not_said_to_be_there(qtbot: QtBot, tmp_path: Path) -> None:
    first = Driver(qtbot)
    first.open(SEED)
    first.begin()
    good = first.window.desk.path
    assert good is not None
    first.close()
    broken = tmp_path / "坏.duyue"
    broken.write_bytes(b"no case")
    window = app.build_window()
    qtbot.addWidget(window)
    window.show()
    window.come_back(broken)
    qtbot.waitUntil(lambda: "坏.duyue" in window.messages.words)
    window.messages.dismiss()
    with qtbot.waitSignal(window.desk.suggested, timeout=WAIT):
        window.files.open_path(good)
    assert "没有正常退出" not in window.messages.words
    window.close()


def test_two_cases_stand_side_by_side_and_each_has_one_window(qtbot: QtBot, tmp_path: Path) -> None:
    windows = app.Windows()
    one = windows.add()
    qtbot.addWidget(one)
    one.show()
    one.files.new_window()
    two = next(
        w for w in QApplication.topLevelWidgets() if isinstance(w, type(one)) and w not in (one,) and w.isVisible()
    )
    for window in (one, two):
        with qtbot.waitSignal(window.desk.suggested, timeout=WAIT):
            window.files.open_path(SEED)
        assert window.desk.beginning.start(About(district="某县"), tmp_path)
    assert one.desk.path != two.desk.path
    path = one.desk.path
    assert path is not None
    two.files.open_path(path)
    assert two.desk.path != path, "the case stays in its own window"
    assert not two.messages.words
    two.close()
    one.close()
