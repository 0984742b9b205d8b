"""What is written can be read: contrast measured in the picture of the window, not in the palette."""

from collections import Counter
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage, QTextCursor
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QWidget,
)

from desktop import paths
from desktop.ui import theme
from desktop.ui.reader.view import ReadingView
from desktop.ui.right_side import FIGURES, FINDINGS, PROBLEMS
from tests.ui.driver import SEED, Driver
from tests.ui.test_theme import contrast

LEAST = 4.5


@pytest.fixture
def driver(driver: Driver) -> Driver:
    return driver.reviewing(SEED)


def marked(page: ReadingView) -> Iterator[tuple[str, QRect]]:
    """List the marks in sight that stand on one line."""
    at, cursor = page.viewport().mapTo(page, QPoint(0, 0)), QTextCursor(page.document())
    for span in page.underlay.marks.between(0, page.top + 2000):
        ends = []
        for offset in (span.start, span.end):
            cursor.setPosition(page.laid.positions.position(offset))
            ends.append(page.cursorRect(cursor))
        first, last = ends
        if first.top() == last.top() and page.viewport().rect().contains(first) and first.left() < last.left():
            yield span.kind, first.united(last).translated(at)


def written(widget: QWidget) -> list[tuple[str, QRect]]:
    """List what a widget writes, as (words, where on the widget)."""
    whole = widget.rect()
    if isinstance(widget, QAbstractItemView):
        port = widget.viewport()
        at = port.mapTo(widget, QPoint(0, 0))
        shown = [widget.indexAt(QPoint(x, y)) for y in range(4, port.height(), 12) for x in range(4, port.width(), 40)]
        cells = {index: str(index.data() or "") for index in shown if index.isValid()}
        places = [(words, widget.visualRect(index)) for index, words in cells.items()]
        return [(words, place.translated(at)) for words, place in places if port.rect().contains(place.center())]
    if isinstance(widget, ReadingView):
        return list(marked(widget))
    if isinstance(widget, QTabBar):
        return [(widget.tabText(at), widget.tabRect(at)) for at in range(widget.count())]
    if isinstance(widget, QLabel | QAbstractButton):
        return [(widget.text(), whole)] if widget.text() else []
    if isinstance(widget, QLineEdit):
        return [(widget.text() or widget.placeholderText(), whole)]
    if isinstance(widget, QPlainTextEdit):
        return [(widget.toPlainText() or widget.placeholderText(), whole)]
    if isinstance(widget, QComboBox):
        return [(widget.currentText(), whole)]
    return []


def strongest(image: QImage) -> float:
    """Measure the words of a picture against its ground, the colour that most of it has."""
    plain = image.convertToFormat(QImage.Format.Format_RGB32)
    colours = Counter(colour & 0xFFFFFF for colour in memoryview(plain.constBits()).cast("I"))
    (ground, _), *_ = colours.most_common(1)
    return max(contrast(f"#{colour:06X}", f"#{ground:06X}") for colour in colours)


def faint(window: QWidget) -> list[str]:
    """Name the words in a window that cannot be read well."""
    QApplication.processEvents()
    picture = window.grab().toImage()
    found = []
    for widget in window.findChildren(QWidget):
        if not widget.isVisible() or isinstance(widget, QHeaderView):
            continue
        for words, place in written(widget):
            seen = place.intersected(widget.visibleRegion().boundingRect()).translated(
                widget.mapTo(window, QPoint(0, 0))
            )
            if words.strip() and seen.width() > 12 and seen.height() > 10 and strongest(picture.copy(seen)) < LEAST:
                found.append(f"{type(widget).__name__} {words[:20]!r} {strongest(picture.copy(seen)):.2f}")
    return found


@pytest.mark.parametrize("name", ["light", "dark"])
def test_everything_written_in_the_window_can_be_read(driver: Driver, qapp: QApplication, name: str) -> None:
    theme.apply(qapp, name)
    window = driver.window
    try:
        driver.keys("1j2jnjd")
        assert faint(window) == []
        for tab in (FIGURES, PROBLEMS, FINDINGS):
            window.side.show_tab(tab)
            pane = window.side.pane(tab)
            pane.view.choose(pane.table.rows[1].key)
            assert faint(window) == []
        driver.ctrl(Qt.Key.Key_F)
        driver.keys("100")
        window.files.open_path(paths.seeds_dir() / "none.txt")
        assert faint(window) == []
        assert {kind for kind, _ in marked(window.reader.view)} >= {"metric"}
        for view in (window.rules.show_shelf(), window.rules.show_tally(), window.rules.show_inspection()):
            assert faint(view) == [], view
            view.close()
    finally:
        theme.apply(qapp, "light")
