"""更正识别的文字 by key: what the page says is typed beside its picture, counts at once, can be undone and stays."""

from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from desktop import intake, pipeline
from desktop.desk import files
from desktop.intake.printed import ocr
from desktop.model.export import Kind
from desktop.model.recognition import Recognised
from desktop.sheets import dossier, export
from desktop.storage.casefile import CaseFile
from desktop.ui.dialogs.rewording import Clip
from tests.intake.printed import Page, pdf
from tests.intake.test_scans import lines, scan
from tests.ui.driver import Driver

SAID = "全县现有小学30所，其中城区小学12所，乡村小学1B所。"


@pytest.fixture
def driver(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Driver]:
    def recognised(_: intake.Pictures, page: int) -> Recognised:
        return Recognised(page, 0.0, lines(SAID, 90))

    monkeypatch.setattr(ocr, "available", lambda: True)
    monkeypatch.setattr(ocr, "named", lambda: "a test")
    monkeypatch.setattr(intake.Pictures, "recognised", recognised)
    report = tmp_path / "某县.pdf"
    report.write_bytes(pdf(Page().text(90, 90, "某县教育自查报告", 18), scan()))
    made = Driver(qtbot)
    made.open(report)
    with made.suggested():
        made.window.desk.recogniser.start()
    made.begin()
    yield made
    made.window.desk.abandon()
    made.window.close()


def values(driver: Driver) -> list[int]:
    seen = driver.window.desk.examination
    return [int(metric.value) for metric in seen.metrics if metric.value is not None] if seen else []


def correct(driver: Driver, words: str, said: str) -> QDialog:
    """Select words, press W, and type what the page says; give the dialog as it stands before Enter."""
    desk, reader = driver.window.desk, driver.window.reader
    assert desk.report is not None
    start = desk.report.text.index(words)
    reader.view.select(start, start + len(words))
    reader.view.setFocus()
    driver.keys("w")
    dialog = driver.window.findChild(QDialog)
    assert dialog is not None
    driver.qtbot.waitUntil(dialog.isActiveWindow)
    dialog.findChildren(QLineEdit)[0].setText(said)
    return dialog


def accept(driver: Driver, dialog: QDialog) -> None:
    with driver.suggested():
        QTest.keyClick(dialog.findChildren(QLineEdit)[0], Qt.Key.Key_Return)
    driver.qtbot.waitUntil(lambda: driver.window.findChild(QDialog) is None)
    driver.window.activateWindow()
    driver.qtbot.waitUntil(driver.window.isActiveWindow)


def test_a_word_is_corrected_beside_its_picture_used_at_once_undone_and_kept(driver: Driver) -> None:
    desk = driver.window.desk
    assert desk.report is not None
    text = desk.report.text
    assert 18 not in values(driver)
    dialog = correct(driver, "1B", "18")
    (clip,) = dialog.findChildren(Clip)
    driver.qtbot.waitUntil(lambda: desk.pictures.of(2, clip._width) is not None)
    assert any("1B" in label.text() for label in dialog.findChildren(QLabel))
    accept(driver, dialog)
    assert 18 in values(driver)
    assert desk.report.text == text
    at = text.index("乡村小学")
    assert desk.pen.add_selection(at, at + 7)
    assert [row.text for row in driver.cards if row.confirmed] == ["乡村小学18所"]
    assert desk.undo()
    (shown,) = driver.window.reader.view.underlay.rewords
    assert (text[shown.start : shown.end], shown.words) == ("1B", "18")
    with driver.suggested():
        driver.ctrl(Qt.Key.Key_Z)
    assert 18 not in values(driver)
    assert not driver.window.reader.view.underlay.rewords
    with driver.suggested():
        driver.ctrl(Qt.Key.Key_Y)
    path = desk.path
    assert path is not None
    desk.close()
    with CaseFile.open(path, writing=False) as file:
        assert file.verify() == ()
        assert file.history(file.case().reviews[0].id)[0].words == "更正文字“1B”为“18”"
    case = files.read_case(path)
    assert [each.value for each in case.log.review.corrections] == ["18"]
    case.close()


def test_what_was_corrected_is_corrected_again_whole_and_taken_back_by_the_old_words(driver: Driver) -> None:
    accept(driver, correct(driver, "1B所", "18个"))
    dialog = correct(driver, "B", "18所")
    accept(driver, dialog)
    review = driver.window.desk.review
    assert review is not None
    assert [(each.value, each.field) for each in review.corrections] == [("18所", "words")]
    accept(driver, correct(driver, "1B所", "1B所"))
    review = driver.window.desk.review
    assert review is not None
    assert review.corrections == ()


def test_papers_quote_what_was_corrected(driver: Driver, tmp_path: Path) -> None:
    desk = driver.window.desk
    accept(driver, correct(driver, "1B", "18"))
    assert desk.report is not None
    at = desk.report.text.index("乡村小学")
    assert desk.pen.add_selection(at, at + 7)
    assert desk.pen.give(level="达标")
    path = desk.path
    assert path is not None
    desk.close()
    with CaseFile.open(path, writing=False) as file:
        case = file.case()
    examination = pipeline.examine(files.read_held(case, case.documents[0]).report)
    papers = dossier(case, case.reviews[0].id, examination)
    export(tmp_path / "意见.docx", papers, Kind.OPINION)
    export(tmp_path / "评分表.xlsx", papers, Kind.SHEET)
    letter = "".join(docx.Document(str(tmp_path / "意见.docx")).element.body.itertext())
    cells = [str(cell) for row in load_workbook(tmp_path / "评分表.xlsx")["评分表"].values for cell in row]
    assert "乡村小学18所" in letter
    assert "乡村小学18所" in cells
    assert "乡村小学1B所" not in cells
