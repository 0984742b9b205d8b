"""Pictures of pages: what is looked at comes first, and the newest are kept."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from desktop import intake
from desktop.desk import pictures
from desktop.desk.files import OpenedReport
from desktop.desk.pictures import PagePictures
from tests.intake.printed import Page, pdf

DATA = pdf(*(Page().text(90, 90, f"第{at}页共有小学{at}所。") for at in range(1, 6)), user="k", owner="o")


@pytest.fixture
def drawer(qtbot: QtBot) -> Iterator[PagePictures]:
    made = PagePictures()
    made.lay(OpenedReport(intake.read_bytes(DATA, "五页.pdf", password="k"), DATA, "k"))
    yield made
    made.finish()


def test_pages_of_a_locked_file_are_drawn_in_the_order_wanted(qtbot: QtBot, drawer: PagePictures) -> None:
    drawn: list[int] = []
    drawer.drawn.connect(drawn.append)
    drawer.want("view", [(4, 300), (2, 300)])
    qtbot.waitUntil(lambda: len(drawn) == 2, timeout=20_000)
    assert drawn == [4, 2]
    held = drawer.of(4, 300)
    assert held is not None
    assert held.width == 300
    drawer.want("view", [(4, 300)])
    assert drawn == [4, 2]


def test_what_is_looked_at_now_replaces_what_was_wanted(qtbot: QtBot, drawer: PagePictures) -> None:
    drawn: list[int] = []
    drawer.drawn.connect(drawn.append)
    drawer.want("view", [(1, 300), (2, 300), (3, 300)])
    drawer.want("view", [(5, 300)])
    qtbot.waitUntil(lambda: 5 in drawn, timeout=20_000)
    assert drawn == [1, 5]


def test_only_the_last_ones_are_kept(qtbot: QtBot, drawer: PagePictures, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "_MOST_BYTES", 2 * 300 * 425 * 4)
    drawn: list[int] = []
    drawer.drawn.connect(drawn.append)
    drawer.want("view", [(at, 300) for at in (1, 2, 3)])
    qtbot.waitUntil(lambda: len(drawn) == 3, timeout=20_000)
    assert [drawer.of(at, 300) is not None for at in (1, 2, 3)] == [False, True, True]


def test_a_page_that_cannot_be_drawn_is_asked_for_once(qtbot: QtBot, drawer: PagePictures) -> None:
    drawer.lay(OpenedReport(intake.read_bytes(DATA, "五页.pdf", password="k"), DATA, "wrong"))
    drawn: list[int] = []
    drawer.drawn.connect(drawn.append)
    drawer.want("view", [(1, 300)])
    qtbot.waitUntil(lambda: drawn == [1], timeout=20_000)
    drawer.want("view", [(1, 300)])
    assert drawer.of(1, 300) is None
    assert drawn == [1]
