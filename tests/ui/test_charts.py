"""图示: pictures of the report and the review, by keys and mouse, with a table behind each."""

from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPdfWriter
from PySide6.QtPrintSupport import QPrintPreviewDialog
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.ui import theme
from desktop.ui.charts.trend import ticks
from desktop.ui.charts.view import ChartView, paint
from tests.ui.driver import Driver, report_of

WORDS = (
    "某县教育工作自查报告\n一、工作情况\n2022年全县普惠性幼儿园覆盖率为84.6%，2023年普惠性幼儿园覆盖率为88.1%。\n"
    "二、存在问题\n城区学位仍有缺口。\n"
)


@pytest.fixture
def driver(driver: Driver, tmp_path: Path) -> Driver:
    driver.open(report_of(WORDS, tmp_path))
    return driver


def opened(driver: Driver) -> ChartView:
    driver.ctrl(Qt.Key.Key_G)
    view = next(each for each in QApplication.topLevelWidgets() if isinstance(each, ChartView))
    driver.qtbot.waitUntil(lambda: view.list.count() > 1)
    driver.qtbot.waitExposed(view)
    return view


def named(view: ChartView) -> list[str]:
    return [view.list.item(at).text() for at in range(view.list.count())]


def test_keys_walk_through_a_picture_and_lead_to_the_text(driver: Driver) -> None:
    view = opened(driver)
    assert named(view) == ["各部分说法：成绩与问题", "普惠性幼儿园覆盖率"]
    view.list.setFocus()
    QTest.keyClick(view.list, Qt.Key.Key_Down)
    chart = view.chart
    assert chart is not None
    driver.qtbot.waitUntil(lambda: len(chart.spots) == 2)
    chart.setFocus()
    QTest.keyClick(chart, Qt.Key.Key_Right)
    QTest.keyClick(chart, Qt.Key.Key_Right)
    assert view.words.text().startswith("2023：88.1%")
    assert "比 ≥ 80% 高 8.1" in view.words.text()
    QTest.keyClick(chart, Qt.Key.Key_Return)
    focus = driver.window.reader.view.underlay.focus
    assert focus is not None
    assert WORDS[slice(*focus)] == "88.1%"


def test_a_click_on_a_sentence_leads_to_it(driver: Driver) -> None:
    view = opened(driver)
    chart = view.chart
    assert chart is not None
    driver.qtbot.waitUntil(lambda: bool(chart.spots))
    problem = next(spot for spot in chart.spots if spot.words.startswith("问题"))
    driver.click(chart, problem.box.center().toPoint())
    focus = driver.window.reader.view.underlay.focus
    assert focus is not None
    assert WORDS[slice(*focus)].startswith("城区学位")


def test_the_table_behind_a_picture_says_the_same(driver: Driver) -> None:
    view = opened(driver)
    view.list.setCurrentRow(1)
    driver.click(view.turn)
    lines = [line for at in range(view.table.topLevelItemCount()) if (line := view.table.topLevelItem(at))]
    assert [(line.text(0), line.text(1)) for line in lines[:2]] == [("2022", "84.6%"), ("2023", "88.1%")]
    assert {line.text(0) for line in lines[2:]} == {"标准线"}
    view.table.setFocus()
    view.table.setCurrentItem(lines[0])
    QTest.keyClick(view.table, Qt.Key.Key_Return)
    focus = driver.window.reader.view.underlay.focus
    assert focus is not None
    assert WORDS[slice(*focus)] == "84.6%"


def test_progress_follows_the_review(driver: Driver) -> None:
    driver.begin()
    view = opened(driver)
    driver.qtbot.waitUntil(lambda: view.list.item(0).text() == "各维度进度")
    view.list.setCurrentRow(0)
    assert cell(view, 1) == "0"
    driver.window.activateWindow()
    driver.qtbot.waitUntil(driver.window.isActiveWindow)
    driver.window.tree.setFocus()
    driver.keys("1")
    assert cell(view, 1) == "1"
    driver.ctrl(Qt.Key.Key_Z)
    assert cell(view, 1) == "0"


