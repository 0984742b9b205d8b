"""Prove that nothing is lost: processes killed while they write, case files damaged at random, what a save costs.

    python -m benchmarks.durability [--kills 1000] [--damages 2000] [--steps 5000]

A step that was told of and is not in the file afterwards, a file that does not verify, a damaged file that makes the
program fall, hangs it for 5 s or shows something that was not written stops the run.
"""

import argparse
import random
import tempfile
import time
from collections import Counter
from decimal import Decimal
from pathlib import Path

from benchmarks.table import heading, row
from desktop.desk import files
from desktop.model.review import Score
from desktop.model.step import Step, changes_between
from desktop.storage.casefile import CaseFile
from tests.storage import damage, kills

_SCORED = 60
"""Items that are scored over and over in a long case."""
_LONGEST = 400
"""Steps after which a new case is killed: what a round reads again grows with them."""


def main() -> None:
    """Run everything and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--damages", type=int, default=2000)
    parser.add_argument("--steps", type=int, default=5000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        heading()
        _kill(folder, options.kills)
        _damage(folder, options.damages)
        _save(folder, options.steps)


def _kill(folder: Path, rounds: int) -> None:
    """Kill a writer again and again."""
    chance = random.Random(20240305)
    steps = before = number = 0
    path = _fresh(folder, number)
    for _ in range(rounds):
        told, held = kills.killed(path, chance)
        if not max(told, before) <= held <= max(told, before) + 1:
            raise SystemExit(f"lost: told of {told}, held {held}")
        steps, before = steps + held - before, held
        if held > _LONGEST:
            number, before = number + 1, 0
            path = _fresh(folder, number)
    print(f"kills {rounds}, steps told of and kept {steps}, lost 0, files that do not verify 0", flush=True)


def _damage(folder: Path, rounds: int) -> None:
    """Damage one file in many ways."""
    path = folder / "damaged" / "a.duyue"
    whole = damage.written(path, 60)
    written = damage.read(path).reviews[0].evidence
    came: Counter[str] = Counter()
    times = []
    for seed in range(rounds):
        path.write_bytes(whole)
        way = damage.spoil(path, random.Random(seed))
        began = time.process_time()
        came[f"{way} {damage.check(path, written)}"] += 1
        times.append((time.process_time() - began) * 1000)
    row(f"{rounds} damaged files, opening", times, "ms", "≤ 5000")
    print(", ".join(f"{what} {count}" for what, count in sorted(came.items())), flush=True)


def _save(folder: Path, steps: int) -> None:
    """Measure a save in a long case, and opening it."""
    path = _fresh(folder, 0, "long")
    times, work = [], []
    with CaseFile.open(path) as file:
        review = file.case().review("r1")
        for number in range(steps):
            subject, points = str(number % _SCORED), Decimal(number % 7)
            score = Score(item="x.a", wording="", subject=subject, points=points, reason=f"第{number}次看了材料")
            old, review = review, review.with_score(score)
            step = Step(words="评分", changes=changes_between(old, review))
            began, worked = time.perf_counter(), time.process_time()
            file.append("r1", step, "2024-03-05T09:30:00")
            times.append((time.perf_counter() - began) * 1000)
            work.append((time.process_time() - worked) * 1000)
    for name, last in (("save", sorted(times[-1000:])), ("processor time of it", sorted(work[-1000:]))):
        row(f"{name}, last of {steps} steps", last, "ms", f"p99 {last[int(len(last) * 0.99) - 1]:.1f} ≤ 10")
    opening = []
    for _ in range(5):
        began = time.process_time()
        files.read_case(path).close()
        opening.append((time.process_time() - began) * 1000)
    row("open", opening, "ms", "≤ 300")


def _fresh(folder: Path, number: int, name: str = "kill") -> Path:
    """Make a case without a step, alone in its folder."""
    path = folder / f"{name}{number}" / "a.duyue"
    damage.written(path, 0)
    return path


if __name__ == "__main__":
    main()
