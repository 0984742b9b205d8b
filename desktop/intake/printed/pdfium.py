"""The one way to PDFium: what stands on the pages of a file, and their pictures. It is for one thread alone."""

import ctypes
import struct
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Any, NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from desktop.intake import says
from desktop.intake.printed.ruled import MOST_RULES, NEAR
from desktop.intake.printed.sheet import Glyph, Rule, Sheet
from desktop.model.errors import LockedFile, UnreadableFile
from desktop.model.pages import PageKind, Picture

PAGES = 2000
"""The most pages that are read."""
GLYPHS = 60_000
"""The most signs that a page may hold."""
OBJECTS = 100_000
"""The most objects that a page may be drawn with."""
LONGEST = 15_000.0
"""The longest edge of a page, in points."""
PIXELS = 12_000_000
"""The most pixels of a page's picture."""

_DEPTH = 4
_SOME = 400
"""How many signs tell how a page stands."""
_EDGES = struct.Struct("4f")
_FEW = 30
_WHOLE = 0.4
_SMALL = 0.02
_LEVEL = 0.005
_RADICALS = range(0x2E80, 0x2FE0)
_COMPATIBLE = range(0xF900, 0xFB00)
_HYPHENS = (0x2, 0xFFFE)
"""What PDFium gives for a hyphen that ends a line."""
_SURROGATES = range(0xD800, 0xE000)


_Edges = tuple[float, float, float, float]
"""A sign's left, bottom, right and top in the page's own space."""


class Drawn(NamedTuple):
    """What a page is drawn with beside its words: rules, the share of it that pictures fill, its unseen words.

    ``level`` tells that all its words stand upright on the page, ``objects`` how many it is drawn with in all.
    """

    rules: list[tuple[float, float, float, float]]
    filled: float
    pictures: int
    hides: bool
    level: bool
    objects: int


class Read(NamedTuple):
    """A page as read, how many pictures stand on it, how many signs mean nothing, and with how much it is drawn."""

    sheet: Sheet
    pictures: int
    unknown: int
    unseen: bool
    objects: int


def opened(data: bytes, name: str, password: str = "") -> pdfium.PdfDocument:
    """Open a file; raises ``LockedFile`` where it wants a password, ``UnreadableFile`` where it is no sound PDF."""
    try:
        document = pdfium.PdfDocument(data, password=password or None)
        count = len(document)
    except pdfium.PdfiumError as error:
        code = getattr(error, "err_code", None)
        if code == raw.FPDF_ERR_PASSWORD:
            raise LockedFile(says.wrong_password(name) if password else says.wants_password(name)) from error
        if code == raw.FPDF_ERR_SECURITY:
            raise UnreadableFile(says.locked(name)) from error
        raise UnreadableFile(says.damaged(name)) from error
    if count == 0:
        raise UnreadableFile(says.damaged(name))
    if count > PAGES:
        raise UnreadableFile(says.too_many_pages(name, PAGES))
    return document


def read(document: pdfium.PdfDocument, index: int) -> Read | None:
    """Read a page, counted from 0; None where it is broken or beyond all measure."""
    page = raw.FPDF_LoadPage(document, index)
    if not page:
        return None
    try:
        width, height = raw.FPDF_GetPageWidthF(page), raw.FPDF_GetPageHeightF(page)
        if not (0 < width <= LONGEST and 0 < height <= LONGEST):
            return None
        drawn = _drawn(page, width * height)
        with _words(page) as (text, count):
            if drawn is None or count > GLYPHS:
                return None
            return _read(page, width, height, drawn, text, count)
    finally:
        raw.FPDF_ClosePage(page)


