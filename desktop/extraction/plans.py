"""Where a report speaks of what is to come: its measures, and sections that are called plans or advice."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from enum import Enum
from functools import lru_cache

from desktop.model.problem import Measure
from desktop.model.report import Report

_PLAN = re.compile(
    r"下一?步|下一阶段|今后|(?:工作|初步|总体|来年)(?:打算|安排|思路|计划)|打算|努力方向|(?:意见|对策|工作|几点)[和与、及]?建议"
    r"|^[^\u4e00-\u9fff]*(?:[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十]{1,3}[）)])? *建议$"
)
_PAST = re.compile(r"成效|成果|情况|回顾|落实反馈")
_REPORTS = re.compile(r".{0,6}(?:情况|进展|成效|结果|完成)")


class Plan(Enum):
    """How a run of text looks ahead: a promise against one problem, or a whole section of what is to be done."""

    NONE = 0
    MEASURE = 1
    SECTION = 2


class Plans:
    """The parts of a report that promise."""

    def __init__(self, report: Report, measures: Sequence[Measure]) -> None:
        told = [m for m in measures if not _REPORTS.match(report.text, m.start, m.start + 12)]
        self._starts = [measure.start for measure in told]
        self._ends = [measure.end for measure in told]

    def at(self, offset: int, headings: tuple[str, ...]) -> Plan:
        """Tell what an offset under these headings belongs to."""
        if _is_plan(headings):
            return Plan.SECTION
        place = bisect_right(self._starts, offset) - 1
        return Plan.MEASURE if place >= 0 and offset < self._ends[place] else Plan.NONE


@lru_cache(maxsize=256)
def _is_plan(headings: tuple[str, ...]) -> bool:
    """Tell whether one of the headings above announces what is to be done."""
    return any(_PLAN.search(title) and not _PAST.search(title) for title in headings)
