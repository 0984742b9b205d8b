"""A sheet edited elsewhere comes back: what was changed on it, and nothing else."""

from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from desktop.model.checklist import Item
from desktop.model.errors import UnreadableFile, WrongRequest
from desktop.model.marks import Limit, Ranked
from desktop.model.merge import SheetChange
from desktop.model.review import Review, ScoreState
from desktop.sheets import export
from desktop.sheets.merge import compared, merged
from tests.sheets.conftest import LEVELS, POINTS, a_case, a_checklist, a_dossier, a_review, an_item, quoted, scored


def edited(path: Path, review: Review, items: object, *edits: tuple[str, str, object]) -> Path:
    """Export a sheet and type into its cells, named by line and column; formulas are not calculated anew."""
    assert isinstance(items, tuple)
    export(path, a_dossier(review, *items))
    workbook = load_workbook(path)
    sheet = workbook["评分表"]
    head = int(str(sheet.freeze_panes).removeprefix("A")) - 1
    columns = {sheet.cell(head, at).value: at for at in range(1, sheet.max_column + 1)}
    lines = {sheet.cell(at, 1).value: at for at in range(head + 1, sheet.max_row + 1)}
    for key, column, value in edits:
        sheet.cell(lines[key], columns[column]).value = value  # type: ignore[assignment]
    workbook.save(path)
    return path


def told(changes: tuple[SheetChange, ...]) -> list[tuple[str, str, str, str]]:
    return [(change.key, change.field, change.now, change.then) for change in changes]


def test_only_what_was_changed_comes_back(tmp_path: Path, review: Review) -> None:
    case = a_case(review, *LEVELS)
    path = edited(
        tmp_path / "x.xlsx", review, LEVELS,
        ("a", "评分", "基本达标"), ("a", "评分理由", "台账只有一年"), ("b", "备注", "再看"),
        ("c", "状态", "已评"), ("d", "评分", None), ("e", "评分", "不适用"),
    )  # fmt: skip
    found = compared(path, case)
    assert told(found.changes) == [
        ("a", "score", "达标", "基本达标"),
        ("a", "reason", "台账齐全", "台账只有一年"),
        ("b", "remark", "", "再看"),
        ("c", "doubt", "是", "否"),
        ("d", "score", "不适用", ""),
        ("e", "score", "", "不适用"),
    ]
    assert not any(change.clash or change.refused for change in found.changes)
    after = merged(review, a_checklist(*LEVELS), found.changes)
    states = {score.item: (score.state, score.level) for score in after.scores}
    assert states == {
        "x.a": (ScoreState.SCORED, "基本达标"),
        "x.b": (ScoreState.SCORED, "未达标"),
        "x.c": (ScoreState.SCORED, "基本达标"),
        "x.d": (ScoreState.OPEN, None),
        "x.e": (ScoreState.NOT_APPLICABLE, None),
    }
    kept = after.score_of("x.a")
    assert kept is not None
    assert (kept.reason, kept.remark) == ("台账只有一年", "已核")
    assert after.evidence == review.evidence
    one = merged(review, a_checklist(*LEVELS), found.changes[:1])
    assert told(compared(path, a_case(one, *LEVELS)).changes) == told(found.changes)[1:]


def test_an_untouched_sheet_changes_nothing_whatever_the_case_does_meanwhile(tmp_path: Path, review: Review) -> None:
    path = edited(tmp_path / "x.xlsx", review, LEVELS)
    later = review.with_score(scored(LEVELS[0], "未达标", reason="复核后改")).with_evidence(
        quoted("e7", LEVELS[2], "31所")
    )
    assert compared(path, a_case(later, *LEVELS)).changes == ()


def test_what_both_sides_changed_is_told(tmp_path: Path, review: Review) -> None:
    path = edited(tmp_path / "x.xlsx", review, LEVELS, ("a", "评分", "基本达标"), ("a", "评分理由", "表上的理由"))
    later = review.with_score(scored(LEVELS[0], "未达标", reason="台账齐全", remark="已核"))
    score, reason = compared(path, a_case(later, *LEVELS)).changes
    assert (score.now, score.then, score.clash) == ("未达标", "基本达标", True)
    assert not reason.clash


@pytest.mark.parametrize(
    ("typed", "says"),
    [(11, "0 到 10"), ("优秀", "不是分数"), (-1, "0 到 10"), (1.234, "两位小数")],
)
def test_a_score_that_the_item_cannot_have_is_refused_with_the_reason(tmp_path: Path, typed: object, says: str) -> None:
    review = a_review().with_score(scored(POINTS[0], "8.50"))
    path = tmp_path / "x.xlsx"
    edited(path, review, POINTS, ("a", "评分", typed), ("b", "评分", "4.50"))
    bad, good = compared(path, a_case(review, *POINTS)).changes
    assert says in bad.refused
    after = merged(review, a_checklist(*POINTS), (bad, good))
    assert [(score.item, str(score.points)) for score in after.scores] == [("x.a", "8.50"), ("x.b", "4.50")]


