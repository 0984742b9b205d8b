"""Read an OpenDocument text (odt): the body in reading order, list numbers restored (ODF 1.3, part 3)."""

import re
from collections.abc import Iterator
from itertools import takewhile

from lxml import etree

from desktop.intake import formulas, limits, says, tables
from desktop.intake.body import Body, Kind, Piece, Remark
from desktop.intake.counting import RAISED, joined, written
from desktop.intake.package import Package, attribute, local
from desktop.intake.readers.docx_styles import child
from desktop.intake.tables import Cell
from desktop.model.errors import UnreadableFile
from desktop.model.report import Notice

_SKIPPED = frozenset(
    {
        *("tracked-changes", "annotation-end", "sequence-decls", "variable-decls", "user-field-decls", "forms"),
        *("hidden-text", "hidden-paragraph", "alphabetical-index-mark", "bookmark", "title", "desc", "script"),
        *("note-citation", "soft-page-break", "change", "object", "object-ole"),
    }
)
_CHANGES = frozenset({"change-start", "change-end"})
_INDEXES = frozenset(
    {"table-of-content", "illustration-index", "table-index", "object-index", "user-index", "alphabetical-index"}
)
_SHAPES = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_SHAPES |= {
    "01, 02, 03, ...": "decimalZero",
    "一, 二, 三, ...": "chineseCounting",
    "一, 十, 一百(繁), ...": "chineseCounting",
}
_SHAPES |= {"壹, 贰, 叁, ...": "chineseLegalSimplified", "甲, 乙, 丙, ...": "ideographTraditional"}
_SHAPES |= {"①, ②, ③, ...": "decimalEnclosedCircle", "１, ２, ３, ...": "decimalFullWidth"}
MOST_REPEATED = 256
"""How often a cell or a row that holds words is taken where the file says that it is repeated."""
_LONGEST = 8
_MOST_FORMULAS = 500
_OUTLINE = "\x00outline"
_PLACE, _RAISED_FROM = re.compile(r"(?:(super)|(\d{1,3})%)\s+\d"), 25
"""How far words stand above the line, where they are set smaller, too; in percent of their height."""
_BLANKS = re.compile(r"[ \t\r\n]+")


def read(data: bytes, name: str) -> Body:
    """Read the main text and the notes; raises ``UnreadableFile``."""
    package, root, body = opened(data, name, "text")
    limits.check_xml(body, rows="table-row", cells="table-cell", lines="p")
    story = Story([root, package.xml("styles.xml")], package)
    pieces: list[Piece] = []
    remarks: list[Remark] = []
    for piece in limits.counted(story.blocks(body)):
        for author, words in story.comments[len(remarks) :]:
            remarks.append(Remark(author, words, len(pieces)))
        pieces.append(piece)
    remarks += [Remark(author, words, len(pieces)) for author, words in story.comments[len(remarks) :]]
    pieces += story.notes
    notices = []
    if package.damaged:
        notices.append(Notice(code="damaged", says=says.partly_damaged()))
    if next(body.iter("{*}tracked-changes"), None) is not None:
        notices.append(Notice(code="revisions", says=says.revisions()))
    if story.pictures:
        notices.append(Notice(code="embedded", says=says.embedded(story.pictures, 0)))
    return Body(tuple(pieces), tuple(notices), tuple(remarks))


def opened(data: bytes, name: str, kind: str) -> tuple[Package, etree._Element, etree._Element]:
    """Open a document of a kind (text, spreadsheet): its package, its content and the body of that.

    Raises ``UnreadableFile``.
    """
    package = Package(data, name)
    manifest = package.part("META-INF/manifest.xml") or b""
    if b"encryption-data" in manifest:
        raise UnreadableFile(says.locked(name))
    root = package.xml("content.xml")
    body = child(root, "body", kind)
    if root is None or body is None:
        raise UnreadableFile(says.damaged(name))
    return package, root, body


