"""A file or a folder that is dropped on a window, wherever in it."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QDragEnterEvent, QDropEvent

if TYPE_CHECKING:
    from desktop.ui.window import MainWindow


class Drops(QObject):
    """Take one file, or a folder, whose reports are a batch."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Welcome what is held over the window, and open what is dropped."""
        if isinstance(event, QDragEnterEvent):
            urls = event.mimeData().urls()
            if len(urls) == 1 and urls[0].isLocalFile():
                event.acceptProposedAction()
                self._window.start_page.welcome(True)
            return True
        if event.type() is QEvent.Type.DragLeave:
            self._window.start_page.welcome(False)
            return True
        if event.type() is QEvent.Type.Drop and isinstance(event, QDropEvent):
            self._window.start_page.welcome(False)
            event.acceptProposedAction()
            path = Path(event.mimeData().urls()[0].toLocalFile())
            (self._window.files.open_batch if path.is_dir() else self._window.files.open_path)(path)
            return True
        return super().eventFilter(watched, event)
