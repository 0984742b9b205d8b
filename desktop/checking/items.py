"""Items: a whole that a sentence gives before a colon, and its parts in the paragraphs or list items below it."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import takewhile

from desktop.checking.adding import adds_up, parts_tick, unequal
from desktop.checking.binding.slips import slipped
from desktop.checking.changes import is_change
from desktop.checking.passages import Figure, Passage
from desktop.lexicon.patterns import regex
from desktop.model.finding import Check, Finding
from desktop.model.metric import Role
from desktop.model.report import BlockKind

_INTRODUCES = regex(r"[:：]\s*$")
_MARKED = regex(
    r"^(?:[\s\u3000]*(?:[—–\-•●·*]+|[(（]?[\d一二三四五六七八九十]{1,2}[)）.．、]|[①-⑳]|[一二三四五六七八九十]是))"
)
_FEWEST = 3
_APART = 2


def items(text: str, passages: Sequence[Passage]) -> Iterator[Finding | Check]:
    """Add up the first amounts of list items and hold them against the last such amount before the colon."""
    for at, passage in enumerate(passages):
        block = passage.block
        if block.kind is BlockKind.ROW or not _INTRODUCES.search(text, block.start, block.end):
            continue
        below = list(
            takewhile(lambda each: _MARKED.match(text[each.block.start :][:8]) is not None, passages[at + 1 :])
        )
        if len(below) >= _FEWEST and _joined(text, passage, below):
            yield from _held(passage.sentences[-1].figures, below)


def _joined(text: str, passage: Passage, below: Sequence[Passage]) -> bool:
    """Tell whether no other paragraph stands between an introduction and its items."""
    ends = [passage, *below]
    return all(
        text.count("\n", one.block.end, other.block.start) <= _APART
        and not text[one.block.end : other.block.start].strip()
        for one, other in zip(ends, below, strict=False)
    )


def _held(figures: Sequence[Figure], below: Sequence[Passage]) -> Iterator[Finding | Check]:
    """Hold the nearest amount of which every item has one, as its first, against their sum."""
    for whole in reversed(figures):
        if not whole.quantity.additive or whole.stands is None or is_change(whole):
            continue
        parts = [next((f for f in item.figures if f.base == whole.base), None) for item in below]
        told = [f for f in parts if f is not None and f.stands is not None and f.metric.role is not Role.CHANGE]
        if len(told) < len(below):
            continue
        if adds_up(whole, told):
            yield parts_tick(whole, told, "sum.items")
            return
        total = sum((f.value for f in told), start=Decimal(0))
        if slipped(whole.value, total):
            yield unequal(whole, told, soft=True, rule="sum.items")
            return
