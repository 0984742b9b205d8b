"""Hold what a written file gives back against what should be in it."""

from desktop.model.errors import ExportFailed
from desktop.sheets import words


class Recount:
    """Count one file; ``name`` is the one it will have."""

    def __init__(self, name: str) -> None:
        """Begin."""
        self._name = name

    def same(self, what: str, one: object, other: object) -> None:
        """Raise ``ExportFailed`` where two counts differ."""
        if one != other:
            raise ExportFailed(words.MISCOUNTED.format(name=self._name, what=what))
