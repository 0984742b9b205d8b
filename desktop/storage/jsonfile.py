"""Write small JSON files whole or not at all, and set broken ones aside."""

import json
import logging
import os
from pathlib import Path

logger = logging.getLogger(__name__)


def write(path: Path, value: object) -> None:
    """Replace a JSON file in one move; raises ``OSError`` and leaves the old file then.

    A folder that is made for it is the owner's alone.
    """
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    partial = path.with_name(f"{path.name}.{os.getpid()}.new")
    try:
        with partial.open("w", encoding="utf-8", newline="\n") as file:
            json.dump(value, file, ensure_ascii=True, indent=1)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)


def set_aside(path: Path) -> None:
    """Keep a broken file as ``<name>.broken``, so that the next write does not destroy it."""
    try:
        path.replace(path.with_name(path.name + ".broken"))
    except OSError as error:
        logger.info("a broken file could not be set aside: %s", type(error).__name__)
