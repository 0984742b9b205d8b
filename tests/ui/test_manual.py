"""使用说明 says what is so: every key and menu that it names is there, and its pictures are the program's own."""

import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QTextCursor
from PySide6.QtWidgets import QApplication

from desktop import lexicon, paths
from desktop.desk import manual
from desktop.ui import actions
from desktop.ui.dialogs.manual import ManualDialog
from desktop.ui.tour import Tour
from tests.ui.driver import SEED, Driver

Key = Qt.Key
WORDS = paths.resource("manual", "manual.md").read_text(encoding="utf-8")
ENTRIES = {(entry.menu, entry.words): entry for entry in actions.TABLE}
NAMED = re.findall(r"\*\*(\S+) → ([^*]+)\*\*(?:（`([^`]+)`）)?", WORDS)


@pytest.fixture
def driver(driver: Driver) -> Driver:
    driver.open(SEED)
    return driver


def test_every_menu_named_is_there_with_the_key_beside_it() -> None:
    assert len(NAMED) > 8
    for menu, words, key in NAMED:
        entry = ENTRIES.get((menu, words))
        assert entry is not None, f"{menu} → {words}"
        assert not key or key in entry.keys, f"{words}: {key}"
        assert key or not entry.keys, f"{words} has a key that is not told"


def test_every_key_named_does_something(driver: Driver) -> None:
    window = driver.window
    known = {key for entry in actions.TABLE for key in entry.keys}
    known |= {key.toString() for action in window.views.reading_actions() for key in action.shortcuts()}
    named = set(re.findall(r"`([^`]+)`", WORDS))
    assert len(named) > 30
    assert not named - known


def test_every_word_of_the_first_steps_that_is_a_key_does_something(driver: Driver) -> None:
    driver.window.helping.show_tour()
    tour = driver.window.findChild(Tour)
    assert isinstance(tour, Tour)
    known = {key for entry in actions.TABLE for key in entry.keys}
    told = []
    while tour.isVisible():
        told += re.findall(r"(?:Ctrl\+|Shift\+)?(?:F\d|Enter|Delete|[A-Z])(?![a-z+])", tour.words.text())
        driver.click(tour.next)
    assert len(told) > 5
    assert not set(told) - known


def test_every_picture_is_there_and_used() -> None:
    named = set(re.findall(r"!\[[^\]]+\]\(([^)]+)\)", WORDS))
    folder = paths.resource("manual")
    assert named == {path.name for path in folder.glob("*.png")}
    assert all(not QImage(str(folder / name)).isNull() for name in named)


def test_every_threshold_stands_in_it_with_its_document() -> None:
    last = manual.chapters()[-1]
    assert last.title == manual.THRESHOLDS
    for threshold in lexicon.load().thresholds:
        named = re.compile(rf"\| {re.escape(manual.cell(threshold.name))}(?:（只提示）)? \|")
        (line,) = filter(named.match, last.words.splitlines())
        assert manual.cell(threshold.source.title) in line
        assert manual.cell(threshold.source.doc_no) in line


def test_it_opens_with_what_one_does_first() -> None:
    first, second = manual.chapters()[:2]
    assert first.words.startswith("# 督阅使用说明")
    assert (first.title, "`Ctrl+O`" in first.words) == ("从哪里开始", True)
    assert second.words.startswith(f"## {second.title}\n")


def test_it_is_read_and_searched_by_keyboard_alone(driver: Driver) -> None:
    driver.key(Key.Key_F1, Qt.KeyboardModifier.ShiftModifier)
    shown = driver.window.findChild(ManualDialog)
    assert isinstance(shown, ManualDialog)
    driver.qtbot.waitUntil(shown.isActiveWindow)
    first = shown.page.toPlainText()
    driver.key(Key.Key_Down)
    assert shown.page.toPlainText() != first
    shown.search.setFocus()
    driver.compose("密码丢了")
    driver.key(Key.Key_Return)
    assert shown.page.textCursor().selectedText() == "密码丢了"
    assert shown.isVisible(), "Enter searches, it does not close"
    picture = next(name for name in re.findall(r"\(([^)]+\.png)\)", WORDS))
    assert shown.page.document().resource(2, picture) is not None
    shown.page.moveCursor(QTextCursor.MoveOperation.End)
    driver.key(Key.Key_Escape)
    assert not shown.isVisible()


def test_the_first_steps_are_shown_once_and_are_four_at_most(driver: Driver) -> None:
    window = driver.window
    window.helping.offer_tour()
    driver.open(paths.seed("001_813284a91e44dacb.txt"))
    tour = window.findChild(Tour)
    assert isinstance(tour, Tour)
    assert tour.isVisible()
    seen = [tour.title.text()]
    while tour.isVisible():
        assert window.page.rect().contains(tour.geometry())
        driver.key(Key.Key_Return)
        seen.append(tour.title.text())
    assert len(set(seen)) <= 4
    assert window.desk.settings.toured
    assert window.desk.review is None, "Enter went on, it decided nothing"
    assert QApplication.focusWidget() is not None
    window.helping.offer_tour()
    driver.open(paths.seed("002_d18a1d8f96379a58.txt"))
    assert not any(shown.isVisible() for shown in window.findChildren(Tour))


def test_the_first_steps_can_be_put_away_and_asked_for_again(driver: Driver) -> None:
    window = driver.window
    window.helping.show_tour()
    driver.key(Key.Key_Escape)
    assert window.desk.settings.toured
    driver.qtbot.waitUntil(lambda: not window.findChildren(Tour))
    window.actions_["tour"].trigger()
    assert window.findChild(Tour) is not None
    window.actions_["close"].trigger()
    driver.qtbot.waitUntil(lambda: not window.findChildren(Tour))
    assert window.start_page.isVisible(), "no first steps lie over the start page"


def test_enter_goes_on_and_takes_no_suggestion_while_a_review_is_under_way(driver: Driver) -> None:
    window = driver.window
    driver.begin()
    window.actions_["tour"].trigger()
    before = window.desk.review
    for _ in range(4):
        driver.key(Key.Key_Return)
    assert window.helping.tour is None
    assert window.desk.review == before
