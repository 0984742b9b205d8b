"""计分过程 and 自检 as the window shows them, and 试算: what the total would be if a score or a rule were another."""

import re
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from pydantic import ValidationError

from desktop.model.checklist import Checklist, Item
from desktop.model.concern import Concern
from desktop.model.errors import WrongRequest
from desktop.model.review import Review, Score, ScoreState
from desktop.model.step import LoggedStep
from desktop.model.tally import Tally
from desktop.model.value import Value

if TYPE_CHECKING:
    from desktop.desk.desk import Desk

EXPORTED = "exported"
"""The place in a case's view that holds the number of the last step its exported sheet has."""

_WAIVED = "不适用"


class Trial(Value):
    """What would be: in one line, then every step that moved as (before, after); the review is kept by no one."""

    says: str
    moves: tuple[tuple[str, str], ...]
    review: Review


def tally(checklist: Checklist, review: Review) -> Tally:
    """Replay the total of a review."""
    from desktop import scoring

    return scoring.tally(checklist, review)


def line(step: Tally) -> str:
    """Write one step."""
    from desktop.scoring import engine

    return engine.line(step)


def rule_text(item: Item) -> str:
    """Write an item's rule as it is typed."""
    from desktop.scoring import notation

    return notation.written(item.rule)


def score_text(item: Item, score: Score | None) -> str:
    """Write what was given as it is typed: 不适用, a level, points, or the numbers that the rule asks for."""
    if score is None or score.state is ScoreState.OPEN:
        return ""
    if score.state is ScoreState.NOT_APPLICABLE:
        return _WAIVED
    if score.given:
        return " ".join(format(number, "f") for number in score.given)
    return score.level or (format(score.points, "f") if score.points is not None else "")


def trial(checklist: Checklist, review: Review, item: Item, score: str, rule: str) -> Trial:
    """Work out what the total would be; raises ``WrongRequest`` where score or rule cannot be understood."""
    from desktop import scoring
    from desktop.scoring import notation, what_if

    changed = checklist
    if rule.strip() and rule.strip() != rule_text(item):
        try:
            changed = what_if.with_rule(checklist, item.id, notation.read_marks(rule))
        except ValidationError as error:
            raise WrongRequest(f"这条规则用在“{item.name}”上不合适，请改一改。") from error
    tried = _scored(review, changed.item_by_id[item.id], score)
    before, after = scoring.tally(checklist, review), scoring.tally(changed, tried)
    moves = tuple((move.before, move.after) for move in what_if.moved(before, after))
    return Trial(says=what_if.verdict(before, after), moves=moves, review=tried)


def concerns(desk: "Desk") -> tuple[Concern, ...]:
    """Go over the open review; nothing where none is open."""
    from desktop.scoring import inspection

    if desk.ledger is None or desk.checklist is None:
        return ()
    exported = int(desk.bookmark.places.get(EXPORTED, 0))
    changed = changed_after(desk.ledger.file.history(desk.ledger.review.id), exported) if exported else ()
    return inspection.inspected(desk.checklist, desk.ledger.review, desk.examination, desk.suggestions, changed)


def changed_after(log: Iterable[LoggedStep], seq: int) -> frozenset[str]:
    """List the items whose score changed after a step of the log."""
    return frozenset(
        str(change.key[0]) for step in log for change in step.changes if step.seq > seq and change.part == "score"
    )


def _scored(review: Review, item: Item, typed: str) -> Review:
    """Score an item as it is typed; nothing typed leaves it as it is."""
    from desktop import scoring
    from desktop.scoring import marking

    words = typed.strip()
    if not words:
        return review
    if words == _WAIVED:
        return scoring.scored(review, item, na=True)
    if any(option.word == words for option in marking.options(item)):
        return scoring.scored(review, item, level=words)
    try:
        numbers = tuple(Decimal(part) for part in re.split(r"[\s、，,]+", words))
    except InvalidOperation as error:
        raise WrongRequest(f"“{words}”不是分数，也不是“{item.name}”的等级。") from error
    if marking.asks(item):
        return scoring.scored(review, item, given=numbers)
    if len(numbers) > 1:
        raise WrongRequest(f"“{item.name}”只要一个分数。")
    return scoring.scored(review, item, points=numbers[0])
