"""One rule held against what a report says: figures first, then what can be computed, then all and none in words."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, localcontext

from desktop.lexicon import Lexicon
from desktop.lexicon.patterns import regex
from desktop.model.amount import plain
from desktop.model.checklist import Operator, Rule, Scope
from desktop.model.claim import ClaimKind
from desktop.model.metric import Metric, Role
from desktop.model.relations import Computed
from desktop.model.verdict import RuleOutcome
from desktop.scoring.claims import Claim, Claims
from desktop.scoring.figures import COMPUTED, Answer, Figure, Figures, compare, value_in
from desktop.scoring.lines import SIGNS, bound, keeps, label

_ALL_PARTS = 7
"""How many coefficients a list has that shows ``each_metric`` whole (七项)."""
_ALL_STAGES = 5
"""How many stages a list has that shows ``each_stage`` whole (幼、小、初、高、职)."""
_BOTH = {"公办", "民办"}
"""Parts that make the whole where they are named together."""
_HUNDRED = Decimal(100)
_SOON = 60
"""Within how many characters after a count it may be said that nothing is left of it."""
_YEARS = regex(r"近\D?(\d+|三|两|二|五)\D?年")
_NUMBERS = {"两": 2, "二": 2, "三": 3, "五": 5}
_BY = regex(r"(20\d\d)年")


@dataclass(frozen=True)
class Ground:
    """What an item can be judged by: the figures, the claims, and the stages that the item is about."""

    figures: Figures
    claims: Claims
    shared: Figures
    stages: frozenset[str]
    lexicon: Lexicon

    def figures_of(self, name: str) -> tuple[Figure, ...]:
        """List the figures of an indicator that are not promises and not of another stage."""
        return tuple(figure for figure in self._told(name) if not figure.past)

    def figures_over_time(self, name: str) -> tuple[Figure, ...]:
        """List those figures with the ones that the text tells to have become others."""
        return tuple(self._told(name))

    def _told(self, name: str) -> Iterator[Figure]:
        figures = self.figures.get(name, ())
        return (f for f in figures if f.metric.claim is ClaimKind.DONE and self._concerns(f.stages))

    def claims_of(self, name: str) -> tuple[Claim, ...]:
        """List the claims about an indicator that are not of another stage."""
        return tuple(claim for claim in self.claims.get(name, ()) if self._concerns(claim.stages))

    def of_all(self, metric: Metric, name: str = "") -> bool:
        """Tell whether a figure is that of the whole, not of a part (民办, 农村, 其中) that is not ``name`` itself."""
        words = self.lexicon.relations.parts_of_all
        whole = metric.role is not Role.PART or any(w in name for w in words)
        parts = {w for w in words if w in metric.subject and w not in name}
        return whole and (not parts or parts == _BOTH)

    def _concerns(self, stages: frozenset[str]) -> bool:
        return not self.stages or not stages or bool(self.stages & stages)


def outcome(rule: Rule, ground: Ground) -> RuleOutcome:
    """Hold one rule against the report."""
    own = (*_standing(rule.metric, ground), *_near(rule, ground, of_one_school=True))
    shared = ground.shared.get(rule.metric, ())
    for found in (own, _near(rule, ground, of_one_school=False), shared, _computed(rule, ground)):
        staged = _each_school(_of_stage(rule, [f for f in found if not f.says] or found))
        if staged:
            judged = _unless_admitted(_by_figures(rule, _current(rule, staged)), ground)
            if judged.holds is not None or judged.partly or not ground.claims_of(rule.metric):
                return judged
    said = [claim for claim in ground.claims_of(rule.metric) if not rule.stage or rule.stage in claim.stages]
    said = [claim for claim in said if not claim.lacks or _wants_all(rule)]
    if said and not isinstance(rule.value, tuple):
        return _by_claim(rule, said)
    nearest = tuple(f.metric.start for f in ground.figures_of(rule.metric))
    return RuleOutcome(rule=rule, holds=None, working=f"{label(rule)}未报", metrics=nearest)


def _each_school(figures: Sequence[Figure]) -> Sequence[Figure]:
    """Leave the totals out where a table gives every school's own figure."""
    listed = any(figure.row == "school" for figure in figures)
    return [figure for figure in figures if not (listed and figure.row == "total")]


