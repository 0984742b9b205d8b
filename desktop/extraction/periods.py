"""When a figure holds: a year governs forward to the end of its paragraph, until another time word stands there."""

import re
from bisect import bisect_right
from typing import NamedTuple

from desktop.extraction.scan import matches
from desktop.lexicon import numerals
from desktop.lexicon.patterns import regex

_Y = r"(?:19|20)\d\d"
_CN_YEAR = r"[一二][九〇零○Ｏ0][〇零○一二三四五六七八九]{2}"
_TO = r" ?[-—–―~～/至到]{1,2} ?"
_MARK = regex(
    rf"(?P<span>(?<!\d)(?P<from>{_Y})(?:(?:年|年度|学年)?{_TO}(?P<to>{_Y})(?=学?年|[^\d.]|$)|(?P<to3>{_Y})(?=学?年))|"
    rf"(?<!\d)(?P<from2>{_Y}){_TO}(?P<to2>\d\d)(?=学年))"
    rf"|(?P<dash>(?<!\d){_Y}-(?:0[1-9]|1[0-2])(?!\d)(?:-\d\d)?)"
    rf"|(?P<lost>(?<!\d)(?P<ly>{_Y})(?P<lm>1[0-2]|0?[1-9]) ?月)"
    rf"|(?P<bare>(?<!\d){_Y})(?= ?[、和及与] ?{_Y})"
    rf"|(?P<year>(?<!\d){_Y}|{_CN_YEAR}) ?年(?! ?级|代|版|制)(?: ?(?P<month>1[0-2]|0?[1-9]|"
    rf"[一二三四五六七八九十]{{1,2}}) ?月)?"
    r"|(?:民国|光绪|宣统)?(?:\d{1,2}|元|[一二三四五六七八九十]{1,3}) ?年[（(] ?(?P<western>1[89]\d\d) ?年?[)）]"
    r"|民国(?P<republic>元|[一二三四五六七八九十]{1,3}|\d{1,2})年"
    r"|(?P<end>截[至止]目前|目前|当前|现阶段|去年(?!同期)|前年|今年|明年|近年来?|近几年来?|近\S{0,3}年来?|"
    r"多年来|这些年|未来\S{1,2}年|"
    r"[一二三四五六七八九十\d]{1,2}年内|每学年|每学期|每日|每天|每周|每月|(?P<each>每年)|"
    r"“?十[一二三四五]五”?(?:期间|时期|以来|规划期|末))"
    r"|(?P<now>(?<![发实呈出体兑表])现(?:有|拥有|设|辖))"
    r"|(?P<item>(?<=[。；;：:])(?:[一二三四五六七八九十]是|第[一二三四五六七八九十]，|"
    r"[（(][一二三四五六七八九十\d]{1,2}[)）]))"
    r"|(?P<open>[（(])|(?P<close>[)）])|(?P<title>《[^《》\n]{0,90}》)"
)
_FIRST = r"\d一二三四五六七八九十“截目当现民光宣去前今明近多这未每第"
# Digits, numerals and “ open a time mark only before what makes one of them.
_OPENS = (
    r"(?:(?<![\d一二三四五六七八九十“])"
    r"|(?=\d{3}|(?<=[一二])[九〇零○Ｏ0]|[一二三四五六七八九十\d]?(?:年内| ?年[（(])|十?[一二三四五]五|是))"
)
# So does a digit only at the head of a year, or before 年.
_NO_AMOUNT = r"(?:(?<!\d)|(?=[09]\d\d|\d? ?年))"
_BEGINS = regex(rf"[{_FIRST}（(）)《]{_NO_AMOUNT}{_OPENS}")
_TELLS = regex(rf"[{_FIRST}（(]{_NO_AMOUNT}{_OPENS}(?<!(?<![。；;：:])[（(])")
"""Where nothing but brackets begins, no time is told; one behind a stop may mark an item."""
_ITEM = regex(r"\s*[一二三四五六七八九十]是")
_COMPARED = regex(r"(?:较|比|与|同|于)$")
_AFTERWARDS = regex(r"年?(?:度|末|底)?(?:相比|相较|比较|同期|的?基础上)")
_RAISED = regex(r"年?度?的[^，,。；;\n]{1,16}?(?:到(?!(?:19|20)\d\d)|至(?!(?:19|20)\d\d)|[增减升降]为)")
_EACH_YEAR = regex(r"学?年?度?[，,]?(?:历年|各年|逐年|分年度?)")
_SENTENCE = regex(r"[。；;]")
_LISTED = regex(r" ?(?:年|年度|学年)? ?[、和及与,，] ?$")


_FIRST_OF_REPUBLIC = 1911


