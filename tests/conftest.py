"""What every test stands on: no screen, and a home of its own."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


if sys.platform == "win32":
    # There the offscreen platform finds no fonts and complains of the folder that it looks into; it is given one, and
    # its font apart.
    os.environ.setdefault("QT_QPA_FONTDIR", str(Path(__file__).parent))
    FONTS = ("msyh.ttc", "simsun.ttc", "wqy-microhei.ttc")

    @pytest.fixture(scope="session")
    def qapp(qapp: "QApplication") -> "QApplication":
        """Give the tests a Chinese font."""
        from PySide6.QtGui import QFontDatabase

        found = [path for name in FONTS if (path := Path(os.environ["SYSTEMROOT"], "Fonts", name)).is_file()]
        QFontDatabase.addApplicationFont(str(found[0]))
        return qapp


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
