"""页面: the pages in small, each with the marks that stand on it."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from desktop.desk.pictures import PagePictures
from desktop.model.pages import Pages
from desktop.model.report import Report
from desktop.ui import theme
from desktop.ui.reader.picture import dim, draw
from desktop.ui.reader.underlay import Underlay

_WIDTH, _FOOT, _GAP = 104, 18, 10
_TICK = 4
_LEAST = 2.0


class Thumbnails(QAbstractScrollArea):
    """List pages in small; a click asks to go to one. Every mark is a tick beside its line."""

    asked = Signal(int)

    def __init__(self, underlay: Underlay, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("role", "sheets")
        self.setAccessibleName(self.tr("页面"))
        self.setAccessibleDescription(self.tr("各页的缩图；上下键滚动，单击到那一页"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._underlay = underlay
        self._pictures: PagePictures | None = None
        self._pages = Pages(sheets=())
        self._page = 0
        self.verticalScrollBar().valueChanged.connect(self.viewport().update)
        theme.changed.connect(self.viewport().update)

    def draw_with(self, pictures: PagePictures) -> None:
        """Take pages' pictures from here."""
        self._pictures = pictures
        pictures.drawn.connect(self.viewport().update)

    def show_report(self, report: Report) -> None:
        """Show a report's pages."""
        self._pages = report.pages or Pages(sheets=())
        self._page = 0
        self._lay_out()
        self.verticalScrollBar().setValue(0)
        self.viewport().update()

    def follow(self, page: int) -> None:
        """Frame the page that is looked at, and keep it in sight."""
        if page == self._page:
            return
        self._page = page
        top, bar = (page - 1) * self._step, self.verticalScrollBar()
        if not bar.value() <= top <= bar.value() + self.viewport().height() - self._step:
            bar.setValue(round(top - self.viewport().height() * 0.3))
        self.viewport().update()

    @property
    def _step(self) -> float:
        """How far one page stands below the other: as the highest of them needs."""
        highest = max((sheet.height / sheet.width for sheet in self._pages.sheets), default=1.4)
        return theme.px(_WIDTH) * min(highest, 1.6) + theme.px(_FOOT) + _GAP

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the pages in sight."""
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), theme.colour("window"))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        top, count = self.verticalScrollBar().value(), len(self._pages.sheets)
        first = int(top // self._step)
        seen = range(first + 1, min(count, int((top + self.viewport().height()) // self._step) + 1) + 1)
        pixels = round(theme.px(_WIDTH) * self.devicePixelRatioF())
        if self._pictures is not None and self.isVisible():
            self._pictures.want("thumbs", [(page, pixels) for page in seen])
        for page in seen:
            self._paint_page(painter, page, pixels)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the range in line with the height."""
        super().resizeEvent(event)
        self._lay_out()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Ask for the page under the pointer."""
        page = int((event.position().y() + self.verticalScrollBar().value()) // self._step) + 1
        if event.button() is Qt.MouseButton.LeftButton and 1 <= page <= len(self._pages.sheets):
            self.asked.emit(page)
        else:
            event.ignore()

    def _lay_out(self) -> None:
        bar, height = self.verticalScrollBar(), self.viewport().height()
        bar.setRange(0, max(round(len(self._pages.sheets) * self._step + _GAP - height), 0))
        bar.setPageStep(height)
        bar.setSingleStep(40)

    def _paint_page(self, painter: QPainter, page: int, pixels: int) -> None:
        sheet = self._pages.sheets[page - 1]
        width = theme.px(_WIDTH)
        left = (self.viewport().width() - width) // 2
        top = (page - 1) * self._step + _GAP - self.verticalScrollBar().value()
        rect = QRectF(left, round(top), width, round(min(sheet.height / sheet.width, 1.6) * width))
        painter.fillRect(rect, theme.paper("card"))
        picture = self._pictures.of(page, pixels) if self._pictures else None
        if picture is not None:
            draw(painter, rect, picture, sheet.skew)
        scale = width / sheet.width
        for kind, y, height in self._ticks(page):
            high = max(height * scale, _LEAST)
            painter.fillRect(
                QRectF(rect.right() - _TICK, rect.top() + y * scale, _TICK, high), theme.paper(f"{kind}_line")
            )
        dim(painter, rect)
        looked = page == self._page
        painter.setPen(theme.hairline(painter, "ink" if looked else "line"))
        painter.drawRect(rect)
        if looked:
            painter.drawRect(rect.adjusted(-1, -1, 1, 1))
        painter.setPen(theme.colour("text" if looked else "soft"))
        foot = QRectF(0, rect.bottom() + 2, self.viewport().width(), theme.px(_FOOT))
        painter.drawText(foot, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, str(page))

    def _ticks(self, page: int) -> list[tuple[str, float, float]]:
        """List the marks of a page: kind, upper edge and height, in points."""
        stretches = self._pages.on(page)
        if not stretches:
            return []
        run = (min(stretch.start for stretch in stretches), max(stretch.end for stretch in stretches))
        return [
            (span.kind, box.top, box.bottom - box.top)
            for span in self._underlay.marks.between(*run)
            for at, box in self._pages.boxes(span.start, span.end)
            if at == page
        ]
