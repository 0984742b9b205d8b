"""佐证: the clauses offered for an item, best first: what decides it, what contradicts it, its topic, plans."""

import bisect
from collections.abc import Callable, Iterable, Iterator, Sequence

from desktop.lexicon import Lexicon, segment
from desktop.model.checklist import Item
from desktop.model.examination import Examination
from desktop.model.metric import Metric
from desktop.model.record import Mark
from desktop.model.verdict import Candidate, Verdict
from desktop.scoring.passages import Passage, Span, unmarked
from desktop.scoring.ranking import pairs
from desktop.scoring.topics import Spoken

MOST = 4
"""How many candidates an item gets."""

_FIGURE, _LINKED = 100.0, 4.0
_SHORT = 48
"""A sentence up to this length is offered whole where it has no other figures."""
_STATED = 0.5
"""The share of an indicator's letters from which a clause names it."""


def candidates(
    verdict: Verdict, talk: Sequence[Spoken], passages: Sequence[Passage], examination: Examination
) -> tuple[Candidate, ...]:
    """Offer at most four runs of clauses that do not overlap, best first."""
    return best([*_decisive(verdict, talk, passages, examination), *(_spoken(run) for run in talk)])


def section(item: Item, examination: Examination, lexicon: Lexicon) -> tuple[Candidate, ...]:
    """Offer the problems or the measures themselves where an item asks for that part of a report."""
    named = {part.type for part in lexicon.cues.section_titles if item.name in part.titles}
    if "problem" in named:
        return best(_one_each(examination.problems, "报告所列问题", _has_figure(examination)))
    if "measure" in named:
        verbs = lexicon.cues.measure.verbs
        return best(_one_each(examination.measures, "报告所列措施", lambda start, end, quote: _share(verbs, quote)))
    return ()


def best(offers: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """Keep the weightiest candidates that do not overlap."""
    chosen: list[Candidate] = []
    for offer in sorted(offers, key=lambda c: (-c.weight, c.start)):
        if len(chosen) < MOST and all(offer.end <= other.start or other.end <= offer.start for other in chosen):
            chosen.append(offer)
    return tuple(chosen)


def _one_each(marks: Sequence[Mark], why: str, worth: Callable[[int, int, str], float]) -> Iterator[Candidate]:
    """Offer the sentence of each mark that is worth most, the first one of equals."""
    for at, mark in enumerate(marks):
        cut = ((unmarked(mark.quote, a, b), b) for a, b in segment.sentences(mark.quote))
        runs = [(mark.start + a, mark.start + b, mark.quote[a:b]) for a, b in cut]
        if runs:
            start, end, quote = max(runs, key=lambda run: worth(*run))
            yield Candidate(start=start, end=end, quote=quote, why=why, weight=worth(start, end, quote) - at / 100)


def _has_figure(examination: Examination) -> Callable[[int, int, str], float]:
    starts = sorted(examination.metric_at)
    return lambda start, end, _: float(bisect.bisect_left(starts, start) < bisect.bisect_left(starts, end))


def _share(words: Iterable[str], text: str) -> float:
    return float(sum(word in text for word in words))


def _spoken(run: Spoken) -> Candidate:
    why = f"关键词：{'、'.join(run.hits[:3])}" if run.hits else "标题相符"
    start, end = run.run
    quote = run.passage.text[start - run.passage.start : end - run.passage.start]
    return Candidate(start=start, end=end, quote=quote, why=why, weight=round(run.weight, 3))


def _decisive(
    verdict: Verdict, talk: Sequence[Spoken], passages: Sequence[Passage], examination: Examination
) -> Iterator[Candidate]:
    """Offer the clauses of the figures and claims that the verdict rests on, with what is said of the topic there.

    Sentences joined by ； stay together.
    """
    text = examination.report.text
    said = {run.passage.start: run for run in talk}
    deciding = {start for outcome in verdict.outcomes for start in outcome.metrics}
    order = {start: at for at, start in enumerate(verdict.metrics)}
    runs: list[Candidate] = []
    for passage in passages:
        starts = [start for start in order if passage.start <= start < passage.end and start in examination.metric_at]
        if not starts:
            continue
        start, end = _run(starts, passage, examination)
        run = said.get(passage.start)
        if run:
            start, end = min(start, run.tight[0]), max(end, run.tight[1])
        decides = any(start in deciding for start in starts)
        rank = min(order[start] for start in starts)
        weight = _FIGURE - rank if decides else _LINKED - rank / 10 + (run.weight if run else 0)
        why = "判定所据的数" if decides else "相关的数"
        if runs and text[runs[-1].end - 1] in "；;" and not text[runs[-1].end : start].strip():
            start, weight = runs[-1].start, max(weight, runs[-1].weight)
            runs.pop()
        runs.append(Candidate(start=start, end=end, quote=text[start:end], why=why, weight=round(weight, 3)))
    yield from runs
    for at, outcome in enumerate(verdict.outcomes):
        for start, end in outcome.places:
            yield Candidate(start=start, end=end, quote=text[start:end], why="全称表述", weight=_FIGURE - at)


def _run(starts: Sequence[int], passage: Passage, examination: Examination) -> Span:
    """Find the run of clauses that states some figures of a sentence: all of it where it is short and has no other."""
    others = [m.start for m in examination.metrics if passage.start <= m.start < passage.end and m.start not in starts]
    if len(passage.text) <= _SHORT and not others:
        return passage.start, passage.end
    runs = [_stated(examination.metric_at[start], passage) for start in starts]
    return min(first for first, _ in runs), max(last for _, last in runs)


def _stated(metric: Metric, passage: Passage) -> Span:
    """Find the smallest run of clauses that has both the figure and what it measures."""
    clauses = passage.clauses
    last = next((i for i, (_, end) in enumerate(clauses) if metric.start < end), len(clauses) - 1)
    wanted = set(pairs(metric.indicator)) or {metric.indicator}
    first, most = last, -1.0
    for at in range(last, -1, -1):
        clause = passage.text[clauses[at][0] - passage.start : clauses[at][1] - passage.start]
        share = sum(pair in clause for pair in wanted) / len(wanted)
        if share > most and most < _STATED:
            first, most = at, share
    return clauses[first][0], clauses[last][1]
