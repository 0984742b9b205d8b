"""The past of one item: who changed what and when, as the log of the case file keeps it."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from desktop.desk.words import one_line
from desktop.model.amount import plain
from desktop.model.replay import applied
from desktop.model.review import Evidence, ItemKey, Quote, Review, Score, ScoreState
from desktop.model.step import Change, LoggedStep
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


class PastStep(Value):
    """One step that changed an item: when (ISO time), by whom, its name, before → after, and the score it left."""

    at: str
    who: str
    words: str
    changes: tuple[str, ...]
    score: Score | None


def past(initial: Review, log: Iterable[LoggedStep], key: ItemKey) -> tuple[PastStep, ...]:
    """List what was done to an item (for a subject) since a review began, the last first."""
    review, who, found = initial, initial.about.reviewer, []
    for step in log:
        for change in step.changes:
            if change.part == "about":
                who = str((change.fields or {}).get("reviewer", who))
        mine = [change for change in step.changes if _concerns(change, review, key)]
        if mine:
            before, review = review, applied(review, mine)
            found.append(
                PastStep(
                    at=step.at,
                    who=who,
                    words=_KIND[step.kind].format(step.words),
                    changes=(*_scores(before, review, key), *_others(before, review, key)),
                    score=review.score_of(*key),
                )
            )
    return tuple(reversed(found))


def _concerns(change: Change, review: Review, key: ItemKey) -> bool:
    """Tell whether a change is one of the item's; evidence that goes is known by what the review holds."""
    if change.part == "score":
        return change.key == key
    if change.part == "dismissed":
        return change.key[0] == key[0]
    if change.part != "evidence":
        return False
    fields = change.fields or {}
    return (fields.get("item"), fields.get("subject", "")) == key or any(
        each.id == change.key[0] and (each.item, each.subject) == key for each in review.evidence
    )


def _scores(before: Review, after: Review, key: ItemKey) -> Iterator[str]:
    """Say what became of each field of the item's score."""
    blank = Score(item=key[0], wording="", subject=key[1])
    old, new = (review.score_of(*key) or blank for review in (before, after))
    for field, name in _FIELDS.items():
        was, now = getattr(old, field), getattr(new, field)
        if was != now:
            yield f"{name}：{_written(was)} → {_written(now)}"


def _others(before: Review, after: Review, key: ItemKey) -> Iterator[str]:
    """Say which evidence and rejected suggestions came and went."""
    for sign, there, elsewhere in (("移除", before, after), ("添加", after, before)):
        held = set(elsewhere.evidence)
        for each in there.evidence_of(*key):
            if each not in held:
                yield f"{sign}佐证：{_quoted(each)}"
    rejected = len(after.dismissed_of(key[0])) - len(before.dismissed_of(key[0]))
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
