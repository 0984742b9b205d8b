"""逐个评: what the items of a repeating dimension are scored for, and how that list is kept with a review."""

import re
from collections.abc import Iterable

from desktop.model.checklist import Checklist, Item
from desktop.model.errors import WrongRequest
from desktop.model.review import Review, Subject

_LONGEST = 40
_MARK = re.compile(r"^(?:[（(][一二三四五六七八九十百零〇\d]+[)）]|[一二三四五六七八九十百零〇\d]+[、．.])\s*")
ItemSubjects = dict[str, tuple[str, ...]]
"""The subjects of each dimension's items by its id; ``("",)`` where there is one answer alone."""


def subjects(checklist: Checklist, review: Review | None) -> ItemSubjects:
    """List what each dimension is scored for: the subjects named for it, then others that scores and evidence name."""
    found: dict[str, dict[str, None]] = {
        dimension.id: {s.name: None for s in (review.subjects if review else ()) if s.kind == dimension.repeats}
        for dimension in checklist.dimensions
    }
    for entry in (*review.scores, *review.evidence) if review else ():
        dimension = checklist.dimension_of.get(entry.item)
        if dimension is not None:
            found[dimension.id][entry.subject] = None
    return {name: tuple(held) or ("",) for name, held in found.items()}


def name_of(words: str) -> str:
    """Name a subject after the words of a problem: on one line, without its mark, and not too long."""
    return _MARK.sub("", " ".join(words.split()))[:_LONGEST].rstrip("。；，、")


def pairs(checklist: Checklist, review: Review | None) -> tuple[tuple[str, str], ...]:
    """List everything to be scored as (item id, subject): in a repeating dimension, one subject after the other."""
    named = subjects(checklist, review)
    return tuple(
        (item.id, subject)
        for dimension in checklist.dimensions
        for subject in named[dimension.id]
        for item in dimension.items
    )


def added(review: Review, kind: str, names: Iterable[str]) -> Review:
    """Name further subjects; blanks around them are cut, names that are there are let be."""
    fresh = (Subject(kind=kind, name=name.strip()) for name in names if name.strip())
    return review.model_copy(update={"subjects": tuple(dict.fromkeys((*review.subjects, *fresh)))})


def renamed(review: Review, checklist: Checklist, kind: str, old: str, new: str) -> Review:
    """Give a subject another name, with all that was decided and found for it; raises ``WrongRequest``."""
    name = new.strip()
    if not name:
        raise WrongRequest("名称不能空。")
    if name == old:
        return review
    items = _items(checklist, kind)
    held = {s.name for s in review.subjects if s.kind == kind}
    held |= {entry.subject for entry in (*review.scores, *review.evidence) if entry.item in items}
    if name in held:
        raise WrongRequest(f"“{name}”已经有了，请换一个名称。")
    listed = review if old in held and old else added(review, kind, (name,))
    moved = {
        "subjects": tuple(s.model_copy(update={"name": name}) if s.key == (kind, old) else s for s in listed.subjects),
        "scores": tuple(
            s.model_copy(update={"subject": name}) if s.item in items and s.subject == old else s for s in review.scores
        ),
        "evidence": tuple(
            e.model_copy(update={"subject": name}) if e.item in items and e.subject == old else e
            for e in review.evidence
        ),
    }
    return listed.model_copy(update=moved)


def removed(review: Review, checklist: Checklist, kind: str, name: str) -> Review:
    """Take a subject away, with all that was decided and found for it."""
    items = _items(checklist, kind)
    kept = {
        "subjects": tuple(s for s in review.subjects if s.key != (kind, name)),
        "scores": tuple(s for s in review.scores if s.item not in items or s.subject != name),
        "evidence": tuple(e for e in review.evidence if e.item not in items or e.subject != name),
    }
    return review.model_copy(update=kept)


def kind_of(checklist: Checklist, item: Item) -> str:
    """Say what an item repeats for, "" if it is scored once."""
    return checklist.dimension_of[item.id].repeats


def _items(checklist: Checklist, kind: str) -> frozenset[str]:
    """Name the items that repeat for a kind of subject."""
    return frozenset(item.id for d in checklist.dimensions if d.repeats == kind for item in d.items)
