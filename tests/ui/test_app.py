"""The way in: who gets the command line, what is logged, what happens to what nobody caught."""

import argparse
import logging
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop import __main__, __version__, app, cli, faults, paths
from desktop.ui.dialogs.fault import FaultDialog
from tests.ui.driver import SEED, Driver

ROOT = Path(__file__).resolve().parents[2]


def test_every_command_of_the_machines_door_goes_there_and_loads_no_qt() -> None:
    commands = next(a for a in cli._parser()._actions if isinstance(a, argparse._SubParsersAction))
    assert set(commands.choices) <= set(__main__.COMMANDS)
    program = (
        "import sys\n"
        "from desktop import __main__\n"
        "sys.argv = ['duyue', 'checklists']\n"
        "code = __main__.main()\n"
        "sys.exit(code or any(name.startswith('PySide6') for name in sys.modules))\n"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    assert b"cq2023" in done.stdout


def test_the_window_starts_with_the_file_it_is_given(qtbot: QtBot) -> None:
    window = app.build_window()
    qtbot.addWidget(window)
    window.open_first(SEED)
    window.show()
    assert not window.start_page.isVisible()
    with qtbot.waitSignal(window.desk.suggested, timeout=20_000):
        pass
    assert window.desk.report is not None
    window.close()


def test_a_first_window_and_its_frame_lie_within_a_small_screen(qtbot: QtBot) -> None:
    windows = app.Windows()
    first, second = windows.add(), windows.add()
    for window in (first, second):
        qtbot.addWidget(window)
        assert window.isMaximized()
        window.setWindowState(Qt.WindowState.WindowNoState)
    first.show()
    room, frame = first.screen().availableGeometry(), first.frameGeometry()
    assert 0 < frame.height() - first.height() <= room.height() - first.height(), (room, frame)
    first.setGeometry(room.right() - 700, room.y() + 40, 680, 500)
    first.close()
    third = windows.add()
    assert not third.isMaximized(), "a window opens as the last one was left"
    third.frame.stand_beside(first)
    assert room.contains(third.geometry()), (room, third.geometry())
    windows.finish()


@pytest.mark.parametrize("came_back", [False, True])
def test_a_narrow_window_is_as_wide_again_as_it_was_left(qtbot: QtBot, qapp: QApplication, came_back: bool) -> None:
    widths = []
    for _ in range(2):
        qapp.setStyleSheet("")  # as it is when the program starts
        window = app.build_window()
        qtbot.addWidget(window)
        if came_back:
            window.show_desk()
        window.show()
        qtbot.wait(20)
        widths.append(window.width())
        window.setWindowState(Qt.WindowState.WindowNoState)
        window.resize(660, 560)
        window.close()
    assert widths[1] == 660


def test_a_start_collects_no_garbage_and_a_standing_window_does() -> None:
    program = (
        "import gc, sys\n"
        "from PySide6.QtCore import QTimer\n"
        "from PySide6.QtWidgets import QApplication\n"
        "from desktop import __main__\n"
        "told = []\n"
        "class Watch:\n"
        "    def find_spec(self, name, *_):\n"
        "        if name == 'desktop.ui.window':\n"
        "            told.append(gc.isenabled())\n"
        "            QTimer.singleShot(0, lambda: QTimer.singleShot(0, stands))\n"
        "def stands():\n"
        "    told.append(gc.isenabled())\n"
        "    QApplication.exit(0)\n"
        "sys.meta_path.insert(0, Watch())\n"
        "sys.argv = ['duyue']\n"
        "__main__.main()\n"
        "assert told == [False, True], told\n"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()


def test_what_older_builds_left_is_swept_away_while_the_window_stands() -> None:
    program = (
        "import sys, threading\n"
        "from PySide6.QtCore import QTimer\n"
        "from PySide6.QtWidgets import QApplication\n"
        "from desktop import app, builds\n"
        "swept = threading.Event()\n"
        "builds.sweep, app._SWEEP_MS = swept.set, 50\n"
        "def end():\n"
        "    QApplication.exit(0) if swept.is_set() else QTimer.singleShot(20, end)\n"
        "held = app.build_app\n"
        "app.build_app = lambda argv: (held(argv), QTimer.singleShot(0, end))[0]\n"
        "sys.exit(app.main([]))\n"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr.decode()


def test_a_file_that_is_not_there_leads_to_the_start_page(qtbot: QtBot, tmp_path: Path) -> None:
    window = app.build_window()
    qtbot.addWidget(window)
    window.open_first(tmp_path / "没有.txt")
    window.show()
    qtbot.waitUntil(window.start_page.isVisible)
    assert "没有.txt" in window.messages.words
    window.close()


def test_the_examples_are_named_by_their_titles() -> None:
    titles = [title for title, _ in app.samples()]
    assert len(titles) == 5
    assert "梁平区人民政府履行教育职责自评报告" in titles
    assert all(path.is_file() for _, path in app.samples())


def test_the_log_keeps_where_and_never_what(tmp_path: Path) -> None:
    formatter = faults.LogFormat("%(levelname)s %(message)s")
    try:
        raise ValueError("某县财政投入 208177 万元")
    except ValueError:
        record = logging.LogRecord("x", logging.ERROR, "x.py", 1, "uncaught", None, sys.exc_info())
    told = formatter.format(record)
    assert "ValueError" in told
    assert "test_app.py" in told
    assert "208177" not in told


def test_what_nobody_caught_is_told_in_one_dialog_to_be_copied(qtbot: QtBot, caplog: pytest.LogCaptureFixture) -> None:
    driver = Driver(qtbot)
    hook = faults.Hook(driver.window)

    def breaks() -> None:
        try:
            raise RuntimeError("secret words")
        except RuntimeError as error:
            hook.catch(type(error), error, error.__traceback__)

    def dialogs() -> list[FaultDialog]:
        return driver.window.findChildren(FaultDialog)

    with caplog.at_level(logging.CRITICAL):
        worker = threading.Thread(target=breaks)
        worker.start()
        worker.join()
        assert dialogs() == [], "only the main thread may show it"
        qtbot.waitUntil(lambda: bool(dialogs()))
        breaks()
        qtbot.waitUntil(lambda: dialogs()[0].details.toPlainText().count("RuntimeError") == 2)
    (dialog,) = dialogs()
    driver.click(dialog.copy)
    copied = QApplication.clipboard().text()
    assert __version__ in copied
    assert "test_app.py" in copied
    assert "secret" not in copied
    dialog.close()
    driver.open(paths.seed("000_7247668ee333bfb4.txt"))
    assert driver.window.desk.report is not None, "the window goes on"
    driver.close()


def test_the_log_begins_with_the_versions_and_is_the_owners_alone(tmp_path: Path) -> None:
    program = "import logging\nfrom desktop import faults\nfaults.log_to_file()\nlogging.shutdown()\n"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    folder = paths.log_dir()
    assert __version__ in (folder / "duyue.log").read_text(encoding="utf-8")
    if sys.platform != "win32":
        assert folder.stat().st_mode & 0o077 == 0


def test_a_start_loads_what_it_shows_and_nothing_else() -> None:
    program = (
        "import linecache, sys\n"
        "from desktop.__main__ import hasten\n"
        "hasten()\n"
        "from desktop import app\n"
        "late = 'desktop.lexicon.book desktop.pipeline desktop.sheets multiprocessing yaml openpyxl lxml'\n"
        "print(*[name for name in late.split() if name in sys.modules])\n"
        "print(*[name for name in linecache.cache if 'desktop' in name])\n"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, check=True, encoding="utf-8")
    assert done.stdout.split() == []


def test_the_systems_own_words_are_chinese() -> None:
    program = (
        "from PySide6.QtWidgets import QDialogButtonBox\n"
        "from desktop import app\n"
        "program = app.build_app(['duyue'])\n"
        "cancel = QDialogButtonBox.StandardButton.Cancel\n"
        "box = QDialogButtonBox(cancel)\n"
        "raise SystemExit(box.button(cancel).text() != '取消')\n"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()


def test_menus_name_keys_as_they_are_printed_and_qts_own_words_stay_chinese() -> None:
    program = (
        "from PySide6.QtGui import QKeySequence\n"
        "from desktop import app\n"
        "made = app.build_app([])\n"
        "native = QKeySequence.SequenceFormat.NativeText\n"
        "named = [QKeySequence(keys).toString(native) for keys in ('Ctrl+Return', 'Del')]\n"
        "assert named == ['Ctrl+Enter', 'Del'], named\n"
        "assert made.translate('QPlatformTheme', 'Cancel') == '取消'\n"
        "take, confirm = (app.build_window().actions_[name] for name in ('take', 'confirm'))\n"
        "for action, held in ((take, ''), (confirm, 'Ctrl+')):\n"
        "    keys = [key.toString(QKeySequence.SequenceFormat.PortableText) for key in action.shortcuts()]\n"
        "    assert keys == [f'{held}Return', f'{held}Enter'], keys\n"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr.decode()


@pytest.mark.parametrize(("context", "words"), [("QFileDialog", "Files of &type:"), ("QFileDialog", "&Look in:")])
def test_what_qt_leaves_in_english_is_chinese(qtbot: QtBot, context: str, words: str) -> None:
    assert QCoreApplication.translate(context, words).isascii() is False
