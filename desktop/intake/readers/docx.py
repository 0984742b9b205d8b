"""Read a Word file (docx; transitional, strict and WPS-made): the body in reading order, numbers restored."""

from collections.abc import Iterator, Mapping
from itertools import chain, takewhile

from lxml import etree

from desktop.intake import limits, says, tables
from desktop.intake.body import Body, Kind, Piece, Remark
from desktop.intake.counting import joined
from desktop.intake.package import Package, attribute, local
from desktop.intake.readers import docx_numbers
from desktop.intake.readers.docx_inline import Inline, Note, Seen, alternative
from desktop.intake.readers.docx_styles import Styles, child, level, switched, value
from desktop.intake.tables import Cell
from desktop.model.errors import UnreadableFile
from desktop.model.report import Notice

_USUAL = "word/document.xml"
_DELETED = frozenset({"del", "moveFrom"})
_PLAIN_NOTES = frozenset({None, "normal"})


def read(data: bytes, name: str) -> Body:
    """Read the main text, then the notes that it calls; raises ``UnreadableFile``."""
    package = Package(data, name)
    main = package.main or _USUAL
    root = package.xml(main)
    body = child(root, "body") if root is not None else None
    if body is None:
        raise UnreadableFile(says.damaged(name))
    limits.check_xml(body, rows="tr", cells="tc", lines="p")
    story = _Story(package, main)
    pieces: list[Piece] = []
    beside: dict[str, int] = {}
    for piece in limits.counted(chain(story.blocks(body), story.notes())):
        for key in story.commented:
            beside.setdefault(key, len(pieces))
        pieces.append(piece)
    return Body(tuple(pieces), tuple(_notices(package, story)), tuple(story.remarks(package, main, beside)))


class _Story:
    """Walk through the blocks of a document in order, counting its lists on."""

    def __init__(self, package: Package, main: str) -> None:
        self.seen = Seen()
        self._styles = Styles(package.xml(package.related(main, "styles", "styles.xml")))
        self._lists = docx_numbers.lists(package.xml(package.related(main, "numbering", "numbering.xml")))
        self._notes = {
            Note(kind, attribute(each, "id") or ""): each
            for kind in ("footnote", "endnote")
            for each in _children(package.xml(package.related(main, kind + "s", kind + "s.xml")))
            if local(each) == kind and attribute(each, "type") in _PLAIN_NOTES
        }
        self._called: list[Note] = []
        self._inline = Inline(self._styles, self.seen, self._called, self._notes.__contains__)
        self._paragraph = -1
        self._tables = 0
        self._in_cells = 0
        self._carried = ""

    def blocks(self, container: etree._Element) -> Iterator[Piece]:
        """Give the pieces of a body, cell, note or text box."""
        for each in _children(container):
            name = local(each)
            if name == "p":
                yield from self._paragraphs(each)
            elif name == "tbl":
                yield from self._table(each)
            elif name == "AlternateContent":
                yield from self.blocks(alternative(each))
            elif name in _DELETED:
                self.seen.revised = True
            elif name == "altChunk":
                self.seen.objects += 1
            elif name not in {"sectPr", "sdtPr", "tcPr", "trPr", "tblPr"}:
                yield from self.blocks(each)

    @property
    def commented(self) -> dict[str, str]:
        """Give the words that each comment met so far was made on, by the comment's id."""
        return self._inline.commented

    def remarks(self, package: Package, main: str, beside: Mapping[str, int]) -> Iterator[Remark]:
        """Give the comments in the margin; ``beside`` names the piece at which each one was met."""
        on = dict(self.commented)
        for each in _children(package.xml(package.related(main, "comments", "comments.xml"))):
            if local(each) == "comment":
                key = attribute(each, "id") or ""
                words = " ".join(piece.text for piece in self.blocks(each)).strip()
                yield Remark(attribute(each, "author") or "", words, beside.get(key, 0), on.get(key, ""))

    def notes(self) -> Iterator[Piece]:
        """Give the notes that were called, in the order of their calls; a note may call another."""
        number = 0
        while number < len(self._called):
            note = self._notes[self._called[number]]
            number += 1
            words = " ".join(piece.text for piece in self.blocks(note)).strip()
            yield Piece(f"[{number}] {words}", Kind.NOTE, paragraph=self._paragraph)

    def _paragraphs(self, element: etree._Element) -> Iterator[Piece]:
        """Give a paragraph and the text boxes that are anchored in it."""
        self._paragraph += 1
        place = self._paragraph
        properties = child(element, "pPr")
        words = self._carried + self._inline.read(element)
        contents, boxes = self._inline.contents, self._inline.boxes
        self._carried = ""
        style_id = value(properties, "pStyle") or self._styles.usual
        style = self._styles[style_id]
        if self._runs_on(properties):
            self._carried = words
        else:
            mark = self._mark(properties, style_id, words)
            own = level(properties)
            own = style.level if own is None else own
            if words.strip() or (mark and self._in_cells):
                aside = contents or style.contents
                yield Piece(
                    joined(mark, words.lstrip()) if mark else words,
                    Kind.ASIDE if aside else Kind.LINE,
                    level=None if own is None or own < 0 or aside else own,
                    paragraph=place,
                )
        for box in boxes:
            yield from self.blocks(box)

    def _runs_on(self, properties: etree._Element | None) -> bool:
        """Tell whether a paragraph's mark is deleted or hidden, so that the next one continues it."""
        mark = child(properties, "rPr")
        if mark is None:
            return False
        revisions = {local(each) for each in _children(mark)} & (_DELETED | {"ins", "moveTo"})
        self.seen.revised = self.seen.revised or bool(revisions)
        return bool(revisions & _DELETED or switched(mark, "specVanish"))

    def _mark(self, properties: etree._Element | None, style_id: str, words: str) -> tuple[str, str] | None:
        """Count a paragraph's list on and give its mark; a hidden paragraph does not count."""
        if not words.strip() and switched(child(properties, "rPr"), "vanish"):
            return None
        style = self._styles[style_id]
        number = value(properties, "numPr", "numId")
        depth = value(properties, "numPr", "ilvl")
        if number is None:
            number = style.number
            named = self._lists.level_of_style(number or "", self._styles.owner_of_number(style_id))
            usual = named if style.depth is None else style.depth
        else:
            usual = 0
        if number is None or number == "0":
            return None
        return self._lists.mark(number, int(depth) if depth and depth.isdecimal() else usual)

    def _table(self, element: etree._Element) -> Iterator[Piece]:
        """Give a table's rows, then the tables inside its cells; a table of one column is set as its content."""
        self._tables += 1
        table, place = self._tables, self._paragraph + 1
        given = [(row, cells) for row in self._rows(element) if (cells := self._cells(row))]
        rows = [cells for _, cells in given]
        said = sum(1 for _ in takewhile(lambda pair: switched(child(pair[0], "trPr"), "tblHeader"), given))
        if all(len(cells) == 1 for cells in rows):
            for cells in rows:
                yield from cells[0][1]
            return
        nested: list[Piece] = []
        laid: list[list[Cell]] = []
        for cells in rows:
            line = []
            for cell, inside in cells:
                nested += [piece for piece in inside if piece.kind is Kind.ROW]
                words = "\n".join(piece.text for piece in inside if piece.kind is not Kind.ROW)
                line.append(cell._replace(words=words))
            laid.append(line)
        yield from tables.pieces(_merged_down(laid), table, paragraph=place, heads_said=said)
        yield from nested

    def _rows(self, element: etree._Element) -> Iterator[etree._Element]:
        for each in _children(element):
            name = local(each)
            if name == "tr":
                properties = child(each, "trPr")
                if any(local(mark) in _DELETED for mark in _children(properties)):
                    self.seen.revised = True
                elif not switched(properties, "hidden"):
                    yield each
            elif name in {"sdt", "sdtContent", "customXml", "ins", "moveTo"}:
                yield from self._rows(each)

    def _cells(self, row: etree._Element) -> list[tuple[Cell, list[Piece]]]:
        """Read a row's cells; ``down`` is 0 in a cell that goes on from above."""
        found: list[tuple[Cell, list[Piece]]] = []
        column = _count(value(child(row, "trPr"), "gridBefore"), 0)
        elements = list(_cell_elements(row))
        limits.check(across=len(elements))
        for each in elements:
            properties = child(each, "tcPr")
            across = _count(value(properties, "gridSpan"), 1)
            if child(properties, "cellDel") is not None:
                self.seen.revised = True
                continue
            if _goes_on(child(properties, "hMerge")) and found:
                before, held = found[-1]
                found[-1] = before._replace(across=before.across + across), held
                column += across
                continue
            goes_on = _goes_on(child(properties, "vMerge"))
            self._in_cells += 1
            inside = list(self.blocks(each))
            self._in_cells -= 1
            found.append((Cell("", across, 0 if goes_on else 1, column), [] if goes_on else inside))
            column += across
        return found


