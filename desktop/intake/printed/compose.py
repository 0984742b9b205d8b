"""Read printed pages: their sheets become the pieces of a report, in reading order, each with where it stands."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from desktop.intake import says
from desktop.intake.body import Kind, Piece
from desktop.intake.layout import ends_sentence
from desktop.intake.printed import aligned, folded, joining, order, ruled, tabling
from desktop.intake.printed.framed import with_lattices
from desktop.intake.printed.joining import Column, Written, written
from desktop.intake.printed.notes import footnotes, usual_height
from desktop.intake.printed.running import running
from desktop.intake.printed.sheet import Sheet, Strip, joined
from desktop.intake.printed.strips import strips
from desktop.intake.printed.tabling import Table
from desktop.model.pages import Box, PageKind, Stretch

_UNDERLINE = 4.0


class Line(NamedTuple):
    """A line of running text and the column that it stands in."""

    strip: Strip
    column: Column


class Aside(NamedTuple):
    """What the page says beside the report: a header, a footer, a page number."""

    written: Written
    page: int


class Note(NamedTuple):
    """The lines of a footnote."""

    lines: list[Line]


class Inset(NamedTuple):
    """The lines of a text box."""

    lines: list[Line]


_Item = Line | Table | Aside | Inset | Note


_Block = tuple[float, float, Table | list[Strip]]
"""What is no running text: its upper edge, its middle from the left, a table or the lines of a text box."""


_Finder = Callable[[Sequence[Strip]], list[list[aligned.Row]]]


class _Flow(NamedTuple):
    """Lines that are read one after the other, and the tables that are set among them."""

    lines: list[Strip]
    tables: list[_Block]


class _Laid(NamedTuple):
    """A page taken apart: its flows, the ruled tables and boxes, its footnotes and asides."""

    flows: list[_Flow]
    blocks: list[_Block]
    notes: list[list[Strip]]
    asides: list[Aside]


def pieces(sheets: Sequence[Sheet]) -> tuple[Piece, ...]:
    """Read sheets; a paragraph that a column's or page's end cuts is one, what stood in between comes after it."""
    pages = [strips(sheet.glyphs, number, sheet.rules) for number, sheet in enumerate(sheets, 1)]
    grids = [with_lattices(ruled.grids(sheet.rules)) for sheet in sheets]
    held = [_without(page, found) for page, found in zip(pages, grids, strict=True)]
    beside = running([order.lines(page) for page in held], [sheet.height for sheet in sheets])
    laid = [
        _laid(number, sheet, page, found, free, aside)
        for number, (sheet, page, found, free, aside) in enumerate(
            zip(sheets, pages, grids, held, beside, strict=True), 1
        )
    ]
    return tuple(_composed(_items(laid)))


def _without(page: Sequence[Strip], grids: Sequence[ruled.Grid]) -> list[Strip]:
    """Give what stands outside every grid."""
    return [strip for strip in page if not any(_lies_in(strip, grid) for grid in grids)]


def _area(grid: ruled.Grid) -> float:
    return (grid.box.right - grid.box.left) * (grid.box.bottom - grid.box.top)


def _lies_in(strip: Strip, grid: ruled.Grid) -> bool:
    box, centre = grid.box, (strip.left + strip.right) / 2
    return box.left <= centre <= box.right and box.top <= strip.middle <= box.bottom


def _laid(
    number: int,
    sheet: Sheet,
    page: Sequence[Strip],
    grids: Sequence[ruled.Grid],
    free: Sequence[Strip],
    aside: frozenset[int],
) -> _Laid:
    """Take one page apart."""
    whole = order.lines(free)
    asides = [Aside(written([whole[at]]), number) for at in sorted(aside)]
    outside = [whole[at] for at in aside]
    body = [strip for strip in free if not any(_overlaps(strip, line) for line in outside)]
    blocks: list[_Block] = []
    left_over = list(page)
    for grid in sorted(grids, key=_area):
        inside = [strip for strip in left_over if _lies_in(strip, grid)]
        if not inside:
            continue
        left_over = [strip for strip in left_over if strip not in inside]
        middle = (grid.box.left + grid.box.right) / 2
        if len(grid.places) > 1:
            blocks.append((grid.box.top, middle, Table(list(tabling.ruled_rows(grid, inside)), grid.across, number)))
        else:
            blocks.append((grid.box.top, middle, order.lines(inside)))
    if sheet.kind is PageKind.PICTURE:
        asides.append(Aside(_spread(says.picture_page(number), number, Box(0, 0, sheet.width, sheet.height)), number))
    asides += [Aside(_spread(says.missed_line(number), number, box), number) for box in sheet.missed]
    if sheet.aslant:
        asides.append(Aside(Written(sheet.aslant, ()), number))
    standing = [whole[at] for at in range(len(whole)) if at not in aside]
    notes = footnotes(standing, sheet.rules, usual_height(page))
    below = [line for note in notes for line in note]
    body = [strip for strip in body if not any(_overlaps(strip, line) for line in below)]
    # Columns of folded cells look like columns of running text, so that these tables are taken before those are parted.
    body, folded_blocks = _tabled(_underlined(body, sheet), folded.tables, number)
    blocks += folded_blocks
    flows = [_flow(each, number) for each in order.flows(body)]
    return _Laid(flows, sorted(blocks, key=lambda block: block[0]), notes, asides)


def _flow(body: Sequence[Strip], number: int) -> _Flow:
    """Tell the tables of a flow from its lines."""
    body, narrow = _tabled(body, folded.tables, number)
    body, wide = _tabled(body, aligned.tables, number)
    return _Flow(order.lines(body), [*narrow, *wide])


def _tabled(body: Sequence[Strip], find: _Finder, number: int) -> tuple[list[Strip], list[_Block]]:
    """Take the tables that no rule draws out of what stands on a page."""
    blocks: list[_Block] = []
    for rows in find(body):
        taken = {strip for row in rows for strip in row.strips}
        body = [strip for strip in body if strip not in taken]
        table = Table([tabling.aligned_row(row) for row in rows], (), number)
        centre = (min(s.left for s in taken) + max(s.right for s in taken)) / 2
        blocks.append((min(s.top for s in taken), centre, table))
    return list(body), blocks


def _spread(words: str, number: int, box: Box) -> Written:
    """Let words of ours stand for what is on a part of a page."""
    step = (box.right - box.left) / len(words)
    edges = tuple(box.left + step * at for at in range(len(words) + 1))
    return Written(words, (Stretch(0, len(words), number, box.top, box.bottom, edges),))


def _overlaps(strip: Strip, line: Strip) -> bool:
    return strip.page == line.page and line.top <= strip.middle <= line.bottom


def _underlined(body: list[Strip], sheet: Sheet) -> list[Strip]:
    """Write a rule under white as the blank that it is, left to be filled in by hand."""
    for rule in sheet.rules:
        if rule.bottom - rule.top >= ruled.NEAR or rule.right - rule.left < 12:
            continue
        near = [s for s in body if -2 <= rule.top - s.bottom + 0.2 * s.em <= _UNDERLINE + 0.2 * s.em]
        left = next((s for s in near if abs(s.right - rule.left) < s.em), None)
        right = next((s for s in near if abs(s.left - rule.right) < s.em), None)
        if left and right and left.right < right.left:
            blank = "_" * max(2, round(2 * (right.left - left.right) / left.em))
            at = body.index(left)
            body = [s for s in body if s not in (left, right)]
            body.insert(at, joined(left, right, blank))
    return body


def _items(laid: Sequence[_Laid]) -> Iterator[_Item]:
    """Give everything in reading order: the pages' lines, and among them by height what is no running text."""
    measured = iter(joining.columns([flow.lines for page in laid for flow in page.flows]))
    for page in laid:
        left_over = list(page.blocks)
        for flow in page.flows:
            column = next(measured)
            own = list(flow.tables)
            for strip in flow.lines:
                above = [each for each in own if each[0] < strip.middle]
                above += [each for each in left_over if _stands_above(each, strip, column, page)]
                for block in sorted(above, key=lambda each: each[0]):
                    (own if block in own else left_over).remove(block)
                    yield _block(block[2])
                yield Line(strip, column)
            yield from (_block(block[2]) for block in own)
        yield from (_block(block[2]) for block in left_over)
        yield from (Note(_in_column(note)) for note in page.notes)
        yield from page.asides


