"""The start page: what was open before and how far it is; a newcomer's way to the first score."""

from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent
from PySide6.QtWidgets import QApplication, QFrame
from pytestqt.qtbot import QtBot

from desktop import app
from desktop.desk.recent_rows import RecentRow
from desktop.model.review import About, ScoreState
from tests.ui.driver import SEED, WAIT, Driver, report_of


def rows(driver: Driver) -> list[RecentRow]:
    recent = driver.window.start_page.recent
    return [recent.item(at).data(Qt.ItemDataRole.UserRole) for at in range(recent.count())]


def test_a_case_stands_there_with_its_progress_in_place_of_its_report(driver: Driver) -> None:
    driver.open(SEED)
    driver.ctrl(Qt.Key.Key_W)
    (report,) = rows(driver)
    assert (report.path, report.share) == (SEED, None)
    driver.open(SEED)
    driver.begin()
    path, checklist = driver.window.desk.path, driver.window.desk.checklist
    assert checklist is not None
    driver.keys("1u3u0")
    driver.ctrl(Qt.Key.Key_W)
    (case,) = rows(driver)
    assert case.path == path
    assert case.progress == f"已评 3 / {len(checklist.items)}"
    assert checklist.title in case.about
    entry = driver.window.start_page.recent.item(0)
    assert case.progress in entry.data(Qt.ItemDataRole.AccessibleTextRole)


def test_another_window_shows_how_far_an_open_case_is(qtbot: QtBot) -> None:
    windows = app.Windows()
    one, two = windows.add(), windows.add()
    qtbot.addWidget(one)
    for window in (one, two):
        window.show()
    with qtbot.waitSignal(one.desk.suggested, timeout=WAIT):
        one.files.open_path(SEED)
    assert one.desk.beginning.start(About(district="某县"))
    assert one.desk.pen.give(level="达标")
    one.activateWindow()
    qtbot.waitUntil(one.isActiveWindow)
    two.activateWindow()
    shown = two.start_page.recent
    qtbot.waitUntil(lambda: shown.item(0).data(Qt.ItemDataRole.UserRole).progress.startswith("已评 1 /"))
    one.close()
    two.close()


def test_a_recent_case_is_opened_by_keyboard(driver: Driver) -> None:
    driver.open(SEED)
    driver.begin()
    path = driver.window.desk.path
    driver.ctrl(Qt.Key.Key_W)
    recent = driver.window.start_page.recent
    recent.setFocus()
    driver.key(Qt.Key.Key_Down)
    with driver.suggested():
        driver.key(Qt.Key.Key_Return)
    assert driver.window.desk.path == path


def test_the_drop_area_shows_that_a_file_can_be_dropped(driver: Driver) -> None:
    page = driver.window.start_page
    area = next(frame for frame in page.findChildren(QFrame) if frame.property("role") == "card-dashed")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(SEED))])
    button, held = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(driver.window, QDragEnterEvent(QPoint(9, 9), Qt.DropAction.CopyAction, data, button, held))
    assert area.property("over")
    QApplication.sendEvent(driver.window, QDragLeaveEvent())
    assert not area.property("over")


def test_a_newcomer_scores_the_first_item_in_three_actions(driver: Driver) -> None:
    samples = driver.window.start_page.samples
    with driver.suggested():
        driver.click(samples.viewport(), samples.visualItemRect(samples.item(0)).center())
    driver.click(driver.window.start_bar.begin)
    driver.keys("1")
    review = driver.window.desk.review
    assert review is not None
    (score,) = review.scores
    assert (score.item, score.state) == (driver.item, ScoreState.SCORED)


def test_a_report_that_no_checklist_fits_asks_which_one_until_it_is_chosen(driver: Driver, tmp_path: Path) -> None:
    bar = driver.window.start_bar
    driver.open(report_of("某县粮食产量公报\n\n全县秋粮收购进展顺利，价格平稳。", tmp_path))
    assert bar.unfit.isVisible()
    assert bar.unfit.text() == bar.checklist.accessibleDescription() != ""
    bar.checklist.setFocus()
    driver.window.desk.beginning.offer_again()
    driver.qtbot.waitUntil(lambda: not driver.window.desk.jobs.busy)
    assert bar.unfit.isVisible()
    with driver.suggested():
        driver.key(Qt.Key.Key_Down)
    assert not bar.unfit.isVisible()
    driver.window.desk.beginning.offer_again()
    driver.qtbot.waitUntil(lambda: not driver.window.desk.jobs.busy)
    assert not bar.unfit.isVisible()
    driver.open(SEED)
    assert not bar.unfit.isVisible()
