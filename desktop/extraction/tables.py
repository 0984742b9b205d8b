"""Figures in tables: unit and indicator from the column's head, subject from the row's."""

import re
from collections.abc import Generator, Iterator
from dataclasses import replace
from typing import NamedTuple

from desktop.extraction import groups, roles
from desktop.extraction.figures import figures_of
from desktop.extraction.hosts import Host, opened
from desktop.extraction.periods import timeline
from desktop.extraction.quantities import Quantity, quantities
from desktop.extraction.reading import Reader
from desktop.extraction.reasons import Because, Reading
from desktop.extraction.source import Source
from desktop.extraction.units import tail
from desktop.lexicon.patterns import regex
from desktop.model.metric import Role
from desktop.model.report import joined_head

_ALONE = regex(r"[ \n]*$")
_NOTED = regex(r"(?<=[\d%％‰])[ \n]*\[\d{1,3}\][ \n]*$")
_UNIT_OF_HEAD = regex(
    r"[（(] ?(?:单位[：:])?(?P<unit>[^（）()\s]{1,8})[)）]|[/／] ?(?P<per>[^（）()\s/／]{1,8})$"
    r"|(?<=[\u4e00-\u9fff])(?P<rate>[%％‰])$"
)
_UNIT_OF_CAPTION = regex(r"单位[：: ]+(?P<unit>[^\s（）()、，,。；;/]{1,6})(?![、，,/])")
_UNITS_OF_CAPTION = regex(r"单位[：: ]+(?P<units>[^\s（）()，,、。；;]{1,6}(?:[、，,/][^\s（）()，,、。；;]{1,4})+)")
_BRACKET = regex(r"[（(][^（）()]*[)）]")
_FIGURE = regex(r"\d")
_LABELLED = regex(r"[：:]")
_GROWN = regex(r"^(?:比|较)?(?:上年)?(?:增[减长幅速]|同比|变化|增减幅度|增长率)")
_LONGEST_HEAD = 20
_MEASURING = 2
"""So many columns with units of their own say what is measured, whatever the rows are called."""
_NO_FIGURES = regex(
    r"^(?:序号|编号|序|No\.?|年份|年度|学年|时间|日期|电话|联系.*|手机|备注|邮编|代码|完成时限|"
    r"整改时限|时限|文号|页码|学号|身份证.*|行次|顺序|"
    r"(?:督导|检查|巡查|整改|完成|反馈|开工|竣工|建成|建校|填报|更新|下发|上报|办结|投用|启用|任职|出生|入职)(?:时间|日期))$"
)
_CLASSES = frozenset(("年级", "班级"))
_YEAR = regex(r"^(?:(?:19|20)\d\d)(?:[-—–~～至](?:19|20)?\d\d)?学?年?度?$")
_YEAR_OF_HEAD = regex(r"(?:19|20)\d\d(?:[-—–~～至](?:19|20)?\d\d)?学?年度?[底末]?")
_LAST_YEAR = regex(r"^(?:上年|去年|上一年|上学年|上期|上年同期|同期)度?(?:数|末|底|实际|决算数?|执行数|完成数)?$")
_THIS_YEAR = regex(r"^(?:本年|当年|今年|本学年|本期)度?(?:数|末|底|实际|决算数?|执行数|完成数)?$")
_OF_ROW_ABOVE = regex(r"^(?:[#＃*]|[—–-]{1,2}|其中[：:]?)(?=[\u4e00-\u9fff]{2})")
_OF_UNITS = regex(r"^(?:计量|计算|统计)?单位$")
_OF_NAMES = regex(r"指标|项目名称|^(?:主要)?(?:项目|内容|科目)(?:名称)?$")
_VALUES = regex(r"^(?:数|(?:完成|实际|现状|指标|目标|预期|规划|计划)?数?值|情况|目标|预期|规划|计划|实际|现状|)$")
_TOTAL = regex(r"^(?:合计|总计|总和|共计)(?:数|[（(][^（）()]*[)）])?$")
_PART = regex(r"年级|小计|[男女]生?$|职称|学历|^\d\d岁|(?:高|中|初|正|副)级$")
_NOT_ADDED = regex(r"率|比(?!上)|均|系数|指数|最[大小高低多少]|班额|得分|[%％]")
_OWNERS = regex(r"^(?:责任|被?[督检]查|整改|填报)?(?:学校|单位|园所|幼儿园|学校名称|单位名称|校名|乡镇|镇街)$")
_MEASURED = regex(r"[值数率比额分]$|系数|均$")
_OWN_UNIT = regex(r"系数|率|比(?!上|较)|增[减长幅速]|幅度|指数|[位名]次|得分")
_BARE_YEAR = regex(r"^(?:19|20)\d\d$")
_SPACED = regex(r"(?<=^[\u4e00-\u9fff])[ \u3000]+(?=[\u4e00-\u9fff]$)")
_SENTENCE = regex(r"[，,。；;]|\d.*[\d%％所个名]")
"""A row that begins with a sentence (a ledger's problem) is of no group."""
_CHANGED = regex(r"增[减长幅速加]|同比|变化|幅度|[-+±]+$")
_OF_CAPTION = regex(
    r"(?P<name>[\u4e00-\u9fff]{2,20}(?:支出|投入|经费|拨款|[率值]|比例|面积|人数|册数|系数|学校数|学生数|在校生|招生数?))"
)
_WHOSE = regex(r"(?P<whose>[\u4e00-\u9fff]{2,14}?)(?:教育|事业|基本|发展)*(?:情况|概况|统计)(?:统计|一览)?表")
_SCHOOLS = regex(r"(?:校|学|园|所|点)数?$")
_LAST_SENTENCE = regex(r"[^。\n]+[。\n ]*$")
_FIXED_RATE = regex(r"(?:高中阶段|九年义务教育|学前教育|普惠性?幼儿园).*(?:入学|入园|巩固|覆盖)率$")
"""Rates whose names hold their group."""
_ALL_OF = regex(
    r"(?:各(?:学段|级(?:各类)?(?:教育|学校)?|类教育|校|县|区县|乡镇)|分学段|近[三五]年|历年|全[县区市省])的?"
)


