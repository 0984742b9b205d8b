"""Say in a tooltip what was read at a mark, and by which rule."""

from html import escape

from PySide6.QtCore import QCoreApplication

from desktop.desk.words import amount, period
from desktop.model.finding import Finding
from desktop.model.metric import Metric, Placeholder
from desktop.model.problem import Measure, Problem
from desktop.model.words import CLAIM_WORD, PROBLEM_WORD, RELATION_WORD, ROLE_WORD
from desktop.ui.reader.marks import LAYER_NAMES, Span


def tip(span: Span) -> str:
    """Write the tooltip of a mark as a small table, without empty lines."""
    lines = "".join(
        f"<tr><td style='padding-right:10px'>{escape(_tr(name))}</td><td>{escape(words)}</td></tr>"
        for name, words in _lines(span)
        if words
    )
    return f"<b>{escape(_tr(LAYER_NAMES[span.kind]))}</b><table cellspacing='2'>{lines}</table>"


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
            ("规则", record.rule),
        ]
    if isinstance(record, Finding):
        return [
            ("关系", RELATION_WORD[record.check] + ("（存疑，宜核实）" if record.soft else "")),
            ("文中", record.says),
            ("应为", record.should.removeprefix("应为")),
            ("算式", record.working),
            ("规则", record.rule),
        ]
    if isinstance(record, Problem):
        return [("来源", PROBLEM_WORD[record.origin]), ("规则", record.rule)]
    if isinstance(record, Measure):
        answered = f"{len(record.answers)} 个" if record.answers else "未找到"
        return [("所说", CLAIM_WORD[record.claim]), ("对应问题", answered), ("规则", record.rule)]
    assert isinstance(record, Placeholder)
    return [("空白", record.quote), ("单位", record.unit), ("规则", record.rule)]


def _tr(words: str) -> str:
    return QCoreApplication.translate("tips", words)
