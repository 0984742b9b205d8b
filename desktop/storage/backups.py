"""Backups: the last states of every case, kept in the program's own folder and given back beside other cases."""

import logging
import re
import threading
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from desktop import paths
from desktop.model.backup import Backup
from desktop.model.errors import CaseError
from desktop.storage import says
from desktop.storage.casefile import CaseFile
from desktop.storage.naming import SUFFIX, case_path

logger = logging.getLogger(__name__)

MOST = 10
"""States kept of a case."""
_STEM = 40
_NAME = re.compile(rf"(\d{{6}})-(\d{{8}}T\d{{6}})-(\d+)-([0-9a-f]{{8}})-(.*){re.escape(SUFFIX)}", re.DOTALL)
"""Number, time, steps and the hash of the last, name: numbers keep the order where a clock was set back."""
_RESTORED = "恢复"


class Backups:
    """Keep states below one folder, a folder a case; what cannot be kept is no reason to stop.

    States are written one after another on threads of their own, which the end of the program waits for.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder or paths.backups_dir()
        self._last: threading.Thread | None = None

    def keep(self, file: CaseFile, at: datetime) -> None:
        """Keep a case as it is now, unless its last backup holds just that, and let the oldest go."""
        try:
            state = file.snapshot()
        except CaseError as error:
            _warn(error)
            return
        self._last = threading.Thread(target=self._write, args=(state, at, self._last), name="backup")
        self._last.start()

    def settle(self) -> None:
        """Wait until every state that was to be kept is."""
        if self._last is not None:
            self._last.join()

    def _write(self, state: CaseFile, at: datetime, before: threading.Thread | None) -> None:
        """Write a state once the one before it is written."""
        if before is not None:
            before.join()
        try:
            with state:
                steps, head = state.head()
                folder = self._folder / state.key
                held = _numbered(folder)
                if held and _parts(held[-1])[3] == head[:8]:
                    return
                number = int(_parts(held[-1])[0]) + 1 if held else 1
                folder.mkdir(parents=True, exist_ok=True, mode=0o700)
                stem = state.path.stem[:_STEM]
                state.save_copy(folder / f"{number:06}-{at:%Y%m%dT%H%M%S}-{steps}-{head[:8]}-{stem}{SUFFIX}")
            for old in held[: -MOST + 1]:
                old.unlink()
        except (CaseError, OSError) as error:
            _warn(error)

    def relock(self, key: str, former: str, password: str) -> str:
        """Give every state of a case the password that the case has now; says which could not follow."""
        self.settle()
        left = 0
        for path in _numbered(self._folder / key):
            try:
                with CaseFile.open(path, password=former) as state:
                    state.lock(password)
            except CaseError as error:
                logger.warning("a backup kept its password: %s", type(error).__name__)
                left += 1
        return says.not_relocked(left, self._folder / key) if left else ""

    def of(self, file: CaseFile) -> tuple[Backup, ...]:
        """List the states of one case, the last first."""
        self.settle()
        return tuple(map(_backup, reversed(_numbered(self._folder / file.key))))

    def all(self) -> tuple[Backup, ...]:
        """List the states of every case, the last of each case first."""
        self.settle()
        try:
            folders = [path for path in self._folder.iterdir() if path.is_dir()]
        except OSError:
            return ()
        found = [tuple(map(_backup, reversed(_numbered(folder)))) for folder in folders]
        return tuple(
            each for states in sorted(found, key=lambda s: s[0].at if s else "", reverse=True) for each in states
        )


def restored(backup: Backup, folder: Path, password: str = "") -> Path:
    """Write a state as a case file of its own into a folder, and say where; raises ``CaseError``, never overwrites.

    A locked state needs its password, and what is restored of it is locked.
    """
    place = case_path(folder, backup.name, _RESTORED, "")
    with says.told(place):
        folder.mkdir(parents=True, exist_ok=True)
    with CaseFile.open(backup.path, writing=False, password=password) as file:
        file.save_copy(place)
    return place


def _warn(error: Exception) -> None:
    logger.warning("a backup was not kept: %s", type(error).__name__)


def _numbered(folder: Path) -> list[Path]:
    """List the backups in a folder, the first first."""
    with suppress(OSError):
        return sorted(path for path in folder.iterdir() if _NAME.fullmatch(path.name))
    return []


def _parts(path: Path) -> tuple[str, ...]:
    """Take a backup's name apart."""
    found = _NAME.fullmatch(path.name)
    assert found is not None, path.name
    return found.groups()


def _backup(path: Path) -> Backup:
    _, at, steps, _, name = _parts(path)
    return Backup(path=path, name=name, at=datetime.strptime(at, "%Y%m%dT%H%M%S").isoformat(), steps=int(steps))
