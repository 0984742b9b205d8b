"""What comes onto the desk: reports, pasted text and cases, read in jobs; and the cases that know a report already."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from desktop.desk import files, says
from desktop.model.backup import Backup
from desktop.model.carry import Known
from desktop.model.checklist import Checklist
from desktop.model.errors import DuyueError, LockedCase, LockedFile
from desktop.model.review import Review
from desktop.storage.casefile import CaseFile

if TYPE_CHECKING:
    from desktop.desk.desk import Desk

PASTED = "粘贴的文字.txt"


class Porter:
    """Bring things to a desk; True says that something lies there or is being read.

    What is small is read at once, what has to be unpacked or is large by a job, while what lies there stays.
    """

    def __init__(self, desk: "Desk") -> None:
        """Serve this desk."""
        self._desk = desk

    def bring(self, path: Path) -> bool:
        """Bring a report or a case file; what cannot be opened is told, and what is open stays."""
        return self.bring_case(path) if path.suffix.lower() == files.SUFFIX else self._bring_report(path)

    def bring_case(self, path: Path, password: str = "") -> bool:
        """Bring a case file as it was left: review, undo and place; ``password_asked`` tells what it lacks."""
        if self._desk.path == path.absolute():
            return True
        return self._bring(
            partial(files.read_case, path, password),
            self._desk.lay_case,
            path.name,
            at_once=files.case_reads_at_once(path),
            unwanted=files.OpenedCase.close,
            again=partial(self.bring_case, path),
        )

    def bring_text(self, text: str) -> bool:
        """Bring text from the clipboard as a report."""
        data = text.encode(errors="replace")
        return self._bring_bytes(data, PASTED, "")

    def read_again(self, encoding: str) -> bool:
        """Read the report that lies on the desk in another encoding, unless a review points into its text."""
        opened = self._desk.opened_report
        if opened is None or self._desk.ledger is not None:
            return False
        return self._bring_bytes(opened.data, opened.report.name, encoding)

    def renew(self, known: Known) -> bool:
        """Begin a case of the report on the desk with what the case of another version says of it."""
        desk, opened = self._desk, self._desk.opened_report
        if opened is None or desk.ledger is not None:
            return False
        at = datetime.now().astimezone().isoformat(timespec="seconds")
        work = partial(files.renew_case, Path(known.path), opened, desk.settings.cases, uuid4().hex[:12], at)
        return self._bring(work, desk.lay_case, Path(known.path).name, at_once=False, unwanted=files.OpenedCase.close)

    def make_case(self, opened: files.OpenedReport, checklist: Checklist, review: Review, folder: Path) -> bool:
        """Make the case file of a review that begins, and go on in it."""
        desk, at = self._desk, datetime.now().astimezone()
        if desk.jobs.waits("begin"):
            return True
        return self._bring(
            partial(files.new_case, folder, opened, checklist, review, at),
            partial(desk.beginning.lay_case, checklist=checklist, review=review, at=at),
            opened.report.name,
            at_once=files.is_written_at_once(opened),
            unwanted=CaseFile.give_up,
            lane="begin",
            words="正在为“{0}”建立案卷…",
        )

    def go_on_with(self, new: Checklist) -> bool:
        """Make a case of the open report with a new edition and the answers that still hold, and go on in it.

        The old case stays as it is.
        """
        from desktop.scoring import editions

        desk = self._desk
        opened, old, ledger = desk.opened_report, desk.checklist, desk.ledger
        if opened is None or old is None or ledger is None or not ledger.flush() or desk.jobs.waits("begin"):
            return False
        made = editions.carried_over(ledger.review, old, new, uuid4().hex[:12])

        def lay(case: files.OpenedCase) -> bool:
            if not desk.lay_case(case):
                return False
            desk.said.emit("done", says.new_edition(case.file.path, made.kept, len(made.left)))
            return True

        return self._bring(
            partial(files.edition_case, desk.settings.cases, opened, new, made.review, datetime.now().astimezone()),
            lay,
            opened.report.name,
            at_once=False,
            unwanted=files.OpenedCase.give_up,
            lane="begin",
            words="正在按新版为“{0}”另建案卷…",
        )

    def backups(self) -> tuple[Backup, ...]:
        """List the last states of the case on the desk, or of every case where none lies there."""
        desk = self._desk
        return desk.memory.backups.of(desk.ledger.file) if desk.ledger else desk.memory.backups.all()

    def restore(self, backup: Backup, password: str = "") -> bool:
        """Bring a state that was kept, as a case file of its own; no file is changed for it."""
        desk = self._desk

        def lay(case: files.OpenedCase) -> bool:
            if not desk.lay_case(case):
                return False
            desk.said.emit("done", says.restored(backup, case.file.path))
            return True

        return self._bring(
            partial(files.restored_case, backup, desk.settings.cases, password),
            lay,
            backup.name,
            at_once=False,
            unwanted=files.OpenedCase.close,
            again=partial(self.restore, backup),
        )

    def look_for_known(self) -> None:
        """Look among the cases for one that knows the report; ``known`` tells of it."""
        desk = self._desk
        if desk.report is None or desk.ledger is not None:
            return
        recent = tuple(Path(entry.path) for entry in desk.recent)
        work = partial(files.find_known, desk.report, desk.settings.cases, recent)
        desk.jobs.start("known", work, self._on_known, desk.fail)

    def _on_known(self, known: Known | None) -> None:
        if known is not None and self._desk.ledger is None:
            self._desk.known.emit(known)

    def _bring_report(self, path: Path, password: str = "") -> bool:
        def lay(opened: files.OpenedReport) -> bool:
            return self._desk.lay_report(opened, path)

        work = partial(files.read_report, path, password)
        again = partial(self._bring_report, path)
        return self._bring(work, lay, path.name, at_once=files.reads_at_once(path), again=again)

    def _bring_bytes(self, data: bytes, name: str, encoding: str) -> bool:
        work = partial(files.read_data, data, name, encoding)
        return self._bring(work, self._desk.lay_report, name, at_once=files.is_small(data, name))

    def _bring(
        self,
        work: Callable[[], Any],
        lay: Callable[[Any], bool],
        name: str,
        *,
        at_once: bool,
        unwanted: Callable[[Any], object] | None = None,
        again: Callable[[str], bool] | None = None,
        lane: str = "open",
        words: str = "正在读取“{0}”…",
    ) -> bool:
        """Read or make something, and lay it on the desk; ``words`` say what is waited for.

        What wants a password may be tried ``again`` with one.
        """
        desk = self._desk

        def fail(error: Exception) -> None:
            if isinstance(error, LockedCase | LockedFile) and again is not None:
                desk.password_asked.emit(again, error.says)
            else:
                desk.fail(error)

        if not at_once:
            desk.said.emit("wait", words.format(name))
            desk.jobs.start(lane, work, lay, fail, unwanted)
            return True
        try:
            return lay(work())
        except DuyueError as error:
            fail(error)
            return False
