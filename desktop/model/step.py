"""One committed edit: what changed between two states of a review, and how to redo it on another machine."""

from collections.abc import Callable
from functools import cache
from typing import Any, Literal

from pydantic import TypeAdapter

from desktop.model.review import (
    Correction,
    Dismissal,
    Ignored,
    Memo,
    Note,
    Quote,
    Rereading,
    Review,
    Revision,
    Score,
    Subject,
)
from desktop.model.standing import Pairing, Ruling
from desktop.model.value import Value

Part = Literal[
    "about",
    "score",
    "evidence",
    "dismissed",
    "correction",
    "ignored",
    "subject",
    "revision",
    "ruling",
    "pairing",
    "rereading",
    "memo",
]


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


PARTS: dict[Part, tuple[str, Callable[[Any], tuple[str | int, ...]]]] = {
    "score": ("scores", lambda s: s.key),
    "evidence": ("evidence", lambda e: (e.id,)),
    "dismissed": ("dismissed", lambda d: d.key),
    "correction": ("corrections", lambda c: c.key),
    "ignored": ("ignored", lambda i: i.key),
    "subject": ("subjects", lambda s: s.key),
    "revision": ("revisions", lambda r: r.key),
    "ruling": ("rulings", lambda r: (r.id,)),
    "pairing": ("pairings", lambda p: p.key),
    "rereading": ("rereadings", lambda r: r.key),
    "memo": ("memos", lambda m: (m.id,)),
}
"""Where a review holds the entries of each part but ``about``, and what names one."""


@cache
def _reader() -> TypeAdapter[tuple[Change, ...]]:
    """Make what reads changes, when it is first wanted."""
    return TypeAdapter(tuple[Change, ...])


def read_changes(text: str) -> tuple[Change, ...]:
    """Read the changes of a step back from JSON; raises ``pydantic.ValidationError``."""
    return _reader().validate_json(text)


def changes_between(old: Review, new: Review) -> tuple[Change, ...]:
    """List what turns ``old`` into ``new``: removals, then changed and new entries in ``new``'s order."""
    found: list[Change] = []
    if old.about != new.about:
        found.append(Change(part="about", key=(), fields=_difference(old.about, new.about)))
    for part, (field, key_of) in PARTS.items():
        if getattr(old, field) is getattr(new, field):
            continue
        found += _entry_changes(part, key_of, getattr(old, field), getattr(new, field))
    return tuple(found)


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
    "ruling": Ruling,
    "pairing": Pairing,
    "rereading": Rereading,
    "memo": Memo,
}


def whole_fields(part: Part, fields: dict[str, Any]) -> dict[str, Any]:
    """Give all fields of a new entry in their order, also where an older program, which knew fewer, wrote it."""
    return fields if tuple(fields) in _names(part) else entry_of(part, fields).model_dump(mode="json")


@cache
def _names(part: Part) -> frozenset[tuple[str, ...]]:
    """List the fields that an entry of a part may have, in their order."""
    kinds = (Quote, Note) if part == "evidence" else (_VALUES[part],)
    return frozenset(tuple(kind.model_fields) for kind in kinds)


def entry_of(part: Part, fields: dict[str, Any]) -> Value:
    """Build one entry from its JSON values."""
    if part == "evidence":
        return Note.model_validate(fields) if fields.get("kind") == "note" else Quote.model_validate(fields)
    return _VALUES[part].model_validate(fields)
