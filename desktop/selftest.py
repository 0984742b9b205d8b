"""自检: do the whole job once, from a report to a printed sheet and a picture of the window, and say what works.

What is scored is the fixed example in ``resources/example_review.yaml``, marked 示例，非评审结论 throughout: the
program never invents a score.
"""

import argparse
import os
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from desktop import builds, example, intake, lexicon, paths, pipeline, scoring, sheets
from desktop.lexicon import pinyin, tokens
from desktop.model.checklist import Checklist
from desktop.model.errors import DuyueError
from desktop.model.examination import Examination
from desktop.model.export import Kind
from desktop.model.report import Report
from desktop.sheets.dossier import Dossier
from desktop.storage.casefile import CaseFile
from desktop.storage.shelf import Shelf

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

Say = Callable[[str], None]

_ITEM = "cq.C1"
_WAIT_MS, _SETTLE_MS = 30_000, 400
_DARK, _INKED = 128, 0.005
_LEAST_SIGNS, _KNOWN = 100, 0.9
_SUFFIXES = ("duyue", "xlsx", "docx", "png", "pdf")


class StepFailed(Exception):
    """A step that did not work; what follows would build on it."""


def main(argv: Sequence[str]) -> int:
    """Run ``duyue --selftest [--out DIR]``; returns the exit code."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", newline="\n")
    parser = argparse.ArgumentParser(prog="duyue --selftest", description="自检：用示例评审走一遍全程。")
    parser.add_argument("--out", type=Path, metavar="DIR", help="把案卷、评分表和窗口图片留在这个文件夹")
    return run(parser.parse_args(argv).out)


def run(out: Path | None = None) -> int:
    """Do every step and print one line for each; returns 0 when all work, 1 at the first that does not.

    What is made goes into ``out``, where an earlier run's files of the same names are replaced, or nowhere.
    The user's settings and recent list are left alone.
    """
    before = os.environ.get("DUYUE_HOME")
    try:
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
            os.environ["DUYUE_HOME"] = str(Path(scratch, "home"))
            _everything(out or Path(scratch, "out"))
    except StepFailed:
        return 1
    finally:
        os.environ.pop("DUYUE_HOME")
        if before is not None:
            os.environ["DUYUE_HOME"] = before
    return 0


def take_picture(case: Path, picture: Path, theme: str = "light", size: tuple[int, int] = (1366, 768)) -> str:
    """Open a case in the window, wait until both panes are filled, and keep the picture; says what it shows.

    Raises ``DuyueError`` where there is no Chinese font or something stays empty.
    """
    if sys.platform.startswith("linux") and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import (
        QCoreApplication,
        QDeadlineTimer,
        QEventLoop,
        QLibraryInfo,
        QSize,
        Qt,
        qInstallMessageHandler,
    )
    from PySide6.QtGui import QFontDatabase, QImageReader
    from PySide6.QtWidgets import QApplication

    from desktop import app
    from desktop.ui import theme as themes

    def wait(ready: Callable[[], bool]) -> None:
        limit = QDeadlineTimer(_WAIT_MS)
        while not ready() and not limit.hasExpired():
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)
        _expect(ready(), "窗口没有在规定时间内显示完整。")

    program = QApplication.instance()
    if program is None:
        qInstallMessageHandler(_on_qt_message)
        program = app.build_app(["duyue"])
    assert isinstance(program, QApplication)
    fonts = QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese)
    _expect(bool(fonts), "没有找到中文字体；Linux 请安装 fonts-wqy-microhei。")
    readable = {bytes(kind.data()).decode() for kind in QImageReader.supportedImageFormats()}
    _expect({"svg", "jpeg"} <= readable, "Qt 缺少读取 svg 或 jpeg 图片的插件。")
    translations = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    _expect((translations / "qtbase_zh_CN.qm").is_file(), "缺少 Qt 的中文翻译 qtbase_zh_CN.qm。")
    window = app.build_window()
    try:
        themes.apply(program, theme)
        window.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
        window.frame.lay_out(QSize(*size))
        window.show()
        _expect(window.desk.open(case), "窗口打不开案卷。")
        wait(lambda: bool(window.desk.suggestions))
        window.desk.choose_item(_ITEM)
        spans = [row.span for row in window.desk.answers.evidence(_ITEM) if row.span is not None]
        window.reader.jump(*spans[0], flash=False)
        window.tree.setFocus()
        # The outline and the strip follow the page a moment later.
        wait(QDeadlineTimer(_SETTLE_MS).hasExpired)
        shot = window.grab()
        _expect(shot.save(str(picture)), f"图片写不进 {picture}。")
        for pane in (window.reader, window.tree, window.panel):
            _expect(_inked(pane.grab().toImage()), f"窗口的 {type(pane).__name__} 是空的。")
    finally:
        window.close()
        window.deleteLater()
    return f"{picture.name}，{shot.width()}×{shot.height()}，左右两栏都有内容"


def _everything(out: Path) -> None:
    """Go from the report to the papers and the picture of the window."""
    shown = example.read()
    made = {suffix: out / f"示例-{shown.district}-{shown.year}.{suffix}" for suffix in _SUFFIXES}
    with _step("输出文件夹") as say:
        _make_room(out, made.values())
        say(str(out))
    if parts := builds.parts():
        with _step("程序文件") as say:
            say(builds.check(parts))
    with _step("资料") as say:
        say(_resources())
    with _step("读报告") as say:
        examination = pipeline.open_file(paths.seed(shown.seed))
        say(_found(examination))
    with _step("建议") as say:
        checklist = Shelf().get(shown.checklist)
        suggestions = scoring.suggest(examination, checklist, lexicon.load())
        served = sum(bool(suggestion.evidence) for suggestion in suggestions)
        _expect(len(suggestions) == len(checklist.items) and served > 0, "不是每一项都有研判，或没有任何建议佐证。")
        say(f"{len(suggestions)} 项中 {served} 项有建议佐证")
    with _step("案卷") as say:
        say(_score(made["duyue"], examination.report, checklist))
    with _step("评分表") as say:
        printed = _printed(made["duyue"], examination)
        say(_sheet(made["xlsx"], printed))
    with _step("评价意见") as say:
        say(f"{made['docx'].name}，{sheets.export(made['docx'], printed).says}，重新打开后一致")
    with _step("窗口") as say:
        say(take_picture(made["duyue"], made["png"]))
    with _step("PDF") as say:
        say(_pages(made["pdf"], printed))
    if intake.can_recognise():
        with _step("识别") as say:
            say(_recognised(made["pdf"]))


def _make_room(out: Path, files: Iterable[Path]) -> None:
    """Make the folder and take an earlier run's files out of it."""
    try:
        out.mkdir(parents=True, exist_ok=True)
        for path in files:
            path.unlink(missing_ok=True)
    except OSError as error:
        raise DuyueError(f"写不进 {out}，请用 --out 换一个文件夹。") from error


