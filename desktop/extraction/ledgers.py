"""Read ledgers: rows of cells whose head names columns for problems and for measures."""

import re
from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple

from desktop.lexicon.patterns import regex
from desktop.model.problem import ProblemOrigin
from desktop.model.report import BlockKind, Report

Span = tuple[int, int]

_PROBLEM = regex(r"问题|不足|短板|困难")
_ADVICE = regex(r"建议|意见")
_MEASURE = regex(r"措施|举措|整改(?:任务|情况|落实|内容|办法|进展)|改进|解决办法|(?:办理|处理|落实)(?:情况|结果)")
_OTHER = regex(r"序号|编号|类别|类型|责任|牵头|单位|部门|时限|时间|期限|节点|进度|备注|状态|数量|来源|目标|成效|结果")
_FEWEST_CHARACTERS = 4

Column = Literal["number", "lead", "support", "unit", "until", "target", "progress", "closed"]
_COLUMNS: tuple[tuple[Column, re.Pattern[str]], ...] = (
    ("number", regex(r"^(?:序号|编号|问题(?:编号|序号)|编码)$")),
    ("closed", regex(r"销号|是否(?:完成|办结|整改到位)|完成(?:状态|与否)|办结|状态")),
    ("target", regex(r"目标|预期|预计")),
    ("progress", regex(r"进展|进度|(?:整改|完成|落实)情况|成效|结果")),
    ("until", regex(r"时限|期限|节点|(?:完成|整改|计划)时间|日期")),
    ("lead", regex(r"牵头|主责|主办")),
    ("support", regex(r"配合|协办|协同")),
    ("unit", regex(r"责任(?!人|领导)|承办|单位|部门")),
)


class Entry(NamedTuple):
    """One line of a ledger: the spans of its problem, its advice and its measure, where the cells are filled.

    ``others`` are its further cells that are filled, however short; ``above`` is the problem of a line before, where
    this one goes on with it (a merged cell).
    """

    problem: Span | None
    advice: Span | None
    measure: Span | None
    others: Mapping[Column, Span] = {}
    above: Span | None = None


def entries(report: Report) -> Iterator[Entry]:
    """List the lines of every ledger in a report."""
    columns: dict[str, int] = {}
    others: dict[Column, int] = {}
    behind = -1
    above: Span | None = None
    for index, block in enumerate(report.blocks):
        if block.kind is not BlockKind.ROW:
            continue
        if index != behind + 1:
            columns = {}
        behind = index
        cells = _cells(report.text, block.start, block.end)
        words = [report.text[a:b] for a, b in cells]
        head = _columns(words)
        if head:
            columns, others, above = head, _others(words, head), None
        elif columns:
            taken = {name: cells[at] for name, at in columns.items() if at < len(cells) and _is_told(cells[at])}
            beside = {name: cells[at] for name, at in others.items() if at < len(cells) and cells[at][0] < cells[at][1]}
            problem = taken.get("problem")
            if problem is None and "problem" in columns and "number" not in beside:
                yield Entry(None, taken.get("advice"), taken.get("measure"), beside, above)
                continue
            above = problem
            yield Entry(problem, taken.get("advice"), taken.get("measure"), beside)


def ledger_problems(report: Report) -> Iterator[tuple[int, int, ProblemOrigin, str]]:
    """List the problems and recommendations that ledgers hold, as (start, end, origin, rule)."""
    for entry in entries(report):
        if entry.problem:
            yield *entry.problem, ProblemOrigin.FEEDBACK, "ledger"
        if entry.advice:
            yield *entry.advice, ProblemOrigin.ADVICE, "ledger"


def _columns(cells: list[str]) -> dict[str, int]:
    """Name the columns of a head row; {} for any other row."""
    if any(len(cell) > 14 for cell in cells):
        return {}
    found: dict[str, int] = {}
    for at, cell in enumerate(cells):
        for name, pattern in (("measure", _MEASURE), ("problem", _PROBLEM), ("advice", _ADVICE)):
            if pattern.search(cell) and not (_OTHER.search(cell) and name != "measure"):
                found.setdefault(name, at)
                break
    others = sum(1 for cell in cells if _OTHER.search(cell))
    return found if len(found) > 1 or (found and others) else {}


def _others(cells: list[str], taken: dict[str, int]) -> dict[Column, int]:
    """Name the columns of a head row that tell who, until when and how far."""
    found: dict[Column, int] = {}
    for at, cell in enumerate(cells):
        if at not in taken.values():
            name = next((name for name, pattern in _COLUMNS if name not in found and pattern.search(cell)), None)
            if name is not None:
                found[name] = at
    return found


def _cells(text: str, start: int, end: int) -> list[Span]:
    found = []
    while True:
        stop = text.find("\t", start, end)
        last = end if stop < 0 else stop
        first = start
        while first < last and text[first].isspace():
            first += 1
        until = last
        while until > first and text[until - 1].isspace():
            until -= 1
        found.append((first, until))
        if stop < 0:
            return found
        start = stop + 1


def _is_told(cell: Span) -> bool:
    return cell[1] - cell[0] >= _FEWEST_CHARACTERS
