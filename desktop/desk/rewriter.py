"""The case file written anew in jobs where a step of its log does not do: another password, one more document."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from desktop.desk import says
from desktop.model.errors import DuyueError
from desktop.storage.casefile import CaseFile

if TYPE_CHECKING:
    from desktop.desk.desk import Desk

_LANE = "rewrite"


class Rewriter:
    """Rewrite the case on a desk, one change at a time; the review goes on, and nothing is closed meanwhile.

    A first job writes a copy with the change beside the file, which takes the steps that were made meanwhile. A second
    one puts it in the file's place: for that moment alone steps are in memory, and then the copy takes them, too.
    """

    def __init__(self, desk: "Desk") -> None:
        """Rewrite what lies on this desk."""
        self._desk = desk

    @property
    def busy(self) -> bool:
        """Tell whether the case is being rewritten."""
        return self._desk.jobs.waits(_LANE)

    def start(
        self,
        done: Callable[[], object],
        *,
        password: str | None = None,
        change: Callable[[CaseFile], object] = lambda _: None,
    ) -> bool:
        """Rewrite the case under another password, or with a ``change``; False, and said why, where that cannot be."""
        desk = self._desk
        if desk.ledger is None or not desk.ledger.flush():
            return False
        file = desk.ledger.file
        if self.busy or desk.jobs.waits("copy") or file.detached:
            desk.said.emit("error", says.REWRITE_DETACHED if file.detached else says.REWRITING)
            return False
        desk.bookmark.write()
        try:
            state = file.snapshot()
        except DuyueError as error:
            return desk.refuse(error)
        work = partial(_written, state, file.password if password is None else password, change)
        desk.said.emit("wait", says.REWRITING)
        desk.jobs.start(_LANE, work, partial(self._on_written, done), desk.fail, unwanted=CaseFile.give_up)
        return True

    def _on_written(self, done: Callable[[], object], fresh: CaseFile) -> None:
        """Take what was done meanwhile, and let the file go so that it can be replaced."""
        desk = self._desk
        assert desk.ledger is not None
        file = desk.ledger.file
        try:
            fresh.catch_up(file)
        except DuyueError as error:
            fresh.give_up()
            desk.refuse(error)
            return
        file.detach(says.REWRITING)
        work = partial(fresh.take_place, file.path)
        desk.jobs.start(_LANE, work, partial(self._on_placed, done), self._on_failed, unwanted=CaseFile.close)

    def _on_placed(self, done: Callable[[], object], file: CaseFile) -> None:
        """Go on in the new file."""
        desk = self._desk
        assert desk.ledger is not None
        try:
            desk.ledger.go_on_in(file)
        except DuyueError as error:
            file.close()
            self._on_failed(error)
            return
        desk.bookmark.write()
        done()

    def _on_failed(self, error: Exception) -> None:
        """Go on in the old file, or in memory where that is gone."""
        ledger = self._desk.ledger
        assert ledger is not None
        if not ledger.attach():
            ledger.detached.emit(ledger.file.detached)
        self._desk.fail(error)


def _written(state: CaseFile, password: str, change: Callable[[CaseFile], object]) -> CaseFile:
    """Write a state anew beside its file, and change it there."""
    with state:
        fresh = state.rewritten(password)
    try:
        change(fresh)
    except BaseException:
        fresh.give_up()
        raise
    return fresh
