"""Measure a total of many items: one score changes, and the tree of steps, the sums and the words are made anew."""

import argparse
import time
from decimal import Decimal
from statistics import median

from benchmarks.table import heading, row
from desktop import scoring
from desktop.model.checklist import Checklist
from desktop.model.review import Review

_PER_PART, _RUNS = 50, 5


def main() -> None:
    """Change one score over and over in a checklist of many items and print the times."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--items", type=int, default=5_000)
    parser.add_argument("--changes", type=int, default=20)
    wanted = parser.parse_args()
    checklist = _checklist(wanted.items)
    review = Review(id="r", checklist="t")
    scores = [scoring.scored(review, item, points=Decimal(1)).scores[0] for item in checklist.items]
    review = review.model_copy(update={"scores": tuple(scores)})
    scoring.totals(checklist, review)
    walls, busy, words = [], [], []
    for run in range(_RUNS):
        times = []
        for change in range(wanted.changes):
            item = checklist.items[(run * wanted.changes + change) % wanted.items]
            review = scoring.scored(review, item, points=Decimal(change % 2))
            began, at = time.perf_counter(), time.process_time()
            tree = scoring.tally(checklist, review)
            scoring.summed(tree)
            times.append((time.perf_counter() - began, time.process_time() - at))
            began = time.perf_counter()
            scoring.explain(tree)
            words.append((time.perf_counter() - began) * 1000)
        walls.append(median(wall for wall, _ in times) * 1000)
        busy.append(median(used for _, used in times) * 1000)
    heading()
    row(f"total of {wanted.items} items", walls, "ms", "≤ 50 ms")
    row("its processor time", busy, "ms")
    row("its explanation in words", words, "ms")


def _checklist(items: int) -> Checklist:
    """Make parts of fifty items each, weighed, with bands, a bonus and a veto."""
    parts = [f"p{n}" for n in range(-(-items // _PER_PART))]
    rules = [
        {"type": "weights", "weights": [{"of": part, "weight": 1} for part in parts]},
        {
            "type": "bands",
            "bands": [{"min": 85, "text": "优秀"}, {"min": 60, "text": "合格"}, {"min": 0, "text": "差"}],
        },
        {"type": "bonus", "of": ["i0"], "ceiling": 3},
        {"type": "pass", "share": "0.4"},
        {"type": "veto", "of": ["i1"], "grade": "不合格"},
    ]
    made = [
        {
            "id": f"i{n}",
            "name": f"评分项{n}",
            "check": "",
            "judge": {"type": "score"},
            "max_points": 2,
            "confidence": "high",
            "verified": "",
            "status": "official",
        }
        for n in range(items)
    ]
    return Checklist.model_validate(
        {
            "id": "t",
            "title": "计时用表",
            "document": "",
            "doc_no": None,
            "year": 2024,
            "applies_to": "",
            "scoring": {"kind": "scheme", "summary": "", "scheme": {"rules": rules}},
            "sources": {},
            "dimensions": [
                {"id": part, "name": part, "items": made[n * _PER_PART : (n + 1) * _PER_PART]}
                for n, part in enumerate(parts)
            ],
        }
    )


if __name__ == "__main__":
    main()
