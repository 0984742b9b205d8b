"""Write a book as .xlsx: A4 landscape, titles and page numbers on every page, totals that calculate."""

import re
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook
from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from desktop.sheets import cells
from desktop.sheets.pages import Book, Cell, Page, Row, RowKind, lines_of

_LONGEST_HEADER = 60
_LINE_HEIGHT = 13.5
_FORMULA = re.compile(r'(<c r="([A-Z]+[0-9]+)"[^>]*><f>[^<]*</f>)<v(?: ?/>|></v>)')


def write(path: Path, book: Book) -> None:
    """Write every page and put the computed values into its formulas; raises ``OSError``."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    workbook.properties.title = cells.printable(book.title)
    workbook.properties.subject = book.mark
    workbook.properties.creator = cells.printable(book.author) or "督阅"
    workbook.calculation.fullCalcOnLoad = True
    computed: dict[str, dict[str, Decimal]] = {}
    for page in book.pages:
        sheet = workbook.create_sheet(page.name)
        _set_up(sheet, book, page)
        _head(sheet, page)
        below = _table(sheet, page)
        computed[page.name] = _totals(sheet, page, below)
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        _Writer(workbook, archive, computed).save()
    path.write_bytes(buffer.getvalue())


class _Writer(ExcelWriter):
    """Write worksheets in memory, where openpyxl would leave a report's text in the temp folder for a while."""

    def __init__(self, workbook: Workbook, archive: ZipFile, computed: dict[str, dict[str, Decimal]]) -> None:
        """Keep the computed values, by sheet and cell."""
        super().__init__(workbook, archive)
        self._zip, self._computed = archive, computed

    def write_worksheet(self, ws: Worksheet) -> None:
        """Write one worksheet with the computed values in its formulas."""
        buffer = BytesIO()
        sheet: Any = ws
        sheet._drawing = SpreadsheetDrawing()
        writer: Any = WorksheetWriter(ws, buffer)
        writer.write()
        sheet._rels = writer._rels
        self._zip.writestr(ws.path[1:], _with_values(buffer.getvalue().decode("utf-8"), self._computed[ws.title]))
        self.manifest.append(ws)


def _with_values(xml: str, values: dict[str, Decimal]) -> str:
    """Fill in each formula's value, for viewers that do not calculate."""
    return _FORMULA.sub(lambda match: f"{match[1]}<v>{values[match[2]]:f}</v>", xml)


def _set_up(sheet: Worksheet, book: Book, page: Page) -> None:
    """Set paper, margins, header and footer."""
    sheet.page_setup.paperSize = 9
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_options.horizontalCentered = True
    margins = sheet.page_margins
    margins.left = margins.right = 0.45
    margins.top = margins.bottom = 0.75
    margins.header = margins.footer = 0.3
    title = book.title if len(book.title) <= _LONGEST_HEADER else book.title[: _LONGEST_HEADER - 1] + "…"
    _fill(sheet.oddHeader, page.name, _plain(title), book.mark)
    _fill(sheet.oddFooter, book.mark, "第 &P 页，共 &N 页", book.author[:20])


def _fill(item: HeaderFooterItem | None, left: str, centre: str, right: str) -> None:
    """Fill a header or footer; ``centre`` may hold codes."""
    if item is None:
        return
    item.left.text, item.center.text, item.right.text = _plain(left) or None, centre, _plain(right) or None


def _plain(text: str) -> str:
    """Keep a header's text from being read as codes."""
    return cells.printable(text).replace("\n", " ").replace("&", "&&")


def _head(sheet: Worksheet, page: Page) -> None:
    """Write title, lines and column names; freeze them, and repeat the names on every page."""
    last = get_column_letter(len(page.columns))
    across = sum(column.width for column in page.columns)
    for row, text in enumerate((page.title, *page.lines), start=1):
        cell = _at(sheet, row, 1)
        cells.text_cell(cell, text)
        cell.font = cells.TITLE if row == 1 else cells.QUIET
        cell.alignment = cells.MIDDLE
        sheet.merge_cells(f"A{row}:{last}{row}")
        sheet.row_dimensions[row].height = 30 if row == 1 else _LINE_HEIGHT * lines_of(text, across) + 3
    names = _first_row(page) - 1
    for number, column in enumerate(page.columns, start=1):
        cell = _at(sheet, names, number)
        cells.text_cell(cell, column.name)
        cell.font, cell.fill, cell.border, cell.alignment = cells.HEAD, cells.HEAD_FILL, cells.BOX, cells.MIDDLE
        sheet.column_dimensions[get_column_letter(number)].width = column.width + 0.7
    sheet.row_dimensions[names].height = 20
    sheet.freeze_panes = f"A{names + 1}"
    sheet.print_title_rows = f"{names}:{names}"


