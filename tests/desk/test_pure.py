"""What the desk says and does without Qt: places, words, choices, links, edits, progress."""

from decimal import Decimal
from enum import StrEnum

import pytest

from desktop.desk import edits, words
from desktop.desk.choices import choices
from desktop.desk.links import items_using, unused_figures
from desktop.desk.mark_words import describe
from desktop.desk.progress import progress
from desktop.desk.words import badges, figure_lines, provenance, score_text
from desktop.model.checklist import JudgeType
from desktop.model.finding import Finding, Relation
from desktop.model.metric import Comparator, Metric, Role
from desktop.model.provenance import Confidence, Status
from desktop.model.review import EvidenceOrigin, LevelWord, Quote, Score, ScoreState
from desktop.model.verdict import VerdictWord
from desktop.storage.shelf import Shelf
from tests.desk import builders

CHECKLIST = builders.checklist()
FIRST, _, _, POINTS = CHECKLIST.items


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("县人民政府办公室\n\n关于报送报告的函", "县人民政府办公室关于报送报告的函"),
        ("共48所，\r\n　　新增3所", "共48所，新增3所"),
        ("达到 91.2%\n以上", "达到 91.2% 以上"),
        (" 一、 概况 ", "一、 概况"),
    ],
)
def test_words_are_brought_on_one_line(text: str, line: str) -> None:
    assert words.one_line(text) == line


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"state": ScoreState.SCORED, "points": Decimal("1.5")}, "1.5 / 2"),
        ({"state": ScoreState.NOT_APPLICABLE, "points": Decimal(1)}, "不适用"),
        ({"state": ScoreState.OPEN, "reason": "先记一笔"}, "– / 2"),
    ],
)
def test_points_are_shown_of_their_maximum(fields: dict[str, object], told: str) -> None:
    score = Score.model_validate({"item": POINTS.id, "wording": "", **fields})
    assert score_text(score, POINTS) == told


@pytest.mark.parametrize(
    ("told", "values"),
    [
        (words.STATE_SIGN, ScoreState),
        (words.VERDICT_SIGN, VerdictWord),
        (words.STATUS_WORD, Status),
        (words.CONFIDENCE_WORD, Confidence),
        (words.JUDGE_WORD, JudgeType),
    ],
)
def test_every_value_has_its_word(told: dict[StrEnum, str], values: type[StrEnum]) -> None:
    assert set(told) == set(values)


def test_an_items_standing_is_never_hidden() -> None:
    assert badges(FIRST) == ()
    assert badges(builders.item("x.1", status=Status.RECONSTRUCTED, confidence="medium")) == ("反推条目", "可信度中")
    assert badges(builders.item("x.1", status=Status.PROPOSED, veto=True)) == ("自拟", "一票否决")
    assert provenance(FIRST, CHECKLIST) == "样发〔2024〕1号 · 定性判断"


def test_a_figure_is_told_as_it_was_read() -> None:
    metric = Metric(
        start=0,
        end=5,
        quote="91.2%",
        value=Decimal("91.20"),
        unit="%",
        comparator=Comparator.AT_LEAST,
        indicator="普惠率",
        canonical="普惠性幼儿园覆盖率",
        subject="全县",
        period="2024",
        role=Role.LEVEL,
    )
    assert figure_lines(metric) == ("普惠性幼儿园覆盖率：≥ 91.2%", "全县 · 2024 年 · 现状", "原文称“普惠率”")


@pytest.mark.parametrize(
    ("written", "told"),
    [("2024", "2024 年"), ("2015-2016", "2015–2016 学年"), ("2015-09", "2015 年 9 月"), ("", "")],
)
def test_a_period_is_told_as_year_school_year_or_month(written: str, told: str) -> None:
    assert words.period(Metric(start=0, end=1, quote="3", value=Decimal(3), period=written)) == told


def test_digits_choose_what_is_printed_on_the_buttons() -> None:
    by_level = {choice.key: (choice.words, choice.level, choice.na) for choice in choices(FIRST)}
    assert by_level == {
        "1": ("达标", LevelWord.REACHED, False),
        "2": ("基本达标", LevelWord.MOSTLY, False),
        "3": ("未达标", LevelWord.MISSED, False),
        "N": ("不适用", None, True),
    }
    by_points = {choice.key: choice.points for choice in choices(POINTS)}
    assert by_points == {"1": Decimal(2), "2": Decimal(0), "N": None}


@pytest.mark.parametrize(
    ("fields", "key"),
    [
        ({"state": ScoreState.SCORED, "level": LevelWord.MOSTLY}, "2"),
        ({"state": ScoreState.NOT_APPLICABLE}, "N"),
        ({"state": ScoreState.NOT_APPLICABLE, "level": LevelWord.REACHED}, "N"),
        ({"state": ScoreState.DOUBTFUL, "level": LevelWord.MISSED}, "3"),
        ({"state": ScoreState.OPEN}, ""),
    ],
)
def test_exactly_the_given_button_is_down(fields: dict[str, object], key: str) -> None:
    score = Score.model_validate({"item": FIRST.id, "wording": "", **fields})
    assert [choice.key for choice in choices(FIRST) if choice.given_by(score)] == ([key] if key else [])


