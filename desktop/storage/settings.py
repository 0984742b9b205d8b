"""Settings: the few things the program remembers of its user, in one JSON file."""

import json
import logging
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path

from pydantic import Field, ValidationError

from desktop import paths
from desktop.model.errors import UnwritableSettings
from desktop.model.value import Value
from desktop.storage import jsonfile

logger = logging.getLogger(__name__)

NAME = "settings.json"
VERSION = 2
_ZOOM = (60, 250)


class Theme(StrEnum):
    """How the window is drawn."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class PageMode(StrEnum):
    """What is shown of a report that has pages."""

    TEXT = "text"
    SHEETS = "sheets"
    BOTH = "both"


class Settings(Value):
    """What the user chose; ``geometry`` and ``splitters`` are the window's own words for its places.

    ``cases_folder`` is empty for the usual place, ``exports_folder`` for that of the case; ``letter_template`` is an
    office's own .docx, empty for the house's; ``zoom`` is in percent, as far as the page can be set;
    ``accounts`` is whether the panel of the total stands beside the desk;
    ``keeps_time`` is whether the reviewer's own time is recorded;
    ``inspects`` is whether 自检 is shown at closing, ``toured`` whether the first steps were shown.
    ``quiet_defects`` are cues of faults of form (``D03``) that are not told.
    ``page_mode`` is what is shown of a report that has pages. ``reading_font`` is a family, empty for the program's own
    choice; ``open_cases`` are those not put away yet: they come back after a crash.
    """

    theme: Theme = Theme.SYSTEM
    cases_folder: str = ""
    reviewer: str = ""
    exports_folder: str = ""
    letter_template: str = ""
    zoom: int = Field(default=100, ge=_ZOOM[0], le=_ZOOM[1])
    reading_font: str = ""
    page_mode: PageMode = PageMode.BOTH
    inspects: bool = True
    toured: bool = False
    accounts: bool = False
    keeps_time: bool = False
    quiet_defects: tuple[str, ...] = ()
    open_cases: tuple[str, ...] = ()
    geometry: str = ""
    splitters: dict[str, tuple[int, ...]] = Field(default_factory=dict)

    @property
    def cases(self) -> Path:
        """Choose the folder of new case files."""
        return Path(self.cases_folder) if self.cases_folder else paths.documents_dir()


def load(folder: Path | None = None) -> tuple[Settings, str]:
    """Read the settings, and one Chinese sentence if they could not be read (empty when all is well).

    A broken file is kept beside as ``settings.json.broken``. What a newer version added or says in words of its own is
    left out.
    """
    path = (folder or paths.settings_dir()) / NAME
    try:
        held = json.loads(path.read_text(encoding="utf-8"))
        return _understood(_migrated(held)), ""
    except FileNotFoundError:
        return Settings(), ""
    except OSError as error:
        logger.info("settings cannot be read: %s", type(error).__name__)
        return Settings(), f"设置文件无法读取，本次使用默认设置；请检查 {path.parent} 的权限。"
    except (ValueError, TypeError, ValidationError) as error:
        logger.info("settings are broken: %s", type(error).__name__)
        jsonfile.set_aside(path)
        return Settings(), f"设置文件已损坏，改用默认设置；原文件保留为 {path.name}.broken。"


def save(settings: Settings, folder: Path | None = None) -> None:
    """Write the settings whole or not at all; raises ``UnwritableSettings``."""
    path = (folder or paths.settings_dir()) / NAME
    try:
        jsonfile.write(path, {"version": VERSION, **settings.model_dump(mode="json")})
    except OSError as error:
        raise UnwritableSettings(f"设置没有保存：无法写入 {path}，请检查该文件夹是否可写、磁盘是否已满。") from error


def _understood(held: dict[str, object]) -> Settings:
    """Take what this version knows; raises ``ValidationError`` where this version's own file holds anything else."""
    known = {name: value for name, value in held.items() if name in Settings.model_fields}
    try:
        return Settings.model_validate(known)
    except ValidationError as error:
        if held["version"] == VERSION:
            raise
        unknown = {fault["loc"][0] for fault in error.errors()}
        return Settings.model_validate({name: value for name, value in known.items() if name not in unknown})


def _migrated(held: object) -> dict[str, object]:
    """Bring what a file holds to this version, step by step; raises ``TypeError`` when it is no settings file."""
    if not isinstance(held, dict) or not isinstance(held.get("version"), int):
        raise TypeError("not a settings file")
    for step in _STEPS[max(0, held["version"] - 1) :]:
        held = step(held)
    return held


def _to_version_2(held: dict[str, object]) -> dict[str, object]:
    """Zoom once went further than the page can be set; hidden layers and the layout are kept with the case now."""
    zoom = held.get("zoom")
    held = {name: value for name, value in held.items() if name not in ("hidden_layers", "layout")}
    if isinstance(zoom, int) and 50 <= zoom <= 300:
        held["zoom"] = min(max(zoom, _ZOOM[0]), _ZOOM[1])
    return {**held, "version": 2}


_STEPS: tuple[Callable[[dict[str, object]], dict[str, object]], ...] = (_to_version_2,)
"""What brings settings of each version to the next, the first from version 1."""
