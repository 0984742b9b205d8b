"""Tables of what was read: rows with a place in the report, sorted, filtered and grouped by pure functions."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

Run = tuple[int, int]
Order = tuple[str, Decimal]


@dataclass(frozen=True, slots=True)
class TableRow:
    """One line of a table.

    ``key`` tells it from the others and stays when the reading is done again; ``kind`` and ``start`` name the record.
    ``runs`` are the places of the report that the cells lead to, None where a cell leads nowhere. ``orders`` are what
    the cells are sorted by. ``tags`` are what the filter chips ask for. ``framed`` is a column with a line round its
    words: solid (True) where somebody decided, dashed where it is only suggested.
    """

    key: str
    kind: str
    start: int
    cells: tuple[str, ...]
    runs: tuple[Run | None, ...]
    orders: tuple[Order, ...]
    tags: frozenset[str] = frozenset()
    framed: tuple[int, bool] | None = None

    @property
    def run(self) -> Run | None:
        """Give the first place that the row leads to."""
        return next((run for run in self.runs if run is not None), None)


@dataclass(frozen=True, slots=True)
class Arrangement:
    """How a table is looked at: words and a tag that rows must have, the column sorted by and the one grouped by.

    A column of -1 means none: the rows stand as they were read.
    """

    words: str = ""
    tag: str = ""
    sort: int = -1
    descending: bool = False
    group: int = -1


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under one heading; without grouping, all of them under none."""

    title: str
    rows: tuple[TableRow, ...]


_WORDS_ALONE = Decimal(0)


def worded(text: str) -> Order:
    """Sort by words."""
    return text, _WORDS_ALONE


def arranged(rows: Iterable[TableRow], look: Arrangement) -> tuple[Group, ...]:
    """Filter, sort and group rows; what is equal keeps the order of the report."""
    words = look.words.casefold().split()
    kept = [row for row in rows if _asked_for(row, words, look.tag)] if words or look.tag else list(rows)
    if look.sort >= 0:
        kept.sort(key=lambda row: row.orders[look.sort], reverse=look.descending)
    if look.group < 0:
        return (Group("", tuple(kept)),)
    place = {title: at for at, title in enumerate(dict.fromkeys(row.cells[look.group] for row in kept))}
    kept.sort(key=lambda row: place[row.cells[look.group]])
    return tuple(Group(title, tuple(held)) for title, held in groupby(kept, key=lambda row: row.cells[look.group]))


def copied(headers: Sequence[str], rows: Iterable[TableRow]) -> str:
    """Write rows for a spreadsheet: headers first, cells parted by tabs, nothing that it would take for a formula."""
    lines = [headers, *(row.cells for row in rows)]
    return "\n".join("\t".join(_plain(cell) for cell in line) for line in lines)


def _asked_for(row: TableRow, words: Sequence[str], tag: str) -> bool:
    """Tell whether a row has the tag and every word somewhere."""
    if tag and tag not in row.tags:
        return False
    text = " ".join(row.cells).casefold()
    return all(word in text for word in words)


def _plain(cell: str) -> str:
    """Keep a cell in its place."""
    words = " ".join(cell.split())
    return f"'{words}" if words[:1] in {"=", "+", "-", "@"} and len(words) > 1 else words
