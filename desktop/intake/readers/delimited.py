"""Read a table that was saved as text (csv, tsv): every record a row."""

import csv
import io
import re

from desktop.intake import limits, plain
from desktop.intake.assembly import row
from desktop.intake.body import Body, Kind, Piece
from desktop.intake.tables import letters

_SAMPLE = 20_000
_FIELD = 30_000_000
_LINE_ENDS = re.compile("\r\n?")


def read(data: bytes, name: str) -> Body:
    """Read the records with the separator that the first lines use most; raises ``UnreadableFile``."""
    decoded = plain.read(data, name)
    head = decoded.text[:_SAMPLE]
    separator = max("\t,;|", key=head.count)
    csv.field_size_limit(_FIELD)
    pieces: list[Piece] = []
    table, gap, held = 1, False, 0
    lines = io.StringIO(_LINE_ENDS.sub("\n", decoded.text).replace("\x00", ""))
    records = csv.reader(lines, delimiter=separator)
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
    return Body(tuple(pieces), plain.notices(decoded), encoding=decoded.encoding, certainty=decoded.certainty)
