"""Figures in tables: unit and indicator from the column's head, subject from the row's."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from desktop.extraction import groups, roles
from desktop.extraction.figures import figures_of
from desktop.extraction.periods import timeline
from desktop.extraction.quantities import Quantity, quantities
from desktop.extraction.reading import Because, Reader, Reading
from desktop.extraction.source import Source
from desktop.extraction.units import tail

_ALONE = re.compile(r"[ \n]*$")
_UNIT_OF_HEAD = re.compile(r"[（(/／] ?(?:单位[：:])?(?P<unit>[^（）()\s]{1,8})[)）]?$")
_UNIT_OF_CAPTION = re.compile(r"单位[：: ]+(?P<unit>[^\s（）()、，,。；;/]{1,6})(?![、，,/])")
_NO_FIGURES = re.compile(
    r"^(?:序号|编号|序|No\.?|年份|年度|学年|时间|日期|电话|联系.*|手机|备注|邮编|代码|班级|年级|完成时限|"
    r"完成时间|整改时限|时限|文号|页码|学号|身份证.*|行次|顺序)$"
)
_UNIT_COLUMN = re.compile(r"^(?:计量)?单位$")
_VALUES = re.compile(r"^(?:数|(?:完成|实际|现状|指标)?数?值|情况|)$")
_NO_UNIT = re.compile(r"系数|率|比|指数|得分|评分|排名|位次")
_INDICATOR = re.compile(r"指标|项目名称|^项目$")
_GROWN = re.compile(r"增减|增长|增幅|比上年|较上年|同比|变化")
_YEAR = re.compile(r"^(?:(?:19|20)\d\d)(?:[-—–~～至](?:19|20)?\d\d)?学?年?度?$")
_BARE_YEAR = re.compile(r"^(?:19|20)\d\d$")


class Cell(NamedTuple):
    """One cell of a row: its offsets and its words."""

    start: int
    end: int
    words: str


def cells(text: str, start: int, end: int) -> list[Cell]:
    """Cut a row at its tabs."""
    found = []
    at = start
    for piece in text[start:end].split("\t"):
        found.append(Cell(at, at + len(piece), piece.strip(" \n\r")))
        at += len(piece) + 1
    return found


def read(
    source: Source, rows: tuple[tuple[int, int], ...], caption: str, base: str, headings: tuple[str, ...]
) -> Iterator[Reading]:
    """Read a table's rows in order; ``caption`` is the text above it, ``base`` the period of its headings."""
    text = source.text
    unit = _unit(_UNIT_OF_CAPTION, caption)
    period = timeline(caption, 0, len(caption), base).periods[-1] or base
    head: list[str] = []
    untold, reached = True, -1
    for start, end in rows:
        row = cells(text, start, end)
        alone = [number_alone(text, cell) for cell in row]
        if reached >= 0 and text.count("\n", reached, start) > 1:
            head, untold = [], True
        if not any(alone) and (not head or (untold and len(row) > len(head))):
            head, untold = [cell.words for cell in row], True
        else:
            if head and len(row) == len(head) + 1 and alone[0] is None and alone[1] is not None:
                head.insert(0, "")  # the corner was empty, and a reader that trims lines has lost it
            untold = False
            yield from _row(source, row, alone, head, unit, period, headings)
        reached = end


def number_alone(text: str, cell: Cell) -> Quantity | None:
    """Read a cell that holds one number and nothing else."""
    if not cell.words or len(cell.words) > 24:
        return None
    found = quantities(text, cell.start, cell.end)
    if len(found) != 1 or found[0].start - cell.start > 2 or not _ALONE.match(text, found[0].end, cell.end):
        return None
    quantity = found[0]
    return (
        None
        if text[cell.start : quantity.start].strip() or (_YEAR.match(cell.words) and quantity.unit == "年")
        else quantity
    )


