"""The Chinese sentences of this room: what is printed, how it was worked out, what it should be."""

from collections.abc import Sequence
from decimal import ROUND_HALF_EVEN, Decimal, getcontext

from desktop.checking.intervals import Interval, step
from desktop.checking.passages import Figure
from desktop.checking.quantities import MONEY, PERCENT, POINTS
from desktop.model.finding import Check, Finding, Relation, Unchecked


def number(value: Decimal) -> str:
    """Write a number as it is printed, without an exponent."""
    return format(value, "f")


def short(value: Decimal, digits: int = 5) -> str:
    """Write a computed number in at most so many significant digits."""
    if value == 0:
        return "0"
    last = value.adjusted() - digits + 1
    text = number(_rounded(value, Decimal(1).scaleb(min(last, 0))))
    return text.rstrip("0").rstrip(".") if "." in text else text


def _rounded(value: Decimal, least: Decimal) -> Decimal:
    """Round to a multiple of a power of ten; a number too long for that stays as it is."""
    if value.adjusted() - least.adjusted() >= getcontext().prec:
        return value
    return value.quantize(least, rounding=ROUND_HALF_EVEN)


def amount(value: Decimal, base: str) -> str:
    """Write a computed amount of a base unit; money in 万元 or 亿元, shares in %."""
    if base in {PERCENT, POINTS}:
        return f"{short(value, max(2, value.adjusted() + 3))}{base}"
    if base[:1] == MONEY and abs(value) >= 10**8:
        return f"{short(value / 10**8, 6)}亿{base}"
    if base[:1] == MONEY and abs(value) >= 10**4:
        return f"{short(value / 10**4, 9)}万{base}"
    return f"{short(value, 9)}{base}"


def fine(value: Decimal, claimed: Decimal, base: str = PERCENT) -> str:
    """Write a computed share or rate with one digit more than the claim has."""
    return f"{number(_rounded(value, step(claimed) / 10))}{base}"


def about(span: Interval, base: str) -> str:
    """Write what a figure should be: one number, or a range where its operands leave one."""
    low, high = amount(span.low, base), amount(span.high, base)
    if low == high or span.high - span.low < abs(span.low) / 100:
        return f"≈{amount((span.low + span.high) / 2, base)}"
    return f"≈{low}—{high}"


def named(figure: Figure) -> str:
    """Name a figure with its nearest words and its print: 公办学校58所."""
    metric = figure.metric
    words = metric.indicator or figure.label
    return f"{words}{figure.quote}" if words not in figure.quote else figure.quote


def tick(relation: Relation, figures: Sequence[Figure], computed: str, rule: str) -> Check:
    """Record a relation that holds."""
    return Check(check=relation, anchors=tuple(f.start for f in figures), computed=computed, rule=rule)


def unable(relation: Relation, figures: Sequence[Figure], missing: str, rule: str) -> Unchecked:
    """Record a relation that lacks an operand."""
    return Unchecked(check=relation, anchors=tuple(f.start for f in figures), missing=missing, rule=rule)


def no_base(what: str, year: int) -> str:
    """Say that the amount of the year compared with (0 for 上年) is missing."""
    return f"缺{_year(year)}的{what}"


def no_amount(what: str, year: int) -> str:
    """Say that both the amount and that of the year compared with are missing."""
    return f"缺本期和{_year(year)}的{what}"


def no_part(what: str) -> str:
    """Say that a share's part is missing."""
    return f"缺部分：{what}"


def no_whole(what: str) -> str:
    """Say that a share's whole is missing."""
    return f"缺总量：{what}"


def _year(year: int) -> str:
    return f"{year}年" if year else "上年"


def doubt(
    relation: Relation,
    figures: Sequence[Figure],
    says: str,
    should: str,
    working: str,
    rule: str,
    *,
    soft: bool = False,
) -> Finding:
    """Record figures that do not add up."""
    return Finding(
        check=relation,
        anchors=tuple(f.start for f in figures),
        says=says,
        should=should,
        working=working,
        soft=soft,
        rule=rule,
    )


def asked(outcome: Finding | Check) -> Finding | Check:
    """Make a finding one that is worth asking about, not certain."""
    return outcome.model_copy(update={"soft": True}) if isinstance(outcome, Finding) else outcome
