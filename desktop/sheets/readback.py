"""Read a written sheet back: what a person would find in it, and what the program wrote for itself."""

from decimal import Decimal
from itertools import zip_longest
from pathlib import Path
from typing import NamedTuple
from zipfile import BadZipFile

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from desktop.model.errors import UnreadableFile
from desktop.sheets import words
from desktop.sheets.cells import text_of
from desktop.sheets.scorelines import ScoreLine
from desktop.sheets.scoretable import NAME
from desktop.sheets.workbook import STAMP

Row = tuple[object, ...]
Table = list[dict[str, object]]
_NEEDED = {"编号", "评分项", "评分", "状态", "评分理由", "备注"}


class ReadBook(NamedTuple):
    """A sheet read back: lines in order, totals by label and column, the records of each page, the hidden rows."""

    title: str
    scores: tuple[ScoreLine, ...]
    totals: dict[str, tuple[tuple[str, Decimal | str], ...]]
    pages: dict[str, tuple[tuple[str, ...], ...]]
    stamp: list[tuple[str, ...]]


def read_sheet(path: Path) -> ReadBook:
    """Open a workbook as a viewer that does not calculate would show it; raises ``UnreadableFile``."""
    sheets = _rows(path)
    stamp = [tuple(map(cell_text, row)) for row in sheets.pop(STAMP, ())]
    tables = {name: _table(rows) for name, rows in sheets.items()}
    if NAME not in tables or not set(next(iter(tables[NAME]), {})) >= _NEEDED:
        raise UnreadableFile(words.NO_SHEET.format(name=path.name))
    return ReadBook(
        title=cell_text(sheets[NAME][0][0]),
        scores=_scores(tables[NAME]),
        totals=_totals(sheets[NAME]),
        pages={
            name: tuple(tuple(map(cell_text, row.values())) for row in table if cell_text(next(iter(row.values()))))
            for name, table in tables.items()
        },
        stamp=stamp,
    )


def read_rows(path: Path) -> list[tuple[str, str]]:
    """Give the first two cells of every row of a workbook's first sheet, as text."""
    return [(cell_text(row[0]), cell_text(row[1])) for row in next(iter(_rows(path).values())) if len(row) > 1]


def read_book(path: Path) -> tuple[dict[str, Table], list[tuple[str, ...]]]:
    """Give the tables of every page, and the hidden rows; raises ``UnreadableFile``."""
    sheets = _rows(path)
    stamp = [tuple(map(cell_text, row)) for row in sheets.pop(STAMP, ())]
    return {name: _table(rows) for name, rows in sheets.items()}, stamp


def uncalculated(path: Path) -> frozenset[tuple[str, str]]:
    """Name the cells that hold a formula and no value, as (key, column); whoever wrote them did not calculate."""
    shown, typed = (_table(_rows(path, values=values).get(NAME, [])) for values in (True, False))
    return frozenset(
        (cell_text(row["编号"]), column)
        for row, raw in zip(shown, typed, strict=True)
        for column in ("评分", "评分理由", "备注")
        if row.get(column) is None and cell_text(raw.get(column)).startswith("=")
    )


def _rows(path: Path, *, values: bool = True) -> dict[str, list[Row]]:
    """Take the cells of every sheet, formulas by their values or as they are, or say why that cannot be done.

    They are read in passing: laying out every cell with its style takes ten times as long.
    """
    try:
        workbook = load_workbook(path, data_only=values, read_only=True)
        try:
            return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in workbook.worksheets}
        finally:
            workbook.close()
    except OSError as error:
        raise UnreadableFile(words.NO_FILE.format(name=path.name)) from error
    except (BadZipFile, InvalidFileException, KeyError, ValueError, TypeError, SyntaxError) as error:
        raise UnreadableFile(words.NO_WORKBOOK.format(name=path.name)) from error


def _table(rows: list[Row]) -> Table:
    """Take the rows below the column names, by those names; the names are the first row with several cells."""
    head = next((at for at, row in enumerate(rows) if sum(cell is not None for cell in row) > 2), len(rows))
    names = [cell_text(name) for name in rows[head]] if head < len(rows) else []
    return [dict(zip_longest(names, row[: len(names)])) for row in rows[head + 1 :]]


def _scores(table: Table) -> tuple[ScoreLine, ...]:
    """Join the rows of each item; a text that goes on below is put together again."""
    found: list[dict[str, object]] = []
    evidence: list[list[str]] = []
    places: list[list[str]] = []
    for row in table:
        if row.get("评价标准") == "合计" and row["评分"] in {"评分", None} and not row["编号"]:
            break
        if row["编号"] and not row["评分项"]:
            continue  # the name of a dimension
        if row["编号"]:
            found.append({**row, "评分理由": "", "备注": ""})
            evidence.append([])
            places.append([])
        if not found:
            continue
        if row.get("序"):
            evidence[-1].append("")
            places[-1].append("")
        if evidence[-1]:
            evidence[-1][-1] += text_of(row.get("佐证"))
            places[-1][-1] += text_of(row.get("佐证出处"))
        for name in ("评分理由", "备注"):
            found[-1][name] = text_of(found[-1][name]) + cell_text(row[name])
    return tuple(
        ScoreLine(
            key=cell_text(row["编号"]),
            outcome=_outcome(row["评分"]),
            state=cell_text(row["状态"]),
            reason=cell_text(row["评分理由"]),
            remark=cell_text(row["备注"]),
            evidence=tuple(quotes),
            places=tuple(where),
            points=cell_text(row["得分"]) if "得分" in row else None,
        )
        for row, quotes, where in zip(found, evidence, places, strict=True)
    )


def _totals(rows: list[Row]) -> dict[str, tuple[tuple[str, Decimal | str], ...]]:
    """Take the values of the formulas below 合计, by label and column."""
    found: dict[str, tuple[tuple[str, Decimal | str], ...]] = {}
    heads: dict[int, str] = {}
    label = -1
    for row in rows:
        if "导出时" in row:
            label = row.index("合计")
            heads = {at: str(name) for at, name in enumerate(row) if name and at != label and name != "导出时"}
        elif label >= 0 and len(row) > max(heads) and row[label]:
            found[text_of(row[label])] = tuple(
                (name, _number(row[at])) for at, name in heads.items() if row[at] is not None
            )
    return found


def _number(value: object) -> Decimal | str:
    return Decimal(str(float(value))) if isinstance(value, int | float) else cell_text(value)


def _outcome(value: object) -> Decimal | str:
    """Tell a number from a word."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return Decimal(str(value))
    return cell_text(value)


def cell_text(value: object) -> str:
    """Give a cell as text."""
    return text_of(value) if isinstance(value, str) else "" if value is None else str(value)
