"""Backups of the case on the desk: when it is opened and put away, and while its file is not written."""

from datetime import datetime

from PySide6.QtCore import QObject, QTimer

from desktop.desk.ledger import Ledger
from desktop.storage.backups import Backups

_PAUSE_MS = 20_000


class Safety(QObject):
    """Keep the states of one ledger's case; what the memory alone holds is at most a pause old in its last backup."""

    def __init__(self, ledger: Ledger, backups: Backups) -> None:
        super().__init__(ledger)
        self._ledger, self._backups = ledger, backups
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self.keep)
        ledger.detached.connect(self.keep)
        ledger.changed.connect(self._on_changed)
        # The case is on screen first: copying a large one takes as long as painting it.
        self._pause.start(0)

    def keep(self) -> None:
        """Keep the case as it is now among the last states of it."""
        self._pause.stop()
        self._backups.keep(self._ledger.file, datetime.now())

    def _on_changed(self) -> None:
        if self._ledger.file.detached and not self._pause.isActive():
            self._pause.start(_PAUSE_MS)