def test_points_that_follow_from_a_rule_and_evidence_are_not_taken_from_the_sheet(tmp_path: Path) -> None:
    rule = Ranked(limits=(Limit(at="1", points="10"), Limit(at="3", points="6")))
    item = an_item("r", "10").model_copy(update={"marks": rule, "judge": an_item("r").judge})
    items = (item, *POINTS)
    review = a_review().with_score(scored(item, "6").model_copy(update={"given": (Decimal(2),)}))
    review = review.with_evidence(quoted("e1", POINTS[0], "31所"))
    path = edited(tmp_path / "x.xlsx", review, items, ("r", "得分", 9), ("a", "佐证", "改写的原文"))
    points, evidence = compared(path, a_case(review, *items)).changes
    assert (points.field, points.now, points.then) == ("points", "6", "9")
    assert "请改“评分”一栏" in points.refused
    assert "不从表上读回" in evidence.refused
    path = edited(tmp_path / "y.xlsx", review, items, ("r", "评分", 1))
    (rank,) = compared(path, a_case(review, *items)).changes
    after = merged(review, a_checklist(*items), (rank,)).score_of("x.r")
    assert after is not None
    assert after.points == 10


def test_a_formula_that_nobody_calculated_takes_nothing_away(tmp_path: Path, review: Review) -> None:
    path = edited(tmp_path / "x.xlsx", review, LEVELS, ("a", "评分理由", "=补写"), ("a", "评分", "=1+1"))
    score, reason = compared(path, a_case(review, *LEVELS)).changes
    assert "没有算出结果" in score.refused
    assert "没有算出结果" in reason.refused
    assert merged(review, a_checklist(*LEVELS), (score, reason)) == review


def test_subjects_find_their_own_lines(tmp_path: Path) -> None:
    subjects = ("专任教师不足", "功能室\r缺口" * 30)
    review = a_review()
    for subject in subjects:
        review = review.with_score(scored(POINTS[0], "3", subject=subject))
    path = edited(tmp_path / "x.xlsx", review, POINTS, ("a#2", "评分", 5), ("b#1", "评分理由", "新写"))
    found = compared(path, a_case(review, *POINTS)).changes
    after = merged(review, a_checklist(*POINTS), found)
    scores = {(score.item, score.subject): (score.points, score.reason) for score in after.scores}
    assert scores[("x.a", subjects[1])] == (Decimal(5), "")
    assert scores[("x.a", subjects[0])] == (Decimal(3), "")
    assert scores[("x.b", subjects[0])] == (None, "新写")


def test_a_sheet_of_another_case_or_edition_is_refused(tmp_path: Path, review: Review) -> None:
    path = edited(tmp_path / "x.xlsx", review, LEVELS)
    other = a_case(review.model_copy(update={"id": "r2"}), *LEVELS)
    with pytest.raises(WrongRequest, match="出自另一个案卷"):
        compared(path, other)
    changed = (Item.model_validate({**LEVELS[0].model_dump(), "check": "生师比不高于18:1"}), *LEVELS[1:])
    with pytest.raises(WrongRequest, match="版本不同"):
        compared(path, a_case(review, *changed))


def test_what_is_no_sheet_is_refused(tmp_path: Path, review: Review) -> None:
    case = a_case(review, *LEVELS)
    (tmp_path / "a.xlsx").write_bytes(b"no workbook")
    with pytest.raises(UnreadableFile, match="不是完好的"):
        compared(tmp_path / "a.xlsx", case)
    with pytest.raises(UnreadableFile, match="读不到"):
        compared(tmp_path / "b.xlsx", case)
    path = edited(tmp_path / "c.xlsx", review, LEVELS)
    workbook = load_workbook(path)
    del workbook["督阅"]
    workbook.save(path)
    with pytest.raises(WrongRequest, match="已被删去"):
        compared(path, case)
    del workbook["评分表"]
    workbook.save(path)
    with pytest.raises(UnreadableFile, match="里面没有“评分表”"):
        compared(path, case)


def test_lines_taken_out_or_put_in_are_told_and_change_nothing(tmp_path: Path, review: Review) -> None:
    path = edited(tmp_path / "x.xlsx", review, LEVELS, ("c", "编号", "新"))
    found = compared(path, a_case(review, *LEVELS))
    assert found.changes == ()
    assert [("：新" in notice, "：c" in notice) for notice in found.notices] == [(True, False), (False, True)]
