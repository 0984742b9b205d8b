"""One warm process that unpacks files, within limits, so that a hang or a crash cannot take the window down."""

import atexit
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from types import ModuleType
from typing import TYPE_CHECKING, NamedTuple

from desktop.intake import readers, says
from desktop.intake.body import Body
from desktop.intake.printed import held
from desktop.intake.printed.held import HeldFile
from desktop.model.errors import DuyueError, UnreadableFile
from desktop.model.pages import Picture
from desktop.model.recognition import Recognised, Recognition

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

MEMORY = 1024 * 1024 * 1024
"""The most address space that the process may take, in bytes."""
SECONDS, SECONDS_PER_MB, MOST_SECONDS = 4.0, 6.0, 40.0
"""How long one file may take, what each MB adds, and how long the largest may take."""
_START_SECONDS = 30.0
_TRIES, _LEFT_OUT = 1, 3
"""How often a page that the process died over is tried again, and how many of them are left out of a file."""


class Begun(NamedTuple):
    """What the process sends before it reads a page, so that we know over which one it died."""

    page: int


class Worker:
    """The process and the pipe to it; started when it is first wanted, and again after it had to be killed."""

    def __init__(self, seconds: float = SECONDS, per_mb: float = SECONDS_PER_MB, memory: int = MEMORY) -> None:
        self._seconds, self._per_mb, self._memory = seconds, per_mb, memory
        self._lock = threading.Lock()
        self._process: BaseProcess | None = None
        self._pipe: Connection | None = None
        self._ready = False
        self._page = 0
        self._holds = ""
        atexit.register(self.close)

    def warm(self) -> None:
        """Start the process, so that the first file need not wait; returns at once."""
        with self._lock:
            self._running()

    def read(
        self, reader: str, data: bytes, name: str, password: str = "", recognition: Recognition | None = None
    ) -> Body:
        """Read a file in the process; raises ``UnreadableFile``, also where it hangs or dies over it.

        A page that it dies over is tried once more, and then left out.
        """
        died: list[int] = []
        while True:
            without = frozenset(page for page in died if died.count(page) > _TRIES)
            with self._lock:
                self._page = 0
                try:
                    answer = self._ask("read", (reader, data, name, password, without, recognition), name, len(data))
                except (EOFError, OSError) as error:
                    self._kill()
                    died.append(self._page)
                    if self._page == 0 or len(without) >= _LEFT_OUT:
                        raise UnreadableFile(says.crashed(name)) from error
                    continue
            assert isinstance(answer, Body)
            return answer

    def picture(self, file: HeldFile, page: int, scale: float) -> Picture | None:
        """Draw a page of a file, counted from 1, ``scale`` pixels a point; None where that cannot be done."""
        answer = self._ask_held("picture", file, (page, scale))
        assert answer is None or isinstance(answer, Picture)
        return answer

    def recognise(self, file: HeldFile, page: int) -> Recognised | None:
        """Recognise the words of a page, counted from 1; None where that cannot be done. Takes seconds."""
        answer = self._ask_held("recognise", file, (page,))
        assert answer is None or isinstance(answer, Recognised)
        return answer

    def _ask_held(self, door: str, file: HeldFile, given: tuple[object, ...]) -> object:
        """Ask about a file that the process holds open; where it dies over that, ask once more."""
        with self._lock:
            for _ in range(1 + _TRIES):
                self._running()
                try:
                    if self._holds != file.key:
                        self._ask("hold", (file.key, file.data, file.name, file.password), file.name, len(file.data))
                        self._holds = file.key
                    return self._ask(door, (file.key, *given), file.name, 0)
                except (EOFError, OSError):
                    self._kill()
                except UnreadableFile:
                    return None
        return None

    def close(self) -> None:
        """End the process."""
        with self._lock:
            self._kill()

    def _ask(self, door: str, given: tuple[object, ...], name: str, size: int) -> object:
        """Send a question and wait for the answer; every page that is begun grants it a page's time anew."""
        pipe = self._running()
        if not self._ready:
            if not pipe.poll(_START_SECONDS):
                raise EOFError
            pipe.recv()
            self._ready = True
        pipe.send((door, given))
        last = time.monotonic() + MOST_SECONDS
        seconds = min(self._seconds + self._per_mb * size / 2**20, MOST_SECONDS)
        while pipe.poll(min(seconds, last - time.monotonic())):
            answer = pipe.recv()
            if isinstance(answer, DuyueError):
                raise answer
            if not isinstance(answer, Begun):
                return answer
            self._page = answer.page
        self._kill()
        raise UnreadableFile(says.too_slow(name))

    def _running(self) -> "Connection":
        if self._pipe is not None and self._process is not None and self._process.is_alive():
            return self._pipe
        self._kill()
        import multiprocessing  # takes time that plain text need not wait for

        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=_serve, args=(theirs, self._memory), name="duyue-reader", daemon=True)
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
        self._holds = ""


@contextmanager
def _main_hidden() -> Iterator[None]:
    """Start a process without our main module: it needs none of it, and a script need not be safe to import."""
    main = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main


def _serve(pipe: "Connection", memory: int) -> None:
    """Read files until the pipe ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _limit_memory(memory)
    readers.load()
    pipe.send("")
    doors: dict[str, Callable[..., object]] = {
        "read": partial(readers.read, begins=lambda page: pipe.send(Begun(page))),
        "hold": held.hold,
        "picture": held.picture,
        "recognise": held.recognise,
    }
    while True:
        try:
            door, given = pipe.recv()
        except (EOFError, OSError):
            return
        answer: object
        try:
            answer = doors[door](*given)
        except UnreadableFile as error:
            answer = error
        del given
        pipe.send(answer)


def _limit_memory(limit: int) -> None:
    """Bound this process's memory: an address-space limit, on Windows a job object of its own."""
    if sys.platform == "win32":
        from desktop.intake import windows_job

        windows_job.limit_memory(limit)
    else:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
