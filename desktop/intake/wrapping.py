"""Join printed lines into paragraphs: lines wrapped at a margin, sentences that a page or a converter broke."""

from collections import Counter
from collections.abc import Iterator, Sequence, Set
from itertools import pairwise
from typing import NamedTuple

from desktop.intake.layout import Line, Paragraph, ends_sentence
from desktop.intake.numbering import Numbering, Shape, numbering, ordinal
from desktop.lexicon.patterns import regex

_WIDEST = 120
_NARROWEST = 16
_NARROW = 24
_SHORTEST = 12
_FEWEST = 3
_SHARE = 0.7
_TIGHT = 1.0
_LOOSE = 0.12
_MANY = 8
_PROSE_WIDTH = 60
_HEAD = 400
_ASCII = regex(r"[\x20-\x7e]")
_PROSE = regex(r"[，,。；;、]")
_FULL_STOP = regex(r"[。；]")
_UNFINISHED = "，,、（(《〈“—"
_NEVER_FIRST = "，。、；：？！）》〉”’」』】％%"
_BRACKETS = (("《", "》"), ("（", "）"), ("(", ")"))
_YEAR_OR_TIME = regex(r"\d|近年|目前|截至")
_NO_BEGINNING = regex(r"\d[\d,，.．]*\s*(?:[%％元人名所个间台套册亩倍]|万|亿|平方|多|余)|[为达占是至到]\s*\d|[的了]\S")
"""No paragraph begins so: an amount, or what only goes on with a sentence."""
_CLAUSES = regex(r"[，,][^，,。；;]*\Z")
_ERA = regex(r"\d{4}|民国|公元|[一二][〇○零九]")
_SPOKEN = regex(r"(?<![^。；;：:，,\s])([一二三四五六七八九十]{1,2})是")


class Margin(NamedTuple):
    """How a stretch of lines is wrapped: what a full line measures, and how paragraphs are told.

    ``width`` is the least that a full line measures, in Chinese characters, or in code points where ``counted``;
    ``tight`` tells that all full lines measure the same; ``spacing`` is the number of empty lines inside a
    paragraph; ``indented`` tells that paragraphs begin with an indent, ``spaced`` that empty lines part them.
    """

    width: float
    counted: bool
    tight: bool
    spacing: int
    indented: bool
    spaced: bool

    def reaches(self, text: str, line: Line) -> bool:
        """Tell whether a line is full."""
        return _measure(text, line, counted=self.counted) >= self.width


def paragraphs(text: str, printed: Sequence[Line], apart: Set[int], *, own: bool = False) -> Iterator[Paragraph]:
    """Join the lines that read as one.

    ``apart`` are the indices of lines that begin a paragraph in any case. ``own`` lines are a file's own
    paragraphs: they are joined only where all of them were cut at one margin.
    """
    joiner = _Joiner(text, own=own)
    for first, stop in _stretches(printed):
        found = margin(text, printed[first:stop]) if stop - first > _FEWEST else None
        for index in range(first, stop):
            if index in apart:
                yield from joiner.rest()
            yield from joiner.add(printed[index], found)
    yield from joiner.rest()


