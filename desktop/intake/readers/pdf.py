"""Read PDF files: what their pages print, as running text with its place on the page."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise

from desktop.intake import says
from desktop.intake.body import Body
from desktop.intake.printed import compose, pdfium
from desktop.intake.printed.sheet import Rule, Sheet
from desktop.model.errors import UnreadableFile
from desktop.model.pages import Page, PageKind
from desktop.model.recognition import Recognised, Recognition
from desktop.model.report import Notice

_SURE = 80
"""How sure, in percent, the recogniser has to be of a sign that is not marked as doubtful."""
_SIGNS = 4_000_000
"""The most signs of a whole file."""
_OBJECTS, _OBJECTS_PER_BYTE = pdfium.OBJECTS, 10
"""The most objects of a whole file, and what each of its bytes adds: more means that one page stands in it again and
again."""


def read(
    data: bytes,
    name: str,
    password: str = "",
    without: frozenset[int] = frozenset(),
    begins: Callable[[int], None] = lambda page: None,
    recognition: Recognition | None = None,
) -> Body:
    """Read a file without some of its pages, counted from 1; ``begins`` is told each before it is read, at last 0.

    Pages that are pictures are read as they were recognised.
    """
    document = pdfium.opened(data, name, password)
    try:
        found: list[pdfium.Read | None] = []
        signs = objects = 0
        for number in range(1, len(document) + 1):
            begins(number)
            page = None if number in without else pdfium.read(document, number - 1)
            found.append(page)
            if page:
                signs += len(page.sheet.glyphs)
                objects += page.objects
            if signs > _SIGNS or objects > _OBJECTS + _OBJECTS_PER_BYTE * len(data):
                raise UnreadableFile(says.bomb(name))
    finally:
        document.close()
    begins(0)
    if not any(found):
        raise UnreadableFile(says.damaged(name))
    known = {page.page: page for page in recognition.pages} if recognition else {}
    sheets = [page.sheet if page else Sheet(595, 842) for page in found]
    sheets = [
        _recognised(sheet, known[at]) if sheet.kind is PageKind.PICTURE and at in known else sheet
        for at, sheet in enumerate(sheets, 1)
    ]
    pages = tuple(Page(sheet.width, sheet.height, sheet.kind, sheet.skew) for sheet in sheets)
    doubts = tuple(_doubts(page for page in known.values() if pages[page.page - 1].kind is PageKind.RECOGNISED))
    notices = (*_notices(found, pages), *_told(sheets, len(doubts)))
    return Body(compose.pieces(sheets), notices, pages=pages, doubts=doubts)


def _recognised(sheet: Sheet, page: Recognised) -> Sheet:
    """Give a page the words that were recognised on its picture."""
    glyphs = tuple(
        (sign, left, line.top, right, line.bottom)
        for line in page.lines
        for sign, (left, right) in zip(line.text, pairwise(line.edges), strict=True)
    )
    rules = tuple(Rule(*rule) for rule in page.rules)
    return Sheet(sheet.width, sheet.height, glyphs, rules, kind=PageKind.RECOGNISED, missed=page.missed, skew=page.skew)


def _doubts(pages: Iterable[Recognised]) -> Iterator[tuple[int, float, float]]:
    """Give the places of the signs of which the recogniser was not sure."""
    for page in pages:
        for line in page.lines:
            for score, (left, right) in zip(line.scores, pairwise(line.edges), strict=True):
                if score < _SURE:
                    yield page.page, (left + right) / 2, (line.top + line.bottom) / 2


def _told(sheets: Sequence[Sheet], doubts: int) -> Iterator[Notice]:
    """Tell that words were recognised, and how far they can be trusted."""
    pages = [number for number, sheet in enumerate(sheets, 1) if sheet.kind is PageKind.RECOGNISED]
    if pages:
        missed = sum(len(sheet.missed) for sheet in sheets)
        yield Notice(code="recognised", says=says.recognised(pages, len(sheets), doubts, missed))


def _notices(found: Sequence[pdfium.Read | None], pages: Sequence[Page]) -> Iterator[Notice]:
    """Tell what the text does not show."""
    broken = [number for number, page in enumerate(found, 1) if page is None]
    if broken:
        yield Notice(code="broken_pages", says=says.broken_pages(broken))
    scans = [number for number, page in enumerate(pages, 1) if page.kind is PageKind.PICTURE]
    if scans:
        yield Notice(code="scanned", says=says.scanned(scans, len(pages)))
    read = [page for page in found if page and page.sheet.kind is PageKind.TEXT]
    if unknown := sum(page.unknown for page in read):
        yield Notice(code="unknown_signs", says=says.unknown_signs(unknown))
    if pictures := sum(page.pictures for page in read):
        yield Notice(code="embedded", says=says.embedded(pictures, 0))
    if hidden := [number for number, page in enumerate(found, 1) if page and page.unseen]:
        yield Notice(code="hidden_words", says=says.hidden_words(hidden))
