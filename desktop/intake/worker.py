"""One warm process that unpacks files, within limits, so that a hang or a crash cannot take the window down."""

import atexit
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import TYPE_CHECKING

from desktop.intake import readers, says
from desktop.intake.body import Body
from desktop.model.errors import UnreadableFile

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

MEMORY = 1024 * 1024 * 1024
"""The most address space that the process may take, in bytes."""
SECONDS, SECONDS_PER_MB, MOST_SECONDS = 4.0, 6.0, 40.0
"""How long one file may take, what each MB adds, and how long the largest may take."""
_START_SECONDS = 30.0


class Worker:
    """The process and the pipe to it; started when it is first wanted, and again after it had to be killed."""

    def __init__(self, seconds: float = SECONDS, per_mb: float = SECONDS_PER_MB) -> None:
        self._seconds, self._per_mb = seconds, per_mb
        self._lock = threading.Lock()
        self._process: BaseProcess | None = None
        self._pipe: Connection | None = None
        self._ready = False
        atexit.register(self.close)

    def warm(self) -> None:
        """Start the process, so that the first file need not wait; returns at once."""
        with self._lock:
            self._running()

    def read(self, reader: str, data: bytes, name: str) -> Body:
        """Read a file in the process; raises ``UnreadableFile``, also where it hangs or dies over it."""
        with self._lock:
            try:
                answer = self._ask(reader, data, name)
            except (EOFError, OSError) as error:
                self._kill()
                raise UnreadableFile(says.crashed(name)) from error
        if isinstance(answer, Body):
            return answer
        raise UnreadableFile(answer)

    def close(self) -> None:
        """End the process."""
        with self._lock:
            self._kill()

    def _ask(self, reader: str, data: bytes, name: str) -> Body | str:
        pipe = self._running()
        if not self._ready:
            if not pipe.poll(_START_SECONDS):
                raise EOFError
            pipe.recv()
            self._ready = True
        pipe.send((reader, data, name))
        if not pipe.poll(min(self._seconds + self._per_mb * len(data) / 2**20, MOST_SECONDS)):
            self._kill()
            return says.too_slow(name)
        answer: Body | str = pipe.recv()
        return answer

    def _running(self) -> "Connection":
        if self._pipe is not None and self._process is not None and self._process.is_alive():
            return self._pipe
        self._kill()
        import multiprocessing  # takes time that plain text need not wait for

        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=_serve, args=(theirs,), name="duyue-reader", daemon=True)
        with _main_hidden():
            process.start()
        theirs.close()
        self._process, self._pipe = process, ours
        return ours

    def _kill(self) -> None:
        if self._pipe is not None:
            self._pipe.close()
        if self._process is not None:
            self._process.kill()
            self._process.join()
            self._process.close()
        self._process = self._pipe = None
        self._ready = False


@contextmanager
def _main_hidden() -> Iterator[None]:
    """Start a process without our main module: it needs none of it, and a script need not be safe to import."""
    main = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main


def _serve(pipe: "Connection") -> None:
    """Read files until the pipe ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _limit_memory(MEMORY)
    readers.load()
    pipe.send("")
    while True:
        try:
            reader, data, name = pipe.recv()
        except (EOFError, OSError):
            return
        answer: Body | str
        try:
            answer = readers.read(reader, data, name)
        except UnreadableFile as error:
            answer = error.says
        del data
        pipe.send(answer)


def _limit_memory(limit: int) -> None:
    """Bound this process's memory: an address-space limit, on Windows a job object of its own."""
    if sys.platform == "win32":
        from desktop.intake import windows_job

        windows_job.limit_memory(limit)
    else:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
