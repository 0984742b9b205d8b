"""别人做的评价表: guess what the columns of a table are for, and read its rows as items, level above level.

Such tables have title rows, merged cells for the upper levels, numbers beside, points within the words（10分）, totals
below, notes at the end. Nothing is kept from a table that has a fault.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from pydantic import ValidationError

from desktop.model.amount import plain
from desktop.model.checklist import Checklist
from desktop.model.draft import CellFault, ColumnGuess, ColumnRole, Draft, SheetGuess
from desktop.sheets import words
from desktop.sheets.grids import Cell, Grid

_HEADS = (
    (
        ColumnRole.ITEM,
        ("三级指标", "C级指标", "评分项", "评价要点", "评估要点", "考核要点", "观测点", "指标内容", "检查内容"),
    ),
    (ColumnRole.STANDARD, ("标准", "细则", "办法", "要求", "评分说明")),
    (ColumnRole.POINTS, ("分值", "满分", "标准分", "赋分", "配分", "权重分")),
    (ColumnRole.GROUP, ("二级指标", "B级指标")),
    (ColumnRole.PART, ("一级指标", "A级指标", "维度", "评价领域", "评价方面", "类别", "项目")),
    (ColumnRole.ID, ("编号", "代码", "指标号")),
    (ColumnRole.KEYWORDS, ("关键词",)),
    (ColumnRole.SOURCE, ("依据", "来源")),
    (ColumnRole.ITEM, ("内容", "指标")),
)
_NOT_OURS = re.compile(r"自评|他评|得分|实得|扣分|备注|佐证|材料|序号|责任|签|评审组")
_POINTS_IN = re.compile(r"[（(\[【]\s*(?:计|满分|共)?\s*(\d+(?:\.\d+)?)\s*分\s*[)）\]】]")
_POINTS = re.compile(r"(?:满分|计)?\s*(\d+(?:\.\d+)?)\s*分?")
_STATED = re.compile(r"(?:总分|满分|总计|合计|共计)\D{0,4}?(\d+(?:\.\d+)?)\s*分?")
_TOTAL = re.compile(r"^[总合小共]\s*[计分]")
_NOTE = re.compile(r"^(?:注|备注|说明|填表|审核|评审人|日期|单位|被评)")
_EACH = re.compile(r"每\S{0,8}?([处次项人个起条所])\S{0,12}?扣\s*(\d+(?:\.\d+)?)\s*分")
_HEAD_ROWS, _SAMPLE, _NAME = 30, 24, 40


def guess(grids: Sequence[Grid]) -> tuple[SheetGuess, ...]:
    """Guess each sheet's heading row and what its columns are for; a sheet without an item column is not used."""
    return tuple(_guess(grid) for grid in grids)


def drafted(name: str, grids: Sequence[Grid], guesses: Sequence[SheetGuess] = ()) -> Draft:
    """Read the sheets as they are guessed, or as the user corrected the guesses, into one checklist."""
    grids = [_trimmed(grid) for grid in grids]
    held = tuple(guesses) or guess(grids)
    reader = _Reader()
    used = [(grid, each) for grid in grids for each in held if each.name == grid.name and each.used]
    for grid, each in used:
        reader.sheet(grid, each)
    if not used and grids:
        reader.faults.append(CellFault(sheet=grids[0].name, cell="A1", says=words.NO_ITEMS))
    elif not reader.rows and not reader.faults:
        where = used[0][0].name if used else ""
        reader.faults.append(CellFault(sheet=where, cell="A1", says=words.EMPTY_SHEET))
    reader.hold_sums()
    blocked = any(fault.blocking for fault in reader.faults)
    checklist = None if blocked else _checklist(name, reader)
    return Draft(checklist=checklist, guesses=held, faults=tuple(reader.faults))


def _trimmed(grid: Grid) -> Grid:
    """Take blanks away around the words of every cell."""
    return grid._replace(rows=tuple(tuple(c._replace(text=c.text.strip()) for c in row) for row in grid.rows))


