"""The figures of a report as values of indicators: unit scaled, sign read from the words, interval from the digits."""

import bisect
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from desktop.lexicon import Lexicon, units
from desktop.lexicon.patterns import regex
from desktop.model.checklist import Operator, Rule
from desktop.model.examination import Examination
from desktop.model.lexicon import IndicatorKind
from desktop.model.metric import Comparator, Metric, Role
from desktop.scoring.areas import Areas
from desktop.scoring.naming import (
    Extreme,
    Place,
    cleared,
    coefficient,
    dealt,
    inherits,
    is_coefficient,
    named_by_sentence,
    own_stages,
    place_of,
    topic_before,
    trimmed,
)
from desktop.scoring.passages import Passage
from desktop.scoring.present import present
from desktop.scoring.rosters import rosters

Answer = Literal["holds", "fails", "open"]

COMPUTED = "算得"
"""How ``says`` ends where a figure was computed; before it stands the arithmetic."""
_INFINITE = Decimal("Infinity")
_RATES = frozenset({"%", "个百分点"})
_STOCKS = frozenset({IndicatorKind.COUNT, IndicatorKind.AMOUNT, IndicatorKind.AREA})
_ABOUT, _LITTLE = Decimal("0.05"), Decimal("0.0001")
_ABOVE = ("高于", "多于", "高出", "快于", "幅高", "速高", "速快", "长高", "长快")
_BELOW = ("低于", "少于", "慢于", "幅低", "速低", "速慢", "长低", "长慢")
_BOUNDS = ("不低于", "不少于", "不高于", "不超过")
_OVERTAKEN = regex(
    r"[,，]?\w{0,2}(?:(?:提高|上升|增加|增长|提升|扩大|下降|降低|减少|缩小|压减|回落)[到至]|[增升降减][到至])了?(?:\w{1,8}的)?"
)
"""What stands between a figure and the one that took its place: 由2021年的48.3%提高到52.6%."""
_NORM = regex(r"(?:国家|省定|省级|市定|规定|评估|达标|指标|合格)?(?:标准|要求|规定|指标)(?:值|线)?")
_LINE = regex(r"的(?:国家|省定|规定|最低|最高)?(?:限值|要求|规定|标准|底线|红线|上限|下限|限额|门槛)")
"""What stands behind a figure, or in a row's place, that is the line to reach and not what was reached."""
_REACH = 16
"""How many characters before a figure its rising or falling may be said."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure as the value of the indicator ``name``, in the base unit ``unit``.

    ``low`` and ``high`` are what printed digits and comparator allow. ``sized`` is false where the figure shows no more
    than a sign. ``says`` is told with a verdict that rests on a near quantity. ``extreme`` tells whether the text calls
    it the least or the most of all, ``parts`` what else it was computed from. ``past`` is a figure that the text tells
    to have become another one. ``row`` tells a row of a table that lists schools.
    """

    metric: Metric
    name: str
    unit: str
    value: Decimal
    low: Decimal
    high: Decimal
    stages: frozenset[str]
    sized: bool = True
    says: str = ""
    extreme: Extreme = ""
    parts: tuple[Metric, ...] = ()
    past: bool = False
    row: Literal["school", "total", ""] = ""

    @property
    def starts(self) -> tuple[int, ...]:
        """List where the figures stand that it rests on."""
        return (self.metric.start, *(part.start for part in self.parts))

    @property
    def exact(self) -> bool:
        """Tell whether the text gives the size itself, without 以上, 近, 约."""
        return self.sized and self.metric.comparator is Comparator.EQUAL

    @property
    def year(self) -> int | None:
        """Give the year, of a school year the last one."""
        found: list[str] = re.findall(r"\d{4}", self.metric.period)
        return int(found[-1]) if found else None


Figures = Mapping[str, tuple[Figure, ...]]


