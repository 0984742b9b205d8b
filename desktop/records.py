"""An examination as the records that other programs read: one JSON object a line (ARCHITECTURE §7)."""

import json
from collections.abc import Collection, Iterator
from typing import Any

from desktop.model.examination import Examination
from desktop.model.explanation import Explanation
from desktop.model.verdict import Suggestion

Record = dict[str, Any]


def records(examination: Examination, without: Collection[str] = ()) -> tuple[Record, ...]:
    """List notices first, then every record by its start (a relation by its first anchor).

    Faults of form whose cue or name is in ``without`` are left out.
    """
    told: list[Record] = [
        {"kind": "notice", "code": notice.code, "says": notice.says} for notice in examination.report.notices
    ]
    return (*told, *sorted(_marks(examination, without), key=_place))


def lines(found: tuple[Record, ...]) -> str:
    """Write records as JSON Lines, each ended by a newline."""
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in found)


def chain(explanation: Explanation) -> str:
    """Write the decisions behind one number for a reader, one a line."""
    told = [f"{explanation.start}–{explanation.end}  “{' '.join(explanation.quote.split())}”"]
    for step in explanation.steps:
        words = f"“{' '.join(step.words.split())}”" if step.words else ""
        why = "：".join(filter(None, (step.rule, words)))
        told.append(f"{step.topic}：{step.says}" + (f"  〔{why}〕" if why else ""))
    return "\n".join(told) + "\n"


def suggestion_record(suggestion: Suggestion) -> Record:
    """Write what is suggested for one item."""
    return {
        "item": suggestion.item,
        "verdict": suggestion.verdict.word.value,
        "why": suggestion.verdict.why,
        "metrics": list(suggestion.verdict.metrics),
        "evidence": [[candidate.start, candidate.end] for candidate in suggestion.evidence],
    }


def _place(record: Record) -> tuple[int, int]:
    """Give the offsets that a record is sorted by."""
    if "start" in record:
        return record["start"], record["end"]
    first = record["anchors"][0] if record["anchors"] else 0
    return first, first


def _marks(examination: Examination, without: Collection[str]) -> Iterator[Record]:
    """Walk through every kind of record."""
    for heading in examination.report.headings():
        yield {"kind": "heading", **heading.model_dump()}
    for metric in examination.metrics:
        told = {"value": format(metric.value, "f"), "claim": metric.claim.value}
        yield {"kind": "metric", **metric.model_dump(mode="json"), **told}
    for blank in examination.placeholders:
        yield {"kind": "placeholder", **blank.model_dump(), "claim": blank.claim.value}
    for problem in examination.problems:
        yield {"kind": "problem", **problem.model_dump(mode="json")}
    for measure in examination.measures:
        yield {"kind": "measure", **measure.model_dump(mode="json")}
    for finding in examination.findings:
        yield {"kind": "finding", **finding.model_dump(mode="json")}
    for check in examination.checks:
        yield {"kind": "check", **check.model_dump(mode="json"), "holds": True}
    for lacking in examination.unchecked:
        yield {"kind": "unchecked", **lacking.model_dump(mode="json")}
    for defect in examination.defects:
        if defect.cue not in without and defect.name not in without:
            yield {"kind": "defect", **defect.model_dump()}
    for figure in examination.unusual:
        yield {"kind": "hint", **figure.model_dump()}
