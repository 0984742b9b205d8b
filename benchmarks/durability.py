"""Prove that nothing is lost: writers killed, disks that fail, files damaged at random, and what a save costs.

    python -m benchmarks.durability [--kills 1000] [--locked-kills 1000] [--damages 2000] [--steps 5000]

0 leaves a part out, so that the whole can be run in pieces.

A step that was told of and is not in the file afterwards, a file that does not verify, that opens at a state between
two, a damaged file that makes the program fall, hangs it for 5 s or shows something that was not written stops the run.
"""

import argparse
import random
import tempfile
import time
from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from decimal import Decimal
from itertools import product
from pathlib import Path
from unittest.mock import patch

from benchmarks.table import heading, row
from desktop import intake
from desktop.desk import files
from desktop.intake import libreoffice
from desktop.model.errors import UnreadableFile
from desktop.model.review import Score
from desktop.model.step import Step, changes_between
from desktop.storage.casefile import CaseFile
from tests.intake import test_damage, test_pdf
from tests.storage import damage, kills, strikes

_SCORED = 60
"""Items that are scored over and over in a long case."""
_LONGEST = 400
"""Steps after which a new case is killed: what a round reads again grows with them."""

_CONVERTED = 100
"""One of so many damaged old Word files is handed on to LibreOffice."""


def main() -> None:
    """Run everything and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--locked-kills", type=int, default=1000)
    parser.add_argument("--damages", type=int, default=2000)
    parser.add_argument("--steps", type=int, default=5000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        heading()
        if options.kills:
            _kill(folder, options.kills)
        if options.locked_kills:
            _kill(folder, options.locked_kills, strikes.PASSWORD)
        if options.damages:
            _strike(folder)
            _damage(folder, options.damages)
            _damage_reports(options.damages)
        if options.steps:
            _save(folder, options.steps)
            _save(folder, options.steps, strikes.PASSWORD)


def _kill(folder: Path, rounds: int, password: str = "") -> None:
    """Kill a writer again and again."""
    name = "locked kill" if password else "kill"
    chance = random.Random(20240305)
    steps = before = number = 0
    path = _fresh(folder, number, name, password)
    for _ in range(rounds):
        told, held = kills.killed(path, chance, password)
        if not max(told, before) <= held <= max(told, before) + 1:
            raise SystemExit(f"lost: told of {told}, held {held}")
        steps, before = steps + held - before, held
        if held > _LONGEST:
            number, before = number + 1, 0
            path = _fresh(folder, number, name, password)
    print(f"{name}s {rounds}, steps told of and kept {steps}, lost 0, files that do not verify 0", flush=True)


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


def _strike(folder: Path) -> None:
    """Let every write, sync and cut of each change fail, in a plain case and in a locked one."""
    count = 0
    for password in ("", strikes.PASSWORD):
        path = folder / f"struck{len(password)}" / "a.duyue"
        damage.written(path, 30)
        if password:
            with CaseFile.open(path) as file:
                file.lock(password)
        for (name, change), fault, lasting in product(strikes.CHANGES.items(), strikes.FAULTS, (False, True)):
            place = folder / f"{name}{fault}{lasting}{len(password)}"
            place.mkdir()
            count += strikes.struck(path, place, change, fault, lasting=lasting)
    print(f"strikes {count}, files at a state between 0", flush=True)


def _damage_reports(rounds: int) -> None:
    """Damage a file of each format in many ways; LibreOffice, which begins anew for each, is tried on a few alone."""
    text = "一、工作成效\n全县小学31所，生师比18.6:1，比上年下降0.4。\n"
    with patch.object(libreoffice, "find", lambda: None):
        _damage_formats({**test_damage.FILES, "pdf": test_pdf.GOOD, "txt": text.encode("gb18030")}, rounds)
    _damage_formats({"doc": test_damage.FILES["doc"]}, rounds // _CONVERTED)


def _damage_formats(files: Mapping[str, bytes], rounds: int) -> None:
    for name, data in files.items():
        dice, times, read = random.Random(20240305), [], 0
        for _ in range(rounds):
            harmed = test_damage.harmed(data, dice)
            began = time.perf_counter()
            with suppress(UnreadableFile):
                intake.read_bytes(harmed, f"损.{name}")
                read += 1
            times.append((time.perf_counter() - began) * 1000)
        row(f"{rounds} damaged {name}, {read} read", times, "ms", "≤ 5000")
        if max(times) > damage.PATIENCE_S * 1000:
            raise SystemExit(f"{name}: hangs")


def _save(folder: Path, steps: int, password: str = "") -> None:
    """Measure a save in a long case, and opening it."""
    path = _fresh(folder, len(password), "long", password)
    kind, most = ("locked ", 15) if password else ("", 10)
    times, work = [], []
    with CaseFile.open(path, password=password) as file:
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
        row(f"{kind}{name}, last of {steps} steps", last, "ms", f"p99 {last[int(len(last) * 0.99) - 1]:.1f} ≤ {most}")
    opening = []
    for _ in range(5):
        began = time.process_time()
        files.read_case(path, password).close()
        opening.append((time.process_time() - began) * 1000)
    row(f"{kind}open", opening, "ms", "≤ 300")


def _fresh(folder: Path, number: int, name: str, password: str = "") -> Path:
    """Make a case without a step, alone in its folder."""
    path = folder / f"{name}{number}" / "a.duyue"
    damage.written(path, 0)
    if password:
        with CaseFile.open(path) as file:
            file.lock(password)
    return path


if __name__ == "__main__":
    main()
