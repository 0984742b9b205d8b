"""What newer and older builds do with one folder."""

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop import builds

Make = Callable[..., Path]


@pytest.fixture
def make(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Make:
    """Lay the parts of a build into one folder; the last one laid is the one that runs."""

    def lay(name: str, date: int, **files: str) -> Path:
        parts = tmp_path / "优盘 一" / name
        listed = {f"{name}/lib/a.dll": "a", f"{name}/b.txt": "b", "duyue.exe": "program", **files}
        for path, words in listed.items():
            (parts.parent / path).parent.mkdir(parents=True, exist_ok=True)
            (parts.parent / path).write_text(words, encoding="utf-8")
        told = {"version": "1.0.0", "commit": name, "date": date, "files": dict.fromkeys(listed, ""), "left_out": {}}
        (parts / builds.RECORD).write_text(json.dumps(told), encoding="utf-8")
        monkeypatch.setattr(sys, "_MEIPASS", str(parts), raising=False)
        return parts

    return lay


def names(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_a_newer_build_takes_away_what_older_ones_left(make: Make) -> None:
    older = [make("parts-0.1.0-aaaaaaa", 1), make("parts-0.2.0-bbbbbbb", 2)]
    own = make("parts-1.0.0-ccccccc", 3)
    kept = names(own)
    builds.sweep()
    assert not any(folder.exists() for folder in older)
    assert names(own) == kept
    assert (own.parent / "duyue.exe").is_file(), "its place is the newer program's"


@pytest.mark.parametrize(
    ("name", "date"),
    [
        ("parts-1.0.0-ccccccc", 3),
        ("parts-1.0.1-ddddddd", 3),
        ("parts-1.1.0-eeeeeee", 4),
    ],
    ids=["itself", "of the same moment", "newer, its programs perhaps still to come"],
)
def test_only_what_is_older_goes(name: str, date: int, make: Make) -> None:
    other = make(name, date)
    make("parts-1.0.0-ccccccc", 3)
    kept = names(other)
    builds.sweep()
    assert names(other) == kept


def test_nothing_that_is_not_the_older_builds_goes(make: Make, tmp_path: Path) -> None:
    outside = tmp_path / "优盘 一" / "督阅数据" / "settings.json"
    outside.parent.mkdir(parents=True)
    outside.write_text("{}", encoding="utf-8")
    old = "parts-0.1.0-aaaaaaa"
    escapes = {f"{old}/../督阅数据/settings.json": "{}", "督阅数据/settings.json": "{}"}
    older = make(old, 1, **escapes)
    (older / "lib" / "我的.txt").write_text("mine", encoding="utf-8")
    strangers = [older.parent / "parts-list" / "a.txt", older.parent / "parts-0.1.0-bbbbbbb" / builds.RECORD]
    for path in strangers:
        path.parent.mkdir()
        path.write_text("[1]", encoding="utf-8")
    make("parts-1.0.0-ccccccc", 3)
    builds.sweep()
    assert outside.is_file()
    assert names(older) == {"lib/我的.txt"}
    assert all(path.read_text(encoding="utf-8") == "[1]" for path in strangers)


def test_the_parts_of_a_program_that_runs_stay_until_it_ends(make: Make) -> None:
    older = make("parts-0.1.0-aaaaaaa", 1)
    builds.hold()
    make("parts-1.0.0-ccccccc", 3)
    kept = names(older)
    builds.sweep()
    assert names(older) == kept
    builds._held.pop().close()
    builds.sweep()
    assert not older.exists()


def test_an_interrupted_sweep_is_gone_on_with(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    older = make("parts-0.1.0-aaaaaaa", 1)
    make("parts-1.0.0-ccccccc", 3)

    def refuse(path: Path, missing_ok: bool = False) -> None:
        raise PermissionError(path)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", refuse)
        builds.sweep()
    (older / "b.txt").unlink()
    builds.sweep()
    assert not older.exists()


@pytest.mark.skipif(os.name == "nt", reason="Windows makes links for administrators alone")
def test_no_link_leads_out_of_the_older_builds_folder(make: Make, tmp_path: Path) -> None:
    older = make("parts-0.1.0-aaaaaaa", 1)
    elsewhere = tmp_path / "elsewhere"
    (older / "lib").rename(elsewhere)
    (older / "lib").symlink_to(elsewhere)
    make("parts-1.0.0-ccccccc", 3)
    builds.sweep()
    assert names(elsewhere) == {"a.dll"}


def test_what_was_not_built_has_nothing_to_hold_or_sweep() -> None:
    builds.hold()
    builds.sweep()
    assert builds.parts() is None
    assert not builds._held
