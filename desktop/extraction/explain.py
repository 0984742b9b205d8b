"""Why a number is read as it is, or is not read: the very reading of its paragraph, told decision by decision."""

from collections.abc import Iterator

from desktop.extraction import says, tables
from desktop.extraction.exclusions import WHOLE, reason
from desktop.extraction.metrics import canonical, source_of, told
from desktop.extraction.paragraphs import Paragraph
from desktop.extraction.plans import Plans
from desktop.extraction.quantities import Quantity, quantities
from desktop.extraction.reasons import Reading
from desktop.extraction.regions import Regions
from desktop.extraction.source import Source
from desktop.extraction.view import view
from desktop.lexicon import Lexicon
from desktop.model.examination import Examination
from desktop.model.explanation import Explanation, Outcome, Step
from desktop.model.metric import CORRECTED
from desktop.model.report import BlockKind, Report
from desktop.model.words import COMPARATOR_SIGN, ROLE_WORD

_SHORT = 24


def explained(examination: Examination, offset: int, lexicon: Lexicon) -> Explanation:
    """Tell the chain of decisions behind the number at an offset; only its own paragraph is read anew."""
    report = examination.report
    blank = next((b for b in examination.placeholders if b.start <= offset < b.end), None)
    if blank is not None:
        step = Step(topic=says.OUT_AT, says=says.BLANK, rule=says.blank(blank.rule), words=blank.quote)
        return _told(report, blank.start, blank.end, Outcome.PLACEHOLDER, [step])
    plans = Plans(report, examination.measures)
    source = source_of(report, view(report.text), examination.placeholders, plans, lexicon, explains=True)
    for run, readings in told(source, report):
        if run.start <= offset < run.end:
            reading = next((each for each in readings if _covers(source, each.quantity, offset)), None)
            if reading is None:
                return _left_out(report, source, run, offset)
            start, end = _place(source, reading.quantity)
            steps = [*_steps(reading, source, run, lexicon), *_corrections(examination, start)]
            return _told(report, start, end, Outcome.METRIC, steps)
    return _elsewhere(report, offset)


def _steps(reading: Reading, source: Source, run: Paragraph, lexicon: Lexicon) -> Iterator[Step]:
    """Tell how one figure was read, in the order of the reading."""
    quantity = reading.quantity
    amount = " ".join(filter(None, (COMPARATOR_SIGN[quantity.comparator], f"{quantity.value:f}", quantity.unit)))
    how = "，".join(map(says.read_as, quantity.rule.split("+")))
    yield Step(topic=says.READ_AT, says=amount, rule=how, words=source.text[quantity.start : quantity.end])
    whole = quantity.unit == "%" and quantity.value == WHOLE
    yield Step(topic=says.KEPT_AT, says="指标", rule=says.HUNDRED if whole else says.KEPT)
    values = {"subject": reading.subject, "period": reading.period, "role": ROLE_WORD[reading.role]}
    for field, rule, words in reading.why:
        value = reading.indicator if field == "indicator" else values[field]
        yield Step(
            topic=says.FIELDS[field],
            says=value or "无",
            rule=says.DECIDES[field].get(rule, rule),
            words=words.strip(" \n，,、"),
        )
        if field == "indicator":
            name, alias = canonical(reading, source, run, lexicon)
            how = f"{says.alias(alias)}（{alias}）" if name else says.NO_NAME
            yield Step(topic=says.NAMED_AT, says=name or "无", rule=how, words=reading.indicator if name else "")


def beside(examination: Examination, offset: int) -> tuple[Step, ...]:
    """Tell what else was read at an offset, each with its rule: heading, problems, measures, relations."""
    told: list[Step] = []
    report = examination.report
    for kind, marks in (
        ("heading", report.headings()),
        ("problem", examination.problems),
        ("measure", examination.measures),
    ):
        told += [
            Step(topic=says.BESIDE[kind], says=_short(mark.quote), rule=says.recorded(mark.rule))
            for mark in marks
            if mark.start <= offset < mark.end
        ]
    for finding in examination.findings:
        if _anchored(examination, finding.anchors, offset):
            told.append(Step(topic=says.BESIDE["finding"], says=finding.working, rule=finding.rule, words=finding.says))
    for check in examination.checks:
        if _anchored(examination, check.anchors, offset):
            told.append(Step(topic=says.BESIDE["check"], says=check.computed, rule=check.rule))
    for lacking in examination.unchecked:
        if _anchored(examination, lacking.anchors, offset):
            told.append(Step(topic=says.BESIDE["unchecked"], says=lacking.missing, rule=lacking.rule))
    return tuple(told)


