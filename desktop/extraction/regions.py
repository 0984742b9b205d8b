"""Runs of text that hold no figures: titles, document numbers, dates, list marks, codes, slogans in quotation marks."""

import re
from bisect import bisect_right
from collections.abc import Iterator

from desktop.extraction.scan import matches
from desktop.lexicon.patterns import regex

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_YEAR = r"(?:1[6-9]|20)\d\d"
_CN = "零〇○一二三四五六七八九十百两廿卅"
_DASH = "[-—–―~～至到]"
_CODED = "电话|手机|传真|邮编|邮政编码|编码|代码|编号|号码|账号|热线|QQ|备案(?!制)|标识码|公网安备"
_LABEL = "表|图|附件|附表|附录|专栏|案例|注|页|No\\.?|NO\\.?"

_COUNTED = (
    r"[亿万千百%％‰]|平方|立方|公里|公顷|课时|小时|(?:[个人所名元年月日倍米吨亩班座台套册件项次处成分节])"
    r"(?:(?:左右|以上|以下|以内|的|和|与|及|至)|[^\u4e00-\u9fff]|$)"
)
# What follows the number of a numbered heading (1.1 师资): words after a blank, or a short line without a figure.
_MARKED = rf"[ \u3000]+(?!{_COUNTED})[\u4e00-\u9fff]|(?!{_COUNTED})[\u4e00-\u9fff][^\n\r，。；,;：:\d\t]{{1,24}}$"

# What begins with its digits, by name; tried at the head of every run of digits.
_AT_DIGITS = (
    ("document", r"\d+(?:-\d+)?号"),
    (
        "year",
        rf"{_YEAR} ?年? ?(?:{_DASH}{{1,2}} ?)?"
        rf"(?:{_YEAR} ?(?=年|学年)|(?<={_DASH}){_YEAR}(?!\d)|(?<={_DASH})\d\d(?=学?年))",
    ),
    ("date", rf"{_YEAR} ?(?:[-./] ?\d{{1,2}}[-./] ?\d{{1,2}}(?!\d)|\d{{0,2}} ?[年月]|-\d\d(?![\d.%\u4e00-\u9fff]))"),
    (
        "date",
        r"(?<!\.)\d{1,2} ?(?:[-—–~～至到、和及] ?\d{1,2} ?)?月"
        r"(?:份|底|初|末|中旬|上旬|下旬)?(?: ?\d{1,2} ?[日号]?(?!\d))?",
    ),
    ("date", rf"(?<={_DASH})\d{{1,2}}[日号]|(?<=[月、])\d{{1,2}}[日号]|\d\d年代|\d+世纪"),
    ("date", r"(?<!\.)\d{1,2}日(?=[,，。;；）)上下前晚起至])"),
    ("time", r"[0-2]?\d[:：][0-5]\d(?:[:：][0-5]\d| ?[-—~～至])|(?<=[午晨晚上间时日于 ])[0-2]?\d[:：][0-5]\d(?!\d)"),
    ("code", r"0\d{2,3}-\d{7,8}(?!\d)|(?<!\.)\d{8,}(?![\d.%]| ?[万亿元人])|1[3-9]\d{9}(?!\d)"),
    ("latin", r"\d+[-/]?[A-LN-Za-jln-z][A-Za-z0-9]*"),
    ("slogan", r"\d+ ?\+ ?[\dA-Za-z]+"),
)
# What begins with something else; each needs one of some characters.
_ANYWHERE = (
    (
        "title",
        "《<〈",
        r"《[^《》\n]{0,90}(?:[《〈][^《》〈〉\n]{0,60}[》〉][^《》\n]{0,40})?》|<[^<>\n]{2,60}>|〈[^〈〉\n]{2,60}〉",
    ),
    ("document", "号", rf"[〔\[［【（(] ?{_YEAR} ?(?:[〕\]］】）)] ?第?[\d\-— ]{{1,8}}|\d{{1,4}})号"),
    ("ordinal", "第", rf"第(?: ?\d+(?: ?[、,，\-—~～至和] ?第?\d+)*|[{_CN}]+)"),
    (
        "mark",
        ".、)）",
        r"[（(。；;：:，,”）)](?:(?<=[（(])\d{1,2}[)）]|(?<![（(]) *\d{1,2}[.、)）](?=[\u4e00-\u9fff“《]))",
    ),
    ("footnote", "[［表图件录栏例注页oO", rf"\[\d{{1,3}}\]|［\d{{1,3}}］|(?:{_LABEL}) ?\d+(?:[-.]\d+)*"),
    ("code", "话机真编码号线Q案识安", rf"(?:{_CODED})[^\n，,。；;\d]{{0,8}}[\d\-、 ()]{{3,}}"),
    (
        "latin",
        _LETTERS,
        r"(?:https?://|www\.)[!-~]+|[A-Za-z][A-Za-z0-9]*[-_/]?\d[-A-Za-z0-9/.]*|[A-Za-z]+ ?\+ ?[\dA-Za-z]+",
    ),
    ("slogan", "“\"'‘「『", r"[“\"'‘「『][\dA-Za-z+\-—~～、,，/.·:：×]{1,12}[”\"'’」』]|“[^“”\n]{0,14}”(?!的)"),
    ("spelt slogan", "即", r"[”」][（(]即[^（()）\n]{0,60}[)）]"),
)
# Digits that what stands behind them can make more than a number; a date, a code or a name needs one of these signs.
# What numbers a line, tried at the head of each: a number begins with a digit, behind blanks and a bracket.
_AT_HEADS = (
    regex(r"[ \t]*[（(]?\d{1,3}(?:\.\d{1,2}){0,3}(?:[)）、．]|\.(?!\d)|(?= ?[\u4e00-\u9fff]{2,4}[：:]))"),
    regex(
        rf"[ \t\u3000]*(?:[1-9]\d?(?:\.[1-9]\d?){{1,3}}(?={_MARKED})|\d{{1,2}}(?:\.\d{{1,2}}){{2,3}}(?![\d.]))",
        re.MULTILINE,
    ),
)
_INDENT = 32
_DIGITS = regex(r"\d(?<!\d\d)(?:\d*+(?=[-—–―~～至到、和及号年学月日世:：./+ A-LN-Za-jln-z])|\d{7,})")
_SIGNS = regex(f"[{re.escape(''.join(signs for _, signs, _ in _ANYWHERE))}]")
_AT = regex("|".join(f"(?P<n{place}>{pattern})" for place, (_, pattern) in enumerate(_AT_DIGITS)))
_AT_NAMES = {f"n{place}": name for place, (name, _) in enumerate(_AT_DIGITS)}
_OTHERS = tuple((name, frozenset(signs), regex(pattern, re.MULTILINE)) for name, signs, pattern in _ANYWHERE)
_STATES = regex(r"[，。；]|\d[\d.]*[%万亿元人所]")


