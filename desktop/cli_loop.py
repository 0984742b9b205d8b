"""The commands of the rectification loop: ``duyue case matrix``."""

import argparse
import json
from typing import TYPE_CHECKING, Any

from desktop import intake, lexicon, pipeline, rectification
from desktop.cli_choice import opened, take_case
from desktop.lexicon.patterns import regex
from desktop.model.case import Case, DocumentRole
from desktop.model.errors import WrongRequest

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from desktop.model.examination import Examination
    from desktop.model.plan import Plan, PlanItem
    from desktop.rectification.matching import Row

_NO_PLAN = "案卷里没有整改方案：请先用 case add --role plan 加入。"
_NO_ITEMS = "材料“{0}”里没有读出整改条目：请确认它是整改方案或整改台账。"
_OTHER_LETTER = "方案答复的是{0}，案卷里的反馈意见是{1}：请确认没有加错文件。"
_NUMBER = regex(r"(?P<number>[\u4e00-\u9fff]{2,12}[〔\[【（(]\d{4}[〕\]】）)]\d{1,4}号)")
_STATE_WORD = {"answered": "已应答", "partly": "部分应答", "not": "未应答", "added": "反馈之外"}
_HEAD = 600


def register(case: "argparse._SubParsersAction[Any]") -> None:
    """Describe ``matrix``; it sets ``run``, which returns the exit code."""
    matrix = case.add_parser("matrix", help="把反馈的每个问题和整改方案逐条对上：谁来办、何时办完、办到什么程度")
    take_case(matrix)
    matrix.add_argument("--json", action="store_true", help="每个问题一行 JSON")
    matrix.set_defaults(run=_matrix)


def _matrix(options: argparse.Namespace) -> int:
    """Print one line a problem: its state, the item that answers it, and what that commits to."""
    with opened(options.case) as file:
        case = file.case()
    name, examined = _read(case, DocumentRole.PLAN) or _read(case, DocumentRole.REPORT) or ("", None)
    if examined is None or name == "":
        raise WrongRequest(f"{options.case.name}：{_NO_PLAN}")
    plan = rectification.read_plan(examined, lexicon.load())
    if not any(item.promises for item in plan.items):
        raise WrongRequest(f"{options.case.name}：{_NO_ITEMS.format(name)}")
    quoted = [_quoted(examined, item) for item in plan.items]
    letter = _read(case, DocumentRole.FINDINGS)
    findings = _findings(letter[1]) if letter else [told for each in quoted for told in each]
    for line in _told(letter[1] if letter else None, plan):
        print(json.dumps({"kind": "notice", "says": line}, ensure_ascii=False) if options.json else line)
    for row in rectification.matrix(findings, plan.items, quoted):
        item = plan.items[row.item] if row.item is not None else None
        record = _record(row, item, quoted[row.item] if row.item is not None else ())
        print(json.dumps(record, ensure_ascii=False) if options.json else _line(record))
    return 0


def _read(case: Case, role: DocumentRole) -> "tuple[str, Examination] | None":
    """Read the latest document of a role again."""
    document = next((each for each in reversed(case.documents) if each.role is role), None)
    if document is None:
        return None
    report = intake.read_kept(document.data, document.name, document.text)
    return document.name, pipeline.examine(report)


def _quoted(examined: "Examination", item: "PlanItem") -> tuple[str, ...]:
    """Give the problems of an item in the plan's own words."""
    words = {problem.start: problem.quote for problem in examined.problems}
    return tuple(words[start] for start in item.problems)


def _findings(letter: "Examination") -> "Sequence[str]":
    """List what a letter finds wrong or asks for, with the mark each stands behind."""
    text = letter.report.text
    found = []
    for each in (*letter.problems, *(m for m in letter.measures if m.rule != "ledger")):
        line = text.rfind("\n", 0, each.start) + 1
        found.append((each.start, text[line : each.end] if each.start - line <= _MARK_LONGEST else each.quote))
    return [quote for _, quote in sorted(found)]


_MARK_LONGEST = 6


def _told(letter: "Examination | None", plan: "Plan") -> "Iterator[str]":
    """Say that a plan answers another letter than the one in the case."""
    own = _NUMBER.search(letter.report.text[:_HEAD]) if letter else None
    if own and plan.answers and own["number"] != plan.answers:
        yield _OTHER_LETTER.format(plan.answers, own["number"])


def _record(row: "Row", item: "PlanItem | None", quoted: "Sequence[str]") -> dict[str, Any]:
    promises = item.promises if item else ()
    first = promises[0] if promises else None
    return {
        "finding": row.finding,
        "state": row.state,
        "match": row.by,
        "score": round(row.score, 2),
        "item": item.number if item else "",
        "problems": list(quoted),
        "measure": [first.start, promises[-1].end] if first else None,
        "unit": first.unit if first else "none",
        "units": [{"name": a.quote, "role": a.role} for p in promises for a in p.actors],
        "deadline": [deadline.quote for promise in promises for deadline in promise.deadlines],
        "target": first.target if first else "none",
        "targets": [target.quote for promise in promises for target in promise.targets],
        "acts": sorted({str(act) for promise in promises for act in promise.acts}),
        "empty": [mark.quote for promise in promises for mark in promise.empty],
    }


def _line(record: dict[str, Any]) -> str:
    names = "、".join(dict.fromkeys(unit["name"] for unit in record["units"])) or "未写责任单位"
    words = (record["finding"] or "、".join(record["problems"])).replace("\n", "")
    until = "、".join(record["deadline"]) or "未写时限"
    return "\t".join((_STATE_WORD[record["state"]], record["item"], words, names, until))
