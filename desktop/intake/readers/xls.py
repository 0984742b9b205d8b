"""Read a workbook of the format before 2007 (xls): as xlsx is read, its records taken apart by xlrd."""

import os
from collections.abc import Iterator

import xlrd
from xlrd.biffh import (
    XL_CELL_BLANK,
    XL_CELL_BOOLEAN,
    XL_CELL_DATE,
    XL_CELL_EMPTY,
    XL_CELL_ERROR,
    XL_CELL_NUMBER,
    error_text_from_code,
)

from desktop.intake import grids, says
from desktop.intake.body import Body
from desktop.intake.counting import RAISED
from desktop.intake.grids import Beside, Grid, Held, Range, Unseen
from desktop.intake.readers import xlsx_numbers
from desktop.model.errors import UnreadableFile

_SUPERSCRIPT = 1
_OWN_FORMATS = 164
"""The first number of a format that the file spells out; those below are the program's own."""


def read(data: bytes, name: str) -> Body:
    """Read every sheet that shows; raises ``UnreadableFile``."""
    book = opened(data, name)
    unseen, held = Unseen(), Held()
    shown = []
    for sheet in book.sheets():
        if sheet.visibility:
            unseen.sheets.append(sheet.name)
        else:
            merged = (Range(top + 1, left + 1, low, right) for top, low, left, right in sheet.merged_cells)
            grid = _grid(book, sheet, unseen, held)
            shown.append(grids.sheet(sheet.name, grid, merged, unseen, tuple(_comments(sheet))))
    return grids.body(shown, tuple(unseen.notices()))


def opened(data: bytes, name: str) -> xlrd.Book:
    """Take a workbook apart; raises ``UnreadableFile``."""
    try:
        with open(os.devnull, "w", encoding="utf-8") as silence:
            return xlrd.open_workbook(file_contents=data, formatting_info=True, ragged_rows=True, logfile=silence)
    except xlrd.XLRDError as error:
        raise UnreadableFile(says.locked(name) if "encrypted" in str(error) else says.damaged(name)) from error
    except Exception as error:  # whatever cut-off records make xlrd raise
        raise UnreadableFile(says.damaged(name)) from error


def _grid(book: xlrd.Book, sheet: xlrd.sheet.Sheet, unseen: Unseen, held: Held) -> Grid:
    """Collect the words of the cells that show."""
    rows = {number for number, row in sheet.rowinfo_map.items() if row.hidden}
    columns = {number for number, column in sheet.colinfo_map.items() if column.hidden}
    grid: Grid = {}
    for row in range(sheet.nrows):
        seen: dict[int, str] = {}
        for column in range(sheet.row_len(row)):
            words = _words(book, sheet, row, column)
            if not words:
                continue
            if row in rows or column in columns:
                unseen.cells += 1
            else:
                seen[column + 1] = words
        if seen:
            held.row(len(seen))
            grid[row + 1] = seen
    return grid


def _words(book: xlrd.Book, sheet: xlrd.sheet.Sheet, row: int, column: int) -> str:
    """Give what a cell shows."""
    kind, value = sheet.cell_type(row, column), sheet.cell_value(row, column)
    if kind in {XL_CELL_EMPTY, XL_CELL_BLANK}:
        return ""
    if kind == XL_CELL_BOOLEAN:
        return "是" if value else "否"
    if kind == XL_CELL_ERROR:
        return str(error_text_from_code.get(value, ""))
    if kind in {XL_CELL_NUMBER, XL_CELL_DATE}:
        key = book.xf_list[sheet.cell_xf_index(row, column)].format_key
        own = book.format_map[key].format_str if key in book.format_map else xlsx_numbers.GENERAL
        code = own if key >= _OWN_FORMATS else xlsx_numbers.built_in(key)
        return xlsx_numbers.shown(repr(value), code, since_1904=bool(book.datemode))
    return _raised(book, str(value), sheet.rich_text_runlist_map.get((row, column), ())).strip()


def _raised(book: xlrd.Book, words: str, runs: tuple[tuple[int, int], ...]) -> str:
    """Write what is set above the line by the signs for it; a run is (where it begins, its font)."""
    bounds = [*(begin for begin, _ in runs), len(words)]
    for (begin, font), end in zip(runs, bounds[1:], strict=True):
        if book.font_list[font].escapement == _SUPERSCRIPT:
            words = words[:begin] + words[begin:end].translate(RAISED) + words[end:]
    return words


def _comments(sheet: xlrd.sheet.Sheet) -> Iterator[Beside]:
    for (row, column), note in sorted(sheet.cell_note_map.items()):
        author = str(note.author or "").strip()
        words = " ".join(str(note.text or "").removeprefix(f"{author}:").split())
        if words:
            yield Beside(row + 1, column + 1, author, words)
