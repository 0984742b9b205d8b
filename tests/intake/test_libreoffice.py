"""Old Word files through LibreOffice: what it is asked, that it ends in time, that nothing of it stays."""

import sys
import time
from pathlib import Path

import pytest

from desktop import intake, paths
from desktop.intake import libreoffice
from desktop.model.errors import UnreadableFile
from tests.intake.conftest import REAL
from tests.intake.office import docx, p
from tests.intake.word97 import Para, word97

OLD = word97(Para("一、成效\r"), Para("全县小学12所。\r"))
posix = pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a script")


def stand_in(folder: Path, monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    """Put a script in the place of LibreOffice."""
    script = folder / "soffice"
    script.write_text("\n".join((f"#!{sys.executable}", "import os, pathlib, subprocess, sys, time", *lines)))
    script.chmod(0o755)
    monkeypatch.setattr(libreoffice, "find", lambda: script)


@posix
def test_it_works_in_a_folder_of_ours_without_macros(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "made.docx").write_bytes(docx(p("一、成效") + p("全县小学12所。") + p("框：教师30人。")))
    stand_in(
        tmp_path,
        monkeypatch,
        "out = pathlib.Path(sys.argv[sys.argv.index('--outdir') + 1])",
        f"told = pathlib.Path({str(tmp_path)!r})",
        "profile = out / 'profile' / 'user' / 'registrymodifications.xcu'",
        "(told / 'asked').write_text(chr(10).join((*sys.argv, os.environ['HOME'], profile.read_text())))",
        "(out / 'in.docx').write_bytes((told / 'made.docx').read_bytes())",
    )
    report = intake.read_bytes(OLD, "旧.doc")
    assert report.text.endswith("框：教师30人。")
    assert [notice.code for notice in report.notices] == ["converted"]
    assert report.source == "doc"
    asked = (tmp_path / "asked").read_text()
    own = paths.cache_dir() / "office"
    assert f"UserInstallation={own.as_uri()}/" in asked
    assert f"\n{own}" in asked
    assert "DisableMacrosExecution" in asked
    assert not list(own.iterdir())


@posix
@pytest.mark.parametrize(
    "lines",
    [
        ["sys.exit(1)"],
        ["pathlib.Path(sys.argv[sys.argv.index('--outdir') + 1], 'in.docx').write_bytes(b'PK no document')"],
    ],
)
def test_where_it_fails_our_own_reader_serves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lines: list[str]
) -> None:
    stand_in(tmp_path, monkeypatch, *lines)
    report = intake.read_bytes(OLD, "旧.doc")
    assert report.text == "一、成效\n全县小学12所。"
    assert [notice.code for notice in report.notices] == ["legacy"]


def _alive(status: Path) -> bool:
    try:
        return "zombie" not in status.read_text()
    except OSError:
        return False


@posix
def test_a_hang_is_ended_with_all_that_it_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(
        tmp_path,
        monkeypatch,
        "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'])",
        f"pathlib.Path({str(tmp_path)!r}, 'child').write_text(str(child.pid))",
        "time.sleep(60)",
    )
    begin = time.perf_counter()
    assert libreoffice.Converter().converted(OLD, seconds=1.5) is None
    assert time.perf_counter() - begin < 10
    child = Path("/proc", (tmp_path / "child").read_text(), "status")
    until = time.perf_counter() + 5  # a signal that was sent is carried out when the system gets round to it
    while (alive := _alive(child)) and time.perf_counter() < until:
        time.sleep(0.01)
    assert not alive


@posix
def test_a_hang_costs_no_more_than_the_time_for_one_file_and_is_not_waited_for_again_and_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = tmp_path / "asked"
    stand_in(tmp_path, monkeypatch, f"open({str(asked)!r}, 'a').write('x')", "time.sleep(60)")
    intake.read_bytes(docx(p("甲")), "甲.docx")  # the process that reads has started
    monkeypatch.setattr(intake, "_OLD_SECONDS", 0.6)
    begin = time.perf_counter()
    texts = {intake.read_bytes(OLD, "旧.doc").text for _ in range(6)}
    assert time.perf_counter() - begin < 4
    assert texts == {"一、成效\n全县小学12所。"}
    assert len(asked.read_text()) <= 2


def test_what_our_own_reader_refuses_never_gets_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libreoffice.Converter, "converted", lambda *_: pytest.fail("a broken file was handed on"))
    with pytest.raises(UnreadableFile, match="打开密码"):
        intake.read_bytes(word97(Para("甲\r"), flags=0x0100), "旧.doc")


@pytest.mark.all
@pytest.mark.skipif(REAL() is None, reason="no LibreOffice")
def test_the_real_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libreoffice, "find", REAL)
    monkeypatch.setattr(intake, "_OLD_SECONDS", 60.0)
    report = intake.read_bytes(OLD, "旧.doc")
    assert report.text == "一、成效\n全县小学12所。"
    assert [notice.code for notice in report.notices] == ["converted"]
