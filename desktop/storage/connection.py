"""Connections to a case file: to write it alone, to read it, or to a copy of it in memory.

One SQLite serves plain and locked files (``locks``): that of apsw-sqlite3mc, the same on every system and Python.
"""

import time
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from urllib.parse import quote

import apsw

from desktop.model.errors import DamagedCase, LockedCase
from desktop.storage import locks, says, verification
from desktop.storage.migrations import FORMAT, TABLES, format_of, is_case, migrate

_QUERY = {"write": "mode=rw", "read": "mode=ro", "peek": "mode=ro&immutable=1"}
_FLAGS = apsw.SQLITE_OPEN_URI | apsw.SQLITE_OPEN_READWRITE
_WAIT_MS = 500
_PEEKS, _PEEK_PAUSE = 40, 0.01
_TRIES = 3
"""How often a password is tried: a first page taken in the midst of a change does not open either."""


def connected(path: Path, way: str, password: str = "", *, wait_ms: int = _WAIT_MS) -> apsw.Connection:
    """Connect to an existing file: ``write`` locks it until it closes, ``read`` shares it, ``peek`` takes no lock."""
    name = path.as_posix()
    uri = "file://" + quote(name if name.startswith("/") else f"/{name}") + f"?{_QUERY[way]}"
    db = apsw.Connection(uri, flags=_FLAGS)
    if password:
        locks.unlock(db, password)
    db.set_busy_timeout(wait_ms)
    try:
        return _prepared(db, f"locking_mode = {'EXCLUSIVE' if way == 'write' else 'NORMAL'}", "synchronous = FULL")
    except apsw.NotADBError as error:
        if password:
            raise says.wrong_password(path) from error
        raise


def key_of(path: Path, password: str) -> str:
    """Give the password where the file asks for one, else none; raises ``LockedCase`` where it is missing."""
    if not locks.is_locked(path):
        return ""
    if not password:
        raise says.locked(path)
    return password


def opened(path: Path, password: str = "", *, writing: bool) -> apsw.Connection:
    """Open a case file, checked; a writer brings it to the newest format. Raises ``CaseError``."""
    with says.told(path):
        if not path.exists():
            raise says.missing(path)
        db = connected(path, "write" if writing else "read", password)
        try:
            db.execute("BEGIN EXCLUSIVE" if writing else "BEGIN")
            _check(path, db)
            if format_of(db) < FORMAT and writing:
                migrate(db)
                db.execute("COMMIT")
                _tidied(db)
            elif writing:
                _try_writing(db)
                db.execute("ROLLBACK")
            elif format_of(db) < FORMAT:
                with closing(db):
                    db = in_memory(db)
                changed(db, migrate)
            else:
                db.execute("ROLLBACK")
        except BaseException:
            db.close()
            raise
    return db


def in_memory(source: apsw.Connection) -> apsw.Connection:
    """Copy a whole case into memory, in the clear."""
    # None, whatever the signature says, where a page cannot be read.
    pages: bytes | None = source.serialize("main")
    if not pages:
        raise apsw.CorruptError
    db = blank()
    db.deserialize("main", pages)
    return db


def blank() -> apsw.Connection:
    """Connect to an empty database in memory."""
    return _prepared(apsw.Connection(":memory:"))


def copied(source: apsw.Connection, target: Path, password: str = "") -> None:
    """Fill a new file with a whole case, locked where there is a password."""
    # Row by row, for SQLite copies no pages from what is in the clear to what is not.
    with closing(connected(target, "write", password)) as db:
        db.execute("BEGIN EXCLUSIVE")
        migrate(db)
        for table in TABLES:
            rows = source.execute(f"SELECT * FROM {table}").fetchall()
            if rows:
                db.executemany(f"INSERT INTO {table} VALUES ({','.join('?' * len(rows[0]))})", rows)
        db.execute("COMMIT")


def peeked(path: Path, password: str = "") -> apsw.Connection:
    """Copy into memory a case that cannot be written, or that another program is writing; takes and breaks no lock.

    A copy taken in the midst of another's change does not prove itself by its tree, hashes and chain, and is taken
    again: what is given holds one state, never half of two.
    Raises ``CaseError``.
    """
    with says.told(path):
        try:
            return _copied(path, "read", password)
        except (apsw.BusyError, apsw.LockedError):
            pass
        for left in reversed(range(_PEEKS)):
            try:
                db = _copied(path, "peek", password)
            except (DamagedCase, apsw.Error):
                pass
            except LockedCase:
                if left < _PEEKS - _TRIES:
                    raise
            else:
                if not verification.table_faults(db):
                    return db
                db.close()
            time.sleep(_PEEK_PAUSE)
        raise says.busy(path)


def changed(db: apsw.Connection, work: Callable[[apsw.Connection], None]) -> None:
    """Carry out one transaction: all of it is in the database at the end, or none."""
    db.execute("BEGIN IMMEDIATE")
    try:
        work(db)
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise


def _copied(path: Path, way: str, password: str) -> apsw.Connection:
    """Copy a case into memory, checked and of the newest format."""
    with closing(connected(path, way, password)) as source:
        db = in_memory(source)
    try:
        _check(path, db)
        changed(db, migrate)
    except BaseException:
        db.close()
        raise
    return db


def _prepared(db: apsw.Connection, *first: str) -> apsw.Connection:
    """Let a connection hold what it is given to the rules of its tables, and put nothing beside them on a disk."""
    rules = ("foreign_keys = ON", "recursive_triggers = ON", "trusted_schema = OFF", "cell_size_check = ON")
    try:
        for pragma in (*first, *rules, "temp_store = MEMORY"):
            db.execute(f"PRAGMA {pragma}")
    except BaseException:
        db.close()
        raise
    return db


def _check(path: Path, db: apsw.Connection) -> None:
    """Refuse what is no case file, comes from a newer program or is damaged."""
    if not is_case(db):
        raise says.foreign(path)
    if format_of(db) > FORMAT:
        raise says.newer(path)
    if db.execute("PRAGMA integrity_check(1)").fetchone() != ("ok",):
        raise says.damaged(path)


def _try_writing(db: apsw.Connection) -> None:
    """Find out now whether file and folder can be written: SQLite would tell at the first change only."""
    db.execute(f"PRAGMA user_version = {FORMAT}")


def _tidied(db: apsw.Connection) -> None:
    """Give back the room that the tables of an older format took; a disk too full for that is no reason to stop."""
    with suppress(apsw.Error):
        db.execute("VACUUM")
