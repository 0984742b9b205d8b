"""What every test stands on: no screen, and a home of its own."""

import os
import sys
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Put the program's settings, cache, log and case files below the test's own folder."""
    home = tmp_path / "home"
    monkeypatch.setenv("DUYUE_HOME", str(home))
    return home


def pytest_sessionfinish() -> None:
    """Empty the offscreen platform's clipboard, which outlives Python and would call what Python made."""
    if "PySide6.QtGui" in sys.modules:
        from PySide6.QtGui import QGuiApplication

        if QGuiApplication.instance() is not None:
            QGuiApplication.clipboard().clear()
