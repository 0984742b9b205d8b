"""Where a report speaks of what is to come: its measures, sections called plans or advice, documents that prescribe."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from enum import Enum
from functools import lru_cache

from desktop.lexicon.patterns import regex
from desktop.model.problem import Measure
from desktop.model.report import Report

_PLAN = regex(
    r"下一?步|下一阶段|今后|(?:工作|初步|总体|来年)(?:打算|安排|思路|计划)|打算|努力方向|(?:意见|对策|工作|几点)[和与、及]?建议"
    r"|(?:年度?|时期|期间|今年|明年)的?(?:重点工作|重点任务|(?:主要|总体|工作|发展)目标)"
    r"|^[^\u4e00-\u9fff]*(?:[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十]{1,3}[）)])? *建议$"
)
_PAST = regex(r"成效|成果|情况|回顾|落实反馈|完成")
_TROUBLE = regex(r"问题|不足|困难|短板|差距")
_PRESCRIBES = regex(
    r"(?:要点|计划|规划|方案|通知|办法|细则|纲要|实施意见|若干意见|的意见)(?:[（(][^（）()]{1,12}[）)])?[》】]?$"
)
_STATES = regex(
    r"(?:基本|摸底|自查|现状|进展|完成|检查|存在|工作|发展|办学)[^，。；]{0,6}情况|现状|回顾|(?:工作|发展|现实)基础|"
    r"(?:存在|突出|主要|面临)的?[^，。；]{0,4}问题$|背景"
)
_AIMS = regex(rf"目标|要求|任务|措施|{_PRESCRIBES.pattern}")
_TELLS = regex(r"整改|反馈|通报|评估|总结|情况|结果")
_AHEAD = regex(r"[下今](?:(?<=下)一?(?:步|阶段)|(?<=今)后)[^\n。；;]{0,10}[:：，,][^\n]*")
_ANSWERS = regex(
    r"(?:整改|办理)(?:工作)?(?:落实|完成|进展)?情况的?(?:报告|汇报|复函|函|通报|说明)?"
    r"(?:[（(][^（）()]{1,12}[）)])?$"
)
_DATED = regex(r"(20\d\d) ?年 ?\d{1,2} ?月(?: ?\d{1,2} ?日)?[）) \t\u3000\r]*$", re.MULTILINE)
"""A line of its own that tells when the report was written."""
_COLUMN = regex(r"(?:拟采取的?)?(?:整改|改进|具体|主要)?(?:措施|举措|任务)")
"""A ledger's column of measures: beside one that tells how far things are, it promises in a report of what was done."""
_POINT = regex(r"[^\n]{0,12}关于[“\"「]")
_REPORTS = regex(r".{0,6}(?:情况|进展|成效|结果|完成)")
_REPORTED = regex(r"(?:整改|落实|工作)(?:落实|完成)?(?:情况|进展|成效|结果)\s?[:：]")


class Plan(Enum):
    """How a run of text looks ahead: a promise against one problem, or a whole section of what is to be done."""

    NONE = 0
    MEASURE = 1
    SECTION = 2


class Plans:
    """The parts of a report that promise; ``written`` is the year of its date, 0 where it has none."""

    def __init__(self, report: Report, measures: Sequence[Measure]) -> None:
        text = report.text
        dates = [int(found[1]) for found in _at_line_heads(_DATED, text, " \t\u3000（(")]
        self.written = dates[-1] if dates else 0
        promised = [m for m in measures if not _REPORTS.match(text, m.start, m.start + 12)]
        self._starts = [measure.start for measure in promised]
        self._ends = [found.start() if (found := _REPORTED.search(text, m.start, m.end)) else m.end for m in promised]
        titles = report.titles()
        self._titles = [block.start for block in report.blocks if block.level == 0]
        self._prescribes = [*map(_prescribes, titles)]
        self._answers = [bool(_ANSWERS.search(_joined(title))) for title in titles]
        ahead = [found.span() for found in _at_line_heads(_AHEAD, text, " \t\u3000")]
        self._ahead = [start for start, _ in ahead]
        self._until = [end for _, end in ahead]
        points = [block for block in report.blocks if block.level and _POINT.match(text, block.start, block.end)]
        self._points = [point.start for point in points]
        self._named = [point.end for point in points]

    def at(self, offset: int, headings: tuple[str, ...]) -> Plan:
        """Tell what an offset under these headings belongs to."""
        title = bisect_right(self._titles, offset) - 1
        if _is_plan(headings):
            return Plan.SECTION
        if title >= 0 and self._prescribes[title]:
            return Plan.NONE if _tells_state(headings) else Plan.SECTION
        if _inside(self._points, self._named, offset):
            return Plan.NONE
        if _inside(self._ahead, self._until, offset):
            return Plan.SECTION
        if title >= 0 and self._answers[title]:
            column = bool(headings) and _COLUMN.fullmatch(headings[-1]) is not None
            return Plan.MEASURE if column and _inside(self._starts, self._ends, offset) else Plan.NONE
        return Plan.MEASURE if _inside(self._starts, self._ends, offset) else Plan.NONE


def _at_line_heads(pattern: re.Pattern[str], text: str, blanks: str) -> Iterator[re.Match[str]]:
    """Walk through the matches with nothing but blanks before them in their line; ``^`` is sought ten times longer."""
    for found in pattern.finditer(text):
        if not text[text.rfind("\n", 0, found.start()) + 1 : found.start()].strip(blanks):
            yield found


def _inside(starts: list[int], ends: list[int], offset: int) -> bool:
    """Tell whether one of the runs, which are in order and apart, holds an offset."""
    place = bisect_right(starts, offset) - 1
    return place >= 0 and offset < ends[place]


def _prescribes(title: str) -> bool:
    """Tell by its title a document that says what is to be done, as a circular, a scheme or a plan does."""
    title = _joined(title)
    return bool(_PRESCRIBES.search(title)) and not _TELLS.search(title)


def _joined(title: str) -> str:
    return "".join(title.split())


@lru_cache(maxsize=256)
def _tells_state(headings: tuple[str, ...]) -> bool:
    """Tell whether a document that prescribes says under one of these headings how things stand (摸底情况)."""
    return any(_STATES.search(title) and not _AIMS.search(title) for title in map(_joined, headings))


@lru_cache(maxsize=256)
def _is_plan(headings: tuple[str, ...]) -> bool:
    """Tell whether one of the headings above announces what is to be done, and nothing else."""
    return any(_PLAN.search(title) and not _PAST.search(title) and not _TROUBLE.search(title) for title in headings)
