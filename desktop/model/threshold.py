"""The lines that hold across frameworks, read from ``resources/lexicon/thresholds.yaml``."""

from decimal import Decimal
from enum import StrEnum

from pydantic import Field

from desktop.model.checklist import Operator
from desktop.model.provenance import Confidence
from desktop.model.value import Value


class Binding(StrEnum):
    """hard 硬线, target 阶段目标, reference 参考."""

    HARD = "hard"
    TARGET = "target"
    REFERENCE = "reference"


class ThresholdSource(Value):
    """The document of a threshold, the clause of it where one is known; ``region`` is empty for the whole country."""

    title: str
    doc_no: str
    year: int | None
    clause: str = ""
    region: str = ""


class ThresholdRule(Value):
    """One line of a threshold.

    ``metric`` names the indicator where the threshold has several, ``metric_change`` one whose change against last
    year is meant (or the prefix of a family by stage). ``use`` is the evaluation it serves, ``by`` the target year,
    ``from_year`` and ``to_year`` when it applies, ``cond`` a condition. Rules marked provincial, historic, old, weak,
    local or reminder are not national lines.
    """

    op: Operator
    value: Decimal | tuple[Decimal, Decimal]
    unit: str
    metric: str = ""
    metric_change: str = ""
    compare: str = ""
    stage: str = ""
    each_stage: bool = False
    use: str = ""
    by: str = ""
    since: str = ""
    from_year: int | None = None
    to_year: int | None = None
    cond: str = ""
    level: str = ""
    doc: str = ""
    text: str = ""
    four: bool = False
    soft: bool = False
    provincial: bool = False
    historic: bool = False
    old: bool = False
    weak: bool = False
    local: bool = False
    reminder: bool = False

    @property
    def national(self) -> bool:
        """Tell whether the line holds for the whole country."""
        return not (self.provincial or self.historic or self.old or self.weak or self.local or self.reminder)


class Threshold(Value):
    """A cross-framework line; where ``auto_judge`` is false it only hints."""

    id: str
    name: str
    statement: str
    rules: tuple[ThresholdRule, ...]
    indicators: tuple[str, ...]
    scope: str
    binding: Binding
    source: ThresholdSource
    confidence: Confidence
    verified: str
    auto_judge: bool
    note: str = ""

    def indicators_of(self, line: ThresholdRule) -> tuple[str, ...]:
        """List the indicators that a line is for: the one it names, else all that no other line names."""
        if line.metric:
            return (line.metric,)
        named = {other.metric for other in self.rules}
        return tuple(name for name in self.indicators if name not in named)


class ThresholdBook(Value):
    """The file ``thresholds.yaml``."""

    version: int
    fields: dict[str, str] = Field(default_factory=dict)
    thresholds: tuple[Threshold, ...]
