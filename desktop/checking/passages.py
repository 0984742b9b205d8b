"""The figures of a report where they stand: in paragraphs, in sentences, between their words."""

import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property

from desktop.checking.intervals import Interval, stands_for, times
from desktop.checking.quantities import Quantity, quantity
from desktop.lexicon.patterns import regex
from desktop.model.metric import Comparator, Metric
from desktop.model.report import Block, BlockKind, Report

_SENTENCE_END = regex(r"[。！？!?]")
_CELL_END = regex(r"\t")
_COMMA_BEFORE = regex(r"[,;。]")
_COMMA = regex(r"[，,；;。]")
_CUTS = regex(r"[,、;:。()“”]|以及|(?<=[^\w])[和与及](?=\w)|[和与]$")
_BY_THE_WAY = regex(r"(?<=[县市区旗乡镇])\([县市区旗乡镇、]{1,5}\)|(?<=[\u4e00-\u9fff])\([\u4e00-\u9fff]{1,8}\)$")
_GRADED = regex(r"“([^“”]{1,8})”的$")
_MEASURED = regex(r"[金款费额率比均]|投入|支出|收入|资|面积|系数|分[数值]")
"""Heads of columns whose numbers without a unit may be rounded; all others count whole things."""
_PARTED = "\0"
"""A sign that no report has parts what is made plain at once."""
_EQUAL = Comparator.EQUAL
_LONGEST = 300
"""Words farther than this from a figure say nothing about it."""


@dataclass(slots=True, eq=False)
class Figure:
    """A metric where it stands; nothing of it is set anew (``frozen`` would take six times as long to make one).

    ``lead`` are the words between the figure before (or the sentence's head) and this one, ``tail`` those up to the
    next one (or the sentence's end); both in half-width punctuation without spaces. ``clause`` is what of ``lead``
    stands behind its last comma. ``depth`` counts open brackets. ``title`` is the heading above. ``start`` is the
    offset that names the figure, ``base`` its unit without the multiplier, ``value`` the printed number in it.
    ``label`` names the figure by the words next to it: before it, or behind it where none stand before (3所小学);
    ``quote`` is how it is printed, without the blanks and line breaks inside it; ``exact`` tells that it has no bound.
    ``groups`` keeps what ``groups.group`` says of it.
    """

    metric: Metric
    title: str
    lead: str
    clause: str
    tail: str
    depth: int
    sentence: int
    quantity: Quantity
    stands: Interval | None

    start: int = field(init=False)
    base: str = field(init=False)
    value: Decimal = field(init=False)
    label: str = field(init=False)
    quote: str = field(init=False)
    exact: bool = field(init=False)
    groups: frozenset[str] | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        """Work out what every relation asks for."""
        metric = self.metric
        self.start = metric.start
        self.base = self.quantity.base
        self.value = metric.value * self.quantity.factor
        self.quote = "".join(metric.quote.split())
        self.exact = metric.comparator is _EQUAL
        lead = _BY_THE_WAY.sub("", self.lead) if "(" in self.lead else self.lead
        lead = _GRADED.sub(r"\1的", lead) if lead.endswith("”的") else lead  # “优”的31个
        before = _CUTS.split(lead)[-1]
        self.label = before or next((part for part in _CUTS.split(self.tail) if part), "")


@dataclass(slots=True, eq=False)
class Sentence:
    """A run of text up to 。 with its figures in order; ``words`` in half-width punctuation without spaces.

    ``bases`` are the base units of the figures.
    """

    start: int
    end: int
    words: str
    figures: tuple[Figure, ...]
    bases: frozenset[str]


@dataclass(frozen=True)
class Passage:
    """A block with figures: its sentences that hold some, in order."""

    block: Block
    sentences: tuple[Sentence, ...]

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """List the figures of all sentences."""
        return tuple(figure for sentence in self.sentences for figure in sentence.figures)

    @cached_property
    def words(self) -> str:
        """Join the words of all sentences."""
        return "".join([sentence.words for sentence in self.sentences])

    @cached_property
    def bases(self) -> frozenset[str]:
        """List the base units of the figures."""
        return frozenset([figure.base for figure in self.figures])

    @cached_property
    def amounts(self) -> frozenset[tuple[int, Decimal, str]]:
        """Look up what each sentence gives: its number, an amount, the base unit."""
        return frozenset((figure.sentence, figure.value, figure.base) for figure in self.figures)

    @cached_property
    def place(self) -> dict[int, int]:
        """Look up where in ``figures`` the figure stands that starts at an offset."""
        return {figure.start: n for n, figure in enumerate(self.figures)}


def passages(report: Report, metrics: Sequence[Metric]) -> tuple[Passage, ...]:
    """Lay the metrics back into the blocks that they were read from; furniture and bare blocks are left out."""
    ordered = sorted(metrics, key=lambda metric: metric.start)
    starts = [metric.start for metric in ordered]
    found = []
    heading: Block | None = None
    title = ""
    for block in report.blocks:
        if block.kind is BlockKind.FURNITURE or block.kind is BlockKind.TABLE:
            continue
        if block.kind is BlockKind.HEADING:
            heading = block
        first = bisect_left(starts, block.start)
        if first < len(starts) and starts[first] < block.end:
            if heading is not None:
                title = plain(report.text[heading.start : heading.end])
                heading = None
            inside = ordered[first : bisect_left(starts, block.end)]
            found.append(Passage(block, tuple(_sentences(report.text, block, inside, title))))
    return tuple(found)


