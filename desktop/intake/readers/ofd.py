"""Read OFD files (GB/T 33190): the words of their pages, each sign where it is placed; pictures and seals are told."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from itertools import accumulate
from posixpath import dirname, join, normpath
from typing import NamedTuple

from lxml import etree

from desktop.intake import package, says
from desktop.intake.body import Body
from desktop.intake.printed import compose
from desktop.intake.printed.sheet import Glyph, Rule, Sheet
from desktop.model.errors import UnreadableFile
from desktop.model.pages import Page
from desktop.model.report import Notice

PAGES = 2000
"""The most pages that are read."""
GLYPHS = 4_000_000
"""The most signs of a whole file."""
_POINT = 72 / 25.4
_A4 = (0.0, 0.0, 210.0, 297.0)
_REPEAT = re.compile(r"g\s+(\d+)\s+(\S+)")
_MOST_REPEATED = 10_000
_AGAIN = 4
"""How often, on the whole, one and the same page may stand in a file."""
_LEAST_DRAWN, _SIGN = 30, 15.0
"""How many small filled curves a file holds at least that may be words, and how large each may be, in millimetres."""
_REMARKS = re.compile(r"/annots?/.*annot[^/]*\.xml$")

_Place = tuple[str, dict[str | None, str], tuple[float, float, float, float]]
"""Where a page lies, the templates of its document by their names, and how large its pages usually are."""


class _Layer(NamedTuple):
    """What is drawn on a page: signs, rules, how many pictures, how many shapes that may be words."""

    glyphs: list[Glyph]
    rules: list[Rule]
    pictures: int
    drawn: int


def read(data: bytes, name: str, begins: Callable[[int], None] = lambda page: None) -> Body:
    """Read a file, all documents in it; ``begins`` is told each page, counted from 1, before it is read, at last 0."""
    archive = package.Package(data, name)
    roots = [_part(_text(node)) for node in _all(_xml(archive, "OFD.xml"), "DocRoot") if _text(node)]
    pages = [page for root in roots for page in _pages(archive, root)]
    if not pages or len(pages) > PAGES:
        raise UnreadableFile(says.too_many_pages(name, PAGES) if pages else says.damaged(name))
    if len(pages) > _AGAIN * len({place for place, *_ in pages}):
        raise UnreadableFile(says.bomb(name))
    sheets: list[Sheet] = []
    pictures = drawn = total = unknown = 0
    for number, (place, templates, usual) in enumerate(pages, 1):
        begins(number)
        page = _xml(archive, place)
        width, height = _size(next(_all(page, "PhysicalBox"), None), usual)
        under = [
            templates[each.get("TemplateID")] for each in _all(page, "Template") if each.get("TemplateID") in templates
        ]
        layers = [_layer(each) for each in (*(_xml(archive, part) for part in under), page)]
        glyphs = tuple(glyph for layer in layers for glyph in layer.glyphs)
        known = tuple(glyph for glyph in glyphs if not _is_private(glyph[0]))
        rules = tuple(rule for layer in layers for rule in layer.rules)
        pictures += sum(layer.pictures for layer in layers)
        drawn += sum(layer.drawn for layer in layers)
        total, unknown = total + len(glyphs), unknown + len(glyphs) - len(known)
        if total > GLYPHS:
            raise UnreadableFile(says.bomb(name))
        sheets.append(Sheet(width, height, known, rules))
    begins(0)
    parts = [part.lower() for part in archive.names]
    seals = sum(1 for part in parts if part.endswith("signedvalue.dat"))
    remarks = sum(1 for part in parts if _REMARKS.search(part))
    told = says.ofd(pictures, drawn if drawn >= _LEAST_DRAWN else 0, remarks, seals)
    notices = [Notice(code="ofd", says=told)]
    if unknown:
        notices.append(Notice(code="unknown_signs", says=says.unknown_signs(unknown)))
    return Body(compose.pieces(sheets), tuple(notices), pages=tuple(Page(each.width, each.height) for each in sheets))


def _pages(archive: package.Package, root: str) -> Iterator[_Place]:
    """List the pages of a document."""
    document, folder = _xml(archive, root), dirname(root)
    usual = _box(next(_all(document, "PhysicalBox"), None)) or _A4

    def parts(tag: str) -> Iterator[tuple[str | None, str]]:
        for node in _all(document, tag):
            yield node.get("ID"), normpath(join(folder, _part(node.get("BaseLoc", ""))))

    templates = dict(parts("TemplatePage"))
    yield from ((place, templates, usual) for _, place in parts("Page"))


def _is_private(sign: str) -> bool:
    """Tell a code that means something in one font alone."""
    return unicodedata.category(sign) in ("Co", "Cn") or sign == "\ufffd"


def _xml(archive: package.Package, path: str) -> etree._Element:
    """Parse a part; raises ``UnreadableFile`` where it is missing or beyond repair."""
    root = archive.xml(path)
    if root is None:
        raise UnreadableFile(says.damaged(archive.name))
    return root


def _layer(page: etree._Element) -> _Layer:
    glyphs: list[Glyph] = []
    rules: list[Rule] = []
    drawn = 0
    for node in filter(_is_seen, _all(page, "TextObject")):
        glyphs += _signs(node)
    for node in filter(_is_seen, _all(page, "PathObject")):
        rules += _rules(node)
        drawn += _may_be_a_sign(node)
    return _Layer(glyphs, rules, sum(1 for _ in _all(page, "ImageObject")), drawn)


def _is_seen(node: etree._Element) -> bool:
    """Tell whether neither an object nor what it lies in is hidden."""
    return all(each.get("Visible", "true").lower() not in ("false", "0") for each in (node, *node.iterancestors()))


def _may_be_a_sign(node: etree._Element) -> bool:
    """Tell a small curve, as signs are whose words were turned into outlines."""
    *_, width, height = _box_of(node.get("Boundary")) or _A4
    curved = any(re.search("[BQ]", _text(each)) for each in _all(node, "AbbreviatedData"))
    return curved and max(width, height) <= _SIGN


def _signs(node: etree._Element) -> Iterator[Glyph]:
    """Place the signs of a text object: each line begins at X, Y and steps by DeltaX, DeltaY."""
    left, top, *_ = _box_of(node.get("Boundary")) or _A4
    size = _number(node.get("Size"), 4.0)
    matrix = [_number(each, 0.0) for each in (node.get("CTM") or "1 0 0 1 0 0").split()]
    a, b, c, d, e, f = matrix if len(matrix) == 6 else (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    x = y = 0.0
    for code in _all(node, "TextCode"):
        x, y = _number(code.get("X"), x), _number(code.get("Y"), y)
        words = _text(code)
        across, down = _steps(code.get("DeltaX"), len(words)), _steps(code.get("DeltaY"), len(words))
        for sign, at_x, at_y in zip(words, accumulate(across, initial=x), accumulate(down, initial=y), strict=False):
            px, py = left + a * at_x + c * at_y + e, top + b * at_x + d * at_y + f
            wide = abs(a) * size * (0.5 if sign.isascii() else 1.0)
            high = abs(d) * size
            above, below = (py - 0.88 * high) * _POINT, (py + 0.12 * high) * _POINT
            yield sign, px * _POINT, above, (px + wide) * _POINT, below


def _steps(given: str | None, count: int) -> list[float]:
    """Write out the steps between signs: ``g 3 4.5`` is three of 4.5."""
    if not given:
        return [0.0] * max(count - 1, 0)
    spelt = _REPEAT.sub(lambda run: " ".join([run[2]] * min(int(run[1]), _MOST_REPEATED)), given)
    steps = [_number(each, 0.0) for each in spelt.split()]
    return (steps + [steps[-1] if steps else 0.0] * count)[: max(count - 1, 0)]


def _rules(node: etree._Element) -> Iterator[Rule]:
    """List the straight lines of a path."""
    left, top, *_ = _box_of(node.get("Boundary")) or _A4
    data = next((_text(each) for each in _all(node, "AbbreviatedData")), "")
    at: tuple[float, float] | None = None
    for sign, given in re.findall(r"([SMLC])\s*((?:-?[\d.]+\s*)*)", data):
        values = [_number(each, 0.0) for each in given.split()]
        if sign in "SML" and len(values) >= 2:
            point = (left + values[0]) * _POINT, (top + values[1]) * _POINT
            if sign == "L" and at is not None:
                yield Rule(min(at[0], point[0]), min(at[1], point[1]), max(at[0], point[0]), max(at[1], point[1]))
            at = point


def _size(node: etree._Element | None, usual: tuple[float, float, float, float]) -> tuple[float, float]:
    _, _, width, height = _box(node) or usual
    return max(width, 1.0) * _POINT, max(height, 1.0) * _POINT


def _box(node: etree._Element | None) -> tuple[float, float, float, float] | None:
    return None if node is None else _box_of(_text(node))


def _box_of(given: str | None) -> tuple[float, float, float, float] | None:
    values = [_number(each, 0.0) for each in (given or "").split()]
    return (values[0], values[1], values[2], values[3]) if len(values) == 4 else None


def _number(given: str | None, otherwise: float) -> float:
    try:
        value = float(given) if given else otherwise
    except ValueError:
        return otherwise
    return value if abs(value) < 1e6 else otherwise


def _all(node: etree._Element, tag: str) -> Iterator[etree._Element]:
    """Go through the elements of a name, in whatever namespace a writer put them."""
    return (each for each in node.iter("{*}" + tag))


def _text(node: etree._Element) -> str:
    return node.text or ""


def _part(path: str) -> str:
    return path.lstrip("/")
