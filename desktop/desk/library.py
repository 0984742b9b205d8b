"""The shelf as the window sees it: checklists to look at, take in, give out, edit and hold against each other."""

from pathlib import Path

from desktop.model.checklist import Checklist
from desktop.model.draft import Draft, Form, SheetGuess
from desktop.model.edition import CarriedOver, Difference
from desktop.model.errors import WrongRequest
from desktop.model.review import Review

WORKBOOK = ".xlsx"


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

    def draft(self, path: Path, guesses: tuple[SheetGuess, ...] = ()) -> Draft:
        """Say what a file would give, before anything is taken in."""
        if path.suffix.lower() == WORKBOOK:
            from desktop.sheets.checklist_in import guessed

            return guessed(path, guesses)
        from desktop.storage import shelf

        taken = shelf.taken(path)
        if not taken:
            raise WrongRequest(f"{path.name}：里面没有评价表。")
        return Draft(checklist=taken[0])

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


def carried_over(review: Review, old: Checklist, new: Checklist, review_id: str) -> CarriedOver:
    """Begin a review with a new edition."""
    from desktop.scoring import editions

    return editions.carried_over(review, old, new, review_id)
