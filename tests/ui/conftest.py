"""Widgets are tested where there is no screen; what only the offscreen platform says about itself is no failure."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from desktop import app
from tests.ui.driver import Driver

_HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let the platform's word on what it cannot do pass."""
    for item in items:
        if _HERE in item.path.parents:
            item.add_marker(
                pytest.mark.qt_log_ignore(
                    r"This plugin does not support (propagateSizeHints|raise|grabbing)", extend=True
                )
            )


@pytest.fixture(scope="session")
def qapp(qapp: QApplication) -> QApplication:
    """Let Qt speak as it does in the program: shortcuts are known by their own names, whatever they are called."""
    app.translate(qapp)
    return qapp


@pytest.fixture(autouse=True)
def undressed(qapp: QApplication) -> Iterator[None]:
    """Let every window be built as the first one is: with none beside it, and before there is a style sheet.

    Qt works a sheet out anew for each widget put into another and for every window not yet deleted, which made a
    window ten times as dear.
    """
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    qapp.setStyleSheet("")


@pytest.fixture
def driver(qtbot: QtBot) -> Iterator[Driver]:
    """Open the window; a file of tests that wants more open has a ``driver`` made of this one."""
    made = Driver(qtbot)
    yield made
    for dialog in made.window.findChildren(QDialog):
        dialog.close()
    made.window.desk.abandon()
    made.window.close()
