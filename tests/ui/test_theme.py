"""Colours can be read, and change while the program runs."""

import re
from itertools import product
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QCheckBox, QListWidget, QListWidgetItem
from pytestqt.qtbot import QtBot

from desktop import paths
from desktop.ui import theme
from desktop.ui.reader.marks import LAYERS

GROUNDS = ("window", "pane", "card")
ROWS = ("select", "hover", "ink_ground")
VERDICTS = ("met", "not_met", "partial", "unknown", "judge")
CUES = tuple(f"{layer}_line" for layer in LAYERS)
WRITTEN = [
    *product(("text", "soft", "ink", *VERDICTS), (*GROUNDS, *ROWS)),
    *product(CUES, GROUNDS),
    *product(("text",), ("flash", *LAYERS)),
    *((f"{layer}_line", layer) for layer in LAYERS),
    *product(("soft", "ink"), ("measure", "problem", "finding")),
    ("met", "measure"),
    ("not_met", "problem"),
    ("partial", "finding"),
    ("on_ink", "ink"),
]
"""(words, ground): what painters, chips, cards and bars write on what."""
DRAWN = [
    *product(CUES, (*LAYERS, "flash")),
    *product(("grip",), GROUNDS),
    *product(("ink",), ("flash", *LAYERS)),
]
"""(line, ground): cues of marks that lie over other marks, focus frames, handles of scroll bars."""
RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")


def luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    above, below = sorted((luminance(one), luminance(other)), reverse=True)
    return (above + 0.05) / (below + 0.05)


def sheet() -> str:
    text = paths.resource("themes", "window.qss").read_text(encoding="utf-8")
    return re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)


def pairs_of_the_sheet() -> set[tuple[str, str]]:
    """List (words, ground) of every rule; one that names no ground is written on any."""
    pairs: set[tuple[str, str]] = set()
    for _, body in RULE.findall(sheet()):
        words = re.search(r"(?<![-\w])color:\s*\$(\w+)", body)
        ground = re.search(r"(?<![-\w])background:\s*\$(\w+)", body)
        chosen = re.search(r"selection-background-color:\s*\$(\w+);\s*selection-color:\s*\$(\w+)", body)
        if words:
            pairs.update((words[1], on) for on in ([ground[1]] if ground else GROUNDS if words[1] != "on_ink" else ()))
        if chosen:
            pairs.add((chosen[2], chosen[1]))
    return pairs


@pytest.mark.parametrize("name", ["light", "dark"])
@pytest.mark.parametrize(("words", "ground"), sorted({*WRITTEN, *pairs_of_the_sheet()}))
def test_words_can_be_read_on_their_ground(name: str, words: str, ground: str) -> None:
    tokens = theme.load(name).tokens
    assert contrast(tokens[words], tokens[ground]) >= 4.5


@pytest.mark.parametrize("name", ["light", "dark"])
@pytest.mark.parametrize(("line", "ground"), DRAWN)
def test_cues_and_frames_stand_out_from_their_ground(name: str, line: str, ground: str) -> None:
    tokens = theme.load(name).tokens
    assert contrast(tokens[line], tokens[ground]) >= 3


@pytest.mark.parametrize("name", ["light", "dark"])
@pytest.mark.parametrize("in_a_list", [False, True])
def test_the_edge_of_an_empty_check_box_stands_out(
    qtbot: QtBot, qapp: QApplication, name: str, in_a_list: bool
) -> None:
    theme.apply(qapp, name)
    try:
        listed, box = QListWidget(), QCheckBox()
        entry = QListWidgetItem(listed)
        entry.setCheckState(Qt.CheckState.Unchecked)
        listed.resize(60, 40)
        shown = listed if in_a_list else box
        for widget in (listed, box):
            qtbot.addWidget(widget)
        picture = shown.grab().toImage()
        middle = (listed.visualItemRect(entry) if in_a_list else shown.rect()).center().y()
        across = {picture.pixelColor(at, middle).name() for at in range(picture.width() // 2)}
        card = theme.load(name).tokens["card"]
        assert max(contrast(colour, card) for colour in across) >= 3
    finally:
        theme.apply(qapp, "light")


@pytest.mark.parametrize("name", ["light", "dark"])
def test_a_row_under_the_pointer_is_not_taken_for_the_chosen_one(name: str) -> None:
    tokens = theme.load(name).tokens
    assert tokens["hover"] not in {tokens[other] for other in ("select", "ink_ground", *GROUNDS)}


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
    assert theme.reading_font(15.5).pointSizeF() == pytest.approx(
        15.5 * 72 / qapp.primaryScreen().logicalDotsPerInchY()
    )
    assert theme.reading_font(15.5, bold=True).bold()


@pytest.mark.parametrize(
    ("system", "wanted"), [(9, 13), (12, 13), (13.3, 13), (15, 15), (19.5, 20), (26, 26), (60, 29)]
)
def test_text_is_as_large_as_the_systems_own(qapp: QApplication, system: float, wanted: int) -> None:
    theme.fit(system)
    try:
        assert theme.font(theme.INTERFACE_PX).pixelSize() == wanted
        assert theme.px(130) == pytest.approx(10 * wanted, abs=3)
        theme.apply(qapp, "light")
        lengths = {int(length) for length in re.findall(r"(\d+)px", qapp.styleSheet())}
        assert {1, 2, 3, 6} <= lengths, "hairlines and corners stay"
        assert theme.px(31) in lengths
    finally:
        theme.fit(theme.INTERFACE_PX)
        theme.apply(qapp, "light")
