"""Paragraphs without line breaks in mid-sentence or footnote marks; every offset finds its way back."""

from bisect import bisect_right
from collections.abc import Iterator

from desktop.lexicon.patterns import regex
from desktop.model.report import Block, BlockKind

_BREAK = regex(r" *\r?\n *")
_BREAK_OR_NOTE = regex(r" *\r?\n *|(?<=[\u4e00-\u9fff”）])\[\d{1,2}\](?![%％])")


class Flat:
    """A view without the line breaks and footnote marks (在园幼儿[4]) inside its paragraphs.

    ``to`` and ``back`` carry offsets across.
    """

    def __init__(self, view: str, blocks: tuple[Block, ...]) -> None:
        pieces: list[str] = []
        self._starts: list[int] = []
        self._flat: list[int] = []
        self._lost: list[int] = []
        reached = lost = 0
        for start, end in _breaks(view, blocks):
            pieces.append(view[reached:start])
            reached = end
            self._starts.append(start)
            self._flat.append(start - lost)
            lost += end - start
            self._lost.append(lost)
        pieces.append(view[reached:])
        self.text = "".join(pieces)

    def to(self, offset: int) -> int:
        """Give the place in the flat text of an offset outside every break."""
        place = bisect_right(self._starts, offset - 1) - 1
        return offset - self._lost[place] if place >= 0 else offset

    def back(self, offset: int) -> int:
        """Give the offset of a character of the flat text."""
        place = bisect_right(self._flat, offset) - 1
        return offset + self._lost[place] if place >= 0 else offset


def _breaks(view: str, blocks: tuple[Block, ...]) -> Iterator[tuple[int, int]]:
    """Walk through the breaks inside paragraphs, and before a block that carries the last one on."""
    cut = _BREAK_OR_NOTE if "[" in view else _BREAK
    before = 0
    for block in blocks:
        if block.kind is not BlockKind.FURNITURE:
            start = before if block.runs_on else block.start
            # Most paragraphs hold neither sign, which is found sooner than that the pattern matches nowhere.
            may = view.find("\n", start, block.end) >= 0 or view.find("[", start, block.end) >= 0
            for found in cut.finditer(view, start, block.end) if may else ():
                yield found.span()
        before = block.end
