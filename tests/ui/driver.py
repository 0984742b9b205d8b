"""Drive one window as a person does: keys, mouse and an input method."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QInputMethodEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop import app, paths
from desktop.desk.checklist_model import Column
from desktop.desk.evidence_model import EvidenceRow

WAIT = 30_000
SEED = paths.seed("000_7247668ee333bfb4.txt")
LEFT = Qt.MouseButton.LeftButton


def report_of(words: str, folder: Path) -> Path:
    """Write the report of a county."""
    path = folder / "某县.txt"
    path.write_bytes(words.encode())
    return path


class Driver:
    """Hold a window by its keyboard and mouse; what it asks of the window it only reads."""

    def __init__(self, qtbot: QtBot) -> None:
        self.qtbot = qtbot
        self.window = app.build_window()
        qtbot.addWidget(self.window)
        self.window.resize(1366, 768)
        self.window.show()
        qtbot.waitExposed(self.window)
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)

    @property
    def item(self) -> str:
        """Name the chosen item."""
        assert self.window.desk.item is not None
        return self.window.desk.item.id

    @property
    def cards(self) -> tuple[EvidenceRow, ...]:
        """List the cards of the chosen item."""
        return self.window.desk.answers.evidence(self.item)

    def key(self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key wherever the focus is."""
        QTest.keyClick(self._focus(), key, held)

    def ctrl(self, key: Qt.Key) -> None:
        """Press a key with Ctrl."""
        self.key(key, Qt.KeyboardModifier.ControlModifier)

    def keys(self, letters: str) -> None:
        """Press letters and digits one after another."""
        for letter in letters:
            QTest.keyClicks(self._focus(), letter)

    def compose(self, words: str, pressed: str = "") -> None:
        """Write with an input method: what is composed first, and then the words."""
        focus = self._focus()
        for at in range(len(pressed)):
            QApplication.sendEvent(focus, QInputMethodEvent(pressed[: at + 1], []))
        done = QInputMethodEvent()
        done.setCommitString(words)
        QApplication.sendEvent(focus, done)

    def click(self, widget: QWidget, at: QPoint | None = None) -> None:
        """Click on a widget, in its middle."""
        assert widget.isVisible(), widget.accessibleName()
        QTest.mouseClick(widget, LEFT, Qt.KeyboardModifier.NoModifier, at or widget.rect().center())

    def click_row(self, item: str) -> None:
        """Click on an item in the checklist."""
        tree = self.window.tree
        index = self.window.items.index_of(item).siblingAtColumn(Column.NAME)
        tree.scrollTo(index)
        self.click(tree.viewport(), tree.visualRect(index).center())

    def point(self, offset: int) -> QPoint:
        """Find where an offset of the report stands in the view."""
        view = self.window.reader.view
        cursor = QTextCursor(view.document())
        cursor.setPosition(view.laid.positions.position(offset))
        return view.cursorRect(cursor).center()

    def drag(self, start: int, end: int) -> None:
        """Select a run of the report with the mouse, once it is in sight."""
        self.window.reader.view.scroll_to(max(0, start - 40))
        self.qtbot.wait(20)
        port = self.window.reader.view.viewport()
        first, last = self.point(start), self.point(end)
        QTest.mousePress(port, LEFT, Qt.KeyboardModifier.NoModifier, first)
        QTest.mouseMove(port, (first + last) / 2)
        QTest.mouseMove(port, last)
        QTest.mouseRelease(port, LEFT, Qt.KeyboardModifier.NoModifier, last)

    @contextmanager
    def suggested(self) -> Iterator[None]:
        """Wait until everything is said of what is opened in the meantime."""
        with self.qtbot.waitSignal(self.window.desk.suggested, timeout=WAIT):
            yield

    def open(self, path: Path) -> None:
        """Open a file as the command line does."""
        with self.suggested():
            self.window.files.open_path(path)

    def begin(self) -> None:
        """Begin the review that is offered."""
        self.click(self.window.start_bar.begin)
        assert self.window.desk.review is not None

    def reviewing(self, path: Path, checklist: str = "") -> Self:
        """Open a file and begin a review of it, by the checklist of that name or by the one that is offered."""
        self.open(path)
        if checklist:
            with self.suggested():
                self.window.desk.beginning.show_checklist(checklist)
        self.begin()
        return self

    def close(self) -> None:
        """Close the window."""
        assert self.window.close()

    def _focus(self) -> QWidget:
        return QApplication.focusWidget() or self.window
