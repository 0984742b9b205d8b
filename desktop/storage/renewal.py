"""Cases that know a report already: the one that holds its very bytes, or one that reviewed another version of it."""

from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path

import apsw

from desktop.model.carry import Carried, Known, carried, likeness
from desktop.model.case import Case, Document
from desktop.model.errors import CaseError
from desktop.model.recognition import Recognition
from desktop.model.report import Report
from desktop.model.review import Review
from desktop.model.value import Value
from desktop.storage import connection, locks, says
from desktop.storage.casefile import CaseFile
from desktop.storage.naming import SUFFIX
from desktop.storage.sql import select

_MOST = 60
_HEAD = 51_200
_REVISED = 0.5
"""The share of clauses that two texts have in common when one is another version of the other."""


class Held(Value):
    """A document of a case: its hash, name and text, the first of its bytes and how many there are."""

    sha256: str
    name: str
    text: str
    head: bytes
    size: int


def case_files(folder: Path, others: Iterable[Path]) -> tuple[Path, ...]:
    """List the case files of a folder and others that are there, newest first, each once."""
    try:
        found = {path.absolute() for path in (*folder.glob(f"*{SUFFIX}"), *others) if path.suffix.lower() == SUFFIX}
        return tuple(sorted((path for path in found if path.is_file()), key=lambda path: -path.stat().st_mtime))
    except OSError:
        return ()


def find_known(report: Report, files: Iterable[Path]) -> Known | None:
    """Find the case of a report, or else that of the version most like it; what cannot be read is passed over."""
    best, nearest = _REVISED, None
    for path, _ in zip(files, range(_MOST), strict=False):
        for number, held in enumerate(documents_in(path)):
            if held.sha256 == report.sha256 and number == 0:
                return Known(path=str(path), name=held.name, same=True)
            share = likeness(held.text, report.text) if number == 0 else 0.0
            if share > best:
                best, nearest = share, Known(path=str(path), name=held.name, same=False)
    return nearest


def by_report(files: Iterable[Path]) -> dict[str, Path]:
    """Find the case of every report by the hash of its bytes, the first of several; the unreadable are passed over."""
    found: dict[str, Path] = {}
    for path in files:
        held = next(documents_in(path), None)
        if held is not None:
            found.setdefault(held.sha256, path)
    return found


def documents_in(path: Path) -> Iterator[Held]:
    """List what a case file holds, without locking it; nothing where it cannot be read, or not without a password."""
    if locks.is_locked(path):
        return
    try:
        try:
            rows = _documents(connection.connected(path, "read", wait_ms=0))
        except (apsw.BusyError, apsw.LockedError):
            rows = _documents(connection.peeked(path))
    except (apsw.Error, OSError, ValueError, CaseError):
        return
    for sha, name, text, head, size in rows:
        yield Held(sha256=sha, name=name, text=text, head=head, size=size)


def _documents(db: apsw.Connection) -> list[tuple[str, str, str, bytes, int]]:
    with closing(db):
        columns = f"sha256, name, text, substr(data, 1, {_HEAD}), length(data)"
        return [(*row,) for row in select(db, f"SELECT {columns} FROM documents ORDER BY position")]


def renew(
    case: Case,
    review: Review,
    document: Document,
    path: Path,
    new_id: str,
    at: str,
    password: str = "",
    recognition: Recognition | None = None,
) -> Carried:
    """Begin a case of a newer version with what a review said of the older one, whose case stays as it is.

    ``recognition`` is what was recognised on the newer one's pages. The older documents come along, so that evidence
    that was not found again still has its words; the new case is locked where there is a password.
    Raises ``CaseError``; never overwrites.
    """
    older = case.read_for(review)
    if older.file_sha256 == document.sha256:
        raise says.same_report(path)
    bare = review.model_copy(update={"rereadings": ()})
    made = carried(bare, new_id, (older.sha256, older.text), (document.sha256, document.text))
    with CaseFile.create(path, document, case.checklists[review.id], made.review, at, password, recognition) as file:
        for each in case.documents:
            if each.sha256 != document.sha256:
                file.add_document(each, case.recognitions.get(each.sha256))
    return made
