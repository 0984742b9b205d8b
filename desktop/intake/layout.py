"""Cut a text into lines, with ends of every kind."""

from typing import NamedTuple

from desktop.lexicon.patterns import regex
from desktop.model.report import UNSHOWN


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


_LINE = regex("[^\r\n\x0b\x0c\x85\u2028\u2029]+")
_BREAK = regex("\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")
_UNSHOWN_FIRST = regex(rf"(?:{UNSHOWN.pattern}\s*)+")
_TERMINAL = "。！？!?；;：:…"
_CLOSING = "”’』」》〉）)]】"


def lines(text: str, start: int = 0, end: int | None = None) -> list[Line]:
    """List the lines that hold anything, in order."""
    found: list[Line] = []
    end = len(text) if end is None else end
    behind = start
    for match in _LINE.finditer(text, start, end):
        raw = match.group()
        indent = len(raw) - len(raw.lstrip())
        first = match.start() + indent
        if text.startswith("[", first) and (left := _UNSHOWN_FIRST.match(text, first, match.end())) is not None:
            first = left.end()
        kept = text[first : match.end()].rstrip()
        if not kept:
            continue
        alone = not found or match.start() == behind + 1
        gap = 0 if alone else max(0, len(_BREAK.findall(text, behind, match.start())) - 1)
        found.append(Line(first, first + len(kept), indent, gap))
        behind = first + len(kept)
    return found


def ends_sentence(text: str, end: int) -> bool:
    """Tell whether the character before ``end``, closing quotes aside, closes a sentence or clause."""
    at = end - 1
    while at > 0 and end - at < 4 and text[at] in _CLOSING:
        at -= 1
    return at >= 0 and text[at] in _TERMINAL
