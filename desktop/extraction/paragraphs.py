"""The runs of a report that are read together: a paragraph with its run-in heading, a table with its rows."""

from collections.abc import Iterator
from typing import NamedTuple

from desktop.model.report import BlockKind, Report

_ROWS = frozenset({BlockKind.ROW, BlockKind.TABLE})


class Paragraph(NamedTuple):
    """One run of text; ``headings`` are the titles above it, the nearest last; ``rows`` are a table's lines."""

    start: int
    end: int
    headings: tuple[str, ...] = ()
    rows: tuple[tuple[int, int], ...] = ()


def paragraphs(report: Report) -> Iterator[Paragraph]:
    """Walk through what is to be read; furniture and the document's title are left out."""
    above: list[tuple[int, str]] = []
    titles: tuple[str, ...] = ()
    open_start, open_end = -1, -1
    open_above: tuple[str, ...] = ()
    rows: list[tuple[int, int]] = []
    for block in report.blocks:
        if block.kind in _ROWS:
            if open_start >= 0:
                yield Paragraph(open_start, open_end, open_above)
                open_start = -1
            rows.append((block.start, block.end))
            continue
        if rows:
            yield Paragraph(rows[0][0], rows[-1][1], titles, tuple(rows))
            rows = []
        if block.kind is BlockKind.FURNITURE or block.level == 0:
            if open_start >= 0:
                yield Paragraph(open_start, open_end, open_above)
                open_start = -1
            if block.level == 0:
                above.clear()
                titles = ()
            continue
        if block.runs_on and open_start >= 0:
            open_end = block.end
        else:
            if open_start >= 0:
                yield Paragraph(open_start, open_end, open_above)
            open_start, open_end = block.start, block.end
            open_above = titles if block.level is None else tuple([t for level, t in above if level < block.level])
        if block.level is not None:
            above = [entry for entry in above if entry[0] < block.level]
            above.append((block.level, report.text[block.start : block.end]))
            titles = tuple([title for _, title in above])
    if open_start >= 0:
        yield Paragraph(open_start, open_end, open_above)
    if rows:
        yield Paragraph(rows[0][0], rows[-1][1], titles, tuple(rows))


def readable(report: Report) -> Iterator[tuple[int, int]]:
    """Walk through the blocks that are not furniture, titles included."""
    for block in report.blocks:
        if block.kind is not BlockKind.FURNITURE:
            yield block.start, block.end
