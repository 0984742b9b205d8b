"""导入评价表: what a table of another make is taken for, and what is wrong with it, before anything is imported."""

from enum import StrEnum

from desktop.model.checklist import Checklist
from desktop.model.value import Value


class ColumnRole(StrEnum):
    """What a column of a rule table holds; the value is its word on screen."""

    ID = "编号"
    PART = "维度"
    GROUP = "二级指标"
    ITEM = "评分项"
    STANDARD = "评价标准"
    POINTS = "分值"
    PART_POINTS = "维度分值"
    WEIGHT = "权重"
    LEVEL = "等级"
    KEYWORDS = "关键词"
    SOURCE = "依据"
    UNUSED = "不用"


class CellFault(Value):
    """What is wrong at one cell; one that is not ``blocking`` only wants a look before the import."""

    sheet: str
    cell: str
    says: str
    blocking: bool = True

    @property
    def line(self) -> str:
        """Say it with its place."""
        return f"“{self.sheet}”{self.cell}：{self.says}"


class ColumnGuess(Value):
    """One column as the table has it: its letter, its heading, the first words below, and what it is taken for."""

    letter: str
    heading: str
    sample: str
    role: ColumnRole


class SheetGuess(Value):
    """One sheet as it is taken: whether it is used, the number of its heading row, its columns."""

    name: str
    used: bool
    heading_row: int
    columns: tuple[ColumnGuess, ...]

    def letter(self, role: ColumnRole) -> str:
        """Give the first column of a role, or nothing."""
        return next((column.letter for column in self.columns if column.role is role), "")


class Proposal(Value):
    """A rule of the whole that the table's words suggest: where they stand, the words, the rule on one line."""

    sheet: str
    cell: str
    words: str
    rule: str

    @property
    def key(self) -> str:
        """Tell it from other proposals of the table."""
        return f"{self.sheet}!{self.cell}!{self.rule.partition('：')[0]}"


class Reading(Value):
    """How a table is to be taken where the user knows better: its sheets, and the proposals refused by their keys."""

    guesses: tuple[SheetGuess, ...] = ()
    refused: frozenset[str] = frozenset()


class Draft(Value):
    """What an import would give: the checklist when nothing blocks it, the guesses it rests on, what is wrong.

    ``guesses`` are empty for a table in this program's own form, which needs none. ``proposals`` are all that the
    words suggest, those refused included.
    """

    checklist: Checklist | None
    guesses: tuple[SheetGuess, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    faults: tuple[CellFault, ...] = ()


class FormSheet(Value):
    """One sheet of the form as words; every row is as long as the first."""

    name: str
    rows: tuple[tuple[str, ...], ...]


class Form(Value):
    """A checklist as it is written in the form: what Excel holds and what the editor edits."""

    sheets: tuple[FormSheet, ...]

    def sheet(self, name: str) -> FormSheet:
        """Find a sheet by its name."""
        return next(sheet for sheet in self.sheets if sheet.name == name)

    def with_rows(self, name: str, rows: tuple[tuple[str, ...], ...]) -> "Form":
        """Replace the rows of one sheet."""
        changed = (s.model_copy(update={"rows": rows}) if s.name == name else s for s in self.sheets)
        return self.model_copy(update={"sheets": tuple(changed)})
