"""标记报告 on pages: the report's text with its marks, and beside them, in the margin, what they say."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPen,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)

from desktop.model.report import Block, BlockKind
from desktop.sheets.dossier import Dossier
from desktop.sheets.marked import Layer, Marked, by_block, marks, pieces
from desktop.sheets.pages import printable

BODY = 0.68
"""The share of a page's width that the text has; the notes have the rest."""
_TEXT_PT, _NOTE_PT = 11.0, 7.5
_FAMILIES = ["仿宋_GB2312", "仿宋", "FangSong", "STFangsong", "Noto Serif CJK SC", "WenQuanYi Micro Hei"]
_GROUND = {Layer.EVIDENCE: "#fff0b3", Layer.PROBLEM: "#fbdcd6", Layer.MEASURE: "#d9efd8", Layer.BLANK: "#eeeeee"}
_LINE = {
    Layer.FINDING: (QTextCharFormat.UnderlineStyle.WaveUnderline, "#c01c28"),
    Layer.DEFECT: (QTextCharFormat.UnderlineStyle.DotLine, "#8a4b00"),
    Layer.METRIC: (QTextCharFormat.UnderlineStyle.SingleUnderline, "#1a5fb4"),
}
_TOLD = (Layer.EVIDENCE, Layer.PROBLEM, Layer.MEASURE, Layer.FINDING, Layer.DEFECT)
"""The layers that have a note; figures and blanks are marked alone, for there are too many of them."""


class Annotated:
    """A report with notes; ``fill`` writes it, ``place`` says where its notes stand once it is laid out."""

    def __init__(self, dossier: Dossier) -> None:
        """Find the marks."""
        self._dossier, self._found = dossier, marks(dossier)
        self._notes: list[tuple[int, Marked]] = []
        self._placed: dict[int, list[tuple[float, QRectF, str]]] = {}
        self._font = _font(_NOTE_PT)

    def fill(self, text: QTextDocument) -> None:
        """Write the report with its marks, and keep where each note belongs."""
        self.text = text
        text.setDefaultFont(_font(_TEXT_PT))
        cursor = QTextCursor(text)
        report = self._dossier.examination.report
        told: set[int] = set()
        cursor.beginEditBlock()
        fresh = True
        for block, within in zip(report.blocks, by_block(self._dossier, self._found), strict=True):
            if block.kind is BlockKind.TABLE:
                continue
            if fresh:
                cursor.setBlockFormat(_shape(block))
            else:
                cursor.insertBlock(_shape(block))
            fresh = False
            for first, last, over in pieces(block.start, block.end, within):
                for number in over:
                    if number not in told and self._found[number].layer in _TOLD:
                        self._notes.append((cursor.position(), self._found[number]))
                        told.add(number)
                layers = {self._found[number].layer for number in over}
                words = printable(report.text[first:last]).replace("\t", "　｜　")
                cursor.insertText(words, _format(block, layers))
        cursor.endEditBlock()

    def place(self, room: QRectF, height: float, resolution: float) -> None:
        """Stack the notes of each page beside their marks; where they crowd, they go up, then on to the next page."""
        left = room.width() * (BODY + 0.03)
        width = room.width() - left
        self._scale = resolution
        metrics = QFontMetricsF(self._font, self.text.documentLayout().paintDevice())
        gap = metrics.height() * 0.4
        bottom: dict[int, float] = {}
        layout = self.text.documentLayout()
        for position, mark in self._notes:
            block = self.text.findBlock(position)
            line = block.layout().lineForTextPosition(position - block.position())
            y = layout.blockBoundingRect(block).top() + line.y()
            page = int(y // height)
            says = f"{mark.layer}：{printable(mark.says)}"
            tall = metrics.boundingRect(QRectF(0, 0, width, 1e6), _WRAPPED, says).height()
            top = max(y - page * height, bottom.get(page, 0.0))
            while top + tall > height and page + 1 < self.text.pageCount():
                page, top = page + 1, bottom.get(page + 1, 0.0)
            bottom[page] = top + tall + gap
            self._placed.setdefault(page, []).append((y - page * height, QRectF(left, top, width, tall), says))

    def paint(self, painter: QPainter, page: int) -> None:
        """Paint the notes of a page, each with a line that leads to its mark."""
        painter.save()
        painter.setFont(self._font)
        painter.setPen(QPen(QColor("#888888"), 0.5 * self._scale / 72))
        for y, box, _ in self._placed.get(page, ()):
            end = QPointF(box.left() - box.width() * 0.03, box.top() + self._scale / 72 * _NOTE_PT * 0.6)
            if y >= 0:
                painter.drawLine(QPointF(box.left() * (1 - 0.03), y + self._scale / 72 * _TEXT_PT), end)
        painter.setPen(QColor("#222222"))
        for _, box, says in self._placed.get(page, ()):
            painter.drawText(box, _WRAPPED, says)
        painter.restore()


_WRAPPED = Qt.TextFlag.TextWrapAnywhere | Qt.AlignmentFlag.AlignLeft


def _font(points: float) -> QFont:
    font = QFont(_FAMILIES)
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
