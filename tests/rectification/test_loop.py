"""The loop round by round: what is reported, what was promised, what is told a year on, what is decided."""

from datetime import date
from decimal import Decimal

import pytest

from desktop import intake, lexicon, pipeline
from desktop.model.case import Document, DocumentRole
from desktop.model.checklist import Checklist
from desktop.model.errors import WrongRequest
from desktop.model.loop import Answer, Due, Loop, LoopRow
from desktop.model.review import Review, Score, ScoreState
from desktop.model.standing import Standing
from desktop.rectification import Rounds, accepted, judged, matrix, paired, proposals, reassigned, row_of, says
from desktop.rectification import ruled as ruling
from desktop.rectification.progress import claimed
from desktop.storage.shelf import Shelf

LETTER = """青山县人民政府履行教育职责督导评估反馈意见
青府督〔2031〕2号
一、存在的主要问题
（一）办学条件有短板。三所学校食堂面积不足，学生分批就餐。
（二）音体美教师紧缺，缺口40名。
（三）学生体质健康水平不高。儿童青少年总体近视率58.4%。
（四）教育督导机构没有独立设置。
"""
PLAN = """青山县整改方案
根据《关于印发督导意见的通知》（青府督〔2031〕2号），制定本方案。
一、整改措施
1.关于“三所学校食堂面积不足，学生分批就餐”的问题。
整改措施：县教育局扩建食堂三处，2031年8月底前投用。
2.关于“音体美教师紧缺”的问题。
整改措施：县人社局2031年底前招聘教师40名。
3.关于“儿童青少年总体近视率58.4%”的问题。
整改措施：县卫健委牵头，近视率每年降低0.9个百分点。
4.关于“校园周边交通拥堵”的问题。
整改措施：县公安局设护学岗九处。
"""
PROGRESS = """青山县督导反馈问题整改情况报告
根据《关于印发督导意见的通知》（青府督〔2031〕2号），现将整改情况报告如下。
一、整改进展
1.关于“三所学校食堂面积不足，学生分批就餐”的问题。
整改情况：三所学校食堂已全部完工并投入使用。
2.关于“音体美教师紧缺”的问题。
整改情况：已招聘教师26名，其余14名正在招聘。
3.关于“儿童青少年总体近视率58.4%”的问题。
整改情况：近视率由58.4%下降到57.9%。
"""
NEXT = """青山县2032年履行教育职责自评报告
一、办学条件
三所学校食堂投入使用后，学生分批就餐现象消除。
二、学生健康
儿童青少年总体近视率59.1%。
"""
ROLES = {
    DocumentRole.FINDINGS: LETTER,
    DocumentRole.PLAN: PLAN,
    DocumentRole.PROGRESS: PROGRESS,
    DocumentRole.NEXT: NEXT,
}
TODAY = date(2031, 9, 10)
REVIEW = Review(id="r", checklist="zgfh")


def rounds_of(*texts: tuple[DocumentRole, str]) -> Rounds:
    read = []
    for number, (role, text) in enumerate(texts):
        report = intake.read_text(text, f"{role.value}{number}.txt")
        document = Document.of(report, text.encode(), role, f"2031-0{number + 1}-01")
        read.append((document, pipeline.examine(report)))
    return Rounds(read, lexicon.load())


def loop_of(*roles: DocumentRole, review: Review = REVIEW, today: date = TODAY) -> Loop:
    return matrix(rounds_of(*((role, ROLES[role]) for role in roles)), review, today)


BOTH = (DocumentRole.FINDINGS, DocumentRole.PLAN)
ALL = tuple(ROLES)


def test_a_letter_alone_is_a_list_of_open_issues() -> None:
    loop = loop_of(DocumentRole.FINDINGS)
    assert [row.standing for row in loop.rows] == [Standing.UNANSWERED] * 4
    assert "还没有整改方案" in loop.notices[0]
    assert not [words for words in (*loop.notices, says.NO_PLAN) if "--" in words], "the window tells it, too"


