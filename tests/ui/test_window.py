"""The window: who gets a key, what a click opens, what stays where it is, what is said when something fails."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QHelpEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QLabel,
    QMessageBox,
    QPushButton,
    QToolTip,
    QTreeWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop import paths
from desktop.desk.checklist_model import Column
from desktop.model.review import LevelWord, ScoreState
from tests.disks import pulled
from tests.ui.driver import SEED, Driver

PLAN = paths.seed("004_8abcd47779949054.txt")
Key = Qt.Key


@pytest.fixture
def scoring(driver: Driver) -> Driver:
    """Begin a review of a seed."""
    driver.open(SEED)
    driver.begin()
    return driver


def state(driver: Driver, item: str) -> ScoreState:
    review = driver.window.desk.review
    score = review.score_of(item) if review else None
    return score.state if score else ScoreState.OPEN


# Keys


@pytest.mark.parametrize("field", ["reason", "remark", "points", "find", "note", "source", "date"])
def test_letters_and_digits_are_text_in_every_field(driver: Driver, field: str) -> None:
    driver.open(PLAN)
    driver.begin()
    window, bar, form = driver.window, driver.window.panel.score_bar, driver.window.panel.note_form
    if field == "find":
        driver.ctrl(Key.Key_F)
    if field in ("note", "source", "date"):
        driver.keys("m")
    widgets: dict[str, QWidget] = {
        "reason": bar.reason,
        "remark": bar.remark,
        "points": bar.points,
        "find": window.reader.find_bar.field,
        "note": form.text,
        "source": form.source,
        "date": form.date,
    }
    driver.click(widgets[field])
    item, review = driver.item, window.desk.review
    for key in (Key.Key_1, Key.Key_0, Key.Key_J, Key.Key_U, Key.Key_D, Key.Key_X, Key.Key_Delete, Key.Key_G, Key.Key_E):
        driver.key(key)
    assert driver.item == item
    assert window.desk.review is not None
    assert review is not None
    assert window.desk.review.evidence == review.evidence
    assert window.desk.review.dismissed == ()
    assert state(driver, item) is ScoreState.OPEN


@pytest.mark.parametrize("key", [Key.Key_1, Key.Key_3, Key.Key_0])
def test_the_number_pad_scores_too(scoring: Driver, key: Qt.Key) -> None:
    scoring.key(key, Qt.KeyboardModifier.KeypadModifier)
    assert state(scoring, scoring.item) is not ScoreState.OPEN


def test_keys_work_while_the_report_has_the_focus(scoring: Driver) -> None:
    scoring.window.reader.view.setFocus()
    first = scoring.item
    scoring.keys("2")
    assert state(scoring, first) is ScoreState.SCORED
    scoring.keys("j")
    assert scoring.item != first


def test_before_a_review_is_begun_nothing_can_be_scored(driver: Driver) -> None:
    driver.open(SEED)
    driver.window.tree.setFocus()
    driver.keys("1")
    driver.key(Key.Key_Return)
    assert driver.window.desk.review is None
    assert not driver.window.panel.score_bar.isVisible()
    first = driver.item
    driver.keys("j")
    assert driver.item != first, "looking around is free"


def test_a_held_digit_scores_once(scoring: Driver) -> None:
    tree = scoring.window.tree
    for _ in range(3):
        again = QKeyEvent(QKeyEvent.Type.KeyPress, Key.Key_1, Qt.KeyboardModifier.NoModifier, "1", True)
        QApplication.sendEvent(tree, again)
    ledger = scoring.window.desk.ledger
    assert ledger is not None
    assert ledger.history.count() <= 1


def test_ctrl_enter_writes_what_was_typed_and_goes_on(scoring: Driver) -> None:
    first = scoring.item
    scoring.keys("1")
    scoring.click(scoring.window.panel.score_bar.reason)
    scoring.compose("有据")
    scoring.ctrl(Key.Key_Return)
    assert scoring.item != first
    review = scoring.window.desk.review
    assert review is not None
    score = review.score_of(first)
    assert score is not None
    assert score.reason == "有据"


def test_undo_in_a_field_takes_back_the_text_and_shows_it(scoring: Driver) -> None:
    reason = scoring.window.panel.score_bar.reason
    scoring.click(reason)
    scoring.compose("写错了")
    scoring.ctrl(Key.Key_Z)
    assert reason.toPlainText() == ""
    scoring.ctrl(Key.Key_Y)
    assert reason.toPlainText() == "写错了"


def test_words_being_composed_are_not_yet_words(scoring: Driver) -> None:
    reason, item = scoring.window.panel.score_bar.reason, scoring.item
    scoring.click(reason)
    scoring.compose("", pressed="jukou")
    assert scoring.item == item
    ledger = scoring.window.desk.ledger
    assert ledger is not None
    assert not ledger.pending
    assert ledger.text(item, "reason") == ""


# Clicks


def test_a_click_on_a_figure_opens_the_item_that_it_decides(scoring: Driver) -> None:
    desk, window = scoring.window.desk, scoring.window
    suggestion = next(s for s in desk.suggestions if s.verdict.metrics and s.item != scoring.item)
    assert desk.examination is not None
    metric = desk.examination.metric_at[suggestion.verdict.metrics[0]]
    window.reader.view.scroll_to(max(0, metric.start - 60))
    scoring.qtbot.wait(20)
    middle = (scoring.point(metric.start) + scoring.point(metric.end)) / 2
    scoring.click(window.reader.view.viewport(), middle)
    assert scoring.item in desk.answers.items_using(metric.start)
    card = window.panel.mark_card
    assert card.isVisible()
    assert metric.quote in card.accessibleName()
    scoring.key(Key.Key_Escape)
    assert not card.isVisible()


def test_a_click_on_evidence_shows_where_it_stands(scoring: Driver) -> None:
    while not scoring.cards:
        scoring.keys("j")
    start, end = scoring.cards[0].span or (0, 0)
    cards = scoring.window.panel.evidence
    box = cards.visualRect(cards.model().index(0, 0))
    scoring.click(cards.viewport(), QPoint(box.left() + 30, box.center().y()))
    first, last = scoring.window.reader.view.visible_run()
    assert first <= start < end <= last
    review = scoring.window.desk.review
    assert review is not None
    assert not review.evidence, "looking is not taking"


@pytest.mark.parametrize(("key", "kept", "rejected"), [("Enter", 1, 0), ("Del", 0, 1)])
def test_the_keycaps_on_a_card_can_be_clicked(scoring: Driver, key: str, kept: int, rejected: int) -> None:
    while not scoring.cards:
        scoring.keys("j")
    cards = scoring.window.panel.evidence
    cap = cards.cap_rect(0, key)
    scoring.click(cards.viewport(), cap.center())
    review = scoring.window.desk.review
    assert review is not None
    assert (len(review.evidence), len(review.dismissed)) == (kept, rejected)


def test_the_keycaps_on_a_card_say_what_they_do(scoring: Driver) -> None:
    while not scoring.cards:
        scoring.keys("j")
    cards = scoring.window.panel.evidence
    told = []
    for key in ("Enter", "Del"):
        at = cards.cap_rect(0, key).center()
        event = QHelpEvent(QEvent.Type.ToolTip, at, cards.viewport().mapToGlobal(at))
        QApplication.sendEvent(cards.viewport(), event)
        told.append(QToolTip.text())
    assert told == ["采用为佐证（Enter）", "不采用这条建议（Del）"]


def test_evidence_that_was_taken_can_be_detached_by_x(scoring: Driver) -> None:
    while not scoring.cards:
        scoring.keys("j")
    scoring.key(Key.Key_Return)
    scoring.window.panel.evidence.choose("quote")
    scoring.keys("x")
    review = scoring.window.desk.review
    assert review is not None
    assert not review.evidence
    assert not scoring.cards[0].confirmed


def test_points_are_given_by_button_or_typed(driver: Driver) -> None:
    driver.open(PLAN)
    driver.begin()
    driver.keys("gG2")
    driver.key(Key.Key_Return)
    bar = driver.window.panel.score_bar
    button = bar.button("2")
    assert button is not None
    driver.qtbot.waitUntil(button.isVisible)
    driver.click(button)
    shown = driver.window.items.index_of(driver.item).siblingAtColumn(Column.SCORE)
    assert shown.data() == "1 / 2"
    assert button.isChecked()
    driver.click(bar.points)
    bar.points.selectAll()
    driver.keys("1.5")
    driver.key(Key.Key_Return)
    assert shown.data() == "1.5 / 2"
    assert not button.isChecked()
    bar.points.selectAll()
    driver.keys("9")
    driver.key(Key.Key_Return)
    assert "0 到 2" in driver.window.messages.words
    assert bar.points.text() == "1.5", "what is refused is not shown as given"


# What stays


def test_scoring_moves_nothing(scoring: Driver) -> None:
    window = scoring.window
    scoring.click_row("cq.D2")
    window.reader.view.scroll_to(1500)
    scoring.qtbot.wait(150)

    def places() -> tuple[object, ...]:
        return (
            window.reader.place(),
            window.tree.verticalScrollBar().value(),
            window.tree.closed,
            window.tree.currentIndex().row(),
            [splitter.sizes() for splitter in (window.work_view, window.right_view)],
        )

    before = places()
    for act in ("1", "d", "2", "0"):
        scoring.keys(act)
    scoring.ctrl(Key.Key_Z)
    assert places() == before


def test_sizes_and_layers_are_there_next_time(scoring: Driver, qtbot: QtBot) -> None:
    window = scoring.window
    window.work_view.setSizes([700, 666])
    sizes = window.work_view.sizes()
    scoring.click(window.topbar.chips.chip("metric"))
    path = window.desk.path
    assert path is not None
    scoring.close()
    again = Driver(qtbot)
    again.open(path)
    assert again.window.work_view.sizes() == sizes
    assert not again.window.topbar.chips.chip("metric").isChecked()
    again.close()


# What is said


def test_every_step_is_told_with_its_way_back(scoring: Driver) -> None:
    bar, item = scoring.window.messages, scoring.item
    scoring.keys("1")
    assert bar.kind == "step"
    assert "达标" in bar.words
    scoring.click(bar.action_button)
    assert state(scoring, item) is ScoreState.OPEN
    assert bar.words.startswith("已撤销")
    scoring.click(bar.action_button)
    assert state(scoring, item) is ScoreState.SCORED
    scoring.keys("n")
    scoring.click(scoring.window.panel.score_bar.reason)
    scoring.compose("有据")
    scoring.key(Key.Key_Escape)
    assert not bar.words, "what 撤销 would take back now is another change"
    assert state(scoring, item) is ScoreState.NOT_APPLICABLE


def test_what_was_just_done_is_told_in_a_corner_of_the_reading_side(scoring: Driver) -> None:
    window = scoring.window
    scoring.keys("1")
    told = window.messages.geometry()
    over = window.messages.parentWidget()
    assert over is not None
    corner = window.reader.mapTo(over, window.reader.rect().bottomLeft())
    assert 0 < told.left() - corner.x() < 20
    assert 0 < corner.y() - told.bottom() < 20
    assert told.width() < window.reader.width() / 2
    assert window.messages.action_button.height() <= told.height() < 60
    window.say("error", "写不进案卷。")
    assert window.messages.width() == window.reader.width()


def test_what_cannot_be_opened_is_said_in_the_message_bar(driver: Driver, tmp_path: Path) -> None:
    empty = tmp_path / "空.txt"
    empty.write_bytes(b"")
    driver.window.files.open_path(empty)
    assert "空.txt" in driver.window.messages.words
    assert driver.window.start_page.isVisible()


def test_a_disk_that_is_gone_is_said_loudly_and_work_goes_on(scoring: Driver) -> None:
    window, ledger = scoring.window, scoring.window.desk.ledger
    assert ledger is not None
    assert not window.actions_["write_back"].isEnabled()
    before = window.reader.mapToGlobal(window.reader.rect().topLeft()), window.status.geometry()
    with pulled(ledger.file):
        scoring.keys("1")
        assert window.messages.kind == "error"
        assert "只在内存里" in window.messages.words
        assert window.messages.action_button.text() == "另存到别处…"
        assert state(scoring, scoring.item) is ScoreState.SCORED
        assert window.status.property("alarm")
        assert "未保存" in "".join(label.text() for label in window.status.findChildren(QLabel))
        after = window.reader.mapToGlobal(window.reader.rect().topLeft()), window.status.geometry()
        assert after == before, "nothing moves"
        scoring.click(window.status.write_back)
        assert window.status.write_back.isVisible(), "what cannot be written back is still told"
    scoring.click(window.status.write_back)
    assert not window.status.write_back.isVisible()
    assert not window.status.property("alarm")
    assert "写回" in window.messages.words
    assert window.close()


def test_an_earlier_score_is_had_back_from_the_past_of_the_item(scoring: Driver) -> None:
    window, desk = scoring.window, scoring.window.desk
    item = scoring.item
    scoring.keys("1")
    desk.choose_item(item)
    scoring.keys("3")
    desk.choose_item(item)
    window.actions_["past"].trigger()
    dialog = next(each for each in window.findChildren(QDialog) if each.isVisible())
    table = dialog.findChild(QTreeWidget)
    assert isinstance(table, QTreeWidget)
    changes = [table.model().index(row, 3).data() for row in range(table.topLevelItemCount())]
    assert changes == ["等级：达标 → 未达标", "状态：未评 → 已评；等级：（空） → 达标"]
    button = dialog.findChildren(QPushButton)[0]
    assert not button.isEnabled()
    table.setCurrentIndex(table.model().index(1, 0))
    scoring.click(button)
    assert desk.review is not None
    score = desk.review.score_of(item)
    assert score is not None
    assert score.level == LevelWord.REACHED


def test_a_backup_is_restored_from_the_menu(scoring: Driver) -> None:
    desk = scoring.window.desk
    scoring.keys("1")
    first = desk.path
    desk.close()
    scoring.window.actions_["restore"].trigger()
    dialog = next(each for each in scoring.window.findChildren(QDialog) if each.isVisible())
    table = dialog.findChild(QTreeWidget)
    assert isinstance(table, QTreeWidget)
    assert [table.model().index(row, 2).data() for row in range(2)] == ["1", "0"]
    with scoring.suggested():
        scoring.click(dialog.findChildren(QPushButton)[0])
    assert desk.path not in (None, first)
    assert desk.review is not None
    assert len(desk.review.scores) == 1
    assert desk.path is not None
    assert desk.path.name in scoring.window.messages.words


@pytest.mark.parametrize("leave", [True, False])
def test_work_that_only_the_memory_holds_keeps_the_window_open(
    scoring: Driver, monkeypatch: pytest.MonkeyPatch, leave: bool
) -> None:
    ledger = scoring.window.desk.ledger
    assert ledger is not None
    scoring.click(scoring.window.panel.score_bar.reason)
    scoring.compose("不能丢")
    buttons: list[list[str]] = []

    def answer(box: QMessageBox) -> int:
        buttons.append([button.text() for button in box.buttons()])
        role = QMessageBox.ButtonRole.DestructiveRole if leave else QMessageBox.ButtonRole.RejectRole
        next(b for b in box.buttons() if box.buttonRole(b) is role).click()
        return 0

    monkeypatch.setattr(QMessageBox, "exec", answer)
    with pulled(ledger.file):
        assert scoring.window.close() is leave
    assert len(buttons) == 1
    if not leave:
        assert scoring.window.panel.score_bar.reason.toPlainText() == "不能丢"
        assert scoring.window.close()


def test_when_all_is_settled_it_is_said(scoring: Driver) -> None:
    checklist = scoring.window.desk.checklist
    assert checklist is not None
    for item in checklist.items:
        scoring.window.desk.choose_item(item.id)
        scoring.window.desk.pen.give(level=LevelWord.REACHED)
    scoring.keys("u")
    assert "评完" in scoring.window.messages.words


# Opening


def test_a_file_can_be_dropped(driver: Driver) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(SEED))])
    where, actions = QPoint(300, 300), Qt.DropAction.CopyAction
    button, held = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(where, actions, data, button, held)
    QApplication.sendEvent(driver.window, enter)
    assert enter.isAccepted()
    with driver.suggested():
        QApplication.sendEvent(driver.window, QDropEvent(QPointF(where), actions, data, button, held))
    assert driver.window.desk.report is not None


def test_two_files_at_once_are_not_taken(driver: Driver) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(SEED)), QUrl.fromLocalFile(str(PLAN))])
    enter = QDragEnterEvent(
        QPoint(9, 9), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(driver.window, enter)
    assert not enter.isAccepted()


def test_closing_a_report_leads_back_to_the_start(scoring: Driver) -> None:
    path = scoring.window.desk.path
    scoring.ctrl(Key.Key_W)
    assert scoring.window.start_page.isVisible()
    assert scoring.window.desk.recent[0].path == path


class Eye(QObject):
    """Note at each painting of a widget whether something holds."""

    def __init__(self, widget: QWidget, ask: Callable[[], bool]) -> None:
        super().__init__(widget)
        self.ask, self.seen = ask, list[bool]()
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look on."""
        if event.type() is QEvent.Type.Paint:
            self.seen.append(self.ask())
        return super().eventFilter(watched, event)


