"""``duyue``: the window, unless the first word is a command of the machine's door."""

import builtins
import gc
import sys

COMMANDS = ("read", "checklists", "suggest", "case", "sheet", "-h", "--help", "--version")
"""First words that go to the command line, which loads no Qt."""


def main() -> int:
    """Start what was asked for; gives the exit code."""
    if getattr(sys, "frozen", False):
        import multiprocessing  # a child of a built program is this program, too

        multiprocessing.freeze_support()
    argv = sys.argv[1:]
    first = argv[0] if argv else ""
    if first not in (*COMMANDS, "--selftest"):
        hasten()
    from desktop import builds

    builds.hold()
    if first == "--selftest":
        return _selftest(argv[1:])
    if first in COMMANDS:
        from desktop import cli

        return cli.main(argv)
    from desktop import app

    return app.main(argv)


def hasten() -> None:
    """Make ready for a quick start of the window, before anything of it is imported."""
    gc.disable()  # nothing that a start makes is garbage; the window collects again once it stands
    import PySide6.QtCore  # noqa: F401

    # PySide's own import reads the source of each module, to see whether it wants Qt's names in snake_case: none does.
    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)


def _selftest(argv: list[str]) -> int:
    """Run the self-test; a built program says what is missing even where the test itself stands on it."""
    try:
        from desktop import selftest
    except Exception:  # where a part is half there, its import may fail in any way
        from desktop import builds
        from desktop.model.errors import DuyueError

        if not (parts := builds.parts()):
            raise
        try:
            builds.check(parts)
        except DuyueError as error:
            sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
            print(f"失败  程序文件：{error.says}")
            return 1
        raise
    return selftest.main(argv)


if __name__ == "__main__":
    sys.exit(main())
