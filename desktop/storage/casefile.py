"""案卷: one SQLite file that holds documents, checklists, reviews and every change, and survives a kill."""

import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Self

from pydantic import ValidationError

from desktop.model.case import Case, Document
from desktop.model.checklist import Checklist
from desktop.model.errors import CaseError, DamagedCase
from desktop.model.review import Review
from desktop.model.step import LoggedStep, Step, Timeline, timeline
from desktop.storage import connection, says, statecode, verification
from desktop.storage.migrations import SCRIPTS, migrate
from desktop.storage.placing import placed

ViewState = dict[str, str | int | float | bool]
_LOG = "seq, review, at, kind, words, changes, prev, hash"


class CaseFile:
    """The open case file; one process writes it at a time.

    Every method raises ``CaseError`` with a Chinese sentence. What a writing method returned for is on the disk, unless
    ``detached`` says why the file is not written: then it is in memory alone, until ``attach`` or ``save_copy``.
    A file opened for writing is held in memory too, so that work goes on when its disk is gone.
    It may be opened in one thread and used in another, never in two at a time.
    """

    def __init__(self, path: Path, db: sqlite3.Connection, disk: sqlite3.Connection | None = None) -> None:
        """Keep checked connections: one to read from, one to the disk to write to; use ``create`` or ``open``."""
        self.path = path
        self.detached = ""
        self._db = db
        self._disk = disk
        self._identity = _identity(path)
        self._kept = (0, verification.FIRST)
        self._replayed: dict[str, tuple[tuple[int, str], Timeline]] = {}

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
        with placed(path) as fresh, closing(connection.connected(fresh, "write")) as db:
            db.execute("BEGIN EXCLUSIVE")
            migrate(db, SCRIPTS)
            _insert_document(document, db)
            _insert_review(review, checklist, at, db)
            db.execute("COMMIT")
        return cls.open(path)

    @classmethod
    def open(cls, path: Path, *, writing: bool = True) -> Self:
        """Open a case file, check it and bring it to the newest format.

        With ``writing`` no other process can open it until ``close`` or the end of this process.
        Raises ``BusyCase``, ``UnwritableCase``, ``NewerCase``, and ``DamagedCase`` for what cannot be trusted.
        """
        path = path.absolute()
        db = connection.opened(path, writing=writing)
        if not writing:
            return cls(path, db)
        with says.told(path):
            return cls(path, connection.in_memory(db), db)

    @classmethod
    def peek(cls, path: Path, why: str) -> Self:
        """Open a copy in memory of a case that cannot be written now, or that another program writes."""
        path = path.absolute()
        file = cls(path, connection.peeked(path))
        file.detach(why)
        return file

    @property
    def unsaved(self) -> bool:
        """Tell whether there are steps that only the memory holds."""
        with self._reading():
            return bool(self.detached) and self.head() != self._kept

    @property
    def key(self) -> str:
        """Name the case wherever its file lies: 16 hex digits of the hash of its first review's id."""
        with self._reading():
            (first,) = self._db.execute("SELECT id FROM reviews ORDER BY position LIMIT 1").fetchone()
            return hashlib.sha256(str(first).encode()).hexdigest()[:16]

    def head(self) -> tuple[int, str]:
        """Give number and hash of the last step of the log."""
        with self._reading():
            return self._db.execute("SELECT seq, hash FROM log ORDER BY seq DESC LIMIT 1").fetchone() or (
                0,
                verification.FIRST,
            )

    @property
    def code(self) -> str:
        """Give the code that names what the case holds now."""
        with self._reading():
            return statecode.state_code(self._db)

    def step_of(self, code: str) -> int | None:
        """Find the step after which the case had a code, 0 before the first; None where it never had it."""
        with self._reading():
            return statecode.step_of(self._db, code)

    def detach(self, why: str) -> None:
        """Let the file go as it is, and write to memory from now on."""
        with self._reading():
            self.detached, self._kept = why, self.head()
        if self._disk is not None:
            # A disk that is gone cannot even be closed in order; what was committed there stays.
            with suppress(sqlite3.Error):
                self._disk.close()
            self._disk = None

    def attach(self) -> None:
        """Add what only the memory holds to the file, if nobody changed that meanwhile, and write to it again."""
        disk = connection.opened(self.path, writing=True)
        try:
            with says.told(self.path):
                if not _continues(self._db, disk):
                    raise says.diverged(self.path)
                connection.changed(disk, self._catch_up)
        except BaseException:
            disk.close()
            raise
        self._disk, self.detached = disk, ""
        self._identity = _identity(self.path)

    def close(self) -> None:
        """Let the file go; whatever was appended to it stays."""
        self._db.close()
        if self._disk is not None:
            self._disk.close()

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
                code=self.code,
            )

    def proved(self) -> Case:
        """Read everything back for others to rely on; raises ``DamagedCase`` with the first fault that is found."""
        faults = self.verify()
        if faults:
            raise says.unproved(self.path, faults[0])
        return self.case()

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
        """Replay a review: its state now, and what can be undone and redone; once for the log as it stands."""
        head = self.head()
        if self._replayed.get(review_id, (None, None))[0] != head:
            with self._reading():
                self._replayed[review_id] = head, timeline(self.initial(review_id), self.history(review_id))
        return self._replayed[review_id][1]

    def initial(self, review_id: str) -> Review:
        """Give a review as it began."""
        with self._reading():
            row = self._db.execute("SELECT initial FROM reviews WHERE id = ?", (review_id,)).fetchone()
            if row is None:
                raise says.unknown_review(self.path)
            return Review.model_validate_json(row[0])

    def append(self, review_id: str, step: Step, at: str) -> None:
        """Commit one step at an ISO time; when this returns, the step is on the disk unless ``detached``."""
        changes = _storable(json.dumps([change.model_dump(mode="json") for change in step.changes], ensure_ascii=False))
        self._write(partial(_append_row, review_id, step, at, changes), says.unknown_review(self.path))

    def add_document(self, document: Document) -> None:
        """Take one more document in."""
        self._write(partial(_insert_document, document), says.repeated(self.path, document.name))

    def add_review(self, review: Review, checklist: Checklist, at: str) -> None:
        """Begin one more review, with its checklist as it is now."""
        self._write(partial(_insert_review, review, checklist, at), says.repeated(self.path, review.id))

    def save_view(self, view: ViewState) -> None:
        """Remember where one left off; not part of the log."""
        rows = [(name, json.dumps(value, ensure_ascii=False)) for name, value in view.items()]
        self._write(partial(_replace_view, rows), says.damaged(self.path))

    def save_copy(self, path: Path) -> None:
        """Write the whole case to another place; never overwrites."""
        path = path.absolute()
        with placed(path) as fresh, closing(sqlite3.connect(fresh)) as copy:
            self._db.backup(copy)

    def verify(self) -> tuple[str, ...]:
        """Check hashes, quotes and the chain of the log; each line says in Chinese what is wrong."""
        with self._reading():
            found = self.tampered()
            try:
                return found + verification.quote_faults(self.case())
            except DamagedCase:
                return (*found, "有内容读不回来，评审无法完整还原。")

    def tampered(self) -> tuple[str, ...]:
        """Check hashes and the chain of the log alone; what is listed here was not written by this program."""
        try:
            with self._reading():
                return verification.table_faults(self._db)
        except DamagedCase as error:
            return (error.says,)

    @contextmanager
    def _reading(self) -> Iterator[None]:
        """Tell what goes wrong while values are read back."""
        try:
            with says.told(self.path):
                yield
        except (ValidationError, ValueError) as error:
            raise says.damaged(self.path) from error

    def _write(self, work: Callable[[sqlite3.Connection], None], misfit: CaseError) -> None:
        """Carry out one transaction on the disk and then, which cannot fail, on what is held in memory.

        ``misfit`` is raised for rows that the tables do not allow.
        """
        with says.told(self.path):
            if self._disk is not None and _identity(self.path) != self._identity:
                raise says.gone(self.path)
            try:
                for db in filter(None, (self._disk, self._db)):
                    connection.changed(db, work)
            except sqlite3.IntegrityError as error:
                raise misfit from error

    def _catch_up(self, disk: sqlite3.Connection) -> None:
        """Add the rows of the log that a file lacks."""
        (count,) = disk.execute("SELECT count(*) FROM log").fetchone()
        rows = self._db.execute(f"SELECT {_LOG} FROM log ORDER BY seq LIMIT -1 OFFSET ?", (count,))
        disk.executemany(f"INSERT INTO log ({_LOG}) VALUES (?,?,?,?,?,?,?,?)", rows)