def _standing(name: str, ground: Ground) -> tuple[Figure, ...]:
    """Leave out figures of what is said to be gone right after: 摸排出23所…，已全部清零."""
    gone = [claim.place[0] for claim in ground.claims_of(name) if claim.statement.value == 0 and not claim.lacks]
    figures = ground.figures_of(name)
    return tuple(f for f in figures if not any(0 < place - f.metric.end < _SOON for place in gone))


def _unless_admitted(judged: RuleOutcome, ground: Ground) -> RuleOutcome:
    """Leave a rule that its figures hold open where the report admits elsewhere that some fall short of all."""
    admitted = [claim for claim in ground.claims_of(judged.rule.metric) if claim.lacks]
    if judged.holds is not True or not admitted or not _wants_all(judged.rule):
        return judged
    working = f"{judged.working}，但另称“{_short(admitted[0].text)}”"
    return judged.model_copy(update={"holds": None, "partly": True, "working": working, "places": (admitted[0].place,)})


def _wants_all(rule: Rule) -> bool:
    return rule.unit == "%" and rule.op is Operator.AT_LEAST and rule.value == _HUNDRED


def _near(rule: Rule, ground: Ground, *, of_one_school: bool) -> tuple[Figure, ...]:
    """List the figures that may stand for the rule's own."""
    return tuple(
        replace(figure, says="" if of_one_school else near.says)
        for near in ground.lexicon.relations.near
        if near.metric == rule.metric and near.named_school is of_one_school
        if not near.single or len(_current(rule, ground.figures_of(near.accepts))) == 1
        for figure in ground.figures_of(near.accepts)
        if not near.named_school or figure.row == "school" or _is_one_school(figure.metric.subject, ground.lexicon)
    )


def _is_one_school(subject: str, lexicon: Lexicon) -> bool:
    """Tell whether a subject names one school (城关第一小学), not a kind of school (城区小学)."""
    related = lexicon.relations
    end = next((word for word in related.school_ends if subject.endswith(word)), "")
    name = subject.removesuffix(end)
    return bool(end and name) and not any(word in name for word in related.kinds_of_school)


def _of_stage(rule: Rule, figures: Sequence[Figure]) -> tuple[Figure, ...]:
    """Keep the figures of the rule's stage; one without a stage decides only where the rule has none."""
    if not rule.stage:
        return tuple(figures)
    known = {"小学", "初中", "高中", "中职", "学前", "特教"}
    if rule.stage in known:
        # 一贯制 schools have lines of their own
        return tuple(f for f in figures if rule.stage in f.stages and not (rule.scope in _AVERAGES and _is_mixed(f)))
    word = rule.stage[:3]
    return tuple(f for f in figures if word in f.metric.subject + f.metric.indicator)


def _is_mixed(figure: Figure) -> bool:
    return "一贯制" in figure.metric.subject + figure.metric.indicator


def _current(rule: Rule, figures: Sequence[Figure]) -> tuple[Figure, ...]:
    """Keep the figures of the latest year, or of the last years where the rule looks at each of them."""
    years = [figure.year for figure in figures if figure.year]
    if not years:
        return tuple(figures)
    span = _YEARS.search(rule.period)
    count = (_NUMBERS.get(span[1]) or int(span[1])) if span else 1
    return tuple(f for f in figures if f.year is None or f.year > max(years) - count)


