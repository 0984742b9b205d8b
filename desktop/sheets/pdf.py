"""Papers as pages, by QtGui: written as .pdf, or painted on whatever device a print dialog gives.

The one file below the desk that knows Qt; it is loaded when a page is asked for, and never before.
"""

import errno
import os
import sys
from collections.abc import Callable, Sequence
from functools import cache
from html import escape
from pathlib import Path

from PySide6.QtCore import QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QFont,
    QGuiApplication,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPalette,
    QPdfWriter,
    QTextDocument,
)

from desktop.model.export import Kind, Written
from desktop.sheets import marginal, words
from desktop.sheets.book import review_book
from desktop.sheets.dossier import Dossier
from desktop.sheets.lists import list_book
from desktop.sheets.opinion import SECTIONS, Letter, drafted
from desktop.sheets.pages import Page, joined, printable
from desktop.sheets.recount import Recount

Tick = Callable[[float], None]
SONG = ["方正小标宋简体", "华文中宋", "SimSun", "Songti SC", "Noto Serif CJK SC", "WenQuanYi Micro Hei"]
FANG = ["仿宋_GB2312", "仿宋", "FangSong", "STFangsong", "Noto Serif CJK SC", "WenQuanYi Micro Hei"]
_HEI, _KAI = "黑体, SimHei, Heiti SC, Noto Sans CJK SC", "楷体_GB2312, 楷体, KaiTi, Kaiti SC"
_RESOLUTION = 300
_LETTER, _NARROW, _LANDSCAPE = (28, 37, 26, 35), (20, 20, 14, 16), (18, 18, 18, 18)
"""Margins in millimetres, from the left round; the letter's as in GB/T 9704-2012, 5.2.1."""
_FOOT_MM = 9
_END = 64
_TABLE_PT = 8.5
_SHOWN = 10


def write(kind: Kind, path: Path, dossier: Dossier, tick: Tick) -> None:
    """Write a paper as .pdf; a report that was one itself keeps its own pages."""
    if kind is Kind.MARKED and dossier.examination.report.pages is not None:
        from desktop.sheets import onpages

        if onpages.write(path, dossier, tick):
            return
    application()
    device = QPdfWriter(str(path))
    device.setResolution(_RESOLUTION)
    device.setTitle(printable(dossier.title))
    device.setCreator(f"督阅 {dossier.version}")
    paint(device, kind, dossier, tick)
    # Qt keeps silent where the disk is full
    if not path.read_bytes()[-_END:].rstrip().endswith(b"%%EOF"):
        raise OSError(errno.ENOSPC, "the end of the file is missing")


def paint(device: QPagedPaintDevice, kind: Kind, dossier: Dossier, tick: Tick) -> None:
    """Paint a paper on a device, whose page is set up for it; raises ``OSError`` where painting cannot begin."""
    set_up(device, kind)
    contents = [marginal.Annotated(dossier)] if kind is Kind.MARKED else _contents(kind, dossier)
    tick(0.3)
    painter = QPainter()
    if not painter.begin(device):
        raise OSError("the device cannot be painted on")
    try:
        room = QRectF(device.pageLayout().paintRectPixels(device.logicalDpiY()))
        sheets = [_Sheet(content, device, room) for content in contents]
        total = sum(sheet.pages for sheet in sheets)
        number = 0
        for sheet in sheets:
            for page in range(sheet.pages):
                if number:
                    device.newPage()
                number += 1
                sheet.paint(painter, page)
                _foot(painter, room, f"— {number} / {total} —", dossier.mark)
                tick(0.3 + 0.55 * number / total)
    finally:
        painter.end()


def set_up(device: QPagedPaintDevice, kind: Kind) -> None:
    """Set paper and margins: tables lie across, letters have the margins of the standard, notes need room."""
    margins = {Kind.OPINION: _LETTER, Kind.MARKED: _NARROW}.get(kind, _LANDSCAPE)
    way = QPageLayout.Orientation.Landscape if margins is _LANDSCAPE else QPageLayout.Orientation.Portrait
    device.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    device.setPageOrientation(way)
    device.setPageMargins(QMarginsF(*margins), QPageLayout.Unit.Millimeter)


