"""Slips of the pen: how a number is misprinted, and whether another may be what was meant."""

from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from desktop.checking.intervals import digits, step

_CLOSE = Decimal("0.15")
_TWO_DIGITS = Decimal("0.35")
"""Two digits of which one is mistyped are a fifth of all there are; they must be of one size, too."""
_FEWEST_DIGITS = 2


def slipped(told: Decimal, meant: Decimal) -> bool:
    """Tell whether a printed number may stand for another by a slip: a digit mistyped or swapped, or nearly right."""
    if told < _FEW and abs(told - meant) == 1:
        return told > 1
    if abs(told - meant) <= max(abs(told), abs(meant)) * _CLOSE:
        return True
    if len(digits(told)) <= _TWO and abs(told - meant) > max(abs(told), abs(meant)) * _TWO_DIGITS:
        return False
    least = step(told)
    return any(
        _mistyped(digits(told), digits(meant.quantize(least, rounding)))
        for rounding in (ROUND_HALF_UP, ROUND_DOWN)
        if meant.adjusted() - least.adjusted() < _LONGEST
    )


def _mistyped(told: str, meant: str) -> bool:
    """Tell whether two rows of digits differ by one digit, or by two neighbours that changed places."""
    if len(told) != len(meant):
        return _lost(min(told, meant, key=len), max(told, meant, key=len))
    apart = [n for n, (a, b) in enumerate(zip(told, meant, strict=True)) if a != b]
    if len(apart) == _TWO:
        first, last = apart
        return last == first + 1 and told[first] == meant[last] and told[last] == meant[first]
    return len(apart) == 1 and len(told) >= _FEWEST_DIGITS


def _lost(short: str, long: str) -> bool:
    """Tell whether one row of digits is another that lost one."""
    return len(short) + 1 == len(long) > _FEWEST_DIGITS and any(
        long[:n] + long[n + 1 :] == short for n in range(len(long))
    )


_TWO, _FEW = 2, 10
_LONGEST = 24
