"""Everything that one can go to or do from one box: found by characters, or by the first letters of their sounds."""

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate
from operator import itemgetter

from desktop.desk.recent_rows import RecentRow
from desktop.desk.words import amount, item_title, one_line, period
from desktop.lexicon import pinyin
from desktop.model.checklist import Item
from desktop.model.examination import Examination
from desktop.model.report import Report

MOST = 200
"""So many lines are offered; who wants another writes more of it."""

_FOLD = {0xFF01 + n: 0x21 + n for n in range(94)} | {0x3000: 0x20, 0xA0: 0x20}
_LOOKED_AT = 2_000
"""So many lines that fit are put in order; among the figures of a very long report more can fit."""

Rank = tuple[bool, bool, bool]
"""What speaks against a line: found by sound only, not at its beginning, not to the end of a word."""


class Kind(StrEnum):
    """What a line stands for."""

    ACTION = "操作"
    ITEM = "评分项"
    HEADING = "标题"
    FIGURE = "指标"
    RECENT = "最近打开"


@dataclass(frozen=True, slots=True)
class Line:
    """One thing to choose: its words, what is said beside them, what it leads to, and by what else it is found.

    ``target`` is an action, an item's id, a path, or the start and end of a place in the report.
    """

    kind: Kind
    words: str
    beside: str
    target: object
    also: str = ""


class Palette:
    """Lines that are searched as one text, so that 100,000 of them take some hundredths of a second."""

    def __init__(self, lines: Iterable[Line]) -> None:
        self._lines = tuple(lines)
        self._folded = [_folded(f"{line.words} {line.also}" if line.also else line.words) for line in self._lines]
        self._text = "\n".join(self._folded)
        self._starts = list(accumulate((len(words) + 1 for words in self._folded), initial=0))
        self._signs: dict[str, str] | None = None

    def ranked(self, wanted: str) -> list[tuple[Rank, Line]]:
        """List the lines that have every word wanted, in their order; all where none is wanted.

        A Latin letter stands for itself or for a sign that sounds so: bgl finds 办公楼, so does b公l.
        """
        words = _folded(wanted).split()
        if not words:
            return [((False, False, False), line) for line in self._lines[:MOST]]
        first, *others = [re.compile("".join(map(self._sign, word))) for word in words]
        found: dict[int, Rank] = {}
        for match in first.finditer(self._text):
            at = bisect_right(self._starts, match.start()) - 1
            line, start = self._folded[at], match.start() - self._starts[at]
            if at in found or not all(other.search(line) for other in others):
                continue
            whole = line[start + len(words[0]) : start + len(words[0]) + 1] in ("", " ")
            found[at] = (words[0] not in line, start > 0, not whole)
            if len(found) == _LOOKED_AT:
                break
        return [(rank, self._lines[at]) for at, rank in found.items()]

    def _sign(self, sign: str) -> str:
        """Write what one sign of a word may stand for."""
        if not ("a" <= sign <= "z"):
            return re.escape(sign)
        if self._signs is None:
            self._signs = self._by_sound()
        return f"[{sign}{self._signs.get(sign, '')}]"

    def _by_sound(self) -> dict[str, str]:
        """Sort the signs of all lines by the letters that they can be written with."""
        signs: dict[str, str] = {}
        for sign in sorted(set(self._text)):
            if sign > "\x7f":
                for letter in pinyin.initials(sign):
                    signs[letter] = signs.get(letter, "") + sign
        return signs


def found(wanted: str, *palettes: Palette) -> tuple[Line, ...]:
    """List what has every word wanted, the best first, equals as the palettes and their lines are given."""
    ranked = [line for palette in palettes for line in palette.ranked(wanted)]
    return tuple(line for _, line in sorted(ranked, key=itemgetter(0))[:MOST])


def item_lines(items: Iterable[Item]) -> tuple[Line, ...]:
    """List items; they are found by their question, too."""
    return tuple(Line(Kind.ITEM, item_title(item), "", item.id, item.check) for item in items)


def heading_lines(report: Report) -> tuple[Line, ...]:
    """List the headings of a report."""
    return tuple(Line(Kind.HEADING, one_line(h.quote), "", (h.start, h.end)) for h in report.headings())


def figure_lines(examination: Examination) -> tuple[Line, ...]:
    """List the figures of a report by what they measure, with value, time and subject."""
    return tuple(
        Line(
            Kind.FIGURE,
            f"{m.canonical or m.indicator or one_line(m.quote)} {amount(m)}",
            " ".join(filter(None, (m.subject, period(m)))),
            (m.start, m.end),
            f"{m.subject} {m.period}",
        )
        for m in examination.metrics
    )


def recent_lines(rows: Iterable[RecentRow]) -> tuple[Line, ...]:
    """List the files that were open before."""
    return tuple(Line(Kind.RECENT, row.title, row.about, row.path) for row in rows)


def _folded(text: str) -> str:
    """Write full-width letters plainly and all letters small, one sign for each; a line stays a line."""
    return "".join(low if len(low := sign.lower()) == 1 else sign for sign in text.translate(_FOLD).replace("\n", " "))