class Table(NamedTuple):
    """What a table gives all its rows: its head, the measure, unit and period of its caption, the headings above it.

    ``units`` are those that the caption lists (单位：所、人), each for the columns that it fits; ``group`` is the kind
    of school that the caption names (小学情况表). ``summed`` tells that one of its rows adds the others up, ``over`` is
    the label of the row that a row of its parts (#公办, 其中：公办) stands below, ``under`` whether a row is one.
    """

    head: tuple[str, ...]
    measure: str
    unit: str
    units: tuple[str, ...]
    group: str
    period: str
    headings: tuple[str, ...]
    summed: bool
    over: str = ""
    under: bool = False


class Line(NamedTuple):
    """What a row gives all its figures; ``names`` tells that it names what is measured (指标), not whose it is."""

    label: str
    names: bool
    unit: str
    period: str


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
        found.append(Cell(at, at + len(piece), _SPACED.sub("", piece.strip(" \n\r"))))
        at += len(piece) + 1
    return found


def read(
    source: Source, rows: tuple[tuple[int, int], ...], caption: str, base: str, headings: tuple[str, ...]
) -> Iterator[Reading]:
    """Read a table's rows in order; ``caption`` is the text above it, ``base`` the period of its headings."""
    text = source.text
    unit = _unit(_UNIT_OF_CAPTION, caption)
    period = timeline(caption, 0, len(caption), base).periods[-1] or base
    cut = [cells(text, start, end) for start, end in rows]
    summed = any(_TOTAL.match(cell.words) for row in cut for cell in row[:2])
    table = Table((), _measured(caption), unit, _units(caption), _group(caption), period, headings, summed)
    reached = -1
    begun = False
    for (start, end), row in zip(rows, cut, strict=True):
        alone = [number_alone(text, cell) for cell in row]
        if reached >= 0 and text.count("\n", reached, start) > 1:
            table, begun = table._replace(head=()), False
        head = None if begun or any(alone) else _headed(table.head, tuple(cell.words for cell in row))
        if head is not None:
            table = table._replace(head=head)
        else:
            begun = True
            if len(row) == len(table.head) + 1 > 1 and alone[0] is None and alone[1] is not None:
                # the corner was empty, and a reader that trims lines has lost it
                table = table._replace(head=("", *table.head))
            label = next((cell.words for cell, number in zip(row, alone, strict=True) if cell.words and not number), "")
            table = table._replace(under=_is_under(table, label))
            yield from _row(source, row, alone, table)
            table = table if table.under else table._replace(over=label)
        reached = end


