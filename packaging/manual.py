"""Take the manual's pictures anew, from the real program on the first seed.

    python packaging/manual.py [OUT]     OUT is resources/manual unless told

Needs no screen on Linux; nothing of the user's own is read or written. The pictures have 256 colours: they are
shipped with the program.
"""

import argparse
import os
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import tour

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

ROOT = Path(__file__).resolve().parent.parent
STOPS = {
    "start": "start",
    "mark-card": "reading",
    "took-suggestion": "scoring",
    "finding": "findings",
    "tally-trial": "total",
}
"""Which stop of the tour is which picture of the manual."""


def main() -> int:
    """Take the pictures; returns the exit code."""
    parser = argparse.ArgumentParser(description="Take the manual's pictures.")
    parser.add_argument("out", nargs="?", type=Path, default=ROOT / "resources" / "manual")
    out = parser.parse_args().out
    with tempfile.TemporaryDirectory() as home:
        os.environ["DUYUE_HOME"] = os.environ["HOME"] = home
        if sys.platform == "linux":
            os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        guide = tour.Guide((1180, 680), "light")
        left = dict(STOPS)
        for name, picture in guide.stops():
            if name in left:
                small(picture.toImage()).save(str(out / f"{left.pop(name)}.png"), quality=0)
            if not left:
                break
        guide.window.desk.abandon()
        guide.window.close()
    return 1 if left else 0


def small(picture: "QImage") -> "QImage":
    """Give a picture in the 256 colours that it has most of; those between are few, at the edges of letters."""
    from PySide6.QtGui import QImage

    plain = picture.convertToFormat(QImage.Format.Format_RGB32)
    counted = Counter(memoryview(plain.constBits()).cast("I"))
    return plain.convertToFormat(QImage.Format.Format_Indexed8, [colour for colour, _ in counted.most_common(256)])


if __name__ == "__main__":
    sys.exit(main())
