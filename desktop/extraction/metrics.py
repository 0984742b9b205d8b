"""指标: every figure of a report with what it measures, of whom, when, how bound and to what purpose."""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from desktop.extraction import tables
from desktop.extraction.figures import figures_of
from desktop.extraction.paragraphs import Paragraph, paragraphs
from desktop.extraction.periods import timeline
from desktop.extraction.plans import Plans
from desktop.extraction.reading import Reader, Reading
from desktop.extraction.source import Source, blanks
from desktop.extraction.wraps import Flat
from desktop.lexicon import Lexicon
from desktop.model.lexicon import IndicatorKind
from desktop.model.metric import Metric, Placeholder
from desktop.model.report import Report


def metrics(
    report: Report, view: str, placeholders: Iterable[Placeholder], plans: Plans, lexicon: Lexicon
) -> Iterator[Metric]:
    """Walk through the figures of a report in order."""
    flat = Flat(view, report.blocks)
    source = Source(flat, blanks(flat, placeholders), plans, _fixed(lexicon))
    above = ""
    for run in paragraphs(report):
        start, end = flat.to(run.start), flat.to(run.end)
        for reading in _readings(source, run, start, end, above):
            if reading.quantity.kind != "blank":
                yield _metric(report, flat, reading, lexicon)
        above = flat.text[start:end][-60:]


def _readings(source: Source, run: Paragraph, start: int, end: int, above: str) -> Iterable[Reading]:
    """Read one paragraph or table; ``above`` is the end of the text over it."""
    period = _period(run.headings)
    if run.rows:
        rows = tuple((source.flat.to(first), source.flat.to(last)) for first, last in run.rows)
        return tables.read(source, rows, above, period, run.headings)
    found = source.numbers(start, end)
    if not found:
        return ()
    line = timeline(source.text, start, end, period)
    return Reader(source, line, run.headings).read(figures_of(source.text, start, end, found))


@lru_cache(maxsize=256)
def _period(headings: tuple[str, ...]) -> str:
    """Give the period that the nearest heading with a year names."""
    return next((p for title in reversed(headings) if (p := timeline(title, 0, len(title)).periods[-1])), "")


def _metric(report: Report, flat: Flat, reading: Reading, lexicon: Lexicon) -> Metric:
    """Make the record of one reading."""
    quantity = reading.quantity
    match = lexicon.match(reading.indicator, reading.subject, quantity.unit) if reading.indicator else None
    start, end = flat.back(quantity.start), flat.back(quantity.end - 1) + 1
    return Metric.model_construct(
        start=start,
        end=end,
        quote=report.text[start:end],
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
