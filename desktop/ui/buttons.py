"""Buttons that show the key that presses them."""

from collections.abc import Callable
from functools import cache

from PySide6.QtCore import QEvent, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QStyle, QStyleOptionButton, QWidget

from desktop.ui import theme

_GAP = 6
_CAP_PAD = 5
_CAP_HEIGHT = 16
_CAP_PX = 11


class KeyButton(QPushButton):
    """A push button with a keycap after its words; ``primary`` is the one that leads on."""

    def __init__(self, words: str, key: str, *, primary: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self.key = key
        self._cap = 0
        theme.changed.connect(self.measure)
        self.measure()
        self._primary = primary
        if primary:
            self.setProperty("role", "primary")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.explain(words)

    def measure(self) -> None:
        """Take the room that the keycap needs in the size that text has."""
        self._cap = keycap_width(self.key) if self.key else 0
        self.updateGeometry()

    def explain(self, words: str) -> None:
        """Set tooltip and accessible name, key included."""
        self.setToolTip(f"{words}（{self.key}）" if self.key else words)
        self.setAccessibleName(words)

    def sizeHint(self) -> QSize:
        """Leave room for the keycap."""
        hint = super().sizeHint()
        return QSize(hint.width() + (self._cap + _GAP if self._cap else 0), hint.height())

    def minimumSizeHint(self) -> QSize:
        """Never be cut off."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the button, then words and keycap side by side in its middle."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        words, option.text = option.text, ""
        painter = QPainter(self)
        self.style().drawControl(QStyle.ControlElement.CE_PushButton, option, painter, self)
        width = self.fontMetrics().horizontalAdvance(words)
        cap = self._cap
        whole = width + (cap + _GAP if cap else 0)
        left = (self.width() - whole) // 2
        painter.setPen(self._ink())
        painter.drawText(QRect(left, 0, width + 2, self.height()), Qt.AlignmentFlag.AlignVCenter, words)
        if cap:
            high = keycap_height()
            box = QRect(left + width + _GAP, (self.height() - high) // 2, cap, high)
            draw_keycap(painter, box, self.key, self._ink(soft=True), self._edge())

    def changeEvent(self, event: QEvent) -> None:
        """Fit anew when the font changes."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self.updateGeometry()

    def _ink(self, *, soft: bool = False) -> QColor:
        """Choose the colour of the words by the button's state."""
        if not self.isEnabled():
            return theme.colour("soft")
        if self._primary:
            return theme.colour("on_ink")
        if self.isChecked():
            return theme.colour("ink")
        return theme.colour("soft" if soft else "text")

    def _edge(self) -> QColor:
        """Choose the colour of the keycap's edge."""
        if self.isEnabled() and (self._primary or self.isChecked()):
            return self._ink()
        return theme.colour("line")


def foot_button(words: str, hint: str, slot: Callable[[], object]) -> QPushButton:
    """Make a button for the foot of a dialog, which Enter presses only while it has the focus."""
    button = QPushButton(words)
    button.setToolTip(hint)
    button.setAccessibleDescription(hint)
    button.setAutoDefault(False)
    button.clicked.connect(lambda: slot())  # the signal tells whether it is down, which no slot wants to hear
    return button


def keycap_width(key: str) -> int:
    """Measure a keycap."""
    return max(QFontMetrics(_cap_font()).horizontalAdvance(key) + 2 * _CAP_PAD, keycap_height())


def keycap_height() -> int:
    """Tell how high a keycap is."""
    return theme.px(_CAP_HEIGHT)


def draw_keycap(painter: QPainter, box: QRect, key: str, words: QColor, edge: QColor) -> None:
    """Draw a key as it looks on a keyboard."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(edge, 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    frame = box.toRectF().adjusted(0.5, 0.5, -0.5, -0.5)
    painter.drawRoundedRect(frame, 3, 3)
    painter.drawLine(frame.bottomLeft() + QPointF(2.5, -1), frame.bottomRight() - QPointF(2.5, 1))
    painter.setFont(_cap_font())
    painter.setPen(words)
    painter.drawText(box.adjusted(0, 0, 0, -1), Qt.AlignmentFlag.AlignCenter, key)
    painter.restore()


def _cap_font() -> QFont:
    """Give the font of keycaps."""
    return _cap_font_at(theme.scale())


@cache
def _cap_font_at(_scale: float) -> QFont:
    """Make the font once for each size of text: every button and card asks for it at every paint."""
    return theme.font(_CAP_PX)
