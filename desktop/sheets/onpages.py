"""标记报告 on a PDF's own pages: highlights of the standard's kind with their notes, which a margin shows on paper."""

from collections.abc import Callable, Sequence
from ctypes import POINTER, byref, c_double, c_ushort, cast, create_string_buffer
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from desktop.intake.printed.pdfium import turn_of
from desktop.model.export import Written
from desktop.model.pages import Box, Page
from desktop.sheets import marginal
from desktop.sheets.dossier import Dossier
from desktop.sheets.marked import Layer, Marked, marks
from desktop.sheets.pages import printable
from desktop.sheets.recount import Recount
from desktop.sheets.reread import folded

Tick = Callable[[float], None]
_COLOUR = {
    Layer.EVIDENCE: (255, 224, 102),
    Layer.PROBLEM: (246, 176, 165),
    Layer.MEASURE: (160, 220, 158),
    Layer.FINDING: (224, 27, 36),
    Layer.BLANK: (190, 190, 190),
    Layer.DEFECT: (198, 120, 40),
    Layer.METRIC: (98, 160, 234),
    Layer.REWORDED: (145, 65, 172),
}
_LINES = {
    Layer.FINDING: raw.FPDF_ANNOT_SQUIGGLY,
    Layer.METRIC: raw.FPDF_ANNOT_UNDERLINE,
    Layer.DEFECT: raw.FPDF_ANNOT_UNDERLINE,
    Layer.REWORDED: raw.FPDF_ANNOT_UNDERLINE,
}
_PRINTED = 4
_FINE = 100
_SHOWN = 12
_AUTHOR = "督阅"


def write(path: Path, dossier: Dossier, tick: Tick) -> bool:
    """Mark the pages; False where the file does not open without a password."""
    from desktop.sheets import pdf

    pdf.application()
    report = dossier.examination.report
    assert report.pages is not None
    data = dossier.case.document(report.sha256).data
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError:
        return False
    try:
        by_page = _by_page(dossier)
        sizes: list[tuple[float, float]] = []
        notes: list[marginal.Note] = []
        told: set[Marked] = set()
        for number in range(len(document)):
            page = document[number]
            onto = _Onto(page, report.pages.sheets[number])
            sizes.append(page.get_size())
            for mark, each in by_page.get(number + 1, ()):
                _annotate(page, onto, mark, each)
                if mark.layer in marginal.TOLD and mark not in told:
                    notes.append(marginal.note(report, mark, number, onto.down(each[0])))
                    told.add(mark)
            page.close()
            tick(0.1 + 0.5 * (number + 1) / len(document))
        if notes:
            _write_beside(document, sizes, sorted(notes, key=lambda note: (note.page, note.y)))
        document.save(str(path))
    finally:
        document.close()
    return True


def _write_beside(
    document: pdfium.PdfDocument, sizes: Sequence[tuple[float, float]], notes: Sequence[marginal.Note]
) -> None:
    """Widen the pages by a margin with the notes, and add pages for those that have no room there."""
    beside = pdfium.PdfDocument(marginal.beside(sizes, notes))
    try:
        more = range(len(sizes), len(beside))
        for number in range(len(sizes)):
            page = document[number]
            left, bottom, right, top = page.get_cropbox()
            edge = max(width for width, _ in sizes) + marginal.MARGIN_PT - page.get_width()
            turned = page.get_rotation()
            matrix = {
                0: (1, 0, 0, 1, left, bottom),
                90: (0, 1, -1, 0, right, bottom),
                180: (-1, 0, 0, -1, right, top),
                270: (0, -1, 1, 0, left, top),
            }[turned]
            box = {
                0: (left, bottom, right + edge, top),
                90: (left, bottom, right, top + edge),
                180: (left - edge, bottom, right, top),
                270: (left, bottom - edge, right, top),
            }[turned]
            page.set_mediabox(*box)
            page.set_cropbox(*box)
            drawn = raw.FPDF_NewXObjectFromPage(document, beside, number)
            laid = raw.FPDF_NewFormObjectFromXObject(drawn)
            raw.FPDFPageObj_SetMatrix(laid, byref(raw.FS_MATRIX(*matrix)))
            raw.FPDFPage_InsertObject(page, laid)
            raw.FPDFPage_GenerateContent(page)
            raw.FPDF_CloseXObject(drawn)
            page.close()
        if more:
            document.import_pages(beside, pages=list(more))
    finally:
        beside.close()


def _by_page(dossier: Dossier) -> dict[int, list[tuple[Marked, list[Box]]]]:
    """List the marks of each page, counted from 1, with the rectangles of their words on it."""
    pages = dossier.examination.report.pages
    found: dict[int, list[tuple[Marked, list[Box]]]] = {}
    for mark in marks(dossier):
        boxes: dict[int, list[Box]] = {}
        for number, box in pages.boxes(mark.start, mark.end) if pages else ():
            boxes.setdefault(number, []).append(box)
        for number, each in boxes.items():
            found.setdefault(number, []).append((mark, each))
    return found


