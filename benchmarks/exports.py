"""Measure every export of a case of 300 items, each in a fresh process: seconds, processor seconds, most memory."""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.table import heading, row, without_screen
from desktop.model.export import SUFFIXES, Kind

_GOALS = {".xlsx": 3.0, ".docx": 5.0, ".pdf": 5.0}
_MEMORY_MB = 300


def main() -> None:
    """Print one line for each paper and format."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--items", type=int, default=300)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--one", nargs=2, metavar=("KIND", "SUFFIX"), help=argparse.SUPPRESS)
    wanted = parser.parse_args()
    if wanted.one:
        print(json.dumps(_written(Kind(wanted.one[0]), wanted.one[1], wanted.items)))
        return
    heading()
    for kind, suffixes in SUFFIXES.items():
        # What is printed of the loop wants a plan: benchmarks.loop has one.
        for suffix in suffixes if kind not in (Kind.LEDGER, Kind.CLOSED, Kind.PROGRESS) else ():
            runs = [_run(kind, suffix, wanted.items) for _ in range(wanted.runs)]
            goal = f"≤ {_GOALS[suffix]:g} s" if suffix in _GOALS else ""
            row(f"{kind} {suffix}", [run["seconds"] for run in runs], "s", goal)
            row(f"{kind} {suffix}, processor", [run["processor"] for run in runs], "s")
            row(f"{kind} {suffix}, memory", [run["megabytes"] for run in runs], "MB", f"≤ {_MEMORY_MB} MB")


def _run(kind: Kind, suffix: str, items: int) -> dict[str, float]:
    """Export once in a process of its own."""
    asked = [sys.executable, "-m", "benchmarks.exports", "--items", str(items), "--one", kind.value, suffix]
    done = subprocess.run(
        asked, env={**os.environ, **without_screen()}, capture_output=True, check=True, encoding="utf-8"
    )
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def _written(kind: Kind, suffix: str, items: int) -> dict[str, float]:
    """Export a case of so many items with two quotes each, and measure that alone."""
    import resource

    from desktop.sheets import export

    made = _dossier(items)
    with tempfile.TemporaryDirectory() as folder:
        began, spent = time.perf_counter(), time.process_time()
        export(Path(folder, f"x{suffix}"), made, kind)
        seconds, processor = time.perf_counter() - began, time.process_time() - spent
    return {
        "seconds": seconds,
        "processor": processor,
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def _dossier(items: int):  # type: ignore[no-untyped-def]  # noqa: ANN202
    """Make a case of a seed and a checklist of so many items, all scored, half of them with points taken off."""
    from desktop import lexicon, paths, pipeline, scoring
    from desktop.model.case import Case, Document, DocumentRole
    from desktop.model.checklist import Checklist
    from desktop.model.review import About, Quote, Review
    from desktop.sheets import dossier
    from desktop.storage.shelf import Shelf

    seed = paths.seed("000_7247668ee333bfb4.txt")
    read = pipeline.open_file(seed)
    model = Shelf().get("cq2023").model_dump()
    first = model["dimensions"][0]
    item = {**first["items"][0], "max_points": "10", "marks": {"type": "points", "max": "10"}}
    parts = []
    for part in range(10):
        held = [{**item, "id": f"q{part}.{at}", "name": f"第{part}部分第{at}条"} for at in range(items // 10)]
        parts.append({**first, "id": f"q{part}", "name": f"第{part}部分", "items": held})
    scheme = {"rules": [{"type": "sum"}, {"type": "bands", "bands": [{"min": "0", "text": "合格"}]}]}
    scoring_ = {**model["scoring"], "scheme": scheme}
    checklist = Checklist.model_validate({**model, "dimensions": parts, "scoring": scoring_})
    review = Review(id="r", checklist=checklist.id, about=About(district="荣昌区", year="2023", reviewer="王督学"))
    report, text = read.report, read.report.text
    for at, each in enumerate(checklist.items):
        points = 10 if at % 2 else 7
        reason = "" if at % 2 else "台账只有一个年度，现场抽查三所学校均未见整改记录。"
        review = scoring.scored(review, each, points=_decimal(points), reason=reason)
        for number in range(2):
            start = 400 + (at * 17 + number * 400) % (len(text) - 500)
            quote = Quote(
                id=f"{each.id}-{number}", item=each.id, document=report.sha256,
                start=start, end=start + 60, quote=text[start : start + 60],
            )  # fmt: skip
            review = review.with_evidence(quote)
    document = Document.of(report, seed.read_bytes(), DocumentRole.REPORT, "2024-03-05")
    case = Case(documents=(document,), reviews=(review,), checklists={review.id: checklist})
    suggestions = scoring.suggest(read, checklist, lexicon.load())
    return dossier(case, review.id, read, suggestions, "2024-03-06T10:00:00")


def _decimal(points: int):  # type: ignore[no-untyped-def]  # noqa: ANN202
    from decimal import Decimal

    return Decimal(points)


if __name__ == "__main__":
    main()
