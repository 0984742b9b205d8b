"""Go through the claims of a report that nothing has told of yet, and judge each by its readings."""

from collections.abc import Iterable, Iterator, Sequence

from desktop.checking.binding import averages, gaps, growths, quotients, sums
from desktop.checking.binding.judge import judged
from desktop.checking.ledger import Ledger
from desktop.checking.passages import Passage
from desktop.model.finding import Check, Finding, Relation


def bound(passages: Sequence[Passage], ledger: Ledger, told: Iterable[Finding | Check]) -> Iterator[Finding | Check]:
    """Bind every claim that no outcome so far is about."""
    told = tuple(told)
    known = {(o.check, o.anchors[0 if o.check is Relation.SUM else -1]) for o in told}
    added = {anchor for o in told if o.check is Relation.SUM for anchor in o.anchors[1:]}
    doubts = [o for o in told if isinstance(o, Finding)]
    summed = {anchor for o in doubts if o.check in {Relation.SUM, Relation.CONFLICT} for anchor in o.anchors}
    disputed = {anchor for o in doubts for anchor in o.anchors}
    wholes = {o.anchors[-1]: o.anchors[-2] for o in told if isinstance(o, Check) and o.check is Relation.RATIO}
    for passage in passages:
        for whole, readings in sums.readings(passage, added):
            if (Relation.SUM, whole.start) not in known:
                yield from _noted(judged(whole, readings, summed), disputed)
        for sentence in passage.sentences:
            divided = {wholes[f.start] for f in sentence.figures if f.start in wholes}
            for i, figure in enumerate(sentence.figures):
                if (Relation.DIFFERENCE, figure.start) not in known and figure.start not in added:
                    yield from judged(figure, gaps.readings(figure, passage), disputed)
                if (Relation.GROWTH, figure.start) not in known:
                    yield from judged(figure, growths.readings(figure, passage), disputed)
                if (Relation.RATIO, figure.start) in known:
                    continue
                share = quotients.share_of(sentence.figures, i)
                operands = (
                    quotients.readings(share, passage, ledger, divided)
                    if share
                    else averages.readings(figure, passage, ledger)
                )
                for outcome in judged(figure, operands, disputed):
                    divided.update(outcome.anchors[-2:-1] if share and isinstance(outcome, Check) else ())
                    yield outcome


def _noted(outcomes: Iterable[Finding | Check], disputed: set[int]) -> Iterator[Finding | Check]:
    """Pass outcomes on, and note the figures that they dispute."""
    for outcome in outcomes:
        if isinstance(outcome, Finding):
            disputed.update(outcome.anchors)
        yield outcome
