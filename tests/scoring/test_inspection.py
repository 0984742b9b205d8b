from decimal import Decimal

import pytest

from desktop.model.concern import ConcernKind as Kind
from desktop.model.finding import Finding, Relation
from desktop.model.review import Correction, Ignored, Quote, Review
from desktop.model.scheme import Sum
from desktop.model.verdict import RuleOutcome, Suggestion, Verdict, VerdictWord
from desktop.scoring.inspection import inspected
from tests.scoring.reports import examined, figure, rule
from tests.scoring.schemes import PASSES, doubtful, given, line, table

LIST = table(Sum(), 甲=(line("a", 10), line("b", 5)), 乙=(line("c", PASSES),))
SEEN = examined("普惠率为80%，另一处为82%。", figure("80%", "普惠率"), figure("82%", "普惠率"))
FINDING = Finding(check=Relation.CONFLICT, anchors=tuple(m.start for m in SEEN.metrics), says="普惠率前后不一")


def quote(item: str, metric: int = 0, id: str = "") -> Quote:
    held = SEEN.metrics[metric]
    return Quote(
        id=id or f"q{item}{metric}",
        item=item,
        document=SEEN.report.sha256,
        start=held.start,
        end=held.end,
        quote=held.quote,
    )


def proven(review: Review, *items: str, reason: str = "有据") -> Review:
    """Give items a piece of evidence of their own and a reason."""
    for at, name in enumerate(items):
        note = quote(name, id=f"n{name}").model_copy(update={"start": 900 + at, "end": 901 + at})
        review = review.with_evidence(note)
        held = review.score_of(name)
        assert held is not None
        review = review.with_score(held.model_copy(update={"reason": reason}))
    return review


def told(review: Review, **more: object) -> list[tuple[Kind, str]]:
    return [(concern.kind, concern.item) for concern in inspected(LIST, review, **more)]  # type: ignore[arg-type]


def test_a_clean_review_raises_nothing() -> None:
    assert told(proven(given(LIST, a=10, b=3, c=None), "a", "b")) == []


def test_what_is_open_doubtful_unproven_or_unexplained_is_listed_by_kind() -> None:
    review = doubtful(given(LIST, a=10, c="基本合格"), "a")
    assert told(review) == [
        (Kind.UNSCORED, "b"),
        (Kind.DOUBTFUL, "a"),
        (Kind.NO_EVIDENCE, "c"),
        (Kind.NO_REASON, "c"),
    ]


@pytest.mark.parametrize(
    ("points", "word", "raised"),
    [
        ("10", VerdictWord.NOT_MET, True),
        ("9", VerdictWord.NOT_MET, False),
        ("10", VerdictWord.PARTIAL, False),
        ("10", VerdictWord.JUDGE, False),
    ],
)
def test_the_best_score_against_a_line_that_is_missed(points: str, word: VerdictWord, raised: bool) -> None:
    review = proven(given(LIST, a=points, b=5, c=None), "a", "b")
    suggestion = Suggestion(item="a", verdict=Verdict(word=word, why="80% < 85%", metrics=(3,)))
    assert told(review, suggestions=(suggestion,)) == ([(Kind.FULL_AGAINST, "a")] if raised else [])


def test_one_quote_for_two_items_is_told_once_with_its_place() -> None:
    review = proven(given(LIST, a=10, b=5, c=None), "a", "b")
    review = review.with_evidence(quote("a", 1)).with_evidence(quote("b", 1)).with_evidence(quote("a", 0))
    (concern,) = inspected(LIST, review, SEEN)
    assert (concern.kind, concern.item) == (Kind.TWICE, "a")
    assert concern.says == "“82%”用于 a 要点a、b 要点b"
    assert concern.place == (SEEN.metrics[1].start, SEEN.metrics[1].end)
    # in a newer version of the report the old offsets lead nowhere
    newer = SEEN.model_copy(update={"report": SEEN.report.model_copy(update={"sha256": "b" * 64})})
    (concern,) = inspected(LIST, review, newer)
    assert concern.place is None


@pytest.mark.parametrize("closing", ["", "corrected", "ignored", "soft"])
def test_a_contradiction_that_a_score_rests_on_is_told_until_it_is_closed(closing: str) -> None:
    document, start = SEEN.report.sha256, SEEN.metrics[1].start
    review = proven(given(LIST, a=10, b=5, c=None), "a", "b").with_evidence(quote("a", 0))
    finding = FINDING.model_copy(update={"soft": closing == "soft"})
    if closing == "corrected":
        review = review.with_correction(Correction(document=document, start=start, field="unit", value="‰"))
    elif closing == "ignored":
        review = review.with_ignored(Ignored(document=document, start=start, reason="口径不同"))
    seen = SEEN.model_copy(update={"findings": (finding,)})
    assert told(review, examination=seen) == ([] if closing else [(Kind.CONTRADICTION, "a")])


def test_figures_that_a_verdict_rests_on_count_too_and_others_do_not() -> None:
    review = proven(given(LIST, a=10, b=5, c=None), "a", "b")
    outcome = RuleOutcome(
        rule=rule("普惠率", ">=", "80"), holds=True, working="", metrics=(SEEN.metrics[0].start,), value=Decimal(80)
    )
    met = Verdict(word=VerdictWord.MET, why="", outcomes=(outcome,), metrics=outcome.metrics)
    seen = SEEN.model_copy(update={"findings": (FINDING,)})
    assert told(review, examination=seen, suggestions=(Suggestion(item="b", verdict=met),)) == [
        (Kind.CONTRADICTION, "b")
    ]
    assert told(review, examination=seen) == []


def test_what_changed_after_the_export() -> None:
    review = proven(given(LIST, a=10, b=5, c=None), "a", "b")
    assert told(review, changed={"b", "gone"}) == [(Kind.AFTER_EXPORT, "b")]


def test_an_item_that_the_report_never_mentions_is_listed_until_evidence_is_found() -> None:
    silent = Suggestion(item="b", verdict=Verdict(word=VerdictWord.JUDGE, why=""))
    spoken = Suggestion(item="a", verdict=Verdict(word=VerdictWord.JUDGE, why="", metrics=(3,)))
    waived = Suggestion(item="c", verdict=Verdict(word=VerdictWord.JUDGE, why=""))
    review = proven(given(LIST, a=10, c=None), "a")
    assert told(review, suggestions=(silent, spoken, waived)) == [(Kind.UNSCORED, "b"), (Kind.MISSING, "b")]
    assert told(review.with_evidence(quote("b")), suggestions=(silent,)) == [(Kind.UNSCORED, "b")]
