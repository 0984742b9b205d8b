"""Which item comes next: so many lines on, or the next that is to be decided."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from desktop.model import subjects
from desktop.model.review import ItemKey, Review, ScoreState

if TYPE_CHECKING:
    from desktop.desk.desk import Desk


class Walk:
    """Go from item to item of what lies on a desk, among all items or those named."""

    def __init__(self, desk: "Desk") -> None:
        """Go through the checklist on this desk."""
        self._desk = desk

    def step(self, step: int, among: Sequence[str] = ()) -> None:
        """Choose the item that stands so many lines on."""
        item = stepped(among or self._items, self._here, step)
        if item:
            self._desk.choose_item(item)

    def next_open(self, among: Sequence[str] = ()) -> bool:
        """Choose the next item to be decided; False when none is left."""
        desk = self._desk
        if desk.checklist is None:
            return False
        wanted = frozenset(among or self._items)
        rest = tuple(pair for pair in subjects.pairs(desk.checklist, desk.review) if pair[0] in wanted)
        found = undecided(rest, (self._here, desk.topics.chosen), desk.review)
        if found is not None:
            desk.choose_item(*found)
        return found is not None

    @property
    def _items(self) -> tuple[str, ...]:
        """Name all items, in the checklist's order."""
        return tuple(item.id for item in self._desk.checklist.items) if self._desk.checklist else ()

    @property
    def _here(self) -> str:
        """Name the chosen item."""
        return self._desk.item.id if self._desk.item else ""


def stepped(items: Sequence[str], here: str, step: int) -> str:
    """Name the item that stands so many lines on; the first if one stands nowhere, ``""`` beyond the ends."""
    at = items.index(here) + step if here in items else 0
    return items[at] if 0 <= at < len(items) else ""


def undecided(pairs: Sequence[ItemKey], here: ItemKey, review: Review | None) -> ItemKey | None:
    """Name the next item and subject that is 未评, around the end; when none is left, the next that is 存疑."""
    at = pairs.index(here) + 1 if here in pairs else 0
    around = (*pairs[at:], *pairs[: max(at - 1, 0)])
    states = {score.key: score.state for score in review.scores} if review else {}
    for wanted in (ScoreState.OPEN, ScoreState.DOUBTFUL):
        for pair in around:
            if states.get(pair, ScoreState.OPEN) is wanted:
                return pair
    return None
