"""Templates of reasons: sentences with fields (``{数值}``) that the figures linked to an item fill."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from desktop.desk.words import period
from desktop.model.amount import plain
from desktop.model.checklist import Operator, Rule
from desktop.model.comment import Comment
from desktop.model.examination import Examination
from desktop.model.metric import Metric
from desktop.model.places import Places
from desktop.model.verdict import RuleOutcome

_ANY = re.compile(r"\{([^{}]*)\}")
Facts = Mapping[str, str]
"""What is known of one figure, by field."""
FIELDS = ("指标", "数值", "时期", "出处", "线", "比较", "差", "全部数据")
_FIELD = re.compile(r"\{(" + "|".join(FIELDS) + r")\}")
_LINE_WORDS = {
    Operator.AT_LEAST: "不低于",
    Operator.MORE: "高于",
    Operator.AT_MOST: "不高于",
    Operator.LESS: "低于",
    Operator.EQUAL: "等于",
    Operator.BETWEEN: "在",
}
_ALL = "全部数据"
_MOST = 4


def facts(
    outcomes: Iterable[RuleOutcome], spans: Iterable[tuple[int, int]], examination: Examination, places: Places
) -> tuple[Facts, ...]:
    """List what is known of the figures linked to an item: those of its rules, then those in its confirmed evidence."""
    found: dict[int, Facts] = {}
    for outcome in outcomes:
        if outcome.metrics and (metric := examination.metric_at.get(outcome.metrics[0])) is not None:
            found.setdefault(metric.start, {**_of_metric(metric, places), **_of_rule(outcome)})
    for start, end in spans:
        for metric in examination.metrics:
            if start <= metric.start < end and (metric.canonical or metric.indicator):
                found.setdefault(metric.start, _of_metric(metric, places))
    return tuple(found.values())


def filled(comments: Iterable[Comment], known: Sequence[Facts], item: str) -> Iterator[Comment]:
    """Give comments as they are offered for an item: a template once for each figure that fills all its fields."""
    every = "；".join(f"{each['指标']}{each['数值']}" for each in known)
    for comment in comments:
        asked = set(_FIELD.findall(comment.text))
        if not asked:
            yield comment
            continue
        held = [{**each, _ALL: every} for each in known[:_MOST]]
        texts = (_put(comment.text, each) for each in held if asked <= each.keys())
        yield from (Comment(text=text, item=item, own=comment.own) for text in dict.fromkeys(texts))


def fault_of(text: str) -> str:
    """Say what is wrong with the fields of a template, "" where nothing is."""
    unknown = [name for name in _ANY.findall(text) if name not in FIELDS]
    if unknown:
        return f"没有“{unknown[0]}”这个字段，可写：{'、'.join(FIELDS)}。"
    return "花括号不成对。" if text.count("{") != text.count("}") else ""


def _put(text: str, known: Facts) -> str:
    """Put what is known into the fields of a template."""
    return _FIELD.sub(lambda field: known[field[1]], text)


def _of_metric(metric: Metric, places: Places) -> dict[str, str]:
    """Say what a figure is, when, and where it stands."""
    known = {"指标": metric.canonical or metric.indicator, "数值": metric.quote, "出处": places.of(metric.start)}
    return {**known, "时期": period(metric)} if metric.period else known


def _of_rule(outcome: RuleOutcome) -> dict[str, str]:
    """Say what line a figure is held against, whether it reaches it and how far it is off."""
    rule = outcome.rule
    known = {"指标": f"{rule.stage}{rule.metric}" if rule.stage not in rule.metric else rule.metric, "线": _line(rule)}
    if outcome.holds is not None:
        known["比较"] = "达到" if outcome.holds else "没有达到"
    if outcome.holds is False and outcome.value is not None and not isinstance(rule.value, tuple):
        known["差"] = f"{plain(abs(outcome.value - rule.value))}{'个百分点' if rule.unit == '%' else rule.unit}"
    return known


def _line(rule: Rule) -> str:
    """Write a rule's line in words."""
    if isinstance(rule.value, tuple):
        return f"在{plain(rule.value[0])}至{plain(rule.value[1])}{rule.unit}之间"
    return f"{_LINE_WORDS[rule.op]}{plain(rule.value)}{rule.unit}"
