"""Read a table that was saved as text (csv, tsv): every record a row."""

import csv
import io
import re
from collections.abc import Iterable, Iterator

from desktop.intake import limits, plain
from desktop.intake.assembly import row
from desktop.intake.body import Body, Kind, Piece
from desktop.intake.tables import letters

_SAMPLE = 20_000
_FIELD = 32_767
"""The longest cell that a spreadsheet has; behind a longer one is a quotation mark that nobody closed."""
_LINE_ENDS = re.compile("\r\n?")


def read(data: bytes, name: str) -> Body:
    """Read the records with the separator that the first lines use most; raises ``UnreadableFile``."""
    decoded = plain.read(data, name)
    text = decoded.text.lstrip("\ufeff")  # some programs write their mark before one that is there already
    head = text[:_SAMPLE]
    separator = max("\t,;|", key=head.count)
    lines = _LINE_ENDS.sub("\n", text).replace("\x00", "")
    try:
        if lines.count('"') % 2:
            raise csv.Error
        pieces = _pieces(_quoted(lines, separator))
    except csv.Error:
        pieces = _pieces([_unquoted(cell) for cell in line.split(separator)] for line in lines.split("\n"))
    return Body(tuple(pieces), plain.notices(decoded), encoding=decoded.encoding, certainty=decoded.certainty)


def _quoted(text: str, separator: str) -> Iterator[list[str]]:
    """Read records whose cells may be quoted; raises ``csv.Error`` over too long a cell.

    The limit of the csv module itself counts for the whole program, so it is left alone.
    """
    for cells in csv.reader(io.StringIO(text), delimiter=separator):
        if any(len(cell) > _FIELD for cell in cells):
            raise csv.Error
        yield cells


def _pieces(records: Iterable[list[str]]) -> list[Piece]:
    """Make every record a row; raises ``limits.TooMuch``."""
    pieces: list[Piece] = []
    table, gap, held = 1, False, 0
    for number, cells in enumerate(records, 1):
        cells = [cell.strip() for cell in cells]
        while cells and not cells[-1] and len(cells) > 1:
            cells.pop()
        if not any(cells):
            gap = True
            continue
        held += len(cells)
        limits.check(pieces=len(pieces) + 1, cells=held, across=len(cells))
        table += gap and bool(pieces)
        gap = False
        place = f"A{number}:{letters(len(cells))}{number}"
        kind = Kind.ROW if len(cells) > 1 else Kind.LINE
        pieces.append(
            Piece(row(cells) if kind is Kind.ROW else cells[0], kind, table=table * (kind is Kind.ROW), cells=place)
        )
    return pieces


def _unquoted(cell: str) -> str:
    """Take the quotation marks off a cell that stands in them."""
    cell = cell.strip()
    return cell[1:-1] if len(cell) > 1 and cell[0] == cell[-1] == '"' else cell
