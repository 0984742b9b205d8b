"""合计: the tree of a total seen as counts and sums."""

from collections import Counter
from decimal import Decimal

from desktop.model.amount import plain
from desktop.model.checklist import Checklist
from desktop.model.review import LevelWord, Review, ScoreState
from desktop.model.tally import Tally, TallyKind
from desktop.model.totals import LevelCount, Totals
from desktop.scoring.engine import line, tally


def totals(checklist: Checklist, review: Review) -> Totals:
    """Add up what a review says of a checklist; scores of items that are not in it are left out."""
    return summed(tally(checklist, review))


def summed(total: Tally) -> Totals:
    """See the tree of a total as counts and sums."""
    leaves = total.leaves()
    states: dict[str, tuple[ScoreState, ...]] = {}
    for leaf in leaves:
        states[leaf.key] = (*states[leaf.key], leaf.state) if leaf.key in states else (leaf.state,)
    found = [each[0] if len(each) == 1 else _state(each) for each in states.values()]
    given = [leaf for leaf in leaves if leaf.state is ScoreState.SCORED]
    levels = Counter(leaf.level for leaf in given if leaf.level)
    counted = Totals(
        items=len(found),
        scored=found.count(ScoreState.SCORED),
        not_applicable=found.count(ScoreState.NOT_APPLICABLE),
        doubtful=sum(ScoreState.DOUBTFUL in each for each in states.values()),
        levels=tuple(LevelCount(level=level, count=count) for level, count in sorted(levels.items(), key=_standing)),
        total=total.points,
        band=total.grade,
    )
    counted = counted.model_copy(update={**_sums(leaves, given), **_claims(given)})
    return counted.model_copy(update={"lines": _lines(counted, total)})


def _standing(level: tuple[str, int]) -> int:
    """Put the standard levels first, best first; others stay as they came."""
    words = [word.value for word in LevelWord]
    return words.index(level[0]) if level[0] in words else len(words)


def _state(states: tuple[ScoreState, ...]) -> ScoreState:
    """Sum up an item over its subjects: settled when every one is."""
    if set(states) - {ScoreState.SCORED, ScoreState.NOT_APPLICABLE}:
        return ScoreState.OPEN
    return ScoreState.SCORED if ScoreState.SCORED in states else ScoreState.NOT_APPLICABLE


def _sums(leaves: list[Tally], given: list[Tally]) -> dict[str, Decimal]:
    """Sum the points of the items that have any."""
    most = {leaf.key: leaf.most for leaf in leaves if leaf.most is not None}
    if not most:
        return {}
    pairs = [(leaf.points, leaf.most) for leaf in given if leaf.points is not None and leaf.most is not None]
    return {
        "points": sum((points for points, _ in pairs), Decimal(0)),
        "possible": sum((full for _, full in pairs), Decimal(0)),
        "most": sum(most.values(), Decimal(0)),
    }


def _claims(given: list[Tally]) -> dict[str, Decimal]:
    """Sum what the report gives itself, and how far the review is from it."""
    pairs = [(leaf.points, leaf.claimed) for leaf in given if leaf.points is not None and leaf.claimed is not None]
    if not pairs:
        return {}
    claimed = sum((own for _, own in pairs), Decimal(0))
    return {"claimed": claimed, "difference": sum((points for points, _ in pairs), Decimal(0)) - claimed}


def _lines(counted: Totals, total: Tally) -> tuple[str, ...]:
    """Explain the whole without its items: how far it is, its points, then every rule that was applied."""
    found = [_counted(counted)]
    if counted.points is not None and counted.possible is not None:
        found.append(f"已评各条得 {plain(counted.points)} 分，满分 {plain(counted.possible)} 分。")
    if counted.claimed is not None and counted.difference is not None:
        way = "高" if counted.difference > 0 else "低"
        apart = f"评审比自评{way} {plain(abs(counted.difference))} 分" if counted.difference else "与评审相同"
        found.append(f"自评 {plain(counted.claimed)} 分，{apart}。")
    rules = [step for part in total.parts if part.kind is TallyKind.RULE for _, step in part.steps()]
    found += [line(step) for step in rules]
    return (*found, line(total)) if total.name == "合计" else tuple(found)


def _counted(counted: Totals) -> str:
    """Say how far the review is."""
    told = [f"{count.level} {count.count} 条" for count in counted.levels]
    told += [f"不适用 {counted.not_applicable} 条"] if counted.not_applicable else []
    told += [f"存疑 {counted.doubtful} 条"] if counted.doubtful else []
    return f"共 {counted.items} 条，已评 {counted.scored} 条" + (f"：{'，'.join(told)}" if told else "") + "。"
