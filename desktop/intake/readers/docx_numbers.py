"""Restore the automatic numbers of a Word file as the author saw them (ISO/IEC 29500-1, 17.9)."""

import re
from collections.abc import Callable
from typing import NamedTuple

from lxml import etree

from desktop.intake.package import attribute, local

_DEPTH = 9
_BULLET = "•"
_DIGITS = "〇一二三四五六七八九"
_FORMAL = ("零壹贰叁肆伍陆柒捌玖", "拾佰仟")
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = tuple(
    zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"),
        strict=True,
    )
)


class Level(NamedTuple):
    """How one level of a list is numbered; ``restart`` is None where every outer level restarts it."""

    start: int = 1
    shape: str = "decimal"
    pattern: str = ""
    suffix: str = "tab"
    restart: int | None = None
    legal: bool = False
    style: str = ""


class Numbers:
    """The lists of a file and how far each has counted; paragraphs are asked for in their order."""

    def __init__(self, root: etree._Element | None) -> None:
        self._abstract: dict[str, dict[int, Level]] = {}
        self._abstract_of: dict[str, str] = {}
        self._overrides: dict[str, dict[int, Level]] = {}
        self._starts: dict[str, dict[int, int]] = {}
        self._counters: dict[str, list[int | None]] = {}
        self._begun: set[str] = set()
        links: dict[str, str] = {}
        linked: dict[str, str] = {}
        for each in root if root is not None else ():
            if local(each) == "abstractNum":
                self._read_abstract(each, links, linked)
            elif local(each) == "num":
                self._read_num(each)
        for key, style in links.items():
            self._abstract[key] = self._abstract.get(linked.get(style, ""), self._abstract[key])

    def level_of_style(self, number: str, style: str) -> int:
        """Find the level that a list gives to a paragraph style, 0 where it names none."""
        levels = self._abstract.get(self._abstract_of.get(number, ""), {})
        return next((depth for depth, level in levels.items() if style and level.style == style), 0)

    def mark(self, number: str, depth: int) -> tuple[str, str] | None:
        """Count one paragraph on; gives its mark and what follows it (tab, space, nothing), None without a list."""
        key = self._abstract_of.get(number)
        if key is None or not 0 <= depth < _DEPTH:
            return None
        counters = self._counters.setdefault(key, [None] * _DEPTH)
        if number not in self._begun:
            self._begun.add(number)
            for at in self._starts.get(number, {}):
                counters[at] = None
        level = self._level(number, depth)
        reached = counters[depth]
        counters[depth] = self._start(number, depth) if reached is None else reached + 1
        for deeper in range(depth + 1, _DEPTH):
            restart = self._level(number, deeper).restart
            if restart is None or depth < restart:
                counters[deeper] = None
        return self._written(number, level, counters), level.suffix

    def _written(self, number: str, level: Level, counters: list[int | None]) -> str:
        if level.shape == "bullet":
            sign = level.pattern.strip()
            return sign if sign in "●■◆○□★▲►※·–—-" and sign else _BULLET

        def one(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            count = counters[at]
            shape = self._level(number, at).shape
            return written(self._start(number, at) if count is None else count, "decimal" if level.legal else shape)

        return re.sub(r"%([1-9])", one, level.pattern).strip()

    def _level(self, number: str, depth: int) -> Level:
        own = self._overrides.get(number, {}).get(depth)
        return own or self._abstract.get(self._abstract_of.get(number, ""), {}).get(depth) or Level()

    def _start(self, number: str, depth: int) -> int:
        start = self._starts.get(number, {}).get(depth)
        return self._level(number, depth).start if start is None else start

    def _read_abstract(self, root: etree._Element, links: dict[str, str], linked: dict[str, str]) -> None:
        key = attribute(root, "abstractNumId") or ""
        levels: dict[int, Level] = {}
        for each in root:
            if local(each) == "lvl":
                levels[_number(attribute(each, "ilvl"), 0)] = _level(each)
            elif local(each) == "numStyleLink":
                links[key] = attribute(each, "val") or ""
            elif local(each) == "styleLink":
                linked[attribute(each, "val") or ""] = key
        self._abstract[key] = levels

    def _read_num(self, root: etree._Element) -> None:
        number = attribute(root, "numId") or ""
        for each in root:
            if local(each) == "abstractNumId":
                self._abstract_of[number] = attribute(each, "val") or ""
            elif local(each) == "lvlOverride":
                depth = _number(attribute(each, "ilvl"), 0)
                for inner in each:
                    if local(inner) == "startOverride":
                        self._starts.setdefault(number, {})[depth] = _number(attribute(inner, "val"), 1)
                    elif local(inner) == "lvl":
                        self._overrides.setdefault(number, {})[depth] = _level(inner)


def _level(root: etree._Element) -> Level:
    found: dict[str, str] = {}
    legal = False
    for each in root.iter():
        name = local(each)
        if name in {"start", "numFmt", "lvlText", "suff", "lvlRestart", "pStyle"}:
            found[name] = attribute(each, "val") or ""
            if name == "numFmt" and found[name] == "custom":
                found[name] = "custom:" + (attribute(each, "format") or "")
        elif name == "isLgl":
            legal = attribute(each, "val") not in {"0", "false", "off"}
    restart = found.get("lvlRestart")
    return Level(
        start=_number(found.get("start"), 0 if "start" not in found else 1),
        shape=found.get("numFmt", "decimal"),
        pattern=found.get("lvlText", ""),
        suffix=found.get("suff", "tab"),
        restart=None if restart is None else _number(restart, 0),
        legal=legal,
        style=found.get("pStyle", ""),
    )


def joined(mark: tuple[str, str] | None, words: str) -> str:
    """Set a mark before a paragraph: close up where the sign itself parts them, as Chinese print does."""
    if mark is None or not mark[0]:
        return words
    sign, suffix = mark
    parted = sign[-1] in "、）)】〕：:．，。" or (sign[-1] == "." and not words[:1].isdigit())
    clash = sign[-1] in "0123456789." and words[:1].isdigit()
    apart = clash if suffix == "nothing" or parted else sign[-1] not in _ENCLOSED
    return f"{sign} {words}" if apart else sign + words


_ENCLOSED = "".join(map(chr, (*range(0x2460, 0x2500), *range(0x2776, 0x2794), *range(0x3220, 0x322A))))


def written(count: int, shape: str) -> str:
    """Write a number in one of Word's shapes; an unknown shape in Arabic digits."""
    if count < 0:
        return str(count)
    if shape.startswith("custom:"):
        return str(count).zfill(len(shape[7:].partition(",")[0].strip()))
    return _SHAPES.get(shape, str)(count)


def _counted(count: int, digits: str = "零一二三四五六七八九", tens: str = "十百千") -> str:
    """Count in Chinese up to 9999: 十二, 一百零三."""
    if not 0 < count < 10000:
        return digits[0] if count == 0 else str(count)
    words, pending = "", False
    for place, digit in zip(range(len(str(count)) - 1, -1, -1), map(int, str(count)), strict=True):
        if not digit:
            pending = bool(words)
            continue
        words += (digits[0] if pending else "") + digits[digit] + (tens[place - 1] if place else "")
        pending = False
    return words[1:] if words.startswith("一十") and tens[0] == "十" else words


def _placed(count: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(count))


def _letters(count: int) -> str:
    """Letter as Word does: z is followed by aa, bb."""
    return chr(97 + (count - 1) % 26) * ((count - 1) // 26 + 1) if 0 < count < 1000 else str(count)


def _roman(count: int) -> str:
    if not 0 < count < 4000:
        return str(count)
    words = ""
    for value, sign in _ROMAN:
        words += sign * (count // value)
        count %= value
    return words


def _from(first: int, last: int) -> Callable[[int], str]:
    """Take signs that Unicode has one by one, from ``first`` for 1."""
    return lambda count: chr(first + count - 1) if 0 < count <= last else str(count)


def _cycle(signs: str) -> Callable[[int], str]:
    return lambda count: signs[(count - 1) % len(signs)] if count else "0"


def _circled(count: int) -> str:
    return _from(0x2460, 20)(count) if count <= 20 else chr(0x3251 + count - 21) if count <= 35 else str(count)


def _number(written_: str | None, otherwise: int) -> int:
    try:
        return int(written_ or "")
    except ValueError:
        return otherwise


_CHINESE = (
    "chineseCounting",
    "chineseCountingThousand",
    "japaneseCounting",
    "taiwaneseCounting",
    "taiwaneseCountingThousand",
    "koreanCounting",
)
_SHAPES: dict[str, Callable[[int], str]] = {
    **dict.fromkeys(_CHINESE, _counted),
    **dict.fromkeys(("ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital", "koreanDigital2"), _placed),
    **dict.fromkeys(
        ("chineseLegalSimplified", "ideographLegalTraditional", "japaneseLegal"), lambda n: _counted(n, *_FORMAL)
    ),
    **dict.fromkeys(("decimalEnclosedCircle", "decimalEnclosedCircleChinese"), _circled),
    "decimalEnclosedParen": _from(0x2474, 20),
    "decimalEnclosedFullstop": _from(0x2488, 20),
    "ideographEnclosedCircle": _from(0x3280, 10),
    "ideographTraditional": _cycle(_STEMS),
    "ideographZodiac": _cycle(_BRANCHES),
    "decimalZero": lambda count: f"{count:02d}",
    "decimalFullWidth": lambda count: "".join(chr(0xFF10 + int(digit)) for digit in str(count)),
    "decimalFullWidth2": lambda count: "".join(chr(0xFF10 + int(digit)) for digit in str(count)),
    "upperRoman": _roman,
    "lowerRoman": lambda count: _roman(count).lower(),
    "upperLetter": lambda count: _letters(count).upper(),
    "lowerLetter": _letters,
    "none": lambda _: "",
}
