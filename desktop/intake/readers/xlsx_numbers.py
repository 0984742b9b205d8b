"""Show a cell's number as the sheet shows it: percent, decimals, thousands, dates (ISO/IEC 29500-1, 18.8.31)."""

import re
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import lru_cache
from typing import NamedTuple

GENERAL = "General"
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
_LITERAL = re.compile(r'"([^"]*)"|\\(.)|_.|\*.|\[\$([^\]-]*)[^\]]*\]|\[[^\]]*\]')
_DIGITS = re.compile(r"[#0?][#0?,]*(?:\.(?P<after>[#0?]*))?(?P<scale>,*)")
_DATE_SIGNS = re.compile(r"[ymdhs]", re.IGNORECASE)
_KEPT = "\ue000"
_SHOWN = 10
_LARGEST = Decimal(10) ** 300


class Shape(NamedTuple):
    """A number format taken apart; ``date`` holds the letters of a date, in order, where it is one."""

    before: str = ""
    after: str = ""
    least: int = -1
    most: int = -1
    grouped: bool = False
    width: int = 0
    percent: bool = False
    scale: int = 0
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
    sections = code.split(";")
    section = sections[1] if value < 0 and len(sections) > 1 and sections[1] else sections[0]
    shape = _shape(section)
    if shape.date:
        return _date(value, shape.date, since_1904=since_1904)
    if shape.least < 0:
        return f"{shape.before}{_general(value)}{shape.after}"
    return f"{shape.before}{_digits(value, shape, signed=section is sections[0])}{shape.after}"


@lru_cache(maxsize=512)
def _shape(section: str) -> Shape:
    literals: list[str] = []

    def keep(match: re.Match[str]) -> str:
        literals.append(match[1] or match[2] or match[3] or "")
        return _KEPT

    bare = _LITERAL.sub(keep, section)
    if _DATE_SIGNS.search(bare) and "general" not in bare.lower():
        return Shape(date=_date_letters(bare, literals))
    found = _DIGITS.search(bare)
    if found is None or "E" in bare or "/" in bare:
        return Shape()
    before, after = bare[: found.start()], bare[found.end() :]
    words = iter(literals)
    filled = [re.sub(_KEPT, lambda _: next(words), part) for part in (before, bare[found.start() : found.end()], after)]
    places = found["after"] or ""
    return Shape(
        before=filled[0].replace("%", ""),
        after=filled[2].strip() if filled[2].strip() else "",
        least=places.count("0"),
        most=len(places),
        grouped="," in found[0].partition(".")[0].rstrip(","),
        width=found[0].count("0") + ("." in found[0]) if len(places) == places.count("0") else 0,
        percent="%" in bare,
        scale=len(found["scale"]) + (len(found[0]) - len(found[0].rstrip(",")) if "." not in found[0] else 0),
    )


def _date_letters(bare: str, literals: list[str]) -> str:
    """List what a date format shows, minutes told from months: y, M, d, h; 年 where it is written in Chinese."""
    letters: list[str] = []
    for match in re.finditer(r"y+|m+|d+|h+|s+", bare, re.IGNORECASE):
        sign = match[0][0].lower()
        if sign == "m":
            sign = "i" if letters and letters[-1] in "hs" else "M"
        letters.append(sign)
    return "".join(letters) + ("年" if any(word in {"年", "月", "日"} for word in literals) or "年" in bare else "")


def _digits(value: Decimal, shape: Shape, *, signed: bool) -> str:
    value = value * 100 if shape.percent else value
    value = value.scaleb(-3 * shape.scale) if shape.scale and not shape.percent else value
    rounded = value.quantize(Decimal(1).scaleb(-shape.most), ROUND_HALF_UP)
    rounded = rounded if signed else abs(rounded)
    written = f"{rounded:,f}" if shape.grouped else f"{rounded:f}".zfill(shape.width)
    if shape.least < shape.most:
        whole, _, places = written.partition(".")
        places = places.rstrip("0").ljust(shape.least, "0")
        written = f"{whole}.{places}" if places else whole
    return written


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
    time = f"{moment:%H:%M}" if "h" in letters else ""
    return f"{date} {time}".strip()
