"""Floor 3: case files, settings, the recent list and the checklist shelf; the only room that knows SQLite."""

from desktop.storage.casefile import CaseFile
from desktop.storage.naming import case_path
from desktop.storage.recent import Recent
from desktop.storage.settings import Settings

__all__ = ["CaseFile", "Recent", "Settings", "case_path"]
