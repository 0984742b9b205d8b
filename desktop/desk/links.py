"""Tie figures to items: which items use a mark, and which figures nobody used yet."""

from bisect import bisect_left
from collections.abc import Iterable

from desktop.model.examination import Examination
from desktop.model.review import Quote, Review
from desktop.model.verdict import Suggestion


def items_using(start: int, suggestions: Iterable[Suggestion], review: Review | None, document: str) -> tuple[str, ...]:
    """List the items tied to the mark at ``start`` of a document (its sha256), strongest tie first.

    A figure that decides a verdict comes before one inside confirmed evidence, that before one inside a suggestion.
    """
    quotes = (entry for entry in (review.evidence if review else ()) if isinstance(entry, Quote))
    quoting = {quote.item for quote in quotes if quote.document == document and quote.start <= start < quote.end}
    ties: list[tuple[int, int, str]] = []
    for order, suggestion in enumerate(suggestions):
        if start in suggestion.verdict.metrics or any(start in o.metrics for o in suggestion.verdict.outcomes):
            ties.append((0, order, suggestion.item))
        elif suggestion.item in quoting:
            ties.append((1, order, suggestion.item))
        elif any(c.start <= start < c.end for c in suggestion.evidence):
            ties.append((2, order, suggestion.item))
    return tuple(item for _, _, item in sorted(ties))


def used_by(
    examination: Examination, suggestions: Iterable[Suggestion], review: Review | None
) -> dict[int, tuple[str, ...]]:
    """Tell for each figure which items' verdicts or confirmed evidence use it; figures nobody uses are left out."""
    starts = examination.starts
    used: dict[int, dict[str, None]] = {}
    for suggestion in suggestions:
        for start in suggestion.verdict.metrics:
            used.setdefault(start, {})[suggestion.item] = None
    for entry in review.evidence if review else ():
        if isinstance(entry, Quote) and entry.document == examination.report.sha256:
            for start in starts[bisect_left(starts, entry.start) : bisect_left(starts, entry.end)]:
                used.setdefault(start, {})[entry.item] = None
    return {start: tuple(items) for start, items in used.items()}


def unused_figures(examination: Examination, suggestions: Iterable[Suggestion], review: Review | None) -> int:
    """Count the figures that decide no verdict, stand in no confirmed evidence and were not ignored."""
    settled = set(used_by(examination, suggestions, review))
    settled.update(i.start for i in (review.ignored if review else ()) if i.document == examination.report.sha256)
    return len(examination.metrics) - sum(1 for start in settled if start in examination.metric_at)


def places_of(examination: Examination, kind: str, start: int) -> tuple[tuple[int, int], ...]:
    """List the places that belong together with a mark, as runs in the report's order.

    A figure's are all figures of its indicator, a finding's its figures, a problem's and its measures' each other.
    """
    seen = examination
    if kind == "metric" and (metric := seen.metric_at.get(start)):
        name = metric.canonical or metric.indicator
        return tuple((m.start, m.end) for m in seen.metrics if name == (m.canonical or m.indicator) or m is metric)
    if kind == "finding":
        anchors = next((f.anchors for f in seen.findings if f.anchors[:1] == (start,)), ())
        ends = (seen.metric_at[a].end if a in seen.metric_at else a + 1 for a in anchors)
        return tuple(sorted(zip(anchors, ends, strict=True)))
    if kind == "problem":
        tied = {start, *(m.start for m in seen.measures if start in m.answers)}
    elif kind == "measure":
        tied = {start, *(a for m in seen.measures if m.start == start for a in m.answers)}
    else:
        return tuple((p.start, p.end) for p in seen.placeholders)
    return tuple(sorted((m.start, m.end) for m in (*seen.problems, *seen.measures) if m.start in tied))