def check(path: Path, dossier: Dossier, recount: Recount) -> Written | None:
    """Count pages and marks of a file; None where it does not have the report's own pages."""
    by_page = _by_page(dossier)
    try:
        before = pdfium.PdfDocument(dossier.case.document(dossier.examination.report.sha256).data)
    except pdfium.PdfiumError:
        return None
    try:
        held = annotations(path)
        recount.same("页", len(held) >= len(before), True)
        own = [raw.FPDFPage_GetAnnotCount(page) for page in before]
        wanted = [count + len(by_page.get(number, ())) for number, count in enumerate(own, start=1)]
        recount.same("标记", held, wanted + [0] * (len(held) - len(before)))
        said = {marginal.said(mark) for each in by_page.values() for mark, _ in each if mark.layer in marginal.TOLD}
        words = folded("".join(page_texts(path)))
        for says in said:
            recount.same(f"“{says[:_SHOWN]}”", folded(says) in words, True)
    finally:
        before.close()
    return Written(counts=(("页", len(held)), ("标记", sum(map(len, by_page.values())))))


def page_texts(path: Path) -> list[str]:
    """Give the text of every page of a file."""
    document = pdfium.PdfDocument(str(path))
    try:
        found = []
        for page in document:
            text = page.get_textpage()
            found.append(text.get_text_bounded())
            text.close()
            page.close()
        return found
    finally:
        document.close()


def annotations(path: Path) -> list[int]:
    """Count the annotations of every page of a file."""
    document = pdfium.PdfDocument(str(path))
    try:
        return [raw.FPDFPage_GetAnnotCount(page) for page in document]
    finally:
        document.close()


class _Onto:
    """Turn points as they are read (from the upper left corner, words upright) into a page's own."""

    def __init__(self, page: pdfium.PdfPage, sheet: Page) -> None:
        """Look how the page was turned when it was read."""
        self._page, self._turn = page, turn_of(page) // 90
        self._size = round(sheet.width * _FINE), round(sheet.height * _FINE)

    def __call__(self, x: float, y: float) -> tuple[float, float]:
        """Turn one point."""
        found_x, found_y = c_double(), c_double()
        at = round(x * _FINE), round(y * _FINE)
        raw.FPDF_DeviceToPage(self._page, 0, 0, *self._size, self._turn, *at, byref(found_x), byref(found_y))
        return found_x.value, found_y.value

    def down(self, box: Box) -> float:
        """Give how far below the upper edge of the page, as it is shown, the lower edge of a box lies; in points."""
        x, y = self(box.left, box.bottom)
        left, bottom, right, top = self._page.get_cropbox()
        return float({0: top - y, 90: x - left, 180: y - bottom}.get(self._page.get_rotation(), right - x))


def _annotate(page: pdfium.PdfPage, onto: _Onto, mark: Marked, boxes: list[Box]) -> None:
    """Lay one mark over its words on a page."""
    kind = _LINES.get(mark.layer, raw.FPDF_ANNOT_HIGHLIGHT)
    annotation = raw.FPDFPage_CreateAnnot(page, kind)
    if not annotation:
        return
    corners = [(*onto(b.left, b.top), *onto(b.right, b.bottom)) for b in boxes]
    for box in boxes:
        ends = ((box.left, box.top), (box.right, box.top), (box.left, box.bottom), (box.right, box.bottom))
        quad = raw.FS_QUADPOINTSF(*(value for end in ends for value in onto(*end)))
        raw.FPDFAnnot_AppendAttachmentPoints(annotation, byref(quad))
    xs = [x for left, _, right, _ in corners for x in (left, right)]
    ys = [y for _, top, _, bottom in corners for y in (top, bottom)]
    rect = raw.FS_RECTF(min(xs), max(ys), max(xs), min(ys))
    raw.FPDFAnnot_SetRect(annotation, byref(rect))
    raw.FPDFAnnot_SetColor(annotation, raw.FPDFANNOT_COLORTYPE_Color, *_COLOUR[mark.layer], 255)
    raw.FPDFAnnot_SetFlags(annotation, _PRINTED)
    _say(annotation, b"Contents", f"{mark.layer}：{printable(mark.says)}")
    _say(annotation, b"T", _AUTHOR)
    raw.FPDFPage_CloseAnnot(annotation)


def _say(annotation: object, key: bytes, text: str) -> None:
    """Write a text into an annotation, as UTF-16 with an end."""
    encoded = (text + "\0").encode("utf-16-le", "replace")
    raw.FPDFAnnot_SetStringValue(annotation, key, cast(create_string_buffer(encoded), POINTER(c_ushort)))
