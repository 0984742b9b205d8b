"""What happens when something breaks: a log of where and never of what, and one dialog that stops nothing."""

import faulthandler
import logging
import os
import platform
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

import PySide6
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from desktop import __version__, paths
from desktop.ui.dialogs.fault import FaultDialog
from desktop.ui.window import MainWindow

logger = logging.getLogger(__name__)

_LOG_BYTES, _LOGS = 500_000, 3
_CRASHES = "crash.log"
_FAULT = (
    "程序内部出错，刚才的操作可能没有完成；已保存的内容不受影响，可以继续工作。"
    "请把下面的内容交给开发者，其中没有报告的文字。"
)


def versions() -> str:
    """Say which program this is, and on what it runs."""
    return f"督阅 {__version__}，Python {platform.python_version()}，Qt {PySide6.__version__}，{platform.platform()}"


def log_to_file() -> None:
    """Log to a rotating file, for a windowed program has no stderr; never a word of a report.

    What kills the process leaves its frames in a file beside.
    """
    folder = paths.log_dir()
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        handler = RotatingFileHandler(
            folder / "duyue.log", maxBytes=_LOG_BYTES, backupCount=_LOGS, encoding="utf-8", delay=True
        )
        # Held open until the process ends: it is written to when nothing can be opened any more.
        faulthandler.enable((folder / _CRASHES).open("w", encoding="utf-8"))
    except OSError:
        return
    handler.setFormatter(LogFormat("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.basicConfig(level=logging.INFO, handlers=[handler])
    logger.info("%s", versions())


def leave(code: int) -> None:
    """End the process although a thread of it is frozen: everything that was saved is on the disk."""
    logger.error("left a frozen job behind")
    logging.shutdown()
    os._exit(code)


class LogFormat(logging.Formatter):
    """Write of an exception where it was raised and its type: its words may hold words of a report."""

    def formatException(
        self, ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
    ) -> str:
        """Write one line a frame."""
        kind, _, trace = ei
        frames = [f"{Path(f.filename).name}:{f.lineno} {f.name}" for f in traceback.extract_tb(trace)]
        return "\n".join([*frames, kind.__name__ if kind else ""])


class Hook(QObject):
    """Bring what nobody caught to the log and, on the main thread, to one dialog; the window stays."""

    _caught = Signal(str)

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._dialog: FaultDialog | None = None
        self._caught.connect(self._on_caught)

    def catch(self, kind: type[BaseException], value: BaseException | None, trace: TracebackType | None) -> None:
        """Take an exception from any thread."""
        if issubclass(kind, KeyboardInterrupt):
            QApplication.exit(1)
            return
        caught = (kind, value or kind(), trace)
        logger.error("uncaught; %s", versions(), exc_info=caught)
        self._caught.emit(LogFormat().formatException(caught))

    def _on_caught(self, where: str) -> None:
        """Tell of it; of what comes while the dialog stands, that it came."""
        if self._dialog is not None and isValid(self._dialog):
            self._dialog.add(where)
            return
        self._dialog = FaultDialog(self._window, _FAULT, f"{versions()}\n日志：{paths.log_dir()}\n{where}")
        self._dialog.show()