def _by_figures(rule: Rule, figures: Sequence[Figure]) -> RuleOutcome:
    """Judge by figures: one below the line fails the rule, all above hold it, or a part of it."""
    answers = [(figure, compare(figure, rule)) for figure in figures]
    failing = [figure for figure, answer in answers if answer == "fails"]
    holding = [figure for figure, answer in answers if answer == "holds"]
    deciding = failing or holding or list(figures)
    several = len({f.metric.subject or f.metric.period for f in figures}) > 1
    working = "；".join(dict.fromkeys(_working(rule, f, a, several) for f, a in answers if f in deciding))
    holds: bool | None = None
    partly = False
    if failing:
        holds = None if rule.scope.hints_only or _not_yet(rule, failing) else False
    elif (
        len(holding) == len(figures)
        or _worst_holds(rule, holding)
        or (holding and not rule.scope.of_every_part and not rule.period)
    ):
        partly = not _whole(rule, holding)
        holds = None if partly else True
    elif holding:
        partly = True
    notes = [f.says for f in deciding if f.says and not f.says.endswith(COMPUTED)]
    notes += ["汇总数达线，尚不能说明每个都达"] if partly and rule.scope in _AVERAGES else []
    notes += ["参考线，只作提示"] if failing and rule.scope.hints_only else []
    return RuleOutcome(
        rule=rule,
        holds=holds,
        partly=partly,
        working=working + (f"（{'；'.join(dict.fromkeys(notes))}）" if notes else ""),
        metrics=tuple(dict.fromkeys(start for f in (*deciding, *holding) for start in f.starts)),
        value=value_in(deciding[0], rule.unit),
    )


_AVERAGES = frozenset({Scope.EACH_SCHOOL, Scope.EACH_CLASS, Scope.EACH_ROOM})


def _worst_holds(rule: Rule, holding: Sequence[Figure]) -> bool:
    """Tell whether the figure that is said to be the worst of all is over the line."""
    worst = "least" if rule.op in {Operator.AT_LEAST, Operator.MORE} else "most"
    return rule.scope in {*_AVERAGES, Scope.EACH_METRIC} and any(f.extreme == worst for f in holding)


def _whole(rule: Rule, holding: Sequence[Figure]) -> bool:
    """Tell whether figures over the line show the whole rule, not only a needed part of it."""
    if _worst_holds(rule, holding):
        return True
    if rule.scope in _AVERAGES:
        return rule.scope is Scope.EACH_SCHOOL and any(figure.row == "school" for figure in holding)
    if rule.scope is Scope.EACH_METRIC:
        return len(holding) >= _ALL_PARTS
    if rule.scope is Scope.EACH_STAGE:
        return len({f.stages for f in holding if f.stages}) >= _ALL_STAGES
    span = _YEARS.search(rule.period)
    if span and "逐年" in rule.period:
        return len({f.year for f in holding if f.year}) >= (_NUMBERS.get(span[1]) or int(span[1]))
    return True


def _not_yet(rule: Rule, failing: Iterable[Figure]) -> bool:
    """Tell whether the line holds only from a later year than that of the figures."""
    due = _BY.search(rule.by or rule.period)
    years = [figure.year for figure in failing]
    return bool(due) and all(year is None or year < int(due[1]) for year in years) if due else False


def _by_claim(rule: Rule, said: Sequence[Claim]) -> RuleOutcome:
    """Judge by all or none said in words; one that falls short decides."""
    short = next((claim for claim in said if claim.lacks), None)
    if short:
        working = f"“{_short(short.text)}”即不足 {bound(rule)}"
        return RuleOutcome(rule=rule, holds=False, working=working, places=(short.place,))
    first = next((claim for claim in said if not keeps(rule, claim.statement.value)), said[0])
    assert not isinstance(rule.value, tuple)
    value = first.statement.value
    holds = keeps(rule, value)
    shown = f"“{_short(first.text)}”即 {plain(value)}{rule.unit} {SIGNS[rule.op][0 if holds else 1]} {bound(rule)}"
    return RuleOutcome(
        rule=rule,
        holds=holds or (None if rule.scope.hints_only else False),
        working=shown,
        places=tuple(claim.place for claim in dict.fromkeys((first, *said)))[:2],
        value=value,
    )


def _computed(rule: Rule, ground: Ground) -> tuple[Figure, ...]:
    """Compute what the report does not print where it gives every part, stage and year alike."""
    found: list[Figure] = []
    for relation in ground.lexicon.relations.computed:
        if relation.metric == rule.metric:
            found += _from_parts(relation, ground)
    return tuple(found)


