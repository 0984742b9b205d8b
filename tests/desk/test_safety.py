"""What only the memory holds is never much older than its last backup."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.desk.ledger import Ledger
from desktop.desk.safety import Safety
from desktop.model.review import LevelWord
from desktop.storage.backups import Backups
from tests.desk.test_ledger import given, ledger
from tests.disks import pulled

__all__ = ["ledger"]


def test_work_without_a_file_is_backed_up_after_a_pause(
    ledger: Ledger, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.desk.safety._PAUSE_MS", 50)
    backups = Backups(tmp_path / "kept")
    safety = Safety(ledger, backups)

    def kept() -> list[int]:
        return [backup.steps for backup in backups.of(ledger.file)]

    qtbot.waitUntil(lambda: kept() == [0])
    assert ledger.amend(given(ledger.review, LevelWord.REACHED), "评分")
    assert kept() == [0], "what is in the file needs no backup for every step"
    with pulled(ledger.file):
        assert ledger.amend(given(ledger.review, LevelWord.MOSTLY), "评分")
        assert ledger.amend(given(ledger.review, LevelWord.MISSED), "评分")
        assert kept() == [1, 0]
        qtbot.waitUntil(lambda: kept() == [3, 1, 0])
    assert ledger.attach()
    safety.keep()
    assert kept() == [3, 1, 0]
