"""Text and tables laid out on pages, by QtGui: no record is parted that fits on one page, a head stands on each.

A QTextDocument would part records anywhere, close no table at a page's foot, and take three times as long over one.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from PySide6.QtCore import QLineF, QPointF, Qt
from PySide6.QtGui import QColor, QFont, QPaintDevice, QPainter, QPen, QTextLayout, QTextLine, QTextOption

SONG = ("方正小标宋简体", "华文中宋", "SimSun", "Songti SC", "Noto Serif CJK SC", "WenQuanYi Micro Hei")
HEI = ("黑体", "SimHei", "Heiti SC", "Noto Sans CJK SC", "WenQuanYi Micro Hei")
KAI = ("楷体_GB2312", "楷体", "KaiTi", "Kaiti SC", "Noto Serif CJK SC", "WenQuanYi Micro Hei")
FANG = ("仿宋_GB2312", "仿宋", "FangSong", "STFangsong", "Noto Serif CJK SC", "WenQuanYi Micro Hei")
_RULE_PT, _PAD_PT = 0.5, 2.0
_SLACK = 0.5
_ALIKE = re.compile("[\u2e80-\u2fdf\uf900-\ufaff\ufb00-\ufb06]")


def plain(words: str) -> str:
    """Write ligatures, radicals and their like as the letters they stand for: few fonts have them, and they are alike.

    Texts taken out of PDF files are full of them.
    """
    return _ALIKE.sub(lambda match: unicodedata.normalize("NFKC", match[0]), words)


@dataclass(frozen=True)
class Face:
    """How words look: the first of ``families`` that is installed, its size in points, its colour as ``#rrggbb``."""

    families: tuple[str, ...] = FANG
    points: float = 8.5
    bold: bool = False
    colour: str = "#000000"


@dataclass(frozen=True)
class Text:
    """A paragraph; lengths in points: ``indent`` of its first line beyond ``left``, ``leading`` 0 as the font has it.

    ``rule`` is the colour of a line below it, if any; ``runs`` are lengths and looks where it has several.
    """

    words: str
    face: Face = Face()
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft
    indent: float = 0
    left: float = 0
    above: float = 0
    leading: float = 0
    rule: str = ""
    runs: tuple[tuple[int, Face], ...] = ()


@dataclass(frozen=True)
class Record:
    """Lines of a table that belong together, a cell for each column; one cell alone goes across.

    A column that says nothing below its first line reaches down over all of them.
    """

    lines: tuple[tuple[str, ...], ...]

    @property
    def texts(self) -> Iterator[str]:
        """Give its cells as they are read: column by column, each downwards."""
        for column in zip(*self.lines, strict=True):
            yield from filter(None, column)


@dataclass(frozen=True)
class Table:
    """Records below a head, if it has one; ``widths`` are shares of the page, ``centred`` columns by number."""

    heads: tuple[str, ...]
    widths: tuple[int, ...]
    records: tuple[Record, ...]
    centred: frozenset[int] = frozenset()
    face: Face = Face()


Piece = Text | Table


class _Set(NamedTuple):
    """One line of words, and where the text that it is of begins."""

    x: float
    y: float
    line: QTextLine

    @property
    def top(self) -> float:
        """Give the line's own upper edge."""
        return self.y + self.line.y()


@dataclass
class _Strip:
    """What is never parted, painted from its top: lines of words, upright and level rules; ``height`` in pixels.

    ``held`` keeps alive the layouts that the lines belong to.
    """

    height: float
    sets: list[_Set]
    colour: str = "#000000"
    rules: list[QLineF] = field(default_factory=list)
    held: list[QTextLayout] = field(default_factory=list)
    above: float = 0

    def cut(self, room: float) -> "tuple[_Strip, _Strip] | None":
        """Part it at a height, between lines of words; None where not one of them has room above."""
        cut = room
        while crossing := [s.top for s in self.sets if s.top < cut < s.top + s.line.height() - _SLACK]:
            cut = min(crossing)
        above = [s for s in self.sets if s.top < cut]
        below = [s._replace(y=s.y - cut) for s in self.sets if s.top >= cut]
        if not above or not below:
            return None
        over = [QLineF(r.x1(), r.y1(), r.x2(), min(r.y2(), cut)) for r in self.rules if r.y1() < cut]
        under = [QLineF(r.x1(), max(r.y1() - cut, 0), r.x2(), r.y2() - cut) for r in self.rules if r.y2() > cut]
        over.append(QLineF(min(r.x1() for r in over), cut, max(r.x2() for r in over), cut))
        return (
            _Strip(cut, above, self.colour, over, self.held),
            _Strip(self.height - cut, below, self.colour, under, self.held),
        )


