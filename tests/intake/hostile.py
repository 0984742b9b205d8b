"""Make PDF files that mean harm: they go round in circles, unpack without end or say what is not so."""

import zlib
from collections.abc import Mapping

from tests.intake.printed import Page, column, pdf, wrapped

_LINES = b"0 0 m 9 9 l S "
_CALLS = b"/XObject<</F5 5 0 R>>"


def _stream(head: bytes, data: bytes) -> bytes:
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (head, len(data), data)


def _packed(data: bytes, times: int = 1) -> bytes:
    for _ in range(times):
        data = zlib.compress(data, 9)
    return _stream(b"/Filter[%s]" % (b"/FlateDecode" * times), data)


def _form(calls: int, body: bytes) -> bytes:
    named = b"/F%d %d 0 R" % (calls, calls)
    return _stream(
        b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</XObject<<%s>>>>" % named, b"/F%d Do " % calls + body
    )


def _file(objects: Mapping[int, bytes], trailer: bytes = b"") -> bytes:
    """Write objects one after the other, with a table that tells where they are."""
    out, places = bytearray(b"%PDF-1.5\n"), {}
    for number, body in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    size, begin = max(objects) + 1, len(out)
    out += b"xref\n0 %d\n" % size
    out += b"".join(
        b"%010d %05d %s \n" % (places.get(at, 0), 0 if at in places else 65535, b"n" if at in places else b"f")
        for at in range(size)
    )
    return bytes(out + b"trailer\n<</Root 1 0 R%s/Size %d>>\nstartxref\n%d\n%%%%EOF\n" % (trailer, size, begin))


def _tree(kids: bytes, content: bytes, resources: bytes = b"", more: Mapping[int, bytes] | None = None) -> bytes:
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<<%s>>>>" % resources
    pages = b"<</Type/Pages/Count %d/Kids[%s]>>" % (max(kids.count(b"R"), 1), kids)
    return _file({1: b"<</Type/Catalog/Pages 2 0 R>>", 2: pages, 3: page, 4: content, **(more or {})})


def _one(content: bytes, resources: bytes = b"", more: Mapping[int, bytes] | None = None) -> bytes:
    return _tree(b"3 0 R", content, resources, more)


def _encrypted(filter_: bytes) -> bytes:
    """Name a way of encryption that nobody knows, or one whose keys are nonsense."""
    return _file(
        {1: b"<</Type/Catalog/Pages 2 0 R>>", 2: b"<</Type/Pages/Count 0/Kids[]>>"},
        b"/ID[<00><00>]/Encrypt<</Filter/%s/V 5/R 6/Length 256/O(a)/U(b)/OE(c)/UE(d)/Perms(e)/P -4>>" % filter_,
    )


def _many() -> bytes:
    page = Page()
    column(page, 90, 100, wrapped("全县现有小学88所、初中32所，专任教师4126人。" * 20, 30))
    return pdf(*[page] * 60)


MANY = _many()
DO = _stream(b"", b"/F5 Do")

SLOW: dict[str, bytes] = {
    "a form that draws itself": _one(DO, _CALLS, {5: _form(5, b"/F5 Do /F5 Do")}),
    "two forms that draw one another": _one(DO, _CALLS, {5: _form(6, b"/F6 Do "), 6: _form(5, b"/F5 Do")}),
    "forms that draw ten others each": _one(
        DO,
        _CALLS,
        {at: _form(at + 1, b"/F%d Do " % (at + 1) * 9) for at in range(5, 14)} | {14: _form(14, b"")},
    ),
    "a page of a hundred megabytes": _one(_packed(_LINES * 8_000_000)),
    "packed twice": _one(_packed(_LINES * 8_000_000, 2)),
    "one page two thousand times": _tree(b"3 0 R " * 2000, _packed(_LINES * 40_000)),
}
"""What PDFium goes on and on with, or dies of."""

QUICK: dict[str, bytes] = {
    "half a file": MANY[: len(MANY) // 2],
    "pages that hold themselves": _file(
        {1: b"<</Type/Catalog/Pages 2 0 R>>", 2: b"<</Type/Pages/Count 999/Kids[%s]>>" % (b"2 0 R " * 999)}
    ),
    "pages that are their parents' parents": _file(
        {
            1: b"<</Type/Catalog/Pages 2 0 R>>",
            2: b"<</Type/Pages/Count 9/Kids[3 0 R 4 0 R]>>",
            3: b"<</Type/Pages/Parent 4 0 R/Count 5/Kids[4 0 R]>>",
            4: b"<</Type/Pages/Parent 3 0 R/Count 5/Kids[3 0 R]>>",
        }
    ),
    "a length that is itself": _one(b"<</Length 4 0 R>>stream\nq\nendstream"),
    "a content that lists itself": _one(b"[%s]" % (b"4 0 R " * 9999)),
    "brackets without end": b"%PDF-1.4\n1 0 obj" + b"[" * 900_000 + b"\n%%EOF",
    "an object written a hundred thousand times": b"%PDF-1.4\n" + b"1 0 obj<<>>endobj " * 100_000 + b"trailer<<>>",
    "a stream of objects that holds itself": _file(
        {
            1: b"<</Type/Catalog/Pages 2 0 R>>",
            2: _stream(b"/Type/ObjStm/N 1/First 4/Extends 2 0 R", b"2 0 <</Type/Pages/Kids[]>>"),
        }
    ),
    "encrypted in a way of its own": _encrypted(b"Nobody.Knows"),
    "encrypted with keys that are none": _encrypted(b"Standard"),
    "a picture under another name": b"%PDF-1.4\n" + b"\x89PNG\r\n\x1a\n" + bytes(40_000),
}
"""What is seen through at once."""
