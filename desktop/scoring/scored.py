"""One item scored: the change that the window and the command line share."""

from decimal import Decimal

from desktop.model.checklist import Item
from desktop.model.errors import WrongRequest
from desktop.model.review import LevelWord, Review, Score, ScoreState


def scored(
    review: Review,
    item: Item,
    *,
    points: Decimal | None = None,
    level: LevelWord | None = None,
    na: bool = False,
    reason: str | None = None,
    subject: str = "",
) -> Review:
    """Score an item by points (where it has a highest score), by level (where it has none) or as 不适用.

    ``reason`` replaces the one given before, None keeps it. Raises ``WrongRequest`` with one Chinese sentence.
    """
    if (points is not None) + (level is not None) + na != 1:
        raise WrongRequest(f"给“{item.name}”评分时，分数、等级、不适用只能选一种。")
    if level is not None and item.max_points is not None:
        raise WrongRequest(f"“{item.name}”按分数评，满分 {_plain(item.max_points)} 分，请给出分数。")
    if points is not None:
        _check(points, item)
    old = review.score_of(item.id, subject)
    score = Score(
        item=item.id,
        wording=item.wording_hash,
        subject=subject,
        state=ScoreState.NOT_APPLICABLE if na else ScoreState.SCORED,
        points=points,
        level=level,
        reason=reason if reason is not None else old.reason if old else "",
        remark=old.remark if old else "",
    )
    return review.with_score(score)


def _check(points: Decimal, item: Item) -> None:
    """Refuse points that an item cannot have."""
    if item.max_points is None:
        raise WrongRequest(f"“{item.name}”没有规定分值，请按等级评：{'、'.join(LevelWord)}。")
    if not points.is_finite() or not 0 <= points <= item.max_points:
        raise WrongRequest(f"“{item.name}”的分数应在 0 到 {_plain(item.max_points)} 之间。")
    exponent = points.normalize().as_tuple().exponent
    if isinstance(exponent, int) and exponent < -2:
        raise WrongRequest(f"“{item.name}”的分数最多两位小数。")


def _plain(value: Decimal) -> str:
    return format(value.normalize(), "f")