def test_a_text_is_painted_before_its_reading_takes_turns_with_the_painting(driver: Driver) -> None:
    desk = driver.window.desk
    eye = Eye(driver.window.reader.view.viewport(), lambda: desk.jobs.waits("examine"))
    driver.open(SEED)
    assert eye.seen[0] is False


def test_ctrl_enter_begins_the_review_that_is_offered(driver: Driver) -> None:
    driver.open(SEED)
    driver.ctrl(Key.Key_Return)
    assert driver.window.desk.review is not None
    first = driver.item
    driver.keys("1")
    driver.ctrl(Key.Key_Return)
    assert driver.item != first


def test_another_checklist_can_be_chosen_before_beginning(driver: Driver) -> None:
    driver.open(SEED)
    bar = driver.window.start_bar
    at = bar.checklist.findData("yzjh2017")
    with driver.suggested():
        bar.checklist.setFocus()
        while bar.checklist.currentIndex() != at:
            step = Key.Key_Down if bar.checklist.currentIndex() < at else Key.Key_Up
            QTest.keyClick(bar.checklist, step)
    driver.begin()
    assert driver.window.desk.review is not None
    assert driver.window.desk.review.checklist == "yzjh2017"


# For everyone


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_control_has_a_name_and_buttons_say_what_they_do(
    scoring: Driver, theme: str, request: pytest.FixtureRequest
) -> None:
    dress: Callable[[], None] = getattr(scoring.window.views, f"theme_{theme}")
    dress()
    scoring.keys("m")
    nameless = [
        widget
        for widget in scoring.window.findChildren(QWidget)
        if widget.isVisible()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not (widget.accessibleName() or (isinstance(widget, QAbstractButton) and widget.text()))
        and not widget.focusProxy()
    ]
    assert not nameless, request.node.name


def test_single_keys_are_shown_on_their_controls(scoring: Driver) -> None:
    bar = scoring.window.panel.score_bar
    for key, control in {"D": bar.doubt, "U": bar.next, "1": bar.button("1"), "N": bar.button("N")}.items():
        assert control is not None
        assert control.toolTip().endswith(f"（{key}）")
