"""The words of a Word paragraph: runs put together again, revisions accepted, hidden text and field codes left out."""

from collections.abc import Callable
from typing import NamedTuple

from lxml import etree

from desktop.intake import equations, formulas
from desktop.intake.counting import LOWERED, RAISED, symbol
from desktop.intake.package import attribute, local
from desktop.intake.readers.docx_styles import Styles, child, switched, value

# Kept from the text: what was deleted, what stands elsewhere, and properties.
_SKIPPED = frozenset(
    {
        *("rPr", "pPr", "sdtPr", "sdtEndPr", "tblPr", "ffData", "fldData", "lastRenderedPageBreak"),
        *("del", "moveFrom", "delText", "delInstrText", "instrText", "rt"),
        *("annotationRef", "footnoteRef", "endnoteRef", "separator", "continuationSeparator"),
        *("pgNum", "dayShort", "dayLong", "monthShort", "monthLong", "yearShort", "yearLong"),
    }
)
_DELETIONS = frozenset({"del", "moveFrom"})
_REVISIONS = _DELETIONS | {"ins", "moveTo"}
_COMMENT_MARKS = frozenset({"commentRangeStart", "commentRangeEnd", "commentReference"})
_BREAKS = {"br": "\n", "cr": "\n", "tab": "\t", "ptab": "\t", "noBreakHyphen": "-"}
_COMMENTS_AT_ONCE = 40
_BEGINNING = 20
_PICTURES = frozenset({"blip", "imagedata"})
_OBJECTS = frozenset({"OLEObject", "chart", "relIds", "altChunk"})


class Seen:
    """What was met on the way: revisions and what cannot be read."""

    def __init__(self) -> None:
        self.revised = False
        self.pictures = 0
        self.objects = 0


class Note(NamedTuple):
    """A footnote or endnote that the text calls."""

    kind: str
    key: str


