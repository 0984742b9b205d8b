"""Connections to a case file: to write it alone, to read it, or to a copy of it in memory."""

import sqlite3
import time
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from urllib.parse import quote

from desktop.model.errors import DamagedCase
from desktop.storage import says, verification
from desktop.storage.migrations import SCRIPTS, format_of, is_case, migrate

_QUERY = {"write": "mode=rw", "read": "mode=ro", "peek": "mode=ro&immutable=1"}
_PEEKS, _PEEK_PAUSE = 40, 0.01


def connected(path: Path, way: str) -> sqlite3.Connection:
    """Connect to an existing file: ``write`` locks it until it closes, ``read`` shares it, ``peek`` takes no lock."""
    name = path.as_posix()
    uri = "file://" + quote(name if name.startswith("/") else f"/{name}") + f"?{_QUERY[way]}"
    db = sqlite3.connect(uri, uri=True, isolation_level=None, timeout=0.5, check_same_thread=False)
    return _prepared(db, f"locking_mode = {'EXCLUSIVE' if way == 'write' else 'NORMAL'}", "synchronous = FULL")


def opened(path: Path, *, writing: bool) -> sqlite3.Connection:
    """Open a case file, checked; a writer brings it to the newest format. Raises ``CaseError``."""
    with says.told(path):
        if not path.exists():
            raise says.missing(path)
        db = connected(path, "write" if writing else "read")
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
    return db


def in_memory(source: sqlite3.Connection) -> sqlite3.Connection:
    """Copy a whole case into memory."""
    db = blank()
    source.backup(db)
    return db


def blank() -> sqlite3.Connection:
    """Connect to an empty database in memory."""
    return _prepared(sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False))


def peeked(path: Path) -> sqlite3.Connection:
    """Copy into memory a case that cannot be written, or that another program is writing; takes and breaks no lock.

    A copy taken in the midst of another's change does not prove itself by its tree, hashes and chain, and is taken
    again: what is given holds one state, never half of two.
    Raises ``CaseError``.
    """
    with says.told(path):
        try:
            return _copied(path, "read")
        except sqlite3.OperationalError as error:
            if (error.sqlite_errorcode & 0xFF) not in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
                raise
        for _ in range(_PEEKS):
            with suppress(DamagedCase, sqlite3.DatabaseError):
                db = _copied(path, "peek")
                if not verification.table_faults(db):
                    return db
                db.close()
            time.sleep(_PEEK_PAUSE)
        raise says.busy(path)


def changed(db: sqlite3.Connection, work: Callable[[sqlite3.Connection], None]) -> None:
    """Carry out one transaction: all of it is in the database at the end, or none."""
    db.execute("BEGIN IMMEDIATE")
    try:
        work(db)
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise


def _copied(path: Path, way: str) -> sqlite3.Connection:
    """Copy a case into memory, checked and of the newest format."""
    with closing(connected(path, way)) as source:
        db = in_memory(source)
    try:
        _check(path, db)
        changed(db, lambda held: migrate(held, SCRIPTS))
    except BaseException:
        db.close()
        raise
    return db


def _prepared(db: sqlite3.Connection, *first: str) -> sqlite3.Connection:
    """Let a connection hold what it is given to the rules of its tables."""
    try:
        for pragma in (*first, "foreign_keys = ON", "recursive_triggers = ON", "trusted_schema = OFF"):
            db.execute(f"PRAGMA {pragma}")
        db.execute("PRAGMA cell_size_check = ON")
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
