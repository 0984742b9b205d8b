"""The left side of the window: outline, page and overview strip, and the ways to move in them."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QCursor, QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.desk.citing import cited
from desktop.model.examination import Examination
from desktop.model.explanation import Explanation
from desktop.model.report import Report
from desktop.ui import theme
from desktop.ui.reader import page
from desktop.ui.reader.beside import Beside
from desktop.ui.reader.companion import Companion
from desktop.ui.reader.findbar import FindBar
from desktop.ui.reader.margin import MemoMargin
from desktop.ui.reader.marks import LAYERS, Marks, Span
from desktop.ui.reader.outline import Outline
from desktop.ui.reader.parts import PartChooser
from desktop.ui.reader.strip import OverviewStrip
from desktop.ui.reader.tips import reworded, tip
from desktop.ui.reader.together import Paged
from desktop.ui.reader.trail import Trail
from desktop.ui.reader.view import ReadingView
from desktop.ui.splitter import Splitter

ZOOM_LEAST, ZOOM_MOST = 60, 250
OUTLINE_WIDTH, _LEAST_WITH_OUTLINE = 176, 560
_WIDE = 900
"""From this width on a second document stands to the right of the report, else below it."""
_SETTLE_MS = 60


class ReaderPane(QWidget):
    """Show a report with its marks. Every offset that goes in or out is a code point of ``Report.text``.

    ``mark_clicked`` carries kind and start of the record (a finding: its first anchor), and where the mark starts.
    """

    mark_clicked = Signal(str, int, int)
    selection_made = Signal(int, int)
    place_changed = Signal()
    quoted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._report: Report | None = None
        self._zoom = 100
        self._trail = Trail()
        self._find_from = 0
        self.outline = Outline()
        self._roomy: tuple[int, ...] = ()
        self.parts = PartChooser()
        self.beside = Beside()
        self.companion = Companion()
        self.view = ReadingView()
        self.view.setAccessibleName(self.tr("报告原文"))
        self.view.setAccessibleDescription(self.tr("选中文字按 E 作佐证，按 I 记为指标；Ctrl+F 查找"))
        self.strip = OverviewStrip()
        self.margin = MemoMargin(self.view)
        self.paged = Paged(self.view, self)
        self.find_bar = FindBar(self._marked)
        self._lay_out()
        self._wire()
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(_SETTLE_MS)
        self._settle.timeout.connect(self._on_settled)
        self._strip_due = False
        self.view.page_set.connect(self._on_marks_moved)
        self.find_action = self._action(self.tr("查找"), QKeySequence.StandardKey.Find, self.open_find)
        self.next_action = self._action(self.tr("下一处"), "F3", self.find_bar.next)
        self.previous_action = self._action(self.tr("上一处"), "Shift+F3", self.find_bar.previous)
        self.back_action = self._action(self.tr("后退"), "Alt+Left", self.back)
        self.forward_action = self._action(self.tr("前进"), "Alt+Right", self.forward)
        self.copy_action = QAction(self.tr("复制"), self.view)
        self.copy_action.triggered.connect(self.view.copy)
        self.view.addAction(self.copy_action)
        self.cite_action = self._action(self.tr("复制并注明出处"), "Ctrl+Shift+C", self.copy_cited)
        self.view.addAction(self.cite_action)
        self._show_history()

    @property
    def zoom(self) -> int:
        """Give the zoom in percent."""
        return self._zoom

    def show_report(self, report: Report) -> None:
        """Show a report's text at once; marks may come later."""
        self._report = report
        self.view.underlay.marks = self._fresh_marks(None)
        self.view.underlay.doubts = report.pages.doubts if report.pages else ()
        self.view.underlay.rewords = ()
        self.show_evidence((), ())
        self.view.focus_on(None, flash=False)
        self._trail = Trail()
        self._show_history()
        self._typeset()
        self.outline.show_report(report)
        self.outline.follow(0)
        self.beside.show_report(report)
        self.find_bar.set_text(report.text)
        self.outline.show_title(report.pages is None)
        self.paged.show_report(report)

    def show_marks(self, examination: Examination) -> None:
        """Put the marks on the page; neither scroll nor selection moves."""
        self.view.underlay.marks = self._fresh_marks(examination)
        self.view.underlay.rewords = examination.report.rewords
        self._show_other_marks()

    def set_layer(self, layer: str, on: bool) -> None:
        """Show or hide the marks of a layer."""
        (self.view.underlay.marks.shown.add if on else self.view.underlay.marks.shown.discard)(layer)
        self.companion.set_layer(layer, on)
        self._show_other_marks()

    def layer_counts(self) -> dict[str, int]:
        """Count the marks of every layer."""
        return dict(self.view.underlay.marks.counts)

    def show_evidence(self, confirmed: Sequence[tuple[int, int]], suggested: Sequence[tuple[int, int]]) -> None:
        """Show where evidence stands: a solid bar in the margin, a dashed one where it is only suggested."""
        self.view.underlay.confirmed, self.view.underlay.suggested = confirmed, suggested
        self.paged.paint_anew()
        self._on_marks_moved()

    def jump(self, start: int, end: int, flash: bool = True, kind: str = "") -> None:
        """Go to a place, frame it and let it light up; back and forward remember where one came from.

        Jumps of one ``kind`` in a row count as one.
        """
        before = self.paged.top
        self.paged.reveal(start, end, flash=flash)
        if self.paged.top != before:
            self._trail.leave(before, kind)
            self._show_history()
        self.view.focus_on((start, end), flash=flash)

    def show_beside(self, words: str, examination: Examination, run: tuple[int, int]) -> None:
        """Show a place of another document beside the report, under these words; the line on top stays."""
        companion, top = self.companion, self.view.top
        if companion.isHidden():
            wide = self.reading.width() >= theme.px(_WIDE)
            self.reading.setOrientation(Qt.Orientation.Horizontal if wide else Qt.Orientation.Vertical)
        companion.show_paper(words, examination, self.view.underlay.marks.shown, self._zoom)
        self.reading.ask((1000, 1000))
        self.view.scroll_to(top)
        companion.reveal(*run)

    def back(self) -> None:
        """Return to where the last jump began."""
        if self._trail.can_go_back:
            self._travel(self._trail.back(self.paged.top))

    def forward(self) -> None:
        """Go again to where one came back from."""
        if self._trail.can_go_forward:
            self._travel(self._trail.forward(self.paged.top))

    def travel(self, back: bool) -> None:
        """Go back or forward, as the side buttons of a mouse do."""
        (self.back if back else self.forward)()

    def open_find(self) -> None:
        """Open the find bar, with the selection to begin with if it is short."""
        run = self.view.selection()
        words = self._report.text[run[0] : run[1]] if run and self._report else ""
        self._find_from = self.paged.top
        self._trail.part()
        if self.find_bar.isHidden():
            self._scroll_by(self.find_bar.sizeHint().height())
        self.find_bar.open(words if len(words) <= 40 and "\n" not in words else "")

    def explain_with(self, explain: Callable[[int], Explanation | None]) -> None:
        """Let the tooltip of a figure tell why it was read so; ``explain`` takes its start."""

        def tell(span: Span) -> str:
            shown = (span, *self.view.underlay.marks.figures_under(span))
            told = [tip(each, explain(each.start) if each.kind == "metric" else None) for each in shown]
            reread = [each for each in self.view.underlay.rewords if each.start < span.end and each.end > span.start]
            return "<hr>".join((*told, *(reworded(self._report, each) for each in reread if self._report)))

        self.view.tell = self.paged.sheets.tell = tell

    def pointed_at(self) -> Span | None:
        """Give the mark under the mouse."""
        for view in (self.view, self.paged.sheets):
            port = view.viewport()
            if port.underMouse():
                return view.span_at(port.mapFromGlobal(QCursor.pos()))
        return None

    def selection(self) -> tuple[int, int] | None:
        """Give the selected run of the text."""
        return self.view.selection()

    def copy_cited(self) -> None:
        """Put the selected words on the clipboard, with a line that says where they stand."""
        run = self.selection()
        if run is not None and self._report is not None:
            QGuiApplication.clipboard().setText(cited(self._report, *run))
            self.quoted.emit()

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
        return {"at": self.paged.top, "zoom": self._zoom, "hidden": ",".join(hidden), **self.paged.place()}

    def restore(self, place: dict[str, str | int | float | bool]) -> None:
        """Go to where the reader was; what is missing or unknown is left as it is."""
        self.set_zoom(int(place.get("zoom", self._zoom)))
        hidden = str(place.get("hidden", "")).split(",")
        for layer in LAYERS:
            self.set_layer(layer, layer not in hidden)
        self.paged.restore(place)
        self.paged.scroll_to(int(place.get("at", 0)))

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
        setting = page.Setting(self._report, zoom)
        self.view.set_page(self._report.text, setting, page.measure(zoom))
        setting.document.documentLayout().documentSizeChanged.connect(self._on_marks_moved)
        self._on_marks_moved()

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

    def _travel(self, place: int) -> None:
        self.view.focus_on(None, flash=False)
        self.paged.scroll_to(place)
        self._show_history()

    def _show_history(self) -> None:
        self.back_action.setEnabled(self._trail.can_go_back)
        self.forward_action.setEnabled(self._trail.can_go_forward)

    def _show_other_marks(self) -> None:
        """Paint the marks that are shown now, and count hits anew where they decide."""
        self.paged.paint_anew()
        self._on_marks_moved()
        self.find_bar.marks_changed()

    def _marked(self, start: int, end: int) -> bool:
        """Tell whether a run touches a mark that is shown."""
        return any(True for _ in self.view.underlay.marks.between(start, end))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave a narrow page to the text: beside the outline it would have a dozen signs on a line."""
        super().resizeEvent(event)
        if self.width() < theme.px(_LEAST_WITH_OUTLINE):
            if self.isVisible() and not self._left.isHidden():
                self.splitter.fold(self._left, self._roomy)
            return
        if self._left.isHidden():
            self.splitter.unfold(self._left)
        self._roomy = self.splitter.kept()

    def _on_settled(self) -> None:
        """Bring outline and strip in line with what the page has come to."""
        self.outline.follow(self.paged.reading_at())
        if not self.view.is_set:
            return
        if self._strip_due:
            self._strip_due = False
            self.strip.show_marks(self.view.underlay, self.view.laid.shares)
        self.place_changed.emit()

    def _on_marks_moved(self) -> None:
        """Let the strip show before long that other marks, or the same ones elsewhere, stand on the page."""
        self._strip_due = True
        self._settle.start()

    def _on_scrolled(self) -> None:
        self._settle.start()

    def _on_found(self, runs: list[tuple[int, int]]) -> None:
        self.view.underlay.hits = runs
        self.paged.paint_anew()
        self.strip.show_hits(runs, self.view.laid.shares)
        self.find_bar.go_near(self._find_from)

    def _on_went(self, start: int, end: int) -> None:
        self.jump(start, end, flash=False, kind="find")

    def _on_strip_grabbed(self) -> None:
        """Remember the place that the strip leads away from."""
        self._trail.leave(self.paged.top)
        self._show_history()

    def _on_find_closed(self) -> None:
        self._scroll_by(-self.find_bar.sizeHint().height())
        self.view.focus_on(None, flash=False)
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _scroll_by(self, pixels: int) -> None:
        """Let the lines stay where they are when the page begins lower or higher by so many pixels."""
        bar = self.view.verticalScrollBar()
        bar.setValue(bar.value() + pixels)

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
        self.paged.mark_clicked.connect(self.mark_clicked)
        self.paged.selection_made.connect(self.selection_made)
        self.paged.moved.connect(self._on_scrolled)
        self.paged.changed.connect(self.place_changed)
        self.paged.left.connect(self._on_strip_grabbed)
        self.paged.sheets.travel_asked.connect(self.travel)
        self.view.zoom_asked.connect(self._on_zoom_asked)
        self.view.travel_asked.connect(self.travel)
        self.view.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self.outline.chosen.connect(self.jump)
        self.beside.chosen.connect(self.jump)
        self.strip.grabbed.connect(self._on_strip_grabbed)
        self.strip.asked.connect(self.view.scroll_to_share)
        self.find_bar.found.connect(self._on_found)
        self.find_bar.went.connect(self._on_went)
        self.find_bar.closed.connect(self._on_find_closed)
        theme.changed.connect(self._retypeset)

    def _left_side(self) -> QWidget:
        """Put the outline over what is told beside the page, under the choice of a document where there are several."""
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.parts)
        column.addWidget(self.paged.tabs)
        column.addWidget(self.paged.stacked(self.outline), 1)
        column.addWidget(self.beside)
        return side

    def _lay_out(self) -> None:
        """Put outline, page and strip side by side, the find bar above the page."""
        reading = QWidget()
        column = QVBoxLayout(reading)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.paged.mode_bar)
        column.addWidget(self.find_bar)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.paged.halves, 1)
        row.addWidget(self.margin)
        row.addWidget(self.strip)
        column.addLayout(row)
        self.reading = Splitter(Qt.Orientation.Vertical)
        self.reading.addWidget(reading)
        self.reading.addWidget(self.companion)
        self.splitter = Splitter(Qt.Orientation.Horizontal)
        self._left = self._left_side()
        self.splitter.addWidget(self._left)
        self.splitter.addWidget(self.reading)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.ask((theme.px(OUTLINE_WIDTH), 10_000))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.splitter)
