"""等次: from a total and the items to a grade: bands and counts, then pass conditions, caps, downgrades, veto."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import ceil

from desktop.model.amount import plain
from desktop.model.checklist import Checklist, Item
from desktop.model.review import Score, ScoreState
from desktop.model.scheme import Bands, Cap, Count, Downgrade, Need, Pass, Veto
from desktop.model.tally import Tally, TallyKind
from desktop.scoring import marking

Rules = Bands | Count | Pass | Cap | Downgrade | Veto


@dataclass(frozen=True)
class Outcome:
    """The grade reached, the steps that led to it, and whether a veto did."""

    grade: str
    steps: tuple[Tally, ...]
    vetoed: bool = False


@dataclass(frozen=True)
class _Ground:
    """What grades are decided by: scores by item, the total; ``grades`` are best first."""

    checklist: Checklist
    scores: Mapping[str, Sequence[Score]]
    total: Decimal | None
    grades: tuple[str, ...]

    def fails(self, of: tuple[str, ...]) -> Item | None:
        """Find the first item that fails for any of its subjects."""
        for item in self.checklist.items_of(of):
            if any(s.state is ScoreState.SCORED and marking.failed(item, s) for s in self.scores.get(item.id, ())):
                return item
        return None

    def worse(self, one: str, other: str) -> str:
        """Choose the lower of two grades; an empty one is none."""
        return max((one, other), key=lambda grade: self.grades.index(grade) if grade else -1)

    def lower(self, grade: str, by: int) -> str:
        """Go down so many grades."""
        return self.grades[min(self.grades.index(grade) + by, len(self.grades) - 1)]


def graded(checklist: Checklist, scores: tuple[Score, ...], total: Decimal | None, *, done: bool) -> Outcome:
    """Find the grade; before all is scored only a veto and what is already lost are told."""
    by_item: dict[str, list[Score]] = {}
    for score in scores:
        by_item.setdefault(score.item, []).append(score)
    scheme = checklist.scheme
    ground = _Ground(checklist, by_item, total, scheme.grades)
    if not ground.grades:
        return Outcome("", ())
    grade, steps, vetoed = ground.grades[0], [], False
    # One fixed order whatever the order of the rules: each stage can only lower what the one before it left.
    for kind in (Bands, Count, Pass, Cap, Downgrade, Veto):
        for rule in scheme.rules:
            if not isinstance(rule, kind) or (not done and isinstance(rule, Bands | Count | Pass)):
                continue
            after, words = _applied(rule, grade, ground)
            if words:
                steps.append(Tally(TallyKind.RULE, rule.type, words, grade=after))
            vetoed = vetoed or (isinstance(rule, Veto) and bool(words))
            grade = after
    return Outcome(grade, tuple(steps), vetoed)


def _applied(rule: Rules, grade: str, ground: _Ground) -> tuple[str, str]:
    """Apply one rule to the grade so far; the words are empty where it changes nothing and says nothing."""
    if isinstance(rule, Bands):
        return _banded(rule, grade, ground)
    if isinstance(rule, Count):
        return _counted(rule, grade, ground)
    if isinstance(rule, Pass):
        holds, words = _passed(rule, ground)
        return grade if holds else ground.worse(grade, rule.otherwise), words
    item = ground.fails(rule.of)
    if item is None:
        return grade, ""
    if isinstance(rule, Cap):
        return ground.worse(grade, rule.grade), f"“{item.name}”未做到：最高评为{rule.grade}。"
    if isinstance(rule, Downgrade):
        lower = ground.lower(grade, rule.by)
        return lower, f"“{item.name}”未做到：降 {rule.by} 档，由{grade}降为{lower}。"
    last = rule.grade or ground.grades[-1]
    why = "有 0 分" if item.rule.max is not None else "未达到"
    return ground.worse(grade, last), f"“{item.name}”{why}，一票否决，直接评为{last}。"


def _banded(rule: Bands, grade: str, ground: _Ground) -> tuple[str, str]:
    """Find the band of the total."""
    total = ground.total or Decimal(0)
    bands = sorted(rule.bands, key=lambda band: -band.min)
    band = next((band for band in bands if total >= band.min), None)
    if band is None:
        return ground.worse(grade, bands[-1].text), f"{plain(total)} 分不到最低一档：{bands[-1].text}。"
    return ground.worse(grade, band.text), f"{plain(total)} 分，达到 {plain(band.min)} 分：{band.text}。"


def _counted(rule: Count, grade: str, ground: _Ground) -> tuple[str, str]:
    """Find the first grade whose needs are all met; the last one has to take what meets none."""
    items = ground.checklist.items_of(rule.of)
    given = [(item, score) for item in items for score in ground.scores.get(item.id, ())]
    waived = sum(score.state is ScoreState.NOT_APPLICABLE for _, score in given)
    scored = [(item, score) for item, score in given if score.state is ScoreState.SCORED]
    whole = rule.out_of or len(items)

    def held(need: Need) -> int:
        if need.most:
            return sum(score.level == need.level for _, score in scored)
        return sum(marking.reaches(item, score, need.level) for item, score in scored)

    def wanted(need: Need) -> int:
        return need.count if need.most else ceil(need.count * (whole - waived) / whole)

    def met(need: Need) -> bool:
        return held(need) <= need.count if need.most else held(need) >= wanted(need)

    band = next((band for band in rule.bands if all(met(need) for need in band.needs)), rule.bands[-1])
    told = [f"{n.level} {held(n)} 条（{'不超过' if n.most else '至少'} {wanted(n)} 条）" for n in band.needs]
    away = f"{whole} 条中 {waived} 条不适用，要求按比例折算；" if waived else ""
    return ground.worse(grade, band.text), f"{away}{'，'.join(told) or '未达到以上各档'}：{band.text}。"


def _passed(rule: Pass, ground: _Ground) -> tuple[bool, str]:
    """Hold a part against what it needs."""
    items = ground.checklist.items_of(rule.of)
    scores = [(item, s) for item in items for s in ground.scores.get(item.id, ()) if s.state is ScoreState.SCORED]
    name = "、".join(dict.fromkeys(ground.checklist.dimension_of[item.id].name for item in items))
    name = "总分" if not rule.of else f"“{name}”"
    points = [marking.marked(item, score)[0] for item, score in scores]
    given = sum((p for p in points if p is not None), Decimal(0))
    most = sum((item.rule.max for item, _ in scores if item.rule.max is not None), Decimal(0))
    if rule.points is not None:
        held = ground.total if not rule.of and ground.total is not None else given
        holds, shown, line = held >= rule.points, f"{plain(held)} 分", f"{plain(rule.points)} 分"
    else:
        assert rule.share is not None
        whole = most if most else Decimal(len(scores))
        held = given if most else Decimal(sum(marking.reaches(item, score) for item, score in scores))
        # multiplied out, so that no third is rounded
        holds = held >= rule.share * whole
        unit = "分" if most else "条"
        shown, line = f"{plain(held)} ÷ {plain(whole)} {unit}", f"{plain(rule.share * 100)}%"
    if holds:
        return True, f"{name} {shown}，达到 {line}。"
    return False, f"{name} {shown}，不到 {line}：最高评为{rule.otherwise}。"
