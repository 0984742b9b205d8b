"""Which item comes next: so many lines on, or the next that is to be decided."""

from collections.abc import Sequence

from desktop.model.review import Review, ScoreState


def stepped(items: Sequence[str], here: str, step: int) -> str:
    """Name the item that stands so many lines on; the first if one stands nowhere, ``""`` beyond the ends."""
    at = items.index(here) + step if here in items else 0
    return items[at] if 0 <= at < len(items) else ""


def undecided(items: Sequence[str], here: str, review: Review | None) -> str:
    """Name the next item that is 未评, around the end; when none is left, the next that is 存疑; else ``""``."""
    at = items.index(here) + 1 if here in items else 0
    around = (*items[at:], *items[: max(at - 1, 0)])
    for wanted in (ScoreState.OPEN, ScoreState.DOUBTFUL):
        for item in around:
            score = review.score_of(item) if review else None
            if (score.state if score else ScoreState.OPEN) is wanted:
                return item
    return ""
