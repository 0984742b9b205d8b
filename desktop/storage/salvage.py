"""Save from a damaged case what proves itself whole, and tell what is lost; the damaged file stays as it is."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

import apsw

from desktop.storage import connection, locks, says, verification
from desktop.storage.casefile import CaseFile
from desktop.storage.migrations import migrate
from desktop.storage.pages import Row, rows

_DOCUMENT, _CHECKLIST, _REVIEW, _STEP = 9, 3, 6, 8
_DOCUMENT_2 = 8
"""How many columns the tables have, documents in format 2; these and the log are told apart by what they hold."""
_REPORT = 1
"""The number of the document that a case was begun with."""


def rescued(path: Path, password: str = "") -> CaseFile:
    """Open a copy in memory of what can be saved of a case file; ``detached`` tells what that is and what is lost.

    Taken are documents whose text, checklists and first states whose words, and steps of the log whose chain from the
    first on prove by their hashes to be what was once written. Raises ``DamagedCase`` where no review can be saved,
    ``LockedCase`` where the password of a locked file is missing or opens nothing.
    """
    path = path.absolute()
    with says.told(path):
        if not path.exists():
            raise says.missing(path)
        password = connection.key_of(path, password)
        data = locks.deciphered(path, password) if password else path.read_bytes()
        found = tuple(rows(data, frozenset({_DOCUMENT, _DOCUMENT_2, _CHECKLIST, _REVIEW})))
        if password and not found and not locks.opens(path, password):
            raise says.wrong_password(path)
    checklists = {str(values[0]): values for _, values in found if len(values) == _CHECKLIST and _proved(values, 2, 0)}
    reviews = {
        number: values
        for number, values in found
        if len(values) == _REVIEW and values[2] in checklists and _proved(values, 3, 4)
    }
    lost: list[str] = []
    documents = _documents(found, lost)
    if _REPORT not in documents or not reviews:
        raise says.beyond_rescue(path) if found else says.foreign(path)
    db = connection.blank()
    migrate(db)
    _fill(db, "documents", [(number, *values[1:]) for number, values in sorted(documents.items())])
    _fill(db, "checklists", list(checklists.values()))
    _fill(db, "reviews", [(number, *values[1:]) for number, values in sorted(reviews.items())])
    steps = _chain(found, {str(values[1]) for values in reviews.values()}, lost)
    _fill(db, "log", steps)
    file = CaseFile(path, db, password=password)
    file.detach(says.rescued(path, len(documents), len(steps), f"{steps[-1][2]} {steps[-1][4]}" if steps else "", lost))
    return file


def _documents(found: tuple[Row, ...], lost: list[str]) -> dict[int, tuple[object, ...]]:
    """Take the documents whose text is whole; one whose file is damaged is told and kept for its text."""
    taken: dict[int, tuple[object, ...]] = {}
    for number, values in found:
        if len(values) not in (_DOCUMENT, _DOCUMENT_2) or not isinstance(values[4], bytes):
            continue
        if not _proved(values, 5, 6):
            lost.append(f"材料“{values[2]!s}”的文字有损，没有采用")
            continue
        if hashlib.sha256(values[4]).hexdigest() != values[1]:
            lost.append(f"材料“{values[2]!s}”的原文件有损，文字完好")
        taken[number] = values if len(values) == _DOCUMENT else (*values, "")
    return taken


def _chain(found: tuple[Row, ...], reviews: set[str], lost: list[str]) -> list[tuple[object, ...]]:
    """Follow the log from its first step as far as it holds; what stands behind a gap is told, not taken."""
    proved = {}
    for number, values in found:
        if len(values) == _STEP and all(isinstance(value, str) for value in values[1:]):
            review, at, kind, words, changes, prev, held = map(str, values[1:])
            if verification.link(prev, number, review, at, kind, words, changes) == held:
                proved[prev] = (number, review, at, kind, words, changes, prev, held)
    taken: list[tuple[object, ...]] = []
    before = verification.FIRST
    while before in proved and proved[before][0] == len(taken) + 1 and proved[before][1] in reviews:
        taken.append(proved[before])
        before = proved[before][-1]
    last = max((step[0] for step in proved.values()), default=0)
    if last > len(taken):
        behind = [step[4] for step in sorted(proved.values()) if step[0] > len(taken)]
        lost.append(f"第 {len(taken) + 1} 条修改读不回来，其后的 {len(behind)} 条接不上，没有采用（{_listed(behind)}）")
    return taken


def _fill(db: apsw.Connection, table: str, taken: Sequence[tuple[object, ...]]) -> None:
    """Put rows into a table; what its rules do not allow was never written by this program."""
    for values in taken:
        db.execute(f"INSERT OR IGNORE INTO {table} VALUES ({','.join('?' * len(values))})", values)


def _listed(words: list[str]) -> str:
    """Name a few."""
    return "、".join(dict.fromkeys(words[:5])) + ("等" if len(words) > 5 else "")


def _proved(values: tuple[object, ...], words: int, held: int) -> bool:
    """Tell whether a column's words are those of which another column holds the hash."""
    text = values[words]
    return isinstance(text, str) and hashlib.sha256(text.encode()).hexdigest() == values[held]
