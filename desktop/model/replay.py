"""Replay a log: where its steps lead, and which of them can be undone and redone.

A long log is replayed in time that grows with its length: each step touches its own entries alone, as the fields that
the log holds, and states are told apart by a print that each change carries on; only the entries of states that can
still be reached are made into values.
"""

from collections.abc import Callable, Iterable
from functools import partial
from itertools import islice
from typing import Any, NamedTuple

from desktop.model.review import About, Review
from desktop.model.step import PARTS, Change, Part, Step, entry_of, whole_fields
from desktop.model.value import Value

KEPT = 500
"""How many edits can be undone, and how many redone."""

Key = tuple[str | int, ...]


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


def applied(review: Review, changes: Iterable[Change]) -> Review:
    """Carry out changes on a review; the inverse of ``changes_between``.

    Raises ``pydantic.ValidationError`` when a change does not fit its part.
    """
    state = State(review)
    state.apply(changes)
    return state.review()


def timeline(initial: Review, steps: Iterable[Step]) -> Timeline:
    """Replay a log from a review's first state, so that undo goes on where it was left.

    An undo row takes back the latest edits up to the state that it restored (several, where the window had
    merged them into one); a redo row likewise. The steps are gone through twice.
    """
    done, undone = _moves(initial, steps)
    wanted = {at for move in (*done, *undone) for at in (move.before, move.after)}
    state = State(initial)
    reviews, count = {0: initial}, 0
    for count, step in enumerate(steps, start=1):
        state.apply(step.changes)
        if count in wanted:
            reviews[count] = state.review()
    now = reviews.setdefault(count, state.review())

    def seen(moves: list[_Move]) -> tuple[Transition, ...]:
        return tuple(Transition(words=m.words, before=reviews[m.before], after=reviews[m.after]) for m in moves)

    return Timeline(review=now, done=seen(done), undone=seen(undone))


class _Move(NamedTuple):
    """An edit on a stack: its words, and after how many steps its two states stood."""

    words: str
    before: int
    after: int


def _moves(initial: Review, steps: Iterable[Step]) -> tuple[list[_Move], list[_Move]]:
    """Find what can be undone (latest last) and redone (next last), by the prints of the states alone."""
    tally = _Tally()
    state = State(initial, partial(_Printed, tally))
    prints = [(state.about, tally.sum)]
    done: list[_Move] = []
    undone: list[_Move] = []
    for number, step in enumerate(steps, start=1):
        state.apply(step.changes)
        prints.append((state.about, tally.sum))
        move = _Move(step.words, number - 1, number)
        if step.kind == "undo":
            del done[_last(done, lambda m: prints[m.before] == prints[-1]) :]
            undone.append(_Move(step.words, number, number - 1))
            continue
        if step.kind == "redo":
            del undone[_last(undone, lambda m: prints[m.after] == prints[-1]) :]
        else:
            undone.clear()
        done.append(move)
    return done[-KEPT:], undone[-KEPT:]


def _last(moves: list[_Move], fits: Callable[[_Move], bool]) -> int:
    """Find the last that fits; 0 where none does, for then nothing below leads there either."""
    return next((at for at in range(len(moves) - 1, -1, -1) if fits(moves[at])), 0)


class State:
    """A review while changes are carried out on it, in entries of a kind."""

    def __init__(self, review: Review, kind: Callable[[Part, tuple[Value, ...]], "_Entries"] | None = None) -> None:
        self._review = review
        make = kind or _Entries
        self._parts = {part: make(part, getattr(review, field)) for part, (field, _) in PARTS.items()}

    @property
    def about(self) -> About:
        """Give what the review is about, as it stands."""
        return self._review.about

    def apply(self, changes: Iterable[Change]) -> None:
        """Carry out changes."""
        for change in changes:
            if change.part == "about":
                about = {**self._review.about.model_dump(), **(change.fields or {})}
                self._review = self._review.with_about(About.model_validate(about))
            elif change.fields is None:
                self._parts[change.part].drop(change.key)
            else:
                self._parts[change.part].put(change.key, change.fields, change.position)

    def entry(self, part: Part, key: Key) -> Value | None:
        """Give one entry of a part but ``about``; None where there is none."""
        return self._parts[part].entry(key)

    def review(self) -> Review:
        """Give the review as it stands."""
        return self._review.model_copy(
            update={field: self._parts[part].as_tuple() for part, (field, _) in PARTS.items()}
        )


