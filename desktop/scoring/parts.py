"""The parts of a total: every item by its own rule, summed up by dimension; what is 不适用 leaves both sums."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from desktop.model.amount import plain, rounded
from desktop.model.checklist import Checklist, Dimension, Item
from desktop.model.review import ItemKey, Review, Score, ScoreState
from desktop.model.subjects import subjects
from desktop.model.tally import Tally, TallyKind
from desktop.scoring import marking

_NOTHING = Fraction(0)


@dataclass(frozen=True)
class Part:
    """A dimension's points: ``given`` of ``possible`` (without 不适用) of ``most``; ``begun`` when any item is settled.

    ``given`` is the mean over its subjects where the dimension repeats; all are exact.
    """

    id: str
    given: Fraction
    possible: Fraction
    most: Fraction
    begun: bool
    tally: Tally

    @property
    def share(self) -> Fraction | None:
        """Give the share of the points that apply; None where none do."""
        return self.given / self.possible if self.possible else None


def parts(checklist: Checklist, review: Review, apart: Collection[str]) -> tuple[Part, ...]:
    """Sum up each dimension; items ``apart`` (bonus) have their leaf there but are not in its sums."""
    scores = {score.key: score for score in review.scores}
    named = subjects(checklist, review)
    return tuple(_part(dimension, scores, named[dimension.id], apart) for dimension in checklist.dimensions)


def _part(
    dimension: Dimension,
    scores: Mapping[ItemKey, Score],
    named: Sequence[str],
    apart: Collection[str],
) -> Part:
    """Sum up one dimension over its subjects."""
    each = [_once(dimension, subject, scores, apart) for subject in named]
    most = each[0].most
    counted = [part for part in each if part.begun and part.possible]
    if len(each) == 1 and not dimension.repeats:
        return each[0]
    share = sum((part.given / part.possible for part in counted), _NOTHING) / len(counted) if counted else _NOTHING
    waived = all(part.begun and not part.possible for part in each)
    mean = share * most
    averaged = f"{len(counted)} 条平均 {plain(rounded(mean))} 分，满分 {plain(rounded(most))} 分"
    tally = Tally(
        kind=TallyKind.PART,
        name=dimension.name,
        working=averaged if counted and most else "尚未评分",
        points=rounded(mean) if counted else None,
        most=rounded(most),
        key=dimension.id,
        parts=tuple(part.tally for part in each) if len(each) > 1 else each[0].tally.parts,
    )
    return Part(dimension.id, mean, _NOTHING if waived else most, most, bool(counted), tally)


def _once(dimension: Dimension, subject: str, scores: Mapping[ItemKey, Score], apart: Collection[str]) -> Part:
    """Sum up one dimension for one subject."""
    given = waived = most = Decimal(0)
    begun = pointed = False
    levels: Counter[str] = Counter()
    leaves = []
    for item in dimension.items:
        score = scores.get((item.id, subject))
        leaf = _leaf(item, subject, score)
        leaves.append(leaf)
        if item.id in apart:
            continue
        begun = begun or (score is not None and score.settled)
        if leaf.state is ScoreState.SCORED and leaf.level:
            levels[leaf.level] += 1
        full = leaf.most
        if full is None:
            continue
        pointed = True
        most += full
        if leaf.state is ScoreState.NOT_APPLICABLE:
            waived += full
        elif leaf.state is ScoreState.SCORED and leaf.points is not None:
            given += leaf.points
    tally = Tally(
        kind=TallyKind.PART,
        name=subject or dimension.name,
        working=_says(given, most, waived, levels) if begun else "尚未评分",
        points=given if begun and pointed else None,
        most=most if pointed else None,
        key=dimension.id,
        subject=subject,
        parts=tuple(leaves),
    )
    return Part(dimension.id, Fraction(given), Fraction(most - waived), Fraction(most), begun, tally)


def _leaf(item: Item, subject: str, score: Score | None) -> Tally:
    """Mark one item."""
    full = item.rule.max
    if score is None:
        return Tally(TallyKind.ITEM, item.name, "", None, full, "", item.id, subject, ScoreState.OPEN)
    points, working = marking.marked(item, score) if score.state is not ScoreState.OPEN else (None, "")
    return Tally(
        TallyKind.ITEM,
        item.name,
        working,
        points,
        full,
        "",
        item.id,
        subject,
        score.state,
        score.level or "",
        score.claimed,
    )


def _says(given: Decimal, most: Decimal, waived: Decimal, levels: Mapping[str, int]) -> str:
    """Say what a dimension has."""
    told = [f"{level} {count} 条" for level, count in levels.items()]
    if most:
        told.insert(0, f"得 {plain(given)} 分，满分 {plain(most)} 分")
    if waived:
        told.append(f"不适用 {plain(waived)} 分不计")
    return "，".join(told) or "均不适用"
