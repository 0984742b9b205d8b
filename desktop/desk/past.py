"""The past of one item: who changed what and when, as the log of the case file keeps it."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from desktop.desk.words import one_line
from desktop.model.amount import plain
from desktop.model.review import Evidence, Quote, Review, Score, ScoreState
from desktop.model.step import Change, LoggedStep, applied
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


def past(initial: Review, log: Iterable[LoggedStep], item: str) -> tuple[PastStep, ...]:
    """List what was done to an item since a review began, the last first."""
    review, who, found = initial, initial.about.reviewer, []
    for step in log:
        for change in step.changes:
            if change.part == "about":
                who = str((change.fields or {}).get("reviewer", who))
        mine = [change for change in step.changes if _concerns(change, review, item)]
        if mine:
            before, review = review, applied(review, mine)
            found.append(
                PastStep(
                    at=step.at,
                    who=who,
                    words=_KIND[step.kind].format(step.words),
                    changes=(*_scores(before, review, item), *_others(before, review, item)),
                    score=review.score_of(item),
                )
            )
    return tuple(reversed(found))


def _concerns(change: Change, review: Review, item: str) -> bool:
    """Tell whether a change is one of the item's; evidence that goes is known by what the review holds."""
    if change.part in ("score", "dismissed"):
        return change.key[0] == item
    if change.part != "evidence":
        return False
    return (change.fields or {}).get("item") == item or any(
        each.id == change.key[0] and each.item == item for each in review.evidence
    )


def _scores(before: Review, after: Review, item: str) -> Iterator[str]:
    """Say what became of each field of the item's scores."""
    subjects = dict.fromkeys(s.subject for review in (before, after) for s in review.scores if s.item == item)
    for subject in subjects:
        blank = Score(item=item, wording="", subject=subject)
        old, new = (review.score_of(item, subject) or blank for review in (before, after))
        of = f"{subject} " if subject else ""
        for field, name in _FIELDS.items():
            was, now = getattr(old, field), getattr(new, field)
            if was != now:
                yield f"{of}{name}：{_written(was)} → {_written(now)}"


def _others(before: Review, after: Review, item: str) -> Iterator[str]:
    """Say which evidence and rejected suggestions came and went."""
    for sign, there, elsewhere in (("移除", before, after), ("添加", after, before)):
        held = set(elsewhere.evidence)
        for each in there.evidence:
            if each.item == item and each not in held:
                yield f"{sign}佐证：{_quoted(each)}"
    rejected = len([d for d in after.dismissed if d.item == item]) - len(
        [d for d in before.dismissed if d.item == item]
    )
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
