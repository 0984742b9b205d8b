"""Say where things lie: what came with the program, and the folders that belong to its user.

Nothing here creates a folder; whoever writes there does.
"""

import os
import re
import sys
from pathlib import Path

NAME = "督阅"
_MARKER, _BESIDE = "portable.txt", "督阅数据"
_DOCUMENTS = "fdd39ad0-238f-46af-adb4-6c85480369c7"
_PACKAGE = Path(__file__).resolve().parent


def resource(*parts: str) -> Path:
    """Find a file or folder below ``resources/``."""
    return _data().joinpath("resources", *parts)


def seeds_dir() -> Path:
    """Find the folder of the example reports."""
    return _data() / "seeds"


def seed(name: str) -> Path:
    """Find one example report by its file name."""
    return seeds_dir() / name


def settings_dir() -> Path:
    """Choose the folder of the user's settings."""
    return _own("settings", windows="APPDATA", xdg="XDG_CONFIG_HOME", fallback=".config")


def cache_dir() -> Path:
    """Choose the folder of what can be computed again."""
    return _own("cache", windows="LOCALAPPDATA", xdg="XDG_CACHE_HOME", fallback=".cache")


def log_dir() -> Path:
    """Choose the folder of the log files."""
    return _own("log", windows="LOCALAPPDATA", xdg="XDG_STATE_HOME", fallback=".local/state")


def backups_dir() -> Path:
    """Choose the folder of the last states of every case."""
    return _own("backups", windows="LOCALAPPDATA", xdg="XDG_DATA_HOME", fallback=".local/share")


def documents_dir() -> Path:
    """Choose the folder of new case files: 督阅 in the user's documents."""
    home = _portable_home()
    if home:
        return home / NAME
    if sys.platform == "win32":
        documents = _windows_documents()
    else:
        documents = _xdg_documents()
    return documents / NAME


def _data() -> Path:
    """Find the folder that holds ``resources/`` and ``seeds/``.

    A wheel and a frozen program carry it inside the package (in the latter ``__file__`` names the place where
    the package would stand); in a checkout it is the folder above.
    """
    inside = _PACKAGE / "_data"
    return inside if inside.is_dir() else _PACKAGE.parent


def _portable_home() -> Path | None:
    """Choose the one folder that takes everything, if there is one.

    ``DUYUE_HOME`` names it (tests); a built program with ``portable.txt`` beside it keeps it beside itself.
    """
    home = os.environ.get("DUYUE_HOME")
    if home:
        return Path(home)
    program = Path(sys.executable).parent
    if getattr(sys, "frozen", False) and (program / _MARKER).is_file():
        return program / _BESIDE
    return None


def _own(kind: str, *, windows: str, xdg: str, fallback: str) -> Path:
    """Choose one of the program's own folders; ``windows`` and ``xdg`` name environment variables."""
    home = _portable_home()
    if home:
        return home / kind
    if sys.platform == "win32":
        own = Path(os.environ.get(windows) or Path.home() / "AppData" / "Local") / "Duyue"
    else:
        # The XDG specification has relative paths ignored.
        base = os.environ.get(xdg, "")
        own = (Path(base) if os.path.isabs(base) else Path.home() / fallback) / "duyue"
    return own / kind


def _xdg_documents() -> Path:
    """Ask the environment, then the desktop's own note of the user's folders, for the documents."""
    named = os.environ.get("XDG_DOCUMENTS_DIR", "")
    if os.path.isabs(named):
        return Path(named)
    config = os.environ.get("XDG_CONFIG_HOME", "")
    note = (Path(config) if os.path.isabs(config) else Path.home() / ".config") / "user-dirs.dirs"
    try:
        found = re.search(r'^XDG_DOCUMENTS_DIR="(.+)"$', note.read_text(encoding="utf-8"), re.MULTILINE)
    except (OSError, UnicodeDecodeError):
        found = None
    written = found[1].replace("$HOME", str(Path.home()), 1) if found else ""
    # A user without a documents folder has the note name the home folder itself.
    if os.path.isabs(written) and Path(written) != Path.home():
        return Path(written)
    return Path.home() / "Documents"


if sys.platform == "win32":

    def _windows_documents() -> Path:
        """Ask Windows for the documents folder, which a user or an office may have moved."""
        import ctypes
        from ctypes import wintypes
        from uuid import UUID

        answer = ctypes.c_wchar_p()
        folder = (ctypes.c_byte * 16).from_buffer_copy(UUID(_DOCUMENTS).bytes_le)
        ask = ctypes.windll.shell32.SHGetKnownFolderPath
        ask.argtypes = (ctypes.c_void_p, wintypes.DWORD, wintypes.HANDLE, ctypes.POINTER(ctypes.c_wchar_p))
        failed = ask(ctypes.byref(folder), 0, None, ctypes.byref(answer))
        path = answer.value
        ctypes.windll.ole32.CoTaskMemFree(answer)
        return Path(path) if path and not failed else Path.home() / "Documents"
