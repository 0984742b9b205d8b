"""自检: the example it scores, what it leaves behind, and how it tells a fault."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
import record

from desktop import example, intake, paths, selftest
from desktop.model.review import Note, Quote, ScoreState
from desktop.storage.casefile import CaseFile
from desktop.storage.shelf import Shelf

pytestmark = [
    pytest.mark.usefixtures("qapp"),
    pytest.mark.qt_log_ignore("This plugin does not support propagateSizeHints", extend=True),
]
ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = "示例-重庆市荣昌区-2023"


def test_the_example_is_marked_as_one_in_every_line() -> None:
    shown = example.read()
    assert shown.begun().about.example
    written = [shown.reviewer, *(item.reason for item in shown.items)]
    written += [note.text for item in shown.items for note in item.notes]
    assert all(words.startswith("示例") for words in written)


def test_the_example_quotes_its_report_and_scores_items_of_its_checklist() -> None:
    shown = example.read()
    report = intake.read(paths.seed(shown.seed))
    checklist = Shelf().get(shown.checklist)
    *_, review = shown.reviews(checklist, report)
    assert len(review.scores) == len(shown.items) >= 10
    quotes = [e for e in review.evidence if isinstance(e, Quote)]
    assert all(report.text[e.start : e.end] == e.quote for e in quotes)
    assert len(quotes) == sum(len(item.quotes) for item in shown.items)
    assert any(isinstance(e, Note) for e in review.evidence)
    for score in review.scores:
        assert score.wording == checklist.item_by_id[score.item].wording_hash
        assert (score.level is not None) == (score.state is ScoreState.SCORED)


def test_the_whole_job(tmp_path: Path, own_home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / f"{EXAMPLE}.duyue").write_text("of an earlier run", encoding="utf-8")
    assert selftest.run(tmp_path / "out") == 0
    said = capsys.readouterr().out.splitlines()
    assert all(line.startswith("通过") for line in said)
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        f"{EXAMPLE}.{suffix}" for suffix in ("docx", "duyue", "pdf", "png", "xlsx")
    ]
    with CaseFile.open(tmp_path / "out" / f"{EXAMPLE}.duyue", writing=False) as file:
        assert file.verify() == ()
        assert file.case().reviews[0].about.example
    assert not own_home.exists(), "the user's settings and recent list are left alone"


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").touch()
    assert selftest.run(tmp_path / "file" / "out") == 1
    assert re.fullmatch(r"失败 .*--out.*\n", capsys.readouterr().out)


def test_a_missing_resource_stops_with_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(paths, "seed", lambda name: tmp_path / name)
    assert selftest.run(tmp_path / "out") == 1
    last = capsys.readouterr().out.splitlines()[-1]
    assert last.startswith("失败  读报告：")


def test_a_built_program_names_what_is_missing_or_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    program = tmp_path / "程序 一"
    (program / "lib").mkdir(parents=True)
    for name in ("a.dll", "b.dll", "c.dll", "d.dll"):
        (program / "lib" / name).write_text(name, encoding="utf-8")
    monkeypatch.setattr(record, "commit", lambda: "0123456789abcdef")
    parts = program / record.inner_folder()
    parts.mkdir()
    monkeypatch.setattr(sys, "_MEIPASS", str(parts), raising=False)

    def last_line() -> str:
        assert selftest.run(tmp_path / "out") == 1
        return capsys.readouterr().out.splitlines()[-1]

    assert last_line() == "失败  程序文件：缺少 BUILD.json，请重新复制整个程序文件夹。"
    record.write(program)
    assert selftest.run(tmp_path / "out") == 0
    assert "（0123456789ab），5 个文件与发布时相同" in capsys.readouterr().out
    (program / "lib" / "a.dll").write_text("another", encoding="utf-8")
    assert last_line() == "失败  程序文件：lib/a.dll 与发布时不同，请重新复制整个程序文件夹。"
    (program / "lib" / "a.dll").unlink()
    assert "缺少 lib/a.dll，" in last_line()
    for path in (program / "lib").iterdir():
        path.unlink()
    assert "缺少 lib/a.dll、lib/b.dll、lib/c.dll 等 4 个文件，" in last_line()


def test_a_built_program_names_what_the_self_test_itself_stands_on(tmp_path: Path) -> None:
    told = {"version": "1.0.0", "commit": "", "date": 1, "files": {"parts-1.0.0/apsw/here.pyd": ""}}
    (tmp_path / "parts-1.0.0").mkdir()
    (tmp_path / "parts-1.0.0" / "BUILD.json").write_text(json.dumps(told), encoding="utf-8")
    program = (
        "import sys\n"
        f"sys._MEIPASS = {str(tmp_path / 'parts-1.0.0')!r}\n"
        "sys.modules['apsw'] = sys.__class__('apsw')\n"  # its folder without its library
        "sys.argv = ['duyue', '--selftest']\n"
        "from desktop import __main__\n"
        "sys.exit(__main__.main())\n"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, check=False, encoding="utf-8")
    assert done.returncode == 1
    assert done.stdout.startswith("失败  程序文件：缺少 parts-1.0.0/apsw/here.pyd，")
    assert not done.stderr