class Regions:
    """The parts of a run of text that hold no figures, and what they are."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self._spans = sorted(_spans(text, start, end))
        self._starts = [span[0] for span in self._spans]
        self._reach: list[int] = []
        reached = 0
        for _, stop, _ in self._spans:
            reached = max(reached, stop)
            self._reach.append(reached)

    def at(self, start: int, end: int) -> str:
        """Name the part that covers any of ``start`` to ``end``, or give ``""``."""
        over = self.over(start, end)
        return over[2] if over else ""

    def over(self, start: int, end: int) -> tuple[int, int, str] | None:
        """Find the part that covers any of ``start`` to ``end``: its offsets and its name."""
        place = bisect_right(self._starts, end - 1) - 1
        while place >= 0 and self._reach[place] > start:
            if self._spans[place][1] > start:
                return self._spans[place]
            place -= 1
        return None


def _line_heads(text: str, start: int, end: int) -> Iterator[int]:
    """Walk through the places in a run where a line begins."""
    if not start or text[start - 1] == "\n":
        yield start
    at = text.find("\n", start, end)
    while at >= 0:
        yield at + 1
        at = text.find("\n", at + 1, end)


def _spans(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """Walk through the parts, in any order."""
    for match in matches(_AT, _DIGITS, text, start, end):
        yield match.start(), match.end(), _AT_NAMES[match.lastgroup or ""]
    for head in _line_heads(text, start, end):
        first = text[head : min(head + _INDENT, end)].lstrip(" \t\u3000（(")[:1]
        if first and not first.isdecimal():
            continue
        for pattern in _AT_HEADS:
            if (marked := pattern.match(text, head, end)) is not None:
                yield head, marked.end(), "mark"
    seen = frozenset(_SIGNS.findall(text, start, end))
    for name, signs, pattern in _OTHERS:
        if signs and signs.isdisjoint(seen):
            continue
        for match in pattern.finditer(text, start, end):
            if name != "slogan" or not _STATES.search(match[0]):
                yield match.start(), match.end(), name
