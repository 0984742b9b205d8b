"""Everything that the program can show, and how one gets to see it: what holds for all of it is tested by going round.

A sight is a part of the window in some state, or a dialog. ``made_by_hand`` finds the dialogs that a function makes,
``widgets`` the classes of widgets; ``test_access`` holds that going round meets all of them, so that a new one that
stands in no round fails there.
"""

import ast
import importlib
import pkgutil
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtPrintSupport import QPrintPreviewDialog
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QTabBar, QWidget

import desktop.ui
from desktop import paths
from desktop.desk.library import Library
from desktop.model.case import DocumentRole
from desktop.model.export import Kind
from desktop.model.merge import SheetChanges
from desktop.model.pages import Box
from desktop.model.reference import Paper
from desktop.model.review import Audience
from desktop.ui.checklist_editor.editions_view import EditionsView
from desktop.ui.checklist_editor.editor import Editor
from desktop.ui.checklist_editor.import_view import ImportView
from desktop.ui.dialogs import files, leaving, printing
from desktop.ui.dialogs.fault import FaultDialog
from desktop.ui.dialogs.help import show_about
from desktop.ui.dialogs.lost import show_lost
from desktop.ui.dialogs.rewording import Clip, ask_words
from desktop.ui.paper_view import PaperView
from desktop.ui.right_side import CHECKLIST, FIGURES, LOOP, TITLES
from tests.desk import test_rereading
from tests.intake.printed import Page, pdf
from tests.intake.test_scans import scan
from tests.ui.driver import WAIT, Driver
from tests.ui.test_rules import OWN

Key = Qt.Key
SEED = paths.seed("000_7247668ee333bfb4.txt")
REPEATING = paths.seed("004_8abcd47779949054.txt")
TWO_IN_ONE = paths.seed("002_d18a1d8f96379a58.txt")
_MAKERS = {"Dialog", "listing", "QMessageBox", "QDialog", "QInputDialog", "QPrintPreviewDialog"}
_NO_DIALOG = {"listing.listing", "leaving._gives_up"}
"""What makes a part of a dialog that others show."""
See = Callable[[str, QWidget], object]


def widgets() -> set[type[QWidget]]:
    """List the classes of widgets of the program, but for those that others are made from."""
    modules = [
        importlib.import_module(found.name) for found in pkgutil.walk_packages(desktop.ui.__path__, "desktop.ui.")
    ]
    held = {
        each
        for module in modules
        for each in vars(module).values()
        if isinstance(each, type) and issubclass(each, QWidget) and each.__module__ == module.__name__
    }
    return {each for each in held if not any(issubclass(other, each) for other in held - {each})}


def made_by_hand() -> set[str]:
    """Name the functions that make a dialog, as ``module.function``."""
    found = set()
    for path in Path(desktop.ui.__file__).parent.rglob("*.py"):
        for part in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(part, ast.FunctionDef) and _MAKERS & set(_called(part)):
                found.add(f"{path.stem}.{part.name}")
    return found - _NO_DIALOG


def _called(part: ast.AST) -> Iterator[str]:
    """Name what is called within a function; of ``QInputDialog.getText`` the class."""
    for node in ast.walk(part):
        called = node.func if isinstance(node, ast.Call) else None
        if isinstance(called, ast.Attribute):
            called = called.value
        if isinstance(called, ast.Name):
            yield called.id


def go_round(driver: Driver, see: See, folder: Path) -> None:
    """Show everything in one window, one sight after the other."""
    _before_a_report(driver, see, folder)
    driver.open(TWO_IN_ONE)
    see("a file that holds two reports", driver.window)
    driver.open(SEED)
    see("a report before its review", driver.window)
    driver.begin()
    _the_window(driver, see)
    _forms(driver, see)
    _dialogs(driver, see)
    _asides(driver, see)
    _checklists(driver, see, folder)
    _papers(driver, see)
    _questions(driver, see)
    _subjects(driver, see)
    _points(driver, see, folder)
    _loop(driver, see, folder)
    _pages(driver, see, folder)
    _another_reading(driver, see, folder)


def _before_a_report(driver: Driver, see: See, folder: Path) -> None:
    window = driver.window
    see("start page", window)
    reports = folder / "一批"
    reports.mkdir()
    (reports / "某县.txt").write_bytes("某县教育自查报告\n全县有小学12所。\n".encode())
    window.files.open_batch(reports)
    driver.qtbot.waitUntil(lambda: not window.desk.batch.busy, timeout=WAIT)
    _dialog(driver, see)