def _is_under(table: Table, label: str) -> bool:
    """Tell whether a row is a part of a row above it: by its own mark, or as a group behind one that is (民办园)."""
    if _OF_ROW_ABOVE.match(label):
        return bool(table.over)
    of_unit = table.under and _unit(_UNIT_OF_HEAD, table.over) != "" and not _unit(_UNIT_OF_HEAD, label)
    return of_unit and _is_group(label)


def _measured(caption: str) -> str:
    """Give what the last sentence of a caption says that the table is of, or ``""``."""
    sentence = _LAST_SENTENCE.search(caption)
    names = [found["name"] for found in _OF_CAPTION.finditer(sentence[0])] if sentence else []
    return _ALL_OF.sub("", names[-1], count=1) if names else ""


def _units(caption: str) -> tuple[str, ...]:
    """List the units that a caption gives all columns together, none where it gives one."""
    listed = _UNITS_OF_CAPTION.search(caption)
    return tuple(filter(None, map(_measure, re.split("[、，,/]", listed["units"])))) if listed else ()


def _fitting(units: tuple[str, ...], name: str) -> str:
    """Choose the unit that what a column counts is told in: persons in 人, schools in 所, classes in 个."""
    if groups.is_people(name.removesuffix("数")):
        return next((unit for unit in units if unit.endswith(("人", "名"))), "")
    counted = "所" if _SCHOOLS.search(name) else "个" if name.removesuffix("数").endswith("班") else ""
    return counted if counted in units else ""


def _group(caption: str) -> str:
    """Give the kind of school that the last sentence of a caption says that the table is of, or ``""``."""
    sentence = _LAST_SENTENCE.search(caption)
    whose = _WHOSE.search(sentence[0]) if sentence else None
    said = whose["whose"] if whose else ""
    heads = (groups.split(said[at:]) for at in range(len(said)))
    return next((head.group for head in heads if head.group and not head.rest and not groups.is_people(head.group)), "")


def _headed(above: tuple[str, ...], row: tuple[str, ...]) -> tuple[str, ...] | None:
    """Take a row without figures into the head; None where it belongs to the body.

    A line of fewer cells (填报单位：… 填报时间：…) is no head of the rows below it. The second line of a head of merged
    cells begins with nothing, or with what stands above it.
    """
    if not above:
        return row
    if any(len(words) > _LONGEST_HEAD or _FIGURE.search(_YEAR_OF_HEAD.sub("", words)) for words in row):
        return None
    if row[0] in {"", above[0]} and not any(map(_LABELLED.search, above)):
        return joined_head(above, row)
    return row if sum(map(bool, row)) > sum(map(bool, above)) else None


def number_alone(text: str, cell: Cell) -> Quantity | None:
    """Read a cell that holds one number and nothing else, but the call of a note."""
    if not cell.words or len(cell.words) > 24:
        return None
    note = _NOTED.search(text, cell.start, cell.end)
    end = note.start() if note else cell.end
    found = quantities(text, cell.start, end)
    if len(found) != 1 or found[0].start - cell.start > 2 or not _ALONE.match(text, found[0].end, end):
        return None
    quantity = found[0]
    return (
        None
        if text[cell.start : quantity.start].strip() or (_YEAR.match(cell.words) and quantity.unit == "年")
        else quantity
    )