def _row(
    source: Source,
    row: list[Cell],
    alone: list[Quantity | None],
    head: list[str],
    unit: str,
    period: str,
    headings: tuple[str, ...],
) -> Iterator[Reading]:
    """Read one row of figures or of sentences."""
    named = next(
        (
            cell
            for cell, number in zip(row, alone, strict=True)
            if number is None and cell.words and not _NO_FIGURES.match(cell.words)
        ),
        None,
    )
    label = named.words if named is not None else ""
    year = row[0].words if _YEAR.match(row[0].words) else ""
    given = next((cell.words for cell, name in zip(row, head, strict=False) if _UNIT_COLUMN.match(name)), "")
    measures = bool(given or _unit(_UNIT_OF_HEAD, label) or (head and _INDICATOR.search(head[0])))
    last = next((name for name in reversed(head) if _YEAR.match(name)), "")
    for column, (cell, quantity) in enumerate(zip(row, alone, strict=True)):
        above = head[column] if column < len(head) else ""
        if _NO_FIGURES.match(above) or (year and column == 0):
            continue
        if quantity is None:
            yield from _prose(source, cell, above, period, headings)
            continue
        if (not above and (column == 0 or not label)) or (
            _BARE_YEAR.match(cell.words) and not unit and not _unit(_UNIT_OF_HEAD, above)
        ):
            continue
        if not head:
            left = next((row[at].words for at in range(column - 1, -1, -1) if row[at].words and alone[at] is None), "")
            yield _figure(quantity, left, "", unit, period)
        elif _YEAR.match(above):
            yield _figure(quantity, label, "", given or unit, _written(above))
        elif measures:
            grown = _GROWN.search(above) is not None
            yield _measure(quantity, label, above, given or unit, (_written(last) if grown else "") or period)
        else:
            yield _figure(quantity, above, "" if year else label, unit, _written(year) or period)


def _measure(quantity: Quantity, label: str, above: str, unit: str, period: str) -> Reading:
    """Read a cell of a row that names what is measured; the column says of whom, and what of it (小学差异系数)."""
    column = groups.split(_UNIT_OF_HEAD.sub("", above))
    what = column.rest if column.group else _UNIT_OF_HEAD.sub("", above)
    own = _unit(_UNIT_OF_HEAD, above)
    if not own and not _NO_UNIT.search(what):
        own = _unit(_UNIT_OF_HEAD, label) or unit
    name = _UNIT_OF_HEAD.sub("", label) + ("" if _VALUES.match(what) or _GROWN.search(what) else what)
    reading = _figure(quantity, name, column.group, own, period)
    role, rule, words = roles.in_table(above, reading.quantity)
    why = (*reading.why[:3], Because("role", rule, words))
    return reading._replace(role=role, rule=f"{reading.quantity.rule}+table+{rule}", why=why)


def _written(year: str) -> str:
    """Write a year or school year of a table's head as a period."""
    return timeline(year if year.endswith(("年", "度")) else year + "年", 0, len(year) + 1).periods[-1] if year else ""


def _unit(pattern: re.Pattern[str], words: str) -> str:
    """Find the unit that a column's head or a caption gives, or ``""``."""
    found = pattern.search(words)
    if not found:
        return ""
    read = tail(found["unit"], 0, len(found["unit"]))
    return found["unit"] if read.measured >= 0 and read.stop == len(found["unit"]) else ""


def _figure(quantity: Quantity, name: str, subject: str, unit: str, period: str) -> Reading:
    """Make a reading of a number that has a cell to itself."""
    given = _unit(_UNIT_OF_HEAD, name)
    if not quantity.unit and (given or unit) and quantity.kind == "digits":
        quantity = quantity._replace(unit=given or unit, rule=quantity.rule + "+unit-of-table")
    indicator = re.sub(r"[（(][^（）()]*[)）]$", "", name)
    indicator = indicator.removesuffix(f"/{given}").strip() if given else indicator.strip()
    split = groups.split(indicator)
    if not subject and split.group and split.rest:
        subject, indicator = split.group, split.rest
    role, rule, words = roles.in_table(name, quantity)
    why = (
        Because("indicator", "column", name),
        Because("subject", "row" if subject else "no subject", subject),
        Because("period", "table year" if period else "no time", period),
        Because("role", rule, words),
    )
    return Reading(quantity, indicator, subject, period, role, f"{quantity.rule}+table+{rule}", why)


def _prose(source: Source, cell: Cell, above: str, period: str, headings: tuple[str, ...]) -> Iterator[Reading]:
    """Read a cell of sentences like a paragraph under its column's head."""
    numbers = source.numbers(cell.start, cell.end)
    if not numbers:
        return
    line = timeline(source.text, cell.start, cell.end, period)
    reader = Reader(source, line, (*headings, above))
    for reading in reader.read(figures_of(source.text, cell.start, cell.end, numbers)):
        yield reading if reading.indicator else reading._replace(indicator=above)