def _the_window(driver: Driver, see: See) -> None:
    window = driver.window
    window.helping.show_tour()
    see("first steps", window)
    driver.key(Key.Key_Escape)
    driver.keys("1")
    start, _ = window.reader.view.visible_run()
    window.desk.pen.write_memo((start + 20, start + 30), "向校长问清", Audience.SELF)
    for tab, title in enumerate(TITLES):
        window.side.show_tab(tab)
        driver.qtbot.waitUntil(lambda: not window.desk.jobs.busy, timeout=WAIT)
        rows = window.side.pane(tab).view if tab else window.tree
        if tab and rows.model().rowCount():
            rows.setCurrentIndex(rows.model().index(0, 0))
        see(title, window)
    window.side.show_tab(CHECKLIST)
    driver.ctrl(Key.Key_F)
    see("find", window)
    driver.key(Key.Key_Escape)
    window.scoring.search_items()
    see("filter", window)
    driver.key(Key.Key_Escape)
    window.scoring.go_to()
    see("go to a number", window.picker)
    driver.key(Key.Key_Escape)
    window.views.show_palette()
    see("palette", window.palette_)
    driver.key(Key.Key_Escape)


def _forms(driver: Driver, see: See) -> None:
    window, seen = driver.window, driver.window.desk.examination
    assert seen is not None
    metric = seen.metrics[3]
    window.reader.mark_clicked.emit("metric", metric.start, metric.start)
    see("mark card", window)
    driver.keys("c")
    see("correcting a figure", window)
    driver.keys("m")
    see("note", window)
    window.messages.say("已导出。", "error", "打开文件夹", lambda: None)
    see("message", window)
    driver.key(Key.Key_Escape)
    driver.key(Key.Key_Escape)


def _dialogs(driver: Driver, see: See) -> None:
    window = driver.window
    for name in ("preferences", "keys", "past", "restore", "info", "manual"):
        window.actions_[name].trigger()
        for field in window.findChildren(QLineEdit) if name == "info" else ():
            if field.echoMode() is QLineEdit.EchoMode.Password:
                field.setText("abc")
        by_hand = {"keys": "help.show_keys", "past": "past.show_past", "restore": "backups.show_backups"}
        _dialog(driver, see, by_hand.get(name, name))
    window.files.show_export()
    _dialog(driver, see)
    show_lost(window, (("a", "一项", "旧句", "近句"),), lambda _: None)
    _dialog(driver, see, "lost.show_lost")
    FaultDialog(window, "一处出错。", "somewhere.py:1").show()
    _dialog(driver, see)
    assert window.desk.examination is not None
    window.reader.show_beside("反馈意见", window.desk.examination, (0, 4))
    see("a second document beside", window)
    window.reader.companion.put_away()


def _asides(driver: Driver, see: See) -> None:
    window = driver.window
    view = window.views.show_charts()
    driver.qtbot.waitUntil(lambda: view.list.count() > 2, timeout=WAIT)
    for at in range(3):
        view.list.setCurrentRow(at)
        see(f"chart {at}", view)
    driver.click(view.turn)
    _dialog(driver, see)
    for name in ("memos", "references", "time", "phrases"):
        window.actions_[name].trigger()
        _dialog(driver, see)
    paper = Paper(title="某省管理办法", text="第一条 学位应当充足。", places=((0, 11, "第一条"),), run=(4, 11))
    PaperView(paper, window, quotes=True).show()
    _dialog(driver, see)
    start, _ = window.reader.view.visible_run()
    window.reader.view.select(start, start + 8)
    window.asides.write_memo()
    _dialog(driver, see)


def _checklists(driver: Driver, see: See, folder: Path) -> None:
    window, held = driver.window, driver.window.desk.checklist
    assert held is not None
    shelf = window.rules.show_shelf()
    driver.qtbot.waitUntil(lambda: shelf.list.topLevelItemCount() > 0, timeout=WAIT)
    see("shelf", shelf)
    editor = Editor(held, shelf)
    editor.show()
    for tab in range(editor.tabs.count()):
        editor.tabs.setCurrentIndex(tab)
        see(f"editor {tab}", editor)
    editor.close()
    sheet = folder / "表.xlsx"
    shelf.library.give(sheet, held)
    ImportView(sheet.name, shelf.library.drafts(sheet)[0], shelf).show()
    _dialog(driver, see)
    shelf.close()
    EditionsView(held, held, None, window).show()
    _dialog(driver, see)
    window.actions_["inspect"].trigger()
    _dialog(driver, see)


def _papers(driver: Driver, see: See) -> None:
    window = driver.window
    window.files.show_read_back(Path("表.xlsx"), SheetChanges(review="", at="2024-05-06T07:08", changes=()))
    _dialog(driver, see, "read_back.show_changes")
    printing.preview(window, window.desk.press, Kind.SHEET)
    driver.qtbot.waitUntil(lambda: bool(window.findChildren(QPrintPreviewDialog)), timeout=WAIT)
    driver.qtbot.waitUntil(lambda: not window.desk.jobs.busy, timeout=WAIT)
    _dialog(driver, see)


def _questions(driver: Driver, see: See) -> None:
    """Ask what waits for its answer."""
    window = driver.window
    for name, ask in (
        ("files.ask_password", lambda: files.ask_password(window, "“某县.duyue”设有密码，请输入。")),
        ("leaving.leave_anyway", lambda: leaving.leave_anyway(window)),
        ("leaving.give_up", lambda: leaving.give_up(window)),
        ("help.show_about", lambda: show_about(window)),
    ):
        _asked(driver, see, name, ask)


