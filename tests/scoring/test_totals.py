from decimal import Decimal

import pytest

from desktop import scoring
from desktop.model.checklist import Checklist
from desktop.model.errors import WrongRequest
from desktop.model.review import LevelWord, Review, Score, ScoreState
from desktop.model.totals import Totals
from desktop.storage.shelf import Shelf
from tests.scoring.reports import checklist, item

EMPTY = Review(id="r", checklist="t")
LEVELLED = item("定性", id="t.L")
POINTED = item("打分", id="t.P", max_points=Decimal(3))


def counted(review: Review, asked: Checklist) -> Totals:
    return scoring.totals(asked, review)


def test_a_score_keeps_wording_reason_and_remark() -> None:
    remarked = EMPTY.with_score(Score(item="t.L", wording="", remark="复查", reason="旧"))
    given = scoring.scored(remarked, LEVELLED, level=LevelWord.REACHED).score_of("t.L")
    assert given == Score(
        item="t.L",
        wording=LEVELLED.wording_hash,
        state=ScoreState.SCORED,
        level=LevelWord.REACHED,
        reason="旧",
        remark="复查",
    )
    again = scoring.scored(remarked, LEVELLED, na=True, reason="").score_of("t.L")
    assert again is not None
    assert (again.state, again.level, again.reason) == (ScoreState.NOT_APPLICABLE, None, "")


@pytest.mark.parametrize("points", ["0", "1.5", "3", "2.25"])
def test_points_up_to_the_highest_are_taken(points: str) -> None:
    given = scoring.scored(EMPTY, POINTED, points=Decimal(points)).score_of("t.P")
    assert given is not None
    assert given.points == Decimal(points)


@pytest.mark.parametrize(
    ("asked", "request_", "says"),
    [
        (POINTED, {"points": Decimal("3.5")}, "“打分”的分数应在 0 到 3 之间。"),
        (POINTED, {"points": Decimal(-1)}, "“打分”的分数应在 0 到 3 之间。"),
        (POINTED, {"points": Decimal("NaN")}, "“打分”的分数应在 0 到 3 之间。"),
        (POINTED, {"points": Decimal("1.234")}, "“打分”的分数最多两位小数。"),
        (POINTED, {"level": LevelWord.REACHED}, "“打分”按分数评，满分 3 分，请给出分数。"),
        (LEVELLED, {"points": Decimal(1)}, "“定性”没有规定分值，请按等级评：达标、基本达标、未达标。"),
        (LEVELLED, {}, "给“定性”评分时，分数、等级、数值、不适用只能选一种。"),
        (LEVELLED, {"level": LevelWord.REACHED, "na": True}, "给“定性”评分时，分数、等级、数值、不适用只能选一种。"),
    ],
)
def test_what_does_not_fit_an_item_is_refused_in_one_sentence(
    asked: object, request_: dict[str, object], says: str
) -> None:
    with pytest.raises(WrongRequest) as error:
        scoring.scored(EMPTY, asked, **request_)  # type: ignore[arg-type]
    assert error.value.says == says


def test_an_untouched_review_counts_nothing() -> None:
    none = counted(EMPTY, checklist(LEVELLED, POINTED))
    assert (none.items, none.settled, none.progress, none.points) == (2, 0, Decimal(0), Decimal(0))
    assert counted(EMPTY, checklist(LEVELLED)).points is None


def test_levels_and_points_are_counted() -> None:
    other = item(id="t.M")
    review = scoring.scored(EMPTY, LEVELLED, level=LevelWord.REACHED)
    review = scoring.scored(review, POINTED, points=Decimal("2.5"))
    review = scoring.scored(review, other, na=True)
    review = review.with_score(Score(item="t.D", wording="", state=ScoreState.DOUBTFUL))
    review = review.with_score(Score(item="gone", wording="", state=ScoreState.SCORED, points=Decimal(9)))
    found = counted(review, checklist(LEVELLED, POINTED, other, item(id="t.D")))
    assert (found.items, found.scored, found.not_applicable, found.doubtful) == (4, 2, 1, 1)
    assert [(c.level, c.count) for c in found.levels] == [(LevelWord.REACHED, 1)]
    assert (found.points, found.possible, found.most) == (Decimal("2.5"), Decimal(3), Decimal(3))
    assert found.progress == Decimal("0.75")
    assert found.lines[0] == "共 4 条，已评 2 条：达标 1 条，不适用 1 条，存疑 1 条。"
    assert found.lines[1] == "已评各条得 2.5 分，满分 3 分。"


