"""What the program remembers of its user between two sessions: settings and recent files, shared by all windows."""

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desktop.desk.progress import Progress
from desktop.model.errors import DuyueError
from desktop.storage import settings as settings_file
from desktop.storage.backups import Backups
from desktop.storage.comments import CommentBank
from desktop.storage.recent import Recent, RecentFile


class Memory(QObject):
    """Hold settings and the recent list; ``complaint`` says what was wrong with the settings at the start.

    ``gathering`` asks every open case to put down how far it is, before the list is shown.
    """

    changed = Signal()
    refused = Signal(str)
    gathering = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.settings, self.complaint = settings_file.load()
        self._recent = Recent()
        self.backups = Backups()
        self._bank: CommentBank | None = None

    @property
    def recent(self) -> tuple[RecentFile, ...]:
        """List the files that were open before, the last one first."""
        return self._recent.shown()

    @property
    def comments(self) -> CommentBank:
        """Give the reasons that can be used again; read when first asked for."""
        if self._bank is None:
            self._bank = CommentBank()
        return self._bank

    def prefer(self, **chosen: object) -> None:
        """Remember settings."""
        wanted = self.settings.model_validate({**self.settings.model_dump(), **chosen})
        if wanted == self.settings:
            return
        self.settings = wanted
        try:
            settings_file.save(wanted)
        except DuyueError as error:
            self.refused.emit(error.says)
        self.changed.emit()

    def remember(self, path: Path, title: str, detail: str = "", made: Progress | None = None) -> None:
        """Put a file on the recent list, a case with how far it is."""
        self._recent.add(
            RecentFile(
                path=str(path.absolute()),
                title=title,
                at=datetime.now().astimezone().isoformat(timespec="seconds"),
                detail=detail,
                settled=made.settled if made else 0,
                count=made.count if made else 0,
            )
        )

    def forget(self, path: Path) -> None:
        """Take a file off the recent list."""
        self._recent.forget(path)

    def mark_open(self, path: Path) -> None:
        """Note that a case is open, so that it comes back after a crash."""
        if str(path) not in self.settings.open_cases:
            self.prefer(open_cases=(*self.settings.open_cases, str(path)))

    def mark_closed(self, path: Path) -> None:
        """Note that a case was put away."""
        self.prefer(open_cases=tuple(name for name in self.settings.open_cases if name != str(path)))
