"""Case files and sheets from the command line (ARCHITECTURE §7)."""

import json
import os
import random
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import openpyxl
import pytest
from openpyxl import load_workbook

from desktop import cli, intake, paths
from desktop.intake.printed import ocr
from desktop.model.recognition import Recognised
from desktop.sheets.readback import read_sheet
from desktop.storage import CaseFile
from tests.intake.printed import Page, pdf
from tests.intake.test_scans import line, scan

ROOT = Path(__file__).resolve().parents[2]
SEED = "000_7247668ee333bfb4.txt"
TEXT = """东河县2023年履行教育职责自评报告
一、主要做法
全县共有小学31所、初中9所，小学生师比18.6:1。
二、存在问题
专任教师数量不足，功能室缺口较大。
三、下步打算
面向社会公开招聘教师60名。
"""


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "东河县自评.txt"
    path.write_text(TEXT, encoding="utf-8", newline="\n")
    return path


@pytest.fixture
def case(capsys: pytest.CaptureFixture[str], report: Path, tmp_path: Path) -> Path:
    path = tmp_path / "卷" / "东河.duyue"
    assert run(capsys, "case", "new", report, "--checklist", "cq2023", "-o", path, "--reviewer", "王督学")[0] == 0
    return path


def run(capsys: pytest.CaptureFixture[str], *argv: str | Path) -> tuple[int, str, str]:
    code = cli.main([str(word) for word in argv])
    out, err = capsys.readouterr()
    return code, out, err


def held(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if "home" not in path.parts)


def shown(capsys: pytest.CaptureFixture[str], case: Path) -> dict[str, list[dict[str, object]]]:
    code, out, err = run(capsys, "case", "show", case, "--json")
    assert (code, err) == (0, "")
    found = json.loads(out)
    assert isinstance(found, dict)
    return found


def test_a_case_is_made_filled_and_printed(capsys: pytest.CaptureFixture[str], case: Path, tmp_path: Path) -> None:
    start = TEXT.index("小学生师比")
    span = f"{start}:{start + 11}"
    scored = run(
        capsys, "case", "score", case, "cq.A1", "--level", "达标", "--reason", "与台账一致", "--evidence", span
    )
    assert scored[0] == 0
    assert scored[2] == ""
    assert scored[1].split("\t")[2:] == ["已评", "达标", "佐证1\n"]
    assert run(capsys, "case", "score", case, "cq.A2", "--na")[0] == 0
    assert run(capsys, "case", "score", case, "cq.A1", "--reason", "改写理由", "--evidence", span)[0] == 0
    plan = tmp_path / "方案.txt"
    plan.write_text("整改方案\n一是补齐教师。\n", encoding="utf-8")
    assert run(capsys, "case", "add", case, plan, "--role", "plan")[0] == 0

    found = shown(capsys, case)
    assert [(d["name"], d["role"]) for d in found["documents"]] == [("东河县自评.txt", "report"), ("方案.txt", "plan")]
    (review,) = found["reviews"]
    assert review["about"] == {"district": "东河县", "year": "2023", "reviewer": "王督学", "example": False}
    scores = review["scores"]
    assert isinstance(scores, list)
    assert [(s["item"], s["state"], s["level"], s["reason"]) for s in scores] == [
        ("cq.A1", "scored", "达标", "改写理由"),
        ("cq.A2", "not_applicable", None, ""),
    ]
    evidence = review["evidence"]
    assert isinstance(evidence, list)
    assert [(e["item"], e["quote"]) for e in evidence] == [("cq.A1", TEXT[start : start + 11])]

    code, out, err = run(capsys, "case", "show", case)
    assert (code, err) == (0, "")
    assert "cq.A1\t教育领导体制机制\t已评\t达标\t佐证1" in out.splitlines()
    code, out, err = run(capsys, "case", "verify", case)
    assert (code, err) == (0, "")
    assert "核对无误，材料 2 份，评审 1 次，修改 3 条" in out

    sheet = tmp_path / "东河.xlsx"
    code, out, err = run(capsys, "sheet", case, "-o", sheet)
    assert (code, err) == (0, "")
    assert "评分项 27 条，已评 2 条，佐证 1 条" in out
    book = read_sheet(sheet)
    assert (book.scores[0].outcome, book.scores[0].evidence) == ("达标", (TEXT[start : start + 11],))
    assert dict(book.totals["达标（条）"]) == {"评分": 1}
    with CaseFile.open(case, writing=False) as file:
        assert [step.kind for step in file.history(str(review["id"]))] == ["edit"] * 3


