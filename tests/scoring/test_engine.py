"""What holds of every total, whatever the scheme."""

from collections.abc import Callable, Sequence
from decimal import Decimal

from hypothesis import given as for_all
from hypothesis import settings
from hypothesis import strategies as st

from desktop import scoring
from desktop.model.amount import plain
from desktop.model.checklist import Checklist, Item
from desktop.model.marks import (
    Deduction,
    Grade,
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
from desktop.model.review import Review, ScoreState
from desktop.model.scheme import Band, Bands, Bonus, Cap, Downgrade, Pass, Sum, TotalRule, Veto, Weight, Weights
from desktop.model.tally import TallyKind
from desktop.scoring import marking
from tests.scoring.reports import rule
from tests.scoring.schemes import EMPTY, D, line, table

BANDS = Bands(bands=(Band(min=D(80), text="优"), Band(min=D(60), text="良"), Band(min=D(0), text="差")))
amounts = st.integers(1, 2000).map(lambda n: Decimal(n) / 100)
counts = st.integers(0, 9).map(Decimal)


@st.composite
def marks(draw: st.DrawFn) -> Marks:
    """Make a rule of any type with some highest points."""
    most = draw(amounts)
    types: tuple[Marks, ...] = (
        Points(max=most),
        Levels(levels=(Grade(word="甲", points=most), Grade(word="乙", points=D(0)))),
        Deduction(max=most, each=D("0.3")),
        Stepped(limits=(Limit(at=D(5), points=most),)),
        Proportional(max=most, zero_at=D(0), full_at=D(9)),
        Threshold(max=most),
        Shared(max=most),
        Ranked(limits=(Limit(at=D(2), points=most),)),
    )
    return draw(st.sampled_from(types))


@st.composite
def items(draw: st.DrawFn, names: str, least: int = 1) -> tuple[Item, ...]:
    """Make a few items of any type."""
    rules = draw(st.lists(marks(), min_size=least, max_size=4))
    return tuple(line(f"{names}{n}", made, rule("甲率", ">=", "5")) for n, made in enumerate(rules))


@st.composite
def checklists(draw: st.DrawFn, /, **more: TotalRule) -> Checklist:
    """Make three parts that are added or weighed, with a bonus and grades."""
    weights = Weights(weights=tuple(Weight(of=of, weight=draw(amounts)) for of in "甲乙"))
    bases: tuple[TotalRule, ...] = (Sum(out_of=D(100)), weights)
    rules = [draw(st.sampled_from(bases)), BANDS, Bonus(of=("丙",), ceiling=D(5)), *more.values()]
    return table(*rules, 甲=draw(items("a")), 乙=draw(items("b")), 丙=draw(items("c")))


def best(item: Item, review: Review) -> Review:
    """Give an item all it can have."""
    return _settled(item, review, D(9), lambda words: words[0])


def worst(item: Item, review: Review) -> Review:
    """Give an item nothing."""
    return _settled(item, review, D(0), lambda words: words[-1])


def _settled(item: Item, review: Review, amount: Decimal, word: Callable[[Sequence[str]], str]) -> Review:
    good = bool(amount)
    numbers = {
        Deduction: (D(0 if good else 10**4),),
        Shared: (D(4), D(4 if good else 0), D(0)),
        Ranked: (D(1 if good else 9),),
    }
    if isinstance(item.rule, Levels):
        return scoring.scored(review, item, level=word([grade.word for grade in item.rule.levels]))
    if isinstance(item.rule, Points):
        return scoring.scored(review, item, points=item.rule.max if good else D(0))
    return scoring.scored(review, item, given=numbers.get(type(item.rule), (amount,)))


@st.composite
def reviews(draw: st.DrawFn, checklist: Checklist, *, whole: bool = True) -> Review:
    """Score every item somehow; without ``whole`` some stay open."""
    review = EMPTY
    for item in checklist.items:
        how = draw(st.sampled_from(("some", "some", "some", "na") if whole else ("some", "na", "open")))
        if how == "na":
            review = scoring.scored(review, item, na=True)
        elif how == "some" and isinstance(item.rule, Points):
            review = scoring.scored(review, item, points=draw(st.sampled_from((D(0), item.rule.max))))
        elif how == "some" and isinstance(item.rule, Levels):
            review = scoring.scored(review, item, level=draw(st.sampled_from("甲乙")))
        elif how == "some":
            first = draw(counts) + isinstance(item.rule, Ranked)
            review = scoring.scored(review, item, given=(first, D(0), D(0))[: len(marking.asks(item))])
    return review


@settings(max_examples=60, deadline=None)
@for_all(st.data())
def test_totals_stay_within_their_bounds_and_the_last_line_is_the_total(data: st.DataObject) -> None:
    checklist = data.draw(checklists())
    review = data.draw(reviews(checklist, whole=data.draw(st.booleans())))
    found = scoring.totals(checklist, review)
    assert found.total is not None
    assert 0 <= found.total <= 105
    tree = scoring.tally(checklist, review)
    last = scoring.explain(tree)[-1]
    assert plain(found.total) in last
    assert found.band in last
    assert scoring.summed(tree) == found
    for step in tree.leaves():
        assert step.points is None or (step.most is not None and 0 <= step.points <= step.most)


@settings(max_examples=60, deadline=None)
@for_all(st.data())
def test_no_order_makes_a_difference(data: st.DataObject) -> None:
    checklist = data.draw(
        checklists(v=Veto(of=("a0",)), c=Cap(of=("b0",), grade="良"), d=Downgrade(of=("c0",)), p=Pass(points=D(50)))
    )
    review = data.draw(reviews(checklist))
    mixed = checklist.model_copy(
        update={
            "dimensions": tuple(
                part.model_copy(update={"items": tuple(data.draw(st.permutations(part.items)))})
                for part in data.draw(st.permutations(checklist.dimensions))
            ),
            "scoring": checklist.scoring.model_copy(
                update={
                    "scheme": checklist.scheme.model_copy(
                        update={"rules": tuple(data.draw(st.permutations(checklist.scheme.rules)))}
                    )
                }
            ),
        }
    )
    shuffled = review.model_copy(update={"scores": tuple(data.draw(st.permutations(review.scores)))})
    one, other = (
        scoring.totals(checklist, review),
        scoring.totals(Checklist.model_validate(mixed.model_dump()), shuffled),
    )
    assert (one.total, one.band) == (other.total, other.band)


@settings(max_examples=60, deadline=None)
@for_all(st.data())
def test_what_does_not_apply_counts_as_if_it_were_not_there(data: st.DataObject) -> None:
    checklist = data.draw(checklists())
    review = data.draw(reviews(checklist, whole=False))
    item = data.draw(st.sampled_from(checklist.items))
    waived = scoring.scored(review, item, na=True)
    without = tuple(
        part.model_copy(update={"items": tuple(i for i in part.items if i is not item)})
        for part in checklist.dimensions
    )
    less = checklist.model_copy(update={"dimensions": without})
    less = Checklist.model_validate(less.model_dump())
    assert scoring.totals(checklist, waived).total == scoring.totals(less, review).total


@settings(max_examples=60, deadline=None)
@for_all(st.data())
def test_a_veto_wins_over_everything(data: st.DataObject) -> None:
    checklist = data.draw(checklists(v=Veto(of=("a0",)), c=Cap(of=("b0",), grade="良"), d=Downgrade(of=("b0",))))
    review = data.draw(reviews(checklist, whole=data.draw(st.booleans())))
    assert scoring.totals(checklist, worst(checklist.item_by_id["a0"], review)).band == "差"


@settings(max_examples=60, deadline=None)
@for_all(st.data())
def test_weights_sum_to_the_whole(data: st.DataObject) -> None:
    named = data.draw(st.lists(st.sampled_from("甲乙丙"), min_size=1, max_size=3, unique=True))
    rule_ = Weights(weights=tuple(Weight(of=of, weight=data.draw(amounts)) for of in named))
    checklist = table(rule_, **{of: data.draw(items(of)) for of in "甲乙丙"})
    review = EMPTY
    for item in checklist.items:
        review = best(item, review) if data.draw(st.booleans()) else scoring.scored(review, item, na=True)
    applies = [of for of in named if any(s.item[0] == of and s.state is ScoreState.SCORED for s in review.scores)]
    total = scoring.totals(checklist, review).total
    assert total == (100 if applies else 0)
    lines = [s for _, s in scoring.tally(checklist, review).steps() if s.kind is TallyKind.RULE and s.key in named]
    assert [step.key for step in lines] == applies
    assert not applies or abs(sum((step.most or D(0) for step in lines), D(0)) - 100) <= D("0.02")


@settings(max_examples=60, deadline=None)
@for_all(st.data())
def test_a_satisfied_item_more_never_lowers_the_grade(data: st.DataObject) -> None:
    checklist = data.draw(checklists(p=Pass(of=("甲",), share=D("0.5"), otherwise="差")))
    review = data.draw(reviews(checklist))
    more = line("z", data.draw(marks()), rule("甲率", ">=", "5"))
    at = data.draw(st.integers(0, 2))
    parts = tuple(
        part.model_copy(update={"items": (*part.items, more)}) if n == at else part
        for n, part in enumerate(checklist.dimensions)
    )
    larger = Checklist.model_validate(checklist.model_copy(update={"dimensions": parts}).model_dump())
    before, after = scoring.totals(checklist, review).band, scoring.totals(larger, best(more, review)).band
    assert "优良差".index(after) <= "优良差".index(before)
