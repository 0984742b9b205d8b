"""The buttons an item is scored by, and the digit that presses each."""

from decimal import Decimal

from desktop.desk.words import plain
from desktop.model.checklist import Item
from desktop.model.review import LevelWord, Score, ScoreState
from desktop.model.value import Value


class Choice(Value):
    """One way to score an item: a level, so many points, or 不适用; ``hint`` says what it stands for."""

    words: str
    key: str
    hint: str = ""
    points: Decimal | None = None
    level: LevelWord | None = None
    na: bool = False

    def given_by(self, score: Score | None) -> bool:
        """Tell whether a score is this choice."""
        if score is None:
            return False
        if self.na or score.state is ScoreState.NOT_APPLICABLE:
            return self.na and score.state is ScoreState.NOT_APPLICABLE
        if self.points is not None:
            return score.points == self.points
        return score.level is self.level


def choices(item: Item) -> tuple[Choice, ...]:
    """List an item's buttons: its rubric's points, else the three levels; N is always 不适用."""
    if item.max_points is None:
        given = [Choice(words=level.value, key=str(i), level=level) for i, level in enumerate(LevelWord, 1)]
    else:
        given = [
            Choice(
                words=plain(level.score), key=str(i), hint=f"{plain(level.score)} 分：{level.text}", points=level.score
            )
            for i, level in enumerate(item.judge.levels[:9], 1)
        ]
    return (*given, Choice(words="不适用", key="N", na=True))
