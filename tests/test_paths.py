"""Where things lie: from a checkout, from an installed wheel, and for the user."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop import paths

ROOT = Path(__file__).resolve().parent.parent
OWN = [paths.settings_dir, paths.cache_dir, paths.log_dir, paths.documents_dir]


def test_a_checkout_holds_its_resources_and_seeds() -> None:
    assert paths.resource("checklists", "cq2023.yaml").is_file()
    assert paths.seed("000_7247668ee333bfb4.txt").is_file()
    assert paths.seeds_dir() == ROOT / "seeds"


def test_one_folder_takes_everything(own_home: Path) -> None:
    folders = [folder() for folder in OWN]
    assert all(own_home in folder.parents for folder in folders)
    assert len(set(folders)) == len(folders)


def test_asking_creates_nothing(own_home: Path) -> None:
    for folder in OWN:
        folder()
    assert not own_home.exists()


@pytest.fixture
def linux_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("DUYUE_HOME")
    for name in ("XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_DOCUMENTS_DIR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    for home in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(home, str(tmp_path))
    return tmp_path


@pytest.mark.parametrize(
    ("folder", "variable", "below_home"),
    [
        (paths.settings_dir, "XDG_CONFIG_HOME", ".config/duyue/settings"),
        (paths.cache_dir, "XDG_CACHE_HOME", ".cache/duyue/cache"),
        (paths.log_dir, "XDG_STATE_HOME", ".local/state/duyue/log"),
    ],
)
def test_linux_folders_follow_xdg(
    folder: Callable[[], Path], variable: str, below_home: str, linux_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert folder() == linux_home / below_home
    monkeypatch.setenv(variable, "relative")
    assert folder() == linux_home / below_home
    monkeypatch.setenv(variable, str(linux_home / "elsewhere"))
    assert folder() == linux_home / "elsewhere" / "duyue" / folder.__name__.removesuffix("_dir")


@pytest.mark.parametrize(
    ("note", "folder"),
    [
        (None, "Documents"),
        ('XDG_DOCUMENTS_DIR="$HOME/文档"\n', "文档"),
        ('# a comment\nXDG_MUSIC_DIR="$HOME/音乐"\nXDG_DOCUMENTS_DIR="$HOME/档"\n', "档"),
        ('XDG_DOCUMENTS_DIR="$HOME/"\n', "Documents"),
        ('XDG_DOCUMENTS_DIR="文档"\n', "Documents"),
    ],
)
def test_linux_documents_are_the_desktops(note: str | None, folder: str, linux_home: Path) -> None:
    if note is not None:
        (linux_home / ".config").mkdir()
        (linux_home / ".config" / "user-dirs.dirs").write_text(note, encoding="utf-8")
    assert paths.documents_dir() == linux_home / folder / "督阅"


def test_linux_documents_named_by_the_environment(linux_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DOCUMENTS_DIR", str(linux_home / "papers"))
    assert paths.documents_dir() == linux_home / "papers" / "督阅"


def test_windows_settings_roam_and_caches_stay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DUYUE_HOME")
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setenv("APPDATA", str(tmp_path / "Roaming"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "Local"))
    assert paths.settings_dir() == tmp_path / "Roaming" / "Duyue" / "settings"
    assert paths.cache_dir() == tmp_path / "Local" / "Duyue" / "cache"
    assert paths.log_dir() == tmp_path / "Local" / "Duyue" / "log"


@pytest.mark.parametrize(("frozen", "marked"), [(True, True), (True, False), (False, True)])
def test_a_marked_program_keeps_its_data_beside_itself(
    frozen: bool, marked: bool, linux_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = linux_home / "优盘 一" / "duyue"
    program.mkdir(parents=True)
    monkeypatch.setattr(sys, "executable", str(program / "督阅.exe"))
    monkeypatch.setattr(sys, "frozen", frozen, raising=False)
    if marked:
        (program / "portable.txt").touch()
    beside = [program in folder().parents for folder in OWN]
    assert beside == [frozen and marked] * len(OWN)
    assert not (program / "督阅数据").exists()
    monkeypatch.setenv("DUYUE_HOME", str(linux_home / "elsewhere"))
    assert paths.settings_dir() == linux_home / "elsewhere" / "settings", "what the environment names goes first"


def test_the_lightest_import() -> None:
    program = "import sys, desktop.paths; sys.exit(bool({'pydantic', 'PySide6', 'ctypes'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=False).returncode == 0
