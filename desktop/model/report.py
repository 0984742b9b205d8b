"""报告: one opened document, its exact text and where each part of it stood."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple, Self

from desktop.model.pages import Box, Pages
from desktop.model.recognition import Recognition
from desktop.model.record import Mark, Record

UNSHOWN = re.compile(r"\[bookmark: [^\]\s]{1,60}\]")
"""What the making of a text from a Word file left behind: it stands in the text, and is neither shown nor read."""

ENCODING_WORD = {
    "utf-8": "UTF-8",
    "gb18030": "GB18030（含 GBK、GB2312）",
    "big5": "Big5（繁体）",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16（高位在前）",
}
"""The encodings of text that a user can choose."""


class BlockKind(StrEnum):
    """What a block is to a reader of the page."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    TABLE = "table"
    ROW = "row"
    ITEM = "item"
    NOTE = "note"
    FURNITURE = "furniture"


class Certainty(StrEnum):
    """How sure it is that a file's text was written in the encoding that it was read in."""

    SURE = "确定"
    LIKELY = "很可能"
    DOUBTFUL = "把握不大"
    CHOSEN = "由您选定"


@dataclass(frozen=True, kw_only=True)
class Origin(Record):
    """Where a block stood in the file: a paragraph index, a sheet with cells, or a page with a rectangle on it.

    ``page`` is counted from 1; of a block that goes on over a page's end, it is the page where it begins.
    """

    paragraph: int | None = None
    sheet: str = ""
    cells: str = ""
    page: int | None = None
    box: Box | None = None


@dataclass(frozen=True, kw_only=True)
class Merged(Record):
    """A cell that is merged with others: its place in its row, counted from 0, and how many columns it covers.

    ``goes_on`` tells that it is the one above it in the same place, going on.
    """

    column: int
    across: int = 1
    goes_on: bool = False


@dataclass(frozen=True, kw_only=True)
class Block(Record):
    """块: a run of the text that belongs together; ``level`` 0 to 5 is set on headings alone.

    A run-in heading (一是…。 at the head of its paragraph) is a block of its own; the rest of that paragraph
    is the next block with ``runs_on`` true, shown on the same line.
    ``head`` marks the rows that head a table and ``merged`` their merged cells, where the file's own structure tells
    them; what a merged cell covers is empty in the text, or says the same again. ``rule`` says what made a block a
    heading.
    A note is a footnote or endnote, set at the end as ``[1] …`` and called by ``[1]`` in the text.
    Furniture (web menus, page headers) is kept in the text and left out of every reading.
    """

    kind: BlockKind
    start: int
    end: int
    level: int | None = None
    runs_on: bool = False
    head: bool = False
    merged: tuple[Merged, ...] = ()
    rule: str = ""
    origin: Origin | None = None


@dataclass(frozen=True, kw_only=True)
class Notice(Record):
    """What the reader wants to tell about a file that it could read; ``says`` is one Chinese sentence."""

    code: str
    says: str


@dataclass(frozen=True, kw_only=True)
class Heading(Mark):
    """One line of the outline: 0 a document's title, 1 一、, 2 (一), 3 1., 4 一是 at a paragraph's head."""

    level: int
    rule: str = ""


@dataclass(frozen=True, kw_only=True)
class Comment(Record):
    """批注: what someone wrote in the margin beside ``text[start:end]``; it is no part of the text."""

    start: int
    end: int
    author: str
    words: str


class Reword(NamedTuple):
    """Words that the inspector read on the page where the text, as it was recognised, says ``text[start:end]``."""

    start: int
    end: int
    words: str


def reworded(quote: str, start: int, rewords: Iterable[Reword]) -> str:
    """Write words that stand at ``start`` as they were corrected; ``rewords`` are in order, none over another."""
    said, at = "", start
    for reword in rewords:
        if reword.start < start + len(quote) and reword.end > at:
            said += quote[at - start : max(reword.start, at) - start] + reword.words
            at = reword.end
    return said + quote[at - start :]


def joined_head(above: tuple[str, ...], row: tuple[str, ...]) -> tuple[str, ...]:
    """Set the second line of a head under the first, whose empty cells carry on what stands left of them."""
    found, name = [above[0]], ""
    for column, words in enumerate(row[1:], 1):
        name = (above[column] if column < len(above) else "") or name
        found.append(name if words == name else f"{name}{words}")
    return (*found, *above[len(row) :])


@dataclass(frozen=True, kw_only=True)
class Report(Record):
    """报告: the text exactly as decoded (without a leading BOM, newlines untouched) and its blocks in order.

    ``sha256`` is the hex digest of the file's bytes; ``source`` names the reader (``txt``).
    ``certainty`` is None where the format itself says how its text is written, ``pages`` where it has none.
    ``recognition`` is what its pages that are pictures were read by, ``rewords`` what the inspector corrected of that,
    in order and none over another: the text stays, whoever reads it goes by these words.
    ``parts`` are the starts of the documents in a file that holds several (empty when it holds one).
    """

    name: str
    sha256: str
    text: str = field(repr=False)
    blocks: tuple[Block, ...] = field(repr=False)
    source: str = "txt"
    encoding: str = ""
    certainty: Certainty | None = None
    pages: Pages | None = field(default=None, repr=False)
    recognition: Recognition | None = field(default=None, repr=False)
    rewords: tuple[Reword, ...] = ()
    parts: tuple[int, ...] = ()
    notices: tuple[Notice, ...] = ()
    comments: tuple[Comment, ...] = ()

    def quote(self, start: int, end: int) -> str:
        """Cut the text between two offsets."""
        return self.text[start:end]

    def reads(self, start: int, end: int) -> str:
        """Cut the text between two offsets, as it was corrected."""
        return reworded(self.text[start:end], start, self.rewords)

    def shows(self, start: int, end: int) -> str:
        """Cut the text as it was corrected, so that cuts that follow one another say everything, and nothing twice."""
        begun = max((each.end for each in self.rewords if each.start < start < each.end), default=start)
        return self.reads(begun, end) if begun < end else ""

    def part(self, number: int) -> Self:
        """See one document of a file that holds several: all else is blank, so that every offset stays the file's."""
        bounds = (0, *self.parts[1:], len(self.text))
        start, end = bounds[number], bounds[number + 1]
        return self.model_copy(
            update={
                "text": " " * start + self.text[start:end],
                "blocks": tuple(block for block in self.blocks if start <= block.start < end),
                "comments": tuple(comment for comment in self.comments if start <= comment.start < end),
                "parts": (),
            }
        )

    def titles(self) -> tuple[str, ...]:
        """List the titles of its documents."""
        return tuple(self.text[block.start : block.end] for block in self.blocks if block.level == 0)

    def headings(self) -> tuple[Heading, ...]:
        """List the outline, in the text's order."""
        return tuple(
            Heading(start=b.start, end=b.end, quote=self.text[b.start : b.end], level=b.level, rule=b.rule)
            for b in self.blocks
            if b.kind is BlockKind.HEADING and b.level is not None
        )
