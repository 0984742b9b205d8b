"""Read a checklist from a workbook: the own form as it is, any other table by what its columns seem to be."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from desktop import lexicon
from desktop.model.checklist import Checklist
from desktop.model.draft import CellFault, Draft, Form, Reading
from desktop.model.errors import WrongRequest
from desktop.scoring import notation
from desktop.sheets import words
from desktop.sheets.cells import text_of
from desktop.sheets.form import (
    ABOUT,
    ABOUT_FIELDS,
    ITEM_FIELDS,
    ITEMS,
    MARKER,
    PART_FIELDS,
    PARTS,
    REST,
    RULE,
    SOURCE_FIELDS,
    SOURCES,
    Field,
    Held,
    rest,
)
from desktop.sheets.grids import Cell, Grid, grids


def read_form(path: Path) -> Draft:
    """Read a workbook of this program's own form; raises ``UnreadableFile`` for what is none."""
    found, faults = grids(path)
    return Draft(checklist=None, faults=faults) if faults else read_grids(found)


def checked(form: Form) -> Draft:
    """Read what the editor holds, as if it came from a workbook."""
    return read_grids(
        Grid(sheet.name, tuple(tuple(Cell(text) for text in row) for row in sheet.rows)) for sheet in form.sheets
    )


def is_form(sheets: Iterable[Grid]) -> bool:
    """Tell whether a workbook has this program's own form."""
    return any(grid.name == ABOUT and grid.rows and grid.rows[0][0].text.strip() == MARKER for grid in sheets)


def read_grids(sheets: Iterable[Grid]) -> Draft:
    """Read the sheets of the own form; nothing is made when anything is wrong."""
    by_name = {grid.name: grid for grid in sheets}
    reader = _Reader()
    held = reader.about(by_name[ABOUT])
    held["sources"] = reader.sources(by_name.get(SOURCES))
    places = reader.items(by_name.get(ITEMS), by_name.get(PARTS), held)
    if not reader.faults:
        try:
            checklist = Checklist.model_validate(held)
        except ValidationError as error:
            reader.faults.append(_placed(error, places, held))
        else:
            reader.faults += _unknown_indicators(checklist, places)
            if not reader.faults:
                return Draft(checklist=checklist)
    return Draft(checklist=None, faults=tuple(reader.faults))


class _Reader:
    """Collect values and, beside them, everything that is wrong."""

    def __init__(self) -> None:
        self.faults: list[CellFault] = []

    def about(self, grid: Grid) -> Held:
        """Read what is said of the whole."""
        held: Held = {}
        rules: list[object] = []
        by_name = {field.name: field for field in ABOUT_FIELDS}
        for row, cells in enumerate(grid.rows[1:], start=1):
            name, cell = cells[0].text.strip(), text_of(cells[1].text) if len(cells) > 1 else ""
            if any(each.fault for each in cells[:2]):
                self._fault(grid, row, 1, next(each.fault for each in cells[:2] if each.fault))
                continue
            if not cell.strip() and name in {"编号", "名称", "年份"}:
                self._fault(grid, row, 1, words.WRONG.format(field=name))
            if name == RULE:
                rules += self._read(grid, row, 1, notation.read_total, cell)
            elif name == REST:
                for more in self._read(grid, row, 1, rest, cell):
                    held.update(more)
            elif name in by_name:
                key = by_name[name].key
                held[key] = (cell or None) if key == "doc_no" else cell
        scoring = held.setdefault("scoring", {"kind": "scheme", "summary": ""})
        if rules or "scheme" in scoring:
            scoring["scheme"] = {"rules": rules}
        return held

    def sources(self, grid: Grid | None) -> Held:
        """Read the documents that items refer to."""
        found: Held = {}
        for row, cells in self._rows(grid, (Field("键", "key", str, str), *SOURCE_FIELDS)):
            key = cells.pop("key")
            found[key] = _without_blanks(cells, {"title", "doc_no"})
            if not key and grid is not None:
                self._fault(grid, row, 0, words.WRONG.format(field="键"))
        return found

    def items(self, grid: Grid | None, parts: Grid | None, held: Held) -> Mapping[tuple[int, int], tuple[Grid, int]]:
        """Read the items into their dimensions; gives the sheet and row of each (dimension, item)."""
        dimensions: dict[str, Held] = {}
        for _, cells in self._rows(parts, PART_FIELDS):
            dimensions[cells["id"]] = {**_without_blanks(cells, {"name"}), "items": []}
        places: dict[tuple[int, int], tuple[Grid, int]] = {}
        first: dict[str, str] = {}
        for row, cells in self._rows(grid, (*_RENAMED, *ITEM_FIELDS), with_rest=True):
            assert grid is not None
            part = dimensions.setdefault(cells["part"], {"id": cells["part"], "name": cells["part_name"], "items": []})
            name = cells["id"]
            if name in first:
                self._fault(grid, row, _column(grid, "编号"), words.TWICE.format(id=name, first=first[name]))
            first.setdefault(name, grid.place(row, _column(grid, "编号")))
            places[list(dimensions).index(cells["part"]), len(part["items"])] = grid, row
            part["items"].append(_item(cells))
        held["dimensions"] = list(dimensions.values())
        if grid is None or not places:
            where = grid.name if grid else ITEMS
            self.faults.append(CellFault(sheet=where, cell="A1", says=words.EMPTY_SHEET))
        return places

    def _rows(
        self, grid: Grid | None, fields: tuple[Field, ...], *, with_rest: bool = False
    ) -> Iterator[tuple[int, Held]]:
        """Read each row that is not blank by the names of its columns."""
        if grid is None or not grid.rows:
            return
        heads = [cell.text.strip() for cell in grid.rows[0]]
        known = {field.name: field for field in fields}
        for column, name in enumerate(heads):
            if name and name not in known and not (with_rest and name == REST):
                self._fault(grid, 0, column, words.UNKNOWN_COLUMN.format(name=name))
        for name in known:
            if name not in heads:
                self._fault(grid, 0, 0, words.MISSING_COLUMN.format(name=name))
        for row, cells in enumerate(grid.rows[1:], start=1):
            if not any(cell.text.strip() or cell.fault for cell in cells):
                continue
            held: Held = {}
            for column, (name, cell) in enumerate(zip(heads, cells, strict=True)):
                if cell.fault:
                    self._fault(grid, row, column, cell.fault)
                elif name in known:
                    field = known[name]
                    for value in self._read(grid, row, column, field.read, text_of(cell.text)) if cell.text else ():
                        held[field.key] = value
                elif name == REST:
                    for value in self._read(grid, row, column, rest, text_of(cell.text)):
                        held[REST] = value
            yield row, {**{field.key: "" for field in fields if field.key not in held}, **held}

    def _read(self, grid: Grid, row: int, column: int, read: Any, cell: str) -> list[Any]:  # noqa: ANN401
        """Read one cell, or keep what is wrong with it."""
        try:
            return [read(cell)]
        except WrongRequest as error:
            self._fault(grid, row, column, error.says.removesuffix("。"))
            return []

    def _fault(self, grid: Grid, row: int, column: int, says: str) -> None:
        self.faults.append(CellFault(sheet=grid.name, cell=grid.place(row, column), says=says))