def figures(examination: Examination, passages: Sequence[Passage], lexicon: Lexicon, areas: Areas) -> Figures:
    """Collect the figures of every indicator, in the text's order; one that the text has overtaken is ``past``."""
    text = examination.report.text
    starts = [passage.start for passage in passages]
    found: dict[str, list[Figure]] = defaultdict(list)
    last: tuple[Figure, ...] = ()
    before: Metric | None = None
    stages_dealt = dealt(examination.metrics, lexicon)
    rows = rosters(examination, lexicon)
    unlike = {entry.metric: entry for entry in lexicon.relations.unlike}
    last_year = present(examination)
    for metric in examination.metrics:
        at = bisect.bisect_right(starts, metric.start) - 1
        inside = at >= 0 and metric.start < passages[at].end
        place = place_of(metric, passages[at], before) if inside else None
        if place and last and last[0].metric is before and _goes_on(place, last[0], passages, at):
            read = tuple(_inherited(place, last, text, lexicon))
        else:
            read = tuple(_read(metric, place, text, lexicon))
        if metric.start in stages_dealt:
            read = tuple(replace(figure, stages=stages_dealt[metric.start]) for figure in read)
        read = tuple(
            f for f in read if f.name not in unlike or not unlike[f.name].says(metric.subject + metric.indicator)
        )
        if last_year and any(figure.year and figure.year > last_year for figure in read):
            read = ()
        row = rows.get(passages[at].start) if inside else None
        if row:
            read = tuple(replace(f, row=row.kind, stages=row.stages or f.stages, extreme="") for f in read)
        if _is_prescribed(metric, place) or (place and areas.is_of_another(metric, place.passage)):
            read = ()
        if place and cleared(place, lexicon.relations):
            read = tuple(figure for figure in read if figure.name not in _none_counted(lexicon))
        for figure in read:
            group = found[figure.name]
            if group and _OVERTAKEN.fullmatch(text, group[-1].metric.end, metric.start):
                group[-1] = replace(group[-1], past=True)
            group.append(figure)
        before, last = metric, read
    return {name: tuple(group) for name, group in found.items()}


def _is_prescribed(metric: Metric, place: Place | None) -> bool:
    """Tell whether a figure is a line drawn: 0.45的限值, a row of 标准, any bound in a measure, a rise of 不低于2%."""
    if metric.role is Role.CHANGE and metric.quote.startswith(_BOUNDS):
        return True
    if _NORM.fullmatch(metric.subject):
        return True
    if place and "元" not in metric.unit and _LINE.match(place.after):
        return True
    return bool(place and place.passage.measure) and metric.comparator is not Comparator.EQUAL


def _goes_on(place: Place, last: Figure, passages: Sequence[Passage], at: int) -> bool:
    """Tell whether a figure without a name of its own goes on with the one before, in its sentence or after ；."""
    if place.metric.canonical or is_coefficient(place):
        return False
    first = place.passage.start <= last.metric.start
    joined = at > 0 and passages[at - 1].start <= last.metric.start and passages[at - 1].text.endswith((";", "；"))
    return (first or joined) and inherits(place, last.metric)


def _inherited(place: Place, last: Sequence[Figure], text: str, lexicon: Lexicon) -> Iterator[Figure]:
    """Read a figure as what the one before it measures, of the stage that stands beside it."""
    metric = place.metric
    stages = lexicon.stages(place.since) or lexicon.stages(metric.subject + metric.indicator)
    for name in dict.fromkeys(figure.name for figure in last):
        if stages and (own := lexicon.stages(name)) and not own & stages:
            continue
        signed = metric.role is Role.CHANGE
        yield replace(_figure(metric, name, stages, text, lexicon, signed=signed), extreme=place.extreme)


def compare(figure: Figure, rule: Rule) -> Answer:
    """Hold a figure against a rule; rounding never fails a figure nor does it carry one over the line.

    A plain figure that reaches the line as printed holds; any figure fails only if nothing it may stand for does.
    """
    scaled = _in_unit(figure, rule.unit)
    if scaled is None:
        return "open"
    value, low, high = scaled
    if rule.op is Operator.BETWEEN and isinstance(rule.value, tuple):
        first, last = rule.value
        inside, never = first <= low and high <= last, high < first or low > last
        return "holds" if inside or (figure.exact and first <= value <= last) else "fails" if never else "open"
    assert not isinstance(rule.value, tuple)
    bound = rule.value
    always, never = {
        Operator.AT_LEAST: (low >= bound, high < bound),
        Operator.MORE: (low > bound, high <= bound),
        Operator.AT_MOST: (high <= bound, low > bound),
        Operator.LESS: (high < bound, low >= bound),
        Operator.EQUAL: (low == high == bound, not low <= bound <= high),
    }[rule.op]
    return "holds" if always or (figure.exact and _meets(value, rule.op, bound)) else "fails" if never else "open"


