"""Units: one missing or of another size beside its siblings in a list, or impossible for what is measured."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal

from desktop.checking.passages import Figure, Passage, Sentence
from desktop.checking.quantities import MONEY
from desktop.checking.runs import runs
from desktop.checking.wording import amount, doubt
from desktop.model.finding import Finding, Relation

_PER_HEAD = re.compile(r"生均|人均|师均|每生|每人|平均工资|年均收入")
_MONEY = re.compile(r"资金|经费|投入|支出|拨款|投资|补助|收入|工资")
_RICH = Decimal(1_000_000)
"""More than this many 元 a head is no figure of a school."""
_CLOSE = Decimal(20)
"""Printed numbers within this factor of each other belong to one scale."""


def unit_faults(passage: Passage) -> Iterator[Finding]:
    """Look for units that cannot be."""
    told: set[int] = set()
    for sentence in passage.sentences:
        for run in runs(sentence):
            for finding in _in_list(run):
                told.update(finding.anchors)
                yield finding
        for finding in _per_head(sentence):
            if finding.anchors[0] not in told:
                yield finding
    yield from _without_yuan(passage)


def _in_list(run: Sequence[Figure]) -> Iterator[Finding]:
    """Find the one unit of a list that differs from all its siblings while its number does not."""
    if len(run) < 3:
        return
    (usual, count), *others = Counter(f.metric.unit for f in run).most_common()
    if not usual or count < 2 or count * 2 <= len(run) or len(others) == 0:
        return
    siblings = [f for f in run if f.metric.unit == usual]
    for figure in run:
        if figure.metric.unit == usual or not _same_scale(figure, siblings):
            continue
        if not figure.metric.unit and figure is not run[0] and siblings[0].start < figure.start:
            yield _fault(figure, "缺单位", usual, siblings)
        elif figure.base == siblings[0].base and figure.quantity.factor != siblings[0].quantity.factor:
            yield _fault(figure, "单位与同列不一", usual, siblings)


def _same_scale(figure: Figure, siblings: Sequence[Figure]) -> bool:
    """Tell whether the printed number is of the size of its siblings' numbers."""
    sizes = [f.metric.value for f in siblings if f.metric.value > 0]
    return bool(sizes) and max(sizes) / _CLOSE <= figure.metric.value <= min(sizes) * _CLOSE


def _per_head(sentence: Sentence) -> Iterator[Finding]:
    """Find money per head of a million and more."""
    for figure in sentence.figures:
        words = f"{figure.metric.indicator}{figure.clause}"
        if figure.quantity.money and _PER_HEAD.search(words) and figure.stands and figure.stands.low >= _RICH:
            yield doubt(
                Relation.UNIT,
                (figure,),
                says=figure.metric.quote,
                should=f"{figure.metric.value}{MONEY}？",
                working=f"{figure.metric.indicator or '人均金额'}{figure.metric.quote}，"
                f"即每人{amount(figure.metric.value * figure.quantity.factor, figure.base)}，单位不可能",
                rule="unit.per_head",
            )


def _without_yuan(passage: Passage) -> Iterator[Finding]:
    """Ask about 2838万 where the same paragraph writes 万元."""
    bare = [
        f for f in passage.figures if f.metric.unit in {"万", "亿"} and _MONEY.search(f"{f.metric.indicator}{f.clause}")
    ]
    whole = next((f for f in passage.figures if bare and f.metric.unit == f"{bare[0].metric.unit}元"), None)
    if bare and whole:
        quotes = "、".join(f"{f.metric.quote}元" for f in bare)
        yield doubt(
            Relation.UNIT,
            bare,
            says="；".join(f.metric.quote for f in bare),
            should=f"应为{quotes}",
            working=f"同段作{whole.metric.quote}，此处缺“元”",
            rule="unit.without_yuan",
            soft=True,
        )


def _fault(figure: Figure, what: str, usual: str, siblings: Sequence[Figure]) -> Finding:
    """Record one wrong unit of a list."""
    others = "、".join(f.metric.quote for f in siblings[:4])
    return doubt(
        Relation.UNIT,
        (figure,),
        says=figure.metric.quote,
        should=f"{figure.metric.value}{usual}",
        working=f"{what}：同列{others}",
        rule="unit.list",
    )
