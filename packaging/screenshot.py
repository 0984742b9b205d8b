"""Take the README's picture: the real window with the example review of the first seed, both panes filled.

    python packaging/screenshot.py [--theme dark] [--size 1920x1080] [OUT.png]

Needs no screen on Linux; nothing of the user's own is read or written.
"""

import argparse
import os
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from desktop import example, intake, paths, selftest  # noqa: E402
from desktop.model.errors import DuyueError  # noqa: E402
from desktop.storage.shelf import Shelf  # noqa: E402

AT = "2024-06-03T14:32:07+08:00"


def main() -> int:
    """Take the picture; returns the exit code."""
    parser = argparse.ArgumentParser(description="Take a picture of the window.")
    parser.add_argument("out", nargs="?", type=Path, default=ROOT / "packaging" / "screenshot.png")
    parser.add_argument("--theme", choices=("light", "dark"), default="light")
    parser.add_argument("--size", default="1366x768", help="width x height in pixels")
    wanted = parser.parse_args()
    width, height = map(int, wanted.size.split("x"))
    shown = example.read()
    with tempfile.TemporaryDirectory() as home:
        os.environ["DUYUE_HOME"] = home
        case = Path(home) / f"示例-{shown.district}-{shown.year}.duyue"
        try:
            example.write_case(case, intake.read(paths.seed(shown.seed)), Shelf().get(shown.checklist), AT)
            print(selftest.take_picture(case, wanted.out, wanted.theme, (width, height)))
        except DuyueError as error:
            print(error.says, file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
