"""What every picture is: drawn the same on screen, on paper and for the clipboard, walked through by keys."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QHelpEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from desktop.desk.tables import Run
from desktop.ui import theme

Ink = Callable[[str], QColor]
"""Give a token's colour: that of the theme on screen, the light theme's on paper."""
LEAST_WIDTH, PAPER_WIDTH = 420, 760
Swatch = Callable[[QPainter, QRectF], None]
"""Draw a sample of something in a box."""
Legend = Sequence[tuple[Swatch, str]]
_SWATCH = 12
_SHARP = 2
"""How many pixels of a copied picture stand for one."""


@dataclass(frozen=True)
class Spot:
    """A part of a picture that says something: where it is, its words, the place of the report that it leads to."""

    box: QRectF
    words: str
    run: Run | None = None


class Chart(QWidget):
    """A picture; ``told`` carries the words of the part that is current, ``place_asked`` the place it leads to."""

    told = Signal(str)
    place_asked = Signal(int, int)

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = title
        self._spots: tuple[Spot, ...] = ()
        self._current = -1
        self.setMinimumWidth(theme.px(LEAST_WIDTH))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(title)
        self.setAccessibleDescription(self.tr("左右键看各处，Enter 到原文；“表格”里有同样的内容"))
        theme.changed.connect(self.update)

    @property
    def spots(self) -> tuple[Spot, ...]:
        """Give the parts that were drawn, in reading order."""
        return self._spots

    def tall(self, width: float) -> float:
        """Give the height that the picture needs in a width."""
        raise NotImplementedError

    def draw(self, painter: QPainter, width: float, ink: Ink) -> tuple[Spot, ...]:
        """Draw the picture from (0, 0), and give its parts."""
        raise NotImplementedError

    def image(self) -> QImage:
        """Draw the picture on white paper, its title above."""
        width, head = float(theme.px(PAPER_WIDTH)), float(theme.px(36))
        height = head + self.tall(width)
        made = QImage(round(width * _SHARP), round(height * _SHARP), QImage.Format.Format_RGB32)
        made.setDevicePixelRatio(_SHARP)
        made.fill(theme.paper("card"))
        painter = QPainter(made)
        self.draw_titled(painter, width, head)
        painter.end()
        return made

    def draw_titled(self, painter: QPainter, width: float, head: float) -> None:
        """Draw title and picture as they stand on paper."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(16, 0, width - 32, head)
        words(painter, box, self.title, theme.paper("text"), theme.font(15, bold=True))
        painter.translate(0, head)
        self.draw(painter, width, theme.paper)

    def sizeHint(self) -> QSize:
        """Be as high as what is drawn in the width there is."""
        width = max(self.width(), theme.px(LEAST_WIDTH))
        return QSize(theme.px(PAPER_WIDTH), round(self.tall(width)))

    def minimumSizeHint(self) -> QSize:
        """Never be lower than what is drawn."""
        return QSize(theme.px(LEAST_WIDTH), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw in the colours of the theme, the current part framed while keys go here."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), theme.colour("card"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._spots = self.draw(painter, self.width(), theme.colour)
        if self.hasFocus():
            box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
            if 0 <= self._current < len(self._spots):
                box = self._spots[self._current].box.adjusted(-3, -3, 3, 3)
            painter.setPen(QPen(theme.colour("ink"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box, 4, 4)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk from part to part; go to the place of the current one by Enter."""
        steps = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}
        if event.key() in steps and self._spots:
            here = self._current if self._current >= 0 else (-1 if steps[Qt.Key(event.key())] > 0 else 0)
            self._stand(max(0, min(here + steps[Qt.Key(event.key())], len(self._spots) - 1)))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and 0 <= self._current < len(self._spots):
            self._go(self._spots[self._current])
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Go to the place of the part that was clicked."""
        at = self._at(event.position().x(), event.position().y())
        if event.button() is Qt.MouseButton.LeftButton and at >= 0:
            self._stand(at)
            self._go(self._spots[at])

    def event(self, event: QEvent) -> bool:
        """Tell what a part says where the pointer rests on it."""
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            at = self._at(event.pos().x(), event.pos().y())
            QToolTip.showText(event.globalPos(), self._spots[at].words if at >= 0 else "", self)
            return True
        return super().event(event)

    def _at(self, x: float, y: float) -> int:
        """Give the number of the part under a point, -1 where there is none."""
        found = (at for at, spot in enumerate(self._spots) if spot.box.adjusted(-2, -2, 2, 2).contains(x, y))
        return next(found, -1)

    def _stand(self, at: int) -> None:
        """Make a part current, and bring it into sight."""
        self._current = at
        self.told.emit(self._spots[at].words)
        self.update()

    def _go(self, spot: Spot) -> None:
        if spot.run is not None:
            self.place_asked.emit(*spot.run)


def words(
    painter: QPainter,
    box: QRectF,
    text: str,
    colour: QColor,
    font: QFont | None = None,
    side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> None:
    """Write one line in a box, shortened where it is too long."""
    painter.setFont(font or theme.font(12))
    painter.setPen(colour)
    shown = QFontMetricsF(painter.font()).elidedText(text, Qt.TextElideMode.ElideRight, box.width())
    painter.drawText(box, side | Qt.AlignmentFlag.AlignVCenter, shown)


def legend(painter: QPainter, box: QRectF, entries: Legend, ink: Ink) -> None:
    """Show samples of what is drawn, each with its word, along one line; what finds no room is shortened."""
    x, side = box.left(), theme.px(_SWATCH)
    for paint, word in entries:
        width = wide(word)
        width = min(width, box.right() - x - side - 6)
        if width <= 0:
            return
        painter.save()
        paint(painter, QRectF(x, box.center().y() - side / 2, side, side))
        painter.restore()
        words(painter, QRectF(x + side + 6, box.top(), width + 2, box.height()), word, ink("soft"))
        x += side + 6 + width + theme.px(18)


def nothing(painter: QPainter, box: QRectF) -> None:
    """Draw no sample, where words stand alone."""


def wide(text: str, font: QFont | None = None) -> float:
    """Measure a line of words."""
    return QFontMetricsF(font or theme.font(12)).horizontalAdvance(text)
