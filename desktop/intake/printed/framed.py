"""Tables whose cells are framed one by one, with white between the frames, as web pages are printed."""

from bisect import bisect_left
from collections.abc import Sequence

from desktop.intake.printed.ruled import LEAST_CELL, Grid, Place, edges
from desktop.model.pages import Box

_WHITE = 9.0
"""The most white, in points, between frames that are the cells of one table."""
_MOST_FRAMES = 900
_FILLED = 0.6


def with_lattices(grids: Sequence[Grid]) -> list[Grid]:
    """Make one grid of frames that stand side by side in rows and columns; a single frame stays a text box."""
    frames = [grid for grid in grids if len(grid.places) == 1]
    inner = [grid for grid in frames if not any(_holds(grid.box, each.box) for each in frames if each is not grid)]
    if not 4 <= len(inner) <= _MOST_FRAMES:
        return list(grids)
    found = list(grids)
    for group in _beside(inner):
        lattice = _lattice([grid.box for grid in group])
        if lattice:
            found = [grid for grid in found if grid not in group] + [lattice]
    return sorted(found, key=lambda grid: grid.box.top)


def _holds(outer: Box, inner: Box) -> bool:
    return (
        outer.left < inner.left and outer.top < inner.top and inner.right < outer.right and inner.bottom < outer.bottom
    )


def _beside(frames: Sequence[Grid]) -> list[list[Grid]]:
    """Group frames with little white between one and the next."""
    groups: list[list[Grid]] = []
    for frame in frames:
        near = [group for group in groups if any(_near(frame.box, each.box) for each in group)]
        groups = [group for group in groups if group not in near]
        groups.append([frame, *(each for group in near for each in group)])
    return groups


def _near(one: Box, other: Box) -> bool:
    across = max(one.left, other.left) - min(one.right, other.right)
    down = max(one.top, other.top) - min(one.bottom, other.bottom)
    return max(across, down) <= _WHITE and min(across, down) < 0


def _lattice(frames: Sequence[Box]) -> Grid | None:
    """Set frames into rows and columns; None where they do not fill them."""
    lefts, tops = edges(frame.left for frame in frames), edges(frame.top for frame in frames)
    if len(lefts) < 2 or len(tops) < 2:
        return None
    places, taken = [], set[tuple[int, int]]()
    for frame in frames:
        column, row = _at(lefts, frame.left), _at(tops, frame.top)
        place = Place(row, column, _at(tops, frame.bottom) - row, _at(lefts, frame.right) - column)
        covered = {(each, one) for each in range(row, row + place.down) for one in range(column, column + place.across)}
        if taken & covered or not covered:
            return None
        taken |= covered
        places.append(place)
    if len(taken) < _FILLED * len(lefts) * len(tops):
        return None
    across = (*lefts, max(frame.right for frame in frames))
    down = (*tops, max(frame.bottom for frame in frames))
    return Grid(across, down, tuple(sorted(places)))


def _at(values: Sequence[float], value: float) -> int:
    """Find the edge that a place is meant to lie at, or the one behind it."""
    return bisect_left(values, value - LEAST_CELL)
