"""Retold: one fact told twice, its number off by one digit or by two that changed places (1206.5, 1260.5; 58, 59)."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from desktop.checking.changes import is_past
from desktop.checking.facts import Fact, fact_of, latest_year, level_of, numbered, one_fact, one_time
from desktop.checking.groups import BROAD
from desktop.checking.intervals import digits
from desktop.checking.ledger import bare, overlap
from desktop.checking.passages import Figure, Passage
from desktop.checking.quantities import PERCENT, POINTS
from desktop.checking.transcription import LEAST_DIGITS, LEFT_OUT, SURE_DIGITS, keys_of, swapped
from desktop.lexicon.patterns import regex
from desktop.model.metric import Role
from desktop.model.report import BlockKind, Report

_FULL_NAME = 4
"""A name of so many characters tells in full what is measured."""
_MANY = 20
_MOST_SLIPS = 2
"""What goes by one name and differs in a digit more often than this is a list, whose numbers are of many things."""
_AS_RATE = regex(r"的?(?:比例|比重|占比|比率)|[只仅]有?|达到?|[约为的]|仍然?|已经?")
_WANTED = regex(r"[把将要须]|确保")
_MOVES = regex(r"[,，]?(?:提[高升]|上升|增[加长至到]|下?降|减少?|回[升落])[^,，。;；]{0,4}[到至为]")
_TWICE, _MOST_TOLD = 2, 4


class _Place(NamedTuple):
    """A figure with its digits and where it stands."""

    figure: Figure
    digits: str
    passage: Passage
    row: bool


_Seen = dict[str, dict[Fact, list[_Place]]]
"""By a key that numbers share, the figures that have it, by their names."""


def retold(report: Report, passages: Sequence[Passage], told: set[int]) -> Iterator[tuple[Figure, Figure, bool]]:
    """Find pairs of one fact that differ by a slip of a digit, each with whether that is only worth asking."""
    level, latest = level_of(report), latest_year(passages)
    pairs = list(_pairs(report, passages, told, level, latest))
    often = Counter(name for name, _ in pairs)
    yield from (pair for name, pair in pairs if often[name] <= _MOST_SLIPS)
    yield from _rates(report, passages, told, level, latest)


def _rates(
    report: Report, passages: Sequence[Passage], told: set[int], level: str, latest: int
) -> Iterator[tuple[Figure, Figure, bool]]:
    """Find the rates that two paragraphs give by one full name, each with another number, whatever its digits are."""
    named: dict[str, list[_Place]] = {}
    for passage in passages:
        if passage.block.kind is not BlockKind.ROW:
            for figure in passage.figures:
                if figure.base == PERCENT and figure.start not in told and _may_slip(figure):
                    subject, indicator = bare(figure.metric.subject), bare(figure.metric.indicator)
                    name = _AS_RATE.sub("", indicator if subject in indicator else subject + indicator)
                    if len(name) >= _FULL_NAME and not _WANTED.search(figure.clause):
                        named.setdefault(name, []).append(_Place(figure, "", passage, row=False))
    for places in named.values():
        if len({place.figure.value for place in places}) < _TWICE:
            continue
        facts: dict[object, list[tuple[_Place, Fact]]] = {}
        for place in places:
            one = fact_of(place.figure, level, place.passage)
            if one and one.settled and not one.planned and not one.stretch and not _MOVES.match(place.figure.tail):
                fact = one.group - BROAD, one.parts, one.town, numbered(report.text, place.figure, place.passage)
                facts.setdefault(fact, []).append((place, one))
        for same in facts.values():
            yield from _two_values(same, latest)


def _two_values(same: Sequence[tuple[_Place, Fact]], latest: int) -> Iterator[tuple[Figure, Figure, bool]]:
    """Give the first two figures of one name where they are all of two values and stand in two paragraphs."""
    first, told = same[0]
    others = [(place, name) for place, name in same if place.figure.value != first.figure.value]
    if not others or len(same) > _MOST_TOLD or len({place.figure.value for place, _ in others}) > 1:
        return
    other, name = others[0]
    a, b = first.figure, other.figure
    met = a.stands is None or b.stands is None or a.stands.meets(b.stands)
    if first.passage is not other.passage and not met and overlap(told.span, name.span):
        yield from [(a, b, True)] if one_time(told, name, latest, turned=False) else []


def _pairs(
    report: Report, passages: Sequence[Passage], told: set[int], level: str, latest: int
) -> Iterator[tuple[object, tuple[Figure, Figure, bool]]]:
    """List the pairs, each with the name that its later figure goes by."""
    seen: _Seen = defaultdict(lambda: defaultdict(list))
    placed = [(place, keys_of(place.figure, place.digits)) for place in _places(passages)]
    shared = _shared(placed)
    names: dict[Fact, Fact] = {}
    for here, keys in placed:
        keys, figure = [key for key in keys if key in shared], here.figure
        name = fact_of(figure, level, here.passage) if keys and figure.start not in told else None
        if name is None:
            continue
        name = names.setdefault(name, name)
        same = [each for each in _same(here, name, keys, seen, latest) if _one_number(report.text, each, here)]
        listed = [each.figure.start for each in same if _in_one_sentence(each, here)]
        told.update(listed)
        left = [each for each in same if each.figure.start not in told]
        if left and not listed and len({each.figure.value for each in left}) == 1:
            told.update((left[0].figure.start, figure.start))
            rows = left[0].row or here.row
            yield (
                (name.thing, name.parts, name.group, figure.base),
                (left[0].figure, figure, rows or len(here.digits) < SURE_DIGITS),
            )
        elif not listed:
            for key in keys:
                if sum(map(len, seen[key].values())) < _MANY:
                    seen[key][name].append(here)


def _places(passages: Sequence[Passage]) -> Iterator[_Place]:
    """List the plain amounts of today of two digits and more."""
    for passage in passages:
        row = passage.block.kind is BlockKind.ROW
        for figure in passage.figures:
            if _may_slip(figure):
                told = digits(figure.metric.value)
                if len(told) >= LEAST_DIGITS:
                    yield _Place(figure, told, passage, row)


def _shared(placed: Iterable[tuple[_Place, Sequence[str]]]) -> set[str]:
    """Keep the keys that numbers of other digits have, too."""
    first: dict[str, str] = {}
    return {key for place, keys in placed for key in keys if first.setdefault(key, place.digits) != place.digits}


def _same(here: _Place, name: Fact, keys: Iterable[str], seen: _Seen, latest: int) -> Iterator[_Place]:
    """List the figures of one fact that differ in one digit, or in two side by side that changed places.

    What goes by one name is judged once. Two rows tell of two things.
    """
    judged: dict[tuple[Fact, bool], bool] = {}
    for key in keys:
        turned = LEFT_OUT not in key
        for other, places in seen.get(key, {}).items():
            if (other, turned) not in judged:
                judged[other, turned] = one_fact(other, name, len(here.digits), latest, turned=turned)
            if judged[other, turned]:
                yield from (place for place in places if _slips(place, here, turned=turned))


def _slips(one: _Place, other: _Place, *, turned: bool) -> bool:
    """Tell whether the digits of two figures that share a key are not the same, and neither stands by the other."""
    if one.digits == other.digits or (one.row and other.row) or (turned and not swapped(one.digits, other.digits)):
        return False
    return not _divides(one, other) and not _given_beside(one, other) and not _given_beside(other, one)


def _divides(one: _Place, other: _Place) -> bool:
    """Tell whether one of two figures is a part of what its own paragraph tells right before or behind it."""
    near = one.passage is other.passage and abs(one.figure.sentence - other.figure.sentence) < _TWICE
    return near and (one.figure.metric.role is Role.PART) is not (other.figure.metric.role is Role.PART)


def _given_beside(one: _Place, other: _Place) -> bool:
    """Tell whether the sentence of one figure gives the other's amount, too: then it tells of two things."""
    return (one.figure.sentence, other.figure.value, other.figure.base) in one.passage.amounts


def _in_one_sentence(one: _Place, other: _Place) -> bool:
    return one.passage is other.passage and one.figure.sentence == other.figure.sentence


def _may_slip(figure: Figure) -> bool:
    """Tell whether a figure is a plain amount of today."""
    plain = figure.exact and bool(figure.base) and figure.base != POINTS
    return plain and not is_past(figure)


def _one_number(text: str, one: _Place, other: _Place) -> bool:
    """Tell whether two figures are of no places that only a number tells apart."""
    return numbered(text, one.figure, one.passage) == numbered(text, other.figure, other.passage)
