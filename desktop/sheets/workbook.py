"""Write a book as .xlsx: A4 landscape, titles and page numbers on every page, totals that calculate."""

import re
from collections.abc import Callable, Sequence
from copy import copy
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any, Literal
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook
from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment, Border, Font, PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from desktop.sheets import cells
from desktop.sheets.pages import Book, Cell, Emphasis, Formula, Page, Row, RowKind, Takes, lines_of, printable, quoted

_LONGEST_HEADER = 60
_LINE_HEIGHT = 13.5
_TALLEST = 29
_FOOT_HEIGHT = 44
_FORMULA = re.compile(r'<c r="([A-Z]+[0-9]+)"([^>]*)>(<f>[^<]*</f>)<v(?: ?/>|></v>)')
_FIELD = re.compile(r"\{([^{}@]+)(?:@([^{}]+))?\}")
_LONGEST_LIST = 250
STAMP = "督阅"
"""The hidden sheet that says which case and checklist a workbook was made from."""


def write(path: Path, book: Book, tick: Callable[[float], None] = lambda _: None) -> None:
    """Write every page and put the computed values into its formulas; raises ``OSError``."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    workbook.properties.title = printable(book.title)
    workbook.properties.subject = book.mark
    workbook.properties.creator = printable(book.author) or "督阅"
    workbook.calculation.fullCalcOnLoad = True
    computed: dict[str, dict[str, Decimal | str]] = {}
    for number, page in enumerate(book.pages, start=1):
        sheet = workbook.create_sheet(page.name)
        _set_up(sheet, book, page)
        _head(sheet, page)
        computed[page.name] = _Table(sheet, page).write()
        tick(0.3 + 0.3 * number / len(book.pages))
    if book.stamp:
        hidden = workbook.create_sheet(STAMP)
        hidden.sheet_state = "veryHidden"
        computed[STAMP] = {}
        for row, texts in enumerate(book.stamp, start=1):
            for column, text in enumerate(texts, start=1):
                cells.text_cell(_at(hidden, row, column), text)
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        _Writer(workbook, archive, computed).save()
    path.write_bytes(buffer.getvalue())


class _Writer(ExcelWriter):
    """Write worksheets in memory, where openpyxl would leave a report's text in the temp folder for a while."""

    def __init__(self, workbook: Workbook, archive: ZipFile, computed: dict[str, dict[str, Decimal | str]]) -> None:
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


def _with_values(xml: str, values: dict[str, Decimal | str]) -> str:
    """Fill in each formula's value, for viewers that do not calculate."""

    def filled(match: re.Match[str]) -> str:
        value = values[match[1]]
        kind, shown = (' t="str"', escape(value)) if isinstance(value, str) else ("", f"{value:f}")
        return f'<c r="{match[1]}"{match[2]}{kind}>{match[3]}<v>{shown}</v>'

    return _FORMULA.sub(filled, xml)


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
    return printable(text).replace("\n", " ").replace("&", "&&")


def _head(sheet: Worksheet, page: Page) -> None:
    """Write title, lines and column names; freeze them, and repeat the names on every page."""
    across = sum(column.width for column in page.columns)
    for row, text in enumerate((page.title, *page.lines), start=1):
        cell = _at(sheet, row, 1)
        cells.text_cell(cell, text)
        cell.font = cells.TITLE if row == 1 else cells.QUIET
        cell.alignment = cells.MIDDLE
        _merge(sheet, row, 1, row, len(page.columns))
        sheet.row_dimensions[row].height = 30 if row == 1 else _LINE_HEIGHT * lines_of(text, across) + 3
    names = _first_row(page) - 1
    for number, column in enumerate(page.columns, start=1):
        cell = _at(sheet, names, number)
        cells.text_cell(cell, column.name)
        _dress(cell, cells.HEAD, cells.MIDDLE, cells.BOX, cells.HEAD_FILL)
        sheet.column_dimensions[get_column_letter(number)].width = column.width + 0.7
    sheet.row_dimensions[names].height = 20
    sheet.freeze_panes = f"A{names + 1}"
    sheet.print_title_rows = f"{names}:{names}"


