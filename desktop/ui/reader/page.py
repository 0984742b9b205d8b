"""Set a report as a printed page: a QTextDocument from its blocks, and the map between the two."""

import math
import re
import time
from collections.abc import Iterable, Iterator
from itertools import groupby, pairwise, takewhile

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
    QTextTableCellFormat,
    QTextTableFormat,
)

from desktop.model.report import UNSHOWN, Block, BlockKind, Report
from desktop.ui import theme
from desktop.ui.reader.positions import Positions, pieces
from desktop.ui.reader.spans import Area, spanned

READING_PX = 15.5
LINE_HEIGHT = 1.78
MEASURE = 40
MARGIN = 20
_BLANK = " \t\u00a0\u3000"
_TABLE_CELLS = 3000
_AMOUNT = re.compile(r"[-−+≥≤><约]?\s*\d")
_EVEN = 1.2
_TABLES = frozenset({BlockKind.ROW, BlockKind.TABLE})
_LONGEST = 20_000
"""Characters of a paragraph that are laid out in one go: some 20 ms."""
_NOTE_PX = 13.0
_HEADING_PX = {0: 19.0, 1: 17.0, 2: 16.0}


def measure(zoom: float) -> int:
    """Give the page's width in pixels, margins included: 40 Chinese characters."""
    return round(QFontMetricsF(theme.reading_font(READING_PX * zoom)).horizontalAdvance("国") * MEASURE) + 2 * MARGIN


def typeset(report: Report, zoom: float) -> tuple[QTextDocument, Positions]:
    """Build the document that shows a report; stretches of text that no block covers are set as paragraphs."""
    setting = Setting(report, zoom)
    setting.go_on()
    return setting.document, setting.positions


class Setting:
    """A page that is being set: what stands before ``reached`` can be shown while the rest follows in slices."""

    def __init__(self, report: Report, zoom: float) -> None:
        self._setter = _Typesetter(report.text, zoom)
        self._steps = self._set(report)
        self.document, self.positions = self._setter.document, self._setter.positions
        self.reached = 0
        self.done = False

    def go_on(self, until: int | None = None, seconds: float | None = None) -> None:
        """Set what is left, or as much as reaches an offset, or as much as fits into some seconds."""
        end = None if seconds is None else time.perf_counter() + seconds
        self._setter.cursor.beginEditBlock()
        for reached in self._steps:
            self.reached = reached
            if (until is not None and reached > until) or (end is not None and time.perf_counter() > end):
                break
        else:
            self.done = True
        self._setter.cursor.endEditBlock()

    def even_titles(self, width: float) -> None:
        """Let the lines of long titles come out even on a page of ``width`` pixels, margins included."""
        self._setter.even_titles(width)

    def _set(self, report: Report) -> Iterator[int]:
        """Set block after block, a table whole; gives the offset that is reached."""
        carried_on = _carried_on(report)
        for kind, group in groupby(_all_blocks(report), key=lambda block: block.kind):
            if kind is BlockKind.FURNITURE:
                blocks = list(group)
                self._setter.furniture(blocks)
                yield blocks[-1].end
                continue
            if kind in _TABLES:
                for rows in _tables(report.text, group):
                    self._setter.rows(rows)
                    yield rows[-1].end
                continue
            for block in group:
                yield from self._setter.paragraph(block, leads=block.end in carried_on)


def _all_blocks(report: Report) -> Iterator[Block]:
    """List the blocks to set: tables give way to their rows, gaps with text in them become paragraphs."""
    blocks = report.blocks
    at = 0
    for number, block in enumerate(blocks):
        following = blocks[number + 1] if number + 1 < len(blocks) else None
        if block.kind is BlockKind.TABLE and following is not None and following.start < block.end:
            continue
        if block.start > at and UNSHOWN.sub("", report.text[at : block.start]).strip():
            yield Block(kind=BlockKind.PARAGRAPH, start=at, end=block.start)
        yield block
        at = max(at, block.end)
    if UNSHOWN.sub("", report.text[at:]).strip():
        yield Block(kind=BlockKind.PARAGRAPH, start=at, end=len(report.text))


