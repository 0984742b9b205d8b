"""Recognise the pages of a report that are pictures: page by page, away from the window, to be stopped at any page."""

import time
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop import intake
from desktop.desk import files, says
from desktop.desk.jobs import Jobs
from desktop.model.recognition import Recognised, Recognition

if TYPE_CHECKING:
    from desktop.desk.desk import Desk

_LANE = "recognise"
_PATIENCE_MS = 150_000
"""How long a page may take before its job counts as frozen: longer than the recogniser itself waits for it."""
_FAILED = "第 {0} 页试了两次都没有识别出来，仍按图片显示，请对照原页阅读；可在菜单“文件”里再试。"


class Recogniser(QObject):
    """Recognise one report at a time; ``went`` carries the pages done, all pages, and the seconds that are left (-1).

    What was recognised is laid on the desk at the end, or when it is stopped.
    """

    went = Signal(int, int, int)
    ended = Signal()

    def __init__(self, desk: "Desk") -> None:
        super().__init__(desk)
        self._desk = desk
        self._jobs = Jobs(self, _PATIENCE_MS)
        self._left: list[int] = []
        self._count = 0
        self._found = Recognition(by="")
        self._pictures: intake.Pictures | None = None

    @property
    def busy(self) -> bool:
        """Tell whether pages are being recognised."""
        return bool(self._left)

    @property
    def offered(self) -> int:
        """Count the pages that can be recognised now; none while a review is in memory alone."""
        report, ledger = self._desk.report, self._desk.ledger
        count = len(intake.pictured(report)) if report else 0
        in_memory = ledger is not None and bool(ledger.file.detached)
        return count if count and not in_memory and intake.can_recognise() else 0

    def start(self) -> None:
        """Begin with the first page that is a picture."""
        opened = self._desk.opened_report
        if opened is None or self.busy or not self.offered:
            return
        self._opened = opened
        self._left = list(intake.pictured(opened.report))
        self._failed: list[int] = []
        self._count, self._begun = len(self._left), time.monotonic()
        self._found = opened.report.recognition or Recognition(by=intake.recogniser())
        self._pictures = intake.Pictures(opened.data, opened.report.name, opened.password)
        self._next()

    def stop(self) -> bool:
        """Stop after the pages that are done, and take these; tells whether there are any."""
        if self.busy:
            self._drop()
            self._lay()
        return bool(self._found.pages)

    def finish(self) -> bool:
        """Let nothing run on after closing; False where a job is frozen."""
        self._drop()
        return self._jobs.finish()

    def forget(self) -> None:
        """Drop what is under way, for the report was put away."""
        busy = self.busy
        self._drop()
        if busy:
            self.ended.emit()

    def _drop(self) -> None:
        """Want no further page, and not the one that is under way."""
        self._jobs.drop(_LANE)
        self._left = []
        if self._pictures is not None:
            self._pictures.give_up()

    def _next(self) -> None:
        done = self._count - len(self._left)
        spent = time.monotonic() - self._begun
        assert self._pictures is not None
        work = partial(self._pictures.recognised, self._left[0])
        self._jobs.start(_LANE, work, self._on_page, self._on_failed)
        self.went.emit(done, self._count, round(spent / done * len(self._left)) if done else -1)

    def _on_page(self, page: Recognised | None) -> None:
        if page is not None:
            self._found = self._found.with_page(page)
        else:
            self._failed.append(self._left[0])
        self._left = self._left[1:]
        if self._left:
            self._next()
        else:
            self._lay()

    def _on_failed(self, error: Exception) -> None:
        self._left = []
        self.ended.emit()
        self._desk.fail(error)

    def _lay(self) -> None:
        """Read the report again with what was recognised; a review of it goes on, its evidence where it belongs."""
        self.ended.emit()
        ledger, laid = self._desk.ledger, self._on_read
        if not self._found.pages or (ledger is not None and not ledger.flush()):
            self._tell_failed()
        elif ledger is None:
            self._jobs.start(_LANE, partial(files.read_recognised, self._opened, self._found), laid, self._desk.fail)
        else:
            self._desk.rereader.read_anew(self._on_read_anew, self._found)

    def _on_read(self, opened: files.OpenedReport) -> None:
        if self._desk.lay_recognised(opened):
            self._tell_failed()

    def _on_read_anew(self, anew: files.ReadAnew) -> None:
        self._desk.rereader.take(anew, says.RECOGNISED_TAKEN, self._tell_failed)

    def _tell_failed(self) -> None:
        """Tell which pages the recogniser died over, each of them twice."""
        if self._failed:
            pages = "、".join(map(str, self._failed))
            self._desk.said.emit("error", _FAILED.format(pages))
