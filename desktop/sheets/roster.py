"""A list of a folder's reports as .xlsx: one row a file, for whoever hands out the work."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from desktop.model.errors import ExportFailed
from desktop.sheets import words, workbook
from desktop.sheets.export import put
from desktop.sheets.grids import grids
from desktop.sheets.pages import Book, Column, Page, printable, spread

NAME = "报告清单"


def write_roster(
    path: Path, title: str, heads: Sequence[tuple[str, int]], rows: Sequence[tuple[str | int, ...]]
) -> None:
    """Write the rows under their heads (name, width in digits), and count them; raises ``ExportFailed``."""
    columns = tuple(Column(name=name, width=width) for name, width in heads)
    lines = [line for row in rows for line in spread(columns, [row])]
    page = Page(name=NAME, title=title, columns=columns, rows=tuple(lines))
    put(path, partial(workbook.write, book=Book(title=title, pages=(page,))), partial(_counted, path.name, rows))


def _counted(name: str, rows: Sequence[tuple[str | int, ...]], fresh: Path) -> None:
    """Find every row's first text in the file, in order."""
    (sheet,), _ = grids(fresh)
    held = [row[0].text for row in sheet.rows if row[0].text]
    wanted = [printable(str(row[0])) for row in rows]
    if held[len(held) - len(wanted) :] != wanted:
        raise ExportFailed(words.MISCOUNTED.format(name=name, what=NAME))
