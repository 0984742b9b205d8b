"""ENOSPC, EIO and short writes at every operation of a change (``benchmarks.durability`` strikes larger cases)."""

import shutil
from contextlib import suppress
from pathlib import Path

import pytest

from desktop.model.errors import CaseError
from desktop.storage import CaseFile
from tests.disks import Fault, faulty
from tests.storage import strikes
from tests.storage.conftest import AT, REVIEW, a_checklist, a_document
from tests.storage.kills import note_taken


@pytest.fixture(params=[False, True], ids=["plain", "locked"])
def whole(request: pytest.FixtureRequest, case_path: Path, light_locks: None) -> Path:
    with CaseFile.open(case_path) as file:
        review = note_taken(file, REVIEW, 0)
        note_taken(file, review, 1)
        if request.param:
            file.lock(strikes.PASSWORD)
    return case_path


@pytest.mark.parametrize("lasting", [False, True], ids=["once", "lasting"])
@pytest.mark.parametrize("fault", strikes.FAULTS)
@pytest.mark.parametrize("change", strikes.CHANGES)
def test_a_change_is_there_whole_or_not_at_all(
    whole: Path, tmp_path: Path, change: str, fault: Fault, lasting: bool
) -> None:
    folder = tmp_path / "struck"
    folder.mkdir()
    assert strikes.struck(whole, folder, strikes.CHANGES[change], fault, lasting=lasting) >= 10


def test_a_step_waits_for_the_disk_no_oftener_than_its_journal_wants(whole: Path) -> None:
    with faulty() as disk, CaseFile.open(whole, password=strikes.PASSWORD) as file:
        review = file.case().reviews[0]
        review = note_taken(file, review, 2)
        disk.arm(0, "full")
        for number in range(3, 13):
            review = note_taken(file, review, number)
        assert disk.synced == 10 * 4, "the journal twice, the file, and the journal's end"
        assert disk.count <= 10 * 20


@pytest.mark.parametrize("fault", strikes.FAULTS)
def test_a_case_is_made_whole_or_not_at_all(tmp_path: Path, fault: Fault) -> None:
    path = tmp_path / "新" / "a.duyue"
    for at in range(1, 200):
        with faulty() as disk:
            disk.arm(at, fault)
            with suppress(CaseError):
                CaseFile.create(path, a_document(), a_checklist(), REVIEW, AT).close()
        if path.exists():
            assert strikes.read(path).reviews == (REVIEW,)
            path.unlink()
        assert list(path.parent.iterdir()) == []
        if not disk.struck:
            break
    assert at > 10


def test_work_that_went_on_without_the_disk_is_added_once_wherever_it_broke(whole: Path, tmp_path: Path) -> None:
    at = 0
    struck = True
    while struck:
        at += 1
        path = Path(shutil.copy(whole, tmp_path / "struck.duyue"))
        with faulty() as disk, CaseFile.open(path, password=strikes.PASSWORD) as file:
            review = file.case().reviews[0]
            disk.arm(at, "full", lasting=True)
            try:
                review = note_taken(file, review, 2)
            except CaseError as error:
                file.detach(error.says)
                review = note_taken(file, review, 2)
            struck = disk.struck
            disk.arm(0, "full")
            if file.detached:
                file.attach()
            review = note_taken(file, review, 3)
        assert strikes.read(path).reviews == (review,)
        path.unlink()
    assert at > 10
