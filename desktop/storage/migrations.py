"""The case file's tables, and what brings a file of an older format to them.

Formats 1, 2 and 3 have the same tables; 2 may hold numbers in scores and rules in checklists, 3 subjects and rules of a
review's own, that a program of the format before does not know. 4 has strict tables, and notes with each document
which version of the program read its text. 5 has the tables of 4; reviews may hold memos, decisions on issues and
corrected matches, and go by later readings of a document.
"""

import apsw

from desktop.storage.sql import select

APPLICATION_ID = 0x64757975  # "duyu"

TABLES = {
    "documents": """CREATE TABLE documents (
        position INTEGER PRIMARY KEY,
        sha256 TEXT NOT NULL UNIQUE,
        name TEXT NOT NULL,
        role TEXT NOT NULL,
        data BLOB NOT NULL,
        text TEXT NOT NULL,
        text_sha256 TEXT NOT NULL,
        added TEXT NOT NULL,
        reader TEXT NOT NULL DEFAULT ''
    ) STRICT""",
    "checklists": """CREATE TABLE checklists (
        sha256 TEXT PRIMARY KEY NOT NULL,
        id TEXT NOT NULL,
        snapshot TEXT NOT NULL
    ) STRICT""",
    "reviews": """CREATE TABLE reviews (
        position INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        checklist TEXT NOT NULL REFERENCES checklists (sha256),
        initial TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        at TEXT NOT NULL
    ) STRICT""",
    "log": """CREATE TABLE log (
        seq INTEGER PRIMARY KEY,
        review TEXT NOT NULL REFERENCES reviews (id),
        at TEXT NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('edit', 'undo', 'redo')),
        words TEXT NOT NULL,
        changes TEXT NOT NULL,
        prev TEXT NOT NULL,
        hash TEXT NOT NULL
    ) STRICT""",
    "view": "CREATE TABLE view (name TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL) STRICT",
}
"""Each after those that it refers to."""

_TRIGGERS = (
    "CREATE TRIGGER log_no_update BEFORE UPDATE ON log BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END",
    "CREATE TRIGGER log_no_delete BEFORE DELETE ON log BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END",
    "CREATE TRIGGER documents_no_update BEFORE UPDATE ON documents"
    " BEGIN SELECT RAISE(ABORT, 'documents never change'); END",
    "CREATE TRIGGER checklists_no_update BEFORE UPDATE ON checklists"
    " BEGIN SELECT RAISE(ABORT, 'snapshots never change'); END",
    "CREATE TRIGGER reviews_no_update BEFORE UPDATE ON reviews"
    " BEGIN SELECT RAISE(ABORT, 'first states never change'); END",
)

SCHEMA = (*TABLES.values(), *_TRIGGERS)
"""What makes a new file."""

_COLUMNS_3 = {
    "documents": "position, sha256, name, role, data, text, text_sha256, added",
    "checklists": "sha256, id, snapshot",
    "reviews": "position, id, checklist, initial, sha256, at",
    "log": "seq, review, at, kind, words, changes, prev, hash",
    "view": "name, value",
}
_TO_4 = (
    *(f"ALTER TABLE {table} RENAME TO {table}_3" for table in _COLUMNS_3),
    *TABLES.values(),
    *(f"INSERT INTO {table} ({columns}) SELECT {columns} FROM {table}_3" for table, columns in _COLUMNS_3.items()),
    *(f"DROP TABLE {table}_3" for table in reversed(_COLUMNS_3)),
    *_TRIGGERS,
)

UPGRADES: tuple[tuple[str, ...], ...] = ((), (), _TO_4, ())
"""``UPGRADES[n]`` leads from format ``n + 1`` to ``n + 2``."""
FORMAT = len(UPGRADES) + 1


def migrate(db: apsw.Connection) -> None:
    """Bring an empty file or one of an older format to the newest within the caller's transaction."""
    version = format_of(db)
    steps = (SCHEMA,) if version == 0 else UPGRADES[version - 1 :]
    for statement in (statement for step in steps for statement in step):
        db.execute(statement)
    if version < FORMAT:
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        db.execute(f"PRAGMA user_version = {FORMAT}")


def format_of(db: apsw.Connection) -> int:
    """Read a file's format version."""
    return int(select(db, "PRAGMA user_version")[0][0])


def is_case(db: apsw.Connection) -> bool:
    """Tell whether a database is a case file."""
    return select(db, "PRAGMA application_id") == [(APPLICATION_ID,)]
