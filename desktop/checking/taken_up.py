"""Claims of change that take up an amount from a sentence before: 支出12亿元。比上年增加0.5亿元，增长4.3%."""

from collections.abc import Sequence
from dataclasses import replace

from desktop.checking.changes import Change, is_change, is_past
from desktop.checking.ledger import STANDING, letters
from desktop.checking.passages import Figure, Passage

_NAMED = 2
"""A name of fewer characters says nothing."""


def taken_up(change: Change, passage: Passage) -> tuple[Change, ...]:
    """List a claim without an amount once with each that it may speak of, the likeliest first.

    A claim that names its thing (总投入比上年增加…) speaks of the last amount of that name in its paragraph; one that
    names none speaks of an amount of the sentence before, most likely the first.
    """
    difference = change.difference
    if difference is None or change.new is not None or change.compared is None:
        return ()
    earlier = passage.figures[: passage.place[difference.start]]
    alike = [figure for figure in earlier if _may_be(figure, difference)]
    if len(change.own) >= _NAMED:
        named = [figure for figure in alike if letters(change.own) <= letters(_name(figure))]
        return _with(change, named[-1:])
    return _with(change, [figure for figure in alike if difference.sentence - figure.sentence <= 1])


def _with(change: Change, amounts: Sequence[Figure]) -> tuple[Change, ...]:
    """Give a claim each of some amounts."""
    return tuple(replace(change, new=amount) for amount in amounts)


def _may_be(figure: Figure, difference: Figure) -> bool:
    """Tell whether a figure is an amount that stands, in the unit of a difference and larger."""
    stands = figure.metric.role in STANDING and figure.exact
    return (
        figure.base == difference.base
        and stands
        and figure.depth == 0
        and figure.value > difference.value
        and not is_change(figure)
        and not is_past(figure)
    )


def _name(figure: Figure) -> str:
    """Name a figure by all the words near it."""
    return f"{figure.metric.subject}{figure.metric.indicator}{figure.label}"
