"""How far each dimension is."""

from decimal import Decimal

from desktop import scoring
from desktop.model.review import Review, Score, ScoreState
from desktop.model.scheme import Sum
from desktop.scoring.standings import standings
from tests.scoring.schemes import line, table

TWO = table(Sum(), 甲=(line("A1", 10), line("A2", 5)), 乙=(line("B1", 10),))


def test_lines_are_counted_by_state_and_points_by_what_is_scored() -> None:
    review = Review(id="r", checklist="t")
    assert [each.open for each in standings(scoring.tally(TWO, review))] == [2, 1]
    review = scoring.scored(review, TWO.item_by_id["A1"], points=Decimal(8))
    review = scoring.scored(review, TWO.item_by_id["B1"], na=True)
    doubt = Score(item="A2", wording=TWO.item_by_id["A2"].wording_hash, state=ScoreState.DOUBTFUL)
    first, second = standings(scoring.tally(TWO, review.with_score(doubt)))
    assert (first.scored, first.doubtful, first.open) == (1, 1, 0)
    assert (first.points, first.possible, first.most) == (Decimal(8), Decimal(10), Decimal(15))
    assert (second.not_applicable, second.open) == (1, 0)