class _Table:
    """The rows of one page and what stands below them; formulas are written once every cell has its place."""

    def __init__(self, sheet: Worksheet, page: Page) -> None:
        """Find where each row and total goes."""
        self._sheet, self._page = sheet, page
        self._first = _first_row(page)
        self._end = self._first + max(len(page.rows), 1)
        self._letters = {c.name: get_column_letter(at) for at, c in enumerate(page.columns, start=1)}
        self._rows: dict[str, tuple[int, int]] = {}
        keyed = [(row.key, row.part) for row in page.rows]
        for at, (key, part) in enumerate(keyed, start=self._first):
            self._place(key, at)
            self._place(part, at)
        for at, total in enumerate(page.totals, start=self._end + 1):
            self._place(total.key, at)
            self._place(total.part, at)
        self._computed: dict[str, Decimal | str] = {}
        self._lists: dict[str, DataValidation] = {}

    def write(self) -> dict[str, Decimal | str]:
        """Write everything; return the values of the formulas by cell."""
        page, sheet = self._page, self._sheet
        at = 0
        while at < len(page.rows):
            row = page.rows[at]
            after = at + 1
            if row.kind is RowKind.SECTION:
                _section(sheet, self._first + at, row)
            else:
                while after < len(page.rows) and page.rows[after].kind in {RowKind.MORE, RowKind.PIECE}:
                    after += 1
                self._record(at, after)
            at = after
        if not page.rows:
            cells.text_cell(_at(sheet, self._first, 1), "（无）")
        if page.totals:
            self._totals()
        self._foot()
        for emphasis in page.emphases:
            self._emphasise(emphasis)
        return self._computed

    def _place(self, key: str, at: int) -> None:
        if key:
            self._rows[key] = (self._rows.get(key, (at, at))[0], at)

    def _record(self, at: int, after: int) -> None:
        """Write what belongs together; a cell with nothing below it reaches down to the end of it."""
        sheet, rows = self._sheet, self._page.rows[at:after]
        first, last = self._first + at, self._first + after - 1
        for number, tall in enumerate(self._heights(rows), start=first):
            sheet.row_dimensions[number].height = tall * _LINE_HEIGHT + 3
        for number, column in enumerate(self._page.columns, start=1):
            below = [row.cells[number - 1] != "" for row in rows[1:]]
            for line, row in enumerate(rows, start=first):
                cell = _at(sheet, line, number)
                self._write_cell(cell, line, row.cells[number - 1])
                _dress(cell, cells.BODY, cells.CENTRED if column.centred else cells.WRAPPED, cells.BOX)
            if below and not any(below):
                _merge(sheet, first, number, last, number)
        for name, takes in rows[0].takes:
            self._allow(f"{self._letters[name]}{first}", takes)

    def _heights(self, rows: Sequence[Row]) -> list[int]:
        """Count the lines that each row needs; what reaches down over all of them needs them together."""
        alone, together = [1] * len(rows), 1
        for number, column in enumerate(self._page.columns):
            needs = [lines_of(c, column.width) if isinstance(c := row.cells[number], str) else 1 for row in rows]
            if len(rows) > 1 and not any(row.cells[number] != "" for row in rows[1:]):
                together = max(together, needs[0])
            else:
                alone = [max(pair) for pair in zip(alone, needs, strict=True)]
        alone[-1] += max(0, min(together - sum(alone), _TALLEST - alone[-1]))
        return alone

    def _write_cell(self, cell: SheetCell, row: int, value: Cell) -> None:
        """Write text as text, numbers as numbers, formulas with what they come to."""
        if isinstance(value, str):
            cells.text_cell(cell, value)
        elif isinstance(value, Formula):
            cell.value = "=" + self._resolved(value.template, row)
            self._computed[cell.coordinate] = value.value
            cell.number_format = cells.amount_format(value.value)
        else:
            cells.number_cell(cell, value)

    def _resolved(self, template: str, row: int) -> str:
        """Put cells and ranges into a formula."""

        def placed(match: re.Match[str]) -> str:
            letter = self._letters.get(match[1])
            if letter is None:
                return match[0]
            if match[2]:
                first, last = self._rows[match[2]]
            elif row < self._end:
                return f"{letter}{row}"
            else:
                first, last = self._first, self._end - 1
            cell = f"${letter}${first}"
            return cell if first == last else f"{cell}:${letter}${last}"

        return _FIELD.sub(placed, template)

    def _allow(self, cell: str, takes: Takes) -> None:
        """Say what may be typed into a cell, and refuse anything else."""
        listed = ",".join(takes.words)
        if takes.most is not None:
            words = "".join(f",{cell}={quoted(word)}" for word in takes.words)
            rule = f"OR(AND(ISNUMBER({cell}),{cell}>=0,{cell}<={takes.most:f}){words})"
            self._validate(cell, "custom", rule, takes)
        elif takes.words and len(listed) <= _LONGEST_LIST and not any(set(',"') & set(word) for word in takes.words):
            self._validate(cell, "list", f'"{listed}"', takes)

    def _validate(self, cell: str, kind: Literal["custom", "list"], rule: str, takes: Takes) -> None:
        shared = kind == "list" and self._lists.get(rule)
        if shared:
            shared.add(cell)
            return
        made = DataValidation(type=kind, formula1=rule, allow_blank=True, showErrorMessage=True)
        made.error, made.errorTitle = takes.says[:_LONGEST_LIST], STAMP
        self._sheet.add_data_validation(made)
        made.add(cell)
        if kind == "list":
            self._lists[rule] = made

    def _totals(self) -> None:
        """Write each total as formulas, and what it came to when the sheet was made beside the last of them."""
        page, sheet = self._page, self._sheet
        label = [column.name for column in page.columns].index(page.labels) + 1
        values = sorted({self._letters[name] for total in page.totals for name, _ in total.figures})
        beside = column_index_from_string(values[-1]) + 1 if values else label + 1
        renamed = dict(page.heads)
        names = {self._letters[c.name]: renamed.get(c.name, c.name) for c in page.columns}
        heads = [(label, "合计"), *((column_index_from_string(v), names[v]) for v in values), (beside, "导出时")]
        for column, text in heads:
            cell = _at(sheet, self._end, column)
            cells.text_cell(cell, text)
            _dress(cell, cells.HEAD, cells.MIDDLE, cells.BOX, cells.HEAD_FILL)
        for row, total in enumerate(page.totals, start=self._end + 1):
            cells.text_cell(_at(sheet, row, label), total.label)
            sheet.row_dimensions[row].height = lines_of(total.label, page.columns[label - 1].width) * _LINE_HEIGHT + 3
            for name, formula in total.figures:
                self._write_cell(_at(sheet, row, column_index_from_string(self._letters[name])), row, formula)
            made = total.figures[-1][1].value
            self._write_cell(_at(sheet, row, beside), row, made)
            if total.note:
                cells.text_cell(_at(sheet, row, beside + 1), total.note)
                _at(sheet, row, beside + 1).font = cells.QUIET
            for column in (label, beside, *map(column_index_from_string, values)):
                cell = _at(sheet, row, column)
                _dress(cell, cells.STRONG, cells.MIDDLE, cells.BOX)

    def _foot(self) -> None:
        """Write the lines to sign on."""
        below = self._end + len(self._page.totals) + 2
        for row, text in enumerate(self._page.foot, start=below):
            cell = _at(self._sheet, row, 1)
            cells.text_cell(cell, text)
            cell.font, cell.alignment = cells.SIGN, cells.MIDDLE_LEFT
            _merge(self._sheet, row, 1, row, len(self._page.columns))
            self._sheet.row_dimensions[row].height = _FOOT_HEIGHT

    def _emphasise(self, emphasis: Emphasis) -> None:
        """Set off the rows where a column says so; strokes and patterns print in black and white."""
        if emphasis.column not in self._letters or not self._page.rows:
            return
        rule = f"${self._letters[emphasis.column]}{self._first}={quoted(emphasis.says)}"
        style = DifferentialStyle(
            font=Font(bold=emphasis.bold or None, italic=emphasis.italic or None),
            fill=PatternFill(emphasis.hatch, fgColor="808080", bgColor="FFFFFF"),
        )
        cells_of = f"A{self._first}:{self._letters[emphasis.column]}{self._end - 1}"
        self._sheet.conditional_formatting.add(cells_of, Rule(type="expression", dxf=style, formula=[rule]))


