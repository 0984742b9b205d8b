"""算账: a total as the tree of steps that led to it; the last step is the total."""

from collections.abc import Iterator
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from desktop.model.review import ScoreState


class TallyKind(StrEnum):
    """What a step is: an item, a part (dimension, subject), a rule applied, the total itself."""

    ITEM = "item"
    PART = "part"
    RULE = "rule"
    TOTAL = "total"


# Thousands are built at every score: a named tuple takes a tenth of the time of a pydantic model.
class Tally(NamedTuple):
    """One step: its words, its amount of the most there is, and the steps that it rests on, in their order.

    ``working`` is the arithmetic in words; ``key`` is the id of an item or dimension, ``item`` that of the item to
    look at. ``points`` is None while nothing was given or there are no points; ``grade`` is the word reached so far.
    """

    kind: TallyKind
    name: str
    working: str = ""
    points: Decimal | None = None
    most: Decimal | None = None
    grade: str = ""
    key: str = ""
    subject: str = ""
    state: ScoreState = ScoreState.SCORED
    level: str = ""
    claimed: Decimal | None = None
    parts: tuple["Tally", ...] = ()

    def steps(self, depth: int = 0) -> Iterator[tuple[int, "Tally"]]:
        """Replay every step with its depth; what a step rests on comes before it, so that the total comes last."""
        for part in self.parts:
            yield from part.steps(depth + 1)
        yield depth, self

    def leaves(self) -> list["Tally"]:
        """List the items in their order."""
        found: list[Tally] = []
        for part in self.parts:
            if part.kind is TallyKind.ITEM:
                found.append(part)
            elif part.parts:
                found += part.leaves()
        return found
