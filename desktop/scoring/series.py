"""Series: which figures of a report are one figure over the years, and the lines that they are held against."""

from collections.abc import Iterator
from decimal import Decimal

from desktop.lexicon import Lexicon, units
from desktop.lexicon.patterns import regex
from desktop.model.chart import Bound, Point, Series
from desktop.model.checklist import Checklist, Operator, Rule
from desktop.model.examination import Examination
from desktop.model.metric import Metric, Role
from desktop.scoring.hints import cited, tag
from desktop.scoring.lines import SIGNS, bound
from desktop.scoring.outliers import outliers

_WHOLE = regex(r"(?:[全我本该][区县市州盟旗省]|[区县市州盟旗省]域?内?|全域)?")
"""Subjects that mean the district itself, as no subject does."""
_DRAWN = {Role.LEVEL, Role.TARGET, Role.CHANGE}
_YEAR = regex(r"(\d{4})(?:-(\d{4}|\d{1,2}))?")
_AUTUMN = 9

Key = tuple[str, str, str, bool]


def series(examination: Examination, lexicon: Lexicon, checklist: Checklist | None = None) -> tuple[Series, ...]:
    """List what has figures of several periods, and what has one figure and a line to hold it against.

    Figures belong together that measure the same of the same in the same base unit; changes are apart from levels.
    """
    groups: dict[Key, list[Metric]] = {}
    for metric in examination.metrics:
        name = metric.canonical or metric.indicator
        if name and metric.role in _DRAWN and _time(metric.period) is not None:
            subject = "" if _WHOLE.fullmatch(metric.subject) else metric.subject
            key = (name, subject, units.scale(metric.unit)[0], metric.role is Role.CHANGE)
            groups.setdefault(key, []).append(metric)
    doubted = {anchor for finding in examination.findings for anchor in finding.anchors}
    made = [_series(key, group, doubted, lexicon, checklist) for key, group in groups.items()]
    several = [each for each in made if each.years > 1]
    return (*several, *(each for each in made if each.years == 1 and each.bounds))


def _series(key: Key, group: list[Metric], doubted: set[int], lexicon: Lexicon, checklist: Checklist | None) -> Series:
    """Put figures in the order of their time, in the unit of the first."""
    name, subject, base, change = key
    unit = group[0].unit
    one = units.scale(unit)[1]
    points = [
        Point(
            start=metric.start,
            end=metric.end,
            period=metric.period,
            at=_time(metric.period) or Decimal(0),
            value=metric.value * units.scale(metric.unit)[1] / one,
            quote=metric.quote,
            planned=metric.role is Role.TARGET,
            doubted=metric.start in doubted,
        )
        for metric in group
    ]
    points.sort(key=lambda point: (point.at, point.start))
    points = _with_outliers(points)
    lines = () if change else _bounds(name, subject, base, one, lexicon, checklist)
    return Series(
        name=f"{name}（变化）" if change else name,
        subject=subject,
        unit=unit,
        points=tuple(points),
        bounds=tuple(lines),
    )


def _with_outliers(points: list[Point]) -> list[Point]:
    """Mark the figures that lie off the course of the others: of what is, the first figure of every period."""
    first: dict[Decimal, Point] = {}
    for point in points:
        if not point.planned:
            first.setdefault(point.at, point)
    course = list(first.values())
    found = outliers([(point.at, point.value) for point in course])
    off = {course[at].start: expected for at, expected in found.items()}
    return [
        point.model_copy(update={"expected": off[point.start].quantize(_digits(point.value))})
        if point.start in off
        else point
        for point in points
    ]


def _digits(value: Decimal) -> Decimal:
    """Give the place of the last digit of an amount, hundredths at the finest."""
    exponent = value.as_tuple().exponent
    return Decimal(1).scaleb(min(0, max(-2, exponent if isinstance(exponent, int) else 0)))


def _time(period: str) -> Decimal | None:
    """Give a period as years; a school year begins in September."""
    found = _YEAR.fullmatch(period)
    if found is None:
        return None
    month = _AUTUMN if found[2] and len(found[2]) > 2 else int(found[2] or 1)
    return int(found[1]) + (Decimal(month - 1) / 12).quantize(Decimal("0.01"))


def _bounds(
    name: str, subject: str, base: str, one: Decimal, lexicon: Lexicon, checklist: Checklist | None
) -> Iterator[Bound]:
    """List the lines for an indicator, the checklist's own first, each once."""
    seen = set()
    for rule, says, source in (*_of_checklist(name, checklist), *_of_thresholds(name, lexicon)):
        held, factor = units.scale(rule.unit)
        if held != base or (rule.stage and rule.stage[:2] not in f"{name}{subject}"):
            continue
        low, high = _ends(rule)
        key = (low, high)
        if key in seen:
            continue
        seen.add(key)
        yield Bound(
            says=f"{SIGNS[rule.op][0]} {bound(rule)}{says}",
            source=source,
            low=None if low is None else low * factor / one,
            high=None if high is None else high * factor / one,
        )


def _of_checklist(name: str, checklist: Checklist | None) -> Iterator[tuple[Rule, str, str]]:
    """Give the rules of a checklist's items."""
    for item in checklist.items if checklist else ():
        for rule in item.judge.rules:
            if rule.metric == name:
                yield rule, "", f"{checklist.title if checklist else ''} {item.number}"


def _of_thresholds(name: str, lexicon: Lexicon) -> Iterator[tuple[Rule, str, str]]:
    """Give the lines of the thresholds that hold for the whole country, whatever else holds."""
    for threshold in lexicon.thresholds:
        for line in threshold.rules:
            if name in threshold.indicators_of(line) and line.national and not line.metric_change and not line.cond:
                rule = Rule(metric=name, op=line.op, value=line.value, unit=line.unit, stage=line.stage)
                yield rule, tag(line), cited(threshold)


def _ends(rule: Rule) -> tuple[Decimal | None, Decimal | None]:
    """Give the ends of what a rule allows."""
    if isinstance(rule.value, tuple):
        return rule.value
    if rule.op is Operator.EQUAL:
        return rule.value, rule.value
    upwards = rule.op in {Operator.AT_LEAST, Operator.MORE}
    return (rule.value, None) if upwards else (None, rule.value)


def apart(point: Point, line: Bound) -> Decimal:
    """Give how far a point lies above a line (below: negative): its lower end, or its only one."""
    end = line.low if line.low is not None else line.high
    return point.value - (end or Decimal(0))