def _section(sheet: Worksheet, at: int, row: Row) -> None:
    """Write a line across the page."""
    for number in range(1, len(row.cells) + 1):
        _dress(_at(sheet, at, number), cells.STRONG, cells.MIDDLE_LEFT, cells.BOX, cells.SECTION_FILL)
    cells.text_cell(_at(sheet, at, 1), str(row.cells[0]))
    _merge(sheet, at, 1, at, len(row.cells))
    sheet.row_dimensions[at].height = max(18, row.lines * _LINE_HEIGHT + 5)


def _merge(sheet: Worksheet, top: int, left: int, bottom: int, right: int) -> None:
    """Make one cell of several that are dressed already; openpyxl's own way dresses each anew and compares all."""
    ranges: Any = sheet.merged_cells.ranges
    ranges.add(CellRange(min_col=left, min_row=top, max_col=right, max_row=bottom))


def _dress(cell: SheetCell, font: Font, alignment: Alignment, border: Border, fill: PatternFill | None = None) -> None:
    """Give a cell its looks; each kind of cell is worked out once a workbook, and copied."""
    book: Any = cell.parent.parent if cell.parent is not None else None
    known: dict[tuple[int, ...], Any] = book.__dict__.setdefault("_dressed", {})
    plain: Any = cell
    key = (id(font), id(alignment), id(border), id(fill), *(plain._style or ()))
    if key not in known:
        cell.font, cell.alignment, cell.border = font, alignment, border
        if fill is not None:
            cell.fill = fill
        known[key] = plain._style
    else:
        plain._style = copy(known[key])


def _at(sheet: Worksheet, row: int, column: int) -> SheetCell:
    """Take a cell that can be written."""
    cell = sheet.cell(row, column)
    if not isinstance(cell, SheetCell):
        raise TypeError("a merged cell holds nothing of its own")
    return cell


def _first_row(page: Page) -> int:
    """Count down to the first row below the column names."""
    return 3 + len(page.lines)
