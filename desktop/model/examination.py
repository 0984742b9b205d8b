"""What one reading of a report found."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Self

from desktop.model.advice import Defect, Unusual
from desktop.model.finding import Check, Finding, Unchecked
from desktop.model.metric import Metric, Placeholder
from desktop.model.problem import Measure, Problem
from desktop.model.record import Record
from desktop.model.report import Report


@dataclass(frozen=True, kw_only=True)
class Extraction(Record):
    """What a report says, before anything is recomputed; every tuple is sorted by start."""

    metrics: tuple[Metric, ...] = ()
    placeholders: tuple[Placeholder, ...] = ()
    problems: tuple[Problem, ...] = ()
    measures: tuple[Measure, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Examination(Record):
    """A report with everything that was read from it and recomputed."""

    report: Report
    metrics: tuple[Metric, ...] = ()
    placeholders: tuple[Placeholder, ...] = ()
    problems: tuple[Problem, ...] = ()
    measures: tuple[Measure, ...] = ()
    findings: tuple[Finding, ...] = ()
    checks: tuple[Check, ...] = ()
    unchecked: tuple[Unchecked, ...] = ()
    defects: tuple[Defect, ...] = ()
    unusual: tuple[Unusual, ...] = ()

    def within(self, part: Report) -> Self:
        """See what was read in one of the documents of a file."""
        starts = [block.start for block in part.blocks]
        first, end = (starts[0], len(part.text)) if starts else (0, 0)

        def held(anchors: Iterable[int]) -> bool:
            return all(first <= anchor < end for anchor in anchors)

        return type(self)(
            report=part,
            metrics=tuple(each for each in self.metrics if held((each.start,))),
            placeholders=tuple(each for each in self.placeholders if held((each.start,))),
            problems=tuple(each for each in self.problems if held((each.start,))),
            measures=tuple(each for each in self.measures if held((each.start,))),
            findings=tuple(each for each in self.findings if held(each.anchors)),
            checks=tuple(each for each in self.checks if held(each.anchors)),
            unchecked=tuple(each for each in self.unchecked if held(each.anchors)),
            defects=tuple(each for each in self.defects if held((each.start,))),
            unusual=tuple(each for each in self.unusual if held((each.start,))),
        )

    @cached_property
    def starts(self) -> list[int]:
        """List where the metrics start, in order."""
        return [metric.start for metric in self.metrics]

    @cached_property
    def metric_at(self) -> dict[int, Metric]:
        """Look up a metric by its start."""
        return {metric.start: metric for metric in self.metrics}