def _merged_down(rows: list[list[Cell]]) -> list[list[Cell]]:
    """Count how far each cell reaches down, and leave out the cells that it covers."""
    begun: dict[int, tuple[int, int]] = {}
    laid: list[list[Cell]] = []
    for cells in rows:
        line: list[Cell] = []
        for cell in cells:
            if cell.down == 0 and cell.column in begun:
                at, index = begun[cell.column]
                above = laid[at][index]
                laid[at][index] = above._replace(down=len(laid) - at + 1)
                continue
            begun[cell.column] = (len(laid), len(line))
            line.append(cell._replace(down=1))
        laid.append(line)
    return laid


def _goes_on(merge: etree._Element | None) -> bool:
    """Tell whether a cell is merged into the one before or above it."""
    return merge is not None and (attribute(merge, "val") or "continue") != "restart"


def _cell_elements(row: etree._Element) -> Iterator[etree._Element]:
    for each in _children(row):
        name = local(each)
        if name == "tc":
            yield each
        elif name in {"sdt", "sdtContent", "customXml"}:
            yield from _cell_elements(each)


def _children(element: etree._Element | None) -> Iterator[etree._Element]:
    return (each for each in element if isinstance(each.tag, str)) if element is not None else iter(())


def _count(written: str | None, otherwise: int) -> int:
    return min(int(written), tables.COLUMNS) if written and written.isdecimal() else otherwise


def _notices(package: Package, story: _Story) -> Iterator[Notice]:
    """Tell what the text does not show."""
    if package.damaged:
        yield Notice(code="damaged", says=says.partly_damaged())
    if story.seen.revised:
        yield Notice(code="revisions", says=says.revisions())
    if story.seen.pictures or story.seen.objects:
        yield Notice(code="embedded", says=says.embedded(story.seen.pictures, story.seen.objects))