def _resources() -> str:
    """Look for every kind of data file that the program reads, ours and those of its parts."""
    words = tokens.words("义务教育优质均衡发展")
    _expect(len(words) > 1, "分词词典没有起作用。")
    _expect(pinyin.initials("督") == {"d"}, "拼音没有起作用。")
    for folder in ("checklists", "lexicon", "manual", "themes", "icons"):
        _expect(any(paths.resource(folder).glob("*.*")), f"缺少资料文件夹 resources/{folder}。")
    return f"评价表 {len(Shelf().checklists())} 份，指标 {len(lexicon.load().indicators)} 个，分词词典、拼音可用"


def _found(examination: Examination) -> str:
    """Count what was read; each kind must be there."""
    counts = {
        "指标": len(examination.metrics),
        "问题": len(examination.problems),
        "措施": len(examination.measures),
        "核对": len(examination.checks),
    }
    said = "，".join(f"{word} {count}" for word, count in counts.items())
    _expect(all(counts.values()), f"有一类没有读出（{said}）。")
    text = examination.report.text
    _expect(all(text[m.start : m.end] == m.quote for m in examination.metrics), "指标的位置与原文对不上。")
    return said


def _score(path: Path, report: Report, checklist: Checklist) -> str:
    """Make the case file, score the example step by step, and read back what was written."""
    review = example.write_case(path, report, checklist, datetime.now().astimezone().isoformat(timespec="seconds"))
    with CaseFile.open(path, writing=False) as file:
        kept = file.case().reviews[0]
        faults = file.verify()
    _expect(kept == review and not faults, f"案卷重新打开后与写入的不同。{''.join(faults)}")
    return f"{path.name}，评分 {len(kept.scores)} 项，佐证 {len(kept.evidence)} 条，重新打开后一致"


