"""距上一等次: what every item lost, how far the next grade is, and which items could carry the review there.

Nothing is decided: every answer is tried on a copy of the review through the engine that makes the total.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_CEILING, Decimal
from functools import cached_property

from desktop.model.amount import plain
from desktop.model.checklist import Checklist, Item, number_of
from desktop.model.marks import Levels, Points
from desktop.model.reach import Loss, Raise, Reach
from desktop.model.review import Review, Score, ScoreState
from desktop.model.scheme import Bands, Bonus, Cap, Downgrade, Pass, Veto
from desktop.model.tally import Tally
from desktop.scoring import marking
from desktop.scoring.engine import line, tally

_Naming = Bonus | Pass | Cap | Downgrade | Veto
_CENT = Decimal("0.01")
_TRIED = 200
"""How many items are tried one by one: each costs a total, a third of a millisecond."""
_PRUNED = 40


@dataclass(frozen=True)
class _Answer:
    """A better answer of an item: as it is typed, and the score it would be."""

    typed: str
    score: Score


@dataclass(frozen=True)
class _Ground:
    """A review as it would stand with everything open at its best."""

    checklist: Checklist
    review: Review

    @cached_property
    def total(self) -> Tally:
        return tally(self.checklist, self.review)

    @cached_property
    def rank(self) -> int:
        """Give the place of the grade, 0 for the best."""
        return self._rank(self.total)

    @cached_property
    def target(self) -> str:
        """Name the next better grade, empty where there is none."""
        return self.checklist.scheme.grades[self.rank - 1] if self.rank > 0 else ""

    def with_scores(self, answers: Sequence[_Answer]) -> Tally:
        """Give the total with other answers."""
        review = self.review
        for answer in answers:
            review = review.with_score(answer.score)
        return tally(self.checklist, review)

    def reached(self, answers: Sequence[_Answer]) -> bool:
        """Tell whether other answers lift the grade."""
        return self._rank(self.with_scores(answers)) < self.rank

    def _rank(self, total: Tally) -> int:
        grades = self.checklist.scheme.grades
        return grades.index(total.grade) if total.grade in grades else len(grades)


@dataclass
class _Candidate:
    """A scored item that could be better, with what its best answer adds to the total."""

    item: Item
    leaf: Tally
    best: _Answer
    gain: Decimal | None = None
    limits: bool = field(default=False)


def reach(checklist: Checklist, review: Review) -> Reach:
    """Say what was lost and what the next grade takes; what is open counts as if all of it came out best."""
    now = tally(checklist, review)
    bonus = _named(checklist, Bonus)
    losing = [leaf for leaf in now.leaves() if _below(checklist.item_by_id[leaf.key], leaf)]
    ground = _Ground(checklist, _filled(checklist, review, now, best=True))
    candidates = _candidates(ground, losing)
    losses = tuple(_loss(each) for each in candidates if each.item.id not in bonus)
    held = Reach(says=(), losses=tuple(sorted(losses, key=lambda each: _size(each.gain, each.lost, each.below))))
    if not checklist.scheme.grades:
        return held.model_copy(update={"says": ("这张评价表没有规定等次，只列失分。",)})
    says = tuple(_says(checklist, review, now, ground))
    if not ground.target:
        return held.model_copy(update={"says": says})
    alone = tuple(_alone(ground, candidates))
    together = () if alone else tuple(_together(ground, candidates))
    if not alone and not together:
        says = (*says, f"已评各项都评到最好，也到不了“{ground.target}”。")
    return held.model_copy(update={"says": says, "target": ground.target, "alone": alone, "together": together})


def _says(checklist: Checklist, review: Review, now: Tally, ground: _Ground) -> Iterator[str]:
    """Say where the grade stands, and how far the next one is."""
    count = sum(leaf.state in (ScoreState.OPEN, ScoreState.DOUBTFUL) for leaf in now.leaves())
    best = ground.total
    if count:
        worst = tally(checklist, _filled(checklist, review, now, best=False))
        yield f"还有 {count} 条未评：都评到最好，{line(best)}都评到最低，{line(worst)}"
    else:
        yield f"现在是“{best.grade}”。"
    if not ground.target:
        yield "已是最高等次。" if not count else "最高等次还够得着。"
    bands = next((rule for rule in checklist.scheme.rules if isinstance(rule, Bands)), None)
    if bands is None or best.points is None:
        return
    least = {band.text: band.min for band in bands.bands}
    if ground.target in least and best.points < least[ground.target]:
        short = plain(least[ground.target] - best.points)
        yield f"距“{ground.target}”（{plain(least[ground.target])} 分）还差 {short} 分。"
    elif count and best.grade in least and best.points >= least[best.grade]:
        yield f"未评各项合计最多再失 {plain(best.points - least[best.grade])} 分，仍是“{best.grade}”。"


def _filled(checklist: Checklist, review: Review, now: Tally, *, best: bool) -> Review:
    """Answer everything open, at its best or at its worst."""
    for leaf in now.leaves():
        if leaf.state in (ScoreState.OPEN, ScoreState.DOUBTFUL):
            item = checklist.item_by_id[leaf.key]
            rule = item.rule
            if isinstance(rule, Levels):
                answer = _level(item, leaf.subject, rule.levels[0 if best else -1].word)
            else:
                answer = _points(item, leaf.subject, rule.max if best and rule.max is not None else Decimal(0))
            review = review.with_score(answer.score)
    return review


def _candidates(ground: _Ground, losing: Sequence[Tally]) -> list[_Candidate]:
    """List what could be better, with what each adds to the total: those a rule stumbles over first, then by gain."""
    checklist = ground.checklist
    limiting = _named(checklist, Pass, Cap, Downgrade, Veto)
    made = []
    for leaf in losing:
        item = checklist.item_by_id[leaf.key]
        rule = item.rule
        if isinstance(rule, Levels):
            best = _level(item, leaf.subject, rule.levels[0].word)
        else:
            best = _points(item, leaf.subject, rule.max)
        made.append(_Candidate(item, leaf, best, limits=item.id in limiting and marking.failed(item, leaf)))
    before = ground.total.points
    for each in made[:_TRIED]:
        after = ground.with_scores((each.best,)).points
        each.gain = after - before if after is not None and before is not None else None
    return sorted(made, key=lambda each: (not each.limits, *_size(each.gain, _lost(each.leaf), -_steps(each))))


def _alone(ground: _Ground, candidates: Sequence[_Candidate]) -> Iterator[Raise]:
    """Find the items that reach the next grade each alone, by the least better answer that does."""
    for each in candidates[:_TRIED]:
        if ground.reached((each.best,)):
            answer = next(filter(lambda answer: ground.reached((answer,)), _answers(ground, each)), each.best)
            yield _raise(each, answer, ground.with_scores((answer,)))


def _together(ground: _Ground, candidates: Sequence[_Candidate]) -> Iterator[Raise]:
    """Find few items that reach the next grade together: the shortest run of the candidates, without what is idle."""
    if not candidates or not ground.reached([each.best for each in candidates]):
        return
    low, high = 1, len(candidates)
    while low < high:
        middle = (low + high) // 2
        if ground.reached([each.best for each in candidates[:middle]]):
            high = middle
        else:
            low = middle + 1
    kept = list(candidates[:low])
    for each in reversed(kept[:_PRUNED]):
        rest = [other for other in kept if other is not each]
        if rest and ground.reached([other.best for other in rest]):
            kept = rest
    after = ground.with_scores([each.best for each in kept])
    for each in kept:
        yield _raise(each, each.best, after)


def _answers(ground: _Ground, each: _Candidate) -> Iterator[_Answer]:
    """Give better answers, the least first: levels one by one, points as far as a band is missed."""
    rule, leaf = each.item.rule, each.leaf
    if isinstance(rule, Levels):
        words = [level.word for level in rule.levels]
        for word in reversed(words[: words.index(leaf.level)] if leaf.level in words else words):
            yield _level(each.item, leaf.subject, word)
    bands = next((rule for rule in ground.checklist.scheme.rules if isinstance(rule, Bands)), None)
    least = next((band.min for band in bands.bands if band.text == ground.target), None) if bands else None
    total, lost = ground.total.points, _lost(leaf)
    if not isinstance(rule, Points) or not each.gain or least is None or total is None or lost is None:
        return
    wanted = ((least - total) * lost / each.gain).quantize(_CENT, ROUND_CEILING)
    if 0 < wanted < lost:
        yield _points(each.item, leaf.subject, rule.max - lost + wanted)


def _raise(each: _Candidate, answer: _Answer, after: Tally) -> Raise:
    """Say what an item would have to be given."""
    return Raise(
        item=each.item.id,
        subject=each.leaf.subject,
        name=_title(each.leaf),
        now=_now(each.leaf),
        typed=answer.typed,
        comes_to=line(after),
    )


def _loss(each: _Candidate) -> Loss:
    """Say what an item lost."""
    return Loss(
        item=each.item.id,
        subject=each.leaf.subject,
        name=_title(each.leaf),
        now=_now(each.leaf),
        lost=_lost(each.leaf),
        gain=each.gain,
        below=_steps(each),
    )


def _below(item: Item, leaf: Tally) -> bool:
    """Tell whether an item was scored below its best."""
    if leaf.state is not ScoreState.SCORED:
        return False
    rule = item.rule
    if isinstance(rule, Levels):
        return leaf.level != rule.levels[0].word
    return bool(_lost(leaf))


def _lost(leaf: Tally) -> Decimal | None:
    """Give the points that an item is below its highest."""
    return leaf.most - leaf.points if leaf.most is not None and leaf.points is not None else None


def _steps(each: _Candidate) -> int:
    """Count the levels that an item is below its best."""
    rule = each.item.rule
    words = [level.word for level in rule.levels] if isinstance(rule, Levels) else []
    return words.index(each.leaf.level) if each.leaf.level in words else 0


def _size(gain: Decimal | None, lost: Decimal | None, below: int) -> tuple[Decimal, Decimal, int]:
    """Put the greatest first."""
    return -(gain or Decimal(0)), -(lost or Decimal(0)), -below


def _now(leaf: Tally) -> str:
    """Write what an item was given."""
    if leaf.points is None or leaf.most is None:
        return leaf.level
    return "，".join(filter(None, (leaf.level, f"{plain(leaf.points)} / {plain(leaf.most)} 分")))


def _title(leaf: Tally) -> str:
    """Name an item with its number, and what it was scored for."""
    return " · ".join(filter(None, (f"{number_of(leaf.key)} {leaf.name}", leaf.subject)))


def _level(item: Item, subject: str, word: str) -> _Answer:
    return _Answer(word, _score(item, subject).model_copy(update={"level": word}))


def _points(item: Item, subject: str, points: Decimal | None) -> _Answer:
    given = points or Decimal(0)
    return _Answer(f"{plain(given)} 分", _score(item, subject).model_copy(update={"points": given}))


def _score(item: Item, subject: str) -> Score:
    return Score(item=item.id, wording=item.wording_hash, subject=subject, state=ScoreState.SCORED)


def _named(checklist: Checklist, *kinds: type[_Naming]) -> frozenset[str]:
    """Name the items that rules of some kinds are about."""
    rules = (rule for rule in checklist.scheme.rules if isinstance(rule, kinds))
    return frozenset(item.id for rule in rules for item in checklist.items_of(rule.of))