def margin(text: str, printed: Sequence[Line]) -> Margin | None:
    """Measure the margin at which lines were wrapped; None where lines are whole paragraphs."""
    spacing = Counter(line.gap for line in printed).most_common(1)[0][0]
    long = [line for line in printed if line.end - line.start >= _SHORTEST]
    broken = [
        line
        for line, after in pairwise(printed)
        if line.end - line.start >= _SHORTEST and after.gap <= spacing and _is_cut(text, line, after)
    ]
    if len(broken) < _FEWEST or len(broken) * 4 < len(long) or not _is_running_text(text, printed, broken):
        return None
    for counted, slack in ((True, _TIGHT), (False, _TIGHT), (False, 3 * _TIGHT), (False, 0.0)):
        widths = sorted(_measure(text, line, counted=counted) for line in broken)
        slack = slack or _LOOSE * widths[len(widths) // 2]
        low, high, held = _densest(widths, 2 * slack)
        wider = sum(1 for line in long if _measure(text, line, counted=counted) > high + slack)
        fewest = _MANY if slack > 3 * _TIGHT else _FEWEST if slack == _TIGHT and low >= _NARROW else _FEWEST + 1
        if held >= max(fewest, len(broken) * _SHARE) and low >= _NARROWEST and wider * 8 <= len(long):
            indented = _indents_paragraphs(printed)
            found = Margin(low, counted, slack == _TIGHT, spacing, indented, spaced=False)
            return found._replace(spaced=not indented and _parts_by_empty_lines(text, printed, found))
    return None


def _is_running_text(text: str, printed: Sequence[Line], broken: Sequence[Line]) -> bool:
    """Tell prose from a list of short lines: sentences end inside its lines or at their end."""
    ended = sum(1 for line in printed if ends_sentence(text, line.end))
    inside = sum(1 for line in broken if _FULL_STOP.search(text, line.start, line.end))
    return (ended + inside) * 4 >= len(broken)


def _is_cut(text: str, line: Line, after: Line) -> bool:
    """Tell whether a line of prose stops in mid-sentence before the next."""
    if ends_sentence(text, line.end) or "\t" in text[line.start : after.end]:
        return False
    if not (_PROSE.search(text, line.start, line.end) or _PROSE.search(text, after.start, after.end)):
        return False
    mark = numbering(text, after.start, after.end)
    return mark is None or mark.shape > Shape.HAN_BRACKETS


def _densest(widths: Sequence[float], size: float) -> tuple[float, float, int]:
    """Find the window of a given size that holds most of the sorted widths: its ends and how many it holds."""
    best = (0.0, 0.0, 0)
    first = 0
    for last, width in enumerate(widths):
        while width - widths[first] > size:
            first += 1
        if last - first + 1 >= best[2]:
            best = (widths[first], width, last - first + 1)
    return best


def _measure(text: str, line: Line, *, counted: bool) -> float:
    """Measure a printed line with its indent."""
    start = line.start - line.indent
    length = line.end - start
    return length if counted else length - len(_ASCII.findall(text, start, line.end)) / 2


def _indents_paragraphs(printed: Sequence[Line]) -> bool:
    """Tell whether paragraphs are told by their first line's indent: some lines are indented, more are not."""
    indented = sum(1 for line in printed if line.indent >= 2)
    return len(printed) * 0.05 < indented < len(printed) * 0.7


def _parts_by_empty_lines(text: str, printed: Sequence[Line], found: Margin) -> bool:
    """Tell whether nearly every line that ends short of the margin has an empty line below."""
    short = [after for line, after in pairwise(printed) if not found.reaches(text, line)]
    parted = sum(1 for after in short if after.gap > found.spacing)
    return len(short) > 1 and parted * 10 >= len(short) * 8


class _Joiner:
    """Take lines one by one and give the paragraphs that are complete."""

    def __init__(self, text: str, *, own: bool) -> None:
        self._text = text
        self._own = own
        self._whole: Paragraph | None = None
        self._last: Line | None = None
        self._held = 0
        self._spoken = 0
        self._ordinals: dict[Shape, int] = {}

    def add(self, line: Line, found: Margin | None) -> Iterator[Paragraph]:
        """Take a line up into the paragraph before it, or give that one and begin another."""
        whole, last = self._whole, self._last
        if whole is not None and last is not None and self._goes_on(whole, last, line, found):
            self._whole = whole._replace(end=line.end)
            self._held += 1
        else:
            yield from self.rest()
            self._whole = Paragraph(line.start, line.end, line.indent, line.gap)
            self._held = 1
            self._spoken = 0
        self._last = line
        if found:
            self._note(line)

    def rest(self) -> Iterator[Paragraph]:
        """Give the paragraph that is still open."""
        if self._whole is not None:
            yield self._whole
        self._whole = None

    def _note(self, line: Line) -> None:
        """Keep the numbers of a line, so that those of the next can be seen to follow."""
        mark = numbering(self._text, line.start, line.end)
        if mark:
            self._ordinals[mark.shape] = mark.ordinal
        for found in _SPOKEN.finditer(self._text, line.start, line.end):
            self._spoken = ordinal(found[1])

    def _goes_on(self, whole: Paragraph, last: Line, line: Line, found: Margin | None) -> bool:
        if found and line.gap <= found.spacing and self._wraps(whole, last, line, found):
            return True
        return not (self._own and found is None) and _breaks_off(self._text, whole, line)

    def _wraps(self, whole: Paragraph, last: Line, line: Line, found: Margin) -> bool:
        """Tell whether the margin alone parted two lines."""
        text = self._text
        if "\t" in text[last.start : last.end] or "\t" in text[line.start : line.end]:
            return False
        if found.indented and line.indent >= 2:
            return False
        if text[line.start] in _NEVER_FIRST:
            return True
        full = found.reaches(text, last)
        ended = ends_sentence(text, last.end)
        prose = _PROSE.search(text, last.start, last.end) is not None
        mark = numbering(text, line.start, line.end)
        if mark:
            if self._counts_on(mark) or (found.indented and mark.shape > Shape.HAN_BRACKETS and prose):
                return full
            if ended or self._opens(mark):
                return False
        if not ended:
            return full or (found.indented and prose)
        if not full:
            return False
        if found.indented:
            return _PROSE.search(text, whole.start, min(whole.end, whole.start + _HEAD)) is not None
        return found.spaced or (found.tight and self._held > 1 and prose and not _ERA.match(text, line.start))

    def _counts_on(self, mark: Numbering) -> bool:
        """Tell whether 三是 follows upon the 二是 in the paragraph before it."""
        return mark.shape is Shape.SPOKEN and 0 < self._spoken == mark.ordinal - 1

    def _opens(self, mark: Numbering) -> bool:
        """Tell whether what looks like a mark after an unfinished line is one: a high one, or the next in its row."""
        return mark.shape <= Shape.HAN_BRACKETS or mark.ordinal in {1, self._ordinals.get(mark.shape, -1) + 1}


def _stretches(printed: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """Cut lines at those that are too long for any page, so that each stretch may have a margin of its own."""
    first = 0
    for index, line in enumerate(printed):
        if line.end - line.start > _WIDEST:
            if first < index:
                yield first, index
            yield index, index + 1
            first = index + 1
    if first < len(printed):
        yield first, len(printed)


def _breaks_off(text: str, whole: Paragraph, line: Line) -> bool:
    """Tell whether a paragraph stops in mid-sentence and the next line takes it up."""
    if ends_sentence(text, whole.end) or numbering(text, line.start, line.end) or line.gap > 3:
        return False
    if "\t" in text[line.start : line.end]:
        return False
    if _leaves_open(text, whole, line):
        return True
    last = text[whole.end - 1]
    if _NO_BEGINNING.match(text, line.start, line.end) and "\u4e00" <= last <= "\u9fff":
        ends = _FULL_STOP.search(text, line.start, line.end)
        return ends is not None and _CLAUSES.search(text, whole.start, whole.end) is not None
    if whole.end - whole.start < _PROSE_WIDTH or not _PROSE.search(
        text, whole.start, min(whole.end, whole.start + _HEAD)
    ):
        return last in _UNFINISHED and whole.end - whole.start > 12
    if last in _UNFINISHED:
        return True
    follows = _PROSE.search(text, line.start, line.end) and not _YEAR_OR_TIME.match(text, line.start)
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
