"""See a report with its wrapped lines joined, and give what was read there the report's own offsets."""

import sys
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from itertools import accumulate
from typing import NamedTuple, TypeVar

from desktop.intake.furniture import is_page_number
from desktop.intake.layout import lines
from desktop.intake.piped import bars
from desktop.intake.spaced import gaps
from desktop.lexicon.patterns import regex
from desktop.model.examination import Examination
from desktop.model.finding import Check, Finding, Unchecked
from desktop.model.problem import Measure
from desktop.model.record import Mark
from desktop.model.report import UNSHOWN, BlockKind, Report

_BREAK = regex("[\r\n\x0b\x0c\x85\u2028\u2029]")
_ROW_BREAK = regex("[\r\n]")
_NOT_SEEN = "\xad\u200b-\u200f\u202a-\u202e\u2060\ufeff"
_UNSEEN = regex(f"[{_NOT_SEEN}][{_NOT_SEEN}]*")

_M = TypeVar("_M", bound=Mark)
_R = TypeVar("_R", Finding, Check, Unchecked)


class Cut(NamedTuple):
    """What stood between two lines, from ``start`` to ``end``, and the tab or nothing that takes its place."""

    start: int
    end: int
    instead: str


class Joined:
    """A report whose paragraphs and rows hold no line break: ``report`` is it, or the very report where none had any.

    Words that were corrected stand in it as they were corrected.

    What stood between two lines of a paragraph (blanks, a page's number) is left out of the text, as is what never
    shows (zero-width blanks, direction marks, ``UNSHOWN``); between two cells that stood one below the other, or with
    blanks or a bar between them, there is a tab.
    """

    def __init__(self, whole: Report) -> None:
        self._whole = whole
        cuts = list(_apart(sorted((*_cuts(whole), *_unseen(whole), *map(Cut._make, whole.rewords)))))
        # Kept stretch k begins at _starts[k] in the report and at _places[k] in the joined one.
        self._starts = [0, *(cut.end for cut in cuts)]
        lengths = [cut.start - begin + len(cut.instead) for cut, begin in zip(cuts, self._starts, strict=False)]
        self._places = [0, *accumulate(lengths)]
        self._next_places = [*self._places[1:], sys.maxsize]
        # What lies within a cut has no place of its own in the other text: the last that is there stands for it.
        self._last_places = [
            *(place - bool(cut.instead) for cut, place in zip(cuts, self._places[1:], strict=True)),
            sys.maxsize,
        ]
        self._last_starts = [*(cut.end - 1 for cut in cuts), sys.maxsize]
        self._ends = {place: cut.end for cut, place in zip(cuts, self._places[1:], strict=True) if cut.instead}
        self.report = self._joined(cuts) if cuts else whole

    def restored(self, read: Examination) -> Examination:
        """Give everything that was read in the joined report its place in the whole one."""
        if self.report is self._whole:
            return read
        return Examination(
            report=self._whole,
            metrics=self._marks(read.metrics),
            placeholders=self._marks(read.placeholders),
            problems=self._marks(read.problems),
            measures=self._marks(read.measures),
            findings=self.anchored(read.findings),
            checks=self.anchored(read.checks),
            unchecked=self.anchored(read.unchecked),
            defects=self._marks(read.defects),
            unusual=self._marks(read.unusual),
        )

    def seen(self, marks: Iterable[_M]) -> tuple[_M, ...]:
        """Give marks of the whole report as they stand in the joined one."""
        if self.report is self._whole:
            return tuple(marks)
        return tuple(_moved(mark, self.to, self._to_end, self.report) for mark in marks)

    def told(self, mark: _M) -> _M:
        """Give a mark of the joined report its place in the whole one."""
        return mark if self.report is self._whole else self._mark(mark)

    def anchored(self, relations: Iterable[_R]) -> tuple[_R, ...]:
        """Give relations that were recomputed in the joined report their anchors in the whole one."""
        if self.report is self._whole:
            return tuple(relations)
        return tuple(each.model_copy(update={"anchors": tuple(map(self._back, each.anchors))}) for each in relations)

    def _joined(self, cuts: list[Cut]) -> Report:
        text = self._whole.text
        stops = [(cut.start, cut.instead) for cut in cuts] + [(len(text), "")]
        pieces = (text[start:stop] + instead for start, (stop, instead) in zip(self._starts, stops, strict=True))
        blocks = tuple(
            block.model_copy(update={"start": self.to(block.start), "end": self.to(block.end)})
            for block in self._whole.blocks
        )
        return self._whole.model_copy(
            update={
                "text": "".join(pieces),
                "blocks": blocks,
                "rewords": (),
                "parts": tuple(map(self.to, self._whole.parts)),
            }
        )

    def to(self, at: int) -> int:
        """Give the place in the joined report of an offset of the whole one."""
        stretch = bisect_right(self._starts, at) - 1
        return min(self._places[stretch] + at - self._starts[stretch], self._last_places[stretch])

    def _to_end(self, end: int) -> int:
        return self.to(end - 1) + 1

    def _back(self, at: int) -> int:
        stretch = bisect_right(self._places, at) - 1
        return min(self._starts[stretch] + at - self._places[stretch], self._last_starts[stretch])

    def _back_end(self, end: int) -> int:
        return self._ends.get(end) or self._back(end - 1) + 1

    def _marks(self, marks: Iterable[_M]) -> tuple[_M, ...]:
        return tuple(map(self._mark, marks))

    def _mark(self, mark: _M) -> _M:
        stretch = bisect_right(self._places, mark.start) - 1
        if mark.end < self._next_places[stretch] and not isinstance(mark, Measure):
            # it lies in one kept stretch, as most marks do: its words stay
            shift = self._starts[stretch] - self._places[stretch]
            return mark.model_copy(update={"start": mark.start + shift, "end": mark.end + shift})
        return _moved(mark, self._back, self._back_end, self._whole)


