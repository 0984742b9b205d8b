"""A report as the sentences that could be evidence: without furniture and headings, each with its stage and place."""

import bisect
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from desktop.lexicon import Lexicon, segment
from desktop.lexicon.patterns import regex
from desktop.model.examination import Examination
from desktop.model.record import Mark
from desktop.model.report import Block, BlockKind

Span = tuple[int, int]

_CAPTION = 60
"""How long a line is at most that says what the table beneath it is."""

_MARKER = regex(
    r"(?:[一二三四五六七八九十]{1,3}(?:是|、)|[（(](?:[一二三四五六七八九十]{1,3}|\d{1,2})[)）]|\d{1,2}[.．、](?!\d)|[①-⑳])\s*"
)


@dataclass(frozen=True)
class Passage:
    """One sentence of the body.

    ``headings`` are the titles it stands under, outermost first; ``stages`` those it speaks of itself, or else the
    nearest title that names any, at last the report's. ``problem`` and ``measure`` tell whether it lies in a 问题 or a
    措施; ``blanks`` are the starts of the blanks never filled. ``caption`` is what stands over the table of a row.
    """

    start: int
    end: int
    text: str
    headings: tuple[str, ...]
    stages: frozenset[str]
    problem: bool
    measure: bool
    blanks: tuple[int, ...]
    caption: str = ""

    @cached_property
    def clauses(self) -> tuple[Span, ...]:
        """Cut the sentence into clauses, as offsets of the whole text."""
        return tuple((self.start + a, self.start + b) for a, b in segment.clauses(self.text))


def passages(examination: Examination, lexicon: Lexicon) -> tuple[Passage, ...]:
    """List the sentences of a report's body in order."""
    report = examination.report
    problems, measures = _Cover(examination.problems), _Cover(examination.measures)
    blanks = sorted(blank.start for blank in examination.placeholders)
    found = []
    whole = lexicon.stages("".join(report.titles()))
    for block, headings, caption in _body(report.blocks, report.text):
        near = next((named for title in reversed(headings) if (named := lexicon.stages(title))), whole)
        for start, end in segment.sentences(report.text, block.start, block.end):
            start = unmarked(report.text, start, end)
            text = report.text[start:end]
            found.append(
                Passage(
                    start=start,
                    end=end,
                    text=text,
                    headings=headings,
                    stages=lexicon.stages(text) or near,
                    problem=problems.touches(start, end),
                    measure=measures.touches(start, end),
                    caption=caption,
                    blanks=tuple(blanks[bisect.bisect_left(blanks, start) : bisect.bisect_left(blanks, end)]),
                )
            )
    return tuple(found)


def unmarked(text: str, start: int, end: int) -> int:
    """Skip the list marker at the head of a sentence (一是, 1., （一）), which is no part of what it says."""
    marker = _MARKER.match(text, start, end)
    return marker.end() if marker and marker.end() < end else start


def _body(blocks: tuple[Block, ...], text: str) -> Iterator[tuple[Block, tuple[str, ...], str]]:
    """Walk through the blocks of the body, each with the titles above it and, for a row, what its table is called."""
    above: list[tuple[int, str]] = []
    over = ""
    for block in blocks:
        if block.kind is BlockKind.HEADING and block.level is not None:
            above = [(level, title) for level, title in above if level < block.level]
            above.append((block.level, text[block.start : block.end]))
        elif block.kind is not BlockKind.FURNITURE:
            caption = over if block.kind is BlockKind.ROW and len(over) <= _CAPTION else ""
            yield block, tuple(title for level, title in above if level > 0), caption
        if block.kind not in {BlockKind.ROW, BlockKind.TABLE}:
            over = text[block.start : block.end]


class _Cover:
    """Tell whether a run touches any of some marks, in logarithmic time."""

    def __init__(self, marks: tuple[Mark, ...]) -> None:
        self._starts = sorted(mark.start for mark in marks)
        self._ends: list[int] = []
        for mark in sorted(marks, key=lambda mark: mark.start):
            self._ends.append(max(mark.end, self._ends[-1] if self._ends else 0))

    def touches(self, start: int, end: int) -> bool:
        at = bisect.bisect_left(self._starts, end)
        return at > 0 and self._ends[at - 1] > start
