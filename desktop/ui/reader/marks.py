"""What is marked in a report, in layers: sorted spans that a view can ask by range and by place."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

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
    """The spans of one kind, sorted by start, found by bisection whatever their lengths."""

    def __init__(self, spans: list[Span]) -> None:
        self.spans = sorted(spans, key=lambda span: (span.start, span.end))
        self._starts = [span.start for span in self.spans]
        self._reach: list[int] = []
        furthest = 0
        for span in self.spans:
            furthest = max(furthest, span.end)
            self._reach.append(furthest)

    def between(self, start: int, end: int) -> Iterator[Span]:
        """Go through the spans that share at least one code point with ``start:end``."""
        for span in self.spans[bisect_right(self._reach, start) : bisect_left(self._starts, end)]:
            if span.end > start:
                yield span


class Marks:
    """Everything marked in one examination, by layer."""

    def __init__(self, examination: Examination | None = None) -> None:
        spans: dict[str, list[Span]] = {kind: [] for kind in LAYERS}
        self.counts = dict.fromkeys(LAYERS, 0)
        if examination is not None:
            spans["metric"] = [Span("metric", m.start, m.end, m) for m in examination.metrics]
            spans["problem"] = [Span("problem", p.start, p.end, p) for p in examination.problems]
            spans["measure"] = [Span("measure", m.start, m.end, m) for m in examination.measures]
            spans["placeholder"] = [Span("placeholder", p.start, p.end, p) for p in examination.placeholders]
            spans["finding"] = list(_anchors(examination))
            self.counts = {kind: len(found) for kind, found in spans.items()}
            self.counts["finding"] = len(examination.findings)
        self.layers = {kind: Layer(found) for kind, found in spans.items()}
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


def _anchors(examination: Examination) -> Iterator[Span]:
    """Mark the figures of every finding; an anchor that is no figure is marked by its one character."""
    for finding in examination.findings:
        for anchor in finding.anchors:
            metric = examination.metric_at.get(anchor)
            yield Span("finding", anchor, metric.end if metric else anchor + 1, finding)
