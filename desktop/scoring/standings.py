"""Standings: how far each dimension of a review is, seen from the tree of its total."""

from collections import Counter
from decimal import Decimal

from desktop.model.chart import Standing
from desktop.model.review import ScoreState
from desktop.model.tally import Tally, TallyKind


def standings(total: Tally) -> tuple[Standing, ...]:
    """List the dimensions in their order; a line is an item for one subject."""
    return tuple(_standing(part) for part in total.parts if part.kind is TallyKind.PART and part.leaves())


def _standing(part: Tally) -> Standing:
    """Count the lines of one dimension and sum up their points."""
    leaves = part.leaves()
    states = Counter(leaf.state for leaf in leaves)
    given = [
        (leaf.points, leaf.most)
        for leaf in leaves
        if leaf.state is ScoreState.SCORED and leaf.points is not None and leaf.most is not None
    ]
    most = [leaf.most for leaf in leaves if leaf.most is not None]
    return Standing(
        name=part.name,
        scored=states[ScoreState.SCORED],
        not_applicable=states[ScoreState.NOT_APPLICABLE],
        doubtful=states[ScoreState.DOUBTFUL],
        open=states[ScoreState.OPEN],
        points=sum((points for points, _ in given), Decimal(0)) if most else None,
        possible=sum((full for _, full in given), Decimal(0)) if most else None,
        most=sum(most, Decimal(0)) if most else None,
    )