def test_zero_points_are_not_the_same_as_no_points() -> None:
    zero = Score(item=POINTS.id, wording="", state=ScoreState.SCORED, points=Decimal(0))
    assert [choice.key for choice in choices(POINTS) if choice.given_by(zero)] == ["2"]


def test_a_mark_leads_to_the_items_that_use_it_strongest_first() -> None:
    rate, places = builders.span("91.2%")[0], builders.span("960个")[0]
    this, older = "a" * 64, "b" * 64
    assert items_using(rate, builders.suggestions(), None, this) == ("d.A1",)
    assert items_using(places, builders.suggestions(), None, this) == ("d.A1", "d.A2")
    start, end = builders.span("新增学位960个")
    quote = Quote(id="q", item="d.A2", document=this, start=start, end=end, quote="新增学位960个")
    review = builders.review().with_evidence(quote)
    assert items_using(places, builders.suggestions(), review, this) == ("d.A2", "d.A1")
    # what an older version says at the same offset is no tie
    lost = builders.review().with_evidence(quote.model_copy(update={"document": older}))
    assert items_using(places, builders.suggestions(), lost, this) == ("d.A1", "d.A2")
    assert items_using(0, builders.suggestions(), None, this) == ()


def test_figures_without_a_use_are_counted() -> None:
    seen, told = builders.examination(), builders.suggestions()
    assert unused_figures(seen, (), None) == 3
    assert unused_figures(seen, told, None) == 2
    start, end = builders.span("全县共有幼儿园48所")
    quote = Quote(id="q", item="d.A2", document=seen.report.sha256, start=start, end=end, quote="")
    assert unused_figures(seen, told, builders.review().with_evidence(quote)) == 1
    other = quote.model_copy(update={"document": "b" * 64})
    assert unused_figures(seen, told, builders.review().with_evidence(other)) == 2


def test_a_doubt_is_taken_off_again_without_losing_the_score() -> None:
    given = builders.review().with_score(
        Score(item=FIRST.id, wording="", state=ScoreState.SCORED, level=LevelWord.REACHED)
    )
    doubtful = edits.doubted(given, FIRST)
    assert doubtful.scores[0].state is ScoreState.DOUBTFUL
    assert doubtful.scores[0].level == LevelWord.REACHED
    assert edits.doubted(doubtful, FIRST) == given
    untouched = edits.doubted(builders.review(), FIRST)
    assert edits.doubted(untouched, FIRST).scores[0].state is ScoreState.OPEN


def test_clearing_keeps_the_words() -> None:
    score = Score(item=POINTS.id, wording="", state=ScoreState.SCORED, points=Decimal(2), reason="有文件")
    cleared = edits.cleared(builders.review().with_score(score), POINTS).scores[0]
    assert (cleared.state, cleared.points, cleared.reason) == (ScoreState.OPEN, None, "有文件")
    assert edits.cleared(builders.review(), POINTS) == builders.review()


def test_the_same_words_are_evidence_once_and_no_longer_rejected() -> None:
    mark, document = builders.candidate("普惠率达到91.2%"), "a" * 64
    review = edits.rejected(builders.review(), FIRST, document, mark.start, mark.end)
    review = edits.quoted(review, FIRST, document, mark, EvidenceOrigin.MANUAL, "q1")
    assert not review.dismissed
    assert edits.quoted(review, FIRST, document, mark, EvidenceOrigin.MANUAL, "q2") is review


@pytest.mark.parametrize(
    ("text", "run", "found"),
    [
        ("甲 乙 丙", (1, 4), (2, 3, "乙")),
        ("甲\n　乙\n", (0, 5), (0, 4, "甲\n　乙")),
        ("甲乙", (0, 2), (0, 2, "甲乙")),
        ("𠮷田 ", (0, 3), (0, 2, "𠮷田")),
        ("甲  乙", (1, 3), None),
    ],
)
def test_a_selection_loses_the_blanks_at_its_ends(
    text: str, run: tuple[int, int], found: tuple[int, int, str] | None
) -> None:
    mark = edits.trimmed(text, *run)
    assert (mark and (mark.start, mark.end, mark.quote)) == found


def test_a_finding_is_told_with_its_working() -> None:
    start = builders.span("48所")[0]
    finding = Finding(check=Relation.SUM, anchors=(start,), says="合计不符", should="51", working="40+11=51", soft=True)
    seen = builders.examination().model_copy(update={"findings": (finding,)})
    told = describe(seen, "finding", start)
    assert told is not None
    assert (told.title, told.lines) == ("疑点（待核实）", ("合计不符", "40+11=51", "应为：51"))
    assert describe(seen, "finding", 0) is None
    assert describe(seen, "metric", 0) is None


def test_progress_counts_what_is_settled() -> None:
    review = builders.review().with_score(
        Score(item=FIRST.id, wording="", state=ScoreState.SCORED, level=LevelWord.REACHED)
    )
    review = review.with_score(Score(item="d.A2", wording="", state=ScoreState.DOUBTFUL, level=LevelWord.MISSED))
    made = progress(CHECKLIST, review)
    assert (made.settled, made.count) == (1, 4)


def test_an_items_region_is_told_where_its_document_is_not_the_nations() -> None:
    local, national = Shelf().get("cq2023"), Shelf().get("yzjh2017")
    assert " · 重庆市 · " in provenance(local.items[0], local)
    assert "市" not in provenance(national.items[0], national)
