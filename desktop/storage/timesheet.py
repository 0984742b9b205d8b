"""The reviewer's own record of time: one line a look, beside the settings and never in a case."""

import logging
from pathlib import Path

from pydantic import ValidationError

from desktop import paths
from desktop.model.timesheet import Spell

logger = logging.getLogger(__name__)

NAME = "timesheet.jsonl"


class Timesheet:
    """The file; what cannot be written is lost without a word, for no work hangs on it."""

    def __init__(self, folder: Path | None = None) -> None:
        """Name the file."""
        self._path = (folder or paths.settings_dir()) / NAME

    def spells(self, review: str) -> tuple[Spell, ...]:
        """List the looks of one review, leaving out lines that are broken."""
        try:
            lines = self._path.read_text(encoding="utf-8").splitlines()
        except (OSError, ValueError):
            return ()
        found = []
        for line in lines:
            try:
                found.append(Spell.model_validate_json(line))
            except ValidationError:
                logger.info("a line of the timesheet is broken")
        return tuple(spell for spell in found if spell.review == review)

    def add(self, spell: Spell) -> None:
        """Write one look down."""
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            with self._path.open("a", encoding="utf-8", newline="\n") as file:
                file.write(f"{spell.model_dump_json()}\n")
        except OSError as error:
            logger.info("the timesheet cannot be written: %s", type(error).__name__)

    def clear(self) -> None:
        """Forget every look of every review."""
        try:
            self._path.unlink(missing_ok=True)
        except OSError as error:
            logger.info("the timesheet cannot be removed: %s", type(error).__name__)
