"""Paint a printed page: its picture, straightened and dimmed, or its words where there is none."""

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QImage, QPainter

from desktop.model.pages import Picture, Stretch
from desktop.ui import theme

_DIM = 40


def dim(painter: QPainter, rect: QRectF) -> None:
    """Take the glare from white paper in the dark theme."""
    if theme.shown() == "dark":
        shade = theme.paper("text")
        shade.setAlpha(_DIM)
        painter.fillRect(rect, shade)


def draw(painter: QPainter, rect: QRectF, picture: Picture, skew: float) -> None:
    """Draw a page's picture, straightened where it lay askew when it was scanned."""
    if not skew:
        painter.drawImage(rect, _image(picture))
        return
    painter.save()
    painter.setClipRect(rect)
    painter.translate(rect.center())
    painter.rotate(skew)
    painter.drawImage(rect.translated(-rect.center()), _image(picture))
    painter.restore()


def _image(picture: Picture) -> QImage:
    """Make an image of a page's picture, over the very same bytes."""
    return QImage(picture.pixels, picture.width, picture.height, 4 * picture.width, QImage.Format.Format_RGB32)


def paint_words(painter: QPainter, text: str, stretches: tuple[Stretch, ...], origin: QPointF, scale: float) -> None:
    """Write a page's words where they were read, for a page without a picture."""
    painter.setPen(theme.paper("text"))
    for stretch in stretches:
        height = (stretch.bottom - stretch.top) * scale
        if height < 3 or height > 200:
            continue
        painter.setFont(theme.reading_font(round(height * 0.86)))
        baseline = origin.y() + stretch.bottom * scale - 0.16 * height
        for sign, left in zip(text[stretch.start : stretch.end], stretch.edges, strict=False):
            painter.drawText(QPointF(origin.x() + left * scale, baseline), sign)
