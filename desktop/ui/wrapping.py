"""Break words into a few lines, the last one cut with an ellipsis where they do not fit."""

import re

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics, QTextLayout, QTextOption

from desktop.ui import theme

LEADING = 1.45
_AMOUNT, _GLUE = re.compile(r"(?<=[\d%])(?=[\u4e00-\u9fff])"), "\u2060"
"""Between digits and their unit no line is broken: 106所 stays together."""


def line_height(pixels: float) -> int:
    """Give the height of a line of wrapped words, whose font is meant to be so many pixels."""
    return theme.px(pixels * LEADING)


def wrapped(text: str, font: QFont, width: int, most: int) -> list[str]:
    """Break words into at most so many lines of a width in pixels."""
    metrics = QFontMetrics(font)
    if metrics.horizontalAdvance(text) <= width:
        return [text]
    glued = _AMOUNT.sub(_GLUE, text)
    layout, option = QTextLayout(glued, font), QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    # Qt counts an astral character twice.
    units = glued.encode("utf-16-le")
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
    return [line.replace(_GLUE, "") for line in lines] or [""]
