"""视图 and 帮助: tabs, zoom, theme, what lies on top, keys and settings."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from desktop.ui import actions, theme
from desktop.ui.dialogs import help
from desktop.ui.right_side import CHECKLIST, FIGURES, FINDINGS, PROBLEMS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.ui.reader import ReaderPane
    from desktop.ui.reader.sheets import SheetView
    from desktop.ui.window import MainWindow


_ZOOM_STEP = 10


class ViewCommands(QObject):
    """Carry out what one window does to be looked at in another way."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window, self._desk = window, window.desk

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

    def _read_in(self) -> "ReaderPane | SheetView":
        """Give what is read: the text, or the pages where they lead."""
        reader = self._window.reader
        return reader.paged.sheets if reader.paged.leads else reader

    def _zoom_by(self, step: int) -> None:
        shown = self._read_in()
        shown.set_zoom(shown.zoom + step)

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
            reader.cite_action,
        )
        page = self.tr("原文")
        groups[page] = [
            *((action.text(), help.keys_of(action)) for action in reading),
            (self.tr("显示、隐藏各类标注"), ("Alt+1–5",)),
            (self.tr("后退、前进"), (self.tr("鼠标侧键"),)),
            (self.tr("放大、缩小"), (self.tr("Ctrl+滚轮"),)),
        ]
        ordered = (actions.FILE, actions.REVIEW, actions.EVIDENCE, actions.RULES, page, actions.VIEW, actions.HELP)
        help.show_keys(self._window, [(title, groups[title]) for title in ordered])

    def show_preferences(self) -> None:
        """Show the settings."""
        from desktop.ui.dialogs.preferences import Preferences

        Preferences(self._window, self._desk.memory, self).show()

    def show_about(self) -> None:
        """Say what the program is."""
        help.show_about(self._window)
