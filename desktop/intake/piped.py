"""Find tables whose cells are set apart by bars, as text tools and web pages hand them on: 指标 | 单位 | 本年."""

from collections.abc import Sequence, Set

from desktop.intake.layout import Line
from desktop.lexicon.patterns import regex

_BAR = regex(r"[ \u3000]*[|｜│┃][ \u3000]*")
_RULE = regex(r"[-—–_=:+─━|｜│┃\s]+")
_FIGURE = regex(r"[|｜│┃][ \u3000]*[-+]?[\d０-９][\d０-９.,，．]*[^|｜│┃]{0,8}(?=[|｜│┃]|$)")
_FEWEST_ROWS = 2


def bars(text: str, start: int, end: int) -> list[tuple[int, int, str]]:
    """List the bars of a row with the blanks around them, and the tab that stands for each; none for an outer one."""
    found = (bar.span() for bar in _BAR.finditer(text, start, end))
    return [(first, last, "\t" if start < first and last < end else "") for first, last in found]


def piped(text: str, printed: Sequence[Line], others: Set[int]) -> dict[int, int]:
    """List the rows of tables drawn with bars, each a line: its index to itself.

    Such a table is at least two lines with as many bars, one below the other, with a rule or a figure among them;
    a line of a menu (首页 | 新闻 | 公告) is none.
    """
    if not any(bar in text for bar in "|｜│┃"):
        return {}
    found: dict[int, int] = {}
    at = 0
    while at < len(printed):
        stop = at
        width = 0 if at in others else _bars(text, printed[at])
        while width and stop < len(printed) and stop not in others and _bars(text, printed[stop]) == width:
            stop += 1
        if stop - at >= _FEWEST_ROWS and any(_tells(text, line) for line in printed[at:stop]):
            found.update((row, row) for row in range(at, stop))
        at = max(stop, at + 1)
    return found


def is_rule(words: str) -> bool:
    """Tell a cell or line of hyphens that only rules a table off."""
    return _RULE.fullmatch(words) is not None


def _bars(text: str, line: Line) -> int:
    """Count the bars of a line."""
    return sum(text.count(bar, line.start, line.end) for bar in "|｜│┃")


def _tells(text: str, line: Line) -> bool:
    """Tell a row that is a rule or holds a figure in a cell."""
    words = text[line.start : line.end]
    return is_rule(words) or _FIGURE.search(words) is not None
