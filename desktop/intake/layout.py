"""Cut a text into paragraphs: line ends of every kind, lines wrapped in mid-sentence, rows of cells."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from desktop.intake.numbering import numbering


class Line(NamedTuple):
    """A printed line without its margins; ``indent`` counts its leading blanks, ``gap`` the empty lines before it."""

    start: int
    end: int
    indent: int
    gap: int


class Paragraph(NamedTuple):
    """One or more lines that read as one."""

    start: int
    end: int
    indent: int
    gap: int


_LINE = re.compile("[^\r\n\x0b\x0c\x85\u2028\u2029]+")
_BREAK = re.compile("\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")
_TERMINAL = "。！？!?；;：:…"
_CLOSING = "”’』」》〉）)]】"
_UNFINISHED = "，,、（(《〈“—"
_CONTINUES = re.compile(r"[，,。；;、]")
_PROSE_WIDTH = 60
_WRAP_SLACK = 3
_HEAD = 400
_ASCII = re.compile(r"[\x20-\x7e]")
_BRACKETS = (("《", "》"), ("（", "）"), ("(", ")"))
_YEAR_OR_TIME = re.compile(r"\d|近年|目前|截至")


def lines(text: str) -> list[Line]:
    """List the lines that hold anything, in order."""
    found: list[Line] = []
    behind = 0
    for match in _LINE.finditer(text):
        raw = match.group()
        kept = raw.strip()
        if not kept:
            continue
        indent = len(raw) - len(raw.lstrip())
        start = match.start() + indent
        breaks = sum(1 for _ in _BREAK.finditer(text, behind, match.start())) if found else 0
        found.append(Line(start, start + len(kept), indent, max(0, breaks - 1)))
        behind = start + len(kept)
    return found


def paragraphs(text: str, printed: list[Line], *, own: bool = False) -> Iterator[Paragraph]:
    """Join the lines that a converter or a narrow page broke in mid-sentence.

    ``own`` lines are a file's own paragraphs: they are joined only where all of them were cut at one margin.
    """
    spacing = Counter(line.gap for line in printed).most_common(1)[0][0] if printed else 0
    width = _wrap_width(text, printed, spacing)
    indented = _indents_paragraphs(printed)
    whole: Paragraph | None = None
    last = None
    for line in printed:
        if whole is not None and last is not None:
            head = min(whole.end, whole.start + _HEAD)
            titled = indented and whole.indent < 2 and not _CONTINUES.search(text, whole.start, head)
            close = width and line.gap <= spacing and not titled
            wrapped = close and _is_full(text, last, line, width, indented)
            if wrapped or ((width or not own) and _breaks_off(text, whole, line)):
                whole = whole._replace(end=line.end)
                last = line
                continue
            yield whole
        whole = Paragraph(line.start, line.end, line.indent, line.gap)
        last = line
    if whole is not None:
        yield whole


def is_row(text: str, start: int, end: int) -> bool:
    """Tell whether a line is a table's row: cells set apart by tabs, the first more than a list mark."""
    cells = [cell for cell in text[start:end].split("\t") if cell.strip()]
    if len(cells) < 2:
        return False
    mark = numbering(text, start, end)
    return len(cells) > 2 or mark is None or mark.end < text.index("\t", start, end)


def ends_sentence(text: str, end: int) -> bool:
    """Tell whether the character before ``end``, closing quotes aside, closes a sentence or clause."""
    at = end - 1
    while at > 0 and end - at < 4 and text[at] in _CLOSING:
        at -= 1
    return at >= 0 and text[at] in _TERMINAL


def _breaks_off(text: str, whole: Paragraph, line: Line) -> bool:
    """Tell whether a paragraph stops in mid-sentence and the next line takes it up."""
    if ends_sentence(text, whole.end) or numbering(text, line.start, line.end) or line.gap > 3:
        return False
    if "\t" in text[line.start : line.end]:
        return False
    if _leaves_open(text, whole, line):
        return True
    last = text[whole.end - 1]
    if whole.end - whole.start < _PROSE_WIDTH or not _CONTINUES.search(
        text, whole.start, min(whole.end, whole.start + _HEAD)
    ):
        return last in _UNFINISHED and whole.end - whole.start > 12
    if last in _UNFINISHED:
        return True
    follows = _CONTINUES.search(text, line.start, line.end) and not _YEAR_OR_TIME.match(text, line.start)
    return bool(follows) and "\u4e00" <= last <= "\u9fff"


def _leaves_open(text: str, whole: Paragraph, line: Line) -> bool:
    """Tell whether the next line closes a bracket that the paragraph's tail leaves open."""
    tail = max(whole.start, whole.end - 200)
    for opening, closing in _BRACKETS:
        opened = text.rfind(opening, tail, whole.end)
        if opened < 0 or text.find(closing, opened, whole.end) >= 0:
            continue
        closed = text.find(closing, line.start, line.end)
        if closed >= 0 and text.find(opening, line.start, closed) < 0:
            return True
    return False


def _is_full(text: str, last: Line, line: Line, width: float, indented: bool) -> bool:
    """Tell whether a line reaches the margin, so that the next one belongs to its paragraph."""
    if _width(text, last) < width - _WRAP_SLACK:
        return False
    if "\t" in text[last.start : last.end] or "\t" in text[line.start : line.end]:
        return False
    if indented:
        return line.indent < 2
    return not ends_sentence(text, last.end) and numbering(text, line.start, line.end) is None


def _wrap_width(text: str, printed: list[Line], spacing: int) -> float:
    """Measure the margin of a hard-wrapped text, in Chinese characters; 0 where lines are whole paragraphs."""
    broken = [
        _width(text, line)
        for line, after in pairwise(printed)
        if 15 <= line.end - line.start <= _PROSE_WIDTH * 2
        and after.gap <= spacing
        and not ends_sentence(text, line.end)
        and "\t" not in text[line.start : line.end]
    ]
    if len(broken) < 6 or len(broken) * 3 < len(printed):
        return 0
    broken.sort()
    width = broken[int(len(broken) * 0.9)]
    near = sum(1 for each in broken if width - _WRAP_SLACK <= each <= width + _WRAP_SLACK)
    return width if near >= len(broken) * 0.7 else 0


def _indents_paragraphs(printed: list[Line]) -> bool:
    """Tell whether paragraphs are told by their first line's indent: some lines are indented, more are not."""
    indented = sum(1 for line in printed if line.indent >= 2)
    return len(printed) * 0.05 < indented < len(printed) * 0.7


def _width(text: str, line: Line) -> float:
    length = line.end - line.start
    return length - sum(1 for _ in _ASCII.finditer(text, line.start, line.end)) / 2
