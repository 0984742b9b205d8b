"""Text against table: where a table confirms most of what a paragraph says, the figure it gives otherwise."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from decimal import Decimal
from typing import NamedTuple

from desktop.checking.changes import is_past
from desktop.checking.conflicts import unlike
from desktop.checking.ledger import STANDING, bare, letters, same_time
from desktop.checking.passages import Figure, Passage
from desktop.checking.retold import turned
from desktop.model.finding import Finding
from desktop.model.metric import Comparator
from desktop.model.report import BlockKind

_TELLING = 3
"""A count of so many digits agrees with a cell by chance hardly ever."""
_CONFIRMED = 2
"""A column that so many figures of other paragraphs confirm is of the report's own year and schools."""
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
    and the same schools, and one that differs is a slip. So is a coefficient with the cell's digits in another order,
    and such a count where the column confirms figures of other paragraphs.
    """
    cells: dict[_Cell, list[Figure]] = defaultdict(list)
    for passage in passages:
        if passage.block.kind is BlockKind.ROW:
            for figure in filter(_comparable, passage.figures):
                cells[_cell(figure)].append(figure)
    if not cells:
        return
    confirmed: set[_Cell] = set()
    apart: list[tuple[_Cell, Figure, Figure]] = []
    for passage in passages:
        if passage.block.kind is not BlockKind.ROW:
            agreeing, differing = _held(passage, cells)
            confirmed.update(agreeing)
            told = list(_differing({name.thing for name in agreeing}, differing))
            yield from told
            apart += () if told else differing
    often = Counter(name.thing for name in confirmed)
    for name, cell, figure in apart:
        if name not in confirmed and often[name.thing] >= _CONFIRMED and turned(cell, figure):
            yield unlike(figure, cell)


def _held(
    passage: Passage, cells: Mapping[_Cell, Sequence[Figure]]
) -> tuple[set[_Cell], list[tuple[_Cell, Figure, Figure]]]:
    """List what of a paragraph its columns confirm, and what they give otherwise, each with its cell."""
    agreeing: set[_Cell] = set()
    differing: list[tuple[_Cell, Figure, Figure]] = []
    for figure in filter(_comparable, passage.figures):
        name = _cell(figure)
        found = cells.get(name, ())
        if len(found) != 1 or not same_time(found[0].metric, figure.metric):
            continue
        cell = found[0]
        if cell.value == figure.value:
            agreeing.add(name)
        elif not is_past(figure):
            differing.append((name, cell, figure))
    # what a cell confirms stands for it; another figure of that name is of another year
    return agreeing, [each for each in differing if each[0] not in agreeing]


def _differing(agreeing: Set[frozenset[str]], differing: Sequence[tuple[_Cell, Figure, Figure]]) -> Iterator[Finding]:
    """Find the one figure of a paragraph that its column gives otherwise while it confirms the others."""
    often = Counter(name.thing for name, *_ in differing)
    for name, cell, figure in differing:
        low, high = sorted((cell.value, figure.value))
        slip = name.thing in agreeing if cell.quantity.counted else turned(cell, figure)
        if slip and often[name.thing] == 1 and high <= low * _SLIP:
            yield unlike(figure, cell)


def _comparable(figure: Figure) -> bool:
    """Tell whether a figure is a plain count or a coefficient, of a group and long enough to be told apart."""
    metric = figure.metric
    return (
        (figure.quantity.counted or (not figure.base and metric.indicator.endswith("系数")))
        and metric.role in STANDING
        and metric.comparator is Comparator.EQUAL
        and bool(metric.indicator and bare(metric.subject))
        and len(_digits(metric.value)) >= _TELLING
    )


def _digits(value: Decimal) -> tuple[int, ...]:
    """List the digits of a number that tell; the noughts of a round one do not."""
    whole = value == value.to_integral_value()
    return (value.normalize() if whole else value).as_tuple().digits


def _cell(figure: Figure) -> _Cell:
    """Name what a figure is of; an indicator may begin with its subject (小学教职工)."""
    subject, indicator = bare(figure.metric.subject), bare(figure.metric.indicator)
    return _Cell(letters(indicator.removeprefix(subject) or indicator), subject, figure.base)
