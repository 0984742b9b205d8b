"""The composition root of the window: builds it, dresses it, shows it."""

import gc
import logging
import os
import sys
import threading
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, Qt, QTimer, QTranslator
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from desktop import __version__, builds, faults, intake, paths
from desktop.desk.desk import Desk
from desktop.desk.memory import Memory
from desktop.desk.reading import Readers
from desktop.model.examination import Examination
from desktop.model.explanation import Explanation
from desktop.model.report import Report
from desktop.model.review import Correction
from desktop.model.value import Value
from desktop.ui import actions, theme
from desktop.ui.window import MainWindow

logger = logging.getLogger(__name__)

_WARM_MS, _SWEEP_MS = 600, 5_000
_TURN_S = 0.0001
"""Seconds after which a job has to let the window's thread go on; a call into Qt gives its turn away each time.

A table laid out beside a job waits for some 170 turns, a frame for three; a job gets as much done in its processor time
as with 0.5 ms. On Windows, all below 1 ms is the same.
"""
_COLLECTED = (700, 10, 100_000)
"""When garbage is collected: the young often, all of it practically never. Going through everything that a report of
100,000 figures holds takes seconds, in which no thread can go on; it is done when a report is put away instead."""
_SAMPLE = (
    "关于教育工作的报告\n（2023年5月6日）\n一、基本情况\n（一）学校。有小学12所。\n一是引进教师3人；\n附件：1.表\n"
)
_NO_SCREEN = "这里没有可用的屏幕，窗口打不开；请在桌面环境里启动，或用 duyue read 等命令（见 duyue --help）。"


def main(argv: Sequence[str]) -> int:
    """Show the window, with the report or case file that the first argument names; gives the exit code."""
    if not _has_screen(argv):
        print(_NO_SCREEN, file=sys.stderr)
        return 1
    faults.log_to_file()
    app = build_app(["duyue", *argv])
    windows = Windows()
    window = windows.add()
    hook = faults.Hook(window)
    sys.excepthook = hook.catch
    threading.excepthook = lambda raised: hook.catch(raised.exc_type, raised.exc_value, raised.exc_traceback)
    named = [word for word in argv if not word.startswith("-")]
    if named:
        window.open_first(Path(named[0]))
    else:
        windows.come_back()
    window.helping.offer_tour()
    window.show()
    QTimer.singleShot(0, window, collect_again)
    QTimer.singleShot(_WARM_MS, window, warm)
    QTimer.singleShot(_SWEEP_MS, window, sweep_aside)
    code = app.exec()
    if not windows.finish():
        faults.leave(code)
    sys.excepthook = sys.__excepthook__
    return code


def warm() -> threading.Thread:
    """Get ready for a first file: the process that unpacks files and, in the thread given, what reads a text."""
    intake.warm()
    reader = threading.Thread(target=intake.read_text, args=(_SAMPLE, ""), daemon=True)
    reader.start()
    return reader


def sweep_aside() -> None:
    """Take away what older builds left, in a thread: on a slow stick it takes its time, which nobody waits for.

    The thread is made only now: a timer holds no object whose method it calls, unless it is a QObject.
    """
    threading.Thread(target=builds.sweep, daemon=True).start()


def collect_again() -> None:
    """Let garbage be collected from here on, without looking at what the start made over and over."""
    gc.freeze()
    gc.enable()


def _has_screen(argv: Sequence[str]) -> bool:
    """Tell whether a window can be shown; without a display server Qt would end the process with its own words."""
    named = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return sys.platform != "linux" or "-platform" in argv or any(os.environ.get(name) for name in named)


def build_app(argv: Sequence[str]) -> QApplication:
    """Make the one application: Chinese, dressed by ``build_window``."""
    sys.setswitchinterval(_TURN_S)
    gc.set_threshold(*_COLLECTED)
    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    app = QApplication(list(argv))
    app.setApplicationName("duyue")
    app.setApplicationDisplayName("督阅")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("duyue")
    translate(app)
    return app


