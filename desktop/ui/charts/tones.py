"""各部分说法: what a report says well and badly, a strip of sentences for each section."""

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QPainter, QPen
from PySide6.QtWidgets import QWidget

from desktop.model.chart import Section, Tone
from desktop.ui import theme
from desktop.ui.charts.chart import Chart, Ink, Spot, Swatch, legend, nothing, words

_EDGE, _ROW, _LEGEND, _COUNTS, _HIGH = 16, 40, 26, 96, 13
_LEAST = 3.0
_DOWN = {
    Tone.PROBLEM: ("problem_line", Qt.BrushStyle.SolidPattern),
    Tone.FINDING: ("finding_line", Qt.BrushStyle.DiagCrossPattern),
    Tone.BLANK: ("placeholder_line", Qt.BrushStyle.BDiagPattern),
}

_DRAWN = (Tone.GOOD, Tone.MEASURE, *_DOWN)


class ToneChart(Chart):
    """Draw sentences along a line: what is said well stands above it, what is wrong or open hangs below."""

    def __init__(self, title: str, text: str, sections: tuple[Section, ...], parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self._text, self._sections = text, sections

    def tall(self, width: float) -> float:
        """Be a legend and a row for each section."""
        return theme.px(_LEGEND + _ROW * len(self._sections) + 12)

    def draw(self, painter: QPainter, width: float, ink: Ink) -> tuple[Spot, ...]:
        """Draw row after row."""
        edge = theme.px(_EDGE)
        entries: list[tuple[Swatch, str]] = [(partial(_draw_cell, tone=tone, ink=ink), tone.value) for tone in _DRAWN]
        entries.append((nothing, self.tr("一格一句，长短如原文；线上为好、线下为不足")))
        legend(painter, QRectF(edge, 0, width - 2 * edge, theme.px(_LEGEND)), entries, ink)
        spots: list[Spot] = []
        for at, section in enumerate(self._sections):
            row = QRectF(edge, theme.px(_LEGEND + _ROW * at), width - 2 * edge, theme.px(_ROW))
            spots += self._draw_row(painter, row, section, ink)
        return tuple(spots)

    def _draw_row(self, painter: QPainter, row: QRectF, section: Section, ink: Ink) -> Iterable[Spot]:
        """Draw title, strip and counts of one section; what says something can be gone to."""
        name = QRectF(row.left(), row.top(), row.width() * 0.36, row.height())
        words(painter, name, section.title, ink("text"), theme.font(13))
        counts = QRectF(row.right() - theme.px(_COUNTS), row.top(), theme.px(_COUNTS), row.height())
        bad = sum(section.count(tone) for tone in _DOWN)
        told = f"＋{section.count(Tone.GOOD)}　－{bad}"
        words(painter, counts, told, ink("text"), side=Qt.AlignmentFlag.AlignRight)
        left, middle = name.right() + 12, row.center().y()
        room = counts.left() - 12 - left
        sizes = [sentence.end - sentence.start for sentence in section.sentences]
        share = max(0.0, room - _LEAST * len(sizes)) / max(1, sum(sizes))
        painter.fillRect(QRectF(left, middle - 0.5, room, 1), ink("grip"))
        x = left
        for sentence, size in zip(section.sentences, sizes, strict=True):
            width = min(_LEAST, room / len(sizes)) + size * share
            cell = QRectF(x, middle - theme.px(_HIGH), max(1.0, width - 1), 2 * theme.px(_HIGH))
            x += width
            if sentence.tone is not Tone.PLAIN:
                _draw_cell(painter, cell, sentence.tone, ink)
                quote = " ".join(self._text[sentence.start : sentence.end].split())
                yield Spot(cell, f"{sentence.tone.value}：{quote}", (sentence.start, sentence.end))


def _draw_cell(painter: QPainter, cell: QRectF, tone: Tone, ink: Ink) -> None:
    """Draw one sentence above or below the line."""
    half = cell.height() / 2
    if tone in _DOWN:
        token, style = _DOWN[tone]
        box = QRectF(cell.left(), cell.top() + half + 1, cell.width(), half - 1)
        painter.fillRect(box, QBrush(ink(token), style))
        painter.setPen(QPen(ink(token), 1))
    else:
        box = QRectF(cell.left(), cell.top(), cell.width(), half - 1)
        if tone is Tone.GOOD:
            painter.fillRect(box, ink("met"))
        painter.setPen(QPen(ink("met"), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(box)
