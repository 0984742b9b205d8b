"""Scoring alone, on the figures that careful readers marked, held against what they linked to the items."""

import json
import subprocess
import sys
import time
from typing import Any

import pytest

from desktop import lexicon, scoring
from desktop.storage.shelf import Shelf
from tests.scoring.seeds import MARKED, STEMS, examination

PAIRS = (
    (STEMS[0], "pjph2020"),
    (STEMS[0], "cq2023"),
    (STEMS[1], "pjph2020"),
    (STEMS[1], "cq2023"),
    (STEMS[3], "jbjh2012"),
)


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("suggested")
    for stem, checklist_id in PAIRS:
        suggestions = scoring.suggest(examination(stem), Shelf().get(checklist_id), lexicon.load())
        lines = [
            {
                "item": s.item,
                "verdict": s.verdict.word,
                "why": s.verdict.why,
                "metrics": s.verdict.metrics,
                "evidence": [[c.start, c.end] for c in s.evidence],
            }
            for s in suggestions
        ]
        written = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
        (folder / f"{stem}.{checklist_id}.jsonl").write_text(written, encoding="utf-8")
    scorer = MARKED / "score_suggest.py"
    command = [sys.executable, str(scorer), str(MARKED / "VERDICTS.jsonl"), str(folder), "--json"]
    found: dict[str, Any] = json.loads(
        subprocess.run(command, capture_output=True, check=True, encoding="utf-8").stdout
    )
    return found


@pytest.mark.parametrize(
    ("part", "field", "floor"),
    [
        ("verdict", "accuracy", 0.98),
        ("verdict", "balanced", 0.98),
        ("judged", "left", 1.0),
        ("metric", "f1", 0.90),
        ("evidence", "hit@1", 0.87),
        ("evidence", "hit@3", 0.95),
        ("evidence", "tight", 0.90),
        ("silence", "kept", 0.90),
    ],
)
def test_suggestions_are_as_good_as_they_were(result: dict[str, Any], part: str, field: str, floor: float) -> None:
    assert result[part][field] >= floor


@pytest.mark.parametrize("checklist_id", ["cq2023", "jbjh2012", "pjph2020", "sc2023", "yzjh2017", "zgfh"])
@pytest.mark.parametrize("stem", STEMS)
def test_every_checklist_fits_every_report(stem: str, checklist_id: str) -> None:
    report = examination(stem)
    start = time.perf_counter()
    suggestions = scoring.suggest(report, Shelf().get(checklist_id), lexicon.load())
    assert time.perf_counter() - start < 2
    for suggestion in suggestions:
        assert len(suggestion.evidence) <= 4
        assert set(suggestion.verdict.metrics) <= set(report.metric_at)
        for candidate in suggestion.evidence:
            assert report.report.text[candidate.start : candidate.end] == candidate.quote


@pytest.mark.parametrize("checklist_id", ["cq2023", "sc2023"])
def test_a_template_proves_nothing_by_its_blanks(checklist_id: str) -> None:
    report = examination(STEMS[2])
    blanks = [blank.start for blank in report.placeholders]
    for suggestion in scoring.suggest(report, Shelf().get(checklist_id), lexicon.load()):
        for outcome in suggestion.verdict.outcomes:
            if outcome.holds or outcome.partly:
                assert outcome.metrics or outcome.places
                assert not [at for start, end in outcome.places for at in blanks if start <= at < end]
