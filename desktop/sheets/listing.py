"""The lists as .xlsx and .docx: written, and their lines counted."""

from collections.abc import Callable
from pathlib import Path

from desktop.model.export import Kind, Written
from desktop.sheets.dossier import Dossier
from desktop.sheets.lists import list_book
from desktop.sheets.pages import Page, RowKind
from desktop.sheets.recount import Recount

Tick = Callable[[float], None]


def write(kind: Kind, path: Path, dossier: Dossier, tick: Tick) -> None:
    """Write one list, by the suffix."""
    book = list_book(dossier, kind)
    tick(0.4)
    if path.suffix == ".docx":
        from desktop.sheets import wordfile

        wordfile.write_book(path, book)
    else:
        from desktop.sheets import workbook

        workbook.write(path, book, tick)


def check(kind: Kind, path: Path, dossier: Dossier, recount: Recount) -> Written:
    """Open the file again and find the number and the first words of every line."""
    (page,) = list_book(dossier, kind).pages
    wanted = _numbered(page)
    held = _of_docx(path) if path.suffix == ".docx" else _of_xlsx(path)
    recount.same(f"“{kind.value}”的条数", len(held), len(wanted))
    for (number, words), (there, found) in zip(wanted, held, strict=True):
        recount.same(f"“{kind.value}”第 {number} 条", (there, found), (number, words))
    return Written(counts=((kind.value, len(held)),))


Line = tuple[str, str]


def _numbered(page: Page) -> list[Line]:
    """Give number and the second cell of every record, its further pieces with it."""
    found: list[Line] = []
    for row in page.rows:
        texts = [str(cell) for cell in row.cells[:2]]
        if row.kind is RowKind.RECORD and texts[0].isdigit():
            found.append((texts[0], texts[1]))
        elif row.kind in {RowKind.MORE, RowKind.PIECE} and found:
            found[-1] = (found[-1][0], found[-1][1] + texts[1])
    return [(number, _plain(text)) for number, text in found]


def _of_docx(path: Path) -> list[Line]:
    """Take the numbered rows of the only table."""
    from docx import Document
    from docx.oxml.ns import qn

    found: list[Line] = []
    for row in Document(str(path)).element.body.iter(qn("w:tr")):
        cells = ["".join(t.text or "" for t in cell.iter(qn("w:t"))) for cell in row.iter(qn("w:tc"))]
        if len(cells) > 1 and cells[0].isdigit():
            found.append((cells[0], cells[1]))
        elif len(cells) > 1 and not cells[0] and found:
            found[-1] = (found[-1][0], found[-1][1] + cells[1])
    return [(number, _plain(text)) for number, text in found]


def _of_xlsx(path: Path) -> list[Line]:
    """Take the numbered rows of the first sheet, further pieces with them."""
    from desktop.sheets.readback import read_rows

    found: list[Line] = []
    for first, second in read_rows(path):
        if first.isdigit():
            found.append((first, second))
        elif found and not first:
            found[-1] = (found[-1][0], found[-1][1] + second)
    return [(number, _plain(text)) for number, text in found]


def _plain(text: str) -> str:
    """Leave out what a paper may set otherwise: breaks and blanks."""
    return "".join(text.split())
