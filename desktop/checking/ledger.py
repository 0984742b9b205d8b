"""What a report says by name: every level once more, found by its indicator, its unit and its year."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

from desktop.checking.passages import Figure, Passage, plain
from desktop.lexicon.patterns import regex
from desktop.model.metric import Metric, Role

_PLACE = regex(r"^(?:全[区县旗]|[我本][区县市省州旗盟])|(?<=.)全[区县]")
_FILLER = regex(r"总[数量额计]|人数|总人数|数量|共有|在校|的|[数共总]$|比[例重]$|[“”‘’《》,、]")
_YEAR = regex(r"(?:19|20)\d\d")
_YEARS = regex(r"(?P<first>(?:19|20)\d\d)(?:年?[-—–~至到]+(?P<last>(?:19|20)\d\d))?(?=学?年|[、,])")
_SHORT = regex(r"中等职业(?:技术)?(?:学校|教育)?|特殊教育(?:学校)?", begins="中特")
_LONGEST = 20
STANDING = {Role.LEVEL, Role.PART}


class Fact(NamedTuple):
    """A name as the ledger keeps it: indicator and subject without the district, and the base unit."""

    indicator: str
    subject: str
    base: str


def fact(figure: Figure) -> Fact:
    """Name what a figure measures."""
    metric = figure.metric
    return Fact(bare(metric.indicator), bare(metric.subject), figure.base)


@lru_cache(maxsize=4096)
def bare(words: str) -> str:
    """Take the district off a name: 全区教职工 is 教职工, 全区 is nothing; 全市 may be the city above and stays."""
    return _SHORT.sub(_shortened, _PLACE.sub("", plain(words)))


def _shortened(found: re.Match[str]) -> str:
    return "中职" if found[0].startswith("中") else "特教"


@lru_cache(maxsize=4096)
def letters(words: str) -> frozenset[str]:
    """Reduce a name to the characters that carry it, so that 义务教育阶段学生总数 meets 义务教育阶段共有学生."""
    return frozenset(_FILLER.sub("", bare(words)))


_USUAL = (
    ("进城务工人员随迁", "随迁"),
    ("留守学生", "留守儿童"),
    ("留守幼儿", "留守儿童"),
    ("住校生", "寄宿生"),
    ("住宿生", "寄宿生"),
    ("住校学生", "寄宿生"),
    ("寄宿学生", "寄宿生"),
    ("教职员工", "教职工"),
    ("班级", "教学班"),
    ("示范幼儿园", "示范园"),
    ("入园幼儿", "幼儿"),
    ("在园幼儿", "幼儿"),
    ("在园儿童", "幼儿"),
    ("在读学生", "学生"),
    ("在校学生", "学生"),
    ("在籍学生", "学生"),
    ("在校生", "学生"),
    ("任课教师", "专任教师"),
    ("校舍建筑面积", "校舍面积"),
    ("总分", "得分"),
    ("成绩", "得分"),
)
"""Words of one thing, each with the one that stands for it."""


@lru_cache(maxsize=4096)
@lru_cache(maxsize=4096)
def usual(name: str) -> str:
    """Put a name into the words that are most in use, so that 住校生 and 寄宿学生 are one."""
    for word, other in _USUAL:
        name = name.replace(word, other)
    return name


def years(metric: Metric) -> tuple[int, int] | None:
    """Read a period as its first and last year; None where there is none."""
    return span_of(metric.period)


@lru_cache(maxsize=1024)
def span_of(period: str) -> tuple[int, int] | None:
    """Read the words of a period as its first and last year; None where they name none."""
    found = _YEAR.findall(period)
    return (int(found[0]), int(found[-1])) if found else None


@lru_cache(maxsize=64)
def named_years(words: str) -> tuple[int, ...]:
    """List the years that words name: 2020年、2021年 and 2020-2022年, 2020年至2022年 with all between."""
    found: list[int] = []
    for match in _YEARS.finditer(words):
        first, last = int(match["first"]), int(match["last"] or match["first"])
        found += range(first, last + 1) if first <= last < first + _LONGEST else (first, last)
    return tuple(found)


def same_time(a: Metric, b: Metric) -> bool:
    """Tell whether two periods may be one: equal, overlapping, or one of them unnamed."""
    return a.period == b.period or overlap(span_of(a.period), span_of(b.period))


def overlap(one: tuple[int, int] | None, other: tuple[int, int] | None) -> bool:
    """Tell whether two spans of years have one in common; what is unnamed may be any."""
    return one is None or other is None or (one[0] <= other[1] and other[0] <= one[1])


class Ledger:
    """Find figures by what they are called."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        """Enter every level and part."""
        self._by_fact: dict[Fact, list[Figure]] = defaultdict(list)
        self._by_letters: dict[tuple[frozenset[str], str], list[Figure]] = defaultdict(list)
        self._passage: dict[int, Passage] = {}
        self._standing: list[Figure] = []
        self._starts: list[int] = []
        for passage in passages:
            for figure in passage.figures:
                self._passage[figure.start] = passage
                if figure.metric.role in STANDING and figure.metric.indicator:
                    self._standing.append(figure)
                    self._starts.append(figure.start)
                    self._by_fact[fact(figure)].append(figure)
                    words = letters(figure.metric.subject) | letters(figure.metric.indicator)
                    self._by_letters[words, figure.base].append(figure)

    def facts(self) -> Iterable[tuple[Fact, list[Figure]]]:
        """List every name with its figures, in the text's order."""
        return self._by_fact.items()

    def in_year(self, like: Figure, year: int) -> tuple[Figure, ...]:
        """Find the figures of the same name and unit for one year."""
        named = self._by_fact.get(fact(like), [])
        found = tuple(f for f in named[:_MANY] if f is not like and years(f.metric) == (year, year))
        return found or self.beside(like, year)

    def beside(self, like: Figure, year: int) -> tuple[Figure, ...]:
        """Find the one figure of a year beside a figure whose name is its short form (2022年教育支出 … 2023年支出)."""
        passage, thing = self._passage[like.start], letters(like.metric.indicator)
        at = passage.place[like.start]
        same = [
            f
            for f in passage.figures[max(0, at - _BESIDE) : at]
            if f.base == like.base and f.metric.role in STANDING and years(f.metric) == (year, year)
        ]
        alike = len(same) == 1 and len(thing) > 1 and thing <= letters(same[0].metric.indicator)
        subjects = {bare(f.metric.subject) for f in (like, *same)}
        whole = like.metric.role is Role.PART and bare(like.metric.subject) != ""  # a part did not grow from the whole
        unsaid = alike and "" in subjects and same[0].metric.indicator == like.metric.indicator and not whole
        return tuple(same) if alike and (len(subjects) == 1 or unsaid) else ()

    def called(self, words: str, base: str) -> tuple[Figure, ...]:
        """Find the figures that a phrase names (全区义务教育阶段学生总数)."""
        sought = letters(words)
        return tuple(self._by_letters.get((sought, base), ())[:_MANY]) if len(sought) > 1 else ()

    def may_give(self, like: Figure, year: int | None) -> bool:
        """Tell whether another figure of the same name and unit is of a year, or may be as one of them tells none."""
        spans = [years(f.metric) for f in self._by_fact.get(fact(like), ())[:_MANY] if f is not like]
        return any(span is None or year is None or span[0] <= year <= span[1] for span in spans)

    def knows(self, words: str) -> bool:
        """Tell whether any figure goes by a name, whatever it is counted in."""
        return letters(words) in self._names

    @cached_property
    def _names(self) -> frozenset[frozenset[str]]:
        things = (letters(named.indicator) for named in self._by_fact)
        return frozenset((*things, *(name for name, _ in self._by_letters)))

    def before(self, figure: Figure) -> Sequence[Figure]:
        """List the levels and parts that stand not far before a figure, in the text's order."""
        at = bisect_left(self._starts, figure.start)
        return self._standing[max(0, at - _FAR) : at]

    def behind(self, figure: Figure) -> tuple[Figure, ...]:
        """List the next figures of a figure's passage."""
        passage = self._passage[figure.start]
        at = passage.place[figure.start] + 1
        return passage.figures[at : at + _NEXT]


_NEXT = 4
_FAR = 60
_BESIDE = 8
_MANY = 20
"""A name that stands for more figures than this (a list of schools) is no longer looked through."""
