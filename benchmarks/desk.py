"""Measure the window under the hand: frames while scrolling, layers, evidence, blocks of its thread, keys an item.

    python -m benchmarks.desk [--characters 300000]

A report of so many characters with some 10,000 figures is made up; the rest is measured with an example report.
"""

import argparse
import os
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.table import heading, row, without_screen
from desktop import paths

if TYPE_CHECKING:
    from desktop.ui.window import MainWindow

_SENTENCE = (
    "各镇坚持把教育摆在优先发展的位置，统筹规划，完善制度，压实责任，持续改善办学条件，推动城乡教育协调发展。"
    "其中第{n}片区现有小学{a}所，在校学生{c}人，毛入学率达到{e}%。"
)
_DENSE = "学校{a}所，学生{c}人，毛入学率{e}.5%，巩固率{e}%，面积{c}平方米，"
_PARAGRAPH = 4
_PATIENCE = 600
_TICK_MS = 4
_FRAMES, _STEP = 400, 60
_MANY = 200

Time = tuple[float, float]
"""Wall time and the thread's own processor time, in ms: on a busy machine the second tells more."""


def main() -> None:
    """Measure everything and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--characters", type=int, default=300_000)
    wanted = parser.parse_args()
    os.environ.update(without_screen())
    with tempfile.TemporaryDirectory() as home:
        os.environ["DUYUE_HOME"] = home
        _measure(Path(home), wanted.characters)


def _measure(home: Path, characters: int) -> None:
    from desktop import app

    program = app.build_app(["duyue"])
    window = app.build_window()
    window.resize(1366, 768)
    window.show()
    window.activateWindow()
    _wait(window.isActiveWindow)
    app.warm().join()
    heading()
    seed = paths.seed("000_7247668ee333bfb4.txt")
    with _watched() as gaps:
        _open(window, seed)
    _rows("longest block of the window's thread, seed", [gaps], "≤ 100 ms")
    window.desk.beginning.show_checklist("yzjh2017")
    _wait(lambda: bool(window.desk.suggestions))
    window.start_bar.begin.click()
    _rows("choosing an item to its evidence painted", _choices(window), "≤ 50 ms")
    keys, items = _score_all(window)
    row(f"keys for {items} items of yzjh2017, an item", [keys / items], "keys", "≤ 4")
    window.desk.close()

    large = home / "大报告.txt"
    large.write_text(_report(characters), encoding="utf-8")
    with _watched() as gaps:
        _open(window, large)
    _rows(f"longest block, {characters:,} characters", [gaps], "≤ 250 ms")
    assert window.desk.examination is not None
    row("figures marked", [len(window.desk.examination.metrics)], "")
    _rows("frame while scrolling", _frames(window), "p99 ≤ 16 ms")
    _rows("frame while scrolling, the whole page painted anew", _frames(window, anew=True), "p99 ≤ 16 ms")
    _rows("switching a layer", _layers(window), "≤ 50 ms")
    _table(window)
    window.desk.close()
    for name, text in (("5 MB of figures, one in ten characters", _dense(5_000_000)), ("a line of 200,000", _line())):
        large.write_text(text, encoding="utf-8")
        with _watched() as gaps, _timed() as took:
            _open(window, large)
        _rows(f"longest block, {name}", [gaps], "≤ 250 ms")
        row("figures marked", [len(window.desk.examination.metrics)], "")
        row("to all marks and suggestions", [took[0] / 1000], "s")
        _table(window)
        window.desk.close()
    window.close()
    program.quit()


def _rows(name: str, times: Iterable[Sequence[float]], goal: str) -> None:
    """Print wall and processor time, and the 99th percentile of each where there are enough."""
    for words, values in zip((name, "  of it processor time"), zip(*times, strict=True), strict=True):
        row(words, values, "ms", goal)
        if len(values) >= _MANY:
            row(f"{words}, p99", [sorted(values)[int(len(values) * 0.99)]], "ms", goal)


def _table(window: "MainWindow") -> None:
    """Open the table of figures and sort it."""
    pane = window.side.pane(1)
    with _watched() as gaps, _timed() as took:
        window.side.show_tab(1)
        _wait(lambda: bool(pane.table.rows))
    _rows("longest block, opening the table of figures", [gaps], "≤ 250 ms")
    row("  until its rows are there", [took[0] / 1000], "s")
    column = 3 - max(pane.table.look.sort or 0, 1)  # a table comes back sorted as it was left
    with _watched() as gaps, _timed() as took:
        pane.view.header().setSortIndicator(column, pane.view.header().sortIndicatorOrder())
        _wait(lambda: pane.table.look.sort == column)
        window.side.repaint()
    _rows("longest block, sorting it", [gaps], "≤ 250 ms")
    row("  until it is sorted", [took[0] / 1000], "s")
    window.side.show_tab(0)


def _frames(window: "MainWindow", *, anew: bool = False) -> Iterator[Time]:
    """Scroll down step by step and time each frame: all that the window does for it, or its whole page painted anew."""
    from PySide6.QtCore import QCoreApplication

    view = window.reader.view
    bar = view.verticalScrollBar()
    for _ in range(_FRAMES):
        with _timed() as took:
            bar.setValue(bar.value() + _STEP)
            if anew:
                view.viewport().repaint()
            else:
                QCoreApplication.processEvents()
        yield took[0], took[1]


def _layers(window: "MainWindow") -> Iterator[Time]:
    """Switch each layer off and on."""
    for on in (False, True):
        for layer in window.reader.layer_counts():
            with _timed() as took:
                window.reader.set_layer(layer, on)
                window.reader.view.viewport().repaint()
            yield took[0], took[1]


def _choices(window: "MainWindow") -> Iterator[Time]:
    """Choose each item and time until panel and page are painted."""
    assert window.desk.checklist is not None
    for item in window.desk.checklist.items:
        with _timed() as took:
            window.desk.choose_item(item.id)
            window.panel.repaint()
            window.reader.view.viewport().repaint()
        yield took[0], took[1]
    window.desk.choose_item("")


def _score_all(window: "MainWindow") -> tuple[int, int]:
    """Play an inspector who takes the first suggestion, gives the first level and goes on; counts the keys."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    desk, pressed = window.desk, 0
    assert desk.checklist is not None
    window.tree.setFocus()
    for _ in desk.checklist.items:
        row_ = window.panel.evidence.row
        wanted = [Qt.Key.Key_Return] if row_ is not None and not row_.confirmed else []
        for key in (*wanted, Qt.Key.Key_1, Qt.Key.Key_U):
            QTest.keyClick(window.tree, key)
            pressed += 1
    assert desk.review is not None
    settled = sum(score.settled for score in desk.review.scores)
    assert settled == len(desk.checklist.items), f"{settled} items scored"
    return pressed, settled