def value_in(figure: Figure, unit: str) -> Decimal | None:
    """Give a figure's printed value in a rule's unit, None where it has no size or the units are of different kinds."""
    scaled = _in_unit(figure, unit) if figure.sized else None
    return scaled[0] if scaled else None


def _meets(value: Decimal, op: Operator, bound: Decimal) -> bool:
    return {
        Operator.AT_LEAST: value >= bound,
        Operator.MORE: value > bound,
        Operator.AT_MOST: value <= bound,
        Operator.LESS: value < bound,
        Operator.EQUAL: value == bound,
    }[op]


def _in_unit(figure: Figure, unit: str) -> tuple[Decimal, Decimal, Decimal] | None:
    """Give value, low and high in a rule's unit."""
    base, factor = units.scale(unit)
    bounds = (figure.value, figure.low, figure.high)
    if base == ":1" and figure.unit in {"", ":1"}:
        # 师生比 1:15 may have been read as 0.0667: pupils to one teacher is the larger number
        if 0 < figure.value < 1:
            return 1 / figure.value, 1 / figure.high, 1 / figure.low if figure.low else _INFINITE
        return bounds
    if base == "" and figure.unit == "%":
        factor = Decimal(100)
    elif not _same_kind(base, figure.unit):
        return None
    value, low, high = (bound / factor for bound in bounds)
    return value, low, high


def _same_kind(base: str, other: str) -> bool:
    """Tell whether two base units measure the same, 每生 and 每年 left aside; so much a school is another thing."""
    if base == other or {base, other} <= _RATES:
        return True
    if base.endswith("/校") or other.endswith("/校"):
        return False
    if base.split("/")[0] == other.split("/")[0]:
        return True
    return any({base, other} <= family for family in units.load().families)


def _read(metric: Metric, place: Place | None, text: str, lexicon: Lexicon) -> Iterator[Figure]:
    """Read one metric as the value of every indicator that it or its sentence names."""
    near: frozenset[str] = place.passage.stages if place else frozenset()
    own = own_stages(metric, lexicon)
    stages = own or (near if len(near) == 1 else own)
    if place and is_coefficient(place):
        nearest = (lexicon.stages(place.since), lexicon.stages(metric.subject), stages, near)
        alone = (each & {"小学", "初中"} for each in nearest)
        stages = next((each for each in alone if len(each) == 1), frozenset())
        name = _name(lexicon, coefficient(place), next(iter(stages), ""), "")
        yield from (_placed(_figure(metric, name, stages, text, lexicon), place) for _ in range(bool(name)))
        return
    known = metric.canonical or _name(lexicon, metric.indicator, metric.subject, metric.unit)
    if not known and (words := trimmed(metric.indicator)) != metric.indicator:
        known = _name(lexicon, words, metric.subject, metric.unit)
    if not known and place and (words := topic_before(place)):
        known = _name(lexicon, words, "", metric.unit)
    if not own and len(near) == 1:
        stage = next(iter(near))
        told = (metric.indicator, metric.subject + metric.indicator)
        named = (_name(lexicon, words, stage, metric.unit) for words in told)
        known = next((name for name in named if name and name != known), known)
    if metric.role is Role.CHANGE:
        grown = tuple(named_by_sentence(place, lexicon)) if place else ()
        yield from (_figure(metric, name, stages, text, lexicon) for name in grown)
        if not grown:
            yield from _changes(metric, known, stages, text, lexicon)
        return
    names = [known] if known else []
    names += _listed(metric, lexicon)
    names += named_by_sentence(place, lexicon) if place else ()
    for name in dict.fromkeys(names):
        indicator = lexicon.indicator(name)
        signed = bool(indicator and indicator.unit == "个百分点")
        of = stages if name == known or not stages else stages | lexicon.stages(name)
        yield _placed(_figure(metric, name, of, text, lexicon, signed=signed), place)


def _placed(figure: Figure, place: Place | None) -> Figure:
    return replace(figure, extreme=place.extreme) if place else figure


def _none_counted(lexicon: Lexicon) -> frozenset[str]:
    """List what a report may say to be gone."""
    return frozenset(said.metric for said in lexicon.relations.statements if said.value == 0)


