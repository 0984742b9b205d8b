"""Walk through the window as an inspector does and take a picture at every stop.

    python packaging/tour.py OUT [--theme dark] [--size 1920x1080] [--scale 1.5]
    python packaging/tour.py OUT --all

For the eye: the pictures are looked at, never compared. Needs a screen (on Linux, ``xvfb-run -s "-screen 0
2800x2200x24"``); nothing of the user's own is read or written. ``--all`` takes every walk of ``WALKS``, each into a
folder of its own.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

if TYPE_CHECKING:
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QPixmap
    from PySide6.QtWidgets import QDialog, QWidget

_WAIT_MS, _SETTLE_MS = 30_000, 180
WALKS = (
    ("light", "1366x768", "1"),
    ("dark", "1366x768", "1"),
    ("light", "1920x1080", "1"),
    ("light", "1366x768", "1.25"),
    ("dark", "1366x768", "1.5"),
    ("dark", "1366x768", "2"),
)
"""Theme, size and scale of the walks that show whatever can go wrong."""


def main() -> int:
    """Take the pictures; returns the exit code."""
    parser = argparse.ArgumentParser(description="Take pictures along a tour of the window.")
    parser.add_argument("out", type=Path)
    parser.add_argument("--theme", choices=("light", "dark"), default="light")
    parser.add_argument("--size", default="1366x768", help="width x height in pixels of the page, before scaling")
    parser.add_argument("--scale", default="1")
    parser.add_argument("--all", action="store_true", help="take every walk, each in a program of its own")
    wanted = parser.parse_args()
    if wanted.all:
        return max(_walk(wanted.out, *walk) for walk in WALKS)
    width, height = map(int, wanted.size.split("x"))
    os.environ["QT_SCALE_FACTOR"] = wanted.scale
    wanted.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as home:
        os.environ["DUYUE_HOME"] = home
        os.environ["HOME"] = home
        guide = Guide((width, height), wanted.theme)
        for number, (name, picture) in enumerate(guide.stops(), 1):
            picture.save(str(wanted.out / f"{number:02}-{name}.png"))
            print(f"{number:02} {name}", flush=True)
        guide.window.close()
    return 0


def _walk(out: Path, theme: str, size: str, scale: str) -> int:
    """Take one walk; Qt reads the scale once, at its start."""
    chosen = ["--theme", theme, "--size", size, "--scale", scale]
    return subprocess.run([sys.executable, __file__, str(out / f"{theme}-{size}-{scale}"), *chosen]).returncode


class Guide:
    """Hold one window and lead through it."""

    def __init__(self, size: tuple[int, int], theme: str) -> None:
        from PySide6.QtCore import QSize

        from desktop import app
        from desktop.ui import theme as themes

        self.app = app.build_app(["duyue"])
        self.window = app.build_window()
        themes.apply(self.app, theme)
        self.window.frame.lay_out(QSize(*size))
        self.window.show()
        self.window.activateWindow()
        self.wait(self.window.isActiveWindow)

    def stops(self) -> Iterator[tuple[str, "QPixmap"]]:
        """Give (name, picture) along the way."""
        yield from self._scoring()
        yield from self._tables()
        yield from self._charts()
        yield from self._asides()
        yield from self._finding()
        yield from self._rules()
        yield from self._papers()
        yield from self._passwords()
        yield from self._beside_the_desk()
        yield from self._pages()
        yield from self._subjects()
        yield from self._loop()
        yield from self._batch()

    def _scoring(self) -> Iterator[tuple[str, "QPixmap"]]:
        """Open a report, begin, and score its first items."""
        from PySide6.QtCore import QCoreApplication, QEvent, Qt
        from PySide6.QtTest import QTest

        from desktop import paths

        window = self.window
        yield "start", self.shot()
        window.files.open_path(paths.seed("000_7247668ee333bfb4.txt"))
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        yield "text-at-once", window.grab()
        self.wait(lambda: bool(window.desk.suggestions))
        yield "opened", self.shot()
        self.click(window.start_bar.begin)
        yield "begun", self.shot()
        self.keys("1jj")
        yield "scored-one", self.shot()
        self.press(Qt.Key.Key_Return)
        yield "took-suggestion", self.shot()
        self.keys("v")
        yield "went-to-place", self.shot()
        self.keys("m")
        yield "note", self.shot()
        self.press(Qt.Key.Key_Escape)
        assert window.desk.examination is not None
        metric = window.desk.examination.metrics[12]
        window.reader.jump(metric.start, metric.end, flash=False)
        window.reader.mark_clicked.emit("metric", metric.start, metric.start)
        yield "mark-card", self.shot()
        self.press(Qt.Key.Key_Escape)
        self.keys("gC7")
        self.press(Qt.Key.Key_Return)
        yield "not-met", self.shot()
        self.keys("3")
        self.keys("gC4")
        self.press(Qt.Key.Key_Return)
        self.keys("2d")
        window.panel.score_bar.reason.setFocus()
        QTest.keyClicks(window.panel.score_bar.reason, "2 of 5")
        yield "partial-doubtful", self.shot()
        window.tree.setFocus()

    def _tables(self) -> Iterator[tuple[str, "QPixmap"]]:
        """Look at figures, problems and findings."""
        from PySide6.QtCore import Qt

        window, ctrl = self.window, Qt.KeyboardModifier.ControlModifier
        self.press(Qt.Key.Key_2, ctrl)
        yield "figures", self.shot()
        figures = window.side.pane(1)
        figures.group.setCurrentIndex(1)
        yield "figures-grouped", self.shot()
        figures.group.setCurrentIndex(0)
        window.side.show_unused()
        figures.view.choose(figures.table.rows[2].key)
        figures.view.setFocus()
        self.press(Qt.Key.Key_Return)
        yield "figures-unused", self.shot()
        self.press(Qt.Key.Key_3, ctrl)
        yield "problems", self.shot()
        self.press(Qt.Key.Key_4, ctrl)
        findings = window.side.pane(3)
        findings.view.choose("finding-0")
        yield "finding", self.shot()
        findings.view.choose("check-1")
        yield "check", self.shot()
        self.press(Qt.Key.Key_1, ctrl)
        yield "back-to-items", self.shot()

    def _asides(self) -> Iterator[tuple[str, "QPixmap"]]:
        """Write memos beside the text, list them, and look into the reference shelf."""
        from desktop import paths
        from desktop.model.review import Audience
        from desktop.ui.paper_view import PaperView

        window = self.window
        start, _ = window.reader.view.visible_run()
        for at, words, audience in ((60, "向财政局要决算表核对", Audience.CHIEF), (160, "访谈时问校长", Audience.SELF)):
            window.desk.pen.write_memo((start + at, start + at + 12), words, audience)
        yield "memos-in-the-margin", self.shot()
        memos = window.asides.show_memos()
        yield "memos", self.shot(memos)
        memos.close()
        window.reader.view.select(start + 20, start + 34)
        form = window.asides.write_memo()
        assert form is not None
        yield "memo", self.shot(form)
        form.close()
        time = window.asides.show_time()
        yield "time", self.shot(time)
        time.close()
        shelf = window.asides.show_references()
        shelf.take(paths.seed("003_df40e7f66a66f74d.txt"))
        self.wait(lambda: shelf.found.count() > 0)
        yield "references", self.shot(shelf)
        self.click(shelf.look)
        self.wait(lambda: bool(shelf.findChildren(PaperView)))
        (paper,) = shelf.findChildren(PaperView)
        yield "reference-paper", self.shot(paper)
        paper.close()
        shelf.close()

    def _charts(self) -> Iterator[tuple[str, "QPixmap"]]:
        """Look at a picture of each kind, and at the table behind one."""
        view = self.window.views.show_charts()
        self.wait(lambda: view.list.count() > 2)
        for at, name in ((0, "chart-progress"), (1, "chart-sections"), (2, "chart-trend")):
            view.list.setCurrentRow(at)
            yield name, self.shot(view)
        self.click(view.turn)
        yield "chart-table", self.shot(view)
        view.close()

    def _finding(self) -> Iterator[tuple[str, "QPixmap"]]:
        """Correct, go to an item, filter and find."""
        from PySide6.QtCore import Qt
        from PySide6.QtGui import QTextCursor
        from PySide6.QtTest import QTest

        window = self.window
        view = window.reader.view
        window.side.show_tab(0)
        window.tree.setFocus()
        self.keys("c")
        yield "what-to-correct", self.shot()
        self.press(Qt.Key.Key_Escape)
        assert window.desk.examination is not None
        metric = window.desk.examination.metrics[14]
        window.reader.jump(metric.start, metric.end, flash=False)
        cursor = QTextCursor(view.document())
        cursor.setPosition(view.laid.positions.position(metric.start + 1))
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.cursorRect(cursor).center())
        self.keys("c")
        yield "correcting", self.shot()
        self.press(Qt.Key.Key_Escape)
        self.press(Qt.Key.Key_Escape)
        window.tree.setFocus()
        self.keys("g")
        self.keys("c")
        yield "go-to-number", self.shot()
        self.press(Qt.Key.Key_Escape)
        window.checklist.chips["open"].click()
        window.checklist.flat.click()
        yield "filtered-flat", self.shot()
        window.checklist.open_search()
        self.keys("zzz")
        yield "nothing-found", self.shot()
        window.checklist.flat.click()
        window.checklist.clear()
        self.press(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
        self.keys("100")
        yield "find", self.shot()
        self.press(Qt.Key.Key_Escape)

    def _rules(self) -> Iterator[tuple[str, "QPixmap"]]:
        """Look at the shelf, a checklist being edited, imported and compared, at the total and at what is left open."""
        from desktop.ui.checklist_editor.editions_view import EditionsView
        from desktop.ui.checklist_editor.editor import Editor
        from desktop.ui.checklist_editor.import_view import ImportView

        window = self.window
        shelf = window.rules.show_shelf()
        self.wait(lambda: shelf.list.topLevelItemCount() > 0)
        yield "shelf", self.shot(shelf)
        checklists = {checklist.id: checklist for checklist in shelf.library.checklists()}
        editor = Editor(checklists["zgfh"], shelf)
        editor.show()
        yield "editor", self.shot(editor)
        form = editor.marks_form
        for at in range(1, form.kind.count()):
            form.kind.setCurrentIndex(at)
            form.kind.activated.emit(at)
            yield f"rule-{form.word}", self.shot(editor)
            editor.buttons["undo"].click()
        editor.tabs.setCurrentIndex(1)
        for at in (1, editor.total_form.kind.count() - 1):
            editor.total_form.kind.setCurrentIndex(at)
            editor.total_form.kind.activated.emit(at)
            yield f"total-{editor.total_form.word}", self.shot(editor)
        self.answer(lambda box: None, editor.close)
        sheet = Path(os.environ["DUYUE_HOME"]) / "zgfh.xlsx"
        shelf.library.give(sheet, checklists["zgfh"])
        import_ = ImportView(sheet.name, shelf.library.drafts(sheet)[0], shelf)
        import_.show()
        yield "import", self.shot(import_)
        import_.close()
        editions = EditionsView(checklists["yzjh2017"], checklists["jbjh2012"], None, shelf)
        editions.show()
        yield "editions", self.shot(editions)
        editions.close()
        shelf.close()
        yield from self._account()
        phrases = window.rules.show_phrases()
        yield "phrases", self.shot(phrases)
        phrases.close()
        inspection = window.rules.show_inspection()
        yield "inspection", self.shot(inspection)
        inspection.close()
        window.scoring.show_past()
        yield "past", self.shot(self.dialog())
        self.dialog().close()
        window.files.show_backups()
        yield "backups", self.shot(self.dialog())
        self.dialog().close()

    def _account(self) -> Iterator[tuple[str, "QPixmap"]]:
        """Look at the panel of the total: its steps with something tried, what was lost, the next grade."""
        panel = self.window.rules.show_tally()
        self.wait(lambda: bool(panel.distance.text()))
        yield "tally", self.shot()
        panel.form.begin("不适用")
        self.wait(panel.form.take.isEnabled)
        yield "tally-trial", self.shot()
        self.click(panel.form.drop)
        for at, name in ((1, "tally-lost"), (2, "tally-next-grade")):
            panel.tabs.setCurrentIndex(at)
            yield name, self.shot()
        panel.tabs.setCurrentIndex(0)
        self.window.rules.hide_tally()

    def _papers(self) -> Iterator[tuple[str, "QPixmap"]]:
        """See what can leave the desk, a paper before it is printed, and an edited sheet read back."""
        from openpyxl import load_workbook
        from PySide6.QtPrintSupport import QPrintPreviewDialog

        from desktop.model.export import Kind
        from desktop.ui.dialogs import printing
        from desktop.ui.dialogs.export import ExportDialog

        window, press = self.window, self.window.desk.press
        window.topbar.papers.popup(window.mapToGlobal(window.rect().center()))
        yield "papers", self.shot(window.topbar.papers)
        window.topbar.papers.close()
        offered = window.files.show_export()
        assert isinstance(offered, ExportDialog)
        yield "export", self.shot(offered)
        offered.choose(Kind.OPINION)
        yield "export-letter", self.shot(offered)
        offered.close()
        printing.preview(window, press, Kind.SHEET)
        self.wait(lambda: bool(window.findChildren(QPrintPreviewDialog)) and not press.painting)
        yield "print-preview", self.shot(self.dialog())
        self.dialog().close()
        sheet = Path(os.environ["DUYUE_HOME"]) / "评分表.xlsx"
        press.export(sheet, Kind.SHEET)
        self.wait(lambda: not window.desk.jobs.busy)
        yield "exported", self.shot()
        workbook = load_workbook(sheet)
        page = workbook["评分表"]
        head = next(row for row in page.iter_rows() if any(cell.value == "评分理由" for cell in row))
        at = next(cell.column for cell in head if cell.value == "评分理由")
        for row in (2, 4):
            page.cell(int(head[0].row or 0) + row, at, "查阅会议纪要 12 份，研究教育工作有记录、有落实")
        workbook.save(sheet)
        press.read_sheet(sheet)
        self.wait(lambda: not window.desk.jobs.busy)
        yield "sheet-read-back", self.shot(self.dialog())
        self.dialog().close()

    def _passwords(self) -> Iterator[tuple[str, "QPixmap"]]:
        """See the case with its password, and be asked for one."""
        from desktop.ui.dialogs import files

        case = self.window.files.show_case()
        assert case is not None
        yield "case", self.shot(case)
        case.close()
        taken: list[QPixmap] = []
        words = "“青山县.duyue”设有密码，请输入。"
        self.answer(lambda box: taken.append(box.grab()), lambda: files.ask_password(self.window, words))
        yield "password", taken[0]
        self.window.activateWindow()
        self.wait(self.window.isActiveWindow)

    def _pages(self) -> Iterator[tuple[str, "QPixmap"]]:
        """See the pages of a PDF beside its text, and alone."""
        from PySide6.QtGui import QPdfWriter, QTextDocument

        window = self.window
        window.reader.set_zoom(100)
        window.side.show_tab(0)
        path = self.sample().with_suffix(".pdf")
        title, body = self.sample().read_text(encoding="utf-8").split("</h1>")
        paper, writer = QTextDocument(), QPdfWriter(str(path))
        writer.setResolution(96)
        paper.setHtml(f"{title}</h1>{body * 3}")
        paper.print_(writer)
        self.open(path)
        window.reader.paged.show_mode("both")
        self.wait(lambda: not window.desk.jobs.busy)
        yield "pages-beside-text", self.shot()
        window.reader.paged.show_mode("sheets")
        yield "pages", self.shot()

    def _subjects(self) -> Iterator[tuple[str, "QPixmap"]]:
        """Score an item for each problem that it repeats for."""
        from desktop import paths

        window = self.window
        self.open(paths.seed("004_8abcd47779949054.txt"))
        self.suggested(lambda: window.desk.beginning.show_checklist("zgfh"))
        self.click(window.start_bar.begin)
        yield "no-subjects", self.shot()
        bar = window.panel.topic_bar
        self.click(bar.add)
        self.click(bar.form.offer)
        yield "subjects-offered", self.shot()
        self.click(bar.form.done)
        window.tree.setFocus()
        self.keys("1")
        yield "subject-scored", self.shot()

    def _loop(self) -> Iterator[tuple[str, "QPixmap"]]:
        """Hold a plan against a letter, and decide how far an issue is."""
        from desktop.model.case import DocumentRole
        from desktop.ui.right_side import LOOP

        window, folder = self.window, Path(os.environ["DUYUE_HOME"])
        plan, letter = folder / "青山县整改方案.txt", folder / "青山县督导反馈意见.txt"
        troubles = ("三所学校食堂面积不足，学生分批就餐", "教育督导机构没有独立设置", "城区两所初中仍有大班额")
        issues = "".join(f"（{'一二三'[at]}）{words}。\n" for at, words in enumerate(troubles))
        letter.write_text(f"青山县督导反馈意见\n一、存在问题\n{issues}", encoding="utf-8")
        plan.write_text(
            "青山县整改方案\n一、整改措施\n"
            + "".join(
                f"{no}.关于“{words}”的问题。\n整改措施：县教育局2031年{no + 5}月底前完成。\n"
                for no, words in enumerate(troubles[:2], 1)
            ),
            encoding="utf-8",
        )
        self.open(plan)
        self.click(window.start_bar.begin)
        window.desk.loops.bring(letter, DocumentRole.FINDINGS)
        self.wait(lambda: not window.desk.jobs.busy)
        window.side.show_tab(LOOP)
        self.wait(lambda: not window.desk.jobs.busy)
        pane = window.side.pane(LOOP)
        pane.view.setCurrentIndex(pane.view.model().index(0, 0))
        yield "loop", self.shot()

    def _batch(self) -> Iterator[tuple[str, "QPixmap"]]:
        """List the reports of a folder."""
        from desktop import paths

        self.window.files.open_batch(paths.seeds_dir())
        self.wait(lambda: not self.window.desk.batch.busy)
        yield "batch", self.shot(self.dialog())
        self.dialog().close()

    def _beside_the_desk(self) -> Iterator[tuple[str, "QPixmap"]]:
        """See a message, the dialogs and menus, the start page, and a page with a table in large type."""
        from PySide6.QtCore import Qt

        from desktop import paths
        from desktop.ui import actions

        window = self.window
        window.files.open_path(paths.seeds_dir() / "index.yaml.missing")
        yield "wrong-file", self.shot()
        self.press(Qt.Key.Key_Escape)
        self.press(Qt.Key.Key_F1)
        yield "keys", self.shot(self.dialog())
        self.dialog().close()
        window.helping.show_manual()
        yield "manual", self.shot(self.dialog())
        self.dialog().close()
        window.activateWindow()
        self.wait(window.isActiveWindow)
        window.views.show_palette()
        self.keys("zb")
        yield "palette", self.shot()
        self.press(Qt.Key.Key_Escape)
        window.helping.show_tour()
        for step in range(3):
            yield f"first-steps-{step + 1}", self.shot()
            self.press(Qt.Key.Key_Return)
        self.press(Qt.Key.Key_Escape)
        window.topbar.menu.popup(window.mapToGlobal(window.rect().topLeft()))
        yield "menu", self.shot(window.topbar.menu)
        scores = window.topbar.menus[actions.REVIEW]
        scores.popup(window.pos())
        yield "menu-scores", self.shot(scores)
        scores.close()
        window.topbar.menu.close()
        window.views.show_preferences()
        yield "settings", self.shot(self.dialog())
        self.dialog().close()
        window.desk.close()
        yield "start-with-recent", self.shot()
        self.open(self.sample())
        yield "tables-on-the-page", self.shot()
        window.reader.set_zoom(160)
        self.press(Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
        yield "large-and-empty", self.shot()

    def answer(self, look: Callable[["QDialog"], object], ask: Callable[[], object]) -> None:
        """Ask something that waits for its answer; look at the question, then say no, or give up."""
        from PySide6.QtCore import QTimer
        from PySide6.QtWidgets import QApplication, QDialog, QMessageBox

        def on_asked() -> None:
            box = QApplication.activeModalWidget()
            if isinstance(box, QMessageBox):
                look(box)
                leave = [b for b in box.buttons() if box.buttonRole(b) is QMessageBox.ButtonRole.DestructiveRole]
                leave[0].click()
            elif isinstance(box, QDialog):
                look(box)
                box.reject()

        QTimer.singleShot(_SETTLE_MS, self.window, on_asked)
        ask()

    def dialog(self) -> "QDialog":
        """Give the dialog that was opened last."""
        from PySide6.QtWidgets import QDialog

        return [dialog for dialog in self.window.findChildren(QDialog) if dialog.isVisible()][-1]

    def sample(self) -> Path:
        """Write a page with a table, a list and long headings."""
        path = Path(os.environ["DUYUE_HOME"]) / "青山县教育经费情况.html"
        rows = "".join(
            f"<tr><td>{name}</td><td>{now}</td><td>{last}</td><td>{rate}%</td></tr>"
            for name, now, last, rate in (
                ("学前教育", "3120.5", "2890.0", "8.0"),
                ("义务教育", "25680.0", "24110.3", "6.5"),
                ("普通高中", "9860.2", "9420.0", "4.7"),
                ("合计", "38660.7", "36420.3", "6.2"),
            )
        )
        path.write_text(
            "<html><meta charset='utf-8'><body><h1>青山县二〇二三年度教育经费投入与使用情况专项自查报告</h1>"
            "<h2>一、经费投入总体情况</h2><p>全县教育支出按学段统计如下，单位为万元，增幅按可比口径计算。</p>"
            f"<table><tr><th>学段</th><th>2023年（万元）</th><th>2022年（万元）</th><th>增幅</th></tr>{rows}</table>"
            "<h2>二、主要做法</h2><ul><li>优先保障义务教育，生均公用经费小学达到720元、初中达到940元。</li>"
            "<li>设立专项资金1200万元，用于补充信息化设备。</li></ul>"
            "<h3>（一）规范管理</h3><p>全县82所学校实行预算公开，审计覆盖率100%。</p></body></html>",
            encoding="utf-8",
        )
        return path

    # What a hand does

    def open(self, path: Path) -> None:
        """Open a file, and wait until everything is said of it."""
        self.suggested(lambda: self.window.files.open_path(path))

    def suggested(self, ask: Callable[[], object]) -> None:
        """Do something that brings suggestions, and wait for them."""
        came: list[object] = []
        self.window.desk.suggested.connect(came.append)
        ask()
        self.wait(lambda: bool(came))

    def keys(self, letters: str) -> None:
        """Press letters and digits."""
        from PySide6.QtTest import QTest

        for letter in letters:
            QTest.keyClicks(self.app.focusWidget() or self.window, letter)

    def press(self, key: "Qt.Key", held: "Qt.KeyboardModifier | None" = None) -> None:
        """Press one key."""
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest

        QTest.keyClick(self.app.focusWidget() or self.window, key, held or Qt.KeyboardModifier.NoModifier)

    def click(self, widget: "QWidget") -> None:
        """Click in the middle of a widget."""
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest

        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)

    def shot(self, what: "QWidget | None" = None) -> "QPixmap":
        """Let things come to rest and take a picture."""
        from PySide6.QtCore import QCoreApplication, QDeadlineTimer, QEvent

        self.wait(QDeadlineTimer(_SETTLE_MS).hasExpired)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        return (what or self.window).grab()

    def wait(self, ready: Callable[[], bool]) -> None:
        """Let the window work until something holds."""
        from PySide6.QtCore import QCoreApplication, QDeadlineTimer, QEventLoop

        limit = QDeadlineTimer(_WAIT_MS)
        while not ready() and not limit.hasExpired():
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)


if __name__ == "__main__":
    sys.exit(main())
