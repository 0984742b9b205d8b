"""Find the tables that a page rules, and which of their cells are merged."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from desktop.intake.printed.sheet import Rule
from desktop.model.pages import Box

NEAR = 3.0
"""How far apart, in points, two rules may be that are meant to meet."""
MOST_RULES = 20_000
_MOST_EDGES = 300
LEAST_CELL = 5.0
"""How far apart, in points, two edges of cells are at least."""


class Place(NamedTuple):
    """A cell of a grid: its first row and column, and how many of each it covers."""

    row: int
    column: int
    down: int
    across: int


class Grid(NamedTuple):
    """The edges of a ruled table's columns and rows, and its cells by row and column."""

    across: tuple[float, ...]
    down: tuple[float, ...]
    places: tuple[Place, ...]

    @property
    def box(self) -> Box:
        """The table's outer rectangle."""
        return Box(self.across[0], self.down[0], self.across[-1], self.down[-1])

    def place_at(self, x: float, y: float) -> Place | None:
        """Find the cell that a point lies in."""
        column, row = bisect_right(self.across, x) - 1, bisect_right(self.down, y) - 1
        held = (p for p in self.places if p.row <= row < p.row + p.down and p.column <= column < p.column + p.across)
        return next(held, None)


def grids(rules: Iterable[Rule]) -> list[Grid]:
    """List the ruled grids of a page from above; one of a single cell is a frame around a text box."""
    level = _merged(Rule(r.left, r.top, r.right, r.top) for r in rules if r.bottom - r.top < NEAR <= r.right - r.left)
    upright = _merged(
        Rule(r.left, r.top, r.left, r.bottom) for r in rules if r.right - r.left < NEAR <= r.bottom - r.top
    )
    found = [grid for part in _connected(level, upright) if (grid := _grid(*part))]
    return sorted(found, key=lambda grid: grid.box.top)


def _merged(rules: Iterable[Rule]) -> list[Rule]:
    """Join rules that carry one another on; a double line is one."""
    found: list[Rule] = []
    for rule in sorted(rules, key=lambda r: (r.top, r.left) if r.top == r.bottom else (r.left, r.top)):
        for at in range(len(found) - 1, max(len(found) - 40, -1), -1):
            last = found[at]
            if rule.top == rule.bottom:
                near = abs(last.top - rule.top) < NEAR and rule.left <= last.right + NEAR
                grown = Rule(min(last.left, rule.left), last.top, max(last.right, rule.right), last.top)
                near = near and last.left <= rule.right + NEAR
            else:
                near = abs(last.left - rule.left) < NEAR and rule.top <= last.bottom + NEAR
                grown = Rule(last.left, min(last.top, rule.top), last.left, max(last.bottom, rule.bottom))
                near = near and last.top <= rule.bottom + NEAR
            if near:
                found[at] = grown
                break
        else:
            found.append(rule)
    return found


def _connected(level: Sequence[Rule], upright: Sequence[Rule]) -> Iterator[tuple[list[Rule], list[Rule]]]:
    """Part the rules into those that meet one another."""
    left_over, standing = list(level), list(upright)
    while left_over:
        lines, posts = [left_over.pop()], []
        grew = True
        while grew:
            met = [post for post in standing if any(_meet(line, post) for line in lines)]
            standing = [post for post in standing if post not in met]
            posts += met
            reached = [line for line in left_over if any(_meet(line, post) for post in met)]
            left_over = [line for line in left_over if line not in reached]
            lines += reached
            grew = bool(reached)
        yield lines, posts


def _meet(line: Rule, post: Rule) -> bool:
    return line.left - NEAR <= post.left <= line.right + NEAR and post.top - NEAR <= line.top <= post.bottom + NEAR


def _grid(lines: Sequence[Rule], posts: Sequence[Rule]) -> Grid | None:
    """Make a grid of rules that meet; a table may lack the rules at its two sides."""
    if len(lines) < 2 or not posts:
        return None
    ends = (min(line.left for line in lines), max(line.right for line in lines))
    across = edges((*(post.left for post in posts), *ends))
    down = edges(line.top for line in lines)
    if not (2 <= len(across) <= _MOST_EDGES and 2 <= len(down) <= _MOST_EDGES):
        return None
    return Grid(across, down, tuple(_places(across, down, lines, posts)))


def edges(values: Iterable[float]) -> tuple[float, ...]:
    """Give the edges that so many places are meant to lie at."""
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > LEAST_CELL:
            found.append(value)
    return tuple(found)


def _places(
    across: Sequence[float], down: Sequence[float], lines: Sequence[Rule], posts: Sequence[Rule]
) -> Iterator[Place]:
    """List the cells: the fields of the grid that no rule parts from one another are one."""
    taken: set[tuple[int, int]] = set()
    middles = [(top + bottom) / 2 for top, bottom in pairwise(down)]
    centres = [(left + right) / 2 for left, right in pairwise(across)]

    def parted_across(row: int, column: int) -> bool:
        edge, middle = across[column], middles[row]
        return any(abs(p.left - edge) <= LEAST_CELL and p.top - NEAR <= middle <= p.bottom + NEAR for p in posts)

    def parted_down(row: int, column: int) -> bool:
        edge, centre = down[row], centres[column]
        return any(abs(r.top - edge) <= LEAST_CELL and r.left - NEAR <= centre <= r.right + NEAR for r in lines)

    for row in range(len(middles)):
        for column in range(len(centres)):
            if (row, column) in taken:
                continue
            right = column + 1
            while right < len(centres) and (row, right) not in taken and not parted_across(row, right):
                right += 1
            below = row + 1
            while below < len(middles) and not any(parted_down(below, each) for each in range(column, right)):
                below += 1
            taken |= {(each, one) for each in range(row, below) for one in range(column, right)}
            yield Place(row, column, below - row, right - column)