def _guess(grid: Grid) -> SheetGuess:
    """Take the row with the most known headings."""
    scored = [(_known(row), -number) for number, row in enumerate(grid.rows[:_HEAD_ROWS])]
    best, number = max(scored, default=(0, 0))
    at = -number
    columns = _columns(grid, at) if best else ()
    if columns and not any(column.role is ColumnRole.ITEM for column in columns):
        columns = _promoted(grid, at, columns)
    used = best > 1 and any(column.role is ColumnRole.ITEM for column in columns)
    return SheetGuess(name=grid.name, used=used, heading_row=at + 1, columns=columns)


def _promoted(grid: Grid, at: int, columns: tuple[ColumnGuess, ...]) -> tuple[ColumnGuess, ...]:
    """Find the items where no heading names them.

    二级指标 where there is no third level, the upper level where each row has its own, else 评价标准.
    """
    held = [column.role for column in columns]
    each_own = False
    if ColumnRole.PART in held:
        names = [row[held.index(ColumnRole.PART)] for row in grid.rows[at + 1 :]]
        told = [cell.text for cell in names if cell.text]
        each_own = all(cell.own for cell in names) and len(set(told)) == len(told)
    order = [ColumnRole.GROUP, ColumnRole.STANDARD, ColumnRole.PART]
    if each_own:
        order = [ColumnRole.GROUP, ColumnRole.PART, ColumnRole.STANDARD]
    chosen = next((role for role in order if role in held), None)
    return tuple(
        column.model_copy(update={"role": ColumnRole.ITEM}) if column.role is chosen else column for column in columns
    )


def _known(row: Sequence[Cell]) -> int:
    """Count the headings of a row that mean something."""
    return len({_role(cell.text) for cell in row if cell.text and len(cell.text) <= _SAMPLE} - {ColumnRole.UNUSED})


def _role(heading: str) -> ColumnRole:
    """Guess what a column is for by its heading."""
    heading = re.sub(r"\s+", "", heading)
    if _NOT_OURS.search(heading):
        return ColumnRole.UNUSED
    return next((role for role, known in _HEADS if any(word in heading for word in known)), ColumnRole.UNUSED)


def _columns(grid: Grid, at: int) -> tuple[ColumnGuess, ...]:
    """Name every column of a sheet; a second column of one role is not used, but for further words of a standard."""
    found: list[ColumnGuess] = []
    for column, head in enumerate(grid.rows[at]):
        below = next((row[column].text for row in grid.rows[at + 1 :] if row[column].text), "")
        role = _role(head.text) if head.own or (head.text and not found) else ColumnRole.UNUSED
        if any(other.role is role for other in found) and role is not ColumnRole.STANDARD:
            role = ColumnRole.UNUSED
        letter = grid.place(0, column)[:-1]
        found.append(ColumnGuess(letter=letter, heading=head.text, sample=below[:_SAMPLE], role=role))
    return tuple(found)


class _Row(NamedTuple):
    """One item as it stands in its row."""

    grid: Grid
    row: int
    part: str
    group: str
    id: str
    name: str
    standard: str
    points: Decimal | None
    keywords: tuple[str, ...]
    source: str
    points_at: int


