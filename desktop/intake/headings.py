"""Decide which paragraphs open with a heading, how far it reaches and on which level it stands."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from desktop.intake.layout import Paragraph
from desktop.intake.lost import bare_headings, lost_heading
from desktop.intake.numbering import Numbering, Shape
from desktop.intake.titles import Title
from desktop.lexicon.patterns import regex

DEEPEST = 5
_FIXED = {Shape.HAN: 1, Shape.HAN_BRACKETS: 2, Shape.ARABIC: 3}
_SPOKEN_LEVEL = 4
_LONGEST = {Shape.HAN: 70, Shape.HAN_BRACKETS: 60, Shape.SPOKEN: 45}
_LONGEST_OTHER = 50
_RUN_IN_LIMIT = 24
_CLAUSES = regex(r"[，,]")
_QUOTED_POINT = regex(r"[^。]{0,12}[“\"「].{2,400}[”\"」][^。“]{0,8}(?:问题|建议|意见)[^。“]{0,12}[。.]?$")
_OPENING, _CLOSING = "“‘《〈（(", "”’》〉）)"
_ENDS_OR_HOLDS = regex(f"[{_OPENING}{_CLOSING}。！？.．]")
_FIGURES = regex(r"(?<![\d.])(?!(?:19|20)\d\d年)\d+(?:\.\d+)?\s*(?:%|％|[\u4e00-\u9fff])")
_NOTE = regex(r"(?:附?注|备注|注释)\s?[:：]|(?:填表|填报|指标)?说明\s?[:：](?=.)")
_NOTE_MARK = regex(r"(?<=[。；;：:\s])[(（]?(\d{1,2})[.．、)）]|(?<=[。；;：:\s])([①-⑳])")
_FULL_STOP = regex(r"[\u4e00-\u9fff”）)][.．](?:$|\s*[\u4e00-\u9fff])", re.MULTILINE)
_DIGITS = regex(r"\d+\s*(?:%|％|[\u4e00-\u9fff])")
_LABEL = regex(r"[^，。；]{1,14}[:：]")
_NOUN = r"[^\d，,。；;：:、.．\s]"
_GAP = regex(
    rf"(?P<title>(?=\S{{4}}){_NOUN}{{2,20}}(?:[、和与]{_NOUN}{{2,12}})?)(?:\u3000+|[ \t]{{2,}})"
    r"(?=\S[^\s，,。；;]*[^。]*[，,。；;])"
)
"""A run-in title that a gap parts from its paragraph, where its full stop was lost or never stood."""
_WORDS = regex(r"\w")
_STATEMENT = regex(r"^[为以的和及与在由将被把]|(?<![实就总])是(?!否|非)")
_SPLICE = regex(r"(?:我[省市区县州]|全[省市区县州]|[\u4e00-\u9fff]{2}[省市区县州])(?=[\u4e00-\u9fff])")


class Head(NamedTuple):
    """A heading at a paragraph's start: where its quote ends, its level, whether it has a line to itself, its rule."""

    end: int
    level: int
    standalone: bool
    rule: str


def headings(
    text: str,
    body: Sequence[Paragraph],
    marks: Sequence[Numbering | None],
    named: Sequence[Title],
    *,
    styled: bool = False,
) -> dict[int, Head]:
    """List the headings by the index of their paragraph; a ``styled`` file says itself which bare lines are some."""
    titled = {index for title in named for index in range(title.first, title.last + 1)}
    marks = [None if i in titled else mark for i, mark in enumerate(marks)]
    found: dict[int, Head] = {}
    bounds = [*sorted(title.first for title in named), len(body)]
    for begin, stop in zip([0, *bounds], bounds, strict=False):
        before = len(found)
        _numbered(text, body, marks, range(begin, stop), found)
        if not styled and len(found) == before:
            first = next((at for at in range(begin, stop) if at not in titled), stop)
            for index, level in bare_headings(text, body, range(first, stop)).items():
                found[index] = Head(body[index].end, level, standalone=True, rule="bare line")
    _lost(text, body, marks, titled, found)
    _run_in(text, body, marks, titled, found)
    return dict(sorted(found.items()))


