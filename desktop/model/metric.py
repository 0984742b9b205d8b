"""指标 and 空白: the quantities of a report and the blanks its author never filled."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from desktop.model.claim import ClaimKind
from desktop.model.record import Mark

CORRECTED = "更正"
"""The outermost rule of what the inspector corrected."""


class Comparator(StrEnum):
    """How the text bounds a figure: 以上 is ``>=``, 余 is ``>``, 近 is ``<``, 约 is ``~``."""

    EQUAL = "="
    AT_LEAST = ">="
    AT_MOST = "<="
    MORE = ">"
    LESS = "<"
    ABOUT = "~"


class Role(StrEnum):
    """What a figure does in its sentence."""

    LEVEL = "level"
    CHANGE = "change"
    TARGET = "target"
    PART = "part"
    EXAMPLE = "example"


@dataclass(frozen=True, kw_only=True)
class Metric(Mark):
    """指标: a quantity that says something about a district's education.

    ``quote`` is the number with its modifiers and unit; ``value`` keeps the digits as printed (``99.60``), with
    万 and 亿 left in ``unit``. ``indicator`` and ``subject`` are the text's words; ``canonical`` is the indicator's
    name in the lexicon or ``""``, ``alias`` the rule that found it (``词典``, ``含“…”``). ``period`` is ``2023``,
    ``2015-2016`` (school year) or ``2015-09``, else ``""``.
    ``rule`` names the rules that made the record, outermost last.
    """

    value: Decimal
    unit: str = ""
    comparator: Comparator = Comparator.EQUAL
    indicator: str = ""
    subject: str = ""
    period: str = ""
    role: Role = Role.LEVEL
    canonical: str = ""
    alias: str = ""
    rule: str = ""

    @property
    def claim(self) -> ClaimKind:
        """Tell what is from what is promised or required."""
        return ClaimKind.PLANNED if self.role is Role.TARGET else ClaimKind.DONE

    @property
    def corrected(self) -> bool:
        """Tell whether the inspector corrected how it was read."""
        return self.rule.split("+")[-1] == CORRECTED

    @property
    def shown(self) -> str:
        """Give the words of the text, with its unit where the inspector gave another than they tell."""
        other = self.corrected and bool(self.unit) and self.unit not in self.quote
        return f"{self.quote}（单位更正为{self.unit}）" if other else self.quote


@dataclass(frozen=True, kw_only=True)
class Placeholder(Mark):
    """空白: a blank never filled (``x%``, ``xx市``), with the unit that follows it."""

    unit: str = ""
    rule: str = ""

    @property
    def claim(self) -> ClaimKind:
        """Say that nothing is claimed yet."""
        return ClaimKind.BLANK
