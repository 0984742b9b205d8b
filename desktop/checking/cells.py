"""Text against table: where a table confirms most of what a paragraph says, the figure it gives otherwise."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from desktop.checking.conflicts import unlike
from desktop.checking.ledger import STANDING, bare, letters, same_time
from desktop.checking.passages import Figure, Passage
from desktop.checking.retold import turned
from desktop.model.finding import Finding
from desktop.model.metric import Comparator
from desktop.model.report import BlockKind

_TELLING = 3
"""A count of so many digits agrees with a cell by chance hardly ever."""
_SLIP = 2
"""Values farther apart than this factor are rather of two things."""


class _Cell(NamedTuple):
    """What a figure is of, in text and table alike: 招生 of 初中 in 人."""

    thing: frozenset[str]
    group: str
    base: str


def against_tables(passages: Sequence[Passage]) -> Iterator[Finding]:
    """Hold the counts of each paragraph against the cells of the same column.

    A paragraph is only held against a column that confirms another of its figures: then both tell of the same year
    and the same schools, and one that differs is a slip. So is a coefficient with the cell's digits in another order.
    """
    cells: dict[_Cell, list[Figure]] = defaultdict(list)
    for passage in passages:
        if passage.block.kind is BlockKind.ROW:
            for figure in filter(_comparable, passage.figures):
                cells[_cell(figure)].append(figure)
    if not cells:
        return
    for passage in passages:
        if passage.block.kind is not BlockKind.ROW:
            yield from _differing(passage, cells)


def _differing(passage: Passage, cells: dict[_Cell, list[Figure]]) -> Iterator[Finding]:
    """Find the one figure of a paragraph that its column gives otherwise while it confirms the others."""
    agreeing: set[frozenset[str]] = set()
    differing: dict[frozenset[str], list[tuple[Figure, Figure]]] = defaultdict(list)
    for figure in filter(_comparable, passage.figures):
        name = _cell(figure)
        found = cells.get(name, ())
        if len(found) != 1 or not same_time(found[0].metric, figure.metric):
            continue
        cell = found[0]
        if cell.value == figure.value:
            agreeing.add(name.thing)
        else:
            differing[name.thing].append((cell, figure))
    for thing, pairs in differing.items():
        cell, figure = pairs[0]
        low, high = sorted((cell.value, figure.value))
        slip = thing in agreeing if cell.quantity.counted else turned(cell, figure)
        if slip and len(pairs) == 1 and high <= low * _SLIP:
            yield unlike(figure, cell)


def _comparable(figure: Figure) -> bool:
    """Tell whether a figure is a plain count or a coefficient, of a group and long enough to be told apart."""
    metric = figure.metric
    return (
        (figure.quantity.counted or (not figure.base and metric.indicator.endswith("系数")))
        and figure.quantity.factor == 1
        and metric.role in STANDING
        and metric.comparator is Comparator.EQUAL
        and bool(metric.indicator and bare(metric.subject))
        and len(metric.value.normalize().as_tuple().digits) >= _TELLING
    )


def _cell(figure: Figure) -> _Cell:
    """Name what a figure is of."""
    return _Cell(letters(figure.metric.indicator), bare(figure.metric.subject), figure.base)
