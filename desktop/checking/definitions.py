"""Definitions: quotients that the whole field forms alike (生师比, 平均班额, 生均面积, 毛入园率).

Each is held against the nearest two figures that name its part and its whole.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import cached_property
from itertools import product
from typing import NamedTuple

from desktop.checking.binding.slips import slipped
from desktop.checking.changes import is_change, is_past
from desktop.checking.groups import STAGES, group
from desktop.checking.intervals import near
from desktop.checking.ledger import letters, same_time
from desktop.checking.passages import Figure, Passage
from desktop.checking.quantities import PERCENT
from desktop.checking.quotients import held
from desktop.checking.terms import CHILDREN, CHILDREN_COVERED, COVERAGE, DEFINITIONS, SCHOOLS_COVERED, Doubt, Term
from desktop.checking.wording import doubt, fine, named, number, tick
from desktop.lexicon.patterns import regex
from desktop.model.finding import Check, Finding, Relation
from desktop.model.metric import Role
from desktop.model.report import BlockKind

_NAME = regex("|".join(sorted({each.name.pattern for each in DEFINITIONS})), begins="生师教保平班校园每绿毛入辍普公")
_NO_LEVEL = {Role.TARGET, Role.CHANGE}
_WHAT = regex(r"(?:生均|每百名?学?生)(?:拥?有)?(?P<what>[^,;:()\d]*?)(?:为|是|达到?|约|仅|[:])*$")
_QUOTIENT_BEHIND = regex(r",(?:平均)?(?:生均|每百名?学?生|每生)[^,;:()]{0,8}")
_NO_QUOTIENT = regex(r"标准|定额|不[低少高]|以上|补助|最大|最[高低]|差异系数|要求")
_STAGE_ALONE = regex(r"(?:其中)?(?:普通)?(?:幼儿园|小学|初中|高中|普高|中职|特教|九年一贯制)(?:阶段|学校|教育)?")
_COUNTED_BY = regex(r"按[^,;]{1,10}计")
_ALL_OF = regex(r"全[区县市]|总|合计")
_SIDES = frozenset({"农村", "城区"})
_GOES_ON = 6
_HEAD = 40
"""A sentence names what its short words are of in its first characters."""
_PERCENT = 100
_REACH = 60
"""So many figures on each side of a quotient may hold its operands."""
_FEW_WHOLES = 3
_TELLING = 3
"""A shorter name of so many signs still tells what is meant (网络多媒体教室, 多媒体教室)."""
_TRIED = 2
"""Operands tried of each kind, the nearest first: more of them would fit by chance."""


def definitions(passages: Sequence[Passage]) -> Iterator[Finding | Check]:
    """Recompute every quotient that is named for what it divides."""
    names = _Names(passages)
    at = 0
    for passage in passages:
        for sentence in passage.sentences:
            for figure in sentence.figures:
                name = "" if figure.metric.role in _NO_LEVEL else _name(figure, sentence.words)
                if name and not is_past(figure):
                    row = passage.block.kind is BlockKind.ROW
                    first = at - passage.place[figure.start] if row else at - _REACH
                    last = first + len(passage.figures) if row else at + _REACH
                    yield from _recomputed(figure, name, passage, range(max(0, first), last), names)
                at += 1


def _name(figure: Figure, sentence: str) -> str:
    """Give the words that name a quotient; empty where a figure is none."""
    if _is_large(figure):
        return ""
    name = f"{figure.metric.subject}{figure.metric.indicator}{figure.clause}"
    if figure.clause.startswith("覆盖率"):
        name = f"{'普惠' if '普惠' in sentence[:_HEAD] else ''}{name}"
    return name if _NAME.search(name) and not _NO_QUOTIENT.search(name) else ""


def _is_large(figure: Figure) -> bool:
    """Tell whether an amount is told in what nobody has alone (万平方米, 万册), whatever its list is of."""
    return figure.quantity.factor > 1 and not figure.quantity.money


def _is_divided(figure: Figure) -> bool:
    """Tell whether a figure is what the quotient right behind it divides: 初中共4351平方米，生均6.8平方米."""
    behind = _QUOTIENT_BEHIND.fullmatch(figure.tail)
    return behind is not None and figure.clause != "" and _NAME.search(figure.clause) is None


class _Place(NamedTuple):
    """Where a quotient stands: its paragraph, and its group, by its own words or those of the figure before it."""

    figure: Figure
    passage: Passage
    group: frozenset[str]


def _place(figure: Figure, passage: Passage) -> _Place:
    """Find out what a quotient is of: 小学2086人，生师比16.98:1 is of 小学."""
    own, at = group(figure), passage.place[figure.start]
    if not own and _ALL_OF.search(figure.clause) is None:
        before = (f for f in reversed(passage.figures[max(0, at - _GOES_ON) : at]) if f.sentence == figure.sentence)
        own = next(filter(None, (group(f) & STAGES for f in before)), own)
    return _Place(figure, passage, own)


class _Listed(NamedTuple):
    """Figures in their order, with their places among all."""

    places: list[int]
    figures: list[Figure]

    def near(self, around: range) -> list[Figure]:
        """List the figures at some places."""
        return self.figures[bisect_left(self.places, around.start) : bisect_left(self.places, around.stop)]


def _listed(placed: Iterable[tuple[int, Figure]]) -> _Listed:
    """Keep the figures that may be operands."""
    kept = [(at, figure) for at, figure in placed if _is_operand(figure)]
    return _Listed([at for at, _ in kept], [figure for _, figure in kept])


class _Names:
    """What every figure counts: a stage alone (专任教师3398人，小学2086人) goes on with what is counted before it."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self._passages = passages
        self._called: dict[Term, _Listed] = {}
        self._totals: dict[str, _Listed] = {}

    @cached_property
    def _by_base(self) -> dict[str, list[tuple[int, Figure]]]:
        """Look up the figures of one base with their places among all."""
        found: dict[str, list[tuple[int, Figure]]] = defaultdict(list)
        for at, figure in enumerate(figure for passage in self._passages for figure in passage.figures):
            found[figure.base].append((at, figure))
        return found

    def called(self, term: Term, around: range) -> list[Figure]:
        """List the figures at some places that are named as an operand and may be one."""
        if term not in self._called:
            placed = sorted(pair for base in term.bases for pair in self._by_base.get(base, ()))
            named, other = term.words.search, term.without.search
            words = ((pair, self.of[pair[1].start]) for pair in placed)
            self._called[term] = _listed(pair for pair, name in words if named(name) and not other(name))
        return self._called[term].near(around)

    def totals(self, base: str, around: range) -> list[Figure]:
        """List the figures of one base at some places that may be operands and name no quotient."""
        if base not in self._totals:
            placed = self._by_base.get(base, ()) if base else ()
            self._totals[base] = _listed(
                (at, f) for at, f in placed if _is_large(f) or _is_divided(f) or not _NAME.search(self.words[f.start])
            )
        return self._totals[base].near(around)

    @cached_property
    def words(self) -> dict[int, str]:
        """Look up all the words near a figure by its start, 园 for 幼儿园 so that 幼儿 names children."""
        figures = (figure for passage in self._passages for figure in passage.figures)
        return {figure.start: _words(figure) for figure in figures}

    @cached_property
    def of(self) -> dict[int, str]:
        """Look up the words that name a figure by its start."""
        found: dict[int, str] = {}
        for passage in self._passages:
            for sentence in passage.sentences:
                counted: dict[str, str] = {}
                for figure in sentence.figures:
                    words = self.words[figure.start]
                    if _STAGE_ALONE.fullmatch(figure.label) and figure.base in counted:
                        words = f"{words} {counted[figure.base]}"
                    found[figure.start] = counted[figure.base] = words
        return found


