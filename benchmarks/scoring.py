"""Measure the scoring of one item through the real desk: the change, its row on disk, the tree and panel redrawn."""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from benchmarks.table import heading, row, without_screen
from desktop import paths

_PATIENCE = 60
_GOAL = 0.99


def main() -> None:
    """Score every item of one checklist over and over in one window and print the times of one score."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--seed", default="000_7247668ee333bfb4.txt")
    wanted = parser.parse_args()
    os.environ.update(without_screen())
    with tempfile.TemporaryDirectory() as home:
        os.environ["DUYUE_HOME"] = home
        runs = _scored(wanted.runs, paths.seed(wanted.seed), Path(home))
    heading()
    for kind, name in enumerate(("score", "score's processor time")):
        times = [[score[kind] * 1000 for score in run] for run in runs]
        row(f"median of a {name}", [median(run) for run in times], "ms")
        row(f"99th percentile of a {name}", [_percentile(run) for run in times], "ms", "" if kind else "≤ 30 ms")
    print(f"{sum(map(len, runs))} scores in {len(runs)} runs")


def _scored(runs: int, seed: Path, home: Path) -> list[list[tuple[float, float]]]:
    """Open a seed, begin a review and score its items; give each score's seconds and processor seconds, by run."""
    from PySide6.QtCore import QEvent, QObject

    from desktop import app
    from desktop.model.review import About

    class Painted(QObject):
        """Count the paints of what it watches."""

        def __init__(self, parent: QObject) -> None:
            super().__init__(parent)
            self.count = 0

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            """See every paint."""
            self.count += event.type() is QEvent.Type.Paint
            return False

    application = app.build_app([sys.argv[0]])
    window = app.build_window()
    desk = window.desk
    window.show()
    window.files.open_path(seed)
    began = time.monotonic()
    while not desk.suggestions:
        application.processEvents()
        if time.monotonic() - began > _PATIENCE:
            raise SystemExit("没有等到建议：评分无法计时。")
        time.sleep(0.005)
    if desk.checklist is None or not desk.beginning.start(About(reviewer="计时"), home):
        raise SystemExit("没有建成案卷：评分无法计时。")
    painted = Painted(window)
    window.tree.viewport().installEventFilter(painted)
    found = []
    for run in range(runs + 1):
        times = []
        for item in desk.checklist.items:
            window.scoring.choose_item(item.id)
            _settle(application.processEvents)
            before, busy, began = painted.count, time.process_time(), time.perf_counter()
            window.scoring.give("12"[run % 2])
            while painted.count == before:
                application.processEvents()
                if time.perf_counter() - began > _PATIENCE:
                    raise SystemExit(f"{item.id} 评分后评价表没有重画。")
            times.append((time.perf_counter() - began, time.process_time() - busy))
        found.append(times)
    window.close()
    return found[1:]


def _settle(process: Callable[[], None]) -> None:
    """Let everything pending be done before the clock starts."""
    for _ in range(5):
        process()


def _percentile(times: list[float]) -> float:
    """Give the 99th percentile, by nearest rank."""
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, int(len(ordered) * _GOAL))]


if __name__ == "__main__":
    main()
