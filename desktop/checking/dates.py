"""Dates: days and years that no calendar has, spans that end before they begin, terms over when they were set."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence

from desktop.checking.passages import Figure, Passage
from desktop.lexicon.patterns import regex
from desktop.model.finding import Finding, Relation
from desktop.model.report import Report

_WIDTH = tuple(zip("０１２３４５６７８９", "0123456789", strict=True))
# What may not stand before a year is asked for behind it: a pattern that begins with digits skips all other signs.
_NO_YEAR = regex(r"(?:2[1-9]|[3-9]\d)\d\d年(?<![\d.,/号-].{5})(?=[春秋上下初底末\d全度,，、]|以来|[\u4e00-\u9fff]{2})")
_OLD_YEAR = regex(r"1[0-8]\d\d年(?<![\d./号-].{5})(?<!\d[,，].{5})")
_HISTORY = regex(
    r"[宋元明清唐汉](?:[代末初季]|[\u4e00-\u9fff]{2}[元一二三四五六七八九十]{1,3}年)|明清|朝|历代|古|公元|光绪|书院|学堂|私塾|义学"
    r"|科举|教会|传教|始[建办]|创[办建]|文庙|县学|先贤|遗址|文物"
)
_NO_DATE = regex(
    r"(?<![\d.个年-])(?:2月3[01]|(?:[469]|11)月31|(?:[1-9]|1[0-2])月(?:3[2-9]|[4-9]\d))日"
    r"|(?<!\d)(?:(?:19|20)\d\d|二[〇○零Ｏ一二三四五六七八九]{3})年"
    r"(?:2月3[01]日|(?:[469]|11)月31日|(?:[1-9]|1[0-2])月(?:3[2-9]|[4-9]\d)日|(?:1[3-9]|[2-9]\d|0)月)",
    begins=r"\d二",
)
_LEAP_DAY = regex(r"(?P<year>(?:19|20)\d\d)年2月29日(?<!\d.{10})")
_TO = r"(?:起|开始|初|底|末)?(?:至|到|[-—–~～―]{1,2})"
_MONTHS = regex(
    r"(?P<first>(?:19|20)\d\d)年(?<!\d.{5})(?P<since>\d{1,2})月(?:\d{1,2}日)?"
    rf"{_TO}(?:(?P<last>(?:19|20)\d\d)年)?(?P<to>\d{{1,2}})月"
)
_YEARS = regex(rf"(?P<first>(?:19|20)\d\d)(?<![\d.].{{4}})年?{_TO}(?P<last>(?:19|20)\d\d)(?=年|学年)")
_WORK = regex(
    r"(?P<first>(?:19|20)\d\d)年(?:(?P<since>\d{1,2})月)?[^，,。；;\n\d]{0,8}?(?:开工|动工|启动建设|开建|奠基)[^。；;\n]{0,24}?"
    r"(?P<last>(?:19|20)\d\d)年(?:(?P<to>\d{1,2})月)?[^，,。；;\n\d]{0,8}?(?:竣工|完工|建成|投入使用|交付|投用)"
)
_DAY = r"(?P<year>(?:19|20)\d\d)年(?P<month>\d{1,2})月(?P<day>\d{1,2})日"
_ISSUED = regex(
    rf"(?:印发|发文|发布|成文|签发|下发|通知)(?:日期|时间)?[为是于:：]{{1,2}}{_DAY}"
    rf"|^[ \t\u3000]*{_DAY.replace('P<', 'P<the_')}[ \t\u3000]*$",
    re.M,
)
_DUE = regex(
    rf"(?:请|务必|须|应|必须|限|要求|责令)[^，,。；;\n]{{0,12}}?于?{_DAY}(?:之?前|以前)[^，,。；;\n]{{0,8}}?"
    r"(?:完成|报送|上报|整改|反馈|报|落实|提交)"
)
_LATE = regex(r"(?P<year>20[2-9]\d)年(?<!\d.{5})")
_DONE = regex(r"^[^，,。；;\n]{0,8}(?:已(?!计划|规划|列入|纳入)|以来)")
_PLANS = regex(r"计划|规划|预计|力争|将|拟|目标|到$|至$|[-—–~]$|前|纲要|远景|愿景")
_AHEAD = 5
"""A report tells of no year that lies so far beyond all others that it tells of."""
_AROUND, _BEFORE, _NEAR = 12, 6, 90
_MODERN, _OLDER = regex(r"(?:19[4-9]|20\d)\d年"), regex(r"(?<!\d)19[0-3]\d年")
_DECEMBER = 12


def dates(report: Report, passages: Sequence[Passage]) -> Iterator[Finding]:
    """Look for dates that cannot be; each is told at itself and at the next figure of its block."""
    text = report.text
    for wide, narrow in _WIDTH:
        text = text.replace(wide, narrow)
    figures = [figure for passage in passages for figure in passage.figures]
    starts = [figure.start for figure in figures]
    told: list[tuple[int, int]] = []
    for start, end, says, should, why in (*_impossible(text), *_backwards(text), *_too_late(text), *_overdue(text)):
        if any(start < stop and begin < end for begin, stop in told):
            continue
        told.append((start, end))
        next_ = _behind(text, end, figures, starts)
        yield Finding(
            check=Relation.RANGE,
            anchors=(start, next_.start) if next_ else (start,),
            says=says,
            should=should,
            working=why,
            rule="range.date",
        )


def _impossible(text: str) -> Iterator[tuple[int, int, str, str, str]]:
    """List the years and days that no report can tell of: 2204年, 1089年 among years of today, 2月30日, 13月."""
    for found in _around(_NO_YEAR, "年", text):
        yield *found.span(), found[0], "年份有误", f"没有{found[0]}：数字颠倒或写错"
    for found in _OLD_YEAR.finditer(text):
        around = text[max(0, found.start() - _NEAR) : found.end() + _NEAR]
        strange = len(_MODERN.findall(around)) > 1 and not _HISTORY.search(around) and not _OLDER.search(around)
        if strange or _turned(text, found):
            yield *found.span(), found[0], "年份有误", f"{found[0]}与前后年份不合：数字颠倒或写错"
    for found in _around(_NO_DATE, "月", text):
        yield *found.span(), found[0], "日期有误", f"{found[0]}：没有这样的日期"
    for found in _LEAP_DAY.finditer(text):
        from calendar import isleap  # with all that it loads, no report but one with such a day needs it

        if not isleap(int(found["year"])):
            yield *found.span(), found[0], "日期有误", f"{found['year']}年2月没有29日"


def _around(pattern: re.Pattern[str], sign: str, text: str) -> Iterator[re.Match[str]]:
    """Search around a sign that every match holds: the whole text has few of it, and is soon looked through for it."""
    at = text.find(sign)
    while at >= 0:
        found = pattern.search(text, max(0, at - _AROUND), at + _AROUND)
        if found:
            yield found
        at = text.find(sign, max(at + 1, found.end() if found else 0))


def _turned(text: str, found: re.Match[str]) -> bool:
    """Tell whether an old year, alone among those of today, is one that the report tells with two digits changed."""
    start, stop = text.rfind("\n", 0, found.start()) + 1, text.find("\n", found.end())
    told, year = text[start : stop if stop >= 0 else len(text)], found[0][:4]
    if len(_OLD_YEAR.findall(told)) > 1 or not _MODERN.search(told):
        return False
    turned = {f"{year[:n]}{year[n + 1]}{year[n]}{year[n + 2 :]}年" for n in range(len(year) - 1)}
    near = text[max(start, found.start() - _AROUND) : found.end() + _AROUND]
    if not turned.isdisjoint(_MODERN.findall(told)):
        return not _HISTORY.search(near)
    elsewhere = any(_MODERN.fullmatch(each) and each in text for each in turned)
    return elsewhere and not _HISTORY.search(told) and not _OLDER.search(told)


def _backwards(text: str) -> Iterator[tuple[int, int, str, str, str]]:
    """List the spans that end before they begin, and works that were finished before they were begun."""
    for span in _MONTHS.finditer(text):
        last = span["last"] or span["first"]
        if (int(last), int(span["to"])) < (int(span["first"]), int(span["since"])) and int(span["since"]) <= _DECEMBER:
            yield *span.span(), span[0], "起止日期有误", f"{span[0]}：止于起之前"
    for span in _YEARS.finditer(text):
        if int(span["last"]) < int(span["first"]):
            yield *span.span(), span[0], "起止年份有误", f"{span[0]}年：止于起之前"
    for span in _WORK.finditer(text):
        first, last = ((int(span[year]), int(span[month] or 0)) for year, month in (("first", "since"), ("last", "to")))
        if last[0] < first[0] or (last[0] == first[0] and 0 < last[1] < first[1]):
            yield *span.span(), span[0], "先后有误", f"{span[0]}：先于开工"


def _too_late(text: str) -> Iterator[tuple[int, int, str, str, str]]:
    """List what is told as done in a year that lies far beyond all others that a report tells of."""
    told = list(_LATE.finditer(text))
    years = Counter(int(found["year"]) for found in told)
    for found in told:
        year = int(found["year"])
        latest = max((other for other in years if other != year), default=0)
        if not latest or year < latest + _AHEAD or years[year] > 1:
            continue
        before, behind = (
            text[max(0, found.start() - _BEFORE) : found.start()],
            text[found.end() : found.end() + _AROUND],
        )
        if _DONE.match(behind) and not _PLANS.search(before) and not _PLANS.search(behind):
            yield *found.span(), found[0], "年份有误", f"{found[0]}还没有到，文中最晚为{latest}年"


def _overdue(text: str) -> Iterator[tuple[int, int, str, str, str]]:
    """List the terms that were over on the day on which they were set."""
    due = list(_DUE.finditer(text))
    issued = [_day(found) for found in _ISSUED.finditer(text)] if due else []
    if len(set(issued)) != 1:
        return
    for found in due:
        if _day(found) < issued[0]:
            at, day = found.start("year"), "年{}月{}日".format(*issued[0][1:])
            yield at, found.end(), text[at : found.end()], "时限有误", f"时限早于成文日期（{issued[0][0]}{day}）"


def _day(found: re.Match[str]) -> tuple[int, ...]:
    """Read the day that a match names."""
    named = found.groupdict()
    return tuple(int(named[part] or named.get(f"the_{part}") or 0) for part in ("year", "month", "day"))


def _behind(text: str, end: int, figures: Sequence[Figure], starts: Sequence[int]) -> Figure | None:
    """Give the first figure behind a date in its sentence."""
    at = bisect_left(starts, end)
    stops = [stop for stop in (text.find("。", end), text.find("\n", end)) if stop >= 0]
    return figures[at] if at < len(figures) and starts[at] < min(stops, default=len(text)) else None
