"""改定的规则: a checklist as one review goes by it."""

from typing import Any

from desktop.model.checklist import Checklist, Item
from desktop.model.marks import Marks
from desktop.model.provenance import Status
from desktop.model.review import Review, Revision, Score, ScoreState
from desktop.model.value import Value


def revised(checklist: Checklist, revisions: tuple[Revision, ...]) -> Checklist:
    """Put other rules into a checklist, shown as set by its user; raises ``ValueError`` where one does not fit."""
    if not revisions:
        return checklist
    held = _fields(checklist)
    marks = {revision.item: revision.marks for revision in revisions if revision.marks is not None}
    held["dimensions"] = tuple(
        dimension.model_copy(update={"items": tuple(_marked(item, marks.get(item.id)) for item in dimension.items)})
        for dimension in checklist.dimensions
    )
    for revision in revisions:
        if revision.scheme is not None:
            update = {"scheme": revision.scheme, "status": Status.PROPOSED}
            held["scoring"] = checklist.scoring.model_copy(update=update)
    return Checklist.model_validate(held)


def with_revision(review: Review, checklist: Checklist, revision: Revision) -> Review:
    """Go by another rule from now on; answers to an item that it changes are 未评 again, with their words kept.

    ``checklist`` is the one that the review began with: its own rule is no revision. Raises ``ValueError`` where
    the rule does not fit.
    """
    kept = tuple(old for old in review.revisions if old.key != revision.key)
    item = checklist.item_by_id.get(revision.item)
    own = item.rule == revision.marks if item is not None else checklist.scheme == revision.scheme
    made = kept if own else (*kept, revision)
    asked = revised(checklist, made).item_by_id
    scores = tuple(_asked_again(s, asked[s.item]) if s.item == revision.item else s for s in review.scores)
    return review.model_copy(update={"revisions": made, "scores": scores})


def _marked(item: Item, marks: Marks | None) -> Item:
    """Put another rule to an item; its highest points follow."""
    if marks is None:
        return item
    return Item.model_validate({**_fields(item), "marks": marks, "max_points": marks.max, "own_points": True})


def _fields(value: Value) -> dict[str, Any]:
    """Give the fields of a value, without what it worked out of them."""
    return {name: getattr(value, name) for name in type(value).model_fields}


def _asked_again(score: Score, item: Item) -> Score:
    """Take a decision back that was made by another rule."""
    if score.wording == item.wording_hash:
        return score
    blank = {"state": ScoreState.OPEN, "points": None, "level": None, "given": (), "wording": item.wording_hash}
    return score.model_copy(update=blank)