def _row(source: Source, row: list[Cell], alone: list[Quantity | None], table: Table) -> Iterator[Reading]:
    """Read one row of figures or of sentences."""
    head = table.head
    named = next(
        (
            column
            for column, (cell, number) in enumerate(zip(row, alone, strict=True))
            if (number is None or (column < len(head) and head[column] in _CLASSES))
            and cell.words
            and not _NO_FIGURES.match(cell.words)
        ),
        -1,
    )
    label = row[named].words if named >= 0 else ""
    owned = 0 <= named < len(head) and bool(_OWNERS.match(head[named])) and not label.startswith(("各", "全", "有关"))
    measured = _OF_UNITS.match
    told = sum(bool(_unit(_UNIT_OF_HEAD, above)) for above in head)
    unit = next((cell.words for cell, above in zip(row, head, strict=False) if measured(above)), "")
    line = Line(
        "" if _YEAR.match(label) else label,
        not _is_group(label)
        and bool(
            unit
            or _unit(_UNIT_OF_HEAD, label)
            or (told < _MEASURING and 0 <= named < len(head) and _OF_NAMES.search(head[named]))
        ),
        _measure(unit) or _unit(_UNIT_OF_HEAD, label),
        _written(row[0].words) if _YEAR.match(row[0].words) else "",
    )
    beside = people = ""
    cells_before: list[Reading] = []
    for column, (cell, quantity) in enumerate(zip(row, alone, strict=True)):
        above = head[column] if column < len(head) else ""
        if _NO_FIGURES.match(above) or above in _CLASSES or measured(above) or (line.period and column == 0):
            continue
        if quantity is None:
            people = opened(cell.words) or people
            host = Host(school=label if owned and column != named else "", people=people)
            people = yield from _prose(source, cell, above, table, host, cells_before)
            continue
        if (not above and (column == 0 or not label)) or (
            _BARE_YEAR.match(cell.words) and not (table.unit or line.unit or _unit(_UNIT_OF_HEAD, above))
        ):
            continue
        if not head:
            left = next((row[at].words for at in range(column - 1, -1, -1) if row[at].words and alone[at] is None), "")
            yield _figure(quantity, left, "", line._replace(label=""), table)
        else:
            yield _figure(quantity, above, beside, line, table)
            beside = beside if any(found.search(above) for found in (_CHANGED, _THIS_YEAR, _LAST_YEAR)) else above


def _written(year: str) -> str:
    """Write a year or school year of a table's head as a period."""
    return timeline(year if year.endswith(("年", "度")) else year + "年", 0, len(year) + 1).periods[-1] if year else ""


def _unit(pattern: re.Pattern[str], words: str) -> str:
    """Find the unit that a column's head or a caption gives, or ``""``."""
    units = (_measure(found[found.lastindex or 0]) for found in pattern.finditer(words))
    return next(filter(None, units), "")


def _measure(words: str) -> str:
    """Keep words that are a unit and nothing else, or give ``""``."""
    _, _, measured, _, stop = tail(words, 0, len(words))
    return words if measured >= 0 and stop == len(words) else ""


def _figure(quantity: Quantity, above: str, beside: str, line: Line, table: Table) -> Reading:
    """Make a reading of a number that has a cell to itself; ``beside`` heads the nearest column that measures.

    Under a year, or in a table that lists indicators in its rows, the row names what is measured; under a year over
    rows of stages or kinds of schools the caption does, and under a bare growth the column beside it.
    """
    given = _unit(_UNIT_OF_HEAD, above)
    name = _name(above)
    year = _YEAR_OF_HEAD.search(name)
    name = name.replace(year[0], "", 1).strip("的 ") if year else name
    of_row = line.unit or (_unit(_UNIT_OF_HEAD, table.over) if table.under else "")
    lent = given or ("" if _OWN_UNIT.search(name) else of_row or table.unit or _fitting(table.units, name))
    if not quantity.unit and lent and quantity.kind == "digits":
        quantity = replace(quantity, unit=lent, rule=quantity.rule + "+unit-of-table")
    before = _LAST_YEAR.match(name)
    name = "" if before or _THIS_YEAR.match(name) else name
    label = _name(_OF_ROW_ABOVE.sub("", line.label, count=1) if table.under else line.label)
    split = groups.split(name)
    if line.names and table.head:
        what = split.rest if split.group else name
        other = "" if _GROWN.match(what) or _VALUES.match(what) else what
        whose = "" if split.group or not other or _MEASURED.search(other) else other
        subject, indicator = split.group or whose, label if whose else f"{label}{other}"
    else:
        told = name and _SENTENCE.search(label) is not None
        subject, indicator = ("" if told else label, name) if name else ("", label)
    if _is_group(label) and (not name or _CHANGED.search(name)):
        measured = _name(_YEAR_OF_HEAD.sub("", beside))
        if measured and _GROWN.match(name):
            subject, indicator = label, measured
        elif table.measure:
            subject, indicator = label, table.measure + name
    if table.under and indicator == label and _is_group(label):
        subject, indicator = label, _name(table.over)
    if not subject:
        subject, indicator = _parted(indicator)
        subject = subject or ("" if label or _is_group(indicator) else table.group)
    role, rule, words = roles.in_table(above, quantity)
    if role is Role.LEVEL and table.under:
        role, rule = Role.PART, "part of whole"
    elif role is Role.LEVEL and _is_added(above, line, table):
        role, rule = Role.PART, "part of total"
    period = (_written(year[0].rstrip("底末")) if year else "") or line.period or table.period
    if before and period.isdecimal():
        period = str(int(period) - 1)
    if not year and _GROWN.match(name):
        period = max((_written(told[0]) for told in map(_YEAR_OF_HEAD.search, table.head) if told), default=period)
    why = (
        Because("indicator", "column" if name in indicator and name else "row name", above if name else line.label),
        Because("subject", "row" if subject else "no subject", subject),
        Because("period", "table year" if period else "no time", period),
        Because("role", rule, words),
    )
    return Reading(quantity, indicator, subject, period, role, f"{quantity.rule}+table+{rule}", why)


