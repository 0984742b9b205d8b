"""Find tables whose cells are set apart by blanks alone, as typewritten pages and recognised scans give them."""

from collections.abc import Sequence, Set

from desktop.intake.layout import Line
from desktop.lexicon.patterns import regex

_BLANK = "[ \u3000\xa0]"
_GAP = regex(rf"{_BLANK}(?:(?<=\u3000){_BLANK}*|{_BLANK}+)")
_SPELT = regex(rf"[\u4e00-\u9fff]{_BLANK}+[\u4e00-\u9fff](?={_BLANK}{{2}}|\u3000)")
"""A name of two characters that is set wide (小　　学) at the head of its line."""
_FIGURE = regex(r"[-+]?[\dlIO][\dlIO.,，]*(?: \d+)?\s?(?:[%％‰]|[\u4e00-\u9fff]{1,2})?|[-—–－/…]+|无")
_YEAR = regex(r"[l1I2][\dlIO]{3}年?度?")
_SAID = regex(r"[，。；：:;！？!?]")
_LONGEST = 16
_FEWEST_CELLS = 3
_FEWEST_ROWS = 2


def gaps(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """List the runs of blanks that part the cells of a line; none where a cell is long or says anything."""
    spelt = _SPELT.match(text, start, end)
    found = [gap.span() for gap in _GAP.finditer(text, spelt.end() if spelt else start, end)]
    cells = _between(found, start, end)
    is_row = all(last - first <= _LONGEST and not _SAID.search(text, first, last) for first, last in cells)
    return found if is_row else []


def spaced(text: str, printed: Sequence[Line], others: Set[int]) -> dict[int, int]:
    """List the rows of tables set by blanks, each a line: its index to itself.

    Such a table is a head of names, and below it at least two lines of as many cells, most of them figures; a head
    may lack the cell above the names.
    """
    found: dict[int, int] = {}
    at = 0
    while at < len(printed):
        stop = at + 1 if at in others else _below(text, printed, others, at)
        if stop > at + _FEWEST_ROWS:
            found.update((row, row) for row in range(at, stop))
        at = max(stop, at + 1)
    return found


def _below(text: str, printed: Sequence[Line], others: Set[int], at: int) -> int:
    """Give the line behind the table that a line heads; the next one where it heads none."""
    head = _cells(text, printed[at])
    if len(head) < _FEWEST_CELLS - 1 or any(_FIGURE.fullmatch(cell) and not _YEAR.fullmatch(cell) for cell in head):
        return at + 1
    width, stop = 0, at + 1
    while stop < len(printed) and stop not in others and not printed[stop].gap:
        cells = _cells(text, printed[stop])
        width = width or len(cells)
        figures = sum(1 for cell in cells[1:] if _FIGURE.fullmatch(cell))
        if len(cells) != width or width - len(head) not in {0, 1} or width < _FEWEST_CELLS or figures * 2 < width:
            break
        stop += 1
    return stop


def _cells(text: str, line: Line) -> list[str]:
    """Cut a line at its gaps; a line without any is no row."""
    cuts = gaps(text, line.start, line.end) if _GAP.search(text, line.start, line.end) else ()
    return [text[first:last] for first, last in _between(cuts, line.start, line.end)] if cuts else []


def _between(cuts: Sequence[tuple[int, int]], start: int, end: int) -> list[tuple[int, int]]:
    """Give what lies between cuts."""
    return list(zip([start, *(last for _, last in cuts)], [*(first for first, _ in cuts), end], strict=True))
