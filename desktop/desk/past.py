"""The past of one item: who changed what and when, as the log of the case file keeps it."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import TypeGuard

from desktop.desk.words import one_line
from desktop.model.amount import plain
from desktop.model.replay import State
from desktop.model.review import Evidence, ItemKey, Note, Quote, Review, Score, ScoreState
from desktop.model.step import Change, LoggedStep, Part
from desktop.model.value import Value
from desktop.model.words import STATE_WORD

_KIND = {"edit": "{0}", "undo": "撤销：{0}", "redo": "重做：{0}"}
_FIELDS = {
    "state": "状态",
    "level": "等级",
    "points": "分数",
    "given": "填数",
    "claimed": "自评分",
    "reason": "理由",
    "remark": "备注",
}
_NOTHING = "（空）"
_TOLD: frozenset[Part] = frozenset({"score", "evidence", "dismissed"})
_Move = tuple[Part, Value | None, Value | None]
"""What became of one entry: its part, the entry before and after."""


class PastStep(Value):
    """One step that changed an item: when (ISO time), by whom, its name, before → after, and the score it left."""

    at: str
    who: str
    words: str
    changes: tuple[str, ...]
    score: Score | None


def past(initial: Review, log: Iterable[LoggedStep], key: ItemKey) -> tuple[PastStep, ...]:
    """List what was done to an item (for a subject) since a review began, the last first."""
    state, who, found = State(initial), initial.about.reviewer, []
    for step in log:
        for change in step.changes:
            if change.part == "about":
                who = str((change.fields or {}).get("reviewer", who))
        touched = [change for change in step.changes if change.part in _TOLD]
        before = [state.entry(change.part, change.key) for change in touched]
        state.apply(step.changes)
        moves = [
            (change.part, old, new)
            for change, old in zip(touched, before, strict=True)
            for new in (state.entry(change.part, change.key),)
            if _concerns(change, old, key) or _concerns(change, new, key)
        ]
        if moves:
            score = state.entry("score", key)
            found.append(
                PastStep(
                    at=step.at,
                    who=who,
                    words=_KIND[step.kind].format(step.words),
                    changes=(*_scores(moves, key), *_others(moves, key)),
                    score=score if isinstance(score, Score) else None,
                )
            )
    return tuple(reversed(found))


def _concerns(change: Change, entry: Value | None, key: ItemKey) -> bool:
    """Tell whether a change is one of the item's, by the entry before or behind it."""
    if change.part == "score":
        return change.key == key
    if change.part == "dismissed":
        return change.key[0] == key[0]
    return _is_of(entry, key)


def _is_of(entry: Value | None, key: ItemKey) -> TypeGuard[Evidence]:
    return isinstance(entry, Quote | Note) and (entry.item, entry.subject) == key


def _scores(moves: Sequence[_Move], key: ItemKey) -> Iterator[str]:
    """Say what became of each field of the item's score."""
    blank = Score(item=key[0], wording="", subject=key[1])
    for part, before, after in moves:
        if part == "score":
            old, new = before or blank, after or blank
            for field, name in _FIELDS.items():
                was, now = getattr(old, field), getattr(new, field)
                if was != now:
                    yield f"{name}：{_written(was)} → {_written(now)}"


def _others(moves: Sequence[_Move], key: ItemKey) -> Iterator[str]:
    """Say which evidence and rejected suggestions came and went."""
    pairs = [(before, after) for part, before, after in moves if part == "evidence" and before != after]
    for sign, entries in (("移除", [old for old, _ in pairs]), ("添加", [new for _, new in pairs])):
        yield from (f"{sign}佐证：{_quoted(entry)}" for entry in entries if _is_of(entry, key))
    rejected = sum((after is not None) - (before is not None) for part, before, after in moves if part == "dismissed")
    if rejected:
        yield "不采用一条建议" if rejected > 0 else "取消不采用"


def _quoted(evidence: Evidence) -> str:
    """Write a piece of evidence on one line."""
    return one_line(evidence.quote if isinstance(evidence, Quote) else f"{evidence.method}：{evidence.text}")


def _written(value: object) -> str:
    """Write a field of a score."""
    if isinstance(value, ScoreState):
        return STATE_WORD[value]
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, tuple):
        return "、".join(map(plain, value)) or _NOTHING
    return one_line(str(value)) if value else _NOTHING