@cache
def application() -> QGuiApplication:
    """Take the running application, or begin one without a screen, which fonts need."""
    running = QGuiApplication.instance()
    if isinstance(running, QGuiApplication):
        return running
    if sys.platform == "linux":
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    return QGuiApplication(["duyue"])


def _on_paper() -> QPalette:
    """Give the colours of paper: those of a program in its dark theme would write white on white."""
    palette = QPalette()
    palette.setColor(QPalette.ColorRole.Text, Qt.GlobalColor.black)
    return palette


class _Sheet:
    """One document laid out on a device, with what stands in its margin.

    It is filled when page and device are known: each of them set later would lay out everything once more.
    """

    def __init__(self, content: "str | marginal.Annotated", device: QPagedPaintDevice, room: QRectF) -> None:
        self._beside = content if isinstance(content, marginal.Annotated) else None
        self._text = QTextDocument()
        self._text.setUndoRedoEnabled(False)
        self._text.setDocumentMargin(0)
        font = QFont(FANG)
        font.setPointSizeF(_TABLE_PT)
        self._text.setDefaultFont(font)
        self._text.documentLayout().setPaintDevice(device)
        self._height = room.height() - _FOOT_MM / 25.4 * device.logicalDpiY()
        self._text.setPageSize(QSizeF(room.width() * (marginal.BODY if self._beside else 1), self._height))
        if isinstance(content, str):
            self._text.setHtml(content)
        else:
            content.fill(self._text)
        self.pages = self._text.pageCount()
        if self._beside:
            self._beside.place(room, self._height, device.logicalDpiY())
        self._layout = self._text.documentLayout()

    def paint(self, painter: QPainter, page: int) -> None:
        """Paint one page."""
        painter.save()
        seen = QRectF(0, page * self._height, self._text.pageSize().width(), self._height)
        painter.translate(0, -seen.top())
        painter.setClipRect(seen)
        # A preview records what changes: black upon black would not be, and a dark theme's pen would write the title.
        painter.setPen(Qt.GlobalColor.white)
        context = QAbstractTextDocumentLayout.PaintContext()
        context.clip = seen
        context.palette = _on_paper()
        self._layout.draw(painter, context)
        painter.restore()
        if self._beside:
            self._beside.paint(painter, page)


def _foot(painter: QPainter, room: QRectF, number: str, mark: str) -> None:
    """Set the number of a page at its foot."""
    painter.save()
    font = QFont(FANG)
    font.setPointSizeF(_TABLE_PT + 1)
    painter.setFont(font)
    painter.setPen(Qt.GlobalColor.black)
    strip = QRectF(
        0, room.height() - painter.fontMetrics().height() * 1.5, room.width(), painter.fontMetrics().height()
    )
    painter.drawText(strip, Qt.AlignmentFlag.AlignHCenter, number)
    painter.drawText(strip, Qt.AlignmentFlag.AlignLeft, mark)
    painter.restore()


def _contents(kind: Kind, dossier: Dossier) -> Sequence[str]:
    """Set a paper's parts, as html."""
    if kind is Kind.OPINION:
        return _letter(drafted(dossier))
    book = review_book(dossier) if kind is Kind.SHEET else list_book(dossier, kind)
    return [_page(page) for page in book.pages]


def _page(page: Page) -> str:
    """Set a page of a book: its title, its lines, its table with a head on every page, totals and signatures."""
    lines = "".join(f'<p style="margin:0">{_escaped(line)}</p>' for line in page.lines)
    totals = [
        [total.label, "　".join(str(figure.value) for _, figure in total.figures[-1:]), total.note]
        for total in page.totals
    ]
    below = _table(("合计", "导出时", ""), (50, 20, 60), totals) if totals else ""
    foot = "".join(f'<p style="margin-top:24pt;font-size:11pt">{_escaped(line)}</p>' for line in page.foot)
    heads, widths = [column.name for column in page.columns], [column.width for column in page.columns]
    return f"{_title(page.title, 15)}{lines}{_table(heads, widths, joined(page))}<br>{below}{foot}"


