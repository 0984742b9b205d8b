"""Where a new case file or an export goes and what it is called."""

import re
from collections.abc import Iterable
from pathlib import Path

SUFFIX = ".duyue"
_ILLEGAL = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*\ud800-\udfff]+')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\..*)?", re.IGNORECASE)
_LONGEST = 60
"""Characters of a stem: 180 bytes of UTF-8, well below the 255 that file systems allow."""


def case_path(folder: Path, district: str, year: str, checklist_title: str) -> Path:
    """Choose ``<地区>-<年>-<评价表>.duyue`` in a folder, with ``-2``, ``-3``, … if the name is taken."""
    return free(folder, (district, year, checklist_title), SUFFIX)


def free(folder: Path, parts: Iterable[str], suffix: str) -> Path:
    """Choose a name of parts joined by ``-`` that no file in a folder has: ``-2``, ``-3``, … if it is taken."""
    stem = _stem("-".join(filter(None, map(_legal, parts))))
    path, number = folder / f"{stem}{suffix}", 1
    while path.exists():
        number += 1
        path = folder / f"{stem}-{number}{suffix}"
    return path


def _legal(text: str) -> str:
    """Drop what Windows allows in no file name."""
    return " ".join(_ILLEGAL.sub(" ", text).split())


def _stem(text: str) -> str:
    """Shorten a name, and keep it off what Windows reserves or cuts (device names, dots and blanks at the end)."""
    short = text[:_LONGEST].strip(" .-")
    if not short:
        return "案卷"
    return f"案卷-{short}" if _RESERVED.fullmatch(short) else short
