"""What is marked in a report, in layers: sorted spans that a view can ask by range and by place."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from operator import itemgetter

from desktop.model.examination import Examination
from desktop.model.finding import Finding
from desktop.model.metric import Metric, Placeholder
from desktop.model.problem import Measure, Problem

LAYERS = ("metric", "problem", "measure", "finding", "placeholder")
LAYER_NAMES = {"metric": "指标", "problem": "问题", "measure": "措施", "finding": "疑点", "placeholder": "空白"}
# From the widest to the narrowest: what is painted later lies on top and is what a click means.
PAINT_ORDER = ("measure", "problem", "metric", "placeholder", "finding")

Record = Metric | Problem | Measure | Finding | Placeholder


@dataclass(frozen=True, slots=True)
class Span:
    """A marked run of the text and the record behind it; ``start:end`` in code points."""

    kind: str
    start: int
    end: int
    record: Record

    @property
    def names(self) -> int:
        """Give the start that names the record: its own, or a finding's first anchor."""
        return self.record.anchors[0] if isinstance(self.record, Finding) else self.start


class Layer:
    """The marks of one kind, found by bisection whatever their lengths; a span is made when it is asked for."""

    def __init__(self, kind: str, runs: Sequence[tuple[int, int, Record]]) -> None:
        """Take marks as (start, end, record)."""
        ordered = sorted(runs, key=itemgetter(0, 1))
        self._kind = kind
        self._records = [record for _, _, record in ordered]
        self._ends = [end for _, end, _ in ordered]
        self.starts = [start for start, _, _ in ordered]
        self._reach = list(accumulate(self._ends, max))

    @property
    def spans(self) -> list[Span]:
        """List all spans, by start."""
        return [self._span(at) for at in range(len(self.starts))]

    def between(self, start: int, end: int) -> Iterator[Span]:
        """Go through the spans that share at least one code point with ``start:end``."""
        for at in range(bisect_right(self._reach, start), bisect_left(self.starts, end)):
            if self._ends[at] > start:
                yield self._span(at)

    def _span(self, at: int) -> Span:
        return Span(self._kind, self.starts[at], self._ends[at], self._records[at])


class Marks:
    """Everything marked in one examination, by layer."""

    def __init__(self, examination: Examination | None = None) -> None:
        runs: dict[str, list[tuple[int, int, Record]]] = {kind: [] for kind in LAYERS}
        self.counts = dict.fromkeys(LAYERS, 0)
        if examination is not None:
            runs["metric"] = [(m.start, m.end, m) for m in examination.metrics]
            runs["problem"] = [(p.start, p.end, p) for p in examination.problems]
            runs["measure"] = [(m.start, m.end, m) for m in examination.measures]
            runs["placeholder"] = [(p.start, p.end, p) for p in examination.placeholders]
            runs["finding"] = list(_anchors(examination))
            self.counts = {kind: len(found) for kind, found in runs.items()}
            self.counts["finding"] = len(examination.findings)
        self.layers = {kind: Layer(kind, found) for kind, found in runs.items()}
        self.shown = set(LAYERS)

    def between(self, start: int, end: int) -> Iterator[Span]:
        """Go through the shown spans that touch ``start:end``, in the order of painting."""
        for kind in PAINT_ORDER:
            if kind in self.shown:
                yield from self.layers[kind].between(start, end)

    def at(self, offset: int) -> Span | None:
        """Give the shown span at a code point that a click means: the topmost layer's, and the shortest of it."""
        return max(
            self.between(offset, offset + 1),
            key=lambda span: (PAINT_ORDER.index(span.kind), span.start - span.end),
            default=None,
        )

    def figures_under(self, span: Span) -> Iterator[Span]:
        """Go through the figures that lie under a finding, at its very place."""
        if span.kind == "finding":
            for held in self.layers["metric"].between(span.start, span.end):
                if held.start == span.start:
                    yield held


def _anchors(examination: Examination) -> Iterator[tuple[int, int, Record]]:
    """Mark the figures of every finding; an anchor that is no figure is marked by its one character."""
    for finding in examination.findings:
        for anchor in finding.anchors:
            metric = examination.metric_at.get(anchor)
            yield anchor, metric.end if metric else anchor + 1, finding
