"""Write a book as .xlsx: A4 landscape, titles and page numbers on every page, totals that calculate."""

from decimal import Decimal
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from desktop.sheets import cells
from desktop.sheets.cached import put_values
from desktop.sheets.pages import Book, Cell, Page, Row, RowKind

_LONGEST_HEADER = 60


def write(path: Path, book: Book) -> None:
    """Write every page and put the computed values into its formulas; raises ``OSError``."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    workbook.properties.title = cells.printable(book.title)
    workbook.properties.subject = book.mark
    workbook.properties.creator = cells.printable(book.author) or "督阅"
    workbook.calculation.fullCalcOnLoad = True
    computed: dict[int, dict[str, Decimal]] = {}
    for number, page in enumerate(book.pages, start=1):
        sheet = workbook.create_sheet(page.name)
        _set_up(sheet, book, page)
        _head(sheet, page)
        below = _table(sheet, page)
        computed[number] = _totals(sheet, page, below)
    workbook.save(path)
    workbook.close()
    put_values(path, {number: values for number, values in computed.items() if values})


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
    item.left.text, item.center.text, item.right.text = _plain(left), centre, _plain(right)


def _plain(text: str) -> str:
    """Keep a header's text from being read as codes."""
    return cells.printable(text).replace("\n", " ").replace("&", "&&")


def _head(sheet: Worksheet, page: Page) -> None:
    """Write title, lines and column names; freeze them, and repeat the names on every page."""
    last = get_column_letter(len(page.columns))
    for row, text in enumerate((page.title, *page.lines), start=1):
        cell = _at(sheet, row, 1)
        cells.text_cell(cell, text)
        cell.font = cells.TITLE if row == 1 else cells.QUIET
        cell.alignment = cells.MIDDLE
        sheet.merge_cells(f"A{row}:{last}{row}")
        sheet.row_dimensions[row].height = 30 if row == 1 else 16
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
