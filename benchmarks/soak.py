"""Work for long in one window at random, and count memory and handles.

    python -m benchmarks.soak [--actions 20000]

Memory that grows by more than 20 MB after the first fifth, or one more handle, stops the run.
"""

import argparse
import os
import tempfile
import time

from benchmarks.table import heading, row

_MOST_MB = 20


def main() -> None:
    """Run it once, with settings and cases of its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--actions", type=int, default=20_000)
    options = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as home:
        os.environ["DUYUE_HOME"] = home
        _soak(options.actions)


def _soak(actions: int) -> None:
    """Open an example, begin its review, and work."""
    from PySide6.QtTest import QTest

    from desktop import app, paths
    from tests.ui.soak import soaked

    application = app.build_app(["duyue"])
    window = app.build_window()
    window.show()
    window.files.open_path(paths.seed("000_7247668ee333bfb4.txt"))
    while not window.desk.suggestions:
        QTest.qWait(50)
    window.start_bar.begin.click()
    began = time.process_time()
    grown, handles = soaked(window, actions)
    spent = (time.process_time() - began) * 1000 / actions
    heading()
    row("memory grown", [grown], "MB", f"≤ {_MOST_MB}")
    row("handles more", [handles], "", "0")
    row("processor time of an action", [spent], "ms", "")
    ledger = window.desk.ledger
    assert ledger is not None
    print(f"{actions} actions, {ledger.file.head()[0]} steps, faults {len(ledger.file.verify())}", flush=True)
    window.close()
    application.processEvents()
    if grown > _MOST_MB or handles > 0:
        raise SystemExit("what is held grows with the work")


if __name__ == "__main__":
    main()
