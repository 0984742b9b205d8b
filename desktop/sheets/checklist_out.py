"""Write a checklist in the form that is imported again: sheets for the whole, its parts, its items, its sources."""

from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from desktop.model.checklist import Checklist
from desktop.model.draft import Form, FormSheet
from desktop.model.errors import ExportFailed
from desktop.scoring import notation
from desktop.sheets import words
from desktop.sheets.cells import HEAD, HEAD_FILL, WRAPPED, number_cell, text_cell
from desktop.sheets.checklist_in import read_form
from desktop.sheets.export import put
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
    item_rest,
    left_over,
)

_NUMBERS = frozenset({"分值"})
_WIDTHS = {field.name: field.width for field in (*SOURCE_FIELDS, *PART_FIELDS, *ITEM_FIELDS)} | {REST: 30}


def write_checklist(path: Path, checklist: Checklist) -> None:
    """Write a checklist, read it back and compare, and only then let the file have its name.

    Raises ``ExportFailed``; an earlier file is untouched then.
    """

    def check(fresh: Path) -> None:
        if read_form(fresh).checklist != checklist:
            raise ExportFailed(words.MISCOUNTED.format(name=path.name, what="评价表"))

    put(path, _book(form_of(checklist)).save, check)


def form_of(checklist: Checklist) -> Form:
    """Lay a checklist out as words; the inverse of ``checklist_in.checked``."""
    held = checklist.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    items: list[tuple[str, ...]] = [(*(f.name for f in (*PART_FIELDS[:2], *ITEM_FIELDS)), REST)]
    for dimension, plain in zip(checklist.dimensions, held["dimensions"], strict=True):
        for item, raw in zip(dimension.items, plain["items"], strict=True):
            cells = (field.write(_of(item, field.key)) for field in ITEM_FIELDS)
            items.append((dimension.id, dimension.name, *cells, item_rest(raw)))
    parts = [tuple(field.name for field in PART_FIELDS)]
    parts += [tuple(field.write(_of(part, field.key)) for field in PART_FIELDS) for part in checklist.dimensions]
    sources: list[tuple[str, ...]] = [("键", *(field.name for field in SOURCE_FIELDS))]
    for key, source in checklist.sources.items():
        sources.append((key, *(field.write(_of(source, field.key)) for field in SOURCE_FIELDS)))
    return Form(
        sheets=(
            FormSheet(name=ABOUT, rows=tuple(_about(checklist, held))),
            FormSheet(name=ITEMS, rows=tuple(items)),
            FormSheet(name=PARTS, rows=tuple(parts)),
            FormSheet(name=SOURCES, rows=tuple(sources)),
        )
    )


def _about(checklist: Checklist, held: dict[str, Any]) -> list[tuple[str, str]]:
    """Write what is said of the whole, one line each."""
    scoring = {key: value for key, value in held["scoring"].items() if key != "scheme"}
    lines = [(MARKER, FORMAT)]
    lines += [(field.name, field.write(_of(checklist, field.key))) for field in ABOUT_FIELDS]
    scheme = checklist.scoring.scheme
    lines += [(RULE, notation.written(rule)) for rule in (scheme.rules if scheme else ())]
    known = (*(field.key for field in ABOUT_FIELDS), "scoring", "sources", "dimensions")
    rest = {key: value for key, value in held.items() if key not in known}
    lines.append((REST, left_over({**rest, "scoring": {**scoring, **({"scheme": {}} if scheme else {})}}, ())))
    return lines


def _book(form: Form) -> Workbook:
    """Put the sheets into a workbook."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for each in form.sheets:
        sheet = book.create_sheet(each.name)
        heads = each.rows[0]
        for number, row in enumerate(each.rows, start=1):
            for column, text in enumerate(row, start=1):
                _put(_cell(sheet, number, column), text, number=number > 1 and heads[column - 1] in _NUMBERS)
        if each.name == ABOUT:
            sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 14, 90
            continue
        for column, name in enumerate(heads, start=1):
            cell = _cell(sheet, 1, column)
            cell.font, cell.fill = HEAD, HEAD_FILL
            sheet.column_dimensions[get_column_letter(column)].width = _WIDTHS.get(name, 12)
        sheet.freeze_panes = "E2" if each.name == ITEMS else "A2"
    return book


def _put(cell: Cell, text: str, *, number: bool) -> None:
    """Write one cell: points as a number, all else as words."""
    try:
        number_cell(cell, Decimal(text)) if number and text else text_cell(cell, text)
    except InvalidOperation:
        text_cell(cell, text)
    cell.alignment = WRAPPED


def _cell(sheet: Worksheet, row: int, column: int) -> Cell:
    """Give a cell of a sheet that has no merged ones."""
    cell = sheet.cell(row, column)
    assert isinstance(cell, Cell)
    return cell


def _of(value: object, key: str) -> object:
    """Follow a field's name into its value."""
    for name in key.split("."):
        value = getattr(value, name)
    return value
