"""Which places of a table its merged cells take, so that each is drawn as one."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from typing import NamedTuple

from desktop.model.report import Merged


class Area(NamedTuple):
    """The rectangle of a table that a merged cell takes, counted from 0."""

    row: int
    column: int
    down: int
    across: int

    def places(self) -> Iterator[tuple[int, int]]:
        """Give every (row, column) in it."""
        return product(range(self.row, self.row + self.down), range(self.column, self.column + self.across))


def spanned(cells: Sequence[Sequence[str]], merged: Sequence[Iterable[Merged]]) -> Iterator[Area]:
    """Find what a table's merged cells take, row by row; nothing that a cell says is covered, and no place twice."""
    areas: list[Area] = []
    above: dict[tuple[int, int], int] = {}
    for row, line in enumerate(merged):
        begun, above = above, {}
        for each in line:
            place = each.column, each.across
            at = begun.get(place, -1) if each.goes_on else -1
            if at < 0:
                at = len(areas)
                areas.append(Area(row, each.column, 0, each.across))
            areas[at] = areas[at]._replace(down=areas[at].down + 1)
            above[place] = at
    width, taken = max(map(len, cells), default=0), set[tuple[int, int]]()
    for area in areas:
        places = set(area.places())
        said = {cells[row][column] for row, column in places if column < len(cells[row])}
        alone = said <= {"", cells[area.row][area.column]} if area.column < len(cells[area.row]) else False
        if alone and len(places) > 1 and area.column + area.across <= width and not places & taken:
            taken |= places
            yield area
