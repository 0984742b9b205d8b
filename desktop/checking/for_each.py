"""Amounts for each: 惠及N人，人均X元 held against the sum beside it (全年发放T万元)."""

from collections.abc import Iterator, Sequence

from desktop.checking.changes import is_change
from desktop.checking.passages import Figure, Passage
from desktop.checking.quotients import held
from desktop.lexicon.patterns import regex
from desktop.model.finding import Check, Finding

_EACH = regex(r"(?:人均|户均|平均每[人名生]|每[人名生个所套间台])[^,;:()\d]{0,8}$")
_BACK, _AHEAD = 3, 2


def for_each(passage: Passage) -> Iterator[Finding | Check]:
    """Tick the amounts for each that one sum and one number beside them give; norms and other sums accuse nobody."""
    for sentence in passage.sentences:
        yield from _given(sentence.figures)


def _given(figures: Sequence[Figure]) -> Iterator[Finding | Check]:
    """Hold the amounts for each of one sentence."""
    for at, share in enumerate(figures):
        if not share.quantity.money or not _EACH.search(share.clause):
            continue
        before = figures[max(0, at - _BACK) : at]
        sums = [f for f in (*before, *figures[at + 1 : at + _AHEAD]) if _is_sum(f, share)]
        numbers = [f for f in before if f.quantity.counted and not is_change(f)]
        pairs = [(whole, number) for whole in sums for number in reversed(numbers)]
        told = [outcome for pair in pairs for outcome in held([pair], share, "ratio.each", accuse=False, factor=1)]
        if len(told) == 1:
            yield told[0]


def _is_sum(figure: Figure, share: Figure) -> bool:
    """Tell whether a figure is money for all, larger than what each has."""
    return figure.base == share.base and figure.value > share.value and not _EACH.search(figure.clause)
