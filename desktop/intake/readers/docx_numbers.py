"""Restore the automatic numbers of a Word file as the author saw them (ISO/IEC 29500-1, 17.9)."""

import re
from typing import NamedTuple

from lxml import etree

from desktop.intake.counting import written
from desktop.intake.package import attribute, local

_DEPTH = 9
_BULLET = "•"


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


def _number(written_: str | None, otherwise: int) -> int:
    try:
        return int(written_ or "")
    except ValueError:
        return otherwise
