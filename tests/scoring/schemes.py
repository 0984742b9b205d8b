"""Checklists of a few lines with schemes of their own."""

from decimal import Decimal

from desktop import scoring
from desktop.model.checklist import Checklist, CountRule, Dimension, Item, Judge, JudgeType, Rule, Scoring
from desktop.model.marks import Grade, Levels, Marks, Points
from desktop.model.review import Review, Score, ScoreState
from desktop.model.scheme import Scheme, TotalRule

D = Decimal
EMPTY = Review(id="r", checklist="t")
PASSES = Levels(levels=tuple(Grade(word=word) for word in ("合格", "基本合格", "不合格")))
LETTERS = Levels(
    levels=(Grade(word="A", points=D(10)), Grade(word="B", points=D(7)), Grade(word="C", points=D(4))),
)


def line(id: str, marks: Marks | int, *rules: Rule, n: int = 0, ratio: str = "0.85") -> Item:
    """Make an item by its rule, or by its highest points; ``n`` of its lines have to be kept where given."""
    rule = Points(max=D(marks)) if isinstance(marks, int) else marks
    count = CountRule(kind="n_of_m", n=n, m=len(rules), rest_min_ratio=D(ratio)) if n else None
    return Item.model_validate(
        {
            "id": id,
            "name": f"要点{id}",
            "check": "",
            "judge": Judge(type=JudgeType.MIXED, rules=rules, rule=count),
            "max_points": rule.max,
            "marks": rule,
            "confidence": "high",
            "verified": "",
            "status": "official",
        }
    )


def table(*rules: TotalRule, **parts: tuple[Item, ...]) -> Checklist:
    """Make a checklist of named parts that adds up by rules."""
    return Checklist(
        id="t",
        title="试用表",
        document="试用办法",
        doc_no=None,
        year=2024,
        applies_to="",
        scoring=Scoring(kind="scheme", summary="", scheme=Scheme(rules=rules)),
        sources={},
        dimensions=tuple(Dimension(id=name, name=f"部分{name}", items=items) for name, items in parts.items()),
    )


def given(checklist: Checklist, **scores: object) -> Review:
    """Score items by id: a number of points, a level, a tuple of numbers asked for, or None for 不适用."""
    review = EMPTY
    for name, score in scores.items():
        item = checklist.item_by_id[name]
        if score is None:
            review = scoring.scored(review, item, na=True)
        elif isinstance(score, tuple):
            review = scoring.scored(review, item, given=tuple(D(number) for number in score))
        elif isinstance(score, str) and not score[0].isdigit():
            review = scoring.scored(review, item, level=score)
        else:
            review = scoring.scored(review, item, points=D(str(score)))
    return review


def doubtful(review: Review, item: str) -> Review:
    """Mark an item 存疑."""
    held = review.score_of(item) or Score(item=item, wording="")
    return review.with_score(held.model_copy(update={"state": ScoreState.DOUBTFUL}))
