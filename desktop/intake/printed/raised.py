"""Tell the small raised numbers that call notes from the figures that they stand beside on a page that is a picture.

A recogniser reads ³47 as 347, a figure that the page does not show. How high each sign stands is seen in the ink: its
blots, what is black without a gap, of which a digit is one.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import NamedTuple

from desktop.model.pages import Box
from desktop.model.recognition import WordLine

_SMALL, _LEAST, _RAISED, _HIGH = 0.76, 0.3, 0.28, 0.25
"""How high a raised digit is at most and a blot at least that may be one, how far above the line's foot a raised one
ends and how near its head it begins: in heights of the line's ink."""
_BESIDE = 0.2
"""How far beside the places that a recogniser gives its signs they may stand, in heights of the line's ink."""
_DIGITS = re.compile(r"[0-9\u00b2\u00b3\u00b9\u2070\u2074-\u2079]+")
_PLAIN = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_OPENING = frozenset("[(〔（【")
"""What a call begins with that is written as one already."""
_MOST = 3
"""How many digits the number of a note has at most."""
_UNSURE = 50
"""How sure, in percent, a sign is whose height cannot be told."""


class Blots(NamedTuple):
    """The blots of a page from above by their middles, in points, and these middles."""

    boxes: tuple[Box, ...]
    middles: tuple[float, ...]

    def within(self, left: float, top: float, right: float, bottom: float) -> list[Box]:
        """List those whose middle lies in a rectangle, from the left."""
        held = self.boxes[bisect_left(self.middles, top) : bisect_right(self.middles, bottom)]
        return sorted(box for box in held if left <= (box.left + box.right) / 2 <= right)


def blots(boxes: Iterable[Box]) -> Blots:
    """Set the blots of a page in order."""
    order = tuple(sorted(boxes, key=lambda box: box.top + box.bottom))
    return Blots(order, tuple((box.top + box.bottom) / 2 for box in order))


def with_calls(line: WordLine, inks: Sequence[Blots]) -> WordLine:
    """Write the raised numbers of a line as the calls of notes, ``[3]``; where that is not sure, its digits are not.

    ``inks`` is what is black in several shades; one that parts the digits of a figure is believed.
    """
    runs = list(_DIGITS.finditer(line.text))
    shades = [shade for shade in (_shade(line, ink) for ink in inks) if shade] if runs else []
    for run in reversed(runs) if shades else ():
        line = _called(line, run.start(), run.end(), shades)
    return line


class _Shade(NamedTuple):
    """The blots of a line, where its words begin above and end below."""

    blots: list[Box]
    head: float
    foot: float

    def beneath(self, line: WordLine, start: int, end: int) -> list[Box]:
        """List the blots that a run of digits may be."""
        high = self.foot - self.head
        left, right = line.edges[start] - _BESIDE * high, line.edges[end] + _BESIDE * high
        near = [box for box in self.blots if left <= (box.left + box.right) / 2 <= right]
        return [box for box in near if box.bottom - box.top >= _LEAST * high]

    def is_raised(self, box: Box) -> bool:
        """Tell whether a blot is small and stands high."""
        high = self.foot - self.head
        small = box.bottom - box.top <= _SMALL * high
        return small and box.bottom <= self.foot - _RAISED * high and box.top <= self.head + _HIGH * high


def _shade(line: WordLine, ink: Blots) -> _Shade | None:
    blots = ink.within(line.edges[0], line.top, line.edges[-1], line.bottom)
    tall = [box for box in blots if box.bottom - box.top >= _LEAST * (line.bottom - line.top)]
    if not tall:
        return None
    tenth = len(tall) // 10
    return _Shade(blots, sorted(box.top for box in tall)[tenth], sorted(box.bottom for box in tall)[-1 - tenth])


def _called(line: WordLine, start: int, end: int, shades: Sequence[_Shade]) -> WordLine:
    """Write what is raised of a run of digits as calls."""
    before = line.text[max(start - 1, 0) : start]
    if before in _OPENING or (before.isascii() and before.isalpha()):
        return line
    held = [(shade, shade.beneath(line, start, end)) for shade in shades]
    parted = next(((shade, found) for shade, found in held if _fit(line, start, end, found)), None)
    shade, found = parted or held[0]
    owners = found if parted else _nearest(line, start, end, found)
    raised = [
        not line.text[start + at].isascii() or (owner is not None and shade.is_raised(owner))
        for at, owner in enumerate(owners)
    ]
    if line.text[end : end + 1] in ("%", "‰"):
        raised[-1] = False  # the upper ring of the sign behind it
    if not any(raised):
        return line
    line = line if parted else _doubted(line, start, end)
    at = end
    for up, signs in groupby(reversed(list(zip(raised, owners, strict=True))), key=lambda each: each[0]):
        owned = [owner for _, owner in signs]
        if up:
            line = _replaced(line, at - len(owned), at, owned[::-1])
        at -= len(owned)
    return line


def _fit(line: WordLine, start: int, end: int, found: Sequence[Box]) -> bool:
    """Tell whether each sign has a blot of its own, not a whole sign's width away."""
    if len(found) != end - start:
        return False
    return all(
        line.edges[at] - _BESIDE * (line.bottom - line.top) <= (box.left + box.right) / 2
        and (box.left + box.right) / 2 <= line.edges[at + 1] + _BESIDE * (line.bottom - line.top)
        for at, box in zip(range(start, end), found, strict=True)
    )


def _nearest(line: WordLine, start: int, end: int, found: Sequence[Box]) -> list[Box | None]:
    """Tell which blot stands nearest to each sign."""
    centres = [(line.edges[at] + line.edges[at + 1]) / 2 for at in range(start, end)]
    return [min(found, key=lambda box: abs((box.left + box.right) / 2 - centre), default=None) for centre in centres]


def _doubted(line: WordLine, start: int, end: int) -> WordLine:
    scores = tuple(min(score, _UNSURE) for score in line.scores[start:end])
    return line._replace(scores=(*line.scores[:start], *scores, *line.scores[end:]))


def _replaced(line: WordLine, start: int, end: int, owners: Sequence[Box | None]) -> WordLine:
    """Write signs as a call; what was read twice of one blot is one digit."""
    digits = [
        sign
        for at, sign in enumerate(line.text[start:end].translate(_PLAIN))
        if not at or owners[at] is None or owners[at] != owners[at - 1]
    ]
    if len(digits) > _MOST:
        return _doubted(line, start, end)
    words = f"[{''.join(digits)}]"
    left, right = line.edges[start], line.edges[end]
    edges = tuple(left + (right - left) * at / len(words) for at in range(len(words)))
    return line._replace(
        text=line.text[:start] + words + line.text[end:],
        edges=(*line.edges[:start], *edges, *line.edges[end:]),
        scores=(*line.scores[:start], *[min(line.scores[start:end])] * len(words), *line.scores[end:]),
    )
