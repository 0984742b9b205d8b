"""The program's own icons, one family of strokes, in the colour of the theme's text."""

from functools import cache

from PySide6.QtCore import QBuffer, QByteArray, QObject, QRect, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton

from desktop import paths
from desktop.ui import theme

SIDE = 16
"""Pixels of an icon beside text of 13."""
SMALL = 13
"""Pixels of an icon beside small text, or in a line of text."""
RATIOS = (1.0, 1.25, 1.5, 1.75, 2.0)
"""Pixels of the screen to one of the program's: whatever is drawn beforehand is drawn for each, so that it is crisp."""
_LARGE = (24, 32, 48, 64, 80)


def icon(name: str, token: str = "text", side: int = SIDE) -> QIcon:
    """Give an icon of resources/icons in a theme colour; disabled it is soft."""
    return _drawn(name, theme.colour(token).name(), theme.colour("soft").name(), _sizes(side))


def paint(painter: QPainter, box: QRect, name: str, token: str = "text", side: int = SIDE) -> None:
    """Draw an icon in the middle of a box, as large as goes with the text."""
    size = theme.px(side)
    place = QRect(box.center().x() - (size - 1) // 2, box.center().y() - (size - 1) // 2, size, size)
    icon(name, token, side).paint(painter, place)


def _sizes(side: int) -> tuple[int, ...]:
    return tuple(round(theme.px(side) * ratio) for ratio in RATIOS)


@cache
def _drawn(name: str, normal: str, disabled: str, sizes: tuple[int, ...]) -> QIcon:
    """Draw an icon once for each pair of colours: every row that is painted asks for some."""
    drawing = paths.resource("icons", f"{name}.svg").read_text(encoding="utf-8")
    renderer = QSvgRenderer(QByteArray(drawing.replace("currentColor", normal).encode()))
    made = QIcon()
    for size in sizes:
        pixmap = QPixmap(size, size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        renderer.render(painter)
        painter.end()
        made.addPixmap(pixmap, QIcon.Mode.Normal)
        painter = QPainter(pixmap)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
        painter.fillRect(pixmap.rect(), QColor(disabled))
        painter.end()
        made.addPixmap(pixmap, QIcon.Mode.Disabled)
    return made


def inline(name: str, token: str = "text") -> str:
    """Give an icon as an image for rich text, drawn larger than it is shown so that every scaling finds it crisp."""
    side = theme.px(SMALL)
    data = QBuffer()
    icon(name, token, SMALL).pixmap(QSize(side, side), max(RATIOS)).save(data, "PNG")
    drawn = data.data().toBase64().toStdString()
    return f"<img src='data:image/png;base64,{drawn}' width='{side}' height='{side}'>"


def app_icon() -> QIcon:
    """Give the program's own icon, for the desktop and the start page in sizes of theirs, too."""
    colour = theme.colour("text").name()
    return _drawn("duyue", colour, colour, tuple(sorted({*_sizes(SIDE), *_LARGE})))


def dress(button: QAbstractButton, name: str, token: str = "text") -> None:
    """Give a button an icon that follows the theme."""
    _Dresser(button, name, token).dress()


class _Dresser(QObject):
    """Redraw a button's icon when the colours change; it lives and dies with the button."""

    def __init__(self, button: QAbstractButton, name: str, token: str) -> None:
        super().__init__(button)
        self._button, self._name, self._token = button, name, token
        theme.changed.connect(self.dress)

    def dress(self) -> None:
        """Draw the icon in the colours on screen."""
        self._button.setIconSize(QSize(theme.px(SIDE), theme.px(SIDE)))
        self._button.setIcon(icon(self._name, self._token))
