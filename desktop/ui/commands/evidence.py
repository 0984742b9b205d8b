"""佐证: take, reject, add and detach evidence, and correct the figures that it stands on."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop.desk.evidence_model import EvidenceRow
from desktop.desk.palette import Palette, item_lines
from desktop.desk.words import item_title, one_line
from desktop.model.carry import nearest
from desktop.model.review import NoteMethod
from desktop.ui.dialogs import lost
from desktop.ui.item_panel import ItemPanel

if TYPE_CHECKING:
    from desktop.ui.window import MainWindow


class EvidenceCommands(QObject):
    """Carry out what one window does with evidence."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window, self._desk = window, window.desk

    def wire(self, panel: ItemPanel) -> None:
        """Connect what the cards and the note form ask for."""
        panel.evidence.taken.connect(self._on_taken)
        panel.evidence.rejected.connect(self._desk.pen.reject)
        panel.evidence.detached.connect(self._desk.pen.detach)
        panel.add_selection_asked.connect(self.add_selection)
        panel.add_note_asked.connect(self.add_note)
        panel.note_form.submitted.connect(self._on_note)
        panel.note_form.closed.connect(self._window.tree.setFocus)

    def take(self) -> None:
        """Take the current suggestion, and make the next one current."""
        row = self._window.panel.evidence.row
        if row is not None:
            self._on_taken(row)

    def reject(self) -> None:
        """Reject the current suggestion."""
        row = self._window.panel.evidence.row
        if row is not None:
            self._desk.pen.reject(row)

    def detach(self) -> None:
        """Take the current piece of evidence off."""
        row = self._window.panel.evidence.row
        if row is not None:
            self._desk.pen.detach(row)

    def add_selection(self) -> None:
        """Take the selected words as evidence."""
        selection = self._window.reader.selection()
        if selection is None:
            self._window.say("info", self.tr("先在报告里选中要作佐证的文字，再按 E。"))
        elif not self._desk.pen.add_selection(*selection):
            self._window.say("info", self.tr("这段文字已是本项的佐证。"))

    def add_elsewhere(self) -> None:
        """Ask for the item that the selected words are evidence of."""
        run, checklist = self._window.reader.selection(), self._desk.checklist
        if run is None or checklist is None:
            self._window.say("info", self.tr("先在报告里选中要作佐证的文字，再按 Shift+E。"))
        else:
            title = self.tr("选中文字作哪一项的佐证")
            items = Palette(item_lines(checklist.items))
            self._window.picker.open(title, lambda line: self._add_to(run, str(line.target)), items)

    def next_place(self) -> None:
        """Go to where the next piece of evidence stands."""
        self._window.panel.step_place(1)

    def previous_place(self) -> None:
        """Go to where the previous piece of evidence stands."""
        self._window.panel.step_place(-1)

    def correct(self) -> None:
        """Correct what was read of the figure on the card."""
        self._window.marks.correct()

    def add_figure(self) -> None:
        """Take the selected words for a figure that was missed."""
        self._window.marks.add_figure()

    def reword(self) -> None:
        """Correct the selected words by the picture of their page."""
        self._window.marks.reword()

    def add_note(self) -> None:
        """Open the form for a note."""
        self._window.panel.open_note()

    def reread(self) -> None:
        """Show how this version reads the report of the case, and ask whether to go by that."""
        self._desk.rereader.compare()

    def show_lost(self) -> None:
        """List the evidence of an older version that was not found again in this one."""
        report, checklist = self._desk.report, self._desk.checklist
        if report is None or checklist is None:
            return
        rows = []
        for quote in self._desk.answers.lost:
            item = checklist.item_by_id.get(quote.item)
            place = nearest(report.text, quote.quote)
            near = one_line(report.quote(*place)) if place else ""
            rows.append((quote.item, item_title(item) if item else quote.item, one_line(quote.quote), near))
        lost.show_lost(self._window, rows, self._desk.choose_item)

    def next_card(self) -> None:
        """Make the next piece of evidence current."""
        self._window.panel.step_card(1)

    def previous_card(self) -> None:
        """Make the previous piece of evidence current."""
        self._window.panel.step_card(-1)

    def visit(self) -> None:
        """Show where the current piece of evidence stands."""
        self._window.panel.visit()

    def _add_to(self, run: tuple[int, int], item: str) -> None:
        if not self._desk.pen.add_selection(*run, item=item) and self._desk.checklist is not None:
            name = item_title(self._desk.checklist.item_by_id[item])
            self._window.say("info", self.tr("这段文字已是 {0} 的佐证。").format(name))

    def _on_taken(self, row: EvidenceRow) -> None:
        if self._desk.pen.take(row):
            self._window.panel.evidence.choose_near(row.key)
            self._window.panel.show_current()

    def _on_note(self, method: NoteMethod, text: str, source: str, date: str) -> None:
        if self._desk.pen.add_note(method, text, source, date):
            self._window.panel.note_form.done()
