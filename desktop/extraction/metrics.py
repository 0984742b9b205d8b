"""指标: every figure of a report with what it measures, of whom, when, how bound and to what purpose."""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from desktop.extraction import tables
from desktop.extraction.exclusions import figures
from desktop.extraction.figures import figures_of
from desktop.extraction.paragraphs import Paragraph
from desktop.extraction.periods import timeline
from desktop.extraction.quantities import quantities
from desktop.extraction.reading import Reader, Reading
from desktop.extraction.regions import Regions
from desktop.lexicon import Lexicon
from desktop.model.lexicon import IndicatorKind
from desktop.model.metric import Metric
from desktop.model.report import Report


def metrics(report: Report, view: str, runs: Iterable[Paragraph], lexicon: Lexicon) -> Iterator[Metric]:
    """Walk through the figures of a report in order."""
    fixed = _fixed(lexicon)
    above = ""
    for run in runs:
        for reading in _readings(view, run, above, fixed):
            yield _metric(report, reading, lexicon)
        above = view[run.start : run.end][-60:]


def _readings(view: str, run: Paragraph, above: str, fixed: frozenset[str]) -> Iterable[Reading]:
    """Read one paragraph or table; ``above`` is the end of the text over it."""
    if run.rows:
        return tables.read(view, run.rows, above, _period(run.headings), fixed)
    numbers = quantities(view, run.start, run.end)
    if not numbers:
        return ()
    found = figures(view, numbers, Regions(view, run.start, run.end))
    if not found:
        return ()
    line = timeline(view, run.start, run.end, _period(run.headings))
    return Reader(fixed, line).read(figures_of(view, run.start, run.end, found))


@lru_cache(maxsize=256)
def _period(headings: tuple[str, ...]) -> str:
    """Give the period that the nearest heading with a year names."""
    return next((p for title in reversed(headings) if (p := timeline(title, 0, len(title)).periods[-1])), "")


def _metric(report: Report, reading: Reading, lexicon: Lexicon) -> Metric:
    """Make the record of one reading."""
    quantity = reading.quantity
    match = lexicon.match(reading.indicator, reading.subject, quantity.unit) if reading.indicator else None
    return Metric.model_construct(
        start=quantity.start,
        end=quantity.end,
        quote=report.text[quantity.start : quantity.end],
        value=quantity.value,
        unit=quantity.unit,
        comparator=quantity.comparator,
        indicator=reading.indicator,
        subject=reading.subject,
        period=reading.period,
        role=reading.role,
        canonical=match[0].name if match else "",
        rule=reading.rule,
    )


@lru_cache(maxsize=4)
def _fixed(lexicon: Lexicon) -> frozenset[str]:
    """List the rates whose names hold their group (学前三年毛入园率)."""
    rates = (i for i in lexicon.indicators if i.kind in (IndicatorKind.RATE, IndicatorKind.RATIO))
    return frozenset(
        name for rate in rates for name in (rate.name, *rate.aliases) if name.endswith(("率", "占比", "比例", "比"))
    )
