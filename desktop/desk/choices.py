"""The buttons an item is scored by, and the digit that presses each."""

from decimal import Decimal

from desktop.model.amount import plain
from desktop.model.checklist import Item
from desktop.model.marks import Ask
from desktop.model.review import Score, ScoreState
from desktop.model.value import Value

_DIGITS = 9


class Choice(Value):
    """One way to score an item: a level, so many points, or 不适用; ``hint`` says what it stands for."""

    words: str
    key: str
    hint: str = ""
    points: Decimal | None = None
    level: str | None = None
    na: bool = False

    def given_by(self, score: Score | None) -> bool:
        """Tell whether a score is this choice."""
        if score is None:
            return False
        if self.na or score.state is ScoreState.NOT_APPLICABLE:
            return self.na and score.state is ScoreState.NOT_APPLICABLE
        if self.points is not None:
            return score.points == self.points
        return score.level == self.level


def choices(item: Item) -> tuple[Choice, ...]:
    """List an item's buttons as its rule has them, levels or points; N is always 不适用."""
    from desktop.scoring import marking

    made = []
    for digit, option in enumerate(marking.options(item)[:_DIGITS], 1):
        worth = f"{plain(option.points)} 分" if option.points is not None else ""
        if option.word:
            hint = "：".join(filter(None, (worth, option.text)))
            made.append(Choice(words=option.word, key=str(digit), hint=hint, level=option.word))
        elif option.points is not None:
            hint = f"{worth}：{option.text}"
            made.append(Choice(words=plain(option.points), key=str(digit), hint=hint, points=option.points))
    return (*made, Choice(words="不适用", key="N", na=True))


def asks(item: Item) -> tuple[Ask, ...]:
    """List the numbers that an item's rule asks for."""
    from desktop.scoring import marking

    return marking.asks(item)


def takes_points(item: Item) -> bool:
    """Tell whether points are typed, not worked out of numbers or of a level."""
    from desktop.scoring import marking

    return marking.takes_points(item)
