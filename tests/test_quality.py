"""Hold the reading of the five seeds to floors just under what was measured; raise them with each gain."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from desktop import lexicon, paths, pipeline, records, scoring
from desktop.model.examination import Examination
from desktop.storage.shelf import Shelf

GOLD = Path(__file__).parent / "gold"

READING = {  # dotted names in what score.py --json tells
    "metric.f1": 0.99,
    "metric_fields.comparator": 0.99,
    "metric_fields.indicator": 0.81,
    "metric_fields.indicator~": 0.98,
    "metric_fields.subject": 0.86,
    "metric_fields.period": 0.98,
    "metric_fields.role": 0.98,
    "placeholder.f1": 0.99,
    "heading.f1": 0.99,
    "heading_level": 0.99,
    "problem.f1": 0.97,
    "measure.f1": 0.97,
    "measure_links": 0.95,
    "finding.precision": 0.99,
    "finding.f1": 0.99,
    "checks": 0.88,
}
SUGGESTING = {  # dotted names in what score_suggest.py --json tells
    "verdict.accuracy": 0.98,
    "verdict.balanced": 0.97,
    "judged.left": 0.99,
    "metric.precision": 0.95,
    "metric.f1": 0.89,
    "evidence.hit@1": 0.89,
    "evidence.mrr": 0.90,
    "evidence.tight": 0.90,
    "silence.kept": 0.90,
}
TOLD_TOO_MUCH = 2
"""So many relations may be ticked beyond those that careful readers found."""


@pytest.fixture(scope="module")
def examinations() -> dict[str, Examination]:
    return {path.stem: pipeline.open_file(path) for path in sorted(paths.seeds_dir().glob("*.txt"))}


@pytest.fixture(scope="module")
def reading(examinations: dict[str, Examination], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    told = tmp_path_factory.mktemp("read")
    for stem, examination in examinations.items():
        (told / f"{stem}.jsonl").write_text(records.lines(records.records(examination)), encoding="utf-8")
    return scored("score.py", "--dir", GOLD, told)


@pytest.fixture(scope="module")
def suggesting(examinations: dict[str, Examination], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    told, words = tmp_path_factory.mktemp("suggest"), lexicon.load()
    checklists = {checklist.id: checklist for checklist in Shelf().checklists()}
    judged = (json.loads(line) for line in (GOLD / "VERDICTS.jsonl").read_text(encoding="utf-8").splitlines())
    for stem, name in {(line["file"], line["checklist"]) for line in judged}:
        suggestions = scoring.suggest(examinations[stem], checklists[name], words)
        lines = records.lines(tuple(records.suggestion_record(suggestion) for suggestion in suggestions))
        (told / f"{stem}.{name}.jsonl").write_text(lines, encoding="utf-8")
    return scored("score_suggest.py", GOLD / "VERDICTS.jsonl", told)


def scored(scorer: str, *args: str | Path) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, str(GOLD / scorer), *map(str, args), "--json"],
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    result: dict[str, Any] = json.loads(done.stdout)
    return result


def under(floors: dict[str, float], result: dict[str, Any]) -> dict[str, tuple[float, float]]:
    """List what fell below its floor, with the value and the floor."""
    found = {}
    for name, floor in floors.items():
        value: Any = result
        for key in name.split("."):
            value = value[key]
        if value < floor:
            found[name] = (value, floor)
    return found


def test_the_seeds_are_read_as_well_as_before(reading: dict[str, Any]) -> None:
    assert reading["documents"] == 5
    assert under(READING, reading) == {}


def test_items_are_judged_and_proved_as_well_as_before(suggesting: dict[str, Any]) -> None:
    assert under(SUGGESTING, suggesting) == {}


def test_hardly_a_relation_is_ticked_that_careful_readers_did_not_see(examinations: dict[str, Examination]) -> None:
    beyond = []
    for stem, examination in examinations.items():
        lines = (GOLD / f"CHECKS_{stem}.jsonl").read_text(encoding="utf-8").splitlines()
        seen = {(line["check"], tuple(sorted(line["anchors"]))) for line in map(json.loads, lines)}
        beyond += [c.computed for c in examination.checks if (c.check.value, tuple(sorted(c.anchors))) not in seen]
    assert len(beyond) <= TOLD_TOO_MUCH, beyond


def test_every_quote_stands_where_it_is_said_to_stand(examinations: dict[str, Examination]) -> None:
    for stem, examination in examinations.items():
        text = examination.report.text
        starts = {metric.start for metric in examination.metrics}
        told = [record for record in records.records(examination) if "quote" in record]
        assert told, stem
        for record in told:
            assert text[record["start"] : record["end"]] == record["quote"], (stem, record)
        for anchors in (o.anchors for outcomes in (examination.findings, examination.checks) for o in outcomes):
            assert set(anchors) <= starts, (stem, anchors)