def _tables(text: str, rows: Iterable[Block]) -> Iterator[list[Block]]:
    """Part tables that stand one below the other, with an empty line between them.

    A file that has tables (its rows have an origin) says so; in a text, a head has to stand below the line.
    """
    table: list[Block] = []
    for row in rows:
        parted = table and text.count("\n", table[-1].end, row.start) > 1
        if parted and (row.origin is not None or (row.head and not table[-1].head)):
            yield table
            table = []
        table.append(row)
    yield table


def _carried_on(report: Report) -> set[int]:
    """Collect the ends of the headings whose paragraph goes on behind them on the same line."""
    return {
        heading.end for heading, body in pairwise(report.blocks) if body.runs_on and heading.kind is BlockKind.HEADING
    }


class _Typesetter:
    """Write blocks into a document, one after the other, and note where each went."""

    def __init__(self, text: str, zoom: float) -> None:
        self.text = text
        self.em = READING_PX * zoom
        self.zoom = zoom
        self.positions = Positions()
        self.document = QTextDocument()
        self.document.setUndoRedoEnabled(False)
        self.document.setDefaultFont(theme.reading_font(self.em))
        self.document.setDocumentMargin(0)
        self.cursor = QTextCursor(self.document)
        frame = QTextFrameFormat()
        frame.setLeftMargin(MARGIN)
        frame.setRightMargin(MARGIN)
        frame.setTopMargin(18)
        frame.setBottomMargin(96)
        self.document.rootFrame().setFrameFormat(frame)
        self.fresh = True
        self._noted = False
        self._titles: list[int] = []
        self._room = measure(zoom) - 2 * MARGIN
        self.body = self._body_format()
        self.item = self._body_format()
        self.item.setTextIndent(0)
        self.item.setLeftMargin(2 * self.em)
        self.amount = QTextBlockFormat()
        self.amount.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.centred = QTextBlockFormat()
        self.centred.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.plain = QTextCharFormat()
        self.bold = QTextCharFormat()
        self.bold.setFontWeight(QFont.Weight.Bold)
        self.small = QTextCharFormat()
        self.small.setFont(
            theme.reading_font(_NOTE_PX * zoom), QTextCharFormat.FontPropertiesInheritanceBehavior.FontPropertiesAll
        )
        self.soft = QTextCharFormat()
        self.soft.setForeground(theme.colour("soft"))
        self.soft.setFont(
            theme.reading_font(12 * zoom), QTextCharFormat.FontPropertiesInheritanceBehavior.FontPropertiesAll
        )

    def paragraph(self, block: Block, *, leads: bool) -> Iterator[int]:
        """Set a heading, paragraph or item; a block that runs on stays on the line of the heading that leads it.

        One that is longer than any author's is set in pieces, each ending with a sentence; gives where each ends.
        """
        heading = block.kind is BlockKind.HEADING
        level = block.level if heading and block.level is not None and not leads else 4
        if not block.runs_on or self.fresh:
            self._new_block(self._block_format(block, level))
            if level == 0:
                self._titles.append(self.cursor.position())
        style = self.small if block.kind is BlockKind.NOTE else self.plain
        if heading:
            style = QTextCharFormat(self.bold)
            if level in _HEADING_PX:
                big = theme.reading_font(_HEADING_PX[level] * self.zoom, bold=True)
                style.setFont(big, QTextCharFormat.FontPropertiesInheritanceBehavior.FontPropertiesAll)
        start = block.start
        while not block.runs_on and start < block.end and self.text[start] in _BLANK:
            start += 1
        while block.end - start > _LONGEST:
            stop = max(self.text.rfind(sign, start, start + _LONGEST) for sign in "。；，") + 1 or start + _LONGEST
            self._write(self.cursor, start, stop, style)
            yield stop
            start = stop
            shape = QTextBlockFormat(self.cursor.blockFormat())
            shape.setTextIndent(0)
            self._new_block(shape)
        self._write(self.cursor, start, block.end, style)
        yield block.end

    def even_titles(self, width: float) -> None:
        """Set the room beside the titles anew, and remember it for those to come."""
        self._room = min(round(width), measure(self.zoom)) - 2 * MARGIN
        for position in self._titles:
            cursor = QTextCursor(self.document)
            cursor.setPosition(position)
            shape, side = cursor.blockFormat(), self._title_margin(cursor.block().text())
            if shape.leftMargin() != side:
                shape.setLeftMargin(side)
                shape.setRightMargin(side)
                cursor.setBlockFormat(shape)

    def furniture(self, blocks: list[Block]) -> None:
        """Set page furniture as one small grey paragraph, a wide space between its pieces."""
        shape = QTextBlockFormat()
        shape.setLineHeight(19 * self.zoom, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        shape.setBottomMargin(12 * self.zoom)
        self._new_block(shape)
        for number, block in enumerate(blocks):
            if number:
                self.cursor.insertText("\u3000", self.soft)
            self._write(self.cursor, block.start, block.end, self.soft, spaced=True)

    def rows(self, blocks: list[Block]) -> None:
        """Set table rows: as a real table, or with tab stops when it is very large."""
        lines = [line for block in blocks for line in self._lines(block)]
        merged = [block.merged for block in blocks for _ in self._lines(block)]
        heads = sum(1 for _ in takewhile(lambda block: block.head, blocks)) or 1
        cells = [list(self._cells(start, end)) for start, end in lines]
        # On a page, lines end where a column does; elsewhere a cell's lines are its author's.
        lined = all(block.origin is not None and block.origin.page is None for block in blocks)
        columns = max(map(len, cells), default=0)
        if columns < 2 or columns * len(cells) > _TABLE_CELLS:
            shape = QTextBlockFormat()
            for start, end in lines:
                self._new_block(shape)
                self._write(self.cursor, start, end, self.plain, spaced=True)
            return
        if self.fresh:
            self._new_block(QTextBlockFormat())
        table = self.cursor.insertTable(len(cells), columns, self._table_format(columns, heads))
        amounts = self._amounts(cells[heads:])
        covered = {place for area in spanned(self._words(cells), merged) for place in self._merge(table, area)}
        for row, line in enumerate(cells):
            for column, (start, end) in enumerate(line):
                if (row, column) in covered:
                    continue
                cell = table.cellAt(row, column)
                cursor = cell.firstCursorPosition()
                if row < heads and cell.columnSpan() > 1:
                    cursor.setBlockFormat(self.centred)
                elif column in amounts and cell.columnSpan() == 1:
                    cursor.setBlockFormat(self.amount)
                self._write(cursor, start, end, self.bold if row < heads else self.plain, lined=lined)
        self.cursor = table.lastCursorPosition()
        self.cursor.movePosition(QTextCursor.MoveOperation.NextBlock)
        self.fresh = True

    def _lines(self, block: Block) -> Iterator[tuple[int, int]]:
        """Cut a table that came without rows into its lines; a row is one line."""
        if block.kind is BlockKind.ROW:
            yield block.start, block.end
            return
        at = block.start
        for line in self.text[block.start : block.end].splitlines(keepends=True):
            bare = line.rstrip("\r\n")
            if bare:
                yield at, at + len(bare)
            at += len(line)

    def _words(self, cells: list[list[tuple[int, int]]]) -> list[list[str]]:
        return [[self.text[start:end] for start, end in line] for line in cells]

    def _merge(self, table: QTextTable, area: Area) -> Iterator[tuple[int, int]]:
        """Draw an area as one cell, its words in the middle of its height; gives the places that it covers."""
        table.mergeCells(area.row, area.column, area.down, area.across)
        cell = table.cellAt(area.row, area.column)
        shape = QTextTableCellFormat(cell.format().toTableCellFormat())
        shape.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignMiddle)
        cell.setFormat(shape)
        return (place for place in area.places() if place != (area.row, area.column))

    def _amounts(self, cells: list[list[tuple[int, int]]]) -> set[int]:
        """Find the columns of amounts: below the heading, most of what the rows hold there begins with a digit."""
        held: dict[int, list[bool]] = {}
        for line in cells:
            for column, (start, end) in enumerate(line):
                if words := self.text[start:end].strip():
                    held.setdefault(column, []).append(bool(_AMOUNT.match(words)))
        return {column for column, amounts in held.items() if 2 * sum(amounts) > len(amounts)}

    def _cells(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Cut a row at its tabs."""
        while (tab := self.text.find("\t", start, end)) >= 0:
            yield start, tab
            start = tab + 1
        yield start, end

    def _write(
        self,
        cursor: QTextCursor,
        start: int,
        end: int,
        style: QTextCharFormat,
        *,
        spaced: bool = False,
        lined: bool = False,
    ) -> None:
        """Put a stretch of the text at the cursor and note its runs."""
        position = cursor.position()
        shown = []
        for offset, length, width, run in pieces(self.text, start, end, spaced=spaced, lined=lined):
            self.positions.add(offset, length, position, width)
            position += length * width
            shown.append(run)
        cursor.insertText("".join(shown), style)

    def _new_block(self, shape: QTextBlockFormat) -> None:
        """Begin a paragraph, in the empty one that a document starts with or a table leaves behind."""
        if self.fresh:
            self.cursor.setBlockFormat(shape)
            self.fresh = False
        else:
            self.cursor.insertBlock(shape, self.plain)

    def _body_format(self) -> QTextBlockFormat:
        """Shape a paragraph of running text."""
        shape = QTextBlockFormat()
        shape.setLineHeight(self.em * LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        shape.setTextIndent(2 * self.em)
        shape.setBottomMargin(self.em * 0.65)
        shape.setAlignment(Qt.AlignmentFlag.AlignJustify)
        return shape

    def _block_format(self, block: Block, level: int) -> QTextBlockFormat:
        """Shape a block: a title is centred, headings hang, run-in headings stand as paragraphs do."""
        if block.kind is BlockKind.ITEM:
            return self.item
        if block.kind is BlockKind.NOTE:
            return self._note_format(first=not self._noted)
        if block.kind is not BlockKind.HEADING or level >= 4:
            return self.body
        shape = QTextBlockFormat()
        size = _HEADING_PX.get(level, READING_PX) * self.zoom
        shape.setLineHeight(size * 1.6, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        shape.setTopMargin({0: 16, 1: 18, 2: 10}.get(level, 4) * self.zoom)
        shape.setBottomMargin({0: 20}.get(level, 8) * self.zoom)
        if level == 0:
            shape.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            side = self._title_margin(" ".join(self.text[block.start : block.end].split()))
            shape.setLeftMargin(side)
            shape.setRightMargin(side)
        return shape

    def _note_format(self, *, first: bool) -> QTextBlockFormat:
        """Shape a note: small, its number hanging, the first one apart from the text above."""
        self._noted = True
        shape = QTextBlockFormat()
        shape.setLineHeight(_NOTE_PX * 1.6 * self.zoom, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        shape.setLeftMargin(2 * self.em)
        shape.setTextIndent(-2 * self.em)
        shape.setBottomMargin(4 * self.zoom)
        shape.setTopMargin((24 if first else 0) * self.zoom)
        return shape

    def _title_margin(self, title: str) -> float:
        """Leave room beside a long title, so that its lines come out about even and none holds two characters."""
        font = theme.reading_font(_HEADING_PX[0] * self.zoom, bold=True)
        length, room = QFontMetricsF(font).horizontalAdvance(title), max(self._room, self.em)
        lines = math.ceil(length / room)
        return max(0.0, (room - length / lines * _EVEN) / 2) if lines > 1 else 0.0

    def _table_format(self, columns: int, heads: int) -> QTextTableFormat:
        """Shape a table: the page's full width, hairlines, room around the words."""
        shape = QTextTableFormat()
        shape.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        shape.setColumnWidthConstraints([QTextLength(QTextLength.Type.VariableLength, 0)] * columns)
        shape.setBorder(1)
        shape.setBorderBrush(theme.colour("line"))
        shape.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        shape.setBorderCollapse(True)
        shape.setCellPadding(4)
        shape.setCellSpacing(0)
        shape.setTopMargin(8)
        shape.setBottomMargin(12)
        shape.setHeaderRowCount(heads)
        return shape
