"""Export a review: written beside its place, opened again and counted, and only then given its name."""

import errno
import logging
import os
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TypeVar

from desktop.model.errors import ExportFailed, WrongRequest
from desktop.model.export import SUFFIXES, Kind, Written, usual_kind
from desktop.sheets import words
from desktop.sheets.dossier import Dossier
from desktop.sheets.recount import Recount

logger = logging.getLogger(__name__)

Tick = Callable[[float], None]
"""Told how much is done, 0 to 1; what it raises ends the export."""
T = TypeVar("T")
Write = Callable[[Path, Dossier, Tick], None]
Check = Callable[[Path, Dossier, Recount], Written]


def export(
    path: Path, dossier: Dossier, kind: Kind | None = None, *, template: bytes = b"", tick: Tick = lambda _: None
) -> Written:
    """Write one kind of paper to a file whose suffix says how, and count what it holds.

    Without ``kind``, the suffix says that too. ``template`` is an office's own letter. An earlier file of this name is
    replaced when all is well, and untouched otherwise. Raises ``WrongRequest`` for a suffix that the kind does not
    have or a wrong template, ``ExportFailed`` when the file cannot be written or does not read back.
    """
    write, check = _door(path, kind, template)
    tick(0.0)

    def checked(fresh: Path) -> Written:
        tick(0.9)
        written = check(fresh, dossier, Recount(path.name))
        tick(1.0)
        return written

    return put(path, lambda fresh: write(fresh, dossier, tick), checked)


def put(path: Path, write: Callable[[Path], None], check: Callable[[Path], T]) -> T:
    """Write a file beside its place, check it there, and only then give it its name; gives what the check found.

    An earlier file of this name is untouched unless all is well. Raises ``ExportFailed``.
    """
    if len(path.name) > _LONGEST:
        raise ExportFailed(words.LONG_NAME.format(name=path.name[:_SHOWN]))
    fresh = path.with_name(f".duyue-{os.getpid()}{path.suffix.lower()}")
    try:
        if path.exists() and not os.access(path, os.W_OK):
            raise ExportFailed(words.IN_USE.format(name=path.name))
        path.parent.mkdir(parents=True, exist_ok=True)
        write(fresh)
        found = check(fresh)
        _flush(fresh)
        fresh.replace(path)
    except OSError as error:
        logger.info("an export was not written: %s", type(error).__name__)
        raise ExportFailed(_says(path, error)) from error
    finally:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)
    return found


def _door(path: Path, kind: Kind | None, template: bytes) -> tuple[Write, Check]:
    """Choose who writes and who counts; each is loaded only now, for openpyxl alone takes 150 ms."""
    suffix = path.suffix.lower()
    if os.path.isdir(path):
        raise WrongRequest(words.FOLDER.format(name=path.name))
    kind = kind or usual_kind(suffix)
    if kind is None or suffix not in SUFFIXES[kind]:
        known = SUFFIXES[kind] if kind else dict.fromkeys(s for suffixes in SUFFIXES.values() for s in suffixes)
        what = kind.value if kind else words.ANY_PAPER
        raise WrongRequest(words.UNKNOWN_SUFFIX.format(what=what, suffix=suffix or path.name, known="、".join(known)))
    if suffix == ".pdf":
        from desktop.sheets import pdf

        return partial(pdf.write, kind, template), partial(pdf.check, kind, template)
    match kind:
        case Kind.SHEET:
            from desktop.sheets import sheet

            return sheet.write, sheet.check
        case Kind.PROBLEMS | Kind.FINDINGS | Kind.VISITS | Kind.LEDGER | Kind.CLOSED | Kind.PROGRESS:
            from desktop.sheets import listing

            return partial(listing.write, kind), partial(listing.check, kind)
        case Kind.FIGURES | Kind.CASE:
            from desktop.sheets import data

            return partial(data.write, kind), partial(data.check, kind)
        case Kind.OPINION | Kind.TEMPLATE:
            from desktop.sheets import letterfile

            return partial(letterfile.write, kind, template), partial(letterfile.check, kind, template)
        case Kind.MARKED:
            from desktop.sheets import markedpage

            return markedpage.write, markedpage.check


def _flush(path: Path) -> None:
    """Bring a file to the disk before it takes its name."""
    with path.open("r+b") as file:
        os.fsync(file.fileno())


def _says(path: Path, error: OSError) -> str:
    """Say why a file could not be written."""
    if error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
        return words.FULL.format(name=path.name)
    if error.errno == errno.ENAMETOOLONG:
        return words.LONG_NAME.format(name=path.name[:_SHOWN])
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return (words.IN_USE if path.exists() else words.DENIED).format(name=path.name)
    return words.UNWRITABLE.format(name=path.name)


_SHOWN, _LONGEST = 30, 255
