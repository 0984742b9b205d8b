"""The recent list: reports and case files, the last one first."""

import json
import logging
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from desktop import paths
from desktop.model.value import Value
from desktop.storage import jsonfile

logger = logging.getLogger(__name__)

NAME = "recent.json"
LONGEST = 12


class RecentFile(Value):
    """A file that was open, its title, what is said below it, and when (ISO time).

    A case tells how many of its items were settled when it was last put away; a report has a ``count`` of 0.
    """

    path: str
    title: str
    at: str
    detail: str = ""
    settled: int = 0
    count: int = 0


_ENTRIES = TypeAdapter(tuple[RecentFile, ...])


class Recent:
    """Keep the list in a file; a list that cannot be read or written is no reason to stop."""

    def __init__(self, folder: Path | None = None) -> None:
        self._path = (folder or paths.settings_dir()) / NAME

    def shown(self) -> tuple[RecentFile, ...]:
        """List what is still there, the last one first."""
        return tuple(entry for entry in self._held() if _there(entry.path))

    def add(self, first: RecentFile) -> None:
        """Put a file first."""
        self._keep((first, *(entry for entry in self._held() if entry.path != first.path)))

    def forget(self, path: Path) -> None:
        """Take a file off the list."""
        held = self._held()
        kept = tuple(entry for entry in held if entry.path != str(path.absolute()))
        if kept != held:
            self._keep(kept)

    def _held(self) -> tuple[RecentFile, ...]:
        """Read the file."""
        try:
            return _ENTRIES.validate_python(json.loads(self._path.read_text(encoding="utf-8")))
        except FileNotFoundError:
            return ()
        except OSError as error:
            logger.info("the recent list cannot be read: %s", type(error).__name__)
            return ()
        except (ValueError, ValidationError):
            jsonfile.set_aside(self._path)
            return ()

    def _keep(self, entries: tuple[RecentFile, ...]) -> None:
        """Write the file."""
        try:
            jsonfile.write(self._path, [entry.model_dump() for entry in entries[:LONGEST]])
        except OSError as error:
            logger.info("the recent list cannot be written: %s", type(error).__name__)


def _there(path: str) -> bool:
    """Tell whether a file can be opened again."""
    try:
        return Path(path).is_file()
    except (OSError, ValueError):
        return False