def translate(app: QApplication) -> None:
    """Let Qt's own words be Chinese, and keys be called as they are printed."""
    words = QTranslator(app)
    if words.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(words)
    app.installTranslator(_OwnWords(app))


_FILES = {"&Look in:": "查找范围(&L)：", "Files of &type:": "文件类型(&T)：", "Folder": "文件夹"}
"""What Qt's translation leaves in English in its dialog of files, which stands in where the system has none."""


class _OwnWords(QTranslator):
    """Call keys in menus as they are printed on keyboards here, where Qt would write 回车 and 退格; fill its gaps."""

    def isEmpty(self) -> bool:
        """Have something to say."""
        return False

    def translate(self, context: str, source: str, disambiguation: str | None = None, n: int = -1) -> str | None:
        """Name a key as ``actions`` does, and leave all words alone that Qt has Chinese for."""
        if context == "QShortcut":
            return actions.PRINTED.get(source, source)
        return _FILES.get(source) if context in ("QFileDialog", "QAbstractFileIconProvider") else None


def build_window(memory: Memory | None = None) -> MainWindow:
    """Make a desk and the window over it, with the user's settings."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    desk = Desk(Readers(examine, corrected, explained), memory)
    theme.read_in(desk.settings.reading_font)
    theme.choose(app, desk.settings.theme.value)
    window = MainWindow(desk, samples)
    theme.dress(app)
    return window


class Windows:
    """The windows of one program, with one memory for all."""

    def __init__(self) -> None:
        """Have none yet."""
        self._memory = Memory()
        self._open: list[MainWindow] = []

    def add(self) -> MainWindow:
        """Make one more window, a little beside the last one, to be shown by the caller."""
        window = build_window(self._memory)
        window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, bool(self._open))
        window.window_asked.connect(self._on_asked)
        window.desk.closed.connect(lambda: QTimer.singleShot(0, gc.collect))
        window.destroyed.connect(self._on_destroyed)
        if self._open:
            window.frame.stand_beside(self._open[-1])
        window.frame.fill_small_screen()
        self._open.append(window)
        return window

    def come_back(self) -> None:
        """Open the cases again that were open when the program last ended without being closed."""
        left = [path for name in self._memory.settings.open_cases if (path := Path(name)).is_file()]
        for at, path in enumerate(left):
            window = self.add() if at else self._open[0]
            window.come_back(path)
            window.show()

    def finish(self) -> bool:
        """Let no job outlive the program; False where one is frozen."""
        self._on_destroyed()
        return all([window.desk.finish() for window in self._open])

    def _on_asked(self) -> None:
        self.add().show()

    def _on_destroyed(self) -> None:
        self._open = [window for window in self._open if isValid(window)]


def examine(report: Report) -> Examination:
    """Examine a report; what that takes is loaded on the worker, when the text is on screen."""
    from desktop import pipeline

    return pipeline.examine(report)


def corrected(examination: Examination, corrections: tuple[Correction, ...]) -> Examination:
    """Read the figures as the inspector corrected them, on the worker too."""
    from desktop import pipeline

    return pipeline.corrected(examination, corrections)


def explained(examination: Examination, start: int) -> Explanation:
    """Tell why a figure was read as it is; asked for one figure, it answers at once."""
    from desktop import pipeline

    return pipeline.explained(examination, start)


def samples() -> tuple[tuple[str, Path], ...]:
    """List the example reports that came with the program, as (title, path)."""
    from desktop.lexicon import yamlfile

    index = yamlfile.read(paths.seeds_dir() / "index.yaml", _Index)
    return tuple((seed.title, paths.seed(seed.file)) for seed in index.seeds)


class _Seed(Value):
    """An example report."""

    file: str
    title: str
    district: str
    year: str
    kind: str


class _Index(Value):
    """The example reports in order."""

    seeds: tuple[_Seed, ...]
