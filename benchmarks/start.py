"""Measure a start of the window as its user sees it: from process start until text and marks of a seed are painted.

A child process runs the program's own ``main`` with watchers on its signals; the clock is the system's, shared by both.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.table import heading, row, without_screen
from desktop import paths
from desktop.__main__ import hasten

if TYPE_CHECKING:
    from desktop.desk.memory import Memory
    from desktop.ui.window import MainWindow

_IDLE_MS = 500
_PATIENCE = 60
_STEPS = {"window": "", "text": "≤ 0.6 s", "marks": "", "suggestions": "≤ 1.5 s"}


def main() -> None:
    """Start the program several times, warm, and print how long each step took and what memory it holds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--seed", default="000_7247668ee333bfb4.txt")
    parser.add_argument("--child", nargs=2, metavar=("BEGAN", "REPORT"), help=argparse.SUPPRESS)
    wanted = parser.parse_args()
    if wanted.child:
        _watched(float(wanted.child[0]), wanted.child[1])
        return
    with tempfile.TemporaryDirectory() as home:
        seed = str(paths.seed(wanted.seed))
        told = [_started(seed, home) for _ in range(wanted.runs + 1)][1:]
    heading()
    for step, goal in _STEPS.items():
        row(f"process start to {step} painted", [t[step] for t in told], "s", goal)
        row("  of it processor time, all threads", [t[f"{step} busy"] for t in told], "s")
    if all("memory" in t for t in told):
        row("resident memory, seed open", [t["memory"] for t in told], "MB", "≤ 220 MB")


def _started(seed: str, home: str) -> dict[str, float]:
    """Start the program once in folders of its own and read what its watcher tells."""
    environment = {**os.environ, **without_screen(), "DUYUE_HOME": home}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # a user's start finds its bytecode from the last one
    began = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.start", "--child", str(began), seed],
        env=environment,
        stdout=subprocess.PIPE,
        check=True,
        timeout=_PATIENCE,
        cwd=Path(__file__).resolve().parent.parent,
    )
    told: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return told


def _watched(began: float, report: str) -> None:
    """Run the program until its suggestions are painted and it has come to rest; print the times."""
    hasten()
    from PySide6.QtCore import QEvent, QObject, QTimer
    from PySide6.QtWidgets import QApplication

    from desktop import app

    told: dict[str, float] = {}

    class Painted(QObject):
        """Note the first paint of the window after each step."""

        def __init__(self, parent: QObject) -> None:
            super().__init__(parent)
            self.awaited = ["window"]

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            """See every paint; the step is done when what it changed was painted."""
            if event.type() is QEvent.Type.Paint and self.awaited:
                QTimer.singleShot(0, self, self.note)
            return False

        def note(self) -> None:
            """Write down the time of every step that was awaited."""
            for step in self.awaited:
                told.setdefault(step, time.monotonic() - began)
                told.setdefault(f"{step} busy", time.process_time())
            self.awaited.clear()
            if "suggestions" in told and "memory" not in told:
                QTimer.singleShot(_IDLE_MS, self, self.rest)

        def rest(self) -> None:
            """Note the memory and leave."""
            resident = _resident()
            if resident is not None:
                told["memory"] = resident
            print(json.dumps(told), flush=True)
            QApplication.exit(0)

    build = app.build_window

    def built(memory: "Memory | None" = None) -> "MainWindow":
        """Build the window and set the watchers."""
        window = build(memory)
        painted = Painted(window)
        QApplication.instance().installEventFilter(painted)  # type: ignore[union-attr]
        window.desk.text_ready.connect(lambda *_: painted.awaited.append("text"))
        window.desk.examined.connect(lambda *_: painted.awaited.append("marks"))
        window.desk.suggested.connect(lambda *_: painted.awaited.append("suggestions"))
        return window

    app.build_window = built
    sys.exit(app.main([report]))


def _resident() -> float | None:
    """Read the process's resident memory in megabytes; None where the system does not tell it in a file."""
    status = Path("/proc/self/status")
    if not status.exists():
        return None
    line = next(line for line in status.read_text(encoding="ascii").splitlines() if line.startswith("VmRSS:"))
    return int(line.split()[1]) / 1024


if __name__ == "__main__":
    main()
