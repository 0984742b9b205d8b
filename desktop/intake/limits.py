"""How much one report may hold, whatever its format; readers count before, or while, they lay anything out."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from desktop.intake.body import Piece

if TYPE_CHECKING:
    from lxml import etree

PIECES = 100_000
"""The most paragraphs and rows: what takes 5 s to lay out."""
CELLS, ACROSS = 300_000, 1_000
"""The most cells in all tables, and in one row."""
LINES = 200_000
"""The most lines of a plain text, which take half of that."""
SIGNS = 6_000_000
"""The most characters."""


class TooMuch(Exception):
    """A file holds more than any report does; ``readers.read`` says so with the file's name."""


def check(pieces: int = 0, cells: int = 0, across: int = 0, signs: int = 0) -> None:
    """Compare what was counted so far with the limits; ``across`` are the cells of one row. Raises ``TooMuch``."""
    if pieces > PIECES or cells > CELLS or across > ACROSS or signs > SIGNS:
        raise TooMuch


def check_xml(root: "etree._Element", rows: str, cells: str, lines: str) -> None:
    """Count the elements of a document by their local names, every cell holding one line; raises ``TooMuch``."""
    held = _count(root, cells)
    check(pieces=_count(root, rows) + max(0, _count(root, lines) - held), cells=held)


def counted(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Pass pieces on as long as they are not too many; raises ``TooMuch``."""
    signs = 0
    for number, piece in enumerate(pieces, 1):
        signs += len(piece.text)
        check(pieces=number, signs=signs)
        yield piece


def _count(root: "etree._Element", name: str) -> int:
    return sum(1 for _ in root.iter(f"{{*}}{name}"))
