"""What every test stands on: no screen, and a home of its own."""

import os
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Put the program's settings, cache, log and case files below the test's own folder."""
    home = tmp_path / "home"
    monkeypatch.setenv("DUYUE_HOME", str(home))
    return home
