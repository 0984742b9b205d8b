"""Undo and redo: one kind of command over whole reviews, on a stack that can be rebuilt from a case file's log."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QUndoCommand, QUndoStack

from desktop.model.replay import KEPT, Timeline, Transition
from desktop.model.review import Review

_MERGEABLE = 1


class Amendment(QUndoCommand):
    """Show ``after`` on redo and ``before`` on undo; whoever moves the stack has written the change already.

    ``key`` names the text field that goes on being typed in, else it is empty.
    """

    def __init__(self, change: Transition, key: str, show: Callable[[Review], None]) -> None:
        super().__init__(change.words)
        self.change, self.key = change, key
        self._show = show

    def id(self) -> int:
        """Let edits of one text field merge."""
        return _MERGEABLE if self.key else -1

    def mergeWith(self, other: QUndoCommand) -> bool:
        """Take in a later edit of the same text field; typed back to where it began, the edit is none."""
        if not isinstance(other, Amendment) or other.key != self.key:
            return False
        self.change = self.change.model_copy(update={"after": other.change.after})
        self.setObsolete(self.change.after == self.change.before)
        return True

    def redo(self) -> None:
        """Show the review after the edit."""
        self._show(self.change.after)

    def undo(self) -> None:
        """Show the review before the edit."""
        self._show(self.change.before)


class History(QUndoStack):
    """The stack of amendments; ``show`` takes the review that each move leads to."""

    def __init__(self, show: Callable[[Review], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.setUndoLimit(KEPT)
        self._show = show
        self._restoring = False

    def add(self, change: Transition, key: str = "") -> None:
        """Put an edit on top and show it."""
        self.push(Amendment(change, key, self._on_moved))

    def restore(self, log: Timeline) -> None:
        """Stand where the log leads, with everything it can undo and redo, and show nothing on the way."""
        self._restoring = True
        self.clear()
        for change in (*log.done, *reversed(log.undone)):
            self.add(change)
        self.setIndex(self.count() - len(log.undone))
        self._restoring = False

    def ahead(self, *, undo: bool) -> Transition | None:
        """Give the edit that the next undo or redo moves over."""
        command = self.command(self.index() - 1 if undo else self.index())
        return command.change if isinstance(command, Amendment) else None

    def _on_moved(self, review: Review) -> None:
        """Pass on where a move led, unless the past is only being rebuilt."""
        if not self._restoring:
            self._show(review)