def _from_parts(relation: Computed, ground: Ground) -> Iterable[Figure]:
    """Put the parts of one relation together."""
    if relation.how in {"growth", "fall"}:
        yield from _over_time(relation, ground)
        return
    groups = [_added(part.split("＋"), ground) for part in relation.parts]
    if not all(groups):
        return
    for first in groups[0]:
        same = [f for f in groups[1] if _same_time(f, first) and f.unit == first.unit]
        same = [f for f in same if f.stages == first.stages or not f.stages or not first.stages]
        if len({f.value for f in same}) == 1:
            second = same[0]
            if relation.how == "difference":
                yield _built(relation, first, second, first.value - second.value)
            elif second.value:
                with localcontext(prec=12):
                    yield _built(relation, first, second, first.value / second.value)


def _over_time(relation: Computed, ground: Ground) -> Iterator[Figure]:
    """Hold each year's figure against the year before: by how much it grew, or fell."""
    figures = [f for f in ground.figures_over_time(relation.parts[0]) if ground.of_all(f.metric, relation.parts[0])]
    for new in figures:
        for old in figures:
            if new.year and old.year == new.year - 1 and new.stages == old.stages and old.value:
                change = new.value / old.value - 1 if relation.how == "growth" else old.value - new.value
                yield _built(relation, *((new, old) if relation.how == "growth" else (old, new)), change)


def _added(names: Sequence[str], ground: Ground) -> list[Figure]:
    """List the figures of a part; of a sum, the one that its only figures give."""
    groups = [[f for f in ground.figures_of(name) if ground.of_all(f.metric, name)] for name in names]
    if len(groups) == 1:
        return groups[0]
    if any(len({f.value for f in group}) != 1 for group in groups):
        return []
    firsts = [group[0] for group in groups]
    total = sum((f.value for f in firsts), Decimal(0))
    return [replace(firsts[0], value=total, low=total, high=total, parts=tuple(f.metric for f in firsts[1:]))]


def _same_time(one: Figure, other: Figure) -> bool:
    """Tell whether two figures are of one period, as far as the text says."""
    return one.metric.period == other.metric.period or not one.metric.period or not other.metric.period


def _built(relation: Computed, first: Figure, second: Figure, value: Decimal) -> Figure:
    """Make the figure that two others give; its interval is the printed one, for the parts are nearly exact."""
    value = (value * 100 if relation.percent else value).quantize(Decimal("0.0001"))
    unit = "%" if relation.percent else "个百分点" if relation.how in {"difference", "fall"} else ""
    symbol = {"ratio": "÷", "difference": "−", "fall": "−", "growth": "比"}[relation.how]
    quotes = "＋".join(metric.shown for metric in (first.metric, *first.parts))
    says = f"{f'({quotes})' if first.parts else quotes} {symbol} {second.metric.shown}{COMPUTED}"
    return replace(
        first,
        name=relation.metric,
        unit=unit,
        value=value,
        low=value,
        high=value,
        says=says,
        parts=(*first.parts, second.metric),
        past=False,
    )


def _working(rule: Rule, figure: Figure, answer: Answer, several: bool) -> str:
    """Write one comparison as a line of arithmetic."""
    who = figure.metric.subject or figure.metric.period if several else ""
    shown = figure.metric.shown
    if figure.says.endswith(COMPUTED):
        shown = f"{figure.says.removesuffix(COMPUTED)}＝{_printed(figure, rule)}{figure.unit}"
    elif figure.sized and figure.value < 0 <= figure.metric.value:
        shown = f"{plain(figure.value)}{figure.unit}"
    sign = "？" if answer == "open" else SIGNS[rule.op][0 if answer == "holds" else 1]
    return f"{rule.stage or who}{' ' if rule.stage or who else ''}{shown} {sign} {bound(rule)}"


def _printed(figure: Figure, rule: Rule) -> str:
    """Write a computed value with two digits, with all where rounding would carry it over the line."""
    rounded = figure.value.quantize(Decimal("0.01"))
    agree = isinstance(rule.value, tuple) or keeps(rule, rounded) is keeps(rule, figure.value)
    return plain(rounded if agree else figure.value)


def _short(text: str) -> str:
    return text.strip("。；") if len(text) <= 24 else text[:22] + "…"