def picture(document: pdfium.PdfDocument, index: int, scale: float) -> Picture | None:
    """Draw a page, counted from 0, ``scale`` pixels a point; None where it cannot be drawn."""
    page = raw.FPDF_LoadPage(document, index)
    if not page:
        return None
    try:
        width, height = raw.FPDF_GetPageWidthF(page), raw.FPDF_GetPageHeightF(page)
        turn = turn_of(page)
        if turn % 180:
            width, height = height, width
        scale = min(scale, (PIXELS / max(width * height, 1.0)) ** 0.5)
        wide, high = max(round(width * scale), 1), max(round(height * scale), 1)
        bitmap = raw.FPDFBitmap_Create(wide, high, 0)
        if not bitmap:
            return None
        try:
            raw.FPDFBitmap_FillRect(bitmap, 0, 0, wide, high, 0xFFFFFFFF)
            raw.FPDF_RenderPageBitmap(bitmap, page, 0, 0, wide, high, turn // 90, raw.FPDF_ANNOT)
            size = raw.FPDFBitmap_GetStride(bitmap) * high
            return Picture(wide, high, ctypes.string_at(raw.FPDFBitmap_GetBuffer(bitmap), size))
        finally:
            raw.FPDFBitmap_Destroy(bitmap)
    finally:
        raw.FPDF_ClosePage(page)


def _read(page: Any, width: float, height: float, drawn: Drawn, text: Any, count: int) -> Read:  # noqa: ANN401
    """Read a page turned so that its words stand upright, its signs in the order drawn."""
    # Of a page that says it is level no angle need be asked: a file holds signs by the hundred thousand.
    angles = [] if drawn.level else _angles(text, count)
    stands = _stands(angles)
    turn = -(stands + raw.FPDFPage_GetRotation(page) * 90) % 360
    if turn % 180:
        width, height = height, width
    to = _Onto(page, width, height, turn)
    glyphs: list[Glyph] = []
    aslant: list[str] = []
    unknown = 0
    for at, sign, box in _signs(text, count, hides=drawn.hides):
        left, top, right, bottom = to.box(*box)
        if right < 0 or bottom < 0 or left > width or top > height:
            continue
        if angles and angles[at] != stands:
            aslant.append(sign)
        elif sign == "\ufffd":
            unknown += 1
        else:
            glyphs.append((sign, left, top, right, bottom))
    rules = tuple(Rule(*to.box(*each)) for each in drawn.rules)
    written = sum(1 for glyph in glyphs if not glyph[0].isspace())
    poor = written < _FEW or unknown > written
    kind = PageKind.PICTURE if poor and (drawn.filled >= _WHOLE or unknown > _FEW) else PageKind.TEXT
    kept = () if kind is PageKind.PICTURE else tuple(glyphs)
    sheet = Sheet(width, height, kept, rules, " ".join("".join(aslant).split()), kind)
    return Read(sheet, drawn.pictures, unknown, drawn.hides, drawn.objects)


def turn_of(page: Any) -> int:  # noqa: ANN401
    """Tell how far a page has to be turned so that its words stand upright."""
    with _words(page) as (text, count):
        angles = _angles(text, min(count, _SOME)) if count <= GLYPHS else []
    return -(_stands(angles) + raw.FPDFPage_GetRotation(page) * 90) % 360 if angles else 0


def _stands(angles: Sequence[int]) -> int:
    """Give the quarter turn that most signs stand in."""
    quarters = Counter(angle for angle in angles if angle % 90 == 0)
    return quarters.most_common(1)[0][0] if quarters else 0


class _Onto:
    """Carry a page's own coordinates over to points from its upper left corner, as it is looked at."""

    def __init__(self, page: Any, width: float, height: float, turn: int) -> None:  # noqa: ANN401
        x, y = ctypes.c_int(), ctypes.c_int()

        def shown(page_x: float, page_y: float) -> tuple[float, float]:
            size = round(width * 100), round(height * 100)
            raw.FPDF_PageToDevice(page, 0, 0, *size, turn // 90, page_x, page_y, x, y)
            return x.value / 100, y.value / 100

        (self._x, self._y), right, above = shown(0, 0), shown(1000, 0), shown(0, 1000)
        self._a, self._b = (right[0] - self._x) / 1000, (right[1] - self._y) / 1000
        self._c, self._d = (above[0] - self._x) / 1000, (above[1] - self._y) / 1000

    def box(self, x: float, y: float, to_x: float, to_y: float) -> tuple[float, float, float, float]:
        """Carry a rectangle over, as (left, top, right, bottom)."""
        if self._b or self._c:
            left, right = self._x + self._c * y, self._x + self._c * to_y
            top, bottom = self._y + self._b * x, self._y + self._b * to_x
        else:
            left, right = self._x + self._a * x, self._x + self._a * to_x
            top, bottom = self._y + self._d * y, self._y + self._d * to_y
        if left > right:
            left, right = right, left
        return (left, top, right, bottom) if top <= bottom else (left, bottom, right, top)


@contextmanager
def _words(page: Any) -> Iterator[tuple[Any, int]]:  # noqa: ANN401
    """Open what is written on a page, with how many signs that is."""
    text = raw.FPDFText_LoadPage(page)
    try:
        yield text, raw.FPDFText_CountChars(text) if text else 0
    finally:
        if text:
            raw.FPDFText_ClosePage(text)


def _signs(text: Any, count: int, *, hides: bool) -> Iterator[tuple[int, str, _Edges]]:  # noqa: ANN401
    """List signs in the order drawn, without those that PDFium adds: their numbers, and boxes in the page's space."""
    # A page holds thousands of signs, so that looking a door up for each of them is felt.
    box_of, edges_of = raw.FPDFText_GetLooseCharBox, _EDGES.unpack_from
    box = raw.FS_RECTF()
    for at, code in enumerate(_codes(text, count)):
        if code in (10, 13) or (code == 32 and raw.FPDFText_IsGenerated(text, at)):
            continue
        if hides and _is_hidden(text, at):
            continue
        box_of(text, at, box)
        left, top, right, bottom = edges_of(box)
        if top - bottom < 0.2 * (right - left):
            size = raw.FPDFText_GetFontSize(text, at)
            bottom, top = bottom - 0.12 * size, bottom + 0.88 * size
        yield at, _sign(code), (left, bottom, right, top)


def _codes(text: Any, count: int) -> Sequence[int]:  # noqa: ANN401
    """Give the code of each sign: all at once where each is one in UTF-16, too, as nearly everywhere."""
    held = (ctypes.c_ushort * (count + 1))()
    written = raw.FPDFText_GetText(text, 0, count, held) - 1
    codes = held[:count]
    if written == count and not any(code in _SURROGATES for code in set(codes)):
        return codes
    return [raw.FPDFText_GetUnicode(text, at) for at in range(count)]


def _angles(text: Any, count: int) -> list[int]:  # noqa: ANN401
    """Tell how far each sign is turned; what PDFium adds stands in no quarter turn."""
    return [-1 if raw.FPDFText_IsGenerated(text, at) else _angle(text, at) for at in range(count)]


def _angle(text: Any, at: int) -> int:  # noqa: ANN401
    """Tell how far a sign is turned, in degrees; what is nearly level is."""
    angle: int = round(raw.FPDFText_GetCharAngle(text, at) * 57.29578)
    return round(angle / 90) * 90 % 360 if min(angle % 90, -angle % 90) <= 3 else angle


def _is_hidden(text: Any, at: int) -> bool:  # noqa: ANN401
    drawn = raw.FPDFText_GetTextObject(text, at)
    return bool(drawn) and raw.FPDFTextObj_GetTextRenderMode(drawn) == raw.FPDF_TEXTRENDERMODE_INVISIBLE


@cache
def _sign(code: int) -> str:
    """Write a code as the sign that it stands for; radicals and doubles of a sign are that sign."""
    if code in _HYPHENS:
        return "-"
    if code in _RADICALS or code in _COMPATIBLE:
        return unicodedata.normalize("NFKC", chr(code))[0]
    if code < 32 or code in _SURROGATES or code > 0x10FFFF or unicodedata.category(chr(code)) == "Co":
        return "\t" if code == 9 else "\ufffd"
    return chr(code)


def _drawn(page: Any, area: float) -> Drawn | None:  # noqa: ANN401
    """Look through what a page is drawn with; None where that is beyond all measure."""
    rules: list[tuple[float, float, float, float]] = []
    filled, pictures, hides, level = 0.0, 0, False, True
    edges = [ctypes.c_float() for _ in range(4)]
    seen = 0
    for seen, (drawn, matrix) in enumerate(_objects(page, _DEPTH), 1):
        if seen > OBJECTS:
            return None
        kind = raw.FPDFPageObj_GetType(drawn)
        if kind == raw.FPDF_PAGEOBJ_PATH and len(rules) < MOST_RULES:
            rules += _rules(drawn, matrix)
        elif kind == raw.FPDF_PAGEOBJ_TEXT:
            hides = hides or raw.FPDFTextObj_GetTextRenderMode(drawn) == raw.FPDF_TEXTRENDERMODE_INVISIBLE
            level = level and matrix.a > 0 and abs(matrix.b) + abs(matrix.c) < _LEVEL * matrix.a
        elif kind == raw.FPDF_PAGEOBJ_IMAGE and raw.FPDFPageObj_GetBounds(drawn, *edges):
            left, bottom, right, top = (edge.value for edge in edges)
            share = (right - left) * (top - bottom) / area
            filled += share
            pictures += share >= _SMALL
    return Drawn(rules, filled, pictures, hides and filled < _WHOLE, level, seen)


def _objects(holder: Any, depth: int) -> Iterator[tuple[Any, Any]]:  # noqa: ANN401
    """List a page's objects with the matrices that place them, those of its forms included."""
    pages = depth == _DEPTH
    count = raw.FPDFPage_CountObjects(holder) if pages else raw.FPDFFormObj_CountObjects(holder)
    for at in range(count):
        drawn = raw.FPDFPage_GetObject(holder, at) if pages else raw.FPDFFormObj_GetObject(holder, at)
        matrix = raw.FS_MATRIX(1, 0, 0, 1, 0, 0)
        raw.FPDFPageObj_GetMatrix(drawn, matrix)
        if raw.FPDFPageObj_GetType(drawn) != raw.FPDF_PAGEOBJ_FORM:
            yield drawn, matrix
        elif depth > 0:
            for inner, placed in _objects(drawn, depth - 1):
                yield inner, _times(placed, matrix)


def _times(first: Any, then: Any) -> Any:  # noqa: ANN401
    return raw.FS_MATRIX(
        first.a * then.a + first.b * then.c,
        first.a * then.b + first.b * then.d,
        first.c * then.a + first.d * then.c,
        first.c * then.b + first.d * then.d,
        first.e * then.a + first.f * then.c + then.e,
        first.e * then.b + first.f * then.d + then.f,
    )


def _rules(path: Any, matrix: Any) -> Iterator[tuple[float, float, float, float]]:  # noqa: ANN401
    """List the straight lines of a path that is drawn, or filled so narrow that it is one."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(path, fill, stroke)
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[tuple[float, float]] = []
    found: list[tuple[float, float, float, float]] = []
    for at in range(min(raw.FPDFPath_CountSegments(path), MOST_RULES)):
        segment = raw.FPDFPath_GetPathSegment(path, at)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        point = (
            matrix.a * x.value + matrix.c * y.value + matrix.e,
            matrix.b * x.value + matrix.d * y.value + matrix.f,
        )
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            points = [point]
        elif kind == raw.FPDF_SEGMENT_LINETO and points:
            found.append((*points[-1], *point))
            points.append(point)
        elif kind == raw.FPDF_SEGMENT_BEZIERTO:
            points.append(point)
        if raw.FPDFPathSegment_GetClose(segment) and len(points) > 1:
            found.append((*points[-1], *points[0]))
    if stroke.value:
        yield from found
    elif fill.value and found:
        xs, ys = [v for each in found for v in each[::2]], [v for each in found for v in each[1::2]]
        if max(xs) - min(xs) < NEAR or max(ys) - min(ys) < NEAR:
            yield min(xs), min(ys), max(xs), max(ys)
