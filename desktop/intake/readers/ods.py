"""Read an OpenDocument workbook (ods): the sheets that show, values in the words that their cells show (ODF 1.3)."""

from collections.abc import Iterator, Sequence

from lxml import etree

from desktop.intake import grids, limits, says
from desktop.intake.body import Body
from desktop.intake.grids import Beside, Grid, Held, Range, Sheet, Unseen
from desktop.intake.package import Package, attribute, local
from desktop.intake.readers.docx_styles import child
from desktop.intake.readers.odt import MOST_REPEATED, Story, number, opened
from desktop.model.report import Notice


def read(data: bytes, name: str) -> Body:
    """Read every sheet that shows; raises ``UnreadableFile``."""
    package, root, body = opened(data, name, "spreadsheet")
    book = _Book(root, Story([root, package.xml("styles.xml")]))
    shown = []
    for table in body.iterchildren("{*}table"):
        if attribute(table, "style-name") in book.hidden:
            book.unseen.sheets.append(attribute(table, "name") or "")
        else:
            shown.append(table)
    _check(shown)
    return grids.body([book.sheet(table) for table in shown], tuple(_notices(package, book.unseen)))


class _Book:
    """What all sheets share: styles, and what was met on the way."""

    def __init__(self, root: etree._Element, story: Story) -> None:
        self._story = story
        self._held = Held()
        self.unseen = Unseen()
        self.hidden = {
            attribute(style, "name")
            for style in root.iter("{*}style")
            if attribute(style, "family") == "table" and _hides(child(style, "table-properties"))
        }

    def sheet(self, table: etree._Element) -> Sheet:
        """Read one sheet."""
        hidden = set(_hidden_columns(table))
        grid: Grid = {}
        merged: list[Range] = []
        comments: list[Beside] = []
        at = 0
        for row in _rows(table):
            repeated = number(attribute(row, "number-rows-repeated"))
            cells = self._row(row, at + 1, merged, comments)
            seen = {column: words for column, words in cells.items() if column not in hidden}
            if attribute(row, "visibility") in {"collapse", "filter"}:
                seen = {}
            self.unseen.cells += len(cells) - len(seen)
            for again in range(min(repeated, MOST_REPEATED) if seen else 0):
                self._held.row(len(seen))
                grid[at + 1 + again] = dict(seen)
            at += repeated
        name = attribute(table, "name") or ""
        return grids.sheet(name, grid, merged, self.unseen, comments)

    def _row(self, row: etree._Element, at: int, merged: list[Range], comments: list[Beside]) -> dict[int, str]:
        cells: dict[int, str] = {}
        column = 1
        for cell in row:
            kind = local(cell) if isinstance(cell.tag, str) else ""
            if kind not in {"table-cell", "covered-table-cell"}:
                continue
            repeated = number(attribute(cell, "number-columns-repeated"))
            words = self._words(cell)
            if words:
                cells |= dict.fromkeys(range(column, column + min(repeated, MOST_REPEATED)), words)
                limits.check(across=len(cells))
            across, down = (number(attribute(cell, f"number-{side}-spanned")) for side in ("columns", "rows"))
            if across > 1 or down > 1:
                merged.append(Range(at, column, at + down - 1, column + across - 1))
            for note in cell.iterchildren("{*}annotation"):
                author, said = self._story.comment(note)
                if said.strip():
                    comments.append(Beside(at, column, author.strip(), said))
            column += repeated
        return cells

    def _words(self, cell: etree._Element) -> str:
        """Give what a cell shows: the program that wrote it has put values, dates and percents into words."""
        words = "\n".join(filter(None, (self._story.words(each) for each in cell.iterchildren("{*}p"))))
        if not words and attribute(cell, "formula") and attribute(cell, "value") is None:
            self.unseen.uncalculated += attribute(cell, "value-type") is None
        return words


def _check(tables: Sequence[etree._Element]) -> None:
    """Count what shows words in a tenth of the time that reading it takes; raises ``TooMuch``."""
    rows = ".//*[local-name()='table-row'][not(@*[local-name()='visibility'])]"
    if sum(1 for table in tables for _ in table.iter("{*}table-row")) > limits.PIECES:
        limits.check(pieces=sum(_count(table, f"{rows}[*/*[local-name()='p']]") for table in tables))
    if sum(1 for table in tables for _ in table.iter("{*}table-cell")) > limits.CELLS:
        limits.check(cells=sum(_count(table, f"{rows}/*[*[local-name()='p']]") for table in tables))


def _count(table: etree._Element, path: str) -> int:
    return int(float(str(table.xpath(f"count({path})"))))


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    for each in table:
        kind = local(each) if isinstance(each.tag, str) else ""
        if kind == "table-row":
            yield each
        elif kind in {"table-header-rows", "table-rows", "table-row-group"}:
            yield from _rows(each)


def _hidden_columns(table: etree._Element) -> Iterator[int]:
    """List the columns out of sight, counted from 1."""
    at = 1
    for each in table.iter("{*}table-column"):
        repeated = number(attribute(each, "number-columns-repeated"))
        if attribute(each, "visibility") in {"collapse", "filter"}:
            yield from range(at, at + min(repeated, 16384))
        at += repeated


def _hides(properties: etree._Element | None) -> bool:
    return properties is not None and attribute(properties, "display") == "false"


def _notices(package: Package, unseen: Unseen) -> Iterator[Notice]:
    """Tell what the text does not show."""
    if package.damaged:
        yield Notice(code="damaged", says=says.partly_damaged())
    yield from unseen.notices()
    pictures = sum(1 for name in package.names if name.startswith("pictures/"))
    charts = sum(1 for name in package.names if name.startswith("object ") and name.endswith("/content.xml"))
    if pictures or charts:
        yield Notice(code="embedded", says=says.embedded(pictures, charts))
