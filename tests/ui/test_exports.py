"""What leaves the desk through the window: cards, formats, names, progress, print; and the edited sheet back in."""

import re
import threading
from collections import Counter
from ctypes import byref, c_uint
from pathlib import Path
from threading import Event

import pypdfium2 as pdfium
import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QMetaObject, QRectF, Qt
from PySide6.QtGui import QAction, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QGraphicsView, QTreeWidget

from desktop import paths
from desktop.model.checklist import number_of
from desktop.model.export import SUFFIXES, Kind
from desktop.model.merge import SheetChanges
from desktop.model.review import ScoreState
from desktop.sheets import pdf
from desktop.ui import theme
from desktop.ui.checklist_editor.inspection_view import InspectionView
from desktop.ui.dialogs import printing
from desktop.ui.dialogs.export import ExportDialog
from desktop.ui.dialogs.read_back import checked
from tests.ui.driver import WAIT, Driver
from tests.ui.test_icons import colours

SEED = "000_7247668ee333bfb4.txt"


@pytest.fixture
def driver(driver: Driver) -> Driver:
    return driver.reviewing(paths.seed(SEED))


def opened(driver: Driver) -> ExportDialog:
    dialog = driver.window.files.show_export()
    assert dialog is not None
    return dialog


def test_each_card_has_its_formats_and_a_chinese_name(driver: Driver) -> None:
    dialog = opened(driver)
    assert set(dialog.cards) == set(Kind) - {Kind.TEMPLATE}
    for kind, card in dialog.cards.items():
        driver.click(card)
        shown = tuple(suffix for suffix, button in dialog.formats.items() if button.isVisible())
        assert (dialog.kind, dialog.suffix, set(shown)) == (kind, SUFFIXES[kind][0], set(SUFFIXES[kind]))
        name = Path(dialog.name.text()).name
        assert re.fullmatch(rf"荣昌区-2023-{kind.value}-\d{{8}}{re.escape(dialog.suffix)}", name)
        assert dialog.template.isVisible() is (kind is Kind.OPINION)
        assert dialog.printed.isEnabled() is (".pdf" in SUFFIXES[kind])
    driver.click(dialog.cards[Kind.SHEET])
    driver.click(dialog.formats[".pdf"])
    assert dialog.name.text().endswith(".pdf")


@pytest.mark.parametrize("kind", [Kind.OPINION, Kind.MARKED, Kind.VISITS, Kind.FIGURES, Kind.CASE])
def test_a_paper_is_written_away_from_the_window(driver: Driver, tmp_path: Path, kind: Kind) -> None:
    dialog = opened(driver)
    driver.click(dialog.cards[kind])
    path = tmp_path / "导出" / "纸"
    dialog.name.setText(str(path))
    with driver.qtbot.waitSignals([dialog._press.progressed, driver.window.desk.exported], timeout=WAIT):
        driver.click(dialog.write)
    written = path.with_suffix(SUFFIXES[kind][0])
    assert written.stat().st_size > 0
    assert written.name in driver.window.messages.words
    assert driver.window.desk.settings.exports_folder == str(written.parent)
    assert [held.name for held in written.parent.iterdir()] == [written.name]


def test_a_file_that_cannot_be_taken_is_told_and_another_name_offered(driver: Driver, tmp_path: Path) -> None:
    dialog = opened(driver)
    taken = Path(dialog.name.text())
    taken.mkdir()
    dialog.name.setText(str(taken) + "/x.xlsx")
    (taken / "x.xlsx").mkdir()
    driver.click(dialog.write)
    assert "请填写文件名" in dialog.told.text()
    (tmp_path / "文件").touch()
    dialog.name.setText(str(tmp_path / "文件" / "x.xlsx"))
    with driver.qtbot.waitSignal(dialog._press.failed, timeout=WAIT):
        driver.click(dialog.write)
    assert "没有留下半个文件" in dialog.told.text()
    assert dialog.write.isEnabled()
    dialog.name.setText(str(tmp_path / ("长" * 300 + ".xlsx")))
    with driver.qtbot.waitSignal(dialog._press.failed, timeout=WAIT):
        driver.click(dialog.write)
    assert "太长" in dialog.told.text()


