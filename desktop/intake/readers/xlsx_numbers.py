"""Show a cell's number as the sheet shows it: percent, decimals, thousands, dates (ISO/IEC 29500-1, 18.8.31)."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import lru_cache
from typing import NamedTuple

GENERAL = "General"
_LOCAL_GENERAL = "G/通用格式"
_BUILT_IN = {
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    37: "#,##0",
    38: "#,##0",
    39: "#,##0.00",
    40: "#,##0.00",
    **dict.fromkeys((14, 15, 30, 57), "yyyy-m-d"),
    **dict.fromkeys((16, 58), 'm"月"d"日"'),
    **dict.fromkeys((17, 27, 36, 50, 52), "yyyy-m"),
    **dict.fromkeys((18, 19, 20, 21, 32, 33, 34, 35, 45, 46, 47, 55, 56), "h:mm"),
    22: "yyyy-m-d h:mm",
    **dict.fromkeys((28, 29, 51, 53, 54), 'm"月"d"日"'),
    31: 'yyyy"年"m"月"d"日"',
}
_LITERAL = re.compile(r'"([^"]*)"|[\\!](.)|_.|\*.|\[\$([^\]-]*)[^\]]*\]|\[[^\]]*\]')
_KEPT = "\ue000"
_DIGITS = re.compile(rf"[#0?](?:[#0?,]|{_KEPT}(?=[#0?.]))*(?:\.(?P<after>[#0?]*))?(?P<scale>,*)")
_GENERAL_SIGN = re.compile("general|@", re.IGNORECASE)
_DATE_SIGNS = re.compile(r"[ymdhs]|aaa", re.IGNORECASE)
_ELAPSED = re.compile(r"\[h+\]", re.IGNORECASE)
_CONDITION = re.compile(r"\[(?P<sign>[<>]=?|=|<>)(?P<than>-?\d+(?:\.\d+)?)\]")
_SHOWN = 10
_LARGEST = Decimal(10) ** 300


class Shape(NamedTuple):
    """A section of a number format taken apart.

    ``least`` and ``most`` count the decimals, ``least`` -1 stands for as many as there are; ``within`` are the signs
    among the digits, each with how many digits follow it; ``date`` holds the letters of a date, in order, where it is
    one. One without ``number`` shows its words alone.
    """

    before: str = ""
    after: str = ""
    number: bool = True
    least: int = -1
    most: int = -1
    grouped: bool = False
    width: int = 0
    percent: bool = False
    scale: int = 0
    within: tuple[tuple[int, str], ...] = ()
    date: str = ""


def built_in(number: int) -> str:
    """Give the format that a number below 164 stands for."""
    return _BUILT_IN.get(number, GENERAL)


def shown(raw: str, code: str, *, since_1904: bool = False) -> str:
    """Write a cell's stored number as its format shows it; what is no number stays as it is."""
    try:
        value = Decimal(raw)
    except InvalidOperation:
        return raw
    if not value.is_finite() or abs(value) >= _LARGEST:
        return raw
    section, signed = _section(code.replace(_LOCAL_GENERAL, GENERAL), value)
    shape = _shape(section)
    if shape.date:
        return _date(value, shape.date, since_1904=since_1904)
    if not shape.number:
        return shape.before
    value = value if signed else abs(value)
    written = _general(value) if shape.least < 0 else _digits(value, shape)
    return f"{shape.before}{written}{shape.after}"


def _section(code: str, value: Decimal) -> tuple[str, bool]:
    """Choose the part of a format that a value takes, and tell whether the value keeps its sign there."""
    sections = code.split(";")
    asked = [_CONDITION.search(section) for section in sections[:2]] if "[" in code else []
    if any(asked):
        for section, condition in zip(sections, asked, strict=False):
            if condition and _holds(value, condition["sign"], Decimal(condition["than"])):
                return section, True
        rest = sections[sum(condition is not None for condition in asked) :]
        return rest[0] if rest else GENERAL, True
    if value < 0 and len(sections) > 1:
        return sections[1], False
    if value == 0 and len(sections) > 2:
        return sections[2], True
    return sections[0] if code else GENERAL, True


def _holds(value: Decimal, sign: str, than: Decimal) -> bool:
    if sign == "<>":
        return value != than
    return (value < than and "<" in sign) or (value > than and ">" in sign) or (value == than and "=" in sign)


