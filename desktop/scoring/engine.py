"""算账: one pure pass from a checklist and a review to the tree of steps whose last is the total."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from desktop.model.amount import plain, rounded
from desktop.model.checklist import Checklist, number_of
from desktop.model.provenance import Status
from desktop.model.review import Review, ScoreState
from desktop.model.scheme import Bonus, Sum, Weights
from desktop.model.tally import Tally, TallyKind
from desktop.scoring import grades
from desktop.scoring.parts import Part, parts

_SETTLED = frozenset({ScoreState.SCORED, ScoreState.NOT_APPLICABLE})


@dataclass(frozen=True)
class Account:
    """What a review comes to, part by part; ``done`` when every item is settled for every subject."""

    checklist: Checklist
    parts: tuple[Part, ...]
    leaves: list[Tally]
    part_of: dict[str, Part]
    done: bool


def tally(checklist: Checklist, review: Review) -> Tally:
    """Add up what a review says of a checklist; scores of items that are not in it are left out.

    The order of scores, items and rules makes no difference to the total. Until all is scored, what is open counts
    nothing and the total is 暂计, without a grade (a veto excepted).
    """
    bonus = frozenset(
        item.id for rule in checklist.scheme.rules if isinstance(rule, Bonus) for item in checklist.items_of(rule.of)
    )
    found = parts(checklist, review, bonus)
    leaves = [leaf for part in found for leaf in part.tally.leaves()]
    done = all(leaf.state in _SETTLED for leaf in leaves)
    account = Account(checklist, found, leaves, {part.id: part for part in found}, done)
    steps = [*_standing(checklist), *(part.tally for part in found)]
    total = None
    for rule in checklist.scheme.rules:
        if isinstance(rule, Sum | Weights):
            exact, step = _summed(rule, account) if isinstance(rule, Sum) else _weighed(rule, account)
            total = rounded(exact)
            steps.append(step)
    for rule in checklist.scheme.rules:
        if isinstance(rule, Bonus):
            total, step = _with_bonus(rule, account, total or Decimal(0))
            steps.append(step)
    outcome = grades.graded(checklist, leaves, total, done=done)
    return _whole(account, total, (*steps, *outcome.steps), outcome)


def _standing(checklist: Checklist) -> tuple[Tally, ...]:
    """Say first when the way of adding up is no official one."""
    words = {Status.RECONSTRUCTED: "反推", Status.PROPOSED: "自拟"}.get(checklist.scoring.status or Status.OFFICIAL)
    return (Tally(TallyKind.RULE, "办法", f"计分办法为{words}，不是官方规定。"),) if words else ()


def explain(total: Tally) -> tuple[str, ...]:
    """Replay a total in words, one line a step, indented by depth; the last line is the total."""
    return tuple(f"{'　' * (depth - 1)}{line(step)}" if depth else line(step) for depth, step in total.steps())


def line(step: Tally) -> str:
    """Write one step on one line."""
    if step.kind is not TallyKind.ITEM:
        return f"{step.name}：{step.working}" if step.kind is TallyKind.PART else step.working
    said = {
        ScoreState.OPEN: "未评",
        ScoreState.NOT_APPLICABLE: "不适用",
        ScoreState.DOUBTFUL: "存疑，暂不计",
    }.get(step.state, "")
    if not said and step.points is not None and step.most is not None:
        said = f"得 {plain(step.points)} 分，满分 {plain(step.most)} 分"
        said = f"{step.working} = {plain(step.points)} 分" if step.working and not step.level else said
    told = [step.level, said]
    if step.claimed is not None:
        told.append(f"自评 {plain(step.claimed)} 分{_difference(step.points, step.claimed)}")
    return f"{number_of(step.key)} {step.name}：{'，'.join(filter(None, told))}"


def _difference(points: Decimal | None, claimed: Decimal) -> str:
    """Say how far the inspector's points are from the report's own."""
    if points is None or points == claimed:
        return ""
    return f"，评审比自评{'高' if points > claimed else '低'} {plain(abs(points - claimed))} 分"


def _summed(rule: Sum, account: Account) -> tuple[Fraction, Tally]:
    """Add up all parts; what is 不适用 leaves the sum and what it is held against."""
    given = sum((part.given for part in account.parts), Fraction(0))
    possible = sum((part.possible for part in account.parts), Fraction(0))
    most = sum((part.most for part in account.parts), Fraction(0))
    whole = Fraction(rule.out_of) if rule.out_of is not None else most
    total = given / possible * whole if possible else Fraction(0)
    working = f"各部分相加 {_said(given)} 分"
    if possible != whole and possible:
        working += f"，÷ {_said(possible)} × {_said(whole)} = {_said(total)} 分"
    return total, Tally(TallyKind.RULE, "相加", working, rounded(total), rounded(whole))


def _weighed(rule: Weights, account: Account) -> tuple[Fraction, Tally]:
    """Weigh the shares of parts; the weights of one group are made to sum to its whole, without what is 不适用."""
    total, lines = _group("", Fraction(rule.out_of), rule, account)
    working = f"加权合计 {_said(total)} 分"
    return total, Tally(TallyKind.RULE, "加权", working, rounded(total), rule.out_of, parts=tuple(lines))


def _group(name: str, whole: Fraction, rule: Weights, account: Account) -> tuple[Fraction, list[Tally]]:
    """Weigh what is under one group, which is worth ``whole``."""
    members = [weight for weight in rule.weights if weight.under == name]
    applies = [weight for weight in members if _applies(weight.of, rule, account)]
    summed = sum((Fraction(weight.weight) for weight in applies), Fraction(0))
    total, lines = Fraction(0), []
    for weight in applies:
        worth = whole * Fraction(weight.weight) / summed
        part = account.part_of.get(weight.of)
        if part is not None and weight.of not in rule.groups:
            share = part.share or Fraction(0)
            got, below = share * worth, list[Tally]()
            out_of = f"{_said(part.given)} ÷ {_said(part.possible)} × {_said(worth)}"
            working = f"{part.tally.name} {out_of} = {_said(got)} 分"
        else:
            got, below = _group(weight.of, worth, rule, account)
            working = f"{weight.of} 合 {_said(got)} 分，满 {_said(worth)} 分"
        if len(applies) < len(members):
            working += f"（原权重 {plain(weight.weight)}，不适用部分不计）"
        total += got
        lines.append(
            Tally(TallyKind.RULE, weight.of, working, rounded(got), rounded(worth), key=weight.of, parts=tuple(below))
        )
    return total, lines


def _applies(name: str, rule: Weights, account: Account) -> bool:
    """Tell whether anything of a weighed part applies."""
    if name in rule.groups:
        return any(_applies(weight.of, rule, account) for weight in rule.weights if weight.under == name)
    part = account.part_of.get(name)
    return part is not None and part.possible > 0


def _with_bonus(rule: Bonus, account: Account, base: Decimal) -> tuple[Decimal, Tally]:
    """Put a bonus on top, up to its ceiling."""
    named = {item.id for item in account.checklist.items_of(rule.of)}
    leaves = [leaf for leaf in account.leaves if leaf.key in named]
    counted = [leaf.points for leaf in leaves if leaf.state is ScoreState.SCORED and leaf.points is not None]
    earned = sum(counted, Decimal(0))
    added = min(earned, rule.ceiling)
    total = base + added
    working = f"加分 {plain(earned)} 分"
    if added < earned:
        working += f"，最多加 {plain(rule.ceiling)} 分，计 {plain(added)} 分"
    if rule.limit is not None and total > rule.limit:
        total = max(base, rule.limit)
        working += f"，总分不超过 {plain(rule.limit)} 分"
    return total, Tally(TallyKind.RULE, "加分", f"{working}，{plain(base)} → {plain(total)} 分", total)


def _whole(account: Account, total: Decimal | None, steps: Sequence[Tally], outcome: grades.Outcome) -> Tally:
    """Say the total."""
    ends = account.done or outcome.vetoed
    grade = outcome.grade if ends else ""
    if not ends and account.checklist.scheme.rules:
        working = "尚未评完。" if total is None else f"暂计 {plain(total)} 分，尚未评完。"
    elif total is not None:
        working = f"合计 {plain(total)} 分{f'：{grade}' if grade else ''}。"
    else:
        working = f"结论：{grade}。" if grade else _counted(account)
    name = "合计" if account.checklist.scheme.rules else "计数"
    whole = Tally(TallyKind.TOTAL, name, working, total, grade=grade, parts=tuple(steps))
    return whole._replace(state=ScoreState.SCORED if account.done else ScoreState.OPEN)


def _counted(account: Account) -> str:
    """Say how far a review is that only counts."""
    scored = [leaf for leaf in account.leaves if leaf.state is ScoreState.SCORED]
    levels = Counter(leaf.level for leaf in scored if leaf.level)
    told = [f"{level} {count} 条" for level, count in levels.items()]
    pointed = [(leaf.points, leaf.most) for leaf in scored if leaf.points is not None and leaf.most is not None]
    if pointed:
        points = sum((points for points, _ in pointed), Decimal(0))
        told.append(f"得 {plain(points)} 分，满分 {plain(sum((most for _, most in pointed), Decimal(0)))} 分")
    return f"已评 {len(scored)} 条" + (f"：{'，'.join(told)}" if told else "") + "。"


def _said(exact: Fraction) -> str:
    """Write a fraction rounded to two decimals."""
    return plain(rounded(exact))
