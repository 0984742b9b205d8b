"""The rows of a table of another make: items under their upper levels, totals that it states, words around it."""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from desktop.lexicon.patterns import regex
from desktop.model.amount import plain
from desktop.model.draft import CellFault, ColumnRole, SheetGuess
from desktop.sheets import prose, words
from desktop.sheets.columns import NOTE, POINTS, TOTAL, WEIGHT, headings
from desktop.sheets.grids import Cell, Grid

BONUS = regex(r"加分")
FATAL = regex(r"一票否决|否决[项性]")
_POINTS_IN = regex(r"[（(\[【]\s*(?:分值|总分|共计|合计|计|满分|共)?\s*[:：]?\s*(\d+(?:\.\d+)?)\s*分\s*[)）\]】]")
_POINTS_LAST = regex(r"\s*[:：,，]?\s*(?<!\d)(\d+(?:\.\d+)?)\s*分$")
_STATED = regex(
    r"(?:总分|满分|总计|合计|共计)[^\d≥≤<>＜＞]{0,4}(\d+(?:\.\d+)?)(?![\d.]|\s*分?\s*(?:及?以[上下]|[-—–~～至]|[（(]不?含))"
)
_MORE = regex(r"分值|满分|标准分|赋分|配分")
_UPPER = regex(r"^(?:[一二三四五六七八九十]+\s*[、.．]|第[一二三四五六七八九十]+部分)")
_LOWER = regex(r"^(?:[（(]?\s*\d+|[（(][一二三四五六七八九十]+[)）]|[A-Z]\d)")
_SAMPLE, _PROSE, _SHORT = 24, 16, 40


class ItemRow(NamedTuple):
    """One item as it stands in its row; ``levels`` are (word, what it stands for), best first."""

    grid: Grid
    row: int
    part: str
    group: str
    id: str
    name: str
    standard: str
    points: Decimal | None
    weight: Decimal | None
    levels: tuple[tuple[str, str], ...]
    keywords: tuple[str, ...]
    source: str


class Place(NamedTuple):
    """A cell by its indices from 0, and what it says."""

    grid: Grid
    row: int
    column: int
    words: str


_Weight = tuple[Place, Decimal]


class Rows:
    """Read rows, and keep what is wrong."""

    def __init__(self) -> None:
        self.items: list[ItemRow] = []
        self.faults: list[CellFault] = []
        self.prose: list[Place] = []
        self.weights: dict[str, _Weight] = {}
        self._stated: list[tuple[Grid, int, int, Decimal]] = []
        self._parts: dict[str, tuple[Grid, int, int, Decimal]] = {}
        self._first: dict[str, str] = {}

    def aside(self, grid: Grid) -> None:
        """Read a sheet that holds no items: what it says of the whole."""
        for row in range(len(grid.rows)):
            self._words(grid, row)

    def sheet(self, grid: Grid, guess: SheetGuess) -> None:
        """Read one sheet from below its heading row; the upper levels go on until another takes over."""
        at = {role: [n for n, c in enumerate(guess.columns) if c.role is role] for role in ColumnRole}
        if not at[ColumnRole.ITEM]:
            self.fault(grid, guess.heading_row - 1, 0, words.NO_ITEMS)
            return
        for row in range(guess.heading_row - 1):
            self._words(grid, row, title=True)
        self._unused(grid, guess)
        heads = tuple(cell.text for cell in grid.rows[guess.heading_row - 1])
        _Table(self, grid, at, headings(grid, guess.heading_row - 1), guess).read(heads)

    def number(self, grid: Grid, row: int, column: int, name: str) -> None:
        """Keep an item's own number, which no other may have."""
        if name in self._first:
            self.fault(grid, row, column, words.TWICE.format(id=name, first=self._first[name]))
        self._first.setdefault(name, grid.place(row, column))

    def part(self, grid: Grid, row: int, column: int, part: str, stated: Decimal | None) -> None:
        """Keep the points that are stated for a part."""
        if stated is not None:
            self._parts.setdefault(part, (grid, row, column, stated))

    def words(self, grid: Grid, row: int) -> None:
        """Take a row among the items that is none."""
        self._words(grid, row)

    def hold_sums(self) -> Decimal:
        """Hold the points against the totals that the table states; gives the points of the whole."""
        by_part: dict[str, Decimal] = {}
        for row in self.items:
            if not BONUS.search(row.part):
                by_part[row.part] = by_part.get(row.part, Decimal(0)) + (row.points or 0)
        for part, (grid, at, column, stated) in self._parts.items():
            if by_part.get(part) and by_part[part] != stated:
                says = words.STATED_PART.format(
                    part=bare(part)[:_SAMPLE], stated=plain(stated), summed=plain(by_part[part])
                )
                self.fault(grid, at, column, says, blocking=False)
        whole = sum(by_part.values(), Decimal(0))
        for grid, at, column, stated in self._stated:
            rows = [row for row in self.items if row.grid is grid and not BONUS.search(row.part)]
            on_sheet = sum((row.points or Decimal(0) for row in rows), Decimal(0))
            if whole and stated not in (whole, on_sheet):
                self.fault(grid, at, column, words.STATED.format(stated=plain(stated), summed=plain(whole)))
        return whole

    def fault(self, grid: Grid, row: int, column: int, says: str, *, blocking: bool = True) -> None:
        """Keep what is wrong at a cell."""
        self.faults.append(CellFault(sheet=grid.name, cell=grid.place(row, column), says=says, blocking=blocking))

    def _unused(self, grid: Grid, guess: SheetGuess) -> None:
        """Tell of columns of points beside the one that is used."""
        if any(column.role is ColumnRole.POINTS for column in guess.columns):
            for at, column in enumerate(guess.columns):
                if column.role is ColumnRole.UNUSED and _MORE.search(column.heading):
                    says = words.MORE_POINTS.format(letter=column.letter)
                    self.fault(grid, guess.heading_row - 1, at, says, blocking=False)

    def _words(self, grid: Grid, row: int, *, title: bool = False) -> None:
        """Keep what a title, a note or a total says of the whole."""
        cells = grid.rows[row]
        first = next((cell.text for cell in cells if cell.text), "")
        for column, cell in enumerate(cells):
            if cell.own and len(cell.text) >= _PROSE:
                self.prose.append(Place(grid, row, column, cell.text))
        for column, cell in enumerate(cells):
            found = _STATED.search(cell.text) if cell.own else None
            number = POINTS.fullmatch(cell.text) if TOTAL.match(first) and not first.startswith("小") else None
            match = found or number or (_POINTS_IN.search(cell.text) if title else None)
            if match is not None and cell.own:
                self._stated.append((grid, row, column, Decimal(match[1])))
                return


