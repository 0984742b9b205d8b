"""Text against table: where a table confirms most of what a paragraph says, the figure it gives otherwise."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from decimal import Decimal
from typing import NamedTuple

from desktop.checking.changes import is_change, is_past
from desktop.checking.conflicts import unlike
from desktop.checking.ledger import STANDING, bare, letters, same_time, usual
from desktop.checking.passages import Figure, Passage
from desktop.checking.quantities import POINTS
from desktop.checking.transcription import slipped, turned
from desktop.lexicon.patterns import regex
from desktop.model.finding import Finding
from desktop.model.metric import Comparator
from desktop.model.report import BlockKind

_TELLING = 3
"""A count of so many digits agrees with a cell by chance hardly ever."""
_CONFIRMED = 2
"""A column that so many figures of other paragraphs confirm is of the report's own year and schools."""
_WHOLE = regex(r"^(?:合计|总计|小计|总体|全[县区市省旗]|义务教育(?:学校|阶段)?|中小学校?)$")
_DISTRICT = regex(r"[\u4e00-\u9fff]{1,5}[县区市旗]")
_PLACE = regex(r"[\u4e00-\u9fff](?:镇|乡|街道|小学|中学|学校|幼儿园|片区|学区)$")
_PEOPLE, _SCHOOLS = regex(r"幼儿|学生|教师|人数|教职工"), regex(r"园|校")
_SLIP = 2
"""Values farther apart than this factor are rather of two things."""


class _Cell(NamedTuple):
    """What a figure is of, in text and table alike: 招生 of 初中 in 人."""

    thing: frozenset[str]
    group: str
    base: str


def against_tables(passages: Sequence[Passage]) -> Iterator[Finding]:
    """Hold the figures of each paragraph against the cells of the same column.

    A paragraph is only held against a column that confirms another of its figures: then both tell of the same year
    and the same schools, and one that differs is a slip. So is a rate or coefficient with the cell's digits in another
    order, and such a count where the column confirms figures of other paragraphs; a long one is worth asking anyway.
    """
    cells: dict[_Cell, list[Figure]] = defaultdict(list)
    for passage in passages:
        if passage.block.kind is BlockKind.ROW:
            for figure in filter(_comparable, passage.figures):
                cells[_cell(figure, _label(figure))].append(figure)
    if not cells:
        return
    places = {name.group for name in cells if _PLACE.search(name.group)}
    confirmed: set[_Cell] = set()
    apart: list[tuple[_Cell, Figure, Figure]] = []
    for passage in passages:
        if passage.block.kind is not BlockKind.ROW:
            agreeing, differing = _held(passage, cells, places)
            confirmed.update(agreeing)
            told = list(_differing(agreeing, differing))
            yield from told
            apart += () if told else differing
    often = Counter(name.thing for name in confirmed)
    total = any(not name.group for name in confirmed)  # another number of the row of totals is that of the text
    for name, cell, figure in apart:
        if name not in confirmed and turned(cell, figure):
            sure = often[name.thing] >= _CONFIRMED
            if sure or (len(_digits(figure.metric.value)) > _TELLING if name.group else total):
                yield unlike(figure, cell, soft=not sure)


def _held(
    passage: Passage, cells: Mapping[_Cell, Sequence[Figure]], places: Set[str]
) -> tuple[set[_Cell], list[tuple[_Cell, Figure, Figure]]]:
    """List what of a paragraph its columns confirm, and what they give otherwise, each with its cell."""
    rows = {name.group for name in cells}
    agreeing: set[_Cell] = set()
    differing: list[tuple[_Cell, Figure, Figure]] = []
    told: set[int] = set()
    place, sentence = "", -1
    for figure in passage.figures:
        place = "" if figure.sentence != sentence else place
        sentence = figure.sentence
        place = next((each for each in places if each in figure.lead), place)
        if not _comparable(figure):
            continue
        name = _cell(figure, place or _label(figure))
        if name not in cells and _DISTRICT.fullmatch(name.group):  # a report calls its district by name, a table 合计
            name = _cell(figure, "") if name.group not in rows else name
        found = [cell for cell in cells.get(name, ()) if same_time(cell.metric, figure.metric)]
        if len(found) != 1:
            continue
        cell = found[0]
        if cell.value == figure.value or (cell.stands and figure.stands and cell.stands.meets(figure.stands)):
            agreeing.add(name)
            told.add(cell.start)
        elif not is_past(figure):
            differing.append((name, cell, figure))
    # what a cell confirms stands for it; another figure of that name is of another year
    return agreeing, [each for each in differing if each[1].start not in told]


def _differing(agreeing: Set[_Cell], differing: Sequence[tuple[_Cell, Figure, Figure]]) -> Iterator[Finding]:
    """Find the one figure of a paragraph that its column gives otherwise while it confirms the others."""
    often = Counter(name.thing for name, *_ in differing)
    things, groups = {name.thing for name in agreeing}, {name.group for name in agreeing}
    for name, cell, figure in differing:
        low, high = sorted((cell.value, figure.value))
        near = name.thing in things or name.group in groups
        dated = bool(cell.metric.period) and cell.metric.period == figure.metric.period
        slip = name.thing in things if cell.quantity.counted or dated else turned(cell, figure)
        slip = slip or (near and slipped(cell, figure))
        if slip and often[name.thing] == 1 and high <= low * _SLIP:
            yield unlike(figure, cell, soft=not near and bool(cell.base))


def _comparable(figure: Figure) -> bool:
    """Tell whether a figure is a plain amount, long enough to be told apart."""
    metric = figure.metric
    return (
        metric.role in STANDING
        and metric.comparator is Comparator.EQUAL
        and bool(metric.indicator)
        and figure.base != POINTS
        and not is_change(figure)
        and len(_digits(metric.value)) >= _TELLING
    )


def _digits(value: Decimal) -> tuple[int, ...]:
    """List the digits of a number that tell; the noughts of a round one do not."""
    whole = value == value.to_integral_value()
    return (value.normalize() if whole else value).as_tuple().digits


def _label(figure: Figure) -> str:
    """Name the row or group that a figure is of; "" for the whole (合计, 全县)."""
    return _WHOLE.sub("", bare(figure.metric.subject))


def _cell(figure: Figure, label: str) -> _Cell:
    """Name what a figure is of; an indicator may begin with its subject (小学教职工)."""
    indicator = usual(bare(figure.metric.indicator))
    thing = letters(indicator.removeprefix(label).removesuffix("数") or indicator)
    base = figure.base
    if not base and figure.metric.value == figure.metric.value.to_integral_value():
        base = "人" if _PEOPLE.search(indicator) else "所" if _SCHOOLS.search(indicator) else ""
    return _Cell(thing, label, base)
