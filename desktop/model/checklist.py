"""评价表: a framework of dimensions and items, how each is judged, and where every figure comes from."""

import hashlib
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import Literal, Self

from pydantic import ConfigDict, Field, field_validator, model_validator

from desktop.model.background import (
    Calibration,
    Coefficient,
    LocalAddition,
    NationalOrigin,
    Relaxations,
    SplitRule,
    Variant,
)
from desktop.model.marks import Grade, Level, Levels, Marks, Points, Threshold
from desktop.model.provenance import Confidence, Source, Status
from desktop.model.scheme import Band, Bands, Scheme, TotalRule, Veto, Weight, Weights
from desktop.model.value import Value

STANDARD_LEVELS = Levels(levels=tuple(Grade(word=word) for word in ("达标", "基本达标", "未达标")))
"""How an item without official points is scored, until an office sets points of its own."""


class Operator(StrEnum):
    """How a rule compares; ``between`` takes two bounds, both included."""

    AT_LEAST = ">="
    AT_MOST = "<="
    MORE = ">"
    LESS = "<"
    EQUAL = "=="
    BETWEEN = "between"


class Scope(StrEnum):
    """For what a rule holds; ``reference`` and ``target_2025`` only hint: missing them is never 未达标."""

    WHOLE = ""
    EACH_SCHOOL = "each_school"
    EACH_CLASS = "each_class"
    EACH_ROOM = "each_room"
    EACH_METRIC = "each_metric"
    EACH_STAGE = "each_stage"
    COUNTY = "county"
    PROVINCE = "province"
    REFERENCE = "reference"
    TARGET_2025 = "target_2025"

    @property
    def hints_only(self) -> bool:
        """Tell whether missing the line may never count against the report."""
        return self in {Scope.REFERENCE, Scope.TARGET_2025}

    @property
    def of_every_part(self) -> bool:
        """Tell whether an average over the line does not yet show the rule."""
        return self in {Scope.EACH_SCHOOL, Scope.EACH_CLASS, Scope.EACH_ROOM, Scope.EACH_METRIC, Scope.EACH_STAGE}


class Rule(Value):
    """One line that an indicator must keep.

    ``metric`` is a canonical indicator name; ``value`` is one bound, or two for ``between``; ``unit`` ``:1`` means
    pupils to one teacher. ``stage`` is 小学, 初中, …; ``period`` is how long (近3年逐年); ``use`` is the evaluation it
    serves and ``by`` the year from which it holds.
    """

    metric: str
    op: Operator
    value: Decimal | tuple[Decimal, Decimal]
    unit: str
    stage: str = ""
    scope: Scope = Scope.WHOLE
    period: str = ""
    use: str = ""
    by: str = ""

    @model_validator(mode="after")
    def _bounds(self) -> Self:
        if isinstance(self.value, tuple) != (self.op is Operator.BETWEEN):
            raise ValueError("between 要写两个数，其余只写一个数")
        return self


class CountRule(Value):
    """n of m must be reached, the rest at least ``rest_min_ratio`` of the line (yzjh.A10)."""

    kind: Literal["n_of_m"]
    n: int
    m: int
    rest_min_ratio: Decimal
    scope: Scope = Scope.WHOLE


class JudgeType(StrEnum):
    """How an item is judged: threshold 达线, qualitative 定性, veto 否决, mixed 两者, score 打分."""

    THRESHOLD = "threshold"
    QUALITATIVE = "qualitative"
    VETO = "veto"
    MIXED = "mixed"
    SCORE = "score"


class Judge(Value):
    """How an item is judged; items without rules are left to the inspector. ``max`` is a rubric's highest score."""

    # ``pass`` is the word in YAML, a reserved one in Python; a case file writes the field's own name
    model_config = ConfigDict(populate_by_name=True)

    type: JudgeType
    passes: Literal["all", "any"] = Field("all", alias="pass")
    rules: tuple[Rule, ...] = ()
    rule: CountRule | None = None
    note: str = ""
    max: Decimal | None = None
    levels: tuple[Level, ...] = ()


class Checkpoint(Value):
    """A finer point that a local authority split an item into."""

    seq: int
    text: str
    judge: str


class Item(Value):
    """评分项: one line of a checklist. ``max_points`` is None where the source gives no official points.

    ``marks`` says how the decision becomes points; without it, ``rule`` follows from ``max_points`` and the rubric.
    ``clause`` is where in its source the item stands (第几条); ``own_points`` says that an office set the points.
    """

    id: str
    name: str
    check: str
    judge: Judge
    metrics: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    max_points: Decimal | None = None
    marks: Marks | None = None
    source: tuple[str, ...] = ()
    clause: str = ""
    confidence: Confidence
    verified: str
    status: Status
    note: str = ""
    formula: str = ""
    checkpoints: tuple[Checkpoint, ...] = ()
    detect: str = ""
    fail_signs: tuple[str, ...] = ()
    veto: bool = False
    own_points: bool = False

    @model_validator(mode="after")
    def _marks_agree(self) -> Self:
        if self.marks is not None and self.marks.max != self.max_points:
            raise ValueError(f"评分项 {self.id} 的满分与评分方式的满分不一致")
        if isinstance(self.marks, Threshold) and not self.judge.rules:
            raise ValueError(f"评分项 {self.id} 按达线给分，但没有写判定线")
        return self

    @property
    def number(self) -> str:
        """Give the item's number without its framework's: ``A10`` for ``yzjh.A10``."""
        return number_of(self.id)

    @cached_property
    def rule(self) -> Marks:
        """Say how the decision becomes points: as ``marks`` has it, by the rubric's steps, or by plain levels."""
        if self.marks is not None:
            return self.marks
        if self.max_points is not None:
            return Points(max=self.max_points, steps=self.judge.levels)
        return STANDARD_LEVELS

    @cached_property
    def wording_hash(self) -> str:
        """Identify what is asked: the hex digest of name, check and rules, so that a changed item is told apart."""
        wording = [self.name, self.check, self.judge.model_dump_json()]
        if self.marks is not None:
            wording.append(self.marks.model_dump_json())
        return hashlib.sha256("\n".join(wording).encode()).hexdigest()[:16]