class Inline:
    """Collect a paragraph's words; fields may reach over several paragraphs, so one serves a whole story."""

    def __init__(self, styles: Styles, seen: Seen, called: list[Note], known: Callable[[Note], bool]) -> None:
        self._styles = styles
        self._seen = seen
        self._called = called
        self._numbers: dict[Note, int] = {}
        self._known = known
        self._fields: list[list[str]] = []
        self._codes: list[list[str]] = []
        self._parts: list[str] = []
        self._open: set[str] = set()
        self.commented: dict[str, str] = {}
        self.boxes: list[etree._Element] = []
        self.contents = False

    def read(self, paragraph: etree._Element) -> str:
        """Give a paragraph's words; ``boxes`` are its text boxes, ``contents`` tells a table of contents."""
        self._parts, self.boxes, self.contents = [], [], self._in_contents()
        style = value(child(paragraph, "pPr"), "pStyle") or self._styles.usual
        self._walk(paragraph, hidden=bool(self._styles[style].hidden))
        return "".join(self._parts)

    def _walk(self, element: etree._Element, *, hidden: bool) -> None:
        for each in element:
            if isinstance(each.tag, str):
                self._one(each, hidden=hidden)

    def _one(self, element: etree._Element, *, hidden: bool) -> None:
        name = local(element)
        if name in _REVISIONS:
            self._seen.revised = True
        if name == "instrText" and self._fields:
            self._fields[-1].append(element.text or "")
        if name in _SKIPPED:
            return
        if name in _COMMENT_MARKS:
            self._comment(name, attribute(element, "id") or "")
        elif name == "r":
            self._run(element, hidden=hidden)
        elif name == "AlternateContent":
            self._walk(alternative(element), hidden=hidden)
        elif name in {"drawing", "pict", "object"}:
            if not hidden:
                self._drawn(element)
        elif name == "oMath":
            self._add(formulas.written(element), hidden=hidden)
        elif name == "fldSimple" and equations.is_equation(attribute(element, "instr") or ""):
            self._add(equations.shown(attribute(element, "instr") or ""), hidden=hidden)
        elif name == "t":
            self._add(element.text or "", hidden=hidden)
        else:
            self._walk(element, hidden=hidden)

    def _run(self, run: etree._Element, *, hidden: bool) -> None:
        properties = child(run, "rPr")
        raised = None
        if properties is not None:
            style = self._styles[value(properties, "rStyle") or ""]
            own = switched(properties, "vanish")
            own = style.hidden if own is None else own
            hidden = hidden if own is None else own
            raised = value(properties, "vertAlign") or style.raised
        for each in run:
            name = local(each) if isinstance(each.tag, str) else ""
            if name == "t" and raised in {"superscript", "subscript"}:
                words = each.text or ""
                simple = words.strip().isascii() and not words.strip().startswith("[")
                table = RAISED if raised == "superscript" else LOWERED
                self._add(words.translate(table) if simple else words, hidden=hidden)
            elif name in _BREAKS:
                self._add(_BREAKS[name], hidden=hidden)
            elif name == "sym":
                self._add(_symbol(each), hidden=hidden)
            elif name == "fldChar":
                self._field(attribute(each, "fldCharType") or "", hidden=hidden)
            elif name == "commentReference":
                self._comment(name, attribute(each, "id") or "")
            elif name in {"footnoteReference", "endnoteReference"}:
                self._call(Note(name.removesuffix("Reference"), attribute(each, "id") or ""), hidden=hidden)
            elif name:
                self._one(each, hidden=hidden)

    def _add(self, words: str, *, hidden: bool) -> None:
        if hidden:
            return
        if self._codes:
            # What a field gives within the code of another is part of that code.
            self._codes[-1].append(words)
            return
        self._parts.append(words)
        for key in self._open:
            self.commented[key] += words

    def _comment(self, mark: str, key: str) -> None:
        """Begin or end the words that a comment is made on; one that lies at a point is made on none."""
        self.commented.setdefault(key, "")
        if mark == "commentRangeStart":
            if len(self._open) < _COMMENTS_AT_ONCE:
                self._open.add(key)
        else:
            self._open.discard(key)

    def _field(self, kind: str, *, hidden: bool) -> None:
        if kind == "begin":
            self._codes.append([])
            self._fields.append(self._codes[-1])
            if len(self._fields) > equations.DEEPEST_FIELD and self._fields.pop(0) is self._codes[0]:
                self._codes.pop(0)
            return
        if not self._fields or kind not in {"separate", "end"}:
            return
        field = self._fields[-1]
        coded = bool(self._codes) and self._codes[-1] is field
        equation = coded and equations.is_equation("".join(field[:_BEGINNING]))
        if coded and (kind == "end" or not equation):
            self._codes.pop()
        if kind == "end":
            self._fields.pop()
            self._add(equations.shown("".join(field)) if equation else "", hidden=hidden)
        elif equation:
            field.append(equations.RESULT)
        elif coded:
            self.contents = self.contents or self._in_contents()

    def _in_contents(self) -> bool:
        """Tell whether what is read now is the result of a table-of-contents field."""
        return any(code and code[0].strip().upper().startswith("TOC") for code in self._fields)

    def _call(self, note: Note, *, hidden: bool) -> None:
        if hidden or self._codes or not self._known(note):
            return
        number = self._numbers.setdefault(note, len(self._called) + 1)
        if number > len(self._called):
            self._called.append(note)
        self._parts.append(f"[{number}]")

    def _drawn(self, element: etree._Element) -> None:
        """Look into a drawing for text boxes; count what else it holds."""
        for each in element:
            name = local(each) if isinstance(each.tag, str) else ""
            if name == "txbxContent":
                self.boxes.append(each)
            elif name == "AlternateContent":
                self._drawn(alternative(each))
            elif name == "textpath" and each.get("string"):
                self.boxes.append(_lettering(each))
            elif name:
                self._seen.pictures += name in _PICTURES
                self._seen.objects += name in _OBJECTS
                self._drawn(each)


def alternative(element: etree._Element) -> etree._Element:
    """Choose the one of several renderings of the same thing that holds words, the newest first."""
    branches = [each for each in element if isinstance(each.tag, str) and local(each) in {"Choice", "Fallback"}]
    for branch in branches:
        if any(isinstance(each.tag, str) and local(each) in {"txbxContent", "t"} for each in branch.iter()):
            return branch
    return branches[0] if branches else element


def _lettering(path: etree._Element) -> etree._Element:
    """Make a text box of words that are drawn along a path (WordArt of older files)."""
    box = etree.Element("txbxContent")
    for line in (path.get("string") or "").splitlines():
        etree.SubElement(etree.SubElement(etree.SubElement(box, "p"), "r"), "t").text = line
    return box


def _symbol(element: etree._Element) -> str:
    written = attribute(element, "char") or ""
    try:
        code = int(written, 16)
    except ValueError:
        return ""
    return symbol(code)