def test_letter_and_plan_make_a_matrix_with_what_was_added() -> None:
    loop = loop_of(*BOTH)
    assert [row.match.answer for row in loop.rows] == [*[Answer.ANSWERED] * 3, Answer.NOT, Answer.ADDED]
    first, _, third, fourth, added = loop.rows
    assert (first.units, first.until, first.last) == ("县教育局", "2031年8月底前", date(2031, 8, 31))
    assert "没有写时限" in third.reasons
    assert (fourth.standing, fourth.answers) == (Standing.UNANSWERED, ())
    assert (added.issue, added.words) == (None, "校园周边交通拥堵")
    assert loop.notices == ()


@pytest.mark.parametrize(
    ("today", "due"),
    [
        (date(2031, 7, 1), Due.LATER),
        (date(2031, 8, 1), Due.SOON),
        (date(2031, 8, 31), Due.SOON),
        (date(2031, 9, 1), Due.OVERDUE),
    ],
)
def test_a_deadline_is_held_against_the_day_that_is_given(today: date, due: Due) -> None:
    assert loop_of(*BOTH, today=today).rows[0].due is due


def test_what_has_no_date_is_never_overdue() -> None:
    assert loop_of(*BOTH, today=date(2099, 1, 1)).rows[2].due is Due.UNSET


def test_a_progress_report_is_held_against_what_was_promised() -> None:
    loop = loop_of(*BOTH, DocumentRole.PROGRESS)
    assert [row.suggested for row in loop.issues] == [
        Standing.DONE, Standing.UNDERWAY, Standing.UNDERWAY, Standing.UNANSWERED,
    ]  # fmt: skip
    teachers, eyes = loop.issues[1].told[0].figures, loop.issues[2].told[0].figures
    assert [(kept.promised, kept.reported, kept.kept) for kept in teachers] == [("40名", "26名", False)]
    assert [(kept.kept, "58.4% → 57.9%" in kept.working) for kept in eyes] == [(False, True)]
    told = loop.issues[0].told[0].passage
    assert told is not None
    assert told.quote == "整改情况：三所学校食堂已全部完工并投入使用。"
    assert PROGRESS[told.start : told.end] == told.quote


@pytest.mark.parametrize(
    ("promise", "report", "kept"),
    [
        ("近视率每年降低0.9个百分点", "近视率下降1.2个百分点", True),
        ("近视率每年降低0.9个百分点", "近视率下降0.4个百分点", False),
        ("近视率每年降低0.9个百分点", "近视率上升0.9个百分点", False),
        ("近视率每年降低0.9个百分点", "近视率为57.3%", True),
        ("近视率降到56%以下", "近视率为55.8%", True),
        ("近视率降到56%以下", "近视率为57%", False),
        ("体质健康优良率达到60%以上", "体质健康优良率达到61.5%", True),
        ("体质健康优良率达到60%以上", "近视率为55.8%", None),
    ],
)
def test_figures_promised_and_reported(promise: str, report: str, kept: bool | None) -> None:
    plan = PLAN.replace("近视率每年降低0.9个百分点", promise)
    told = PROGRESS.replace("近视率由58.4%下降到57.9%", report)
    loop = matrix(
        rounds_of((DocumentRole.FINDINGS, LETTER), (DocumentRole.PLAN, plan), (DocumentRole.PROGRESS, told)),
        REVIEW,
        TODAY,
    )
    figures = loop.issues[2].told[0].figures
    assert [each.kept for each in figures] == ([] if kept is None else [kept])


def test_the_next_self_evaluation_is_searched_for_every_issue() -> None:
    loop = loop_of(*ALL)
    told = [row.told[-1] for row in loop.issues]
    assert [each.why.partition("：")[0] for each in told] == ["已提及", "未提及", "数字变差", "未提及"]
    assert "58.4% → 59.1%" in told[2].why
    assert all(each.passage is None or NEXT[each.passage.start : each.passage.end] for each in told)