def _numbered(
    text: str, body: Sequence[Paragraph], marks: Sequence[Numbering | None], span: range, found: dict[int, Head]
) -> None:
    """Take the numbered headings of one document."""
    nested = any(mark and mark.depth > 1 for mark in marks[span.start : span.stop])
    marked = [(i, mark, end) for i in span if (mark := marks[i]) and (end := title_end(text, body[i], mark))]
    plain = _plain_lists(text, body, marks, span, {i: end for i, _, end in marked}) | _notes(text, body, marks, span)
    marked = [each for each in marked if each[0] not in plain and (nested or each[1].shape is not Shape.DECIMAL)]
    levels = _Levels([mark for _, mark, _ in marked])
    for index, mark, end in marked:
        level = levels.next(mark)
        if level <= DEEPEST:
            found[index] = Head(
                end, level, standalone=end >= body[index].end, rule=f"numbered:{mark.shape.name.lower()}"
            )


class _Levels:
    """Give the numbered headings of one document their levels, in order; outer divisions push the rest down."""

    def __init__(self, marks: Sequence[Numbering]) -> None:
        shapes = {mark.shape for mark in marks}
        self._above = sorted(shape for shape in shapes if shape < Shape.HAN)
        self._decimal = Shape.DECIMAL in shapes and Shape.HAN not in shapes
        # what stands right under 第一部分 or 壹、 is one level down, though it be (一)
        down = len(self._above) - (1 if self._above and Shape.HAN not in shapes else 0)
        self._fixed = {shape: level + down for shape, level in _FIXED.items()}
        self._fixed |= {shape: level for level, shape in enumerate(self._above, 1)}
        if self._decimal:
            self._fixed[Shape.ARABIC] = 1 + len(self._above)
        self._stack: list[tuple[Shape, int]] = []
        self._seen: dict[Shape, int] = {}
        self._under_arabic = False

    def next(self, mark: Numbering) -> int:
        """Judge the next heading: by its shape, or by what it stands under, alike wherever the shape returns."""
        if mark.shape is Shape.SPOKEN:
            return _SPOKEN_LEVEL
        while self._stack and self._stack[-1][0] >= mark.shape:
            self._stack.pop()
        if mark.shape is Shape.ARABIC or mark.shape < Shape.DECIMAL:
            self._under_arabic = mark.shape is Shape.ARABIC
        level = self._level(mark)
        self._stack.append((mark.shape, level))
        return level

    def _level(self, mark: Numbering) -> int:
        if mark.shape in self._fixed:
            return self._fixed[mark.shape]
        if mark.shape is Shape.DECIMAL and self._decimal:
            counts_chapters = self._above and mark.depth > 1 and not self._under_arabic
            return len(self._above) + mark.depth - (1 if counts_chapters else 0)
        if mark.shape is Shape.DECIMAL:
            return len(self._above) + mark.depth + 2
        usual = 4 if mark.shape is Shape.ARABIC_BRACKETS else 5
        under = self._stack[-1][1] + 1 if self._stack else 0
        level = max(self._seen.get(mark.shape, 0), under) or usual
        self._seen.setdefault(mark.shape, level)
        return level


def _notes(text: str, body: Sequence[Paragraph], marks: Sequence[Numbering | None], span: range) -> set[int]:
    """List the paragraphs of numbered notes (注：1.… 2.…) below the first."""
    notes: set[int] = set()
    number = -1
    for index in span:
        mark = marks[index]
        label = None if mark else _NOTE.match(text, body[index].start, body[index].end)
        if label:
            number = 0
            at = label.end() - 1
        elif mark and number >= 0 and mark.ordinal == number + 1 and mark.shape > Shape.HAN_BRACKETS:
            notes.add(index)
            number += 1
            at = mark.end
        else:
            number = -1
            continue
        for found in _NOTE_MARK.finditer(text, at, body[index].end):
            said = int(found[1]) if found[1] else ord(found[2]) - ord("①") + 1
            number += said == number + 1
    return notes