@pytest.mark.parametrize("name", ["light", "dark"])
def test_a_picture_is_copied_and_printed_on_white(driver: Driver, name: str, tmp_path: Path) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app, name)
    view = opened(driver)
    driver.click(view.copy)
    copied = QGuiApplication.clipboard().image()
    assert copied.pixelColor(2, 2) == QColor("#FFFFFF")
    assert darkest(copied) < 60
    assert view.chart is not None
    page = QPdfWriter(str(tmp_path / "图.pdf"))
    paint(page, view.chart)
    del page
    assert (tmp_path / "图.pdf").stat().st_size > 2_000
    dialog = view.preview()
    assert isinstance(dialog, QPrintPreviewDialog)
    dialog.close()
    theme.apply(app, "light")


def test_a_view_that_is_closed_at_once_waits_for_nothing(driver: Driver) -> None:
    for _ in range(3):
        driver.window.views.show_charts().close()
        driver.qtbot.waitUntil(lambda: not driver.window.findChildren(ChartView))
    driver.qtbot.waitUntil(lambda: not driver.window.desk.jobs.busy)


def cell(view: ChartView, column: int) -> str:
    line = view.table.topLevelItem(0)
    assert line is not None
    return line.text(column)


def darkest(image: QImage) -> int:
    return min(image.pixelColor(x, y).lightness() for x in range(0, 400) for y in range(0, 80))


def test_a_figure_off_its_course_is_framed_and_said_in_the_table(driver: Driver, tmp_path: Path) -> None:
    rates = ((2019, "80.5"), (2020, "82.0"), (2021, "38.5"), (2022, "84.6"), (2023, "86.1"))
    told = "，".join(f"{year}年全县普惠性幼儿园覆盖率为{rate}%" for year, rate in rates)
    (tmp_path / "离群.txt").write_bytes(f"某县自查报告\n一、工作情况\n{told}。\n".encode())
    driver.open(tmp_path / "离群.txt")
    view = opened(driver)
    view.list.setCurrentRow(named(view).index("普惠性幼儿园覆盖率"))
    chart = view.chart
    assert chart is not None
    driver.qtbot.waitUntil(lambda: len(chart.spots) == 5)
    assert [at for at, spot in enumerate(chart.spots) if "偏离其余各年的走势（按走势约 83.3%）" in spot.words] == [2]
    frame, image = QColor(theme.colour("not_met")), chart.grab().toImage()
    scale = image.width() / chart.width()
    box = chart.spots[2].box.adjusted(-12, -12, 12, 12)
    seen = {
        image.pixelColor(round(x * scale), round(y * scale)).name()
        for x in range(int(box.left()), int(box.right()))
        for y in range(int(box.top()), int(box.bottom()))
    }
    assert frame.name() in seen
    driver.click(view.turn)
    rows = [view.table.topLevelItem(at) for at in range(view.table.topLevelItemCount())]
    assert [bool(row and row.text(3)) for row in rows][:5] == [False, False, True, False, False]
    lines = [row for row in rows if row and row.text(0) == "标准线"]
    assert lines
    assert all(row.text(1) and row.text(4) for row in lines), "each line with its source"


@pytest.mark.parametrize(
    ("low", "high", "first", "last"),
    [("84.6", "88.1", "84", "89"), ("0", "0", "-1", "1"), ("-0.46", "29.29", "-10", "30"), ("5", "5", "4.4", "5.6")],
)
def test_round_amounts_enclose_what_is_shown(low: str, high: str, first: str, last: str) -> None:
    found = ticks(Decimal(low), Decimal(high))
    assert (found[0], found[-1]) == (Decimal(first), Decimal(last))
    assert 3 <= len(found) <= 8
