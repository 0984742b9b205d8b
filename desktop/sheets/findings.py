"""指标, 问题与措施 and 疑点与核对: what the report says and what does not add up, laid out for paper."""

from collections.abc import Iterable

from desktop.model.examination import Examination
from desktop.model.finding import Check, Finding, Unchecked
from desktop.model.metric import Metric
from desktop.model.problem import Measure
from desktop.model.review import Correction, Review
from desktop.model.words import COMPARATOR_SIGN, PROBLEM_WORD, RELATION_WORD, ROLE_WORD
from desktop.sheets import words
from desktop.sheets.pages import Cell, Column, Page, Row, section, spread
from desktop.sheets.spans import Cited

METRICS, PROBLEMS, FINDINGS = "指标", "问题与措施", "疑点与核对"
_METRIC_COLUMNS = (
    Column(name="序号", width=6, centred=True),
    Column(name="指标", width=28),
    Column(name="主体", width=16),
    Column(name="时期", width=12, centred=True),
    Column(name="关系", width=6, centred=True),
    Column(name="数值", width=12, centred=True),
    Column(name="单位", width=10, centred=True),
    Column(name="类别", width=8, centred=True),
    Column(name="原文", width=20),
    Column(name="出处", width=36),
    Column(name="更正", width=22),
)
_PROBLEM_COLUMNS = (
    Column(name="序号", width=6, centred=True),
    Column(name="问题", width=44),
    Column(name="来源", width=10, centred=True),
    Column(name="问题出处", width=30),
    Column(name="对应措施", width=50),
    Column(name="措施出处", width=30),
)
_FINDING_COLUMNS = (
    Column(name="序号", width=6, centred=True),
    Column(name="结果", width=10, centred=True),
    Column(name="关系", width=10, centred=True),
    Column(name="说明", width=46),
    Column(name="应为", width=16),
    Column(name="演算", width=36),
    Column(name="涉及数字", width=50),
)


def metric_page(examination: Examination, review: Review, cited: Cited, title: str) -> Page:
    """List every figure with the inspector's corrections, then the blanks never filled."""
    corrections: dict[int, list[Correction]] = {}
    for correction in review.corrections:
        if correction.document == examination.report.sha256:
            corrections.setdefault(correction.start, []).append(correction)
    rows: list[Row] = []
    for number, metric in enumerate(examination.metrics, start=1):
        rows += spread(_METRIC_COLUMNS, [_metric(number, metric, corrections.get(metric.start, ()), cited)])
    for number, blank in enumerate(examination.placeholders, start=len(examination.metrics) + 1):
        where = cited.place(blank.start, blank.end)
        record = (number, "", "", "", "", "", blank.unit, "空白", blank.quote, where, "")
        rows += spread(_METRIC_COLUMNS, [record])
    return Page(name=METRICS, title=f"{title}·{METRICS}", columns=_METRIC_COLUMNS, rows=tuple(rows))


def problem_page(examination: Examination, cited: Cited, title: str) -> Page:
    """List every problem with the measures that answer it beside, then the measures that answer none."""
    answers: dict[int, list[Measure]] = {}
    for measure in examination.measures:
        for start in measure.answers:
            answers.setdefault(start, []).append(measure)
    known = {problem.start for problem in examination.problems}
    rows: list[Row] = []
    for number, problem in enumerate(examination.problems, start=1):
        head: tuple[Cell, ...] = (
            number,
            problem.quote,
            PROBLEM_WORD[problem.origin],
            cited.place(problem.start, problem.end),
        )
        rows += spread(_PROBLEM_COLUMNS, _beside(head, answers.get(problem.start, ()), cited))
    loose = [measure for measure in examination.measures if not known.intersection(measure.answers)]
    if loose:
        rows.append(section(_PROBLEM_COLUMNS, "未对应到具体问题的措施"))
    for measure in loose:
        rows += spread(_PROBLEM_COLUMNS, _beside(("", "", "", ""), (measure,), cited))
    return Page(name=PROBLEMS, title=f"{title}·{PROBLEMS}", columns=_PROBLEM_COLUMNS, rows=tuple(rows))


def finding_page(examination: Examination, cited: Cited, title: str) -> Page:
    """List what contradicts itself with its working, then the relations that hold, then those left open."""
    rows: list[Row] = []
    for number, finding in enumerate(examination.findings, start=1):
        result = "待询问" if finding.soft else "疑点"
        rows += spread(_FINDING_COLUMNS, [_relation(number, result, finding, examination, cited)])
    if examination.checks:
        rows.append(section(_FINDING_COLUMNS, "核对相符的数字"))
    for number, check in enumerate(examination.checks, start=1):
        rows += spread(_FINDING_COLUMNS, [_relation(number, "核对相符", check, examination, cited)])
    if examination.unchecked:
        rows.append(section(_FINDING_COLUMNS, "未能核对的数字（报告没有给出所需的数）"))
    for number, unchecked in enumerate(examination.unchecked, start=1):
        rows += spread(_FINDING_COLUMNS, [_relation(number, "未能核对", unchecked, examination, cited)])
    return Page(name=FINDINGS, title=f"{title}·{FINDINGS}", columns=_FINDING_COLUMNS, rows=tuple(rows))


def _metric(number: int, metric: Metric, corrections: Iterable[Correction], cited: Cited) -> tuple[Cell, ...]:
    """Lay out one figure; what was corrected is shown as corrected, and what was read beside."""
    changed: dict[str, str] = {correction.field: correction.value for correction in corrections}
    read = {"unit": metric.unit, "indicator": metric.indicator, "subject": metric.subject, "period": metric.period}
    now = {**read, **changed}
    notes = [f"{words.CORRECTED[name]}原读作“{read[name]}”" for name in read if name in changed]
    if "metric" in changed:
        notes.append("更正为不是指标")
    notes += cited.reworded(metric.start, metric.end)
    return (
        number,
        now["indicator"],
        now["subject"],
        now["period"],
        COMPARATOR_SIGN[metric.comparator],
        metric.value,
        now["unit"],
        ROLE_WORD[metric.role],
        metric.quote,
        cited.place(metric.start, metric.end),
        "\n".join(notes),
    )


def _beside(head: tuple[Cell, ...], measures: Iterable[Measure], cited: Cited) -> list[tuple[Cell, ...]]:
    """Put measures beside a problem, the first on its own line."""
    records: list[tuple[Cell, ...]] = []
    for measure in measures:
        records.append((*head, measure.quote, cited.place(measure.start, measure.end)))
        head = ("",) * len(head)
    return records or [(*head, "", "")]


def _relation(
    number: int, result: str, found: Finding | Check | Unchecked, examination: Examination, cited: Cited
) -> tuple[Cell, ...]:
    """Lay out one relation between figures."""
    at = examination.metric_at
    figures = "\n".join(
        f"{m.indicator or m.subject}：{m.quote}（{cited.span(m.start, m.end)}）"
        for m in (at[start] for start in found.anchors if start in at)
    )
    relation = RELATION_WORD[found.check]
    if isinstance(found, Check):
        return (number, result, relation, "", "", found.computed, figures)
    if isinstance(found, Unchecked):
        return (number, result, relation, found.missing, "", "", figures)
    return (number, result, relation, found.says, found.should, found.working, figures)
