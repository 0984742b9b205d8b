"""原页: the pages of the report as they were printed, with the same marks drawn over them."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt, QVariantAnimation, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QFrame, QWidget

from desktop.desk.pictures import PagePictures
from desktop.model.pages import Pages
from desktop.model.report import Report
from desktop.ui import theme
from desktop.ui.keys import goes_back_or_forward
from desktop.ui.reader.hover import Hover
from desktop.ui.reader.marks import Span
from desktop.ui.reader.picture import dim, draw, paint_words
from desktop.ui.reader.stack import GAP, PageStack
from desktop.ui.reader.tips import tip
from desktop.ui.reader.underlay import Run, Underlay

if TYPE_CHECKING:
    from collections.abc import Callable

ZOOM_LEAST, ZOOM_MOST = 40, 400
_FLASH_MS = 1600
_SHORT = 24
_BAR_X = 5
_CUE = 2


class SheetView(QAbstractScrollArea):
    """Show printed pages one below the other. Every offset that goes in or out is a code point of the report's text."""

    mark_clicked = Signal(str, int, int)
    pointed = Signal(int)
    selected = Signal(int, int)
    moved = Signal()
    zoomed = Signal()
    travel_asked = Signal(bool)

    def __init__(self, underlay: Underlay, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "sheets")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(self.tr("原页"))
        self.setAccessibleDescription(self.tr("上下键和翻页键滚动，Ctrl+加减号缩放"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.viewport().setMouseTracking(True)
        # It paints its own ground: nothing behind it is painted first.
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.underlay = underlay
        self.tell: Callable[[Span], str] = tip
        Hover(self)
        self._pictures: PagePictures | None = None
        self._text = ""
        self._stack = PageStack(Pages(sheets=()), 0, 100)
        self._zoom = 100
        self._selection: Run | None = None
        self._pressed: tuple[QPoint, int | None] = (QPoint(), None)
        self._glow = QVariantAnimation(self)
        self._glow.setDuration(_FLASH_MS)
        self._glow.setStartValue(1.0)
        self._glow.setEndValue(0.0)
        self._glow.valueChanged.connect(self.viewport().update)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self.horizontalScrollBar().valueChanged.connect(self.viewport().update)
        theme.changed.connect(self.viewport().update)

    @property
    def zoom(self) -> int:
        """Give the zoom in percent of a page as wide as the view."""
        return self._zoom

    @property
    def pages(self) -> Pages:
        """Give the pages that are shown."""
        return self._stack.pages

    @property
    def page(self) -> int:
        """Give the page that the eye rests on, counted from 1; 0 where there is none."""
        return self._stack.page_at(self.verticalScrollBar().value() + self.viewport().height() * 0.3)

    @property
    def top(self) -> int:
        """Give the offset of the first line in sight."""
        first = self._stack.first_below(self.verticalScrollBar().value())
        return len(self._text) if first is None else first

    def draw_with(self, pictures: PagePictures) -> None:
        """Take pages' pictures from here."""
        self._pictures = pictures
        pictures.drawn.connect(self.viewport().update)

    def show_report(self, report: Report) -> None:
        """Show a report's pages from the first."""
        self._text = report.text
        self._selection = None
        self._lay_out(report.pages or Pages(sheets=()))
        self.verticalScrollBar().setValue(0)
        self.viewport().update()

    def set_zoom(self, percent: int) -> None:
        """Show pages larger or smaller; the line on top stays."""
        percent = max(ZOOM_LEAST, min(ZOOM_MOST, percent))
        if percent != self._zoom:
            top = self.top
            self._zoom = percent
            self._lay_out()
            self.scroll_to(top)
            self.zoomed.emit()

    def select(self, run: Run | None) -> None:
        """Show what is selected."""
        self._selection = run
        self.viewport().update()

    def scroll_to(self, offset: int) -> None:
        """Put the line of a code point at the top."""
        for page, rect in self._stack.places(offset, offset + 1):
            self.verticalScrollBar().setValue(round(rect.top()) - 4 if page > 1 or rect.top() > GAP * 8 else 0)
            return
        held = self.pages.page_of(offset)
        if held is not None:
            self.go_to_page(held)

    def go_to_page(self, page: int) -> None:
        """Put a page, counted from 1, at the top."""
        if 1 <= page <= len(self.pages.sheets):
            self.verticalScrollBar().setValue(round(self._stack.rect(page).top()) - GAP // 2)

    def reveal(self, start: int, end: int, *, flash: bool) -> None:
        """Scroll so that a place stands in the upper third, unless it is in sight already; it may light up."""
        rects = [rect for _, rect in self._stack.places(start, end)]
        self._glow.stop()
        if flash:
            self._glow.start()
        self.viewport().update()
        if not rects:
            return
        bar, height = self.verticalScrollBar(), self.viewport().height()
        top, bottom = rects[0].top(), rects[0].bottom()
        if not (top >= bar.value() + 4 and bottom <= bar.value() + height - 4):
            bar.setValue(round(top - height * 0.28))
        across, width = self.horizontalScrollBar(), self.viewport().width()
        if not (rects[0].left() >= across.value() and rects[0].right() <= across.value() + width):
            across.setValue(round(rects[0].left() - width * 0.2))

    def span_at(self, point: QPoint) -> Span | None:
        """Give the mark under a point of the viewport."""
        at = self.offset_at(point)
        return None if at is None else self.underlay.marks.at(at)

    def offset_at(self, point: QPoint, *, near: bool = False) -> int | None:
        """Find the character under a point of the viewport, or the one nearest to it."""
        return self._stack.offset_at(QPointF(point) + self._scrolled, near=near)

    # Qt

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the pages in sight: marks as in the text, and over them the page's picture, whose white shows them."""
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), theme.colour("window"))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        seen = self._in_sight()
        self._want(seen)
        for page in seen:
            rect = self._page_rect(page)
            painter.save()
            painter.setClipRect(rect)
            painter.fillRect(rect, Qt.GlobalColor.white)
            self._paint_marks(painter, page, rect)
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
            self._paint_sheet(painter, page, rect)
            painter.restore()
            dim(painter, rect)
            painter.setPen(theme.hairline(painter))
            painter.drawRect(rect)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit pages to the width; the line on top stays."""
        top = self.top
        super().resizeEvent(event)
        self._lay_out()
        if event.size().width() != event.oldSize().width():
            self.scroll_to(top)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a click or a selection; the side buttons mean back and forward."""
        if goes_back_or_forward(event):
            self.travel_asked.emit(event.button() is Qt.MouseButton.BackButton)
        elif event.button() is Qt.MouseButton.LeftButton:
            point = event.position().toPoint()
            self._pressed = (point, self.offset_at(point, near=True))
            self.select(None)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Select while the button is down; show a hand over a short mark."""
        point = event.position().toPoint()
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._select_to(point)
            return
        span = self.span_at(point)
        short = span is not None and span.end - span.start < _SHORT
        words = self.offset_at(point) is not None
        shape = Qt.CursorShape.IBeamCursor if words else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if short else shape)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tell a click on a mark or a word from a selection."""
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        if self._selection is not None:
            self.selected.emit(*self._selection)
            return
        point = event.position().toPoint()
        span, at = self.span_at(point), self.offset_at(point)
        if span is not None:
            self.mark_clicked.emit(span.kind, span.names, span.start)
        elif at is not None:
            self.pointed.emit(at)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll, or with Ctrl show pages larger or smaller."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            turned = event.angleDelta().y()
            if turned:
                self.set_zoom(self._zoom + (10 if turned > 0 else -10))
            event.accept()
            return
        super().wheelEvent(event)

    # Within

    def _on_scrolled(self) -> None:
        self.viewport().update()
        self.moved.emit()

    def _lay_out(self, pages: Pages | None = None) -> None:
        """Stack the pages: most of them are as wide as the view."""
        port = self.viewport().size()
        self._stack = PageStack(self.pages if pages is None else pages, port.width(), self._zoom)
        for bar, length, seen in (
            (self.verticalScrollBar(), self._stack.height, port.height()),
            (self.horizontalScrollBar(), self._stack.width, port.width()),
        ):
            bar.setRange(0, max(length - seen, 0))
            bar.setPageStep(seen)
            bar.setSingleStep(40)

    @property
    def _scrolled(self) -> QPointF:
        """Give how far the pages are scrolled."""
        return QPointF(self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    def _page_rect(self, page: int) -> QRectF:
        """Give a page's place in the viewport."""
        return self._stack.rect(page).translated(-self._scrolled)

    def _in_sight(self) -> list[int]:
        """List the pages of which something is in sight."""
        top = self.verticalScrollBar().value()
        return self._stack.between(top, top + self.viewport().height())

    def _want(self, seen: list[int]) -> None:
        """Ask for what is in sight, then for the pages before and after."""
        if self._pictures is not None and seen:
            beside = [page for page in (seen[-1] + 1, seen[0] - 1) if 1 <= page <= len(self.pages.sheets)]
            self._pictures.want("sheets", [(page, self._pixels(page)) for page in (*seen, *beside)])

    def _pixels(self, page: int) -> int:
        return max(round(self._page_rect(page).width() * self.devicePixelRatioF()), 1)

    def _paint_sheet(self, painter: QPainter, page: int, rect: QRectF) -> None:
        """Paint a page's picture; until it is drawn, or where it cannot be, its words as they were read."""
        picture = self._pictures.of(page, self._pixels(page)) if self._pictures else None
        if picture is not None:
            draw(painter, rect, picture, self.pages.sheets[page - 1].skew)
        else:
            paint_words(painter, self._text, self.pages.on(page), rect.topLeft(), self._stack.scale)

    def _paint_marks(self, painter: QPainter, page: int, rect: QRectF) -> None:
        """Paint what the underlay holds of one page."""
        stretches = self.pages.on(page)
        if not stretches:
            return
        scrolled = self._scrolled

        def rects(start: int, end: int) -> list[QRectF]:
            # The cue beneath a mark stands clear of the words, however small they are shown.
            places = (place for at, place in self._stack.places(start, end) if at == page)
            return [place.translated(-scrolled).adjusted(0, -1, 0, _CUE) for place in places]

        if self._selection is not None:
            for place in rects(*self._selection):
                painter.fillRect(place, theme.paper("select"))
        run = (min(stretch.start for stretch in stretches), max(stretch.end for stretch in stretches))
        flashing = self._glow.state() is QVariantAnimation.State.Running
        glow = float(self._glow.currentValue()) if flashing else 0.0
        self.underlay.paint(painter, run, rects, rect.left() + _BAR_X, glow, theme.paper, printed=True)

    def _select_to(self, point: QPoint) -> None:
        """Stretch the selection from where the button went down."""
        begun, start = self._pressed
        if start is None or (point - begun).manhattanLength() < QApplication.startDragDistance():
            return
        end = self.offset_at(point, near=True)
        if end is not None:
            self.select((min(start, end), max(start, end) + 1))