@lru_cache(maxsize=512)
def _shape(section: str) -> Shape:
    literals: list[str] = []

    def keep(match: re.Match[str]) -> str:
        literals.append(match[1] or match[2] or match[3] or "")
        return _KEPT

    if _ELAPSED.search(section):
        return Shape(date="e")
    bare = _LITERAL.sub(keep, section)
    general = _GENERAL_SIGN.search(bare)
    if _DATE_SIGNS.search(bare) and not general:
        return Shape(date=_date_letters(bare, literals))
    found = general or _DIGITS.search(bare)
    words = iter(literals)

    def filled(part: str) -> str:
        return re.sub(_KEPT, lambda _: next(words), part)

    if found is None:
        return Shape(before=filled(bare).strip(), number=False)
    if not general and ("E" in bare or "/" in bare):
        return Shape()
    before = filled(bare[: found.start()])
    within = () if general else tuple(_within(found[0], words))
    after = filled(bare[found.end() :]).strip()
    if general:
        return Shape(before=before, after=after)
    places = found["after"] or ""
    whole = found[0].partition(".")[0].rstrip(",").replace(_KEPT, "")
    return Shape(
        before=before,
        after=after,
        least=places.count("0"),
        most=len(places),
        grouped="," in whole,
        width=whole.count("0"),
        percent="%" in bare,
        scale=len(found["scale"]) + (len(found[0]) - len(found[0].rstrip(",")) if "." not in found[0] else 0),
        within=within,
    )


def _within(digits: str, words: Iterator[str]) -> Iterator[tuple[int, str]]:
    """List the signs that stand among the digits before the point, as in 0!.0, which shows 12345 as 12.3."""
    whole = digits.partition(".")[0]
    for match in re.finditer(_KEPT, whole):
        yield sum(whole.count(sign, match.end()) for sign in "#0?"), next(words)


def _date_letters(bare: str, literals: list[str]) -> str:
    """List what a date format shows, minutes told from months: y, M, d, h, a; 年 where it is written in Chinese."""
    letters: list[str] = []
    for match in re.finditer(r"y+|m+|d+|h+|s+|aaa+", bare, re.IGNORECASE):
        sign = match[0][0].lower()
        if sign == "m":
            sign = "i" if letters and letters[-1] in "hs" else "M"
        letters.append(sign)
    return "".join(letters) + ("年" if any(word in {"年", "月", "日"} for word in literals) or "年" in bare else "")


def _digits(value: Decimal, shape: Shape) -> str:
    value = value * 100 if shape.percent else value
    value = value.scaleb(-3 * shape.scale) if shape.scale and not shape.percent else value
    rounded = value.quantize(Decimal(1).scaleb(-shape.most), ROUND_HALF_UP)
    if not rounded and not shape.width and not shape.least:
        return ""
    whole, _, places = f"{abs(rounded):f}".partition(".")
    whole = f"{int(whole):,}" if shape.grouped else whole.zfill(shape.width)
    for digits, sign in sorted(shape.within, reverse=True):
        whole = whole[: len(whole) - digits] + sign + whole[len(whole) - digits :] if digits else whole + sign
    places = places.rstrip("0").ljust(shape.least, "0")
    return ("-" if rounded < 0 else "") + (f"{whole}.{places}" if places else whole)


def _general(value: Decimal) -> str:
    """Write a number without a format: whole as it is, else what fits a cell."""
    if value == value.to_integral_value():
        return f"{value.to_integral_value():f}"
    digits = len(str(abs(int(value)))) if abs(value) >= 1 else 1
    rounded = round(value, max(_SHOWN - digits, 0))
    return f"{rounded:f}".rstrip("0").rstrip(".")


def _date(value: Decimal, letters: str, *, since_1904: bool) -> str:
    """Write a day number; day 60 of the older calendar never was."""
    days = float(value)
    if not 0 <= days < 2_958_466:
        return str(value)
    if letters == "e":
        return f"{round(days * 1440) // 60}:{round(days * 1440) % 60:02d}"
    begin = datetime(1904, 1, 1) if since_1904 else datetime(1899, 12, 30 if days >= 60 else 31)
    moment = begin + timedelta(seconds=round(days * 86400))
    han = "年" in letters
    date = "".join(
        written
        for sign, written in (
            ("y", f"{moment.year}年" if han else f"{moment.year}-"),
            ("M", f"{moment.month}月" if han else f"{moment.month:02d}-"),
            ("d", f"{moment.day}日" if han else f"{moment.day:02d}"),
        )
        if sign in letters
    ).rstrip("-")
    day = f"星期{'一二三四五六日'[moment.weekday()]}" if "a" in letters else ""
    time = f"{moment:%H:%M}" if "h" in letters else ""
    return " ".join(part for part in (date, day, time) if part)
