"""读回: where a paper that was edited elsewhere differs from its case, cell by cell, for the inspector to take."""

from typing import Literal

from desktop.model.export import Kind
from desktop.model.value import Value

Field = Literal["score", "doubt", "reason", "remark", "points", "evidence"]

FIELD_WORD: dict[Field, str] = {
    "score": "评分",
    "doubt": "存疑",
    "reason": "评分理由",
    "remark": "备注",
    "points": "得分",
    "evidence": "佐证",
}


class Change(Value):
    """What a paper says otherwise than its case: ``now`` is what the case says, ``then`` what the paper says.

    ``key`` is how the line is called on the paper, ``name`` what it is about. ``clash`` tells that the case was changed
    here, too, since the paper was made; ``refused`` why it cannot be taken.
    """

    key: str
    name: str
    now: str
    then: str
    clash: bool = False
    refused: str = ""


class SheetChange(Change):
    """One cell of a score sheet."""

    item: str
    subject: str
    field: Field

    @property
    def column(self) -> str:
        """Name the column that was changed."""
        return FIELD_WORD[self.field]


class SheetChanges(Value):
    """What one score sheet changes of one review; ``notices`` tell what else was found on it."""

    kind: Kind = Kind.SHEET
    review: str
    at: str
    changes: tuple[SheetChange, ...]
    notices: tuple[str, ...] = ()
