"""更正: read figures as the inspector corrected them."""

from collections.abc import Iterable, Sequence

from desktop.extraction.quantities import quantities
from desktop.lexicon import Lexicon
from desktop.model.metric import CORRECTED, Metric
from desktop.model.report import Report
from desktop.model.review import Correction


def corrected(
    metrics: Sequence[Metric], corrections: Iterable[Correction], report: Report, lexicon: Lexicon
) -> tuple[Metric, ...]:
    """Apply what was corrected in one report, in the order it was corrected; corrections of others are left out.

    A figure of another unit or indicator is named anew by the lexicon, unless its indicator is a name of it already.
    """
    read = {metric.start: metric for metric in metrics}
    for correction in corrections:
        if correction.document != report.sha256 or correction.field == "words":
            continue
        if correction.field != "metric":
            metric = read.get(correction.start)
            if metric is not None:
                read[metric.start] = _renamed(metric, correction, lexicon)
        elif correction.value == "no":
            read.pop(correction.start, None)
        elif correction.start not in read and correction.end is not None:
            missed = _missed(report, correction.start, correction.end)
            if missed is not None:
                read[missed.start] = missed
    return tuple(read[start] for start in sorted(read))


def _renamed(metric: Metric, correction: Correction, lexicon: Lexicon) -> Metric:
    """Set one field, and say so in the rule."""
    fields = {correction.field: correction.value, "rule": _ruled(metric.rule)}
    changed = metric.model_copy(update=fields)
    if correction.field not in ("indicator", "unit", "subject"):
        return changed
    name = changed.indicator
    if lexicon.indicator(name) is not None:
        return changed.model_copy(update={"canonical": name, "alias": CORRECTED})
    match = lexicon.match(name, changed.subject, changed.unit) if name else None
    return changed.model_copy(update={"canonical": match[0].name if match else "", "alias": match[1] if match else ""})


def _missed(report: Report, start: int, end: int) -> Metric | None:
    """Read the number that the inspector marked; None where there is none."""
    found = next(iter(quantities(report.text, start, end)), None)
    if found is None:
        return None
    return Metric(
        start=start,
        end=end,
        quote=report.text[start:end],
        value=found.value,
        unit=found.unit,
        comparator=found.comparator,
        rule=CORRECTED,
    )


def _ruled(rule: str) -> str:
    """Add that the figure was corrected, once."""
    return rule if rule.split("+")[-1] == CORRECTED else "+".join(filter(None, (rule, CORRECTED)))
