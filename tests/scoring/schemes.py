"""Checklists of a few lines with schemes of their own."""

from decimal import Decimal

from desktop import scoring
from desktop.model.checklist import Checklist, CountRule, Dimension, Item, Judge, JudgeType, Rule, Scoring
from desktop.model.marks import (
    Deduction,
    Grade,
    Level,
    Levels,
    Limit,
    Marks,
    Points,
    Proportional,
    Ranked,
    Shared,
    Stepped,
    Threshold,
)
from desktop.model.review import Review, Score, ScoreState
from desktop.model.scheme import (
    Band,
    Bands,
    Bonus,
    Cap,
    Count,
    CountBand,
    Downgrade,
    Need,
    Pass,
    Scheme,
    TotalRule,
    Veto,
    Weight,
    Weights,
)

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


def every_rule() -> Checklist:
    """Make a checklist that has every type of rule, words with every sign of the notation among them."""
    awkward = "全/部；达=到|“线”\\\n第二行"
    kinds: tuple[Marks, ...] = (
        Points(max=D("5.50"), steps=(Level(score=D("5.50"), text=awkward), Level(score=D(0), text="无"))),
        Levels(levels=(Grade(word="优", points=D(4), text=awkward), Grade(word="差", points=D(0)))),
        PASSES,
        Deduction(max=D(10), each=D("0.20"), floor=D("-2"), unit="起"),
        Stepped(limits=(Limit(at=D(0), points=D(3)), Limit(at=D("2.5"), points=D(1))), higher=False, unit="%"),
        Proportional(max=D(8), zero_at=D(80), full_at=D(100), unit="%"),
        Threshold(max=D(6)),
        Shared(max=D(9), partly=D("0.4")),
        Ranked(limits=(Limit(at=D(1), points=D(10)), Limit(at=D(3), points=D(8))), rest=D(4)),
    )
    line_ = Rule.model_validate(
        {"metric": "学前三年毛入园率", "op": ">=", "value": "85.0", "unit": "%", "stage": "学前"}
    )
    items = tuple(line(f"k{n}", kind, line_, n=1) for n, kind in enumerate(kinds))
    return table(
        Weights(weights=(Weight(of="大", weight=D(60)), Weight(of="甲", weight=D(1), under="大"))),
        Bonus(of=("k0",), ceiling=D(3), limit=D(100)),
        Bands(bands=(Band(min=D(85), text="优/秀"), Band(min=D(0), text="差"))),
        Count(bands=(CountBand(text="优/秀", needs=(Need(level="合格", count=1),)), CountBand(text="差")), of=("k2",)),
        Pass(of=("甲",), share=D("0.6"), otherwise="差"),
        Cap(of=("k1",), grade="差"),
        Downgrade(of=("k3", "k4"), by=2),
        Veto(of=("k8",)),
        甲=items,
    )