def number_of(item: str) -> str:
    """Give the number that people call an item by, from its id: ``A10`` for ``yzjh.A10``."""
    return item.partition(".")[2] or item


def renumbered(item: str, number: str) -> str:
    """Give the id of an item another number; what stands before it stays: ``yzjh.A11`` for ``yzjh.A10`` and ``A11``."""
    framework, dot, _ = item.partition(".")
    return framework + dot + number if dot else number


REPEATS = {"问题": "problem", "学段": "stage", "学校": "school"}
"""What a dimension may repeat for, as it is written; another word stands for itself."""


class Dimension(Value):
    """A group of items; ``variant`` names a local version of a national framework.

    ``repeats`` names what its items are scored for, once each: problem (问题), stage (学段), school (学校), any other
    word, or nothing.
    """

    id: str
    name: str
    note: str = ""
    variant: str = ""
    repeats: str = ""
    items: tuple[Item, ...]

    @field_validator("repeats")
    @classmethod
    def _known(cls, repeats: str) -> str:
        return REPEATS.get(repeats, repeats)


class Group(Value):
    """What a dimension needs for the whole to pass (``9_of_9``, ``none_present``, ``score>=85``)."""

    dimension: str
    need: str


class Scoring(Value):
    """How the framework adds up: all_pass, rubric, unknown, …; ``summary`` says it in words.

    ``scheme`` is what the program adds up by. Without it, ``weights`` are points of the whole for the average single
    problem and for the plan, whose highest scores are ``per_problem_max`` and ``plan_max``.
    """

    kind: str
    summary: str
    groups: tuple[Group, ...] = ()
    weights: dict[str, Decimal] = Field(default_factory=dict)
    per_problem_max: Decimal | None = None
    plan_max: Decimal | None = None
    bands: tuple[Band, ...] = ()
    grading_note: str = ""
    status: Status | None = None
    scheme: Scheme | None = None


class Checklist(Value):
    """评价表: a framework with its provenance; ``year`` is that of the document."""

    id: str
    title: str
    document: str
    doc_no: str | None
    year: int
    applies_to: str
    scoring: Scoring
    sources: dict[str, Source]
    dimensions: tuple[Dimension, ...]
    status_note: str = ""
    variants: tuple[Variant, ...] = ()
    report_structure: tuple[str, ...] = ()
    not_applicable_phrases: tuple[str, ...] = ()
    coefficient: Coefficient | None = None
    split_rules: tuple[SplitRule, ...] = ()
    relaxations: Relaxations | None = None
    local_additions: tuple[LocalAddition, ...] = ()
    national_origin: NationalOrigin | None = None
    calibration: Calibration | None = None

    @model_validator(mode="after")
    def _names_agree(self) -> Self:
        ids = [item.id for item in self.items]
        twice = next((name for name in ids if ids.count(name) > 1), None)
        if twice:
            raise ValueError(f"评分项编号“{twice}”用了两次")
        for item in self.items:
            unknown = next((key for key in item.source if key not in self.sources), None)
            if unknown:
                raise ValueError(f"评分项 {item.id} 的来源“{unknown}”不在 sources 里")
        parts = {*self.item_by_id, *(dimension.id for dimension in self.dimensions)}
        lost = next((name for name in self.scheme.named if name not in parts), None)
        if lost:
            raise ValueError(f"合计办法提到“{lost}”，评价表里没有这个维度或评分项")
        return self

    @cached_property
    def scheme(self) -> Scheme:
        """Say how the whole adds up; a rubric with weights has its formula here, others have none of their own."""
        if self.scoring.scheme is not None:
            return self.scoring.scheme
        weights = {True: self.scoring.weights.get("per_problem"), False: self.scoring.weights.get("plan")}
        given = [(dimension.id, weights[bool(dimension.repeats)]) for dimension in self.dimensions]
        weighed = tuple(Weight(of=of, weight=weight) for of, weight in given if weight is not None)
        if not weighed:
            return Scheme()
        rules: list[TotalRule] = [Weights(weights=weighed)]
        if self.scoring.bands:
            rules.append(Bands(bands=self.scoring.bands))
        vetoes = tuple(item.id for item in self.items if item.veto)
        if vetoes:
            rules.append(Veto(of=vetoes))
        return Scheme(rules=tuple(rules))

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """List every item in the checklist's order."""
        return tuple(item for dimension in self.dimensions for item in dimension.items)

    @cached_property
    def item_by_id(self) -> dict[str, Item]:
        """Look up an item by its id."""
        return {item.id: item for item in self.items}

    def items_of(self, named: tuple[str, ...]) -> tuple[Item, ...]:
        """List the items that ids of dimensions and items name, in the checklist's order; all where none is named."""
        if not named:
            return self.items
        return tuple(i for i in self.items if i.id in named or self.dimension_of[i.id].id in named)

    @cached_property
    def dimension_of(self) -> dict[str, Dimension]:
        """Look up the dimension of an item's id."""
        return {item.id: dimension for dimension in self.dimensions for item in dimension.items}
