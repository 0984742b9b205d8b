"""评分: give and take back scores, and go from item to item."""

from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from desktop.desk.choices import Choice
from desktop.desk.ledger import TextField
from desktop.desk.palette import Palette, item_lines
from desktop.desk.words import item_title
from desktop.ui.dialogs import past
from desktop.ui.right_side import CHECKLIST
from desktop.ui.score_bar import ScoreBar

if TYPE_CHECKING:
    from desktop.ui.window import MainWindow


class ScoringCommands(QObject):
    """Carry out what one window does with scores."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window, self._desk = window, window.desk

    def wire(self, bar: ScoreBar) -> None:
        """Connect what the score bar asks for."""
        bar.chosen.connect(self._on_choice)
        bar.points_typed.connect(self._on_points)
        bar.numbers.given.connect(self._on_numbers)
        bar.claim.claimed.connect(self._desk.pen.claim)
        bar.doubted.connect(self.doubt)
        bar.next_asked.connect(self.next_open)
        bar.text_typed.connect(self._on_text)
        bar.text_left.connect(self._on_text_left)

    def undo(self) -> None:
        """Take back the last change."""
        self._desk.undo()

    def redo(self) -> None:
        """Bring back the change taken back last."""
        self._desk.redo()

    def give(self, digit: str) -> None:
        """Score as the button with a digit says."""
        choice = self._window.panel.score_bar.choice("N" if digit == "0" else digit)
        if choice is not None:
            self._on_choice(choice)

    def not_applicable(self) -> None:
        """Score the item as 不适用."""
        self._desk.pen.give(na=True)

    def doubt(self) -> None:
        """Mark the item 存疑, or take the mark off."""
        self._desk.pen.doubt()

    def show_past(self) -> None:
        """List what was done to the item, and offer its earlier scores."""
        item = self._desk.item
        if item is not None:
            steps = self._desk.answers.past(item.id)
            past.show_past(self._window, item_title(item), steps, self._desk.pen.give_again)

    def clear_score(self) -> None:
        """Make the item 未评 again."""
        self._desk.pen.clear_score()

    def choose_item(self, item: str) -> None:
        """Choose an item, unless it is chosen."""
        if self._desk.item is None or self._desk.item.id != item:
            self._desk.choose_item(item)

    def next_item(self) -> None:
        """Choose the item below."""
        self._desk.walk.step(1, self._window.items.order)

    def previous_item(self) -> None:
        """Choose the item above."""
        self._desk.walk.step(-1, self._window.items.order)

    def next_topic(self) -> None:
        """Look at the item for the next problem, stage or school."""
        self._desk.topics.step(1)

    def previous_topic(self) -> None:
        """Look at the item for the previous problem, stage or school."""
        self._desk.topics.step(-1)

    def next_open(self) -> None:
        """Choose the next item that is not settled."""
        if not self._desk.walk.next_open(self._window.items.order) and not self._desk.walk.next_open():
            self._window.say("done", self.tr("各项都已评完，可以导出评分表。"))

    def go_to(self) -> None:
        """Ask for an item by its number or name, and choose it."""
        if self._desk.checklist is not None:
            items = Palette(item_lines(self._desk.checklist.items))
            self._window.picker.open(self.tr("转到评分项"), lambda line: self.go(str(line.target)), items)

    def search_items(self) -> None:
        """Look for items by words."""
        self._window.side.show_tab(CHECKLIST)
        self._window.checklist.open_search()

    def confirm(self) -> None:
        """Begin the review that is offered; hand over the form that is being filled; else write and go on."""
        note, offered = self._window.panel.note_form, self._window.start_bar
        topics = self._window.panel.topic_bar.form
        if offered.isVisible():
            offered.begin.click()
            return
        focus = QApplication.focusWidget()
        if note.isVisible() and focus is not None and note.isAncestorOf(focus):
            note.submit()
        elif topics.isVisible() and focus is not None and topics.isAncestorOf(focus):
            topics.submit()
        elif self._desk.ledger is None or self._desk.ledger.flush():
            self._window.tree.setFocus()
            self.next_open()

    def go(self, item: str) -> None:
        """Choose an item, and bring the checklist in sight."""
        self._window.side.show_tab(CHECKLIST)
        self._desk.choose_item(item)

    def _on_choice(self, choice: Choice) -> None:
        self._desk.pen.give(points=choice.points, level=choice.level, na=choice.na)

    def _on_points(self, points: Decimal) -> None:
        item, review = self._desk.item, self._desk.review
        held = review.score_of(item.id, self._desk.topics.chosen) if item and review else None
        if held is not None and held.points == points:
            return
        if not self._desk.pen.give(points=points):
            self._window.panel.refresh()

    def _on_numbers(self, given: tuple[Decimal, ...]) -> None:
        item, review = self._desk.item, self._desk.review
        held = review.score_of(item.id, self._desk.topics.chosen) if item and review else None
        if (held is None or held.given != given) and not self._desk.pen.give(given=given):
            self._window.panel.refresh()

    def _on_text(self, field: TextField, text: str) -> None:
        self._desk.pen.type_text(field, text)
        self._window.enable_actions()

    def _on_text_left(self) -> None:
        if self._desk.ledger is not None:
            self._desk.ledger.flush()
