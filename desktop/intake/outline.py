"""Cut a report into blocks: headings with their levels, paragraphs, items, rows, furniture."""

from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from desktop.intake.flattened import flattened
from desktop.intake.furniture import furniture, is_page_number
from desktop.intake.given import PLAIN, Given, with_given_heads, with_given_titles
from desktop.intake.headings import Head, headings
from desktop.intake.layout import Line, Paragraph, lines
from desktop.intake.numbering import Numbering, numbering
from desktop.intake.piped import piped
from desktop.intake.rows import rows
from desktop.intake.spaced import spaced
from desktop.intake.titles import Title, titles
from desktop.intake.wrapping import paragraphs
from desktop.model.report import Block, BlockKind


class Outline(NamedTuple):
    """The blocks of a text in order, and the starts of its documents where it holds several."""

    blocks: tuple[Block, ...]
    parts: tuple[int, ...]


def outline(text: str, given: Given = PLAIN) -> Outline:
    """Cut a text so that every character that shows belongs to exactly one block.

    ``given`` is what the file itself says of its structure.
    """
    printed = [line for line in lines(text) if not given.sets(line.start)]
    page = furniture(text, printed, given.levels)
    settled = page | {index for index, line in enumerate(printed) if line.start in given.levels}
    table = rows(text, printed, settled)
    table |= piped(text, printed, settled | table.keys())
    table |= spaced(text, printed, settled | table.keys())
    if not given.own_paragraphs:
        table |= flattened(text, printed, settled | {at for row in table.items() for at in range(row[0], row[1] + 1)})
    body = _paragraphs(text, printed, page, table, given)
    blocks = [Block(kind=kind, start=start, end=end) for start, end, kind in given.blocks]
    blocks += [
        Block(kind=BlockKind.ROW, start=_row_start(text, printed[first]), end=printed[last].end)
        for first, last in table.items()
    ]
    blocks += _furniture_blocks(printed, page, body)
    marks = [numbering(text, paragraph.start, paragraph.end) for paragraph in body]
    named = with_given_titles(text, body, titles(text, body, marks), given.levels)
    found = headings(text, body, marks, named, styled=bool(given.levels))
    heads = with_given_heads(text, body, named, found, given.levels)
    blocks += _body_blocks(text, body, marks, named, heads)
    blocks.sort(key=lambda block: block.start)
    return Outline(tuple(blocks), _parts(body, named))


def _row_start(text: str, line: Line) -> int:
    """Begin a row with its first cell, an empty one, too."""
    tab = text.find("\t", line.start - line.indent, line.start)
    return line.start if tab < 0 else tab


def _paragraphs(
    text: str, printed: list[Line], page: frozenset[int], table: dict[int, int], given: Given
) -> list[Paragraph]:
    """Join what is neither page nor table to paragraphs; a page number may stand inside one, nothing else."""
    run: list[Line] = []
    apart: set[int] = set()
    place = 0
    row = -1
    for index, line in enumerate(printed):
        row = table.get(index, row)
        if index <= row or (index in page and not is_page_number(text, line)) or given.place(line.start) != place:
            place = given.place(line.start)
            apart.add(len(run))
        if index > row and index not in page:
            turned = index - 1 in page and len(run) not in apart
            run.append(line._replace(gap=0) if turned else line)
    return list(paragraphs(text, run, apart, own=given.own_paragraphs))


def _furniture_blocks(printed: list[Line], page: frozenset[int], body: list[Paragraph]) -> Iterator[Block]:
    """List the page's own lines, but for the page numbers that a paragraph runs over."""
    starts = [paragraph.start for paragraph in body]
    for index in sorted(page):
        line = printed[index]
        over = bisect_right(starts, line.start) - 1
        if over < 0 or body[over].end < line.start:
            yield Block(kind=BlockKind.FURNITURE, start=line.start, end=line.end)


def _body_blocks(
    text: str,
    body: list[Paragraph],
    marks: list[Numbering | None],
    named: tuple[Title, ...],
    heads: dict[int, Head],
) -> list[Block]:
    blocks = []
    titled = {index: title for title in named for index in range(title.first, title.last + 1)}
    for index, paragraph in enumerate(body):
        title = titled.get(index)
        if title is not None:
            if index == title.first:
                blocks.append(
                    Block(kind=BlockKind.HEADING, start=paragraph.start, end=title.end, level=0, rule="title")
                )
            if index == title.last and title.end < paragraph.end:
                start = title.end + _blanks(text, title.end)
                blocks.append(Block(kind=BlockKind.FURNITURE, start=start, end=paragraph.end))
            continue
        head = heads.get(index)
        if head is None:
            kind = BlockKind.ITEM if marks[index] else BlockKind.PARAGRAPH
            blocks.append(Block(kind=kind, start=paragraph.start, end=paragraph.end))
            continue
        blocks.append(
            Block(kind=BlockKind.HEADING, start=paragraph.start, end=head.end, level=head.level, rule=head.rule)
        )
        if head.end < paragraph.end:
            start = head.end + _blanks(text, head.end)
            blocks.append(Block(kind=BlockKind.PARAGRAPH, start=start, end=paragraph.end, runs_on=True))
    return blocks


def _blanks(text: str, at: int) -> int:
    width = 0
    while text[at + width].isspace():
        width += 1
    return width


def _parts(body: list[Paragraph], named: tuple[Title, ...]) -> tuple[int, ...]:
    """List where documents begin, leaving out a title that only announces the next one."""
    starts = [
        body[title.first].start
        for index, title in enumerate(named)
        if index + 1 == len(named) or named[index + 1].first > title.last + 1
    ]
    return tuple(starts) if len(starts) > 1 else ()
