"""评分方式: how the decision on one item becomes points; a closed set of rule types told apart by ``type``.

The values only say what a rule is; ``desktop.scoring.marking`` knows what each does.
"""

from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from desktop.model.value import Typed, Value

Amount = Annotated[Decimal, Field(allow_inf_nan=False)]


class Level(Value):
    """One step of a rubric: so many points for this."""

    score: Amount
    text: str = ""


class Grade(Value):
    """One level of an item: its word, its points where it has any, and what it stands for."""

    word: str
    points: Amount | None = None
    text: str = ""


class Limit(Value):
    """From ``at`` on (in the rule's direction) there are so many points."""

    at: Amount
    points: Amount


class Ask(Value):
    """A number that a rule asks for: ``whole`` where only counts make sense."""

    name: str
    unit: str = ""
    whole: bool = False


class Points(Typed):
    """得分: points up to ``max``, typed or taken from ``steps``; full or zero is two steps."""

    type: Literal["points"] = "points"
    max: Amount = Field(ge=0)
    steps: tuple[Level, ...] = ()

    @model_validator(mode="after")
    def _within(self) -> Self:
        if any(not 0 <= step.score <= self.max for step in self.steps):
            raise ValueError("每一档的分数应在 0 到满分之间")
        return self


class Levels(Typed):
    """等级: one of several words, best first, with points or without."""

    type: Literal["levels"] = "levels"
    levels: tuple[Grade, ...] = Field(min_length=2)

    @property
    def max(self) -> Decimal | None:
        """Give the points of the best level; None where levels have no points."""
        return self.levels[0].points

    @model_validator(mode="after")
    def _falling(self) -> Self:
        words = [level.word for level in self.levels]
        if len(set(words)) < len(words) or not all(words):
            raise ValueError("等级的名称不能空，也不能重复")
        points = [level.points for level in self.levels if level.points is not None]
        if points and len(points) < len(words):
            raise ValueError("等级要么都给分，要么都不给分")
        if points != sorted(points, reverse=True):
            raise ValueError("等级要从高到低写")
        return self


class Deduction(Typed):
    """扣分: ``each`` off the full points for every occurrence, never below ``floor``; ``unit`` is 处, 次 or 项."""

    type: Literal["deduction"] = "deduction"
    max: Amount
    each: Amount = Field(gt=0)
    floor: Amount = Decimal(0)
    unit: str = "处"

    @model_validator(mode="after")
    def _above(self) -> Self:
        if self.floor > self.max:
            raise ValueError("最低分不能高于满分")
        return self


class Stepped(Typed):
    """分段: points by the range that a measured amount falls into; ``higher`` is whether more is better.

    ``limits`` go from the best down; what reaches none has ``rest``.
    """

    type: Literal["stepped"] = "stepped"
    limits: tuple[Limit, ...] = Field(min_length=1)
    rest: Amount = Decimal(0)
    higher: bool = True
    unit: str = ""

    @property
    def max(self) -> Decimal:
        """Give the points of the best range."""
        return self.limits[0].points

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        at = [limit.at for limit in self.limits]
        points = [*(limit.points for limit in self.limits), self.rest]
        if at != sorted(set(at), reverse=self.higher) or points != sorted(points, reverse=True):
            raise ValueError("各段要从好到差写，分数随之不增，界限不能重复")
        return self


class Proportional(Typed):
    """按比例: in a straight line from nothing at ``zero_at`` to full points at ``full_at``, whichever is higher."""

    type: Literal["proportional"] = "proportional"
    max: Amount = Field(ge=0)
    zero_at: Amount
    full_at: Amount
    unit: str = ""

    @model_validator(mode="after")
    def _apart(self) -> Self:
        if self.zero_at == self.full_at:
            raise ValueError("零分线和满分线不能相同")
        return self


class Threshold(Typed):
    """达线: full points when the lines of the item's ``judge`` are kept (all, any, or k of n), else none."""

    type: Literal["threshold"] = "threshold"
    max: Amount = Field(ge=0)


class Shared(Typed):
    """共摊: N issues share the points; ``partly`` is the share of one that is partly put right."""

    type: Literal["shared"] = "shared"
    max: Amount = Field(ge=0)
    partly: Amount = Field(Decimal("0.5"), ge=0, le=1)
    unit: str = "个问题"


class Ranked(Typed):
    """名次: points by the rank among those evaluated; each of ``limits`` names the last rank of its range."""

    type: Literal["ranked"] = "ranked"
    limits: tuple[Limit, ...] = Field(min_length=1)
    rest: Amount = Decimal(0)

    @property
    def max(self) -> Decimal:
        """Give the points of the first rank."""
        return self.limits[0].points

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        at = [limit.at for limit in self.limits]
        points = [*(limit.points for limit in self.limits), self.rest]
        if at != sorted(set(at)) or at[0] < 1 or points != sorted(points, reverse=True):
            raise ValueError("名次要从 1 起由前到后写，分数随之不增")
        return self


Marks = Annotated[
    Points | Levels | Deduction | Stepped | Proportional | Threshold | Shared | Ranked, Field(discriminator="type")
]
