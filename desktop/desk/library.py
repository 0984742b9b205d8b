"""The shelf as the window sees it: checklists to look at, take in, give out, edit and hold against each other."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.model.checklist import Checklist
from desktop.model.draft import Draft, Form, Reading
from desktop.model.edition import Difference
from desktop.model.errors import WrongRequest

if TYPE_CHECKING:
    from desktop.scoring.notation import Shape

WORKBOOK = ".xlsx"
WORKBOOKS = (WORKBOOK, ".xlsm", ".xls", ".et")
"""What a checklist is written to, and what it is read from."""


class Library:
    """What can be done with checklists; every method may raise ``DuyueError`` with one Chinese sentence."""

    def __init__(self) -> None:
        """Open the shelf."""
        from desktop.storage.shelf import Shelf

        self._shelf = Shelf()

    @property
    def faults(self) -> tuple[str, ...]:
        """Say what is wrong with the office's own files."""
        return self._shelf.faults

    def checklists(self) -> tuple[Checklist, ...]:
        """List every checklist."""
        return self._shelf.checklists()

    def own(self, checklist: Checklist) -> bool:
        """Tell whether a checklist is the office's."""
        return self._shelf.own(checklist.id)

    def drafts(self, path: Path, reading: Reading | None = None) -> tuple[Draft, ...]:
        """Say what a file would give, one draft for each checklist in it, before anything is taken in."""
        if path.suffix.lower() in WORKBOOKS:
            from desktop.sheets.checklist_in import guessed

            return (guessed(path, reading),)
        from desktop.storage import shelf

        taken = shelf.taken(path)
        if not taken:
            raise WrongRequest(f"{path.name}：里面没有评价表。")
        return tuple(Draft(checklist=checklist) for checklist in taken)

    def keep(self, checklist: Checklist) -> None:
        """Put a checklist on the shelf, in the place of an earlier one of its id."""
        self._shelf.add(checklist)

    def remove(self, checklist: Checklist) -> None:
        """Take one of the office's checklists off the shelf."""
        self._shelf.remove(checklist.id)

    def give(self, path: Path, checklist: Checklist) -> None:
        """Write a checklist to a file, by its suffix."""
        if path.suffix.lower() == WORKBOOK:
            from desktop.sheets.checklist_out import write_checklist

            write_checklist(path, checklist)
            return
        from desktop.storage import shelf

        shelf.given(path, checklist)


def mark_words() -> Mapping[str, str]:
    """Give the word of every 评分方式 with its fields."""
    from desktop.scoring import notation

    return notation.mark_words()


def total_words() -> Mapping[str, str]:
    """Give the word of every rule of a total with its fields."""
    from desktop.scoring import notation

    return notation.total_words()


def mark_shapes() -> Mapping[str, tuple["Shape", ...]]:
    """Give what a form asks for, for every 评分方式."""
    from desktop.scoring import notation

    return notation.mark_shapes()


def total_shapes() -> Mapping[str, tuple["Shape", ...]]:
    """Give what a form asks for, for every rule of a total."""
    from desktop.scoring import notation

    return notation.total_shapes()


def taken_apart(line: str) -> tuple[str, dict[str, tuple[tuple[str, ...], ...]]]:
    """Take the line of a rule apart for a form."""
    from desktop.scoring import notation

    return notation.taken_apart(line)


def put_together(word: str, cells: Mapping[str, Sequence[Sequence[str]]]) -> str:
    """Write the line of what a form holds."""
    from desktop.scoring import notation

    return notation.put_together(word, cells)


def fault_of(line: str, *, total: bool) -> str:
    """Say what is wrong with the line of a rule, "" where nothing is."""
    from desktop.scoring import notation

    try:
        notation.read_total(line) if total else notation.read_marks(line)
    except WrongRequest as error:
        return error.says
    return ""


def most_of(line: str) -> Decimal | None:
    """Give the highest points of a 评分方式; None where it has none or is not understood."""
    from desktop.scoring import notation

    try:
        return notation.read_marks(line).max
    except WrongRequest:
        return None


def rule_lines(checklist: Checklist) -> tuple[str, ...]:
    """Write the rules by which a checklist adds up, its own or those that follow from its rubric."""
    from desktop.scoring import notation

    return tuple(map(notation.written, checklist.scheme.rules))


def form_of(checklist: Checklist) -> Form:
    """Lay a checklist out for editing."""
    from desktop.sheets import checklist_out

    return checklist_out.form_of(checklist)


def checked(form: Form) -> Draft:
    """Read what is edited, and say what is wrong with it."""
    from desktop.sheets import checklist_in

    return checklist_in.checked(form)


def differences(old: Checklist, new: Checklist) -> tuple[Difference, ...]:
    """Hold two editions against each other."""
    from desktop.scoring import editions

    return editions.differences(old, new)