_TOLD_BY = {"满分": "分值", "判定线": "判定线"}
"""The column to look at by a word of what is wrong with a whole item."""
_RENAMED = (
    PART_FIELDS[0]._replace(key="part"),
    PART_FIELDS[1]._replace(key="part_name"),
)


def _item(cells: Held) -> Held:
    """Put an item together from its columns and from what has none."""
    more = cells.get(REST) or {}
    judge = {**more.pop("judge", {}), "type": cells["judge.type"] or "qualitative"}
    judge["rules"] = cells["judge.rules"] or ()
    plain = {key: value for key, value in cells.items() if "." not in key and key not in {REST, "part", "part_name"}}
    item = {**_without_blanks(plain, {"id", "name", "check", "verified"}), **more, "judge": judge}
    return {"status": "proposed", "confidence": "proposed", **item}


def _without_blanks(cells: Held, kept: set[str]) -> Held:
    """Leave out what was left blank, so that it has its default; ``doc_no`` is None where it is blank."""
    found = {key: value for key, value in cells.items() if value != "" or key in kept}
    if "doc_no" in found:
        found["doc_no"] = found["doc_no"] or None
    return found


def _column(grid: Grid, name: str) -> int:
    heads = [cell.text.strip() for cell in grid.rows[0]]
    return heads.index(name) if name in heads else 0


def _placed(error: ValidationError, places: Mapping[tuple[int, int], tuple[Grid, int]], held: Held) -> CellFault:
    """Say at which cell a checklist fails."""
    first = error.errors(include_url=False)[0]
    place = first["loc"]
    says = str(first["ctx"]["error"]) if first["type"] == "value_error" else ""
    if len(place) > 3 and place[0] == "dimensions" and place[2] == "items":
        grid, row = places[int(place[1]), int(place[3])]
        key = ".".join(str(step) for step in place[4:6])
        told = next((name for word, name in _TOLD_BY.items() if word in says), ITEM_FIELDS[0].name)
        name = next((f.name for f in ITEM_FIELDS if key and f.key.startswith(key)), told)
        cell = grid.place(row, _column(grid, name))
        return CellFault(sheet=grid.name, cell=cell, says=says or words.WRONG.format(field=name))
    named = next((grid_row for grid_row in places.items() if says and _names(held, grid_row[0]) in says.split()), None)
    if named:
        grid, row = named[1]
        return CellFault(sheet=grid.name, cell=grid.place(row, _column(grid, "依据")), says=says)
    at = next((n for n, about in enumerate(ABOUT_FIELDS) if place and about.key == place[0]), len(ABOUT_FIELDS))
    name = ABOUT_FIELDS[at].name if at < len(ABOUT_FIELDS) else RULE
    return CellFault(sheet=ABOUT, cell=f"B{at + 2}", says=says or words.WRONG.format(field=name))


def _names(held: Held, at: tuple[int, int]) -> str:
    return str(held["dimensions"][at[0]]["items"][at[1]]["id"])


def _unknown_indicators(
    checklist: Checklist, places: Mapping[tuple[int, int], tuple[Grid, int]]
) -> Iterator[CellFault]:
    """Name the cells that refer to an indicator the lexicon does not know."""
    known = lexicon.load()
    for (part, at), (grid, row) in places.items():
        item = checklist.dimensions[part].items[at]
        for column, indicators in (("判定线", [rule.metric for rule in item.judge.rules]), ("指标", item.metrics)):
            for name in indicators:
                if known.indicator(name) is None:
                    cell = grid.place(row, _column(grid, column))
                    yield CellFault(sheet=grid.name, cell=cell, says=words.UNKNOWN_INDICATOR.format(name=name))


def guessed(path: Path, reading: Reading | None = None) -> Draft:
    """Read any workbook as a checklist: the own form as it is, another as the user reads it, or as seems right."""
    from desktop.sheets import guessing

    found, faults = grids(path)
    if faults:
        return Draft(checklist=None, faults=faults)
    return read_grids(found) if is_form(found) else guessing.drafted(path.stem, found, reading)