def test_an_export_can_be_cancelled(driver: Driver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desk, going, cancelled = driver.window.desk, Event(), Event()
    tick = desk.press._tick

    def slow(stop: Event, done: float) -> None:
        going.set()
        assert cancelled.wait(WAIT / 1000)
        tick(stop, done)

    monkeypatch.setattr(desk.press, "_tick", slow)
    dialog = opened(driver)
    path = tmp_path / "x.xlsx"
    dialog.name.setText(str(path))
    driver.click(dialog.write)
    assert going.wait(WAIT / 1000)
    assert dialog.progress.isVisible()
    assert not dialog.write.isEnabled()
    with driver.qtbot.waitSignal(desk.press.failed, timeout=WAIT):
        driver.click(dialog.stop)
        cancelled.set()
    assert "已取消" in dialog.told.text()
    assert not path.exists()
    driver.click(dialog.stop)
    assert not driver.window.findChildren(ExportDialog) or not dialog.isVisible()


def test_a_letter_by_the_offices_template(driver: Driver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    dialog = opened(driver)
    driver.click(dialog.cards[Kind.OPINION])
    blank = tmp_path / "模板.docx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(blank), ""))
    with driver.qtbot.waitSignal(driver.window.desk.exported, timeout=WAIT):
        driver.click(dialog.blank)
    assert blank.exists()
    assert "改好后" in dialog.told.text()
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(blank), ""))
    driver.click(dialog.other)
    assert "模板.docx" in dialog.used.text()
    blank.unlink()
    dialog.name.setText(str(tmp_path / "意见.docx"))
    with driver.qtbot.waitSignal(dialog._press.failed, timeout=WAIT):
        driver.click(dialog.write)
    assert "意见模板读不到" in dialog.told.text()
    driver.click(dialog.house)
    with driver.qtbot.waitSignal(driver.window.desk.exported, timeout=WAIT):
        driver.click(dialog.write)
    assert (tmp_path / "意见.docx").exists()


def test_the_button_offers_every_paper_and_asks_once(driver: Driver) -> None:
    window = driver.window
    menu = window.topbar.papers
    menu.popup(window.rect().center())
    kinds = [kind for kind in Kind if kind is not Kind.TEMPLATE]
    assert [action.text().split("\t")[0] for action in menu.actions()] == [kind.value for kind in kinds]
    assert all(action.text().split("\t")[1] for action in menu.actions())
    assert menu.isLeftToRight()
    letter = menu.actions()[1]
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(letter).center())
    for view in window.findChildren(InspectionView):
        driver.click(view.proceed)
    (dialog,) = window.findChildren(ExportDialog)
    chosen = [dialog.kind]
    assert window.files.show_export() is dialog, "asked again, the same dialog stands there"
    assert [*chosen, dialog.kind] == [Kind.OPINION, Kind.SHEET]


def test_pages_are_shown_before_they_are_printed(driver: Driver, tmp_path: Path) -> None:
    press = driver.window.desk.press
    with driver.qtbot.waitSignal(press.prepared, timeout=WAIT) as ready:
        press.prepare(Kind.OPINION)
    dialog = printing.show(driver.window, press, Kind.OPINION, ready.args[0])
    printer = dialog.printer()
    printer.setOutputFileName(str(tmp_path / "x.pdf"))
    press.paint(printer, Kind.OPINION, ready.args[0])
    assert (tmp_path / "x.pdf").read_bytes().startswith(b"%PDF")
    assert "评价意见" in dialog.windowTitle()


