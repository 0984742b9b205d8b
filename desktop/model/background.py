"""What a framework tells beside its items: how a coefficient is computed, local versions, a worked example."""

from decimal import Decimal

from desktop.model.provenance import Confidence
from desktop.model.value import Value


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
