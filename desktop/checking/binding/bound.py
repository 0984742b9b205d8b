"""Go through the claims of a report that nothing has told of yet, and judge each by its readings."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from desktop.checking.adding import VIEWED
from desktop.checking.binding import averages, gaps, growths, quotients, sums
from desktop.checking.binding.judge import judged
from desktop.checking.ledger import Ledger
from desktop.checking.passages import Passage, Sentence
from desktop.model.finding import Check, Finding, Relation


def bound(
    passages: Iterable[tuple[Passage, Passage]], ledger: Ledger, told: Iterable[Finding | Check]
) -> Iterator[Finding | Check]:
    """Bind every claim that no outcome so far is about; each passage comes with what it goes on from."""
    told = tuple(told)
    known: dict[Relation, set[int]] = {relation: set() for relation in Relation}
    for o in (o for o in told if o.rule != VIEWED):
        known[o.check].add(o.anchors[0 if o.check is Relation.SUM else -1])
    added = {anchor for o in told if o.check is Relation.SUM for anchor in o.anchors[1:]}
    doubts = [o for o in told if isinstance(o, Finding)]
    summed = {anchor for o in doubts if o.check in {Relation.SUM, Relation.CONFLICT} for anchor in o.anchors}
    disputed = {anchor for o in doubts for anchor in o.anchors}
    wholes = {o.anchors[-1]: o.anchors[-2] for o in told if isinstance(o, Check) and o.check is Relation.RATIO}
    apart = known[Relation.DIFFERENCE] | added
    for passage, around in passages:
        for whole, parts in sums.readings(passage, added):
            if whole.start not in known[Relation.SUM]:
                yield from _noted(judged(whole, parts, summed), disputed)
        for sentence in passage.sentences:
            for claim, readings in chain(
                gaps.readings(sentence, around, apart),
                growths.readings(sentence, around, known[Relation.GROWTH]),
                averages.readings(sentence, around, ledger, known[Relation.RATIO]),
            ):
                yield from judged(claim, readings, disputed)
            yield from _shares(sentence, around, ledger, known[Relation.RATIO], wholes, disputed)


def _shares(
    sentence: Sentence,
    passage: Passage,
    ledger: Ledger,
    told: set[int],
    wholes: Mapping[int, int],
    disputed: set[int],
) -> Iterator[Finding | Check]:
    """Bind the shares of a sentence that are not ``told``: what one of them divides is likely that of the next."""
    divided = {wholes[f.start] for f in sentence.figures if f.start in wholes}
    for share in quotients.shares(sentence, told):
        for outcome in judged(share.figure, quotients.readings(share, passage, ledger, divided), disputed):
            divided.update(outcome.anchors[-2:-1] if isinstance(outcome, Check) else ())
            yield outcome


def _noted(outcomes: Iterable[Finding | Check], disputed: set[int]) -> Iterator[Finding | Check]:
    """Pass outcomes on, and note the figures that they dispute."""
    for outcome in outcomes:
        if isinstance(outcome, Finding):
            disputed.update(outcome.anchors)
        yield outcome
