"""A workbook as plain cells: merged cells filled, errors and formulas without a result kept apart, size limited."""

import io
import warnings
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple
from zipfile import BadZipFile

from openpyxl import load_workbook
from openpyxl.cell.cell import TYPE_ERROR, MergedCell
from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from desktop.intake.package import Package
from desktop.model.draft import CellFault
from desktop.model.errors import UnreadableFile
from desktop.sheets import words

ROWS, COLUMNS = 5_000, 60
"""The most rows and columns that a rule table may have; a larger one is no rule table."""
_MOST_BYTES = 30 * 1024 * 1024
_LOOKED_AT = 20_000
_OLE = b"\xd0\xcf\x11\xe0"


class Cell(NamedTuple):
    """One cell: its words, its number where it is one, and ``fault`` where its formula gives none.

    ``own`` is false where the words are those of the merged cell around it.
    """

    text: str
    fault: str = ""
    own: bool = True


class Grid(NamedTuple):
    """One sheet that shows: its rows from the first, each as long as the widest."""

    name: str
    rows: tuple[tuple[Cell, ...], ...]

    def place(self, row: int, column: int) -> str:
        """Name a cell by its indices from 0."""
        return f"{get_column_letter(column + 1)}{row + 1}"


def grids(path: Path) -> tuple[tuple[Grid, ...], tuple[CellFault, ...]]:
    """Read a workbook's sheets, or say which is too long to be a rule table; raises ``UnreadableFile``."""
    data = _bytes(path)
    if data.startswith(_OLE):
        from desktop.sheets.xls_grids import xls_grids

        return xls_grids(data, path.name)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            faults = tuple(_too_long(data))
            if faults:
                return (), faults
            values = load_workbook(io.BytesIO(data), data_only=True)
            formulas = load_workbook(io.BytesIO(data))
    except (
        InvalidFileException,
        BadZipFile,
        KeyError,
        ValueError,
        TypeError,
        IndexError,
        OSError,
        SyntaxError,
    ) as error:
        raise UnreadableFile(words.NO_WORKBOOK.format(name=path.name)) from error
    shown = [sheet for sheet in values.worksheets if sheet.sheet_state == "visible"]
    return tuple(_grid(sheet, formulas[sheet.title]) for sheet in shown), ()


def _bytes(path: Path) -> bytes:
    """Read the file, refusing what is no workbook or would not unpack to one of a sane size."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableFile(words.NO_FILE.format(name=path.name)) from error
    if len(data) > _MOST_BYTES or not data.startswith((b"PK", _OLE)):
        raise UnreadableFile(words.NO_WORKBOOK.format(name=path.name))
    if not data.startswith(_OLE):
        Package(data, path.name)
    return data


def _too_long(data: bytes) -> Iterator[CellFault]:
    """Find sheets with more rows than a rule table has, without building them."""
    book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    try:
        for sheet in book.worksheets:
            for number, row in enumerate(sheet.iter_rows(max_col=COLUMNS, values_only=True), start=1):
                if number > ROWS and (number > _LOOKED_AT or any(value not in (None, "") for value in row)):
                    says = words.TOO_LONG.format(rows=ROWS)
                    yield CellFault(sheet=sheet.title, cell=f"A{number}", says=says)
                    break
    finally:
        book.close()


def _grid(sheet: Worksheet, formulas: Worksheet) -> Grid:
    """Lay one sheet out, every part of a merged cell with its words."""
    filled = {
        (row, column): (area.min_row, area.min_col)
        for area in sheet.merged_cells.ranges
        for row in range(area.min_row, min(area.max_row, ROWS) + 1)
        for column in range(area.min_col, min(area.max_col, COLUMNS) + 1)
    }
    height, width = min(sheet.max_row, ROWS), min(sheet.max_column, COLUMNS)
    rows = []
    for row in range(1, height + 1):
        cells = []
        for column in range(1, width + 1):
            at = filled.get((row, column), (row, column))
            cell = _cell(sheet.cell(*at), formulas.cell(*at).value)
            cells.append(cell._replace(own=at == (row, column)))
        rows.append(tuple(cells))
    return Grid(sheet.title, tuple(rows))


def _cell(shown: SheetCell | MergedCell, formula: object) -> Cell:
    """Give a cell's words; a formula that failed or was never computed has a fault instead."""
    if shown.data_type == TYPE_ERROR:
        return failed(str(shown.value))
    calculated = isinstance(formula, str) and formula.startswith("=")
    if calculated and shown.value is None:
        return Cell("", words.NOT_COMPUTED)
    return held(shown.value)


def failed(error: str) -> Cell:
    """Give the cell of a formula that came to an error."""
    return Cell("", words.FORMULA_ERROR.format(error=error))


def held(value: object) -> Cell:
    """Give the cell of a value."""
    if isinstance(value, bool):
        return Cell("是" if value else "否")
    if isinstance(value, float):
        return Cell(format(round(value, 10), ".10f").rstrip("0").rstrip("."))
    if isinstance(value, datetime | date):
        return Cell(value.isoformat()[:10])
    text = "" if value is None else str(value)
    return Cell(text.replace("\r\n", "\n").replace("\r", "\n"))
