"""Write one value into one cell of a workbook, as what it is and nothing else."""

import re
from decimal import Decimal

from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

from desktop.sheets.pages import printable

_LOOKS_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_ESCAPE = re.compile("_x005F_(?=x[0-9A-Fa-f]{4}_)")
_LINE = Side(style="thin", color="000000")
_MOST_DIGITS = 15


def _font(name: str, size: float, *, bold: bool = False, color: str | None = None) -> Font:
    """Name a Chinese font; where it is not installed, charset and family lead to the system's own."""
    return Font(name=name, size=size, bold=bold, color=color, charset=134, family=1)


BODY = _font("仿宋", 10.5)
STRONG = _font("仿宋", 10.5, bold=True)
HEAD = _font("黑体", 10.5)
TITLE = _font("方正小标宋简体", 18)
QUIET = _font("仿宋", 10.5, color="404040")
SIGN = _font("仿宋", 12)
HEAD_FILL = PatternFill("solid", fgColor="DCE6F2")
SECTION_FILL = PatternFill("solid", fgColor="F2F2F2")
BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
WRAPPED = Alignment(wrap_text=True, vertical="top")
CENTRED = Alignment(wrap_text=True, vertical="top", horizontal="center")
MIDDLE_LEFT = Alignment(wrap_text=True, vertical="center")
MIDDLE = Alignment(wrap_text=True, vertical="center", horizontal="center")


def text_cell(cell: SheetCell, text: str) -> None:
    """Write text that stays text, whatever it begins with; nothing in it is calculated or decoded."""
    if not text:
        return
    cell.value = _LOOKS_ESCAPED.sub("_x005F_", printable(text))
    cell.data_type = "s"
    if text[0] in "=+-@\t\r\n'":
        cell.quotePrefix = True


def text_of(value: object) -> str:
    """Read back what ``text_cell`` wrote."""
    return _ESCAPE.sub("_", value) if isinstance(value, str) else ""


def number_cell(cell: SheetCell, number: Decimal | int) -> None:
    """Write a number with the digits it was printed with; as text where a spreadsheet would round it."""
    exact = Decimal(number)
    if len(exact.as_tuple().digits) > _MOST_DIGITS:
        text_cell(cell, f"{exact:f}")
        return
    cell.value = number
    places = max(0, -int(exact.as_tuple().exponent)) if exact.is_finite() else 0
    cell.number_format = "0." + "0" * places if places else "0"


def amount_format(value: Decimal | str) -> str:
    """Choose how an amount is shown: two decimals where it has any."""
    return "0.00" if isinstance(value, Decimal) and value != value.to_integral_value() else "General"
