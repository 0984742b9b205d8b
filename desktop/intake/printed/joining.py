"""Tell where the lines of a printed page carry one another on, and join them to paragraphs."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from desktop.intake.layout import ends_sentence
from desktop.intake.numbering import Shape, numbering
from desktop.intake.printed.order import edge
from desktop.intake.printed.sheet import Strip
from desktop.lexicon.patterns import regex
from desktop.model.pages import Stretch

_INDENT = 1.4
_FULL = 1.3
_SIZES, _FEW = 0.12, 3
_PARTED = 1.45
_MEASURED = 4
_NEVER_FIRST = "，。、；：？！）》〉”’」』】％%"
_WORD = regex(r"[（〔【《“‘(]*(?:[\x21-\x7e]+|.)?")
_MOST, _NEARLY = 0.7, 0.92


class Column(NamedTuple):
    """Where the lines of a column begin and end, how far apart they stand, whether paragraphs are indented."""

    left: float
    right: float
    pitch: float
    indented: bool


class Written(NamedTuple):
    """Text with the stretches of the pages that it was printed on."""

    text: str
    stretches: tuple[Stretch, ...]


def columns(flows: Sequence[Sequence[Strip]]) -> list[Column]:
    """Measure the column that each flow of lines stands in; a short one by the others that it lies in."""
    known = [_measured(flow) for flow in flows if len(flow) >= _MEASURED]
    return [_column(flow, known) for flow in flows]


def _measured(flow: Sequence[Strip]) -> Column:
    em = median(line.em for line in flow)
    left = edge([line.left for line in flow])
    right = edge([line.right for line in flow], last=True)
    steps = sorted(b.middle - a.middle for a, b in pairwise(flow) if b.middle > a.middle)
    indented = sum(1 for line in flow if _INDENT * em <= line.left - left <= 3 * em)
    return Column(left, right, steps[len(steps) // 2] if steps else 2 * em, indented > 0)


def _column(flow: Sequence[Strip], known: Sequence[Column]) -> Column:
    """Take the column that most lines of others have where a flow stands; its own without any."""
    if not flow:
        return Column(0, 0, 0, indented=True)
    em = median(line.em for line in flow)
    left, right = min(line.left for line in flow), max(line.right for line in flow)
    own = _measured(flow) if len(flow) >= _MEASURED else Column(left, right, 2 * em, indented=True)
    fits = [c for c in known if c.left - em <= left and right <= c.right + em]
    if not fits:
        return own
    wide = min(fits, key=lambda c: (round((c.right - c.left) / em) < round((right - left) / em), c.right - c.left))
    if len(flow) >= _MEASURED:
        wide = max((c for c in fits if c.right - c.left < 1.25 * (own.right - own.left)), default=own, key=_width)
    return Column(wide.left, wide.right, min(own.pitch, wide.pitch), wide.indented)


def _width(column: Column) -> float:
    return column.right - column.left


def carries_on(last: Strip, line: Strip, before: Column, column: Column, *, apart: bool = False) -> bool:
    """Tell whether a line goes on in the paragraph of the last one; ``apart`` is with something in between."""
    em = max(last.em, line.em)
    # The few signs that end a paragraph are measured too narrow where they were recognised on a picture.
    rest = len(line.text) <= _FEW and line.em < last.em
    if abs(last.em - line.em) > _SIZES * em and not rest:
        return False
    below = last.page == line.page and line.middle > last.middle and not apart
    if below and line.middle - last.middle > _PARTED * max(column.pitch, em):
        return False
    if line.text[0] in _NEVER_FIRST:
        return True
    word = _WORD.match(line.text)
    room = max(_FULL * em, (len(word[0]) / 2 + 0.8) * em if word else 0.0)
    if len(line.text) > 1 and line.text[1] in _NEVER_FIRST:
        room += em
    ended = ends_sentence(last.text, len(last.text))
    mark = numbering(line.text, 0, len(line.text))
    if before.right - last.right >= room:
        # Where paragraphs are indented, a line that begins at the very edge goes on with one that ends nowhere.
        # Where none are, lines may end unevenly; paragraphs then stand apart.
        filled = (last.right - before.left) / max(before.right - before.left, 1.0)
        flush = column.indented and line.left - column.left < em / 2 and filled >= _MOST
        uneven = not column.indented and filled >= _NEARLY
        return (flush or uneven) and not ended and mark is None
    if line.left - column.left >= _INDENT * em:
        hangs = line.left > last.left - em / 2 if below else last.left - before.left >= _INDENT * em
        return not ended and mark is None and hangs
    if mark and mark.shape <= Shape.HAN_BRACKETS and (ended or not column.indented):
        return False
    return not (ended and mark and not column.indented)


def written(lines: Iterable[Strip]) -> Written:
    """Write lines one after the other; what a line's end cut stands together again."""
    parts: list[str] = []
    stretches: list[Stretch] = []
    at = 0
    for line in lines:
        if parts and parts[-1][-1].isascii() and parts[-1][-1].isalpha() and line.text[0].isascii():
            parts.append(" " if line.text[0].isalpha() else "")
            at += len(parts[-1])
        stretches.append(Stretch(at, at + len(line.text), line.page, line.top, line.bottom, line.edges))
        parts.append(line.text)
        at += len(line.text)
        parts = ["".join(parts)] if len(parts) > 64 else parts
    return Written("".join(parts), tuple(stretches))