class _Reader:
    """Read rows, and keep what is wrong."""

    def __init__(self) -> None:
        self.rows: list[_Row] = []
        self.faults: list[CellFault] = []
        self.stated: list[tuple[Grid, int, int, Decimal]] = []
        self.parts: dict[str, tuple[Grid, int, int, Decimal]] = {}
        self._first: dict[str, str] = {}

    def sheet(self, grid: Grid, guess: SheetGuess) -> None:
        """Read one sheet from below its heading row; the upper levels go on until another takes over."""
        at = {role: [n for n, c in enumerate(guess.columns) if c.role is role] for role in ColumnRole}
        used = {n for role, columns in at.items() if role is not ColumnRole.UNUSED for n in columns}
        if not at[ColumnRole.ITEM]:
            self.faults.append(CellFault(sheet=grid.name, cell=f"A{guess.heading_row}", says=words.NO_ITEMS))
            return
        for row in range(guess.heading_row - 1):
            self._state(grid, row, grid.rows[row])
        heads = tuple(cell.text for cell in grid.rows[guess.heading_row - 1])
        part = group = ""
        for row, cells in enumerate(grid.rows[guess.heading_row :], start=guess.heading_row):
            if tuple(cell.text for cell in cells) == heads or not any(c.text or c.fault for c in cells):
                continue
            first = next((cell.text for cell in cells if cell.text), "")
            if _TOTAL.match(first) or _NOTE.match(first):
                self._state(grid, row, cells)
                continue
            for column in sorted(used):
                if cells[column].fault and cells[column].own:
                    self._fault(grid, row, column, cells[column].fault)
            upper, lower = _first(cells, at[ColumnRole.PART]), _first(cells, at[ColumnRole.GROUP])
            if upper and upper != part:
                part, group = upper, ""
                self._part(grid, row, at[ColumnRole.PART][0], upper)
            group = lower or group
            self._item(grid, row, cells, at, part, group)

    def _item(
        self,
        grid: Grid,
        row: int,
        cells: Sequence[Cell],
        at: dict[ColumnRole, list[int]],
        part: str,
        group: str,
    ) -> None:
        """Read one row as an item, or as more of the item above where its cell goes on over several rows."""
        named = cells[at[ColumnRole.ITEM][0]]
        standard = "\n".join(dict.fromkeys(cells[n].text for n in at[ColumnRole.STANDARD] if cells[n].text))
        if not named.text and standard and self.rows and self.rows[-1].grid is grid:
            last = self.rows[-1]
            self.rows[-1] = last._replace(standard="\n".join(filter(None, (last.standard, standard))))
            return
        if not named.text:
            return
        if not named.own and self.rows and self.rows[-1].name in (named.text, _bare(named.text)):
            self._merged(grid, row, cells, at)
            return
        points, column = self._points(grid, row, cells, at)
        name = _first(cells, at[ColumnRole.ID])
        if name:
            if name in self._first:
                self._fault(grid, row, at[ColumnRole.ID][0], words.TWICE.format(id=name, first=self._first[name]))
            self._first.setdefault(name, grid.place(row, at[ColumnRole.ID][0]))
        keywords = tuple(filter(None, re.split(r"[、，,；;\s]+", _first(cells, at[ColumnRole.KEYWORDS]))))
        source = _first(cells, at[ColumnRole.SOURCE])
        words_ = _bare(named.text) or named.text
        item = _Row(grid, row, part, group, name, words_, standard, points, keywords, source, column)
        self.rows.append(item)

    def _merged(self, grid: Grid, row: int, cells: Sequence[Cell], at: dict[ColumnRole, list[int]]) -> None:
        """Take a further row of a merged item: its words join, its points add up."""
        last = self.rows[-1]
        points, _ = self._points(grid, row, cells, at, only_own=True)
        own = "\n".join(cells[n].text for n in at[ColumnRole.STANDARD] if cells[n].own and cells[n].text)
        summed = last.points + points if last.points is not None and points is not None else last.points
        joined = "\n".join(filter(None, (last.standard, own)))
        self.rows[-1] = last._replace(standard=joined, points=summed if summed is not None else points)

    def _points(
        self,
        grid: Grid,
        row: int,
        cells: Sequence[Cell],
        at: dict[ColumnRole, list[int]],
        *,
        only_own: bool = False,
    ) -> tuple[Decimal | None, int]:
        """Read an item's points from their column, else from within its words."""
        for column in at[ColumnRole.POINTS]:
            cell = cells[column]
            if cell.text and (cell.own or not only_own):
                found = _POINTS.fullmatch(cell.text)
                if found:
                    return Decimal(found[1]), column
                self._fault(grid, row, column, words.NO_POINTS.format(text=cell.text[:_SAMPLE]))
                return None, column
        for column in (*at[ColumnRole.ITEM], *at[ColumnRole.STANDARD]):
            cell = cells[column]
            if (inside := _POINTS_IN.search(cell.text)) and (cell.own or not only_own):
                return Decimal(inside[1]), column
        return None, at[ColumnRole.ITEM][0]

    def _part(self, grid: Grid, row: int, column: int, words_: str) -> None:
        """Keep the points that a part's own words state."""
        found = _POINTS_IN.search(words_)
        if found:
            self.parts[words_] = (grid, row, column, Decimal(found[1]))

    def _state(self, grid: Grid, row: int, cells: Sequence[Cell]) -> None:
        """Keep the total that a title, a note or the last row states."""
        first = next((cell.text for cell in cells if cell.text), "")
        for column, cell in enumerate(cells):
            found = _STATED.search(cell.text) if cell.own else None
            number = _POINTS.fullmatch(cell.text) if _TOTAL.match(first) and not first.startswith("小") else None
            match = found or number
            if match is not None and cell.own:
                self.stated.append((grid, row, column, Decimal(match[1])))
                return

    def hold_sums(self) -> None:
        """Hold the points against the totals that the table states."""
        by_part: dict[str, Decimal] = {}
        for row in self.rows:
            by_part[row.part] = by_part.get(row.part, Decimal(0)) + (row.points or 0)
        for part, (grid, at, column, stated) in self.parts.items():
            if by_part.get(part) and by_part[part] != stated:
                says = words.STATED_PART.format(
                    part=_bare(part)[:_SAMPLE], stated=plain(stated), summed=plain(by_part[part])
                )
                self._fault(grid, at, column, says, blocking=False)
        whole = sum(by_part.values(), Decimal(0))
        for grid, at, column, stated in self.stated:
            on_sheet = sum((row.points or Decimal(0) for row in self.rows if row.grid is grid), Decimal(0))
            if whole and stated not in (whole, on_sheet):
                says = words.STATED.format(stated=plain(stated), summed=plain(whole))
                self._fault(grid, at, column, says)

    def _fault(self, grid: Grid, row: int, column: int, says: str, *, blocking: bool = True) -> None:
        self.faults.append(CellFault(sheet=grid.name, cell=grid.place(row, column), says=says, blocking=blocking))


