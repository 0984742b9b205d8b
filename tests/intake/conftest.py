"""Read old Word files with our own reader, whatever else a machine has."""

import pytest

from desktop import intake
from desktop.intake import libreoffice

REAL = libreoffice.find


@pytest.fixture(autouse=True)
def _without_libreoffice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libreoffice, "find", lambda: None)
    intake._office.cache_clear()
