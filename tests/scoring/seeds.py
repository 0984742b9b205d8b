"""The seeds as examinations made from what careful readers marked, so that scoring is measured alone."""

import json
from functools import cache
from pathlib import Path

from pydantic import BaseModel

from desktop import intake, lexicon, paths
from desktop.model.examination import Examination
from desktop.model.finding import Finding
from desktop.model.metric import Metric, Placeholder
from desktop.model.problem import Measure, Problem

MARKED = Path(__file__).resolve().parents[1] / "gold"
STEMS = (
    "000_7247668ee333bfb4",
    "001_813284a91e44dacb",
    "002_d18a1d8f96379a58",
    "003_df40e7f66a66f74d",
    "004_8abcd47779949054",
)


@cache
def examination(stem: str) -> Examination:
    """Build the examination of one seed from its marks."""
    rows = [json.loads(line) for line in (MARKED / f"{stem}.jsonl").read_text(encoding="utf-8").splitlines()]
    of = {
        kind: [r for r in rows if r["kind"] == kind]
        for kind in ("metric", "placeholder", "problem", "measure", "finding")
    }
    book = lexicon.load()

    def metric(row: dict[str, str]) -> Metric:
        found = book.match(row["indicator"], row["subject"], row["unit"])
        return Metric.model_validate({**_kept(row, Metric), "canonical": found[0].name if found else ""})

    return Examination(
        report=intake.read(paths.seed(f"{stem}.txt")),
        metrics=tuple(metric(r) for r in of["metric"]),
        placeholders=tuple(Placeholder.model_validate(_kept(r, Placeholder)) for r in of["placeholder"]),
        problems=tuple(Problem.model_validate(_kept(r, Problem)) for r in of["problem"]),
        measures=tuple(Measure.model_validate(_kept(r, Measure)) for r in of["measure"]),
        findings=tuple(Finding.model_validate(_kept(r, Finding)) for r in of["finding"]),
    )


def _kept(row: dict[str, str], model: type[BaseModel]) -> dict[str, str]:
    return {name: value for name, value in row.items() if name in model.model_fields}
