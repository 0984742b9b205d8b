"""Replay a log: where its steps lead, and which of them can be undone and redone.

A long log is replayed in time that grows with its length: each step touches its own entries alone, and states are told
apart by a print that each change carries on, so that only those that can still be reached are made into reviews.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from desktop.model.review import About, Review
from desktop.model.step import PARTS, Change, Step, entry_of
from desktop.model.value import Value

KEPT = 500
"""How many edits can be undone, and how many redone."""
_PRIME, _BASE = (1 << 61) - 1, 1_000_003
_BACK = pow(_BASE, -1, _PRIME)

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
    state = _State(review)
    state.apply(changes)
    return state.review()


def timeline(initial: Review, steps: Sequence[Step]) -> Timeline:
    """Replay a log from a review's first state, so that undo goes on where it was left.

    An undo row takes back the latest edits up to the state that it restored (several, where the window had
    merged them into one); a redo row likewise.
    """
    done, undone = _moves(initial, steps)
    wanted = {len(steps), *(at for move in (*done, *undone) for at in (move.before, move.after))}
    state = _State(initial)
    reviews = {0: initial}
    for number, step in enumerate(steps, start=1):
        state.apply(step.changes)
        if number in wanted:
            reviews[number] = state.review()

    def seen(moves: list[_Move]) -> tuple[Transition, ...]:
        return tuple(Transition(words=m.words, before=reviews[m.before], after=reviews[m.after]) for m in moves)

    return Timeline(review=reviews[len(steps)], done=seen(done), undone=seen(undone))


class _Move(NamedTuple):
    """An edit on a stack: its words, and after how many steps its two states stood."""

    words: str
    before: int
    after: int


def _moves(initial: Review, steps: Sequence[Step]) -> tuple[list[_Move], list[_Move]]:
    """Find what can be undone (latest last) and redone (next last), by the prints of the states alone."""
    state = _State(initial)
    prints = [state.print]
    done: list[_Move] = []
    undone: list[_Move] = []
    for number, step in enumerate(steps, start=1):
        state.apply(step.changes)
        prints.append(state.print)
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


class _State:
    """A review while changes are carried out on it."""

    def __init__(self, review: Review) -> None:
        self._review = review
        self._parts = {part: _Entries(key_of, getattr(review, field)) for part, (field, key_of) in PARTS.items()}

    @property
    def print(self) -> tuple[object, ...]:
        """Tell this state from others."""
        return hash(self._review.about), *(entries.print for entries in self._parts.values())

    def apply(self, changes: Iterable[Change]) -> None:
        """Carry out changes."""
        for change in changes:
            if change.part == "about":
                about = {**self._review.about.model_dump(), **(change.fields or {})}
                self._review = self._review.with_about(About.model_validate(about))
                continue
            entries = self._parts[change.part]
            held = entries.get(change.key)
            if change.fields is None:
                entries.drop(change.key)
            else:
                fields = change.fields if held is None else {**held.model_dump(mode="json"), **change.fields}
                entries.put(change.key, entry_of(change.part, fields), change.position)

    def review(self) -> Review:
        """Give the review as it stands."""
        return self._review.model_copy(
            update={field: self._parts[part].as_tuple() for part, (field, _) in PARTS.items()}
        )


class _Entries:
    """The entries of one part in their order, by key; ``print`` sums up what they are and how they are ordered."""

    def __init__(self, key_of: Callable[[Any], Key], entries: tuple[Value, ...]) -> None:
        self._held = {tuple(key_of(entry)): entry for entry in entries}
        self._tuple: tuple[Value, ...] | None = entries
        self._content, self._order = 0, 0
        for key, entry in self._held.items():
            self._content ^= hash((key, entry))
        self._measure()

    @property
    def print(self) -> tuple[int, int]:
        """Tell these entries from others."""
        return self._content, self._order

    def get(self, key: Key) -> Value | None:
        """Find an entry; None where there is none."""
        return self._held.get(key)

    def put(self, key: Key, entry: Value, position: int | None) -> None:
        """Put an entry in the place of the one of its key, else at the end, or at a position."""
        self._tuple = None
        old = self._held.get(key)
        if old is not None:
            self._content ^= hash((key, old))
        self._content ^= hash((key, entry))
        if position is None or (old is None and position >= len(self._held)):
            self._held[key] = entry
            if old is None:
                self._order = (self._order * _BASE + hash(key)) % _PRIME
            return
        rest = [each for each in self._held.items() if each[0] != key]
        rest.insert(position, (key, entry))
        self._held = dict(rest)
        self._measure()

    def drop(self, key: Key) -> None:
        """Take an entry away, if there is one."""
        if key not in self._held:
            return
        self._tuple = None
        last = next(reversed(self._held)) == key
        self._content ^= hash((key, self._held.pop(key)))
        if last:
            self._order = (self._order - hash(key)) * _BACK % _PRIME
        else:
            self._measure()

    def as_tuple(self) -> tuple[Value, ...]:
        """Give the entries in order; the same tuple until something changes."""
        if self._tuple is None:
            self._tuple = tuple(self._held.values())
        return self._tuple

    def _measure(self) -> None:
        """Sum up the order anew."""
        self._order = 0
        for key in self._held:
            self._order = (self._order * _BASE + hash(key)) % _PRIME
