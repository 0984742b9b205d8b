"""合计: what the scores of a review add up to."""

from decimal import Decimal

from desktop.model.value import Value


class LevelCount(Value):
    """How many items have a level."""

    level: str
    count: int


class Totals(Value):
    """What a review adds up to so far.

    ``items`` are the checklist's, ``scored`` 已评, ``not_applicable`` 不适用, ``doubtful`` 存疑; an item that repeats
    counts once and is scored when all its subjects are. ``points`` is the sum given of ``possible`` (the highest
    scores of what was scored), of ``most`` in all; None where no item has points. ``total`` is the result by the
    checklist's own scheme and ``band`` its grade. ``claimed`` is what the report gives itself for the items that
    were scored with points, ``difference`` the review's points less that. ``lines`` explain the whole, one Chinese
    line each.
    """

    items: int
    scored: int
    not_applicable: int
    doubtful: int
    levels: tuple[LevelCount, ...] = ()
    points: Decimal | None = None
    possible: Decimal | None = None
    most: Decimal | None = None
    total: Decimal | None = None
    band: str = ""
    claimed: Decimal | None = None
    difference: Decimal | None = None
    lines: tuple[str, ...] = ()

    @property
    def settled(self) -> int:
        """Count the items that need no further decision."""
        return self.scored + self.not_applicable

    @property
    def progress(self) -> Decimal:
        """Give the settled share of all items, 0 to 1, to three decimals."""
        return (Decimal(self.settled) / self.items).quantize(Decimal("0.001")) if self.items else Decimal(0)