class Timeline(NamedTuple):
    """What period holds from which offset on, and by which rule and words.

    ``series`` are lists of years, each with where it stands; ``spans`` are the years of 2013年至2015年, which a list
    of as many figures may take up.
    """

    starts: list[int]
    periods: list[str]
    series: list[tuple[int, int, tuple[str, ...]]]
    causes: list[tuple[str, str]]
    spans: list[tuple[int, int, tuple[str, ...]]]

    def at(self, offset: int) -> tuple[str, str, str]:
        """Give the period that governs an offset, the rule that settled it, and its words."""
        place = bisect_right(self.starts, offset) - 1
        return (self.periods[place], *self.causes[place]) if place >= 0 else ("", "no time", "")


def timeline(text: str, start: int, end: int, base: str = "") -> Timeline:
    """Read the time marks of one paragraph (a run of a view); ``base`` is what its heading says."""
    line = Timeline([start], [base], [], [("heading year" if base else "no time", base)], [])
    if not _TELLS.search(text, start, end):
        return line
    outside = current = base
    in_item = bool(_ITEM.match(text, start, end))
    stack: list[tuple[str, int]] = []
    run: list[tuple[int, int, str]] = []
    for match in matches(_MARK, _BEGINS, text, start, end):
        if match["title"]:
            continue
        if match["open"]:
            stack.append((current, match.end()))
            continue
        if match["close"]:
            if stack:
                held, since = stack.pop()
                if current != held and any(
                    c not in "年月日度学末底0123456789-—~～至 ，,截止" for c in text[since : match.start()]
                ):
                    current = _set(line, match.end(), held, "bracket closed", match[0])
            continue
        if match["item"]:
            if not in_item:
                in_item, outside = True, current
            current = _set(line, match.start(), outside, "item begins", match[0])
            continue
        if match["now"] and not _SENTENCE.search(text, line.starts[-1], match.start()):
            continue
        if match["end"] or match["now"]:
            if match["each"] and "-" in current:
                continue
            current = _set(line, match.start(), "", "time word", match[0])
            continue
        period = _period(match)
        if period and text[match.start() - 1 : match.start()] in ("由", "从"):
            raised = _RAISED.match(text, match.end(), end)
            if raised:
                held, current = current, _set(line, match.start(), period, "year", match[0])
                current = _set(line, raised.end() - 1, held, "raised from", match[0] + raised[0])
                continue
        if match["span"] and period:
            first, last = int(period[:4]), int(period[-4:])
            years = tuple(str(year) for year in range(first, min(last, first + 12) + 1))
            each = _EACH_YEAR.match(text, match.end(), end)
            (line.series if each else line.spans).append((match.start(), match.end(), years))
        if not period or _is_base(text, match, start):
            continue
        if run and _LISTED.fullmatch(text, run[-1][1], match.start()):
            run.append((match.start(), match.end(), period))
        else:
            _close(line, run)
            run = [(match.start(), match.end(), period)]
        current = _set(line, match.start(), period, "year", match[0])
    _close(line, run)
    return line


def _set(line: Timeline, at: int, period: str, rule: str, words: str) -> str:
    line.starts.append(at)
    line.periods.append(period)
    line.causes.append((rule, words))
    return period


def _close(line: Timeline, run: list[tuple[int, int, str]]) -> None:
    """Keep a list of years as a series; it governs its own list only."""
    if len(run) > 1:
        line.series.append((run[0][0], run[-1][1], tuple(period for _, _, period in run)))
        for place, at in enumerate(line.starts):
            if run[0][0] <= at <= run[-1][0]:
                line.periods[place], line.causes[place] = "", ("list of years", "")


def _period(match: re.Match[str]) -> str:
    """Write a time mark as 2023, 2015-2016 or 2015-09."""
    if match["span"]:
        first = match["from"] or match["from2"]
        last = match["to"] or match["to3"] or first[:2] + match["to2"]
        return f"{first}-{last}" if last > first else first if last == first else ""
    if match["dash"]:
        return match["dash"][:7]
    if match["lost"]:
        return f"{match['ly']}-{int(match['lm']):02d}"
    if match["bare"]:
        return match["bare"]
    if match["western"]:
        return match["western"]
    if match["republic"]:
        since = 1 if match["republic"] == "元" else numerals.parse(match["republic"])
        return str(_FIRST_OF_REPUBLIC + int(since)) if since else ""
    year = match["year"]
    if not year.isascii():
        value = numerals.parse(year.replace("○", "〇").replace("Ｏ", "〇").replace("0", "〇"))
        if value is None or not 1900 <= value < 2100:
            return ""
        year = str(value)
    if not match["month"]:
        return year
    month = match["month"] if match["month"].isascii() else str(numerals.parse(match["month"]) or "")
    return f"{year}-{int(month):02d}" if month else year


def _is_base(text: str, match: re.Match[str], start: int) -> bool:
    """Tell whether a year only says what is compared with (较2022年, 与2020年相比)."""
    if _COMPARED.search(text, max(start, match.start() - 1), match.start()):
        return not text.startswith("于", match.start() - 1) or bool(_AFTERWARDS.match(text, match.end() - 1))
    return bool(_AFTERWARDS.match(text, match.end()))
