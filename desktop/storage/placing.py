"""Give a new file its place when it is whole, and never another file's."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from desktop.storage import says


@contextmanager
def placed(path: Path) -> Iterator[Path]:
    """Give a new file to fill beside ``path``, and let it take that name at the end, never another file's."""
    with says.told(path):
        if path.exists():
            raise says.taken(path)
        with _beside(path) as partial:
            yield partial
            _take_name(partial, path)


@contextmanager
def replaced(path: Path) -> Iterator[Path]:
    """Give a new file to fill beside ``path``, and let it take that file's place at the end, whole."""
    with says.told(path), _beside(path) as partial:
        yield partial
        partial.replace(path)


def begun(path: Path) -> Path:
    """Make an empty file beside ``path``; whoever fills it puts it in a place or calls ``dropped``."""
    handle, name = tempfile.mkstemp(prefix=".duyue-", suffix=".new", dir=path.parent)
    os.close(handle)
    return Path(name)


def dropped(partial: Path) -> None:
    """Let nothing stay of a file that was begun, under its own name."""
    partial.unlink(missing_ok=True)
    partial.with_name(f"{partial.name}-journal").unlink(missing_ok=True)


@contextmanager
def _beside(path: Path) -> Iterator[Path]:
    """Make an empty file, and let nothing of it stay under its own name."""
    partial = begun(path)
    try:
        yield partial
    finally:
        dropped(partial)


def _take_name(partial: Path, path: Path) -> None:
    """Rename without overwriting: a rename would on POSIX, a link does not."""
    try:
        if os.name == "nt":
            partial.rename(path)
        else:
            path.hardlink_to(partial)
    except FileExistsError as error:
        raise says.taken(path) from error
    except OSError:
        # exFAT and some network drives know no links; a full or unwritable folder fails again below
        if path.exists():
            raise says.taken(path) from None
        partial.rename(path)
