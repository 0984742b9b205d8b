"""One committed edit: what changed between two states of a review, and how to redo it on another machine."""

from collections.abc import Callable, Iterable
from typing import Any, Literal

from desktop.model.review import (
    About,
    Correction,
    Dismissal,
    Ignored,
    Note,
    Quote,
    Review,
    Revision,
    Score,
    Subject,
)
from desktop.model.value import Value

Part = Literal["about", "score", "evidence", "dismissed", "correction", "ignored", "subject", "revision"]


class Change(Value):
    """One entry of a review that changed.

    ``key`` names the entry within its part; ``fields`` holds the changed fields only (all of them for a new
    entry), ``None`` for an entry taken away; ``position`` is the entry's place in its tuple, so that an entry
    that was taken away and put back stands where it stood.
    """

    part: Part
    key: tuple[str | int, ...]
    fields: dict[str, Any] | None
    position: int | None = None


class Step(Value):
    """One edit as the log keeps it: ``words`` is the Chinese name of the action, ``kind`` edit, undo or redo."""

    words: str
    changes: tuple[Change, ...]
    kind: Literal["edit", "undo", "redo"] = "edit"


class LoggedStep(Step):
    """A step as the case file keeps it: its number in the file and its ISO time."""

    seq: int
    at: str


class Transition(Value):
    """One edit that can be undone or redone: the review before and after it."""

    words: str
    before: Review
    after: Review


class Timeline(Value):
    """Where a log leads: the review now, what can be undone (latest last) and redone (next last)."""

    review: Review
    done: tuple[Transition, ...] = ()
    undone: tuple[Transition, ...] = ()


_PARTS: dict[Part, tuple[str, Callable[[Any], tuple[str | int, ...]]]] = {
    "score": ("scores", lambda s: s.key),
    "evidence": ("evidence", lambda e: (e.id,)),
    "dismissed": ("dismissed", lambda d: d.key),
    "correction": ("corrections", lambda c: c.key),
    "ignored": ("ignored", lambda i: i.key),
    "subject": ("subjects", lambda s: s.key),
    "revision": ("revisions", lambda r: r.key),
}


def changes_between(old: Review, new: Review) -> tuple[Change, ...]:
    """List what turns ``old`` into ``new``: removals, then changed and new entries in ``new``'s order."""
    found: list[Change] = []
    if old.about != new.about:
        found.append(Change(part="about", key=(), fields=_difference(old.about, new.about)))
    for part, (field, key_of) in _PARTS.items():
        if getattr(old, field) is getattr(new, field):
            continue
        found += _entry_changes(part, key_of, getattr(old, field), getattr(new, field))
    return tuple(found)


def applied(review: Review, changes: Iterable[Change]) -> Review:
    """Carry out changes on a review; the inverse of ``changes_between``.

    Raises ``pydantic.ValidationError`` when a change does not fit its part.
    """
    for change in changes:
        if change.part == "about":
            review = review.with_about(About.model_validate({**review.about.model_dump(), **(change.fields or {})}))
            continue
        field, key_of = _PARTS[change.part]
        entries = list(getattr(review, field))
        at = next((i for i, entry in enumerate(entries) if tuple(key_of(entry)) == change.key), None)
        if change.fields is None:
            if at is not None:
                del entries[at]
        elif at is None:
            entry = _entry(change.part, change.fields)
            entries.insert(len(entries) if change.position is None else change.position, entry)
        else:
            entry = _entry(change.part, {**entries[at].model_dump(mode="json"), **change.fields})
            if change.position is None:
                entries[at] = entry
            else:
                del entries[at]
                entries.insert(change.position, entry)
        review = review.model_copy(update={field: tuple(entries)})
    return review


def timeline(initial: Review, steps: Iterable[Step]) -> Timeline:
    """Replay a log from a review's first state, so that undo goes on where it was left.

    An undo row takes back the latest edits up to the state that it restored (several, where the window had
    merged them into one); a redo row likewise.
    """
    review = initial
    done: list[Transition] = []
    undone: list[Transition] = []
    for step in steps:
        before, review = review, applied(review, step.changes)
        if step.kind == "undo":
            del done[_last([t.before for t in done], review) :]
            undone.append(Transition(words=step.words, before=review, after=before))
        else:
            if step.kind == "redo":
                del undone[_last([t.after for t in undone], review) :]
            else:
                undone.clear()
            done.append(Transition(words=step.words, before=before, after=review))
    return Timeline(review=review, done=tuple(done), undone=tuple(undone))


def _last(states: list[Review], state: Review) -> int:
    """Find the last place of a state; 0 where it is missing, for then nothing below leads to it either."""
    return next((i for i in range(len(states) - 1, -1, -1) if states[i] == state), 0)


def _entry_changes(
    part: Part, key_of: Callable[[Any], tuple[str | int, ...]], old: tuple[Any, ...], new: tuple[Any, ...]
) -> list[Change]:
    """Compare the entries of one part; an entry that changed its kind is taken away and made anew."""
    before = {tuple(key_of(entry)): entry for entry in old}
    after = {tuple(key_of(entry)): entry for entry in new}
    kept = [key for key, entry in before.items() if type(after.get(key)) is type(entry)]
    same = set(kept)
    found = [Change(part=part, key=key, fields=None) for key in before if key not in same]
    stays = kept == [key for key in after if key in same]
    for position, (key, entry) in enumerate(after.items()):
        if key not in same:
            found.append(Change(part=part, key=key, fields=entry.model_dump(mode="json"), position=position))
            continue
        fields = {} if before[key] is entry else _difference(before[key], entry)
        if fields or not stays:
            found.append(Change(part=part, key=key, fields=fields, position=None if stays else position))
    return found


def _difference(old: Value, new: Value) -> dict[str, Any]:
    """Keep the fields of ``new`` that differ from ``old``, as JSON values."""
    before, after = old.model_dump(mode="json"), new.model_dump(mode="json")
    return {name: value for name, value in after.items() if before.get(name) != value}


_VALUES: dict[Part, type[Value]] = {
    "score": Score,
    "dismissed": Dismissal,
    "correction": Correction,
    "ignored": Ignored,
    "subject": Subject,
    "revision": Revision,
}


def _entry(part: Part, fields: dict[str, Any]) -> Value:
    """Build one entry from its JSON values."""
    if part == "evidence":
        return Note.model_validate(fields) if fields.get("kind") == "note" else Quote.model_validate(fields)
    return _VALUES[part].model_validate(fields)
