"""整改 by keys and mouse: from findings and plan over progress to a closed issue, and to one that turned back."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialogButtonBox, QTreeWidget
from pytestqt.qtbot import QtBot

from desktop import cli, paths
from desktop.desk.loop_rows import BACK, HEADERS, OVERDUE, STATE, UNDECIDED
from desktop.model.case import DocumentRole
from desktop.model.export import Kind
from desktop.model.standing import Standing
from desktop.model.step import Step, changes_between
from desktop.scoring.scored import scored
from desktop.storage import CaseFile
from desktop.storage.shelf import Shelf
from desktop.ui.dialogs import files
from desktop.ui.dialogs.dialog import Dialog
from desktop.ui.dialogs.read_back import checked
from desktop.ui.reader.view import ReadingView
from desktop.ui.right_side import LOOP
from desktop.ui.tables.loop import LoopPane
from tests.ui.driver import WAIT, Driver

Key = Qt.Key
LETTER = """青山县督导反馈意见
一、存在问题
（一）三所学校食堂面积不足，学生分批就餐。
（二）教育督导机构没有独立设置。
"""
PLAN = """青山县整改方案
一、整改措施
1.关于“三所学校食堂面积不足，学生分批就餐”的问题。
整改措施：县教育局2031年8月底前扩建食堂三处。
2.关于“校园周边交通拥堵”的问题。
整改措施：县公安局设护学岗九处。
"""
PROGRESS = """青山县整改情况报告
一、整改进展
1.关于“三所学校食堂面积不足，学生分批就餐”的问题。
整改情况：{0}
"""


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / f"{name}.txt"
    path.write_text(text, encoding="utf-8", newline="\n")
    return path


@pytest.fixture
def driver(driver: Driver, tmp_path: Path) -> Driver:
    driver.window.desk.loops.today = lambda: date(2031, 9, 10)
    return driver.reviewing(written(tmp_path, "方案", PLAN))


def shown(driver: Driver) -> LoopPane:
    """Show the tab, and wait until the loop is read."""
    loops = driver.window.desk.loops
    driver.ctrl(Key.Key_5)
    driver.qtbot.waitUntil(lambda: loops.loop is not None or bool(loops.says), timeout=WAIT)
    pane = driver.window.side.pane(LOOP)
    assert isinstance(pane, LoopPane)
    return pane


def bring(driver: Driver, path: Path, role: DocumentRole) -> None:
    loops = driver.window.desk.loops
    before = len(loops.loop.rounds) if loops.loop else 0
    assert loops.bring(path, role)
    driver.qtbot.waitUntil(lambda: loops.loop is not None and len(loops.loop.rounds) > before, timeout=WAIT)


def rulings(driver: Driver) -> list[tuple[Standing, str, str]]:
    review = driver.window.desk.review
    return [(each.standing, each.date, each.evidence) for each in review.rulings] if review else []


def states(pane: LoopPane) -> list[tuple[str, bool]]:
    return [(row.cells[STATE], row.framed[1]) for row in pane.table.rows if row.framed]


def test_the_loop_runs_from_findings_to_a_rebound(driver: Driver, tmp_path: Path) -> None:
    pane, desk = shown(driver), driver.window.desk
    assert [row.cells[0][:2] for row in pane.table.rows] == ["1.", "2."]
    bring(driver, written(tmp_path, "反馈", LETTER), DocumentRole.FINDINGS)
    assert [row.cells[HEADERS.index("应答")] for row in pane.table.rows] == ["已应答", "未应答", "反馈之外"]
    assert states(pane) == [("整改中", False), ("未答", False)]
    assert pane.table.count(OVERDUE) == 1
    bring(driver, written(tmp_path, "进展", PROGRESS.format("已全部建成投用。")), DocumentRole.PROGRESS)
    assert states(pane)[0] == ("已完成待核", False)
    pane.view.choose(pane.table.rows[0].key)
    pane.view.setFocus()
    driver.keys("4")
    assert pane.evidence.hasFocus()
    with driver.qtbot.waitSignal(desk.said) as told:
        driver.key(Key.Key_Return)
    assert "依据" in told.args[1]
    assert rulings(driver) == []
    driver.compose("现场查看三处食堂")
    driver.key(Key.Key_Return)
    assert states(pane)[0] == ("销号", True)
    assert pane.table.count(UNDECIDED) == 1
    assert rulings(driver) == [(Standing.CLOSED, "2031-09-10", "现场查看三处食堂")]
    bring(driver, written(tmp_path, "再报", PROGRESS.format("一处尚未完成，学生仍分批就餐。")), DocumentRole.PROGRESS)
    assert states(pane)[0] == ("销号", True)
    assert pane.table.count(BACK) == 1
    pane.view.choose(pane.table.rows[0].key)
    pane.view.setFocus()
    driver.keys("5")
    driver.compose("回头看时一处停用")
    driver.key(Key.Key_Return)
    assert states(pane)[0] == ("反弹", True)
    desk.undo()
    assert states(pane)[0] == ("销号", True)
    desk.redo()
    assert states(pane)[0] == ("反弹", True)
    case = desk.path
    assert case is not None
    desk.close()
    with CaseFile.open(case, writing=False) as file:
        assert file.verify() == ()
        held = file.case().reviews[0].rulings
    assert [each.standing for each in held] == [Standing.CLOSED, Standing.REBOUND]


def test_a_match_is_corrected_and_moves_its_answer(driver: Driver, tmp_path: Path) -> None:
    pane = shown(driver)
    bring(driver, written(tmp_path, "反馈", LETTER), DocumentRole.FINDINGS)
    pane.view.choose(pane.table.rows[1].key)
    at = next(n for n in range(pane.items.count()) if "交通拥堵" in pane.items.itemText(n))
    pane.items.setCurrentIndex(at)
    pane.items.activated.emit(at)
    assert pane.table.rows[1].cells[HEADERS.index("责任单位")] == "县公安局"
    assert pane.table.count() == 2
    pane.items.activated.emit(0)
    assert pane.table.count() == 3


def focus(view: ReadingView, text: str) -> str:
    return text[slice(*view.underlay.focus)] if view.underlay.focus else ""


def test_source_and_answer_stand_beside_each_other_and_lead_to_each_other(driver: Driver, tmp_path: Path) -> None:
    pane, window = shown(driver), driver.window
    beside, report = window.reader.companion, window.reader.view
    bring(driver, written(tmp_path, "反馈", LETTER), DocumentRole.FINDINGS)
    key = pane.table.rows[0].key
    assert not beside.isVisible()
    pane.view.opened.emit(key, 0)
    assert beside.isVisible()
    assert beside.title.text() == "反馈意见　反馈.txt"
    assert "食堂面积不足" in focus(beside.view, LETTER)
    assert focus(report, PLAN).startswith("整改措施：县教育局"), "the answer comes into sight on the other side"
    assert beside.view.underlay.marks.layers["problem"].starts, "the letter has marks of its own"
    # a mark beside leads to the issue and into the report, and back
    pane.view.choose(pane.table.rows[1].key)
    report.focus_on(None, flash=False)
    beside.view.mark_clicked.emit("problem", 0, LETTER.index("三所学校"))
    assert next(iter(pane.view.chosen)).key == key
    assert focus(report, PLAN).startswith("整改措施：县教育局")
    beside.view.focus_on(None, flash=False)
    window.reader.mark_clicked.emit("measure", PLAN.index("整改措施：县教育局"), PLAN.index("整改措施：县教育局"))
    assert window.side.tab == LOOP
    assert "食堂面积不足" in focus(beside.view, LETTER)
    # links of the card go to either
    pane._words.linkActivated.emit("0")
    assert beside.isVisible()
    beside.view.setFocus()
    driver.key(Key.Key_Escape)
    assert not beside.isVisible()
    assert beside.document == ""


def test_a_report_that_is_no_plan_says_what_is_missing(qtbot: QtBot) -> None:
    made = Driver(qtbot)
    made.open(paths.seed("000_7247668ee333bfb4.txt"))
    pane = shown(made)
    assert pane.table.rows == ()
    assert "整改方案" in pane._none.text()
    made.window.desk.abandon()
    made.window.close()


def test_a_plan_is_laid_out_before_a_review_is_begun(qtbot: QtBot) -> None:
    made = Driver(qtbot)
    made.open(paths.seed("004_8abcd47779949054.txt"))
    pane = shown(made)
    assert pane.table.count() == 23
    pane.view.choose(pane.table.rows[0].key)
    assert not pane.evidence.isVisible()
    assert made.window.desk.ledger is None
    made.window.desk.abandon()
    made.window.close()


def test_a_ledger_that_was_filled_in_elsewhere_is_offered_and_can_be_undone(driver: Driver, tmp_path: Path) -> None:
    shown(driver)
    desk, path = driver.window.desk, tmp_path / "台账.xlsx"
    with driver.qtbot.waitSignal(desk.exported, timeout=WAIT):
        desk.press.export(path, Kind.LEDGER)
    book = load_workbook(path)
    page = book.worksheets[0]
    head = int(str(page.freeze_panes).removeprefix("A")) - 1
    at = {str(page.cell(head, n).value): n for n in range(1, page.max_column + 1)}
    page.cell(head + 1, at["整改状态"]).value = "整改中"
    page.cell(head + 2, at["整改状态"]).value = "销号"
    book.save(path)
    with driver.qtbot.waitSignal(desk.press.read_back, timeout=WAIT):
        desk.press.read_sheet(path)
    (dialog,) = (each for each in driver.window.findChildren(Dialog) if each.isVisible())
    assert dialog.windowTitle() == "读回整改台账"
    (table,) = dialog.findChildren(QTreeWidget)
    assert len(checked(table)) == 1, "销号 without evidence cannot be taken"
    assert rulings(driver) == []
    (buttons,) = dialog.findChildren(QDialogButtonBox)
    buttons.accepted.emit()
    assert rulings(driver) == [(Standing.UNDERWAY, "2031-09-10", "")]
    assert desk.undo()
    assert rulings(driver) == []


def test_a_suggestion_is_taken_into_the_scores_by_a_key(qtbot: QtBot, tmp_path: Path) -> None:
    made = Driver(qtbot)
    desk = made.window.desk
    made.open(written(tmp_path, "方案", PLAN))
    desk.beginning.show_checklist("zgfh")
    made.begin()
    pane = shown(made)
    pane.view.choose(pane.table.rows[0].key)
    pane.view.setFocus()
    assert desk.review is not None
    assert not desk.review.scores
    QTest.keyClick(pane.view, Key.Key_5, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(pane.view, Key.Key_1, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    held = [(score.item, score.subject, bool(score.reason)) for score in desk.review.scores]
    assert held == [("zgfh.P5", "三所学校食堂面积不足，学生分批就餐", True), ("zgfh.G1", "", True)]
    assert "已评 2 分" in pane._words.text()
    assert desk.undo()
    assert desk.undo()
    assert not desk.review.scores
    desk.abandon()
    made.window.close()


def test_a_decision_whose_issue_is_named_no_more_is_moved_to_another(driver: Driver, tmp_path: Path) -> None:
    pane, desk = shown(driver), driver.window.desk
    bring(driver, written(tmp_path, "反馈", LETTER), DocumentRole.FINDINGS)
    assert desk.loops.decide(pane.table.rows[1].key, Standing.UNDERWAY, "2031-09-10", "")
    newer = LETTER.replace("（二）教育督导机构没有独立设置。", "（二）校园周边秩序杂乱。")
    bring(driver, written(tmp_path, "反馈新", newer), DocumentRole.FINDINGS)
    lost = pane.table.rows[-1]
    assert lost.cells[0].startswith("（已不在材料里）")
    pane.view.choose(lost.key)
    assert not pane.evidence.isVisible()
    assert [pane.items.itemText(at)[:2] for at in range(pane.items.count())] == ["保留", "1.", "2."]
    pane.items.activated.emit(2)
    assert states(pane) == [("整改中", False), ("整改中", True)]
    assert desk.undo()
    assert pane.table.rows[-1].key == lost.key


def test_an_earlier_case_that_is_locked_asks_for_its_password(
    driver: Driver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    earlier, report = tmp_path / "去年.duyue", written(tmp_path, "自评", "青山县自评报告\n全县有小学12所。\n")
    checklist = Shelf().get("zgfh")
    item = checklist.item_by_id["zgfh.G7"]
    assert cli.main(["case", "new", str(report), "--checklist", "zgfh", "-o", str(earlier)]) == 0
    with CaseFile.open(earlier) as file:
        review = file.case().reviews[0]
        low = scored(review, item, points=Decimal(0), reason="没有公开整改结果")
        file.append(review.id, Step(words="评分", changes=changes_between(review, low)), "2031-01-01T08:00:00")
        file.lock("海棠 2031")
    shown(driver)
    loops, typed = driver.window.desk.loops, ["海棠 2030", "海棠 2031"]
    monkeypatch.setattr(files, "ask_password", lambda *_: typed.pop(0))
    assert loops.bring(earlier, DocumentRole.FINDINGS)
    driver.qtbot.waitUntil(lambda: loops.loop is not None and len(loops.loop.rounds) > 1, timeout=WAIT)
    assert typed == [], "a wrong password is asked for again"
    assert loops.loop is not None
    assert [row.words for row in loops.loop.issues] == ["1.没有公开整改结果"]
    assert driver.window.desk.ledger is not None
    assert driver.window.desk.ledger.file.password == "", "the password of the other case is kept nowhere"
