"""The loop from the command line: findings, plan, progress, a closed issue and a rebound (ARCHITECTURE §7)."""

import json
from pathlib import Path
from typing import Any

import pytest

from desktop import cli, paths
from desktop.storage import CaseFile

LETTER = """青山县人民政府督导反馈意见
青府督〔2031〕2号
一、存在问题
（一）三所学校食堂面积不足。学生分批就餐。
（二）教育督导机构没有独立设置。
"""
PLAN = """青山县整改方案
根据《关于印发督导意见的通知》（青府督〔2031〕2号），制定本方案。
一、整改措施
1.关于“三所学校食堂面积不足”的问题。
整改措施：由县教育局牵头，县财政局配合，2031年8月底前扩建食堂三处，确保全部投用。
2.关于“校园周边交通拥堵”的问题。
整改措施：设护学岗九处。
"""
PROGRESS = """青山县整改情况报告
一、整改进展
1.关于“三所学校食堂面积不足”的问题。
整改情况：{0}
"""
Lines = list[dict[str, Any]]


def run(capsys: pytest.CaptureFixture[str], *argv: str | Path) -> tuple[int, str, str]:
    code = cli.main([str(word) for word in argv])
    out, err = capsys.readouterr()
    return code, out, err


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / f"{name}.txt"
    path.write_text(text, encoding="utf-8", newline="\n")
    return path