class Story:
    """Walk through the blocks of a document in order, counting its lists on."""

    def __init__(self, roots: list[etree._Element | None], package: Package | None = None) -> None:
        self._package = package
        self.notes: list[Piece] = []
        self.comments: list[tuple[str, str]] = []
        self.pictures = 0
        self._formulas: dict[str, str] = {}
        self._hides: dict[str, bool] = {}
        self._raised: set[str] = set()
        self._lists: dict[str, dict[int, etree._Element]] = {}
        self._list_of: dict[str, str] = {}
        for root in roots:
            for each in root.iter("{*}style", "{*}list-style", "{*}outline-style") if root is not None else ():
                self._read_style(each)
        self._counters: dict[str, list[int]] = {}
        self._tables = 0
        self._cells = 0
        self._count = -1
        self._boxes: list[etree._Element] = []
        deletions = (each for root in roots if root is not None for each in root.iter("{*}deletion"))
        regions = (each.getparent() for each in deletions)
        self._deletions = {attribute(region, "id") or "" for region in regions if region is not None} - {""}
        self._deleting: set[str] = set()

    def words(self, paragraph: etree._Element) -> str:
        """Give the words of one paragraph."""
        parts: list[str] = []
        self._inline(
            paragraph, parts, hidden=self._hides.get(attribute(paragraph, "style-name") or "", False), raised=False
        )
        return "".join(parts).strip()

    def comment(self, element: etree._Element) -> tuple[str, str]:
        """Read a comment: who made it, and what it says."""
        creator = child(element, "creator")
        author = "".join(map(str, creator.itertext())) if creator is not None else ""
        return author, " ".join(piece.text for piece in self.blocks(element))

    def blocks(self, container: etree._Element, depth: int = 0, style: str = "") -> Iterator[Piece]:
        """Give the pieces of a body, section, cell, note or text box; ``style`` is that of the list around it."""
        for each in container:
            name = local(each) if isinstance(each.tag, str) else ""
            if name in {"p", "h"}:
                yield from self._paragraph(each, None)
            elif name == "list":
                yield from self._list(each, depth + 1, attribute(each, "style-name") or style)
            elif name == "table":
                yield from self._table(each)
            elif name in _INDEXES:
                yield from (piece._replace(kind=Kind.ASIDE, level=None) for piece in self.blocks(each))
            elif name in _CHANGES:
                self._change(each, name)
            elif name and name not in _SKIPPED and attribute(each, "display") != "none":
                yield from self.blocks(each, depth, style)

    def _list(self, element: etree._Element, depth: int, style: str, *, goes_on: bool = False) -> Iterator[Piece]:
        """Give a list's items; one that ``goes_on``, or stands in one that does, is counted on from the last."""
        goes_on = (
            goes_on or attribute(element, "continue-numbering") == "true" or bool(attribute(element, "continue-list"))
        )
        counters = self._counters.setdefault(style, [0] * 11)
        if not goes_on:
            counters[min(depth, 10)] = 0
        for item in element:
            name = local(item) if isinstance(item.tag, str) else ""
            marked = name == "list-item"
            for each in item:
                inner = local(each) if isinstance(each.tag, str) else ""
                if inner in {"p", "h"}:
                    own = style or self._list_of.get(attribute(each, "style-name") or "", "")
                    start = attribute(item, "start-value")
                    mark = self._mark(own, min(depth, 10), start) if marked else None
                    marked = False
                    yield from self._paragraph(each, mark)
                elif inner == "list":
                    own = attribute(each, "style-name") or style
                    yield from self._list(each, depth + 1, own, goes_on=goes_on)

    def _mark(self, style: str, depth: int, start: str | None) -> str | None:
        """Count a list on; gives its mark, None where it has none."""
        counters = self._counters.setdefault(style, [0] * 11)
        levels = self._lists.get(style, {})
        level = levels.get(depth)
        first = number(start or (attribute(level, "start-value") if level is not None else None))
        counters[depth] = first if start or not counters[depth] else counters[depth] + 1
        counters[depth + 1 :] = [0] * (10 - depth)
        if level is None:
            return None
        if "bullet" in local(level):
            return "•"
        if not attribute(level, "num-format"):
            return (attribute(level, "num-prefix") or "") + (attribute(level, "num-suffix") or "") or None
        shown = number(attribute(level, "display-levels"))
        formats = {at: attribute(each, "num-format") or "" for at, each in levels.items()}
        numbers = ".".join(
            written(max(counters[at], 1), _SHAPES.get(formats.get(at, ""), "decimal"))
            for at in range(max(depth - shown + 1, 1), depth + 1)
        )
        return (attribute(level, "num-prefix") or "") + numbers + (attribute(level, "num-suffix") or "")

    def _paragraph(self, element: etree._Element, mark: str | None) -> Iterator[Piece]:
        self._count += 1
        place = self._count
        style = attribute(element, "style-name") or ""
        level = number(attribute(element, "outline-level")) if local(element) == "h" else None
        if level and mark is None and attribute(element, "is-list-header") != "true":
            mark = self._mark(_OUTLINE, min(level, 10), None)
        outer, self._boxes = self._boxes, []
        parts: list[str] = []
        self._inline(element, parts, hidden=self._hides.get(style, False), raised=False)
        boxes, self._boxes = self._boxes, outer
        words = "".join(parts)
        if words.strip():
            yield Piece(joined((mark or "", "tab"), words.strip()), level=level, paragraph=place)
        for box in boxes:
            yield from self.blocks(box)

    def _inline(self, element: etree._Element, parts: list[str], *, hidden: bool, raised: bool) -> None:
        def say(text: str | None) -> None:
            if text and not hidden and not self._deleting:
                text = _BLANKS.sub(" ", text)
                parts.append(text.translate(RAISED) if raised and text.isascii() else text)

        say(element.text)
        for each in element:
            name = local(each) if isinstance(each.tag, str) else ""
            if name == "s":
                say("\xa0" * min(number(attribute(each, "c")), 40))
            elif name in _CHANGES:
                self._change(each, name)
            elif name in {"tab", "line-break"}:
                parts.append("\t" if name == "tab" else "\n")
            elif name == "note":
                self._note(each, parts)
            elif name == "annotation":
                self.comments.append(self.comment(each))
            elif name == "text-box":
                self._boxes.append(each)
            elif name == "frame" and (words := self._formula(each)):
                say(words)
            elif name == "image":
                self.pictures += 1
            elif name == "ruby":
                base = child(each, "ruby-base")
                if base is not None:
                    self._inline(base, parts, hidden=hidden, raised=raised)
            elif name and name not in _SKIPPED:
                style = attribute(each, "style-name") or ""
                self._inline(each, parts, hidden=self._hides.get(style, hidden), raised=raised or style in self._raised)
            say(each.tail)

    def _formula(self, frame: etree._Element) -> str:
        """Write the formula that a frame holds: in itself, or as an object of the package."""
        held = child(frame, "object")
        formula = child(held, "math")
        name = (attribute(held, "href") or "").removeprefix("./") if held is not None else ""
        if formula is not None or not name or not self._package:
            return formulas.written(formula) if formula is not None else ""
        if name not in self._formulas and len(self._formulas) < _MOST_FORMULAS:
            root = self._package.xml(f"{name}/content.xml")
            self._formulas[name] = formulas.written(root) if root is not None and local(root) == "math" else ""
        return self._formulas.get(name, "")

    def _change(self, element: etree._Element, name: str) -> None:
        """Begin or end words that were deleted and still stand where they stood, as in a file that is one XML."""
        key = attribute(element, "change-id") or ""
        if name == "change-end":
            self._deleting.discard(key)
        elif key in self._deletions:
            self._deleting.add(key)

    def _note(self, element: etree._Element, parts: list[str]) -> None:
        number = len(self.notes) + 1
        self.notes.append(Piece("", Kind.NOTE))
        body = child(element, "note-body")
        words = " ".join(piece.text for piece in self.blocks(body)) if body is not None else ""
        self.notes[number - 1] = Piece(f"[{number}] {words}", Kind.NOTE)
        parts.append(f"[{number}]")

    def _table(self, element: etree._Element) -> Iterator[Piece]:
        self._tables += 1
        table, place = self._tables, self._count + 1
        nested: list[Piece] = []
        laid = []
        rows = list(_rows(element))
        said = sum(1 for _ in takewhile(_is_head, rows))
        for row in rows:
            line: list[Cell] = []
            column = 0
            for each in row:
                name = local(each) if isinstance(each.tag, str) else ""
                repeated = min(number(attribute(each, "number-columns-repeated")), MOST_REPEATED) if name else 0
                if name == "table-cell":
                    inside = list(self.blocks(each))
                    nested += [piece for piece in inside if piece.kind is Kind.ROW]
                    words = "\n".join(piece.text for piece in inside if piece.kind is not Kind.ROW)
                    across, down = (number(attribute(each, f"number-{side}-spanned")) for side in ("columns", "rows"))
                    line += [Cell(words, across, down, column + at) for at in range(repeated)]
                    self._cells += repeated
                    limits.check(cells=self._cells, across=len(line))
                column += repeated
            laid.append(line)
        yield from tables.pieces(laid, table, paragraph=place, heads_said=said)
        yield from nested

    def _read_style(self, element: etree._Element) -> None:
        kind = local(element)
        name = attribute(element, "name") or ""
        if kind == "style":
            properties = child(element, "text-properties")
            display = attribute(properties, "display") if properties is not None else None
            if display:
                self._hides[name] = display == "none"
            place = _PLACE.match(attribute(properties, "text-position") or "") if properties is not None else None
            if place and (place[1] == "super" or int(place[2]) >= _RAISED_FROM):
                self._raised.add(name)
            own = attribute(element, "list-style-name")
            if own:
                self._list_of[name] = own
            return
        levels = {number(attribute(each, "level")): each for each in element if isinstance(each.tag, str)}
        self._lists[_OUTLINE if kind == "outline-style" else name] = levels


def number(written: str | None) -> int:
    """Read a count, 1 where there is none that can be read."""
    return int(written) if written and len(written) < _LONGEST and written.isdecimal() else 1


def _is_head(row: etree._Element) -> bool:
    parent = row.getparent()
    return parent is not None and local(parent) == "table-header-rows"


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    for each in table:
        name = local(each) if isinstance(each.tag, str) else ""
        if name == "table-row" and attribute(each, "visibility") in {None, "visible"}:
            yield each
        elif name in {"table-header-rows", "table-rows", "table-row-group"}:
            yield from _rows(each)
