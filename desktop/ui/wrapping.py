"""Break words into a few lines, the last one cut with an ellipsis where they do not fit."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics, QTextLayout, QTextOption

from desktop.ui import theme

LEADING = 1.45


def line_height(pixels: float) -> int:
    """Give the height of a line of wrapped words, whose font is meant to be so many pixels."""
    return theme.px(pixels * LEADING)


def wrapped(text: str, font: QFont, width: int, most: int) -> list[str]:
    """Break words into at most so many lines of a width in pixels."""
    metrics = QFontMetrics(font)
    if metrics.horizontalAdvance(text) <= width:
        return [text]
    layout, option = QTextLayout(text, font), QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    # Qt counts an astral character twice.
    units = text.encode("utf-16-le")
    lines: list[str] = []
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(width, 20))
        start = line.textStart()
        if len(lines) == most - 1:
            rest = units[2 * start :].decode("utf-16-le")
            lines.append(metrics.elidedText(rest, Qt.TextElideMode.ElideRight, width))
            break
        lines.append(units[2 * start : 2 * (start + line.textLength())].decode("utf-16-le"))
    layout.endLayout()
    return lines or [""]
