"""Count a file's own lists on, paragraph by paragraph, and write their marks as the author saw them."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from desktop.intake.counting import written

DEPTH = 9
"""How many levels a list has."""
_BULLET = "•"
_SIGNS = "●■◆○□★▲►※·–—-"


class Level(NamedTuple):
    """How one level of a list is numbered; ``pattern`` holds %1 to %9 for the levels' numbers.

    ``restart`` is None where every outer level restarts it, else the deepest one (counted from 1) that does.
    """

    start: int = 1
    shape: str = "decimal"
    pattern: str = ""
    suffix: str = "tab"
    restart: int | None = None
    legal: bool = False
    style: str = ""


class Numbered(NamedTuple):
    """One list: the pattern that it counts in, where it starts anew, which levels it writes in its own way."""

    pattern: str
    starts: Mapping[int, int]
    levels: Mapping[int, Level]


class Lists:
    """The lists of a file and how far each has counted; paragraphs are asked for in their order."""

    def __init__(self, patterns: Mapping[str, Mapping[int, Level]], lists: Mapping[str, Numbered]) -> None:
        self._patterns = patterns
        self._lists = lists
        self._counters: dict[str, list[int | None]] = {}
        self._begun: set[str] = set()

    def level_of_style(self, number: str, style: str) -> int:
        """Find the level that a list gives to a paragraph style, 0 where it names none."""
        levels = self._patterns.get(self._lists[number].pattern, {}) if number in self._lists else {}
        return next((depth for depth, level in levels.items() if style and level.style == style), 0)

    def mark(self, number: str, depth: int) -> tuple[str, str] | None:
        """Count one paragraph on; gives its mark and what follows it (tab, space, nothing), None without a list."""
        own = self._lists.get(number)
        if own is None or not 0 <= depth < DEPTH:
            return None
        counters = self._counters.setdefault(own.pattern, [None] * DEPTH)
        if number not in self._begun:
            self._begun.add(number)
            for at in own.starts:
                counters[at] = None
        reached = counters[depth]
        counters[depth] = self._start(own, depth) if reached is None else reached + 1
        for deeper in range(depth + 1, DEPTH):
            restart = self._level(own, deeper).restart
            if restart is None or depth < restart:
                counters[deeper] = None
        level = self._level(own, depth)
        return self._written(own, level, counters), level.suffix

    def _written(self, own: Numbered, level: Level, counters: list[int | None]) -> str:
        if level.shape == "bullet":
            sign = level.pattern.strip()
            return sign if sign and sign in _SIGNS else _BULLET

        def one(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            count = counters[at]
            shape = "decimal" if level.legal else self._level(own, at).shape
            return written(self._start(own, at) if count is None else count, shape)

        return re.sub(r"%([1-9])", one, level.pattern).strip()

    def _level(self, own: Numbered, depth: int) -> Level:
        return own.levels.get(depth) or self._patterns.get(own.pattern, {}).get(depth) or Level()

    def _start(self, own: Numbered, depth: int) -> int:
        start = own.starts.get(depth)
        return self._level(own, depth).start if start is None else start
