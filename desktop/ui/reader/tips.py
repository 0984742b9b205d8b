"""Say in a tooltip what was read at a mark, and why."""

from html import escape

from PySide6.QtCore import QCoreApplication

from desktop.desk.words import amount, period
from desktop.model.explanation import Explanation, Step
from desktop.model.finding import Finding
from desktop.model.metric import Metric, Placeholder
from desktop.model.problem import Measure, Problem
from desktop.model.report import Report, Reword
from desktop.model.words import CLAIM_WORD, PROBLEM_WORD, RELATION_WORD, ROLE_WORD
from desktop.ui import theme
from desktop.ui.reader.marks import LAYER_NAMES, Record, Span

_FOOTS = {"metric": "单击看用于哪些评分项；按 C 更正", "problem": "单击看对应措施", "measure": "单击看对应问题"}
_WORDS = 16
_DECIDED = {"数值": "读数", "性质": "作用"}
"""Where an explanation calls a line otherwise."""


def tip(span: Span, told: Explanation | None = None) -> str:
    """Write the tooltip of a mark as a small table, without empty lines; ``told`` says how a figure was read."""
    why = {step.topic: _because(step) for step in told.steps} if told and not _corrected(span.record) else {}
    rows = "".join(_row(name, words, why.get(_DECIDED.get(name, name), "")) for name, words in _lines(span) if words)
    foot = _FOOTS.get(span.kind, "")
    return f"<b>{escape(_tr(LAYER_NAMES[span.kind]))}</b><table cellspacing='2'>{rows}</table>{escape(_tr(foot))}"


def reworded(report: Report, reword: Reword) -> str:
    """Tell what was recognised where the reviewer reads something else on the page."""
    was, words = report.text[reword.start : reword.end], reword.words or _tr("（没有字）")
    return escape(_tr("识别为“{0}”，已按原页更正为“{1}”").format(was, words))


def _row(name: str, words: str, why: str) -> str:
    """Write one line: what, what was read, and softly by which rule; Qt draws a line where a last cell is empty."""
    cells = [
        (_tr(name), f"padding-right:10px; color:{_soft()}"),
        (words, "padding-right:14px"),
        (why, f"color:{_soft()}"),
    ]
    shown = cells if why else cells[:2]
    return f"<tr>{''.join(f'<td style={style!r}>{escape(text)}</td>' for text, style in shown)}</tr>"


def _because(step: Step) -> str:
    """Write a step's rule with the words of the text that decided it."""
    words = " ".join(step.words.split())
    return f"{step.rule}：“{words[-_WORDS:]}”" if words and words not in step.rule else step.rule


def _corrected(record: Record) -> bool:
    """Tell a figure that stands as the inspector corrected it."""
    return isinstance(record, Metric) and record.corrected


def _soft() -> str:
    return theme.colour("soft").name()


def _lines(span: Span) -> list[tuple[str, str]]:
    """List what to say of a record: (name, words)."""
    record = span.record
    if isinstance(record, Metric):
        named = record.canonical if record.canonical != record.indicator else ""
        return [
            ("指标", record.indicator or record.canonical),
            ("归入", named if record.indicator else ""),
            ("数值", amount(record)),
            ("时期", period(record)),
            ("对象", record.subject),
            ("性质", ROLE_WORD[record.role]),
            ("更正", "评审人更正过" if _corrected(record) else ""),
        ]
    if isinstance(record, Finding):
        return [
            ("关系", RELATION_WORD[record.check] + ("（存疑，宜核实）" if record.soft else "")),
            ("文中", record.says),
            ("应为", record.should.removeprefix("应为")),
            ("算式", record.working),
        ]
    if isinstance(record, Problem):
        return [("来源", PROBLEM_WORD[record.origin])]
    if isinstance(record, Measure):
        answered = f"{len(record.answers)} 个" if record.answers else "未找到"
        return [("所说", CLAIM_WORD[record.claim]), ("对应问题", answered)]
    assert isinstance(record, Placeholder)
    return [("空白", record.quote), ("单位", record.unit)]


def _tr(words: str) -> str:
    return QCoreApplication.translate("tips", words)
