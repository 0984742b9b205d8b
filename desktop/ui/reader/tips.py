"""Say in a tooltip what was read at a mark, and by which rule."""

from html import escape

from PySide6.QtCore import QCoreApplication

from desktop.model.finding import Finding, Relation
from desktop.model.metric import Comparator, Metric, Placeholder, Role
from desktop.model.problem import Measure, Problem, ProblemOrigin
from desktop.ui.reader.marks import LAYER_NAMES, Span

_BOUNDS = {
    Comparator.EQUAL: "",
    Comparator.AT_LEAST: "≥ ",
    Comparator.AT_MOST: "≤ ",
    Comparator.MORE: "> ",
    Comparator.LESS: "< ",
    Comparator.ABOUT: "约 ",
}
_ROLES = {
    Role.LEVEL: "现状",
    Role.CHANGE: "变化",
    Role.TARGET: "目标",
    Role.PART: "其中",
    Role.EXAMPLE: "工作量",
}
_ORIGINS = {
    ProblemOrigin.SELF: "报告自述",
    ProblemOrigin.INLINE: "行文中承认",
    ProblemOrigin.FEEDBACK: "督导反馈",
    ProblemOrigin.ADVICE: "督导建议",
}
_RELATIONS = {
    Relation.SUM: "分项与合计",
    Relation.GROWTH: "增长率",
    Relation.RATIO: "占比",
    Relation.DIFFERENCE: "差额",
    Relation.CONFLICT: "前后不一",
    Relation.UNIT: "单位",
    Relation.RANGE: "取值范围",
}


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
            ("数值", f"{_BOUNDS[record.comparator]}{record.value}{record.unit}"),
            ("时期", record.period),
            ("对象", record.subject),
            ("性质", _ROLES[record.role]),
            ("规则", record.rule),
        ]
    if isinstance(record, Finding):
        return [
            ("关系", _RELATIONS[record.check] + ("（存疑，宜核实）" if record.soft else "")),
            ("文中", record.says),
            ("应为", record.should.removeprefix("应为")),
            ("算式", record.working),
            ("规则", record.rule),
        ]
    if isinstance(record, Problem):
        return [("来源", _ORIGINS[record.origin]), ("规则", record.rule)]
    if isinstance(record, Measure):
        return [("对应问题", f"{len(record.answers)} 个" if record.answers else "未找到"), ("规则", record.rule)]
    assert isinstance(record, Placeholder)
    return [("空白", record.quote), ("单位", record.unit), ("规则", record.rule)]


def _tr(words: str) -> str:
    return QCoreApplication.translate("tips", words)
