"""疑点与核对 as a table, then 未能核对, 格式 and 提示, and the working of one laid out on the quoted figures."""

import re
from collections.abc import Collection

from desktop.desk.tables import Run, TableRow
from desktop.desk.words import one_line
from desktop.model.advice import Defect, Unusual
from desktop.model.examination import Examination
from desktop.model.finding import Check, Finding, Relation, Unchecked
from desktop.model.places import Places
from desktop.model.value import Value
from desktop.model.words import RELATION_WORD

HEADERS = ("关系", "说明", "算式", "所在")
_PLACE = HEADERS.index("所在")
GROUPABLE = ("关系", "所在")
DOUBT, HOLDS, LACKING, ADVICE = "doubt", "holds", "lacking", "advice"
_WEAK, _QUOTED = "·", 40
_BINARY, _UNARY, _SIGNS = (
    re.compile(r"(?<=[\d%])-(?=[\d.])"),
    re.compile(r"(?<![\w%])-(?=\d)"),
    re.compile(r"([+÷×=<>≤≥])"),
)
_LABELS: dict[Relation, tuple[str, ...]] = {
    Relation.SUM: ("合计", "分项"),
    Relation.GROWTH: ("本期", "基期", "增长率"),
    Relation.RATIO: ("部分", "总量", "占比"),
    Relation.DIFFERENCE: ("被减数", "减数", "差额"),
    Relation.CONFLICT: ("一处", "另一处"),
    Relation.UNIT: ("所写",),
    Relation.RANGE: ("所写",),
}
_SIGNS_OF: dict[Relation, tuple[str, str]] = {
    Relation.SUM: ("＋", ""),
    Relation.GROWTH: ("÷", "−1 "),
    Relation.RATIO: ("÷", ""),
    Relation.DIFFERENCE: ("−", ""),
    Relation.CONFLICT: ("", ""),
}
"""What stands before a figure of a relation that is all there, and before the sign of its result."""


class WorkingLine(Value):
    """One figure of a working: sign before it, what it is, its words in the report, what it measures, its place."""

    sign: str
    label: str
    quote: str
    about: str
    run: Run


class Working(Value):
    """A relation laid out: the figures, the arithmetic, what comes of it; ``tag`` tells which kind of row it is."""

    title: str
    lines: tuple[WorkingLine, ...]
    arithmetic: str
    outcome: str
    tag: str


def finding_rows(examination: Examination, places: Places, quiet: Collection[str] = ()) -> tuple[TableRow, ...]:
    """List what contradicts, holds, lacks an operand, then faults of form and unusual sizes but for ``quiet`` cues."""
    rows = [_row(examination, at, finding, places) for at, finding in enumerate(examination.findings)]
    rows += [_row(examination, at, check, places) for at, check in enumerate(examination.checks)]
    rows += [_lacking_row(examination, at, lacking, places) for at, lacking in enumerate(examination.unchecked)]
    rows += [
        _advice_row(f"defect-{at}", f"{_WEAK} {defect.name}", defect.says, defect.advice, defect, places)
        for at, defect in enumerate(examination.defects)
        if defect.cue not in quiet
    ]
    rows += [
        _advice_row(f"hint-{at}", f"{_WEAK} 提示", figure.says, f"常见 {figure.usual}", figure, places)
        for at, figure in enumerate(examination.unusual)
    ]
    return tuple(rows)


def working(examination: Examination, key: str) -> Working | None:
    """Lay out the relation of a row."""
    kind, _, number = key.partition("-")
    if kind in ("defect", "hint"):
        return _advised(examination, kind, int(number))
    if kind == "unchecked":
        return _lacking(examination, int(number))
    held: tuple[Finding | Check, ...] = examination.findings if kind == "finding" else examination.checks
    if not number.isdigit() or int(number) >= len(held):
        return None
    relation = held[int(number)]
    doubt = isinstance(relation, Finding)
    soft = isinstance(relation, Finding) and relation.soft
    title = f"{'疑点' if doubt else '核对'} · {RELATION_WORD[relation.check]}{'（待核实）' if soft else ''}"
    if isinstance(relation, Finding):
        arithmetic, outcome = relation.working, relation.should and f"应为：{relation.should.removeprefix('应为')}"
    else:
        arithmetic, outcome = spaced(relation.computed), "相符"
    return Working(
        title=title,
        lines=tuple(_lines(examination, relation)),
        arithmetic=arithmetic,
        outcome=outcome,
        tag=DOUBT if doubt else HOLDS,
    )


def _lacking(examination: Examination, number: int) -> Working | None:
    """Lay out what is there of a relation that lacks an operand; its claim stands last."""
    if number >= len(examination.unchecked):
        return None
    relation = examination.unchecked[number]
    *given, claim = relation.anchors
    labelled = [*((anchor, "所给") for anchor in given), (claim, _LABELS[relation.check][-1])]
    return Working(
        title=f"未能核对 · {RELATION_WORD[relation.check]}（不计入疑点）",
        lines=tuple(_line(examination, anchor, "", label) for anchor, label in labelled),
        arithmetic=relation.missing,
        outcome="",
        tag=LACKING,
    )


