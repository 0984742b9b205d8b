import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import apsw
import pytest

from desktop import __version__
from desktop.model.errors import CaseError
from desktop.storage import CaseFile, migrations
from desktop.storage.migrations import APPLICATION_ID, FORMAT, format_of, is_case, migrate
from tests.disks import faulty
from tests.storage.conftest import REVIEW, a_checklist
from tests.storage.kills import note_taken

OLD = tuple(sorted((Path(__file__).parent / "formats").glob("format_*.duyue")))
CODE = "579Q-Q1GH-W2XH"
"""What a program of format 2 said of these files: what a sheet has printed on it stays true."""


@pytest.fixture
def db() -> Iterator[apsw.Connection]:
    with closing(apsw.Connection(":memory:")) as opened:
        yield opened


@pytest.fixture(params=OLD, ids=lambda path: path.stem)
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    return Path(shutil.copy(request.param, tmp_path / "旧案卷.duyue"))


def held_format(path: Path) -> int:
    with closing(apsw.Connection(str(path))) as held:
        return format_of(held)


def test_there_is_a_file_of_every_older_format() -> None:
    assert [held_format(path) for path in OLD] == list(range(1, FORMAT))


def test_an_empty_file_becomes_a_case(db: apsw.Connection) -> None:
    assert not is_case(db)
    migrate(db)
    assert is_case(db)
    assert format_of(db) == FORMAT
    assert db.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
    migrate(db)
    assert format_of(db) == FORMAT


def test_an_old_case_is_read_as_it_is_and_brought_up_to_date_when_it_is_written(old: Path) -> None:
    before = old.read_bytes()
    with CaseFile.open(old, writing=False) as file:
        assert file.verify() == ()
        read = file.case()
    assert old.read_bytes() == before
    assert [note.id for note in read.reviews[0].evidence] == ["n0", "n1"]
    assert [document.name for document in read.documents] == ["东河县自评.txt", "方案.txt"]
    assert {document.reader for document in read.documents} == {""}
    assert read.checklists == {"r1": a_checklist()}
    assert read.view == {"item": "x.a", "zoom": 1.25}
    assert read.code == CODE
    with CaseFile.open(old) as file:
        assert file.verify() == ()
        assert file.case() == read
        note_taken(file, read.reviews[0], 2)
    assert held_format(old) == FORMAT
    assert old.stat().st_size <= len(before) + 8192
    with CaseFile.open(old, writing=False) as file:
        assert file.verify() == ()
        assert file.step_of(CODE) == 2


def test_a_migration_that_fails_leaves_the_old_case(old: Path) -> None:
    before = old.read_bytes()
    with faulty() as disk:
        disk.arm(9, "full", lasting=True)
        with pytest.raises(CaseError):
            CaseFile.open(old)
    assert disk.struck
    assert old.read_bytes() == before
    with CaseFile.open(old) as file:
        assert file.verify() == ()


def test_tables_hold_no_value_of_another_type(case_path: Path) -> None:
    with closing(apsw.Connection(str(case_path))) as held:
        for table in migrations.TABLES:
            columns = [row[1] for row in held.execute(f"PRAGMA table_info({table})").fetchall()]
            wrong = ", ".join("NULL" if name in ("position", "seq") else "x'00'" for name in columns)
            with pytest.raises(apsw.ConstraintError, match="cannot store BLOB"):
                held.execute(f"INSERT INTO {table} VALUES ({wrong})")


def test_a_document_says_which_program_read_it(tmp_path: Path) -> None:
    from desktop.intake import read_text
    from desktop.model.case import Document, DocumentRole

    document = Document.of(read_text("一、工作", "a.txt"), "一、工作".encode(), DocumentRole.REPORT, "2024-03-05")
    CaseFile.create(tmp_path / "a.duyue", document, a_checklist(), REVIEW, "2024-03-05").close()
    with CaseFile.open(tmp_path / "a.duyue", writing=False) as file:
        assert file.case().documents == (document,)
        assert document.reader == __version__
