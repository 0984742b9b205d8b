"""合计办法: how items add up to a total and a grade; a closed set of rule types told apart by ``type``.

The values only say what a rule is; ``desktop.scoring.engine`` applies them, always in one order: the base (sum or
weights), bonus, bands and counts, pass conditions, caps, downgrades, veto. So it does not matter how they are
listed. ``of`` names dimensions or items by id, nothing for all of them.
"""

from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from desktop.model.marks import Amount
from desktop.model.value import Typed, Value


class Band(Value):
    """The word for totals from ``min`` up."""

    min: Amount
    text: str = ""


class Sum(Typed):
    """相加: the points of all items; where some are 不适用 the rest stand for all of ``out_of`` (else all points)."""

    type: Literal["sum"] = "sum"
    out_of: Amount | None = Field(None, gt=0)


class Weight(Value):
    """What a dimension, or a group of them, counts among those ``under`` the same group."""

    of: str
    weight: Amount = Field(gt=0)
    under: str = ""


class Weights(Typed):
    """加权: each dimension's share of its points by weight; weights of one group are normalised, 不适用 left out."""

    type: Literal["weights"] = "weights"
    weights: tuple[Weight, ...] = Field(min_length=1)
    out_of: Amount = Field(Decimal(100), gt=0)

    @model_validator(mode="after")
    def _a_tree(self) -> Self:
        above = {weight.of: weight.under for weight in self.weights}
        if len(above) < len(self.weights):
            raise ValueError("同一部分的权重写了两次")
        for name in above:
            seen, at = {name}, above[name]
            while at:
                if at in seen:
                    raise ValueError(f"权重成了循环：“{name}”经“{at}”又归到自己名下")
                if at not in above:
                    raise ValueError(f"权重里“{name}”归在“{at}”名下，但“{at}”自己没有权重")
                seen.add(at)
                at = above[at]
        return self

    @property
    def groups(self) -> frozenset[str]:
        """Name the groups that others are under."""
        return frozenset(weight.under for weight in self.weights if weight.under)


class Bonus(Typed):
    """加分: the points of some items come on top, up to ``ceiling``; the total stays within ``limit`` where given."""

    type: Literal["bonus"] = "bonus"
    of: tuple[str, ...] = Field(min_length=1)
    ceiling: Amount = Field(ge=0)
    limit: Amount | None = None


class Bands(Typed):
    """分档: a grade by the total."""

    type: Literal["bands"] = "bands"
    bands: tuple[Band, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _apart(self) -> Self:
        if len({band.min for band in self.bands}) < len(self.bands):
            raise ValueError("两档的起点不能相同")
        return self


class Need(Value):
    """At least ``count`` items of a level or better; with ``most``, at most so many of that level itself."""

    level: str
    count: int = Field(ge=0)
    most: bool = False


class CountBand(Value):
    """A grade that is reached when every need is."""

    text: str
    needs: tuple[Need, ...] = ()


class Count(Typed):
    """计数: a grade by how many items have which level, best grade first.

    ``out_of`` is how many items the numbers are meant for: where some are 不适用, a least number shrinks in
    proportion (rounded up, so that it never gets easier).
    """

    type: Literal["count"] = "count"
    bands: tuple[CountBand, ...] = Field(min_length=1)
    of: tuple[str, ...] = ()
    out_of: int | None = Field(None, gt=0)


class Pass(Typed):
    """必达: what a part needs, in points or as a share (0 to 1) of its points or items; else ``otherwise`` at best."""

    type: Literal["pass"] = "pass"
    of: tuple[str, ...] = ()
    points: Amount | None = None
    share: Amount | None = Field(None, ge=0, le=1)
    otherwise: str = "不合格"

    @model_validator(mode="after")
    def _one(self) -> Self:
        if (self.points is None) == (self.share is None):
            raise ValueError("必达条件要写分数或比例，两者只写一个")
        return self


class Cap(Typed):
    """限档: when any of the items fails, the grade is ``grade`` at best."""

    type: Literal["cap"] = "cap"
    of: tuple[str, ...] = Field(min_length=1)
    grade: str


class Downgrade(Typed):
    """降档: when any of the items fails, the grade falls by so many steps."""

    type: Literal["downgrade"] = "downgrade"
    of: tuple[str, ...] = Field(min_length=1)
    by: int = Field(1, ge=1)


class Veto(Typed):
    """否决: when any of the items fails, the grade is ``grade`` (the lowest where empty), whatever else is."""

    type: Literal["veto"] = "veto"
    of: tuple[str, ...] = Field(min_length=1)
    grade: str = ""


TotalRule = Annotated[
    Sum | Weights | Bonus | Bands | Count | Pass | Cap | Downgrade | Veto, Field(discriminator="type")
]


class Scheme(Value):
    """How a checklist adds up; at most one base (sum or weights), one set of bands and one of counts."""

    rules: tuple[TotalRule, ...] = ()

    @model_validator(mode="after")
    def _one_base(self) -> Self:
        for types, words in ((("sum", "weights"), "相加或加权"), (("bands",), "分档"), (("count",), "计数")):
            if sum(rule.type in types for rule in self.rules) > 1:
                raise ValueError(f"合计办法里{words}只能有一条")
        return self

    @property
    def grades(self) -> tuple[str, ...]:
        """List every grade, best first: of the bands, of the counts, then those that only other rules name."""
        found: list[str] = []
        for rule in self.rules:
            if isinstance(rule, Bands):
                found += [band.text for band in sorted(rule.bands, key=lambda band: -band.min)]
        for rule in self.rules:
            if isinstance(rule, Count):
                found += [band.text for band in rule.bands]
        if not found and any(isinstance(rule, Pass | Cap | Veto | Downgrade) for rule in self.rules):
            found.append("通过")
        for rule in self.rules:
            if isinstance(rule, Pass):
                found.append(rule.otherwise)
            elif isinstance(rule, Cap | Veto):
                found.append(rule.grade)
        return tuple(dict.fromkeys(filter(None, found)))

    @property
    def named(self) -> tuple[str, ...]:
        """List every dimension, group or item that a rule names."""
        found: list[str] = []
        for rule in self.rules:
            if isinstance(rule, Weights):
                found += [weight.of for weight in rule.weights if weight.of not in rule.groups]
            elif not isinstance(rule, Sum | Bands):
                found += rule.of
        return tuple(dict.fromkeys(found))
