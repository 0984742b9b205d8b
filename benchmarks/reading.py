"""Measure how fast reports are read: loading, one report, the seeds joined, growth in time and memory, hostile text.

All times are processor time. Every length is read in a process of its own, whose memory is its highest resident set.
"""

import argparse
import json
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

from benchmarks.table import heading, row
from desktop import advice, checking, extraction, intake, lexicon, paths, pipeline
from desktop.model.report import Report

_LENGTHS = (10_000, 30_000, 100_000, 300_000, 1_000_000, 3_000_000, 5_000_000)
_REPORT = 6_000
_T = TypeVar("_T")
_LOADING = """
import time
began = time.process_time()
import desktop.pipeline
from desktop import intake, lexicon
from desktop.lexicon import tokens
words = lexicon.load()
{segmenter}
desktop.pipeline.examine(intake.read_text({text!r}, "first.txt"))
print(time.process_time() - began)
"""
_FIRST = "全区有小学12所，在校生1.2万人，比上年增长3.2%。"


def main() -> None:
    """Print every figure beside its goal."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--length", type=int, help="read a text of this length once and print what it took")
    options = parser.parse_args()
    if options.length:
        print(json.dumps(_once(options.length)))
        return
    seeds = _seeds()
    pipeline.examine(intake.read_text(seeds, "warm.txt"))
    heading()
    row("load, first reading, without the segmenter", _loading("", options.runs), "s", "≤ 0.25")
    row("load, first reading, with the segmenter", _loading('tokens.words("督导评估")', options.runs), "s", "≤ 0.7")
    report = seeds[:_REPORT]
    row(f"a report of {_REPORT:,} characters", [1000 * _spent(report) for _ in range(options.runs * 4)], "ms", "≤ 30")
    joined = seeds * 10
    speeds = [len(joined) / _spent(joined) for _ in range(options.runs)]
    row(f"seeds ×10, {len(joined):,} characters", speeds, "characters/s", "≥ 300,000")
    for room, seconds in _by_room(joined, options.runs).items():
        row(f"  of it {room}", seconds, "s")
    parts = _hostile(seeds, 4)
    for name, text in _hostile(seeds).items():
        part = parts[name]
        spent, first = _spent(text), statistics.median(_spent(part) for _ in range(3))
        row(f"{name}, {len(text):,} characters", [len(text) / spent], "characters/s")
        row("  growth from a quarter of it", [spent / len(text) / (first / len(part))], "× linear", "≤ 1")
    _growth()


def _seeds() -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted(paths.seeds_dir().glob("*.txt")))


def _spent(text: str) -> float:
    """Read a text; give the seconds it took."""
    data = text.encode()
    began = time.process_time()
    pipeline.examine(intake.read_bytes(data, "text.txt"))
    return time.process_time() - began


def _loading(segmenter: str, runs: int) -> list[float]:
    """Load the reading side in fresh processes, bytecode and lexicon kept from the time before."""
    program = [sys.executable, "-c", _LOADING.format(segmenter=segmenter, text=_FIRST)]
    seconds = [float(subprocess.run(program, capture_output=True, check=True).stdout) for _ in range(runs + 1)]
    return seconds[1:]


def _by_room(text: str, runs: int) -> dict[str, list[float]]:
    """Time the rooms one by one."""
    words = lexicon.load()
    spent: dict[str, list[float]] = {"intake": [], "extraction": [], "checking": [], "advice": []}

    def timed(room: str, work: Callable[[], _T]) -> _T:
        began = time.process_time()
        made = work()
        spent[room].append(time.process_time() - began)
        return made

    for _ in range(runs):
        report = timed("intake", partial(_joined, text))
        said = timed("extraction", partial(extraction.extract, report, words))
        timed("checking", partial(checking.check, report, said.metrics, words))
        timed("advice", partial(advice.defects, report, said, words))
    return spent


def _joined(text: str) -> Report:
    return intake.Joined(intake.read_text(text, "text.txt")).report


def _hostile(seeds: str, part: int = 1) -> dict[str, str]:
    """Give texts that no author writes, whole or so many times shorter."""
    line = "".join(seeds.split()) * (200_000 // len(seeds) + 1)
    often = 10_000 // part
    return {
        "one line": line[: len(line) // part],
        "percentages in a row": "、".join(f"{at % 100}.5%" for at in range(often)),
        "open brackets": "（" * often + "学校3所" + "）" * often,
        "separators": "，" * often,
    }


def _once(length: int) -> dict[str, float]:
    """Read one text of a length: seconds, and how much memory (MB) the process came to hold beyond a small one."""
    seeds = _seeds()
    pipeline.examine(intake.read_text(seeds[:1000], "warm.txt"))
    before = _resident()
    text = (seeds * (length // len(seeds) + 1))[:length]
    seconds = _spent(text)
    return {"seconds": seconds, "memory": _resident() - before}


def _resident() -> float:
    """Give the most memory (MB) this process has held; only Linux tells (getrusage would tell the parent's, too)."""
    status = Path("/proc/self/status")
    if not status.exists():
        return 0.0
    found = re.search(r"VmHWM:\s+(\d+) kB", status.read_text(encoding="ascii"))
    return int(found[1]) / 1024 if found else 0.0


def _growth() -> None:
    """Print time and memory by length, each with its growth over the shortest text (1.00 is linear)."""
    first: tuple[int, dict[str, float]] | None = None
    for length in _LENGTHS:
        told = []
        for _ in range(3 if length < 1_000_000 else 1):
            program = [sys.executable, "-m", "benchmarks.reading", "--length", str(length)]
            told.append(json.loads(subprocess.run(program, capture_output=True, check=True).stdout))
        now = {name: statistics.median(each[name] for each in told) for name in told[0]}
        row(f"{length:,} characters", [now["seconds"]], "s")
        row("  memory", [now["memory"]], "MB")
        first = first or (length, now)
        for name in now if length > first[0] else ():
            grown = (now[name] / max(first[1][name], 1e-3)) / (length / first[0])
            row(f"  growth of {name}", [grown], "× linear", "≤ 1")


if __name__ == "__main__":
    main()
