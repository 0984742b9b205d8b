"""What one reading of a report found."""

from functools import cached_property

from desktop.model.advice import Defect, Unusual
from desktop.model.finding import Check, Finding
from desktop.model.metric import Metric, Placeholder
from desktop.model.problem import Measure, Problem
from desktop.model.report import Report
from desktop.model.value import Value


class Extraction(Value):
    """What a report says, before anything is recomputed; every tuple is sorted by start."""

    metrics: tuple[Metric, ...] = ()
    placeholders: tuple[Placeholder, ...] = ()
    problems: tuple[Problem, ...] = ()
    measures: tuple[Measure, ...] = ()


class Examination(Value):
    """A report with everything that was read from it and recomputed."""

    report: Report
    metrics: tuple[Metric, ...] = ()
    placeholders: tuple[Placeholder, ...] = ()
    problems: tuple[Problem, ...] = ()
    measures: tuple[Measure, ...] = ()
    findings: tuple[Finding, ...] = ()
    checks: tuple[Check, ...] = ()
    defects: tuple[Defect, ...] = ()
    unusual: tuple[Unusual, ...] = ()

    @cached_property
    def metric_at(self) -> dict[int, Metric]:
        """Look up a metric by its start."""
        return {metric.start: metric for metric in self.metrics}