def _open(window: "MainWindow", path: Path) -> None:
    window.files.open_path(path)
    _wait(lambda: bool(window.desk.suggestions))


@contextmanager
def _watched() -> Iterator[list[float]]:
    """Watch the event loop; afterwards the list holds the longest gap between two ticks, wall and processor, in ms."""
    from PySide6.QtCore import Qt, QTimer

    longest, last = [0.0, 0.0], [time.perf_counter(), time.thread_time()]

    def tick() -> None:
        now = [time.perf_counter(), time.thread_time()]
        longest[0] = max(longest[0], (now[0] - last[0]) * 1000 - _TICK_MS)
        longest[1] = max(longest[1], (now[1] - last[1]) * 1000)
        last[:] = now

    timer = QTimer()
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.timeout.connect(tick)
    timer.start(_TICK_MS)
    yield longest
    timer.stop()


@contextmanager
def _timed() -> Iterator[list[float]]:
    """Time what is done within."""
    took = [0.0, 0.0]
    began, busy = time.perf_counter(), time.thread_time()
    yield took
    took[:] = (time.perf_counter() - began) * 1000, (time.thread_time() - busy) * 1000


def _wait(ready: Callable[[], bool]) -> None:
    """Let the window work until something holds."""
    from PySide6.QtCore import QCoreApplication, QEventLoop, QTimer

    until = time.monotonic() + _PATIENCE
    # With a time limit processEvents() does not wait: it would turn round and round, and take half of every job's time.
    waker = QTimer()
    waker.start(_TICK_MS)
    while not ready():
        if time.monotonic() > until:
            raise TimeoutError("the window did not get ready")
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)


def _dense(size: int) -> str:
    """Write a report of about so many bytes, nearly all of it figures."""
    lines, length, n = ["某县教育发展情况报告", "一、各镇情况"], 0, 0
    while length < size:
        line = "".join(_DENSE.format(a=k % 37 + 1, c=k * 7 % 9973 + 1, e=80 + k % 19) for k in range(n, n + 6))
        lines.append(line)
        n, length = n + 6, length + 3 * len(line)
    return "\n".join(lines)


def _line() -> str:
    """Write a report whose body is one line."""
    return "某县教育发展情况报告\n一、各镇情况\n" + "".join(_report(200_000).split("\n")[2:])


def _report(characters: int) -> str:
    """Write a report of about so many characters, a figure every thirty characters."""
    lines, length, n = ["某县教育发展情况报告", "一、各镇情况"], 0, 0
    while length < characters:
        line = ""
        for _ in range(_PARAGRAPH):
            n += 1
            line += _SENTENCE.format(n=n, a=n % 37 + 1, c=n * 7 % 9973 + 1, e=90 + n % 10)
        lines.append("　　" + line)
        length += len(line) + 3
    return "\n".join(lines)


if __name__ == "__main__":
    main()
