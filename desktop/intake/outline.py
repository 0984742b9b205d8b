"""Cut a report into blocks: headings with their levels, paragraphs, items, rows, furniture."""

from typing import NamedTuple

from desktop.intake.furniture import furniture
from desktop.intake.given import PLAIN, Given, with_given_heads, with_given_titles
from desktop.intake.headings import Head, headings
from desktop.intake.layout import Line, Paragraph, is_row, lines, paragraphs
from desktop.intake.numbering import numbering
from desktop.intake.titles import Title, titles
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
    page = furniture(text, printed)
    blocks = [Block(kind=kind, start=start, end=end) for start, end, kind in given.blocks]
    blocks += [
        Block(kind=BlockKind.FURNITURE, start=line.start, end=line.end)
        for index, line in enumerate(printed)
        if index in page
    ]
    body: list[Paragraph] = []
    run: list[Line] = []
    place = 0
    for index, line in enumerate(printed):
        row = index not in page and line.start not in given.levels and is_row(text, line.start, line.end)
        if row:
            blocks.append(Block(kind=BlockKind.ROW, start=line.start, end=line.end))
        if row or index in page or given.place(line.start) != place:
            body += paragraphs(text, run, own=given.own_paragraphs)
            run = []
            place = given.place(line.start)
        if not row and index not in page:
            run.append(line)
    body += paragraphs(text, run, own=given.own_paragraphs)
    named = with_given_titles(text, body, titles(text, body), given.levels)
    heads = with_given_heads(text, body, named, headings(text, body, named), given.levels)
    blocks += _body_blocks(text, body, named, heads)
    blocks.sort(key=lambda block: block.start)
    return Outline(tuple(blocks), _parts(body, named))


def _body_blocks(text: str, body: list[Paragraph], named: tuple[Title, ...], heads: dict[int, Head]) -> list[Block]:
    blocks = []
    titled = {index: title for title in named for index in range(title.first, title.last + 1)}
    for index, paragraph in enumerate(body):
        title = titled.get(index)
        if title is not None:
            if index == title.first:
                blocks.append(Block(kind=BlockKind.HEADING, start=paragraph.start, end=title.end, level=0))
            if index == title.last and title.end < paragraph.end:
                start = title.end + _blanks(text, title.end)
                blocks.append(Block(kind=BlockKind.FURNITURE, start=start, end=paragraph.end))
            continue
        head = heads.get(index)
        if head is None:
            kind = BlockKind.ITEM if numbering(text, paragraph.start, paragraph.end) else BlockKind.PARAGRAPH
            blocks.append(Block(kind=kind, start=paragraph.start, end=paragraph.end))
            continue
        blocks.append(Block(kind=BlockKind.HEADING, start=paragraph.start, end=head.end, level=head.level))
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
