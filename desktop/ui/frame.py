"""The window's frame: its size, place and splitters, kept in the settings and shared by all windows."""

from base64 import b64decode, b64encode
from collections.abc import Mapping

from PySide6.QtCore import QByteArray, QEvent, QObject, QPoint, QSize, Qt, QTimer
from PySide6.QtWidgets import QMainWindow

from desktop.desk.memory import Memory
from desktop.ui import theme
from desktop.ui.reader.pane import OUTLINE_WIDTH
from desktop.ui.splitter import Splitter

_SIZE = QSize(1680, 1050)
"""Pixels of a first window, where the screen has them."""
_EDGES = QSize(16, 48)
"""What a title bar and borders may take; no system tells before the window is shown."""
_RIGHT_LEAST, _RIGHT_SHARE, _OUTLINE_SHARE = 452, 0.366, 0.125
_PAUSE_MS, _BESIDE = 1000, 32


class Frame(QObject):
    """Give a window the size it was left with, and remember how it is left; a crash loses no more than a second."""

    def __init__(self, window: QMainWindow, splitters: Mapping[str, Splitter], memory: Memory) -> None:
        """Take ``splitters`` by the names they are kept under.

        ``desk`` parts the report from the right side, ``reading`` from its outline.
        """
        super().__init__(window)
        self._window, self._splitters, self._memory = window, splitters, memory
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.keep)
        self._restore()
        self._asked: QSize | None = None
        window.installEventFilter(self)
        for splitter in splitters.values():
            splitter.splitterMoved.connect(self._pause.start)

    def fill_small_screen(self) -> None:
        """Open maximised where the screen has no room for a first window; as it was left, ever after."""
        if not self._memory.settings.geometry and self._window.size() != _SIZE:
            self._window.setWindowState(Qt.WindowState.WindowMaximized)

    def stand_beside(self, other: QMainWindow) -> None:
        """Stand a little below and right of another window, within the screen."""
        at = other.normalGeometry().topLeft() + QPoint(_BESIDE, _BESIDE)
        room, needed = other.screen().availableGeometry(), self._window.size() + _EDGES
        left = max(room.x(), min(at.x(), room.right() - needed.width()))
        self._window.move(left, max(room.y(), min(at.y(), room.bottom() - needed.height())))

    def keep(self) -> None:
        """Remember size, place and splitters."""
        self._pause.stop()
        self._memory.prefer(
            geometry=b64encode(bytes(self._window.saveGeometry().data())).decode(),
            splitters={name: splitter.kept() for name, splitter in self._splitters.items()},
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """See the window moved or made larger by hand; at its first show what is not dressed yet makes it wider."""
        if event.type() is QEvent.Type.Polish:
            self._asked = self._window.size()
        if event.type() is QEvent.Type.Show:
            self._resize()
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move) and event.spontaneous():
            self._pause.start()
        return False

    def _resize(self) -> None:
        """Make the window as large as it was asked to be, now that it is dressed."""
        asked, self._asked = self._asked, None
        large = Qt.WindowState.WindowMaximized | Qt.WindowState.WindowFullScreen
        layout = self._window.layout()
        if asked is not None and layout is not None and not self._window.windowState() & large:
            layout.activate()
            self._window.resize(asked)

    def lay_out(self, size: QSize) -> None:
        """Make the window so large, with the usual shares of right side and outline."""
        right = max(theme.px(_RIGHT_LEAST), round(size.width() * _RIGHT_SHARE))
        self._window.resize(size)
        self._splitters["desk"].ask((size.width() - right, right))
        outline = max(theme.px(OUTLINE_WIDTH), round(size.width() * _OUTLINE_SHARE))
        self._splitters["reading"].ask((outline, size.width() - right - outline))

    def _restore(self) -> None:
        settings = self._memory.settings
        self.lay_out((self._window.screen().availableSize() - _EDGES).boundedTo(_SIZE))
        if settings.geometry:
            self._window.restoreGeometry(QByteArray(b64decode(settings.geometry)))
        for name, splitter in self._splitters.items():
            if name in settings.splitters:
                splitter.ask(settings.splitters[name])
