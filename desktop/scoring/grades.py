"""等次: from a total and the items to a grade: bands and counts, then pass conditions, caps, downgrades, veto."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import ceil

from desktop.model.amount import plain
from desktop.model.checklist import Checklist, Item
from desktop.model.review import ScoreState
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
    """What grades are decided by: the items as they are marked, the total; ``grades`` are best first."""

    checklist: Checklist
    leaves: Mapping[str, Sequence[Tally]]
    total: Decimal | None
    grades: tuple[str, ...]

    def fails(self, of: tuple[str, ...]) -> Item | None:
        """Find the first item that fails for any of its subjects."""
        for item in self.checklist.items_of(of):
            if any(marking.failed(item, leaf) for leaf in self.scored((item,))):
                return item
        return None

    def scored(self, items: Iterable[Item]) -> list[Tally]:
        """List the items that were scored, once for each of their subjects."""
        return [f for item in items for f in self.leaves.get(item.id, ()) if f.state is ScoreState.SCORED]

    def worse(self, one: str, other: str) -> str:
        """Choose the lower of two grades; an empty one is none."""
        return max((one, other), key=lambda grade: self.grades.index(grade) if grade else -1)

    def lower(self, grade: str, by: int) -> str:
        """Go down so many grades."""
        return self.grades[min(self.grades.index(grade) + by, len(self.grades) - 1)]


def graded(checklist: Checklist, leaves: Sequence[Tally], total: Decimal | None, *, done: bool) -> Outcome:
    """Find the grade; before all is scored only a veto and what is already lost are told."""
    scheme = checklist.scheme
    if not scheme.grades:
        return Outcome("", ())
    by_item: dict[str, list[Tally]] = {}
    for leaf in leaves:
        by_item.setdefault(leaf.key, []).append(leaf)
    ground = _Ground(checklist, by_item, total, scheme.grades)
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
    waived = sum(f.state is ScoreState.NOT_APPLICABLE for item in items for f in ground.leaves.get(item.id, ()))
    scored = ground.scored(items)
    whole = rule.out_of or len(items)

    def held(need: Need) -> int:
        if need.most:
            return sum(leaf.level == need.level for leaf in scored)
        return sum(marking.reaches(ground.checklist.item_by_id[leaf.key], leaf, need.level) for leaf in scored)

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
    scored = ground.scored(items)
    name = "、".join(dict.fromkeys(ground.checklist.dimension_of[item.id].name for item in items)) if rule.of else ""
    name = f"“{name}”" if name else "总分"
    given = sum((leaf.points for leaf in scored if leaf.points is not None), Decimal(0))
    most = sum((leaf.most for leaf in scored if leaf.most is not None), Decimal(0))
    if rule.points is not None:
        held = ground.total if not rule.of and ground.total is not None else given
        holds, shown, line = held >= rule.points, f"{plain(held)} 分", f"{plain(rule.points)} 分"
    else:
        assert rule.share is not None
        whole = most or Decimal(len(scored))
        by_id = ground.checklist.item_by_id
        held = given if most else Decimal(sum(marking.reaches(by_id[leaf.key], leaf) for leaf in scored))
        # multiplied out, so that no third is rounded
        holds = held >= rule.share * whole
        unit = "分" if most else "条"
        shown, line = f"{plain(held)} ÷ {plain(whole)} {unit}", f"{plain(rule.share * 100)}%"
    if holds:
        return True, f"{name} {shown}，达到 {line}。"
    return False, f"{name} {shown}，不到 {line}：最高评为{rule.otherwise}。"
