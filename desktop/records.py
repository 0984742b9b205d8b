"""An examination as the records that other programs read: one JSON object a line (ARCHITECTURE §7)."""

import json
from collections.abc import Collection, Iterator
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from desktop.model.examination import Examination
from desktop.model.explanation import Explanation
from desktop.model.record import Record

if TYPE_CHECKING:
    from desktop.model.verdict import Suggestion

Line = dict[str, Any]


def records(examination: Examination, without: Collection[str] = ()) -> tuple[Line, ...]:
    """List notices first, then every record by its start (a relation by its first anchor).

    Faults of form whose cue or name is in ``without`` are left out.
    """
    told: list[Line] = [
        {"kind": "notice", "code": notice.code, "says": notice.says} for notice in examination.report.notices
    ]
    return (*told, *sorted(_marks(examination, without), key=_place))


def lines(found: tuple[Line, ...]) -> str:
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


def suggestion_record(suggestion: "Suggestion") -> Line:
    """Write what is suggested for one item."""
    return {
        "item": suggestion.item,
        "verdict": suggestion.verdict.word.value,
        "why": suggestion.verdict.why,
        "metrics": list(suggestion.verdict.metrics),
        "evidence": [[candidate.start, candidate.end] for candidate in suggestion.evidence],
    }


def _place(record: Line) -> tuple[int, int]:
    """Give the offsets that a record is sorted by."""
    if "start" in record:
        return record["start"], record["end"]
    first = record["anchors"][0] if record["anchors"] else 0
    return first, first


def _fields(record: Record) -> Line:
    """Give what a record holds as JSON has it."""
    held = ((each.name, getattr(record, each.name)) for each in fields(record))
    return {name: list(value) if isinstance(value, tuple) else value for name, value in held}


def _marks(examination: Examination, without: Collection[str]) -> Iterator[Line]:
    """Walk through every kind of record."""
    for heading in examination.report.headings():
        yield {"kind": "heading", **_fields(heading)}
    for metric in examination.metrics:
        told = {"value": format(metric.value, "f"), "claim": metric.claim.value}
        yield {"kind": "metric", **_fields(metric), **told}
    for blank in examination.placeholders:
        yield {"kind": "placeholder", **_fields(blank), "claim": blank.claim.value}
    for problem in examination.problems:
        yield {"kind": "problem", **_fields(problem)}
    for measure in examination.measures:
        yield {"kind": "measure", **_fields(measure)}
    for finding in examination.findings:
        yield {"kind": "finding", **_fields(finding)}
    for check in examination.checks:
        yield {"kind": "check", **_fields(check), "holds": True}
    for lacking in examination.unchecked:
        yield {"kind": "unchecked", **_fields(lacking)}
    for defect in examination.defects:
        if defect.cue not in without and defect.name not in without:
            yield {"kind": "defect", **_fields(defect)}
    for figure in examination.unusual:
        yield {"kind": "hint", **_fields(figure)}
