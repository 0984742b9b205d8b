"""假如: change a score or a rule and see the total move, beside the review as it stands; nothing is kept."""

from desktop.model.amount import plain
from desktop.model.tally import Tally
from desktop.model.value import Value
from desktop.scoring.engine import line


class Moved(Value):
    """One step that came out otherwise: its key or name, and its line before and after (empty where there is none)."""

    name: str
    before: str
    after: str


def moved(before: Tally, after: Tally) -> tuple[Moved, ...]:
    """List the steps that came out otherwise, in their order; the total last where it moved."""
    old, new = _lines(before), _lines(after)
    return tuple(
        Moved(name=name, before=old.get(name, ""), after=new.get(name, ""))
        for name in dict.fromkeys((*old, *new))
        if old.get(name) != new.get(name)
    )


def verdict(before: Tally, after: Tally) -> str:
    """Say in one line how total and grade move."""
    told = []
    if before.points is not None and after.points is not None:
        apart = after.points - before.points
        way = f"{'多' if apart > 0 else '少'} {plain(abs(apart))} 分" if apart else "总分不变"
        told.append(f"{plain(before.points)} → {plain(after.points)} 分（{way}）")
    if before.grade or after.grade:
        same = before.grade == after.grade
        told.append(f"等次仍为{after.grade}" if same else f"等次由{before.grade or '未定'}变为{after.grade or '未定'}")
    return "，".join(told) or "没有变化"


def _lines(total: Tally) -> dict[str, str]:
    """Give each step's line by its key, the total last."""
    found: dict[str, str] = {}
    for _, step in total.steps():
        name = "/".join(filter(None, (step.kind.value, step.key or step.name, step.subject)))
        found[name] = line(step)
    return found
