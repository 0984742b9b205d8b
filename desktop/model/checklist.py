"""评价表: a framework of dimensions and items, how each is judged, and where every figure comes from."""

import hashlib
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import Literal, Self

from pydantic import ConfigDict, Field, model_validator

from desktop.model.value import Value


class Confidence(StrEnum):
    """How far the editors could verify an entry; ``proposed`` is their own idea."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    PROPOSED = "proposed"


class Status(StrEnum):
    """official 文件所载, reconstructed 反推 (shown as such, never as an official clause), proposed 自拟."""

    OFFICIAL = "official"
    RECONSTRUCTED = "reconstructed"
    PROPOSED = "proposed"


class Operator(StrEnum):
    """How a rule compares; ``between`` takes two bounds, both included."""

    AT_LEAST = ">="
    AT_MOST = "<="
    MORE = ">"
    LESS = "<"
    EQUAL = "=="
    BETWEEN = "between"


class Source(Value):
    """The document that a clause or figure comes from (文号, year); ``doc_no`` is None where it has none."""

    title: str
    doc_no: str | None = None
    issuer: str = ""
    year: int | None = None
    note: str = ""


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


class Level(Value):
    """One step of a rubric: so many points for this."""

    score: Decimal
    text: str


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
    """评分项: one line of a checklist. ``max_points`` is None where the source gives no official points."""

    id: str
    name: str
    check: str
    judge: Judge
    metrics: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    max_points: Decimal | None = None
    source: tuple[str, ...] = ()
    confidence: Confidence
    verified: str
    status: Status
    note: str = ""
    formula: str = ""
    checkpoints: tuple[Checkpoint, ...] = ()
    detect: str = ""
    fail_signs: tuple[str, ...] = ()
    veto: bool = False

    @cached_property
    def wording_hash(self) -> str:
        """Identify what is asked: the hex digest of name, check and rules, so that a changed item is told apart."""
        wording = "\n".join((self.name, self.check, self.judge.model_dump_json()))
        return hashlib.sha256(wording.encode()).hexdigest()[:16]


class Dimension(Value):
    """A group of items; ``variant`` names a local version of a national framework.

    ``repeats`` names what its items are scored for, once each (``problem``), or is empty.
    """

    id: str
    name: str
    note: str = ""
    variant: str = ""
    repeats: Literal["", "problem"] = ""
    items: tuple[Item, ...]


class Band(Value):
    """The word for totals from ``min`` up."""

    min: Decimal
    text: str


class Group(Value):
    """What a dimension needs for the whole to pass (``9_of_9``, ``none_present``, ``score>=85``)."""

    dimension: str
    need: str


class Scoring(Value):
    """How the framework adds up: all_pass, rubric, unknown, …; ``summary`` says it in words.

    ``weights`` are points of the whole for the average single problem and for the plan, whose highest scores
    are ``per_problem_max`` and ``plan_max``.
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


class Coefficient(Value):
    """How 差异系数 is computed."""

    text: str
    formula: str
    confidence: Confidence
    note: str = ""


class SplitRule(Value):
    """How a school of several stages divides its pupils."""

    school: str
    ratio: str
    metrics: str


class Relaxation(Value):
    """A looser limit for some schools in a time of transition."""

    item: str
    when: str
    limit: str


class Relaxations(Value):
    """The looser limits and where they come from; never applied by the program itself."""

    note: str
    rules: tuple[Relaxation, ...]
    source: tuple[str, ...]
    confidence: Confidence
    verified: str


class LocalAddition(Value):
    """What a region asks for beyond the national text."""

    region: str
    text: str
    confidence: Confidence
    note: str = ""


class Variant(Value):
    """One year's version of a local framework."""

    year: int
    doc_no: str
    focus_count: int | None = None
    point_count: int | None = None
    evidence: str = ""


class YearNote(Value):
    """What one year's national evaluation looked at."""

    year: int
    text: str
    confidence: Confidence


class NationalOrigin(Value):
    """Where a provincial framework comes from."""

    six_areas: tuple[str, ...]
    six_areas_source: str
    confidence: Confidence
    yearly: tuple[YearNote, ...]


class CalibrationRow(Value):
    """The editors' own reading of one answer of a rectification plan."""

    seq: int
    kind: str
    topic: str
    replied: bool
    fit: str
    unit: str
    deadline: str | None
    target: str
    remark: str = ""


class PlanScore(Value):
    """The editors' own score of a plan on one item."""

    item: str
    score: Decimal
    text: str


class Calibration(Value):
    """A worked example to hold a rubric against."""

    note: str
    confidence: str
    rows: tuple[CalibrationRow, ...]
    plan_level: tuple[PlanScore, ...]


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
        return self

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """List every item in the checklist's order."""
        return tuple(item for dimension in self.dimensions for item in dimension.items)

    @cached_property
    def item_by_id(self) -> dict[str, Item]:
        """Look up an item by its id."""
        return {item.id: item for item in self.items}

    @cached_property
    def dimension_of(self) -> dict[str, Dimension]:
        """Look up the dimension of an item's id."""
        return {item.id: dimension for dimension in self.dimensions for item in dimension.items}
