"""The rows of a case file: how each kind of change is written, within the caller's transaction."""

import hashlib
import json
import zlib
from collections.abc import Iterator
from functools import cache

import apsw
from pydantic import TypeAdapter

from desktop.model.case import Document, reading_proof
from desktop.model.checklist import Checklist
from desktop.model.recognition import Recognition
from desktop.model.review import Review
from desktop.model.step import Step, read_changes
from desktop.storage import verification
from desktop.storage.sql import select

ViewState = dict[str, str | int | float | bool]
RECOGNITION = "recognition"
"""The role of a row of ``documents`` that is no document, but what was recognised on another's pages."""
_READING = "reading"
"""The role of one that is a later reading of another's bytes, whose sha256 is its name."""
_DOCUMENT = "sha256, name, role, data, text, text_sha256, added, reader"
_LOG = "seq, review, at, kind, words, changes, prev, hash"


def continues(held: apsw.Connection, disk: apsw.Connection, *, grown: bool = False) -> bool:
    """Tell whether what is held is what a file holds, and perhaps more steps.

    One that has ``grown`` may hold documents more.
    """
    for table in ("documents", "reviews"):
        query = f"SELECT sha256 FROM {table} ORDER BY position"
        kept, there = held.execute(query).fetchall(), disk.execute(query).fetchall()
        if kept != (there[: len(kept)] if grown else there):
            return False
    rows = disk.execute("SELECT seq, hash FROM log ORDER BY seq").fetchall()
    return held.execute("SELECT seq, hash FROM log ORDER BY seq LIMIT ?", (len(rows),)).fetchall() == rows


def _storable(text: str) -> str:
    """Replace halves of surrogate pairs (pasted text, odd file names), which UTF-8 cannot hold, by U+FFFD."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def append_step(review_id: str, step: Step, at: str, db: apsw.Connection) -> None:
    """Add one row to ``log``, linked to the one before."""
    changes = _storable(json.dumps([change.model_dump(mode="json") for change in step.changes], ensure_ascii=False))
    last = db.execute("SELECT seq, hash FROM log ORDER BY seq DESC LIMIT 1").fetchone()
    seq, prev = (last[0] + 1, last[1]) if last else (1, verification.FIRST)
    link = verification.link(prev, seq, review_id, at, step.kind, step.words, changes)
    db.execute(
        f"INSERT INTO log ({_LOG}) VALUES (?,?,?,?,?,?,?,?)",
        (seq, review_id, at, step.kind, step.words, changes, prev, link),
    )


class Steps:
    """The steps of a review, oldest first, made anew each time they are gone through and let go at once.

    Thousands of them kept side by side cost a search for garbage after another.
    """

    def __init__(self, db: apsw.Connection, review_id: str) -> None:
        """Fetch the rows."""
        self._rows = select(db, "SELECT kind, words, changes FROM log WHERE review = ? ORDER BY seq", (review_id,))

    def __iter__(self) -> Iterator[Step]:
        return (Step(kind=kind, words=words, changes=read_changes(changes)) for kind, words, changes in self._rows)


def catch_up(held: apsw.Connection, disk: apsw.Connection) -> None:
    """Add the steps that a file lacks of what is held."""
    (count,) = disk.execute("SELECT count(*) FROM log").fetchall()[0]
    missing = held.execute(f"SELECT {_LOG} FROM log ORDER BY seq LIMIT -1 OFFSET ?", (count,))
    disk.executemany(f"INSERT INTO log ({_LOG}) VALUES (?,?,?,?,?,?,?,?)", missing)


def replace_view(view: ViewState, db: apsw.Connection) -> None:
    """Write ``view`` anew."""
    db.execute("DELETE FROM view")
    held = [(name, json.dumps(value, ensure_ascii=False)) for name, value in view.items()]
    db.executemany("INSERT INTO view (name, value) VALUES (?, ?)", held)


def insert_document(document: Document, recognition: Recognition | None, db: apsw.Connection) -> None:
    """Add one row to ``documents``, and one more for what was recognised on its pages.

    A later reading of one that is there holds what names it instead of the bytes.
    """
    name, role, data = _storable(document.name), document.role.value, document.data
    if document.rereads:
        name, role = document.rereads, _READING
        data = reading_proof(document.rereads, document.text_sha256, document.reader)
    held = (document.sha256, name, role, data, document.text, document.text_sha256, document.added, document.reader)
    db.execute(f"INSERT INTO documents ({_DOCUMENT}) VALUES (?,?,?,?,?,?,?,?)", held)
    if recognition is not None:
        _insert_recognition(document.sha256, recognition, document.added, db)


def documents(db: apsw.Connection) -> tuple[tuple[Document, ...], dict[str, Recognition]]:
    """Read the documents back, later readings with the bytes they were read from, and what was recognised on them."""
    found: dict[str, Document] = {}
    recognised: dict[str, Recognition] = {}
    for values in select(db, f"SELECT {_DOCUMENT} FROM documents ORDER BY position"):
        row = dict(zip(_DOCUMENT.split(", "), values, strict=True))
        if row["role"] == RECOGNITION:
            recognised[row["name"]] = recognition(row["data"])
            continue
        if row["role"] == _READING:
            first = found.get(row["name"])
            if first is None:
                continue  # lost to damage, and told
            row |= {"rereads": first.sha256, "name": first.name, "role": first.role, "data": first.data}
        document = Document(**row)
        found[document.sha256] = document
    return tuple(found.values()), recognised


def _insert_recognition(sha256: str, recognition: Recognition, at: str, db: apsw.Connection) -> None:
    """Add what was recognised on a document's pages, as a row of ``documents`` that is proved by its hashes as well.

    Its name is that document's sha256, its data what ``recognition`` reads; it has no text.
    """
    # On two documents the same may be recognised, as nothing at all; their rows differ by what they belong to.
    data = zlib.compress(f"{sha256}\n".encode() + _recognitions().dump_json(recognition))
    hashes = hashlib.sha256(data).hexdigest(), hashlib.sha256(b"").hexdigest()
    db.execute(
        "INSERT INTO documents (sha256, name, role, data, text, text_sha256, added) VALUES (?,?,?,?,'',?,?)",
        (hashes[0], sha256, RECOGNITION, data, hashes[1], at),
    )


@cache
def _recognitions() -> TypeAdapter[Recognition]:
    """Make what reads and writes what was recognised, when it is first wanted."""
    return TypeAdapter(Recognition)


def recognition(data: bytes) -> Recognition:
    """Read back what was recognised; raises ``ValueError`` where the bytes say nothing."""
    try:
        return _recognitions().validate_json(zlib.decompress(data).rpartition(b"\n")[2])
    except zlib.error as error:
        raise ValueError("no recognition") from error


def insert_review(review: Review, checklist: Checklist, at: str, db: apsw.Connection) -> None:
    """Add one row to ``reviews``, and the checklist's snapshot if the case does not hold it yet."""
    snapshot, initial = checklist.model_dump_json(), review.model_dump_json()
    sha = hashlib.sha256(snapshot.encode()).hexdigest()
    db.execute(
        "INSERT INTO checklists (sha256, id, snapshot) VALUES (?,?,?) ON CONFLICT DO NOTHING",
        (sha, checklist.id, snapshot),
    )
    db.execute(
        "INSERT INTO reviews (id, checklist, initial, sha256, at) VALUES (?,?,?,?,?)",
        (review.id, sha, initial, hashlib.sha256(initial.encode()).hexdigest(), at),
    )
