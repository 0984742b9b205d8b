"""Cut a run of text into sentences and clauses, in linear time; offsets are those of the whole text."""

from collections.abc import Iterator

from desktop.lexicon.patterns import regex

Span = tuple[int, int]

_STOP, _BREAK = "。；！？;!?", r"\r\n\u2028\u2029"
_RUN = rf"(?:(?<=[{_STOP}])[{_STOP}]*[”’」』）)》〉】]*|(?<=[{_BREAK}])[{_BREAK}]*)"
# Both begin with one class of characters, to which a search leaps.
_SENTENCE_END = regex(rf"[{_STOP}{_BREAK}]{_RUN}")
_CLAUSE_END = regex(rf"[{_STOP}{_BREAK}，,：:《〈“「『（(【》〉”」』）)】]{_RUN}?")
_OPEN = dict(zip("《〈“「『（(【", "》〉”」』）)】", strict=True))


def sentences(text: str, start: int = 0, end: int | None = None) -> tuple[Span, ...]:
    """Cut at 。；！？ (either width) and line ends; each keeps its end mark and loses the spaces around it."""
    end = len(text) if end is None else end
    return tuple(_trimmed(text, start, (m.end() for m in _SENTENCE_END.finditer(text, start, end)), end))


def clauses(text: str, start: int = 0, end: int | None = None) -> tuple[Span, ...]:
    """Cut sentences further at commas and colons, which stay outside; 。 and ； are kept.

    A comma that groups thousands, a colon between digits, and both inside 《》 “” （） do not cut; an opening mark that
    is never closed in its sentence counts for nothing.
    """
    end = len(text) if end is None else end
    found: list[Span] = []
    for first, last in sentences(text, start, end):
        found += _trimmed(text, first, _clause_cuts(text, first, last), last, drop="，,：:")
    return tuple(found)


def _clause_cuts(text: str, start: int, end: int) -> list[int]:
    """List where the clauses of one sentence end."""
    cuts: list[int] = []
    held: list[int] = []
    closing: list[str] = []
    for match in _CLAUSE_END.finditer(text, start, end):
        mark = match[0][0]
        if mark in _OPEN:
            closing.append(_OPEN[mark])
        elif closing and mark == closing[-1]:
            closing.pop()
            if not closing:
                held.clear()
        elif mark in "，,：:" and not _inside_number(text, match.start()):
            (held if closing else cuts).append(match.end())
    return sorted(cuts + held)


def _inside_number(text: str, at: int) -> bool:
    """Tell whether the mark at ``at`` groups thousands (1,234) or parts a ratio or a time (1:15)."""
    if not text[at - 1 : at].isdigit():
        return False
    if text[at] in ":：":
        return text[at + 1 : at + 2].isdigit()
    return text[at + 1 : at + 4].isdigit() and len(text) > at + 3 and not text[at + 4 : at + 5].isdigit()


def _trimmed(text: str, start: int, cuts: Iterator[int] | list[int], end: int, drop: str = "") -> Iterator[Span]:
    """Yield the non-empty runs between cuts without outer spaces, nor the marks to drop at their end."""
    for cut in (*cuts, end):
        first, last = start, cut
        start = cut
        while first < last and text[first].isspace():
            first += 1
        while last > first and (text[last - 1].isspace() or text[last - 1] in drop):
            last -= 1
        if first < last:
            yield first, last
