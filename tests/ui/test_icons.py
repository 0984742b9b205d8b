"""Every icon draws, in the colour it is asked for."""

import pytest
import shiboken6
from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

from desktop import paths
from desktop.ui import icons, theme

NAMES = sorted(path.stem for path in paths.resource("icons").glob("*.svg"))


def colours(icon: QIcon) -> set[str]:
    image = icon.pixmap(48, 48).toImage()
    return {
        image.pixelColor(x, y).name()
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() == 255
    }


@pytest.mark.parametrize("name", [name for name in NAMES if name != "duyue"])
def test_an_icon_is_drawn_in_the_themes_colour(qapp: QApplication, name: str) -> None:
    theme.apply(qapp, "light")
    assert colours(icons.icon(name, "not_met")) == {theme.colour("not_met").name()}


@pytest.mark.parametrize("ratio", icons.RATIOS)
def test_an_icon_is_crisp_at_any_scaling(qapp: QApplication, ratio: float) -> None:
    pixmap = icons.icon("find").pixmap(QSize(icons.SIDE, icons.SIDE), ratio)
    assert pixmap.width() == pixmap.height() == round(icons.SIDE * ratio)
    drawn = {size.width() for size in icons.icon("find").availableSizes()}
    assert pixmap.width() in drawn, "drawn for it, not stretched"


def test_the_program_has_a_face_of_its_own(qapp: QApplication) -> None:
    assert len(colours(icons.app_icon())) >= 2


def test_a_dressed_button_follows_the_theme(qtbot: QtBot, qapp: QApplication) -> None:
    theme.apply(qapp, "light")
    button = QToolButton()
    qtbot.addWidget(button)
    icons.dress(button, "undo")
    before = colours(button.icon())
    theme.apply(qapp, "dark")
    after = colours(button.icon())
    assert before == {theme.load("light").tokens["text"].lower()}
    assert after == {theme.colour("text").name()} != before
    theme.apply(qapp, "light")


def test_a_button_that_is_gone_is_not_dressed_again(qtbot: QtBot, qapp: QApplication) -> None:
    button = QToolButton()
    icons.dress(button, "undo")
    shiboken6.delete(button)
    theme.apply(qapp, "light")
    assert not shiboken6.isValid(button)
