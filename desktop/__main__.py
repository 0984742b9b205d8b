"""``duyue``: the window, unless the first word is a command of the machine's door."""

import gc
import multiprocessing
import sys

COMMANDS = ("read", "checklists", "suggest", "case", "sheet", "-h", "--help", "--version")
"""First words that go to the command line, which loads no Qt."""


def main() -> int:
    """Start what was asked for; gives the exit code."""
    multiprocessing.freeze_support()
    argv = sys.argv[1:]
    if argv[:1] == ["--selftest"]:
        from desktop import selftest

        return selftest.main(argv[1:])
    if argv and argv[0] in COMMANDS:
        from desktop import cli

        return cli.main(argv)
    gc.disable()  # nothing that a start makes is garbage; the window collects again once it stands
    from desktop import app

    return app.main(argv)


if __name__ == "__main__":
    sys.exit(main())