def _plain_lists(
    text: str, body: Sequence[Paragraph], marks: Sequence[Numbering | None], span: range, ends: dict[int, int]
) -> set[int]:
    """List the paragraphs of lists that are no headings: 1. 2. 3. one below the other, each a whole sentence."""
    plain: set[int] = set()
    run: list[int] = []
    for index in (*span, span.stop):
        mark = marks[index] if index < span.stop else None
        before = marks[run[-1]] if run else None
        follows = mark and before and mark.shape is before.shape and mark.ordinal == before.ordinal + 1
        if not follows:
            closings = {text[body[i].end - 1] for i in run}
            sentences = closings == {"。"} and all(_CLAUSES.search(text, body[i].start, body[i].end) for i in run)
            if len(run) > 1 and (
                closings & set("；;") or sentences or (closings & {"。"} and before and before.shape >= Shape.DECIMAL)
            ):
                plain.update(i for i in run if ends.get(i, 0) >= body[i].end)
            run = []
        if mark and mark.shape >= Shape.HAN_BRACKETS and ends.get(index, body[index].end) >= body[index].end:
            run.append(index)
        else:
            run = []
    return plain


def title_end(text: str, paragraph: Paragraph, mark: Numbering) -> int:
    """Find where a numbered paragraph's title ends; 0 where the paragraph is an item, not a heading."""
    end = paragraph.end
    if mark.shape is Shape.BULLET or mark.end >= end or mark.ordinal == 0:
        return 0
    if _QUOTED_POINT.fullmatch(text, mark.end, end):
        return end
    following = _following(mark.shape, mark.ordinal + 1)
    if following is not None and following.search(text, mark.end, end):
        return 0
    gap = _GAP.match(text, mark.end, end)
    if gap and mark.shape is not Shape.SPOKEN:
        return gap.end("title")
    limit = _LONGEST.get(mark.shape, _LONGEST_OTHER)
    stop = sentence_end(text, mark.end, min(end, mark.end + limit + 1))
    if mark.shape is Shape.SPOKEN:
        return _spoken_end(text, paragraph, mark, stop)
    if stop:
        return stop if _names_something(text, mark, stop) else 0
    if end - mark.end <= limit and text[end - 1] not in "；;，,":
        return end
    label = _LABEL.match(text, mark.end, end)
    return label.end() if label and mark.shape <= Shape.HAN_BRACKETS else 0


@lru_cache(maxsize=256)
def _following(shape: Shape, number: int) -> re.Pattern[str] | None:
    """Give the mark of a next point, which makes a paragraph that holds it a list, not a heading with its text."""
    if shape is Shape.CIRCLED:
        return regex(chr(ord("①") + number - 1))
    if shape is Shape.ARABIC:
        return regex(rf"(?<=[。；;]){number}\s?[.．、](?!\d)")
    if shape is Shape.ARABIC_BRACKETS:
        return regex(rf"(?<=[。；;])[（(]?{number}[)）]")
    return None


def sentence_end(text: str, start: int, stop: int) -> int:
    """Find the end of the first sentence outside quotes and brackets, 0 where there is none before ``stop``."""
    depth = 0
    for found in _ENDS_OR_HOLDS.finditer(text, start, stop):
        character, at = found[0], found.start()
        if character in _OPENING:
            depth += 1
        elif character in _CLOSING:
            depth = max(0, depth - 1)
        elif not depth and (character in "。！？" or _FULL_STOP.match(text, at - 1)):
            return at + 1
    return 0


def _names_something(text: str, mark: Numbering, stop: int) -> bool:
    """Tell a title from a sentence of facts, which has figures in it."""
    return len(_FIGURES.findall(text, mark.end, stop)) < 2


