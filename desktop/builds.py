"""Know the folder of a built program: what it should hold, that it is in use, what an older build left in it.

The parts of each build lie in a folder of their own beside the program, and with them ``BUILD.json``, which
``packaging/record.py`` wrote. A newer build that is copied over an older one leaves the older one's parts there.
"""

import hashlib
import json
import logging
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, NamedTuple

from desktop.model.errors import DuyueError

logger = logging.getLogger(__name__)

RECORD = "BUILD.json"
_held: list[BinaryIO] = []


class Build(NamedTuple):
    """What was written down of a build; ``files`` gives the SHA-256 of each by its place below the program's folder."""

    version: str
    commit: str
    date: int
    files: dict[str, str]


def parts() -> Path | None:
    """Find the folder of this program's parts; what runs from its sources has none."""
    inside = getattr(sys, "_MEIPASS", None)
    return Path(inside) if inside else None


def read(parts: Path) -> Build:
    """Read what was written down of the build whose parts lie in a folder; raises ``OSError``, ``ValueError``."""
    told = json.loads((parts / RECORD).read_bytes())
    try:
        return Build(*(told[field] for field in Build._fields))
    except (LookupError, TypeError) as error:
        raise ValueError(f"{parts / RECORD}: not what was written down of a build") from error


def check(parts: Path) -> str:
    """Hold every file of a built program to what was written down of it; says what it found.

    It stands on nothing but Python, for anything else may be what is missing.

    Raises ``DuyueError`` where a file is missing or another.
    """
    if not (parts / RECORD).is_file():
        raise DuyueError(f"缺少 {RECORD}，请重新复制整个程序文件夹。")
    build, folder = read(parts), parts.parent
    missing = [name for name in build.files if not (folder / name).is_file()]
    if missing:
        raise DuyueError(f"缺少 {_few(missing)}，请重新复制整个程序文件夹，并查看杀毒软件的隔离区。")
    changed = [name for name, told in build.files.items() if _digest(folder / name) != told]
    if changed:
        raise DuyueError(f"{_few(changed)} 与发布时不同，请重新复制整个程序文件夹。")
    return f"{build.version}（{build.commit[:12]}），{len(build.files)} 个文件与发布时相同"


def hold() -> None:
    """Keep this program's parts from being swept away as long as it runs."""
    own = parts()
    if own is None:
        return
    with suppress(OSError):
        file = (own / RECORD).open("rb")
        _held.append(file)
        # What is open on Windows cannot be taken away; elsewhere it has to be said.
        if sys.platform != "win32":
            import fcntl

            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)


def sweep() -> None:
    """Take away what older builds left beside this one, but for those that run, and nothing that is not theirs."""
    own = parts()
    if own is None:
        return
    with suppress(OSError, ValueError):
        date = read(own).date
        for folder in sorted(own.parent.glob("parts-*")):
            with suppress(OSError, ValueError):
                _sweep(folder, date)


def _sweep(folder: Path, date: int) -> None:
    """Take away the parts of a build made before ``date``, its record last: an interrupted sweep is gone on with later.

    Raises ``OSError``, ``ValueError``.
    """
    build = read(folder)
    theirs = [folder.parent / name for name in build.files if name.startswith(f"{folder.name}/")]
    # What is newer may be on its way here, its programs still to come.
    if build.date >= date or not theirs or folder.is_symlink():
        return
    with _unused(folder / RECORD):
        within = folder.resolve()
        for path in theirs:
            if path.parent.resolve().is_relative_to(within):
                path.unlink(missing_ok=True)
        for place, _, _ in os.walk(folder, topdown=False):
            with suppress(OSError):
                Path(place).rmdir()
    (folder / RECORD).unlink()
    with suppress(OSError):
        folder.rmdir()
    logger.info("swept %s away", folder.name)


def _digest(path: Path) -> str:
    """Hash a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _few(names: list[str]) -> str:
    """Name the first few of many files."""
    return "、".join(names[:3]) + (f" 等 {len(names)} 个文件" if len(names) > 3 else "")


@contextmanager
def _unused(file: Path) -> Iterator[None]:
    """Make sure that no program holds a file; raises ``OSError`` where one does."""
    if sys.platform == "win32":
        # To its own name, which is refused as long as the file is open.
        file.rename(file)
        yield
    else:
        import fcntl

        with file.open("rb") as mine:
            fcntl.flock(mine, fcntl.LOCK_EX | fcntl.LOCK_NB)
            yield
