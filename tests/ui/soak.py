"""Work in one window for long, at random, and hold that neither memory nor open handles grow with it.

Counts are those of Linux; elsewhere the work is done and nothing is counted.
"""

import gc
import os
import random
import sys
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from desktop.ui.window import MainWindow

_OFTEN = (
    "next",
    "previous",
    "next_open",
    "give_1",
    "give_2",
    "give_3",
    "na",
    "doubt",
    "take",
    "reject",
    "undo",
    "redo",
)
_AT_TIMES = (
    "undo",
    "redo",
    "card_next",
    "card_previous",
    "place_next",
    "visit",
    "detach",
    "clear",
    "tab_1",
    "tab_2",
    "tab_3",
)
_SELDOM = ("zoom_in", "zoom_out", "zoom_reset", "tab_4", "escape")
_EVENTS = 20
_WRITTEN = 40
_WARM = 0.2


def soaked(window: MainWindow, actions: int, seed: int = 0) -> tuple[float, int]:
    """Do so many things; gives by how many MB the memory grew and how many handles more are open than after a while."""
    chance = random.Random(seed)
    before = (0.0, 0)
    for at in range(actions):
        if at == int(actions * _WARM):
            before = _held()
        _one(window, chance, at)
        if at % _EVENTS == 0:
            _let_run()
    _let_run()
    after = _held()
    return after[0] - before[0], after[1] - before[1]


def _one(window: MainWindow, chance: random.Random, at: int) -> None:
    """Do one thing, if it can be done now."""
    names = chance.choices((_OFTEN, _AT_TIMES, _SELDOM), (80, 18, 2))[0]
    if at % _WRITTEN == 0:
        window.desk.pen.type_text("reason", f"第{at}次看了材料")
    action = window.actions_[chance.choice(names)]
    if action.isEnabled():
        action.trigger()


def _let_run() -> None:
    """Let the window do what waits, and let go of what is deleted."""
    QApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def _held() -> tuple[float, int]:
    """Tell MB in memory and handles open."""
    gc.collect()
    if sys.platform != "linux":
        return 0.0, 0
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20, len(os.listdir("/proc/self/fd"))
