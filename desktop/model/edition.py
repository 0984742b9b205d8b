"""版本: how a new edition of a checklist differs from the one before, item beside item."""

from enum import StrEnum

from desktop.model.checklist import Item
from desktop.model.review import Review
from desktop.model.value import Value


class Change(StrEnum):
    """What became of an item; the value is its word on screen."""

    SAME = "未变"
    RENUMBERED = "改了编号"
    CHANGED = "有改动"
    ADDED = "新增"
    REMOVED = "删去"

    @property
    def carries(self) -> bool:
        """Tell whether an answer given before still answers what is asked."""
        return self in {Change.SAME, Change.RENUMBERED}


class FieldChange(Value):
    """One field that differs: its Chinese name, and its words before and after."""

    name: str
    before: str
    after: str


class Difference(Value):
    """One item in both editions; ``old`` is None where it is new, ``new`` where it is gone."""

    change: Change
    old: Item | None
    new: Item | None
    fields: tuple[FieldChange, ...] = ()


class CarriedOver(Value):
    """A review of the new edition: how many answers came along, and the old ids of those that did not."""

    review: Review
    kept: int
    left: tuple[str, ...]
