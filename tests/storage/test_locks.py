"""A password for a case file: nothing of it can be read, changed or saved without."""

import os
import unicodedata
from pathlib import Path

import pytest

from desktop.model.errors import BusyCase, CaseError, DamagedCase, LockedCase
from desktop.storage import CaseFile, locks, salvage
from desktop.storage.renewal import documents_in
from tests.disks import pulled
from tests.storage.conftest import AT, REVIEW, TEXT, a_checklist, a_document
from tests.storage.kills import note_taken

PASSWORD = "东河2024：raw:x'00'"


@pytest.fixture(autouse=True)
def _light(light_locks: None) -> None:
    pass


@pytest.fixture
def locked(tmp_path: Path) -> Path:
    path = tmp_path / "督阅" / "锁.duyue"
    with CaseFile.create(path, a_document(), a_checklist(), REVIEW, AT, PASSWORD) as file:
        review = REVIEW
        for number in range(12):
            review = note_taken(file, review, number)
    return path


def plain_words(data: bytes) -> list[str]:
    # None is so short that signs at random would come to it.
    words = ("SQLite", "CREATE TABLE", "东河县", "小学31所", "实地查看", "履职评价表", '"item"')
    return [word for word in words if word.encode() in data]


def test_a_locked_case_opens_with_its_password_alone(locked: Path) -> None:
    assert locks.is_locked(locked)
    before = locked.read_bytes()
    for writing in (True, False):
        with pytest.raises(LockedCase, match="请输入密码"):
            CaseFile.open(locked, writing=writing)
        with pytest.raises(LockedCase, match="密码不对"):
            CaseFile.open(locked, writing=writing, password="东河2024")
    assert locked.read_bytes() == before
    assert list(documents_in(locked)) == []
    with CaseFile.open(locked, password=PASSWORD) as file:
        assert file.locked
        assert file.verify() == ()
        review = note_taken(file, file.case().reviews[0], 12)
    with CaseFile.open(locked, writing=False, password=PASSWORD) as file:
        assert file.case().reviews == (review,)


def test_a_password_is_the_same_however_its_letters_are_put_together(tmp_path: Path) -> None:
    word = "café县"
    composed, apart = unicodedata.normalize("NFC", word), unicodedata.normalize("NFD", word)
    assert composed != apart
    CaseFile.create(tmp_path / "a.duyue", a_document(), a_checklist(), REVIEW, AT, composed).close()
    CaseFile.open(tmp_path / "a.duyue", password=apart).close()


def test_nothing_plain_comes_to_the_disk(locked: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temp"))
    (tmp_path / "temp").mkdir()
    with CaseFile.open(locked, password=PASSWORD) as file:
        disk = file._disk
        assert disk is not None
        disk.execute("BEGIN IMMEDIATE")
        disk.execute("PRAGMA cache_size = 1")
        disk.execute("PRAGMA cache_spill = 1")
        disk.execute("UPDATE view SET value = ''")
        disk.execute("INSERT INTO view VALUES ('页', ?)", ("小学31所" * 9_000,))
        journal = locked.with_name(locked.name + "-journal")
        assert journal.stat().st_size > 1_000
        seen = journal.read_bytes() + locked.read_bytes()
        disk.execute("ROLLBACK")
        file.save_copy(tmp_path / "副本.duyue")
        seen += (tmp_path / "副本.duyue").read_bytes()
    seen += locked.read_bytes()
    assert plain_words(seen) == []
    assert os.listdir(tmp_path / "temp") == []


def test_a_password_is_set_changed_and_taken_away(case_path: Path) -> None:
    assert plain_words(case_path.read_bytes())
    with CaseFile.open(case_path) as file:
        review = note_taken(file, REVIEW, 0)
        code = file.code
        for password in (PASSWORD, "另一个", ""):
            file.lock(password)
            assert file.locked is bool(password)
            assert locks.is_locked(case_path) is bool(password)
            assert not password or plain_words(case_path.read_bytes()) == []
            with pytest.raises(BusyCase):
                CaseFile.open(case_path, password=password)
            review = note_taken(file, review, len(review.evidence))
        assert file.step_of(code) == 1
    assert os.listdir(case_path.parent) == [case_path.name]
    with CaseFile.open(case_path) as file:
        assert file.verify() == ()
        assert file.case().reviews == (review,)


def test_a_copy_that_goes_on_elsewhere_is_locked_too(locked: Path, tmp_path: Path) -> None:
    with CaseFile.open(locked, password=PASSWORD) as file, file.open_copy(tmp_path / "移.duyue") as copy:
        assert copy.case() == file.case()
        assert copy.locked
    with pytest.raises(LockedCase):
        CaseFile.open(tmp_path / "移.duyue")


def test_a_locked_case_that_cannot_be_written_goes_on_in_memory_and_is_written_back_locked(locked: Path) -> None:
    with CaseFile.open(locked, password=PASSWORD) as file:
        review = file.case().reviews[0]
        with pulled(file):
            file.detach("没有磁盘")
            review = note_taken(file, review, 12)
            with pytest.raises(CaseError, match="密码没有改变"):
                file.lock("")
        file.attach()
        review = note_taken(file, review, 13)
        with CaseFile.peek(locked, "在用", PASSWORD) as second:
            assert second.case().reviews == (review,)
            with pytest.raises(LockedCase):
                CaseFile.peek(locked, "在用")
    assert locks.is_locked(locked)
    with CaseFile.open(locked, password=PASSWORD) as file:
        assert file.case().reviews == (review,)


@pytest.mark.parametrize("page", range(10))
def test_a_flipped_bit_costs_its_page_and_is_never_read_as_a_score(locked: Path, page: int) -> None:
    data = bytearray(locked.read_bytes())
    data[4096 * page + 400] ^= 16
    locked.write_bytes(data)
    with pytest.raises((DamagedCase, LockedCase)):
        CaseFile.open(locked, password=PASSWORD)
    try:
        file = salvage.rescued(locked, PASSWORD)
    except DamagedCase:
        assert 0 < page < 8, "documents, checklists and reviews lie on the first pages"
    else:
        with file:
            evidence = file.case().reviews[0].evidence
            assert [note.id for note in evidence] == [f"n{number}" for number in range(len(evidence))]
            assert file.case().documents[0].text == TEXT
            assert file.locked
            assert "读回" in file.detached
    assert locked.read_bytes() == data


def test_a_cut_locked_case_is_rescued_with_its_password_alone(locked: Path, tmp_path: Path) -> None:
    locked.write_bytes(locked.read_bytes()[:-5000])
    with pytest.raises(LockedCase, match="请输入密码"):
        salvage.rescued(locked)
    with pytest.raises(LockedCase, match="密码不对"):
        salvage.rescued(locked, "别的")
    with salvage.rescued(locked, PASSWORD) as file:
        file.save_copy(tmp_path / "抢救.duyue")
    assert plain_words((tmp_path / "抢救.duyue").read_bytes()) == []
    with CaseFile.open(tmp_path / "抢救.duyue", password=PASSWORD) as file:
        assert file.verify() == ()


def test_what_is_not_locked_asks_for_no_password(case_path: Path, tmp_path: Path) -> None:
    with CaseFile.open(case_path, password="多余") as file:
        assert not file.locked
    (tmp_path / "x.duyue").write_bytes(os.urandom(9000))
    with pytest.raises(DamagedCase, match="不是督阅案卷"):
        CaseFile.open(tmp_path / "x.duyue", password="多余")
    assert not locks.is_locked(tmp_path / "无.duyue")
