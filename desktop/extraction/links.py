"""Pair measures with problems by their topic, where the document itself does not pair them."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from desktop.extraction.topics import TOPICS
from desktop.lexicon.patterns import regex
from desktop.model.problem import Problem, ProblemOrigin
from desktop.model.report import Report

Span = tuple[int, int]

_RUN = regex(r"[\u4e00-\u9fff]+")
_TITLE_END = regex(r"[。\r\n]")
_EMPTY = regex(
    r"[一二三四五六七八九十]+是|进一步|不断|持续|继续|加快|加大|加强|强化|推进|推动|落实|完善|建立|健全|实施|提高|提升|发展|工作|建设|问题|存在|方面"
    r"|全面|切实|积极|有效|以及|不足|不够|依然|仍然|有待|教育|学校|机制|制度|水平|质量|全[区县市]|我[区县市]"
)
_REPLY = regex(r"整改|复函|回复|答复|落实")
_LEAST_FIT = 0.25
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

    A problem goes to the measure that takes up most of it; where as many measures as problems stand in the same
    order, the numbers pair the few that words do not. Admissions in passing are answered where they stand,
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
    fits = fit_table(text, [(problem.start, problem.end) for problem in problems], measures)
    pairs: list[tuple[int, int]] = []
    for number, column in enumerate(zip(*fits, strict=True)):
        best = max(range(len(column)), key=column.__getitem__)
        if column[best] >= _LEAST_FIT:
            pairs.append((best, number))
    if len(problems) == len(measures) > 1 and _side_by_side(fits, pairs):
        pairs = [(number, number) for number in range(len(problems))]
    links: dict[int, tuple[int, ...]] = {}
    for measure, problem in pairs:
        start = measures[measure][0]
        links[start] = (*links.get(start, ()), problems[problem].start)
    return links


def _side_by_side(fits: Sequence[Sequence[float]], pairs: Sequence[tuple[int, int]]) -> bool:
    """Tell whether measures follow their problems number by number.

    The words of two thirds say so, or those of half while none say otherwise.
    """
    agree = sum(1 for number, column in enumerate(zip(*fits, strict=True)) if 0 < column[number] == max(column))
    apart = any(measure != problem for measure, problem in pairs)
    return agree > 1 and agree * (3 if apart else 2) >= len(fits) * (2 if apart else 1)


def fit_table(text: str, problems: Sequence[Span], measures: Sequence[Span]) -> list[list[float]]:
    """Tell how well each measure (row) fits each problem (column), from 0 to 1."""
    asked = [gist(text, *span) for span in problems]
    told = [gist(text, *span) for span in measures]
    rare = rarity((*asked, *told))
    asked, told = ([weighed(each, rare) for each in gists] for gists in (asked, told))
    return [[fit(question, answer) for question in asked] for answer in told]


def rarity(gists: Sequence[Gist]) -> dict[str, float]:
    """Weigh each pair and topic the more, the fewer of the gists have it."""
    spread = Counter(key for each in gists for key in (*each.pairs, *each.topics))
    return {key: math.log((len(gists) + 1) / count) for key, count in spread.items()}


def gist(text: str, start: int, end: int) -> Gist:
    """Weigh the words of a run of text; those of its first sentence, its title, count double."""
    stop = _TITLE_END.search(text, start, min(end, start + _TITLE_LONGEST))
    title = stop.start() if stop else start
    pairs: dict[str, float] = {}
    topics: dict[str, float] = {}
    for first, last, worth in ((start, title, _TITLE_WORTH), (title, end, 1.0)):
        words = text[first:last]
        for run in _RUN.findall(_EMPTY.sub("。", words)):
            for at in range(len(run) - 1):
                # The title comes first and is worth more.
                pairs.setdefault(run[at : at + 2], worth)
        for topic, pattern in TOPICS.items():
            said = len(pattern.findall(words))
            if said:
                topics[topic] = topics.get(topic, 0.0) + worth * (1 + math.log(said))
    return Gist(pairs, topics)


def weighed(told: Gist, rare: Mapping[str, float]) -> Gist:
    """Let rare words weigh more."""
    pairs = {pair: worth * rare[pair] for pair, worth in told.pairs.items()}
    topics = {topic: worth * rare[topic] for topic, worth in told.topics.items()}
    return Gist(pairs, topics, sum(pairs.values()), math.hypot(*topics.values()))


def fit(question: Gist, answer: Gist) -> float:
    """Mix how much of a problem's words a measure takes up with how alike their topics are."""
    shared = sum(weight for pair, weight in question.pairs.items() if pair in answer.pairs)
    words = shared / question.whole if question.whole else 0.0
    both = sum(weight * answer.topics[topic] for topic, weight in question.topics.items() if topic in answer.topics)
    sizes = question.length * answer.length
    return (1 - TOPIC_SHARE) * words + TOPIC_SHARE * (both / sizes if sizes else 0.0)