def _table(sheet: Worksheet, page: Page) -> int:
    """Write the rows; return the first row below them."""
    first = _first_row(page)
    for at, row in enumerate(page.rows):
        if row.kind is RowKind.SECTION:
            _section(sheet, first + at, row)
            continue
        sheet.row_dimensions[first + at].height = row.lines * _LINE_HEIGHT + 3
        goes_on = at + 1 < len(page.rows) and page.rows[at + 1].kind is RowKind.MORE
        for number, (column, value) in enumerate(zip(page.columns, row.cells, strict=True), start=1):
            cell = _at(sheet, first + at, number)
            _write_cell(sheet, first + at, number, value)
            cell.font = cells.BODY
            cell.alignment = cells.CENTRED if column.centred else cells.WRAPPED
            if row.kind is RowKind.RECORD:
                cell.border = cells.OPEN_BELOW if goes_on else cells.BOX
            else:
                cell.border = cells.OPEN_BOTH if goes_on else cells.OPEN_ABOVE
    if not page.rows:
        cells.text_cell(_at(sheet, first, 1), "（无）")
    return first + max(len(page.rows), 1)


def _section(sheet: Worksheet, at: int, row: Row) -> None:
    """Write a line across the page."""
    for number in range(1, len(row.cells) + 1):
        cell = _at(sheet, at, number)
        cell.fill, cell.border = cells.SECTION_FILL, cells.BOX
    cells.text_cell(_at(sheet, at, 1), str(row.cells[0]))
    _at(sheet, at, 1).font = cells.STRONG
    sheet.merge_cells(start_row=at, end_row=at, start_column=1, end_column=len(row.cells))
    sheet.row_dimensions[at].height = 18


def _totals(sheet: Worksheet, page: Page, below: int) -> dict[str, Decimal]:
    """Write each total as a formula, and the value it has now beside it; return the values by cell."""
    if not page.totals:
        return {}
    names = [column.name for column in page.columns]
    first = _first_row(page)
    ranges = {
        name: f"{letter}${first}:{letter}${below - 1}"
        for name, letter in ((name, "$" + get_column_letter(number)) for number, name in enumerate(names, start=1))
    }
    label, value = (names.index(name) + 1 for name in page.total_columns)
    computed: dict[str, Decimal] = {}
    for row, total in enumerate(page.totals, start=below + 1):
        cells.text_cell(_at(sheet, row, label), total.label)
        formula = _at(sheet, row, value)
        formula.value = "=" + total.formula.format_map(ranges)
        computed[formula.coordinate] = total.value
        beside = _at(sheet, row, value + 1)
        cells.number_cell(beside, total.value)
        formula.number_format = beside.number_format
        for cell in (_at(sheet, row, label), formula, beside):
            cell.font, cell.border, cell.alignment = cells.STRONG, cells.BOX, cells.CENTRED
    heads = ((label, "合计"), (value, "公式"), (value + 1, "导出时"))
    for column, text in heads:
        cell = _at(sheet, below, column)
        cells.text_cell(cell, text)
        cell.font, cell.fill, cell.border, cell.alignment = cells.HEAD, cells.HEAD_FILL, cells.BOX, cells.MIDDLE
    return computed


def _write_cell(sheet: Worksheet, row: int, column: int, value: Cell) -> None:
    """Write text as text and numbers as numbers."""
    if isinstance(value, str):
        cells.text_cell(_at(sheet, row, column), value)
    else:
        cells.number_cell(_at(sheet, row, column), value)


def _at(sheet: Worksheet, row: int, column: int) -> SheetCell:
    """Take a cell that can be written."""
    cell = sheet.cell(row, column)
    if not isinstance(cell, SheetCell):
        raise TypeError("a merged cell holds nothing of its own")
    return cell


def _first_row(page: Page) -> int:
    """Count down to the first row below the column names."""
    return 3 + len(page.lines)
