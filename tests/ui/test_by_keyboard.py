"""Everything beside reading and scoring, from the keyboard alone: no test here touches a mouse or calls a command."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from desktop.desk.palette import Kind, Line
from desktop.model.review import Audience
from desktop.ui.account.panel import AccountPanel
from desktop.ui.charts.view import ChartView
from desktop.ui.dialogs import files
from desktop.ui.dialogs.batch import BatchDialog
from desktop.ui.dialogs.manual import ManualDialog
from desktop.ui.memos.form import MemoForm
from desktop.ui.memos.view import MemosView
from desktop.ui.paper_view import PaperView
from desktop.ui.phrases_view import PhrasesView
from desktop.ui.references_view import ReferencesView
from desktop.ui.time_view import TimeView
from tests.ui.driver import WAIT, Driver, report_of

Key = Qt.Key
D = TypeVar("D", bound=QDialog)
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
WORDS = (
    "某县教育工作自查报告\n一、学前教育\n2022年全县学前三年毛入园率为93.5%，2023年学前三年毛入园率为95.5%，"
    "普惠性幼儿园覆盖率为76.5%。\n二、存在问题\n城区学位仍有缺口。\n"
)
RULES = "某省班额管理办法\n第一章 总则\n各县应当制定消除大班额的规划。\n"


@pytest.fixture
def driver(driver: Driver, tmp_path: Path) -> Driver:
    driver.open(report_of(WORDS, tmp_path))
    with driver.qtbot.waitSignal(driver.window.desk.started, timeout=WAIT):
        driver.ctrl(Key.Key_Return)
    return driver


def shown(driver: Driver, kind: type[D]) -> D:
    """Wait for a window that a key has asked for."""

    def find() -> list[D]:
        return [w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()]

    driver.qtbot.waitUntil(lambda: bool(find()), timeout=WAIT)
    (view,) = find()
    driver.qtbot.waitUntil(view.isActiveWindow, timeout=WAIT)
    return view


def left(driver: Driver, view: QWidget) -> None:
    """Leave a window by Esc; the one behind it has the keyboard again."""
    behind = view.parentWidget()
    driver.key(Key.Key_Escape)
    driver.qtbot.waitUntil(lambda: not view.isVisible())
    if behind is not None:
        behind.window().activateWindow()
        driver.qtbot.waitUntil(behind.window().isActiveWindow)


def tab_to(driver: Driver, wanted: QWidget) -> None:
    """Press Tab until a control has the focus."""
    for _ in range(80):
        if QApplication.focusWidget() is wanted:
            return
        driver.key(Key.Key_Tab)
    raise AssertionError(f"Tab does not reach {wanted.accessibleName() or type(wanted).__name__}")


def pick(driver: Driver, typed: str, wanted: Callable[[Line], bool]) -> None:
    """Find a line of the palette by characters or the initials of their sounds, and take it."""
    driver.ctrl(Key.Key_K)
    box = driver.window.palette_
    driver.compose(typed)
    lines: list[Line] = []

    def listed() -> bool:
        lines[:] = [box.list.item(at).data(int(Qt.ItemDataRole.UserRole)) for at in range(box.list.count())]
        return any(map(wanted, lines))

    driver.qtbot.waitUntil(listed, timeout=WAIT)
    place = next(at for at, line in enumerate(lines) if wanted(line))
    while box.list.currentRow() != place:
        driver.key(Key.Key_Down)
    driver.key(Key.Key_Return)


def ask_for(driver: Driver, initials: str, words: str) -> None:
    """Find a command by the initials of its sounds, and do it."""
    pick(driver, initials, lambda line: line.words == words)


def go_to(driver: Driver, typed: str) -> None:
    """Go to a place of the report that has these words."""
    pick(driver, typed, lambda line: line.kind in (Kind.HEADING, Kind.FIGURE) and typed in line.words)


def test_the_palette_leads_to_a_heading_a_figure_and_an_item(driver: Driver) -> None:
    for typed, place in (("存在问题", WORDS.index("二、存在问题")), ("76.5", WORDS.index("76.5"))):
        go_to(driver, typed)
        focus = driver.window.reader.view.underlay.focus
        assert focus is not None
        assert focus[0] == place
    assert driver.window.desk.checklist is not None
    wanted = driver.window.desk.checklist.items[7]
    pick(driver, wanted.name[:4], lambda line: line.target == wanted.id)
    assert driver.item == wanted.id


def test_pictures_are_walked_through_and_left(driver: Driver) -> None:
    ask_for(driver, "ts", "图示")
    view = shown(driver, ChartView)
    driver.qtbot.waitUntil(lambda: view.list.count() > 2, timeout=WAIT)
    tab_to(driver, view.list)
    driver.key(Key.Key_End)
    chart = view.chart
    assert chart is not None
    tab_to(driver, chart)
    driver.qtbot.waitUntil(lambda: bool(chart.spots))
    driver.key(Key.Key_Right)
    driver.key(Key.Key_Return)
    focus = driver.window.reader.view.underlay.focus
    assert focus is not None
    tab_to(driver, view.copy)
    driver.key(Key.Key_Space)
    assert not QApplication.clipboard().image().isNull()
    tab_to(driver, view.turn)
    driver.key(Key.Key_Space)
    tab_to(driver, view.table)
    left(driver, view)


def test_a_template_is_written_and_put_into_a_reason(driver: Driver) -> None:
    driver.key(Key.Key_M, CTRL | SHIFT)
    view = shown(driver, PhrasesView)
    driver.key(Key.Key_N, CTRL)
    driver.compose("经核，本项属实")
    left(driver, view)
    driver.keys("j")
    reason = driver.window.panel.score_bar.reason
    tab_to(driver, reason)
    driver.keys("/")
    offered = driver.window.rules.phrases.list
    while offered.currentItem().text() != "经核，本项属实":
        driver.key(Key.Key_Down)
    driver.key(Key.Key_Return)
    assert reason.toPlainText() == "经核，本项属实"
    driver.key(Key.Key_Escape)
    driver.ctrl(Key.Key_Z)
    assert reason.toPlainText() == ""


def test_memos_are_written_listed_gone_to_changed_and_taken_away(driver: Driver) -> None:
    go_to(driver, "存在问题")
    driver.keys("p")
    form = shown(driver, MemoForm)
    driver.compose("问县里")
    tab_to(driver, form.to_self)
    driver.key(Key.Key_Right)
    driver.ctrl(Key.Key_Return)
    driver.qtbot.waitUntil(lambda: not form.isVisible())
    review = driver.window.desk.review
    assert review is not None
    assert [(memo.text, memo.audience) for memo in review.memos] == [("问县里", Audience.CHIEF)]
    driver.window.activateWindow()
    driver.qtbot.waitUntil(driver.window.isActiveWindow)
    driver.key(Key.Key_P, SHIFT)
    memos = shown(driver, MemosView)
    tab_to(driver, memos.table)
    driver.key(Key.Key_Return)
    tab_to(driver, memos.remove)
    driver.key(Key.Key_Space)
    assert driver.window.desk.review is not None
    assert driver.window.desk.review.memos == ()
    left(driver, memos)
    driver.ctrl(Key.Key_Z)
    margin = driver.window.reader.margin
    assert margin.isVisible()
    driver.key(Key.Key_F9)
    assert not margin.isVisible()


def test_the_shelf_takes_finds_opens_and_quotes(
    driver: Driver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "办法.txt").write_bytes(RULES.encode())
    monkeypatch.setattr(files, "ask_report", lambda *_: tmp_path / "办法.txt")
    driver.ctrl(Key.Key_R)
    view = shown(driver, ReferencesView)
    tab_to(driver, view.add)
    driver.key(Key.Key_Space)
    driver.qtbot.waitUntil(lambda: view.papers.count() == 1, timeout=WAIT)
    tab_to(driver, view.field)
    driver.ctrl(Key.Key_A)
    driver.compose("大班额")
    driver.qtbot.waitUntil(lambda: view.found.count() == 1, timeout=WAIT)
    tab_to(driver, view.found)
    driver.keys("v")
    paper = shown(driver, PaperView)
    driver.ctrl(Key.Key_Return)
    left(driver, paper)
    left(driver, view)
    assert "《某省班额管理办法》" in driver.window.panel.score_bar.reason.toPlainText()


def test_the_panel_is_opened_tried_in_taken_from_and_put_away(driver: Driver) -> None:
    driver.ctrl(Key.Key_T)
    (panel,) = driver.window.findChildren(AccountPanel)
    assert panel.isVisible()
    tab_to(driver, panel.form.score)
    driver.compose("达标")
    driver.qtbot.waitUntil(panel.form.take.isEnabled)
    tab_to(driver, panel.form.take)
    driver.key(Key.Key_Space)
    review = driver.window.desk.review
    assert review is not None
    assert [score.level for score in review.scores] == ["达标"]
    driver.ctrl(Key.Key_Z)
    assert driver.window.desk.review is not None
    assert driver.window.desk.review.scores == ()
    tab_to(driver, panel.tabs)
    driver.key(Key.Key_Right)
    tab_to(driver, panel.losses)
    driver.ctrl(Key.Key_T)
    assert not panel.isVisible()
    driver.keys("1")
    assert driver.window.desk.review.scores, "keys score again"


def test_manual_first_steps_and_keys_are_read(driver: Driver) -> None:
    driver.key(Key.Key_F1, SHIFT)
    manual = shown(driver, ManualDialog)
    driver.key(Key.Key_Down)
    left(driver, manual)
    ask_for(driver, "dwkyb", "带我看一遍")
    tour = driver.window.helping.tour
    assert tour is not None
    for _ in range(4):
        assert tour.isVisible()
        driver.key(Key.Key_Return)
    assert driver.window.helping.tour is None
    driver.key(Key.Key_F1)
    keys = next(d for d in driver.window.findChildren(QDialog) if d.isVisible())
    driver.qtbot.waitUntil(keys.isActiveWindow)
    left(driver, keys)


def test_time_is_asked_for_and_cleared(driver: Driver) -> None:
    ask_for(driver, "ys", "用时")
    view = shown(driver, TimeView)
    tab_to(driver, view.on)
    driver.key(Key.Key_Space)
    assert driver.window.desk.settings.keeps_time
    tab_to(driver, view.clear)
    driver.key(Key.Key_Space)
    left(driver, view)


def test_a_batch_is_opened_and_gone_through(driver: Driver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "送审"
    folder.mkdir()
    for name in ("甲县", "乙县"):
        (folder / f"{name}.txt").write_text(f"{name}2023年教育工作自评报告\n{WORDS}", encoding="utf-8")
    monkeypatch.setattr(files, "ask_folder", lambda *_: folder)
    driver.key(Key.Key_O, CTRL | Qt.KeyboardModifier.AltModifier)
    view = shown(driver, BatchDialog)
    driver.qtbot.waitUntil(lambda: not driver.window.desk.batch.busy, timeout=WAIT)
    tab_to(driver, view.table)
    with driver.suggested():
        driver.key(Key.Key_Return)
    first = driver.window.desk.title
    driver.window.activateWindow()
    driver.qtbot.waitUntil(driver.window.isActiveWindow)
    with driver.suggested():
        driver.key(Key.Key_F6)
    assert driver.window.desk.title != first
