"""Where things stand in the window, kept with the case so that it opens where it was left."""

import logging
from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from desktop.desk.ledger import Ledger
from desktop.model.errors import CaseError

if TYPE_CHECKING:
    from desktop.storage.casefile import ViewState

logger = logging.getLogger(__name__)

_PAUSE_MS = 1000


class Bookmark(QObject):
    """Hold named places; they are written to the case of a ledger after a pause, and when it is put away."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.places: ViewState = {}
        self._ledger: Ledger | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.write)

    def lay(self, places: Mapping[str, str | int | float | bool], ledger: Ledger | None) -> None:
        """Take the places of a case, or those of a report that has none yet."""
        self.places, self._ledger = dict(places), ledger
        self._pause.stop()

    def keep(self, **places: str | float | bool) -> None:
        """Remember where things stand, if there is a case to remember it."""
        if self._ledger is None or all(self.places.get(name) == value for name, value in places.items()):
            return
        self.places.update(places)
        self._pause.start()

    def write(self) -> None:
        """Write where things stand; a place that is lost is no reason to stop."""
        self._pause.stop()
        if self._ledger is None:
            return
        try:
            self._ledger.file.save_view(self.places)
        except CaseError as error:
            logger.info("the view was not kept: %s", type(error).__name__)
