"""Measure words: what can stand behind a number and makes it a quantity."""

from collections import defaultdict
from functools import cache, lru_cache
from string import ascii_letters

from desktop.extraction import comparators
from desktop.extraction.words import words
from desktop.lexicon import units as lexicon
from desktop.lexicon.patterns import regex

_GAP = "[ ]{0,2}"
_OF = "生人年月日学期天次班校亩台平方米周小时课师园县户项床"
_HEAD = regex(
    rf"{_GAP}(?:(?P<a>[余多几来+])(?![少样级]))?{_GAP}(?P<mult>万亿|[十百千]?万|亿|[百千](?![米克瓦伏分帕]))?"
    rf"(?:(?P<b>[余多几])(?![少样级]))?{_GAP}"
)
_RATE = regex(rf" ?[/每](?:[{_OF}]{{1,3}}(?:[/·.・•、每][{_OF}]{{1,2}})?|百生)")
_REST = regex(rf"(?:(?P<c>[余多])(?![少样级\d]))?{_GAP}(?P<after>{comparators.FOLLOWING})?")
_BETWEEN = frozenset(" 余多几来+十百千万亿")
_MAY_FOLLOW = frozenset(" 余多及（(以之上左起")


def tail(text: str, at: int, end: int) -> tuple[str, str, int, str, int]:
    """Read what stands behind a number that ends at ``at``: 余 and 多, its unit, where that ends, 以上, where all ends.

    The unit has its multiplier; where there is none, or nothing at all, the place is -1.
    """
    more = mult = again = ""
    begun, multiplied, stop = at, -1, -1
    head = _HEAD.match(text, at, end) if at < end and text[at] in _BETWEEN else None
    if head is not None:
        more, mult, again = head["a"] or "", head["mult"] or "", head["b"] or ""
        begun, multiplied = head.end(), head.end("mult")
        stop = max(head.end("a"), multiplied, head.end("b"))
    ended = _measure(text, begun, end)
    unit, measured = mult, multiplied
    if ended > begun:
        unit, measured = mult + text[begun:ended].replace(" ", ""), ended
    stop = stop if stop > measured else measured
    after = ""
    if ended < end and text[ended] in _MAY_FOLLOW:
        rest = _REST.match(text, ended, end)
        if rest is not None and rest.end() > ended:
            more, after = more + again + (rest["c"] or ""), rest["after"] or ""
            stop = max(stop, rest.end("c"), rest.end("after"))
            again = ""
    return more + again, unit, measured, after, stop


def _measure(text: str, at: int, end: int) -> int:
    """Give the end of the longest unit that stands at ``at``, with what it is counted by (元/生·年), or ``at``."""
    for size, known in _by_first().get(text[at : at + 1], ()) if at < end else ():
        last = at + size
        if last <= end and (not_before := known.get(text[at:last])) is not None:
            if last == end:
                return last
            following = text[last]
            if following in not_before:
                continue
            rate = _RATE.match(text, last, end) if following in " /每" else None
            return rate.end() if rate else last
    return at


@cache
def _known() -> dict[str, str]:
    """List the units without a slash, each with the characters that may not follow; no letter runs on with another."""
    book = lexicon.load()
    found = (word for word in lexicon.known() if not set(word) & {"/", ":"})
    return {word: book.not_before.get(word, "") + ascii_letters * (word[-1] in ascii_letters) for word in found}


@cache
def _by_first() -> dict[str, tuple[tuple[int, dict[str, str]], ...]]:
    """List the units that begin with a character by their lengths, the longest first."""
    found: dict[str, dict[int, dict[str, str]]] = defaultdict(lambda: defaultdict(dict))
    for word, not_before in _known().items():
        found[word[0]][len(word)][word] = not_before
    return {first: tuple(sorted(sized.items(), reverse=True)) for first, sized in found.items()}


@cache
def firsts() -> str:
    """List the characters that a unit can begin with."""
    return "".join(sorted(_by_first()))


TIME = frozenset(words("年 个月 月 天 日 周 小时 个小时 分钟 个工作日 课时 学时 个课时 个学时 个学期 岁 周岁"))
SHARE = frozenset(words("% ‰ 个百分点 百分点 成 倍"))
PEOPLE = frozenset(words("人 名 位 人次"))
COUNTERS = frozenset(words("所 人 名 个 家"))
_ALIKE = {"名": "人", "位": "人"}
PLACES = frozenset(words("镇 乡 村 县 区 市 省 街道 社区 乡镇 校 园 班 村居"))
EVENTS = frozenset(
    words(
        "次 场 场次 期 份 篇 起 条 件 节 例 课时 学时 宗 校次 班次 课次 批 轮 件次 字 页 幅 笔 票 万份 万次 "
        "万场次 万条 户次"
    )
)


@lru_cache(maxsize=1024)
def scale(unit: str) -> int:
    """Give what the multiplier of a unit comes to: 万元 is 10000."""
    size = 1
    for character in unit[: len(unit) - len(base(unit))]:
        size *= {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}[character]
    return size


def alike(unit: str) -> str:
    """Write a measure word so that those for people are one."""
    return _ALIKE.get(unit, unit)


@lru_cache(maxsize=1024)
def base(unit: str) -> str:
    """Give the measure word without its multiplier: 万人 is 人, 亿元 is 元."""
    return unit.lstrip("十百千万亿") or unit
