"""The loop from the command line: the findings held against the plan (ARCHITECTURE §7)."""

import json
from pathlib import Path

import pytest

from desktop import cli

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


def run(capsys: pytest.CaptureFixture[str], *argv: str | Path) -> tuple[int, str, str]:
    code = cli.main([str(word) for word in argv])
    out, err = capsys.readouterr()
    return code, out, err


@pytest.fixture
def case(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Path:
    path = tmp_path / "青山.duyue"
    letter, plan = tmp_path / "反馈.txt", tmp_path / "方案.txt"
    letter.write_text(LETTER, encoding="utf-8", newline="\n")
    plan.write_text(PLAN, encoding="utf-8", newline="\n")
    assert run(capsys, "case", "new", plan, "--checklist", "zgfh", "-o", path)[0] == 0
    assert run(capsys, "case", "add", path, letter, "--role", "findings")[0] == 0
    return path


def test_every_finding_is_a_line_with_its_answer(capsys: pytest.CaptureFixture[str], case: Path) -> None:
    code, out, err = run(capsys, "case", "matrix", case, "--json")
    assert (code, err) == (0, "")
    first, second, added = map(json.loads, out.splitlines())
    assert (first["state"], first["item"], first["unit"]) == ("answered", "1", "lead_support")
    assert (first["deadline"], first["target"], first["acts"]) == (["2031年8月底前"], "number", ["build"])
    assert PLAN[slice(*first["measure"])].startswith("整改措施：由县教育局牵头")
    assert (second["state"], second["measure"]) == ("not", None)
    assert (added["state"], added["item"]) == ("added", "2")


def test_a_plan_for_another_letter_is_told(capsys: pytest.CaptureFixture[str], case: Path, tmp_path: Path) -> None:
    other = tmp_path / "另一份.txt"
    other.write_text(PLAN.replace("2号", "7号"), encoding="utf-8", newline="\n")
    assert run(capsys, "case", "add", case, other, "--role", "plan")[0] == 0
    notice = json.loads(run(capsys, "case", "matrix", case, "--json")[1].splitlines()[0])
    assert notice["kind"] == "notice"
    assert "青府督〔2031〕7号" in notice["says"]
    assert "青府督〔2031〕2号" in notice["says"]


def test_what_is_no_plan_is_refused_in_one_sentence(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    report, path = tmp_path / "自评.txt", tmp_path / "自评.duyue"
    report.write_text("青山县自评报告\n全县有小学12所。\n", encoding="utf-8", newline="\n")
    assert run(capsys, "case", "new", report, "--checklist", "cq2023", "-o", path)[0] == 0
    code, out, err = run(capsys, "case", "matrix", path)
    assert (code, out) == (1, "")
    assert err.count("\n") == 1
    assert "整改方案" in err


def test_lines_for_people_name_units_and_dates(capsys: pytest.CaptureFixture[str], case: Path) -> None:
    lines = run(capsys, "case", "matrix", case)[1].splitlines()
    assert lines[0].startswith("已应答\t1\t")
    assert lines[0].endswith("县教育局、县财政局\t2031年8月底前")
    assert lines[1].startswith("未应答\t\t")
