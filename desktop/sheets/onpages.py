"""标记报告 on a PDF's own pages: highlights of the standard's kind, each with its note, and nothing else changed."""

from collections.abc import Callable
from ctypes import POINTER, byref, c_double, c_ushort, cast, create_string_buffer
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from desktop.intake.printed.pdfium import turn_of
from desktop.model.export import Written
from desktop.model.pages import Box, Page
from desktop.sheets.dossier import Dossier
from desktop.sheets.marked import Layer, Marked, marks
from desktop.sheets.pages import printable
from desktop.sheets.recount import Recount

Tick = Callable[[float], None]
_COLOUR = {
    Layer.EVIDENCE: (255, 224, 102),
    Layer.PROBLEM: (246, 176, 165),
    Layer.MEASURE: (160, 220, 158),
    Layer.FINDING: (224, 27, 36),
    Layer.BLANK: (190, 190, 190),
    Layer.DEFECT: (198, 120, 40),
    Layer.METRIC: (98, 160, 234),
}
_LINES = {
    Layer.FINDING: raw.FPDF_ANNOT_SQUIGGLY,
    Layer.METRIC: raw.FPDF_ANNOT_UNDERLINE,
    Layer.DEFECT: raw.FPDF_ANNOT_UNDERLINE,
}
_PRINTED = 4
_FINE = 100
_AUTHOR = "督阅"


def write(path: Path, dossier: Dossier, tick: Tick) -> bool:
    """Mark the pages; False where the file does not open without a password."""
    report = dossier.examination.report
    assert report.pages is not None
    data = dossier.case.document(report.sha256).data
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError:
        return False
    try:
        by_page = _by_page(dossier)
        for number in range(len(document)):
            page = document[number]
            onto = _Onto(page, report.pages.sheets[number])
            for mark, each in by_page.get(number + 1, ()):
                _annotate(page, onto, mark, each)
            page.close()
            tick(0.1 + 0.7 * (number + 1) / len(document))
        document.save(str(path))
    finally:
        document.close()
    return True


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
        recount.same("页", len(held), len(before))
        own = [raw.FPDFPage_GetAnnotCount(page) for page in before]
        wanted = [count + len(by_page.get(number, ())) for number, count in enumerate(own, start=1)]
        recount.same("标记", held, wanted)
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
