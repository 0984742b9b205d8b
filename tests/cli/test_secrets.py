"""Passwords of cases on the command line: from the environment or a pipe, never as an argument."""

import io
from datetime import datetime
from pathlib import Path

import pytest

from desktop import cli, paths
from desktop.cli import secrets
from desktop.storage import CaseFile, locks
from desktop.storage.backups import Backups
from tests.cli.test_case import TEXT, run


@pytest.fixture(autouse=True)
def _light(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locks, "_CIPHER", {**locks._CIPHER, "mcost": 8, "tcost": 1, "pcost": 1})
    for name in (secrets.OF_CASE, secrets.NEW):
        monkeypatch.delenv(name, raising=False)


def piped(monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))


@pytest.fixture
def locked(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    report, path = tmp_path / "东河县自评.txt", tmp_path / "锁.duyue"
    report.write_text(TEXT, encoding="utf-8", newline="\n")
    piped(monkeypatch, "abc")
    assert run(capsys, "case", "new", report, "--checklist", "cq2023", "-o", path, "--lock")[0] == 0
    return path


def test_every_command_takes_the_password_from_a_pipe_or_the_environment(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, locked: Path, tmp_path: Path
) -> None:
    assert locks.is_locked(locked)
    report = locked.with_name("东河县自评.txt")
    newer = tmp_path / "新版.txt"
    newer.write_text(TEXT + "四、其他\n", encoding="utf-8", newline="\n")
    commands = (
        ("case", "score", locked, "cq.A1", "--na"),
        ("case", "add", locked, newer, "--role", "plan"),
        ("case", "show", locked),
        ("case", "verify", locked),
        ("sheet", locked, "-o", tmp_path / "a.xlsx"),
        ("case", "rescue", locked, "-o", tmp_path / "抢救.duyue"),
        ("case", "renew", locked, newer, "-o", tmp_path / "新.duyue"),
    )
    for command in commands:
        piped(monkeypatch)
        code, out, err = run(capsys, *command)
        assert (code, out) == (1, ""), command
        assert "请输入密码" in err
        piped(monkeypatch, "falsch")
        code, out, err = run(capsys, *command)
        assert (code, out) == (1, ""), command
        assert "密码不对" in err
        piped(monkeypatch, "abc")
        assert run(capsys, *command)[0] == 0, command
    assert locks.is_locked(tmp_path / "抢救.duyue")
    assert locks.is_locked(tmp_path / "新.duyue")
    monkeypatch.setenv(secrets.OF_CASE, "abc")
    assert "不适用" in run(capsys, "case", "show", locked)[1]
    assert report.exists()


def test_a_password_is_changed_and_taken_away_and_the_backups_follow(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, locked: Path
) -> None:
    folder = paths.backups_dir()
    with CaseFile.open(locked, password="abc") as file:
        backups = Backups()
        backups.keep(file, datetime(2024, 3, 5))
        backups.settle()
    piped(monkeypatch, "abc", "def")
    code, out, err = run(capsys, "case", "password", locked)
    assert (code, err) == (0, "")
    assert "无法找回" in out
    (kept,) = folder.rglob("*.duyue")
    for path in (locked, kept):
        with CaseFile.open(path, writing=False, password="def") as file:
            assert file.verify() == ()
    monkeypatch.setenv(secrets.OF_CASE, "def")
    assert run(capsys, "case", "password", locked, "--remove")[0] == 0
    assert not locks.is_locked(locked)
    assert not locks.is_locked(kept)
    piped(monkeypatch)
    assert run(capsys, "case", "password", locked)[0] == 1


def test_a_backup_that_cannot_be_opened_keeps_its_password_and_is_told(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, locked: Path
) -> None:
    with CaseFile.open(locked, password="abc") as file:
        backups = Backups()
        backups.keep(file, datetime(2024, 3, 5))
        backups.settle()
    (kept,) = paths.backups_dir().rglob("*.duyue")
    kept.write_bytes(kept.read_bytes()[:5000])
    piped(monkeypatch, "abc", "def")
    out = run(capsys, "case", "password", locked)[1]
    assert "有 1 份备份" in out


def test_a_password_on_the_command_line_is_no_usage(locked: Path) -> None:
    assert cli.main(["case", "show", str(locked), "--password", "abc"]) == 2
