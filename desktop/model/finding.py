"""疑点, 核对 and 未能核对: relations between figures, recomputed or not for want of an operand."""

from dataclasses import dataclass
from enum import StrEnum

from desktop.model.record import Record


class Relation(StrEnum):
    """Which relation was recomputed."""

    SUM = "sum"
    GROWTH = "growth"
    RATIO = "ratio"
    DIFFERENCE = "difference"
    CONFLICT = "conflict"
    UNIT = "unit"
    RANGE = "range"


@dataclass(frozen=True, kw_only=True)
class Finding(Record):
    """疑点: figures that contradict each other, or one that cannot be.

    ``anchors`` are starts of the metrics involved, in the order of the relation (sum: whole, parts; growth: new,
    old, rate; ratio: part, whole, share; difference: minuend, subtrahend, difference), or that of a date that cannot
    be, with the next metric. ``working`` is one readable
    line of arithmetic; ``soft`` means worth asking, not certain.
    """

    check: Relation
    anchors: tuple[int, ...]
    says: str
    should: str = ""
    working: str = ""
    soft: bool = False
    rule: str = ""


@dataclass(frozen=True, kw_only=True)
class Check(Record):
    """核对: a relation recomputed that holds (``computed``: ``145+106=251``); anchors as in ``Finding``."""

    check: Relation
    anchors: tuple[int, ...]
    computed: str
    rule: str = ""


@dataclass(frozen=True, kw_only=True)
class Unchecked(Record):
    """未能核对: a relation that the wording names and the report gives too little to recompute.

    ``anchors`` are the operands that are there, the figure that claims it last; ``missing`` names what is not
    (缺上年的教育支出). Never counted as a finding.
    """

    check: Relation
    anchors: tuple[int, ...]
    missing: str
    rule: str = ""
