"""First steps: at most four, each beside what it is about; shown once, never in the way."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.ui import theme

_WIDTH, _GAP, _RING = 320, 12, 4
_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape)


@dataclass(frozen=True)
class Step:
    """What is pointed at, and the words about it."""

    at: Callable[[], QWidget]
    title: str
    words: str


class Tour(QFrame):
    """A card beside one part of the window after the other; ``done`` tells that it was seen or put away."""

    done = Signal()

    def __init__(self, over: QWidget, steps: Sequence[Step]) -> None:
        super().__init__(over)
        self._over, self._steps, self._at = over, steps, 0
        self.setAccessibleName(self.tr("第一次使用"))
        self._ring = _Ring(over)
        self.title = QLabel()
        self.title.setProperty("role", "title")
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.count = QLabel()
        self.count.setProperty("role", "small")
        self.skip = QPushButton(self.tr("不看了"))
        self.skip.setToolTip(self.tr("收起，不再出现（Esc）"))
        self.skip.clicked.connect(self.finish)
        self.next = QPushButton()
        self.next.setProperty("role", "primary")
        self.next.setToolTip(self.tr("看下一步（Enter）"))
        self.next.clicked.connect(self._on_next)
        foot = QHBoxLayout()
        foot.addWidget(self.count, 1)
        foot.addWidget(self.skip)
        foot.addWidget(self.next)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(8)
        column.addWidget(self.title)
        column.addWidget(self.words)
        column.addLayout(foot)
        self.setFixedWidth(theme.px(_WIDTH))
        over.installEventFilter(self)
        for button in (self.skip, self.next):
            button.installEventFilter(self)
        self.hide()

    def begin(self) -> None:
        """Show the first step."""
        self._at = 0
        self._show()
        self.next.setFocus(Qt.FocusReason.OtherFocusReason)

    def finish(self) -> None:
        """Put the card away for good."""
        if not self.isHidden():
            self.hide()
            self._ring.hide()
            self.done.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay beside what is pointed at when the window changes, and keep the card's own keys."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            # Enter goes on here, and takes no suggestion meanwhile.
            event.setAccepted(event.key() in _KEYS)
            return event.isAccepted()
        if event.type() is QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on by Enter, leave by Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.finish()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_next()
        else:
            super().keyPressEvent(event)

    def _on_next(self) -> None:
        if self._at + 1 == len(self._steps):
            self.finish()
        else:
            self._at += 1
            self._show()

    def _show(self) -> None:
        """Show one step."""
        step, last = self._steps[self._at], self._at + 1 == len(self._steps)
        self.title.setText(step.title)
        self.words.setText(step.words)
        self.count.setText(f"{self._at + 1} / {len(self._steps)}")
        self.next.setText(self.tr("开始使用") if last else self.tr("下一步"))
        self.skip.setVisible(not last)
        self._ring.show()
        self.show()
        self._place()
        self._ring.raise_()
        self.raise_()

    def _place(self) -> None:
        """Lay the ring around what is pointed at, and the card beside it, within the window."""
        target = self._steps[self._at].at()
        box = QRect(target.mapTo(self._over, QPoint(0, 0)), target.size())
        self._ring.setGeometry(box.adjusted(-_RING, -_RING, _RING, _RING).intersected(self._over.rect()))
        self.adjustSize()
        room, card = self._over.rect().adjusted(_GAP, _GAP, -_GAP, -_GAP), self.size()
        left = box.left() - card.width() - _GAP
        x = box.right() + _GAP if box.right() + _GAP + card.width() <= room.right() else left
        if x < room.left():
            x = max(room.left(), min(box.center().x() - card.width() // 2, room.right() - card.width()))
        y = box.top() if box.height() > card.height() else box.bottom() + _GAP
        self.move(x, max(room.top(), min(y, room.bottom() - card.height())))


class _Ring(QWidget):
    """A line around a part of the window, through which one clicks."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("ink"), 2))
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -2, -2), 6, 6)
