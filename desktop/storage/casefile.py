"""案卷: one SQLite file that holds documents, checklists, reviews and every change, and survives a kill."""

import hashlib
import json
import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import quote

from pydantic import ValidationError

from desktop.model.case import Case, Document
from desktop.model.checklist import Checklist
from desktop.model.errors import DamagedCase
from desktop.model.review import Review
from desktop.model.step import LoggedStep, Step, Timeline, timeline
from desktop.storage import says, verification
from desktop.storage.migrations import SCRIPTS, format_of, is_case, migrate

ViewState = dict[str, str | int | float | bool]


class CaseFile:
    """The open case file; one process writes it at a time.

    Every method raises ``CaseError`` with a Chinese sentence. What a method returned for is on the disk.
    It may be opened in one thread and used in another, never in two at a time.
    """

    def __init__(self, path: Path, db: sqlite3.Connection) -> None:
        """Keep a checked connection; use ``create`` or ``open``."""
        self.path = path
        self._db = db

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @classmethod
    def create(cls, path: Path, document: Document, checklist: Checklist, review: Review, at: str) -> Self:
        """Make a case of one document and one review, and open it; never overwrites.

        The file is built beside its place and takes its name when it is whole.
        """
        path = path.absolute()
        with says.told(path):
            path.parent.mkdir(parents=True, exist_ok=True)
        with _placed(path) as partial, closing(_connected(partial)) as db:
            db.execute("BEGIN EXCLUSIVE")
            migrate(db, SCRIPTS)
            _insert_document(db, document)
            _insert_review(db, review, checklist, at)
            db.execute("COMMIT")
        return cls.open(path)

    @classmethod
    def open(cls, path: Path, *, writing: bool = True) -> Self:
        """Open a case file, check it and bring it to the newest format.

        With ``writing`` no other process can open it until ``close`` or the end of this process.
        Raises ``NewerCase`` and ``DamagedCase`` for what cannot be trusted.
        """
        path = path.absolute()
        with says.told(path):
            if not path.exists():
                raise says.missing(path)
            db = _connected(path, writing=writing)
            try:
                db.execute("BEGIN EXCLUSIVE" if writing else "BEGIN")
                _check(path, db)
                if format_of(db) < len(SCRIPTS) and writing:
                    migrate(db, SCRIPTS)
                    db.execute("COMMIT")
                elif any(SCRIPTS[format_of(db) :]):
                    raise says.older(path)
                else:
                    if writing:
                        _try_writing(db)
                    db.execute("ROLLBACK")
            except BaseException:
                db.close()
                raise
        return cls(path, db)

    def close(self) -> None:
        """Let the file go; whatever was appended stays."""
        self._db.close()

    def case(self) -> Case:
        """Read everything back, each review as its log leaves it."""
        with self._reading():
            documents = [
                Document(sha256=sha, name=name, role=role, data=data, text=text, text_sha256=text_sha, added=added)
                for sha, name, role, data, text, text_sha, added in self._db.execute(
                    "SELECT sha256, name, role, data, text, text_sha256, added FROM documents ORDER BY position"
                )
            ]
            rows = self._db.execute(
                "SELECT reviews.id, snapshot FROM reviews JOIN checklists ON checklist = checklists.sha256"
                " ORDER BY position"
            ).fetchall()
            view = self._db.execute("SELECT name, value FROM view").fetchall()
            return Case(
                documents=tuple(documents),
                reviews=tuple(self.timeline(review_id).review for review_id, _ in rows),
                checklists={review_id: Checklist.model_validate_json(snapshot) for review_id, snapshot in rows},
                view={name: json.loads(value) for name, value in view},
            )

    def history(self, review_id: str) -> tuple[LoggedStep, ...]:
        """List every committed step of a review, oldest first."""
        with self._reading():
            return tuple(
                LoggedStep(seq=seq, at=at, kind=kind, words=words, changes=json.loads(changes))
                for seq, at, kind, words, changes in self._db.execute(
                    "SELECT seq, at, kind, words, changes FROM log WHERE review = ? ORDER BY seq", (review_id,)
                )
            )

    def timeline(self, review_id: str) -> Timeline:
        """Replay a review: its state now, and what can be undone and redone."""
        with self._reading():
            row = self._db.execute("SELECT initial FROM reviews WHERE id = ?", (review_id,)).fetchone()
            if row is None:
                raise says.unknown_review(self.path)
            return timeline(Review.model_validate_json(row[0]), self.history(review_id))

    def append(self, review_id: str, step: Step, at: str) -> None:
        """Commit one step at an ISO time; when this returns, the step is on the disk."""
        changes = _storable(json.dumps([change.model_dump(mode="json") for change in step.changes], ensure_ascii=False))
        with self._writing():
            last = self._db.execute("SELECT seq, hash FROM log ORDER BY seq DESC LIMIT 1").fetchone()
            seq, prev = (last[0] + 1, last[1]) if last else (1, verification.FIRST)
            link = verification.link(prev, seq, review_id, at, step.kind, step.words, changes)
            try:
                self._db.execute(
                    "INSERT INTO log (seq, review, at, kind, words, changes, prev, hash) VALUES (?,?,?,?,?,?,?,?)",
                    (seq, review_id, at, step.kind, step.words, changes, prev, link),
                )
            except sqlite3.IntegrityError as error:
                raise says.unknown_review(self.path) from error

    def add_document(self, document: Document) -> None:
        """Take one more document in."""
        with self._writing():
            try:
                _insert_document(self._db, document)
            except sqlite3.IntegrityError as error:
                raise says.repeated(self.path, document.name) from error

    def add_review(self, review: Review, checklist: Checklist, at: str) -> None:
        """Begin one more review, with its checklist as it is now."""
        with self._writing():
            try:
                _insert_review(self._db, review, checklist, at)
            except sqlite3.IntegrityError as error:
                raise says.repeated(self.path, review.id) from error

    def save_view(self, view: ViewState) -> None:
        """Remember where one left off; not part of the log."""
        with self._writing():
            self._db.execute("DELETE FROM view")
            self._db.executemany(
                "INSERT INTO view (name, value) VALUES (?, ?)",
                [(name, json.dumps(value, ensure_ascii=False)) for name, value in view.items()],
            )

    def save_copy(self, path: Path) -> None:
        """Write the whole case to another place; never overwrites."""
        path = path.absolute()
        with _placed(path) as partial, closing(sqlite3.connect(partial)) as copy:
            self._db.backup(copy)

    def verify(self) -> tuple[str, ...]:
        """Check hashes, quotes and the chain of the log; each line says in Chinese what is wrong."""
        with self._reading():
            found = verification.table_faults(self._db)
            try:
                return found + verification.quote_faults(self.case())
            except DamagedCase:
                return (*found, "有内容读不回来，评审无法完整还原。")

    @contextmanager
    def _reading(self) -> Iterator[None]:
        """Tell what goes wrong while values are read back."""
        try:
            with says.told(self.path):
                yield
        except (ValidationError, ValueError) as error:
            raise says.damaged(self.path) from error

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Hold one transaction: all of it is on the disk at the end, or none."""
        if not self.path.exists():
            raise says.gone(self.path)
        with says.told(self.path):
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._db.execute("COMMIT")
            except BaseException:
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")
                raise


def _connected(path: Path, *, writing: bool = True) -> sqlite3.Connection:
    """Connect to an existing file; a writer keeps the lock until it closes."""
    name = path.as_posix()
    uri = "file://" + quote(name if name.startswith("/") else f"/{name}") + ("?mode=rw" if writing else "?mode=ro")
    db = sqlite3.connect(uri, uri=True, isolation_level=None, timeout=0.5, check_same_thread=False)
    try:
        for pragma in (
            f"locking_mode = {'EXCLUSIVE' if writing else 'NORMAL'}",
            "synchronous = FULL",
            "foreign_keys = ON",
            "recursive_triggers = ON",
            "trusted_schema = OFF",
            "cell_size_check = ON",
        ):
            db.execute(f"PRAGMA {pragma}")
    except BaseException:
        db.close()
        raise
    return db


def _check(path: Path, db: sqlite3.Connection) -> None:
    """Refuse what is no case file, comes from a newer program or is damaged."""
    if not is_case(db):
        raise says.foreign(path)
    if format_of(db) > len(SCRIPTS):
        raise says.newer(path)
    if db.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok":
        raise says.damaged(path)


def _try_writing(db: sqlite3.Connection) -> None:
    """Find out now whether file and folder can be written: SQLite would tell at the first change only."""
    db.execute(f"PRAGMA user_version = {len(SCRIPTS)}")


@contextmanager
def _placed(path: Path) -> Iterator[Path]:
    """Give a new file to fill beside ``path``, and let it take that name at the end, never another file's."""
    with says.told(path):
        if path.exists():
            raise says.taken(path)
        handle, name = tempfile.mkstemp(prefix=".duyue-", suffix=".new", dir=path.parent)
        os.close(handle)
        partial = Path(name)
        try:
            yield partial
            _take_name(partial, path)
        finally:
            partial.unlink(missing_ok=True)


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


def _storable(text: str) -> str:
    """Replace halves of surrogate pairs (pasted text, odd file names), which UTF-8 cannot hold, by U+FFFD."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _insert_document(db: sqlite3.Connection, document: Document) -> None:
    """Add one row to ``documents``."""
    db.execute(
        "INSERT INTO documents (sha256, name, role, data, text, text_sha256, added) VALUES (?,?,?,?,?,?,?)",
        (
            document.sha256,
            _storable(document.name),
            document.role.value,
            document.data,
            document.text,
            document.text_sha256,
            document.added,
        ),
    )


def _insert_review(db: sqlite3.Connection, review: Review, checklist: Checklist, at: str) -> None:
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
