"""Papers as pages, by QtGui: written as .pdf, or painted on whatever device a print dialog gives.

With ``flow`` and ``marginal`` the only file below the desk that knows Qt; it is loaded when a page is asked for, and
never before. All of it may be called on a worker's thread.
"""

import os
import re
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRectF, Qt
from PySide6.QtGui import QFont, QGuiApplication, QPagedPaintDevice, QPageLayout, QPageSize, QPainter, QPdfWriter

from desktop.model.export import Kind, Written
from desktop.model.report import BlockKind
from desktop.sheets import marginal
from desktop.sheets.book import review_book
from desktop.sheets.dossier import Dossier
from desktop.sheets.flow import FANG, SONG, Face, Laid, Piece, Record, Table, Text
from desktop.sheets.lists import list_book
from desktop.sheets.marked import marks
from desktop.sheets.opinion import drafted
from desktop.sheets.pages import Page, printable, records
from desktop.sheets.recount import Recount
from desktop.sheets.reread import Reread, folded
from desktop.sheets.scorelines import ScoreLine, agree

Tick = Callable[[float], None]
_RESOLUTION = 300
_NARROW, _LANDSCAPE = (20, 20, 14, 16), (18, 18, 18, 18)
"""Margins in millimetres, from the left round."""
_FOOT_MM, _GAP_MM = 9, 5
_NOTE_PT = 9.5
_SHOWN = 10
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def write(kind: Kind, template: bytes, path: Path, dossier: Dossier, tick: Tick) -> None:
    """Write a paper as .pdf; a report that was one itself keeps its own pages."""
    if kind is Kind.MARKED and dossier.examination.report.pages is not None:
        from desktop.sheets import onpages

        if onpages.write(path, dossier, tick):
            return
    path.write_bytes(rendered(kind, dossier, tick, template))


def rendered(kind: Kind, dossier: Dossier, tick: Tick, template: bytes = b"") -> bytes:
    """Give the pages of a paper as a PDF file; ``template`` is an office's own letter."""
    application()
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    device = QPdfWriter(buffer)
    device.setResolution(_RESOLUTION)
    device.setTitle(printable(dossier.title))
    device.setCreator(f"督阅 {dossier.version}")
    paint(device, kind, dossier, tick, template)
    buffer.close()
    return bytes(held.data())


def paint(device: QPagedPaintDevice, kind: Kind, dossier: Dossier, tick: Tick, template: bytes = b"") -> None:
    """Set up a device's page and paint a paper on it; raises ``OSError`` where painting cannot begin."""
    paper = paper_of(kind, dossier, template)
    device.setPageLayout(paper.page)
    tick(0.1)
    painter = QPainter()
    if not painter.begin(device):
        raise OSError("the device cannot be painted on")
    try:
        room = QRectF(device.pageLayout().paintRectPixels(device.logicalDpiY()))
        millimetre = device.logicalDpiY() / 25.4
        body = room.height() - paper.foot * millimetre
        sheets: list[Laid | marginal.Annotated] = (
            [marginal.Annotated(dossier, room.width(), body, device)]
            if kind is Kind.MARKED
            else [Laid(pieces, room.width(), body, device) for pieces in paper.parts]
        )
        tick(0.3)
        # A preview records what changes: black upon black would not be, and a dark theme's pen would write the title.
        painter.setPen(Qt.GlobalColor.white)
        total = sum(len(sheet.pages) for sheet in sheets)
        number = 0
        for sheet in sheets:
            for page in range(len(sheet.pages)):
                if number:
                    device.newPage()
                number += 1
                strip = QRectF(0, body + _GAP_MM * millimetre, room.width(), _GAP_MM * millimetre)
                _note(painter, strip, (paper.mark, f"— {number} / {total} —", paper.side))
                if paper.head:
                    _note(painter, strip.translated(0, -strip.top() - 2 * strip.height()), ("", paper.head, ""))
                sheet.paint(painter, page)
                tick(0.3 + 0.55 * number / total)
    finally:
        painter.end()


@cache
def application() -> QGuiApplication:
    """Take the running application, or begin one without a screen, which fonts need."""
    running = QGuiApplication.instance()
    if isinstance(running, QGuiApplication):
        return running
    if sys.platform == "linux":
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    return QGuiApplication(["duyue"])


def _note(painter: QPainter, strip: QRectF, said: tuple[str, str, str]) -> None:
    """Set small words at the foot or head of a page: left, centred, right."""
    painter.save()
    font = QFont(list(FANG))
    font.setPointSizeF(_NOTE_PT)
    painter.setFont(font)
    painter.setPen(Qt.GlobalColor.black)
    sides = (Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignHCenter, Qt.AlignmentFlag.AlignRight)
    for words, side in zip(said, sides, strict=True):
        painter.drawText(strip, side, words)
    painter.restore()


@dataclass(frozen=True)
class Paper:
    """A paper before it is laid out: its page, its parts, each of which begins a page, and what stands around them.

    ``foot`` are the millimetres of the page's room that its number takes; a letter has it in the margin.
    """

    page: QPageLayout
    parts: list[list[Piece]]
    mark: str
    foot: float = _FOOT_MM
    head: str = ""
    side: str = ""


