"""A score as one types it, in a field or in a cell of the sheet: ``8.5``, ``达标``, ``不适用``, ``5 3 1``."""

import re
from decimal import Decimal, InvalidOperation

from desktop.model.checklist import Item
from desktop.model.errors import WrongRequest
from desktop.model.review import Review, Score, ScoreState
from desktop.model.words import STATE_WORD
from desktop.scoring import marking
from desktop.scoring.scored import scored

WAIVED = STATE_WORD[ScoreState.NOT_APPLICABLE]
_APART = re.compile(r"[\s、，,]+")


def typed(score: Score | None) -> str:
    """Write what was given: 不适用, a level, points, or the numbers that the rule asks for; nothing while open."""
    if score is None or score.state is ScoreState.OPEN:
        return ""
    if score.state is ScoreState.NOT_APPLICABLE:
        return WAIVED
    if score.given:
        return " ".join(format(number, "f") for number in score.given)
    return score.level or (format(score.points, "f") if score.points is not None else "")


def scored_as_typed(review: Review, item: Item, words: str, subject: str = "") -> Review:
    """Score an item by what was typed; raises ``WrongRequest`` with one Chinese sentence."""
    words = words.strip()
    if words == WAIVED:
        return scored(review, item, na=True, subject=subject)
    if any(option.word == words for option in marking.options(item) if option.word):
        return scored(review, item, level=words, subject=subject)
    try:
        numbers = tuple(Decimal(part) for part in _APART.split(words))
    except InvalidOperation as error:
        raise WrongRequest(f"“{words}”不是分数，也不是“{item.name}”的等级。") from error
    if marking.asks(item):
        return scored(review, item, given=numbers, subject=subject)
    if len(numbers) > 1:
        raise WrongRequest(f"“{item.name}”只要一个分数。")
    return scored(review, item, points=numbers[0], subject=subject)
