"""Amounts as people write them, and as they round them: half up, to two decimals."""

from decimal import Decimal
from fractions import Fraction


def plain(amount: Decimal) -> str:
    """Write an amount without an exponent or needless zeros."""
    text = format(amount, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def rounded(exact: Fraction | Decimal) -> Decimal:
    """Round half up to two decimals; thirds stay whole until then."""
    numerator, denominator = exact.as_integer_ratio()
    whole, rest = divmod(abs(numerator) * 100, denominator)
    amount = Decimal(whole + (2 * rest >= denominator)).scaleb(-2)
    return -amount if numerator < 0 else amount
