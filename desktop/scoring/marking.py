"""What each 评分方式 does: the buttons it offers, the numbers it asks for, and the points that follow."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import assert_never

from desktop.model.amount import plain, rounded
from desktop.model.checklist import Item
from desktop.model.errors import WrongRequest
from desktop.model.marks import (
    Ask,
    Deduction,
    Grade,
    Levels,
    Points,
    Proportional,
    Ranked,
    Shared,
    Stepped,
    Threshold,
)
from desktop.model.review import Score
from desktop.model.tally import Tally
from desktop.scoring import lines

_PLACES = 2


def options(item: Item) -> tuple[Grade, ...]:
    """List the steps to choose from, best as the rule has them; a step of points has no word."""
    rule = item.rule
    if isinstance(rule, Points):
        return tuple(Grade(word="", points=step.score, text=step.text) for step in rule.steps)
    return rule.levels if isinstance(rule, Levels) else ()


def takes_points(item: Item) -> bool:
    """Tell whether points are given as such, not worked out."""
    return isinstance(item.rule, Points)


def asks(item: Item) -> tuple[Ask, ...]:
    """List the numbers that the item's rule asks for."""
    rule = item.rule
    match rule:
        case Points() | Levels():
            return ()
        case Deduction():
            return (Ask(name="扣分数量", unit=rule.unit, whole=True),)
        case Stepped() | Proportional():
            return (Ask(name=item.metrics[0] if len(item.metrics) == 1 else "数值", unit=rule.unit),)
        case Threshold():
            return tuple(Ask(name=lines.label(line), unit=line.unit) for line in item.judge.rules)
        case Shared():
            names = ("共有", "已整改", "部分整改")
            return tuple(Ask(name=name, unit=rule.unit, whole=True) for name in names)
        case Ranked():
            return (Ask(name="名次", unit="名", whole=True),)
        case _:
            assert_never(rule)


def check(item: Item, given: Sequence[Decimal]) -> None:
    """Refuse numbers that the item's rule cannot take; raises ``WrongRequest`` with one Chinese sentence."""
    wanted = asks(item)
    if not wanted:
        raise WrongRequest(f"“{item.name}”不按数值计分，请直接评分。")
    if len(given) != len(wanted):
        names = "、".join(ask.name for ask in wanted)
        raise WrongRequest(f"“{item.name}”要填 {len(wanted)} 个数：{names}。")
    for ask, number in zip(wanted, given, strict=True):
        if not number.is_finite():
            raise WrongRequest(f"“{item.name}”的{ask.name}不是数。")
        if ask.whole and (number < 0 or number != number.to_integral_value()):
            raise WrongRequest(f"“{item.name}”的{ask.name}应是 0 或正整数。")
    if isinstance(item.rule, Ranked) and given[0] < 1:
        raise WrongRequest(f"“{item.name}”的名次从 1 起。")
    if isinstance(item.rule, Shared) and given[1] + given[2] > given[0]:
        raise WrongRequest(f"“{item.name}”已整改与部分整改之和超过共有的 {plain(given[0])} {item.rule.unit}。")


def worked_out(item: Item, given: Sequence[Decimal]) -> tuple[Decimal, str]:
    """Give the points that follow from the numbers asked for, to two decimals, and the working in words."""
    rule = item.rule
    match rule:
        case Deduction():
            left = rule.max - given[0] * rule.each
            points = rounded(max(left, rule.floor))
            short = f"，最低 {plain(rule.floor)} 分" if left < rule.floor else ""
            return points, f"{plain(rule.max)} − {plain(given[0])} {rule.unit} × {plain(rule.each)}{short}"
        case Stepped():
            reached = (limit for limit in rule.limits if (given[0] >= limit.at) == rule.higher or given[0] == limit.at)
            limit = next(reached, None)
            sign = "≥" if rule.higher else "≤"
            found = f"{sign} {plain(limit.at)}{rule.unit}" if limit else "不到最低一段"
            return limit.points if limit else rule.rest, f"{plain(given[0])}{rule.unit} {found}"
        case Proportional():
            share = Fraction(given[0] - rule.zero_at) / Fraction(rule.full_at - rule.zero_at)
            points = rounded(Fraction(rule.max) * min(max(share, Fraction(0)), Fraction(1)))
            run = f"{plain(rule.zero_at)} 至 {plain(rule.full_at)}{rule.unit}"
            return points, f"{plain(given[0])}{rule.unit} 在 {run} 之间按比例"
        case Threshold():
            says = "；".join(lines.working(line, value) for line, value in zip(item.judge.rules, given, strict=True))
            return (rule.max if lines.all_kept(item.judge, given) else Decimal(0)), says
        case Shared():
            return shared(rule, given)
        case Ranked():
            limit = next((limit for limit in rule.limits if given[0] <= limit.at), None)
            return limit.points if limit else rule.rest, f"第 {plain(given[0])} 名"
        case Points() | Levels():
            raise AssertionError("points and levels are given, not worked out")
        case _:
            assert_never(rule)


