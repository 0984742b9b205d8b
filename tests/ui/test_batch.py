"""A folder of reports worked through from the keyboard: listed, opened one after the other, the list kept."""

from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog

from desktop.ui.dialogs.batch import BatchDialog
from tests.desk import builders
from tests.ui.driver import WAIT, Driver

Key = Qt.Key


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "送审"
    made.mkdir()
    for name in ("甲县", "乙县"):
        text = f"{name}2023年教育工作自评报告\n" + "\n".join(builders.LINES)
        (made / f"{name}.txt").write_text(text, encoding="utf-8")
    return made


def dropped(driver: Driver, folder: Path) -> BatchDialog:
    """Drop a folder on the window, as from a file manager."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(folder))])
    copy = Qt.DropAction.CopyAction
    for event in (QDragEnterEvent, QDropEvent):
        happened = event(QPoint(9, 9), copy, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier(0))
        QCoreApplication.sendEvent(driver.window, happened)
    dialog = driver.window.findChild(BatchDialog)
    assert isinstance(dialog, BatchDialog)
    driver.qtbot.waitUntil(lambda: not driver.window.desk.batch.busy, timeout=WAIT)
    return dialog


def test_a_dropped_folder_is_listed_and_worked_through_with_one_key(driver: Driver, folder: Path) -> None:
    desk, dialog = driver.window.desk, dropped(driver, folder)
    rows = [dialog.table.topLevelItem(row) for row in range(dialog.table.topLevelItemCount())]
    assert [row.text(0) for row in rows if row] == ["乙县.txt", "甲县.txt"]
    assert all(row.text(7) == "未开始" for row in rows if row)
    driver.window.activateWindow()
    for name in ("乙县2023年教育工作自评报告", "甲县2023年教育工作自评报告", "乙县2023年教育工作自评报告"):
        with driver.suggested():
            driver.key(Key.Key_F6)
        assert desk.title == name


def test_enter_in_the_list_opens_and_the_list_tells_how_far_a_review_is(driver: Driver, folder: Path) -> None:
    dialog = dropped(driver, folder)
    dialog.table.setFocus()
    with driver.suggested():
        driver.key(Key.Key_Return)
    assert driver.window.desk.title.startswith("乙县")
    driver.window.activateWindow()
    driver.qtbot.waitUntil(driver.window.isActiveWindow)
    driver.begin()
    driver.window.tree.setFocus()
    driver.keys("u1")
    driver.ctrl(Key.Key_W)
    assert driver.window.desk.report is None
    driver.qtbot.waitUntil(lambda: not driver.window.desk.batch.busy, timeout=WAIT)
    first = dialog.table.topLevelItem(0)
    assert first is not None
    assert first.text(7).startswith("已评 1 / ")
    assert "评完 0 份" in dialog.told.text()


def test_the_list_is_exported(driver: Driver, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    dialog = dropped(driver, folder)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "清单"), ""))
    with driver.qtbot.waitSignal(driver.window.desk.batch.written, timeout=WAIT):
        driver.click(dialog.export)
    assert (tmp_path / "清单.xlsx").is_file()
    assert "2 行" in dialog.told.text()


def test_one_list_a_window_whatever_is_pressed(driver: Driver, folder: Path) -> None:
    dropped(driver, folder)
    driver.window.activateWindow()
    driver.key(Key.Key_O, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
    assert len(driver.window.findChildren(BatchDialog)) == 1
