"""Colours can be read, and change while the program runs."""

import re
from itertools import product
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop import paths
from desktop.ui import theme
from desktop.ui.reader.marks import LAYERS

GROUNDS = ("window", "pane", "card")
VERDICTS = ("met", "not_met", "partial", "unknown", "judge")
PAIRS = [
    *product(("text", "soft", "ink", *VERDICTS), (*GROUNDS, "select")),
    *(("text", ground) for ground in ("flash", "ink_ground", *LAYERS)),
    *((f"{layer}_line", layer) for layer in LAYERS),
    *((f"{layer}_line", "pane") for layer in LAYERS),
    *(("soft", ground) for ground in ("ink_ground", "measure", "problem")),
    ("met", "measure"),
    ("not_met", "problem"),
    ("partial", "finding"),
    ("ink", "ink_ground"),
    ("on_ink", "ink"),
]


def luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("name", ["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_text_can_be_read_on_its_ground(name: str, text: str, ground: str) -> None:
    tokens = theme.load(name).tokens
    above, below = sorted((luminance(tokens[text]), luminance(tokens[ground])), reverse=True)
    assert (above + 0.05) / (below + 0.05) >= 4.5


def test_both_themes_know_the_same_tokens() -> None:
    light, dark = theme.load("light").tokens, theme.load("dark").tokens
    assert light.keys() == dark.keys()
    assert all(re.fullmatch("#[0-9A-F]{6}", value) for value in (*light.values(), *dark.values()))


def test_a_change_reaches_palette_sheet_and_painters(qtbot: QtBot, qapp: QApplication) -> None:
    theme.apply(qapp, "light")
    with qtbot.waitSignal(theme.changed):
        theme.apply(qapp, "dark")
    assert theme.shown() == "dark"
    assert theme.colour("pane").name().upper() == theme.load("dark").tokens["pane"]
    assert qapp.palette().color(QPalette.ColorRole.Window) == theme.colour("window")
    assert theme.load("dark").tokens["ink"] in qapp.styleSheet()
    assert "$" not in qapp.styleSheet()
    theme.apply(qapp, "light")
    assert theme.load("light").tokens["ink"] in qapp.styleSheet()


def test_system_follows_the_desktop_live(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    hints = type(qapp.styleHints())
    theme.apply(qapp, "system")
    monkeypatch.setattr(hints, "colorScheme", lambda _self: Qt.ColorScheme.Dark)
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert theme.shown() == "dark"
    monkeypatch.setattr(hints, "colorScheme", lambda _self: Qt.ColorScheme.Light)
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Light)
    assert theme.shown() == "light"
    theme.apply(qapp, "light")
    monkeypatch.setattr(hints, "colorScheme", lambda _self: Qt.ColorScheme.Dark)
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert theme.shown() == "light", "a chosen theme stays"


def test_colours_are_named_in_the_theme_alone() -> None:
    package = Path(theme.__file__).parent
    for path in package.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"[\"']#[0-9A-Fa-f]{3,8}[\"']|QColor\(\s*\d", text), path
    sheet = paths.resource("themes", "window.qss").read_text(encoding="utf-8")
    assert not re.search("#[0-9A-Fa-f]{3,8}", sheet)


def test_a_font_of_a_fraction_of_pixels(qapp: QApplication) -> None:
    assert theme.font(13).pixelSize() == 13
    assert theme.font(15.5).pointSizeF() == pytest.approx(15.5 * 72 / qapp.primaryScreen().logicalDotsPerInchY())
    assert theme.font(15.5, bold=True).bold()
