"""Deadlines without a year (6月底前, 两个月内, 本学期) reckoned from the day of the document that sets them."""

import calendar
from datetime import date, timedelta

from desktop.lexicon import numerals
from desktop.lexicon.patterns import regex
from desktop.model.plan import Deadline

_DAY = r"(?P<year>20\d\d)\s?[年./-]\s?(?P<month>\d{1,2})\s?(?:[月./-]\s?(?P<day>\d{1,2})\s?日?|月)"
_ALONE = regex(
    rf"(?m)^[ \t\u3000]*[(（]?(?:截[至止]到?|印发日期[:：]?|成文日期[:：]?)?\s?{_DAY}(?:印发)?[)）]?[ \t\u3000]*$"
)
_HAN_ALONE = regex(
    r"(?m)^[ \t\u3000]*[(（]?(?P<year>二[〇○零Ｏ0][一二三四五六七八九〇○零]{2})年"
    r"(?P<month>[一二三四五六七八九十]{1,2})月(?:(?P<day>[一二三四五六七八九十]{1,3})日)?[)）]?[ \t\u3000]*$"
)
_AS_OF = regex(rf"截[至止]到?\s?{_DAY}")
_HEAD = 600
_TERM = regex(r"(?P<which>[本下])?(?P<what>学期|学年)")
_AFTER = regex(
    r"(?:为期)?(?P<count>[\d一二两三四五六七八九十半]{1,3})(?P<unit>个工作日|个月|年|周|[日天])(?=以?内|之内|$)"
)
_MONTH = regex(r"(?<!\d)(?P<month>\d{1,2})月")
_ENDS = {
    **{"上半年": 6, "下半年": 12, "一季度": 3, "二季度": 6, "三季度": 9, "四季度": 12},
    **{"年底": 12, "年末": 12, "年内": 12},
}
_DAYS = {"个工作日": 7 / 5, "周": 7.0, "日": 1.0, "天": 1.0}
_SPRING, _AUTUMN, _WINTER = 7, 8, 1
"""A school year runs from September on; its first term ends in January, its second in July."""


def day_of(text: str) -> date | None:
    """Find the day that a document bears: in a line of its own, the last one first, else as what it is 截至."""
    found = [*_ALONE.finditer(text), *_HAN_ALONE.finditer(text)] or [*_AS_OF.finditer(text, 0, _HEAD)]
    for match in reversed(sorted(found, key=lambda each: each.start())):
        year = match["year"].translate(str.maketrans("〇○零Ｏ0一二三四五六七八九", "00000123456789"))
        month, day = (int(numerals.parse(match[part] or "1") or 1) for part in ("month", "day"))
        try:
            return date(int(year), month, day)
        except ValueError:
            continue
    return None


def dated(deadline: Deadline, day: date | None) -> Deadline:
    """Reckon a deadline that names no year from the document's day, and tell how; others stay as they are."""
    end = _end(deadline.quote, day) if day is not None and not deadline.last else None
    if end is None or day is None:
        return deadline
    why = f"“{deadline.quote}”按文件日期 {day.isoformat()} 算到 {end[0]} 年 {end[1]} 月"
    return deadline.model_copy(update={"last": f"{end[0]}-{end[1]:02}", "why": why})


def last_day(words: str) -> date:
    """Give the day on which a deadline as ``2031-08`` or ``2031`` is over."""
    year, _, month = words.partition("-")
    at = int(month or 12)
    return date(int(year), at, calendar.monthrange(int(year), at)[1])


def _end(words: str, day: date) -> tuple[int, int] | None:
    """Reckon year and month."""
    term, after = _TERM.search(words), _AFTER.search(words)
    if term is not None:
        return _term_end(term["what"], day, later=term["which"] == "下")
    if after is not None:
        return _after(after["count"], after["unit"], day)
    named = _MONTH.search(words)
    month = int(named["month"]) if named else next((ends for name, ends in _ENDS.items() if name in words), 0)
    if not 1 <= month <= 12:
        return None
    if words.startswith(("明", "来", "次")):
        return day.year + 1, month
    # 3月底前 in a plan of November is the next one
    return day.year + (month < day.month and words[0] not in "今本"), month


def _term_end(what: str, day: date, *, later: bool) -> tuple[int, int]:
    if what == "学年":
        return day.year + (day.month >= _AUTUMN) + later, _SPRING
    spring = _WINTER < day.month < _AUTUMN
    if later:
        return (day.year + 1, _WINTER) if spring else (day.year + (day.month >= _AUTUMN), _SPRING)
    return (day.year, _SPRING) if spring else (day.year + (day.month >= _AUTUMN), _WINTER)


def _after(count: str, unit: str, day: date) -> tuple[int, int] | None:
    number = 0.5 if count == "半" else float(numerals.parse(count) or 0)
    if not number:
        return None
    if unit in _DAYS:
        end = day + timedelta(days=round(number * _DAYS[unit]))
        return end.year, end.month
    months = day.month - 1 + round(number * (12 if unit == "年" else 1))
    return day.year + months // 12, months % 12 + 1
