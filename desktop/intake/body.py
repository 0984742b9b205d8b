"""What a reader hands on: the pieces of a file in reading order, before they become one text with blocks."""

from enum import Enum
from typing import NamedTuple

from desktop.model.pages import Page, Stretch
from desktop.model.report import Certainty, Merged, Notice


class Kind(Enum):
    """What a piece is in its file; ``ASIDE`` (a table of contents) is shown and left out of every reading."""

    LINE = "line"
    ROW = "row"
    NOTE = "note"
    ASIDE = "aside"


class Piece(NamedTuple):
    """A paragraph, whose line breaks stay, or a table's row, its cells joined by tabs.

    ``level`` is the file's own outline level: 0 a title, 1 and deeper headings, None body text. ``table`` numbers the
    tables of a file from 1, ``head`` tells the rows that head one and ``merged`` the merged cells of a row;
    ``paragraph``, ``sheet`` and ``cells`` say where the piece stood, ``stretches`` where on printed pages, with offsets
    into ``text``.
    """

    text: str
    kind: Kind = Kind.LINE
    level: int | None = None
    table: int = 0
    head: bool = False
    merged: tuple[Merged, ...] = ()
    paragraph: int | None = None
    sheet: str = ""
    cells: str = ""
    stretches: tuple[Stretch, ...] = ()


class Remark(NamedTuple):
    """A comment in the margin: who made it, what it says, and the words it was made on, where the file tells.

    ``piece`` is the index of the first piece that it may stand beside.
    """

    author: str
    words: str
    piece: int
    on: str = ""


class Body(NamedTuple):
    """All pieces of a file, the comments beside them, its pages if it has any, and what is to be told about it.

    ``doubts`` are the places, as (page, x, y), of signs of which the recogniser was not sure.
    """

    pieces: tuple[Piece, ...]
    notices: tuple[Notice, ...] = ()
    remarks: tuple[Remark, ...] = ()
    encoding: str = ""
    certainty: Certainty | None = None
    pages: tuple[Page, ...] = ()
    doubts: tuple[tuple[int, float, float], ...] = ()