def _is_added(above: str, line: Line, table: Table) -> bool:
    """Tell a figure that a row or column of totals takes in; rates, means and greatest values add up to nothing.

    Stages, grades and kinds of schools are parts; counties, schools and tasks of a list stand for themselves.
    """
    if table.summed and not (_is_group(line.label) or _PART.search(line.label)):
        return False
    if _TOTAL.match(above) or _TOTAL.match(line.label) or _NOT_ADDED.search(above) or _NOT_ADDED.search(line.label):
        return False
    return table.summed or any(map(_TOTAL.match, table.head))


def _is_group(label: str) -> bool:
    """Tell a row that names a stage or kind of school, not what is measured; people are counted themselves."""
    head = groups.split(_name(label))
    return bool(head.tokens) and not head.rest and not groups.is_people(head.group)


def _parted(indicator: str) -> tuple[str, str]:
    """Part the group at the head of a name from what is counted of it: 小学 from 在校生."""
    head = groups.split(indicator)
    if head.group and head.rest:
        return head.group, indicator if _FIXED_RATE.match(indicator) else head.rest
    if len(head.tokens) > 1:
        return head.group.removesuffix(head.tokens[-1]), head.tokens[-1]
    return "", indicator


def _name(words: str) -> str:
    """Take the unit off the words of a head or a label."""
    name = _BRACKET.sub("", words.removesuffix(f"/{_unit(_UNIT_OF_HEAD, words) or None}")).strip()
    return name.removeprefix("其中").lstrip("：:") if len(name) > 3 else name


def _prose(
    source: Source, cell: Cell, above: str, table: Table, host: Host, told: list[Reading]
) -> Generator[Reading, None, str]:
    """Read a cell of sentences like a paragraph under its column's head, about the school or place of its row.

    What the cells before have ``told`` of somebody is his here, too (小学生均图书18册 | 现生均图书26册).
    Return the people that it is about, of whom the cells behind it go on to tell.
    """
    numbers = source.numbers(cell.start, cell.end)
    if not numbers:
        return host.people
    line = timeline(source.text, cell.start, cell.end, table.period)
    reader = Reader(source, line, (*table.headings, above), host)
    for reading in reader.read(figures_of(source.text, cell.start, cell.end, numbers)):
        reading = reading if reading.indicator else replace(reading, indicator=above)
        if not reading.subject:
            same = (other.subject for other in told if other.subject and _alike(other.indicator, reading.indicator))
            reading = replace(reading, subject=next(same, ""))
        told.append(reading)
        yield reading
    return reader.people


def _alike(one: str, other: str) -> bool:
    """Tell two names of one thing: 大班额 and 现大班额, 差异系数 and 生均图书差异系数."""
    return min(len(one), len(other)) > 2 and (one.endswith(other) or other.endswith(one))
