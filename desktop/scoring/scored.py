"""One item scored: the change that the window and the command line share."""

from decimal import Decimal

from desktop.model.checklist import Item
from desktop.model.errors import WrongRequest
from desktop.model.review import Review, Score, ScoreState
from desktop.scoring import marking


def scored(
    review: Review,
    item: Item,
    *,
    points: Decimal | None = None,
    level: str | None = None,
    given: tuple[Decimal, ...] = (),
    na: bool = False,
    reason: str | None = None,
    subject: str = "",
) -> Review:
    """Score an item by points, by level, by the numbers that its rule asks for, or as 不适用.

    ``reason`` replaces the one given before, None keeps it. Raises ``WrongRequest`` with one Chinese sentence.
    """
    if (points is not None) + (level is not None) + bool(given) + na != 1:
        raise WrongRequest(f"给“{item.name}”评分时，分数、等级、数值、不适用只能选一种。")
    if level is not None:
        marking.check_level(item, level)
    elif points is not None:
        marking.check_points(item, points)
    elif given:
        marking.check(item, given)
    old = review.score_of(item.id, subject)
    made = Score(
        item=item.id,
        wording=item.wording_hash,
        subject=subject,
        state=ScoreState.NOT_APPLICABLE if na else ScoreState.SCORED,
        points=points,
        level=level,
        given=given,
        claimed=old.claimed if old else None,
        reason=reason if reason is not None else old.reason if old else "",
        remark=old.remark if old else "",
    )
    if not na:
        made = made.model_copy(update={"points": marking.marked(item, made)[0]})
    return review.with_score(made)