@pytest.mark.parametrize(
    ("words", "shut", "standing"),
    [
        ("三所食堂已全部建成投用。", "", Standing.DONE),
        ("已出台管理办法，制度已印发执行。", "", Standing.DONE),
        ("已完成主体工程，正在装修。", "", Standing.UNDERWAY),
        ("尚未完成招聘。", "", Standing.UNDERWAY),
        ("进一步加强管理。", "", Standing.UNDERWAY),
        ("加强管理。", "已销号", Standing.DONE),
        ("已完成整改。", "否", Standing.UNDERWAY),
        ("正在校园内开展的检查已全部完成。", "", Standing.DONE),
    ],
)
def test_what_a_report_claims(words: str, shut: str, standing: Standing) -> None:
    found, why = claimed(words, shut)
    assert found is standing
    assert why


def ruled(
    review: Review, row: LoopRow, standing: Standing, evidence: str = "查看现场", on: str = "2031-09-10"
) -> Review:
    return review.with_ruling(ruling(row, standing, on, evidence, "王督学", f"n{len(review.rulings)}"))


def test_decisions_stand_with_their_past_and_suggest_what_turned_back() -> None:
    loop = loop_of(*BOTH, DocumentRole.PROGRESS)
    review = ruled(REVIEW, loop.rows[0], Standing.DONE)
    review = ruled(review, loop.rows[2], Standing.CLOSED)
    later = loop_of(*ALL, review=review)
    assert later.rows[0].due is Due.OVER
    assert (later.rows[2].standing, later.rows[2].suggested) == (Standing.CLOSED, Standing.REBOUND)
    again = loop_of(*ALL, review=ruled(review, later.rows[2], Standing.REBOUND))
    assert [each.standing for each in again.rows[2].past] == [Standing.CLOSED]
    assert again.rows[2].ruling is not None
    assert again.rows[2].ruling.by == "王督学"
    assert again.shares() == tuple(map(Decimal, (4, 0, 1)))


@pytest.mark.parametrize(
    ("standing", "evidence", "on", "says"),
    [
        (Standing.CLOSED, "  ", "2031-09-10", "依据"),
        (Standing.REBOUND, "又出现", "2031-09-10", "反弹"),
        (Standing.DONE, "看过", "9月10日", "日期"),
    ],
)
def test_what_cannot_be_decided_is_told_in_a_sentence(standing: Standing, evidence: str, on: str, says: str) -> None:
    row = loop_of(*BOTH).rows[0]
    with pytest.raises(WrongRequest, match=says):
        ruled(REVIEW, row, standing, evidence, on)


def test_a_corrected_match_moves_everything_that_hangs_on_it() -> None:
    rounds = rounds_of(*((role, ROLES[role]) for role in BOTH))
    assert rounds.plan is not None
    row = row_of(matrix(rounds, REVIEW, TODAY), 4)
    review = paired(REVIEW, row, rounds.plan.round.document, rounds.plan.plan.items[3])
    loop = matrix(rounds, review, TODAY)
    assert (loop.rows[3].units, loop.rows[3].match.chosen) == ("县公安局", True)
    assert [row.match.answer for row in loop.rows].count(Answer.ADDED) == 0
    assert matrix(rounds, review.without_pairing(row.key, rounds.plan.round.document), TODAY).rows[3].answers == ()


def test_only_issues_have_numbers_to_decide_on() -> None:
    with pytest.raises(WrongRequest, match="没有编号"):
        row_of(loop_of(*BOTH), 5)


def test_judgements_are_given_for_issues_alone() -> None:
    rounds = rounds_of(*((role, ROLES[role]) for role in BOTH))
    loop = matrix(rounds, REVIEW, TODAY)
    assert [bool(judged(rounds, row)) for row in loop.rows] == [True, True, True, True, False]
    assert judged(rounds, loop.rows[3])[0].points == 0


