"""Totals: a whole told behind its parts (合计, 共计), or before parts whose last is what the others leave (其余)."""

from collections.abc import Iterator, Sequence

from desktop.checking.adding import adds_up, parts_tick, unequal
from desktop.checking.openers import CLOSES, OPENS, REACH, REST, SCHOOLS
from desktop.checking.passages import Figure
from desktop.lexicon.patterns import regex
from desktop.model.finding import Check, Finding

_BY_VIEW = regex(r"^(?:从|按)[^,;:\d]{1,8}(?:来?看|划?分类?)?[,:]")
_WHOLE_PART_REST = 3
_BEFORE_REST = 8
_ITEM = regex(r"^\d{1,2}(?=(?![年月日所个名人项])[\u4e00-\u9fff])")
"""The number of an item, whose circle (①) is gone."""
_UNREAD = regex(r"[共总]|(?<![\d(])\d{1,3}[^\d)、.年月日]")
"""A total of its own, or a number that was not read."""


def remaining(figures: Sequence[Figure], i: int) -> Iterator[Finding | Check]:
    """Add up what stands before 其余, down to the whole."""
    run = [figures[i]]
    for figure in reversed(figures[max(0, i - _BEFORE_REST) : i]):
        alike = figure.base == run[0].base or {figure.base, run[0].base} <= SCHOOLS
        if not alike or ";" in run[0].lead:
            break
        run.insert(0, figure)
    for at in range(len(run) - 3, -1, -1):
        if adds_up(run[at], run[at + 1 :]):
            yield parts_tick(run[at], run[at + 1 :], "sum.rest")
            return
    if (
        len(run) == _WHOLE_PART_REST
        and REST.search(figures[i].lead)
        and all(f.stands for f in run)
        and run[0].value > run[1].value
    ):
        yield unequal(run[0], run[1:], soft=True, rule="sum.rest")


def closed(figures: Sequence[Figure], i: int) -> Iterator[Finding | Check]:
    """Add up what stands before 合计, 共计."""
    whole = figures[i]
    parts: list[Figure] = []
    clean, opens = True, False  # what 其中 opens begins with its first part
    for figure in reversed(figures[max(0, i - REACH) : i]):
        if figure.depth > whole.depth:
            continue
        if figure.depth < whole.depth or CLOSES.search(figure.lead):
            break
        if figure.base == whole.base:
            clean = clean and not opens
            parts.insert(0, figure)
            opens = OPENS.search(figure.lead) is not None and not _BY_VIEW.match(figure.lead)
        elif not opens:
            clean = False
        clean = clean and ";" not in figure.lead
    if whole.stands is None or len(parts) < 2 or any(f.stands is None for f in parts):
        return
    for start in range(len(parts) - 1):
        if adds_up(whole, parts[start:]):
            yield parts_tick(whole, parts[start:], "sum.total")
            return
    closes = CLOSES.search(whole.lead)
    bare = closes is not None and not closes["noun"].strip("为达是有约近") and "累计" not in closes[0]
    listed = all(len(f.clause) <= 15 and not _UNREAD.search(_ITEM.sub("", f.lead)) for f in parts)
    if clean and bare and listed and ";" not in whole.lead:
        yield unequal(whole, parts, soft=False, rule="sum.total")
