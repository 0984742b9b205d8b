"""Take the README's picture: the real window with an example review of the first seed, both panes filled.

    python packaging/screenshot.py [--theme dark] [--size 1366x768] [OUT.png]

Needs no screen on Linux. Nothing of the user's own is read or written.
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QDeadlineTimer, QEventLoop

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
ITEM = "cq.C1"
WAITS_MS, SETTLES_MS = 30_000, 400


def main() -> int:
    """Take the picture; returns the exit code."""
    parser = argparse.ArgumentParser(description="Take a picture of the window.")
    parser.add_argument("out", nargs="?", type=Path, default=ROOT / "packaging" / "screenshot.png")
    parser.add_argument("--theme", choices=("light", "dark"), default="light")
    parser.add_argument("--size", default="1366x768")
    wanted = parser.parse_args()
    width, height = map(int, wanted.size.split("x"))
    if sys.platform == "linux":
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as home:
        os.environ["DUYUE_HOME"] = home
        case = make_case(Path(home))
        return 0 if take(case, wanted.out, wanted.theme, (width, height)) else 1


def make_case(folder: Path) -> Path:
    """Make the example's case file."""
    from desktop import intake, paths, selftest
    from desktop.model.case import Document, DocumentRole
    from desktop.storage.casefile import CaseFile
    from desktop.storage.shelf import Shelf

    shown = selftest.example()
    seed = paths.seed(shown.seed)
    report, checklist = intake.read(seed), Shelf().get(shown.checklist)
    *_, review = shown.reviews(checklist, report)
    at = "2024-06-03T14:32:07+08:00"
    path = folder / "example.duyue"
    document = Document.of(report, seed.read_bytes(), DocumentRole.REPORT, at)
    CaseFile.create(path, document, checklist, review, at).close()
    return path


def take(case: Path, out: Path, theme_name: str, size: tuple[int, int]) -> bool:
    """Open the case in the window, wait until everything is there, and keep the picture."""
    from desktop import app
    from desktop.ui import theme

    program = app.build_app([sys.argv[0]])
    window = app.build_window()
    theme.apply(program, theme_name)
    window.resize(*size)
    window.show()
    window.desk.open(case)
    whole = wait(lambda: bool(window.desk.suggestions))
    window.desk.choose_item(ITEM)
    spans = [row.span for row in window.desk.evidence(ITEM) if row.span is not None]
    if spans:
        window.reader.jump(*spans[0], flash=False)
    window.tree.setFocus()
    # The outline and the strip follow the page a moment later.
    pause = QDeadlineTimer(SETTLES_MS)
    wait(pause.hasExpired)
    out.parent.mkdir(parents=True, exist_ok=True)
    kept = window.grab().save(str(out))
    window.close()
    return whole and kept


def wait(ready: Callable[[], bool]) -> bool:
    """Let the window work until something is so, or too long."""
    limit = QDeadlineTimer(WAITS_MS)
    while not ready() and not limit.hasExpired():
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)
    return ready()


if __name__ == "__main__":
    sys.exit(main())
