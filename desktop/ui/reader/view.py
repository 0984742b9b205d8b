"""The page itself: a read-only text view that paints marks beneath the words of the visible range."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QTimer, QVariantAnimation, Signal
from PySide6.QtGui import (
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
    QTextCursor,
    QTextDocument,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QFrame, QTextEdit, QWidget

from desktop.ui import theme
from desktop.ui.keys import goes_back_or_forward
from desktop.ui.reader.hover import Hover
from desktop.ui.reader.layout import PageLayout
from desktop.ui.reader.marks import Span
from desktop.ui.reader.page import MARGIN, Setting
from desktop.ui.reader.positions import Positions
from desktop.ui.reader.tips import tip
from desktop.ui.reader.underlay import Run, Underlay

if TYPE_CHECKING:
    from collections.abc import Callable

_FLASH_MS = 1600
_BAR_X = MARGIN - 13
_SHORT = 24
_AT_ONCE = 30_000
"""Characters that are set before a report is shown: some fifty screens."""
_SLICE, _BETWEEN_MS = 0.012, 4
_MOVES = (
    Qt.Key.Key_Left,
    Qt.Key.Key_Right,
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
)


class ReadingView(QTextEdit):
    """Show a typeset report. Every offset that goes in or out is a code point of the report's text."""

    mark_clicked = Signal(str, int, int)
    pointed = Signal(int)
    selection_made = Signal(int, int)
    zoom_asked = Signal(int)
    page_set = Signal()
    travel_asked = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "page")
        self.setReadOnly(True)
        self.setCursorWidth(2)
        self.setUndoRedoEnabled(False)
        self.setAcceptDrops(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.viewport().setMouseTracking(True)
        # What paints its own ground can be scrolled as it stands: only the lines that come into sight are painted.
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.underlay = Underlay()
        self.tell: Callable[[Span], str] = tip
        Hover(self)
        self._text = ""
        self.laid = PageLayout(self.document(), Positions())
        self._setting: Setting | None = None
        self._slices = QTimer(self)
        self._slices.setSingleShot(True)
        self._slices.setInterval(_BETWEEN_MS)
        self._slices.timeout.connect(self._on_slice)
        self._page: QTextDocument | None = None
        self._page_width = 600
        self._glow = QVariantAnimation(self)
        self._glow.setDuration(_FLASH_MS)
        self._glow.setStartValue(1.0)
        self._glow.setEndValue(0.0)
        self._glow.valueChanged.connect(self.viewport().update)
        self._pressed_at = QPoint()
        self._top = 0
        self._settling = False
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self.verticalScrollBar().rangeChanged.connect(self._on_range)

    @property
    def top(self) -> int:
        """Give the offset of the first line in sight."""
        return self._top

    @property
    def is_set(self) -> bool:
        """Tell whether all of the report is on the page."""
        return self._setting is None or self._setting.done

    def set_page(self, text: str, setting: Setting, page_width: int) -> None:
        """Show a report at its beginning; what is not set yet follows by itself. ``page_width`` counts its margins."""
        self._settling = True
        setting.go_on(until=_AT_ONCE)
        document = setting.document
        document.setParent(self)
        self.laid = PageLayout(document, setting.positions)
        self._text, self._setting, self._page_width = text, setting, page_width
        self._top = 0
        self._centre_page()
        setting.even_titles(self.viewport().width())
        self.setDocument(document)
        if self._page is not None:
            self._page.deleteLater()
        self._page = document
        self._settling = False
        self.verticalScrollBar().setValue(0)
        if not setting.done:
            self._slices.start()

    def focus_on(self, run: Run | None, *, flash: bool) -> None:
        """Frame a place, and let it light up for a moment."""
        self.underlay.focus = run
        self._glow.stop()
        if run is not None and flash:
            self._glow.start()
        self.viewport().update()

    def reveal(self, start: int, end: int) -> None:
        """Scroll so that a place stands in the upper third, unless it is in sight already."""
        self._reach(end)
        self.document().documentLayout().documentSize()
        rects = self.laid.lines(start, end)
        if not rects:
            return
        bar, height = self.verticalScrollBar(), self.viewport().height()
        top, bottom = rects[0].top(), rects[-1].bottom()
        if top >= bar.value() + 4 and min(bottom, top + height * 0.6) <= bar.value() + height - 4:
            return
        bar.setValue(round(top - height * 0.28))

    def scroll_to(self, offset: int) -> None:
        """Put the line of a code point at the top; one beyond the text means its end."""
        self._reach(offset)
        positions = self.laid.positions
        offset = min(offset, positions.offset(positions.position(offset)))
        if offset > 0:
            # Only what is laid out can be scrolled to; at the beginning the rest may come after the first paint.
            self.document().documentLayout().documentSize()
            rects = self.laid.lines(offset, offset + 1)
            self.verticalScrollBar().setValue(round(rects[0].top()) - 4 if rects else 0)
        else:
            self.verticalScrollBar().setValue(0)
        self._top = max(0, offset)

    def height_of(self, offset: int) -> float:
        """Tell how far below the viewport's top the line of an offset stands; above it is negative."""
        rects = self.laid.lines(offset, offset + 1)
        return (rects[0].top() if rects else 0.0) - self.verticalScrollBar().value()

    def scroll_to_share(self, share: float) -> None:
        """Bring a share of the page's height, 0 to 1, to the middle."""
        self.verticalScrollBar().setValue(round(share * self.laid.height - self.viewport().height() / 2))

    def selection(self) -> Run | None:
        """Give what is selected, None if nothing of the text is."""
        cursor = self.textCursor()
        start = self.laid.positions.offset(cursor.selectionStart())
        end = self.laid.positions.end_offset(cursor.selectionEnd())
        return (start, end) if cursor.hasSelection() and start < end else None

    def select(self, start: int, end: int) -> None:
        """Select a run of the text without scrolling."""
        self._reach(end)
        first, last = self.laid.positions.span(start, end)
        cursor = QTextCursor(self.document())
        cursor.setPosition(first)
        cursor.setPosition(last, QTextCursor.MoveMode.KeepAnchor)
        at = self.verticalScrollBar().value()
        self.setTextCursor(cursor)
        self.verticalScrollBar().setValue(at)

    def span_at(self, point: QPoint) -> Span | None:
        """Give the mark under a point of the viewport."""
        place = self._place_of(point)
        for offset in self.laid.hit(place):
            span = self.underlay.marks.at(offset)
            if span is not None and any(rect.contains(place) for rect in self.laid.rects(span.start, span.end)):
                return span
        return None

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint grounds, cues, bars and the focus of the lines that are wanted, then the words above them."""
        wanted = event.rect()
        painter = QPainter(self.viewport())
        painter.fillRect(wanted, theme.colour("pane"))
        scrolled = self.verticalScrollBar().value()
        painter.translate(0, -scrolled)
        flashing = self._glow.state() is QVariantAnimation.State.Running
        glow = float(self._glow.currentValue()) if flashing else 0.0
        # Cues reach beyond their words: those of the lines before and after are painted, too.
        beyond = 2 * QFontMetrics(self.document().defaultFont()).height()
        run = self.laid.between(scrolled + wanted.top() - beyond, scrolled + wanted.bottom() + 1 + beyond)
        self.underlay.paint(painter, run, self.laid.rects, _BAR_X, glow)
        painter.end()
        super().paintEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the page centred and the same line on top."""
        top = self._top
        self._settling = True
        self._centre_page()
        if self._setting is not None:
            self._setting.even_titles(self.viewport().width())
        super().resizeEvent(event)
        self._settling = False
        if event.size().width() != event.oldSize().width() and top:
            self.scroll_to(top)

    def showEvent(self, event: QShowEvent) -> None:
        """Stand where one was sent before the window had its size; at its first show a text view goes to its caret."""
        top = self._top
        super().showEvent(event)
        self.scroll_to(top)

    def event(self, event: QEvent) -> bool:
        """Leave to the window's shortcuts what is not for reading; wheel and mouse beside the page count as on it."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and not _is_for_reading(event):
            event.ignore()
            return False
        if isinstance(event, QWheelEvent):
            self.wheelEvent(event)
            return True
        if isinstance(event, QMouseEvent):
            place = QPointF(self.viewport().mapFrom(self, event.position().toPoint()))
            inside = QMouseEvent(
                event.type(), place, event.globalPosition(), event.button(), event.buttons(), event.modifiers()
            )
            # Not sent: what the page leaves alone, as the right button, would come up to here again, and for ever.
            handled = self.viewportEvent(inside)
            event.setAccepted(inside.isAccepted())
            return handled
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move and select by keyboard; what means nothing to a page goes on to the window."""
        if _is_plain(event):
            event.ignore()
            return
        before = self.selection()
        super().keyPressEvent(event)
        after = self.selection()
        if after is not None and after != before:
            self.selection_made.emit(*after)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where a click begins; the side buttons mean back and forward."""
        if goes_back_or_forward(event):
            self.travel_asked.emit(event.button() is Qt.MouseButton.BackButton)
            return
        self._pressed_at = event.position().toPoint()
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tell a click on a mark or a word from a selection."""
        super().mouseReleaseEvent(event)
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        run = self.selection()
        if run is not None:
            self.selection_made.emit(*run)
            return
        point = event.position().toPoint()
        if (point - self._pressed_at).manhattanLength() < QApplication.startDragDistance():
            span, hit = self.span_at(point), self.laid.hit(self._place_of(point))
            if span is not None:
                self.mark_clicked.emit(span.kind, span.names, span.start)
            elif hit:
                self.pointed.emit(hit[0])

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show a hand over what is there to be clicked; long marks are text to be selected as well."""
        super().mouseMoveEvent(event)
        if not event.buttons():
            span = self.span_at(event.position().toPoint())
            short = span is not None and span.end - span.start < _SHORT
            self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if short else Qt.CursorShape.IBeamCursor)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll, or with Ctrl ask for another zoom."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            turned = event.angleDelta().y()
            if turned:
                self.zoom_asked.emit(10 if turned > 0 else -10)
            event.accept()
            return
        super().wheelEvent(event)

    def createMimeDataFromSelection(self) -> QMimeData:
        """Copy the report's own text, not what the view makes of it."""
        data = QMimeData()
        run = self.selection()
        if run is not None:
            data.setText(self._text[run[0] : run[1]])
        return data

    def visible_run(self) -> Run:
        """Give the offsets around what is in sight."""
        top = self.verticalScrollBar().value()
        return self.laid.between(top, top + self.viewport().height())

    def reading_at(self) -> int:
        """Give the offset where the eye rests: a third down the page, or what was jumped to while it is in sight."""
        start, end = self.visible_run()
        focus = self.underlay.focus
        if focus is not None and start <= focus[0] < end:
            return focus[0]
        top = self.verticalScrollBar().value()
        return self.laid.nearest(QPointF(0, top + (self.viewport().height() * 0.3 if top else 0)))

    def _place_of(self, point: QPoint) -> QPointF:
        return QPointF(point) + QPointF(0, self.verticalScrollBar().value())

    def _on_scrolled(self) -> None:
        if not self._settling and self.isVisible():
            top = self.verticalScrollBar().value()
            self._top = self.laid.nearest(QPointF(0, top)) if top > 0 else 0

    def _on_range(self, _: int, most: int) -> None:
        """Show no handle where all is in sight; the bar keeps its room, so that the page stays where it is."""
        bar, idle = self.verticalScrollBar(), most == 0
        if bar.property("idle") is not idle:
            bar.setProperty("idle", idle)
            theme.restyle(bar)

    def _reach(self, offset: int) -> None:
        """Set the page as far as an offset that is wanted now."""
        if self._setting is not None and not self._setting.done and offset >= self._setting.reached:
            self._setting.go_on(until=offset)

    def _on_slice(self) -> None:
        """Set a little more, and let the window breathe."""
        if self._setting is not None and not self._setting.done:
            self._setting.go_on(seconds=_SLICE)
            # Laid out at once: left to itself, the layout comes in steps of 200,000 characters.
            self.document().documentLayout().documentSize()
            self._slices.start()
        else:
            self.page_set.emit()

    def _centre_page(self) -> None:
        """Set the margins beside the page; a window narrower than the page gets it all."""
        room = self.width() - self.verticalScrollBar().sizeHint().width()
        left = max(0, (room - self._page_width) // 2)
        wanted = self.viewportMargins()
        wanted.setLeft(left)
        wanted.setRight(max(0, room - self._page_width - left))
        if wanted != self.viewportMargins():
            self.setViewportMargins(wanted)


def _is_for_reading(event: QKeyEvent) -> bool:
    """Tell a key that moves, selects or copies; undo, Enter and Delete mean the review, never the page."""
    if event.matches(QKeySequence.StandardKey.Copy) or event.matches(QKeySequence.StandardKey.SelectAll):
        return True
    return event.key() in _MOVES and not event.modifiers() & Qt.KeyboardModifier.AltModifier


def _is_plain(event: QKeyEvent) -> bool:
    """Tell a key that writes a character, alone or with Shift."""
    with_keys = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
    return not with_keys and bool(event.text()) and event.text().isprintable()
