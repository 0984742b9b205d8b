"""One warm process that unpacks files, within limits, so that a hang or a crash cannot take the window down."""

import atexit
import math
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
"""How long one file may take in vain, what each MB adds, and how long the largest may take."""
_PRINTED_SHARE, _PRINTED_PER_MB = 0.75, 0.05
"""What share of that time a PDF has, whose pages each have their own, and what each MB adds to it."""
_PAGE_SHARE, _LAST_SECONDS = 0.6, 0.5
"""What share of the time for its file a page may take, and how long what is left over may where all is spent."""
_REST_PER_PAGE, _MORE_PER_PAGE = 0.03, 0.05
"""What each page adds to the time in which the pages that were read become one text, and to that of the whole file."""
_START_SECONDS = 30.0
_HEED_SECONDS = 0.1
"""How often whoever waits for an answer looks whether it is still wanted."""
_TRIES, _LEFT_OUT = 1, 3
"""How often a page that the process died over is tried again, and how many of them are left out of a file."""


class Begun(NamedTuple):
    """What the process sends before it reads a page, so that we know over which one it died; 0 stands for the rest."""

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
        self._waited = 0.0
        self._holds = ""
        self._asked = self._unwanted = ""
        self._lost: set[tuple[str, int]] = set()
        atexit.register(self.close)

    def warm(self) -> None:
        """Start the process, so that the first file need not wait; returns at once."""
        with self._lock:
            self._running()

    def read(
        self,
        reader: str,
        data: bytes,
        name: str,
        password: str = "",
        recognition: Recognition | None = None,
        most: float = MOST_SECONDS,
    ) -> Body:
        """Read a file in the process; raises ``UnreadableFile``, also where it hangs or dies over it.

        It never takes more than ``most`` seconds, once the process has started, and a little more for each page read.

        A page that it dies over is tried once more, and then left out; one that it hangs over is left out at once. All
        that came to nothing counts together, so that a file made to do harm is soon refused.
        """
        died: list[int] = []
        share, per_mb = (_PRINTED_SHARE, _PRINTED_PER_MB) if reader == "pdf" else (1.0, self._per_mb)
        patience = min(share * self._seconds + per_mb * len(data) / 2**20, most)
        page, ends = patience * _PAGE_SHARE, 0.0
        while True:
            without = frozenset(page for page in died if died.count(page) > _TRIES)
            spent = patience < _LAST_SECONDS
            first = max(patience, _LAST_SECONDS) if died else patience
            with self._lock:
                self._page = 0
                ends = ends or time.monotonic() + most
                try:
                    given = (reader, data, name, password, without, recognition)
                    answer = self._ask("read", given, first, min(page, first), ends)
                except (EOFError, OSError) as error:
                    hung = isinstance(error, TimeoutError)
                    patience -= self._waited
                    died += [self._page] * (1 + _TRIES if hung else 1)
                    if self._page == 0 or spent or len(without) >= _LEFT_OUT or time.monotonic() > ends:
                        raise UnreadableFile((says.too_slow if hung else says.crashed)(name)) from error
                    continue
            assert isinstance(answer, Body)
            return answer

    def picture(self, file: HeldFile, page: int, scale: float) -> Picture | None:
        """Draw a page of a file, counted from 1, ``scale`` pixels a point; None where that cannot be done."""
        answer = self._ask_held("picture", file, page, scale)
        assert answer is None or isinstance(answer, Picture)
        return answer

    def recognise(self, file: HeldFile, page: int) -> Recognised | None:
        """Recognise the words of a page, counted from 1; None where that cannot be done. Takes seconds."""
        answer = self._ask_held("recognise", file, page)
        assert answer is None or isinstance(answer, Recognised)
        return answer

    def give_up(self, file: HeldFile) -> None:
        """End the process if it is busy with a page of this file: nobody wants the answer any more. Returns at once."""
        if self._asked == file.key:
            self._unwanted = file.key

    def _ask_held(self, door: str, file: HeldFile, page: int, *given: object) -> object:
        """Ask about a page of a file that the process holds open; where it dies over that, ask once more, and no more.

        Both tries share the time for a file; a page that it is lost over is not asked about again.
        """
        patience = self._seconds
        with self._lock, self._asking(file.key):
            if (file.key, page) in self._lost:
                return None
            for _ in range(1 + _TRIES):
                try:
                    self._running()
                    if self._holds != file.key:
                        held = (file.key, file.data, file.name, file.password)
                        self._ask("hold", held, patience)
                        self._holds = file.key
                    return self._ask(door, (file.key, page, *given), patience)
                except InterruptedError:
                    return None
                except TimeoutError:
                    break
                except (EOFError, OSError):
                    patience -= self._waited
                except UnreadableFile:
                    return None
            self._lost.add((file.key, page))
        return None

    @contextmanager
    def _asking(self, key: str) -> Iterator[None]:
        """Tell while this lasts of which file the process is asked."""
        self._asked, self._unwanted = key, ""
        try:
            yield
        finally:
            self._asked = self._unwanted = ""

    def close(self) -> None:
        """End the process."""
        with self._lock:
            self._kill()

    def _ask(
        self, door: str, given: tuple[object, ...], first: float, page: float = 0.0, ends: float = math.inf
    ) -> object:
        """Send a question and wait for the answer: ``first`` seconds, and anew ``page`` seconds for each page begun.

        Raises ``TimeoutError`` where that is too long or it is past ``ends``, ``InterruptedError`` where nobody wants
        it any more, and ``EOFError`` or ``OSError`` where the process dies; it is ended then, and ``_waited`` tells how
        long the last wait was.
        """
        since = time.monotonic()
        try:
            pipe = self._running()
            if not self._ready:
                if not self._arrives(pipe, _START_SECONDS):
                    raise EOFError
                pipe.recv()
                self._ready = True
            since, seconds = time.monotonic(), first
            pipe.send((door, given))
            while self._arrives(pipe, min(seconds, ends - time.monotonic())):
                answer = pipe.recv()
                if isinstance(answer, DuyueError):
                    raise answer
                if not isinstance(answer, Begun):
                    return answer
                seconds = page if answer.page else first + _REST_PER_PAGE * self._page
                since, self._page = time.monotonic(), answer.page
                ends += _MORE_PER_PAGE
            raise TimeoutError
        except (EOFError, OSError):
            self._waited = time.monotonic() - since
            self._kill()
            raise

    def _arrives(self, pipe: "Connection", seconds: float) -> bool:
        """Wait for an answer; raises ``InterruptedError`` where nobody wants it any more."""
        ends = time.monotonic() + seconds
        while not pipe.poll(max(min(_HEED_SECONDS, ends - time.monotonic()), 0.0)):
            if self._unwanted:
                raise InterruptedError
            if time.monotonic() >= ends:
                return False
        return True

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
