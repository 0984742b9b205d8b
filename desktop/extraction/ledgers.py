"""Read ledgers: rows of cells whose head names columns for problems and for measures."""

from collections.abc import Iterator
from typing import NamedTuple

from desktop.lexicon.patterns import regex
from desktop.model.problem import ProblemOrigin
from desktop.model.report import BlockKind, Report

Span = tuple[int, int]

_PROBLEM = regex(r"问题|不足|短板|困难")
_ADVICE = regex(r"建议|意见")
_MEASURE = regex(r"措施|举措|整改(?:任务|情况|落实|内容|办法|进展)|改进|解决办法")
_OTHER = regex(r"序号|编号|类别|类型|责任|牵头|单位|时限|时间|期限|备注|状态|数量|来源|目标|结果")
_FEWEST_CHARACTERS = 4


class Entry(NamedTuple):
    """One line of a ledger: the spans of its problem, its advice and its measure, where the cells are filled."""

    problem: Span | None
    advice: Span | None
    measure: Span | None


def entries(report: Report) -> Iterator[Entry]:
    """List the lines of every ledger in a report."""
    columns: dict[str, int] = {}
    behind = -1
    for index, block in enumerate(report.blocks):
        if block.kind is not BlockKind.ROW:
            continue
        if index != behind + 1:
            columns = {}
        behind = index
        cells = _cells(report.text, block.start, block.end)
        head = _columns([report.text[a:b] for a, b in cells])
        if head:
            columns = head
        elif columns:
            taken = {name: cells[at] for name, at in columns.items() if at < len(cells) and _is_told(cells[at])}
            yield Entry(taken.get("problem"), taken.get("advice"), taken.get("measure"))


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
