"""What every test stands on: no screen, no network, and a home of its own."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# The same examples each time, so that a run tells of a change and not of luck; ``start.py --test-all`` draws its own.
settings.register_profile("same", derandomize=True)
settings.load_profile("same")

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


REACHED: list[str] = []
"""What tried to reach the network, by the events of ``sys.audit``."""
_REACHING = {"socket.connect", "socket.bind", "socket.sendto", "socket.getaddrinfo", "socket.gethostbyname"}


def _forbid(event: str, given: tuple[object, ...]) -> None:
    """Let nothing in this process reach the network; a socket of the file system is none."""
    if event in _REACHING and not isinstance(given[-1], str | bytes):
        REACHED.append(event)
        raise RuntimeError(f"the network is forbidden: {event}")


sys.addaudithook(_forbid)


@pytest.fixture(autouse=True)
def offline() -> Iterator[None]:
    """Hold that nothing tried, not even in vain."""
    yield
    assert not REACHED


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