def _anchored(examination: Examination, anchors: tuple[int, ...], offset: int) -> bool:
    return any(m.start <= offset < m.end for a in anchors if (m := examination.metric_at.get(a)) is not None)


def _short(quote: str) -> str:
    """Write the head of a quote on one line."""
    line = " ".join(quote.split())
    return line if len(line) <= _SHORT else line[:_SHORT] + "…"


def _corrections(examination: Examination, start: int) -> Iterator[Step]:
    """Say that the inspector changed what was read."""
    metric = examination.metric_at.get(start)
    if metric is not None and metric.corrected:
        fields = (metric.canonical or metric.indicator, metric.subject, metric.period, metric.unit)
        yield Step(topic=CORRECTED, says=" · ".join(filter(None, fields)), rule=says.CORRECTED)


def _left_out(report: Report, source: Source, run: Paragraph, offset: int) -> Explanation:
    """Say which rule took out the number at an offset of a run that no reading covers."""
    start, end = source.flat.to(run.start), source.flat.to(run.end)
    cell = _cell(source, run, offset)
    if cell is not None:
        start, end = cell.start, cell.end
    number = next((n for n in quantities(source.text, start, end) if _covers(source, n, offset)), None)
    regions = Regions(source.text, start, end)
    if number is None:
        at = source.flat.to(offset)
        over = regions.over(at, at + 1)
        if over is None:
            return _elsewhere(report, offset)
        words = source.text[over[0] : over[1]]
        step = Step(topic=says.OUT_AT, says="不是指标", rule=says.EXCLUDES[over[2]], words=words)
        return _told(report, source.flat.back(over[0]), source.flat.back(over[1] - 1) + 1, Outcome.EXCLUDED, [step])
    told_by_table = cell is not None and tables.number_alone(source.text, cell) is not None
    rule = "" if told_by_table else reason(source.text, number, regions)
    over = regions.over(number.first, number.last)
    words = source.text[over[0] : over[1]] if over else source.text[max(start, number.start - 6) : number.end + 6]
    why = says.EXCLUDES.get(rule, rule) if rule else says.CELL if told_by_table else says.NO_UNIT
    step = Step(topic=says.OUT_AT, says="不是指标", rule=why, words=words.strip())
    return _told(report, *_place(source, number), Outcome.EXCLUDED, [step])


def _cell(source: Source, run: Paragraph, offset: int) -> tables.Cell | None:
    """Find the cell of a table that an offset lies in."""
    row = next(((start, end) for start, end in run.rows if start <= offset < end), None)
    if row is None:
        return None
    at = source.flat.to(offset)
    cells = tables.cells(source.text, source.flat.to(row[0]), source.flat.to(row[1]))
    return next((cell for cell in cells if cell.start <= at < cell.end), None)


def _elsewhere(report: Report, offset: int) -> Explanation:
    """Say why nothing is read at an offset: page furniture, a title, or words without a number."""
    block = next((b for b in report.blocks if b.start <= offset < b.end), None)
    why = says.NOTHING
    if block is not None and block.kind is BlockKind.FURNITURE:
        why = says.FURNITURE
    elif block is not None and block.level == 0:
        why = says.TITLE
    outcome = Outcome.NOTHING if why is says.NOTHING else Outcome.EXCLUDED
    end = min(offset + 1, len(report.text))
    return _told(report, offset, end, outcome, [Step(topic=says.OUT_AT, says=why)])


def _covers(source: Source, quantity: Quantity, offset: int) -> bool:
    start, end = _place(source, quantity)
    return quantity.kind != "blank" and start <= offset < end


def _place(source: Source, quantity: Quantity) -> tuple[int, int]:
    return source.flat.back(quantity.start), source.flat.back(quantity.end - 1) + 1


def _told(report: Report, start: int, end: int, outcome: Outcome, steps: list[Step]) -> Explanation:
    return Explanation(start=start, end=end, quote=report.text[start:end], outcome=outcome, steps=tuple(steps))
