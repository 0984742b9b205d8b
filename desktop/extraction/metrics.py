"""指标: every figure of a report with what it measures, of whom, when, how bound and to what purpose."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import lru_cache

from desktop.extraction import tables
from desktop.extraction.figures import figures_of
from desktop.extraction.hosts import host
from desktop.extraction.marks import MARK
from desktop.extraction.paragraphs import Paragraph, paragraphs
from desktop.extraction.periods import timeline
from desktop.extraction.plans import Plans
from desktop.extraction.reading import Reader
from desktop.extraction.reasons import Reading
from desktop.extraction.source import Source, blanks
from desktop.extraction.view import view
from desktop.extraction.wraps import Flat
from desktop.lexicon import Lexicon
from desktop.lexicon.patterns import regex
from desktop.model.lexicon import IndicatorKind
from desktop.model.metric import Metric, Placeholder
from desktop.model.report import Report

_RUN_IN = regex(
    r"\s*[^。\n，；：]{4,36}(?:情况|结构|构成|教师数|教室数|面积|设备值|册数|图书|系数|生师比|师生比|支出|投入|拨款|经费)。"
)
_MARKED = regex(rf"^(?:{MARK.pattern})", re.VERBOSE)
_OPENING = regex(r"\s*[^。\n，,；：]{4,36}。")
_BARE_LONGEST = 4
_FIVE_YEARS = regex(r"“?十[一二三四五]五”?(?:期间|时期)?[及和与、]")


def metrics(
    report: Report, seen: str, placeholders: Iterable[Placeholder], plans: Plans, lexicon: Lexicon
) -> Iterator[Metric]:
    """Walk through the figures of a report in order."""
    source = source_of(report, seen, placeholders, plans, lexicon)
    for run, readings in told(source, report):
        for reading in readings:
            if reading.quantity.kind != "blank":
                yield _metric(report, source.flat, reading, canonical(reading, source, run, lexicon))


def source_of(
    report: Report,
    seen: str,
    placeholders: Iterable[Placeholder],
    plans: Plans,
    lexicon: Lexicon,
    *,
    explains: bool = False,
) -> Source:
    """Lay out what the figures of a report are read from; ``explains`` asks for the reasons of each reading."""
    flat = Flat(seen, report.blocks)
    empty = blanks(flat, placeholders)
    return Source(flat, empty, plans, _fixed(lexicon), [blank.start for blank in empty], explains)


def told(source: Source, report: Report) -> Iterator[tuple[Paragraph, Iterator[Reading]]]:
    """Walk through the paragraphs and tables of a report; a run is read when its readings are asked for."""
    above = ""
    titles = [block.start for block in report.blocks if block.level == 0]
    named = ("", *report.titles())
    text, to = source.text, source.flat.to
    for run in paragraphs(report):
        start, end = to(run.start), to(run.end)
        yield run, _readings(source, run, start, end, above, named[bisect_right(titles, run.start)])
        above = text[max(start, end - 60) : end]


def _readings(source: Source, run: Paragraph, start: int, end: int, above: str, title: str) -> Iterator[Reading]:
    """Read one paragraph or table; ``above`` is the end of the text over it, ``title`` that of its document."""
    if run.rows:
        rows = tuple((source.flat.to(first), source.flat.to(last)) for first, last in run.rows)
        yield from tables.read(source, rows, above, _period(run.headings), run.headings)
        return
    found = source.numbers(start, end)
    if found:
        text = source.text
        line = timeline(text, start, end, _period(run.headings))
        whose = host(text[start:end], above, run.headings, title)
        run_in = _RUN_IN.match(text, start, end)
        headings = (*run.headings, run_in[0]) if run_in else run.headings
        yield from Reader(source, line, headings, whose).read(figures_of(text, start, end, found))


def canonical(reading: Reading, source: Source, run: Paragraph, lexicon: Lexicon) -> tuple[str, str]:
    """Give the name that the lexicon has for what a figure measures, with the alias rule; empty where it has none.

    A bare rate (覆盖率92%) takes the name of the title over its paragraph, where that is the name of such a rate.
    """
    if not reading.indicator:
        return "", ""
    match = lexicon.match(reading.indicator, reading.subject, reading.quantity.unit)
    if match is None and len(reading.indicator) <= _BARE_LONGEST:
        over = (title for title in _titles(source, run) if title.endswith(reading.indicator))
        named = (lexicon.match(title, "", reading.quantity.unit) for title in over)
        match = next(filter(None, named), None)
    return (match[0].name, match[1]) if match else ("", "")


def _titles(source: Source, run: Paragraph) -> Iterator[str]:
    """Walk through the titles that a paragraph stands under: the one that it opens with, then its heading."""
    opening = _OPENING.match(source.text, source.flat.to(run.start))
    near = (opening[0] if opening and not run.rows else "", *run.headings[-1:])
    return (bare for title in near if title and (bare := _MARKED.sub("", title.strip()).rstrip("。：: ")))


@lru_cache(maxsize=256)
def _period(headings: tuple[str, ...]) -> str:
    """Give the period that the nearest heading with a year names; beside a five-year plan a year tells little."""
    for title in map(view, reversed(headings)):
        period = "" if _FIVE_YEARS.search(title) else timeline(title, 0, len(title)).periods[-1]
        if period:
            return period
    return ""


def _metric(report: Report, flat: Flat, reading: Reading, named: tuple[str, str]) -> Metric:
    """Make the record of one reading; ``named`` is its canonical name with the alias rule."""
    quantity = reading.quantity
    name, alias = named
    start, end = flat.back(quantity.start), flat.back(quantity.end - 1) + 1
    return Metric(
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
        canonical=name,
        alias=alias,
        rule=reading.rule,
    )


@lru_cache(maxsize=4)
def _fixed(lexicon: Lexicon) -> frozenset[str]:
    """List the rates whose names hold their group (学前三年毛入园率)."""
    rates = (i for i in lexicon.indicators if i.kind in (IndicatorKind.RATE, IndicatorKind.RATIO))
    return frozenset(
        name for rate in rates for name in (rate.name, *rate.aliases) if name.endswith(("率", "占比", "比例", "比"))
    )
