"""Tables of what was read: rows with a place in the report, sorted, filtered and grouped by pure functions."""

import heapq
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import chain, groupby

from desktop.model.amount import plain

AT_ONCE = 2_000
"""Rows that are made, sorted and filtered at once, in some 30 ms; more of them are in a job."""
MOST_GROUPED = 5_000
"""The most rows that stand under headings: a view lays every one of them out, in some 150 ms."""
_PORTION = 1_000
"""Rows that are sorted in one go, in a millisecond in which no other thread goes on."""

_BOUND, _UNIT = "关系", "单位"
"""What stands before and after the number of an amount, called as in 指标数据."""

Run = tuple[int, int]
Order = tuple[str, Decimal | int]


@dataclass(frozen=True, slots=True)
class TableRow:
    """One line of a table.

    ``key`` tells it from the others and stays when the reading is done again; ``kind`` and ``start`` name the record.
    ``runs`` are the places of the report that the cells lead to, None where a cell leads nowhere. ``ranks`` are what
    the cells of a column are sorted by where that is not their words. ``tags`` are what the filter chips ask for.
    ``framed`` is a column with a line round its words: solid (True) where somebody decided, dashed where it is only
    suggested.
    """

    key: str
    kind: str
    start: int
    cells: tuple[str, ...]
    runs: tuple[Run | None, ...]
    ranks: tuple[tuple[int, Order], ...] = ()
    tags: frozenset[str] = frozenset()
    framed: tuple[int, bool] | None = None

    @property
    def run(self) -> Run | None:
        """Give the first place that the row leads to."""
        return next((run for run in self.runs if run is not None), None)

    def order(self, column: int) -> Order:
        """Give what a cell is sorted by."""
        return next((order for at, order in self.ranks if at == column), (self.cells[column], 0))


@dataclass(frozen=True, slots=True)
class Arrangement:
    """How a table is looked at: words and a tag that rows must have, the column sorted by and the one grouped by.

    A column of -1 means none: the rows stand as they were read. More than ``MOST_GROUPED`` rows are not grouped.
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


@dataclass(frozen=True, eq=False)
class Listing:
    """All rows of a table, how they are looked at, what is shown of them, and how many have each tag."""

    rows: tuple[TableRow, ...] = ()
    look: Arrangement = Arrangement()
    groups: tuple[Group, ...] = (Group("", ()),)
    counts: Mapping[str, int] = field(default_factory=dict)

    @property
    def shown(self) -> int:
        """Count the rows shown."""
        return sum(len(group.rows) for group in self.groups)

    @property
    def grouped(self) -> bool:
        """Tell whether rows stand under headings."""
        return self.look.group >= 0 and self.shown <= MOST_GROUPED

    def looked_at(self, look: Arrangement) -> "Listing":
        """Look at the same rows in another way."""
        return self if look == self.look else replace(self, look=look, groups=arranged(self.rows, look))


def listed(rows: tuple[TableRow, ...], before: Listing) -> Listing:
    """List rows in the way that one looked at those ``before``; these again where they are the same."""
    if rows == before.rows:
        return before
    counts = Counter(chain.from_iterable(row.tags for row in rows))
    return Listing(rows, before.look, arranged(rows, before.look), counts)


def arranged(rows: Iterable[TableRow], look: Arrangement) -> tuple[Group, ...]:
    """Filter, sort and group rows; what is equal keeps the order of the report."""
    words = look.words.casefold().split()
    kept = [row for row in rows if _asked_for(row, words, look.tag)] if words or look.tag else list(rows)
    if look.sort >= 0:
        kept = _sorted(kept, lambda row: row.order(look.sort), descending=look.descending)
    if look.group < 0 or len(kept) > MOST_GROUPED:
        return (Group("", tuple(kept)),)
    place = {title: at for at, title in enumerate(dict.fromkeys(row.cells[look.group] for row in kept))}
    kept.sort(key=lambda row: place[row.cells[look.group]])
    return tuple(Group(title, tuple(held)) for title, held in groupby(kept, key=lambda row: row.cells[look.group]))


def _sorted(rows: list[TableRow], order: Callable[[TableRow], Order], *, descending: bool) -> list[TableRow]:
    """Sort in portions that are merged; in a job, other threads go on between them."""
    portions = (rows[at : at + _PORTION] for at in range(0, len(rows), _PORTION))
    parts = [sorted(portion, key=order, reverse=descending) for portion in portions]
    return list(heapq.merge(*parts, key=order, reverse=descending))


def copied(headers: Sequence[str], rows: Iterable[TableRow], amounts: Collection[int] = ()) -> str:
    """Write rows for a spreadsheet: headers first, cells parted by tabs, nothing that it would take for a formula.

    Columns of ``amounts``, which are ranked by unit and value, become three, so that numbers are numbers there.
    """
    heads: list[tuple[str, ...]]
    heads = [(_BOUND, head, _UNIT) if at in amounts else (head,) for at, head in enumerate(headers)]
    lines = [heads, *([_parts(row, at, amounts) for at in range(len(headers))] for row in rows)]
    return "\n".join("\t".join(chain.from_iterable(line)) for line in lines)


def _parts(row: TableRow, column: int, amounts: Collection[int]) -> tuple[str, ...]:
    """Give a cell for a spreadsheet, that of an amount as bound, number and unit."""
    words = row.cells[column]
    if column not in amounts:
        return (_plain(words),)
    unit, value = row.order(column)
    number = plain(Decimal(value))
    return _plain(words.removesuffix(number + unit)), number, _plain(unit)


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
