import json
import os
import sys
from pathlib import Path

import pytest

from desktop import paths
from desktop.model.errors import UnwritableSettings
from desktop.storage import Recent, settings
from desktop.storage.recent import LONGEST, RecentFile
from desktop.storage.settings import Settings, Theme

CHOSEN = Settings(
    theme=Theme.DARK, cases_folder="D:/督导/案卷", reviewer="王督学", zoom=125, splitters={"main": (700, 500)}
)


def test_settings_come_back(tmp_path: Path) -> None:
    assert settings.load(tmp_path / "none") == (Settings(), "")
    settings.save(CHOSEN, tmp_path / "new")
    assert settings.load(tmp_path / "new") == (CHOSEN, "")
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["settings.json"]


def test_settings_have_a_place_of_their_own(own_home: Path) -> None:
    settings.save(CHOSEN)
    assert settings.load() == (CHOSEN, "")
    assert (paths.settings_dir() / "settings.json").is_relative_to(own_home)
    assert CHOSEN.cases == Path("D:/督导/案卷")
    assert Settings().cases == paths.documents_dir()


@pytest.mark.parametrize(
    "held",
    [
        "",
        "{",
        "[]",
        "null",
        '{"zoom": 100}',
        '{"version": 2, "zoom": 5000}',
        '{"version": 2, "theme": "pink"}',
        '{"version": 1, "zoom": 900}',
        "\xff",
    ],
)
def test_broken_settings_are_kept_aside(tmp_path: Path, held: str) -> None:
    path = tmp_path / "settings.json"
    path.write_bytes(held.encode("latin-1"))
    found, says = settings.load(tmp_path)
    assert found == Settings()
    assert "settings.json.broken" in says
    assert (tmp_path / "settings.json.broken").read_bytes() == held.encode("latin-1")
    assert not path.exists()
    assert settings.load(tmp_path) == (Settings(), "")


@pytest.mark.parametrize("newer", [{"sparkle": True}, {"theme": "sepia"}, {"splitters": ["1", 2]}])
def test_what_a_newer_version_added_is_left_out(newer: dict[str, object], tmp_path: Path) -> None:
    (tmp_path / "settings.json").write_text(json.dumps({"version": 7, "zoom": 90, **newer}), encoding="utf-8")
    assert settings.load(tmp_path) == (Settings(zoom=90), "")
    assert [path.name for path in tmp_path.iterdir()] == ["settings.json"]


@pytest.mark.parametrize(("zoom", "now"), [(50, 60), (125, 125), (300, 250)])
def test_settings_of_the_first_version_are_brought_over(zoom: int, now: int, tmp_path: Path) -> None:
    held = {"version": 1, "zoom": zoom, "reviewer": "王督学", "hidden_layers": ["metric"], "layout": "x"}
    (tmp_path / "settings.json").write_text(json.dumps(held), encoding="utf-8")
    found, says = settings.load(tmp_path)
    assert (found, says) == (Settings(zoom=now, reviewer="王督学"), "")
    settings.save(found, tmp_path)
    assert json.loads((tmp_path / "settings.json").read_text(encoding="utf-8"))["version"] == settings.VERSION


def test_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(UnwritableSettings, match="无法写入"):
        settings.save(CHOSEN, tmp_path / "file")
    found, says = settings.load(tmp_path / "file")
    assert found == Settings()
    # Windows tells nothing but that the file is not there.
    assert says or os.name == "nt"
    (tmp_path / "settings.json").mkdir()
    with pytest.raises(UnwritableSettings):
        settings.save(CHOSEN, tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "settings.json"]


def test_the_recent_list_shows_what_is_there_last_first(tmp_path: Path) -> None:
    recent = Recent(tmp_path / "settings")
    assert recent.shown() == ()
    files = [tmp_path / f"{number}.txt" for number in range(LONGEST + 2)]
    for number, path in enumerate(files):
        path.touch()
        recent.add(RecentFile(path=str(path), title=f"第{number}份", at=f"2024-03-{number + 1:02}"))
    recent.add(RecentFile(path=str(files[5]), title="第5份", at="2024-04-01"))
    files[7].unlink()
    shown = Recent(tmp_path / "settings").shown()
    assert [entry.title for entry in shown] == [f"第{n}份" for n in (5, 13, 12, 11, 10, 9, 8, 6, 4, 3, 2)]
    recent.forget(files[13])
    assert [entry.title for entry in recent.shown()][:2] == ["第5份", "第12份"]


def test_a_recent_list_that_cannot_be_used_is_no_reason_to_stop(tmp_path: Path) -> None:
    report = tmp_path / "a.txt"
    report.touch()
    (tmp_path / "recent.json").write_text(json.dumps([{"path": 3}]), encoding="utf-8")
    recent = Recent(tmp_path)
    assert recent.shown() == ()
    assert (tmp_path / "recent.json.broken").exists()
    recent.add(RecentFile(path=str(report), title="甲", at="2024"))
    assert [entry.title for entry in recent.shown()] == ["甲"]
    blocked = Recent(report)
    blocked.add(RecentFile(path=str(report), title="甲", at="2024"))
    assert blocked.shown() == ()


@pytest.mark.skipif(sys.platform == "win32", reason="folders of the user's are the user's there")
def test_the_folder_of_the_settings_is_the_owners_alone() -> None:
    settings.save(settings.load()[0])
    assert paths.settings_dir().stat().st_mode & 0o077 == 0
