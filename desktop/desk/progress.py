"""How far a review is, in words for the status line."""

from desktop.model.checklist import Checklist
from desktop.model.review import LevelWord, Review
from desktop.model.value import Value


class Progress(Value):
    """Items settled of all, and what they add up to so far."""

    settled: int
    count: int
    total: str


def progress(checklist: Checklist, review: Review) -> Progress:
    """Count what is settled and add up what was given."""
    scores = {score.item: score for score in review.scores}
    settled = sum(1 for item in checklist.items if item.id in scores and scores[item.id].settled)
    return Progress(settled=settled, count=len(checklist.items), total=_total(checklist, review))


def _total(checklist: Checklist, review: Review) -> str:
    """Write the points given of those that can be given, or how often each level was."""
    given = {score.item: score for score in review.scores if score.settled}
    if any(item.max_points is not None for item in checklist.items):
        scored = [(given[i.id].points, i.max_points) for i in checklist.items if i.id in given and i.max_points]
        points = sum((got for got, _ in scored if got is not None), start=type(scored[0][1])(0)) if scored else 0
        return f"得分 {points}"
    levels = [score.level for score in given.values()]
    return "　".join(f"{level.value} {levels.count(level)}" for level in LevelWord if level in levels)
