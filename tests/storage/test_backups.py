"""Backups: the last ten states, in order even where the clock was set back, given back as files of their own."""

import stat
import sys
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from desktop.model.errors import CaseError
from desktop.storage import CaseFile, backups
from desktop.storage.backups import Backups
from tests.storage.conftest import REVIEW
from tests.storage.test_detached import noted

NOW = datetime(2024, 3, 5, 9, 30)


def test_the_last_ten_states_are_kept_and_each_can_be_had_back(case_path: Path, tmp_path: Path) -> None:
    held = Backups(tmp_path / "own")
    with CaseFile.open(case_path) as file:
        for day in range(13):
            noted(file, 1)
            held.keep(file, NOW - timedelta(days=day))
            held.keep(file, NOW)
        states = held.of(file)
        now = file.case()
    assert [state.steps for state in states] == list(range(13, 3, -1))
    assert states[0].at == "2024-02-22T09:30:00"
    assert {state.name for state in states} == {case_path.stem}
    assert held.all() == states
    before = case_path.read_bytes()
    places = [backups.restored(states[-1], case_path.parent) for _ in range(2)]
    assert len({case_path, *places}) == 3
    for place in places:
        with CaseFile.open(place) as file:
            assert len(file.case().review("r1").evidence) == 4
            assert file.verify() == ()
    assert case_path.read_bytes() == before
    with CaseFile.open(case_path) as file:
        assert file.case() == now


def test_a_case_is_the_same_case_where_it_was_moved(case_path: Path, tmp_path: Path) -> None:
    held = Backups(tmp_path / "own")
    with CaseFile.open(case_path) as file:
        held.keep(file, NOW)
    moved = case_path.rename(tmp_path / "另一个名字.duyue")
    with CaseFile.open(moved) as file:
        noted(file, 1)
        held.keep(file, NOW)
        assert [state.name for state in held.of(file)] == ["另一个名字", case_path.stem]


def test_what_only_the_memory_holds_is_kept_too(case_path: Path, tmp_path: Path) -> None:
    held = Backups(tmp_path / "own")
    with CaseFile.open(case_path) as file:
        file.detach("没有磁盘")
        review = noted(file, 2)
        held.keep(file, NOW)
        place = backups.restored(held.of(file)[0], tmp_path / "新夹")
    with CaseFile.open(place) as file:
        assert file.case().reviews == (review,)


def test_a_folder_that_cannot_be_written_stops_nobody(
    case_path: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "own").touch()
    held = Backups(tmp_path / "own")
    with CaseFile.open(case_path) as file:
        held.keep(file, NOW)
        assert held.of(file) == held.all() == ()
        assert file.case().reviews == (REVIEW,)
    assert "not kept" in caplog.text


def test_a_backup_that_is_damaged_is_told(case_path: Path, tmp_path: Path) -> None:
    held = Backups(tmp_path / "own")
    with CaseFile.open(case_path) as file:
        held.keep(file, NOW)
        (state,) = held.of(file)
    state.path.write_bytes(b"no case")
    with pytest.raises(CaseError):
        backups.restored(state, tmp_path)


if sys.platform != "win32":  # folders of a Windows profile are their owner's alone

    def test_backups_are_for_their_owner_alone(case_path: Path, tmp_path: Path) -> None:
        held = Backups(tmp_path / "own")
        with CaseFile.open(case_path) as file:
            held.keep(file, NOW)
            (state,) = held.of(file)
        assert stat.S_IMODE(state.path.stat().st_mode) == 0o600
        assert stat.S_IMODE(state.path.parent.stat().st_mode) == 0o700