@pytest.mark.parametrize("brackets", ["〔〕", "[]", "【】", "（）"])
def test_another_letter_is_told_whatever_its_brackets(brackets: str) -> None:
    left, right = brackets[0], brackets[1]
    same = PLAN.replace("〔2031〕", f"{left}2031{right}")
    pairs = ((same, False), (same.replace("2号", "7号"), True))
    for plan, other in pairs:
        loop = matrix(rounds_of((DocumentRole.FINDINGS, LETTER), (DocumentRole.PLAN, plan)), REVIEW, TODAY)
        assert bool(loop.notices) is other


def test_a_report_that_is_no_plan_makes_no_loop() -> None:
    with pytest.raises(WrongRequest, match="整改方案"):
        rounds_of((DocumentRole.REPORT, "青山县自评报告\n全县有小学12所。\n"))


def by_framework() -> tuple[Rounds, Checklist]:
    return rounds_of(*((role, ROLES[role]) for role in BOTH)), Shelf().get("zgfh")


def test_a_suggestion_becomes_a_score_with_its_reason_by_a_decision_alone() -> None:
    rounds, checklist = by_framework()
    loop = matrix(rounds, REVIEW, TODAY)
    offered = proposals(judged(rounds, loop.rows[0]), loop, loop.rows[0], checklist, REVIEW)
    assert [each.name.partition(" ")[0] for each in offered] == [f"P{number}" for number in range(1, 9)]
    until = offered[4]
    assert (until.subject, until.score, until.judgement.points) == (
        "办学条件有短板。三所学校食堂面积不足，学生分批就餐",
        "",
        Decimal(2),
    )
    review = accepted(REVIEW, checklist, until)
    score = review.score_of("zgfh.P5", until.subject)
    assert score is not None
    assert (score.points, score.reason) == (Decimal(2), "有明确时限“2031年8月底前”")
    assert [subject.name for subject in review.subjects] == [until.subject]
    again = proposals(judged(rounds, loop.rows[0]), loop, loop.rows[0], checklist, review)[4]
    assert again.score == "2 分"
    with pytest.raises(WrongRequest, match="已经评了 2 分"):
        accepted(review, checklist, again)


def test_what_somebody_doubts_is_scored_and_a_reason_that_was_written_stays() -> None:
    rounds, checklist = by_framework()
    loop = matrix(rounds, REVIEW, TODAY)
    item = checklist.item_by_id["zgfh.G1"]
    whole = proposals(loop.judgements, loop, None, checklist, REVIEW)
    assert [each.name.partition(" ")[0] for each in whole] == [f"G{number}" for number in range(1, 9)]
    noted = REVIEW.with_score(Score(item=item.id, wording=item.wording_hash, reason="看过原件"))
    score = accepted(noted, checklist, whole[0]).score_of(item.id)
    assert score is not None
    assert (score.points, score.reason, score.subject) == (Decimal(1), "看过原件", "")
    doubtful = REVIEW.with_score(
        Score(item=item.id, wording=item.wording_hash, points=Decimal(0), state=ScoreState.DOUBTFUL)
    )
    assert proposals(loop.judgements, loop, None, checklist, doubtful)[0].score == "0 分"


def test_suggestions_cannot_be_taken_by_another_framework() -> None:
    rounds, _ = by_framework()
    loop, other = matrix(rounds, REVIEW, TODAY), Shelf().get("cq2023")
    (first, *_) = proposals(loop.judgements, loop, None, other, REVIEW)
    assert not first.fits
    with pytest.raises(WrongRequest, match="zgfh"):
        accepted(REVIEW, other, first)


def test_issues_that_begin_alike_are_scored_apart() -> None:
    long = "城乡义务教育学校教学仪器设备图书资料体育器材配备未达到规定标准的农村学校数量仍然较多"
    letter = f"序号\t存在问题\n1\t{long}，乡镇占六成\n2\t{long}，城区占四成\n"
    rounds = rounds_of((DocumentRole.FINDINGS, letter), (DocumentRole.PLAN, PLAN))
    loop = matrix(rounds, REVIEW, TODAY)
    named = [proposals(judged(rounds, row), loop, row, Shelf().get("zgfh"), REVIEW)[0].subject for row in loop.issues]
    assert len(set(named)) == 2
    assert named[1].endswith("（2）")