def _recomputed(figure: Figure, name: str, passage: Passage, around: range, names: _Names) -> Iterator[Finding | Check]:
    """Hold one quotient against the nearest figures that may be its part and its whole."""
    missed: Finding | None = None
    place = _place(figure, passage)
    for definition in DEFINITIONS:
        percent = definition.part is not None and definition.factor == _PERCENT
        if percent is not (figure.base == PERCENT) or not definition.name.search(name):
            continue
        # what it is called is told sooner than whether it may be meant, and few are called so
        part = definition.part
        called = names.called(part, around) if part else _called_what(names, figure, _what(figure, name), around)
        wholes = _nearest(names.called(definition.whole, around), place) if called else ()
        parts = _nearest(called, place) if wholes else ()
        if not parts:
            continue
        pairs = [(part, whole) for part, whole in product(parts[:_TRIED], wholes[:_TRIED]) if part is not whole]
        pairs = [pair for pair in pairs if _one_group(group(pair[0]), group(pair[1]), figure)]
        pairs.sort(key=lambda pair: sum(_distance(f, place) for f in pair))
        beside = [pair for pair in pairs if _right_before(passage, figure, pair[:1], pair[1:])]
        pairs = beside or pairs
        sure = definition.accuse is not Doubt.NONE and all(_sure(some, place) for some in (parts, wholes))
        sure = sure or (definition.only and len(parts) == len(wholes) == 1 and _together(passage, parts[0], wholes[0]))
        sure = sure or (definition.accuse is Doubt.CERTAIN and bool(beside))
        soft = definition.accuse is Doubt.SOFT
        far = _of_far(place, parts, wholes) if definition.accuse is Doubt.CERTAIN and not sure else ()
        if far:
            pairs, sure, soft = [*pairs, *far], True, True
        if not sure and pairs and _of_one(pairs[0], place) and not _COUNTED_BY.search(figure.clause):
            divided, by = pairs[0]
            point = divided.value * definition.factor / (by.value or 1) / figure.quantity.factor
            sure = soft = slipped(figure.metric.value, point)
        for outcome in held(pairs, figure, "ratio.defined", accuse=sure, soft=soft, factor=definition.factor):
            if isinstance(outcome, Check):
                yield outcome
                return
            missed = missed or outcome
    covered = _covered(figure, name, place, around, names)
    told = covered if isinstance(covered, Check) else missed or covered
    yield from [told] if told else []


