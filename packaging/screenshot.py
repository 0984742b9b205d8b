"""Take the README's picture: the real window with the example review of the first seed, both panes filled.

    python packaging/screenshot.py [--theme dark] [--size 1366x768] [OUT.png]

Needs no screen on Linux. Nothing of the user's own is read or written.
"""

import argparse
import os
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
AT = "2024-06-03T14:32:07+08:00"


def main() -> int:
    """Take the picture; returns 0."""
    parser = argparse.ArgumentParser(description="Take a picture of the window.")
    parser.add_argument("out", nargs="?", type=Path, default=ROOT / "packaging" / "screenshot.png")
    parser.add_argument("--theme", choices=("light", "dark"), default="light")
    parser.add_argument("--size", default="1366x768")
    wanted = parser.parse_args()
    width, height = map(int, wanted.size.split("x"))
    with tempfile.TemporaryDirectory() as home:
        os.environ["DUYUE_HOME"] = home
        from desktop import intake, paths, selftest
        from desktop.storage.shelf import Shelf

        shown, case = selftest.example(), Path(home, "示例.duyue")
        selftest.write_case(case, intake.read(paths.seed(shown.seed)), Shelf().get(shown.checklist), AT)
        print(selftest.take_picture(case, wanted.out, wanted.theme, (width, height)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
