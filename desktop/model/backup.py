"""A backup: a state of a case that the program kept in its own folder."""

from pathlib import Path

from desktop.model.value import Value


class Backup(Value):
    """One state: where it lies, the case file's name, when it was kept (ISO time), how many steps its log holds."""

    path: Path
    name: str
    at: str
    steps: int