def _covered(figure: Figure, name: str, place: _Place, around: range, names: _Names) -> Finding | Check | None:
    """Hold 普惠性幼儿园覆盖率 against 公办 and 普惠性民办 together in all, by children or by schools."""
    if figure.base != PERCENT or figure.stands is None or not COVERAGE.search(name):
        return None
    missed: tuple[Figure, ...] | None = None
    for public, private, whole in (CHILDREN_COVERED, SCHOOLS_COVERED):
        asked = whole is CHILDREN or not names.called(CHILDREN, around)
        found = (_nearest(names.called(term, around), place)[:_TRIED] for term in (public, private, whole))
        for one, other, all_ in product(*found):
            apart = len({one.start, other.start, all_.start}) == len((one, other, all_))
            point = (one.value + other.value) * _PERCENT / all_.value if apart and all_.value else None
            if point is None or not one.base == other.base == all_.base:
                continue
            if near(point, figure.stands, Decimal(0)):
                together = f"({number(one.metric.value)}+{number(other.metric.value)})/{number(all_.metric.value)}"
                sum_ = f"{together}={fine(point, figure.metric.value)}"
                return tick(Relation.RATIO, (one, other, all_, figure), sum_, "ratio.covered")
            missed = missed or ((one, other, all_) if asked and point <= _PERCENT else None)
    return _uncovered(missed, figure, place) if missed else None


def _uncovered(operands: tuple[Figure, ...], figure: Figure, place: _Place) -> Finding | None:
    """Ask about a coverage that its own paragraph denies, or that a slip parts from what others give."""
    one, other, whole = operands
    point = (one.value + other.value) * _PERCENT / whole.value
    home = all(f.start in place.passage.place for f in operands) and not _COUNTED_BY.search(figure.clause)
    if not home and not (one.base == "人" and slipped(figure.value, point)):
        return None
    told = f"({one.quote}+{other.quote}) ÷ {whole.quote} = {fine(point, figure.metric.value)}"
    return doubt(
        Relation.RATIO,
        (*operands, figure),
        says=f"{named(figure)}：{named(one)}、{named(other)}，共{named(whole)}",
        should=f"≈{fine(point, figure.metric.value)}",
        working=f"{told}，与{figure.quote}不符",
        rule="ratio.covered",
        soft=True,
    )


def _nearest(named: Sequence[Figure], place: _Place) -> list[Figure]:
    """List the figures that may be operands of a quotient, the nearest first."""
    return sorted((f for f in named if _may_be_of(f, place)), key=lambda f: _distance(f, place))


def _is_operand(figure: Figure) -> bool:
    """Tell whether a figure may be an operand: an amount that stands."""
    return not (figure.quantity.share or figure.metric.role is Role.TARGET or is_change(figure) or is_past(figure))


def _may_be_of(operand: Figure, place: _Place) -> bool:
    """Tell whether an operand may be that of a quotient: of the same time and of no other group."""
    figure = place.figure
    return (
        operand is not figure
        and not _is_wider(group(operand), place.group)
        and _one_group(group(operand), place.group, figure)
        and same_time(operand.metric, figure.metric)
    )