def _spoken_end(text: str, paragraph: Paragraph, mark: Numbering, stop: int) -> int:
    """Find where the title of 一是…。 ends; it has none where 二是 follows in the paragraph or nothing follows."""
    if _spoken_after(mark.ordinal).search(text, mark.end, paragraph.end):
        return 0
    if stop and stop - mark.end <= _RUN_IN_LIMIT:
        return stop if stop < paragraph.end else 0
    splice = _SPLICE.search(text, mark.end + 6, min(paragraph.end, mark.end + _RUN_IN_LIMIT))
    if splice and not re.search(r"[，,、；：]", text[mark.end : splice.start()]):
        return splice.start()
    return stop if stop < paragraph.end else 0


@lru_cache(maxsize=256)
def _spoken_after(ordinal: int) -> re.Pattern[str]:
    following = _spoken(ordinal + 1)
    return regex(rf"{following}\s*是|第\s*{following}[,，、：:]")


def _spoken(number: int) -> str:
    digits = "零一二三四五六七八九十"
    if number <= 10:
        return digits[number]
    tens, ones = divmod(number, 10)
    return (digits[tens] if tens > 1 else "") + "十" + (digits[ones] if ones else "")


def _run_in(
    text: str,
    body: Sequence[Paragraph],
    marks: Sequence[Numbering | None],
    titled: set[int],
    found: dict[int, Head],
) -> None:
    """Take unnumbered titles at the head of their paragraphs (level 3), where a section has two or more.

    Under a level 1 they must be the rule there, not the exception.
    """
    group: list[tuple[int, int]] = []
    others = 0
    under = 0
    for index in range(len(body) + 1):
        if index == len(body) or index in titled or (index in found and found[index].level < 3):
            if len(group) >= 2 and (under == 2 or len(group) >= 2 * others):
                found.update({at: Head(end, 3, standalone=False, rule="run-in") for at, end in group})
            group, others = [], 0
            under = found[index].level if index in found else 0
        elif under in {1, 2} and index not in found and marks[index] is None:
            start, end = body[index].start, body[index].end
            stop = sentence_end(text, start, min(end, start + _RUN_IN_LIMIT))
            if stop - start >= 5 and end - stop >= 6 and _is_run_in(text[start:stop]):
                group.append((index, stop))
            elif _WORDS.search(text, start, end):
                others += 1


def _is_run_in(title: str) -> bool:
    return (
        not _STATEMENT.search(title)
        and "：" not in title
        and ":" not in title
        and not _DIGITS.search(title)
        and title.count("，") + title.count(",") < 2
    )


def _lost(
    text: str,
    body: Sequence[Paragraph],
    marks: Sequence[Numbering | None],
    titled: set[int],
    found: dict[int, Head],
) -> None:
    """Give headings that lost their number the level their neighbours show."""
    upcoming: list[tuple[int, Head] | None] = [None] * (len(body) + 1)
    for index in range(len(body) - 1, -1, -1):
        upcoming[index] = (index, found[index]) if index in found else upcoming[index + 1]
    stack: list[Head] = []
    for index in range(len(body)):
        if index in titled:
            stack = []
            continue
        item_before = index > 0 and marks[index - 1] is not None and index - 1 not in found
        sentence = text[body[index].end - 1] == "。"
        # a sentence below the items of a list is one of them that lost its number
        if index not in found and marks[index] is None and not (item_before and sentence):
            after = upcoming[index + 1]
            level = lost_heading(
                text,
                body,
                index,
                stack=[(head.level, head.standalone) for head in stack],
                after=(after[0], after[1].level, marks[after[0]]) if after else None,
                above_is_heading=index - 1 in found and found[index - 1].standalone,
            )
            if level:
                found[index] = Head(body[index].end, level, standalone=True, rule="lost number")
        if index in found:
            head = found[index]
            while stack and stack[-1].level >= head.level:
                stack.pop()
            stack.append(head)
