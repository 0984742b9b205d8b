"""The seeds as examinations made from what careful readers marked, so that scoring is measured alone."""

import json
from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import TypeVar

from pydantic import TypeAdapter

from desktop import intake, lexicon, paths
from desktop.model.examination import Examination
from desktop.model.finding import Finding
from desktop.model.metric import Metric, Placeholder
from desktop.model.problem import Measure, Problem
from desktop.model.record import Record

_T = TypeVar("_T", bound=Record)
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
        return _made(Metric, {**row, "canonical": found[0].name if found else ""})

    return Examination(
        report=intake.read(paths.seed(f"{stem}.txt")),
        metrics=tuple(metric(r) for r in of["metric"]),
        placeholders=tuple(_made(Placeholder, r) for r in of["placeholder"]),
        problems=tuple(_made(Problem, r) for r in of["problem"]),
        measures=tuple(_made(Measure, r) for r in of["measure"]),
        findings=tuple(_made(Finding, r) for r in of["finding"]),
    )


def _made(kind: type[_T], row: dict[str, str]) -> _T:
    known = {each.name for each in fields(kind)}
    return TypeAdapter(kind).validate_python({name: value for name, value in row.items() if name in known})