def _identity(path: Path) -> tuple[int, int] | None:
    """Tell a file from another of its name; None where none can be reached."""
    try:
        found = path.stat()
    except (OSError, ValueError):
        return None
    return found.st_dev, found.st_ino


def _continues(held: sqlite3.Connection, disk: sqlite3.Connection) -> bool:
    """Tell whether what is held is what a file holds, and perhaps more steps."""
    for table in ("documents", "reviews"):
        query = f"SELECT sha256 FROM {table} ORDER BY position"
        if held.execute(query).fetchall() != disk.execute(query).fetchall():
            return False
    rows = disk.execute("SELECT seq, hash FROM log ORDER BY seq").fetchall()
    return held.execute("SELECT seq, hash FROM log ORDER BY seq LIMIT ?", (len(rows),)).fetchall() == rows


def _storable(text: str) -> str:
    """Replace halves of surrogate pairs (pasted text, odd file names), which UTF-8 cannot hold, by U+FFFD."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _append_row(review_id: str, step: Step, at: str, changes: str, db: sqlite3.Connection) -> None:
    """Add one row to ``log``, linked to the one before."""
    last = db.execute("SELECT seq, hash FROM log ORDER BY seq DESC LIMIT 1").fetchone()
    seq, prev = (last[0] + 1, last[1]) if last else (1, verification.FIRST)
    link = verification.link(prev, seq, review_id, at, step.kind, step.words, changes)
    db.execute(
        f"INSERT INTO log ({_LOG}) VALUES (?,?,?,?,?,?,?,?)",
        (seq, review_id, at, step.kind, step.words, changes, prev, link),
    )


def _replace_view(rows: list[tuple[str, str]], db: sqlite3.Connection) -> None:
    """Write ``view`` anew."""
    db.execute("DELETE FROM view")
    db.executemany("INSERT INTO view (name, value) VALUES (?, ?)", rows)


def _insert_document(document: Document, db: sqlite3.Connection) -> None:
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


def _insert_review(review: Review, checklist: Checklist, at: str, db: sqlite3.Connection) -> None:
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