def _stands_above(block: _Block, strip: Strip, column: Column, page: _Laid) -> bool:
    """Tell whether a table or box comes before a line: it is higher, and in the line's column where there are two."""
    top, centre, _ = block
    mine = column.left <= centre <= column.right
    held = any(
        min(s.left for s in flow.lines) <= centre <= max(s.right for s in flow.lines)
        for flow in page.flows
        if flow.lines
    )
    return top < strip.middle and (mine or not held)


def _block(block: Table | list[Strip]) -> Table | Inset:
    if isinstance(block, Table):
        return block
    return Inset(_in_column(block))


def _in_column(lines: Sequence[Strip]) -> list[Line]:
    """Set lines into a column of their own."""
    (column,) = joining.columns([lines])
    return [Line(strip, column) for strip in lines]


def _composed(items: Iterator[_Item]) -> Iterator[Piece]:
    """Join lines to paragraphs, and tables that go on over a page's end."""
    paragraph: list[Line] = []
    waiting: list[_Item] = []
    table: Table | None = None
    tabled = 0

    def rest() -> Iterator[Piece]:
        nonlocal table, tabled
        if paragraph:
            yield _piece(written(line.strip for line in paragraph))
            paragraph.clear()
        for item in [*waiting, None]:
            if isinstance(item, Table):
                if table is not None and tabling.goes_on(table, item):
                    table = tabling.gone_on(table, item)
                    continue
                if table is not None:
                    yield from tabling.rows_of(table, tabled)
                table, tabled = item, tabled + 1
            elif isinstance(item, Inset):
                if table is not None:
                    yield from tabling.rows_of(table, tabled)
                    table = None
                yield from _composed(iter(item.lines))
            elif isinstance(item, Note):
                notes.append(item)
            elif isinstance(item, Aside):
                asides.append(item)
        waiting.clear()

    asides: list[Aside] = []
    notes: list[Note] = []

    def behind() -> Iterator[Piece]:
        yield from (_piece(written(line.strip for line in note.lines), Kind.NOTE) for note in notes)
        yield from (_piece(aside.written, Kind.ASIDE) for aside in asides)
        notes.clear()
        asides.clear()

    for item in items:
        if not isinstance(item, Line):
            if (
                isinstance(item, Table)
                and paragraph
                and ends_sentence(paragraph[-1].strip.text, len(paragraph[-1].strip.text))
            ):
                yield from rest()
            waiting.append(item)
            continue
        last = paragraph[-1] if paragraph else None
        if last is None or not joining.carries_on(
            last.strip, item.strip, last.column, item.column, apart=bool(waiting)
        ):
            yield from rest()
            if table is not None:
                yield from tabling.rows_of(table, tabled)
                table = None
            yield from behind()
        paragraph.append(item)
    yield from rest()
    if table is not None:
        yield from tabling.rows_of(table, tabled)
    yield from behind()


def _piece(said: Written, kind: Kind = Kind.LINE) -> Piece:
    return Piece(said.text, kind, stretches=said.stretches)
