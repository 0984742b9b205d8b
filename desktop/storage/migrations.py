"""The case file's tables: one script for each format version, each leading from the one before."""

import sqlite3

APPLICATION_ID = 0x64757975  # "duyu"

_FORMAT_1 = (
    """CREATE TABLE documents (
        position INTEGER PRIMARY KEY,
        sha256 TEXT NOT NULL UNIQUE,
        name TEXT NOT NULL,
        role TEXT NOT NULL,
        data BLOB NOT NULL,
        text TEXT NOT NULL,
        text_sha256 TEXT NOT NULL,
        added TEXT NOT NULL
    )""",
    """CREATE TABLE checklists (
        sha256 TEXT PRIMARY KEY,
        id TEXT NOT NULL,
        snapshot TEXT NOT NULL
    )""",
    """CREATE TABLE reviews (
        position INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        checklist TEXT NOT NULL REFERENCES checklists (sha256),
        initial TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        at TEXT NOT NULL
    )""",
    """CREATE TABLE log (
        seq INTEGER PRIMARY KEY,
        review TEXT NOT NULL REFERENCES reviews (id),
        at TEXT NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('edit', 'undo', 'redo')),
        words TEXT NOT NULL,
        changes TEXT NOT NULL,
        prev TEXT NOT NULL,
        hash TEXT NOT NULL
    )""",
    "CREATE TABLE view (name TEXT PRIMARY KEY, value TEXT NOT NULL)",
    "CREATE TRIGGER log_no_update BEFORE UPDATE ON log BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END",
    "CREATE TRIGGER log_no_delete BEFORE DELETE ON log BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END",
    "CREATE TRIGGER documents_no_update BEFORE UPDATE ON documents"
    " BEGIN SELECT RAISE(ABORT, 'documents never change'); END",
    "CREATE TRIGGER checklists_no_update BEFORE UPDATE ON checklists"
    " BEGIN SELECT RAISE(ABORT, 'snapshots never change'); END",
    "CREATE TRIGGER reviews_no_update BEFORE UPDATE ON reviews"
    " BEGIN SELECT RAISE(ABORT, 'first states never change'); END",
)

_FORMAT_2: tuple[str, ...] = ()
"""The tables stay; scores may hold numbers and checklists rules that a program of format 1 does not know."""

_FORMAT_3: tuple[str, ...] = ()
"""The tables stay; reviews may name subjects and rules of their own that a program of format 2 does not know."""

SCRIPTS: tuple[tuple[str, ...], ...] = (_FORMAT_1, _FORMAT_2, _FORMAT_3)
"""``SCRIPTS[n]`` leads from format ``n`` to ``n + 1``; format 0 is an empty file."""


def migrate(db: sqlite3.Connection, scripts: tuple[tuple[str, ...], ...]) -> None:
    """Bring a file to the newest format within the caller's transaction."""
    version = format_of(db)
    for script in scripts[version:]:
        for statement in script:
            db.execute(statement)
    if version < len(scripts):
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        db.execute(f"PRAGMA user_version = {len(scripts)}")


def format_of(db: sqlite3.Connection) -> int:
    """Read a file's format version."""
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def is_case(db: sqlite3.Connection) -> bool:
    """Tell whether a database is a case file."""
    return bool(db.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID)
