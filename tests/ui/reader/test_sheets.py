"""The pages beside the text: the same marks over the print, and every move goes both ways."""

from collections.abc import Iterator
from functools import partial

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop import intake, pipeline
from desktop.desk.files import OpenedReport
from desktop.desk.pictures import PagePictures
from desktop.model.examination import Examination
from desktop.model.finding import Finding, Relation
from desktop.model.pages import Picture
from desktop.ui import theme
from desktop.ui.reader import ReaderPane
from desktop.ui.reader.sheets import SheetView
from desktop.ui.reader.together import BOTH, SHEETS, TEXT
from tests.intake.printed import Page, column, pdf, wrapped

LEFT = Qt.MouseButton.LeftButton
SAID = "第{0}乡镇第{1}所学校现有学生{0}{1}0人，生均图书{1}{0}册，校舍面积{0}{1}00平方米。"


def _page(at: int) -> Page:
    page = Page()
    column(page, 90, 90, [line for number in range(1, 7) for line in wrapped(SAID.format(at, number), 30)])
    return page


DATA = pdf(*map(_page, range(1, 13)))


@pytest.fixture(scope="module")
def examination() -> Examination:
    read = pipeline.examine(intake.read_bytes(DATA, "校舍.pdf"))
    return read.model_copy(update={"findings": ()})


@pytest.fixture
def pane(qtbot: QtBot, qapp: QApplication, examination: Examination) -> Iterator[ReaderPane]:
    theme.apply(qapp, "light")
    made = ReaderPane()
    qtbot.addWidget(made)
    pictures = PagePictures(made)
    made.paged.draw_with(pictures)
    made.resize(1000, 640)
    pictures.lay(OpenedReport(examination.report, DATA))
    made.show_report(examination.report)
    made.show()
    qtbot.waitExposed(made)
    made.show_marks(examination)
    qtbot.waitUntil(lambda: pictures.of(1, sheets_of(made)._pixels(1)) is not None, timeout=20_000)
    yield made
    made.hide()
    pictures.finish()


def sheets_of(pane: ReaderPane) -> SheetView:
    return pane.paged.sheets


def point_of(sheets: SheetView, start: int, end: int) -> QPoint:
    """Give the middle of a run in the viewport."""
    _, rect = next(sheets._stack.places(start, end))
    at = rect.center() - QPointF(sheets.horizontalScrollBar().value(), sheets.verticalScrollBar().value())
    return at.toPoint()


def shown(sheets: SheetView, point: QPoint) -> bool:
    return sheets.viewport().rect().contains(point)


def metric(examination: Examination, page: int) -> tuple[int, int]:
    """Give the first figure on a page."""
    pages = examination.report.pages
    assert pages is not None
    return next((m.start, m.end) for m in examination.metrics if pages.page_of(m.start) == page)


def test_a_click_on_the_page_names_the_mark_and_brings_it_up_in_the_text(
    qtbot: QtBot, pane: ReaderPane, examination: Examination
) -> None:
    start, end = metric(examination, 8)
    sheets = sheets_of(pane)
    sheets.go_to_page(8)
    with qtbot.waitSignal(pane.mark_clicked) as caught:
        QTest.mouseClick(sheets.viewport(), LEFT, pos=point_of(sheets, start, end))
    assert caught.args[:2] == ["metric", start]
    first, last = pane.view.visible_run()
    assert first <= start < last
    assert pane.view.underlay.focus == (start, end)


@pytest.mark.parametrize("marked", [True, False])
def test_a_click_in_the_text_frames_the_place_on_its_page(
    pane: ReaderPane, examination: Examination, *, marked: bool
) -> None:
    sheets, view = sheets_of(pane), pane.view
    first, behind = metric(examination, 8)
    start, end = (first, behind) if marked else (first - 2, first - 1)
    view.scroll_to(start)
    pane.paged._lead(lambda: sheets.go_to_page(1))
    assert not shown(sheets, point_of(sheets, start, end))
    rect = view.laid.rects(start, end)[0].translated(0, -view.verticalScrollBar().value())
    QTest.mouseClick(view.viewport(), LEFT, pos=rect.center().toPoint())
    assert view.underlay.focus == (start, end)
    assert shown(sheets, point_of(sheets, start, end))