NEWER = LETTER.replace("三所学校食堂面积不足，学生分批就餐", "三所学校的食堂面积不足，学生仍分批就餐").replace(
    "（四）教育督导机构没有独立设置。", "（四）校外培训监管力量薄弱。"
)


def decided_before(newer: str) -> tuple[Rounds, Review]:
    """Decide on the first and the last issue of a letter, of which a newer version comes then."""
    loop = loop_of(*BOTH)
    review = ruled(ruled(REVIEW, loop.rows[0], Standing.DONE), loop.rows[3], Standing.UNDERWAY)
    texts = ((DocumentRole.FINDINGS, LETTER), (DocumentRole.FINDINGS, newer), (DocumentRole.PLAN, PLAN))
    return rounds_of(*texts), review


def test_a_decision_finds_its_issue_again_in_other_words_or_is_listed() -> None:
    rounds, review = decided_before(NEWER)
    loop = matrix(rounds, review, TODAY)
    first, lost = loop.rows[0], loop.rows[-1]
    assert (first.standing, first.ruling is not None) == (Standing.DONE, True)
    assert any("三所学校食堂面积不足" in reason for reason in first.reasons), (
        "that it was decided in other words is told"
    )
    assert (lost.issue, lost.match.answer, "独立设置" in lost.words) == (None, Answer.GONE, True)
    assert any("1 条认定" in notice for notice in loop.notices)
    assert loop.shares() == tuple(map(Decimal, (4, 0, 1))), "what is lost counts for nothing"
    moved = reassigned(review, lost, loop.issues[3])
    again = matrix(rounds, moved, TODAY)
    assert [row.match.answer for row in again.rows if row.issue is None] == [Answer.ADDED]
    assert again.issues[3].standing is Standing.UNDERWAY
    with pytest.raises(WrongRequest, match="已认定"):
        reassigned(review, lost, loop.rows[0])
    with pytest.raises(WrongRequest, match="不能改归"):
        reassigned(review, loop.rows[0], loop.issues[3])


def test_two_issues_that_are_alike_take_no_decision_from_each_other() -> None:
    listed = "序号\t存在问题\n1\t{0}\n2\t{1}\n"
    old = rounds_of((DocumentRole.FINDINGS, listed.format("城东小学操场面积不足标准", "督导机构没有独立")))
    review = ruled(REVIEW, matrix(old, REVIEW, TODAY).rows[0], Standing.UNDERWAY)
    new = rounds_of((DocumentRole.FINDINGS, listed.format("城南小学操场面积不足标准", "城北小学操场面积不足标准")))
    loop = matrix(new, review, TODAY)
    assert [row.ruling for row in loop.issues] == [None, None]
    assert loop.rows[-1].match.answer is Answer.GONE


def test_a_corrected_match_goes_on_in_a_newer_plan_that_says_the_same() -> None:
    rounds = rounds_of(*((role, ROLES[role]) for role in BOTH))
    assert rounds.plan is not None
    row = row_of(matrix(rounds, REVIEW, TODAY), 4)
    review = paired(REVIEW, row, rounds.plan.round.document, rounds.plan.plan.items[3])
    longer = PLAN + "5.关于“图书陈旧”的问题。\n整改措施：更新图书。\n"
    newer = rounds_of((DocumentRole.FINDINGS, LETTER), (DocumentRole.PLAN, PLAN), (DocumentRole.PLAN, longer))
    loop = matrix(newer, review, TODAY)
    assert (loop.rows[3].units, loop.rows[3].match.chosen) == ("县公安局", True)
    assert loop.notices == ()
    other = PLAN.replace("校园周边交通拥堵", "校园周边环境杂乱")
    gone = matrix(
        rounds_of((DocumentRole.FINDINGS, LETTER), (DocumentRole.PLAN, PLAN), (DocumentRole.PLAN, other)),
        review,
        TODAY,
    )
    assert gone.rows[3].match.chosen is False
    assert any("1 处改正过的对应" in notice for notice in gone.notices)