def _changes(metric: Metric, known: str, stages: frozenset[str], text: str, lexicon: Lexicon) -> Iterator[Figure]:
    """Read a rise or fall as the growth of what rose, and as the stock that was added."""
    base = known or _name(lexicon, trimmed(metric.indicator), metric.subject, "")
    indicator = lexicon.indicator(base)
    if indicator is None:
        return
    related = [change for change in lexicon.relations.changes if base in {change.of, change.is_}]
    for change in related[:1]:
        flip = change.sign == "down"
        says = change.says if change.of == base else ""
        yield _figure(metric, change.is_, stages, text, lexicon, flip=flip, says=says)
    if indicator.kind in _STOCKS and units.scale(metric.unit)[0] not in _RATES:
        yield _figure(metric, base, stages, text, lexicon, signed=False)
    elif indicator.unit == "个百分点" and not related:
        yield _figure(metric, base, stages, text, lexicon)


def _name(lexicon: Lexicon, words: str, subject: str, unit: str) -> str:
    found = lexicon.match(words, subject, unit)
    return found[0].name if found else ""


def _listed(metric: Metric, lexicon: Lexicon) -> Iterator[str]:
    """Name the indicators of a list with one ending: 计算机、校园网达标学校 are two, 教师与幼儿之比 is none."""
    parts = re.split(r"[、和及与]", metric.indicator)
    if len(parts) < 2 or metric.indicator.endswith("比"):
        return
    for part in parts:
        endings = ("", *(parts[-1][at:] for at in range(1, len(parts[-1]) - 1)))
        name = next((n for end in endings if (n := _name(lexicon, part + end, metric.subject, metric.unit))), "")
        if name:
            yield name


def _figure(
    metric: Metric,
    name: str,
    stages: frozenset[str],
    text: str,
    lexicon: Lexicon,
    *,
    signed: bool = True,
    flip: bool = False,
    says: str = "",
) -> Figure:
    """Scale a metric and give it the sign that its words say."""
    unit, factor = units.scale(metric.unit)
    value = metric.value * factor
    low, high = _interval(metric, factor)
    negative = signed and _falls(metric, text, lexicon)
    if negative != flip:
        value, low, high = -value, -high, -low
    sized = unit in _RATES or metric.role is not Role.CHANGE or not signed
    if not sized:
        # an amount that rose shows that its rate is positive, and nothing of its size
        unit, low, high = "%", *((_LITTLE, _INFINITE) if value > 0 else (-_INFINITE, -_LITTLE))
    return Figure(
        metric=metric,
        name=name,
        unit=unit,
        value=value,
        low=low,
        high=high,
        stages=stages,
        sized=sized,
        says=says,
    )


def _falls(metric: Metric, text: str, lexicon: Lexicon) -> bool:
    """Tell whether the words before a change say that it goes down, or that it stays below what it is held against."""
    before = re.split(r"[。；;\n]", text[max(0, metric.start - _REACH) : metric.start])[-1]
    above, below = (max(before.rfind(word) for word in words) for words in (_ABOVE, _BELOW))
    if above != below:
        return below > above
    verbs = lexicon.cues.change_verbs
    up, down = (max(before.rfind(word) for word in words) for words in (verbs.up, verbs.down))
    return down > up or "负增长" in before


def _interval(metric: Metric, factor: Decimal) -> tuple[Decimal, Decimal]:
    """Give the least and greatest value that printed digits and comparator allow, in the base unit.

    A plain figure may have been rounded or cut off: 95.3 is from 95.25 to just below 95.4; a plain count is itself.
    """
    value, exponent = metric.value, metric.value.as_tuple().exponent
    counted = exponent == 0 and factor == 1 and metric.unit not in _RATES
    step = Decimal(0) if counted else Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)
    below = step - step * _LITTLE
    low, high = {
        Comparator.EQUAL: (value - step / 2, value + below) if value >= 0 else (value - below, value + step / 2),
        Comparator.AT_LEAST: (value, _INFINITE),
        Comparator.MORE: (value + _LITTLE, _INFINITE),
        Comparator.AT_MOST: (-_INFINITE, value),
        Comparator.LESS: (-_INFINITE, value - _LITTLE),
        Comparator.ABOUT: (value - abs(value) * _ABOUT, value + abs(value) * _ABOUT),
    }[metric.comparator]
    return low * factor, high * factor