def shared(rule: Shared, given: Sequence[Decimal]) -> tuple[Decimal, str]:
    """Give the points that issues share (all there are, those put right, those partly), and the working in words."""
    total, done, part = given
    if not total:
        return rule.max, "没有问题"
    share = (Fraction(done) + Fraction(part) * Fraction(rule.partly)) / Fraction(total)
    counted = f"（{plain(done)} + {plain(part)} × {plain(rule.partly)}）" if part else f" {plain(done)} "
    return rounded(Fraction(rule.max) * share), f"{plain(rule.max)} ×{counted}÷ {plain(total)}"


def marked(item: Item, score: Score) -> tuple[Decimal | None, str]:
    """Give the points of a score by the item's rule as it is now, and the working; None where there are none."""
    rule = item.rule
    if isinstance(rule, Levels):
        level = next((level for level in rule.levels if level.word == score.level), None)
        return (level.points if level else None), score.level or ""
    if score.given and len(score.given) == len(asks(item)):
        return worked_out(item, score.given)
    return score.points, ""


def failed(item: Item, marked: Tally) -> bool:
    """Tell whether an item fails for a veto, cap or downgrade: no points, or the lowest of its levels."""
    rule = item.rule
    if isinstance(rule, Levels):
        return marked.level == rule.levels[-1].word
    return marked.points is not None and marked.points <= 0


def reaches(item: Item, marked: Tally, level: str = "") -> bool:
    """Tell whether an item has a level or a better one; without a level, whether it has the best there is."""
    rule = item.rule
    if isinstance(rule, Levels):
        words = [grade.word for grade in rule.levels]
        wanted = level or words[0]
        return marked.level in words and wanted in words and words.index(marked.level) <= words.index(wanted)
    return marked.points is not None and marked.points == rule.max and not level


def check_points(item: Item, points: Decimal) -> None:
    """Refuse points that an item cannot have; raises ``WrongRequest``."""
    rule = item.rule
    if isinstance(rule, Levels):
        words = "、".join(level.word for level in rule.levels)
        told = "没有规定分值，请按等级评" if rule.max is None else "按等级评"
        raise WrongRequest(f"“{item.name}”{told}：{words}。")
    if not isinstance(rule, Points):
        names = "、".join(ask.name for ask in asks(item))
        raise WrongRequest(f"“{item.name}”的分数由规则算出，请填{names}。")
    if not points.is_finite() or not 0 <= points <= rule.max:
        raise WrongRequest(f"“{item.name}”的分数应在 0 到 {plain(rule.max)} 之间。")
    exponent = points.normalize().as_tuple().exponent
    if isinstance(exponent, int) and exponent < -_PLACES:
        raise WrongRequest(f"“{item.name}”的分数最多两位小数。")


def check_level(item: Item, level: str) -> None:
    """Refuse a level that an item does not have; raises ``WrongRequest``."""
    rule = item.rule
    if isinstance(rule, Levels):
        words = [grade.word for grade in rule.levels]
        if level not in words:
            raise WrongRequest(f"“{item.name}”没有等级“{level}”，请按等级评：{'、'.join(words)}。")
    elif isinstance(rule, Points):
        raise WrongRequest(f"“{item.name}”按分数评，满分 {plain(rule.max)} 分，请给出分数。")
    else:
        check_points(item, Decimal(0))