class _Entries:
    """The entries of one part in their order, by key; one that was changed is kept as fields until it is asked for."""

    def __init__(self, part: Part, entries: tuple[Value, ...]) -> None:
        key_of = PARTS[part][1]
        self._part = part
        self._held: dict[Key, Any] = {tuple(key_of(entry)): entry for entry in entries}
        self._tuple: tuple[Value, ...] | None = entries
        self._fields: dict[Key, dict[str, Any]] = {}
        """What was changed since it was made."""
        self._unmade: set[Key] = set()

    def put(self, key: Key, fields: dict[str, Any], position: int | None) -> dict[str, Any]:
        """Change fields of an entry where it stands, or put it at a position; a new one at the end, or there.

        Gives all its fields.
        """
        held = self._fields_of(key)
        whole = whole_fields(self._part, fields) if held is None else {**held, **fields}
        if held is not None and position is not None:
            self.drop(key)
        self._tuple = None
        self._unmade.add(key)
        self._fields[key] = whole
        last = len(self._held)
        self._held[key] = None
        if position is not None and position < last:
            items = list(self._held.items())
            items.insert(position, items.pop())
            self._held = dict(items)
        return whole

    def drop(self, key: Key) -> None:
        """Take an entry away, if there is one."""
        if key in self._held:
            self._tuple = None
            self._unmade.discard(key)
            self._fields.pop(key, None)
            del self._held[key]

    def entry(self, key: Key) -> Value | None:
        """Give one entry; None where there is none."""
        if key in self._unmade:
            self._held[key] = entry_of(self._part, self._fields[key])
            self._unmade.discard(key)
        return self._held.get(key)

    def as_tuple(self) -> tuple[Value, ...]:
        """Give the entries in order; the same tuple until something changes."""
        if self._tuple is None:
            for key in tuple(self._unmade):
                self.entry(key)
            self._tuple = tuple(self._held.values())
        return self._tuple

    def _fields_of(self, key: Key) -> dict[str, Any] | None:
        """Give all fields of an entry; None where there is none."""
        if key in self._fields or key not in self._held:
            return self._fields.get(key)
        fields: dict[str, Any] = self._held[key].model_dump(mode="json")
        return fields


class _Tally:
    """What the entries are and who stands beside whom, summed up in one number that tells states apart."""

    sum = 0


class _Printed(_Entries):
    """Entries that carry every change on to a tally."""

    def __init__(self, tally: _Tally, part: Part, entries: tuple[Value, ...]) -> None:
        super().__init__(part, entries)
        self._tally = tally
        self._prints: dict[Key, int] = {}
        self._before: dict[Key | None, Key | None] = {None: None}
        self._after: dict[Key | None, Key | None] = {None: None}
        for key, entry in self._held.items():
            self._note(key, entry.model_dump(mode="json"))
            self._link(key, None)

    def put(self, key: Key, fields: dict[str, Any], position: int | None) -> dict[str, Any]:
        """Put an entry, and sum up anew."""
        whole = super().put(key, fields, position)
        self._note(key, whole)
        if key not in self._before:
            last = len(self._held) - 1
            at = last if position is None else min(position, last)
            self._link(key, next(islice(self._held, at + 1, None)) if at < last else None)
        return whole

    def drop(self, key: Key) -> None:
        """Take an entry away, and out of the sum."""
        if key in self._held:
            before, after = self._before.pop(key), self._after.pop(key)
            self._tally.sum ^= self._prints.pop(key) ^ self._beside(before, key) ^ self._beside(key, after)
            self._tally.sum ^= self._beside(before, after)
            self._after[before], self._before[after] = after, before
        super().drop(key)

    def _note(self, key: Key, fields: dict[str, Any]) -> None:
        """Sum up what an entry is."""
        fresh = hash((self._part, key, repr(fields)))
        self._tally.sum ^= self._prints.get(key, 0) ^ fresh
        self._prints[key] = fresh

    def _link(self, key: Key, after: Key | None) -> None:
        """Let an entry stand before another one, or at the end."""
        before = self._before[after]
        self._tally.sum ^= self._beside(before, after) ^ self._beside(before, key) ^ self._beside(key, after)
        self._after[before] = self._before[after] = key
        self._before[key], self._after[key] = before, after

    def _beside(self, before: Key | None, after: Key | None) -> int:
        """Sum up that one entry stands before another."""
        return hash((self._part, before, after))
