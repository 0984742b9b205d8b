"""What the rules of form look at: the report, what was read in it, the cues; and how each tells its fault."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from desktop.lexicon import Lexicon
from desktop.model.examination import Extraction
from desktop.model.metric import Metric
from desktop.model.report import Block, BlockKind, Report

_REACH = 300
_STOPS = "。！？；;\n\r\u2028\u2029"


class Fault(NamedTuple):
    """One fault as its rule tells it: where, which cue, what it says."""

    start: int
    end: int
    cue: str
    says: str
    rule: str


class Part(NamedTuple):
    """A heading (None above the first) with the blocks up to the next one."""

    heading: Block | None
    body: tuple[Block, ...]


class Ground:
    """One report as the rules of form see it."""

    def __init__(self, report: Report, said: Extraction, lexicon: Lexicon) -> None:
        self.report, self.text, self.said = report, report.text, said
        self.cues = lexicon.cues
        self.lexicon = lexicon
        self._starts = [metric.start for metric in said.metrics]

    def metrics(self, start: int, end: int) -> Sequence[Metric]:
        """List the figures of a run."""
        return self.said.metrics[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def sentence(self, at: int) -> tuple[int, int]:
        """Give the sentence around an offset, of at most some hundred characters to each side."""
        low, high = max(0, at - _REACH), min(len(self.text), at + _REACH)
        start = max(self.text.rfind(stop, low, at) for stop in _STOPS) + 1
        ends = [found for stop in _STOPS if (found := self.text.find(stop, at, high)) >= 0]
        return max(start, low), min(ends, default=high)

    @cached_property
    def body(self) -> tuple[Block, ...]:
        """List the blocks of prose."""
        kinds = {BlockKind.PARAGRAPH, BlockKind.ITEM}
        return tuple(block for block in self.report.blocks if block.kind in kinds)

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """Cut the report at its headings."""
        return tuple(_parts(self.report.blocks))

    def title(self, part: Part) -> str:
        """Give the words of a part's heading."""
        return self.text[part.heading.start : part.heading.end] if part.heading else ""


def _parts(blocks: Sequence[Block]) -> Iterator[Part]:
    heading: Block | None = None
    body: list[Block] = []
    for block in blocks:
        if block.kind is BlockKind.HEADING:
            yield Part(heading, tuple(body))
            heading, body = block, []
        elif block.kind is not BlockKind.FURNITURE:
            body.append(block)
    yield Part(heading, tuple(body))
