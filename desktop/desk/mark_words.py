"""What a card says of a mark that was clicked."""

from desktop.desk.words import PROBLEM_WORD, figure_lines
from desktop.model.examination import Examination
from desktop.model.value import Value


class MarkWords(Value):
    """A mark in words: what it is, the words themselves, and what was made of them."""

    kind: str
    title: str
    lines: tuple[str, ...]
    span: tuple[int, int]


def describe(examination: Examination, kind: str, start: int) -> MarkWords | None:
    """Describe the mark of a kind that starts at an offset (a finding: its first anchor)."""
    if kind == "metric":
        metric = examination.metric_at.get(start)
        if metric is None:
            return None
        span = (metric.start, metric.end)
        return MarkWords(kind=kind, title=f"指标  {metric.quote}", lines=figure_lines(metric), span=span)
    if kind == "finding":
        return _finding(examination, start)
    if kind == "problem":
        problem = next((p for p in examination.problems if p.start == start), None)
        if problem is None:
            return None
        answers = sum(1 for measure in examination.measures if problem.start in measure.answers)
        answered = f"{answers} 条措施回应" if answers else "未见对应措施"
        lines = (problem.quote, f"{PROBLEM_WORD[problem.origin]} · {answered}")
        return MarkWords(kind=kind, title="问题", lines=lines, span=(problem.start, problem.end))
    if kind == "measure":
        measure = next((m for m in examination.measures if m.start == start), None)
        if measure is None:
            return None
        answering = f"回应 {len(measure.answers)} 个问题" if measure.answers else "未对应到具体问题"
        return MarkWords(kind=kind, title="措施", lines=(measure.quote, answering), span=(measure.start, measure.end))
    blank = next((p for p in examination.placeholders if p.start == start), None)
    if blank is None:
        return None
    says = ("报告留下的空白，没有填写。",)
    return MarkWords(kind=kind, title=f"空白  {blank.quote}", lines=says, span=(blank.start, blank.end))


def _finding(examination: Examination, start: int) -> MarkWords | None:
    """Describe the finding whose first anchor stands at an offset."""
    finding = next((f for f in examination.findings if f.anchors and f.anchors[0] == start), None)
    if finding is None:
        return None
    first = examination.metric_at.get(start)
    lines = tuple(filter(None, (finding.says, finding.working, finding.should and f"应为：{finding.should}")))
    title = "疑点（待核实）" if finding.soft else "疑点"
    return MarkWords(kind="finding", title=title, lines=lines, span=(start, first.end if first else start + 1))
