"""What is marked in a report, in layers: sorted spans that a view can ask by range and by place."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from operator import itemgetter
from typing import Self

from desktop.model.examination import Examination
from desktop.model.finding import Finding
from desktop.model.metric import Metric, Placeholder
from desktop.model.problem import Measure, Problem
from desktop.model.report import Report

LAYERS = ("metric", "problem", "measure", "finding", "placeholder")
LAYER_NAMES = {"metric": "指标", "problem": "问题", "measure": "措施", "finding": "疑点", "placeholder": "空白"}
# From the widest to the narrowest: what is painted later lies on top and is what a click means.
PAINT_ORDER = ("measure", "problem", "metric", "placeholder", "finding")

_NOTHING = Report(name="", sha256="", text="", blocks=())
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

    def __init__(self, kind: str, records: Sequence[Record], starts: list[int], ends: list[int]) -> None:
        """Take marks in the order of their starts: their records, where each starts and where it ends."""
        self._kind, self._records, self._ends = kind, records, ends
        self.starts = starts
        self._reach = list(accumulate(ends, max))

    @classmethod
    def of(cls, kind: str, records: Sequence[Metric | Problem | Measure | Placeholder]) -> Self:
        """Take records as an examination holds them, by their starts."""
        return cls(kind, records, [record.start for record in records], [record.end for record in records])

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
        seen = examination or Examination(report=_NOTHING)
        self.layers = {
            "metric": Layer.of("metric", seen.metrics),
            "problem": Layer.of("problem", seen.problems),
            "measure": Layer.of("measure", seen.measures),
            "finding": _findings(seen),
            "placeholder": Layer.of("placeholder", seen.placeholders),
        }
        self.counts = {kind: len(layer.starts) for kind, layer in self.layers.items()}
        self.counts["finding"] = len(seen.findings)
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


def _findings(examination: Examination) -> Layer:
    """Mark the figures of every finding; an anchor that is no figure is marked by its one character."""
    runs: list[tuple[int, int, Record]] = []
    for finding in examination.findings:
        for anchor in finding.anchors:
            metric = examination.metric_at.get(anchor)
            runs.append((anchor, metric.end if metric else anchor + 1, finding))
    runs.sort(key=itemgetter(0, 1))
    return Layer("finding", [run[2] for run in runs], [run[0] for run in runs], [run[1] for run in runs])