@pytest.fixture
def rubric() -> Checklist:
    return Shelf().get("zgfh")


def full(
    rubric: Checklist, *, lost: dict[tuple[str, str], str] | None = None, subjects: tuple[str, ...] = ("一", "二")
) -> Review:
    """Score everything in full, but for what is lost at (item, subject)."""
    review = EMPTY
    for dimension in rubric.dimensions:
        for subject in subjects if dimension.repeats else ("",):
            for asked in dimension.items:
                assert asked.max_points is not None
                points = asked.max_points - Decimal((lost or {}).get((asked.id, subject), "0"))
                review = scoring.scored(review, asked, points=points, subject=subject)
    return review


def test_the_rubric_weighs_the_mean_problem_and_the_plan(rubric: Checklist) -> None:
    found = counted(full(rubric, lost={("zgfh.P6", "一"): "3", ("zgfh.G2", ""): "1"}), rubric)
    # (12 + 15) / 2 = 13.5 of 15 at 70, 14 of 15 at 30
    assert found.total == Decimal("91.00")
    assert found.band == "可行"
    assert found.lines[-5:] == (
        "逐条复核（每个问题或建议各评一次） 13.5 ÷ 15 × 70 = 63 分",
        "全案复核 14 ÷ 15 × 30 = 28 分",
        "加权合计 91 分",
        "91 分，达到 85 分：可行。",
        "合计 91 分：可行。",
    )


@pytest.mark.parametrize(
    ("lost", "band"),
    [
        ({("zgfh.P2", "一"): "2", ("zgfh.P6", "一"): "3", ("zgfh.G3", ""): "3"}, "补充完善"),
        ({(f"zgfh.P{n}", s): "2" for n in range(2, 7) for s in "一二"}, "退回重拟"),
    ],
)
def test_the_total_has_its_word(rubric: Checklist, lost: dict[tuple[str, str], str], band: str) -> None:
    assert counted(full(rubric, lost=lost), rubric).band == band


def test_a_problem_left_unanswered_sends_the_plan_back(rubric: Checklist) -> None:
    found = counted(full(rubric, lost={("zgfh.P1", "二"): "2"}), rubric)
    assert found.total is not None
    assert found.total > 85
    assert found.band == "退回重拟"
    assert "“逐条应答”有 0 分，一票否决，直接评为退回重拟。" in found.lines


def test_what_does_not_apply_leaves_both_sums(rubric: Checklist) -> None:
    review = full(rubric, lost={("zgfh.P6", "一"): "3"}, subjects=("一",))
    waived = scoring.scored(review, rubric.item_by_id["zgfh.P7"], na=True, subject="一")
    # 11 of 14 on the scale of 15
    assert counted(waived, rubric).total == (Decimal(11) / 14 * 70 + 30).quantize(Decimal("0.01"))


def test_a_total_is_provisional_until_all_is_scored(rubric: Checklist) -> None:
    review = full(rubric)
    found = counted(review.without_score("zgfh.P3", "二"), rubric)
    assert found.scored == 15
    assert found.band == ""
    assert found.lines[-1].startswith("暂计")


def test_the_editors_calibration_adds_up(rubric: Checklist) -> None:
    assert rubric.calibration is not None
    review = EMPTY
    for known in rubric.calibration.plan_level:
        review = scoring.scored(review, rubric.item_by_id[known.item], points=known.score)
    found = counted(review, rubric)
    assert found.points == Decimal(10)
    assert found.total == Decimal("20.00")