def _subjects(driver: Driver, see: See) -> None:
    window = driver.window
    assert window.desk.close()
    driver.open(REPEATING)
    assert window.desk.checklist is not None
    assert window.desk.checklist.id == "zgfh"
    driver.begin()
    driver.click(window.panel.topic_bar.add)
    see("subjects", window)
    driver.key(Key.Key_Escape)


def _points(driver: Driver, see: See, folder: Path) -> None:
    """Score by numbers, with a checklist that adds up."""
    window = driver.window
    assert window.desk.close()
    see("start page with what was open", window)
    Library().keep(OWN)
    report = folder / "乙县.txt"
    report.write_bytes("乙县教育自查报告\n全县有小学30所。\n".encode())
    driver.open(report)
    with driver.suggested():
        window.desk.beginning.show_checklist(OWN.id)
    driver.begin()
    assert window.desk.pen.give(points=Decimal(1))
    driver.click_row("A2")
    see("numbers", window)
    account = window.rules.show_tally()
    driver.qtbot.waitUntil(lambda: not window.desk.jobs.busy, timeout=WAIT)
    for at in range(account.tabs.count()):
        account.tabs.setCurrentIndex(at)
        see(f"account {at}", window)
    window.rules.hide_tally()


def _loop(driver: Driver, see: See, folder: Path) -> None:
    window, loops = driver.window, driver.window.desk.loops
    loops.today = lambda: date(2031, 9, 10)
    assert window.desk.close()
    plan, letter = folder / "方案.txt", folder / "反馈.txt"
    letter.write_bytes("青山县督导反馈意见\n一、存在问题\n（一）三所学校食堂面积不足。\n".encode())
    plan.write_bytes(
        "青山县整改方案\n一、整改措施\n1.关于“三所学校食堂面积不足”的问题。\n整改措施：县教育局2031年8月底前扩建。\n".encode()
    )
    driver.open(plan)
    driver.begin()
    assert loops.bring(letter, DocumentRole.FINDINGS)
    driver.qtbot.waitUntil(lambda: loops.loop is not None and len(loops.loop.rounds) > 1, timeout=WAIT)
    window.side.show_tab(LOOP)
    pane = window.side.pane(LOOP)
    driver.qtbot.waitUntil(lambda: pane.view.model().rowCount() > 0, timeout=WAIT)
    pane.view.choose(pane.table.rows[0].key)
    see("loop", window)
    window.side.show_tab(FIGURES)
    window.side.show_tab(CHECKLIST)


def _pages(driver: Driver, see: See, folder: Path) -> None:
    window = driver.window
    assert window.desk.close()
    report = folder / "某县.pdf"
    report.write_bytes(pdf(Page().text(90, 90, "某县教育自查报告", 18).text(90, 130, "全县有小学12所。", 12), scan()))
    driver.open(report)
    for mode in ("both", "sheets", "text"):
        window.reader.paged.show_mode(mode)
        see(f"pages {mode}", window)
        if mode == "sheets":
            tabs = next(bar for bar in window.findChildren(QTabBar) if bar.accessibleName() == "目录或页面")
            tabs.setCurrentIndex(1)
            see("thumbnails", window)
            tabs.setCurrentIndex(0)
    held = window.desk.report
    assert held is not None
    assert held.pages is not None
    clip = Clip(window.desk.pictures, held.pages, 1, Box(90, 120, 240, 140))
    ask_words(window, clip, "小学1Z所", "小学12所", lambda _: None)
    _dialog(driver, see, "rewording.ask_words")
    assert window.desk.close()


def _another_reading(driver: Driver, see: See, folder: Path) -> None:
    window = driver.window
    with driver.suggested():
        window.desk.open(test_rereading.made(folder))
    with driver.qtbot.waitSignal(window.desk.rereader.compared, timeout=WAIT):
        driver.click(window.messages.action_button)
    _dialog(driver, see, "rereading.show_anew")


def _shown(window: QWidget) -> list[QDialog]:
    return [dialog for dialog in window.findChildren(QDialog) if dialog.isVisible()]


def _dialog(driver: Driver, see: See, name: str = "") -> None:
    """See the dialog that was opened last, and close it."""
    dialog = _shown(driver.window)[-1]
    see(name or type(dialog).__name__, dialog)
    dialog.close()
    driver.window.activateWindow()
    driver.qtbot.waitUntil(driver.window.isActiveWindow)


def _asked(driver: Driver, see: See, name: str, ask: Callable[[], object]) -> None:
    """See a question that waits for its answer, and give none."""

    def on_asked() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QDialog)
        see(name, box)
        box.reject()

    QTimer.singleShot(0, driver.window, on_asked)
    ask()
    driver.window.activateWindow()
    driver.qtbot.waitUntil(driver.window.isActiveWindow)
