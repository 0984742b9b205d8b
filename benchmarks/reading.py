"""Measure how fast reports are read: ``duyue read``'s work, warm, on the seeds joined and on longer texts."""

import argparse
import time

from benchmarks.table import heading, row
from desktop import checking, extraction, intake, lexicon, paths, pipeline

_LENGTHS = (10_000, 30_000, 100_000, 300_000, 1_000_000)


def main() -> None:
    """Print characters a second for the whole reading, its share by room, and how it grows with the text."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    runs = parser.parse_args().runs
    seeds = "\n".join(path.read_text(encoding="utf-8") for path in sorted(paths.seeds_dir().glob("*.txt")))
    pipeline.examine(intake.read_bytes(seeds.encode(), "warm.txt"))
    heading()
    joined = seeds * 10
    row(f"seeds ×10, {len(joined):,} characters", _speeds(joined, runs), "characters/s", "≥ 200,000")
    for room, seconds in _by_room(joined, runs).items():
        row(f"  of it {room}", seconds, "s")
    for length in _LENGTHS:
        text = (seeds * (length // len(seeds) + 1))[:length]
        row(f"{length:,} characters", _speeds(text, max(1, runs // 2)), "characters/s")


def _speeds(text: str, runs: int) -> list[float]:
    """Read a text so many times; give characters a second."""
    data = text.encode()
    speeds = []
    for _ in range(runs):
        began = time.perf_counter()
        pipeline.examine(intake.read_bytes(data, "text.txt"))
        speeds.append(len(text) / (time.perf_counter() - began))
    return speeds


def _by_room(text: str, runs: int) -> dict[str, list[float]]:
    """Time the rooms one by one."""
    data, words = text.encode(), lexicon.load()
    spent: dict[str, list[float]] = {"intake": [], "extraction": [], "checking": []}
    for _ in range(runs):
        began = time.perf_counter()
        report = intake.read_bytes(data, "text.txt")
        read = time.perf_counter()
        said = extraction.extract(report, words)
        extracted = time.perf_counter()
        checking.check(report, said.metrics, words)
        checked = time.perf_counter()
        spent["intake"].append(read - began)
        spent["extraction"].append(extracted - read)
        spent["checking"].append(checked - extracted)
    return spent


if __name__ == "__main__":
    main()
