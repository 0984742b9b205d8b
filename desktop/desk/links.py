"""Tie figures to items: which items use a mark, and which figures nobody used yet."""

from bisect import bisect_left
from collections.abc import Iterable

from desktop.model.examination import Examination
from desktop.model.review import Quote, Review
from desktop.model.verdict import Suggestion


def items_using(start: int, suggestions: Iterable[Suggestion], review: Review | None) -> tuple[str, ...]:
    """List the items tied to the mark at ``start``, strongest tie first.

    A figure that decides a verdict comes before one inside confirmed evidence, that before one inside a suggestion.
    """
    ties: list[tuple[int, int, str]] = []
    for order, suggestion in enumerate(suggestions):
        if start in suggestion.verdict.metrics or any(start in o.metrics for o in suggestion.verdict.outcomes):
            ties.append((0, order, suggestion.item))
        elif review and any(_within(start, e) for e in review.evidence_of(suggestion.item) if isinstance(e, Quote)):
            ties.append((1, order, suggestion.item))
        elif any(c.start <= start < c.end for c in suggestion.evidence):
            ties.append((2, order, suggestion.item))
    return tuple(item for _, _, item in sorted(ties))


def unused_figures(examination: Examination, suggestions: Iterable[Suggestion], review: Review | None) -> int:
    """Count the figures that decide no verdict and stand in no confirmed evidence."""
    starts = [metric.start for metric in examination.metrics]
    used: set[int] = set()
    for suggestion in suggestions:
        used.update(suggestion.verdict.metrics)
    for entry in review.evidence if review else ():
        if isinstance(entry, Quote) and entry.document == examination.report.sha256:
            used.update(starts[bisect_left(starts, entry.start) : bisect_left(starts, entry.end)])
    return sum(1 for start in starts if start not in used)


def _within(start: int, quote: Quote) -> bool:
    """Tell whether a quote covers an offset."""
    return quote.start <= start < quote.end