class Laid:
    """Pieces laid out over pages of one size; ``pages`` are the strips of each with their tops."""

    def __init__(self, pieces: Sequence[Piece], width: float, height: float, device: QPaintDevice) -> None:
        """Lay them out; width and height in the device's pixels."""
        self._width, self._height, self._device = width, height, device
        self._point = device.logicalDpiY() / 72
        self.pages: list[list[tuple[float, _Strip]]] = [[]]
        self._fonts: dict[Face, QFont] = {}
        self._y = 0.0
        for piece in pieces:
            if isinstance(piece, Text):
                self._text(piece)
            else:
                self._table(piece)

    def paint(self, painter: QPainter, page: int) -> None:
        """Paint one page."""
        painter.save()
        width = _RULE_PT * self._point
        for top, strip in self.pages[page]:
            painter.setPen(QPen(QColor(strip.colour), width))
            for x, y, line in strip.sets:
                line.draw(painter, QPointF(x, top + y))
            painter.drawLines([rule.translated(0, top) for rule in strip.rules])
        painter.restore()

    def _text(self, piece: Text) -> None:
        """Set a paragraph line by line."""
        layout = self._layout(piece.words, piece.face, piece.align)
        layout.setFormats(self._formats(piece.runs))
        left = piece.left * self._point
        for number, line in enumerate(_lines(layout, self._width - left, piece.indent * self._point)):
            tall = max(line.height(), piece.leading * self._point)
            down = (tall - line.height()) / 2 - line.y()
            above = 0 if number else piece.above * self._point
            self._place(_Strip(tall, [_Set(left, down, line)], piece.face.colour, held=[layout], above=above))
        if piece.rule:
            drawn = QLineF(0, self._point, self._width, self._point)
            self._place(_Strip(2 * self._point, [], piece.rule, [drawn]))

    def _formats(self, runs: Sequence[tuple[int, Face]]) -> list[QTextLayout.FormatRange]:
        """Say where which look begins."""
        found, start = [], 0
        for length, face in runs:
            made = QTextLayout.FormatRange()
            made.start, made.length = start, length
            made.format.setFont(self._font(face))
            made.format.setForeground(QColor(face.colour))
            found.append(made)
            start += length
        return found

    def _table(self, table: Table) -> None:
        """Set a table, its head on every page."""
        whole = sum(table.widths)
        edges = [self._width * sum(table.widths[:n]) / whole for n in range(len(table.widths) + 1)]
        bold = Face(table.face.families, table.face.points, bold=True)
        centred = frozenset(range(len(table.heads)))
        head = self._record(Record((table.heads,)), edges, bold, centred) if table.heads else _Strip(0, [])
        head.rules.append(QLineF(0, 0, self._width, 0))
        self._y += self._y and self._point * table.face.points / 2
        self._place(head, head.height * 2)
        strips = [self._line(record, edges, table, bold) for record in table.records]
        for at, strip in enumerate(strips):
            # the name of a part does not stand alone at the foot of a page
            leads = len(table.records[at].lines[0]) == 1 and at + 1 < len(strips)
            need = strip.height + (strips[at + 1].height if leads else 0)
            if self._y + need > self._height and need <= self._height - head.height:
                self._turn(head)
            while self._y + strip.height > self._height + _SLACK:
                parted = strip.cut(self._height - self._y)
                if parted is None and self._y <= head.height:
                    break
                if parted is not None:
                    self._add(parted[0])
                    strip = parted[1]
                self._turn(head)
            self._add(strip)
        self._y += self._point * table.face.points

    def _line(self, record: Record, edges: Sequence[float], table: Table, bold: Face) -> _Strip:
        """Set a record across its columns, or across the page where it has one cell."""
        if len(record.lines[0]) == 1:
            return self._record(record, [0, self._width], bold, frozenset())
        return self._record(record, edges, table.face, table.centred)

    def _record(self, record: Record, edges: Sequence[float], face: Face, centred: frozenset[int]) -> _Strip:
        """Set a record's cells, and rule round them but above."""
        pad = _PAD_PT * self._point
        columns = [self._column(record, n, edges, face, centred) for n in range(len(edges) - 1)]
        tall = [0.0] * len(record.lines)
        spans = [not any(line[n] for line in record.lines[1:]) for n in range(len(columns))]
        for column, spanning in zip(columns, spans, strict=True):
            if not spanning:
                tall = [max(one, two) for one, two in zip(tall, column.heights, strict=True)]
        together = max((c.heights[0] for c, spanning in zip(columns, spans, strict=True) if spanning), default=0.0)
        tall[-1] += max(0.0, together - sum(tall))
        tops = [sum(tall[:n]) for n in range(len(tall) + 1)]
        strip = _Strip(tops[-1], [], face.colour)
        for n, column in enumerate(columns):
            for at, x, lines in column.cells:
                strip.sets += [_Set(x, tops[at] + pad, line) for line in lines]
            strip.held += column.held
            if not spans[n]:
                strip.rules += [QLineF(edges[n], top, edges[n + 1], top) for top in tops[1:-1]]
        strip.rules += [QLineF(edge, 0, edge, strip.height) for edge in edges]
        strip.rules.append(QLineF(edges[0], strip.height, edges[-1], strip.height))
        return strip

    def _column(self, record: Record, n: int, edges: Sequence[float], face: Face, centred: frozenset[int]) -> "_Column":
        """Set the cells of one column; an empty one takes no room."""
        pad = _PAD_PT * self._point
        align = Qt.AlignmentFlag.AlignHCenter if n in centred else Qt.AlignmentFlag.AlignLeft
        made = _Column()
        for at, cells in enumerate(record.lines):
            if not cells[n]:
                made.heights.append(0.0)
                continue
            layout = self._layout(cells[n], face, align)
            lines = _lines(layout, edges[n + 1] - edges[n] - 2 * pad)
            made.cells.append((at, edges[n] + pad, lines))
            made.heights.append(lines[-1].y() + lines[-1].height() + 2 * pad)
            made.held.append(layout)
        return made

    def _layout(self, words: str, face: Face, align: Qt.AlignmentFlag) -> QTextLayout:
        layout = QTextLayout(plain(words).replace("\n", "\u2028"), self._font(face), self._device)
        option = QTextOption(align)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        return layout

    def _font(self, face: Face) -> QFont:
        """Make a font once; none is shared with another thread."""
        if face not in self._fonts:
            font = QFont(list(face.families))
            font.setPointSizeF(face.points)
            font.setBold(face.bold)
            self._fonts[face] = font
        return self._fonts[face]

    def _place(self, strip: _Strip, need: float = 0) -> None:
        """Put a strip on this page, or on the next where it or what it needs has no room."""
        above = strip.above if self._y else 0
        if self._y and self._y + above + max(strip.height, need) > self._height:
            self._turn()
            above = 0
        self._y += above
        self._add(strip)

    def _add(self, strip: _Strip) -> None:
        self.pages[-1].append((self._y, strip))
        self._y += strip.height

    def _turn(self, head: _Strip | None = None) -> None:
        """Begin a page, with the head of the table that goes on."""
        self.pages.append([])
        self._y = 0.0
        if head is not None:
            self._add(head)


@dataclass
class _Column:
    """The cells of one column of a record: the line of the record each stands on, its left edge, its lines of words."""

    cells: list[tuple[int, float, list[QTextLine]]] = field(default_factory=list)
    heights: list[float] = field(default_factory=list)
    held: list[QTextLayout] = field(default_factory=list)


def _lines(layout: QTextLayout, width: float, indent: float = 0) -> list[QTextLine]:
    """Break a text into lines so wide, the first of them set in."""
    found: list[QTextLine] = []
    layout.beginLayout()
    y = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width - indent)
        line.setPosition(QPointF(indent, y))
        y += line.height()
        indent = 0
        found.append(line)
    layout.endLayout()
    return found
