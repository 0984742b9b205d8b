"""Faults of form in problems and measures: too thin, unanswered, fine words, no unit, no deadline, no figure, no proof.

A measure is held against its siblings: where most name a deadline, one without is told; where none of a whole report
names unit, deadline or figure, that is told once.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from desktop.advice import says
from desktop.advice.ground import Fault, Ground
from desktop.lexicon.patterns import regex
from desktop.model.claim import ClaimKind
from desktop.model.problem import Measure, ProblemOrigin

_FEW, _THIN_SHARE, _THIN = 3, 0.02, 240
_LONG_REPORT = 3000
_MOST = 0.6
_FEWEST_SIBLINGS = 3
_PROVEN = regex(r"\d|《|[一二两三四五六七八九十百千万]+[所名人个项次年月亿元批处场]|附件")
_SETTLED = regex(r"(?:已|均|全部)(?:经|已|全部)?(?:完成整改|整改到位|整改完成|整改完毕|落实到位)|整改到位")
_GOAL = regex(
    r"(?:提高|提升|降低|缩小|减少|扩大|增加|控制)[^，,。；;\d]{0,14}(?:(?<![效频概汇])率|占比|比例|差异系数|大班额)(?=[，,。；;]|$)"
)
_PLAN = regex(r"整改|问题清单|任务清单|台账|实施方案|行动方案")
"""Titles of documents that must say who does what until when; an outlook at the end of a report need not."""
_EVERYONE = frozenset(("学校", "幼儿园", "镇街", "乡镇", "街道"))
_UNTIL = regex(r"20\d\d年|年[底内末前]|月[底末前]|学[期年](?:[内末前]|开学)|[一二三四]季度|个工作日|立行立改|长期坚持")


def too_thin(ground: Ground) -> Iterator[Fault]:
    """Tell a long report whose own problems are few, short and without a figure."""
    own = [problem for problem in ground.said.problems if problem.origin is ProblemOrigin.SELF]
    told = sum(problem.end - problem.start for problem in own)
    if not own or len(own) > _FEW or len(ground.text) < _LONG_REPORT:
        return
    thin = told < min(_THIN, _THIN_SHARE * len(ground.text))
    if thin and not any(ground.metrics(problem.start, problem.end) for problem in own):
        yield Fault(own[0].start, own[0].end, "D14", says.thin(len(own), told), "form.thin")


def unanswered(ground: Ground) -> Iterator[Fault]:
    """Tell a problem without a measure where most others have theirs."""
    named = [problem for problem in ground.said.problems if problem.origin is not ProblemOrigin.INLINE]
    answered = {start for measure in ground.said.measures for start in measure.answers}
    met = sum(problem.start in answered for problem in named)
    if met < _FEWEST_SIBLINGS or met < _MOST * len(named):
        return
    for problem in named:
        if problem.start not in answered:
            own = problem.origin is ProblemOrigin.SELF
            yield Fault(problem.start, problem.end, "D15" if own else "D20", says.UNANSWERED, "form.unanswered")


def fine_words(ground: Ground) -> Iterator[Fault]:
    """Tell a measure of nothing but fine words."""
    for measure in ground.said.measures:
        if measure.claim is ClaimKind.SLOGAN:
            yield Fault(measure.start, measure.end, "D16", says.FINE_WORDS, "form.slogan")


def bare_measures(ground: Ground) -> Iterator[Fault]:
    """Tell the measures of a plan that lack the unit or the deadline that most of their siblings have."""
    planned = [measure for measure in ground.said.measures if measure.claim is ClaimKind.PLANNED]
    if len(planned) < _FEWEST_SIBLINGS:
        return
    counted = any(ground.metrics(measure.start, measure.end) for measure in planned)
    is_plan = any(map(_PLAN.search, ground.report.titles()))
    if counted and not is_plan:
        return
    has_unit = _unit(ground)
    named = [has_unit(ground.text, measure.start, measure.end) for measure in planned]
    dated = [_has_deadline(ground, measure) for measure in planned]
    if not (counted or any(named) or any(dated)):
        yield Fault(planned[0].start, planned[0].end, "D17", says.all_bare(len(planned)), "form.all_bare")
        return
    if not is_plan:
        return
    yield from _lacking(planned, named, "D17", says.NO_UNIT, "form.unit")
    yield from _lacking(planned, dated, "D18", says.NO_DEADLINE, "form.deadline")


def goal_without_figure(ground: Ground) -> Iterator[Fault]:
    """Tell a measure that is to raise or lower a rate and does not say to what."""
    for measure in ground.said.measures:
        goal = _GOAL.search(ground.text, measure.start, measure.end)
        if goal and measure.claim is ClaimKind.PLANNED and not ground.metrics(measure.start, measure.end):
            yield Fault(goal.start(), goal.end(), "D19", says.goal(goal[0]), "form.goal")


def settled_without_proof(ground: Ground) -> Iterator[Fault]:
    """Tell a measure that is called done and shows neither figure nor paper nor date."""
    for measure in ground.said.measures:
        settled = _SETTLED.search(ground.text, measure.start, measure.end)
        if settled and not _PROVEN.search(ground.text, measure.start, measure.end):
            yield Fault(settled.start(), settled.end(), "D31", says.NO_PROOF, "form.proof")


def _lacking(measures: Sequence[Measure], has: Sequence[bool], cue: str, words: str, rule: str) -> Iterator[Fault]:
    """Tell the measures that lack what most of them have."""
    if sum(has) < max(_FEWEST_SIBLINGS, _MOST * len(has)):
        return
    for measure, held in zip(measures, has, strict=True):
        if not held:
            yield Fault(measure.start, measure.end, cue, words, rule)


def _unit(ground: Ground) -> Callable[[str, int, int], bool]:
    """Give the search for a unit that answers for a measure."""
    actor = ground.cues.actor
    units = (unit for unit in actor.units if unit not in _EVERYONE)
    # the roles (牵头, 负责) are what the pattern of an actor ends with: no need to look for both
    return _search(tuple(map(re.escape, (*units, *actor.roles))))


def _has_deadline(ground: Ground, measure: Measure) -> bool:
    if _UNTIL.search(ground.text, measure.start, measure.end):
        return True
    return _search(ground.cues.time.deadline)(ground.text, measure.start, measure.end)


@lru_cache(maxsize=4)
def _search(patterns: tuple[str, ...]) -> Callable[[str, int, int], bool]:
    found = regex("|".join(patterns))
    return lambda text, start, end: found.search(text, start, end) is not None
