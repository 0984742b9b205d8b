"""标记报告 on pages: the report's text with its marks, and beside them, in the margin, what they say."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFont,
    QFontMetricsF,
    QPageLayout,
    QPageSize,
    QPaintDevice,
    QPainter,
    QPalette,
    QPdfWriter,
    QPen,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)

from desktop.model.report import Block, BlockKind, Report
from desktop.sheets.dossier import Dossier
from desktop.sheets.flow import FANG
from desktop.sheets.marked import Layer, Marked, by_block, marks, pieces
from desktop.sheets.pages import printable

_BODY = 0.68
"""The share of a page's width that the text has; the notes have the rest."""
_LEAD, _SHOWN, _LONGEST = 0.05, 8, 400
MARGIN_PT, _RESOLUTION = 170, 300
_EXACT = QPageSize.SizeMatchPolicy.ExactMatch
_TEXT_PT, _NOTE_PT = 11.0, 7.5
_GROUND = {Layer.EVIDENCE: "#fff0b3", Layer.PROBLEM: "#fbdcd6", Layer.MEASURE: "#d9efd8", Layer.BLANK: "#eeeeee"}
_LINE = {
    Layer.FINDING: (QTextCharFormat.UnderlineStyle.WaveUnderline, "#c01c28"),
    Layer.DEFECT: (QTextCharFormat.UnderlineStyle.DotLine, "#8a4b00"),
    Layer.METRIC: (QTextCharFormat.UnderlineStyle.SingleUnderline, "#1a5fb4"),
    Layer.REWORDED: (QTextCharFormat.UnderlineStyle.DashUnderline, "#613583"),
}
TOLD = (Layer.EVIDENCE, Layer.PROBLEM, Layer.MEASURE, Layer.FINDING, Layer.DEFECT, Layer.REWORDED)
"""The layers that have a note; figures and blanks are marked alone, for there are too many of them."""


@dataclass(frozen=True)
class Note:
    """What is said beside a mark: the page it is on, counted from 0, how far down, the marked words, what is said."""

    page: int
    y: float
    quote: str
    says: str


@dataclass(frozen=True)
class Placed:
    """A note in the margin; ``y`` is where its mark is, None where that is on an earlier page."""

    box: QRectF
    says: str
    y: float | None


class Margin:
    """The notes of each page stacked beside their marks; ``pages`` goes on past the last where they need more."""

    def __init__(
        self, notes: Iterable[Note], left: float, width: float, heights: Sequence[float], device: QPaintDevice
    ) -> None:
        """Stack them between ``left`` and its ``width``; what a page has no room for stands on the next."""
        self._font, self._point = _font(_NOTE_PT), device.logicalDpiY() / 72
        metrics = QFontMetricsF(self._font, device)
        self._start = left - _LEAD * width
        self.pages: list[list[Placed]] = [[] for _ in heights]
        bottoms = [0.0] * len(heights)
        for note in notes:
            page, says, y = note.page, note.says, note.y
            while True:
                tall = metrics.boundingRect(QRectF(0, 0, width, 1e6), _WRAPPED, says).height()
                height = heights[min(page, len(heights) - 1)]
                if page == len(bottoms):
                    bottoms.append(0.0)
                    self.pages.append([])
                top = bottoms[page]
                if page == note.page:
                    top = max(top, min(y, height - tall))
                if top + tall <= height or not top:
                    break
                page, says = page + 1, f"（第{note.page + 1}页“{note.quote[:_SHOWN]}”）{note.says}"
            bottoms[page] = top + tall + metrics.height() * 0.4
            self.pages[page].append(Placed(QRectF(left, top, width, tall), says, y if page == note.page else None))

    def paint(self, painter: QPainter, page: int, begins: float) -> None:
        """Paint the notes of a page, each with a line that leads to its mark; the lines begin at ``begins``."""
        painter.save()
        painter.setFont(self._font)
        painter.setPen(QPen(QColor("#888888"), 0.5 * self._point))
        for note in self.pages[page]:
            if note.y is not None:
                end = QPointF(self._start, note.box.top() + self._point * _NOTE_PT * 0.6)
                painter.drawLine(QPointF(begins, note.y), end)
                painter.drawLine(end, QPointF(note.box.left(), end.y()))
        painter.setPen(QColor("#222222"))
        for note in self.pages[page]:
            painter.drawText(note.box, _WRAPPED, note.says)
        painter.restore()


def beside(sizes: Sequence[tuple[float, float]], notes: Iterable[Note]) -> bytes:
    """Give a PDF file of the margins of other pages: ``sizes`` in points without the margin, heights of notes too.

    Each of its pages is as large as the other with its margin of ``MARGIN_PT``; what has no room follows on more pages.
    """
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    device = QPdfWriter(buffer)
    device.setResolution(_RESOLUTION)
    pixel = _RESOLUTION / 72
    notes = [Note(n.page, n.y * pixel, n.quote, n.says) for n in notes]
    # notes begin at one place down all pages, which seldom differ in size; a wider one keeps its own edge clear
    edge = max(width for width, _ in sizes) * pixel
    room = MARGIN_PT * pixel
    margin = Margin(notes, edge + room * 0.08, room * 0.88, [height * pixel for _, height in sizes], device)
    painter = QPainter()
    for number in range(len(margin.pages)):
        _, height = sizes[min(number, len(sizes) - 1)]
        size = QPageSize(QSizeF(edge / pixel + MARGIN_PT, height), QPageSize.Unit.Point, "", _EXACT)
        device.setPageLayout(QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF()))
        if number:
            device.newPage()
        elif not painter.begin(device):
            raise OSError("the device cannot be painted on")
        margin.paint(painter, number, sizes[min(number, len(sizes) - 1)][0] * pixel)
    painter.end()
    buffer.close()
    return bytes(held.data())