def told_in_cells(report: Report, row: Passage) -> Iterator[Passage]:
    """Cut out the cells of a row that hold sentences: more than one figure, and commas between them."""
    text, block = report.text, row.block
    if len(row.figures) < 2 or not _COMMA.search(text, block.start, block.end):
        return
    ends = [m.start() for m in _CELL_END.finditer(text, block.start, block.end)] + [block.end]
    start, taken = block.start, 0
    for end in ends:
        first = taken
        while taken < len(row.figures) and row.figures[taken].start < end:
            taken += 1
        if taken - first > 1 and _COMMA.search(text, start, end):
            cell = block.model_copy(update={"start": start, "end": end})
            metrics = [figure.metric for figure in row.figures[first:taken]]
            yield Passage(cell, tuple(_sentences(text, cell, metrics, row.figures[0].title)))
        start = end + 1


def with_headings(passages: Sequence[Passage]) -> Iterator[tuple[Passage, Passage]]:
    """Give each passage, and what it goes on from: with it, the figures of its heading as sentence −1."""
    above: Passage | None = None
    for passage in passages:
        if passage.block.kind is BlockKind.HEADING:
            above = passage
        under = above is not None and above is not passage and above.figures[0].title == passage.figures[0].title
        yield passage, _behind(above.figures, passage) if above and under else passage


def with_cells(row: Passage, cells: Sequence[Passage]) -> Iterator[tuple[Passage, Passage]]:
    """Give a row, and each of its cells that holds sentences with the figures of the cells before it as sentence −1."""
    yield row, row
    for cell in cells:
        before = row.figures[: row.place[cell.figures[0].start]]
        if before:
            yield cell, _behind(before, cell)


def _behind(before: Sequence[Figure], passage: Passage) -> Passage:
    """Put figures that stand apart from a passage in front of it."""
    told = tuple([replace(figure, sentence=-1) for figure in before])
    first = Sentence(before[0].start, before[-1].metric.end, "", told, frozenset([figure.base for figure in told]))
    return Passage(passage.block, (first, *passage.sentences))


def counted_as(figure: Figure, like: Figure) -> Figure:
    """Give a figure that is printed without a unit that of another."""
    if figure.base or not like.base:
        return figure
    metric = figure.metric.model_copy(update={"unit": like.metric.unit})
    stands = stands_for(metric, whole=like.quantity.single)
    scaled = times(stands, like.quantity.factor) if stands else None
    return replace(figure, metric=metric, quantity=like.quantity, stands=scaled)


def plain(text: str) -> str:
    """Put words into half-width punctuation without spaces, so that one pattern reads every hand."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def _sentences(text: str, block: Block, metrics: Sequence[Metric], title: str) -> Iterator[Sentence]:
    """Cut a block at 。 and give each sentence its figures."""
    start, taken, number = block.start, 0, 0
    ends = [m.end() for m in _SENTENCE_END.finditer(text, block.start, block.end)] + [block.end]
    for end in ends:
        first = taken
        while taken < len(metrics) and metrics[taken].start < end:
            taken += 1
        if taken > first:
            pieces = _pieces(text, start, end, metrics[first:taken])
            figures = _figures(pieces[::2], number, metrics[first:taken], title)
            yield Sentence(start, end, "".join(pieces), figures, frozenset([figure.base for figure in figures]))
        start, number = end, number + 1


def _pieces(text: str, start: int, end: int, metrics: Sequence[Metric]) -> list[str]:
    """Cut a sentence at its figures: the words before each, its own, at last those behind them all, made plain."""
    pieces: list[str] = []
    at = start
    for metric in metrics:
        pieces += text[at : metric.start], text[max(at, metric.start) : metric.end]
        at = max(at, metric.end)
    pieces.append(text[at:end])
    told = plain(_PARTED.join(pieces)).split(_PARTED)
    return told if len(told) == len(pieces) else list(map(plain, pieces))


def _figures(gaps: Sequence[str], number: int, metrics: Sequence[Metric], title: str) -> tuple[Figure, ...]:
    """Give each metric of one sentence the words around it."""
    gaps = [*(gap[-_LONGEST:] for gap in gaps[:-1]), gaps[-1][:_LONGEST]]
    depth = 0
    found = []
    for metric, lead, tail in zip(metrics, gaps, gaps[1:], strict=False):
        depth = max(0, depth + lead.count("(") - lead.count(")"))
        unit = quantity(metric.unit)
        bare = not metric.unit and "table" in metric.rule and not _MEASURED.search(metric.indicator)
        stands = stands_for(metric, whole=bare or unit.single)
        scaled = stands if not stands or unit.single or unit.factor == 1 else times(stands, unit.factor)
        clause = _COMMA_BEFORE.split(lead)[-1]
        found.append(Figure(metric, title, lead, clause, tail, depth, number, unit, scaled))
    return tuple(found)
