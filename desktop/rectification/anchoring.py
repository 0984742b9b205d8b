"""Decisions that lost their issue: a letter or plan came in a newer version, and says otherwise what was decided on."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from desktop.model.errors import WrongRequest
from desktop.model.loop import Answer, Issue, LoopRow, Match
from desktop.model.plan import bare
from desktop.model.review import Review
from desktop.model.standing import Ruling
from desktop.rectification import says

_SAME, _APART = 0.6, 0.15
"""So much of both wordings must be shared, and so much more than with any other issue, to take one for the other."""


class Anchors(NamedTuple):
    """Where decisions belong now: the issue's present key by its former one, and those of which nobody can tell."""

    moved: Mapping[str, str]
    lost: tuple[Ruling, ...]

    def key(self, issue: str) -> str:
        """Give the key that an issue has now."""
        return self.moved.get(issue, issue)


def anchored(issues: Sequence[Issue], review: Review) -> Anchors:
    """Find the issues that rulings were made on, by their words where their keys are gone."""
    known = {issue.key for issue in issues}
    gone = {ruling.issue: ruling for ruling in review.rulings if ruling.issue not in known}
    if not gone:
        return Anchors({}, ())
    decided = {ruling.issue for ruling in review.rulings}
    free = [issue for issue in issues if issue.key not in decided]
    pairs = [_pairs(issue.quote) for issue in free]
    places: dict[str, list[int]] = {}
    for at, held in enumerate(pairs):
        for pair in held:
            places.setdefault(pair, []).append(at)
    claims: dict[str, list[str]] = {}
    for key, ruling in gone.items():
        found = _nearest(_pairs(ruling.words), pairs, places)
        if found is not None:
            claims.setdefault(free[found].key, []).append(key)
    moved = {keys[0]: key for key, keys in claims.items() if len(keys) == 1}
    return Anchors(moved, tuple(ruling for key, ruling in gone.items() if key not in moved))


def lost_rows(lost: Iterable[Ruling], rulings: Mapping[str, Sequence[Ruling]], number: int) -> Iterable[LoopRow]:
    """List the decisions whose issue is not found any more, for somebody to say what becomes of them."""
    for at, ruling in enumerate(lost, start=number):
        held = rulings[ruling.issue]
        yield LoopRow(
            number=at,
            key=ruling.issue,
            words=ruling.words,
            match=Match(answer=Answer.GONE, by=says.ISSUE_GONE),
            suggested=ruling.standing,
            reasons=(says.ISSUE_GONE,),
            ruling=held[-1],
            past=tuple(held[:-1]),
        )


def reassigned(review: Review, former: LoopRow, to: LoopRow) -> Review:
    """Move what was decided on a lost issue to another; raises ``WrongRequest`` where that cannot be."""
    if former.match.answer is not Answer.GONE or to.issue is None:
        raise WrongRequest(says.NOT_LOST.format(former.number))
    if to.ruling is not None:
        raise WrongRequest(says.RULED_ALREADY.format(to.number, to.ruling.standing.value))
    moved = tuple(
        ruling.model_copy(update={"issue": to.key}) if ruling.issue == former.key else ruling
        for ruling in review.rulings
    )
    return review.model_copy(update={"rulings": moved})


def _nearest(wanted: frozenset[str], pairs: Sequence[frozenset[str]], places: Mapping[str, list[int]]) -> int | None:
    """Find the one wording that is alike, and clearly more so than any other."""
    votes = Counter(at for pair in wanted for at in places.get(pair, ()))
    near = sorted(((shared / len(wanted | pairs[at]), at) for at, shared in votes.most_common(4)), reverse=True)
    if not near or near[0][0] < _SAME or (len(near) > 1 and near[0][0] - near[1][0] < _APART):
        return None
    return near[0][1]


def _pairs(words: str) -> frozenset[str]:
    plain = bare(words)
    return frozenset(plain[at : at + 2] for at in range(len(plain) - 1))
