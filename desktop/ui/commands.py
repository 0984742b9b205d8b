"""What each action of the window does."""

from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication

from desktop.desk.choices import Choice
from desktop.desk.evidence_model import EvidenceRow
from desktop.desk.ledger import TextField
from desktop.desk.words import item_title
from desktop.model.review import NoteMethod
from desktop.ui import actions, theme
from desktop.ui.dialogs import files, help
from desktop.ui.item_panel import ItemPanel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.ui.window import MainWindow

_ZOOM_STEP = 10


class Commands(QObject):
    """Carry out the actions of one window."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._desk = window.desk

    def wire(self, panel: ItemPanel) -> None:
        """Connect what the item panel asks for."""
        panel.evidence.taken.connect(self._on_taken)
        panel.evidence.rejected.connect(self._desk.pen.reject)
        panel.evidence.detached.connect(self._desk.pen.detach)
        panel.add_selection_asked.connect(self.add_selection)
        panel.add_note_asked.connect(self.add_note)
        panel.note_form.submitted.connect(self._on_note)
        panel.note_form.closed.connect(self._window.tree.setFocus)
        panel.score_bar.chosen.connect(self._on_choice)
        panel.score_bar.points_typed.connect(self._on_points)
        panel.score_bar.doubted.connect(self.doubt)
        panel.score_bar.next_asked.connect(self.next_open)
        panel.score_bar.text_typed.connect(self._on_text)
        panel.score_bar.text_left.connect(self._on_text_left)

    # Files

    def open_path(self, path: Path) -> None:
        """Open a report or a case file; a case that is open in another window comes to the front there."""
        if not self._window.bring_up(path):
            self._desk.open(path)

    def ask_report(self) -> None:
        """Ask for a report or case file and open it."""
        path = files.ask_report(self._window, self._folder())
        if path is not None:
            self.open_path(path)

    def ask_case(self) -> None:
        """Ask for a case file and open it."""
        path = files.ask_case(self._window, str(self._desk.settings.cases))
        if path is not None:
            self.open_path(path)

    def close_report(self) -> None:
        """Put away what is open."""
        self._desk.close()

    def ask_save_as(self) -> None:
        """Ask where a copy of the case goes, and go on in it."""
        self._ask_new_place(self.tr("案卷另存为"), move=False)

    def ask_move(self) -> None:
        """Ask where the case goes."""
        self._ask_new_place(self.tr("移动案卷"), move=True)

    def ask_export(self) -> None:
        """Ask where the sheet goes, and write it."""
        case = self._desk.path
        if case is None:
            return
        path = files.ask_sheet(self._window, str(case.with_suffix(".xlsx")))
        if path is not None:
            self._desk.press.export(path)

    def show_folder(self) -> None:
        """Open the folder of the case file."""
        if self._desk.path is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._desk.path.parent)))

    def close(self) -> None:
        """Leave the program."""
        self._window.close()

    # Review

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

    def clear_score(self) -> None:
        """Make the item 未评 again."""
        self._desk.pen.clear_score()

    def choose_item(self, item: str) -> None:
        """Choose an item, unless it is chosen."""
        if self._desk.item is None or self._desk.item.id != item:
            self._desk.choose_item(item)

    def next_item(self) -> None:
        """Choose the item below."""
        self._desk.step_item(1, self._window.items.order)

    def previous_item(self) -> None:
        """Choose the item above."""
        self._desk.step_item(-1, self._window.items.order)

    def next_open(self) -> None:
        """Choose the next item that is not settled."""
        if not self._desk.next_open(self._window.items.order) and not self._desk.next_open():
            self._window.say("done", self.tr("各项都已评完，可以导出评分表。"))

    def go_to(self) -> None:
        """Ask for an item by its number or name, and choose it."""
        self._ask_item("go", self.tr("转到评分项"))

    def search_items(self) -> None:
        """Look for items by words."""
        self._window.side.show_tab(0)
        self._window.checklist.open_search()

    def confirm(self) -> None:
        """Hand over the note that is being written, else write what was typed and go on."""
        note = self._window.panel.note_form
        focus = QApplication.focusWidget()
        if note.isVisible() and focus is not None and note.isAncestorOf(focus):
            note.submit()
        elif self._desk.ledger is None or self._desk.ledger.flush():
            self._window.tree.setFocus()
            self.next_open()

    # Evidence

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
        if self._window.reader.selection() is None:
            self._window.say("info", self.tr("先在报告里选中要作佐证的文字，再按 Shift+E。"))
        else:
            self._ask_item("evidence", self.tr("选中文字作哪一项的佐证"))

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

    def add_note(self) -> None:
        """Open the form for a note."""
        self._window.panel.open_note()

    def next_card(self) -> None:
        """Make the next piece of evidence current."""
        self._window.panel.step_card(1)

    def previous_card(self) -> None:
        """Make the previous piece of evidence current."""
        self._window.panel.step_card(-1)

    def visit(self) -> None:
        """Show where the current piece of evidence stands."""
        row = self._window.panel.evidence.row
        if row is not None and row.span is not None:
            self._window.reader.jump(*row.span)

    # View

    def show_tab_1(self) -> None:
        """Show the checklist."""
        self._window.side.show_tab(0)

    def show_tab_2(self) -> None:
        """Show the figures."""
        self._window.side.show_tab(1)

    def show_tab_3(self) -> None:
        """Show problems and measures."""
        self._window.side.show_tab(2)

    def show_tab_4(self) -> None:
        """Show findings and checks."""
        self._window.side.show_tab(3)

    def zoom_in(self) -> None:
        """Set the report larger."""
        self._window.reader.set_zoom(self._window.reader.zoom + _ZOOM_STEP)

    def zoom_out(self) -> None:
        """Set the report smaller."""
        self._window.reader.set_zoom(self._window.reader.zoom - _ZOOM_STEP)

    def zoom_reset(self) -> None:
        """Set the report in its usual size."""
        self._window.reader.set_zoom(100)

    def zoom_to(self, percent: int) -> None:
        """Set the report in a size, now and for reports to come."""
        self._window.reader.set_zoom(percent)
        self._desk.memory.prefer(zoom=percent)

    def read_in(self, family: str) -> None:
        """Set the report in a font, empty for the program's own choice."""
        theme.read_in(family)
        self._desk.memory.prefer(reading_font=family)

    def theme_light(self) -> None:
        """Show the light theme."""
        self.dress("light")

    def theme_dark(self) -> None:
        """Show the dark theme."""
        self.dress("dark")

    def theme_system(self) -> None:
        """Follow the system's theme."""
        self.dress("system")

    def escape(self) -> None:
        """Put away what lies on top: an error, note form, card of a mark; leave a field; then any other message."""
        panel, messages = self._window.panel, self._window.messages
        focus = QApplication.focusWidget()
        if self._window.picker.isVisible():
            self._window.picker.close_picker()
        elif not messages.isHidden() and messages.kind == "error":
            messages.dismiss()
        elif panel.note_form.isVisible():
            panel.note_form.close_form()
        elif panel.mark_card.form.isVisible():
            panel.mark_card.form.close_form()
        elif panel.mark_card.isVisible():
            panel.mark_card.close_card()
        elif focus is not None and panel.isAncestorOf(focus):
            self._window.tree.setFocus()
        elif not messages.isHidden():
            messages.dismiss()

    def show_keys(self) -> None:
        """Show the key map."""
        groups: dict[str, list[tuple[str, Sequence[str]]]] = {}
        for entry in actions.TABLE:
            action = self._window.actions_[entry.id]
            if action.shortcuts():
                groups.setdefault(entry.menu, []).append((action.text().removesuffix("…"), help.keys_of(action)))
        groups[actions.REVIEW].insert(0, (self.tr("按按钮上的数字评分"), ("1–9",)))
        reader = self._window.reader
        reading = (
            reader.find_action,
            reader.next_action,
            reader.previous_action,
            reader.back_action,
            reader.forward_action,
        )
        page = self.tr("原文")
        groups[page] = [(action.text(), help.keys_of(action)) for action in reading]
        ordered = (actions.FILE, actions.REVIEW, actions.EVIDENCE, page, actions.VIEW, actions.HELP)
        help.show_keys(self._window, [(title, groups[title]) for title in ordered])

    def show_preferences(self) -> None:
        """Show the settings."""
        from desktop.ui.dialogs.preferences import Preferences

        Preferences(self._window, self._desk.memory, self).show()

    def new_window(self) -> None:
        """Open another window, for a second case beside this one."""
        self._window.window_asked.emit()

    def show_about(self) -> None:
        """Say what the program is."""
        help.show_about(self._window)

    # Answers of the panel

    def on_picked(self, purpose: str, item: str) -> None:
        """Do with an item what it was asked for."""
        if purpose == "go":
            self._window.side.show_tab(0)
            self._desk.choose_item(item)
            return
        run, checklist = self._window.reader.selection(), self._desk.checklist
        if run is None or checklist is None:
            return
        if not self._desk.pen.add_selection(*run, item=item):
            name = item_title(checklist.item_by_id[item])
            self._window.say("info", self.tr("这段文字已是 {0} 的佐证。").format(name))

    def _on_choice(self, choice: Choice) -> None:
        self._desk.pen.give(points=choice.points, level=choice.level, na=choice.na)

    def _on_points(self, points: Decimal) -> None:
        item, review = self._desk.item, self._desk.review
        held = review.score_of(item.id) if item and review else None
        if held is not None and held.points == points:
            return
        if not self._desk.pen.give(points=points):
            self._window.panel.refresh()

    def _on_text(self, field: TextField, text: str) -> None:
        self._desk.pen.type_text(field, text)
        self._window.enable_actions()

    def _on_text_left(self) -> None:
        if self._desk.ledger is not None:
            self._desk.ledger.flush()

    def _on_taken(self, row: EvidenceRow) -> None:
        if self._desk.pen.take(row):
            self._window.panel.evidence.choose_near(row.key)
            self._window.panel.show_current()

    def _on_note(self, method: NoteMethod, text: str, source: str, date: str) -> None:
        if self._desk.pen.add_note(method, text, source, date):
            self._window.panel.note_form.done()

    # Within

    def _folder(self) -> str:
        """Choose the folder in which a file dialog begins: that of the last file."""
        recent = self._desk.recent
        return str(recent[0].path.parent) if recent else ""

    def _ask_item(self, purpose: str, title: str) -> None:
        if self._desk.checklist is not None:
            self._window.picker.open(purpose, title, self._desk.checklist.items)

    def _ask_new_place(self, title: str, *, move: bool) -> None:
        case = self._desk.path
        if case is None:
            return
        path = files.ask_new_case(self._window, title, str(case))
        if path is not None and self._desk.press.save_as(path, move=move):
            done = self.tr("案卷已移到 {0}。") if move else self.tr("已另存为 {0}，接下来都写入这一份。")
            self._window.say("done", done.format(path.name))

    def dress(self, name: str) -> None:
        """Show the theme ``light``, ``dark`` or ``system``, in every window."""
        app = QApplication.instance()
        if isinstance(app, QApplication):
            theme.apply(app, name)
            self._desk.memory.prefer(theme=name)
