"""A 整改台账 or 销号表 that comes back: its lines as somebody left them, and what they would have decided."""

from typing import Self

from desktop.model.export import Kind
from desktop.model.loop import LoopRow
from desktop.model.merge import Change
from desktop.model.standing import Ruling
from desktop.model.value import Value

SUGGESTED = "（建议）"
"""What stands behind a state that nobody decided on."""


class RuledCells(Value):
    """What such a paper says of the ruling on one issue, cell by cell, each on one line."""

    state: str = ""
    date: str = ""
    evidence: str = ""
    by: str = ""
    note: str = ""

    @classmethod
    def of(cls, row: LoopRow) -> Self:
        """Write an issue's ruling; the state that is only suggested says so."""
        held = row.ruling
        if held is None:
            return cls(state=f"{row.suggested.value}{SUGGESTED}")
        told = {name: " ".join(str(getattr(held, name)).split()) for name in ("date", "evidence", "by", "note")}
        return cls(state=held.standing.value, **told)

    @property
    def line(self) -> str:
        """Give all that is told on one line."""
        return " · ".join(filter(None, (self.state, self.date, self.evidence, self.by, self.note)))


COLUMN: dict[str, str] = {
    "state": "整改状态", "date": "认定日期", "evidence": "认定依据", "by": "认定人", "note": "备注",
}  # fmt: skip
"""The column of each cell, on both papers."""


class LedgerLine(Value):
    """A line as the paper was made (``held``) and as it came back (``cells``), for the issue of this key."""

    number: str
    issue: str
    held: RuledCells
    cells: RuledCells


class ReadLedger(Value):
    """A paper read back: which review it was made from and when, its lines, and what else was found on it."""

    kind: Kind
    review: str
    at: str
    lines: tuple[LedgerLine, ...]
    notices: tuple[str, ...] = ()


class RulingChange(Change):
    """One line that asks for another ruling; ``ruling`` is None where it asks for nothing that can be decided."""

    ruling: Ruling | None
    columns: tuple[str, ...]

    @property
    def column(self) -> str:
        """Name the columns that were changed."""
        return "、".join(self.columns)


class RulingChanges(Value):
    """What one paper changes of one review; ``notices`` tell what else was found on it."""

    kind: Kind
    review: str
    at: str
    changes: tuple[RulingChange, ...]
    notices: tuple[str, ...] = ()