def test_pages_are_painted_away_from_the_window_which_cannot_be_closed_meanwhile(
    driver: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    window, press = driver.window, driver.window.desk.press
    asked = opened(driver)
    with driver.qtbot.waitSignals([press.prepared, asked.destroyed], timeout=WAIT):
        press.prepare()
        asked.close()
    with driver.qtbot.waitSignal(press.prepared, timeout=WAIT) as ready:
        press.prepare(Kind.OPINION)
    seen: list[tuple[bool, bool]] = []
    paint = pdf.paint

    def watched(*given: object) -> None:
        QMetaObject.invokeMethod(window, "close", Qt.ConnectionType.BlockingQueuedConnection)
        seen.append((threading.current_thread() is threading.main_thread(), window.isVisible()))
        paint(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(pdf, "paint", watched)
    dialog = printing.show(window, press, Kind.SHEET, ready.args[0])
    assert seen == [(False, True)]
    dialog.close()
    assert not dialog.isVisible()


def test_a_preview_is_black_on_white_in_the_dark_theme_too(driver: Driver, qapp: QApplication) -> None:
    press = driver.window.desk.press
    theme.apply(qapp, "dark")
    try:
        with driver.qtbot.waitSignal(press.prepared, timeout=WAIT) as ready:
            press.prepare(Kind.OPINION)
        dialog = printing.show(driver.window, press, Kind.SHEET, ready.args[0])
        (scene,) = {view.scene() for view in dialog.findChildren(QGraphicsView)}
        drawn = QImage(1200, 850, QImage.Format.Format_RGB32)
        drawn.fill(Qt.GlobalColor.white)
        painter = QPainter(drawn)
        painter.setPen(theme.colour("text"))
        page = scene.items()[-1]
        scene.render(painter, QRectF(drawn.rect()), page.sceneBoundingRect())
        painter.end()
        signs = [action.icon() for action in dialog.findChildren(QAction) if action.text()]
        assert len(signs) == 15
        assert all(ink == theme.colour("text").name() for sign in signs for ink in colours(sign))
    finally:
        theme.apply(qapp, "light")
    title = drawn.copy(300, 60, 600, 60)
    darkest = min(title.pixelColor(x, y).lightness() for x in range(600) for y in range(60))
    assert darkest < 80


@pytest.mark.parametrize("kind", [Kind.SHEET, Kind.OPINION, Kind.MARKED])
def test_a_paper_is_black_on_white_whatever_the_theme(
    driver: Driver, tmp_path: Path, qapp: QApplication, kind: Kind
) -> None:
    theme.apply(qapp, "dark")
    try:
        with driver.qtbot.waitSignal(driver.window.desk.exported, timeout=WAIT):
            driver.window.desk.press.export(tmp_path / "纸.pdf", kind)
    finally:
        theme.apply(qapp, "light")
    with pdfium.PdfDocument(tmp_path / "纸.pdf") as document:
        page = document[0].get_textpage()
        told = Counter(inks(page, at) for at in range(page.count_chars()))
    assert told.most_common(1)[0][0] == (0, 0, 0)
    assert not {ink for ink in told if min(ink) > 128}


def inks(page: pdfium.PdfTextPage, at: int) -> tuple[int, ...]:
    """Give the colour of one sign of a page."""
    parts = [c_uint() for _ in range(4)]
    pdfium.raw.FPDFText_GetFillColor(page, at, *map(byref, parts))
    return tuple(part.value for part in parts[:3])


def test_a_second_click_begins_no_second_paper(driver: Driver, tmp_path: Path) -> None:
    press = driver.window.desk.press
    with driver.qtbot.waitSignal(driver.window.desk.exported, timeout=WAIT):
        assert press.export(tmp_path / "一.json", Kind.CASE)
        assert not press.export(tmp_path / "一.json", Kind.CASE)
    assert sorted(path.name for path in tmp_path.glob("*.json")) == ["一.json"]


def test_an_edited_sheet_is_read_back_line_by_line(
    driver: Driver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window, desk = driver.window, driver.window.desk
    items = [item.id for item in desk.checklist.items] if desk.checklist else []
    desk.choose_item(items[0])
    desk.pen.give(level="达标")
    path = tmp_path / "表.xlsx"
    with driver.qtbot.waitSignal(desk.exported, timeout=WAIT):
        desk.press.export(path, Kind.SHEET)
    workbook = load_workbook(path)
    sheet = workbook["评分表"]
    head = int(str(sheet.freeze_panes).removeprefix("A")) - 1
    columns = {str(sheet.cell(head, at).value): at for at in range(1, sheet.max_column + 1)}
    lines = {str(sheet.cell(at, 1).value): at for at in range(head + 1, sheet.max_row + 1)}
    for item, column, value in ((items[0], "评分", "未达标"), (items[1], "评分", "达标"), (items[2], "评分", "良")):
        sheet.cell(lines[number_of(item)], columns[column]).value = value
    workbook.save(path)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    shown: list[QDialog] = []
    show = window.files.show_read_back
    desk.press.read_back.disconnect(show)
    desk.press.read_back.connect(lambda where, found: shown.append(show(where, found)))
    with driver.qtbot.waitSignal(desk.press.read_back, timeout=WAIT) as read:
        window.files.ask_read_back()
    found = read.args[1]
    assert isinstance(found, SheetChanges)
    assert [change.item for change in found.changes] == items[:3]
    (dialog,) = shown
    (table,) = dialog.findChildren(QTreeWidget)
    assert [change.key for change in checked(table)] == [number_of(item) for item in items[:2]], (
        "what the item cannot have cannot be taken"
    )
    line = table.topLevelItem(0)
    assert line is not None
    line.setCheckState(0, Qt.CheckState.Unchecked)
    assert desk.press.take("表.xlsx", Kind.SHEET, checked(table))
    assert desk.review is not None
    states = {score.item: (score.state, score.level) for score in desk.review.scores}
    assert states == {items[0]: (ScoreState.SCORED, "达标"), items[1]: (ScoreState.SCORED, "达标")}
    assert desk.undo()
    assert desk.review.score_of(items[1]) is None
