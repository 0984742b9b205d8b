"""视图 and 帮助: tabs, zoom, theme, what lies on top, keys and settings."""

from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QWidget

from desktop.desk.palette import Kind, Line, Palette, figure_lines, heading_lines, item_lines, recent_lines
from desktop.model.examination import Examination
from desktop.ui import actions, theme
from desktop.ui.dialogs import help
from desktop.ui.right_side import CHECKLIST, FIGURES, FINDINGS, LOOP, PROBLEMS

if TYPE_CHECKING:
    from desktop.ui.charts.view import ChartView
    from desktop.ui.reader import ReaderPane
    from desktop.ui.reader.sheets import SheetView
    from desktop.ui.window import MainWindow


_ZOOM_STEP = 10


class ViewCommands(QObject):
    """Carry out what one window does to be looked at in another way."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window, self._desk = window, window.desk
        self._used: list[QAction] = []
        self._before: QWidget | None = None
        self._figures: tuple[Examination, Palette] | None = None
        self._desk.closed.connect(self._forget_figures)

    def show_palette(self) -> None:
        """Ask for anything that can be done or gone to; the figures of a report join when they are listed."""
        desk, box = self._desk, self._window.palette_
        if box.isVisible():
            box.close_picker()
            return
        self._before = QApplication.focusWidget()
        lines = chain(
            self._action_lines(),
            recent_lines(desk.recent),
            item_lines(desk.checklist.items) if desk.checklist else (),
            heading_lines(desk.shown_report) if desk.shown_report else (),
        )
        box.open("", self._go_on, Palette(lines))
        examination = desk.examination
        if examination is not None and (self._figures is None or self._figures[0] is not examination):
            work = partial(_figures_of, examination)
            desk.jobs.start("palette", work, self._on_figures, desk.fail)
        elif examination is not None and self._figures is not None:
            box.add(self._figures[1])

    def palette_left(self) -> None:
        """Give the keyboard back to what had it."""
        if self._before is not None and self._before.isVisible():
            self._before.setFocus()

    def show_tab_1(self) -> None:
        """Show the checklist."""
        self._window.side.show_tab(CHECKLIST)

    def show_tab_2(self) -> None:
        """Show the figures."""
        self._window.side.show_tab(FIGURES)

    def show_tab_3(self) -> None:
        """Show problems and measures."""
        self._window.side.show_tab(PROBLEMS)

    def show_tab_4(self) -> None:
        """Show findings and checks."""
        self._window.side.show_tab(FINDINGS)

    def show_charts(self) -> "ChartView":
        """Show the pictures of report and review."""
        from desktop.ui.charts.view import ChartView

        view = ChartView(self._desk, self._window)
        view.place_asked.connect(self._window.reader.jump)
        view.show()
        return view

    def show_tab_5(self) -> None:
        """Show the loop of rectification."""
        self._window.side.show_tab(LOOP)

    def zoom_in(self) -> None:
        """Set the report larger."""
        self._zoom_by(_ZOOM_STEP)

    def zoom_out(self) -> None:
        """Set the report smaller."""
        self._zoom_by(-_ZOOM_STEP)

    def zoom_reset(self) -> None:
        """Set the report in its usual size."""
        self._read_in().set_zoom(100)

    def next_mode(self) -> None:
        """Show the report's text, its pages or both, one after the other."""
        self._window.reader.paged.next_mode()

    def keep_mode(self, mode: str) -> None:
        """Show reports with pages in the same way next time."""
        self._desk.memory.prefer(page_mode=mode)

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

    def dress(self, name: str) -> None:
        """Show the theme ``light``, ``dark`` or ``system``, in every window."""
        app = QApplication.instance()
        if isinstance(app, QApplication):
            theme.apply(app, name)
            self._desk.memory.prefer(theme=name)

    def escape(self) -> None:
        """Put away what lies on top: an error, note form, card of a mark; leave a field; then any other message."""
        panel, messages = self._window.panel, self._window.messages
        focus = QApplication.focusWidget()
        if self._window.helping.tour is not None:
            self._window.helping.tour.finish()
        elif self._window.palette_.isVisible():
            self._window.palette_.close_picker()
        elif self._window.picker.isVisible():
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
        elif focus is not None and self._window.aside.isAncestorOf(focus):
            self._window.take_focus()
        elif not messages.isHidden():
            messages.dismiss()

    def _action_lines(self) -> list[Line]:
        """List what can be done now, what was done from here before first."""
        menu = {self._window.actions_[entry.id]: entry.menu for entry in actions.TABLE if entry.id != "palette"}
        menu |= dict.fromkeys(self.reading_actions() if self._desk.report else (), self.tr("原文"))
        able = [action for action in chain(self._used, (a for a in menu if a not in self._used)) if action.isEnabled()]
        return [
            Line(
                Kind.ACTION,
                action.text().removesuffix("…"),
                " ".join(help.keys_of(action)[:1]),
                action,
                menu[action],
            )
            for action in able
        ]

    def reading_actions(self) -> tuple[QAction, ...]:
        """List what can be done with the page alone."""
        reader = self._window.reader
        return (
            reader.find_action,
            reader.next_action,
            reader.previous_action,
            reader.back_action,
            reader.forward_action,
            reader.cite_action,
        )

    def _go_on(self, line: Line) -> None:
        """Do what was picked, or go there."""
        match line.target:
            case QAction() as action:
                self._used = [action, *(other for other in self._used if other is not action)]
                action.trigger()
            case Path() as path:
                self._window.files.open_path(path)
            case (int(start), int(end)):
                self._window.reader.jump(start, end)
            case item:
                self._window.scoring.go(str(item))

    def _forget_figures(self) -> None:
        self._figures = None

    def _on_figures(self, figures: tuple[Examination, Palette]) -> None:
        """Offer the figures, unless another report lies on the desk by now."""
        if figures[0] is self._desk.examination:
            self._figures = figures
            if self._window.palette_.isVisible():
                self._window.palette_.add(figures[1])

    def _read_in(self) -> "ReaderPane | SheetView":
        """Give what is read: the text, or the pages where they lead."""
        reader = self._window.reader
        return reader.paged.sheets if reader.paged.leads else reader

    def _zoom_by(self, step: int) -> None:
        shown = self._read_in()
        shown.set_zoom(shown.zoom + step)

    def show_preferences(self) -> None:
        """Show the settings."""
        from desktop.ui.dialogs.preferences import Preferences

        Preferences(self._window, self._desk.memory, self).show()


def _figures_of(examination: Examination) -> tuple[Examination, Palette]:
    """List the figures of a report."""
    return examination, Palette(figure_lines(examination))