def _checklist(name: str, reader: _Reader) -> Checklist | None:
    """Make a checklist of the rows: a dimension for each part, points summed, rules as their words suggest."""
    parts: dict[str, list[_Row]] = {}
    for row in reader.rows:
        parts.setdefault(row.part or row.grid.name, []).append(row)
    pointed = any(row.points is not None for row in reader.rows)
    sources = {row.source: {"title": row.source} for row in reader.rows if row.source}
    dimensions = [
        {"id": f"D{at}", "name": _bare(part), "items": [_item(row, f"{at}.{n}") for n, row in enumerate(rows, 1)]}
        for at, (part, rows) in enumerate(parts.items(), 1)
    ]
    held = {
        "id": re.sub(r"[^\w.-]+", "-", name).strip("-") or "导入",
        "title": name,
        "document": name,
        "doc_no": None,
        "year": _year(name),
        "applies_to": "",
        "scoring": {
            "kind": "scheme",
            "summary": "",
            "scheme": {"rules": [{"type": "sum"}] if pointed else []},
        },
        "sources": sources,
        "dimensions": dimensions,
    }
    try:
        return Checklist.model_validate(held)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        says = str(first["ctx"]["error"]) if first["type"] == "value_error" else words.EMPTY_SHEET
        reader.faults.append(CellFault(sheet=reader.rows[0].grid.name, cell="A1", says=says))
        return None


def _item(row: _Row, number: str) -> dict[str, object]:
    """Make one item; what takes off points each time is proposed as a deduction."""
    each = _EACH.search(row.standard) if row.points is not None else None
    marks = None
    if each and row.points is not None and Decimal(each[2]) > 0:
        marks = {"type": "deduction", "max": row.points, "each": Decimal(each[2]), "unit": each[1]}
    name = row.name.splitlines()[0]
    check = "\n".join(filter(None, (row.name if len(name) > _NAME or name != row.name else "", row.standard)))
    return {
        "id": row.id or number,
        "name": (f"{_bare(row.group)}：" if row.group and row.group != row.name else "") + name[:_NAME],
        "check": check or row.name,
        "judge": {"type": "score" if row.points is not None else "qualitative"},
        "max_points": row.points,
        "marks": marks,
        "keywords": row.keywords,
        "source": (row.source,) if row.source else (),
        "confidence": "medium",
        "verified": f"导入自“{row.grid.name}”第 {row.row + 1} 行",
        "status": "official",
    }


def _first(cells: Sequence[Cell], columns: Sequence[int]) -> str:
    return next((cells[column].text for column in columns if cells[column].text), "")


def _bare(text: str) -> str:
    """Take points in brackets away."""
    return _POINTS_IN.sub("", text).strip()


def _year(name: str) -> int:
    """Find the year in a name."""
    found = next(_years(name), None)
    return found or 0


def _years(text: str) -> Iterator[int]:
    yield from (int(year) for year in re.findall(r"(20\d\d)", text))
