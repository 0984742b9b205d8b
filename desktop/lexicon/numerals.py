"""Numbers as they are written: 325, 1,234.5, ３２５, 三百二十五, 二〇二三, 一点五, 十二, 壹, ①, Ⅲ."""

import unicodedata
from decimal import Decimal

from desktop.lexicon.patterns import regex

_DIGITS = {
    c: n
    for n, group in enumerate(("零〇○", "一壹", "二贰两", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖"))
    for c in group
}
_DIGITS |= {"貮": 2, "贰": 2, "參": 3, "陸": 6}
_TENS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_GROUPS = {"万": 10_000, "萬": 10_000, "亿": 100_000_000, "億": 100_000_000}
_ARABIC = regex(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
_CHINESE = regex(rf"[{''.join((*_DIGITS, *_TENS, *_GROUPS))}]+(?:点[{''.join(_DIGITS)}]+)?")
_ROMAN = regex(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}


_HAN = "一二三四五六七八九"
HAN_MARK = rf"(?:[一二三]百(?:[零〇][{_HAN}]|[{_HAN}]?十[{_HAN}]?)?|[{_HAN}十]{{1,3}})"
"""A list's number in characters, 一 to 三百九十九, as a pattern."""
MARK = rf"(?:\d{{1,3}}|{HAN_MARK})"
"""A list's number, in digits or characters."""


def parse(text: str) -> Decimal | None:
    """Read a whole text as one number, digits kept as printed (``99.60``); None if it is none.

    Understands full-width digits, thousands commas and Chinese numerals with 十 to 亿; 3万 mixes two ways of
    writing and is left to the caller, to whom 万 belongs to the unit.
    """
    plain = unicodedata.normalize("NFKC", text).strip().replace("−", "-").replace("－", "-")
    if _ARABIC.fullmatch(plain):
        return Decimal(plain.replace(",", ""))
    if not _CHINESE.fullmatch(plain):
        return None
    whole, _, fraction = plain.partition("点")
    value = _whole(whole)
    if value is None or not fraction:
        return value
    return Decimal(f"{value}.{''.join(str(_DIGITS[c]) for c in fraction)}")


def ordinal(text: str) -> int | None:
    """Read a list number without its punctuation: 一, 十二, 廿, 壹, 3, ３, ①, ⑴, ㈠, Ⅲ, III; None if it is none."""
    plain = text.strip()
    if len(plain) == 1:
        number = unicodedata.numeric(plain, None)
        if number is not None:
            return int(number) if number == int(number) and number > 0 else None
    plain = unicodedata.normalize("NFKC", plain).replace("廿", "二十").replace("卅", "三十")
    if plain and plain.isascii() and _ROMAN.fullmatch(plain.upper()):
        return _roman(plain.upper())
    value = parse(plain)
    return int(value) if value is not None and value == value.to_integral_value() and value > 0 else None


def _whole(text: str) -> Decimal | None:
    """Read Chinese numerals without a fraction, by place (二〇二三) or by word (三百二十五, 一万二, 三千五)."""
    if all(c in _DIGITS for c in text):
        if len(text) > 1 and "两" in text:
            return None
        return Decimal("".join(str(_DIGITS[c]) for c in text))
    total = section = 0
    digit: int | None = None
    last, ceiling = 10, 10_000
    for c in text:
        if c in _DIGITS:
            if digit:
                return None
            digit = _DIGITS[c]
            if digit == 0:
                last = 10
        elif c in _TENS:
            if _TENS[c] >= ceiling or (digit is None and section and c not in "十拾"):
                return None
            section += (digit or 1) * _TENS[c]
            digit, last = None, _TENS[c]
            ceiling = last
        else:
            section += digit or 0
            if not section and not total:
                return None
            if _GROUPS[c] == 100_000_000:
                total, section = (total + section) * _GROUPS[c], 0
            else:
                total += section * _GROUPS[c]
                section = 0
            digit, last, ceiling = None, _GROUPS[c], 10_000
    # 三千五 is 3500 and 一万二 is 12000: a last digit without its word counts in the next lower place
    short = digit is not None and digit > 0 and last > 10
    return Decimal(total + section + (digit or 0) * (last // 10 if short else 1))


def _roman(text: str) -> int | None:
    """Add up a Roman number."""
    values = [_ROMAN_DIGITS[c] for c in text]
    return sum(-v if v < max(values[i + 1 :], default=0) else v for i, v in enumerate(values)) or None
