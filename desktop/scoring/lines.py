"""The line that a rule draws: whether a value keeps it, comes near it, and how it is written."""

from collections.abc import Sequence
from decimal import Decimal

from desktop.model.amount import plain
from desktop.model.checklist import Judge, Operator, Rule

SIGNS = {
    Operator.AT_LEAST: ("≥", "<"),
    Operator.MORE: (">", "≤"),
    Operator.AT_MOST: ("≤", ">"),
    Operator.LESS: ("<", "≥"),
    Operator.EQUAL: ("=", "≠"),
    Operator.BETWEEN: ("在", "不在"),
}
"""How each comparison is written where it holds and where it fails."""


def keeps(rule: Rule, value: Decimal) -> bool:
    """Tell whether a value keeps the line."""
    low, high = rule.value if isinstance(rule.value, tuple) else (rule.value, rule.value)
    return {
        Operator.AT_LEAST: value >= low,
        Operator.MORE: value > low,
        Operator.AT_MOST: value <= high,
        Operator.LESS: value < high,
        Operator.EQUAL: value == low,
        Operator.BETWEEN: low <= value <= high,
    }[rule.op]


def comes_near(rule: Rule, value: Decimal, ratio: Decimal) -> bool:
    """Tell whether a value reaches so much of the line (85 % of it); of an upper line, stays within line ÷ ratio."""
    if isinstance(rule.value, tuple) or keeps(rule, value):
        return keeps(rule, value)
    if rule.op in {Operator.AT_LEAST, Operator.MORE}:
        return value >= rule.value * ratio
    return rule.op in {Operator.AT_MOST, Operator.LESS} and value * ratio <= rule.value


def all_kept(judge: Judge, values: Sequence[Decimal]) -> bool:
    """Tell whether values keep the lines of an item as it asks: all, any, or n with the rest coming near."""
    pairs = tuple(zip(judge.rules, values, strict=True))
    kept = sum(keeps(rule, value) for rule, value in pairs)
    if judge.rule is not None:
        near = all(comes_near(rule, value, judge.rule.rest_min_ratio) for rule, value in pairs)
        return kept >= judge.rule.n and near
    return kept == len(pairs) if judge.passes == "all" else kept > 0


def bound(rule: Rule) -> str:
    """Write the line that a rule draws."""
    if isinstance(rule.value, tuple):
        return f"{plain(rule.value[0])}至{plain(rule.value[1])}{rule.unit}"
    return f"{plain(rule.value)}{rule.unit}"


def label(rule: Rule) -> str:
    """Name what a rule looks at, with its stage."""
    return f"{rule.stage}{rule.metric}" if rule.stage and rule.stage not in rule.metric else rule.metric


def working(rule: Rule, value: Decimal) -> str:
    """Write one comparison as a line of arithmetic."""
    return f"{label(rule)} {plain(value)}{rule.unit} {SIGNS[rule.op][0 if keeps(rule, value) else 1]} {bound(rule)}"
