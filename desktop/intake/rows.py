"""Tell which lines are rows of a table, and which only carry on a cell of the row above."""

from collections.abc import Sequence, Set

from desktop.intake.layout import Line
from desktop.intake.numbering import numbering
from desktop.lexicon.patterns import regex

_MOST_LINES = 8
_UNFINISHED = "，,、；;：:。"
_LONG_CELL = 15
_ORDINAL = regex(r"\s*[（(]?(\d{1,3})[)）.．、]?\s*$")


def is_row(text: str, line: Line) -> bool:
    """Tell whether a line is a table's row: cells set apart by tabs, the first more than a list mark."""
    cells = [cell for cell in text[line.start : line.end].split("\t") if cell.strip()]
    if len(cells) < 2:
        return False
    mark = numbering(text, line.start, line.end)
    return len(cells) > 2 or mark is None or mark.end < text.index("\t", line.start, line.end)


def rows(text: str, printed: Sequence[Line], others: Set[int]) -> dict[int, int]:
    """List the rows of every table: the index of a row's first line to that of its last.

    A row that has fewer cells than the table's head goes on below where a line breaks inside a cell. ``others`` are
    the indices of lines that are known to be something else.
    """
    if "\t" not in text:
        return {}
    found: dict[int, int] = {}
    head = 0
    at = 0
    while at < len(printed):
        if at in others or not is_row(text, printed[at]):
            head = 0
            at += 1
            continue
        head = head or len(_cells(text, printed[at]))
        last = _last_line(text, printed, others, at, head)
        found[at] = last
        at = last + 1
    return found


def _last_line(text: str, printed: Sequence[Line], others: Set[int], at: int, head: int) -> int:
    """Find the line on which a row ends: the one that completes its cells, or the last before the next number."""
    cells = _cells(text, printed[at])
    number = _ORDINAL.match(cells[0])
    count = len(cells)
    loose = cells[-1].strip()
    if count > head or not (number or len(loose) >= _LONG_CELL or loose.endswith(tuple(_UNFINISHED))):
        return at
    for index in range(at + 1, min(at + 1 + _MOST_LINES, len(printed))):
        line = printed[index]
        below = _cells(text, line)
        if line.gap or index in others:
            return at
        again = _ORDINAL.match(below[0]) if len(below) > 1 else None
        if number and again:
            follows = int(again[1]) == int(number[1]) + 1
            return index - 1 if follows and count == head else at
        count += len(below) - 1
        if count == head and len(below) > 1:
            return index
        if count > head or (not number and len(below) == 1):
            return at
    return at


def _cells(text: str, line: Line) -> list[str]:
    """Cut a line into its cells, empty ones at both ends included."""
    end = line.end
    while end < len(text) and text[end] in "\t \u3000":
        end += 1
    return text[line.start - line.indent : end].split("\t")
