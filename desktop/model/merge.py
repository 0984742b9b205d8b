"""读回: where a sheet that was edited elsewhere differs from its case, cell by cell, for the inspector to take."""

from typing import Literal

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


class SheetChange(Value):
    """One cell: ``now`` is what the case says, ``then`` what the sheet says.

    ``clash`` tells that the case was changed here, too, since the sheet was made; ``refused`` why it cannot be taken.
    """

    key: str
    item: str
    subject: str
    name: str
    field: Field
    now: str
    then: str
    clash: bool = False
    refused: str = ""


class SheetChanges(Value):
    """What one sheet changes of one review; ``notices`` tell what else was found on it."""

    review: str
    at: str
    changes: tuple[SheetChange, ...]
    notices: tuple[str, ...] = ()
