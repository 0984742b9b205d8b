"""Read a workbook (xlsx): the sheets that show, each as tables with their captions, values as they are shown."""

import re
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from lxml import etree

from desktop.intake import says, tables
from desktop.intake.assembly import row
from desktop.intake.body import Body, Kind, Piece
from desktop.intake.counting import RAISED
from desktop.intake.package import Package, local
from desktop.intake.readers import xlsx_numbers
from desktop.intake.readers.docx_styles import child, on, value
from desktop.model.errors import UnreadableFile
from desktop.model.report import Notice

_USUAL = "xl/workbook.xml"
_PLACE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_NAMELESS = re.compile(r"(?:sheet|工作表|表)\s*\d*", re.IGNORECASE)
_FIRST_OWN_FORMAT = 164

Grid = dict[int, dict[int, str]]
"""The words of a sheet by row and column, both counted from 1."""


class _Sheet(NamedTuple):
    name: str
    part: str
    shown: bool


def read(data: bytes, name: str) -> Body:
    """Read every sheet that shows; raises ``UnreadableFile``."""
    package = Package(data, name)
    main = package.main or _USUAL
    root = package.xml(main)
    if root is None:
        raise UnreadableFile(says.damaged(name))
    book = _Book(package, main, root)
    sheets = list(_sheets(package, main, root))
    shown = [sheet for sheet in sheets if sheet.shown]
    pieces: list[Piece] = []
    for sheet in shown:
        made = list(book.pieces(sheet))
        if made and len(shown) > 1 and not _NAMELESS.fullmatch(sheet.name):
            pieces.append(Piece(sheet.name, level=1, sheet=sheet.name))
        pieces += made
    return Body(tuple(pieces), tuple(_notices(package, book, [sheet.name for sheet in sheets if not sheet.shown])))


class _Book:
    """What all sheets share: strings, formats, and what was met on the way."""

    def __init__(self, package: Package, main: str, root: etree._Element) -> None:
        self._package = package
        self._strings = [
            _words(each)
            for each in _all(package.xml(package.related(main, "sharedStrings", "sharedStrings.xml")), "si")
        ]
        self._codes = _codes(package.xml(package.related(main, "styles", "styles.xml")))
        properties = child(root, "workbookPr")
        self._since_1904 = properties is not None and on(properties.get("date1904") or "0")
        self._tables = 0
        self.uncalculated = 0
        self.hidden = 0

    def pieces(self, sheet: _Sheet) -> Iterator[Piece]:
        """Give a sheet's captions as lines and its tables as rows; an empty row ends a table."""
        root = self._package.xml(sheet.part)
        if root is None:
            return
        grid = self._grid(root)
        alone = {number: len(cells) == 1 for number, cells in grid.items()}
        merged = _fill_merged(root, grid)
        for _, region in groupby(enumerate(sorted(grid)), key=lambda pair: pair[1] - pair[0]):
            numbers = [number for _, number in region]
            body = [number for number in numbers if not alone[number]]
            first, last = (body[0], body[-1]) if body else (0, -1)
            self._tables += 1
            head = tables.Head()
            columns = sorted({column for number in body for column in grid[number]})
            for number in numbers:
                cells = grid[number]
                place = f"{tables.letters(min(cells))}{number}:{tables.letters(max(cells))}{number}"
                if first <= number <= last:
                    text = row(cells.get(column, "") for column in columns)
                    own = [(words, *merged.get((number, column), (1, 1))) for column, words in cells.items()]
                    is_head = head.takes(own)
                    yield Piece(text, Kind.ROW, table=self._tables, head=is_head, sheet=sheet.name, cells=place)
                else:
                    yield Piece(next(iter(cells.values())), sheet=sheet.name, cells=place)

    def _grid(self, root: etree._Element) -> Grid:
        """Collect the words of the cells that show."""
        hidden = {
            column
            for each in _all(child(root, "cols"), "col")
            if on(each.get("hidden") or "0")
            for column in range(_number(each.get("min")), min(_number(each.get("max")), 16384) + 1)
        }
        grid: Grid = {}
        number = 0
        for each in _all(child(root, "sheetData"), "row"):
            number = _number(each.get("r")) or number + 1
            out_of_sight = on(each.get("hidden") or "0")
            column = 0
            for cell in _all(each, "c"):
                place = _PLACE.fullmatch(cell.get("r") or "")
                column = _column(place[1]) if place else column + 1
                words = self._cell(cell)
                if not words:
                    continue
                if out_of_sight or column in hidden:
                    self.hidden += 1
                else:
                    grid.setdefault(number, {})[column] = words
        return grid

    def _cell(self, cell: etree._Element) -> str:
        kind = cell.get("t") or "n"
        if kind == "inlineStr":
            inline = child(cell, "is")
            return _words(inline).strip() if inline is not None else ""
        stored = child(cell, "v")
        raw = (stored.text or "") if stored is not None else ""
        if not raw:
            self.uncalculated += child(cell, "f") is not None
            return ""
        if kind == "s":
            at = _number(raw)
            return self._strings[at].strip() if at < len(self._strings) else ""
        if kind == "b":
            return "是" if raw == "1" else "否"
        if kind == "n":
            style = _number(cell.get("s"))
            code = self._codes[style] if style < len(self._codes) else xlsx_numbers.GENERAL
            return xlsx_numbers.shown(raw, code, since_1904=self._since_1904)
        return _unescaped(raw).strip()


