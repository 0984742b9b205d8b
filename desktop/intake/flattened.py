"""Find tables that were copied with one cell a line, as web pages give them."""

import re
from collections.abc import Iterator, Sequence, Set

from desktop.intake.layout import Line
from desktop.lexicon.patterns import regex

_COUNTER = regex(r"序\s*号|编\s*号|No\.?|#", re.IGNORECASE)
_HEAD = regex(
    r"(?:(?:指标|项目|学校|单位|地区|乡镇|名称|类别|类型|年份|年度|学段|内容|区县|阶段|科目)(?:名称|内容|类别|类型)?)(?:[（(].{1,8}[)）])?"
)
_FIGURE = regex(r"[-+]?[\d.,，]+\s?(?:%|％|[\u4e00-\u9fff]{1,3})?|[-—–－/]+|无")
_YEAR = regex(r"(?:19|20)\d\d年?度?")
_LONGEST_HEAD = 14
_MOST_COLUMNS = 10
_CAPTION = 2
_LONGEST_CELL = 40


def flattened(text: str, printed: Sequence[Line], others: Set[int]) -> dict[int, int]:
    """List the rows of tables whose cells stand one below the other: a row's first line to its last."""
    found: dict[int, int] = {}
    at = begun = 0
    while at < len(printed):
        if at in others or printed[at].gap or not _is_cell(text, printed[at]):
            begun = at if at not in others and _is_cell(text, printed[at]) else at + 1
        rows = list(_table(text, printed, others, at, leads=at - begun <= _CAPTION))
        found.update(rows)
        at = rows[-1][1] + 1 if rows else at + 1
    return found


def _table(text: str, printed: Sequence[Line], others: Set[int], at: int, *, leads: bool) -> Iterator[tuple[int, int]]:
    """Give the rows of the table whose head begins at a line; none where there is no table."""
    head = printed[at]
    if at in others or head.end - head.start > _LONGEST_HEAD:
        return
    if _COUNTER.fullmatch(text, head.start, head.end):
        yield from _counted(text, printed, others, at)
    elif leads and _HEAD.fullmatch(text, head.start, head.end):
        yield from _even(text, printed, others, at)


def _counted(text: str, printed: Sequence[Line], others: Set[int], at: int) -> Iterator[tuple[int, int]]:
    """Read a table whose rows begin with 1, 2, 3; the last row has as many cells as the head."""
    first = next((n for n in range(at + 2, at + _MOST_COLUMNS + 1) if _says(text, printed, n, "1")), 0)
    if not first or not all(_names(text, printed[n]) for n in range(at, first)) or others & set(range(at, first)):
        return
    columns = first - at
    rows = [(at, first - 1)]
    begin = first
    while begin < len(printed):
        within = range(begin + 2, begin + columns + 1)
        follows = next((n for n in within if _says(text, printed, n, str(len(rows) + 1))), 0)
        last = follows - 1 if follows else min(begin + columns, len(printed)) - 1
        if last > begin and not others & set(range(begin, last + 1)):
            rows.append((begin, last))
        if not follows:
            break
        begin = follows
    if len(rows) > 2:
        yield from rows


def _even(text: str, printed: Sequence[Line], others: Set[int], at: int) -> Iterator[tuple[int, int]]:
    """Read a table without counter: a run of short lines in which every so many make a row with figures."""
    stop = at + 1
    while stop < len(printed) and stop not in others and not printed[stop].gap and _is_cell(text, printed[stop]):
        stop += 1
    figures = [_FIGURE.fullmatch(text, line.start, line.end) is not None for line in printed[at:stop]]
    years = [_YEAR.fullmatch(text, line.start, line.end) is not None for line in printed[at : at + _MOST_COLUMNS]]
    widths = range(2, min(_MOST_COLUMNS, len(figures) // 3) + 1)
    for columns in sorted(widths, key=lambda width: len(figures) % width != 0):
        whole = len(figures) // columns * columns
        names = figures[0:whole:columns]
        heads = [figure and not year for figure, year in zip(figures[:columns], years, strict=False)]
        told = (all(figures[columns + column : whole : columns]) for column in range(1, columns))
        if not any(names) and not any(heads) and any(told):
            yield from ((at + first, at + first + columns - 1) for first in range(0, whole, columns))
            return


def _says(text: str, printed: Sequence[Line], at: int, words: str) -> bool:
    return at < len(printed) and text[printed[at].start : printed[at].end].rstrip(".、．") == words


def _names(text: str, line: Line) -> bool:
    return line.end - line.start <= _LONGEST_HEAD and text[line.end - 1] not in "。；：:，"


def _is_cell(text: str, line: Line) -> bool:
    return line.end - line.start <= _LONGEST_CELL and text[line.end - 1] not in "。；：:，"