def _lacking_row(examination: Examination, at: int, relation: Unchecked, places: Places) -> TableRow:
    """Write one relation that lacks an operand."""
    figures = [m for anchor in relation.anchors if (m := examination.metric_at.get(anchor))]
    says = "、".join(one_line(f"{m.canonical or m.indicator}{m.quote}") for m in figures)
    claim = relation.anchors[-1]
    cells = (f"{_WEAK} {RELATION_WORD[relation.check]}", says, relation.missing, places.of(claim))
    run = (claim, figures[-1].end if figures else claim + 1)
    return TableRow(
        key=f"unchecked-{at}",
        kind="unchecked",
        start=claim,
        cells=cells,
        runs=(run,) * len(cells),
        ranks=((_PLACE, ("", claim)),),
        tags=frozenset({LACKING}),
    )


def _advised(examination: Examination, kind: str, number: int) -> Working | None:
    """Lay out a fault of form or an unusual size."""
    told: tuple[Defect | Unusual, ...] = examination.defects if kind == "defect" else examination.unusual
    if number >= len(told):
        return None
    mark = told[number]
    name, outcome = ("格式", mark.advice) if isinstance(mark, Defect) else ("提示", f"常见范围 {mark.usual}，仅供参考")
    quote = one_line(mark.quote)
    line = WorkingLine(
        sign="",
        label=mark.name if isinstance(mark, Defect) else mark.indicator,
        quote=quote if len(quote) <= _QUOTED else quote[:_QUOTED] + "…",
        about="",
        run=(mark.start, mark.end),
    )
    return Working(title=f"{name}（不计入疑点）", lines=(line,), arithmetic=mark.says, outcome=outcome, tag=ADVICE)


def _advice_row(key: str, name: str, says: str, advice: str, mark: Defect | Unusual, places: Places) -> TableRow:
    """Write one piece of advice."""
    cells = (name, says, advice, places.of(mark.start))
    return TableRow(
        key=key,
        kind=key.partition("-")[0],
        start=mark.start,
        cells=cells,
        runs=((mark.start, mark.end),) * len(cells),
        ranks=((_PLACE, ("", mark.start)),),
        tags=frozenset({ADVICE}),
    )


def spaced(sum_: str) -> str:
    """Set a sum as it is printed: true signs, with room around those that stand between two amounts."""
    signed = _UNARY.sub("−", _BINARY.sub(" − ", sum_.replace("/", "÷")))
    return " ".join(_SIGNS.sub(r" \1 ", signed).split())


def _lines(examination: Examination, relation: Finding | Check) -> list[WorkingLine]:
    """Set the figures of a relation one below the other, as one adds up by hand: the result stands last."""
    labels, count = _LABELS[relation.check], len(relation.anchors)
    named = [(anchor, labels[min(at, len(labels) - 1)]) for at, anchor in enumerate(relation.anchors)]
    if relation.check is Relation.SUM:
        named = named[1:] + named[:1]
    signs = _SIGNS_OF.get(relation.check, ()) if count >= len(labels) else ()
    result = "＝" if isinstance(relation, Check) else "≠"
    lines = []
    for at, (anchor, label) in enumerate(named):
        sign = "" if at == 0 or not signs else f"{signs[-1]}{result}" if at == count - 1 else signs[0]
        lines.append(_line(examination, anchor, sign, label))
    return lines


def _line(examination: Examination, anchor: int, sign: str, label: str) -> WorkingLine:
    """Set one figure of a relation."""
    metric = examination.metric_at.get(anchor)
    end = metric.end if metric else anchor + 1
    told = (metric.canonical or metric.indicator, metric.subject, metric.period) if metric else ()
    return WorkingLine(
        sign=sign,
        label=label,
        quote=one_line(examination.report.text[anchor:end]),
        about=" · ".join(filter(None, told)),
        run=(anchor, end),
    )


def _row(examination: Examination, at: int, relation: Finding | Check, places: Places) -> TableRow:
    """Write one relation."""
    doubt = isinstance(relation, Finding)
    names = [m for anchor in relation.anchors if (m := examination.metric_at.get(anchor))]
    says = relation.says if isinstance(relation, Finding) else "、".join(one_line(m.quote) for m in names)
    sum_ = relation.working if isinstance(relation, Finding) else spaced(relation.computed)
    start = relation.anchors[0] if relation.anchors else 0
    cells = (f"{'!' if doubt else '✓'} {RELATION_WORD[relation.check]}", one_line(says), sum_, places.of(start))
    first = examination.metric_at.get(start)
    run = (start, first.end if first else start + 1)
    return TableRow(
        key=f"{'finding' if doubt else 'check'}-{at}",
        kind="finding" if doubt else "check",
        start=start,
        cells=cells,
        runs=(run,) * len(cells),
        ranks=((_PLACE, ("", start)),),
        tags=frozenset({DOUBT if doubt else HOLDS}),
    )