def test_a_jump_in_the_text_frames_the_place_on_its_page(pane: ReaderPane, examination: Examination) -> None:
    sheets = sheets_of(pane)
    start, end = metric(examination, 11)
    assert not shown(sheets, point_of(sheets, start, end))
    pane.jump(start, end)
    assert shown(sheets, point_of(sheets, start, end))
    assert sheets.page == 11


def test_text_and_pages_scroll_together(pane: ReaderPane) -> None:
    sheets = sheets_of(pane)
    sheets.go_to_page(7)
    assert pane.view.top == pytest.approx(sheets.top, abs=60)
    assert pane.view.top > 0
    pane.view.scroll_to(0)
    pane.view.verticalScrollBar().setValue(pane.view.verticalScrollBar().maximum() // 2)
    assert sheets.top == pytest.approx(pane.view.top, abs=60)
    assert sheets.page > 3


def test_marks_are_drawn_over_the_print_and_leave_its_words(pane: ReaderPane, examination: Examination) -> None:
    sheets = sheets_of(pane)
    start, end = metric(examination, 1)
    _, rect = next(sheets._stack.places(start, end))
    picture = sheets.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    place = rect.translated(0, -sheets.verticalScrollBar().value()).toRect()
    colours = {
        picture.pixelColor(x, y).name()
        for x in range(place.left(), place.right())
        for y in range(place.top(), place.bottom())
    }
    assert theme.paper("metric").name() in colours
    assert min(int(name[1:3], 16) for name in colours) < 90


def test_a_mark_over_another_has_its_own_colour_on_the_page_as_in_the_text(
    pane: ReaderPane, examination: Examination
) -> None:
    start, end = metric(examination, 1)
    doubted = Finding(check=Relation.SUM, anchors=(start,), says="合计与分项之和不一致")
    pane.show_marks(examination.model_copy(update={"findings": (doubted,)}))
    sheets = sheets_of(pane)
    _, rect = next(sheets._stack.places(start, end))
    picture = sheets.grab().toImage()
    place = rect.translated(0, -sheets.verticalScrollBar().value()).toRect()
    middle = [picture.pixelColor(x, place.center().y()).name() for x in range(place.left(), place.right())]
    assert theme.paper("finding").name() in middle


def test_words_selected_on_the_page_are_selected_in_the_text(
    qtbot: QtBot, pane: ReaderPane, examination: Examination
) -> None:
    sheets, text = sheets_of(pane), examination.report.text
    start = text.index("生均图书")
    first, last = point_of(sheets, start, start + 1), point_of(sheets, start + 3, start + 4)
    QTest.mousePress(sheets.viewport(), LEFT, pos=first)
    QTest.mouseMove(sheets.viewport(), (first + last) / 2)
    QTest.mouseMove(sheets.viewport(), last)
    with qtbot.waitSignal(pane.selection_made) as caught:
        QTest.mouseRelease(sheets.viewport(), LEFT, pos=last)
    assert text[slice(*caught.args)] == "生均图书"
    assert pane.selection() == tuple(caught.args)


def test_zoom_keeps_the_line_on_top_and_the_wheel_does_it(pane: ReaderPane) -> None:
    sheets = sheets_of(pane)
    sheets.go_to_page(5)
    top = sheets.top
    place = QPointF(sheets.viewport().rect().center())
    wheel = QWheelEvent(
        place,
        sheets.viewport().mapToGlobal(place),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(sheets.viewport(), wheel)
    assert sheets.zoom == 110
    assert sheets.top == top
    assert pane.zoom == 100


@pytest.mark.parametrize(("mode", "text", "pages"), [(TEXT, True, False), (SHEETS, False, True), (BOTH, True, True)])
def test_text_pages_or_both(pane: ReaderPane, mode: str, text: bool, pages: bool) -> None:
    pane.paged.mode_bar.buttons[mode].click()
    assert (pane.view.isVisible(), sheets_of(pane).isVisible()) == (text, pages)
    assert pane.paged.mode == mode


def test_a_thumbnail_leads_to_its_page_and_bears_its_marks(qtbot: QtBot, pane: ReaderPane) -> None:
    pane.paged.tabs.setCurrentIndex(1)
    thumbs = pane.paged.thumbs
    assert thumbs.isVisible()
    assert {kind for kind, *_ in thumbs._ticks(1)} >= {"metric"}
    QTest.mouseClick(thumbs.viewport(), LEFT, pos=QPoint(80, round(thumbs._step * 1.5)))
    assert sheets_of(pane).page == 2
    qtbot.waitUntil(lambda: "第 2 / 12 页" in pane.paged.mode_bar._place.text())


def test_places_come_back(pane: ReaderPane) -> None:
    pane.paged.mode_bar.buttons[SHEETS].click()
    pane.paged.tabs.setCurrentIndex(1)
    sheets_of(pane).set_zoom(150)
    sheets_of(pane).go_to_page(6)
    left, top = pane.place(), sheets_of(pane).top
    pane.paged.mode_bar.buttons[TEXT].click()
    sheets_of(pane).set_zoom(100)
    pane.view.scroll_to(0)
    pane.restore(left)
    assert pane.paged.mode == SHEETS
    assert sheets_of(pane).zoom == 150
    assert sheets_of(pane).top == pytest.approx(top, abs=60)
    assert pane.paged.tabs.currentIndex() == 1


def test_a_report_without_pages_shows_its_text_alone(pane: ReaderPane) -> None:
    pane.paged.tabs.setCurrentIndex(1)
    pane.show_report(intake.read_text("全县小学12所。", "甲.txt"))
    assert pane.view.isVisible()
    assert not sheets_of(pane).isVisible()
    assert not pane.paged.mode_bar.isVisible()
    assert pane.outline.isVisible()


def test_hundreds_of_pages_are_drawn_when_they_come_into_sight_and_few_are_kept(
    qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    count, asked = 600, []

    def of(_: intake.Pictures, page: int, scale: float) -> Picture:
        asked.append(page)
        width, height = round(595 * scale), round(842 * scale)
        return Picture(width, height, b"\xff" * (4 * width * height))

    monkeypatch.setattr(intake.Pictures, "of", of)
    data = pdf(*(Page().text(90, 90, f"第{at}所学校现有学生{at + 100}人。", 12) for at in range(1, count + 1)))
    examination = pipeline.examine(intake.read_bytes(data, "长.pdf"))
    assert len(examination.metrics) == count
    theme.apply(qapp, "light")
    pane = ReaderPane()
    qtbot.addWidget(pane)
    drawer = PagePictures(pane)
    pane.paged.draw_with(drawer)
    pane.resize(1400, 900)
    drawer.lay(OpenedReport(examination.report, data))
    pane.show_report(examination.report)
    pane.paged.show_mode(SHEETS)
    pane.paged.tabs.setCurrentIndex(1)
    pane.show()
    qtbot.waitExposed(pane)
    pane.show_marks(examination)
    sheets, thumbs = sheets_of(pane), pane.paged.thumbs

    def drawn(page: int) -> bool:
        return drawer.of(page, sheets._pixels(page)) is not None

    qtbot.waitUntil(lambda: drawn(1), timeout=20_000)
    for page in range(2, 300):
        sheets.go_to_page(page)
    thumbs.asked.emit(count)
    qtbot.waitUntil(lambda: drawn(count), timeout=20_000)
    qtbot.waitUntil(lambda: not any(drawer._queue.values()), timeout=20_000)
    # What was only passed on the way is not drawn: only what stood in sight at either end, large and small.
    assert len(asked) < 60
    qtbot.waitUntil(lambda: pane.paged.thumbs._page == count)
    for page in range(count, count - 60, -1):
        sheets.go_to_page(page)
        qtbot.waitUntil(partial(drawn, page), timeout=20_000)
    assert sum(len(held.pixels) for held in drawer._held.values() if held) <= 96 * 1024 * 1024
    assert not drawn(count)
    assert [kind for kind, *_ in thumbs._ticks(count)] == ["metric"]
    pane.hide()
    drawer.finish()