def _is_wider(operand: frozenset[str], quotient: frozenset[str]) -> bool:
    """Tell whether an operand is of a whole stage, town and country alike, and a quotient of one of them."""
    return bool(operand & STAGES and quotient & _SIDES and not operand & _SIDES)


def _one_group(one: frozenset[str], other: frozenset[str], quotient: Figure) -> bool:
    """Tell whether two groups are one, or one of them none; a share is of an owner's part in all of its stage."""
    if quotient.base == PERCENT:
        one, other = one & STAGES, other & STAGES
    return one <= other or other <= one


def _distance(operand: Figure, place: _Place) -> int:
    """Measure how far an operand stands from its quotient; one of the same group and before it is nearer."""
    home = place.passage.block.start <= operand.start < place.passage.block.end
    away = 40 if home else 800
    gap = abs(operand.start - place.figure.start) + away * (operand.start > place.figure.start)
    a_part = operand.metric.role is Role.PART and not place.group
    return gap + 400 * (group(operand) != place.group) + 400 * (not home) + 800 * a_part


def _what(quotient: Figure, name: str) -> frozenset[str]:
    """Give the letters of what a quotient gives for each pupil; none where its words do not say."""
    said = _WHAT.search(quotient.clause) or _WHAT.search(name)
    return letters(said["what"]) if said else frozenset()


def _called_what(names: _Names, quotient: Figure, what: frozenset[str], around: range) -> list[Figure]:
    """List the figures that are the total of what a quotient gives for each pupil."""
    figures = names.totals(quotient.base, around)
    if not what:
        return [figure for figure in figures if figure.sentence == quotient.sentence]
    return [
        f
        for f in figures
        if what <= letters(names.words[f.start])
        or (_TELLING <= len(own := letters(f.label)) < len(what) and own <= what)
    ]


def _right_before(passage: Passage, figure: Figure, parts: Sequence[Figure], wholes: Sequence[Figure]) -> bool:
    """Tell whether both operands are the two figures before a quotient, parted from it by no ；."""
    at = passage.place[figure.start]
    two = passage.figures[max(0, at - 2) : at]
    joined = len(two) == 2 and not any(";" in f.lead for f in (two[1], figure)) and two[0].sentence == figure.sentence
    return joined and {f.start for f in two} == {f.start for f in (*parts, *wholes)}


def _of_far(place: _Place, parts: Sequence[Figure], wholes: Sequence[Figure]) -> Sequence[tuple[Figure, Figure]]:
    """Find the operands of a quotient right behind its part, where the wholes of its group give few numbers."""
    figure, at = place.figure, place.passage.place[place.figure.start]
    before = place.passage.figures[at - 1] if at else None
    if before is None or before.sentence != figure.sentence or parts[:1] != [before] or ";" in figure.lead:
        return ()
    own = [whole for whole in wholes if group(whole) & STAGES == place.group & STAGES]
    return [(before, whole) for whole in own] if 0 < len({whole.value for whole in own}) <= _FEW_WHOLES else ()


def _together(passage: Passage, part: Figure, whole: Figure) -> bool:
    """Tell whether both operands stand in one paragraph, or in one sentence of another."""
    here = part.start in passage.place and whole.start in passage.place
    return here or part.sentence == whole.sentence


def _of_one(pair: tuple[Figure, Figure], place: _Place) -> bool:
    """Tell whether two operands may well be those of a quotient: of its stage, or the one right before it is one."""
    own = group(place.figure) & STAGES
    stages = [group(f) & STAGES for f in pair]
    if own in stages or all(stage == place.group & STAGES for stage in stages):
        return True
    at = place.passage.place[place.figure.start]
    return not own and at > 0 and place.passage.figures[at - 1] in pair


def _sure(operands: Sequence[Figure], place: _Place) -> bool:
    """Tell whether an operand can be no other: the only one of its name in the paragraph, of the same group."""
    home = [f for f in operands if f.start in place.passage.place and f.sentence <= place.figure.sentence]
    return len(home) == 1 and home[0] is operands[0] and group(home[0]) == place.group


def _words(figure: Figure) -> str:
    """Name a figure by all the words near it, 园 for 幼儿园 so that 幼儿 names children."""
    words = f"{figure.metric.subject} {figure.metric.indicator} {figure.label} {figure.metric.unit}"
    return words.replace("幼儿园", "园")
