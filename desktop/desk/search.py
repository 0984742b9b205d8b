"""查找: what counts as a hit in a report, by words or by a regular expression."""

import re
from bisect import bisect_left
from dataclasses import dataclass

from PySide6.QtCore import QRegularExpression

from desktop.desk.tables import Run

MOST = 20_000
"""So many hits are found; who needs more looks for something else."""

# Full-width letters, digits and signs are found by their plain forms, code point for code point.
_FOLD = {0xFF01 + n: 0x21 + n for n in range(94)} | {0x3000: 0x20, 0xA0: 0x20}
_ASTRAL = re.compile("[\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Hits:
    """The runs found, in the text's order; ``complaint`` says in Chinese why there may be more, or none."""

    runs: tuple[Run, ...] = ()
    complaint: str = ""


def by_words(text: str, wanted: str) -> Hits:
    """Find every place of some words: case, width and line breaks of the file do not matter."""
    wanted = wanted.strip().translate(_FOLD)
    if not wanted:
        return Hits()
    pattern = re.compile(r"[\r\n]*".join(map(re.escape, wanted)), re.IGNORECASE)
    runs: list[Run] = []
    for match in pattern.finditer(text.translate(_FOLD)):
        runs.append(match.span())
        if len(runs) == MOST:
            return Hits(tuple(runs), f"只列出前 {MOST} 处")
    return Hits(tuple(runs))


def by_pattern(text: str, wanted: str) -> Hits:
    """Find every place of a regular expression, line by line; Qt's gives up where Python's would never end."""
    if not wanted:
        return Hits()
    options = QRegularExpression.PatternOption
    pattern = QRegularExpression(wanted.translate(_FOLD))
    pattern.setPatternOptions(
        options.CaseInsensitiveOption | options.MultilineOption | options.UseUnicodePropertiesOption
    )
    if not pattern.isValid():
        at = pattern.patternErrorOffset()  # behind the character that is wrong
        ended = at >= len(pattern.pattern())
        return Hits(complaint="正则表达式没有写完，或末尾有误" if ended else f"正则表达式第 {at} 个字符处有误")
    wide = [match.start() + before for before, match in enumerate(_ASTRAL.finditer(text))]
    folded = text.translate(_FOLD)
    runs: list[Run] = []
    found, last = pattern.globalMatch(folded), 0
    while found.hasNext() and len(runs) < MOST:
        match = found.next()
        start, last = match.capturedStart(), match.capturedEnd()
        if start < last:
            # Qt counts a character beyond U+FFFF twice.
            runs.append((start - bisect_left(wide, start), last - bisect_left(wide, last)))
    if len(runs) == MOST:
        return Hits(tuple(runs), f"只列出前 {MOST} 处")
    # Whether the last step was given up is told by a match of its own, not by the iterator.
    ended = pattern.match(folded, last).isValid()
    return Hits(tuple(runs), "" if ended else "这个表达式太费时，没有找完")
