"""What leaves the desk: the sheet, and the case file under another name or in another place."""

from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.desk.accounts import EXPORTED
from desktop.model.case import Case
from desktop.model.errors import DuyueError
from desktop.model.examination import Examination
from desktop.model.export import Kind, Written
from desktop.model.verdict import Suggestion

if TYPE_CHECKING:
    from desktop.desk.desk import Desk


class Press:
    """Write files for a desk."""

    def __init__(self, desk: "Desk") -> None:
        """Write what lies on this desk."""
        self._desk = desk

    def export(self, path: Path, kind: Kind | None = None) -> bool:
        """Write a paper in a job; ``exported`` carries its path and what was counted when it was opened again."""
        desk = self._desk
        if desk.ledger is None or desk.examination is None or not desk.ledger.flush():
            return False
        try:
            case = desk.ledger.file.proved()
        except DuyueError as error:
            return desk.refuse(error)
        work = partial(_export, path, kind, case, desk.ledger.review.id, desk.examination, desk.suggestions)
        log = desk.ledger.file.history(desk.ledger.review.id)
        seq = log[-1].seq if log else 0
        desk.jobs.start("export", work, partial(self._on_written, path, seq, kind), desk.fail)
        return True

    def _on_written(self, path: Path, seq: int, kind: Kind | None, written: Written) -> None:
        """Remember what the sheet holds, so that a later change can be told."""
        if kind in {None, Kind.SHEET}:
            self._desk.bookmark.keep(**{EXPORTED: seq})
        self._desk.exported.emit(path, written)

    def save_as(self, path: Path, *, move: bool = False) -> bool:
        """Go on in a copy of the case file at another place; with ``move``, the old one is taken away.

        An old one that could not be written, and so lacks what the copy holds or is another's, is let be.
        """
        desk = self._desk
        if desk.ledger is None or not desk.ledger.flush():
            return False
        old, move = desk.ledger.file.path, move and not desk.ledger.file.detached
        desk.bookmark.write()
        try:
            copy = desk.ledger.file.open_copy(path)
        except DuyueError as error:
            return desk.refuse(error)
        desk.go_on_in(copy)
        if move:
            try:
                old.unlink()
            except OSError:
                desk.said.emit("error", f"已移到 {path.name}，但旧文件 {old} 无法删除，请手工删除。")
            desk.memory.forget(old)
        return True

    def lock(self, password: str) -> bool:
        """Set or change the password of the case, or take it away with ``""``; its backups follow in a job."""
        desk = self._desk
        if desk.ledger is None or not desk.ledger.flush():
            return False
        file = desk.ledger.file
        former = file.password
        try:
            file.lock(password)
        except DuyueError as error:
            return desk.refuse(error)
        if file.detached:
            desk.ledger.detached.emit(file.detached)
        work = partial(desk.memory.backups.relock, file.key, former, password)
        desk.jobs.start("relock", work, self._on_relocked, desk.fail)
        desk.said.emit("done", "密码已设置；请记牢，忘记的密码无法找回。" if password else "密码已取消。")
        return True

    def _on_relocked(self, told: str) -> None:
        """Say which backups could not follow."""
        if told:
            self._desk.said.emit("error", told)


def _export(
    path: Path,
    kind: Kind | None,
    case: Case,
    review: str,
    examination: Examination,
    suggestions: tuple[Suggestion, ...],
) -> Written:
    """Write a paper, loading what writes it only now."""
    from desktop import sheets

    at = datetime.now().astimezone().isoformat(timespec="seconds")
    return sheets.export(path, sheets.dossier(case, review, examination, suggestions, at), kind)
