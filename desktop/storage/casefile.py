"""案卷: one SQLite file that holds documents, checklists, reviews and every change, and survives a kill.

The tables stand in ``migrations``, the rows in ``rows``, locked files in ``locks``, the hash chain of the log in
``verification`` and the code of a state in ``statecode``.
"""

import hashlib
import json
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Self

import apsw
from pydantic import ValidationError

from desktop.model.case import Case, Document
from desktop.model.checklist import Checklist
from desktop.model.errors import CaseError, DamagedCase
from desktop.model.recognition import Recognition
from desktop.model.replay import Timeline, timeline
from desktop.model.review import Review
from desktop.model.step import LoggedStep, Step, read_changes
from desktop.storage import connection, rows, says, statecode, verification
from desktop.storage.migrations import migrate
from desktop.storage.placing import begun, dropped, placed, replaced
from desktop.storage.rows import ViewState
from desktop.storage.sql import select

__all__ = ["CaseFile", "ViewState"]


class CaseFile:
    """The open case file; one process writes it at a time.

    Every method raises ``CaseError`` with a Chinese sentence. What a writing method returned for is on the disk, unless
    ``detached`` says why the file is not written: then it is in memory alone, until ``attach`` or ``save_copy``.
    A file opened for writing is held in memory too, so that work goes on when its disk is gone. With a password every
    copy of it is locked as it is (``password`` is kept for that); a file that asks for none takes no notice of one.
    It may be opened in one thread and used in another, never in two at a time.
    """

    def __init__(
        self, path: Path, db: apsw.Connection, disk: apsw.Connection | None = None, password: str = ""
    ) -> None:
        """Keep checked connections: one to read from, one to the disk to write to; use ``create`` or ``open``."""
        self.path = path
        self.detached = ""
        self.password = password
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
    def create(
        cls,
        path: Path,
        document: Document,
        checklist: Checklist,
        review: Review,
        at: str,
        password: str = "",
        recognition: Recognition | None = None,
    ) -> Self:
        """Make a case of one document and one review, and open it; never overwrites.

        ``recognition`` is what was recognised on the document's pages. The file is built beside its place and takes its
        name when it is whole.
        """
        path = path.absolute()
        with says.told(path):
            path.parent.mkdir(parents=True, exist_ok=True)
        with placed(path) as fresh, closing(connection.connected(fresh, "write", password)) as db:
            db.execute("BEGIN EXCLUSIVE")
            migrate(db)
            rows.insert_document(document, recognition, db)
            rows.insert_review(review, checklist, at, db)
            db.execute("COMMIT")
        return cls.open(path, password=password)

    @classmethod
    def open(cls, path: Path, *, writing: bool = True, password: str = "") -> Self:
        """Open a case file, check it and bring it to the newest format.

        With ``writing`` no other process can open it until ``close`` or the end of this process.
        Raises ``BusyCase``, ``UnwritableCase``, ``LockedCase``, ``NewerCase``, and ``DamagedCase`` for what cannot be
        trusted.
        """
        path = path.absolute()
        password = connection.key_of(path, password)
        db = connection.opened(path, password, writing=writing)
        if not writing:
            return cls(path, db, password=password)
        with says.told(path):
            return cls(path, connection.in_memory(db), db, password)

    @classmethod
    def peek(cls, path: Path, why: str, password: str = "") -> Self:
        """Open a copy in memory of a case that cannot be written now, or that another program writes."""
        path = path.absolute()
        password = connection.key_of(path, password)
        file = cls(path, connection.peeked(path, password), password=password)
        file.detach(why)
        return file

    @property
    def unsaved(self) -> bool:
        """Tell whether there are steps that only the memory holds."""
        with self._reading():
            return bool(self.detached) and self.head() != self._kept

    @property
    def locked(self) -> bool:
        """Tell whether the file asks for a password."""
        return bool(self.password)

    @property
    def key(self) -> str:
        """Name the case wherever its file lies: 16 hex digits of the hash of its first review's id."""
        with self._reading():
            (first,) = select(self._db, "SELECT id FROM reviews ORDER BY position LIMIT 1")
            return hashlib.sha256(first[0].encode()).hexdigest()[:16]

    def head(self) -> tuple[int, str]:
        """Give number and hash of the last step of the log."""
        with self._reading():
            last = select(self._db, "SELECT seq, hash FROM log ORDER BY seq DESC LIMIT 1")
            return (last[0][0], last[0][1]) if last else (0, verification.FIRST)

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
        self._let_go()

    def attach(self) -> None:
        """Add what only the memory holds to the file, if nobody changed that meanwhile, and write to it again."""
        disk = connection.opened(self.path, self.password, writing=True)
        try:
            with says.told(self.path):
                if not rows.continues(self._db, disk):
                    raise says.diverged(self.path)
                connection.changed(disk, partial(rows.catch_up, self._db))
        except BaseException:
            disk.close()
            raise
        self._disk, self.detached = disk, ""
        self._identity = _identity(self.path)

    def close(self) -> None:
        """Let the file go; whatever was appended to it stays."""
        self._db.close()
        self._let_go()

    def case(self) -> Case:
        """Read everything back, each review as its log leaves it."""
        with self._reading():
            documents, recognitions = rows.documents(self._db)
            reviews = select(
                self._db,
                "SELECT reviews.id, snapshot FROM reviews JOIN checklists ON checklist = checklists.sha256"
                " ORDER BY position",
            )
            view = select(self._db, "SELECT name, value FROM view")
            return Case(
                documents=documents,
                recognitions=recognitions,
                reviews=tuple(self.timeline(review_id).review for review_id, _ in reviews),
                checklists={review_id: Checklist.model_validate_json(snapshot) for review_id, snapshot in reviews},
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
                LoggedStep(seq=seq, at=at, kind=kind, words=words, changes=read_changes(changes))
                for seq, at, kind, words, changes in self._db.execute(
                    "SELECT seq, at, kind, words, changes FROM log WHERE review = ? ORDER BY seq", (review_id,)
                )
            )

    def timeline(self, review_id: str) -> Timeline:
        """Replay a review: its state now, and what can be undone and redone; once for the log as it stands."""
        head = self.head()
        if self._replayed.get(review_id, (None, None))[0] != head:
            with self._reading():
                self._replayed[review_id] = head, timeline(self.initial(review_id), rows.Steps(self._db, review_id))
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
        self._write(partial(rows.append_step, review_id, step, at), says.unknown_review(self.path))

    def add_document(self, document: Document, recognition: Recognition | None = None) -> None:
        """Take one more document in, with what was recognised on its pages."""
        self._write(partial(rows.insert_document, document, recognition), says.repeated(self.path, document.name))

    def add_review(self, review: Review, checklist: Checklist, at: str) -> None:
        """Begin one more review, with its checklist as it is now."""
        self._write(partial(rows.insert_review, review, checklist, at), says.repeated(self.path, review.id))

    def save_view(self, view: ViewState) -> None:
        """Remember where one left off; not part of the log."""
        self._write(partial(rows.replace_view, view), says.damaged(self.path))

    def snapshot(self) -> Self:
        """Copy the case as it is now into memory, for another thread to read or to write elsewhere."""
        with self._reading():
            copy = type(self)(self.path, connection.in_memory(self._db), password=self.password)
        copy._replayed = dict(self._replayed)
        return copy

    def catch_up(self, other: Self) -> None:
        """Take the steps that a later state of the same case holds beyond this one, which may hold documents more."""
        with other._reading():
            if not rows.continues(other._db, self._db, grown=True):
                raise says.diverged(self.path)
        self._write(partial(rows.catch_up, other._db), says.diverged(self.path))

    def save_copy(self, path: Path) -> None:
        """Write the whole case to another place, locked as it is here; never overwrites."""
        path = path.absolute()
        with placed(path) as fresh:
            connection.copied(self._db, fresh, self.password)

    def open_copy(self, path: Path) -> Self:
        """Write the whole case to another place, and open it there to go on."""
        self.save_copy(path)
        return type(self).open(path, password=self.password)

    def rewritten(self, password: str) -> Self:
        """Write the whole case beside its file under a password, "" for none, and open it there.

        It is to ``take_place`` of its file, or else ``give_up``.
        """
        with says.told(self.path):
            path = begun(self.path)
            try:
                connection.copied(self._db, path, password)
                return type(self).open(path, password=password)
            except BaseException:
                dropped(path)
                raise

    def take_place(self, path: Path) -> Self:
        """Let what was ``rewritten`` take the place of the file it was written beside, whole, and open it there.

        That file must be let go, or Windows lets nobody take its place; where this fails, it stays.
        """
        self.close()
        try:
            with says.told(path):
                self.path.replace(path)
        finally:
            dropped(self.path)
        return type(self).open(path, password=self.password)

    def give_up(self) -> None:
        """Take a file away that was made for nothing."""
        self.close()
        dropped(self.path)

    def lock(self, password: str) -> None:
        """Set or change the password, or take it away with ``""``: the file is written anew and replaced whole.

        Where that fails the file and its password stay. What the disk held before may be found on it until it is
        written over.
        """
        if self._disk is None:
            raise says.cannot_relock(self.path)
        try:
            with replaced(self.path) as fresh:
                connection.copied(self._db, fresh, password)
                self._let_go()  # or Windows lets nobody take its place
            self.password = password
        finally:
            self._let_go()
            self._reopen()

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
        except DamagedCase:
            return ("有的表读不回来，文件已损坏。",)

    @contextmanager
    def _reading(self) -> Iterator[None]:
        """Tell what goes wrong while values are read back."""
        try:
            with says.told(self.path):
                yield
        except (ValidationError, ValueError) as error:
            raise says.damaged(self.path) from error

    def _let_go(self) -> None:
        """Close the connection to the disk; one that is gone cannot even do that, and what was committed stays."""
        if self._disk is not None:
            with suppress(apsw.Error):
                self._disk.close()
            self._disk = None

    def _reopen(self) -> None:
        """Go on writing to the file after it was let go; where that is not possible, in memory."""
        try:
            self._disk = connection.opened(self.path, self.password, writing=True)
            self._identity = _identity(self.path)
        except CaseError as error:
            self._disk = None
            self.detach(error.says)

    def _write(self, work: Callable[[apsw.Connection], None], misfit: CaseError) -> None:
        """Carry out one transaction on the disk and then, which cannot fail, on what is held in memory.

        ``misfit`` is raised for rows that the tables do not allow.
        """
        with says.told(self.path):
            if self._disk is not None and _identity(self.path) != self._identity:
                raise says.gone(self.path)
            try:
                for db in filter(None, (self._disk, self._db)):
                    connection.changed(db, work)
            except apsw.ConstraintError as error:
                raise misfit from error


def _identity(path: Path) -> tuple[int, int] | None:
    """Tell a file from another of its name; None where none can be reached."""
    try:
        found = path.stat()
    except (OSError, ValueError):
        return None
    return found.st_dev, found.st_ino
