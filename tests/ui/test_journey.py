"""One window from a report to a printed sheet, by keys and mouse alone."""

from itertools import cycle
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget
from pytestqt.qtbot import QtBot

from desktop.model.checklist import number_of
from desktop.model.places import Places
from desktop.model.review import EvidenceOrigin, LevelWord, Note, NoteMethod, Quote, Review, ScoreState
from desktop.sheets.readback import read_sheet
from desktop.ui.checklist_editor.inspection_view import InspectionView
from desktop.ui.dialogs.export import ExportDialog
from tests.ui.driver import WAIT, Driver

_LEVELS = {"1": LevelWord.REACHED, "2": LevelWord.MOSTLY, "3": LevelWord.MISSED}


def open_listed(driver: Driver, name: str, row: int) -> None:
    """Click on a row of one of the lists of the start page."""
    lists = driver.window.start_page.findChildren(QListWidget)
    view = next(view for view in lists if view.accessibleName() == name)
    with driver.suggested():
        driver.click(view.viewport(), view.visualItemRect(view.item(row)).center())


def begin_review(driver: Driver) -> Review:
    """Open the first example and begin the review that is offered."""
    open_listed(driver, "示例报告", 0)
    bar = driver.window.start_bar
    driver.click(bar.reviewer)
    driver.compose("督学甲", pressed="duxuejia")
    driver.begin()
    review = driver.window.desk.review
    assert review is not None
    assert review.about.reviewer == "督学甲"
    assert review.checklist == "cq2023"
    return review


def take_suggestion(driver: Driver) -> Quote:
    """Go down to the first item with two suggestions; take one by Enter, reject the next by Delete."""
    while len(driver.cards) < 2:
        driver.keys("j")
    first, second = driver.cards[:2]
    driver.key(Qt.Key.Key_Return)
    driver.key(Qt.Key.Key_Delete)
    review = driver.window.desk.review
    assert review is not None
    taken = review.evidence[-1]
    assert isinstance(taken, Quote)
    assert (taken.start, taken.end) == first.span
    assert taken.origin is EvidenceOrigin.SUGGESTED
    assert second.key not in [card.key for card in driver.cards]
    return taken


def add_selection(driver: Driver) -> Quote:
    """Select words with the mouse and make them evidence by E."""
    report = driver.window.desk.report
    assert report is not None
    start = report.text.index("一、荣昌教育基本情况") + 30
    driver.drag(start, start + 12)
    assert driver.window.reader.selection() == (start, start + 12)
    driver.keys("e")
    review = driver.window.desk.review
    assert review is not None
    added = review.evidence[-1]
    assert isinstance(added, Quote)
    assert added.quote == report.text[start : start + 12]
    assert added.origin is EvidenceOrigin.MANUAL
    return added


def add_note(driver: Driver) -> Note:
    """Write down an interview by M, with an input method; digits and letters are text there."""
    before = driver.window.desk.review
    driver.keys("m")
    form = driver.window.panel.note_form
    assert form.isVisible()
    driver.compose("走访", pressed="zoufang")
    driver.keys("3ejx0")
    driver.click(form.method_button(NoteMethod.INTERVIEW))
    driver.click(form.source)
    driver.compose("城南小学")
    assert driver.window.desk.review is before, "nothing fires while one writes"
    driver.ctrl(Qt.Key.Key_Return)
    assert not form.isVisible()
    review = driver.window.desk.review
    assert review is not None
    note = review.evidence[-1]
    assert isinstance(note, Note)
    assert (note.method, note.text, note.source) == (NoteMethod.INTERVIEW, "走访3ejx0", "城南小学")
    return note


def score_everything(driver: Driver) -> dict[str, str]:
    """Score every item by digit, from the first on, going on by U; some get a reason, one a remark and a doubt."""
    desk, panel = driver.window.desk, driver.window.panel
    assert desk.checklist is not None
    items = [item.id for item in desk.checklist.items]
    while driver.item != items[0]:
        driver.keys("k")
    given = {}
    for at, (item, digit) in enumerate(zip(items, cycle("1230"), strict=False)):
        assert driver.item == item
        driver.keys(digit)
        given[item] = digit
        if at % 5 == 0:
            driver.click(panel.score_bar.reason)
            driver.compose(f"理由{at}", pressed="li")
            driver.keys("123jkux")
            driver.key(Qt.Key.Key_Escape)
        driver.keys("u")
    assert driver.window.messages.words, "the end is told"
    driver.key(Qt.Key.Key_Escape)
    return given


def check_scores(review: Review, given: dict[str, str]) -> None:
    """Find what the keys gave."""
    for at, (item, digit) in enumerate(given.items()):
        score = review.score_of(item)
        assert score is not None
        if digit == "0":
            assert score.state is ScoreState.NOT_APPLICABLE
        else:
            assert (score.state, score.level) == (ScoreState.SCORED, _LEVELS[digit])
        assert score.reason == (f"理由{at}123jkux" if at % 5 == 0 else "")


def undo_and_redo(driver: Driver) -> None:
    """Take ten steps back and go them again."""
    desk = driver.window.desk
    states = [desk.review]
    for _ in range(10):
        driver.ctrl(Qt.Key.Key_Z)
        states.append(desk.review)
    assert len({id(state) for state in states}) == 11
    for expected in reversed(states[:-1]):
        driver.ctrl(Qt.Key.Key_Y)
        assert desk.review == expected


def test_from_report_to_sheet(qtbot: QtBot, tmp_path: Path) -> None:
    driver = Driver(qtbot)
    begin_review(driver)
    taken = take_suggestion(driver)
    worked_on = driver.item
    added, note = add_selection(driver), add_note(driver)
    given = score_everything(driver)
    review = driver.window.desk.review
    assert review is not None
    check_scores(review, given)
    undo_and_redo(driver)
    assert driver.window.desk.review == review

    driver.click_row(worked_on)
    driver.drag(taken.start, taken.start + 2)
    qtbot.wait(150)
    place, branches = driver.window.reader.place(), driver.window.tree.closed
    driver.close()

    driver = Driver(qtbot)
    open_listed(driver, "最近打开", 0)
    desk = driver.window.desk
    assert desk.review == review
    assert driver.item == worked_on
    qtbot.waitUntil(lambda: driver.window.reader.place() == place)
    assert driver.window.tree.closed == branches
    driver.ctrl(Qt.Key.Key_Z)
    assert desk.review != review, "the past is there too"
    driver.ctrl(Qt.Key.Key_Y)
    assert desk.review == review

    sheet = tmp_path / "评分表.xlsx"
    driver.ctrl(Qt.Key.Key_E)
    (seen,) = (w for w in driver.window.findChildren(InspectionView) if w.isVisible())
    driver.click(seen.proceed)
    (dialog,) = driver.window.findChildren(ExportDialog)
    dialog.name.setText(str(sheet))
    with qtbot.waitSignal(desk.exported, timeout=WAIT):
        driver.click(dialog.write)
    book = read_sheet(sheet)
    scores = {score.key: score for score in book.scores}
    assert list(scores) == [number_of(item) for item in given]
    for item, digit in given.items():
        told = scores[number_of(item)]
        assert told.outcome == ("不适用" if digit == "0" else _LEVELS[digit].value)
        held = review.score_of(item)
        assert held is not None
        assert told.reason == held.reason
    assert desk.report is not None
    places = Places(desk.report)
    quotes = scores[number_of(worked_on)].evidence
    assert len(quotes) == 3
    for entry, quote in zip((taken, added), quotes, strict=False):
        assert entry.quote in quote
        assert places.of(entry.start)
    assert note.text in quotes[2]
    driver.close()
