"""The command line's contract (ARCHITECTURE §7)."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import Workbook

from desktop import cli, paths
from tests.intake.printed import Page, pdf

SEED = "000_7247668ee333bfb4.txt"


def run(capsys: pytest.CaptureFixture[str], *argv: str | Path) -> tuple[int, str, str]:
    code = cli.main([str(word) for word in argv])
    out, err = capsys.readouterr()
    return code, out, err


def test_read_prints_sorted_records_whose_quotes_stand_in_the_text(capsys: pytest.CaptureFixture[str]) -> None:
    seed = paths.seed(SEED)
    code, out, err = run(capsys, "read", seed)
    assert (code, err) == (0, "")
    found = [json.loads(line) for line in out.splitlines()]
    text = seed.read_bytes().decode()
    marks = [record for record in found if "quote" in record]
    assert {record["kind"] for record in found} >= {"heading", "metric", "problem", "measure", "check"}
    assert all(text[record["start"] : record["end"]] == record["quote"] for record in marks)
    starts = [record.get("start", record.get("anchors", [0])[0]) for record in found if record["kind"] != "notice"]
    assert starts == sorted(starts)


def test_read_writes_one_file_each_and_text_is_exact(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    report = tmp_path / "报告 一.txt"
    report.write_bytes("\ufeff一、基本情况\r\n全区有学校12所。\r\n".encode())
    code, out, err = run(capsys, "read", report, paths.seed(SEED), "--out", tmp_path / "读出")
    assert (code, out, err) == (0, "", "")
    written = (tmp_path / "读出" / "报告 一.jsonl").read_bytes()
    assert b"\r" not in written
    assert any(json.loads(line)["quote"] == "12所" for line in written.decode().splitlines() if "quote" in line)
    assert (tmp_path / "读出" / "000_7247668ee333bfb4.jsonl").exists()
    code, out, err = run(capsys, "read", "--text", report)
    assert out == "一、基本情况\r\n全区有学校12所。\r\n"


def test_the_encoding_can_be_named(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    report = tmp_path / "报告.txt"
    report.write_bytes("全縣有學校12所，校舍面積達6.8萬平方米。".encode("big5"))
    assert run(capsys, "read", "--text", "--encoding", "big5", report)[1].startswith("全縣有學校12所")
    code, out, err = run(capsys, "read", "--encoding", "utf-8", report)
    assert (code, out) == (1, "")
    assert "换一种编码" in err
    assert run(capsys, "read", "--encoding", "latin-9", report)[0] == 2
    big5, utf8 = (run(capsys, "suggest", "--checklist", "cq2023", "--encoding", e, report) for e in ("big5", "utf-8"))
    assert (big5[0], utf8[:2]) == (0, (1, ""))


def test_one_bad_file_is_named_and_the_others_are_done(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    good, bad = tmp_path / "好.txt", tmp_path / "坏.txt"
    good.write_text("全区有学校12所。", encoding="utf-8")
    bad.write_bytes(b"")
    code, _, err = run(capsys, "read", bad, good, tmp_path / "没有.txt", "--out", tmp_path / "out")
    assert code == 1
    assert [line.split("：")[0].strip() != "" for line in err.splitlines()] == [True, True]
    assert "坏.txt" in err
    assert "没有.txt" in err
    assert (tmp_path / "out" / "好.jsonl").exists()


def test_two_files_of_one_name_do_not_overwrite_each_other(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    for folder in ("甲", "乙"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "自评.txt").write_text(f"{folder}区有学校12所。", encoding="utf-8")
    code, _, err = run(
        capsys, "read", tmp_path / "甲" / "自评.txt", tmp_path / "乙" / "自评.txt", "--out", tmp_path / "out"
    )
    assert code == 1
    assert "同名" in err
    kept = (tmp_path / "out" / "自评.jsonl").read_text(encoding="utf-8")
    assert json.loads(kept.splitlines()[0])["start"] == 5


@pytest.mark.parametrize(
    "argv",
    [[], ["读"], ["read"], ["read", "a.txt", "b.txt"], ["suggest", "a.txt"], ["read", "--no-such"]],
    ids=lambda argv: " ".join(argv) or "nothing",
)
def test_wrong_usage_leaves_with_two(capsys: pytest.CaptureFixture[str], argv: list[str]) -> None:
    code, out, err = run(capsys, *argv)
    assert code == 2
    assert out == ""
    assert "用法" in err


def test_an_output_folder_that_cannot_be_made_is_one_sentence(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    blocked = tmp_path / "文件"
    blocked.write_text("占位", encoding="utf-8")
    code, _, err = run(capsys, "read", paths.seed(SEED), "--out", blocked)
    assert code == 1
    assert err.count("\n") == 1
    assert "无法写入" in err
    assert list(tmp_path.iterdir()) == [blocked]


def test_read_explains_one_figure(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    report = tmp_path / "报告.txt"
    report.write_text("全区小学巩固率达99%以上，〔2021〕7号文件已印发。\n", encoding="utf-8")
    code, out, err = run(capsys, "read", "--explain", report, "8")
    assert (code, err) == (0, "")
    assert out.startswith("8–13  “99%以上”\n读数：≥ 99 %  〔")
    assert [line.partition("：")[0] for line in out.splitlines()[1:]] == [
        *("读数", "计入", "指标", "归入", "对象", "时期", "作用")
    ]
    assert "文号" in run(capsys, "read", "--explain", report, "15")[1]
    assert run(capsys, "read", "--explain", report, "900")[0] == 1
    assert run(capsys, "read", "--explain", report)[0] == 2


def test_read_tells_faults_of_form_apart_and_leaves_out_what_is_switched_off(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    report = tmp_path / "报告.txt"
    report.write_text("全区总体近视率较上年下降1.2%，培训教师xx名。\n", encoding="utf-8")

    def cues(*argv: str) -> list[str]:
        records = [json.loads(line) for line in run(capsys, "read", report, *argv)[1].splitlines()]
        assert not [record for record in records if record["kind"] == "finding"]
        return [record["cue"] for record in records if record["kind"] == "defect"]

    assert cues() == ["D05", "D02"]
    assert cues("--without-defect", "D05") == ["D02"]
    assert cues("--without-defect", "D05", "--without-defect", "占位符未填") == []
    code, _, err = run(capsys, "read", report, "--without-defect", "D99")
    assert code == 2
    assert "D03 缺基期" in err


def test_read_tells_what_a_check_lacks(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    report = tmp_path / "报告.txt"
    text = "2023年，全县教\u200b育支出7.3亿元，比上年增长6.2%。\n"
    report.write_text(text, encoding="utf-8")
    records = [json.loads(line) for line in run(capsys, "read", report)[1].splitlines()]
    anchors = [text.index("7.3"), text.index("6.2%")]
    (told,) = (record for record in records if record["kind"] == "unchecked")
    assert told == {
        "kind": "unchecked",
        "check": "growth",
        "anchors": anchors,
        "missing": "缺上年的教育支出",
        "rule": "growth.no_base",
    }
    places = [record.get("start", record.get("anchors", [0])[0]) for record in records if record["kind"] != "notice"]
    assert places == sorted(places)
    assert "未能核对：缺上年的教育支出" in run(capsys, "read", "--explain", report, str(anchors[1]))[1]


def test_checklists_lists_six_frameworks(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "checklists")
    assert (code, err) == (0, "")
    rows = [line.split("\t") for line in out.splitlines()]
    assert {row[0]: int(row[2]) for row in rows} == {
        "cq2023": 27,
        "jbjh2012": 37,
        "pjph2020": 18,
        "sc2023": 52,
        "yzjh2017": 43,
        "zgfh": 16,
    }


def test_suggest_prints_one_line_an_item(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "suggest", paths.seed(SEED), "--checklist", "pjph2020")
    assert (code, err) == (0, "")
    told = [json.loads(line) for line in out.splitlines()]
    assert [record["item"] for record in told][:2] == ["pjph.A1", "pjph.A2"]
    assert len(told) == 18
    assert {record["verdict"] for record in told} <= {"met", "not_met", "partial", "unknown", "judge"}
    assert told[0]["verdict"] == "met"
    assert told[0]["evidence"]


def test_an_unknown_checklist_is_one_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "suggest", paths.seed(SEED), "--checklist", "yzjh1999")
    assert (code, out) == (1, "")
    assert "yzjh1999" in err


def test_a_fault_of_ours_is_not_a_traceback(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(path: Path, encoding: str, password: str) -> None:
        raise ZeroDivisionError("全区有学校12所")

    monkeypatch.setattr("desktop.pipeline.open_file", broken)
    code, out, err = run(capsys, "read", paths.seed(SEED))
    assert (code, out) == (1, "")
    assert "Traceback" not in err
    assert "12所" not in err
    assert "ZeroDivisionError" in err


def test_the_process_speaks_utf8_whatever_the_locale(tmp_path: Path) -> None:
    report = tmp_path / "报告.txt"
    report.write_text("全区有学校12所。", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "desktop", "read", "--text", str(report)],
        cwd=paths.resource().parent,
        env={**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.decode() == "全区有学校12所。"


def test_a_reader_that_leaves_early_causes_no_noise(tmp_path: Path) -> None:
    report = tmp_path / "报告.txt"
    report.write_text("全区有学校12所。\n" * 2000, encoding="utf-8")
    done = subprocess.run(
        f'"{sys.executable}" -m desktop read "{report}" | head -n 1',
        shell=True,
        cwd=paths.resource().parent,
        capture_output=True,
        check=False,
    )
    assert b"Traceback" not in done.stderr
    assert b"Exception" not in done.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux sessions come without a screen")
def test_a_window_without_a_screen_is_one_sentence() -> None:
    screens = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    done = subprocess.run(
        [sys.executable, "-m", "desktop", str(paths.seed(SEED))],
        cwd=paths.resource().parent,
        env={name: value for name, value in os.environ.items() if name not in screens},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr.decode().count("\n") == 1
    assert "屏幕" in done.stderr.decode()


def test_a_checklist_goes_out_and_comes_back_under_another_id(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    out_file = tmp_path / "表.xlsx"
    code, out, err = run(capsys, "checklists", "--export", "zgfh", str(out_file))
    assert (code, err) == (0, "")
    assert out_file.exists()
    code, out, err = run(capsys, "checklists", "--add", str(out_file))
    assert (code, out, err) == (0, "zgfh\t履行教育职责评价意见整改方案复核\t16\n", "")


def test_a_table_that_is_wrong_is_refused_by_its_cell(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "表"
    for row in (("编号", "评分项", "分值"), ("A1", "甲", 5), ("A1", "乙", 6)):
        sheet.append(row)
    book.save(tmp_path / "表.xlsx")
    code, out, err = run(capsys, "checklists", "--add", str(tmp_path / "表.xlsx"))
    assert (code, out) == (1, "")
    assert err.startswith("表.xlsx：“表”A3：编号“A1”在 A2 已经用过")


def test_a_locked_file_is_opened_by_a_password_from_a_pipe(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "锁.pdf"
    path.write_bytes(pdf(Page().text(90, 90, "全县小学12所。"), owner="boss", user="芝麻".encode().hex()))
    code, out, err = run(capsys, "read", str(path), "--text")
    assert (code, out) == (1, "")
    assert "请输入密码" in err
    monkeypatch.setattr("sys.stdin", io.StringIO("芝麻".encode().hex() + "\n"))
    assert run(capsys, "read", str(path), "--text", "--password") == (0, "全县小学12所。", "")
    monkeypatch.setattr("sys.stdin", io.StringIO("开门\n"))
    code, out, err = run(capsys, "read", str(path), "--text", "--password")
    assert (code, out) == (1, "")
    assert "密码不对" in err
