"""Disks that fail: one that goes away under an open case file, and one whose writes, syncs and cuts go wrong."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Literal

import apsw
import pytest

from desktop.storage import connection
from desktop.storage.casefile import CaseFile

Fault = Literal["full", "broken", "short"]
"""ENOSPC, EIO, and half of the bytes written before the disk is full."""
_REAL = apsw.vfs_names()[0].removeprefix("multipleciphers-")


@contextmanager
def pulled(file: CaseFile) -> Iterator[None]:
    """Let nothing stand where the case file lay, as when a stick is pulled, and put it back.

    The file itself stays: Windows lets nobody take an open one away.
    """
    path = file.path
    file.path = path.parent / "pulled" / path.name
    try:
        yield
    finally:
        file.path = path


class Disk(apsw.VFS):
    """The system's disk, on which the operation number ``at`` fails, and with ``lasting`` all that follow."""

    def __init__(self) -> None:
        super().__init__("faulty", _REAL)
        self.count = self.at = self.synced = 0
        self.fault: Fault = "broken"
        self.lasting = self.struck = False

    def arm(self, at: int, fault: Fault, *, lasting: bool = False) -> None:
        """Count anew, and fail at an operation, counted from 1."""
        self.count, self.at, self.fault, self.lasting, self.struck = 0, at, fault, lasting, False
        self.synced = 0

    def fails(self) -> bool:
        """Count an operation, and tell whether it fails."""
        self.count += 1
        fails = self.at > 0 and (self.count == self.at or (self.lasting and self.count > self.at))
        self.struck |= fails
        return fails

    def error(self) -> apsw.Error:
        """Say what goes wrong."""
        return apsw.IOError("injected") if self.fault == "broken" else apsw.FullError("injected")

    def xOpen(self, name: str | apsw.URIFilename | None, flags: list[int]) -> apsw.VFSFile:
        """Open a file; the journal counts, for it is made for a change."""
        if flags[0] & apsw.SQLITE_OPEN_MAIN_JOURNAL and flags[0] & apsw.SQLITE_OPEN_CREATE and self.fails():
            raise apsw.CantOpenError("injected")
        return _File(self, name, flags)

    def xDelete(self, filename: str, syncdir: bool) -> None:
        """Delete a journal."""
        if self.fails():
            raise apsw.IOError("injected")
        super().xDelete(filename, syncdir)


class _File(apsw.VFSFile):
    def __init__(self, disk: Disk, name: str | apsw.URIFilename | None, flags: list[int]) -> None:
        super().__init__(_REAL, name, flags)
        self._on = disk

    def xWrite(self, data: bytes, offset: int) -> None:
        if not self._on.fails():
            return super().xWrite(data, offset)
        if self._on.fault == "short":
            super().xWrite(data[: len(data) // 2], offset)
        raise self._on.error()

    def xSync(self, flags: int) -> None:
        self._on.synced += 1
        if self._on.fails():
            raise apsw.IOError("injected")
        super().xSync(flags)

    def xTruncate(self, newsize: int) -> None:
        if self._on.fails():
            raise apsw.IOError("injected")
        super().xTruncate(newsize)


@contextmanager
def faulty() -> Iterator[Disk]:
    """Let case files lie on a disk that fails where it is armed to; on the system's own again at the end."""
    disk = _disk()
    queries = {way: f"{query}&vfs=multipleciphers-faulty" for way, query in connection._QUERY.items()}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(connection, "_QUERY", queries)
        try:
            yield disk
        finally:
            disk.at = 0


@cache
def _disk() -> Disk:
    """Make the one disk: what encrypts pages keeps a pointer to it for the life of the process."""
    return Disk()
