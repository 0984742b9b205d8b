"""What a card says of a mark that was clicked."""

from collections.abc import Iterable
from typing import TypeVar

from desktop.desk.words import figure_lines, one_line
from desktop.model.examination import Examination
from desktop.model.finding import Finding
from desktop.model.metric import Metric, Placeholder
from desktop.model.problem import Measure, Problem
from desktop.model.record import Mark
from desktop.model.value import Value
from desktop.model.words import CLAIM_WORD, PROBLEM_WORD

M = TypeVar("M", bound=Mark)


class MarkWords(Value):
    """A mark in words: what it is, and what was made of it, line by line."""

    kind: str
    title: str
    lines: tuple[str, ...]


def describe(examination: Examination, kind: str, start: int) -> MarkWords | None:
    """Describe the mark of a kind that starts at an offset (a finding: its first anchor)."""
    seen = examination
    if kind == "metric" and (metric := seen.metric_at.get(start)):
        return _metric(metric)
    if kind == "problem" and (problem := _at(seen.problems, start)):
        return _problem(problem, seen.measures)
    if kind == "measure" and (measure := _at(seen.measures, start)):
        return _measure(measure)
    if kind == "placeholder" and (blank := _at(seen.placeholders, start)):
        return _placeholder(blank)
    if kind == "finding":
        return next((_finding(f) for f in seen.findings if f.anchors[:1] == (start,)), None)
    return None


def _metric(metric: Metric) -> MarkWords:
    return MarkWords(kind="metric", title=f"指标  {one_line(metric.quote)}", lines=figure_lines(metric))


def _problem(problem: Problem, measures: Iterable[Measure]) -> MarkWords:
    answers = sum(1 for measure in measures if problem.start in measure.answers)
    answered = f"{answers} 条措施回应" if answers else "未见对应措施"
    about = f"{PROBLEM_WORD[problem.origin]} · {answered}"
    return MarkWords(kind="problem", title="问题", lines=(one_line(problem.quote), about))


def _measure(measure: Measure) -> MarkWords:
    answering = f"回应 {len(measure.answers)} 个问题" if measure.answers else "未对应到具体问题"
    about = f"{CLAIM_WORD[measure.claim]} · {answering}"
    return MarkWords(kind="measure", title="措施", lines=(one_line(measure.quote), about))


def _placeholder(blank: Placeholder) -> MarkWords:
    return MarkWords(kind="placeholder", title=f"空白  {blank.quote}", lines=("报告留下的空白，没有填写。",))


def _finding(finding: Finding) -> MarkWords:
    """Say what contradicts, with the arithmetic and what would fit."""
    lines = (finding.says, finding.working, finding.should and f"应为：{finding.should}")
    title = "疑点（待核实）" if finding.soft else "疑点"
    return MarkWords(kind="finding", title=title, lines=tuple(filter(None, lines)))


def _at(marks: Iterable[M], start: int) -> M | None:
    return next((mark for mark in marks if mark.start == start), None)