class _Table:
    """Read the rows of one sheet below its heading."""

    def __init__(
        self, rows: Rows, grid: Grid, at: dict[ColumnRole, list[int]], heads: Sequence[str], guess: SheetGuess
    ) -> None:
        self._rows, self._grid, self._at, self._heads = rows, grid, at, heads
        self._begin = guess.heading_row
        self._used = sorted(n for role, columns in at.items() if role is not ColumnRole.UNUSED for n in columns)
        self._item = at[ColumnRole.ITEM][0]
        self._part = self._group = ""
        own = [cells[self._item].text for cells in grid.rows[self._begin :] if cells[self._item].own]
        upper = [text for text in own if _UPPER.match(text)]
        # Where one column holds both, what is counted 一、二、 stands above what is counted 1. 2. or （一）（二）.
        self._steps = not at[ColumnRole.PART] and bool(upper) and any(_LOWER.match(text) for text in own)

    def read(self, heads: Sequence[str]) -> None:
        """Read every row."""
        ended = False
        for row in range(self._begin, len(self._grid.rows)):
            cells = self._grid.rows[row]
            if tuple(cell.text for cell in cells) == heads or not any(c.text or c.fault for c in cells):
                continue
            first = next((cell.text for cell in cells if cell.text), "")
            ended = ended or (bool(TOTAL.match(first)) and not first.startswith("小"))
            if TOTAL.match(first) or NOTE.search(first) or self._is_prose(cells, after=ended):
                self._rows.words(self._grid, row)
                continue
            for column in self._used:
                if cells[column].fault and cells[column].own:
                    self._rows.fault(self._grid, row, column, cells[column].fault)
            if not self._heads_a_part(row, cells):
                weight = self._weight(row, cells)
                self._read_upper(row, cells, weight)
                self._read_item(row, cells, weight)

    def _is_prose(self, cells: Sequence[Cell], *, after: bool) -> bool:
        """Tell whether a row is one cell alone that says something of the whole, or that stands after the total."""
        told = [cell for cell in cells if cell.own and cell.text]
        if len(told) != 1 or POINTS.fullmatch(told[0].text):
            return False
        text = told[0].text
        says = len(text) > _SHORT or prose.bands(text, Decimal(100)) or prose.vetoes(text)
        return after or (told[0] is _leftmost(cells) and bool(says))

    def _heads_a_part(self, row: int, cells: Sequence[Cell]) -> bool:
        """Take a row that only names a part: one cell over several columns, or 一、 where items are counted 1."""
        told = {cell.text for cell in cells if cell.text}
        across = len(told) == 1 and sum(bool(cell.text) for cell in cells) > 1
        text = cells[self._item].text
        standard = any(cells[n].text for n in self._at[ColumnRole.STANDARD])
        if not across and not (self._steps and _UPPER.match(text) and not standard):
            return False
        name = next(iter(told)) if across else text
        self._part, self._group = name, ""
        number = next((POINTS.fullmatch(cells[n].text) for n in self._at[ColumnRole.POINTS] if cells[n].text), None)
        stated = Decimal(number[1]) if number and not across else points_in(name)
        self._rows.part(self._grid, row, self._item, name, stated)
        return True

    def _read_upper(self, row: int, cells: Sequence[Cell], weight: _Weight | None) -> None:
        """Follow the upper levels."""
        parts = self._at[ColumnRole.PART]
        upper, lower = _first(cells, parts), _first(cells, self._at[ColumnRole.GROUP])
        if upper and upper != self._part:
            self._part, self._group = upper, ""
            stated = next(
                (POINTS.fullmatch(cells[n].text) for n in self._at[ColumnRole.PART_POINTS] if cells[n].text), None
            )
            self._rows.part(
                self._grid, row, parts[0], upper, Decimal(stated[1]) if stated is not None else points_in(upper)
            )
        self._group = lower or self._group
        if upper and weight is not None:
            self._rows.weights.setdefault(upper, weight)

    def _read_item(self, row: int, cells: Sequence[Cell], weight: _Weight | None) -> None:
        """Read one row as an item, or as more of the item above where its cell goes on over several rows."""
        named, at, rows = cells[self._item], self._at, self._rows
        standard = "\n".join(dict.fromkeys(cells[n].text for n in at[ColumnRole.STANDARD] if cells[n].text))
        last = rows.items[-1] if rows.items and rows.items[-1].grid is self._grid else None
        if not named.text and standard and last is not None:
            points = self._points(row, cells)
            rows.items[-1] = last._replace(
                standard="\n".join(filter(None, (last.standard, standard))), points=_sum(last.points, points)
            )
            return
        if not named.text:
            return
        if not named.own and last is not None and last.name in (named.text, bare(named.text)):
            own = "\n".join(cells[n].text for n in at[ColumnRole.STANDARD] if cells[n].own and cells[n].text)
            points = self._points(row, cells, only_own=True)
            joined = "\n".join(filter(None, (last.standard, own)))
            rows.items[-1] = last._replace(standard=joined, points=_sum(last.points, points))
            return
        name = _first(cells, at[ColumnRole.ID])
        if name:
            rows.number(self._grid, row, at[ColumnRole.ID][0], name)
        rows.items.append(
            ItemRow(
                grid=self._grid,
                row=row,
                part=self._part,
                group=self._group,
                id=name,
                name=bare(named.text) or named.text,
                standard=standard,
                points=self._points(row, cells),
                weight=weight[1] if weight is not None else None,
                levels=tuple((self._heads[n], cells[n].text) for n in at[ColumnRole.LEVEL]),
                keywords=tuple(filter(None, _LISTED.split(_first(cells, at[ColumnRole.KEYWORDS])))),
                source=_first(cells, at[ColumnRole.SOURCE]),
            )
        )

    def _weight(self, row: int, cells: Sequence[Cell]) -> _Weight | None:
        """Read the weight that stands in the row itself, in hundredths: 20%, 20 or 0.2."""
        for column in self._at[ColumnRole.WEIGHT]:
            text = cells[column].text if cells[column].own else ""
            found = WEIGHT.fullmatch(text)
            number = Decimal(found[1]) if found else Decimal(0)
            if text and not number:
                self._rows.fault(self._grid, row, column, words.NO_WEIGHT.format(text=text[:_SAMPLE]))
            elif found:
                share = number * 100 if number <= 1 and not found[2] else number
                return Place(self._grid, row, column, text), share
        return None

    def _points(self, row: int, cells: Sequence[Cell], *, only_own: bool = False) -> Decimal | None:
        """Read an item's points from their column, else from within its words."""
        for column in self._at[ColumnRole.POINTS]:
            cell = cells[column]
            if cell.text and (cell.own or not only_own):
                found = POINTS.fullmatch(cell.text)
                if found:
                    return Decimal(found[1])
                self._rows.fault(self._grid, row, column, words.NO_POINTS.format(text=cell.text[:_SAMPLE]))
                return None
        for column in (self._item, *self._at[ColumnRole.STANDARD]):
            cell = cells[column]
            if cell.own or not only_own:
                inside = points_in(cell.text) if column == self._item else _within(cell.text)
                if inside is not None:
                    return inside
        return None


_LISTED = regex(r"[、，,；;\s]+")


def bare(text: str) -> str:
    """Take points away that stand in brackets or at the end."""
    short = _POINTS_IN.sub("", text).strip()
    return _POINTS_LAST.sub("", short).strip() if len(short) <= _SHORT else short


def points_in(text: str) -> Decimal | None:
    """Find the points that a name states, in brackets or at its end."""
    inside = _within(text)
    if inside is not None or len(text) > _SHORT:
        return inside
    last = _POINTS_LAST.search(text)
    return Decimal(last[1]) if last and last.start() else None


def _within(text: str) -> Decimal | None:
    found = _POINTS_IN.search(text)
    return Decimal(found[1]) if found else None


def _sum(one: Decimal | None, other: Decimal | None) -> Decimal | None:
    return one + other if one is not None and other is not None else one if other is None else other


def _first(cells: Sequence[Cell], columns: Sequence[int]) -> str:
    return next((cells[column].text for column in columns if cells[column].text), "")


def _leftmost(cells: Sequence[Cell]) -> Cell:
    return next(cell for cell in cells if cell.text)