def _printed(case_path: Path, examination: Examination) -> Dossier:
    """Gather what is printed of the case."""
    with CaseFile.open(case_path, writing=False) as file:
        case = file.proved()
    at = datetime.now().astimezone().isoformat(timespec="seconds")
    return sheets.dossier(case, case.reviews[0].id, examination, at=at)


def _sheet(path: Path, printed: Dossier) -> str:
    """Export the sheet, which is opened again and counted."""
    written = sheets.export(path, printed)
    told = (written.of("佐证"), written.of("指标"))
    expected = (len(printed.review.evidence), len(printed.examination.metrics))
    _expect(told == expected, "评分表重新打开后条数不对。")
    return f"{path.name}，{written.says}，重新打开后一致"


def _recognised(made: Path) -> str:
    """Recognise the first printed page from its picture, and hold that against its words."""
    read = intake.Pictures(made.read_bytes(), made.name).recognised(1)
    report = intake.read(made)
    _expect(read is not None and report.pages is not None, "识别程序没有给出结果。")
    assert read is not None
    assert report.pages is not None
    printed = {sign for each in report.pages.on(1) for sign in report.text[each.start : each.end]}
    signs = [sign for line in read.lines for sign in line.text]
    known = sum(sign in printed for sign in signs)
    _expect(len(signs) > _LEAST_SIGNS and known > _KNOWN * len(signs), "从第 1 页的图片没有识别出它的文字。")
    return f"第 1 页从图片识别出 {len(signs)} 字"


def _pages(path: Path, printed: Dossier) -> str:
    """Export the opinion as pages and read them as a report is read."""
    written = sheets.export(path, printed, Kind.OPINION)
    _expect(printed.review.about.district in intake.read(path).text, "导出的 PDF 读不出里面的文字。")
    return f"{path.name}，{written.says}，可以当作报告打开"


@contextmanager
def _step(name: str) -> Iterator[Say]:
    """Print whether what follows worked, with what it says of itself."""
    said: list[str] = []
    try:
        yield said.append
    except DuyueError as error:
        print(f"失败  {name}：{error.says}", flush=True)
        raise StepFailed from error
    except Exception as error:  # a self-test tells every fault in one line
        last = traceback.extract_tb(error.__traceback__)[-1]
        place = f"{Path(last.filename).name}:{last.lineno}"
        print(f"失败  {name}：{type(error).__name__}（{place}）{'；'.join(said)}", flush=True)
        raise StepFailed from error
    print(f"通过  {name}：{'；'.join(said)}", flush=True)


def _on_qt_message(_kind: object, _context: object, words: str | None) -> None:
    """Pass on what Qt says, but for the offscreen platform's word on each window that it cannot size."""
    if words and "propagateSizeHints" not in words:
        print(words, file=sys.stderr)


def _inked(image: "QImage") -> bool:
    """Tell whether a picture shows writing: enough of its pixels differ from the paper by half the scale."""
    paper = image.pixelColor(image.width() - 2, image.height() // 2).lightness()
    places = [(x, y) for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)]
    dark = sum(abs(image.pixelColor(x, y).lightness() - paper) >= _DARK for x, y in places)
    return dark >= _INKED * len(places)


def _expect(holds: bool, otherwise: str) -> None:
    """Fail the step with a sentence where something does not hold."""
    if not holds:
        raise DuyueError(otherwise)