class Annotated:
    """A report with notes, laid out on pages of one size; ``pages`` are as many as text and notes need."""

    def __init__(self, dossier: Dossier, width: float, height: float, device: QPaintDevice) -> None:
        """Write the report with its marks, then place the notes; the text is filled once its page is known."""
        self._dossier, self._width, self._height = dossier, width, height
        self._text = text = QTextDocument()
        text.setUndoRedoEnabled(False)
        text.setDocumentMargin(0)
        text.setDefaultFont(_font(_TEXT_PT))
        text.documentLayout().setPaintDevice(device)
        text.setPageSize(QSizeF(width * _BODY, height))
        noted = list(self._fill())
        count = text.pageCount()
        self._begins = width * _BODY
        left = width * (_BODY + 0.03)
        notes = [self._note(position, mark, device) for position, mark in noted]
        self._margin = Margin(notes, left, width - left, [height] * count, device)
        self.pages = self._margin.pages

    def paint(self, painter: QPainter, page: int) -> None:
        """Paint one page."""
        if page < self._text.pageCount():
            painter.save()
            seen = QRectF(0, page * self._height, self._text.pageSize().width(), self._height)
            painter.translate(0, -seen.top())
            painter.setClipRect(seen)
            context = QAbstractTextDocumentLayout.PaintContext()
            context.clip = seen
            context.palette = _on_paper()
            self._text.documentLayout().draw(painter, context)
            painter.restore()
        self._margin.paint(painter, page, self._begins)

    def _fill(self) -> Iterator[tuple[int, Marked]]:
        """Write the report with its marks; gives where in the document each note belongs."""
        cursor = QTextCursor(self._text)
        found = marks(self._dossier)
        report = self._dossier.examination.report
        told: set[int] = set()
        cursor.beginEditBlock()
        fresh = True
        for block, within in zip(report.blocks, by_block(self._dossier, found), strict=True):
            if block.kind is BlockKind.TABLE:
                continue
            if fresh:
                cursor.setBlockFormat(_shape(block))
            else:
                cursor.insertBlock(_shape(block))
            fresh = False
            for first, last, over in pieces(block.start, block.end, within):
                for number in over:
                    if number not in told and found[number].layer in TOLD:
                        yield cursor.position(), found[number]
                        told.add(number)
                layers = {found[number].layer for number in over}
                words = printable(report.shows(first, last)).replace("\t", "　｜　")
                cursor.insertText(words, _format(block, layers))
        cursor.endEditBlock()

    def _note(self, position: int, mark: Marked, device: QPaintDevice) -> Note:
        """Find out on which page a mark came to stand, and where on it."""
        layout = self._text.documentLayout()
        block = self._text.findBlock(position)
        line = block.layout().lineForTextPosition(position - block.position())
        page, y = divmod(layout.blockBoundingRect(block).top() + line.y(), self._height)
        report = self._dossier.examination.report
        return note(report, mark, int(page), y + device.logicalDpiY() / 72 * _TEXT_PT)


def note(report: Report, mark: Marked, page: int, y: float) -> Note:
    """Make the note of a mark."""
    return Note(page, y, printable(report.reads(mark.start, mark.end)), f"{mark.layer}：{said(mark)}")


def said(mark: Marked) -> str:
    """Give what a note says; what would fill a page by itself is cut."""
    says = printable(mark.says)
    return says if len(says) <= _LONGEST else f"{says[:_LONGEST]}…"


def _on_paper() -> QPalette:
    """Give the colours of paper: those of a program in its dark theme would write white on white."""
    palette = QPalette()
    palette.setColor(QPalette.ColorRole.Text, Qt.GlobalColor.black)
    return palette


_WRAPPED = Qt.TextFlag.TextWrapAnywhere | Qt.AlignmentFlag.AlignLeft


def _font(points: float) -> QFont:
    font = QFont(list(FANG))
    font.setPointSizeF(points)
    return font


def _shape(block: Block) -> QTextBlockFormat:
    """Shape a paragraph."""
    shape = QTextBlockFormat()
    shape.setLineHeight(150, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    if block.level == 0:
        shape.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    return shape


def _format(block: Block, layers: set[Layer]) -> QTextCharFormat:
    """Choose how marked words look: grounds for what is said, lines for what is counted."""
    made = QTextCharFormat()
    made.setFont(_font(_TEXT_PT + 4 if block.level == 0 else _TEXT_PT))
    if block.kind is BlockKind.HEADING:
        made.setFontWeight(QFont.Weight.Bold)
    for layer, colour in _GROUND.items():
        if layer in layers:
            made.setBackground(QColor(colour))
            break
    for layer, (line, colour) in _LINE.items():
        if layer in layers:
            made.setUnderlineStyle(line)
            made.setUnderlineColor(QColor(colour))
            break
    return made
