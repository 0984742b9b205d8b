"""Which item comes next: so many lines on, or the next that is to be decided."""

from collections.abc import Sequence

from desktop.model.review import ItemKey, Review, ScoreState


def stepped(items: Sequence[str], here: str, step: int) -> str:
    """Name the item that stands so many lines on; the first if one stands nowhere, ``""`` beyond the ends."""
    at = items.index(here) + step if here in items else 0
    return items[at] if 0 <= at < len(items) else ""


def undecided(pairs: Sequence[ItemKey], here: ItemKey, review: Review | None) -> ItemKey | None:
    """Name the next item and subject that is 未评, around the end; when none is left, the next that is 存疑."""
    at = pairs.index(here) + 1 if here in pairs else 0
    around = (*pairs[at:], *pairs[: max(at - 1, 0)])
    states = {score.key: score.state for score in review.scores} if review else {}
    for wanted in (ScoreState.OPEN, ScoreState.DOUBTFUL):
        for pair in around:
            if states.get(pair, ScoreState.OPEN) is wanted:
                return pair
    return None