def paper_of(kind: Kind, dossier: Dossier, template: bytes = b"") -> Paper:
    """Set a paper: tables lie across, letters follow their template, marked reports have their notes beside."""
    if kind is Kind.OPINION:
        from desktop.sheets import letterfile, letterpages

        made = letterfile.template_of(template)
        pages = letterpages.Pages(made, letterfile.wanted(made, dossier))
        set_on = pages.setting
        size = QPageSize(set_on.size, QPageSize.Unit.Millimeter, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
        page = QPageLayout(size, QPageLayout.Orientation.Portrait, set_on.margins, QPageLayout.Unit.Millimeter)
        return Paper(page, pages.parts, dossier.mark, 0, set_on.head, set_on.foot)
    if kind is Kind.MARKED:
        return Paper(_a4(QPageLayout.Orientation.Portrait, _NARROW), [], dossier.mark)
    book = review_book(dossier) if kind is Kind.SHEET else list_book(dossier, kind)
    return Paper(_a4(QPageLayout.Orientation.Landscape, _LANDSCAPE), [_page(page) for page in book.pages], dossier.mark)


def _a4(way: QPageLayout.Orientation, margins: tuple[int, int, int, int]) -> QPageLayout:
    return QPageLayout(QPageSize(QPageSize.PageSizeId.A4), way, QMarginsF(*margins), QPageLayout.Unit.Millimeter)


def _page(page: Page) -> list[Piece]:
    """Set a page of a book: its title, its lines, its table, totals and signatures."""
    made: list[Piece] = [_title(page.title, 15), *(Text(printable(line)) for line in page.lines)]
    columns = page.columns
    made.append(
        Table(
            heads=tuple(column.name for column in columns),
            widths=tuple(column.width for column in columns),
            records=tuple(_record(lines) for lines in records(page)),
            centred=frozenset(n for n, column in enumerate(columns) if column.centred),
        )
    )
    if page.totals:
        totals = ((t.label, "　".join(str(f.value) for _, f in t.figures[-1:]), t.note) for t in page.totals)
        made.append(Table(("合计", "导出时", ""), (50, 20, 60), tuple(_record((total,)) for total in totals)))
    made += [Text(printable(line), Face(points=11), above=24) for line in page.foot]
    return made


def _record(lines: Sequence[tuple[str, ...]]) -> Record:
    return Record(tuple(tuple(map(printable, line)) for line in lines))


def _title(words: str, points: float) -> Text:
    return Text(printable(words), Face(SONG, points), Qt.AlignmentFlag.AlignHCenter)


def check(kind: Kind, template: bytes, path: Path, dossier: Dossier, recount: Recount) -> Written:
    """Open the file again: every word that was to be printed stands on its pages, and nothing of the case lacks."""
    from desktop.sheets import onpages

    if kind is Kind.MARKED and dossier.examination.report.pages is not None:
        written = onpages.check(path, dossier, recount)
        if written is not None:
            return written
    texts = onpages.page_texts(path)
    recount.same("页", len(texts) > 0, True)
    if kind is Kind.MARKED:
        counts = _marks_counted(folded("".join(texts)), dossier, recount)
    else:
        paper = paper_of(kind, dossier, template)
        reread = Reread(texts, paper.mark, paper.side + paper.head)
        for pieces in paper.parts:
            reread.pieces(pieces, recount)
        counts = _counted(kind, paper, dossier, recount)
    return Written(counts=(("页", len(texts)), *counts))


def _marks_counted(held: str, dossier: Dossier, recount: Recount) -> tuple[tuple[str, int], ...]:
    """Find the beginning of every block of the report, and every note."""
    report = dossier.examination.report
    blocks = [block for block in report.blocks if block.kind is not BlockKind.TABLE]
    for block in blocks:
        begins = report.shows(block.start, block.end)
        recount.same(f"“{begins[:_SHOWN]}”", folded(begins)[:_SHOWN] in held, True)
    said = [marginal.said(mark) for mark in marks(dossier) if mark.layer in marginal.TOLD]
    for says in said:
        recount.same(f"“{says[:_SHOWN]}”", folded(says) in held, True)
    return ("段落", len(blocks)), ("说明", len(said))


def _counted(kind: Kind, paper: Paper, dossier: Dossier, recount: Recount) -> tuple[tuple[str, int], ...]:
    """Hold what was found on the pages against the case: lines, scores, quotes and total; sentences; entries."""
    pieces = [piece for part in paper.parts for piece in part]
    tables = [piece for piece in pieces if isinstance(piece, Table)]
    if kind is Kind.OPINION:
        letter = drafted(dossier)
        whole = folded("".join(piece.words for piece in pieces if isinstance(piece, Text)))
        told = [s for s in letter.sentences if folded(s.text) in whole]
        # a template may have no place for the opening
        opening = {s for paragraph in letter.opening for s in paragraph.sentences}
        recount.same("句子", {*told} | opening, {*letter.sentences})
        return ("句子", len(told)), ("依据", sum(len(record.lines) for record in tables[-1].records) if tables else 0)
    numbered = sum(record.lines[0][0].isdigit() for record in tables[0].records)
    if kind is not Kind.SHEET:
        return ((kind.value, numbered),)
    return agree(
        [_line(tables[0], record) for record in tables[0].records if len(record.lines[0]) > 1], dossier, recount
    )


def _line(table: Table, record: Record) -> ScoreLine:
    """Read a line of the score sheet."""
    first, *_ = lines = [dict(zip(table.heads, line, strict=True)) for line in record.lines]
    evidence = [line for line in lines if line["序"]]
    return ScoreLine(
        key=first["编号"],
        outcome=Decimal(first["评分"]) if _NUMBER.fullmatch(first["评分"]) else first["评分"],
        state=first["状态"],
        reason=first["评分理由"],
        remark=first["备注"],
        evidence=tuple(line["佐证"] for line in evidence),
        places=tuple(line["佐证出处"] for line in evidence),
        points=first.get("得分"),
    )
