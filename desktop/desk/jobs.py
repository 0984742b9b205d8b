"""Work away from the window: pure callables on a thread pool, answers on the main thread, stale ones dropped."""

import logging
import sys
import threading
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from PySide6.QtCore import QCoreApplication, QObject, QRunnable, QThreadPool, QTimer, Signal, SignalInstance, Slot

logger = logging.getLogger(__name__)

_PATIENCE_MS, _LEAVING_MS = 30_000, 10_000
"""How long a job may run before it counts as frozen, and how long closing waits for one."""
_READ_PER_MS = 4
"""Characters of a report that a job surely reads in a millisecond: a quarter of what it reads of the densest here."""
_FRAMES = 6
_LET_GO = 500
"""Values that are dropped between two turns of the other threads."""


@dataclass(frozen=True)
class Outcome:
    """What came of one job: ``value``, or the exception it raised."""

    lane: str
    ticket: int
    value: Any = None
    error: Exception | None = None


class _Asked(NamedTuple):
    """Who waits for a job's answer, and how long it may run before it counts as frozen."""

    done: Callable[[Any], object]
    failed: Callable[[Exception], None]
    patience_ms: int


class _Job(QRunnable):
    """Carry one callable to a worker thread; never lets an exception out of ``run``."""

    def __init__(
        self, lane: str, ticket: int, work: Callable[[], Any], begun: SignalInstance, answered: SignalInstance
    ) -> None:
        super().__init__()
        self._lane, self._ticket, self._work, self._begun, self._answered = lane, ticket, work, begun, answered

    def run(self) -> None:
        """Work, and send the outcome through the signal of the long-lived owner."""
        self._begun.emit(self._lane, self._ticket, threading.get_ident())
        try:
            outcome = Outcome(self._lane, self._ticket, value=self._work())
        except Exception as error:  # an exception that leaves run() would reach sys.excepthook on this thread
            outcome = Outcome(self._lane, self._ticket, error=error)
        self._answered.emit(outcome)


def _emptied(held: list[Any]) -> None:
    while held:
        del held[-_LET_GO:]


class Jobs(QObject):
    """Run jobs one after another; within a lane, only the answer to the newest ticket is delivered.

    ``frozen`` names the lane of a job that does not come to an end in its time; the others then go past it.
    """

    frozen = Signal(str)
    _begun = Signal(str, int, object)
    _answered = Signal(object)

    def __init__(self, parent: QObject | None = None, patience_ms: int = _PATIENCE_MS) -> None:
        super().__init__(parent)
        self._patience_ms = patience_ms
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._tickets: dict[str, int] = {}
        self._waiting: dict[tuple[str, int], _Asked] = {}
        self._unwanted: dict[tuple[str, int], Callable[[Any], object]] = {}
        self._watches: dict[tuple[str, int], QTimer] = {}
        self._ended = False
        self._begun.connect(self._on_begun)
        self._answered.connect(self._on_answered)

    @property
    def busy(self) -> bool:
        """Tell whether an answer that is still wanted is under way."""
        return bool(self._waiting)

    def waits(self, lane: str) -> bool:
        """Tell whether an answer in a lane is still wanted and under way."""
        return (lane, self._tickets.get(lane, 0)) in self._waiting

    def start(
        self,
        lane: str,
        work: Callable[[], Any],
        done: Callable[[Any], object],
        failed: Callable[[Exception], None],
        unwanted: Callable[[Any], object] | None = None,
        *,
        characters: int = 0,
    ) -> None:
        """Run ``work`` on a worker; ``done`` or ``failed`` is called on the main thread unless it became stale.

        A stale value is handed to ``unwanted``, so that what it holds open can be closed. What has so many
        ``characters`` of a report to read may take the longer. After ``finish`` nothing runs.
        """
        if self._ended:
            return
        self.drop(lane)
        ticket = self._tickets[lane]
        self._waiting[lane, ticket] = _Asked(done, failed, self._patience_ms + characters // _READ_PER_MS)
        if unwanted is not None:
            self._unwanted[lane, ticket] = unwanted
        self._pool.start(_Job(lane, ticket, work, self._begun, self._answered))

    def let_go(self, held: list[Any]) -> None:
        """Drop many values on a worker, some at a time: all at once, they would hold every thread up."""
        if not self._ended:
            self._pool.start(_Job("", 0, partial(_emptied, held), self._begun, self._answered))

    def drop(self, lane: str) -> None:
        """Make every answer that is still to come in a lane stale."""
        self._waiting.pop((lane, self._tickets.get(lane, 0)), None)
        self._tickets[lane] = self._tickets.get(lane, 0) + 1

    def finish(self) -> bool:
        """End: drop everything and wait for the worker, so that nothing stays open; False where it is frozen.

        Who closes may still ask for something afterwards; a job that began then would outlive whom it answers.
        """
        self._ended = True
        self._waiting.clear()
        self._pool.clear()
        for watch in self._watches.values():
            watch.stop()
        done = self._pool.waitForDone(_LEAVING_MS)
        # What the last job answered is still on its way here: its value may hold a file open.
        QCoreApplication.sendPostedEvents(self)
        self._unwanted.clear()
        return done

    @Slot(str, int, object)
    def _on_begun(self, lane: str, ticket: int, thread: int) -> None:
        """Watch a job from when it begins; it may be answered already."""
        asked = self._waiting.get((lane, ticket))
        if asked is None:
            return
        watch = self._watches[lane, ticket] = QTimer(self)
        watch.setSingleShot(True)
        watch.timeout.connect(partial(self._on_frozen, lane, thread))
        watch.start(asked.patience_ms)

    def _on_frozen(self, lane: str, thread: int) -> None:
        """Let other jobs go past one that does not end, and write down where it stands."""
        frame = sys._current_frames().get(thread)
        frames = reversed(traceback.extract_stack(frame)[-_FRAMES:])
        where = " < ".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in frames)
        logger.error("job %s is frozen: %s", lane, where)
        self._pool.setMaxThreadCount(self._pool.maxThreadCount() + 1)
        self.frozen.emit(lane)

    @Slot(object)
    def _on_answered(self, outcome: Outcome) -> None:
        """Hand an outcome to whoever still waits for it."""
        watch = self._watches.pop((outcome.lane, outcome.ticket), None)
        if watch is not None:
            watch.stop()
            watch.deleteLater()
        asked = self._waiting.pop((outcome.lane, outcome.ticket), None)
        unwanted = self._unwanted.pop((outcome.lane, outcome.ticket), None)
        if asked is None:
            if unwanted is not None and outcome.error is None:
                unwanted(outcome.value)
            return
        if outcome.error is None:
            asked.done(outcome.value)
        else:
            logger.info("job %s failed: %s", outcome.lane, type(outcome.error).__name__)
            asked.failed(outcome.error)
