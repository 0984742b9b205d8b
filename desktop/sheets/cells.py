"""Write one value into one cell of a workbook, as what it is and nothing else."""

import re
from decimal import Decimal

from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_BREAKS = re.compile("\r\n?")
_LOOKS_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_ESCAPE = re.compile("_x005F_(?=x[0-9A-Fa-f]{4}_)")
_LINE = Side(style="thin", color="B8BCC4")
_NONE = Side()
_MOST_DIGITS = 15

BODY = Font(name="宋体", size=10)
STRONG = Font(name="宋体", size=10, bold=True)
HEAD = Font(name="微软雅黑", size=10, bold=True)
TITLE = Font(name="微软雅黑", size=16, bold=True)
QUIET = Font(name="宋体", size=10, color="595959")
HEAD_FILL = PatternFill("solid", fgColor="DCE6F2")
SECTION_FILL = PatternFill("solid", fgColor="F2F2F2")
BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
OPEN_ABOVE = Border(left=_LINE, right=_LINE, top=_NONE, bottom=_LINE)
OPEN_BELOW = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_NONE)
OPEN_BOTH = Border(left=_LINE, right=_LINE)
WRAPPED = Alignment(wrap_text=True, vertical="top")
CENTRED = Alignment(wrap_text=True, vertical="top", horizontal="center")
MIDDLE = Alignment(wrap_text=True, vertical="center", horizontal="center")


def printable(text: str) -> str:
    """Give a text as a sheet can hold it: line feeds alone, U+FFFD for what XML forbids."""
    return _ILLEGAL.sub("\ufffd", _BREAKS.sub("\n", text))


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
