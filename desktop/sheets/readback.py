"""Read a written sheet back: what a person would find in it."""

from decimal import Decimal, InvalidOperation
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from desktop.model.value import Value
from desktop.sheets.cells import text_of


class ReadScore(Value):
    """One item as it stands on the sheet; ``outcome`` is a number, a level or 不适用."""

    item: str
    outcome: Decimal | str
    state: str
    reason: str
    remark: str
    evidence: tuple[str, ...] = ()
    places: tuple[str, ...] = ()


class ReadBook(Value):
    """A sheet read back: scores in order, computed totals by their label, and the records of each page."""

    title: str
    scores: tuple[ReadScore, ...]
    totals: dict[str, Decimal]
    pages: dict[str, tuple[tuple[str, ...], ...]]


def read_sheet(path: Path) -> ReadBook:
    """Open a workbook as a viewer that does not calculate would show it."""
    workbook = load_workbook(path, data_only=True)
    try:
        tables = {sheet.title: _table(sheet) for sheet in workbook.worksheets}
        first = workbook.worksheets[0]
        return ReadBook(
            title=text_of(first.cell(1, 1).value),
            scores=_scores(tables[first.title]),
            totals=_totals(first),
            pages={
                name: tuple(tuple(map(_shown, row.values())) for row in table if _shown(next(iter(row.values()))))
                for name, table in tables.items()
            },
        )
    finally:
        workbook.close()


def _table(sheet: Worksheet) -> list[dict[str, object]]:
    """Take the rows below the frozen column names, by those names."""
    head = int("".join(filter(str.isdigit, str(sheet.freeze_panes)))) - 1
    rows = list(sheet.iter_rows(min_row=head, values_only=True))
    names = [str(name) for name in rows[0]]
    return [dict(zip(names, row, strict=True)) for row in rows[1:]]


def _scores(table: list[dict[str, object]]) -> tuple[ReadScore, ...]:
    """Join the rows of each item; a text that goes on below is put together again."""
    found: list[dict[str, object]] = []
    evidence: list[list[str]] = []
    places: list[list[str]] = []
    for row in table:
        if row["状态"] == "导出时":
            break
        if row["编号"] and not row["状态"]:
            continue  # the name of a dimension
        if row["编号"]:
            found.append({**row, "评分理由": "", "备注": ""})
            evidence.append([])
            places.append([])
        if row["序"]:
            evidence[-1].append("")
            places[-1].append("")
        if evidence[-1]:
            evidence[-1][-1] += text_of(row["佐证"])
            places[-1][-1] += text_of(row["佐证出处"])
        for name in ("评分理由", "备注"):
            found[-1][name] = text_of(found[-1][name]) + text_of(row[name])
    return tuple(
        ReadScore(
            item=text_of(row["编号"]),
            outcome=_outcome(row["评分"]),
            state=text_of(row["状态"]),
            reason=text_of(row["评分理由"]),
            remark=text_of(row["备注"]),
            evidence=tuple(quotes),
            places=tuple(where),
        )
        for row, quotes, where in zip(found, evidence, places, strict=True)
    )


def _totals(sheet: Worksheet) -> dict[str, Decimal]:
    """Take the computed values of the formulas below 合计."""
    found: dict[str, Decimal] = {}
    below = False
    for row in sheet.iter_rows():
        for at, cell in enumerate(row):
            if cell.value == "合计":
                below, label = True, at
                value = next(i for i in range(at + 1, len(row)) if row[i].value == "公式")
        if below and isinstance(row[value].value, int | float):
            found[text_of(row[label].value)] = Decimal(str(row[value].value))
    return found


def _outcome(value: object) -> Decimal | str:
    """Tell a number from a word."""
    if isinstance(value, int | float):
        return Decimal(str(value))
    try:
        return Decimal(text_of(value))
    except InvalidOperation:
        return text_of(value)


def _shown(value: object) -> str:
    """Give a cell as text."""
    return text_of(value) if isinstance(value, str) else "" if value is None else str(value)
