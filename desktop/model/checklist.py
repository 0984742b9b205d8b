"""评价表: a framework of dimensions and items, how each is judged, and where every figure comes from."""

import hashlib
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import Literal

from pydantic import Field

from desktop.model.value import Value


class Confidence(StrEnum):
    """How far the editors could verify an entry."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


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


class Rule(Value):
    """One line that an indicator must keep.

    ``metric`` is a canonical indicator name; ``value`` is one bound, or two for ``between``; ``unit`` ``:1`` means
    pupils to one teacher. ``scope`` says for what it holds (each_school, county, …); ``reference`` and
    ``target_2025`` only hint. ``stage`` is 小学, 初中, …; ``period`` is how long (连续三年).
    """

    metric: str
    op: Operator
    value: Decimal | tuple[Decimal, Decimal]
    unit: str
    stage: str = ""
    scope: str = ""
    period: str = ""


class CountRule(Value):
    """n of m must be reached, the rest at least ``rest_min_ratio`` of the line (yzjh.A10)."""

    kind: Literal["n_of_m"]
    n: int
    m: int
    rest_min_ratio: Decimal
    scope: str = ""


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
    """How an item is judged; items without rules are left to the inspector."""

    type: JudgeType
    passes: Literal["all", "any"] = "all"
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
    """A group of items; ``variant`` names a local version of a national framework."""

    id: str
    name: str
    note: str = ""
    variant: str = ""
    items: tuple[Item, ...]


class Band(Value):
    """The word for totals from ``min`` up."""

    min: Decimal
    text: str


class Scoring(Value):
    """How the framework adds up: all_pass, rubric, unknown, …; ``summary`` says it in words."""

    kind: str
    summary: str
    weights: dict[str, Decimal] = Field(default_factory=dict)
    per_problem_max: Decimal | None = None
    plan_max: Decimal | None = None
    bands: tuple[Band, ...] = ()


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

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """List every item in the checklist's order."""
        return tuple(item for dimension in self.dimensions for item in dimension.items)

    @cached_property
    def item_by_id(self) -> dict[str, Item]:
        """Look up an item by its id."""
        return {item.id: item for item in self.items}
