import sqlite3
from pathlib import Path

import pytest

from desktop.model.errors import CaseError
from desktop.storage import CaseFile, connection
from desktop.storage.migrations import APPLICATION_ID, SCRIPTS, format_of, is_case, migrate


@pytest.fixture
def db() -> sqlite3.Connection:
    return sqlite3.connect(":memory:", isolation_level=None)


def test_an_empty_file_becomes_a_case(db: sqlite3.Connection) -> None:
    assert not is_case(db)
    migrate(db, SCRIPTS)
    assert is_case(db)
    assert format_of(db) == len(SCRIPTS)
    assert db.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
    db.close()


def test_an_old_case_gets_only_what_came_later(db: sqlite3.Connection) -> None:
    migrate(db, SCRIPTS)
    db.execute("INSERT INTO view VALUES ('item', '\"x\"')")
    later = (*SCRIPTS, ("ALTER TABLE view ADD COLUMN at TEXT NOT NULL DEFAULT ''",), ("CREATE TABLE pictures (a)",))
    migrate(db, later)
    assert format_of(db) == len(later)
    assert db.execute("SELECT * FROM view").fetchall() == [("item", '"x"', "")]
    migrate(db, later)
    assert format_of(db) == len(later)
    db.close()


def test_a_migration_that_fails_leaves_the_old_case(db: sqlite3.Connection) -> None:
    migrate(db, SCRIPTS)
    db.execute("BEGIN")
    with pytest.raises(sqlite3.OperationalError):
        migrate(db, (*SCRIPTS, ("CREATE TABLE new (a)", "CREATE TABLE log (a)")))
    db.execute("ROLLBACK")
    assert format_of(db) == len(SCRIPTS)
    assert db.execute("SELECT name FROM sqlite_schema WHERE name = 'new'").fetchall() == []
    db.close()


def test_an_old_case_is_brought_up_to_date_when_it_is_opened_for_writing(
    case_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "SCRIPTS", (*SCRIPTS, ("CREATE TABLE pictures (a)",)))
    with pytest.raises(CaseError, match="旧版本"):
        CaseFile.open(case_path, writing=False)
    with CaseFile.open(case_path) as file:
        before = file.case()
    with CaseFile.open(case_path, writing=False) as file:
        assert file.case() == before
    held = sqlite3.connect(case_path)
    assert format_of(held) == len(SCRIPTS) + 1
    held.close()


def test_a_case_whose_tables_are_those_of_today_is_read_as_it_is_and_renumbered_when_written(case_path: Path) -> None:
    held = sqlite3.connect(case_path)
    held.execute("PRAGMA user_version = 1")
    held.close()
    with CaseFile.open(case_path, writing=False) as file:
        before = file.case()
    with CaseFile.open(case_path) as file:
        assert file.case() == before
    held = sqlite3.connect(case_path)
    assert format_of(held) == len(SCRIPTS)
    held.close()
