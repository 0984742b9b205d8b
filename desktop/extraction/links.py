"""Pair measures with problems by their topic, where the document itself does not pair them."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import chain, pairwise
from operator import mul
from typing import NamedTuple

from desktop.extraction.topics import counted
from desktop.lexicon import numerals
from desktop.lexicon.patterns import regex
from desktop.model.problem import Problem, ProblemOrigin
from desktop.model.report import Report

Span = tuple[int, int]

_PAIR = regex(r"(?=([\u4e00-\u9fff]{2}))")
_TITLE_END = regex(r"[。\r\n]")
_ONE = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_SOME = rf"[（(]?{_ONE}[)）]?(?:[、和与及][（(]?{_ONE}[)）]?)*"
_NUMBER = regex(_ONE)
_TOWARDS = r"(?:针对|对照|对应|关于|回应|答复)(?:督导|反馈|存在|上述|的)*"
_NAMES = regex(
    rf"\s*(?:[（(]?{_ONE}[)）、.．是]\s*)?(?:(?:{_TOWARDS}|反馈)?问题(?P<numbers>{_SOME})(?=[：:，,。的整\s])"
    rf"|{_TOWARDS}第(?P<counted>{_SOME})(?:个|条|项|点|类))"
)
_BESIDE = regex(
    rf"[（(](?:对应|针对|答复|回应)(?:反馈)?(?:的)?(?:问题|第)(?P<numbers>{_SOME})(?:个|条|项|点)?(?:问题)?[)）]"
)
_MARK = regex(rf"\s*[（(]?(?P<number>{_ONE})[)）、.．]")
_EMPTY = regex(
    r"[一二三四五六七八九十]+是|进一步|不断|持续|继续|加快|加大|加强|强化|推进|推动|落实|完善|建立|健全|实施|提高|提升|发展|工作|建设|问题|存在|方面"
    r"|全面|切实|积极|有效|以及|不足|不够|依然|仍然|有待|教育|学校|机制|制度|水平|质量|全[区县市]|我[区县市]",
    begins="一二三四五六七八九十进不持继加强推落完建健实提发工问存方全切积有以依仍教学机制水质我",
)
_REPLY = regex(r"整改|复函|回复|答复|落实")
_LEAST_FIT = 0.25
_LEAST_ORDERED = 0.02
"""A fit that tells of a pair where the order of both lists does, too."""
_LEAST_LEFT = 0.05
"""A fit that speaks against pairing by order alone."""
_ORDERED = 0.75
_SECOND = 0.6
_PLAIN_FIT = 0.3
_MOST_PAIRS = 40_000
_TITLE_WORTH = 2.0
_TITLE_LONGEST = 40
TOPIC_SHARE = 0.6


class Gist(NamedTuple):
    """What a run of text is about: its character pairs and its topics, each with its weight, and what they come to."""

    pairs: Mapping[str, float]
    topics: Mapping[str, float]
    whole: float = 0.0
    length: float = 0.0


def by_topic(report: Report, problems: Sequence[Problem], measures: Sequence[Span]) -> dict[int, tuple[int, ...]]:
    """Give, for the start of each measure, the starts of the problems that are plainly about the same.

    Reports answer their problems in order: what words say is read so that neither list goes back, and order pairs the
    few that words do not. Where order contradicts words, a problem goes to the measure that takes up most of it, and of
    as many measures as problems the last to the last.
    Admissions in passing are answered where they stand,
    and documents in one file are kept apart, but for a reply that names no problems itself.
    """
    links: dict[int, tuple[int, ...]] = {}
    replies = {b.start for b in report.blocks if b.level == 0 and _REPLY.search(report.text, b.start, b.end)}
    before: list[Problem] = []
    for begin, stop in pairwise([0, *report.parts, len(report.text)]):
        asked = [p for p in problems if begin <= p.start < stop and p.origin is not ProblemOrigin.INLINE]
        told = [span for span in measures if begin <= span[0] < stop]
        if not asked and begin in replies:
            asked = before
        before = asked or before
        if 0 < len(asked) * len(told) <= _MOST_PAIRS:
            links |= _paired(report.text, asked, told)
    return links


def _paired(text: str, problems: Sequence[Problem], measures: Sequence[Span]) -> dict[int, tuple[int, ...]]:
    """Pair by the numbers that measures name (针对问题2), the rest by their words and their order."""
    named = {span[0]: found for span in measures if (found := _named(text, span, problems))}
    taken = {start for found in named.values() for start in found}
    left = [problem for problem in problems if problem.start not in taken]
    rest = [span for span in measures if span[0] not in named]
    return named | (_by_words(text, left, rest) if left and rest else {})


def _named(text: str, measure: Span, problems: Sequence[Problem]) -> tuple[int, ...]:
    """List the starts of the problems that a measure names by number: by their marks, or else by their order."""
    told = _NAMES.match(text, *measure) or _BESIDE.search(text, *measure)
    if told is None:
        return ()
    numbers = {numerals.ordinal(word) for group in told.groups() if group for word in _NUMBER.findall(group)}
    marks = [_MARK.match(text, problem.start) for problem in problems]
    order = [numerals.ordinal(mark["number"]) for mark in marks if mark]
    order = order if len(order) == len(problems) == len(set(order)) else list(range(1, len(problems) + 1))
    return tuple(problem.start for problem, number in zip(problems, order, strict=True) if number in numbers)


def _by_words(text: str, problems: Sequence[Problem], measures: Sequence[Span]) -> dict[int, tuple[int, ...]]:
    """Pair in the order of both lists, where that costs little of what the words say, else by the words alone."""
    fits = fit_table(text, [(problem.start, problem.end) for problem in problems], measures)
    best = [_best(column) for column in zip(*fits, strict=True)]
    pairs = [(measure, number) for number, measure in enumerate(best) if fits[measure][number] >= _LEAST_FIT]
    ordered = _in_order(fits)
    worth = sum(fits[measure][number] for measure, number in ordered)
    if worth >= _ORDERED * sum(fits[measure][number] for number, measure in enumerate(best)):
        pairs = sorted((*ordered, *(_between(ordered, fits) or _besides(ordered, fits))))
    elif len(problems) == len(measures):
        idle = set(range(len(measures))) - {measure for measure, _ in pairs}
        left = set(range(len(problems))) - {number for _, number in pairs}
        pairs += zip(idle, left, strict=True) if len(idle) == len(left) == 1 else ()
    links: dict[int, tuple[int, ...]] = {}
    for measure, number in pairs:
        start = measures[measure][0]
        links[start] = (*links.get(start, ()), problems[number].start)
    return links


def _besides(pairs: Sequence[tuple[int, int]], fits: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """Pair a measure that has no problem with one that a neighbour answers, where their words plainly meet."""
    found: list[tuple[int, int]] = []
    for (m, p), (after_m, after_p) in pairwise(((-1, -1), *pairs, (len(fits), len(fits[0])))):
        for measure in range(m + 1, after_m):
            near = [at for at in (p, after_p) if 0 <= at < len(fits[0]) and fits[measure][at] >= _PLAIN_FIT]
            found += [(measure, max(near, key=fits[measure].__getitem__))] if near else []
    return found


class _Way(NamedTuple):
    """Pairs in order: what they fit in all, the last measure and problem of them, and those before."""

    worth: float
    measure: int
    problem: int
    before: "_Way | None"


def _in_order(fits: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """Find the (measure, problem) pairs of the greatest fit in all in which neither list goes back.

    A problem has one measure at most. A second problem of a measure counts less, since most measures answer one; only
    where problems are more than measures some must answer several.
    """
    second = _LEAST_ORDERED if len(fits[0]) > len(fits) else _LEAST_FIT
    none = _Way(0.0, -1, -1, None)
    ways = [none] * len(fits)  # for each measure, the best that ends with it
    for problem in range(len(fits[0])):
        best = none
        for measure, way in enumerate(ways):
            fit = fits[measure][problem]
            if fit >= _LEAST_ORDERED:
                again = way.worth + fit * _SECOND if way.worth and fit >= second else 0.0
                alone = best.worth + fit
                if max(again, alone) > way.worth:
                    ways[measure] = _Way(max(again, alone), measure, problem, best if alone >= again else way)
            if way.worth > best.worth:
                best = way
    found: list[tuple[int, int]] = []
    at: _Way | None = max(ways, key=_worth)
    while at is not None and at.problem >= 0:
        found.append((at.measure, at.problem))
        at = at.before
    return found[::-1]


def _worth(way: _Way) -> float:
    """Give what some pairs fit in all, to compare by."""
    return way.worth


def _between(pairs: Sequence[tuple[int, int]], fits: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """Pair what stands between two pairs in order, where as many measures as problems do; no more than words pair.

    Where the words of a measure meet those of another problem alone, it goes there if nothing answers that one.
    """
    found: list[tuple[int, int]] = []
    for (m, p), (after_m, after_p) in pairwise(((-1, -1), *pairs, (len(fits), len(fits[0])))):
        if after_m - m == after_p - p:
            beside = zip(range(m + 1, after_m), range(p + 1, after_p), strict=True)
            found += [(at, to if fits[at][to] or max(fits[at]) < _LEAST_LEFT else _best(fits[at])) for at, to in beside]
    answered = {problem for _, problem in pairs}
    found = [(at, to) for at, to in found if to not in answered]
    return found if len(found) <= len(pairs) else []


def _best(row: Sequence[float]) -> int:
    return max(range(len(row)), key=row.__getitem__)


def fit_table(text: str, problems: Sequence[Span], measures: Sequence[Span]) -> list[list[float]]:
    """Tell how well each measure (row) fits each problem (column), from 0 to 1."""
    asked = [gist(text, *span) for span in problems]
    told = [gist(text, *span) for span in measures]
    rare = rarity((*asked, *told))
    asked, told = ([weighed(each, rare) for each in gists] for gists in (asked, told))
    return [[fit(question, answer) for question in asked] for answer in told]


def rarity(gists: Sequence[Gist]) -> dict[str, float]:
    """Weigh each pair and topic the more, the fewer of the gists have it."""
    spread = Counter(chain(*(each.pairs for each in gists), *(each.topics for each in gists)))
    worth = {count: math.log((len(gists) + 1) / count) for count in set(spread.values())}
    return {key: worth[count] for key, count in spread.items()}


def gist(text: str, start: int, end: int) -> Gist:
    """Weigh the words of a run of text; those of its first sentence, its title, count double."""
    stop = _TITLE_END.search(text, start, min(end, start + _TITLE_LONGEST))
    title = stop.start() if stop else start
    pairs: dict[str, float] = {}
    topics: dict[str, float] = {}
    for first, last, worth in ((start, title, _TITLE_WORTH), (title, end, 1.0)):
        words, told = text[first:last], pairs
        pairs = pairs | dict.fromkeys(_PAIR.findall(_EMPTY.sub("。", words)), worth)
        pairs |= told  # the title comes first and is worth more
        for topic, times in counted(words):
            topics[topic] = topics.get(topic, 0.0) + worth * (1 + math.log(times))
    return Gist(pairs, topics)


def weighed(told: Gist, rare: Mapping[str, float]) -> Gist:
    """Let rare words weigh more."""
    pairs, topics = (
        dict(zip(said, map(mul, said.values(), map(rare.__getitem__, said)), strict=True)) for said in told[:2]
    )
    return Gist(pairs, topics, sum(pairs.values()), math.hypot(*topics.values()))


def fit(question: Gist, answer: Gist) -> float:
    """Mix how much of a problem's words a measure takes up with how alike their topics are."""
    taken_up = answer.pairs
    shared = sum(map(question.pairs.__getitem__, filter(taken_up.__contains__, question.pairs)))
    least = min(question.whole, answer.whole)
    words = min(shared / least, 1.0) if least else 0.0
    both = sum([weight * answer.topics[topic] for topic, weight in question.topics.items() if topic in answer.topics])
    sizes = question.length * answer.length
    return (1 - TOPIC_SHARE) * words + TOPIC_SHARE * (both / sizes if sizes else 0.0)
