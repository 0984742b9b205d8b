"""旁注栏: memos in a column beside the text, each at the height of the words that it was written on."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QHelpEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from desktop.desk.words import one_line
from desktop.model.review import Audience, Memo
from desktop.model.words import AUDIENCE_WORD
from desktop.ui import theme
from desktop.ui.reader.view import ReadingView
from desktop.ui.wrapping import line_height, wrapped

WIDTH = 148
_TEXT_LEAST = 380
"""Pixels that the text keeps: with fewer, lines of ten characters and less, the column waits."""
_PAD, _GAP, _EDGE, _LINES, _SIZE = 8, 6, 6, 4, 12
_MOST = 60
"""Memos that are laid out at once: more do not fit beside a page."""


class MemoMargin(QWidget):
    """Show the memos of what is in sight, nothing while there are none; ``asked`` carries the id of one clicked."""

    asked = Signal(str)

    def __init__(self, view: ReadingView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self._memos: tuple[Memo, ...] = ()
        self._on = True
        self._boxes: list[tuple[QRectF, Memo]] = []
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("旁注栏"))
        self.setAccessibleDescription(self.tr("Shift+P 列出全部旁注"))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        view.verticalScrollBar().valueChanged.connect(self.update)
        view.page_set.connect(self.update)
        view.installEventFilter(self)
        theme.changed.connect(self.update)
        self.hide()

    @property
    def boxes(self) -> Sequence[tuple[QRectF, Memo]]:
        """Give the memos in sight with their places."""
        return self._boxes

    @property
    def on(self) -> bool:
        """Tell whether the column is shown where there are memos."""
        return self._on

    @property
    def crowded(self) -> bool:
        """Tell whether the column would leave the text too little room; it waits until there is more."""
        whole = self._view.width() + (0 if self.isHidden() else theme.px(WIDTH))
        return self._view.isVisible() and whole < theme.px(WIDTH + _TEXT_LEAST)

    def turn(self, on: bool) -> None:
        """Show or hide the column."""
        self._on = on
        self._show()

    def show_memos(self, memos: Sequence[Memo], document: str) -> None:
        """Show the memos of a document, in the text's order; their words stand between corners."""
        self._memos = tuple(sorted((m for m in memos if m.document == document), key=lambda m: (m.start, m.end)))
        self._view.underlay.memos = [(memo.start, memo.end) for memo in self._memos]
        self._view.viewport().update()
        self._show()
        self.update()

    def sizeHint(self) -> QSize:
        """Be a narrow column."""
        return QSize(theme.px(WIDTH), 100)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stand where the text stands: no column beside pages alone."""
        if event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            self._show()
        elif event.type() is QEvent.Type.Resize:
            # Within the layout's own pass, it would not hear of another one.
            QTimer.singleShot(0, self, self._show)
            self.update()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the memos in sight, each as near to its words as the one above leaves it."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), theme.colour("pane"))
        painter.fillRect(QRectF(0, 0, 1, self.height()), theme.colour("line"))
        self._boxes = self._laid()
        for box, memo in self._boxes:
            self._draw(painter, box, memo)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Ask for the memo that was clicked."""
        found = self._at(event.position().x(), event.position().y())
        if event.button() is Qt.MouseButton.LeftButton and found is not None:
            self.asked.emit(found.id)

    def event(self, event: QEvent) -> bool:
        """Tell the whole of a memo that is cut."""
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            found = self._at(event.pos().x(), event.pos().y())
            told = f"{AUDIENCE_WORD[found.audience]}：{found.text}" if found is not None else ""
            QToolTip.showText(event.globalPos(), told, self)
            return True
        return super().event(event)

    def _show(self) -> None:
        self.setVisible(self._on and bool(self._memos) and not self._view.isHidden() and not self.crowded)

    def _laid(self) -> list[tuple[QRectF, Memo]]:
        """Give each memo in sight its place."""
        start, end = self._view.visible_run()
        seen = [memo for memo in self._memos if memo.start < end and memo.end > start][:_MOST]
        placed: list[tuple[QRectF, Memo]] = []
        bottom = float(_GAP)
        for memo in seen:
            lines = len(self._lines(memo))
            height = (lines + 1) * line_height(_SIZE) + 2 * _PAD
            top = max(bottom, self._view.height_of(memo.start) - _PAD)
            placed.append((QRectF(_EDGE, top, self.width() - 2 * _EDGE, height), memo))
            bottom = top + height + _GAP
        return placed

    def _lines(self, memo: Memo) -> Sequence[str]:
        return wrapped(one_line(memo.text), theme.font(_SIZE), self.width() - 2 * (_EDGE + _PAD), _LINES)

    def _draw(self, painter: QPainter, box: QRectF, memo: Memo) -> None:
        """Draw one memo: for whom, then its words; what others will read has a bar at its side."""
        chief = memo.audience is Audience.CHIEF
        painter.setPen(theme.hairline(painter))
        painter.setBrush(theme.colour("card"))
        painter.drawRect(box)
        painter.fillRect(QRectF(box.left(), box.top(), 3, box.height()), theme.colour("ink" if chief else "line"))
        painter.setFont(theme.font(_SIZE))
        y, high = box.top() + _PAD, float(line_height(_SIZE))
        side = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        for at, line in enumerate((AUDIENCE_WORD[memo.audience], *self._lines(memo))):
            painter.setPen(theme.colour("text" if at else "ink" if chief else "soft"))
            painter.drawText(QRectF(box.left() + _PAD, y, box.width() - _PAD, high), side, line)
            y += high

    def _at(self, x: float, y: float) -> Memo | None:
        return next((memo for box, memo in self._boxes if box.contains(x, y)), None)