def _sheets(package: Package, main: str, root: etree._Element) -> Iterator[_Sheet]:
    """List the worksheets in the order of their tabs."""
    relations = package.relations(main)
    for number, each in enumerate(_all(child(root, "sheets"), "sheet"), 1):
        key = next((str(v) for k, v in each.attrib.items() if str(k).endswith("}id")), "")
        relation = relations.get(key)
        part = relation.target if relation else f"xl/worksheets/sheet{number}.xml"
        if relation is None or relation.kind == "worksheet":
            yield _Sheet(each.get("name") or "", part, (each.get("state") or "visible") == "visible")


def _fill_merged(root: etree._Element, grid: Grid) -> dict[tuple[int, int], tuple[int, int]]:
    """Repeat the words of merged cells where they head other cells; gives (columns, rows) by (row, column)."""
    merged: dict[tuple[int, int], tuple[int, int]] = {}
    widest = max((max(cells) for cells in grid.values()), default=0)
    for each in _all(child(root, "mergeCells"), "mergeCell"):
        corners = _PLACE.findall(each.get("ref") or "")
        if len(corners) != 2:
            continue
        (left, top), (right, bottom) = ((_column(letters), int(number)) for letters, number in corners)
        merged[top, left] = (right - left + 1, bottom - top + 1)
        words = grid.get(top, {}).get(left, "")
        if not words or not tables.heads(words):
            continue
        for number in [number for number in grid if top <= number <= bottom]:
            # A row that holds nothing else is a caption: its words stand once.
            if len(grid[number]) > 1 or number > top:
                for column in range(left, min(right, widest) + 1):
                    grid[number].setdefault(column, words)
    return merged


def _codes(root: etree._Element | None) -> list[str]:
    """List the number formats by the style that a cell names."""
    own = {
        _number(each.get("numFmtId")): each.get("formatCode") or "" for each in _all(child(root, "numFmts"), "numFmt")
    }
    keys = [_number(each.get("numFmtId")) for each in _all(child(root, "cellXfs"), "xf")]
    return [own.get(key) or xlsx_numbers.built_in(key) for key in keys]


def _words(element: etree._Element) -> str:
    """Join the runs of a string, without its phonetic guide."""
    parts = []
    for each in element:
        name = local(each) if isinstance(each.tag, str) else ""
        if name == "t":
            parts.append(each.text or "")
        elif name == "r":
            text = child(each, "t")
            words = (text.text or "") if text is not None else ""
            raised = value(child(each, "rPr"), "vertAlign") == "superscript"
            parts.append(words.translate(RAISED) if raised else words)
    return _unescaped("".join(parts))


def _unescaped(words: str) -> str:
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), words) if "_x" in words else words


def _all(element: etree._Element | None, name: str) -> Iterator[etree._Element]:
    ending = "}" + name
    for each in element if element is not None else ():
        if isinstance(each.tag, str) and (each.tag.endswith(ending) or each.tag == name):
            yield each


def _number(written: str | None) -> int:
    return int(written) if written and written.isdecimal() else 0


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _notices(package: Package, book: _Book, hidden: list[str]) -> Iterator[Notice]:
    """Tell what the text does not show."""
    if package.damaged:
        yield Notice(code="damaged", says=says.partly_damaged())
    if hidden:
        yield Notice(code="hidden_sheets", says=says.hidden_sheets(hidden))
    if book.hidden:
        yield Notice(code="hidden_cells", says=says.hidden_cells(book.hidden))
    if book.uncalculated:
        yield Notice(code="uncalculated", says=says.uncalculated(book.uncalculated))
    pictures = sum(1 for name in package.names if name.startswith("xl/media/"))
    charts = sum(1 for name in package.names if re.fullmatch(r"xl/charts/chart\d+\.xml", name))
    if pictures or charts:
        yield Notice(code="embedded", says=says.embedded(pictures, charts))
