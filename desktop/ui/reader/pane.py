"""The left side of the window: outline, page and overview strip, and the ways to move in them."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from desktop.model.examination import Examination
from desktop.model.report import Report
from desktop.ui import theme
from desktop.ui.reader import page
from desktop.ui.reader.findbar import FindBar
from desktop.ui.reader.marks import LAYERS, Marks
from desktop.ui.reader.outline import Outline
from desktop.ui.reader.strip import OverviewStrip
from desktop.ui.reader.view import ReadingView

ZOOM_LEAST, ZOOM_MOST = 60, 250
_OUTLINE_WIDTH = 176
_SETTLE_MS = 60
_HISTORY = 100
_TICKS_MOST = 20_000
_Place = TypeVar("_Place")


class ReaderPane(QWidget):
    """Show a report with its marks. Every offset that goes in or out is a code point of ``Report.text``.

    ``mark_clicked`` carries kind and start of the record (a finding: its first anchor), and where the mark starts.
    """

    mark_clicked = Signal(str, int, int)
    selection_made = Signal(int, int)
    place_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._report: Report | None = None
        self._zoom = 100
        self._back: list[int] = []
        self._forward: list[int] = []
        self.outline = Outline()
        self.view = ReadingView()
        self.view.setAccessibleName(self.tr("报告原文"))
        self.strip = OverviewStrip()
        self.find_bar = FindBar()
        self._lay_out()
        self._wire()
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(_SETTLE_MS)
        self._settle.timeout.connect(self._on_settled)
        self.find_action = self._action(self.tr("查找"), QKeySequence.StandardKey.Find, self.open_find)
        self.next_action = self._action(self.tr("下一处"), "F3", self.find_bar.next)
        self.previous_action = self._action(self.tr("上一处"), "Shift+F3", self.find_bar.previous)
        self.back_action = self._action(self.tr("后退"), "Alt+Left", self.back)
        self.forward_action = self._action(self.tr("前进"), "Alt+Right", self.forward)
        self.copy_action = QAction(self.tr("复制"), self.view)
        self.copy_action.triggered.connect(self.view.copy)
        self.view.addAction(self.copy_action)
        self._show_history()

    @property
    def zoom(self) -> int:
        """Give the zoom in percent."""
        return self._zoom

    def show_report(self, report: Report) -> None:
        """Show a report's text at once; marks may come later."""
        self._report = report
        self.view.underlay.marks = self._fresh_marks(None)
        self.show_evidence((), ())
        self.view.focus_on(None, flash=False)
        self._back.clear()
        self._forward.clear()
        self._show_history()
        self._typeset()
        self.outline.show_report(report)
        self.outline.follow(0)
        self.find_bar.set_text(report.text)

    def show_marks(self, examination: Examination) -> None:
        """Put the marks on the page; neither scroll nor selection moves."""
        self.view.underlay.marks = self._fresh_marks(examination)
        self.view.viewport().update()
        self._settle.start()

    def clear(self) -> None:
        """Show an empty page."""
        self.show_report(Report(name="", sha256="", text="", blocks=()))
        self._report = None

    def set_layer(self, layer: str, on: bool) -> None:
        """Show or hide the marks of a layer."""
        (self.view.underlay.marks.shown.add if on else self.view.underlay.marks.shown.discard)(layer)
        self.view.viewport().update()
        self._settle.start()

    def layer_counts(self) -> dict[str, int]:
        """Count the marks of every layer."""
        return dict(self.view.underlay.marks.counts)

    def show_evidence(self, confirmed: Sequence[tuple[int, int]], suggested: Sequence[tuple[int, int]]) -> None:
        """Show where evidence stands: a solid bar in the margin, a dashed one where it is only suggested."""
        self.view.underlay.confirmed, self.view.underlay.suggested = confirmed, suggested
        self.view.viewport().update()

    def jump(self, start: int, end: int, flash: bool = True) -> None:
        """Go to a place, frame it and let it light up; back and forward remember where one came from."""
        before = self.view.top
        self.view.reveal(start, end)
        if self.view.top != before:
            self._back = [*self._back[-_HISTORY:], before]
            self._forward.clear()
            self._show_history()
        self.view.focus_on((start, end), flash=flash)

    def back(self) -> None:
        """Return to where the last jump began."""
        self._travel(self._back, self._forward)

    def forward(self) -> None:
        """Go again to where one came back from."""
        self._travel(self._forward, self._back)

    def open_find(self) -> None:
        """Open the find bar, with the selection to begin with if it is short."""
        run = self.view.selection()
        words = self._report.text[run[0] : run[1]] if run and self._report else ""
        self.find_bar.open(words if len(words) <= 40 and "\n" not in words else "")

    def selection(self) -> tuple[int, int] | None:
        """Give the selected run of the text."""
        return self.view.selection()

    def set_zoom(self, percent: int) -> None:
        """Set the reading size, 60 to 250 %; the line on top stays."""
        percent = max(ZOOM_LEAST, min(ZOOM_MOST, percent))
        if percent != self._zoom:
            self._zoom = percent
            self._retypeset()
            self.place_changed.emit()

    def place(self) -> dict[str, str | int | float | bool]:
        """Say where the reader is, to be restored later."""
        hidden = [layer for layer in LAYERS if layer not in self.view.underlay.marks.shown]
        return {"at": self.view.top, "zoom": self._zoom, "hidden": ",".join(hidden)}

    def restore(self, place: dict[str, str | int | float | bool]) -> None:
        """Go to where the reader was; what is missing or unknown is left as it is."""
        self.set_zoom(int(place.get("zoom", self._zoom)))
        hidden = str(place.get("hidden", "")).split(",")
        for layer in LAYERS:
            self.set_layer(layer, layer not in hidden)
        self.view.scroll_to(int(place.get("at", 0)))

    def event(self, event: QEvent) -> bool:
        """Keep Esc for the find bar while that is open."""
        if (
            event.type() in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress)
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
            and not self.find_bar.isHidden()
        ):
            event.accept()
            if event.type() == QEvent.Type.KeyPress:
                self.find_bar.close_bar()
            return True
        return super().event(event)

    def _typeset(self) -> None:
        """Set the page anew."""
        assert self._report is not None
        zoom = self._zoom / 100 * theme.scale()
        document, positions = page.typeset(self._report, zoom)
        self.view.set_page(self._report.text, document, positions, page.measure(zoom))
        document.documentLayout().documentSizeChanged.connect(self._settle.start)
        self._settle.start()

    def _retypeset(self) -> None:
        """Set the page anew in another size or other colours; place and selection stay."""
        if self._report is None:
            return
        top, run = self.view.top, self.view.selection()
        self._typeset()
        if run:
            self.view.select(*run)
        self.view.scroll_to(top)

    def _fresh_marks(self, examination: Examination | None) -> Marks:
        marks = Marks(examination)
        marks.shown = set(self.view.underlay.marks.shown)
        return marks

    def _travel(self, here: list[int], there: list[int]) -> None:
        if here:
            there.append(self.view.top)
            self.view.focus_on(None, flash=False)
            self.view.scroll_to(here.pop())
            self._show_history()

    def _show_history(self) -> None:
        self.back_action.setEnabled(bool(self._back))
        self.forward_action.setEnabled(bool(self._forward))

    def _on_settled(self) -> None:
        """Bring outline and strip in line with what the page has come to."""
        self.outline.follow(self.view.reading_at())
        marks = self.view.underlay.marks
        for layer in LAYERS:
            spans = marks.layers[layer].spans if layer in marks.shown else ()
            self.strip.set_places(layer, self.view.shares(span.start for span in _sampled(spans)))
        self.place_changed.emit()

    def _on_scrolled(self) -> None:
        self._settle.start()

    def _on_found(self, runs: list[tuple[int, int]]) -> None:
        self.view.underlay.hits = runs
        self.view.viewport().update()
        self.strip.set_places("hit", self.view.shares(run[0] for run in _sampled(runs)))
        self.find_bar.go_near(self.view.top)

    def _on_went(self, start: int, end: int) -> None:
        self.jump(start, end, flash=False)

    def _on_find_closed(self) -> None:
        self.view.focus_on(None, flash=False)
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_zoom_asked(self, by: int) -> None:
        self.set_zoom(self._zoom + by)

    def _action(self, words: str, key: QKeySequence.StandardKey | str, slot: Callable[[], None]) -> QAction:
        """Make an action of the pane that works from anywhere in the window."""
        action = QAction(words, self)
        action.setShortcut(QKeySequence(key))
        action.triggered.connect(slot)
        self.addAction(action)
        return action

    def _wire(self) -> None:
        self.view.mark_clicked.connect(self.mark_clicked)
        self.view.selection_made.connect(self.selection_made)
        self.view.zoom_asked.connect(self._on_zoom_asked)
        self.view.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self.outline.chosen.connect(self.jump)
        self.strip.asked.connect(self.view.scroll_to_share)
        self.find_bar.found.connect(self._on_found)
        self.find_bar.went.connect(self._on_went)
        self.find_bar.closed.connect(self._on_find_closed)
        theme.changed.connect(self._retypeset)

    def _lay_out(self) -> None:
        """Put outline, page and strip side by side, the find bar above the page."""
        reading = QWidget()
        column = QVBoxLayout(reading)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.find_bar)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.view, 1)
        row.addWidget(self.strip)
        column.addLayout(row)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setHandleWidth(1)
        splitter.addWidget(self.outline)
        splitter.addWidget(reading)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([theme.px(_OUTLINE_WIDTH), 10_000])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(splitter)


def _sampled(places: Sequence[_Place]) -> Sequence[_Place]:
    """Take no more of many places than a strip could show."""
    return places[:: len(places) // _TICKS_MOST + 1]
