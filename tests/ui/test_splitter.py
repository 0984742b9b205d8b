"""Sizes are asked for before a splitter is on screen, and taken once it is."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.splitter import Splitter


def test_sizes_are_remembered_until_there_is_room(qtbot: QtBot) -> None:
    splitter = Splitter(Qt.Orientation.Horizontal)
    qtbot.addWidget(splitter)
    parts = [QWidget(), QWidget()]
    for part in parts:
        splitter.addWidget(part)
    splitter.ask((700, 299))
    assert splitter.kept() == (700, 299)
    parts[1].setMinimumWidth(600)
    splitter.resize(1000, 300)
    parts[1].setMinimumWidth(100)
    splitter.show()
    assert splitter.sizes() == [700, 299]
    splitter.setSizes([500, 499])
    assert splitter.kept() == (500, 499), "what was dragged since is what is kept"


def test_sizes_are_set_aside_and_taken_back(qtbot: QtBot) -> None:
    splitter = Splitter(Qt.Orientation.Horizontal)
    qtbot.addWidget(splitter)
    for _ in range(2):
        splitter.addWidget(QWidget())
    splitter.resize(1000, 300)
    splitter.ask((700, 299))
    splitter.show()
    splitter.set_aside((400, 599))
    splitter.setSizes([300, 699])
    splitter.set_aside((400, 599))
    assert splitter.sizes() == [300, 699], "what was dragged meanwhile stays"
    assert splitter.kept() == (700, 299)
    splitter.take_back()
    assert splitter.sizes() == [700, 299]
    splitter.take_back()
    assert splitter.sizes() == [700, 299]
