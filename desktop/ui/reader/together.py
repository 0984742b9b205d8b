"""The text and its pages side by side: which of them are shown, and that they go together."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QPushButton, QStackedWidget, QTabBar, QWidget

from desktop.desk.pictures import PagePictures
from desktop.model.report import Report
from desktop.ui.reader.marks import Span
from desktop.ui.reader.sheets import SheetView
from desktop.ui.reader.thumbs import Thumbnails
from desktop.ui.reader.view import ReadingView
from desktop.ui.splitter import Splitter

if TYPE_CHECKING:
    from desktop.model.pages import Pages

TEXT, SHEETS, BOTH = "text", "sheets", "both"
MODES = (TEXT, SHEETS, BOTH)


class ModeBar(QWidget):
    """Choose between the text, the pages and both, and say which page is looked at."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 12, 4)
        row.setSpacing(6)
        self._group = QButtonGroup(self)
        words = {TEXT: self.tr("文字"), SHEETS: self.tr("原页"), BOTH: self.tr("并排")}
        self.buttons: dict[str, QPushButton] = {}
        for mode in MODES:
            button = QPushButton(words[mode])
            button.setProperty("role", "chip")
            button.setCheckable(True)
            button.setToolTip(self.tr("看{0}（F8 轮换）").format(words[mode]))
            button.clicked.connect(self._on_clicked)
            self._group.addButton(button)
            self.buttons[mode] = button
            row.addWidget(button)
        row.addStretch(1)
        self._place = QLabel()
        self._place.setProperty("role", "soft")
        row.addWidget(self._place)
        self.hide()

    def show_mode(self, mode: str) -> None:
        """Show which is chosen."""
        self.buttons[mode].setChecked(True)

    def show_page(self, page: int, count: int) -> None:
        """Say which page is looked at."""
        self._place.setText(self.tr("第 {0} / {1} 页").format(page, count))

    def _on_clicked(self) -> None:
        self.chosen.emit(next(mode for mode, button in self.buttons.items() if button.isChecked()))


