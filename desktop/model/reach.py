"""失分 and 距上一等次: what each item lost, and which answers would carry the review to the next grade."""

from decimal import Decimal

from desktop.model.value import Value


class Loss(Value):
    """A scored item below its best: ``lost`` points of its own and ``gain`` of the total, None where it has none.

    ``now`` is what it was given in words; ``below`` counts the levels under its best, 0 where it has no levels.
    """

    item: str
    subject: str
    name: str
    now: str
    lost: Decimal | None = None
    gain: Decimal | None = None
    below: int = 0


class Raise(Value):
    """One better answer of an item, as it is typed, with what the whole would come to."""

    item: str
    subject: str
    name: str
    now: str
    typed: str
    comes_to: str


class Reach(Value):
    """How far the next grade is: ``says`` in lines, items that reach it ``alone``, else those that do ``together``.

    ``losses`` come with the greatest first.
    """

    says: tuple[str, ...]
    losses: tuple[Loss, ...] = ()
    target: str = ""
    alone: tuple[Raise, ...] = ()
    together: tuple[Raise, ...] = ()
