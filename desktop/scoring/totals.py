"""Add up a review: levels counted, points summed, a rubric's own formula, everything exact."""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

from desktop.model.checklist import Checklist, Dimension, Item
from desktop.model.review import LevelWord, Review, Score, ScoreState
from desktop.model.totals import LevelCount, Totals

_CENT = Decimal("0.01")


def totals(checklist: Checklist, review: Review) -> Totals:
    """Add up what a review says of a checklist; scores of items that are not in it are left out."""
    scores: dict[str, list[Score]] = {item.id: [] for item in checklist.items}
    for score in review.scores:
        if score.item in scores:
            scores[score.item].append(score)
    subjects = {d.id: _subjects(d, scores) for d in checklist.dimensions}
    states = [
        _state(item, scores[item.id], subjects[dimension.id])
        for dimension in checklist.dimensions
        for item in dimension.items
    ]
    given = [score for found in scores.values() for score in found if score.state is ScoreState.SCORED]
    levels = tuple(
        LevelCount(level=level, count=count)
        for level in LevelWord
        if (count := sum(score.level is level for score in given))
    )
    counted = Totals(
        items=len(states),
        scored=states.count(ScoreState.SCORED),
        not_applicable=states.count(ScoreState.NOT_APPLICABLE),
        doubtful=sum(any(s.state is ScoreState.DOUBTFUL for s in found) for found in scores.values()),
        levels=levels,
    )
    lines = [_counted(counted)]
    counted, more = _with_points(counted, checklist, given)
    lines += more
    if checklist.scoring.weights:
        counted, more = _with_formula(counted, checklist, scores, subjects)
        lines += more
    return counted.model_copy(update={"lines": tuple(lines)})


def _subjects(dimension: Dimension, scores: dict[str, list[Score]]) -> tuple[str, ...]:
    """List what a dimension was scored for, in the order of the scores."""
    return tuple(dict.fromkeys(score.subject for item in dimension.items for score in scores[item.id]))


def _state(item: Item, found: Iterable[Score], subjects: Iterable[str]) -> ScoreState:
    """Sum up an item over its subjects: settled when every one is."""
    states = {score.subject: score.state for score in found}
    each = [states.get(subject, ScoreState.OPEN) for subject in subjects]
    if not each or any(state not in {ScoreState.SCORED, ScoreState.NOT_APPLICABLE} for state in each):
        return ScoreState.OPEN
    return ScoreState.SCORED if ScoreState.SCORED in each else ScoreState.NOT_APPLICABLE


def _counted(counted: Totals) -> str:
    """Say how far the review is."""
    told = [f"{count.level} {count.count} 条" for count in counted.levels]
    told += [f"不适用 {counted.not_applicable} 条"] if counted.not_applicable else []
    told += [f"存疑 {counted.doubtful} 条"] if counted.doubtful else []
    return f"共 {counted.items} 条，已评 {counted.scored} 条" + (f"：{'，'.join(told)}" if told else "") + "。"


def _with_points(counted: Totals, checklist: Checklist, given: Iterable[Score]) -> tuple[Totals, list[str]]:
    """Sum the points of the items that have any."""
    highest = {item.id: item.max_points for item in checklist.items if item.max_points is not None}
    if not highest:
        return counted, []
    pairs = [
        (score.points, highest[score.item]) for score in given if score.item in highest and score.points is not None
    ]
    points = sum((got for got, _ in pairs), Decimal(0))
    possible = sum((most for _, most in pairs), Decimal(0))
    update = {"points": points, "possible": possible, "most": sum(highest.values(), Decimal(0))}
    return counted.model_copy(update=update), [f"已评各条得 {_plain(points)} 分，满分 {_plain(possible)} 分。"]


def _with_formula(
    counted: Totals, checklist: Checklist, scores: dict[str, list[Score]], subjects: dict[str, tuple[str, ...]]
) -> tuple[Totals, list[str]]:
    """Apply the rubric: the mean of the single problems and the plan, each against its highest, by weight."""
    rubric = checklist.scoring
    each = [d for d in checklist.dimensions if d.repeats]
    once = [d for d in checklist.dimensions if not d.repeats]
    parts = [
        ("单条平均", each, rubric.weights.get("per_problem"), rubric.per_problem_max),
        ("全案", once, rubric.weights.get("plan"), rubric.plan_max),
    ]
    total, lines, whole = Decimal(0), [], True
    for words, dimensions, weight, most in parts:
        results = [
            result
            for dimension in dimensions
            for subject in subjects[dimension.id]
            if (result := _out_of(dimension, subject, scores, most)) is not None
        ]
        if weight is None or not most or not results:
            whole = False
            continue
        mean = sum(results, Decimal(0)) / len(results)
        total += mean / most * weight
        count = f"（{len(results)} 条）" if dimensions and dimensions[0].repeats else ""
        share = (mean / most * weight).quantize(_CENT, ROUND_HALF_UP)
        lines.append(f"{words}{count} {_plain(mean)} ÷ {_plain(most)} × {_plain(weight)} = {_plain(share)} 分")
    if not lines:
        return counted, []
    total = total.quantize(_CENT, ROUND_HALF_UP)
    fatal = [item for item in checklist.items if item.veto and any(s.points == 0 for s in scores[item.id])]
    bands = sorted(rubric.bands, key=lambda band: -band.min)
    band = next((band.text for band in bands if total >= band.min), "")
    if fatal and bands:
        band = bands[-1].text
        lines.append(f"“{fatal[0].name}”有 0 分，直接{band}。")
    done = whole and counted.settled == counted.items
    lines.append(f"合计 {_plain(total)} 分：{band}。" if done else f"暂计 {_plain(total)} 分，尚未评完。")
    return counted.model_copy(update={"total": total, "band": band if done or fatal else ""}), lines


def _out_of(dimension: Dimension, subject: str, scores: dict[str, list[Score]], most: Decimal | None) -> Decimal | None:
    """Give a dimension's result for one subject on the scale of ``most``: items 不适用 are left out of both sums."""
    highest = {item.id: item.max_points for item in dimension.items if item.max_points is not None}
    got = {
        score.item: score
        for item in dimension.items
        for score in scores[item.id]
        if score.subject == subject and score.settled
    }
    given = sum((s.points for s in got.values() if s.points is not None), Decimal(0))
    waived = sum((highest[s.item] for s in got.values() if s.points is None and s.item in highest), Decimal(0))
    possible = sum(highest.values(), Decimal(0)) - waived
    if most is None or not got or not possible:
        return None
    return given / possible * most


def _plain(value: Decimal) -> str:
    rounded = value.quantize(_CENT, ROUND_HALF_UP)
    return format(rounded.normalize(), "f")
