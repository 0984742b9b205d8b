"""Write a checklist in the form that is imported again: sheets for the whole, its parts, its items, its sources."""

import os
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from desktop.model.checklist import Checklist
from desktop.model.errors import ExportFailed
from desktop.scoring import notation
from desktop.sheets import words
from desktop.sheets.cells import HEAD, HEAD_FILL, WRAPPED, number_cell, text_cell
from desktop.sheets.checklist_in import read_form
from desktop.sheets.form import (
    ABOUT,
    ABOUT_FIELDS,
    FORMAT,
    ITEM_FIELDS,
    ITEMS,
    MARKER,
    PART_FIELDS,
    PARTS,
    REST,
    RULE,
    SOURCE_FIELDS,
    SOURCES,
    Cell,
    Field,
    item_rest,
    left_over,
)


def write_checklist(path: Path, checklist: Checklist) -> None:
    """Write a checklist, read it back and compare, and only then let the file have its name.

    Raises ``ExportFailed``; an earlier file is untouched then.
    """
    partial = path.with_name(f".duyue-{os.getpid()}.xlsx")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _book(checklist).save(partial)
        if read_form(partial).checklist != checklist:
            raise ExportFailed(words.MISCOUNTED.format(name=path.name, what="评价表"))
        partial.replace(path)
    except OSError as error:
        raise ExportFailed(words.UNWRITABLE.format(name=path.name)) from error
    finally:
        partial.unlink(missing_ok=True)


def _book(checklist: Checklist) -> Workbook:
    """Lay the sheets out."""
    book = Workbook()
    book.remove(book.worksheets[0])
    held = checklist.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    _about(book.create_sheet(ABOUT), checklist, held)
    rows: list[list[Cell]] = []
    for dimension, plain in zip(checklist.dimensions, held["dimensions"], strict=True):
        for item, raw in zip(dimension.items, plain["items"], strict=True):
            cells = [field.write(_of(item, field.key)) for field in ITEM_FIELDS]
            rows.append([dimension.id, dimension.name, *cells, item_rest(raw)])
    heads = (*PART_FIELDS[:2], *ITEM_FIELDS)
    _table(book.create_sheet(ITEMS), heads, rows, rest=True)
    parts = [[field.write(_of(part, field.key)) for field in PART_FIELDS] for part in checklist.dimensions]
    _table(book.create_sheet(PARTS), PART_FIELDS, parts)
    sources = [
        [key, *(field.write(_of(source, field.key)) for field in SOURCE_FIELDS)]
        for key, source in checklist.sources.items()
    ]
    _table(book.create_sheet(SOURCES), (Field("键", "key", str, str), *SOURCE_FIELDS), sources)
    return book


def _about(sheet: Worksheet, checklist: Checklist, held: dict[str, Any]) -> None:
    """Write what is said of the whole, one line each."""
    scoring = {key: value for key, value in held["scoring"].items() if key != "scheme"}
    lines: list[tuple[str, Cell]] = [(MARKER, FORMAT)]
    lines += [(field.name, field.write(_of(checklist, field.key))) for field in ABOUT_FIELDS]
    scheme = checklist.scoring.scheme
    lines += [(RULE, notation.written(rule)) for rule in (scheme.rules if scheme else ())]
    known = (*(field.key for field in ABOUT_FIELDS), "scoring", "sources", "dimensions")
    rest = {key: value for key, value in held.items() if key not in known}
    lines.append((REST, left_over({**rest, "scoring": {**scoring, **({"scheme": {}} if scheme else {})}}, ())))
    for row, (name, value) in enumerate(lines, start=1):
        text_cell(_cell(sheet, row, 1), name)
        sheet.cell(row, 1).font = HEAD
        _put(sheet, row, 2, value)
    sheet.column_dimensions["A"].width = 14
    sheet.column_dimensions["B"].width = 90


def _table(sheet: Worksheet, fields: tuple[Field, ...], rows: list[list[Cell]], *, rest: bool = False) -> None:
    """Write a head and its rows; ``rest`` adds the column for what has none."""
    heads = [*(field.name for field in fields), *([REST] if rest else [])]
    widths = [*(field.width for field in fields), *([30] if rest else [])]
    for column, (name, width) in enumerate(zip(heads, widths, strict=True), start=1):
        cell = _cell(sheet, 1, column)
        text_cell(cell, name)
        cell.font, cell.fill = HEAD, HEAD_FILL
        sheet.column_dimensions[get_column_letter(column)].width = width
    for number, row in enumerate(rows, start=2):
        for column, value in enumerate(row, start=1):
            _put(sheet, number, column, value)
    sheet.freeze_panes = "C2" if rest else "A2"


def _put(sheet: Worksheet, row: int, column: int, value: Cell) -> None:
    """Write one cell."""
    cell = _cell(sheet, row, column)
    if isinstance(value, str):
        text_cell(cell, value)
    else:
        number_cell(cell, value)
    cell.alignment = WRAPPED


def _cell(sheet: Worksheet, row: int, column: int) -> SheetCell:
    """Give a cell of a sheet that has no merged ones."""
    cell = sheet.cell(row, column)
    assert isinstance(cell, SheetCell)
    return cell


def _of(value: object, key: str) -> object:
    """Follow a field's name into its value."""
    for name in key.split("."):
        value = getattr(value, name)
    return value