def test_the_encoding_of_a_text_can_be_named(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """A short text that would be taken for GB18030 is kept, read and verified as the Big5 that it is."""
    report, case = tmp_path / "短.txt", tmp_path / "短.duyue"
    report.write_bytes("學校12所".encode("big5"))
    named = ("--encoding", "big5")
    assert run(capsys, "case", "new", report, "--checklist", "cq2023", "-o", case, *named)[0] == 0
    report.write_bytes("教師12人".encode("big5"))
    assert run(capsys, "case", "add", case, report, "--role", "plan", *named)[0] == 0
    with CaseFile.open(case, writing=False) as file:
        assert [document.text for document in file.case().documents] == ["學校12所", "教師12人"]
    assert run(capsys, "case", "verify", case)[0] == 0
    assert run(capsys, "case", "renew", case, report, "-o", tmp_path / "新.duyue", *named)[0] == 0


def test_points_are_given_where_there_are_points(
    capsys: pytest.CaptureFixture[str], report: Path, tmp_path: Path
) -> None:
    case = tmp_path / "复核.duyue"
    assert run(capsys, "case", "new", report, "--checklist", "zgfh", "-o", case)[0] == 0
    assert run(capsys, "case", "score", case, "zgfh.P1", "--points", "1.5")[0] == 0
    (review,) = shown(capsys, case)["reviews"]
    scores = review["scores"]
    assert isinstance(scores, list)
    assert scores[0]["points"] == "1.5"
    code, _, err = run(capsys, "case", "score", case, "zgfh.P1", "--points", "99")
    assert (code, len(err.splitlines())) == (1, 1)
    assert shown(capsys, case)["reviews"] == [review]


@pytest.mark.parametrize(
    ("argv", "code", "says"),
    [
        (["case", "new", "{report}", "--checklist", "cq2023", "-o", "{case}"], 1, "没有覆盖"),
        (["case", "new", "{report}", "--checklist", "无此表", "-o", "{new}"], 1, "无此表"),
        (["case", "new", "{report}.不在", "--checklist", "cq2023", "-o", "{new}"], 1, "东河县自评.txt.不在"),
        (["case", "new", "{report}", "--checklist", "cq2023", "-o", "{report}/x.duyue"], 1, "x.duyue"),
        (["case", "show", "{report}"], 1, "不是督阅案卷"),
        (["case", "show", "{new}"], 1, "找不到"),
        (["case", "show", "{case}", "--review", "q"], 1, "q"),
        (["case", "verify", "{report}"], 1, "东河县自评.txt"),
        (["case", "add", "{case}", "{report}", "--role", "plan"], 1, "没有重复加入"),
        (["case", "add", "{case}", "{report}", "--role", "novel"], 2, "用法"),
        (["case", "score", "{case}", "cq.Z9", "--na"], 1, "cq.Z9"),
        (["case", "score", "{case}", "cq.A1", "--level", "优秀"], 1, "达标、基本达标、未达标"),
        (["case", "score", "{case}", "cq.A1", "--evidence", "5:5"], 1, "5:5"),
        (["case", "score", "{case}", "cq.A1", "--evidence", "0:99999"], 1, "0:99999"),
        (["case", "score", "{case}", "cq.A1", "--level", "达标", "--evidence", "0:99999"], 1, "0:99999"),
        (["case", "score", "{case}", "cq.A1", "--evidence", "a:b"], 2, "START:END"),
        (["case", "score", "{case}", "cq.A1", "--points", "很多"], 2, "很多"),
        (["case", "score", "{case}", "cq.A1", "--points", "nan"], 2, "nan"),
        (["case", "score", "{case}", "cq.A1", "--points", "1", "--na"], 2, "用法"),
        (["case", "score", "{case}", "cq.A1"], 2, "至少一项"),
        (["case", "score", "{case}"], 2, "用法"),
        (["case"], 2, "用法"),
        (["sheet", "{case}", "-o", "{folder}/a.txt"], 1, "xlsx"),
        (["sheet", "{case}", "-o", "{folder}/a.xlsx", "--what", "指标数据"], 1, "csv"),
        (["sheet", "{case}", "-o", "{report}/a.xlsx"], 1, "a.xlsx"),
        (["sheet", "{report}", "-o", "{folder}/a.xlsx"], 1, "不是督阅案卷"),
    ],
)
def test_what_goes_wrong_is_one_sentence_and_changes_nothing(
    capsys: pytest.CaptureFixture[str], case: Path, report: Path, argv: list[str], code: int, says: str
) -> None:
    before = case.read_bytes(), held(report.parent)
    places = {"case": case, "report": report, "new": case.with_name("新.duyue"), "folder": report.parent}
    found, out, err = run(capsys, *(word.format(**places) for word in argv))
    assert (found, out) == (code, "")
    assert says in err
    assert "Traceback" not in err
    if code == 1:
        assert len(err.splitlines()) == 1
    assert (case.read_bytes(), held(report.parent)) == before


def test_a_tampered_case_is_told_line_by_line(capsys: pytest.CaptureFixture[str], case: Path) -> None:
    data = case.read_bytes()
    changed = data.replace("小学生师比18.6:1".encode(), "小学生师比16.6:1".encode())
    assert changed != data
    case.write_bytes(changed)
    code, out, err = run(capsys, "case", "verify", case)
    assert (code, out) == (1, "")
    *faults, advice = err.splitlines()
    assert faults
    assert "备份" in advice
    assert all(line.startswith("东河.duyue：") for line in (*faults, advice))


def test_what_is_wrong_with_a_damaged_case_is_told_once(capsys: pytest.CaptureFixture[str], case: Path) -> None:
    words = "小学生师比18.6:1".encode()
    data = case.read_bytes().replace(words, b"\xff" * len(words))
    case.write_bytes(data)
    code, out, err = run(capsys, "case", "verify", case)
    assert (code, out) == (1, "")
    assert [line.count("东河.duyue") for line in err.splitlines()] == [1] * len(err.splitlines())
    assert err.count("备份") == 1


def test_the_code_on_a_sheet_finds_the_state_it_was_printed_from(
    capsys: pytest.CaptureFixture[str], case: Path, tmp_path: Path
) -> None:
    assert run(capsys, "case", "score", case, "cq.A1", "--na")[0] == 0
    assert run(capsys, "sheet", case, "-o", tmp_path / "a.xlsx")[0] == 0
    cells = openpyxl.load_workbook(tmp_path / "a.xlsx")["评分表"].iter_rows(max_row=8, values_only=True)
    printed = next(str(cell) for row in cells for cell in row if "核对码：" in str(cell)).partition("核对码：")[2]
    code, out, err = run(capsys, "case", "verify", case, "--code", printed.lower())
    assert (code, err) == (0, "")
    assert "现在的内容就是" in out
    assert run(capsys, "case", "score", case, "cq.A2", "--na")[0] == 0
    code, out, err = run(capsys, "case", "verify", case, "--code", printed)
    assert (code, err) == (0, "")
    assert "第 1 条修改之后" in out
    code, out, err = run(capsys, "case", "verify", case, "--code", "0000-0000-0000")
    assert (code, out) == (1, "")
    assert "从没有过" in err
    assert run(capsys, "case", "verify", case, "--code", "7")[0] == 2


def test_a_case_that_does_not_verify_gives_no_sheet(
    capsys: pytest.CaptureFixture[str], case: Path, tmp_path: Path
) -> None:
    case.write_bytes(case.read_bytes().replace("小学生师比18.6:1".encode(), "小学生师比16.6:1".encode()))
    code, out, err = run(capsys, "sheet", case, "-o", tmp_path / "a.xlsx")
    assert (code, out) == (1, "")
    assert "没有导出" in err
    assert not (tmp_path / "a.xlsx").exists()


def test_what_is_left_of_a_damaged_case_is_saved_elsewhere(
    capsys: pytest.CaptureFixture[str], case: Path, tmp_path: Path
) -> None:
    assert run(capsys, "case", "score", case, "cq.A1", "--na")[0] == 0
    case.write_bytes(b"\0" * 4096 + case.read_bytes()[4096:])
    before = case.read_bytes()
    assert run(capsys, "case", "show", case)[0] == 1
    code, out, err = run(capsys, "case", "rescue", case, "-o", tmp_path / "抢救.duyue")
    assert (code, err) == (0, "")
    assert "修改 1 条" in out
    assert run(capsys, "case", "verify", tmp_path / "抢救.duyue")[0] == 0
    assert "不适用" in run(capsys, "case", "show", tmp_path / "抢救.duyue")[1]
    assert case.read_bytes() == before
    code, out, err = run(capsys, "case", "rescue", tmp_path / "无.duyue", "-o", tmp_path / "x.duyue")
    assert (code, out) == (1, "")
    assert "找不到" in err


def test_a_case_open_elsewhere_is_refused(capsys: pytest.CaptureFixture[str], case: Path, tmp_path: Path) -> None:
    with CaseFile.open(case):
        for words in ("case score {} cq.A1 --na", "case show {}", "sheet {} -o a.xlsx"):
            code, out, err = run(capsys, *(word.format(case) for word in words.split()))
            assert (code, out) == (1, "")
            assert "请先在那里关闭它" in err
    assert run(capsys, "case", "score", case, "cq.A1", "--na")[0] == 0


def test_a_killed_command_leaves_a_whole_case(capsys: pytest.CaptureFixture[str], case: Path) -> None:
    chance = random.Random(7)
    for number in range(4):
        command = [sys.executable, "-c", "import sys; from desktop.cli import main; sys.exit(main(sys.argv[1:]))"]
        process = subprocess.Popen(
            [*command, "case", "score", str(case), "cq.A1", "--reason", f"第{number}次"],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        time.sleep(chance.uniform(0.1, 0.9))
        process.kill()
        said = process.communicate()[0]
        (review,) = shown(capsys, case)["reviews"]
        scores = review["scores"]
        assert isinstance(scores, list)
        if said:
            assert scores[0]["reason"] == f"第{number}次"
        assert run(capsys, "case", "verify", case)[0] == 0
    assert run(capsys, "case", "score", case, "cq.A1", "--na")[0] == 0
    assert os.listdir(case.parent) == [case.name]


def test_a_seed_goes_from_file_to_sheet(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    case, sheet = tmp_path / "荣昌.duyue", tmp_path / "荣昌.xlsx"
    assert run(capsys, "case", "new", paths.seed(SEED), "--checklist", "cq2023", "-o", case)[0] == 0
    assert run(capsys, "case", "score", case, "cq.B1", "--level", "基本达标", "--evidence", "100:160")[0] == 0
    code, out, err = run(capsys, "sheet", case, "-o", sheet)
    assert (code, err) == (0, "")
    assert "已评 1 条" in out
    book = read_sheet(sheet)
    kinds = Counter(json.loads(line)["kind"] for line in run(capsys, "read", paths.seed(SEED))[1].splitlines())
    numbered = {name: sum(1 for row in rows if row[0].isdigit()) for name, rows in book.pages.items()}
    assert numbered["指标"] == kinds["metric"] + kinds["placeholder"] > 50
    assert numbered["问题与措施"] == kinds["problem"]
    assert numbered["疑点与核对"] == kinds["finding"] + kinds["check"] + kinds["unchecked"] > 5


def test_a_newer_version_takes_over_what_was_reviewed(
    capsys: pytest.CaptureFixture[str], case: Path, tmp_path: Path
) -> None:
    for item, words in (("cq.A1", "专任教师数量不足，功能室缺口较大。"), ("cq.A2", "小学31所")):
        start = TEXT.index(words)
        span = f"{start}:{start + len(words)}"
        assert run(capsys, "case", "score", case, item, "--level", "达标", "--evidence", span)[0] == 0
    newer = tmp_path / "修改稿.txt"
    newer.write_text("（报审稿）\n" + TEXT.replace("小学31所", "小学30所"), encoding="utf-8", newline="\n")
    made = tmp_path / "新.duyue"
    before = case.read_bytes()
    code, out, err = run(capsys, "case", "renew", case, newer, "-o", made)
    assert (code, err) == (0, "")
    assert "找回 1 条，没有找回 1 条" in out
    assert out.splitlines()[1].split("\t") == [
        "未找回", "cq.A2", "小学31所", "全县共有小学30所、初中9所，小学生师比18.6:1。",
    ]  # fmt: skip
    assert case.read_bytes() == before
    assert run(capsys, "case", "verify", made)[0] == 0
    found = shown(capsys, made)
    assert [d["name"] for d in found["documents"]] == ["修改稿.txt", "东河县自评.txt"]
    scores = found["reviews"][0]["scores"]
    assert isinstance(scores, list)
    assert [(s["item"], s["state"], s["level"]) for s in scores] == [
        ("cq.A1", "scored", "达标"),
        ("cq.A2", "doubtful", "达标"),
    ]
    assert run(capsys, "sheet", made, "-o", tmp_path / "新.xlsx")[0] == 0
    code, _, err = run(capsys, "case", "renew", case, newer, "-o", made)
    assert code == 1
    assert made.name in err
    again = tmp_path / "同一份.txt"
    again.write_text(TEXT, encoding="utf-8", newline="\n")
    code, _, err = run(capsys, "case", "renew", case, again, "-o", tmp_path / "同.duyue")
    assert code == 1
    assert "同一份" in err


def test_an_item_that_repeats_is_scored_for_each_subject(
    capsys: pytest.CaptureFixture[str], report: Path, tmp_path: Path
) -> None:
    case = tmp_path / "复核.duyue"
    assert run(capsys, "case", "new", report, "--checklist", "zgfh", "-o", case)[0] == 0
    for subject in ("班额偏大", "师资不足"):
        assert run(capsys, "case", "score", case, "zgfh.P2", "--points", "1", "--subject", subject)[0] == 0
    code, _, err = run(capsys, "case", "score", case, "zgfh.G1", "--points", "1", "--subject", "班额偏大")
    assert (code, "只评一次" in err) == (1, True)
    review = shown(capsys, case)["reviews"][0]
    assert review["subjects"] == [{"kind": "problem", "name": name} for name in ("班额偏大", "师资不足")]


def test_an_edited_sheet_comes_back_through_the_log(
    capsys: pytest.CaptureFixture[str], case: Path, tmp_path: Path
) -> None:
    sheet = tmp_path / "表.xlsx"
    assert run(capsys, "case", "score", case, "cq.A1", "--level", "达标")[0] == 0
    assert run(capsys, "sheet", case, "-o", sheet)[0] == 0
    workbook = load_workbook(sheet)
    page = workbook["评分表"]
    head = int(str(page.freeze_panes).removeprefix("A")) - 1
    columns = {str(page.cell(head, at).value): at for at in range(1, page.max_column + 1)}
    lines = {str(page.cell(at, 1).value): at for at in range(head + 1, page.max_row + 1)}
    for item, column, value in (("A1", "评分理由", "补写"), ("A2", "评分", "未达标"), ("A3", "评分", "尚可")):
        page.cell(lines[item], columns[column]).value = value
    workbook.save(sheet)
    before = case.read_bytes()
    code, out, err = run(capsys, "case", "merge", case, sheet)
    assert (code, err) == (0, "")
    assert [line.split("\t")[6] for line in out.splitlines()[:3]] == ["未收进"] * 3
    assert "不是分数，也不是" in out.splitlines()[2]
    assert case.read_bytes() == before, "looking changes nothing"
    assert "不能收进" in run(capsys, "case", "merge", case, sheet, "--take", "3")[2]
    assert "没有第“9”处" in run(capsys, "case", "merge", case, sheet, "--take", "9")[2]
    assert "收进 2 处" in run(capsys, "case", "merge", case, sheet, "--take", "all")[1]
    (review,) = shown(capsys, case)["reviews"]
    scores = review["scores"]
    assert isinstance(scores, list)
    assert [(s["item"], s["level"], s["reason"]) for s in scores] == [
        ("cq.A1", "达标", "补写"),
        ("cq.A2", "未达标", ""),
    ]
    assert "改动 1 处" in run(capsys, "case", "merge", case, sheet)[1]


def test_papers_are_told_by_their_suffix_or_by_name(
    capsys: pytest.CaptureFixture[str], case: Path, tmp_path: Path
) -> None:
    for name, what, told in (
        ("a.docx", (), "句子"),
        ("b.html", (), "指标"),
        ("c.csv", (), "指标"),
        ("d.docx", ("--what", "走访核查清单"), "走访核查清单"),
        ("e.json", (), "修改记录"),
        ("t.docx", ("--what", "意见模板"), "字段"),
    ):
        code, out, err = run(capsys, "sheet", case, "-o", tmp_path / name, *what)
        assert (code, err) == (0, ""), name
        assert told in out, name
    code, out, err = run(capsys, "sheet", case, "-o", tmp_path / "f.docx", "--template", tmp_path / "t.docx")
    assert (code, err) == (0, "")
    code, out, err = run(capsys, "sheet", case, "-o", tmp_path / "g.docx", "--template", tmp_path / "无.docx")
    assert (code, out) == (1, "")
    assert "读不到这份模板" in err
    assert json.loads(run(capsys, "case", "schema")[1])["$id"] == "duyue-case-1.schema.json"


def test_what_was_recognised_is_kept_with_every_document(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def recognised(_: intake.Pictures, page: int) -> Recognised:
        return Recognised(page, 0.0, (line("全县小学31所。", 90, 90),))

    def scanned(name: str, words: str) -> Path:
        path = tmp_path / name
        path.write_bytes(pdf(Page().text(90, 90, words), scan()))
        return path

    monkeypatch.setattr(ocr, "named", lambda: "a test")
    monkeypatch.setattr(intake.Pictures, "recognised", recognised)
    monkeypatch.setattr(ocr, "available", lambda: True)
    case, newer = (tmp_path / f"{name}.duyue" for name in ("东河", "新"))
    assert (
        run(capsys, "case", "new", scanned("自评.pdf", "东河县自评报告"), "--checklist", "cq2023", "-o", case)[0] == 0
    )
    assert run(capsys, "case", "add", case, scanned("方案.pdf", "东河县整改方案"), "--role", "plan")[0] == 0
    again = scanned("自评2.pdf", "东河县自评报告（修改稿）")
    assert run(capsys, "case", "renew", case, again, "-o", newer)[0] == 0
    for path, count in ((case, 2), (newer, 3)):
        with CaseFile.open(path, writing=False) as file:
            held = file.case()
            assert file.verify() == ()
        assert set(held.recognitions) == {document.sha256 for document in held.documents}
        assert len(held.recognitions) == count
