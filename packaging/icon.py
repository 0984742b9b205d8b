"""Draw the Windows icon from `resources/icons/duyue.svg` into `packaging/windows/duyue.ico`.

    python packaging/icon.py

One PNG a size, as Windows takes them since Vista.
"""

import struct
import sys
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "resources" / "icons" / "duyue.svg"
ICON = ROOT / "packaging" / "windows" / "duyue.ico"
SIZES = (16, 20, 24, 32, 40, 48, 64, 256)


def main() -> int:
    """Write the icon; returns 0."""
    ICON.write_bytes(icon(SOURCE))
    return 0


def icon(source: Path) -> bytes:
    """Draw every size and pack them: a directory of 6 + 16 bytes a picture, then the pictures."""
    pictures = [png(source, size) for size in SIZES]
    offset = 6 + 16 * len(SIZES)
    packed = struct.pack("<HHH", 0, 1, len(SIZES))
    for size, picture in zip(SIZES, pictures, strict=True):
        # A side of 256 is written as 0.
        packed += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(picture), offset)
        offset += len(picture)
    return packed + b"".join(pictures)


def png(source: Path, size: int) -> bytes:
    """Draw one square picture."""
    image = QImage(QSize(size, size), QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(str(source)).render(painter)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stub asks for bytes, the call for words
    return bytes(buffer.data().data())


if __name__ == "__main__":
    sys.exit(main())