class LeftTabs(QTabBar):
    """Choose between outline and page thumbnails."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDrawBase(False)
        self.setExpanding(True)
        self.addTab(self.tr("目录"))
        self.addTab(self.tr("页面"))
        self.setAccessibleName(self.tr("目录或页面"))
        self.setAccessibleDescription(self.tr("左右键切换：标题，或各页的缩图"))
        self.hide()


class Paged(QObject):
    """The pages of a report beside its text: whichever is moved leads the other, and a click goes both ways."""

    mark_clicked = Signal(str, int, int)
    selection_made = Signal(int, int)
    mode_chosen = Signal(str)
    moved = Signal()
    changed = Signal()
    left = Signal()

    def __init__(self, view: ReadingView, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self._pages: Pages | None = None
        self._mode = BOTH
        self._leading = False
        self.sheets = SheetView(view.underlay)
        self.thumbs = Thumbnails(view.underlay)
        self.tabs = LeftTabs()
        self.mode_bar = ModeBar()
        self.halves = Splitter(Qt.Orientation.Horizontal)
        self.halves.addWidget(self.sheets)
        self.halves.addWidget(view)
        self.sheets.hide()
        self._stack = QStackedWidget()
        view.verticalScrollBar().valueChanged.connect(self._on_text_moved)
        view.mark_clicked.connect(self._on_mark)
        view.pointed.connect(self._on_pointed)
        view.selection_made.connect(self._on_selected)
        self.sheets.moved.connect(self._on_sheets_moved)
        self.sheets.zoomed.connect(self.changed)
        self.sheets.mark_clicked.connect(self._on_sheet_mark)
        self.sheets.pointed.connect(self._on_sheet_pointed)
        self.sheets.selected.connect(self._on_sheet_selected)
        self.thumbs.asked.connect(self._on_page_asked)
        self.tabs.currentChanged.connect(self._on_tab)
        self.mode_bar.chosen.connect(self._on_mode)

    @property
    def mode(self) -> str:
        """Tell what is shown: the text, and of a report with pages these or both."""
        return self._mode if self._pages is not None else TEXT

    @property
    def leads(self) -> bool:
        """Tell whether the pages are what is read: they stand alone or have the keyboard."""
        return self.mode == SHEETS or (self.mode == BOTH and self.sheets.hasFocus())

    def stacked(self, outline: QWidget) -> QWidget:
        """Put the outline and the thumbnails in one place."""
        self._stack.addWidget(outline)
        self._stack.addWidget(self.thumbs)
        return self._stack

    def draw_with(self, pictures: PagePictures) -> None:
        """Take pages' pictures from here."""
        self.sheets.draw_with(pictures)
        self.thumbs.draw_with(pictures)

    def show_report(self, report: Report) -> None:
        """Show a report's pages beside its text, if it has any."""
        self._pages = report.pages
        self.sheets.show_report(report)
        self.thumbs.show_report(report)
        self._show_mode()

    def show_mode(self, mode: str) -> None:
        """Show the text, the pages or both of every report that has pages."""
        self._mode = mode if mode in MODES else BOTH
        self._show_mode()

    def next_mode(self) -> None:
        """Show the text, the pages or both, one after the other."""
        self._on_mode(MODES[(MODES.index(self.mode) + 1) % len(MODES)])

    def place(self) -> dict[str, str | int | float | bool]:
        """Say what is shown and how large, to be restored later."""
        return {"mode": self._mode, "sheet_zoom": self.sheets.zoom, "tab": self.tabs.currentIndex()}

    def restore(self, place: Mapping[str, str | int | float | bool]) -> None:
        """Show what was shown; what is missing or unknown is left as it is."""
        self.show_mode(str(place.get("mode", self._mode)))
        self.sheets.set_zoom(int(place.get("sheet_zoom", self.sheets.zoom)))
        if self._pages is not None:
            self.tabs.setCurrentIndex(int(place.get("tab", self.tabs.currentIndex())))

    @property
    def top(self) -> int:
        """Give the offset of the first line in sight."""
        return self.sheets.top if self.mode == SHEETS else self._view.top

    def scroll_to(self, offset: int) -> None:
        """Put the line of a code point at the top, in the text and on its page."""

        def both() -> None:
            self._view.scroll_to(offset)
            self.sheets.scroll_to(offset)

        self._lead(both)

    def reveal(self, start: int, end: int, *, flash: bool) -> None:
        """Bring a place into sight in the text and on its page."""

        def both() -> None:
            self._view.reveal(start, end)
            self.sheets.reveal(start, end, flash=flash)

        self._lead(both)

    def reading_at(self) -> int:
        """Give the offset where the eye rests, and say which page that is."""
        if self._pages is None:
            return self._view.reading_at()
        at = self.sheets.top if self.mode == SHEETS else self._view.reading_at()
        page = self.sheets.page if self.mode != TEXT else self._pages.page_of(at) or 1
        self.mode_bar.show_page(page, len(self._pages.sheets))
        self.thumbs.follow(page)
        return at

    def paint_anew(self) -> None:
        """Paint the marks of the text, the pages and their thumbnails anew."""
        for view in (self._view, self.sheets, self.thumbs):
            view.viewport().update()

    def _show_mode(self) -> None:
        """Show what is chosen, as far as the report has it."""
        mode, paged, begun = self.mode, self._pages is not None, self.sheets.isVisibleTo(self.halves)
        top = self._view.top if self._view.isVisibleTo(self.halves) or not begun else self.sheets.top
        self.mode_bar.setVisible(paged)
        self.mode_bar.show_mode(mode)
        self.tabs.setVisible(paged)
        if not paged:
            self.tabs.setCurrentIndex(0)
        self._view.setVisible(mode != SHEETS)
        self.sheets.setVisible(mode != TEXT)
        if mode == BOTH and not begun:
            self.halves.ask((1000, 1000))
        self.scroll_to(top)
        self.moved.emit()

    def _lead(self, work: Callable[[], None]) -> None:
        """Move text and pages so that neither leads the other."""
        if self._leading:
            return
        self._leading = True
        try:
            work()
        finally:
            self._leading = False

    def _on_text_moved(self) -> None:
        if self.mode == BOTH:
            self._lead(lambda: self.sheets.scroll_to(self._view.top))

    def _on_sheets_moved(self) -> None:
        if self.mode != TEXT:
            self._lead(lambda: self._view.scroll_to(self.sheets.top))
            self.moved.emit()

    def _on_mode(self, mode: str) -> None:
        self.show_mode(mode)
        self.mode_chosen.emit(mode)
        self.changed.emit()

    def _on_tab(self, at: int) -> None:
        self._stack.setCurrentIndex(at)
        self.changed.emit()

    def _on_mark(self, kind: str, names: int, start: int) -> None:
        """Follow a click in the text on the page."""
        span = self._span(kind, start)
        if span is not None:
            self._frame(span.start, span.end)
        self.mark_clicked.emit(kind, names, start)

    def _on_pointed(self, at: int) -> None:
        self._frame(at, at + 1)

    def _frame(self, start: int, end: int) -> None:
        """Frame on its page, too, what was clicked in the text beside it."""
        if self.mode == BOTH:
            self._view.focus_on((start, end), flash=False)
            self._lead(lambda: self.sheets.reveal(start, end, flash=True))

    def _on_sheet_mark(self, kind: str, names: int, start: int) -> None:
        """Follow a click on the page in the text."""
        span = self._span(kind, start)
        if span is not None:
            self._follow(span.start, span.end)
        self.mark_clicked.emit(kind, names, start)

    def _span(self, kind: str, start: int) -> Span | None:
        found = self._view.underlay.marks.layers[kind].between(start, start + 1)
        return next((span for span in found if span.start == start), None)

    def _on_sheet_pointed(self, at: int) -> None:
        self._follow(at, at + 1)

    def _follow(self, start: int, end: int) -> None:
        self._lead(lambda: self._view.reveal(start, end))
        self._view.focus_on((start, end), flash=True)
        self.sheets.viewport().update()

    def _on_selected(self, start: int, end: int) -> None:
        self.sheets.select((start, end))
        self.selection_made.emit(start, end)

    def _on_sheet_selected(self, start: int, end: int) -> None:
        """Select in the text what was selected on a page, so that it can be taken as evidence."""
        self._lead(lambda: self._view.reveal(start, end))
        self._view.select(start, end)
        self.selection_made.emit(start, end)

    def _on_page_asked(self, page: int) -> None:
        """Go to a page; where only the text is shown, to its first line."""
        self.left.emit()
        self.sheets.go_to_page(page)
        starts = [stretch.start for stretch in self._pages.on(page)] if self._pages else []
        if starts and self.mode == TEXT:
            self._view.scroll_to(min(starts))
        self.moved.emit()
