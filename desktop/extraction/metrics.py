"""指标: every figure of a report with what it measures, of whom, when, how bound and to what purpose."""

from collections.abc import Iterable, Iterator

from desktop.extraction.exclusions import Regions, figures
from desktop.extraction.paragraphs import Paragraph
from desktop.extraction.quantities import quantities
from desktop.lexicon import Lexicon
from desktop.model.metric import Metric, Role
from desktop.model.report import Report


def metrics(report: Report, view: str, runs: Iterable[Paragraph], lexicon: Lexicon) -> Iterator[Metric]:
    """Walk through the figures of a report in order."""
    regions = Regions(view)
    for run in runs:
        for quantity in figures(view, quantities(view, run.start, run.end), regions):
            yield Metric.model_construct(
                start=quantity.start,
                end=quantity.end,
                quote=report.text[quantity.start : quantity.end],
                value=quantity.value,
                unit=quantity.unit,
                comparator=quantity.comparator,
                indicator="",
                subject="",
                period="",
                role=Role.LEVEL,
                canonical="",
                rule=quantity.rule,
            )
