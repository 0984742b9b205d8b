"""A case whose file cannot be written: work goes on in memory, and nothing of anybody else's is overwritten."""

import os
import shutil
import sys
from pathlib import Path

import pytest

from desktop.model.errors import BusyCase, CaseError, UnwritableCase
from desktop.model.review import Review
from desktop.storage import CaseFile
from tests.disks import pulled
from tests.storage import kills
from tests.storage.conftest import REVIEW, readonly_folder
from tests.storage.kills import note_taken


def noted(file: CaseFile, count: int) -> Review:
    review = file.case().review("r1")
    for _ in range(count):
        review = note_taken(file, review, len(review.evidence))
    return review


def on_disk(path: Path) -> Review:
    with CaseFile.open(path) as file:
        assert file.verify() == ()
        return file.case().review("r1")


def test_what_was_done_without_the_disk_is_added_to_it_later(case_path: Path) -> None:
    with CaseFile.open(case_path) as file:
        before = noted(file, 2)
        with pulled(file):
            with pytest.raises(CaseError):
                noted(file, 1)
            file.detach("没有磁盘")
            seen = [file.unsaved]
            after = noted(file, 3)
            file.save_view({"item": "x.b"})
            seen.append(file.unsaved)
            with pytest.raises(CaseError, match="找不到"):
                file.attach()
        assert on_disk(case_path) == before
        file.attach()
        assert [*seen, file.unsaved] == [False, True, False]
        after = noted(file, 1)
    assert on_disk(case_path) == after
    assert len(after.evidence) == 6


def test_a_file_that_was_changed_meanwhile_is_not_overwritten(case_path: Path, tmp_path: Path) -> None:
    with CaseFile.open(case_path) as file:
        noted(file, 1)
        file.detach("没有磁盘")
        mine = noted(file, 1)
        with CaseFile.open(case_path) as other:
            theirs = noted(other, 2)
        with pytest.raises(CaseError, match="没有覆盖"):
            file.attach()
        file.save_copy(tmp_path / "我的.duyue")
    assert on_disk(case_path) == theirs
    assert on_disk(tmp_path / "我的.duyue") == mine


if sys.platform != "win32":  # nobody can replace an open file there

    def test_another_file_of_the_same_name_is_not_written(case_path: Path, tmp_path: Path) -> None:
        with CaseFile.open(case_path) as file:
            shutil.copy(case_path, tmp_path / "x")
            os.replace(tmp_path / "x", case_path)
            before = case_path.read_bytes()
            with pytest.raises(CaseError, match="移走或删除"):
                noted(file, 1)
        assert case_path.read_bytes() == before

    def test_a_read_only_medium_is_read_and_worked_on_in_memory(case_path: Path) -> None:
        before = case_path.read_bytes()
        with readonly_folder(case_path) as held:
            with pytest.raises(UnwritableCase):
                CaseFile.open(held)
            with CaseFile.peek(held, "只读") as file:
                assert file.case().reviews == (REVIEW,)
                noted(file, 1)
                assert file.unsaved
                with pytest.raises(UnwritableCase):
                    file.attach()
            assert held.read_bytes() == before
            assert os.listdir(held.parent) == [held.name]


def test_the_second_of_two_reads_a_state_of_the_first_and_breaks_no_lock(case_path: Path) -> None:
    with CaseFile.open(case_path) as first:
        review = noted(first, 2)
        with CaseFile.peek(case_path, "在用") as second:
            assert second.case().reviews == (review,)
            assert second.verify() == ()
            noted(second, 1)
            with pytest.raises(BusyCase):
                second.attach()
        with pytest.raises(BusyCase):
            CaseFile.open(case_path)
        review = noted(first, 1)
    assert on_disk(case_path) == review


def test_a_copy_taken_while_another_process_writes_is_one_state(case_path: Path) -> None:
    writer = kills.started(case_path)
    seen = -1
    for _ in range(3):
        with CaseFile.peek(case_path, "在用") as file:
            assert file.verify() == ()
            held = file.case().review("r1").evidence
            assert [e.id for e in held] == [f"n{number}" for number in range(len(held))]
            assert len(held) > seen
            seen = len(held)
    writer.kill()
    writer.communicate()
    assert seen > 0
