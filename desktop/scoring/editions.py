"""Hold two editions of a checklist against each other, and carry the answers over to what is still asked the same."""

from collections.abc import Mapping

from desktop.model.amount import plain
from desktop.model.checklist import Checklist, Item
from desktop.model.edition import CarriedOver, Change, Difference, FieldChange
from desktop.model.review import Review
from desktop.scoring import linetext, notation


def differences(old: Checklist, new: Checklist) -> tuple[Difference, ...]:
    """List every item of both editions: those of the new one in its order, then those that are gone.

    An item is the same when its number is; without that, when its words and rule are (it was renumbered).
    """
    pairs = _pairs(old, new)
    found = [_difference(pairs.get(item.id), item) for item in new.items]
    gone = {item.id for item in pairs.values()}
    found += [Difference(change=Change.REMOVED, old=i, new=None) for i in old.items if i.id not in gone]
    return tuple(found)


def carried_over(review: Review, old: Checklist, new: Checklist, review_id: str) -> CarriedOver:
    """Begin a review with a new edition: unchanged items keep score and evidence, changed ones start anew.

    ``old`` is the checklist as the review goes by it; rules that were set in the review stay behind with it.
    """
    names = {
        difference.old.id: difference.new
        for difference in differences(old, new)
        if difference.change.carries and difference.old and difference.new
    }
    scores = tuple(
        score.model_copy(update={"item": names[score.item].id, "wording": names[score.item].wording_hash})
        for score in review.scores
        if score.item in names
    )
    evidence = tuple(e.model_copy(update={"item": names[e.item].id}) for e in review.evidence if e.item in names)
    dismissed = tuple(d.model_copy(update={"item": names[d.item].id}) for d in review.dismissed if d.item in names)
    begun = review.model_copy(
        update={
            "id": review_id,
            "checklist": new.id,
            "scores": scores,
            "evidence": evidence,
            "dismissed": dismissed,
            "revisions": (),
        }
    )
    left = dict.fromkeys(score.item for score in review.scores if score.item not in names)
    return CarriedOver(review=begun, kept=len(scores), left=tuple(left))


def _pairs(old: Checklist, new: Checklist) -> Mapping[str, Item]:
    """Find the old item of each new id."""
    found = {item.id: old.item_by_id[item.id] for item in new.items if item.id in old.item_by_id}
    free = {_asked(item): item for item in old.items if item.id not in found}
    for item in new.items:
        if item.id not in found and _asked(item) in free:
            found[item.id] = free.pop(_asked(item))
    return found


def _asked(item: Item) -> tuple[str, str]:
    """Identify what is asked and what it is worth."""
    return item.wording_hash, notation.written(item.rule)


def _difference(old: Item | None, new: Item) -> Difference:
    """Tell what became of one item."""
    if old is None:
        return Difference(change=Change.ADDED, old=None, new=new)
    if _asked(old) == _asked(new):
        change = Change.SAME if old.id == new.id else Change.RENUMBERED
        return Difference(change=change, old=old, new=new)
    before, after = _fields(old), _fields(new)
    fields = tuple(
        FieldChange(name=name, before=words, after=after[name])
        for name, words in before.items()
        if words != after[name]
    )
    return Difference(change=Change.CHANGED, old=old, new=new, fields=fields)


def _fields(item: Item) -> dict[str, str]:
    """Write what is asked of an item and what it is worth."""
    levels = "\n".join(f"{plain(level.score)} 分：{level.text}" for level in item.judge.levels)
    return {
        "名称": item.name,
        "标准": item.check,
        "评分方式": notation.written(item.rule),
        "判定线": "\n".join(map(linetext.written, item.judge.rules)),
        "评分档": levels,
        "判定说明": item.judge.note,
    }