def _moved(mark: _M, place: Callable[[int], int], place_end: Callable[[int], int], report: Report) -> _M:
    """Give a mark its place in another view of its report."""
    start, end = place(mark.start), place_end(mark.end)
    update: dict[str, object] = {"start": start, "end": end, "quote": report.text[start:end]}
    if isinstance(mark, Measure):
        update["answers"] = tuple(map(place, mark.answers))
    return mark.model_copy(update=update)


def _unseen(report: Report) -> Iterator[Cut]:
    """List what never shows inside a block, unless that is all of it."""
    found = _spans_unseen(report.text, 0, len(report.text))
    starts, ends = [start for start, _ in found], [end for _, end in found]
    for block in report.blocks if found else ():
        holds_some = bisect_right(ends, block.start) < bisect_left(starts, block.end)
        if holds_some and block.kind is not BlockKind.TABLE:
            cuts = [Cut(*span, "") for span in _spans_unseen(report.text, block.start, block.end)]
            if sum(cut.end - cut.start for cut in cuts) < block.end - block.start:
                yield from cuts


def _spans_unseen(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """List the runs of what never shows, in order; two patterns, since to each of them a search leaps."""
    return sorted(match.span() for pattern in (_UNSEEN, UNSHOWN) for match in pattern.finditer(text, start, end))


def _apart(cuts: Iterable[Cut]) -> Iterator[Cut]:
    """Leave out the cuts that lie in one before them."""
    behind = 0
    for cut in cuts:
        if cut.start >= behind:
            yield cut
            behind = cut.end


def _cuts(report: Report) -> Iterator[Cut]:
    """List what stands between the lines of a paragraph or a row, and between cells that only bars or blanks part.

    A row keeps its soft breaks.
    """
    text = report.text
    for block in report.blocks:
        if block.kind is BlockKind.ROW and text.find("\t", block.start, block.end) < 0:
            drawn = bars(text, block.start, block.end)
            yield from map(Cut._make, drawn)
            yield from (Cut(*gap, "\t") for gap in (() if drawn else gaps(text, block.start, block.end)))
        breaks = _ROW_BREAK if block.kind is BlockKind.ROW else _BREAK
        if block.kind is BlockKind.TABLE or not breaks.search(text, block.start, block.end):
            continue
        one_a_line = block.kind is BlockKind.ROW and text.find("\t", block.start, block.end) < 0
        first, *others = lines(text, block.start, block.end)
        behind = first.end
        for line in others:
            if not one_a_line and is_page_number(text, line):
                continue
            if breaks.search(text, behind, line.start):
                yield Cut(behind, line.start, "\t" if one_a_line else "")
            behind = line.end