def _title(text: str, size: float) -> str:
    families = ", ".join(f"'{name}'" for name in SONG)
    return f'<p align="center" style="font-family:{families};font-size:{size}pt;margin-bottom:6pt">{_escaped(text)}</p>'


def _table(heads: Sequence[str], widths: Sequence[int], rows: Sequence[Sequence[str]]) -> str:
    """Set a table; its widths are shares of the page."""
    whole = sum(widths)
    head = "".join(
        f'<th width="{100 * width / whole:.2f}%">{_escaped(text)}</th>'
        for text, width in zip(heads, widths, strict=True)
    )
    body = "".join(
        f'<tr><td colspan="{len(heads)}"><b>{_escaped(row[0])}</b></td></tr>'
        if len(row) == 1
        else f"<tr>{''.join(f'<td>{_escaped(cell)}</td>' for cell in row)}</tr>"
        for row in rows
    )
    style = 'border="1" cellspacing="0" cellpadding="2" width="100%" style="border-collapse:collapse;border-color:#000"'
    return f"<table {style}><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _letter(letter: Letter) -> list[str]:
    """Set the letter and, on pages of its own, the table of its sources."""

    def line(text: str, style: str = "", indent: str = "　　") -> str:
        set_so = f"font-size:16pt;line-height:150%;margin:0;white-space:pre-wrap;{style}"
        return f'<p style="{set_so}">{indent}{_escaped(text)}</p>'

    written = [_title(letter.fields["标题"], 22), line(letter.fields["主送"], "margin-top:24pt", "")]
    written += [line(paragraph.text) for paragraph in letter.opening]
    for at, name in enumerate(SECTIONS):
        written.append(line(f"{'一二三'[at]}、{name}", f"font-family:{_HEI}"))
        for paragraph in letter.sections[name]:
            family = f"font-family:{_KAI}" if paragraph.level == 2 else ""
            written.append(line(paragraph.text, family))
    written += [
        f'<p align="right" style="font-size:16pt;margin-top:24pt">{_escaped(letter.fields[name])}</p>'
        for name in ("落款", "日期")
    ]
    rows = [
        [str(number), sentence.text, source.kind, source.words, source.place]
        for number, sentence in enumerate(letter.sentences, start=1)
        for source in sentence.sources
    ]
    annex = _table(("序号", "意见中的句子", "依据", "依据原文", "出处"), (6, 30, 9, 36, 19), rows)
    return ["".join(written), f"{_title(words.ANNEX.format(code=letter.fields['核对码']), 14)}{annex}"]


def _escaped(text: str) -> str:
    return escape(printable(text)).replace("\n", "<br>")


def check(kind: Kind, path: Path, dossier: Dossier, recount: Recount) -> Written:
    """Open the file again: it has pages, and the beginning of everything that was to be printed stands on them."""
    from desktop.sheets import onpages

    if kind is Kind.MARKED and dossier.examination.report.pages is not None:
        written = onpages.check(path, dossier, recount)
        if written is not None:
            return written
    texts = onpages.page_texts(path)
    held = _squeezed("".join(texts))
    recount.same("页", len(texts) > 0, True)
    wanted = _wanted(kind, dossier)
    for what in wanted:
        recount.same(f"“{what}”", _squeezed(printable(what))[:_SHOWN] in held, True)
    return Written(counts=(("页", len(texts)), ("核对的文字", len(wanted))))


def _wanted(kind: Kind, dossier: Dossier) -> list[str]:
    """List what has to be found: keys of the sheet, sentences of the letter, headings and marks of the report."""
    if kind is Kind.OPINION:
        return [sentence.text for sentence in drafted(dossier).sentences]
    if kind is Kind.SHEET:
        return [entry.number for entry in dossier.entries]
    if kind is Kind.MARKED:
        return [heading.quote for heading in dossier.examination.report.headings()]
    return [list_book(dossier, kind).title]


def _squeezed(text: str) -> str:
    return "".join(text.split())
