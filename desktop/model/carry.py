"""Carry a review over to a newer version of its report: what is found again moves, what is not is left to decide."""

import re
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from typing import TypeVar

from desktop.model.review import Correction, Evidence, Ignored, Quote, Review, ScoreState
from desktop.model.value import Value

_M = TypeVar("_M", Correction, Ignored)
_SAME, _NEAR = 0.6, 0.4
_LONG_ENOUGH = 8
_MOST = 50
_LEAST_CLAUSE = 6
_CLAUSE = re.compile(r"[\s，。；：,;]+")


class Known(Value):
    """A case that knows a report: ``same`` where it holds these very bytes, else it holds another version."""

    path: str
    name: str
    same: bool


class Carried(Value):
    """A review of the newer version; ``lost`` is the evidence that still points into the older one.

    The items of lost evidence are 存疑 and keep their points or level. ``dropped`` counts corrections, ignored
    figures and rejected suggestions whose words changed.
    """

    review: Review
    kept: int
    lost: tuple[Quote, ...]
    dropped: int


def carried(review: Review, review_id: str, old: tuple[str, str], new: tuple[str, str]) -> Carried:
    """Carry a review over; ``old`` and ``new`` are the versions, each as (sha256, text)."""
    (before, old_text), (after, text) = old, new
    anchors = Anchors(old_text, text)
    evidence: list[Evidence] = []
    lost: list[Quote] = []
    kept = 0
    for entry in review.evidence:
        if isinstance(entry, Quote) and entry.document == before:
            place = anchors.place(entry.start, entry.end)
            if place is None:
                lost.append(entry)
            else:
                kept += 1
                entry = entry.model_copy(update={"document": after, "start": place[0], "end": place[1]})
        evidence.append(entry)
    doubtful = {entry.item for entry in lost}
    scores = tuple(
        score.model_copy(update={"state": ScoreState.DOUBTFUL}) if score.item in doubtful else score
        for score in review.scores
    )
    dismissed = [
        each.model_copy(update={"document": after, "start": place[0], "end": place[1]})
        for each in review.dismissed
        if each.document == before and (place := anchors.place(each.start, each.end))
    ]
    corrections = tuple(_moved(review.corrections, before, after, anchors))
    ignored = tuple(_moved(review.ignored, before, after, anchors))
    memos = tuple(
        memo.model_copy(update={"document": after, "start": place[0], "end": place[1]})
        if memo.document == before and (place := anchors.place(memo.start, memo.end))
        else memo
        for memo in review.memos
    )
    held = (review.dismissed, review.corrections, review.ignored)
    left = sum(len(each) for each in held) - len(dismissed) - len(corrections) - len(ignored)
    moved = review.model_copy(
        update={
            "id": review_id,
            "evidence": tuple(evidence),
            "scores": scores,
            "dismissed": tuple(dismissed),
            "corrections": corrections,
            "ignored": ignored,
            "memos": memos,
        }
    )
    return Carried(review=moved, kept=kept, lost=tuple(lost), dropped=left)


def likeness(old: str, new: str) -> float:
    """Give the share of clauses that two versions of a text have in common, 0 to 1, of the shorter one."""
    ours, theirs = ({clause for clause in _CLAUSE.split(text) if len(clause) >= _LEAST_CLAUSE} for text in (old, new))
    fewest = min(len(ours), len(theirs))
    return len(ours & theirs) / fewest if fewest else 0.0


@lru_cache(maxsize=64)
def nearest(text: str, words: str) -> tuple[int, int] | None:
    """Find the line of a text that is most like some words; None where none is.

    A panel asks for the same lost quotes at every change, which takes 50 ms each over 300,000 characters.
    """
    wanted = _pairs(words)
    best, place = _NEAR, None
    for start, end in _lines(text):
        # The words may be a part of the line only: what counts is how much of them it holds.
        share = len(wanted & _pairs(text[start:end])) / len(wanted) if wanted else 0.0
        if share > best:
            best, place = share, (start, end)
    return place


class Anchors:
    """Find places of an older text in a newer one."""

    def __init__(self, old: str, new: str) -> None:
        self._old, self._new = old, new

    def place(self, start: int, end: int) -> tuple[int, int] | None:
        """Find the same words again, in the line most like the one that they stood in."""
        words = self._old[start:end]
        found = list(self._occurrences(words)) if words.strip() else []
        if not found:
            return None
        line = _pairs(_line(self._old, start))
        ahead = start / max(len(self._old), 1)

        def weight(at: int) -> tuple[float, float]:
            return _alike(line, _pairs(_line(self._new, at))), -abs(at / max(len(self._new), 1) - ahead)

        best = max(found, key=weight)
        alike = weight(best)[0] >= _SAME or (len(words) >= _LONG_ENOUGH and len(found) == 1)
        return (best, best + len(words)) if alike else None

    def point(self, at: int) -> int | None:
        """Find an offset again, where its whole line stands in the newer text as it did."""
        begin = self._old.rfind("\n", 0, at) + 1
        line = _line(self._old, at)
        places = self._starts_of.get(line, ())
        if not line.strip() or not places:
            return None
        ahead = at / max(len(self._old), 1)
        return at - begin + min(places, key=lambda place: abs(place / max(len(self._new), 1) - ahead))

    @cached_property
    def _starts_of(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        at = 0
        for line in self._new.split("\n"):
            found.setdefault(line, []).append(at)
            at += len(line) + 1
        return found

    def _occurrences(self, words: str) -> Iterator[int]:
        at = self._new.find(words)
        for _ in range(_MOST):
            if at < 0:
                return
            yield at
            at = self._new.find(words, at + 1)


def _moved(marks: Sequence[_M], before: str, after: str, anchors: Anchors) -> Iterator[_M]:
    for mark in marks:
        place = anchors.point(mark.start) if mark.document == before else None
        if place is None:
            continue
        update: dict[str, object] = {"document": after, "start": place}
        if isinstance(mark, Correction) and mark.end is not None:
            update["end"] = mark.end + place - mark.start
        yield mark.model_copy(update=update)


def _line(text: str, at: int) -> str:
    """Give the line that holds an offset."""
    end = text.find("\n", at)
    return text[text.rfind("\n", 0, at) + 1 : len(text) if end < 0 else end]


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """List the lines that hold words, without the blanks at their ends."""
    at = 0
    for line in text.split("\n"):
        bare = line.strip()
        if bare:
            start = at + line.index(bare[0])
            yield start, start + len(bare)
        at += len(line) + 1


def _bare(words: str) -> str:
    return "".join(words.split())


def _pairs(words: str) -> frozenset[str]:
    """List the pairs of neighbouring characters."""
    bare = _bare(words)
    return frozenset(bare[at : at + 2] for at in range(len(bare) - 1)) or frozenset((bare,) if bare else ())


def _alike(one: frozenset[str], other: frozenset[str]) -> float:
    """Give the share of pairs in common, 0 to 1."""
    both = len(one | other)
    return len(one & other) / both if both else 0.0
