"""用时: how long the reviewer looked at which item, and how freely points were given at which hour; theirs alone."""

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal

from desktop.model.value import Value


class Spell(Value):
    """One look at an item: when it began (ISO, local time), in which review, how many seconds.

    ``share`` is the share of its points that the item was given meanwhile, 0 to 1; None where it was not scored.
    """

    at: str
    review: str
    item: str
    seconds: int
    share: Decimal | None = None


class ItemTime(Value):
    """What one item took in all."""

    item: str
    seconds: int
    looks: int


class HourShare(Value):
    """How freely points were given in one hour of the day, and what an item took then."""

    hour: int
    scored: int
    share: Decimal
    seconds: int


def by_item(spells: Iterable[Spell]) -> tuple[ItemTime, ...]:
    """Sum up the looks at each item, the longest first."""
    found: dict[str, list[int]] = {}
    for spell in spells:
        found.setdefault(spell.item, []).append(spell.seconds)
    made = (ItemTime(item=item, seconds=sum(each), looks=len(each)) for item, each in found.items())
    return tuple(sorted(made, key=lambda time: -time.seconds))


def by_hour(spells: Iterable[Spell]) -> tuple[HourShare, ...]:
    """Average what was scored in each hour of the day: a fall towards the evening is worth a second look."""
    found: dict[int, list[tuple[Decimal, int]]] = {}
    for spell in spells:
        if spell.share is not None:
            found.setdefault(datetime.fromisoformat(spell.at).hour, []).append((spell.share, spell.seconds))
    return tuple(
        HourShare(
            hour=hour,
            scored=len(each),
            share=(sum((share for share, _ in each), Decimal(0)) / len(each)).quantize(Decimal("0.001")),
            seconds=sum(seconds for _, seconds in each) // len(each),
        )
        for hour, each in sorted(found.items())
    )
