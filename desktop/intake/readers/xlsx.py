"""Read a workbook (xlsx): the sheets that show, each as tables with their captions, values as they are shown."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from desktop.intake import grids, says
from desktop.intake.body import Body
from desktop.intake.counting import RAISED
from desktop.intake.grids import Beside, Grid, Held, Range, Unseen
from desktop.intake.package import Package, local
from desktop.intake.readers import xlsx_numbers
from desktop.intake.readers.docx_styles import child, on, value
from desktop.model.errors import UnreadableFile
from desktop.model.report import Notice

_USUAL = "xl/workbook.xml"
_PLACE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


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
    shown = []
    for sheet in _sheets(package, main, root):
        if not sheet.shown:
            book.unseen.sheets.append(sheet.name)
        elif (content := package.xml(sheet.part)) is not None:
            comments = tuple(_comments(package, sheet.part))
            shown.append(grids.sheet(sheet.name, book.grid(content), _merged(content), book.unseen, comments))
    return grids.body(shown, tuple(_notices(package, book.unseen)))


class _Book:
    """What all sheets share: strings, formats, and what was met on the way."""

    def __init__(self, package: Package, main: str, root: etree._Element) -> None:
        self._strings = [
            _words(each)
            for each in _all(package.xml(package.related(main, "sharedStrings", "sharedStrings.xml")), "si")
        ]
        self._codes = _codes(package.xml(package.related(main, "styles", "styles.xml")))
        properties = child(root, "workbookPr")
        self._since_1904 = properties is not None and on(properties.get("date1904") or "0")
        self.unseen = Unseen()
        self._held = Held()

    def grid(self, root: etree._Element) -> Grid:
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
            seen: dict[int, str] = {}
            for cell in _all(each, "c"):
                place = _PLACE.fullmatch(cell.get("r") or "")
                column = _column(place[1]) if place else column + 1
                words = self._cell(cell)
                if not words:
                    continue
                if out_of_sight or column in hidden:
                    self.unseen.cells += 1
                else:
                    seen[column] = words
            if seen:
                self._held.row(len(seen))
                grid.setdefault(number, {}).update(seen)
        return grid

    def _cell(self, cell: etree._Element) -> str:
        kind = cell.get("t") or "n"
        if kind == "inlineStr":
            inline = child(cell, "is")
            return _words(inline).strip() if inline is not None else ""
        stored = child(cell, "v")
        raw = (stored.text or "") if stored is not None else ""
        if not raw:
            self.unseen.uncalculated += child(cell, "f") is not None
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


def _merged(root: etree._Element) -> Iterator[Range]:
    for each in _all(child(root, "mergeCells"), "mergeCell"):
        corners = _PLACE.findall(each.get("ref") or "")
        if len(corners) == 2:
            (left, top), (right, bottom) = corners
            yield Range(int(top), _column(left), int(bottom), _column(right))


def _comments(package: Package, part: str) -> Iterator[Beside]:
    """List a sheet's comments: the threads of newer programs, else the notes; a thread's note repeats its words."""
    related = package.relations(part).values()
    people = {
        each.get("id") or "": each.get("displayName") or ""
        for each in _all(package.xml("xl/persons/person.xml"), "person")
    }
    threads = [
        (each.get("ref") or "", people.get(each.get("personId") or "", ""), _text_of(each))
        for relation in related
        if relation.kind == "threadedcomment"
        for each in _all(package.xml(relation.target), "threadedComment")
    ]
    threaded = {place for place, _, _ in threads}
    for relation in related:
        root = package.xml(relation.target) if relation.kind == "comments" else None
        authors = [each.text or "" for each in _all(child(root, "authors"), "author")] if root is not None else []
        for each in _all(child(root, "commentList"), "comment") if root is not None else ():
            by = _number(each.get("authorId"))
            text = child(each, "text")
            if (each.get("ref") or "") not in threaded and text is not None:
                threads.append((each.get("ref") or "", authors[by] if by < len(authors) else "", _words(text)))
    for place, author, words in threads:
        cell = _PLACE.fullmatch(place)
        if cell and words.strip():
            yield Beside(int(cell[2]), _column(cell[1]), author.strip(), " ".join(words.split()))


def _text_of(element: etree._Element) -> str:
    text = child(element, "text")
    return (text.text or "") if text is not None else ""


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


def _notices(package: Package, unseen: Unseen) -> Iterator[Notice]:
    """Tell what the text does not show."""
    if package.damaged:
        yield Notice(code="damaged", says=says.partly_damaged())
    yield from unseen.notices()
    pictures = sum(1 for name in package.names if name.startswith("xl/media/"))
    charts = sum(1 for name in package.names if re.fullmatch(r"xl/charts/chart\d+\.xml", name))
    if pictures or charts:
        yield Notice(code="embedded", says=says.embedded(pictures, charts))