@pytest.fixture
def case(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Path:
    path = tmp_path / "青山.duyue"
    plan = written(tmp_path, "方案", PLAN)
    assert run(capsys, "case", "new", plan, "--checklist", "zgfh", "-o", path, "--reviewer", "王督学")[0] == 0
    add(capsys, path, written(tmp_path, "反馈", LETTER), "findings")
    return path


def add(capsys: pytest.CaptureFixture[str], case: Path, file: Path, role: str) -> None:
    assert run(capsys, "case", "add", case, file, "--role", role)[0] == 0


def lines(capsys: pytest.CaptureFixture[str], case: Path, *argv: str) -> Lines:
    code, out, err = run(capsys, "case", "matrix", case, "--json", *argv)
    assert (code, err) == (0, "")
    return [json.loads(line) for line in out.splitlines()]


def test_every_finding_is_a_line_with_its_answer(capsys: pytest.CaptureFixture[str], case: Path) -> None:
    first, second, added = lines(capsys, case, "--today", "2031-08-15")
    assert (first["answer"], first["item"], first["unit"]) == ("answered", "1", "lead_support")
    assert (first["state"], first["decided"], first["due"]) == ("整改中", False, "临期")
    assert (first["deadline"], first["target"], first["acts"]) == (["2031年8月底前"], "number", ["build"])
    assert PLAN[slice(*first["measure"])].startswith("整改措施：由县教育局牵头")
    assert first["reasons"][0] == "引用原文"
    assert {each["item"] for each in first["judgements"]} == {f"zgfh.P{n}" for n in range(1, 9)}
    assert (second["answer"], second["state"], second["measure"]) == ("not", "未答", None)
    assert (added["answer"], added["item"], added["finding"]) == ("added", "2", "")


def test_the_loop_runs_from_findings_to_a_rebound(
    capsys: pytest.CaptureFixture[str], case: Path, tmp_path: Path
) -> None:
    done = PROGRESS.format("三处食堂已全部建成投用。")
    add(capsys, case, written(tmp_path, "进展一", done), "progress")
    assert lines(capsys, case)[0]["suggested"] == "已完成待核"
    refused = run(capsys, "case", "state", case, "1", "--to", "销号")
    assert (refused[0], refused[2].count("\n")) == (1, 1)
    assert "依据" in refused[2]
    told = ("--date", "2031-09-01", "--evidence", "现场查看三处食堂")
    assert run(capsys, "case", "state", case, "1", "--to", "销号", *told)[0] == 0
    closed = lines(capsys, case)[0]
    assert (closed["state"], closed["decided"], closed["by"], closed["date"]) == ("销号", True, "王督学", "2031-09-01")
    add(
        capsys, case, written(tmp_path, "进展二", PROGRESS.format("一处食堂尚未完成扩建，学生仍分批就餐。")), "progress"
    )
    again = lines(capsys, case)[0]
    assert (again["state"], again["suggested"]) == ("销号", "反弹")
    back = ("--date", "2032-03-01", "--evidence", "回头看发现停用", "--by", "李督学")
    assert run(capsys, "case", "state", case, "1", "--to", "反弹", *back)[0] == 0
    last = lines(capsys, case, "--standing", "反弹")
    assert [(each["number"], each["by"]) for each in last] == [(1, "李督学")]
    assert [each["standing"] for each in last[0]["past"]] == ["销号"]
    assert run(capsys, "case", "verify", case)[0] == 0
    with CaseFile.open(case, writing=False) as file:
        assert [step.words for step in file.history(file.case().reviews[0].id)] == [
            "认定整改状态：销号",
            "认定整改状态：反弹",
        ]


def test_a_match_is_corrected_and_given_back(capsys: pytest.CaptureFixture[str], case: Path) -> None:
    assert run(capsys, "case", "pair", case, "2", "2")[0] == 0
    held = lines(capsys, case)
    assert [each["answer"] for each in held] == ["answered", "answered"]
    assert held[1]["match"] == "人工对应"
    assert run(capsys, "case", "pair", case, "1", "none")[0] == 0
    assert lines(capsys, case)[0]["answer"] == "not"
    assert run(capsys, "case", "pair", case, "1", "auto")[0] == 0
    assert lines(capsys, case)[0]["answer"] == "answered"
    code, out, err = run(capsys, "case", "pair", case, "1", "77")
    assert (code, out, err.count("\n")) == (1, "", 1)


def test_an_earlier_case_of_ours_gives_the_findings_though_it_is_locked(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    earlier, path = tmp_path / "去年.duyue", tmp_path / "今年.duyue"
    report = next(paths.seeds_dir().glob("000_*"))
    assert run(capsys, "case", "new", report, "--checklist", "cq2023", "-o", earlier)[0] == 0
    plan = written(tmp_path, "方案", PLAN)
    assert run(capsys, "case", "new", plan, "--checklist", "zgfh", "-o", path)[0] == 0
    code, _, err = run(capsys, "case", "add", path, earlier, "--role", "findings")
    assert (code, err.count("\n")) == (1, 1)
    item = json.loads(run(capsys, "suggest", report, "--checklist", "cq2023")[1].splitlines()[0])["item"]
    low = ("--level", "未达标", "--reason", "三所学校食堂面积不足")
    assert run(capsys, "case", "score", earlier, item, *low)[0] == 0
    with CaseFile.open(earlier) as file:
        file.lock("海棠 2031")
    monkeypatch.setenv("DUYUE_PASSWORD", "海棠 2030")
    code, _, err = run(capsys, "case", "add", path, earlier, "--role", "findings")
    assert (code, err.count("\n")) == (1, 1)
    monkeypatch.setenv("DUYUE_PASSWORD", "海棠 2031")
    add(capsys, path, earlier, "findings")
    monkeypatch.delenv("DUYUE_PASSWORD")
    first = lines(capsys, path)[0]
    assert (first["finding"], first["answer"]) == ("1.三所学校食堂面积不足", "answered")


def test_the_findings_may_be_a_list_in_excel(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    from openpyxl import Workbook

    book, listed, path = Workbook(), tmp_path / "清单.xlsx", tmp_path / "a.duyue"
    assert book.active is not None
    for row in (("序号", "存在问题"), (1, "三所学校食堂面积不足"), (2, "教育督导机构没有独立设置")):
        book.active.append(row)
    book.save(listed)
    assert run(capsys, "case", "new", written(tmp_path, "方案", PLAN), "--checklist", "zgfh", "-o", path)[0] == 0
    add(capsys, path, listed, "findings")
    assert [each["answer"] for each in lines(capsys, path)] == ["answered", "not", "added"]


def test_a_plan_for_another_letter_is_told(capsys: pytest.CaptureFixture[str], case: Path, tmp_path: Path) -> None:
    add(capsys, case, written(tmp_path, "另一份", PLAN.replace("2号", "7号")), "plan")
    notice = lines(capsys, case)[0]
    assert notice["kind"] == "notice"
    assert "青府督〔2031〕7号" in notice["says"]
    assert "青府督〔2031〕2号" in notice["says"]


def test_what_is_no_plan_is_refused_in_one_sentence(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    report, path = written(tmp_path, "自评", "青山县自评报告\n全县有小学12所。\n"), tmp_path / "自评.duyue"
    assert run(capsys, "case", "new", report, "--checklist", "cq2023", "-o", path)[0] == 0
    code, out, err = run(capsys, "case", "matrix", path)
    assert (code, out) == (1, "")
    assert err.count("\n") == 1
    assert "整改方案" in err


def test_lines_for_people_name_state_units_and_dates(capsys: pytest.CaptureFixture[str], case: Path) -> None:
    first, second, _, summed = run(capsys, "case", "matrix", case, "--today", "2031-09-15")[1].splitlines()
    assert first.startswith("1\t整改中（建议）\t已应答\t1\t")
    assert "\t县教育局、县财政局\t2031年8月底前\t逾期\t" in first
    assert second.startswith("2\t未答（建议）\t未应答\t\t")
    assert summed.startswith("共 2 个问题：未答 1，整改中 1")
    late = run(capsys, "case", "matrix", case, "--today", "2031-09-15", "--due", "逾期")[1].splitlines()
    assert [line.split("\t")[0] for line in late[:-1]] == ["1"]


def test_issues_share_points_and_those_that_wait_for_a_look_have_half(
    capsys: pytest.CaptureFixture[str], case: Path
) -> None:
    for number, state in (("1", "销号"), ("2", "已完成待核")):
        assert run(capsys, "case", "state", case, number, "--to", state, "--evidence", "看过")[0] == 0
    assert run(capsys, "case", "matrix", case, "--shared", "10")[1].splitlines()[-1] == (
        "共摊得分 7.5：10 ×（1 + 1 × 0.5）÷ 2"
    )


def test_the_papers_of_the_loop_leave_the_case(capsys: pytest.CaptureFixture[str], case: Path, tmp_path: Path) -> None:
    code, out, err = run(capsys, "sheet", case, "-o", tmp_path / "台账.xlsx", "--what", "整改台账")
    assert (code, err) == (0, "")
    assert "整改台账 2 条" in out


def test_a_ledger_that_was_filled_in_elsewhere_is_taken_line_by_line(
    capsys: pytest.CaptureFixture[str], case: Path, tmp_path: Path
) -> None:
    from openpyxl import load_workbook

    path = tmp_path / "台账.xlsx"
    assert run(capsys, "sheet", case, "-o", path, "--what", "整改台账")[0] == 0
    book = load_workbook(path)
    page = book.worksheets[0]
    head = int(str(page.freeze_panes).removeprefix("A")) - 1
    at = {str(page.cell(head, n).value): n for n in range(1, page.max_column + 1)}
    for line, column, value in ((1, "整改状态", "销号"), (1, "认定依据", "现场查看"), (2, "备注", "待批")):
        page.cell(head + line, at[column]).value = value
    book.save(path)
    code, out, err = run(capsys, "case", "merge", case, path)
    assert (code, err) == (0, "")
    assert [line.split("\t")[0] for line in out.splitlines()[:-1]] == ["1", "2"]
    assert out.endswith("改动 2 处，收进 0 处\n")
    assert not any(each["decided"] for each in lines(capsys, case))
    assert run(capsys, "case", "merge", case, path, "--take", "2")[0] == 1
    assert run(capsys, "case", "merge", case, path, "--take", "all")[1].endswith("改动 2 处，收进 1 处\n")
    assert [each["state"] for each in lines(capsys, case) if each["decided"]] == ["销号"]
    with CaseFile.open(case, writing=False) as file:
        assert file.history(file.case().reviews[0].id)[-1].words == "读回整改台账：1 处"


def test_suggestions_are_listed_and_taken_one_by_one(capsys: pytest.CaptureFixture[str], case: Path) -> None:
    told = run(capsys, "case", "judge", case, "1")[1].splitlines()
    assert [line.split("\t")[0][:2] for line in told] == [f"P{number}" for number in range(1, 9)]
    assert all("\t建议\t" in line for line in told)
    assert "P4 责任单位\t2\t已评 2 分\t" in run(capsys, "case", "judge", case, "1", "--take", "P4", "P5")[1]
    assert run(capsys, "case", "judge", case, "1", "--take", "P4")[0] == 1
    assert run(capsys, "case", "judge", case, "1", "--take", "P9")[0] == 1
    assert run(capsys, "case", "judge", case, "--take", "all")[0] == 0
    with CaseFile.open(case, writing=False) as file:
        review = file.case().reviews[0]
        assert len(review.scores) == 2 + 8
        assert file.history(review.id)[0].words == "采用复核建议：P4 责任单位、P5 完成时限"


def test_a_decision_whose_issue_is_named_no_more_is_moved(
    capsys: pytest.CaptureFixture[str], case: Path, tmp_path: Path
) -> None:
    assert run(capsys, "case", "state", case, "2", "--to", "整改中")[0] == 0
    newer = LETTER.replace("（二）教育督导机构没有独立设置。", "（二）校园周边秩序杂乱。")
    add(capsys, case, written(tmp_path, "反馈新", newer), "findings")
    notice, *rows = lines(capsys, case)
    assert "找不到" in notice["says"]
    assert (rows[-1]["answer"], rows[-1]["state"]) == ("gone", "整改中")
    assert run(capsys, "case", "move", case, "1", "2")[0] == 1
    assert run(capsys, "case", "move", case, "77", "2")[0] == 1
    assert run(capsys, "case", "move", case, str(rows[-1]["number"]), "2")[0] == 0
    assert [each["decided"] for each in lines(capsys, case)[:2]] == [False, True]
