"""Read PDF files: what their pages print, as running text with its place on the page."""

from collections.abc import Callable, Iterator, Sequence

from desktop.intake import says
from desktop.intake.body import Body
from desktop.intake.printed import compose, pdfium
from desktop.intake.printed.sheet import Sheet
from desktop.model.errors import UnreadableFile
from desktop.model.pages import Page, PageKind
from desktop.model.report import Notice

_SIGNS = 4_000_000
"""The most signs of a whole file."""


def read(
    data: bytes,
    name: str,
    password: str = "",
    without: frozenset[int] = frozenset(),
    begins: Callable[[int], None] = lambda page: None,
) -> Body:
    """Read a file without some of its pages, counted from 1; ``begins`` is told each before it is read."""
    document = pdfium.opened(data, name, password)
    try:
        found = []
        for number in range(1, len(document) + 1):
            begins(number)
            found.append(None if number in without else pdfium.read(document, number - 1))
            if sum(len(page.sheet.glyphs) for page in found[-1:] if page) > _SIGNS:
                raise UnreadableFile(says.bomb(name))
    finally:
        document.close()
    if not any(found):
        raise UnreadableFile(says.damaged(name))
    sheets = [page.sheet if page else Sheet(595, 842) for page in found]
    pages = tuple(Page(sheet.width, sheet.height, sheet.kind) for sheet in sheets)
    return Body(compose.pieces(sheets), tuple(_notices(found, pages)), pages=pages)


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
