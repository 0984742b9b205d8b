"""A workbook of the format before 2007 (xls) as plain cells."""

import xlrd
from xlrd.biffh import XL_CELL_BOOLEAN, XL_CELL_ERROR, error_text_from_code

from desktop.intake.readers import xls
from desktop.model.draft import CellFault
from desktop.sheets import words
from desktop.sheets.grids import COLUMNS, ROWS, Cell, Grid, failed, held


def xls_grids(data: bytes, name: str) -> tuple[tuple[Grid, ...], tuple[CellFault, ...]]:
    """Read a workbook's sheets, or say which is too long to be a rule table; raises ``UnreadableFile``."""
    shown = [sheet for sheet in xls.opened(data, name).sheets() if not sheet.visibility]
    faults = tuple(
        CellFault(sheet=sheet.name, cell=f"A{ROWS + 1}", says=words.TOO_LONG.format(rows=ROWS))
        for sheet in shown
        if sheet.nrows > ROWS
    )
    return ((), faults) if faults else (tuple(map(_grid, shown)), ())


def _grid(sheet: xlrd.sheet.Sheet) -> Grid:
    """Lay one sheet out, every part of a merged cell with its words."""
    filled = {
        (row, column): (top, left)
        for top, bottom, left, right in sheet.merged_cells
        for row in range(top, bottom)
        for column in range(left, min(right, COLUMNS))
    }
    height = max([sheet.nrows, *(bottom for _, bottom, _, _ in sheet.merged_cells)])
    rows = []
    for row in range(min(height, ROWS)):
        places = [(filled.get((row, column), (row, column)), column) for column in range(min(sheet.ncols, COLUMNS))]
        rows.append(tuple(_cell(sheet, *at)._replace(own=at == (row, column)) for at, column in places))
    return Grid(sheet.name, tuple(rows))


def _cell(sheet: xlrd.sheet.Sheet, row: int, column: int) -> Cell:
    """Give a cell's words; an error is a fault."""
    if row >= sheet.nrows or column >= sheet.row_len(row):
        return Cell("")
    kind, value = sheet.cell_type(row, column), sheet.cell_value(row, column)
    if kind == XL_CELL_ERROR:
        return failed(error_text_from_code.get(value, "#N/A"))
    return held(bool(value) if kind == XL_CELL_BOOLEAN else value)
