"""What leaves the desk and comes back: papers, the edited sheet, the case file under another name or elsewhere."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import partial
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QObject, Signal

from desktop.desk import says
from desktop.desk.accounts import EXPORTED
from desktop.desk.loops import Examine, read_rounds
from desktop.model.case import Case
from desktop.model.errors import DuyueError, ExportCancelled, ExportFailed
from desktop.model.examination import Examination
from desktop.model.export import OF_LOOP, Kind, Written
from desktop.model.ledger import RulingChange, RulingChanges
from desktop.model.loop import Loop
from desktop.model.merge import SheetChange, SheetChanges
from desktop.model.review import Review
from desktop.model.verdict import Suggestion
from desktop.storage import naming
from desktop.storage.casefile import CaseFile

if TYPE_CHECKING:
    from PySide6.QtGui import QPagedPaintDevice

    from desktop.desk.desk import Desk
    from desktop.sheets import Dossier


_PAINTING = "paint"


class Press(QObject):
    """Write files for a desk.

    ``progressed`` tells percent of a paper under way, ``failed`` why it was not written. ``prepared`` carries what a
    print dialog paints, ``painted`` tells that its pages are there. ``read_back`` carries an edited sheet's path with
    what it changes.
    """

    progressed = Signal(int)
    failed = Signal(object)
    prepared = Signal(object)
    painted = Signal()
    read_back = Signal(object, object)

    def __init__(self, desk: "Desk") -> None:
        """Write what lies on this desk."""
        super().__init__(desk)
        self._desk = desk
        self._stop = Event()

    def suggested(self, kind: Kind, suffix: str) -> Path:
        """Propose where a paper goes: 地区-年-种类-日期, in the folder of the last one."""
        desk = self._desk
        assert desk.path is not None
        assert desk.review is not None
        about = desk.review.about
        kept = Path(desk.settings.exports_folder)
        folder = kept if desk.settings.exports_folder and kept.is_dir() else desk.path.parent
        parts = (about.district, about.year, kind.value, datetime.now().strftime("%Y%m%d"))
        return naming.free(folder, parts, suffix)

    def export(self, path: Path, kind: Kind | None = None) -> bool:
        """Write a paper in a job; ``exported`` carries its path and what was counted when it was opened again."""
        desk = self._desk
        # a second click while a paper is under way begins no second one
        work = None if desk.jobs.waits("export") else self._gathered(kind)
        if work is None or desk.ledger is None:
            return False
        template = desk.settings.letter_template if kind is Kind.OPINION else ""
        self._stop = Event()
        log = desk.ledger.file.history(desk.ledger.review.id)
        seq = log[-1].seq if log else 0
        desk.jobs.start(
            "export",
            partial(_export, path, kind, work, template, partial(self._tick, self._stop)),
            partial(self._on_written, path, seq, kind),
            self._on_failed,
        )
        return True

    def cancel(self) -> None:
        """End the paper under way; nothing of it stays."""
        self._stop.set()

    def prepare(self, kind: Kind | None = None) -> bool:
        """Gather in a job what a print dialog paints; ``prepared`` carries it."""
        work = self._gathered(kind)
        if work is None or self.painting:
            return False
        self._desk.jobs.start("prepare", work, self.prepared.emit, self._on_failed)
        return True

    @property
    def painting(self) -> bool:
        """Tell whether pages are being painted that a print dialog waits for."""
        return self._desk.jobs.waits(_PAINTING)

    def paint(self, device: "QPagedPaintDevice", kind: Kind, prepared: object) -> None:
        """Paint a paper on a printer, from what was prepared, in a job; returns when it is painted.

        A print dialog wants its pages before it goes on: meanwhile the window lives on in a loop of its own, and
        nothing may be closed that this returns to.
        """
        from desktop.sheets import Dossier

        assert isinstance(prepared, Dossier)
        loop = QEventLoop()

        def leave(failure: object = None) -> None:
            if isinstance(failure, Exception):
                self._on_failed(failure)
            loop.quit()
            self.painted.emit()

        template = self._desk.settings.letter_template if kind is Kind.OPINION else ""
        work = partial(_painted, device, kind, prepared, template)
        self._desk.jobs.start(_PAINTING, work, leave, leave)
        loop.exec()

    def read_sheet(self, path: Path) -> bool:
        """Compare an edited sheet or ledger with the case in a job; ``read_back`` carries what it changes."""
        desk = self._desk
        if desk.ledger is None or not desk.ledger.flush():
            return False
        try:
            state = desk.ledger.file.snapshot()
        except DuyueError as error:
            return desk.refuse(error)
        loop = partial(_loop, desk.loops.examine, desk.ledger.review, desk.loops.today())
        work = partial(_compared, path, state, loop, desk.ledger.review.about.reviewer)
        desk.jobs.start("read_back", work, partial(self.read_back.emit, path), desk.fail)
        return True

    def take(self, name: str, kind: Kind, changes: Sequence[SheetChange | RulingChange]) -> bool:
        """Take what the inspector accepted of an edited sheet or ledger, as one step of the log."""
        from desktop.sheets.merge import merged

        desk = self._desk
        if desk.ledger is None or desk.checklist is None or not desk.ledger.flush():
            return False
        try:
            new = merged(desk.ledger.review, desk.checklist, changes)
        except DuyueError as error:
            return desk.refuse(error)
        return desk.amend(new, f"读回{kind.value}“{name}”：{len(changes)} 处")

    def _gathered(self, kind: Kind | None) -> "Callable[[], Dossier] | None":
        """Give the work that gathers what is printed of the open review; None, and said why, where that cannot be."""
        desk = self._desk
        if desk.ledger is None or desk.examination is None or not desk.ledger.flush():
            return None
        try:
            state = desk.ledger.file.snapshot()
        except DuyueError as error:
            desk.refuse(error)
            return None
        loop = None
        if kind in OF_LOOP:
            loop = partial(_loop, desk.loops.examine, desk.ledger.review, desk.loops.today())
        return partial(_dossier, state, desk.ledger.review.id, desk.examination, desk.suggestions, loop)

    def _tick(self, stop: Event, done: float) -> None:
        """Tell how far a paper is, on the worker; a paper that was cancelled ends here."""
        if stop.is_set():
            raise ExportCancelled(says.CANCELLED)
        self.progressed.emit(round(done * 100))

    def _on_failed(self, error: Exception) -> None:
        """Tell why a paper was not written."""
        self.failed.emit(error)
        if isinstance(error, ExportCancelled):
            self._desk.said.emit("info", error.says)
        else:
            self._desk.fail(error)

    def _on_written(self, path: Path, seq: int, kind: Kind | None, written: Written) -> None:
        """Remember what the sheet holds, so that a later change can be told."""
        if kind in {None, Kind.SHEET}:
            self._desk.bookmark.keep(**{EXPORTED: seq})
        self._desk.memory.prefer(exports_folder=str(path.parent))
        self._desk.exported.emit(path, written)

    def save_as(self, path: Path, *, move: bool = False) -> bool:
        """Write the case to another place in a job and go on there; with ``move``, the old file is taken away.

        An old one that could not be written, and so lacks what the copy holds or is another's, is let be.
        """
        desk = self._desk
        if desk.ledger is None or not desk.ledger.flush():
            return False
        file = desk.ledger.file
        if desk.rewriter.busy:
            desk.said.emit("info", says.REWRITING)
            return False
        desk.bookmark.write()
        try:
            work = partial(_copied, file.snapshot(), path)
        except DuyueError as error:
            return desk.refuse(error)
        done = partial(self._on_copied, move=move and not file.detached)
        desk.said.emit("wait", says.copying(path))
        desk.jobs.start("copy", work, done, desk.fail, unwanted=CaseFile.close)
        return True

    def _on_copied(self, copy: CaseFile, *, move: bool) -> None:
        """Go on in a copy that was written, and say so."""
        desk = self._desk
        old = desk.path
        if old is None or not desk.go_on_in(copy):
            return
        desk.said.emit("done", says.copied(copy.path, moved=move))
        if move:
            try:
                old.unlink()
            except OSError:
                desk.said.emit("error", says.left(old, copy.path))
            desk.memory.forget(old)

    def lock(self, password: str) -> bool:
        """Set or change the password of the case, or take it away with ``""``; its backups follow."""
        ledger = self._desk.ledger
        if ledger is None:
            return False
        done = partial(self._on_locked, ledger.file.key, ledger.file.password, password)
        return self._desk.rewriter.start(done, password=password)

    def _on_locked(self, key: str, former: str, password: str) -> None:
        """Say that the case has its password, and let its backups follow."""
        desk = self._desk
        work = partial(desk.memory.backups.relock, key, former, password)
        desk.jobs.start("relock", work, self._on_relocked, desk.fail)
        desk.said.emit("done", says.LOCKED if password else says.UNLOCKED)

    def _on_relocked(self, told: str) -> None:
        """Say which backups could not follow."""
        if told:
            self._desk.said.emit("error", told)


def _loop(examine: Examine, review: Review, today: date, case: Case) -> Loop:
    """Read the whole loop of a case."""
    from desktop import rectification

    return rectification.matrix(read_rounds(case, examine), review, today)


def _dossier(
    state: CaseFile,
    review: str,
    examination: Examination,
    suggestions: tuple[Suggestion, ...],
    loop: Callable[[Case], Loop] | None = None,
) -> "Dossier":
    """Gather what is printed of a case that proves itself, loading what prints it only now."""
    from desktop import sheets

    with state:
        case = state.proved()
        logs = {each.id: state.history(each.id) for each in case.reviews}
    at = datetime.now().astimezone().isoformat(timespec="seconds")
    return sheets.dossier(case, review, examination, suggestions, at, logs, loop(case) if loop else None)


def _copied(state: CaseFile, path: Path) -> CaseFile:
    """Write a case to another place and open it there."""
    with state:
        return state.open_copy(path)


def _export(
    path: Path, kind: Kind | None, work: "Callable[[], Dossier]", template: str, tick: Callable[[float], None]
) -> Written:
    """Write a paper, an opinion by the office's template if there is one."""
    from desktop import sheets

    return sheets.export(path, work(), kind, template=_letter(template), tick=tick)


def _painted(device: "QPagedPaintDevice", kind: Kind, dossier: "Dossier", template: str) -> None:
    """Paint a paper for a print dialog, an opinion by the office's template if there is one."""
    from desktop.sheets import pdf

    pdf.paint(device, kind, dossier, lambda _: None, _letter(template))


def _letter(template: str) -> bytes:
    """Read the office's template."""
    try:
        return Path(template).read_bytes() if template else b""
    except OSError as error:
        raise ExportFailed(says.NO_TEMPLATE.format(template)) from error


def _compared(
    path: Path, state: CaseFile, loop: Callable[[Case], Loop], reviewer: str
) -> SheetChanges | RulingChanges:  # fmt: skip
    """Compare an edited sheet, or a paper of the loop, with its case."""
    from desktop import rectification
    from desktop.sheets.ledgerback import read_ledger
    from desktop.sheets.merge import compared

    with state:
        case = state.case()
    ledger = read_ledger(path, case)
    if ledger is None:
        return compared(path, case)
    held = loop(case)
    return rectification.changes(ledger, held, reviewer, held.today)
