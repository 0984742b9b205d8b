"""Where two sources draw the same line unlike: a note for the inspector, who decides which one holds."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from desktop.model.checklist import Item, Operator, Rule
from desktop.model.threshold import Threshold, ThresholdRule
from desktop.model.verdict import Hint
from desktop.scoring.lines import SIGNS, bound

_LOWER = frozenset({Operator.AT_LEAST, Operator.MORE})
_UPPER = frozenset({Operator.AT_MOST, Operator.LESS})


class _Drawn(NamedTuple):
    """One line and where it is drawn."""

    rule: Rule
    where: str
    threshold: str


def disagreements(item: Item, thresholds: Iterable[Threshold]) -> tuple[Hint, ...]:
    """List the lines of one indicator, stage and direction that differ between this item and the thresholds.

    Lines for another evaluation, a later year, a condition or one region are no contradiction.
    """
    asked = {*item.metrics, *(rule.metric for rule in item.judge.rules)}
    drawn = [
        _Drawn(rule, "本条", "") for rule in item.judge.rules if not (rule.by or rule.use or rule.scope.hints_only)
    ]
    drawn += [each for threshold in thresholds for each in _drawn(threshold, asked)]
    found: dict[tuple[str, str], Hint] = {}
    for at, one in enumerate(drawn):
        for other in drawn[at + 1 :]:
            if other.threshold and one.where != other.where and _unlike(one.rule, other.rule):
                name = one.rule.metric
                stage = one.rule.stage if one.rule.stage and one.rule.stage not in name else ""
                says = f"两处来源不一致：{stage}{name} {_told(one)}，{_told(other)}；以哪一处为准，请督学确定"
                found.setdefault(
                    (one.where, other.where), Hint(threshold=other.threshold, says=says, source=other.where)
                )
    return tuple(found.values())


def _drawn(threshold: Threshold, asked: Iterable[str]) -> Iterator[_Drawn]:
    """List the lines of a threshold that hold for everyone, now."""
    for line in threshold.rules:
        for name in threshold.indicators_of(line):
            if name in asked and line.national and not line.metric_change and not _limited(line):
                rule = Rule(metric=name, op=line.op, value=line.value, unit=line.unit, stage=line.stage)
                where = threshold.source.doc_no or f"《{threshold.source.title}》"
                yield _Drawn(rule, where, threshold.id)


def _limited(line: ThresholdRule) -> bool:
    """Tell whether a line is for some evaluations, years or cases only."""
    return bool(line.use or line.by or line.since or line.cond or line.from_year or line.to_year or line.level)


def _unlike(one: Rule, other: Rule) -> bool:
    """Tell whether two lines bound the same quantity from the same side at different amounts."""
    same = (one.metric, one.stage, one.unit) == (other.metric, other.stage, other.unit)
    side = any(one.op in each and other.op in each for each in (_LOWER, _UPPER))
    return same and side and one.value != other.value


def _told(drawn: _Drawn) -> str:
    return f"{drawn.where} {SIGNS[drawn.rule.op][0]} {bound(drawn.rule)}"
